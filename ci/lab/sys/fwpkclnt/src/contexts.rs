//! `FwpmProviderContextAdd*`, `FwpmProviderContextDelete*`.

use alloc::sync::Arc;
use core::ffi::c_void;

use engine::ProviderContext;
use kernel::verifier;
use wfp_sys::{
    FWPM_GENERAL_CONTEXT, FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT, FWPM_PROVIDER_CONTEXT0,
    FWPM_PROVIDER_CONTEXT1, FWPM_PROVIDER_CONTEXT2, FWPM_PROVIDER_CONTEXT3, GUID, HANDLE, NTSTATUS,
    STATUS_FWP_NULL_POINTER,
};

use crate::{
    filters,
    management::{answer_id, called, chosen, delete_by_key, named, owner, status, with_lock},
    state::engine,
};

macro_rules! add {
    ($( $name:ident, $structure:ident; )*) => {
        $(
            #[doc = concat!("`", stringify!($name), "`.")]
            ///
            /// # Safety
            ///
            /// As documented for the call.
            #[unsafe(no_mangle)]
            pub unsafe extern "system" fn $name(
                handle: HANDLE,
                context: *const $structure,
                _security: *mut c_void,
                id: *mut u64,
            ) -> NTSTATUS {
                // The versions differ in the types of policies, which the lab does not have.
                // SAFETY: as documented for the call.
                unsafe { add(stringify!($name), handle, context.cast(), id) }
            }
        )*
    };
}

add! {
    FwpmProviderContextAdd0, FWPM_PROVIDER_CONTEXT0;
    FwpmProviderContextAdd1, FWPM_PROVIDER_CONTEXT1;
    FwpmProviderContextAdd2, FWPM_PROVIDER_CONTEXT2;
    FwpmProviderContextAdd3, FWPM_PROVIDER_CONTEXT3;
}

/// # Safety
///
/// `context` is NULL or live with what it points to; `id` is NULL or a place.
unsafe fn add(
    function: &str,
    handle: HANDLE,
    context: *const FWPM_PROVIDER_CONTEXT3,
    id: *mut u64,
) -> NTSTATUS {
    if let Err(status) = called(function) {
        return status;
    }
    // SAFETY: NULL, or the caller's live structure.
    let Some(context) = (unsafe { context.as_ref() }) else {
        return STATUS_FWP_NULL_POINTER;
    };
    if let Err(status) = named(&context.displayData) {
        return status;
    }
    if context.r#type != FWPM_GENERAL_CONTEXT {
        verifier().has_not("FwpmProviderContextAdd of another type than FWPM_GENERAL_CONTEXT");
    }
    // SAFETY: the type says which member is valid.
    let place = unsafe { context.Anonymous.dataBuffer };
    // SAFETY: what a live structure points to is live.
    let data: Arc<[u8]> = match unsafe { filters::bytes(place) } {
        Ok(data) => data,
        Err(status) => return status,
    };
    let persistent = context.flags & FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT != 0;
    let object = ProviderContext {
        key: chosen(context.providerContextKey),
        data,
        // SAFETY: NULL, or live with the structure.
        owner: unsafe { owner(context.providerKey, persistent) },
    };
    let added = with_lock(handle, |session| {
        engine().add_provider_context(session, object.clone())
    });
    // SAFETY: the caller's place, or NULL.
    unsafe { answer_id(id, added) }
}

/// `FwpmProviderContextDeleteById0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmProviderContextDeleteById0(handle: HANDLE, id: u64) -> NTSTATUS {
    if let Err(status) = called("FwpmProviderContextDeleteById0") {
        return status;
    }
    status(with_lock(handle, |session| {
        let key = engine().provider_context_key(id)?;
        engine().delete_provider_context(session, key)
    }))
}

/// `FwpmProviderContextDeleteByKey0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmProviderContextDeleteByKey0(
    handle: HANDLE,
    key: *const GUID,
) -> NTSTATUS {
    let delete = |session, key| engine().delete_provider_context(session, key);
    // SAFETY: the caller's key, or NULL.
    unsafe { delete_by_key("FwpmProviderContextDeleteByKey0", handle, key, delete) }
}
