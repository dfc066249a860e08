//! Timers and DPCs.

use core::sync::atomic::{
    AtomicPtr, AtomicU32,
    Ordering::{Relaxed, SeqCst},
};

use crate::{
    Checked, check,
    kernel::{
        ExAllocateTimer, ExDeleteTimer, ExSetTimer, KeCancelTimer, KeFlushQueuedDpcs,
        KeGetCurrentIrql, KeInitializeDpc, KeInitializeTimerEx, KeInsertQueueDpc, KeReadStateTimer,
        KeRemoveQueueDpc, KeSetTimer, KeSetTimerEx, KeWaitForSingleObject, Object,
    },
};

const SYNCHRONIZATION: u32 = 1;
const DISPATCH: u8 = 2;
/// One millisecond from now.
const SOON: i64 = -10_000;
/// An hour from now.
const LATE: i64 = -36_000_000_000;

static DPC: Object = Object::new();
static ONCE: Object = Object::new();
static PERIODIC: Object = Object::new();
static TICKER: AtomicPtr<u8> = AtomicPtr::new(core::ptr::null_mut());
static DPCS: AtomicU32 = AtomicU32::new(0);
static TICKS: AtomicU32 = AtomicU32::new(0);

extern "system" fn dpc(_dpc: &Object, context: usize, first: usize, second: usize) {
    if KeGetCurrentIrql() == DISPATCH && context == 7 && first <= 1 && second <= 2 {
        DPCS.fetch_add(1, Relaxed);
    }
}

extern "system" fn tick(_timer: *mut u8, context: usize) {
    if KeGetCurrentIrql() == DISPATCH && context == 8 {
        TICKS.fetch_add(1, Relaxed);
    }
}

pub fn begin() -> Checked {
    KeInitializeDpc(&DPC, dpc, 7);
    check!(3, KeInsertQueueDpc(&DPC, 1, 2) == 1);
    // Whether the first one has run by now is chance, and so is the second answer.
    let again = KeInsertQueueDpc(&DPC, 1, 2);
    KeFlushQueuedDpcs();
    let runs = DPCS.load(SeqCst);
    check!(3, runs == 1 + u32::from(again));
    check!(3, KeInsertQueueDpc(&DPC, 1, 2) == 1);
    let removed = KeRemoveQueueDpc(&DPC);
    KeFlushQueuedDpcs();
    check!(3, DPCS.load(SeqCst) == runs + 1 - u32::from(removed));
    let runs = DPCS.load(SeqCst);

    KeInitializeTimerEx(&ONCE, SYNCHRONIZATION);
    check!(3, KeSetTimer(&ONCE, LATE, Some(&DPC)) == 0);
    check!(3, KeSetTimer(&ONCE, SOON, Some(&DPC)) == 1);
    check!(
        3,
        KeWaitForSingleObject(&raw const ONCE, 0, 0, 0, None) == 0
    );
    check!(3, KeReadStateTimer(&ONCE) == 0);
    check!(3, KeCancelTimer(&ONCE) == 0);
    KeFlushQueuedDpcs();
    check!(3, DPCS.load(SeqCst) == runs + 1);

    let ticker = ExAllocateTimer(tick, 8, 0);
    check!(3, !ticker.is_null());
    TICKER.store(ticker, SeqCst);
    check!(3, ExSetTimer(ticker, SOON, 10_000, core::ptr::null()) == 0);
    KeInitializeTimerEx(&PERIODIC, SYNCHRONIZATION);
    check!(3, KeSetTimerEx(&PERIODIC, SOON, 1, Some(&DPC)) == 0);
    Ok(())
}

// ANCHOR: timers
pub fn end() -> Checked {
    check!(
        3,
        KeWaitForSingleObject(&raw const PERIODIC, 0, 0, 0, None) == 0
    );
    check!(3, KeCancelTimer(&PERIODIC) == 1);
    // Cancelling does not remove a DPC that is queued already.
    KeFlushQueuedDpcs();
    let runs = DPCS.load(SeqCst);
    check!(3, runs > 2);
    let ticker = TICKER.load(SeqCst);
    let waited = KeWaitForSingleObject(ticker.cast(), 0, 0, 0, None);
    check!(3, waited == 0 && TICKS.load(SeqCst) > 0);
    check!(3, ExDeleteTimer(ticker, 1, 1, core::ptr::null()) == 1);
    check!(3, DPCS.load(SeqCst) == runs);
    Ok(())
}
// ANCHOR_END: timers
