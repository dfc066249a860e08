//! The base filtering engine as a service: its state, and who is told about it.

use alloc::{collections::BTreeMap, sync::Arc, vec::Vec};
use core::{
    ffi::c_void,
    sync::atomic::{AtomicI32, AtomicU32, Ordering::SeqCst},
    time::Duration,
};

use kernel::{CallSite, Finding, FindingKind, GuardedCall, Sites, verifier};
use protocol::{Question, ServiceMode};
use spin::mutex::SpinMutex;
use wfp_sys::{
    FWPM_SERVICE_RUNNING, FWPM_SERVICE_START_PENDING, FWPM_SERVICE_STATE,
    FWPM_SERVICE_STOP_PENDING, FWPM_SERVICE_STOPPED, HANDLE, NTSTATUS, STATUS_FWP_NOT_FOUND,
    STATUS_FWP_NULL_POINTER, STATUS_INVALID_PARAMETER, STATUS_SUCCESS,
};

use crate::{
    management::{called, tell_deleted},
    residue,
    state::{self, Wait, engine},
};

/// `EPT_NT_NOT_REGISTERED`. The page of `FwpmEngineOpen0` names no status for an engine that does
/// not run; drivers have passed on this one (Win32 error 1753, basil00/WinDivert#367).
pub const NOT_RUNNING: NTSTATUS = 0xC002_0036_u32.cast_signed();

static STATE: AtomicI32 = AtomicI32::new(FWPM_SERVICE_RUNNING);
static NEXT: AtomicU32 = AtomicU32::new(1);

#[derive(Clone)]
struct Subscription {
    callback: usize,
    context: usize,
    sites: Sites,
    /// The thread in the callback, 0 for none.
    inside: Arc<AtomicU32>,
}

static SUBSCRIPTIONS: SpinMutex<BTreeMap<u32, Subscription>, Wait> =
    SpinMutex::new(BTreeMap::new());

/// Whether sessions can be opened.
pub fn runs() -> bool {
    STATE.load(SeqCst) == FWPM_SERVICE_RUNNING
}

/// The service runs again, as it does at the start of every cycle.
pub fn reset() {
    STATE.store(FWPM_SERVICE_RUNNING, SeqCst);
}

fn convict(rule: &str, text: &str, site: CallSite<'_>) {
    verifier().report(&Finding {
        kind: FindingKind::Contract,
        rule,
        text,
        image: site.sites.image,
        sites: &[site],
    });
}

/// `FwpmBfeStateGet0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmBfeStateGet0() -> FWPM_SERVICE_STATE {
    const DISPATCH_LEVEL: u8 = 2;
    // The finding is all that a wrong level gets: the call has no status.
    let _level = state::at_most(DISPATCH_LEVEL, "FwpmBfeStateGet0");
    let sites = verifier().sites();
    if subscribed_by(sites.image).0 == 0 {
        convict(
            "nf-fwpmk-fwpmbfestateget0",
            "FwpmBfeStateGet0 was called before FwpmBfeStateSubscribeChanges0",
            CallSite {
                role: "called by",
                sites,
            },
        );
    }
    STATE.load(SeqCst)
}

/// `FwpmBfeStateSubscribeChanges0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmBfeStateSubscribeChanges0(
    device: *mut c_void,
    callback: usize,
    context: *mut c_void,
    handle: *mut HANDLE,
) -> NTSTATUS {
    if let Err(status) = called("FwpmBfeStateSubscribeChanges0") {
        return status;
    }
    if callback == 0 || handle.is_null() {
        return STATUS_FWP_NULL_POINTER;
    }
    if device.is_null() {
        return STATUS_INVALID_PARAMETER;
    }
    let id = NEXT.fetch_add(1, SeqCst);
    let subscription = Subscription {
        callback,
        context: context.expose_provenance(),
        sites: verifier().sites(),
        inside: Arc::default(),
    };
    SUBSCRIPTIONS.lock().insert(id, subscription);
    // SAFETY: not NULL, so the caller passed a place for the handle.
    unsafe { handle.write(core::ptr::without_provenance_mut(id as usize)) };
    state::reached(Question::Service);
    match state::service_mode() {
        ServiceMode::Runs => {}
        ServiceMode::StartsLate => {
            STATE.store(FWPM_SERVICE_START_PENDING, SeqCst);
            // Without the thread the service stays as it is: a driver that never starts is seen.
            let _status = kernel::spawn(start_late, core::ptr::null_mut());
        }
        ServiceMode::Restarts => {
            let _status = kernel::spawn(restart, core::ptr::null_mut());
        }
    }
    STATUS_SUCCESS
}

