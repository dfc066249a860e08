//! `Fwpm*`: sessions, transactions, providers, sublayers, callout objects.

use core::{
    ffi::c_void,
    sync::atomic::{AtomicU64, Ordering::SeqCst},
    time::Duration,
};

use engine::{Access, CalloutObject, Notification, Owner, Provider, SessionId, Sublayer};
use kernel::verifier;
use protocol::{CloseMode, EventKind, Question};
use wfp_sys::{
    FWPM_CALLOUT_FLAG_PERSISTENT, FWPM_CALLOUT0, FWPM_DISPLAY_DATA0, FWPM_PROVIDER_FLAG_PERSISTENT,
    FWPM_PROVIDER0, FWPM_SESSION_FLAG_DYNAMIC, FWPM_SESSION0, FWPM_SUBLAYER_FLAG_PERSISTENT,
    FWPM_SUBLAYER0, FWPM_TXN_READ_ONLY, FWPS_CALLOUT_NOTIFY_DELETE_FILTER, GUID, HANDLE, NTSTATUS,
    RPC_C_AUTHN_DEFAULT, RPC_C_AUTHN_WINNT, STATUS_FWP_INVALID_FLAGS, STATUS_FWP_NULL_DISPLAY_NAME,
    STATUS_FWP_NULL_POINTER, STATUS_FWP_TIMEOUT, STATUS_INVALID_PARAMETER, STATUS_SUCCESS,
};

use crate::{
    bfe, calls,
    state::{self, engine},
};

/// The session of a handle.
pub fn session(handle: HANDLE) -> SessionId {
    SessionId(handle.addr() as u64)
}

/// The status of a call that gives nothing but its status.
pub fn status(result: Result<(), NTSTATUS>) -> NTSTATUS {
    result.err().unwrap_or(STATUS_SUCCESS)
}

