//! The management objects: what sends traffic to the callout.

use core::ptr::null_mut;

use teardown::{Failure, Guard, Session, Transaction, succeeded};
use wfp_sys::{
    FWP_ACTION_CALLOUT_INSPECTION, FWPM_ACTION0, FWPM_CALLOUT0, FWPM_DISPLAY_DATA0, FWPM_FILTER0,
    FWPM_LAYER_ALE_AUTH_CONNECT_V4, FWPM_SUBLAYER0, FwpmCalloutAdd0, FwpmFilterAdd0,
    FwpmSubLayerAdd0, GUID, wide,
};

use crate::callout::CALLOUT_KEY;

const SUBLAYER_KEY: GUID = GUID::from_u128(0x649d_e3c8_c416_4378_bca4_a2e3_d976_d01f);

static NAME: &[u16] = wide!("Leave No Callout Behind: no-unload");

/// Opens a dynamic session and adds everything through it, in one transaction.
///
/// A session that the driver opened in `DriverEntry` belongs to the System process. Once the
/// driver runs, nothing closes it. If something cannot be added, it is closed here.
pub fn add() -> Result<Guard<Session>, Failure> {
    let session = Guard::new(Session::open_dynamic(NAME)?, close);
    session.in_transaction(add_objects)?;
    Ok(session)
}

fn close(session: Session) {
    crate::REPORT.result(session.close());
}

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
    let filter = FWPM_FILTER0 {
        displayData: displayed,
        layerKey: FWPM_LAYER_ALE_AUTH_CONNECT_V4,
        subLayerKey: SUBLAYER_KEY,
        // Inspection: the engine ignores this filter while its callout is not registered, so it
        // blocks nothing and needs no FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED.
        action: FWPM_ACTION0::callout(FWP_ACTION_CALLOUT_INSPECTION, CALLOUT_KEY),
        ..FWPM_FILTER0::ZERO
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
    // SAFETY: as above.
    succeeded(c"FwpmFilterAdd0", unsafe {
        FwpmFilterAdd0(engine, &raw const filter, null_mut(), null_mut())
    })
}
