//! `Fwpm*Get*`: copies of objects, by key or by run-time id.

use engine::{Layer, SessionId};
use wfp_sys::{
    FWPM_CALLOUT0, FWPM_FILTER0, FWPM_LAYER0, FWPM_PROVIDER_CONTEXT0, FWPM_PROVIDER_CONTEXT1,
    FWPM_PROVIDER_CONTEXT2, FWPM_PROVIDER_CONTEXT3, FWPM_PROVIDER0, FWPM_SUBLAYER0, GUID, HANDLE,
    NTSTATUS, STATUS_FWP_LAYER_NOT_FOUND, STATUS_FWP_NULL_POINTER, STATUS_SUCCESS,
};

use crate::{
    copies,
    management::{called, with_lock},
    memory::{Memory, hand_out},
    state::engine,
};

/// Hands a copy to the caller.
///
/// # Safety
///
/// `place` is NULL or a place for the address.
unsafe fn answer<T, C>(
    function: &str,
    place: *mut *mut T,
    object: impl FnOnce() -> Result<C, NTSTATUS>,
    copy: fn(&mut Memory, &C) -> *mut T,
) -> NTSTATUS {
    if let Err(status) = called(function) {
        return status;
    }
    if place.is_null() {
        return STATUS_FWP_NULL_POINTER;
    }
    match object() {
        Ok(object) => {
            let mut memory = Memory::default();
            let address = copy(&mut memory, &object);
            // SAFETY: not NULL, so the caller passed a place.
            unsafe { place.write(hand_out(memory, address)) };
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

macro_rules! by_key {
    ($( $name:ident, $structure:ident, $copy:expr, $find:expr; )*) => {
        $(
            #[doc = concat!("`", stringify!($name), "`.")]
            ///
            /// # Safety
            ///
            /// As documented for the call.
            #[unsafe(no_mangle)]
            pub unsafe extern "system" fn $name(
                handle: HANDLE,
                key: *const GUID,
                place: *mut *mut $structure,
            ) -> NTSTATUS {
                let object = || {
                    // SAFETY: NULL, or the caller's live key.
                    let key = unsafe { key.as_ref() }.ok_or(STATUS_FWP_NULL_POINTER)?;
                    with_lock(handle, |session| $find(session, *key))
                };
                // SAFETY: as documented for the call.
                unsafe { answer(stringify!($name), place, object, $copy) }
            }
        )*
    };
}

by_key! {
    FwpmProviderGetByKey0, FWPM_PROVIDER0, copies::provider, |session, key| {
        engine().provider_by_key(session, key)
    };
    FwpmSubLayerGetByKey0, FWPM_SUBLAYER0, copies::sublayer, |session, key| {
        engine().sublayer_by_key(session, key)
    };
    FwpmCalloutGetByKey0, FWPM_CALLOUT0, copies::callout, |session, key| {
        engine().callout_by_key(session, key)
    };
    FwpmFilterGetByKey0, FWPM_FILTER0, copies::filter, |session, key| {
        engine().filter_by_key(session, key)
    };
    FwpmLayerGetByKey0, FWPM_LAYER0, copies::layer, |_, key| {
        Layer::with_key(&key).ok_or(STATUS_FWP_LAYER_NOT_FOUND)
    };
    FwpmProviderContextGetByKey0, FWPM_PROVIDER_CONTEXT0, |memory, object| {
        copies::context(memory, object).cast()
    }, context_by_key;
    FwpmProviderContextGetByKey1, FWPM_PROVIDER_CONTEXT1, |memory, object| {
        copies::context(memory, object).cast()
    }, context_by_key;
    FwpmProviderContextGetByKey2, FWPM_PROVIDER_CONTEXT2, |memory, object| {
        copies::context(memory, object).cast()
    }, context_by_key;
    FwpmProviderContextGetByKey3, FWPM_PROVIDER_CONTEXT3, copies::context, context_by_key;
}

fn context_by_key(session: SessionId, key: GUID) -> Result<engine::ListedContext, NTSTATUS> {
    engine().provider_context_by_key(session, key)
}

macro_rules! by_id {
    ($( $name:ident, $id:ident, $structure:ident, $copy:expr, $find:expr; )*) => {
        $(
            #[doc = concat!("`", stringify!($name), "`.")]
            ///
            /// # Safety
            ///
            /// As documented for the call.
            #[unsafe(no_mangle)]
            pub unsafe extern "system" fn $name(
                handle: HANDLE,
                id: $id,
                place: *mut *mut $structure,
            ) -> NTSTATUS {
                let object = || with_lock(handle, |session| $find(session, id));
                // SAFETY: as documented for the call.
                unsafe { answer(stringify!($name), place, object, $copy) }
            }
        )*
    };
}

by_id! {
    FwpmCalloutGetById0, u32, FWPM_CALLOUT0, copies::callout, |session, id| {
        engine().callout_by_id(session, id)
    };
    FwpmFilterGetById0, u64, FWPM_FILTER0, copies::filter, |session, id| {
        engine().filter_by_id(session, id)
    };
    FwpmLayerGetById0, u16, FWPM_LAYER0, copies::layer, |_, id| {
        Layer::with_id(id).ok_or(STATUS_FWP_LAYER_NOT_FOUND)
    };
    FwpmProviderContextGetById0, u64, FWPM_PROVIDER_CONTEXT0, |memory, object| {
        copies::context(memory, object).cast()
    }, context_by_id;
    FwpmProviderContextGetById1, u64, FWPM_PROVIDER_CONTEXT1, |memory, object| {
        copies::context(memory, object).cast()
    }, context_by_id;
    FwpmProviderContextGetById2, u64, FWPM_PROVIDER_CONTEXT2, |memory, object| {
        copies::context(memory, object).cast()
    }, context_by_id;
    FwpmProviderContextGetById3, u64, FWPM_PROVIDER_CONTEXT3, copies::context, context_by_id;
}

fn context_by_id(session: SessionId, id: u64) -> Result<engine::ListedContext, NTSTATUS> {
    context_by_key(session, engine().provider_context_key(id)?)
}