/// `FwpmBfeStateUnsubscribeChanges0`. Waits for a callback that runs, which no page says; the
/// documented deadlock implies it.
#[unsafe(no_mangle)]
pub extern "system" fn FwpmBfeStateUnsubscribeChanges0(handle: HANDLE) -> NTSTATUS {
    if let Err(status) = called("FwpmBfeStateUnsubscribeChanges0") {
        return status;
    }
    let id = u32::try_from(handle.addr()).unwrap_or(0);
    let removed = SUBSCRIPTIONS.lock().remove(&id);
    let Some(subscription) = removed else {
        return STATUS_FWP_NOT_FOUND;
    };
    loop {
        match subscription.inside.load(SeqCst) {
            0 => return STATUS_SUCCESS,
            thread if thread == kernel::current_thread() => {
                convict(
                    "U10",
                    "FwpmBfeStateUnsubscribeChanges0 was called from the callback, which deadlocks",
                    CallSite {
                        role: "callback",
                        // A callback that ends with the call is not on the stack.
                        sites: state::function(subscription.sites.image, subscription.callback),
                    },
                );
                return STATUS_SUCCESS;
            }
            _ => kernel::sleep(Duration::from_millis(1)),
        }
    }
}

/// Puts the service into `state` and tells everybody.
fn change(state: FWPM_SERVICE_STATE) {
    STATE.store(state, SeqCst);
    let all: Vec<Subscription> = {
        let subscriptions = SUBSCRIPTIONS.lock();
        let all: Vec<_> = subscriptions.values().cloned().collect();
        // Under the lock: who unsubscribes after this waits for the call.
        for subscription in &all {
            subscription.inside.store(kernel::current_thread(), SeqCst);
        }
        all
    };
    for subscription in all {
        let mut call = GuardedCall {
            function: subscription.callback,
            // An enumeration of C: the upper half of the register does not count.
            arguments: [
                subscription.context,
                usize::try_from(state).unwrap_or(0),
                0,
                0,
                0,
                0,
                0,
            ],
            image: subscription.sites.image,
            ..GuardedCall::default()
        };
        // A fault is reported by the handler.
        let _faulted = (verifier().guarded_call)(&mut call);
        subscription.inside.store(0, SeqCst);
    }
}

/// Between two states.
const STEP: Duration = Duration::from_millis(5);

unsafe extern "system" fn start_late(_: *mut c_void) {
    kernel::sleep(STEP);
    change(FWPM_SERVICE_RUNNING);
    kernel::exit_thread();
}

unsafe extern "system" fn restart(_: *mut c_void) {
    kernel::sleep(STEP * 4);
    change(FWPM_SERVICE_STOP_PENDING);
    kernel::sleep(STEP);
    tell_deleted(&engine().stop_service());
    change(FWPM_SERVICE_STOPPED);
    change(FWPM_SERVICE_START_PENDING);
    kernel::sleep(STEP);
    change(FWPM_SERVICE_RUNNING);
    kernel::exit_thread();
}

/// Tells those who are still subscribed that the service stops: a callback that is gone is found
/// out.
pub extern "system" fn meet_subscribers() {
    if !SUBSCRIPTIONS.lock().is_empty() {
        change(FWPM_SERVICE_STOP_PENDING);
        reset();
    }
}

/// Subscriptions of `image`, and where it made one of them.
pub fn subscribed_by(image: u32) -> (u32, Sites) {
    let all = SUBSCRIPTIONS.lock();
    residue::of_image(image, all.values().map(|one| one.sites))
}

/// Takes away what `image` left.
pub fn forget(image: u32) {
    SUBSCRIPTIONS
        .lock()
        .retain(|_, one| one.sites.image != image);
}
