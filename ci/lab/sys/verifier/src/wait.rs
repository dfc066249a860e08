//! Waits. Wine waits; the lab looks at the IRQL first, and keeps Wine from touching an object
//! whose image is gone.
//!
//! Source: `nf-wdm-kewaitforsingleobject`, `nf-wdm-kewaitformultipleobjects`,
//! `nf-wdm-ioreleaseremovelockandwait`.

use core::{ffi::c_void, time::Duration};

use crate::{calls, images, irql};

const STATUS_TIMEOUT: i32 = 0x102;

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn KeWaitForSingleObject(
        object: *mut c_void,
        reason: u32,
        mode: u8,
        alertable: u8,
        timeout: *const i64,
    ) -> i32;
    fn KeWaitForMultipleObjects(
        count: u32,
        objects: *const *mut c_void,
        kind: u32,
        reason: u32,
        mode: u8,
        alertable: u8,
        timeout: *const i64,
        blocks: *mut c_void,
    ) -> i32;
    fn IoReleaseRemoveLockAndWaitEx(lock: *mut c_void, tag: *mut c_void, bytes: u32);
}

/// `IoReleaseRemoveLockAndWaitEx`.
pub extern "system" fn remove_lock(lock: *mut c_void, tag: *mut c_void, bytes: u32) {
    // A hang names the last call.
    let _caller = images::sites();
    // SAFETY: the driver's own arguments, under the contract of the call.
    unsafe { IoReleaseRemoveLockAndWaitEx(lock, tag, bytes) }
}

/// At `DISPATCH_LEVEL` a thread may look at an object, and not wait for it.
fn check(function: &str, timeout: *const i64) {
    // SAFETY: null, or the driver's own argument, which lives during the call.
    let waits = unsafe { timeout.as_ref() }.is_none_or(|&timeout| timeout != 0);
    if waits {
        // A hang names the last call.
        let _caller = images::sites();
    }
    if waits && irql::current() >= irql::DISPATCH {
        calls::wrong_level(function, irql::current(), ("at most", ddi::levels::APC));
    }
}

/// `KeWaitForSingleObject` and `KeWaitForMutexObject`.
pub extern "system" fn single(
    object: *mut c_void,
    reason: u32,
    mode: u8,
    alertable: u8,
    timeout: *const i64,
) -> i32 {
    check(
        "KeWaitForSingleObject with a time-out other than 0",
        timeout,
    );
    let look = |timeout: &i64| {
        // SAFETY: the driver's own arguments, under the contract of the call.
        unsafe { KeWaitForSingleObject(object, reason, mode, alertable, timeout) }
    };
    if !timeout.is_null() || images::at(object.expose_provenance()).is_none() {
        // SAFETY: as above.
        return unsafe { KeWaitForSingleObject(object, reason, mode, alertable, timeout) };
    }
    // The object lies in an image. Were it unmapped during a wait of Wine's, Wine would fault with
    // its own lock held.
    loop {
        // Faults here, where nothing is held, once the image is gone.
        // SAFETY: an object of the driver, or the fault that the handler reports.
        let _still_there = unsafe { object.cast::<u8>().read_volatile() };
        let status = look(&0);
        if status != STATUS_TIMEOUT {
            return status;
        }
        kernel::sleep(Duration::from_millis(1));
    }
}

/// `KeWaitForMultipleObjects`.
#[allow(clippy::too_many_arguments, reason = "the system's function has eight")]
pub extern "system" fn multiple(
    count: u32,
    objects: *const *mut c_void,
    kind: u32,
    reason: u32,
    mode: u8,
    alertable: u8,
    timeout: *const i64,
    blocks: *mut c_void,
) -> i32 {
    let function = "KeWaitForMultipleObjects with a time-out other than 0";
    check(function, timeout);
    // SAFETY: the driver's own arguments, under the contract of the call.
    unsafe {
        KeWaitForMultipleObjects(
            count, objects, kind, reason, mode, alertable, timeout, blocks,
        )
    }
}
