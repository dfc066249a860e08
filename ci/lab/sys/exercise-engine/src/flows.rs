//! A context for each of some flows, which classify is given with the flow's next events. Unload asks the engine to unregister the callout *before* it
//! removes them: `nf-fwpsk-fwpscalloutunregisterbyid0` documents what that answers.

use core::{
    ffi::c_void,
    sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::SeqCst},
};

use wfp_sys::{
    FWP_ACTION_PERMIT, FWPS_CALLOUT_NOTIFY_TYPE, FWPS_CALLOUT1, FWPS_CLASSIFY_OUT0, FWPS_FILTER1,
    FWPS_INCOMING_METADATA_VALUES0, FWPS_INCOMING_VALUES0, FWPS_LAYER_STREAM_V4,
    FWPS_METADATA_FIELD_FLOW_HANDLE, FWPS_RIGHT_ACTION_WRITE, FwpsCalloutRegister1,
    FwpsCalloutUnregisterById0, FwpsFlowAssociateContext0, FwpsFlowRemoveContext0, GUID, NTSTATUS,
    PDEVICE_OBJECT, STATUS_DEVICE_BUSY, STATUS_PENDING, STATUS_SUCCESS, STATUS_UNSUCCESSFUL,
};

use crate::{Checked, check, objects};

pub const CALLOUT_KEY: GUID = GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_fe01);

static CALLOUT: AtomicU32 = AtomicU32::new(0);
/// No new contexts.
static CLOSED: AtomicBool = AtomicBool::new(false);
/// The flow whose context is this place's index + 1; 0: the place is free.
static FLOWS: [AtomicU64; 64] = [const { AtomicU64::new(0) }; 64];

pub fn register(device: PDEVICE_OBJECT) -> Checked {
    let callout = FWPS_CALLOUT1 {
        calloutKey: CALLOUT_KEY,
        classifyFn: Some(classify),
        notifyFn: Some(notify),
        flowDeleteFn: Some(flow_delete),
        ..FWPS_CALLOUT1::ZERO
    };
    let mut id = 0;
    // SAFETY: the structure and the place for the id are live; the functions stay until `unregister`.
    let status = unsafe { FwpsCalloutRegister1(device.cast(), &raw const callout, &raw mut id) };
    check!(1, status == STATUS_SUCCESS);
    CALLOUT.store(id, SeqCst);
    Ok(())
}

pub fn unregister() -> Checked {
    CLOSED.store(true, SeqCst);
    let id = CALLOUT.load(SeqCst);
    loop {
        // SAFETY: no pointer is passed.
        match unsafe { FwpsCalloutUnregisterById0(id) } {
            STATUS_SUCCESS => return Ok(()),
            // Flow contexts, or a mode of the lab.
            STATUS_DEVICE_BUSY => {}
            status => check!(1, status != wfp_sys::STATUS_FWP_CALLOUT_NOT_FOUND),
        }
        for flow in &FLOWS {
            remove(flow.load(SeqCst))?;
        }
        crate::pause();
    }
}

fn remove(flow: u64) -> Checked {
    if flow == 0 {
        return Ok(());
    }
    let layer = FWPS_LAYER_STREAM_V4;
    // SAFETY: no pointer is passed.
    let status = unsafe { FwpsFlowRemoveContext0(flow, layer, CALLOUT.load(SeqCst)) };
    // Pending: the delete call comes later. Unsuccessful: it has come already.
    check!(
        1,
        [STATUS_SUCCESS, STATUS_PENDING, STATUS_UNSUCCESSFUL].contains(&status)
    );
    Ok(())
}

/// At `PASSIVE_LEVEL` or `DISPATCH_LEVEL`.
unsafe extern "system" fn classify(
    _values: *const FWPS_INCOMING_VALUES0,
    metadata: *const FWPS_INCOMING_METADATA_VALUES0,
    _data: *mut c_void,
    _context: *const c_void,
    filter: *const FWPS_FILTER1,
    _flow_context: u64,
    out: *mut FWPS_CLASSIFY_OUT0,
) {
    // SAFETY: live for the call.
    crate::require(objects::seen_by_classify(unsafe { &*filter }));
    // SAFETY: as above.
    let metadata = unsafe { &*metadata };
    if metadata.currentMetadataValues & FWPS_METADATA_FIELD_FLOW_HANDLE != 0 {
        associate(metadata.flowHandle);
    }
    // SAFETY: as above, and nobody else's for the call.
    let out = unsafe { &mut *out };
    if out.rights & FWPS_RIGHT_ACTION_WRITE != 0 {
        out.actionType = FWP_ACTION_PERMIT;
    }
}

fn associate(flow: u64) {
    if CLOSED.load(SeqCst) || FLOWS.iter().any(|known| known.load(SeqCst) == flow) {
        return;
    }
    let claim = |place: &AtomicU64| place.compare_exchange(0, flow, SeqCst, SeqCst).is_ok();
    // All places taken: this flow goes without a context.
    let Some(index) = FLOWS.iter().position(claim) else {
        return;
    };
    let layer = FWPS_LAYER_STREAM_V4;
    let (callout, context) = (CALLOUT.load(SeqCst), index as u64 + 1);
    // SAFETY: the context is no address.
    if unsafe { FwpsFlowAssociateContext0(flow, layer, callout, context) } != STATUS_SUCCESS {
        free(context);
    }
}

fn free(context: u64) {
    let index = usize::try_from(context - 1).unwrap_or(usize::MAX);
    if let Some(place) = FLOWS.get(index) {
        place.store(0, SeqCst);
    }
}

const unsafe extern "system" fn notify(
    _kind: FWPS_CALLOUT_NOTIFY_TYPE,
    _key: *const GUID,
    _filter: *mut FWPS_FILTER1,
) -> NTSTATUS {
    STATUS_SUCCESS
}

unsafe extern "system" fn flow_delete(_layer: u16, _callout: u32, context: u64) {
    free(context);
}
