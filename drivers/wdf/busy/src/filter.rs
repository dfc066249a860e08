//! The management objects: what sends traffic to the callout.

use core::ptr::null_mut;

use teardown::{Failure, Session, Transaction, succeeded};
use wfp_sys::{
    FWP_ACTION_CALLOUT_INSPECTION, FWP_CONDITION_VALUE0, FWP_CONDITION_VALUE0_0, FWP_MATCH_EQUAL,
    FWP_UINT8, FWPM_ACTION0, FWPM_CALLOUT0, FWPM_CONDITION_IP_PROTOCOL, FWPM_DISPLAY_DATA0,
    FWPM_FILTER_CONDITION0, FWPM_FILTER0, FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4, FWPM_LAYER_STREAM_V4,
    FWPM_SUBLAYER0, FwpmCalloutAdd0, FwpmFilterAdd0, FwpmSubLayerAdd0, GUID, HANDLE, wide,
};

use crate::callout::{ESTABLISHED_KEY, STREAM_KEY};

const SUBLAYER_KEY: GUID = GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_f213);

static NAME: &[u16] = wide!("Leave No Callout Behind: busy");

/// Opens a dynamic session and adds everything through it, in one transaction.
///
/// A session that the driver opened in `DriverEntry` belongs to the System process, so it ends
/// when the driver closes it.
pub fn add() -> Result<Session, Failure> {
    let session = Session::open_dynamic(NAME)?;
    match session.in_transaction(add_objects) {
        Ok(()) => Ok(session),
        Err(failure) => {
            crate::REPORT.result(session.close());
            Err(failure)
        }
    }
}

// ANCHOR: filter
/// Inspection only: such a filter is ignored while its callout is not registered, so nothing is
/// blocked, and the permit flag is not for it (`nf-fwpsk-fwpscalloutunregisterbyid0`).
fn add_objects(transaction: &Transaction<'_>) -> Result<(), Failure> {
    let engine = transaction.handle();
    let sublayer = FWPM_SUBLAYER0 {
        subLayerKey: SUBLAYER_KEY,
        displayData: displayed(),
        ..FWPM_SUBLAYER0::ZERO
    };
    // SAFETY: the session is open while its transaction is; the engine copies the structure.
    succeeded(c"FwpmSubLayerAdd0", unsafe {
        FwpmSubLayerAdd0(engine, &raw const sublayer, null_mut())
    })?;
    // UDP flows are established, too, but only TCP flows have a stream.
    let layer = FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4;
    inspect(engine, ESTABLISHED_KEY, layer, &mut [tcp()])?;
    inspect(engine, STREAM_KEY, FWPM_LAYER_STREAM_V4, &mut [])
}

/// Adds the callout object for `key` at `layer`, and a filter that names it.
fn inspect(
    engine: HANDLE,
    key: GUID,
    layer: GUID,
    conditions: &mut [FWPM_FILTER_CONDITION0],
) -> Result<(), Failure> {
    let callout = FWPM_CALLOUT0 {
        calloutKey: key,
        displayData: displayed(),
        applicableLayer: layer,
        ..FWPM_CALLOUT0::ZERO
    };
    #[expect(clippy::cast_possible_truncation, reason = "one at most")]
    let filter = FWPM_FILTER0 {
        displayData: displayed(),
        layerKey: layer,
        subLayerKey: SUBLAYER_KEY,
        numFilterConditions: conditions.len() as u32,
        filterCondition: conditions.as_mut_ptr(),
        action: FWPM_ACTION0::callout(FWP_ACTION_CALLOUT_INSPECTION, key),
        ..FWPM_FILTER0::ZERO
    };
    // SAFETY: the caller's session is open; the engine copies the structure; the run-time id is
    // not needed.
    succeeded(c"FwpmCalloutAdd0", unsafe {
        FwpmCalloutAdd0(engine, &raw const callout, null_mut(), null_mut())
    })?;
    // SAFETY: as above.
    succeeded(c"FwpmFilterAdd0", unsafe {
        FwpmFilterAdd0(engine, &raw const filter, null_mut(), null_mut())
    })
}
// ANCHOR_END: filter

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

const fn displayed() -> FWPM_DISPLAY_DATA0 {
    FWPM_DISPLAY_DATA0 {
        name: NAME.as_ptr().cast_mut(),
        description: null_mut(),
    }
}
