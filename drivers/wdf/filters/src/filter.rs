//! The management objects: what sends traffic to the callout.
//!
//! They are static. A static object outlives its session: it exists until the unload function or the
//! next start deletes it, or the base filtering engine stops. Nothing in it points into the image.

use core::{ffi::CStr, ptr::null_mut};

use teardown::{DEFAULT_WAIT, Failure, Session, Transaction, succeeded};
use wfp_sys::{
    FWP_ACTION_CALLOUT_TERMINATING, FWP_CONDITION_VALUE0, FWP_CONDITION_VALUE0_0, FWP_MATCH_EQUAL,
    FWP_UINT8, FWP_UINT16, FWPM_ACTION0, FWPM_CALLOUT0, FWPM_CONDITION_IP_PROTOCOL,
    FWPM_CONDITION_IP_REMOTE_PORT, FWPM_DISPLAY_DATA0, FWPM_FILTER_CONDITION0,
    FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED, FWPM_FILTER_FLAGS, FWPM_FILTER0,
    FWPM_LAYER_ALE_AUTH_CONNECT_V4, FWPM_SUBLAYER0, FwpmCalloutAdd0, FwpmCalloutDeleteByKey0,
    FwpmFilterAdd0, FwpmFilterDeleteByKey0, FwpmSubLayerAdd0, FwpmSubLayerDeleteByKey0, GUID,
    NTSTATUS, STATUS_FWP_CALLOUT_NOT_FOUND, STATUS_FWP_FILTER_NOT_FOUND,
    STATUS_FWP_SUBLAYER_NOT_FOUND, wide,
};

use crate::callout::CALLOUT_KEY;

const SUBLAYER_KEY: GUID = GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_f112);

static NAME: &[u16] = wide!("Leave No Callout Behind: filters");

// ANCHOR: policy
/// A filter of this driver: TCP connections to one remote port.
struct Watch {
    /// Fixed, so that a later load can delete what an earlier one left.
    key: GUID,
    remote_port: u16,
    /// What happens to a connection while the callout is not registered.
    flags: FWPM_FILTER_FLAGS,
}

static WATCHES: [Watch; 2] = [
    // The web. Fail open: without the driver, connections are permitted.
    Watch {
        key: GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_f113),
        remote_port: 443,
        flags: FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED,
    },
    // Remote desktop. Fail closed: without the driver, and with the filter still there, they are
    // blocked. That is what a terminating filter does by itself.
    Watch {
        key: GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_f114),
        remote_port: 3389,
        flags: 0,
    },
];
// ANCHOR_END: policy

