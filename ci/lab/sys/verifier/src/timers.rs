//! Timers.
//!
//! A `KTIMER` is an event to Wine, so every wait works on it; what fires it is here.
//!
//! Source: `nf-wdm-kesettimerex`, `nf-wdm-kecanceltimer` and their siblings.

use alloc::vec::Vec;
use core::{
    ffi::c_void,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
};

use kernel::{Address, nanoseconds};

use crate::{
    belongings::{self, Kind},
    deferred::{self, Call},
    dpcs::{self, Dpc, address_of},
    faults, images,
    lock::Lock,
    system,
};

/// `NotificationTimer`.
pub const NOTIFICATION: u32 = 0;
/// `SynchronizationTimer`.
pub const SYNCHRONIZATION: u32 = 1;

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn KeInitializeEvent(event: *mut c_void, kind: u32, set: u8);
    fn KeSetEvent(event: *mut c_void, increment: i32, wait: u8) -> i32;
    fn KeResetEvent(event: *mut c_void) -> i32;
}

/// The part of a `KTIMER` that drivers may read: a dispatcher header.
#[repr(C)]
pub struct TimerObject {
    kind: u32,
    signalled: i32,
    waiters: [usize; 2],
    rest: [usize; 5],
}

impl TimerObject {
    pub const NEW: Self = Self {
        kind: 0,
        signalled: 0,
        waiters: [0; 2],
        rest: [0; 5],
    };
}

/// A timer that is set.
#[derive(Clone, Copy)]
pub struct Timer {
    pub object: Address,
    pub due: u64,
    /// Nanoseconds, 0 for once.
    pub period: u64,
    pub image: u32,
    /// The DPC object, 0 for the callback of an `EX_TIMER`.
    pub dpc: Address,
    pub call: Option<Call>,
}

static TIMERS: Lock<Vec<Timer>> = Lock::new(Vec::new());
/// The callback of an `EX_TIMER` that runs.
pub static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// When the next one fires.
pub fn next_due() -> Option<u64> {
    TIMERS.lock().iter().map(|timer| timer.due).min()
}

/// Makes those of `image` due.
pub fn hasten(image: u32) {
    for timer in TIMERS.lock().iter_mut() {
        if timer.image == image {
            timer.due = 0;
        }
    }
}

/// Takes off what is left of `image`.
pub fn forget(image: u32) {
    TIMERS.lock().retain(|timer| timer.image != image);
}

/// Memory with a set timer in it is freed: takes the timer off; answers whether there was one.
pub fn freed(first: Address, bytes: usize) -> bool {
    let timer = belongings::inside(Kind::Timer, first, bytes);
    timer.is_some_and(cancel_timer)
}

/// Takes a timer that is due, or sets its next time.
pub fn due() -> Option<Timer> {
    let mut timers = TIMERS.lock();
    let now = nanoseconds();
    let index = timers.iter().position(|timer| timer.due <= now)?;
    let timer = timers[index];
    if timer.period == 0 {
        timers.swap_remove(index);
        belongings::remove(Kind::Timer, timer.object);
    } else {
        timers[index].due = now + timer.period;
    }
    Some(timer)
}

/// Signals it, and calls or queues what it has.
pub fn fire(timer: &Timer) {
    if let Some((image, record)) = images::at(timer.object)
        && record.is_gone()
    {
        cancel_timer(timer.object);
        match timer.call {
            // The first thing of the image that is executed tells more than the timer.
            Some(call) => deferred::run(&call, timer.image),
            None => faults::stale(image, "a timer fired", timer.object),
        }
        return;
    }
    let event = core::ptr::with_exposed_provenance_mut(timer.object);
    // SAFETY: an event since the timer was initialized, in memory that is not gone: not in an
    // image that went, and freeing other memory with a set timer in it takes the timer off.
    unsafe { KeSetEvent(event, 0, 0) };
    match timer.call {
        Some(call) if timer.dpc == 0 => {
            RUNNING.store(timer.object, SeqCst);
            deferred::run(&call, timer.image);
            RUNNING.store(0, SeqCst);
        }
        Some(call) => {
            dpcs::enqueue(timer.dpc, timer.image, call);
        }
        None => {}
    }
}

