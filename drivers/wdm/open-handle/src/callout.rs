//! What runs while traffic flows.
//!
//! Nothing here is allocated or freed: the functions touch statics of this image, which exist for
//! exactly as long as the functions themselves.

use core::{
    ffi::c_void,
    sync::atomic::{AtomicU64, Ordering},
};

use wfp_sys::{
    FWP_ACTION_CONTINUE, FWPS_CALLOUT_NOTIFY_TYPE, FWPS_CALLOUT1, FWPS_CLASSIFY_OUT0, FWPS_FILTER1,
    FWPS_INCOMING_METADATA_VALUES0, FWPS_INCOMING_VALUES0, FWPS_RIGHT_ACTION_WRITE, GUID, NTSTATUS,
    STATUS_SUCCESS,
};

/// Names the callout, in the registration and in the management object.
pub const CALLOUT_KEY: GUID = GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_f301);

// ANCHOR: callout
/// What the engine calls. A static without pointers to data: it outlives every call.
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

static AUTHORIZATIONS: AtomicU64 = AtomicU64::new(0);

/// Authorizations that the callout saw.
pub fn authorizations() -> u64 {
    AUTHORIZATIONS.load(Ordering::Relaxed)
}

// ANCHOR: classify
/// Counts the authorization and leaves the decision to other filters.
///
/// The engine asks once for a new connection, and again when it reauthorizes the connection, for
/// example after a filter was added or removed at this layer (`ale-re-authorization`). A callout
/// of an inspection filter always returns `FWP_ACTION_CONTINUE` (`types-of-callouts`).
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
    AUTHORIZATIONS.fetch_add(1, Ordering::Relaxed);
    // SAFETY: the engine passes its own structure, which is this call's alone until it returns.
    let out = unsafe { &mut *out };
    // Without the right to decide, an earlier filter's decision stands.
    if out.rights & FWPS_RIGHT_ACTION_WRITE != 0 {
        out.actionType = FWP_ACTION_CONTINUE;
    }
}
// ANCHOR_END: classify

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
