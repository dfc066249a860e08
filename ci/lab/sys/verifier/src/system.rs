//! Small services that Wine lacks or gets wrong: times, push locks, error-log entries, a routine by
//! its name.

use alloc::boxed::Box;
use core::{
    ffi::{CStr, c_void},
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
};

use kernel::{UnicodeString, WideString, nanoseconds};

use crate::calls;

/// Units of the system's clocks in a nanosecond count.
const UNIT: u64 = 100;

#[link(name = "kernelbase.dll", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn GetSystemTimePreciseAsFileTime(time: *mut u64);
}

/// `KeQuerySystemTimePrecise`.
pub extern "system" fn system_time(time: &mut u64) {
    // SAFETY: the argument is a live integer of the size of a `FILETIME`; both count from 1601.
    unsafe { GetSystemTimePreciseAsFileTime(time) };
}

/// `KeQueryInterruptTime`, `KeQueryUnbiasedInterruptTime`: the process does not sleep.
pub extern "system" fn interrupt_time() -> u64 {
    nanoseconds() / UNIT
}

/// `KeQueryInterruptTimePrecise`; the counter is in units of 100 ns too.
pub extern "system" fn interrupt_time_precise(counter: &mut u64) -> u64 {
    *counter = interrupt_time();
    *counter
}

// ---- push locks ----------------------------------------------------------------------------

const WRITER: usize = 1;
const READER: usize = 2;

/// `ExInitializePushLock`.
pub extern "system" fn initialize_push_lock(lock: &AtomicUsize) {
    lock.store(0, SeqCst);
}

fn acquire(lock: &AtomicUsize, take: impl Fn(usize) -> Option<usize>) {
    while lock.fetch_update(SeqCst, SeqCst, &take).is_err() {
        kernel::Nap::nap();
    }
}

/// `ExAcquirePushLockExclusiveEx`.
pub extern "system" fn push_lock_write(lock: &AtomicUsize, _flags: u32) {
    acquire(lock, |value| (value == 0).then_some(WRITER));
}

/// `ExReleasePushLockExclusiveEx`.
pub extern "system" fn end_push_lock_write(lock: &AtomicUsize, _flags: u32) {
    lock.fetch_sub(WRITER, SeqCst);
}

/// `ExAcquirePushLockSharedEx`.
pub extern "system" fn push_lock_read(lock: &AtomicUsize, _flags: u32) {
    acquire(lock, |value| {
        (value & WRITER == 0).then_some(value + READER)
    });
}

/// `ExReleasePushLockSharedEx`.
pub extern "system" fn end_push_lock_read(lock: &AtomicUsize, _flags: u32) {
    lock.fetch_sub(READER, SeqCst);
}

// ---- error-log entries ---------------------------------------------------------------------

/// `ERROR_LOG_MAXIMUM_SIZE`.
const ENTRY: usize = 240;

/// `IoAllocateErrorLogEntry`: null for an entry that is too large.
pub extern "system" fn allocate_entry(_object: *const c_void, bytes: u8) -> *mut c_void {
    if usize::from(bytes) > ENTRY {
        return core::ptr::null_mut();
    }
    Box::into_raw(Box::new([0_u64; ENTRY / 8])).cast()
}

/// `IoWriteErrorLogEntry` and `IoFreeErrorLogEntry`: nobody reads the log.
pub extern "system" fn end_entry(entry: *mut c_void) {
    if !entry.is_null() {
        // SAFETY: from `allocate_entry`, and given back once, as both pages demand.
        drop(unsafe { Box::from_raw(entry.cast::<[u64; ENTRY / 8]>()) });
    }
}

// ---- a routine by its name -----------------------------------------------------------------

/// `MmGetSystemRoutineAddress`: what an import of that name would get, null for none.
///
/// Source: `nf-wdm-mmgetsystemroutineaddress`: routines of the kernel and of HAL.
pub extern "system" fn routine_address(name: &UnicodeString) -> *const c_void {
    let mut ascii = [0_u8; 96];
    let units = name.bytes().chunks_exact(2);
    if units.len() >= ascii.len() {
        return core::ptr::null();
    }
    for (place, unit) in ascii.iter_mut().zip(units) {
        *place = if unit[1] == 0 { unit[0] } else { b'?' };
    }
    let Ok(name) = CStr::from_bytes_until_nul(&ascii) else {
        return core::ptr::null();
    };
    // The lab's functions of NDIS are a module's of their own.
    if name.to_bytes().starts_with(b"Ndis") {
        return core::ptr::null();
    }
    let wine = kernel::procedure(&const { WideString::<16>::new("ntoskrnl.exe") }, name)
        .or_else(|| kernel::procedure(&const { WideString::<16>::new("hal.dll") }, name));
    let address = calls::gate_for(name, wine).or(wine);
    address.map_or(core::ptr::null(), core::ptr::with_exposed_provenance)
}
