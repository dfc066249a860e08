//! The objects of a session: a filter whose callout is given a provider context. Asks for them by
//! key, by id and by enumeration, and gives every answer back.

use core::{ffi::c_void, ptr::null_mut};

use wfp_sys::{
    FWP_ACTION_CALLOUT_TERMINATING, FWP_ACTION_PERMIT, FWP_BYTE_BLOB, FWP_FILTER_ENUM_FLAG_SORTED,
    FWPM_ACTION0, FWPM_CALLOUT0, FWPM_DISPLAY_DATA0, FWPM_FILTER_ENUM_TEMPLATE0,
    FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT, FWPM_FILTER0, FWPM_FILTER0_0, FWPM_GENERAL_CONTEXT,
    FWPM_LAYER_ALE_RESOURCE_RELEASE_V4, FWPM_LAYER_STREAM_V4, FWPM_LAYER0, FWPM_PROVIDER_CONTEXT1,
    FWPM_PROVIDER_CONTEXT1_0, FWPM_SESSION_FLAG_DYNAMIC, FWPM_SESSION0, FWPM_SUBLAYER_UNIVERSAL,
    FWPS_FILTER1, FWPS_LAYER_STREAM_V4, FwpmCalloutAdd0, FwpmEngineClose0, FwpmEngineOpen0,
    FwpmFilterAdd0, FwpmFilterCreateEnumHandle0, FwpmFilterDestroyEnumHandle0, FwpmFilterEnum0,
    FwpmFreeMemory0, FwpmLayerGetByKey0, FwpmProviderContextAdd1, FwpmProviderContextDeleteByKey0,
    FwpmProviderContextGetById1, GUID, HANDLE, RPC_C_AUTHN_WINNT, STATUS_FWP_IN_USE,
    STATUS_SUCCESS, wide,
};

use crate::{Checked, check, flows::CALLOUT_KEY};

const CONTEXT_KEY: GUID = GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_fe02);
static NAME: &[u16] = wide!("exercise-engine");
static DATA: [u8; 5] = *b"12345";

/// Opens a session and adds everything to it.
pub fn add() -> Result<*mut c_void, u32> {
    let named = FWPM_DISPLAY_DATA0 {
        name: NAME.as_ptr().cast_mut(),
        description: null_mut(),
    };
    let session = FWPM_SESSION0 {
        displayData: named,
        flags: FWPM_SESSION_FLAG_DYNAMIC,
        txnWaitTimeoutInMSec: 2_000,
        ..FWPM_SESSION0::ZERO
    };
    let mut engine = null_mut();
    let nobody = null_mut();
    // SAFETY: the structure and the place for the handle are live, as in every call below.
    let status = unsafe {
        FwpmEngineOpen0(
            core::ptr::null(),
            RPC_C_AUTHN_WINNT,
            nobody,
            &raw const session,
            &raw mut engine,
        )
    };
    if status != STATUS_SUCCESS {
        return Err(0xE003_0000 | line!());
    }
    let added = objects(engine, named).and_then(|()| queries(engine));
    added.map(|()| engine)
}

fn objects(engine: HANDLE, named: FWPM_DISPLAY_DATA0) -> Checked {
    let callout = FWPM_CALLOUT0 {
        calloutKey: CALLOUT_KEY,
        displayData: named,
        applicableLayer: FWPM_LAYER_STREAM_V4,
        ..FWPM_CALLOUT0::ZERO
    };
    // SAFETY: the engine copies the structure.
    let status = unsafe { FwpmCalloutAdd0(engine, &raw const callout, null_mut(), null_mut()) };
    check!(3, status == STATUS_SUCCESS);
    let mut data = FWP_BYTE_BLOB {
        size: 5,
        data: DATA.as_ptr().cast_mut(),
    };
    let context = FWPM_PROVIDER_CONTEXT1 {
        providerContextKey: CONTEXT_KEY,
        displayData: named,
        r#type: FWPM_GENERAL_CONTEXT,
        Anonymous: FWPM_PROVIDER_CONTEXT1_0 {
            dataBuffer: &raw mut data,
        },
        ..FWPM_PROVIDER_CONTEXT1::ZERO
    };
    let mut context_id = 0;
    // SAFETY: as above.
    let status = unsafe {
        FwpmProviderContextAdd1(engine, &raw const context, null_mut(), &raw mut context_id)
    };
    check!(3, status == STATUS_SUCCESS);
    let filter = FWPM_FILTER0 {
        displayData: named,
        flags: FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT,
        layerKey: FWPM_LAYER_STREAM_V4,
        action: FWPM_ACTION0::callout(FWP_ACTION_CALLOUT_TERMINATING, CALLOUT_KEY),
        Anonymous: FWPM_FILTER0_0 {
            providerContextKey: CONTEXT_KEY,
        },
        ..FWPM_FILTER0::ZERO
    };
    // SAFETY: as above.
    let status = unsafe { FwpmFilterAdd0(engine, &raw const filter, null_mut(), null_mut()) };
    check!(3, status == STATUS_SUCCESS);
    // Where the lab sends nothing: the report says so.
    let quiet = FWPM_FILTER0 {
        displayData: named,
        layerKey: FWPM_LAYER_ALE_RESOURCE_RELEASE_V4,
        action: FWPM_ACTION0 {
            r#type: FWP_ACTION_PERMIT,
            ..FWPM_ACTION0::ZERO
        },
        ..FWPM_FILTER0::ZERO
    };
    // SAFETY: as above.
    let status = unsafe { FwpmFilterAdd0(engine, &raw const quiet, null_mut(), null_mut()) };
    check!(3, status == STATUS_SUCCESS);
    let key = CONTEXT_KEY;
    // SAFETY: the key is live.
    let status = unsafe { FwpmProviderContextDeleteByKey0(engine, &raw const key) };
    check!(3, status == STATUS_FWP_IN_USE);
    look_up(engine, context_id)
}

