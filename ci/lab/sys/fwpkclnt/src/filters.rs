//! `FwpmFilter*`: filters, and the structures that describe them.

use alloc::sync::Arc;
use core::ffi::c_void;

use engine::{Action, Condition, Filter, Layer, Operand, Value, Weight};
use kernel::{nt_success, verifier};
use wfp_sys::{
    FWP_ACTION_BLOCK, FWP_ACTION_CALLOUT_INSPECTION, FWP_ACTION_CALLOUT_TERMINATING,
    FWP_ACTION_CALLOUT_UNKNOWN, FWP_ACTION_PERMIT, FWP_BYTE_ARRAY16_TYPE, FWP_BYTE_BLOB,
    FWP_BYTE_BLOB_TYPE, FWP_CONDITION_VALUE0, FWP_EMPTY, FWP_RANGE_TYPE, FWP_UINT8, FWP_UINT16,
    FWP_UINT32, FWP_UINT64, FWP_V4_ADDR_MASK, FWP_V6_ADDR_MASK, FWP_VALUE0, FWPM_FILTER_CONDITION0,
    FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT, FWPM_FILTER0, FWPS_CALLOUT_NOTIFY_ADD_FILTER, GUID,
    HANDLE, NTSTATUS, STATUS_FWP_CALLOUT_NOTIFICATION_FAILED, STATUS_FWP_INVALID_ACTION_TYPE,
    STATUS_FWP_INVALID_WEIGHT, STATUS_FWP_NULL_POINTER, STATUS_SUCCESS,
};

use crate::{
    calls,
    management::{answer_id, called, chosen, named, tell_deleted, with_lock},
    residue,
    state::{self, engine},
};

/// `FwpmFilterAdd0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmFilterAdd0(
    handle: HANDLE,
    filter: *const FWPM_FILTER0,
    _security: *mut c_void,
    id: *mut u64,
) -> NTSTATUS {
    if let Err(status) = called("FwpmFilterAdd0") {
        return status;
    }
    // SAFETY: NULL, or the caller's live structure.
    let Some(described) = (unsafe { filter.as_ref() }) else {
        return STATUS_FWP_NULL_POINTER;
    };
    // SAFETY: what a live structure points to is live.
    let filter = match unsafe { model(described) } {
        Ok(filter) => filter,
        Err(status) => return status,
    };
    let added = with_lock(handle, |session| {
        engine().add_filter(session, filter.clone())
    });
    let run_time = match added {
        Ok(run_time) => run_time,
        Err(status) => return status,
    };
    if let Err(status) = announce(run_time) {
        return status;
    }
    if let Some(layer) = Layer::with_key(&described.layerKey) {
        state::filter_at(layer.id);
    }
    residue::filter_added(verifier().sites());
    // SAFETY: the caller's place, or NULL.
    unsafe { answer_id(id, Ok(run_time)) }
}

/// Asks the filter's callout; an agreement puts the filter in force, a refusal takes it back.
fn announce(id: u64) -> Result<(), NTSTATUS> {
    let Some(added) = engine().notification(id) else {
        engine().agree(id, None);
        return Ok(());
    };
    let Some(entered) = engine().callouts.enter(added.callout) else {
        // Not registered yet: no notification, now or later.
        engine().agree(id, None);
        return Ok(());
    };
    let told = calls::notify(
        entered.functions,
        FWPS_CALLOUT_NOTIFY_ADD_FILTER,
        Some(&added.filter.key),
        added.callout,
        id,
        &added.filter,
    );
    match told {
        Some((status, context)) if nt_success(status) => {
            engine().agree(id, Some(context));
            Ok(())
        }
        _ => {
            engine().refuse(id);
            Err(STATUS_FWP_CALLOUT_NOTIFICATION_FAILED)
        }
    }
}

