//! `Fwpm*CreateEnumHandle0`, `Fwpm*Enum*`, `Fwpm*DestroyEnumHandle0`.
//!
//! An enumeration is a list made when its handle is created; each page of it is one answer.

use alloc::{boxed::Box, collections::BTreeMap, vec::Vec};
use core::ffi::c_void;

use engine::{
    BootTime, FilterTemplate, Layer, ListedCallout, ListedContext, ListedFilter, SessionId,
    Sublayer,
};
use kernel::{Sites, verifier};
use spin::mutex::SpinMutex;
use wfp_sys::{
    FWP_FILTER_ENUM_FLAG_BEST_TERMINATING_MATCH, FWP_FILTER_ENUM_FLAG_BOOTTIME_ONLY,
    FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME, FWP_FILTER_ENUM_FLAG_SORTED,
    FWPM_CALLOUT_ENUM_TEMPLATE0, FWPM_FILTER_ENUM_TEMPLATE0, FWPM_GENERAL_CONTEXT,
    FWPM_LAYER_ENUM_TEMPLATE0, FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0, FWPM_PROVIDER_ENUM_TEMPLATE0,
    FWPM_SESSION_ENUM_TEMPLATE0, FWPM_SUBLAYER_ENUM_TEMPLATE0, GUID, HANDLE, NTSTATUS,
    STATUS_FWP_NOT_FOUND, STATUS_FWP_NULL_POINTER, STATUS_SUCCESS,
};

use crate::{
    calls::action_type,
    copies,
    management::{called, status, with_lock},
    memory::{Memory, hand_out},
    residue,
    state::{Wait, engine},
};

/// Makes the copy of one entry.
type Entry = Box<dyn Fn(&mut Memory) -> *mut c_void + Send>;

struct Enumeration {
    entries: Vec<Entry>,
    next: usize,
    sites: Sites,
}

/// Enumerations that were not destroyed, by handle.
static ENUMERATIONS: SpinMutex<BTreeMap<usize, Enumeration>, Wait> =
    SpinMutex::new(BTreeMap::new());

