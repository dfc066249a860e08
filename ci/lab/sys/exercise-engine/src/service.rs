//! Follows the base filtering engine: a session with filters while it runs, none while it does not.

use core::{
    ffi::c_void,
    ptr::null_mut,
    sync::atomic::{AtomicBool, AtomicPtr, Ordering::SeqCst},
};

use wfp_sys::{
    FWPM_SERVICE_RUNNING, FWPM_SERVICE_STATE, FWPM_SERVICE_STOP_PENDING, FwpmBfeStateGet0,
    FwpmBfeStateSubscribeChanges0, FwpmBfeStateUnsubscribeChanges0, PDEVICE_OBJECT, STATUS_SUCCESS,
};

use crate::{Checked, check, objects};

static CHANGES: AtomicPtr<c_void> = AtomicPtr::new(null_mut());
static SESSION: AtomicPtr<c_void> = AtomicPtr::new(null_mut());
/// Somebody opens or closes the session. A change of state may come while `subscribe` looks.
static BUSY: AtomicBool = AtomicBool::new(false);

/// Subscribes, then asks, so that no change is missed.
pub fn subscribe(device: PDEVICE_OBJECT) -> Checked {
    let mut changes = null_mut();
    // SAFETY: the device is live, and so is the place for the handle; the callback stays until
    // `unsubscribe`.
    let status = unsafe {
        FwpmBfeStateSubscribeChanges0(device.cast(), Some(changed), null_mut(), &raw mut changes)
    };
    check!(2, status == STATUS_SUCCESS);
    CHANGES.store(changes, SeqCst);
    // SAFETY: no pointer is passed.
    follow(unsafe { FwpmBfeStateGet0() })
}

pub fn unsubscribe() -> Checked {
    // SAFETY: the subscription is there, and this is not its callback.
    let status = unsafe { FwpmBfeStateUnsubscribeChanges0(CHANGES.load(SeqCst)) };
    check!(2, status == STATUS_SUCCESS);
    follow(FWPM_SERVICE_STOP_PENDING)
}

unsafe extern "system" fn changed(_context: *mut c_void, state: FWPM_SERVICE_STATE) {
    crate::require(follow(state));
}

fn follow(state: FWPM_SERVICE_STATE) -> Checked {
    while BUSY.swap(true, SeqCst) {
        crate::pause();
    }
    let session = SESSION.load(SeqCst);
    let result = match state {
        FWPM_SERVICE_RUNNING if session.is_null() => {
            objects::add().map(|session| SESSION.store(session, SeqCst))
        }
        FWPM_SERVICE_STOP_PENDING if !session.is_null() => {
            SESSION.store(null_mut(), SeqCst);
            objects::close(session)
        }
        _ => Ok(()),
    };
    BUSY.store(false, SeqCst);
    result
}
