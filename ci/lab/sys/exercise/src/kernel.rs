//! The kernel functions that the exercise calls, as safe ones: what it passes lives in statics.

use core::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize};

/// `DRIVER_OBJECT`, up to `DriverUnload`.
#[repr(C)]
pub struct Driver {
    head: [u64; 13],
    /// `DriverUnload`.
    pub unload: Option<extern "system" fn(&mut Self)>,
}

/// An object of the kernel of at most 256 bytes.
#[repr(C, align(16))]
pub struct Object([AtomicU64; 32]);

impl Object {
    pub const fn new() -> Self {
        Self([const { AtomicU64::new(0) }; 32])
    }
}

/// `UNICODE_STRING`.
#[repr(C)]
pub struct Text {
    length: u16,
    maximum: u16,
    buffer: *const u16,
}

impl Text {
    pub fn of(units: &[u16]) -> Self {
        let length = u16::try_from(size_of_val(units)).unwrap_or(0);
        Self {
            length,
            maximum: length,
            buffer: units.as_ptr(),
        }
    }
}

/// `KLOCK_QUEUE_HANDLE`.
#[derive(Default)]
#[repr(C)]
pub struct QueueHandle([u64; 3]);

pub type DpcRoutine = extern "system" fn(&Object, usize, usize, usize);

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    pub safe fn KeBugCheckEx(code: u32, p1: usize, p2: usize, p3: usize, p4: usize) -> !;
    pub safe fn IoCreateDevice(
        driver: &mut Driver,
        extension: u32,
        name: *const Text,
        kind: u32,
        characteristics: u32,
        exclusive: u8,
        device: &mut *mut u8,
    ) -> i32;
    pub safe fn IoDeleteDevice(device: *mut u8);

    pub safe fn KeGetCurrentIrql() -> u8;
    pub safe fn KfRaiseIrql(new: u8) -> u8;
    pub safe fn KeLowerIrql(new: u8);
    pub safe fn KeInitializeSpinLock(lock: &AtomicUsize);
    pub safe fn KeAcquireSpinLockRaiseToDpc(lock: &AtomicUsize) -> u8;
    pub safe fn KeReleaseSpinLock(lock: &AtomicUsize, old: u8);
    pub safe fn KeAcquireSpinLockAtDpcLevel(lock: &AtomicUsize);
    pub safe fn KeTryToAcquireSpinLockAtDpcLevel(lock: &AtomicUsize) -> u8;
    pub safe fn KeReleaseSpinLockFromDpcLevel(lock: &AtomicUsize);
    pub safe fn KeTestSpinLock(lock: &AtomicUsize) -> u8;
    pub safe fn KeAcquireInStackQueuedSpinLock(lock: &AtomicUsize, handle: &mut QueueHandle);
    pub safe fn KeReleaseInStackQueuedSpinLock(handle: &mut QueueHandle);
    pub safe fn ExAcquireSpinLockExclusive(lock: &AtomicU32) -> u8;
    pub safe fn ExReleaseSpinLockExclusive(lock: &AtomicU32, old: u8);
    pub safe fn ExAcquireSpinLockShared(lock: &AtomicU32) -> u8;
    pub safe fn ExTryConvertSharedSpinLockExclusive(lock: &AtomicU32) -> u32;
    pub safe fn ExReleaseSpinLockShared(lock: &AtomicU32, old: u8);
    pub safe fn ExInitializePushLock(lock: &AtomicUsize);
    pub safe fn ExAcquirePushLockExclusiveEx(lock: &AtomicUsize, flags: u32);
    pub safe fn ExReleasePushLockExclusiveEx(lock: &AtomicUsize, flags: u32);
    pub safe fn ExAcquirePushLockSharedEx(lock: &AtomicUsize, flags: u32);
    pub safe fn ExReleasePushLockSharedEx(lock: &AtomicUsize, flags: u32);
    pub safe fn KeEnterCriticalRegion();
    pub safe fn KeLeaveCriticalRegion();
    pub safe fn KeEnterGuardedRegion();
    pub safe fn KeLeaveGuardedRegion();

    pub safe fn KeInitializeEvent(event: &Object, kind: u32, set: u8);
    pub safe fn KeSetEvent(event: &Object, increment: i32, wait: u8) -> i32;
    pub safe fn KeWaitForSingleObject(
        object: *const Object,
        reason: u32,
        mode: u8,
        alertable: u8,
        timeout: Option<&i64>,
    ) -> i32;
    pub safe fn KeWaitForMultipleObjects(
        count: u32,
        objects: &[&Object; 2],
        kind: u32,
        reason: u32,
        mode: u8,
        alertable: u8,
        timeout: Option<&i64>,
        blocks: *mut u8,
    ) -> i32;
    pub safe fn KeDelayExecutionThread(mode: u8, alertable: u8, interval: &i64) -> i32;

    pub safe fn KeInitializeDpc(dpc: &Object, routine: DpcRoutine, context: usize);
    pub safe fn KeInsertQueueDpc(dpc: &Object, first: usize, second: usize) -> u8;
    pub safe fn KeRemoveQueueDpc(dpc: &Object) -> u8;
    pub safe fn KeFlushQueuedDpcs();
    pub safe fn KeInitializeTimerEx(timer: &Object, kind: u32);
    pub safe fn KeSetTimer(timer: &Object, due: i64, dpc: Option<&Object>) -> u8;
    pub safe fn KeSetTimerEx(timer: &Object, due: i64, period: i32, dpc: Option<&Object>) -> u8;
    pub safe fn KeCancelTimer(timer: &Object) -> u8;
    pub safe fn KeReadStateTimer(timer: &Object) -> u8;
    pub safe fn ExAllocateTimer(
        callback: extern "system" fn(*mut u8, usize),
        context: usize,
        attributes: u32,
    ) -> *mut u8;
    pub safe fn ExSetTimer(timer: *mut u8, due: i64, period: i64, parameters: *const u8) -> u8;
    pub safe fn ExDeleteTimer(timer: *mut u8, cancel: u8, wait: u8, parameters: *const u8) -> u8;

    pub safe fn IoAllocateWorkItem(object: *mut u8) -> *mut u8;
    pub safe fn IoFreeWorkItem(item: *mut u8);
    pub safe fn IoQueueWorkItem(
        item: *mut u8,
        routine: extern "system" fn(*mut u8, usize),
        kind: u32,
        context: usize,
    );
    pub safe fn IoSizeofWorkItem() -> u32;
    pub safe fn IoInitializeWorkItem(object: *mut u8, item: &Object);
    pub safe fn IoQueueWorkItemEx(
        item: &Object,
        routine: extern "system" fn(*mut u8, usize, &Object),
        kind: u32,
        context: usize,
    );
    pub safe fn IoUninitializeWorkItem(item: &Object);
    pub safe fn PsCreateSystemThread(
        handle: &mut *mut u8,
        access: u32,
        attributes: *mut u8,
        process: *mut u8,
        client: *mut u8,
        start: extern "system" fn(usize),
        context: usize,
    ) -> i32;
    pub safe fn PsTerminateSystemThread(status: i32) -> i32;
    pub safe fn ObReferenceObjectByHandle(
        handle: *mut u8,
        access: u32,
        kind: *mut u8,
        mode: u8,
        object: &mut *mut Object,
        information: *mut u8,
    ) -> i32;
    pub safe fn ObfDereferenceObject(object: *mut Object) -> isize;
    pub safe fn ZwClose(handle: *mut u8) -> i32;

    pub safe fn ExAllocatePool2(flags: u64, bytes: usize, tag: u32) -> *mut u8;
    pub safe fn ExFreePoolWithTag(block: *mut u8, tag: u32);
    pub safe fn ExInitializeRundownProtection(rundown: &AtomicUsize);
    pub safe fn ExReInitializeRundownProtection(rundown: &AtomicUsize);
    pub safe fn ExAcquireRundownProtection(rundown: &AtomicUsize) -> u8;
    pub safe fn ExAcquireRundownProtectionEx(rundown: &AtomicUsize, count: u32) -> u8;
    pub safe fn ExReleaseRundownProtection(rundown: &AtomicUsize);
    pub safe fn ExReleaseRundownProtectionEx(rundown: &AtomicUsize, count: u32);
    pub safe fn ExWaitForRundownProtectionRelease(rundown: &AtomicUsize);
    pub safe fn ExRundownCompleted(rundown: &AtomicUsize);
    pub safe fn IoInitializeRemoveLockEx(
        lock: &Object,
        tag: u32,
        minutes: u32,
        high: u32,
        bytes: u32,
    );
    pub safe fn IoAcquireRemoveLockEx(
        lock: &Object,
        tag: usize,
        file: *const u8,
        line: u32,
        bytes: u32,
    ) -> i32;
    pub safe fn IoReleaseRemoveLockEx(lock: &Object, tag: usize, bytes: u32);
    pub safe fn IoReleaseRemoveLockAndWaitEx(lock: &Object, tag: usize, bytes: u32);
    pub safe fn ExInitializeLookasideListEx(
        list: &Object,
        allocate: *const u8,
        free: *const u8,
        pool: u32,
        flags: u32,
        bytes: usize,
        tag: u32,
        depth: u16,
    ) -> i32;
    pub safe fn ExDeleteLookasideListEx(list: &Object);
    pub safe fn ExInitializeNPagedLookasideList(
        list: &Object,
        allocate: *const u8,
        free: *const u8,
        flags: u32,
        bytes: usize,
        tag: u32,
        depth: u16,
    );
    pub safe fn ExDeleteNPagedLookasideList(list: &Object);
    pub safe fn ExpInterlockedPushEntrySList(list: &Object, entry: *mut u8) -> *mut u8;
    pub safe fn ExpInterlockedPopEntrySList(list: &Object) -> *mut u8;
    pub safe fn ExInitializeResourceLite(resource: &Object) -> i32;
    pub safe fn ExAcquireResourceExclusiveLite(resource: &Object, wait: u8) -> u8;
    pub safe fn ExReleaseResourceLite(resource: &Object);
    pub safe fn ExDeleteResourceLite(resource: &Object) -> i32;
    pub safe fn EtwRegister(
        provider: &[u64; 2],
        enabled: *const u8,
        context: *const u8,
        handle: &AtomicU64,
    ) -> i32;
    pub safe fn EtwProviderEnabled(handle: u64, level: u8, keyword: u64) -> u8;
    pub safe fn EtwUnregister(handle: u64) -> i32;
    pub safe fn KeQuerySystemTimePrecise(time: &mut u64);
    pub safe fn KeQueryInterruptTime() -> u64;
    pub safe fn KeQueryInterruptTimePrecise(counter: &mut u64) -> u64;
    pub safe fn MmGetSystemRoutineAddress(name: &Text) -> *const u8;
    pub safe fn IoAllocateErrorLogEntry(object: *const u8, bytes: u8) -> *mut u8;
    pub safe fn IoWriteErrorLogEntry(entry: *mut u8);
}
