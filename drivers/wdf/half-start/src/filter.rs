//! The management objects: what sends traffic to the callouts.

use core::ptr::null_mut;

use teardown::{Failure, Guard, Session, Transaction, succeeded};
use wfp_sys::{
    FWP_ACTION_CALLOUT_INSPECTION, FWPM_ACTION0, FWPM_CALLOUT0, FWPM_DISPLAY_DATA0, FWPM_FILTER0,
    FWPM_LAYER_ALE_AUTH_CONNECT_V4, FWPM_LAYER_ALE_AUTH_CONNECT_V6,
    FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4, FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6, FWPM_SUBLAYER0,
    FwpmCalloutAdd0, FwpmFilterAdd0, FwpmSubLayerAdd0, GUID, HANDLE, wide,
};

use crate::callout::{ACCEPT_V4, ACCEPT_V6, CONNECT_V4, CONNECT_V6};

const SUBLAYER_KEY: GUID = GUID::from_u128(0x9357_cc5f_1679_47f9_9993_f893_44e0_a5d2);

static NAME: &[u16] = wide!("Leave No Callout Behind: half-start");

const DISPLAYED: FWPM_DISPLAY_DATA0 = FWPM_DISPLAY_DATA0 {
    name: NAME.as_ptr().cast_mut(),
    description: null_mut(),
};

// ANCHOR: add
/// Opens a dynamic session and adds everything through it, in one transaction.
///
/// A session that the driver opened in `DriverEntry` belongs to the System process, so it ends
/// when the driver closes it. If something cannot be added, it is closed here.
pub fn add() -> Result<Guard<Session>, Failure> {
    let session = Guard::new(Session::open_dynamic(NAME)?, close);
    session.in_transaction(add_objects)?;
    Ok(session)
}

fn close(session: Session) {
    crate::REPORT.result(session.close());
}
// ANCHOR_END: add

fn add_objects(transaction: &Transaction<'_>) -> Result<(), Failure> {
    let engine = transaction.handle();
    let sublayer = FWPM_SUBLAYER0 {
        subLayerKey: SUBLAYER_KEY,
        displayData: DISPLAYED,
        ..FWPM_SUBLAYER0::ZERO
    };
    // SAFETY: the session is open while its transaction is; the engine copies the structure.
    succeeded(c"FwpmSubLayerAdd0", unsafe {
        FwpmSubLayerAdd0(engine, &raw const sublayer, null_mut())
    })?;
    for (layer, callout) in [
        (FWPM_LAYER_ALE_AUTH_CONNECT_V4, &CONNECT_V4),
        (FWPM_LAYER_ALE_AUTH_CONNECT_V6, &CONNECT_V6),
        (FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4, &ACCEPT_V4),
        (FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6, &ACCEPT_V6),
    ] {
        add_filter(engine, layer, callout.calloutKey)?;
    }
    Ok(())
}

/// Adds the callout object of a layer, and a filter that names it.
fn add_filter(engine: HANDLE, layer: GUID, key: GUID) -> Result<(), Failure> {
    let callout = FWPM_CALLOUT0 {
        calloutKey: key,
        displayData: DISPLAYED,
        applicableLayer: layer,
        ..FWPM_CALLOUT0::ZERO
    };
    let filter = FWPM_FILTER0 {
        displayData: DISPLAYED,
        layerKey: layer,
        subLayerKey: SUBLAYER_KEY,
        // Inspection: the engine ignores this filter while its callout is not registered, so it
        // blocks nothing and needs no FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED.
        action: FWPM_ACTION0::callout(FWP_ACTION_CALLOUT_INSPECTION, key),
        ..FWPM_FILTER0::ZERO
    };
    // SAFETY: the caller's open session; the engine copies the structure; no id is needed.
    succeeded(c"FwpmCalloutAdd0", unsafe {
        FwpmCalloutAdd0(engine, &raw const callout, null_mut(), null_mut())
    })?;
    // SAFETY: as above.
    succeeded(c"FwpmFilterAdd0", unsafe {
        FwpmFilterAdd0(engine, &raw const filter, null_mut(), null_mut())
    })
}
