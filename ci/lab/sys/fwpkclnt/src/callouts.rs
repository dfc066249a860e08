//! `FwpsCalloutRegister*` and `FwpsCalloutUnregister*`.

use alloc::{collections::BTreeMap, vec::Vec};
use core::{ffi::c_void, time::Duration};

use engine::Functions;
use kernel::{Address, CallSite, Finding, FindingKind, Sites, nt_success, verifier};
use protocol::{EventKind, Question, UnregisterMode};
use spin::mutex::SpinMutex;
use wfp_sys::{
    FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW, FWPS_CALLOUT0, FWPS_CALLOUT1, FWPS_CALLOUT2,
    FWPS_CALLOUT3, GUID, NTSTATUS, STATUS_DEVICE_BUSY, STATUS_FWP_CALLOUT_NOT_FOUND,
    STATUS_FWP_NULL_POINTER, STATUS_INVALID_PARAMETER,
};

use crate::{
    management,
    state::{self, Wait, engine},
};

/// What findings say of a registered callout.
struct Registration {
    sites: Sites,
    device: Address,
    /// Where its device was deleted, if it was.
    device_deleted: Option<Sites>,
}

/// By run-time id.
static REGISTRATIONS: SpinMutex<BTreeMap<u32, Registration>, Wait> =
    SpinMutex::new(BTreeMap::new());

/// The place where `image` registered its first callout that is still there.
pub fn registered_at(image: u32) -> Sites {
    let ids: Vec<u32> = engine().callouts.ids_of(image).collect();
    let registrations = REGISTRATIONS.lock();
    ids.iter()
        .find_map(|id| registrations.get(id))
        .map_or_else(Sites::default, |registration| registration.sites)
}

/// A device object was deleted. A finding only when the callout that it was registered with is
/// unregistered afterwards: one that never is has a finding of its own.
pub extern "system" fn device_deleted(device: Address, sites: &Sites) {
    for registration in REGISTRATIONS.lock().values_mut() {
        if registration.device == device {
            registration.device_deleted.get_or_insert(*sites);
        }
    }
}

/// Source: `unloading-a-callout-driver`: the device is deleted after all callouts are
/// unregistered.
fn check_order(id: u32, unregistered: Sites) {
    let mut registrations = REGISTRATIONS.lock();
    let registration = registrations.get_mut(&id);
    let deleted = registration.and_then(|registration| registration.device_deleted.take());
    drop(registrations);
    if let Some(deleted) = deleted {
        verifier().report(&Finding {
            kind: FindingKind::Contract,
            rule: "U36",
            text: "a callout's device object was deleted before the callout was unregistered",
            image: unregistered.image,
            sites: &[
                CallSite {
                    role: "device deleted by",
                    sites: deleted,
                },
                CallSite {
                    role: "callout unregistered by",
                    sites: unregistered,
                },
            ],
        });
    }
}

/// Forgets what `image` left registered.
pub fn forget(image: u32) {
    REGISTRATIONS
        .lock()
        .retain(|_, registration| registration.sites.image != image);
}

fn register(
    function: &str,
    device: *mut c_void,
    callout_key: &GUID,
    functions: Functions,
    id: *mut u32,
) -> NTSTATUS {
    let lab = verifier();
    let sites = lab.sites();
    if let Err(status) = state::passive(function) {
        return status;
    }
    if device.is_null() {
        return STATUS_INVALID_PARAMETER;
    }
    if functions.classify == 0 || functions.notify == 0 {
        return STATUS_FWP_NULL_POINTER;
    }
    let functions = Functions {
        owner: (lab.image_at)(functions.classify),
        ..functions
    };
    let registered = engine().register(*callout_key, functions);
    if let Ok(run_time) = registered {
        let registration = Registration {
            sites,
            device: device.expose_provenance(),
            device_deleted: None,
        };
        REGISTRATIONS.lock().insert(run_time, registration);
        (lab.event)(EventKind::Registered, 0, u64::from(run_time));
    }
    // SAFETY: the caller's place, or NULL.
    unsafe { management::answer_id(id, registered) }
}

