//! `Fwpm*`: sessions, transactions, sublayers, callout objects, filters.

use core::{
    ffi::c_void,
    sync::atomic::{AtomicU64, Ordering::SeqCst},
    time::Duration,
};

use engine::{Action, CalloutObject, Filter, Key, Notification, SessionId, Sublayer};
use kernel::{nt_success, verifier};
use protocol::{CloseMode, EventKind};
use wfp_sys::{
    FWP_ACTION_BLOCK, FWP_ACTION_CALLOUT_INSPECTION, FWP_ACTION_CALLOUT_TERMINATING,
    FWP_ACTION_CALLOUT_UNKNOWN, FWP_ACTION_PERMIT, FWP_EMPTY, FWP_UINT8, FWP_UINT64, FWP_VALUE0,
    FWPM_CALLOUT0, FWPM_FILTER_FLAG_BOOTTIME, FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED,
    FWPM_FILTER_FLAG_PERSISTENT, FWPM_FILTER0, FWPM_SESSION_FLAG_DYNAMIC, FWPM_SESSION0,
    FWPM_SUBLAYER0, FWPS_CALLOUT_NOTIFY_ADD_FILTER, FWPS_CALLOUT_NOTIFY_DELETE_FILTER, GUID,
    HANDLE, NTSTATUS, RPC_C_AUTHN_DEFAULT, RPC_C_AUTHN_WINNT,
    STATUS_FWP_CALLOUT_NOTIFICATION_FAILED, STATUS_FWP_NULL_POINTER, STATUS_FWP_TIMEOUT,
    STATUS_INVALID_PARAMETER, STATUS_SUCCESS,
};

use crate::{
    calls, layers,
    state::{self, engine},
};

/// The bytes of a GUID.
pub fn key(guid: &GUID) -> Key {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&guid.Data1.to_le_bytes());
    bytes[4..6].copy_from_slice(&guid.Data2.to_le_bytes());
    bytes[6..8].copy_from_slice(&guid.Data3.to_le_bytes());
    bytes[8..].copy_from_slice(&guid.Data4);
    Key(bytes)
}

fn session(handle: HANDLE) -> SessionId {
    SessionId(handle.addr() as u64)
}

fn status(result: Result<(), NTSTATUS>) -> NTSTATUS {
    result.err().unwrap_or(STATUS_SUCCESS)
}

/// What every call here does first: it is a `PASSIVE_LEVEL` call, and findings name the last one.
fn called(function: &str) -> Result<(), NTSTATUS> {
    let _caller = verifier().sites();
    state::passive(function)
}

/// Retries for as long as the default time-out of a session's wait for the transaction lock.
fn with_lock<T>(mut change: impl FnMut() -> Result<T, NTSTATUS>) -> Result<T, NTSTATUS> {
    const TIME_OUT: u32 = 15_000;
    for _ in 0..TIME_OUT {
        match change() {
            Err(STATUS_FWP_TIMEOUT) => kernel::sleep(Duration::from_millis(1)),
            result => return result,
        }
    }
    Err(STATUS_FWP_TIMEOUT)
}

/// Tells the callouts that filters went.
pub fn tell_deleted(notifications: &[Notification]) {
    for gone in notifications {
        if let Some(entered) = engine().callouts.enter(gone.callout) {
            // The return value of a DELETE notification is ignored; the key is NULL.
            let _told = calls::notify(
                entered.functions,
                FWPS_CALLOUT_NOTIFY_DELETE_FILTER,
                None,
                gone.callout,
                gone.filter_id,
                &gone.filter,
            );
        }
    }
}

/// `FwpmEngineOpen0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmEngineOpen0(
    server: *const u16,
    authentication: u32,
    _identity: *const c_void,
    description: *const FWPM_SESSION0,
    handle: *mut HANDLE,
) -> NTSTATUS {
    if let Err(status) = called("FwpmEngineOpen0") {
        return status;
    }
    if handle.is_null() {
        return STATUS_FWP_NULL_POINTER;
    }
    if !server.is_null() || ![RPC_C_AUTHN_WINNT, RPC_C_AUTHN_DEFAULT].contains(&authentication) {
        return STATUS_INVALID_PARAMETER;
    }
    // SAFETY: NULL, or the caller's live structure.
    let dynamic = unsafe { description.as_ref() }
        .is_some_and(|description| description.flags & FWPM_SESSION_FLAG_DYNAMIC != 0);
    let image = verifier().sites().image;
    let SessionId(id) = engine().open(dynamic, image);
    // SAFETY: not NULL, so the caller passed a place for the handle.
    unsafe {
        handle.write(core::ptr::without_provenance_mut(
            usize::try_from(id).unwrap_or(0),
        ));
    };
    STATUS_SUCCESS
}

