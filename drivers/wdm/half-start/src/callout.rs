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

// ANCHOR: callouts
/// Outgoing IPv4 connections.
pub static CONNECT_V4: FWPS_CALLOUT1 =
    callout(GUID::from_u128(0xf2cb_5396_aaa8_4e5b_af27_a9b6_eb5a_61b5));

/// Outgoing IPv6 connections.
pub static CONNECT_V6: FWPS_CALLOUT1 =
    callout(GUID::from_u128(0xfe33_4d2c_0ca2_41bb_9ba3_1780_46f5_4451));

/// Incoming IPv4 connections.
pub static ACCEPT_V4: FWPS_CALLOUT1 =
    callout(GUID::from_u128(0xa778_7354_9715_442b_8acb_04f0_3528_0316));

/// Incoming IPv6 connections.
pub static ACCEPT_V6: FWPS_CALLOUT1 =
    callout(GUID::from_u128(0x13a4_5361_bc29_45af_9f88_02e6_d7c6_6d74));

/// One registration for each layer, each under a key of its own. The functions are the same.
const fn callout(key: GUID) -> FWPS_CALLOUT1 {
    FWPS_CALLOUT1 {
        calloutKey: key,
        // No FWP_CALLOUT_FLAG_ALLOW_OFFLOAD: Windows then disables offload for matching traffic.
        flags: 0,
        classifyFn: Some(classify),
        notifyFn: Some(notify),
        // No flow contexts, so no function that would free them.
        flowDeleteFn: None,
    }
}
// ANCHOR_END: callouts

static AUTHORIZATIONS: AtomicU64 = AtomicU64::new(0);

/// Authorizations that the callouts saw.
pub fn authorizations() -> u64 {
    AUTHORIZATIONS.load(Ordering::Relaxed)
}

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
