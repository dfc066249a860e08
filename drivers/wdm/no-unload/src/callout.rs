//! What runs while traffic flows.
//!
//! Nothing here is allocated or freed, and the image stays loaded.

use core::ffi::c_void;

use wfp_sys::{
    FWP_ACTION_CONTINUE, FWPS_CALLOUT_NOTIFY_TYPE, FWPS_CALLOUT1, FWPS_CLASSIFY_OUT0, FWPS_FILTER1,
    FWPS_INCOMING_METADATA_VALUES0, FWPS_INCOMING_VALUES0, FWPS_RIGHT_ACTION_WRITE, GUID, NTSTATUS,
    STATUS_SUCCESS,
};

/// Names the callout, in the registration and in the management object.
pub const CALLOUT_KEY: GUID = GUID::from_u128(0xdf27_9bc9_a21a_4979_bf6f_7e85_3df7_abf9);

// ANCHOR: callout
/// What the engine calls, from the registration until the machine restarts.
pub static CALLOUT: FWPS_CALLOUT1 = FWPS_CALLOUT1 {
    calloutKey: CALLOUT_KEY,
    // No FWP_CALLOUT_FLAG_ALLOW_OFFLOAD: Windows then disables offload for matching traffic.
    flags: 0,
    classifyFn: Some(classify),
    notifyFn: Some(notify),
    // No flow contexts, so no function that would free them.
    flowDeleteFn: None,
};
// ANCHOR_END: callout

/// Leaves the decision to other filters. A driver that guards the machine decides here, with a
/// terminating filter.
///
/// IRQL: `PASSIVE_LEVEL` to `DISPATCH_LEVEL`. Source: `nc-fwpsk-fwps_callout_classify_fn1`.
unsafe extern "system" fn classify(
    _values: *const FWPS_INCOMING_VALUES0,
    _metadata: *const FWPS_INCOMING_METADATA_VALUES0,
    _layer_data: *mut c_void,
    _classify_context: *const c_void,
    _filter: *const FWPS_FILTER1,
    _flow_context: u64,
    out: *mut FWPS_CLASSIFY_OUT0,
) {
    // SAFETY: the engine passes its own structure, which is this call's alone until it returns.
    let out = unsafe { &mut *out };
    // Without the right to decide, an earlier filter's decision stands.
    if out.rights & FWPS_RIGHT_ACTION_WRITE != 0 {
        out.actionType = FWP_ACTION_CONTINUE;
    }
}

/// Accepts every filter: the driver keeps nothing for them.
///
/// IRQL: `PASSIVE_LEVEL` to `DISPATCH_LEVEL`. Source: `nc-fwpsk-fwps_callout_notify_fn1`.
const unsafe extern "system" fn notify(
    _kind: FWPS_CALLOUT_NOTIFY_TYPE,
    _filter_key: *const GUID,
    _filter: *mut FWPS_FILTER1,
) -> NTSTATUS {
    STATUS_SUCCESS
}
