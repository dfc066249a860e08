//! What runs while traffic flows, and when filters are added and deleted.
//!
//! | function | IRQL | touches |
//! | --- | --- | --- |
//! | [`classify`] | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` | the context of the filter it is called for |
//! | [`notify`] | the same | [`WATCHED`]: adds a context for each new filter |

use core::{
    ffi::c_void,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

use teardown::FilterContexts;
use wfp_sys::{
    FWP_ACTION_PERMIT, FWPS_CALLOUT_NOTIFY_ADD_FILTER, FWPS_CALLOUT_NOTIFY_DELETE_FILTER,
    FWPS_CALLOUT_NOTIFY_TYPE, FWPS_CALLOUT1, FWPS_CLASSIFY_OUT0,
    FWPS_FILTER_FLAG_CLEAR_ACTION_RIGHT, FWPS_FILTER1, FWPS_INCOMING_METADATA_VALUES0,
    FWPS_INCOMING_VALUES0, FWPS_RIGHT_ACTION_WRITE, GUID, NTSTATUS, STATUS_SUCCESS,
};

/// Names the callout, in the registration and in the management object.
pub const CALLOUT_KEY: GUID = GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_f101);

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

/// The context of a filter.
pub struct Filter {
    authorizations: AtomicU64,
}

/// Filters that name the callout: the driver's two, and some of other programs.
const FILTERS: usize = 16;

/// One context for each filter that was added. Freed after the callout was unregistered.
pub static WATCHED: FilterContexts<Filter, FILTERS> = FilterContexts::new();

static AUTHORIZATIONS: AtomicU64 = AtomicU64::new(0);
static GONE: AtomicU64 = AtomicU64::new(0);

/// Authorizations that the callout saw, and notifications that a filter was deleted.
pub fn counts() -> (u64, u64) {
    (AUTHORIZATIONS.load(Relaxed), GONE.load(Relaxed))
}

/// Counts the authorization, for the filter that matched it, and permits the connection.
///
/// The engine asks once for a new connection, and again when it reauthorizes the connection, for
/// example after a filter was added or removed at this layer (`ale-re-authorization`).
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
    AUTHORIZATIONS.fetch_add(1, Relaxed);
    // SAFETY: the engine passes its own structure, there until the call returns.
    let filter = unsafe { &*filter };
    let count = |watched: &Filter| watched.authorizations.fetch_add(1, Relaxed);
    let _counted: Option<u64> = WATCHED.read(filter, count);
    // SAFETY: the engine's own structure, which is this call's alone until it returns.
    let out = unsafe { &mut *out };
    // Without the right to decide, an earlier filter's decision stands.
    if out.rights & FWPS_RIGHT_ACTION_WRITE != 0 {
        out.actionType = FWP_ACTION_PERMIT;
        // Whoever added the filter may want its permit to be final (`using-a-callout-for-deep-
        // inspection`). A block would clear the right in any case.
        if filter.flags & FWPS_FILTER_FLAG_CLEAR_ACTION_RIGHT != 0 {
            out.rights &= !FWPS_RIGHT_ACTION_WRITE;
        }
    }
}

// ANCHOR: notify
/// Gives a new filter a context. A failure status rejects the filter.
///
/// Nothing is freed here when a filter is deleted: no page says that every classify has finished
/// with the filter by then, nor that a filter deleted after unregistration is announced.
///
/// IRQL: `PASSIVE_LEVEL` to `DISPATCH_LEVEL`. Source: `nc-fwpsk-fwps_callout_notify_fn1`.
unsafe extern "system" fn notify(
    kind: FWPS_CALLOUT_NOTIFY_TYPE,
    // NULL when a filter is deleted.
    _filter_key: *const GUID,
    filter: *mut FWPS_FILTER1,
) -> NTSTATUS {
    match kind {
        FWPS_CALLOUT_NOTIFY_ADD_FILTER => {
            // SAFETY: the engine passes its own structure, this call's alone until it returns.
            let filter = unsafe { &mut *filter };
            let authorizations = AtomicU64::new(0);
            match WATCHED.added(filter, Filter { authorizations }) {
                Ok(()) => STATUS_SUCCESS,
                Err(status) => status,
            }
        }
        FWPS_CALLOUT_NOTIFY_DELETE_FILTER => {
            GONE.fetch_add(1, Relaxed);
            // SAFETY: the engine's own structure, there until the call returns.
            WATCHED.deleted(unsafe { &*filter });
            STATUS_SUCCESS
        }
        // The function must succeed for kinds that this driver does not know.
        _ => STATUS_SUCCESS,
    }
}
// ANCHOR_END: notify