/// `FwpmEngineClose0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmEngineClose0(handle: HANDLE) -> NTSTATUS {
    /// How long filters stay in force after the close, under [`CloseMode::Later`].
    const LINGER: Duration = Duration::from_millis(30);
    if let Err(status) = called("FwpmEngineClose0") {
        return status;
    }
    let mode = state::close_mode();
    let result = engine().close(session(handle), mode);
    if let Ok(gone) = &result {
        tell_deleted(gone);
        match mode {
            CloseMode::AtOnce => (verifier().event)(EventKind::FiltersGone, 0, 0),
            CloseMode::Later => {
                let until = kernel::nanoseconds() + u64::from(LINGER.subsec_nanos());
                state::LINGER_UNTIL.store(until, SeqCst);
            }
        }
    }
    let status = status(result.map(drop));
    let value = u64::from(status.cast_unsigned());
    (verifier().event)(EventKind::SessionClosed, 0, value);
    status
}

/// `FwpmTransactionBegin0`. `flags` 1 is a read-only transaction, which the lab does not have.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmTransactionBegin0(handle: HANDLE, flags: u32) -> NTSTATUS {
    if let Err(status) = called("FwpmTransactionBegin0") {
        return status;
    }
    if flags != 0 {
        verifier().has_not("FwpmTransactionBegin0 with flags");
    }
    status(with_lock(|| engine().begin(session(handle))))
}

/// `FwpmTransactionCommit0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmTransactionCommit0(handle: HANDLE) -> NTSTATUS {
    if let Err(status) = called("FwpmTransactionCommit0") {
        return status;
    }
    status(engine().commit(session(handle)))
}

/// `FwpmTransactionAbort0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmTransactionAbort0(handle: HANDLE) -> NTSTATUS {
    if let Err(status) = called("FwpmTransactionAbort0") {
        return status;
    }
    let result = engine().abort(session(handle));
    if let Ok(gone) = &result {
        tell_deleted(gone);
    }
    status(result.map(drop))
}

/// `FwpmSubLayerAdd0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmSubLayerAdd0(
    handle: HANDLE,
    sublayer: *const FWPM_SUBLAYER0,
    _security: *mut c_void,
) -> NTSTATUS {
    if let Err(status) = called("FwpmSubLayerAdd0") {
        return status;
    }
    // SAFETY: NULL, or the caller's live structure.
    let Some(sublayer) = (unsafe { sublayer.as_ref() }) else {
        return STATUS_FWP_NULL_POINTER;
    };
    let object = Sublayer {
        key: chosen(key(&sublayer.subLayerKey)),
        weight: sublayer.weight,
    };
    status(with_lock(|| engine().add_sublayer(session(handle), object)))
}

/// `FwpmSubLayerDeleteByKey0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmSubLayerDeleteByKey0(
    handle: HANDLE,
    sublayer: *const GUID,
) -> NTSTATUS {
    if let Err(status) = called("FwpmSubLayerDeleteByKey0") {
        return status;
    }
    // SAFETY: NULL, or the caller's live key.
    let Some(sublayer) = (unsafe { sublayer.as_ref() }) else {
        return STATUS_FWP_NULL_POINTER;
    };
    status(with_lock(|| {
        engine().delete_sublayer(session(handle), key(sublayer))
    }))
}

/// `FwpmCalloutAdd0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmCalloutAdd0(
    handle: HANDLE,
    callout: *const FWPM_CALLOUT0,
    _security: *mut c_void,
    id: *mut u32,
) -> NTSTATUS {
    if let Err(status) = called("FwpmCalloutAdd0") {
        return status;
    }
    // SAFETY: NULL, or the caller's live structure.
    let Some(callout) = (unsafe { callout.as_ref() }) else {
        return STATUS_FWP_NULL_POINTER;
    };
    let object = CalloutObject {
        key: chosen(key(&callout.calloutKey)),
        layer: key(&callout.applicableLayer),
    };
    match with_lock(|| engine().add_callout(session(handle), object)) {
        Ok(run_time) => {
            if !id.is_null() {
                // SAFETY: not NULL, so the caller passed a place for the id.
                unsafe { id.write(run_time) };
            }
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

/// `FwpmCalloutDeleteById0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmCalloutDeleteById0(handle: HANDLE, id: u32) -> NTSTATUS {
    if let Err(status) = called("FwpmCalloutDeleteById0") {
        return status;
    }
    status(with_lock(|| {
        engine().delete_callout_by_id(session(handle), id)
    }))
}

/// `FwpmCalloutDeleteByKey0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmCalloutDeleteByKey0(
    handle: HANDLE,
    callout: *const GUID,
) -> NTSTATUS {
    if let Err(status) = called("FwpmCalloutDeleteByKey0") {
        return status;
    }
    // SAFETY: NULL, or the caller's live key.
    let Some(callout) = (unsafe { callout.as_ref() }) else {
        return STATUS_FWP_NULL_POINTER;
    };
    status(with_lock(|| {
        engine().delete_callout(session(handle), key(callout))
    }))
}

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
    let filter = match model(described) {
        Ok(filter) => filter,
        Err(status) => return status,
    };
    let session = session(handle);
    let run_time = match with_lock(|| engine().add_filter(session, filter)) {
        Ok(run_time) => run_time,
        Err(status) => return status,
    };
    if let Err(status) = tell_added(session, run_time, filter) {
        return status;
    }
    if !id.is_null() {
        // SAFETY: not NULL, so the caller passed a place for the id.
        unsafe { id.write(run_time) };
    }
    STATUS_SUCCESS
}