/// The status of a call that adds an object, and the object's run-time id.
///
/// # Safety
///
/// `place` is NULL or a place for the id.
pub unsafe fn answer_id<T>(place: *mut T, added: Result<T, NTSTATUS>) -> NTSTATUS {
    match added {
        Ok(id) => {
            if !place.is_null() {
                // SAFETY: not NULL, so the caller passed a place for the id.
                unsafe { place.write(id) };
            }
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

/// What every call here does first: it is a `PASSIVE_LEVEL` call, and findings name the last one.
pub fn called(function: &str) -> Result<(), NTSTATUS> {
    let _caller = verifier().sites();
    state::passive(function)
}

/// Retries for as long as the session waits for the transaction lock.
pub fn with_lock<T>(
    handle: HANDLE,
    change: impl Fn(SessionId) -> Result<T, NTSTATUS>,
) -> Result<T, NTSTATUS> {
    let session = session(handle);
    let begun = kernel::nanoseconds();
    loop {
        let result = change(session);
        let waited = Duration::from_nanos(kernel::nanoseconds() - begun);
        let busy = matches!(result, Err(STATUS_FWP_TIMEOUT));
        if !busy || waited >= engine().wait_of(session) {
            return result;
        }
        kernel::sleep(Duration::from_millis(1));
    }
}

/// A call that deletes an object by its key and notifies nobody.
///
/// # Safety
///
/// `key` is NULL or a live key.
pub unsafe fn delete_by_key(
    function: &str,
    handle: HANDLE,
    key: *const GUID,
    delete: impl Fn(SessionId, GUID) -> Result<(), NTSTATUS>,
) -> NTSTATUS {
    if let Err(status) = called(function) {
        return status;
    }
    // SAFETY: NULL, or the caller's live key.
    let Some(key) = (unsafe { key.as_ref() }) else {
        return STATUS_FWP_NULL_POINTER;
    };
    status(with_lock(handle, |session| delete(session, *key)))
}

/// The name is required. Source: `ns-fwpmtypes-fwpm_filter0` and the other objects' pages.
pub const fn named(display: &FWPM_DISPLAY_DATA0) -> Result<(), NTSTATUS> {
    if display.name.is_null() {
        Err(STATUS_FWP_NULL_DISPLAY_NAME)
    } else {
        Ok(())
    }
}

/// A key of all zeros asks the engine to choose one.
pub fn chosen(key: GUID) -> GUID {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    if key != GUID::default() {
        return key;
    }
    let number = u128::from(NEXT.fetch_add(1, SeqCst));
    GUID::from_u128(0xa5a5_a5a5_a5a5_a5a5 << 64 | number)
}

/// Provider and persistence of an object.
///
/// # Safety
///
/// `provider` is NULL or live.
pub const unsafe fn owner(provider: *const GUID, persistent: bool) -> Owner {
    Owner {
        // SAFETY: the caller's promise.
        provider: unsafe { provider.as_ref() }.copied(),
        persistent,
    }
}

/// Tells the callouts that filters went.
///
/// The example in `processing-notify-callouts` frees the filter's context in this notification.
/// That is right only if no classify uses it any more, so the engine is taken to wait for those
/// that run. A filter without a context is not waited for.
pub fn tell_deleted(notifications: &[Notification]) {
    /// The wait lets the parked thread go on after so many milliseconds.
    const RELEASE_AFTER: u32 = 2;
    if notifications.iter().any(|gone| gone.filter.context != 0) {
        let mut waited = 0;
        engine().wait_for_readers(|| {
            waited += 1;
            if waited == RELEASE_AFTER {
                (verifier().release_parked)();
            }
            kernel::sleep(Duration::from_millis(1));
        });
    }
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
    if !bfe::runs() {
        return bfe::NOT_RUNNING;
    }
    // SAFETY: NULL, or the caller's live structure.
    let description = unsafe { description.as_ref() };
    let dynamic = description.is_some_and(|one| one.flags & FWPM_SESSION_FLAG_DYNAMIC != 0);
    let image = verifier().sites().image;
    let session = engine().open(dynamic, image);
    if let Some(wait) = description.map(|one| one.txnWaitTimeoutInMSec)
        && wait != 0
    {
        engine().set_wait(session, Duration::from_millis(wait.into()));
    }
    let SessionId(id) = session;
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
    if engine().owns_filters(session(handle)) {
        state::reached(Question::Close);
    }
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

/// `FwpmTransactionBegin0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmTransactionBegin0(handle: HANDLE, flags: u32) -> NTSTATUS {
    if let Err(status) = called("FwpmTransactionBegin0") {
        return status;
    }
    let access = match flags {
        0 => Access::ReadWrite,
        FWPM_TXN_READ_ONLY => Access::ReadOnly,
        _ => return STATUS_FWP_INVALID_FLAGS,
    };
    status(with_lock(handle, |session| engine().begin(session, access)))
}

/// `FwpmTransactionCommit0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmTransactionCommit0(handle: HANDLE) -> NTSTATUS {
    if let Err(status) = called("FwpmTransactionCommit0") {
        return status;
    }
    let result = engine().commit(session(handle));
    if let Ok(gone) = &result {
        tell_deleted(gone);
    }
    status(result.map(drop))
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

/// `FwpmProviderAdd0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmProviderAdd0(
    handle: HANDLE,
    provider: *const FWPM_PROVIDER0,
    _security: *mut c_void,
) -> NTSTATUS {
    if let Err(status) = called("FwpmProviderAdd0") {
        return status;
    }
    // SAFETY: NULL, or the caller's live structure.
    let Some(provider) = (unsafe { provider.as_ref() }) else {
        return STATUS_FWP_NULL_POINTER;
    };
    if let Err(status) = named(&provider.displayData) {
        return status;
    }
    let object = Provider {
        key: chosen(provider.providerKey),
        persistent: provider.flags & FWPM_PROVIDER_FLAG_PERSISTENT != 0,
    };
    status(with_lock(handle, |session| {
        engine().add_provider(session, object)
    }))
}

/// `FwpmProviderDeleteByKey0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmProviderDeleteByKey0(
    handle: HANDLE,
    provider: *const GUID,
) -> NTSTATUS {
    let delete = |session, key| engine().delete_provider(session, key);
    // SAFETY: the caller's key, or NULL.
    unsafe { delete_by_key("FwpmProviderDeleteByKey0", handle, provider, delete) }
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
    if let Err(status) = named(&sublayer.displayData) {
        return status;
    }
    let persistent = sublayer.flags & FWPM_SUBLAYER_FLAG_PERSISTENT != 0;
    let object = Sublayer {
        key: chosen(sublayer.subLayerKey),
        weight: sublayer.weight,
        // SAFETY: NULL, or live with the structure.
        owner: unsafe { owner(sublayer.providerKey, persistent) },
    };
    status(with_lock(handle, |session| {
        engine().add_sublayer(session, object)
    }))
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
    let delete = |session, key| engine().delete_sublayer(session, key);
    // SAFETY: the caller's key, or NULL.
    unsafe { delete_by_key("FwpmSubLayerDeleteByKey0", handle, sublayer, delete) }
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
    if let Err(status) = named(&callout.displayData) {
        return status;
    }
    let persistent = callout.flags & FWPM_CALLOUT_FLAG_PERSISTENT != 0;
    let object = CalloutObject {
        key: chosen(callout.calloutKey),
        layer: callout.applicableLayer,
        // SAFETY: NULL, or live with the structure.
        owner: unsafe { owner(callout.providerKey, persistent) },
    };
    let added = with_lock(handle, |session| engine().add_callout(session, object));
    // SAFETY: the caller's place, or NULL.
    unsafe { answer_id(id, added) }
}

/// `FwpmCalloutDeleteById0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmCalloutDeleteById0(handle: HANDLE, id: u32) -> NTSTATUS {
    if let Err(status) = called("FwpmCalloutDeleteById0") {
        return status;
    }
    status(with_lock(handle, |session| {
        engine().delete_callout_by_id(session, id)
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
    let delete = |session, key| engine().delete_callout(session, key);
    // SAFETY: the caller's key, or NULL.
    unsafe { delete_by_key("FwpmCalloutDeleteByKey0", handle, callout, delete) }
}