/// Takes it off; answers whether it was set.
pub fn cancel_timer(object: Address) -> bool {
    let mut timers = TIMERS.lock();
    let found = timers.iter().position(|timer| timer.object == object);
    if let Some(found) = found {
        timers.swap_remove(found);
    }
    belongings::remove(Kind::Timer, object);
    found.is_some()
}

/// Nanoseconds from now, for a due time in units of 100 ns.
fn from_now(due: i64) -> u64 {
    let units = if due < 0 {
        due.unsigned_abs()
    } else {
        let mut now = 0;
        system::system_time(&mut now);
        due.unsigned_abs().saturating_sub(now)
    };
    units.saturating_mul(100)
}

/// Sets it; answers whether it was set before.
pub fn set(mut timer: Timer, due: i64) -> bool {
    let was_set = cancel_timer(timer.object);
    let event = core::ptr::with_exposed_provenance_mut(timer.object);
    // SAFETY: the driver initialized the timer, which made it an event, and passes it alive.
    unsafe { KeResetEvent(event) };
    let sites = images::sites();
    timer.due = nanoseconds() + from_now(due);
    timer.image = sites.image;
    belongings::add(Kind::Timer, timer.object, sites);
    TIMERS.lock().push(timer);
    deferred::wake();
    was_set
}

/// Makes it an event, which is all that Wine needs of it.
pub fn initialize(timer: &mut TimerObject, kind: u32) {
    timer.rest = [0; 5];
    let event: *mut TimerObject = timer;
    // SAFETY: the object begins with a dispatcher header, which is all that an event is.
    unsafe { KeInitializeEvent(event.cast(), kind, 0) };
}

/// `KeInitializeTimer`.
pub extern "system" fn initialize_timer(timer: &mut TimerObject) {
    initialize(timer, NOTIFICATION);
}

/// `KeInitializeTimerEx`.
pub extern "system" fn initialize_timer_ex(timer: &mut TimerObject, kind: u32) {
    initialize(timer, kind);
}

/// `KeSetTimer`.
pub extern "system" fn set_timer(timer: &TimerObject, due: i64, dpc: Option<&Dpc>) -> u8 {
    set_timer_ex(timer, due, 0, dpc)
}

/// `KeSetTimerEx`; the period is in milliseconds.
pub extern "system" fn set_timer_ex(
    timer: &TimerObject,
    due: i64,
    period: i32,
    dpc: Option<&Dpc>,
) -> u8 {
    let timer = Timer {
        object: address_of(timer),
        due: 0,
        period: u64::try_from(period).unwrap_or(0) * 1_000_000,
        image: 0,
        dpc: dpc.map_or(0, address_of),
        call: dpc.map(|dpc| Call {
            routine: dpc.routine,
            arguments: [address_of(dpc), dpc.context, 0, 0],
        }),
    };
    u8::from(set(timer, due))
}

/// `KeSetCoalescableTimer`.
pub extern "system" fn set_coalescable(
    timer: &TimerObject,
    due: i64,
    period: u32,
    _tolerance: u32,
    dpc: Option<&Dpc>,
) -> u8 {
    set_timer_ex(timer, due, i32::try_from(period).unwrap_or(0), dpc)
}

/// `KeCancelTimer`. A DPC that it has queued stays queued.
pub extern "system" fn cancel(timer: &TimerObject) -> u8 {
    u8::from(cancel_timer(address_of(timer)))
}

/// `KeReadStateTimer`.
pub extern "system" fn read_state(timer: &TimerObject) -> u8 {
    u8::from(timer.signalled != 0)
}
