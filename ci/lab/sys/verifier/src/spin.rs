//! Spin locks, which raise the IRQL, know their owner, and never hang on their own thread.
//!
//! A lock word holds the number of the thread that has it. Reader-writer locks have 32 bits: the
//! highest says that a writer, whose number follows, has it; else they count readers.
//!
//! Source: `nf-wdm-keacquirespinlock`, `nf-wdm-exacquirespinlockexclusive` and their siblings.

use core::{
    fmt::Write,
    sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst},
};

use kernel::{Address, CallSite, Finding, FindingKind, Line, Sites};

use crate::{
    findings, images,
    irql::{self, DISPATCH},
    thread::{self, HELD, HELD_AT, HELD_COUNT},
};

/// The bug check that ends a run in which a thread waits for itself: the ASCII tag `LABD`.
const DEADLOCK: u32 = u32::from_be_bytes(*b"LABD");

const WRITER: u32 = 1 << 31;

fn me() -> u32 {
    kernel::current_thread()
}

// ---- what a thread holds -------------------------------------------------------------------

fn held(lock: Address) -> Option<usize> {
    let count = HELD_COUNT.get().min(HELD.len());
    HELD.iter().take(count).position(|slot| slot.get() == lock)
}

fn note_acquired(lock: Address) {
    let count = HELD_COUNT.get();
    if let (Some(slot), Some(at)) = (HELD.get(count), HELD_AT.get(count)) {
        slot.set(lock);
        at.set(thread::caller());
    }
    HELD_COUNT.set(count + 1);
}

fn note_released(lock: Address) {
    let count = HELD_COUNT.get();
    if let Some(place) = held(lock) {
        for later in place + 1..count.min(HELD.len()) {
            HELD[later - 1].set(HELD[later].get());
            HELD_AT[later - 1].set(HELD_AT[later].get());
        }
    }
    HELD_COUNT.set(count.saturating_sub(1));
}

/// Locks that the calling thread holds.
pub fn count() -> usize {
    HELD_COUNT.get()
}

/// Reports the locks beyond the first `before` that a function of `image` returned with, and
/// frees them, so that the run goes on.
pub fn returned_with(before: usize, image: u32) {
    while HELD_COUNT.get() > before {
        let last = HELD_COUNT.get() - 1;
        let Some((lock, at)) = HELD.get(last).zip(HELD_AT.get(last)) else {
            HELD_COUNT.set(last);
            continue;
        };
        let mut text = Line::default();
        let _fits = write!(
            text,
            "a function returned at {} and held a spin lock",
            ddi::levels::name(irql::current())
        );
        let text = core::str::from_utf8(text.as_bytes()).unwrap_or("a spin lock");
        report(text, FindingKind::Contract, image, Some(at.get()));
        force(lock.get());
        HELD_COUNT.set(last);
    }
}

/// Forgets what a thread held whose function was ended by a fault.
pub fn abandon(before: usize) {
    while HELD_COUNT.get() > before {
        let last = HELD_COUNT.get() - 1;
        if let Some(lock) = HELD.get(last) {
            force(lock.get());
        }
        HELD_COUNT.set(last);
    }
}

fn force(lock: Address) {
    let gone = images::at(lock).is_some_and(|(_, record)| record.is_gone());
    if !gone {
        let word = core::ptr::with_exposed_provenance::<AtomicU32>(lock);
        // SAFETY: the thread acquired the lock, and its memory is no image that has gone.
        unsafe { &*word }.store(0, SeqCst);
    }
}

fn report(text: &str, kind: FindingKind, image: u32, acquired: Option<Address>) {
    let mut at = Sites {
        image,
        count: 1,
        ..Sites::default()
    };
    at.frames[0] = acquired.unwrap_or(0);
    let both = [
        CallSite {
            role: "acquired by",
            sites: at,
        },
        CallSite {
            role: "called by",
            sites: images::sites(),
        },
    ];
    findings::report(&Finding {
        kind,
        rule: match kind {
            FindingKind::Fault => "deadlock",
            _ => "spin-lock",
        },
        text,
        image,
        sites: &both[usize::from(acquired.is_none())..],
    });
}

// ---- acquire and release -------------------------------------------------------------------

fn acquire(lock: Address, mut take: impl FnMut() -> bool) {
    if let Some(place) = held(lock) {
        report(
            "a thread acquired a spin lock that it holds, and waits for ever",
            FindingKind::Fault,
            images::sites().image,
            Some(HELD_AT[place].get()),
        );
        kernel::bug_check(DEADLOCK, [lock, 0, 0, 0]);
    }
    while !take() {
        kernel::Nap::nap();
    }
    note_acquired(lock);
}

/// Whether the calling thread holds the lock; a release by another one is a finding.
fn may_release(lock: Address) -> bool {
    if held(lock).is_some() || HELD_COUNT.get() > HELD.len() {
        return true;
    }
    report(
        "a spin lock was released by a thread that does not hold it",
        FindingKind::Contract,
        images::sites().image,
        None,
    );
    false
}

fn address<T>(lock: &T) -> Address {
    core::ptr::from_ref(lock).expose_provenance()
}

