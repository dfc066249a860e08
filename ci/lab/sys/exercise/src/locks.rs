//! IRQL, spin locks, push locks, regions, rundown protection, remove locks.

use core::sync::atomic::{AtomicU32, AtomicUsize};

use crate::{
    Checked, check,
    kernel::{
        ExAcquirePushLockExclusiveEx, ExAcquirePushLockSharedEx, ExAcquireRundownProtection,
        ExAcquireRundownProtectionEx, ExAcquireSpinLockExclusive, ExAcquireSpinLockShared,
        ExInitializePushLock, ExInitializeRundownProtection, ExReInitializeRundownProtection,
        ExReleasePushLockExclusiveEx, ExReleasePushLockSharedEx, ExReleaseRundownProtection,
        ExReleaseRundownProtectionEx, ExReleaseSpinLockExclusive, ExReleaseSpinLockShared,
        ExRundownCompleted, ExTryConvertSharedSpinLockExclusive, ExWaitForRundownProtectionRelease,
        IoAcquireRemoveLockEx, IoInitializeRemoveLockEx, IoReleaseRemoveLockAndWaitEx,
        IoReleaseRemoveLockEx, KeAcquireInStackQueuedSpinLock, KeAcquireSpinLockAtDpcLevel,
        KeAcquireSpinLockRaiseToDpc, KeEnterCriticalRegion, KeEnterGuardedRegion, KeGetCurrentIrql,
        KeInitializeSpinLock, KeLeaveCriticalRegion, KeLeaveGuardedRegion, KeLowerIrql,
        KeReleaseInStackQueuedSpinLock, KeReleaseSpinLock, KeReleaseSpinLockFromDpcLevel,
        KeTestSpinLock, KeTryToAcquireSpinLockAtDpcLevel, KfRaiseIrql, Object, QueueHandle,
    },
};

const PASSIVE: u8 = 0;
const DISPATCH: u8 = 2;

static ONE: AtomicUsize = AtomicUsize::new(0);
static OTHER: AtomicUsize = AtomicUsize::new(0);
static READERS: AtomicU32 = AtomicU32::new(0);
static PUSH: AtomicUsize = AtomicUsize::new(0);
static RUNDOWN: AtomicUsize = AtomicUsize::new(0);
static REMOVE: Object = Object::new();

pub fn check() -> Checked {
    spin_locks()?;
    readers_and_writers()?;
    rundown()?;
    remove_lock()
}

fn spin_locks() -> Checked {
    let old = KfRaiseIrql(DISPATCH);
    check!(2, old == PASSIVE && KeGetCurrentIrql() == DISPATCH);
    KeLowerIrql(old);
    KeInitializeSpinLock(&ONE);
    KeInitializeSpinLock(&OTHER);
    let old = KeAcquireSpinLockRaiseToDpc(&ONE);
    check!(2, old == PASSIVE && KeGetCurrentIrql() == DISPATCH);
    check!(2, KeTestSpinLock(&ONE) == 0);
    check!(2, KeTryToAcquireSpinLockAtDpcLevel(&ONE) == 0);
    KeAcquireSpinLockAtDpcLevel(&OTHER);
    // Released in the order of acquiring, which is unusual and allowed.
    KeReleaseSpinLockFromDpcLevel(&ONE);
    KeReleaseSpinLock(&OTHER, old);
    check!(2, KeGetCurrentIrql() == PASSIVE);
    check!(2, KeTestSpinLock(&ONE) != 0);
    let mut handle = QueueHandle::default();
    KeAcquireInStackQueuedSpinLock(&ONE, &mut handle);
    check!(2, KeGetCurrentIrql() == DISPATCH);
    KeReleaseInStackQueuedSpinLock(&mut handle);
    check!(2, KeGetCurrentIrql() == PASSIVE);
    Ok(())
}

fn readers_and_writers() -> Checked {
    let old = ExAcquireSpinLockExclusive(&READERS);
    check!(2, KeGetCurrentIrql() == DISPATCH);
    ExReleaseSpinLockExclusive(&READERS, old);
    let old = ExAcquireSpinLockShared(&READERS);
    check!(2, ExTryConvertSharedSpinLockExclusive(&READERS) != 0);
    ExReleaseSpinLockExclusive(&READERS, old);
    let old = ExAcquireSpinLockShared(&READERS);
    ExReleaseSpinLockShared(&READERS, old);
    check!(2, KeGetCurrentIrql() == PASSIVE);
    KeEnterCriticalRegion();
    ExInitializePushLock(&PUSH);
    ExAcquirePushLockExclusiveEx(&PUSH, 0);
    ExReleasePushLockExclusiveEx(&PUSH, 0);
    ExAcquirePushLockSharedEx(&PUSH, 0);
    ExAcquirePushLockSharedEx(&PUSH, 0);
    ExReleasePushLockSharedEx(&PUSH, 0);
    ExReleasePushLockSharedEx(&PUSH, 0);
    KeLeaveCriticalRegion();
    KeEnterGuardedRegion();
    KeLeaveGuardedRegion();
    Ok(())
}

fn rundown() -> Checked {
    ExInitializeRundownProtection(&RUNDOWN);
    check!(2, ExAcquireRundownProtection(&RUNDOWN) != 0);
    check!(2, ExAcquireRundownProtectionEx(&RUNDOWN, 2) != 0);
    ExReleaseRundownProtection(&RUNDOWN);
    ExReleaseRundownProtectionEx(&RUNDOWN, 2);
    ExWaitForRundownProtectionRelease(&RUNDOWN);
    check!(2, ExAcquireRundownProtection(&RUNDOWN) == 0);
    ExReInitializeRundownProtection(&RUNDOWN);
    check!(2, ExAcquireRundownProtection(&RUNDOWN) != 0);
    ExReleaseRundownProtection(&RUNDOWN);
    ExWaitForRundownProtectionRelease(&RUNDOWN);
    ExRundownCompleted(&RUNDOWN);
    check!(2, ExAcquireRundownProtection(&RUNDOWN) == 0);
    Ok(())
}

fn remove_lock() -> Checked {
    /// `sizeof(IO_REMOVE_LOCK)` of a free build.
    const BYTES: u32 = 0x20;
    const STATUS_DELETE_PENDING: i32 = 0xC000_0056_u32.cast_signed();
    let acquire = |tag| IoAcquireRemoveLockEx(&REMOVE, tag, core::ptr::null(), 0, BYTES);
    IoInitializeRemoveLockEx(&REMOVE, 0, 0, 0, BYTES);
    check!(2, acquire(1) == 0);
    check!(2, acquire(2) == 0);
    IoReleaseRemoveLockEx(&REMOVE, 1, BYTES);
    IoReleaseRemoveLockAndWaitEx(&REMOVE, 2, BYTES);
    check!(2, acquire(3) == STATUS_DELETE_PENDING);
    Ok(())
}