fn look_up(engine: HANDLE, id: u64) -> Checked {
    let mut context: *mut FWPM_PROVIDER_CONTEXT1 = null_mut();
    // SAFETY: the place is live, here and below.
    let status = unsafe { FwpmProviderContextGetById1(engine, id, &raw mut context) };
    check!(3, status == STATUS_SUCCESS);
    // SAFETY: the engine's answer, until it is freed.
    let of_context = is_ours(unsafe { &*context }, id);
    // SAFETY: the address that the engine gave.
    unsafe { FwpmFreeMemory0((&raw mut context).cast()) };
    check!(3, of_context);
    let mut layer: *mut FWPM_LAYER0 = null_mut();
    let key = FWPM_LAYER_STREAM_V4;
    // SAFETY: as above.
    let status = unsafe { FwpmLayerGetByKey0(engine, &raw const key, &raw mut layer) };
    check!(3, status == STATUS_SUCCESS);
    // SAFETY: the engine's answer, until it is freed.
    let of_layer = unsafe { &*layer };
    let known = of_layer.layerId == FWPS_LAYER_STREAM_V4
        && of_layer.defaultSubLayerKey == FWPM_SUBLAYER_UNIVERSAL
        && of_layer.numFields > 0;
    // SAFETY: the address that the engine gave.
    unsafe { FwpmFreeMemory0((&raw mut layer).cast()) };
    check!(3, known);
    Ok(())
}

/// Enumerates the filters of the callout: one, then none.
fn queries(engine: HANDLE) -> Checked {
    let mut key = CALLOUT_KEY;
    let template = FWPM_FILTER_ENUM_TEMPLATE0 {
        layerKey: FWPM_LAYER_STREAM_V4,
        flags: FWP_FILTER_ENUM_FLAG_SORTED,
        actionMask: u32::MAX,
        calloutKey: &raw mut key,
        ..FWPM_FILTER_ENUM_TEMPLATE0::ZERO
    };
    let mut list = null_mut();
    // SAFETY: the template and the place are live.
    let status = unsafe { FwpmFilterCreateEnumHandle0(engine, &raw const template, &raw mut list) };
    check!(3, status == STATUS_SUCCESS);
    for expected in [1, 0] {
        let (mut entries, mut count) = (null_mut(), 9);
        // SAFETY: the places are live.
        let status = unsafe { FwpmFilterEnum0(engine, list, 1, &raw mut entries, &raw mut count) };
        check!(3, status == STATUS_SUCCESS && count == expected);
        // SAFETY: NULL, or the address that the engine gave.
        unsafe { FwpmFreeMemory0((&raw mut entries).cast()) };
    }
    // SAFETY: the handle is the engine's.
    let status = unsafe { FwpmFilterDestroyEnumHandle0(engine, list) };
    check!(3, status == STATUS_SUCCESS);
    Ok(())
}

/// The filter that classify is given has the provider context, and its id.
pub fn seen_by_classify(filter: &FWPS_FILTER1) -> Checked {
    check!(3, !filter.providerContext.is_null());
    // SAFETY: not NULL, so live for the call.
    let context = unsafe { &*filter.providerContext };
    check!(3, is_ours(context, filter.context));
    Ok(())
}

fn is_ours(context: &FWPM_PROVIDER_CONTEXT1, id: u64) -> bool {
    // SAFETY: the type of the context says which member is valid.
    let data = unsafe { context.Anonymous.dataBuffer };
    // SAFETY: as live as the structure.
    let data = unsafe { &*data };
    let size = usize::try_from(data.size).unwrap_or(0);
    // SAFETY: so many bytes, as live as the structure.
    let bytes = unsafe { core::slice::from_raw_parts(data.data, size) };
    context.providerContextId == id && bytes == DATA
}

/// Ends the session. Its handle is closed even when the service has aborted it.
pub fn close(engine: HANDLE) -> Checked {
    // SAFETY: the handle is this driver's, and used no more.
    let status = unsafe { FwpmEngineClose0(engine) };
    check!(3, status == STATUS_SUCCESS);
    Ok(())
}