/// `KeInitializeSpinLock`.
pub extern "system" fn initialize(lock: &AtomicUsize) {
    lock.store(0, SeqCst);
}

/// `KeAcquireSpinLockAtDpcLevel`.
pub extern "system" fn acquire_at_dpc(lock: &AtomicUsize) {
    acquire(address(lock), || try_take(lock));
}

fn try_take(lock: &AtomicUsize) -> bool {
    lock.compare_exchange(0, me() as usize, SeqCst, SeqCst)
        .is_ok()
}

/// `KeTryToAcquireSpinLockAtDpcLevel`.
pub extern "system" fn try_at_dpc(lock: &AtomicUsize) -> u8 {
    let taken = try_take(lock);
    if taken {
        note_acquired(address(lock));
    }
    u8::from(taken)
}

/// `KeTestSpinLock`.
pub extern "system" fn test(lock: &AtomicUsize) -> u8 {
    u8::from(lock.load(SeqCst) == 0)
}

/// `KeReleaseSpinLockFromDpcLevel`.
pub extern "system" fn release_from_dpc(lock: &AtomicUsize) {
    if may_release(address(lock)) {
        note_released(address(lock));
        lock.store(0, SeqCst);
    }
}

/// `KeAcquireSpinLockRaiseToDpc`: returns the level before.
pub extern "system" fn acquire_raise(lock: &AtomicUsize) -> u8 {
    let old = irql::raise(DISPATCH);
    acquire_at_dpc(lock);
    old
}

/// `KeReleaseSpinLock`.
pub extern "system" fn release(lock: &AtomicUsize, old: u8) {
    release_from_dpc(lock);
    irql::set(old);
}

/// `KLOCK_QUEUE_HANDLE`.
#[repr(C)]
pub struct QueueHandle {
    next: usize,
    lock: *const AtomicUsize,
    old: u8,
}

/// `KeAcquireInStackQueuedSpinLock`.
pub extern "system" fn acquire_queued(lock: &AtomicUsize, handle: &mut QueueHandle) {
    handle.old = irql::raise(DISPATCH);
    acquire_queued_at_dpc(lock, handle);
}

/// `KeAcquireInStackQueuedSpinLockAtDpcLevel`.
pub extern "system" fn acquire_queued_at_dpc(lock: &AtomicUsize, handle: &mut QueueHandle) {
    handle.lock = lock;
    acquire_at_dpc(lock);
}

/// `KeReleaseInStackQueuedSpinLock`.
pub extern "system" fn release_queued(handle: &QueueHandle) {
    release_queued_from_dpc(handle);
    irql::set(handle.old);
}

/// `KeReleaseInStackQueuedSpinLockFromDpcLevel`.
pub extern "system" fn release_queued_from_dpc(handle: &QueueHandle) {
    // SAFETY: the acquire call wrote the lock there, and the driver keeps both until the release.
    release_from_dpc(unsafe { &*handle.lock });
}

/// `ExAcquireSpinLockExclusiveAtDpcLevel`.
pub extern "system" fn write_at_dpc(lock: &AtomicU32) {
    acquire(address(lock), || {
        lock.compare_exchange(0, WRITER | me(), SeqCst, SeqCst)
            .is_ok()
    });
}

/// `ExAcquireSpinLockExclusive`.
pub extern "system" fn write(lock: &AtomicU32) -> u8 {
    let old = irql::raise(DISPATCH);
    write_at_dpc(lock);
    old
}

/// `ExReleaseSpinLockExclusiveFromDpcLevel`.
pub extern "system" fn end_write_from_dpc(lock: &AtomicU32) {
    if may_release(address(lock)) {
        note_released(address(lock));
        lock.store(0, SeqCst);
    }
}

/// `ExReleaseSpinLockExclusive`.
pub extern "system" fn end_write(lock: &AtomicU32, old: u8) {
    end_write_from_dpc(lock);
    irql::set(old);
}

/// `ExAcquireSpinLockSharedAtDpcLevel`.
pub extern "system" fn read_at_dpc(lock: &AtomicU32) {
    acquire(address(lock), || {
        let readers = lock.load(SeqCst);
        readers & WRITER == 0
            && lock
                .compare_exchange(readers, readers + 1, SeqCst, SeqCst)
                .is_ok()
    });
}

/// `ExAcquireSpinLockShared`.
pub extern "system" fn read(lock: &AtomicU32) -> u8 {
    let old = irql::raise(DISPATCH);
    read_at_dpc(lock);
    old
}

/// `ExReleaseSpinLockSharedFromDpcLevel`.
pub extern "system" fn end_read_from_dpc(lock: &AtomicU32) {
    if may_release(address(lock)) {
        note_released(address(lock));
        lock.fetch_sub(1, SeqCst);
    }
}

/// `ExReleaseSpinLockShared`.
pub extern "system" fn end_read(lock: &AtomicU32, old: u8) {
    end_read_from_dpc(lock);
    irql::set(old);
}

/// `ExTryConvertSharedSpinLockExclusive`.
pub extern "system" fn upgrade(lock: &AtomicU32) -> u32 {
    u32::from(
        lock.compare_exchange(1, WRITER | me(), SeqCst, SeqCst)
            .is_ok(),
    )
}
