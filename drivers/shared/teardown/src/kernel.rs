//! The functions of the kernel that this crate calls. Every driver links `ntoskrnl`.

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

/// Takes a spin lock; the IRQL before, for [`release`].
///
/// IRQL: up to `DISPATCH_LEVEL`, at which it returns. Source: `nf-wdm-keacquirespinlockraisetodpc`.
///
/// # Safety
///
/// `lock` is a spin lock, zero at first, that this thread does not hold: it is not recursive.
pub unsafe fn acquire(lock: *mut usize) -> u8 {
    // SAFETY: the caller's promise.
    unsafe { KeAcquireSpinLockRaiseToDpc(lock) }
}

/// Gives a spin lock back.
///
/// IRQL: `DISPATCH_LEVEL`. Source: `nf-wdm-kereleasespinlock`.
///
/// # Safety
///
/// `lock` was taken by this thread, by the [`acquire`] that returned `previous`.
pub unsafe fn release(lock: *mut usize, previous: u8) {
    // SAFETY: the caller's promise.
    unsafe { KeReleaseSpinLock(lock, previous) };
}

/// Shown as `Lncb` by debuggers and by Driver Verifier.
const TAG: u32 = u32::from_le_bytes(*b"Lncb");

/// Moves `value` to nonpaged pool; `None` when there is none left.
///
/// For Windows 10 version 2004 and later, as the function that it calls.
///
/// IRQL: up to `DISPATCH_LEVEL`. Source: `nf-wdm-exallocatepool2`.
pub fn allocate<T>(value: T) -> Option<NonNull<T>> {
    const POOL_FLAG_NON_PAGED: u64 = 0x40;
    const {
        // The pool's own alignment on x64 and ARM64.
        assert!(align_of::<T>() <= 16 && size_of::<T>() > 0);
    }
    // SAFETY: the size is not zero and the tag not either.
    let block = unsafe { ExAllocatePool2(POOL_FLAG_NON_PAGED, size_of::<T>(), TAG) };
    let place = NonNull::new(block.cast::<T>())?;
    // SAFETY: a new block, large and aligned enough.
    unsafe { place.write(value) };
    Some(place)
}

/// Drops the value and gives the block back.
///
/// IRQL: up to `DISPATCH_LEVEL`. Source: `nf-wdm-exfreepoolwithtag`.
///
/// # Safety
///
/// `place` came from [`allocate`], and nobody has the block but the caller.
pub unsafe fn free<T>(place: NonNull<T>) {
    // SAFETY: the caller's promise: it is live and the caller's alone.
    unsafe { place.drop_in_place() };
    // SAFETY: as above; the value in it is gone.
    unsafe { ExFreePoolWithTag(place.as_ptr().cast(), TAG) };
}
