//! The functions of the kernel that this crate calls. Every driver links `ntoskrnl`.

#[cfg(not(test))]
use core::ffi::{CStr, c_char};
use core::{ffi::c_void, ptr::NonNull};

use wfp_sys::NTSTATUS;

unsafe extern "system" {
    fn KeDelayExecutionThread(mode: i8, alertable: u8, interval: *const i64) -> NTSTATUS;
    fn KeAcquireSpinLockRaiseToDpc(lock: *mut usize) -> u8;
    fn KeReleaseSpinLock(lock: *mut usize, previous: u8);
    fn ExAllocatePool2(flags: u64, bytes: usize, tag: u32) -> *mut c_void;
    fn ExFreePoolWithTag(block: *mut c_void, tag: u32);
    #[cfg(not(test))]
    fn KeBugCheckEx(code: u32, p1: usize, p2: usize, p3: usize, p4: usize) -> !;
}

#[cfg(not(test))]
unsafe extern "C" {
    fn DbgPrint(format: *const c_char, ...) -> u32;
}

/// Makes the calling thread wait.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nf-wdm-kedelayexecutionthread`.
pub fn wait_milliseconds(milliseconds: i64) {
    const KERNEL_MODE: i8 = 0;
    const NOT_ALERTABLE: u8 = 0;
    const UNITS_PER_MILLISECOND: i64 = 10_000;
    // Negative: relative to now, in units of 100 ns.
    let interval = -milliseconds * UNITS_PER_MILLISECOND;
    // SAFETY: `interval` is live until the call returns; the callers of this crate are at
    // PASSIVE_LEVEL, as their documentation requires.
    let status = unsafe { KeDelayExecutionThread(KERNEL_MODE, NOT_ALERTABLE, &raw const interval) };
    // The wait is neither alertable nor in user mode, so the call can return only STATUS_SUCCESS.
    // A shorter wait would do no harm.
    debug_assert!(status == 0);
}

#[cfg(test)]
pub use crate::test_kernel::{bug_check, print_count, print_status};

/// Prints a line about a call. `format` takes two strings and a 32-bit number in this order, and
/// may take another 32-bit number.
///
/// IRQL: `PASSIVE_LEVEL` here. Source: `nf-wdm-dbgprint`.
#[cfg(not(test))]
pub fn print_status(format: &'static CStr, driver: &CStr, what: &CStr, status: NTSTATUS, n: u32) {
    let (format, driver, what) = (format.as_ptr(), driver.as_ptr(), what.as_ptr());
    // SAFETY: the strings end with a zero; every caller in this crate passes a format for the
    // arguments, and C ignores an argument that the format does not take.
    let _printed: u32 = unsafe { DbgPrint(format, driver, what, status, n) };
}

/// Prints a line about a number. `format` takes a string, a 64-bit number and a string.
///
/// IRQL: `PASSIVE_LEVEL` here. Source: `nf-wdm-dbgprint`.
#[cfg(not(test))]
pub fn print_count(format: &'static CStr, driver: &CStr, count: u64, what: &CStr) {
    let (format, driver, what) = (format.as_ptr(), driver.as_ptr(), what.as_ptr());
    // SAFETY: the strings end with a zero; the caller in this crate passes such a format.
    let _printed: u32 = unsafe { DbgPrint(format, driver, count, what) };
}

/// Stops the machine.
///
/// IRQL: any. Source: `nf-wdm-kebugcheckex`.
#[cfg(not(test))]
pub fn bug_check(code: u32, parameter: usize) -> ! {
    // SAFETY: callable anywhere; it does not return.
    unsafe { KeBugCheckEx(code, parameter, 0, 0, 0) }
}

/// Acquires a spin lock. Returns the previous IRQL, for [`release`].
///
/// IRQL: up to `DISPATCH_LEVEL`; returns at `DISPATCH_LEVEL`. Source: `nf-wdm-keacquirespinlockraisetodpc`.
///
/// # Safety
///
/// `lock` is a spin lock, zero at first, that this thread does not hold: it is not recursive.
pub unsafe fn acquire(lock: *mut usize) -> u8 {
    // SAFETY: the caller's promise.
    unsafe { KeAcquireSpinLockRaiseToDpc(lock) }
}

/// Releases a spin lock.
///
/// IRQL: `DISPATCH_LEVEL`. Source: `nf-wdm-kereleasespinlock`.
///
/// # Safety
///
/// This thread acquired `lock`, through the [`acquire`] that returned `previous`.
pub unsafe fn release(lock: *mut usize, previous: u8) {
    // SAFETY: the caller's promise.
    unsafe { KeReleaseSpinLock(lock, previous) };
}

/// Shown as `Lncb` by debuggers and by Driver Verifier.
const TAG: u32 = u32::from_le_bytes(*b"Lncb");

/// Moves `value` to nonpaged pool. Returns `None` when the pool is exhausted.
///
/// Requires Windows 10 version 2004 (build 19041), as `ExAllocatePool2` does.
///
/// IRQL: up to `DISPATCH_LEVEL`. Source: `nf-wdm-exallocatepool2`.
pub fn allocate<T>(value: T) -> Option<NonNull<T>> {
    const POOL_FLAG_NON_PAGED: u64 = 0x40;
    const {
        // The pool's own alignment on x64 and ARM64.
        assert!(align_of::<T>() <= 16 && size_of::<T>() > 0);
    }
    // SAFETY: neither the size nor the tag is zero.
    let block = unsafe { ExAllocatePool2(POOL_FLAG_NON_PAGED, size_of::<T>(), TAG) };
    let place = NonNull::new(block.cast::<T>())?;
    // SAFETY: a new block, large and aligned enough.
    unsafe { place.write(value) };
    Some(place)
}

/// Drops the value and frees its block.
///
/// IRQL: up to `DISPATCH_LEVEL`. Source: `nf-wdm-exfreepoolwithtag`.
///
/// # Safety
///
/// `place` came from [`allocate`], and only the caller uses the block.
pub unsafe fn free<T>(place: NonNull<T>) {
    // SAFETY: the caller's promise: it is live and the caller's alone.
    unsafe { place.drop_in_place() };
    // SAFETY: as above; the value in it is gone.
    unsafe { ExFreePoolWithTag(place.as_ptr().cast(), TAG) };
}
