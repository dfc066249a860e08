//! What runs while traffic flows: one callout that gives each new flow a context, and one that
//! counts in it.
//!
//! | function | IRQL | touches |
//! | --- | --- | --- |
//! | [`established`] | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` | [`FLOWS`]: adds a context |
//! | [`stream`] | the same | the context that the engine passes |
//! | [`flow_deleted`] | the same | the same context, and frees it |

use core::{
    ffi::c_void,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

use teardown::FlowContexts;
use wfp_sys::{
    FWP_ACTION_CONTINUE, FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW, FWPS_CALLOUT_NOTIFY_TYPE,
    FWPS_CALLOUT1, FWPS_CLASSIFY_OUT0, FWPS_FILTER1, FWPS_INCOMING_METADATA_VALUES0,
    FWPS_INCOMING_VALUES0, FWPS_METADATA_FIELD_FLOW_HANDLE, FWPS_RIGHT_ACTION_WRITE, GUID,
    NTSTATUS, STATUS_SUCCESS,
};

/// The callout at `FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4`.
pub const ESTABLISHED_KEY: GUID = GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_f201);
/// The callout at `FWPM_LAYER_STREAM_V4`, whose contexts these are.
pub const STREAM_KEY: GUID = GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_f202);

// ANCHOR: callouts
/// Sees a flow once, when it begins. It has no contexts of its own.
pub static ESTABLISHED: FWPS_CALLOUT1 = FWPS_CALLOUT1 {
    calloutKey: ESTABLISHED_KEY,
    flags: 0,
    classifyFn: Some(established),
    notifyFn: Some(notify),
    flowDeleteFn: None,
};

/// Sees the data of the flows that have a context, and of no others.
pub static STREAM: FWPS_CALLOUT1 = FWPS_CALLOUT1 {
    calloutKey: STREAM_KEY,
    flags: FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW,
    classifyFn: Some(stream),
    notifyFn: Some(notify),
    flowDeleteFn: Some(flow_deleted),
};

/// The context of a flow.
pub struct Flow {
    indications: AtomicU64,
}

/// Every flow that has a context.
pub static FLOWS: FlowContexts<Flow> = FlowContexts::new();
// ANCHOR_END: callouts

static WATCHED: AtomicU64 = AtomicU64::new(0);
static PASSED: AtomicU64 = AtomicU64::new(0);
static BUSIEST: AtomicU64 = AtomicU64::new(0);

/// Flows with a context; flows without one; the most indications of one flow.
pub fn counts() -> (u64, u64, u64) {
    (
        WATCHED.load(Relaxed),
        PASSED.load(Relaxed),
        BUSIEST.load(Relaxed),
    )
}

// ANCHOR: classify
/// Gives the flow a context for the other callout.
///
/// IRQL: `PASSIVE_LEVEL` to `DISPATCH_LEVEL`. Source: `nc-fwpsk-fwps_callout_classify_fn1`,
/// `associating-context-with-a-data-flow`.
unsafe extern "system" fn established(
    _values: *const FWPS_INCOMING_VALUES0,
    metadata: *const FWPS_INCOMING_METADATA_VALUES0,
    _layer_data: *mut c_void,
    _classify_context: *const c_void,
    _filter: *const FWPS_FILTER1,
    _flow_context: u64,
    out: *mut FWPS_CLASSIFY_OUT0,
) {
    // SAFETY: the engine passes its own structure, there until the call returns.
    let metadata = unsafe { &*metadata };
    if metadata.currentMetadataValues & FWPS_METADATA_FIELD_FLOW_HANDLE != 0 {
        let flow = Flow {
            indications: AtomicU64::new(0),
        };
        // A refusal is no failure: during unload the gate is closed, and a flow without a context
        // passes unwatched.
        match FLOWS.associate(metadata.flowHandle, flow) {
            Ok(()) => WATCHED.fetch_add(1, Relaxed),
            Err(_) => PASSED.fetch_add(1, Relaxed),
        };
    }
    // SAFETY: as above, and this call's alone.
    let out = unsafe { &mut *out };
    // Without the right to decide, an earlier filter's decision stands.
    if out.rights & FWPS_RIGHT_ACTION_WRITE != 0 {
        out.actionType = FWP_ACTION_CONTINUE;
    }
}

/// Counts in the flow's context.
///
/// IRQL: `PASSIVE_LEVEL` to `DISPATCH_LEVEL`. Source: `nc-fwpsk-fwps_callout_classify_fn1`.
unsafe extern "system" fn stream(
    _values: *const FWPS_INCOMING_VALUES0,
    _metadata: *const FWPS_INCOMING_METADATA_VALUES0,
    _layer_data: *mut c_void,
    _classify_context: *const c_void,
    _filter: *const FWPS_FILTER1,
    flow_context: u64,
    out: *mut FWPS_CLASSIFY_OUT0,
) {
    // SAFETY: the engine's argument; the contexts of this callout all come from FLOWS.
    if let Some(flow) = unsafe { FlowContexts::<Flow>::data(flow_context) } {
        flow.indications.fetch_add(1, Relaxed);
    }
    // SAFETY: the engine passes its own structure, which is this call's alone until it returns.
    let out = unsafe { &mut *out };
    // At a stream layer the right to decide has no significance, and a callout should not look at
    // it (`stream-inspection`).
    out.actionType = FWP_ACTION_CONTINUE;
}

/// The flow ended, or the unload function asked for its context. Only this function frees a
/// context.
///
/// IRQL: `PASSIVE_LEVEL` to `DISPATCH_LEVEL`. Source:
/// `nc-fwpsk-fwps_callout_flow_delete_notify_fn0`.
unsafe extern "system" fn flow_deleted(_layer: u16, _callout: u32, flow_context: u64) {
    // SAFETY: the engine's argument, as above.
    if let Some(flow) = unsafe { FlowContexts::<Flow>::data(flow_context) } {
        BUSIEST.fetch_max(flow.indications.load(Relaxed), Relaxed);
    }
    // SAFETY: the engine's argument, once; `flow` is not used any more.
    unsafe { FLOWS.deleted(flow_context) };
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
