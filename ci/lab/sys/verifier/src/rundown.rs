//! Rundown protection, which Wine only has as stubs. Bit 0: the wait began; the rest counts.
//!
//! Source: `nf-wdm-exacquirerundownprotection` and its siblings.

use core::{
    ffi::c_void,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    time::Duration,
};

use kernel::{CallSite, Finding, FindingKind};

use crate::{findings, images, pool};

const CLOSED: usize = 1;
const ONE: usize = 2;

/// `ExInitializeRundownProtection`.
pub extern "system" fn initialize(rundown: &AtomicUsize) {
    rundown.store(0, SeqCst);
}

/// `ExAcquireRundownProtection`.
pub extern "system" fn acquire(rundown: &AtomicUsize) -> u8 {
    let taken = rundown.fetch_update(SeqCst, SeqCst, |value| {
        (value & CLOSED == 0).then_some(value + ONE)
    });
    u8::from(taken.is_ok())
}

/// `ExAcquireRundownProtectionEx`.
pub extern "system" fn acquire_many(rundown: &AtomicUsize, count: u32) -> u8 {
    let taken = rundown.fetch_update(SeqCst, SeqCst, |value| {
        (value & CLOSED == 0).then_some(value + ONE * count as usize)
    });
    u8::from(taken.is_ok())
}

/// `ExReleaseRundownProtection`.
pub extern "system" fn release(rundown: &AtomicUsize) {
    release_many(rundown, 1);
}

/// `ExReleaseRundownProtectionEx`.
///
/// Source: `run-down-protection`: each release undoes an acquire.
pub extern "system" fn release_many(rundown: &AtomicUsize, count: u32) {
    let released = rundown.fetch_update(SeqCst, SeqCst, |value| {
        value.checked_sub(ONE * count as usize)
    });
    if released.is_err() {
        let sites = images::sites();
        findings::report(&Finding {
            kind: FindingKind::Contract,
            rule: "U31",
            text: "rundown protection was released that was not acquired",
            image: sites.image,
            sites: &[CallSite {
                role: "released by",
                sites,
            }],
        });
    }
}

/// `ExWaitForRundownProtectionRelease`.
pub extern "system" fn wait(rundown: &AtomicUsize) {
    // A hang names the last call.
    let _caller = images::sites();
    rundown.fetch_or(CLOSED, SeqCst);
    while rundown.load(SeqCst) >= ONE {
        kernel::sleep(Duration::from_millis(1));
    }
}

/// `ExRundownCompleted`: acquiring fails from here on.
pub extern "system" fn completed(rundown: &AtomicUsize) {
    rundown.store(CLOSED, SeqCst);
}

/// `ExAllocateCacheAwareRundownProtection`: one count serves all processors.
pub extern "system" fn allocate(_pool: u32, tag: u32) -> *mut c_void {
    // Zeroed: initialized.
    pool::allocate_pool2(0, size_of::<AtomicUsize>(), tag)
}

/// `ExSizeOfRundownProtectionCacheAware`.
pub const extern "system" fn size() -> usize {
    size_of::<AtomicUsize>()
}

/// `ExInitializeRundownProtectionCacheAware`.
pub extern "system" fn initialize_sized(rundown: &AtomicUsize, _bytes: usize) {
    initialize(rundown);
}