/// Starts an enumeration of what `list` finds.
///
/// # Safety
///
/// `place` is NULL or a place for the handle.
unsafe fn create<C: Send + 'static, T: 'static>(
    function: &str,
    handle: HANDLE,
    place: *mut HANDLE,
    list: impl Fn(SessionId) -> Result<Vec<C>, NTSTATUS>,
    copy: fn(&mut Memory, &C) -> *mut T,
) -> NTSTATUS {
    if let Err(status) = called(function) {
        return status;
    }
    if place.is_null() {
        return STATUS_FWP_NULL_POINTER;
    }
    let entry = |object| -> Entry { Box::new(move |memory| copy(memory, &object).cast()) };
    match with_lock(handle, list) {
        Ok(objects) => {
            let enumeration = Enumeration {
                entries: objects.into_iter().map(entry).collect(),
                next: 0,
                sites: verifier().sites(),
            };
            let mut all = ENUMERATIONS.lock();
            let id = all.last_key_value().map_or(1, |(last, _)| last + 1);
            all.insert(id, enumeration);
            // SAFETY: not NULL, so the caller passed a place.
            unsafe { place.write(core::ptr::without_provenance_mut(id)) };
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

/// Hands the next page out. Fewer entries than requested mean that there are no more.
///
/// # Safety
///
/// `entries` and `returned` are NULL or places for the answer.
unsafe fn page(
    function: &str,
    enumeration: HANDLE,
    requested: u32,
    entries: *mut *mut *mut c_void,
    returned: *mut u32,
) -> NTSTATUS {
    if let Err(status) = called(function) {
        return status;
    }
    if entries.is_null() || returned.is_null() {
        return STATUS_FWP_NULL_POINTER;
    }
    let mut memory = Memory::default();
    let mut all = ENUMERATIONS.lock();
    let Some(found) = all.get_mut(&enumeration.addr()) else {
        return STATUS_FWP_NOT_FOUND;
    };
    let left = found.entries.iter().skip(found.next);
    let page: Vec<*mut c_void> = left
        .take(usize::try_from(requested).unwrap_or(usize::MAX))
        .map(|entry| entry(&mut memory))
        .collect();
    found.next += page.len();
    drop(all);
    let count = u32::try_from(page.len()).unwrap_or(0);
    let address = memory.keep_all(page);
    let address = if address.is_null() {
        address
    } else {
        hand_out(memory, address)
    };
    // SAFETY: not NULL, so the caller passed a place, here and below.
    unsafe { entries.write(address) };
    // SAFETY: as above.
    unsafe { returned.write(count) };
    STATUS_SUCCESS
}

fn destroy(function: &str, enumeration: HANDLE) -> NTSTATUS {
    let destroyed = called(function).and_then(|()| {
        let gone = ENUMERATIONS.lock().remove(&enumeration.addr());
        gone.map(drop).ok_or(STATUS_FWP_NOT_FOUND)
    });
    status(destroyed)
}

macro_rules! enumerations {
    ($( $create:ident($template:ident), [$($enum:ident),+], $destroy:ident: $copy:path, $list:expr; )*) => {
        $(
            #[doc = concat!("`", stringify!($create), "`.")]
            ///
            /// # Safety
            ///
            /// As documented for the call.
            #[unsafe(no_mangle)]
            pub unsafe extern "system" fn $create(
                handle: HANDLE,
                template: *const $template,
                place: *mut HANDLE,
            ) -> NTSTATUS {
                // SAFETY: NULL, or the caller's live template.
                let template = unsafe { template.as_ref() };
                let list = |session| $list(session, template);
                // SAFETY: as documented for the call.
                unsafe { create(stringify!($create), handle, place, list, $copy) }
            }

            $(
                #[doc = concat!("`", stringify!($enum), "`.")]
                ///
                /// # Safety
                ///
                /// As documented for the call.
                #[unsafe(no_mangle)]
                pub unsafe extern "system" fn $enum(
                    _handle: HANDLE,
                    enumeration: HANDLE,
                    requested: u32,
                    entries: *mut *mut *mut c_void,
                    returned: *mut u32,
                ) -> NTSTATUS {
                    // SAFETY: as documented for the call.
                    unsafe { page(stringify!($enum), enumeration, requested, entries, returned) }
                }
            )+

            #[doc = concat!("`", stringify!($destroy), "`.")]
            #[unsafe(no_mangle)]
            pub extern "system" fn $destroy(_handle: HANDLE, enumeration: HANDLE) -> NTSTATUS {
                destroy(stringify!($destroy), enumeration)
            }
        )*
    };
}

enumerations! {
    FwpmProviderCreateEnumHandle0(FWPM_PROVIDER_ENUM_TEMPLATE0),
        [FwpmProviderEnum0], FwpmProviderDestroyEnumHandle0: copies::provider,
        |session, _| engine().list_providers(session);
    FwpmProviderContextCreateEnumHandle0(FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0),
        [FwpmProviderContextEnum0, FwpmProviderContextEnum1, FwpmProviderContextEnum2,
            FwpmProviderContextEnum3], FwpmProviderContextDestroyEnumHandle0: copies::context,
        contexts;
    FwpmSubLayerCreateEnumHandle0(FWPM_SUBLAYER_ENUM_TEMPLATE0),
        [FwpmSubLayerEnum0], FwpmSubLayerDestroyEnumHandle0: copies::sublayer,
        sublayers;
    FwpmCalloutCreateEnumHandle0(FWPM_CALLOUT_ENUM_TEMPLATE0),
        [FwpmCalloutEnum0], FwpmCalloutDestroyEnumHandle0: copies::callout,
        callouts;
    FwpmFilterCreateEnumHandle0(FWPM_FILTER_ENUM_TEMPLATE0),
        [FwpmFilterEnum0], FwpmFilterDestroyEnumHandle0: copies::filter,
        filters;
    FwpmSessionCreateEnumHandle0(FWPM_SESSION_ENUM_TEMPLATE0),
        [FwpmSessionEnum0], FwpmSessionDestroyEnumHandle0: copies::session,
        |session, _| engine().list_sessions(session);
    FwpmLayerCreateEnumHandle0(FWPM_LAYER_ENUM_TEMPLATE0),
        [FwpmLayerEnum0], FwpmLayerDestroyEnumHandle0: copies::layer,
        |_, _| Ok(Layer::all().collect());
}

/// A key of a template, whose caller promises that it is NULL or live.
const fn key(place: *const GUID) -> Option<GUID> {
    // SAFETY: what a live template points to is live.
    unsafe { place.as_ref() }.copied()
}

fn sublayers(
    session: SessionId,
    template: Option<&FWPM_SUBLAYER_ENUM_TEMPLATE0>,
) -> Result<Vec<Sublayer>, NTSTATUS> {
    engine().list_sublayers(session, template.and_then(|t| key(t.providerKey)))
}

fn callouts(
    session: SessionId,
    template: Option<&FWPM_CALLOUT_ENUM_TEMPLATE0>,
) -> Result<Vec<ListedCallout>, NTSTATUS> {
    let layer = template.map(|t| t.layerKey);
    let layer = layer.filter(|key| *key != GUID::default());
    engine().list_callouts(session, template.and_then(|t| key(t.providerKey)), layer)
}

fn contexts(
    session: SessionId,
    template: Option<&FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0>,
) -> Result<Vec<ListedContext>, NTSTATUS> {
    // The store has general contexts only.
    if template.is_some_and(|template| template.providerContextType != FWPM_GENERAL_CONTEXT) {
        return Ok(Vec::new());
    }
    engine().list_provider_contexts(session, template.and_then(|t| key(t.providerKey)))
}

fn filters(
    session: SessionId,
    template: Option<&FWPM_FILTER_ENUM_TEMPLATE0>,
) -> Result<Vec<ListedFilter>, NTSTATUS> {
    let Some(template) = template else {
        return engine().list_filters(session, None);
    };
    let flag = |flag| template.flags & flag != 0;
    if template.numFilterConditions > 0 || flag(FWP_FILTER_ENUM_FLAG_BEST_TERMINATING_MATCH) {
        verifier().has_not("FwpmFilterCreateEnumHandle0 with conditions");
    }
    let boot_time = if flag(FWP_FILTER_ENUM_FLAG_BOOTTIME_ONLY) {
        BootTime::Only
    } else if flag(FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME) {
        BootTime::With
    } else {
        BootTime::Without
    };
    // SAFETY: what a live template points to is live.
    let context = unsafe { template.providerContextTemplate.as_ref() };
    let asked = FilterTemplate {
        provider: key(template.providerKey),
        layer: template.layerKey,
        callout: key(template.calloutKey),
        boot_time,
        sorted: flag(FWP_FILTER_ENUM_FLAG_SORTED),
        context_provider: context.map(|context| key(context.providerKey)),
    };
    let mut found = engine().list_filters(session, Some(&asked))?;
    found.retain(|(_, filter, _)| action_type(filter.action) & template.actionMask != 0);
    Ok(found)
}

/// Enumerations that `image` did not destroy, and where it made one of them.
pub fn left_by(image: u32) -> (u32, Sites) {
    let all = ENUMERATIONS.lock();
    residue::of_image(image, all.values().map(|one| one.sites))
}

/// Takes away what `image` left.
pub fn forget(image: u32) {
    ENUMERATIONS
        .lock()
        .retain(|_, one| one.sites.image != image);
}