macro_rules! register {
    ($($name:ident, $callout:ident, $version:literal;)*) => {
        $(
            #[doc = concat!("`", stringify!($name), "`.")]
            ///
            /// # Safety
            ///
            /// As documented for the call: `callout` is live, `id` is NULL or a place for the id.
            #[unsafe(no_mangle)]
            pub unsafe extern "system" fn $name(
                device: *mut c_void,
                callout: *const $callout,
                id: *mut u32,
            ) -> NTSTATUS {
                // SAFETY: NULL, or the caller's live structure.
                let Some(callout) = (unsafe { callout.as_ref() }) else {
                    return STATUS_FWP_NULL_POINTER;
                };
                let functions = Functions {
                    classify: callout.classifyFn.map_or(0, |f| f as *const () as usize),
                    notify: callout.notifyFn.map_or(0, |f| f as *const () as usize),
                    flow_delete: callout.flowDeleteFn.map_or(0, |f| f as *const () as usize),
                    version: $version,
                    conditional_on_flow: callout.flags & FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW != 0,
                    owner: 0,
                };
                register(stringify!($name), device, &callout.calloutKey, functions, id)
            }
        )*
    };
}

register! {
    FwpsCalloutRegister0, FWPS_CALLOUT0, 0;
    FwpsCalloutRegister1, FWPS_CALLOUT1, 1;
    FwpsCalloutRegister2, FWPS_CALLOUT2, 2;
    FwpsCalloutRegister3, FWPS_CALLOUT3, 3;
}

fn unregister(function: &str, id: u32) -> NTSTATUS {
    /// A waiting unregister lets the parked thread go on after so many milliseconds.
    const RELEASE_AFTER: u32 = 2;
    /// A refusing one after so many refusals: a driver that tries once more and gives up
    /// meets both of them.
    const REFUSALS: u32 = 2;
    let lab = verifier();
    let caller = lab.sites();
    if let Err(status) = state::passive(function) {
        return status;
    }
    check_order(id, caller);
    let mode = state::unregister_mode();
    if engine().callouts.inside(caller.image) > 0 {
        state::reached(Question::Unregister);
    }
    let mut waited = 0;
    let status = engine().unregister(id, mode, state::busy_mode(), |_| {
        waited += 1;
        if waited == RELEASE_AFTER {
            (lab.release_parked)();
        }
        kernel::sleep(Duration::from_millis(1));
    });
    (lab.event)(EventKind::Unregister, 0, u64::from(status.cast_unsigned()));
    if nt_success(status) {
        REGISTRATIONS.lock().remove(&id);
    } else if status != STATUS_FWP_CALLOUT_NOT_FOUND {
        let order = core::sync::atomic::Ordering::SeqCst;
        if status == STATUS_DEVICE_BUSY && engine().callouts.has_contexts(id) {
            state::BUSY_ANSWERS.fetch_add(1, order);
            state::reached(Question::Busy);
        }
        let refusals = state::REFUSALS.fetch_add(1, order) + 1;
        if refusals >= REFUSALS && mode != UnregisterMode::Never {
            (lab.release_parked)();
        }
    }
    status
}

/// `FwpsCalloutUnregisterById0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpsCalloutUnregisterById0(id: u32) -> NTSTATUS {
    unregister("FwpsCalloutUnregisterById0", id)
}

/// `FwpsCalloutUnregisterByKey0`.
///
/// # Safety
///
/// `callout_key` is live.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpsCalloutUnregisterByKey0(callout_key: *const GUID) -> NTSTATUS {
    // SAFETY: NULL, or the caller's live key.
    let Some(callout_key) = (unsafe { callout_key.as_ref() }) else {
        return STATUS_FWP_NULL_POINTER;
    };
    let id = engine().id_of(*callout_key).unwrap_or(0);
    unregister("FwpsCalloutUnregisterByKey0", id)
}
