//! The two functions of the kernel that this crate calls. Every driver links `ntoskrnl`.

use wfp_sys::NTSTATUS;

unsafe extern "system" {
    fn KeDelayExecutionThread(mode: i8, alertable: u8, interval: *const i64) -> NTSTATUS;
    #[cfg(not(test))]
    fn KeBugCheckEx(code: u32, p1: usize, p2: usize, p3: usize, p4: usize) -> !;
}

/// Lets the calling thread wait.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nf-wdm-kedelayexecutionthread`.
pub fn wait_milliseconds(milliseconds: i64) {
    const KERNEL_MODE: i8 = 0;
    const NOT_ALERTABLE: u8 = 0;
    const UNITS_PER_MILLISECOND: i64 = 10_000;
    // Negative: relative to now, in units of 100 ns.
    let interval = -milliseconds * UNITS_PER_MILLISECOND;
    // SAFETY: `interval` is live until the call returns; the callers of this crate are at
    // PASSIVE_LEVEL, as their documentation demands.
    let status = unsafe { KeDelayExecutionThread(KERNEL_MODE, NOT_ALERTABLE, &raw const interval) };
    // Not alertable and not a user-mode wait: STATUS_SUCCESS is the only answer left, and a
    // shorter wait would do no harm.
    debug_assert!(status == 0);
}

#[cfg(test)]
pub use crate::test_kernel::bug_check;

/// Stops the machine.
///
/// IRQL: any. Source: `nf-wdm-kebugcheckex`.
#[cfg(not(test))]
pub fn bug_check(code: u32, parameter: usize) -> ! {
    // SAFETY: callable anywhere; it does not return.
    unsafe { KeBugCheckEx(code, parameter, 0, 0, 0) }
}
