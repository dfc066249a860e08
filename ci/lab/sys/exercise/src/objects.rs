//! Pool, lists, a resource, event tracing, times, the error log.

use core::sync::atomic::{AtomicU64, Ordering::SeqCst};

use crate::{
    Checked, check,
    kernel::{
        EtwProviderEnabled, EtwRegister, EtwUnregister, ExAcquireResourceExclusiveLite,
        ExAllocatePool2, ExDeleteLookasideListEx, ExDeleteNPagedLookasideList,
        ExDeleteResourceLite, ExFreePoolWithTag, ExInitializeLookasideListEx,
        ExInitializeNPagedLookasideList, ExInitializeResourceLite, ExReleaseResourceLite,
        ExpInterlockedPopEntrySList, ExpInterlockedPushEntrySList, IoAllocateErrorLogEntry,
        IoWriteErrorLogEntry, KeQueryInterruptTime, KeQueryInterruptTimePrecise,
        KeQuerySystemTimePrecise, MmGetSystemRoutineAddress, Object, Text,
    },
};

const TAG: u32 = u32::from_le_bytes(*b"exer");
const POOL_FLAG_NON_PAGED: u64 = 0x40;
const BYTES: usize = 64;

static LOOKASIDE: Object = Object::new();
static OLD_LOOKASIDE: Object = Object::new();
static SINGLY_LINKED: Object = Object::new();
static RESOURCE: Object = Object::new();
static REGISTRATION: AtomicU64 = AtomicU64::new(0);

pub fn acquire() -> Checked {
    let none = core::ptr::null();
    check!(
        4,
        ExInitializeLookasideListEx(&LOOKASIDE, none, none, 0x200, 0, BYTES, TAG, 0) == 0
    );
    // As the inline function that frees to the list does; deleting the list frees the entry.
    let entry = ExAllocatePool2(POOL_FLAG_NON_PAGED, BYTES, TAG);
    check!(4, !entry.is_null());
    ExpInterlockedPushEntrySList(&LOOKASIDE, entry);
    ExInitializeNPagedLookasideList(&OLD_LOOKASIDE, none, none, 0, BYTES, TAG, 0);
    singly_linked()?;
    check!(4, ExInitializeResourceLite(&RESOURCE) == 0);
    check!(4, ExAcquireResourceExclusiveLite(&RESOURCE, 1) == 1);
    ExReleaseResourceLite(&RESOURCE);
    let provider = [0x1e52_3c0d, 1];
    check!(4, EtwRegister(&provider, none, none, &REGISTRATION) == 0);
    check!(4, EtwProviderEnabled(REGISTRATION.load(SeqCst), 0, 0) == 0);
    services()
}

fn singly_linked() -> Checked {
    let entry = ExAllocatePool2(POOL_FLAG_NON_PAGED, BYTES, TAG);
    check!(4, !entry.is_null());
    check!(
        4,
        ExpInterlockedPushEntrySList(&SINGLY_LINKED, entry).is_null()
    );
    check!(4, ExpInterlockedPopEntrySList(&SINGLY_LINKED) == entry);
    check!(4, ExpInterlockedPopEntrySList(&SINGLY_LINKED).is_null());
    ExFreePoolWithTag(entry, TAG);
    Ok(())
}

fn services() -> Checked {
    /// 1 January 2020, in units of 100 ns from 1601.
    const RECENT: u64 = 132_223_104_000_000_000;
    let mut time = 0;
    KeQuerySystemTimePrecise(&mut time);
    check!(4, time > RECENT);
    let (before, mut counter) = (KeQueryInterruptTime(), 0);
    check!(4, KeQueryInterruptTimePrecise(&mut counter) >= before);
    let known: [u16; 16] = core::array::from_fn(|at| u16::from(b"KeGetCurrentIrql"[at]));
    let unknown: [u16; 16] = core::array::from_fn(|at| u16::from(b"KeGetFormerIrql!"[at]));
    check!(4, !MmGetSystemRoutineAddress(&Text::of(&known)).is_null());
    check!(4, MmGetSystemRoutineAddress(&Text::of(&unknown)).is_null());
    let entry = IoAllocateErrorLogEntry(core::ptr::null(), 64);
    check!(4, !entry.is_null());
    IoWriteErrorLogEntry(entry);
    Ok(())
}

pub fn release() -> Checked {
    check!(4, EtwUnregister(REGISTRATION.load(SeqCst)) == 0);
    check!(4, ExDeleteResourceLite(&RESOURCE) == 0);
    ExDeleteNPagedLookasideList(&OLD_LOOKASIDE);
    ExDeleteLookasideListEx(&LOOKASIDE);
    Ok(())
}