/// Asks the filter's callout; a refusal takes the filter back.
fn tell_added(session: SessionId, id: u64, filter: Filter) -> Result<(), NTSTATUS> {
    let Some(added) = engine().notification(id, filter) else {
        return Ok(());
    };
    let Some(entered) = engine().callouts.enter(added.callout) else {
        // Not registered yet: no notification, now or later.
        return Ok(());
    };
    let told = calls::notify(
        entered.functions,
        FWPS_CALLOUT_NOTIFY_ADD_FILTER,
        Some(&guid(filter.key)),
        added.callout,
        id,
        &filter,
    );
    match told {
        Some((status, context)) if nt_success(status) => {
            engine().set_context(id, context);
            Ok(())
        }
        _ => {
            engine().delete_filter(session, id)?;
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
    match with_lock(|| engine().delete_filter(session(handle), id)) {
        Ok(filter) => {
            tell_deleted(engine().notification(id, filter).as_slice());
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
    match with_lock(|| engine().delete_filter_by_key(session(handle), key(filter))) {
        Ok((id, filter)) => {
            tell_deleted(engine().notification(id, filter).as_slice());
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

fn guid(Key(bytes): Key) -> GUID {
    // The reverse of `key`: a GUID's first three members are little-endian numbers.
    let (head, tail) = bytes.split_at(8);
    let number = u64::from_le_bytes(head.try_into().unwrap_or_default());
    #[expect(clippy::cast_possible_truncation, reason = "the parts of the number")]
    GUID {
        Data1: number as u32,
        Data2: (number >> 32) as u16,
        Data3: (number >> 48) as u16,
        Data4: tail.try_into().unwrap_or_default(),
    }
}

/// A key of all zeros asks the engine to choose one.
fn chosen(key: Key) -> Key {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    if key != Key::NULL {
        return key;
    }
    let mut bytes = [0xa5; 16];
    bytes[..8].copy_from_slice(&NEXT.fetch_add(1, SeqCst).to_le_bytes());
    Key(bytes)
}

fn weight(value: &FWP_VALUE0) -> Result<u64, NTSTATUS> {
    /// What the engine gives to a filter that leaves it the choice; not documented as a number.
    const AUTOMATIC: u64 = 1 << 60;
    match value.r#type {
        FWP_EMPTY => Ok(AUTOMATIC),
        // The highest four bits; the engine fills in the rest.
        // SAFETY: the type says which member is valid.
        FWP_UINT8 => Ok(u64::from(unsafe { value.Anonymous.uint8 }) << 60 | AUTOMATIC >> 1),
        FWP_UINT64 => {
            // SAFETY: the type says which member is valid.
            let place = unsafe { value.Anonymous.uint64 };
            // SAFETY: NULL, or the caller's live number.
            let weight = unsafe { place.as_ref() };
            weight.copied().ok_or(STATUS_FWP_NULL_POINTER)
        }
        _ => Err(STATUS_INVALID_PARAMETER),
    }
}

fn model(filter: &FWPM_FILTER0) -> Result<Filter, NTSTATUS> {
    if filter.numFilterConditions != 0 {
        verifier().has_not("FwpmFilterAdd0 with conditions");
    }
    if filter.flags & (FWPM_FILTER_FLAG_PERSISTENT | FWPM_FILTER_FLAG_BOOTTIME) != 0 {
        verifier().has_not("FwpmFilterAdd0 of a persistent or boot-time filter");
    }
    let layer = key(&filter.layerKey);
    if layers::run_time_id(layer).is_none() {
        verifier().has_not("FwpmFilterAdd0 at a layer without traffic");
    }
    let action = match filter.action.r#type {
        FWP_ACTION_PERMIT => Action::Permit,
        FWP_ACTION_BLOCK => Action::Block,
        FWP_ACTION_CALLOUT_TERMINATING => Action::CalloutTerminating,
        FWP_ACTION_CALLOUT_INSPECTION => Action::CalloutInspection,
        FWP_ACTION_CALLOUT_UNKNOWN => Action::CalloutUnknown,
        _ => return Err(STATUS_INVALID_PARAMETER),
    };
    let callout = if action.names_callout() {
        // SAFETY: plain bytes; the action type says that the key is meant.
        key(&unsafe { filter.action.Anonymous.calloutKey })
    } else {
        Key::NULL
    };
    Ok(Filter {
        key: chosen(key(&filter.filterKey)),
        layer,
        sublayer: key(&filter.subLayerKey),
        weight: weight(&filter.weight)?,
        action,
        callout,
        // SAFETY: plain bytes; a filter without a provider context has a raw one.
        context: unsafe { filter.Anonymous.rawContext },
        permit_without_callout: filter.flags & FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED != 0,
    })
}
