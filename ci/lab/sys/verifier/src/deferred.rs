//! Timers and DPCs. One thread of the lab is the clock and the processor that runs them, at
//! `DISPATCH_LEVEL`.
//!
//! Source: `timer-objects-and-dpcs`, `nf-wdm-keflushqueueddpcs`.

use core::{
    ffi::c_void,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    time::Duration,
};

use kernel::{Address, Signal, nanoseconds};

use crate::{dpcs, guarded, irql, timers};

/// How long a DPC waits in the queue, in milliseconds: so long that a driver which does not wait
/// for it returns first.
const DELAY: u64 = 1;

/// What a DPC or a timer calls.
#[derive(Clone, Copy)]
pub struct Call {
    pub routine: Address,
    pub arguments: [usize; 4],
}

/// Batches of DPCs that have begun and ended.
static BEGUN: AtomicUsize = AtomicUsize::new(0);
static ENDED: AtomicUsize = AtomicUsize::new(0);
static WAKE: Signal = Signal::new();

/// Starts the thread. Once, before any driver under test.
pub fn start() -> Result<(), i32> {
    WAKE.prepare();
    kernel::spawn(clock, core::ptr::null_mut())
}

/// There is something to do.
pub fn wake() {
    WAKE.set();
}

unsafe extern "system" fn clock(_: *mut c_void) {
    loop {
        let next = timers::next_due();
        let wait = next.map(|due| due.saturating_sub(nanoseconds()).div_ceil(1_000_000));
        if dpcs::is_empty() {
            WAKE.wait(wait.map(|milliseconds| u32::try_from(milliseconds).unwrap_or(u32::MAX)));
        }
        kernel::sleep(Duration::from_millis(DELAY));
        // Before the first timer is taken: who cancels it too late waits for its DPC.
        BEGUN.fetch_add(1, SeqCst);
        while let Some(timer) = timers::due() {
            timers::fire(&timer);
        }
        while let Some(dpc) = dpcs::next() {
            run(&dpc.call, dpc.image);
        }
        ENDED.store(BEGUN.load(SeqCst), SeqCst);
    }
}

/// Runs a routine as a DPC.
pub fn run(call: &Call, image: u32) {
    irql::set(irql::DISPATCH);
    // A fault is reported by the handler; either way the routine is over.
    let _returned = guarded::invoke(call.routine, call.arguments, image);
    irql::set(0);
}

/// `KeFlushQueuedDpcs`: waits for those that are queued now, and for one that runs.
pub extern "system" fn flush() {
    // At DISPATCH_LEVEL, where it is forbidden and reported, this may be the thread that runs them.
    if irql::current() >= irql::DISPATCH {
        return;
    }
    // A batch that has begun may have passed the queue: what is queued now is in the next one.
    let batch = if dpcs::is_empty() {
        BEGUN.load(SeqCst)
    } else {
        BEGUN.load(SeqCst) + 1
    };
    WAKE.set();
    while ENDED.load(SeqCst) < batch {
        kernel::sleep(Duration::from_millis(1));
    }
}

/// Lets the timers of `image` fire now: when they fire is only a matter of waiting.
pub fn hasten(image: u32) {
    timers::hasten(image);
    wake();
}

/// Takes off what is left of `image`.
pub fn forget(image: u32) {
    timers::forget(image);
    dpcs::forget(image);
}