// ANCHOR: once
/// Opens a session, makes `change` in one transaction, and closes the session. If `change` fails,
/// closing the session aborts the transaction. The transaction waits at most `wait_milliseconds` for
/// the engine's lock.
fn once(
    wait_milliseconds: u32,
    change: fn(&Transaction<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let session = Session::open_static(NAME, wait_milliseconds)?;
    let changed = session.in_transaction(change);
    crate::REPORT.result(session.close());
    changed
}

/// Adds the filters.
pub fn add() -> Result<(), Failure> {
    once(DEFAULT_WAIT, add_objects)
}

/// Deletes the objects that exist, of this load or of an earlier one.
pub fn delete(wait_milliseconds: u32) -> Result<(), Failure> {
    once(wait_milliseconds, delete_objects)
}
// ANCHOR_END: once

fn add_objects(transaction: &Transaction<'_>) -> Result<(), Failure> {
    let displayed = FWPM_DISPLAY_DATA0 {
        name: NAME.as_ptr().cast_mut(),
        description: null_mut(),
    };
    let sublayer = FWPM_SUBLAYER0 {
        subLayerKey: SUBLAYER_KEY,
        displayData: displayed,
        ..FWPM_SUBLAYER0::ZERO
    };
    let callout = FWPM_CALLOUT0 {
        calloutKey: CALLOUT_KEY,
        displayData: displayed,
        applicableLayer: FWPM_LAYER_ALE_AUTH_CONNECT_V4,
        ..FWPM_CALLOUT0::ZERO
    };
    let engine = transaction.handle();
    // SAFETY: the session is open while its transaction is; the engine copies the structure.
    succeeded(c"FwpmSubLayerAdd0", unsafe {
        FwpmSubLayerAdd0(engine, &raw const sublayer, null_mut())
    })?;
    // SAFETY: as above; the run-time id is not needed.
    succeeded(c"FwpmCalloutAdd0", unsafe {
        FwpmCalloutAdd0(engine, &raw const callout, null_mut(), null_mut())
    })?;
    for watch in &WATCHES {
        let mut conditions = [tcp(), remote_port(watch.remote_port)];
        #[expect(clippy::cast_possible_truncation, reason = "two")]
        let filter = FWPM_FILTER0 {
            filterKey: watch.key,
            displayData: displayed,
            flags: watch.flags,
            layerKey: FWPM_LAYER_ALE_AUTH_CONNECT_V4,
            subLayerKey: SUBLAYER_KEY,
            // All of them have to match: the fields differ.
            numFilterConditions: conditions.len() as u32,
            filterCondition: conditions.as_mut_ptr(),
            action: FWPM_ACTION0::callout(FWP_ACTION_CALLOUT_TERMINATING, CALLOUT_KEY),
            ..FWPM_FILTER0::ZERO
        };
        // SAFETY: as above; the conditions are live until the call returns.
        succeeded(c"FwpmFilterAdd0", unsafe {
            FwpmFilterAdd0(engine, &raw const filter, null_mut(), null_mut())
        })?;
    }
    Ok(())
}

// ANCHOR: delete
/// In the order of the references: filters, callout object, sublayer.
fn delete_objects(transaction: &Transaction<'_>) -> Result<(), Failure> {
    let engine = transaction.handle();
    for watch in &WATCHES {
        // SAFETY: the session is open while its transaction is; the key is live.
        let status = unsafe { FwpmFilterDeleteByKey0(engine, &raw const watch.key) };
        let call = c"FwpmFilterDeleteByKey0";
        gone(call, status, STATUS_FWP_FILTER_NOT_FOUND)?;
    }
    let key = CALLOUT_KEY;
    // SAFETY: as above.
    let status = unsafe { FwpmCalloutDeleteByKey0(engine, &raw const key) };
    let call = c"FwpmCalloutDeleteByKey0";
    gone(call, status, STATUS_FWP_CALLOUT_NOT_FOUND)?;
    let key = SUBLAYER_KEY;
    // SAFETY: as above.
    let status = unsafe { FwpmSubLayerDeleteByKey0(engine, &raw const key) };
    let call = c"FwpmSubLayerDeleteByKey0";
    gone(call, status, STATUS_FWP_SUBLAYER_NOT_FOUND)
}

/// Treats "not found" as success.
const fn gone(call: &'static CStr, status: NTSTATUS, not_found: NTSTATUS) -> Result<(), Failure> {
    if status == not_found {
        return Ok(());
    }
    succeeded(call, status)
}
// ANCHOR_END: delete

const fn tcp() -> FWPM_FILTER_CONDITION0 {
    const IPPROTO_TCP: u8 = 6;
    FWPM_FILTER_CONDITION0 {
        fieldKey: FWPM_CONDITION_IP_PROTOCOL,
        matchType: FWP_MATCH_EQUAL,
        conditionValue: FWP_CONDITION_VALUE0 {
            r#type: FWP_UINT8,
            Anonymous: FWP_CONDITION_VALUE0_0 { uint8: IPPROTO_TCP },
        },
    }
}

/// The port in the machine's byte order, as the engine compares it.
const fn remote_port(port: u16) -> FWPM_FILTER_CONDITION0 {
    FWPM_FILTER_CONDITION0 {
        fieldKey: FWPM_CONDITION_IP_REMOTE_PORT,
        matchType: FWP_MATCH_EQUAL,
        conditionValue: FWP_CONDITION_VALUE0 {
            r#type: FWP_UINT16,
            Anonymous: FWP_CONDITION_VALUE0_0 { uint16: port },
        },
    }
}