/// `FwpmFilterDeleteById0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmFilterDeleteById0(handle: HANDLE, id: u64) -> NTSTATUS {
    if let Err(status) = called("FwpmFilterDeleteById0") {
        return status;
    }
    match with_lock(handle, |session| engine().delete_filter(session, id)) {
        Ok(gone) => {
            tell_deleted(&gone);
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

/// `FwpmFilterDeleteByKey0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmFilterDeleteByKey0(
    handle: HANDLE,
    filter: *const GUID,
) -> NTSTATUS {
    if let Err(status) = called("FwpmFilterDeleteByKey0") {
        return status;
    }
    // SAFETY: NULL, or the caller's live key.
    let Some(filter) = (unsafe { filter.as_ref() }) else {
        return STATUS_FWP_NULL_POINTER;
    };
    match with_lock(handle, |session| {
        engine().delete_filter_by_key(session, *filter)
    }) {
        Ok(gone) => {
            tell_deleted(&gone);
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

// ---- structures --------------------------------------------------------------------------

unsafe fn model(filter: &FWPM_FILTER0) -> Result<Filter, NTSTATUS> {
    named(&filter.displayData)?;
    let action = match filter.action.r#type {
        FWP_ACTION_PERMIT => Action::Permit,
        FWP_ACTION_BLOCK => Action::Block,
        FWP_ACTION_CALLOUT_TERMINATING => Action::CalloutTerminating,
        FWP_ACTION_CALLOUT_INSPECTION => Action::CalloutInspection,
        FWP_ACTION_CALLOUT_UNKNOWN => Action::CalloutUnknown,
        _ => return Err(STATUS_FWP_INVALID_ACTION_TYPE),
    };
    let callout = if action.names_callout() {
        // SAFETY: plain bytes; the action type says that the key is meant.
        unsafe { filter.action.Anonymous.calloutKey }
    } else {
        GUID::default()
    };
    let count = usize::try_from(filter.numFilterConditions).unwrap_or(0);
    let conditions = match (filter.filterCondition.is_null(), count) {
        (_, 0) => &[],
        (true, _) => return Err(STATUS_FWP_NULL_POINTER),
        // SAFETY: the caller describes so many conditions with a live array.
        (false, _) => unsafe { core::slice::from_raw_parts(filter.filterCondition, count) },
    };
    let conditions: Result<Arc<[Condition]>, NTSTATUS> = conditions
        .iter()
        // SAFETY: what a live condition points to is live.
        .map(|described| unsafe { condition(described) })
        .collect();
    let context = &filter.Anonymous;
    let (raw, provider_context) = if filter.flags & FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT == 0 {
        // SAFETY: plain bytes; the flag says which member is meant, here and below.
        (unsafe { context.rawContext }, GUID::default())
    } else {
        // SAFETY: as above.
        (0, unsafe { context.providerContextKey })
    };
    Ok(Filter {
        key: chosen(filter.filterKey),
        flags: filter.flags,
        // SAFETY: NULL, or live with the structure.
        provider: unsafe { filter.providerKey.as_ref() }.copied(),
        layer: filter.layerKey,
        sublayer: filter.subLayerKey,
        // SAFETY: what a live weight points to is live.
        weight: unsafe { weight(&filter.weight) }?,
        conditions: conditions?,
        action,
        callout,
        context: raw,
        provider_context,
    })
}

unsafe fn weight(described: &FWP_VALUE0) -> Result<Weight, NTSTATUS> {
    // SAFETY: the caller's promise.
    match unsafe { value(described) } {
        Ok(Some(Value::Empty)) => Ok(Weight::Automatic),
        Ok(Some(Value::Uint8(range))) => Ok(Weight::Range(range)),
        Ok(Some(Value::Uint64(exact))) => Ok(Weight::Exact(exact)),
        Err(status) => Err(status),
        Ok(_) => Err(STATUS_FWP_INVALID_WEIGHT),
    }
}

/// Copies what a pointer of a structure points to.
unsafe fn copied<T: Copy>(place: *const T) -> Result<T, NTSTATUS> {
    // SAFETY: NULL, or live by the caller's promise.
    unsafe { place.as_ref() }
        .copied()
        .ok_or(STATUS_FWP_NULL_POINTER)
}

/// The contents of a blob.
///
/// # Safety
///
/// `place` is NULL or live with its bytes.
pub unsafe fn bytes(place: *const FWP_BYTE_BLOB) -> Result<Arc<[u8]>, NTSTATUS> {
    // SAFETY: the caller's promise.
    let blob = unsafe { copied(place) }?;
    let size = usize::try_from(blob.size).unwrap_or(0);
    if blob.data.is_null() {
        return Err(STATUS_FWP_NULL_POINTER);
    }
    // SAFETY: a live blob has so many live bytes.
    let bytes = unsafe { core::slice::from_raw_parts(blob.data, size) };
    Ok(bytes.into())
}

/// The value of a structure, or [`None`] for a type whose contents the model does not look at.
unsafe fn value(described: &FWP_VALUE0) -> Result<Option<Value>, NTSTATUS> {
    let union = &described.Anonymous;
    Ok(Some(match described.r#type {
        FWP_EMPTY => Value::Empty,
        // SAFETY: the type says which member is valid, here and below.
        FWP_UINT8 => Value::Uint8(unsafe { union.uint8 }),
        // SAFETY: as above.
        FWP_UINT16 => Value::Uint16(unsafe { union.uint16 }),
        // SAFETY: as above.
        FWP_UINT32 => Value::Uint32(unsafe { union.uint32 }),
        FWP_UINT64 => {
            // SAFETY: as above.
            let place = unsafe { union.uint64 };
            // SAFETY: NULL or live by the caller's promise, here and below.
            Value::Uint64(unsafe { copied(place) }?)
        }
        FWP_BYTE_ARRAY16_TYPE => {
            // SAFETY: as above.
            let place = unsafe { union.byteArray16 };
            // SAFETY: as above.
            Value::ByteArray16(unsafe { copied(place) }?.byteArray16)
        }
        FWP_BYTE_BLOB_TYPE => {
            // SAFETY: as above.
            let place = unsafe { union.byteBlob };
            // SAFETY: as above.
            Value::ByteBlob(unsafe { bytes(place) }?)
        }
        _ => return Ok(None),
    }))
}

unsafe fn condition(described: &FWPM_FILTER_CONDITION0) -> Result<Condition, NTSTATUS> {
    Ok(Condition {
        field: described.fieldKey,
        match_type: described.matchType,
        // SAFETY: the caller's promise.
        operand: unsafe { operand(&described.conditionValue) }?,
    })
}

unsafe fn operand(described: &FWP_CONDITION_VALUE0) -> Result<Operand, NTSTATUS> {
    let union = &described.Anonymous;
    Ok(match described.r#type {
        FWP_V4_ADDR_MASK => {
            // SAFETY: the type says which member is valid, here and below.
            let place = unsafe { union.v4AddrMask };
            // SAFETY: NULL or live by the caller's promise, here and below.
            let subnet = unsafe { copied(place) }?;
            Operand::V4Subnet {
                address: subnet.addr,
                mask: subnet.mask,
            }
        }
        FWP_V6_ADDR_MASK => {
            // SAFETY: as above.
            let place = unsafe { union.v6AddrMask };
            // SAFETY: as above.
            let subnet = unsafe { copied(place) }?;
            Operand::V6Subnet {
                address: subnet.addr,
                prefix: subnet.prefixLength,
            }
        }
        FWP_RANGE_TYPE => {
            // SAFETY: as above.
            let place = unsafe { union.rangeValue };
            // SAFETY: as above.
            let range = unsafe { copied(place) }?;
            // SAFETY: what a live range points to is live.
            let low = unsafe { value(&range.valueLow) }?;
            // SAFETY: as above.
            let high = unsafe { value(&range.valueHigh) }?;
            match low.zip(high) {
                Some((low, high)) => Operand::Range(low, high),
                None => Operand::Opaque(FWP_RANGE_TYPE),
            }
        }
        data_type => {
            // The two structures and their unions begin alike, up to the types above.
            // SAFETY: same size and alignment, and every type left is one of both.
            let plain = unsafe { &*(&raw const *described).cast::<FWP_VALUE0>() };
            // SAFETY: the caller's promise.
            let known = unsafe { value(plain) }?;
            known.map_or(Operand::Opaque(data_type), Operand::Value)
        }
    })
}
