//! What a classify receives and what it answers.

use crate::action::FWP_ACTION_TYPE;
use crate::value::FWP_VALUE0;

constants! {
    /// Right: the callout may write [`FWPS_CLASSIFY_OUT0::actionType`].
    ///
    /// Set on entry: any action is allowed. Clear on entry: leave the action alone, except to veto an earlier permit
    /// with a block. Clear it on exit when blocking, when permitting for a filter with
    /// [`FWPS_FILTER_FLAG_CLEAR_ACTION_RIGHT`](crate::FWPS_FILTER_FLAG_CLEAR_ACTION_RIGHT), and after taking a
    /// reference to a packet in order to modify it. At the stream layers it has no significance: do not test it there.
    /// Source: `ns-fwpstypes-fwps_classify_out0`, `nc-fwpsk-fwps_callout_classify_fn1`, `stream-inspection`.
    pub const FWPS_RIGHT_ACTION_WRITE: u32 = 0x1;
    /// Classify-out flag: drop without audit. Only together with a block, and only at the layers that the page lists.
    ///
    /// What was absorbed belongs to the driver until it is injected or freed: it is outstanding at unload.
    pub const FWPS_CLASSIFY_OUT_FLAG_ABSORB: u32 = 0x1;
    /// Classify-out flag, set on entry: the whole stream indication must be taken.
    pub const FWPS_CLASSIFY_OUT_FLAG_BUFFER_LIMIT_REACHED: u32 = 0x2;
    /// Classify-out flag, set on entry: no more stream data will come, do not ask for it.
    pub const FWPS_CLASSIFY_OUT_FLAG_NO_MORE_DATA: u32 = 0x4;
    /// Classify-out flag about the ALE fast cache. No page describes it.
    pub const FWPS_CLASSIFY_OUT_FLAG_ALE_FAST_CACHE_CHECK: u32 = 0x8;
    /// Classify-out flag about the ALE fast cache. No page describes it.
    pub const FWPS_CLASSIFY_OUT_FLAG_ALE_FAST_CACHE_POSSIBLE: u32 = 0x10;
}

/// The answer of a classify.
///
/// Source: `ns-fwpstypes-fwps_classify_out0`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWPS_CLASSIFY_OUT0 {
    /// The decision. On entry, what an earlier filter decided.
    pub actionType: FWP_ACTION_TYPE,
    /// Of the engine: do not touch.
    pub outContext: u64,
    /// Of the engine: do not touch.
    pub filterId: u64,
    /// [`FWPS_RIGHT_ACTION_WRITE`] or not.
    pub rights: u32,
    /// `FWPS_CLASSIFY_OUT_FLAG_…`.
    pub flags: u32,
    /// Of the engine: do not touch.
    pub reserved: u32,
}

/// One value that a layer gives to a classify. Source: `ns-fwpstypes-fwps_incoming_value0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_INCOMING_VALUE0 {
    /// The value.
    pub value: FWP_VALUE0,
}

/// The values that a layer gives to a classify.
///
/// Valid during the call only (inference: the engine owns it). Source: `ns-fwpstypes-fwps_incoming_values0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_INCOMING_VALUES0 {
    /// Run-time number of the layer ([`crate::layers`]).
    pub layerId: u16,
    /// Length of `incomingValue`.
    pub valueCount: u32,
    /// The values; [`crate::fields`] has the indices.
    pub incomingValue: *mut FWPS_INCOMING_VALUE0,
}

impl FWPS_INCOMING_VALUES0 {
    /// The value of a field, or nothing if this version of Windows does not have the field.
    ///
    /// `field` must be of the layer in `layerId`; the index of another layer gives another value, not nothing.
    ///
    /// # Safety
    ///
    /// `incomingValue` points to `valueCount` values that live and do not change as long as `self` is borrowed: true
    /// during the classify call that brought this structure.
    #[must_use]
    pub const unsafe fn value(&self, field: u32) -> Option<&FWP_VALUE0> {
        if field >= self.valueCount {
            return None;
        }
        // SAFETY: `field` is below `valueCount`, and the caller vouches for that many values.
        let incoming = unsafe { self.incomingValue.add(field as usize) };
        // SAFETY: in bounds, see above; the caller vouches that it lives and does not change.
        let incoming = unsafe { &*incoming };
        Some(&incoming.value)
    }
}

zero!(FWPS_INCOMING_VALUE0, FWPS_INCOMING_VALUES0);

layout! {
    FWPS_CLASSIFY_OUT0 = (40, 8) {
        actionType = (0, 4),
        outContext = (8, 8),
        filterId = (16, 8),
        rights = (24, 4),
        flags = (28, 4),
        reserved = (32, 4),
    }
    FWPS_INCOMING_VALUE0 = (16, 8) {
        value = (0, 16),
    }
    FWPS_INCOMING_VALUES0 = (16, 8) {
        layerId = (0, 2),
        valueCount = (4, 4),
        incomingValue = (8, 8),
    }
}
