//! `FwpmFilterGet*`, `FwpmCalloutGet*`: copies that the caller gives back with `FwpmFreeMemory0`.
//!
//! A copy holds what the model knows: keys, flags, weights, action and context. It has no names
//! and no conditions.

use alloc::{boxed::Box, collections::BTreeMap};
use core::ffi::c_void;

use engine::{CalloutObject, Filter, Weight};
use kernel::{Sites, verifier};
use spin::mutex::SpinMutex;
use wfp_sys::{
    FWP_VALUE0, FWPM_ACTION0, FWPM_ACTION0_0, FWPM_CALLOUT_FLAG_PERSISTENT,
    FWPM_CALLOUT_FLAG_REGISTERED, FWPM_CALLOUT0, FWPM_DISPLAY_DATA0, FWPM_FILTER0, FWPM_FILTER0_0,
    GUID, HANDLE, NTSTATUS, STATUS_FWP_NULL_POINTER, STATUS_SUCCESS, wide,
};

use crate::{
    calls::action_type,
    management::{called, session, with_lock},
    state::{self, Wait, engine},
};

/// What a copy is made of; it lives as long as the copy.
enum Copied {
    Filter {
        structure: FWPM_FILTER0,
        provider: GUID,
        weights: [u64; 2],
    },
    Callout {
        structure: FWPM_CALLOUT0,
        provider: GUID,
    },
}

struct Held {
    copy: *mut Copied,
    sites: Sites,
}

// SAFETY: a copy belongs to no thread.
unsafe impl Send for Held {}

/// Copies that were not given back, by the address that the caller has.
static HELD: SpinMutex<BTreeMap<usize, Held>, Wait> = SpinMutex::new(BTreeMap::new());

fn display() -> FWPM_DISPLAY_DATA0 {
    static NO_NAME: &[u16] = wide!("");
    FWPM_DISPLAY_DATA0 {
        name: NO_NAME.as_ptr().cast_mut(),
        description: core::ptr::null_mut(),
    }
}

fn hold(copy: Copied, structure: impl FnOnce(&mut Copied) -> *mut c_void) -> *mut c_void {
    let copy = Box::into_raw(Box::new(copy));
    // SAFETY: made above, and nobody else's yet.
    let address = structure(unsafe { &mut *copy });
    let sites = verifier().sites();
    HELD.lock().insert(address.addr(), Held { copy, sites });
    address
}

fn filter_copy(id: u64, filter: &Filter, effective: u64) -> *mut c_void {
    let mut action = FWPM_ACTION0 {
        r#type: action_type(filter.action),
        Anonymous: FWPM_ACTION0_0 {
            filterType: GUID::default(),
        },
    };
    if filter.action.names_callout() {
        action.Anonymous.calloutKey = filter.callout;
    }
    let given = match filter.weight {
        Weight::Exact(weight) => weight,
        Weight::Automatic | Weight::Range(_) => 0,
    };
    let copy = Copied::Filter {
        structure: FWPM_FILTER0 {
            filterKey: filter.key,
            displayData: display(),
            flags: filter.flags,
            layerKey: filter.layer,
            subLayerKey: filter.sublayer,
            action,
            Anonymous: FWPM_FILTER0_0 {
                rawContext: filter.context,
            },
            filterId: id,
            ..FWPM_FILTER0::ZERO
        },
        provider: filter.provider.unwrap_or_default(),
        weights: [given, effective],
    };
    let (named, weight) = (filter.provider.is_some(), filter.weight);
    hold(copy, |copy| {
        let Copied::Filter {
            structure,
            provider,
            weights: [given, effective],
        } = copy
        else {
            return core::ptr::null_mut();
        };
        if named {
            structure.providerKey = provider;
        }
        structure.weight = match weight {
            Weight::Automatic => FWP_VALUE0::ZERO,
            Weight::Range(range) => FWP_VALUE0::from_uint8(range),
            Weight::Exact(_) => FWP_VALUE0::from_uint64(given),
        };
        structure.effectiveWeight = FWP_VALUE0::from_uint64(effective);
        (&raw mut *structure).cast()
    })
}

fn callout_copy(object: &CalloutObject, id: u32) -> *mut c_void {
    let mut flags = 0;
    if object.owner.persistent {
        flags |= FWPM_CALLOUT_FLAG_PERSISTENT;
    }
    if engine().callouts.is_registered(id) {
        flags |= FWPM_CALLOUT_FLAG_REGISTERED;
    }
    let copy = Copied::Callout {
        structure: FWPM_CALLOUT0 {
            calloutKey: object.key,
            displayData: display(),
            flags,
            applicableLayer: object.layer,
            calloutId: id,
            ..FWPM_CALLOUT0::ZERO
        },
        provider: object.owner.provider.unwrap_or_default(),
    };
    let named = object.owner.provider.is_some();
    hold(copy, |copy| {
        let Copied::Callout {
            structure,
            provider,
        } = copy
        else {
            return core::ptr::null_mut();
        };
        if named {
            structure.providerKey = provider;
        }
        (&raw mut *structure).cast()
    })
}

