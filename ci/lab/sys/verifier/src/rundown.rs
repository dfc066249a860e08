//! Rundown protection, which Wine only has as stubs. Bit 0: the wait began; the rest counts.
//!
//! Source: `nf-wdm-exacquirerundownprotection` and its siblings.

use core::{
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    time::Duration,
};

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

/// `ExReleaseRundownProtection`.
pub extern "system" fn release(rundown: &AtomicUsize) {
    rundown.fetch_sub(ONE, SeqCst);
}

/// `ExWaitForRundownProtectionRelease`.
pub extern "system" fn wait(rundown: &AtomicUsize) {
    rundown.fetch_or(CLOSED, SeqCst);
    while rundown.load(SeqCst) >= ONE {
        kernel::sleep(Duration::from_millis(1));
    }
}
