//! What runs while traffic flows, and what runs when filters come and go.
//!
//! | function | IRQL | touches |
//! | --- | --- | --- |
//! | [`classify`] | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` | the context of the filter it is called for |
//! | [`notify`] | the same | [`WATCHED`]: adds a context for each filter that comes |

use core::{
    ffi::c_void,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

use teardown::FilterContexts;
use wfp_sys::{
    FWP_ACTION_PERMIT, FWPS_CALLOUT_NOTIFY_ADD_FILTER, FWPS_CALLOUT_NOTIFY_DELETE_FILTER,
    FWPS_CALLOUT_NOTIFY_TYPE, FWPS_CALLOUT1, FWPS_CLASSIFY_OUT0, FWPS_FILTER1,
    FWPS_INCOMING_METADATA_VALUES0, FWPS_INCOMING_VALUES0, FWPS_RIGHT_ACTION_WRITE, GUID, NTSTATUS,
    STATUS_SUCCESS,
};

/// Names the callout, in the registration and in the management object.
pub const CALLOUT_KEY: GUID = GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_f111);

/// What the engine calls. A static without pointers to data: it outlives every call.
pub static CALLOUT: FWPS_CALLOUT1 = FWPS_CALLOUT1 {
    calloutKey: CALLOUT_KEY,
    flags: 0,
    classifyFn: Some(classify),
    notifyFn: Some(notify),
    // No flow contexts, so no function that would free them.
    flowDeleteFn: None,
};

/// What hangs on a filter.
pub struct Filter {
    connections: AtomicU64,
}

/// One for each filter that came. Freed after the callout was unregistered.
pub static WATCHED: FilterContexts<Filter> = FilterContexts::new();

static CONNECTIONS: AtomicU64 = AtomicU64::new(0);
static GONE: AtomicU64 = AtomicU64::new(0);

/// Connections that the callout saw, and filters whose deletion it was told of.
pub fn counts() -> (u64, u64) {
    (CONNECTIONS.load(Relaxed), GONE.load(Relaxed))
}

/// Counts the connection, for the filter that brought it, and permits it.
///
/// IRQL: `PASSIVE_LEVEL` to `DISPATCH_LEVEL`. Source: `nc-fwpsk-fwps_callout_classify_fn1`.
unsafe extern "system" fn classify(
    _values: *const FWPS_INCOMING_VALUES0,
    _metadata: *const FWPS_INCOMING_METADATA_VALUES0,
    _layer_data: *mut c_void,
    _classify_context: *const c_void,
    filter: *const FWPS_FILTER1,
    _flow_context: u64,
    out: *mut FWPS_CLASSIFY_OUT0,
) {
    CONNECTIONS.fetch_add(1, Relaxed);
    // SAFETY: the engine passes its own structure, there until the call returns.
    let filter = unsafe { &*filter };
    // SAFETY: this driver's filters have no rawContext, and earlier loads' were deleted before the
    // callout was registered, so what a filter carries comes from `notify`.
    let _count: Option<u64> =
        unsafe { WATCHED.read(filter, |watched| watched.connections.fetch_add(1, Relaxed)) };
    // SAFETY: the engine's own structure, which is this call's alone until it returns.
    let out = unsafe { &mut *out };
    // Without the right to decide, a filter before this one has decided, and that stands.
    if out.rights & FWPS_RIGHT_ACTION_WRITE != 0 {
        out.actionType = FWP_ACTION_PERMIT;
    }
}

// ANCHOR: notify
/// Hangs a counter on a filter that comes. A status that is no success rejects the filter.
///
/// Nothing is freed for a filter that goes: no page says that a classify is done with it by then,
/// and after unregistration no filter that goes is announced.
///
/// IRQL: `PASSIVE_LEVEL` to `DISPATCH_LEVEL`. Source: `nc-fwpsk-fwps_callout_notify_fn1`.
unsafe extern "system" fn notify(
    kind: FWPS_CALLOUT_NOTIFY_TYPE,
    // NULL when a filter goes.
    _filter_key: *const GUID,
    filter: *mut FWPS_FILTER1,
) -> NTSTATUS {
    match kind {
        FWPS_CALLOUT_NOTIFY_ADD_FILTER => {
            // SAFETY: the engine passes its own structure, this call's alone until it returns.
            let filter = unsafe { &mut *filter };
            let connections = AtomicU64::new(0);
            match WATCHED.added(filter, Filter { connections }) {
                Ok(()) => STATUS_SUCCESS,
                Err(status) => status,
            }
        }
        FWPS_CALLOUT_NOTIFY_DELETE_FILTER => {
            GONE.fetch_add(1, Relaxed);
            STATUS_SUCCESS
        }
        // Kinds that this driver does not know must succeed.
        _ => STATUS_SUCCESS,
    }
}
// ANCHOR_END: notify