/// Hands a copy to the caller.
///
/// # Safety
///
/// `place` is NULL or a place for the address.
unsafe fn answer<T>(
    function: &str,
    place: *mut *mut T,
    copy: impl FnOnce() -> Result<*mut c_void, NTSTATUS>,
) -> NTSTATUS {
    if let Err(status) = called(function) {
        return status;
    }
    if place.is_null() {
        return STATUS_FWP_NULL_POINTER;
    }
    match copy() {
        Ok(address) => {
            // SAFETY: not NULL, so the caller passed a place.
            unsafe { place.write(address.cast()) };
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

/// `FwpmFilterGetById0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmFilterGetById0(
    handle: HANDLE,
    id: u64,
    filter: *mut *mut FWPM_FILTER0,
) -> NTSTATUS {
    let copy = || {
        let (filter, weight) = with_lock(|| engine().filter_by_id(session(handle), id))?;
        Ok(filter_copy(id, &filter, weight))
    };
    // SAFETY: as documented for the call.
    unsafe { answer("FwpmFilterGetById0", filter, copy) }
}

/// `FwpmFilterGetByKey0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmFilterGetByKey0(
    handle: HANDLE,
    key: *const GUID,
    filter: *mut *mut FWPM_FILTER0,
) -> NTSTATUS {
    let copy = || {
        // SAFETY: NULL, or the caller's live key.
        let key = unsafe { key.as_ref() }.ok_or(STATUS_FWP_NULL_POINTER)?;
        let (id, filter, weight) = with_lock(|| engine().filter_by_key(session(handle), *key))?;
        Ok(filter_copy(id, &filter, weight))
    };
    // SAFETY: as documented for the call.
    unsafe { answer("FwpmFilterGetByKey0", filter, copy) }
}

/// `FwpmCalloutGetById0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmCalloutGetById0(
    handle: HANDLE,
    id: u32,
    callout: *mut *mut FWPM_CALLOUT0,
) -> NTSTATUS {
    let copy = || {
        let (object, id) = with_lock(|| engine().callout_by_id(session(handle), id))?;
        Ok(callout_copy(&object, id))
    };
    // SAFETY: as documented for the call.
    unsafe { answer("FwpmCalloutGetById0", callout, copy) }
}

/// `FwpmCalloutGetByKey0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmCalloutGetByKey0(
    handle: HANDLE,
    key: *const GUID,
    callout: *mut *mut FWPM_CALLOUT0,
) -> NTSTATUS {
    let copy = || {
        // SAFETY: NULL, or the caller's live key.
        let key = unsafe { key.as_ref() }.ok_or(STATUS_FWP_NULL_POINTER)?;
        let (object, id) = with_lock(|| engine().callout_by_key(session(handle), *key))?;
        Ok(callout_copy(&object, id))
    };
    // SAFETY: as documented for the call.
    unsafe { answer("FwpmCalloutGetByKey0", callout, copy) }
}

/// `FwpmFreeMemory0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmFreeMemory0(place: *mut *mut c_void) {
    const DISPATCH_LEVEL: u8 = 2;
    // The finding is all that a wrong level gets: the call has no status.
    let _level = state::at_most(DISPATCH_LEVEL, "FwpmFreeMemory0");
    // SAFETY: NULL, or the caller's live place.
    let Some(address) = (unsafe { place.as_mut() }) else {
        return;
    };
    free(address.addr());
    *address = core::ptr::null_mut();
}

fn free(address: usize) {
    if let Some(held) = HELD.lock().remove(&address) {
        // SAFETY: made by `hold` from a box, and taken from the table once.
        drop(unsafe { Box::from_raw(held.copy) });
    }
}

/// Copies that `image` did not give back, and where it got one of them.
pub fn held_by(image: u32) -> (u32, Sites) {
    let held = HELD.lock();
    let mut mine = held.values().filter(|held| held.sites.image == image);
    let sites = mine.next().map(|held| held.sites);
    let more = u32::try_from(mine.count()).unwrap_or(0);
    sites.map(|sites| (more + 1, sites)).unwrap_or_default()
}

/// Takes away what `image` did not give back.
pub fn forget(image: u32) {
    loop {
        let held = HELD.lock();
        let mut copies = held.iter();
        let mine = copies.find(|(_, held)| held.sites.image == image);
        let Some(address) = mine.map(|(&address, _)| address) else {
            break;
        };
        drop(held);
        free(address);
    }
}
