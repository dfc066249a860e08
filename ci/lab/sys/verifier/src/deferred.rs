//! Timers and DPCs. One thread of the lab is the clock and the processor that runs them, at
//! `DISPATCH_LEVEL`.
//!
//! A `KTIMER` is an event to Wine, so every wait works on it; what fires it is here.
//!
//! Source: `timer-objects-and-dpcs`, `nf-wdm-kesettimerex`, `nf-wdm-keinsertqueuedpc`,
//! `nf-wdm-keflushqueueddpcs`, `nf-wdm-kecanceltimer` and their siblings.

use alloc::{boxed::Box, vec::Vec};
use core::{
    ffi::c_void,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    time::Duration,
};

use kernel::{Address, Signal, nanoseconds};

use crate::{
    belongings::{self, Kind},
    calls, faults, guarded, images, irql,
    lock::Lock,
    system,
};

/// How long a DPC waits in the queue, in milliseconds: so long that a driver which does not wait
/// for it returns first.
const DELAY: u64 = 1;

const NOTIFICATION: u32 = 0;
const SYNCHRONIZATION: u32 = 1;

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn KeInitializeEvent(event: *mut c_void, kind: u32, set: u8);
    fn KeSetEvent(event: *mut c_void, increment: i32, wait: u8) -> i32;
    fn KeResetEvent(event: *mut c_void) -> i32;
}

/// `KDPC`, as `wdm.h` lays it out on x64.
#[repr(C)]
pub struct Dpc {
    head: [usize; 3],
    routine: Address,
    context: usize,
    arguments: [usize; 2],
    data: usize,
}

/// The part of a `KTIMER` that drivers may read: a dispatcher header.
#[repr(C)]
pub struct TimerObject {
    kind: u32,
    signalled: i32,
    waiters: [usize; 2],
    rest: [usize; 5],
}

/// `EX_TIMER`: an object of the lab.
#[repr(C)]
struct ExTimer {
    event: TimerObject,
    callback: Address,
    context: usize,
}

#[derive(Clone, Copy)]
struct Call {
    routine: Address,
    arguments: [usize; 4],
}

#[derive(Clone, Copy)]
struct Timer {
    object: Address,
    due: u64,
    /// Nanoseconds, 0 for once.
    period: u64,
    image: u32,
    /// The DPC object, 0 for the callback of an `EX_TIMER`.
    dpc: Address,
    call: Option<Call>,
}

struct Queued {
    object: Address,
    image: u32,
    call: Call,
}

static TIMERS: Lock<Vec<Timer>> = Lock::new(Vec::new());
static QUEUE: Lock<Vec<Queued>> = Lock::new(Vec::new());
/// The callback of an `EX_TIMER` that runs.
static RUNNING: AtomicUsize = AtomicUsize::new(0);
/// Batches of DPCs that have begun and ended.
static BEGUN: AtomicUsize = AtomicUsize::new(0);
static ENDED: AtomicUsize = AtomicUsize::new(0);
static WAKE: Signal = Signal::new();

/// Starts the thread. Once, before any driver under test.
pub fn start() -> Result<(), i32> {
    WAKE.prepare();
    kernel::spawn(clock, core::ptr::null_mut())
}

unsafe extern "system" fn clock(_: *mut c_void) {
    loop {
        let next = TIMERS.lock().iter().map(|timer| timer.due).min();
        let wait = next.map(|due| due.saturating_sub(nanoseconds()).div_ceil(1_000_000));
        if QUEUE.lock().is_empty() {
            WAKE.wait(wait.map(|milliseconds| u32::try_from(milliseconds).unwrap_or(u32::MAX)));
        }
        kernel::sleep(Duration::from_millis(DELAY));
        // Before the first timer is taken: who cancels it too late waits for its DPC.
        BEGUN.fetch_add(1, SeqCst);
        while let Some(timer) = due() {
            fire(&timer);
        }
        while let Some(dpc) = next_dpc() {
            run(&dpc.call, dpc.image);
        }
        ENDED.store(BEGUN.load(SeqCst), SeqCst);
    }
}

/// Runs a routine as a DPC.
fn run(call: &Call, image: u32) {
    irql::set(irql::DISPATCH);
    // A fault is reported by the handler; either way the routine is over.
    let _returned = guarded::invoke(call.routine, call.arguments, image);
    irql::set(0);
}

// ---- the queue of DPCs ---------------------------------------------------------------------

fn next_dpc() -> Option<Queued> {
    let mut queue = QUEUE.lock();
    let next = (!queue.is_empty()).then(|| queue.remove(0))?;
    belongings::remove(Kind::Dpc, next.object);
    Some(next)
}

fn enqueue(object: Address, image: u32, call: Call) -> bool {
    let mut queue = QUEUE.lock();
    let new = queue.iter().all(|queued| queued.object != object);
    if new {
        queue.push(Queued {
            object,
            image,
            call,
        });
        let mut sites = images::sites();
        if sites.image == 0 {
            sites.image = image;
        }
        belongings::add_for(image, Kind::Dpc, object, sites);
    }
    drop(queue);
    WAKE.set();
    new
}

/// `KeInitializeDpc` and `KeInitializeThreadedDpc`.
pub const extern "system" fn initialize_dpc(dpc: &mut Dpc, routine: Address, context: usize) {
    *dpc = Dpc {
        head: [0; 3],
        routine,
        context,
        arguments: [0; 2],
        data: 0,
    };
}

fn address<T>(object: &T) -> Address {
    core::ptr::from_ref(object).expose_provenance()
}

/// `KeInsertQueueDpc`.
pub extern "system" fn insert_dpc(dpc: &mut Dpc, first: usize, second: usize) -> u8 {
    let call = Call {
        routine: dpc.routine,
        arguments: [address(dpc), dpc.context, first, second],
    };
    let image = images::at(dpc.routine).map_or(0, |(sequence, _)| sequence);
    u8::from(enqueue(address(dpc), image, call))
}

/// `KeRemoveQueueDpc`.
pub extern "system" fn remove_dpc(dpc: &Dpc) -> u8 {
    let mut queue = QUEUE.lock();
    let found = queue
        .iter()
        .position(|queued| queued.object == address(dpc));
    if let Some(found) = found {
        queue.remove(found);
        belongings::remove(Kind::Dpc, address(dpc));
    }
    u8::from(found.is_some())
}

/// `KeFlushQueuedDpcs`: waits for those that are queued now, and for one that runs.
pub extern "system" fn flush() {
    // At DISPATCH_LEVEL, where it is forbidden and reported, this may be the thread that runs them.
    if irql::current() >= irql::DISPATCH {
        return;
    }
    // A batch that has begun may have passed the queue: what is queued now is in the next one.
    let batch = if QUEUE.lock().is_empty() {
        BEGUN.load(SeqCst)
    } else {
        BEGUN.load(SeqCst) + 1
    };
    WAKE.set();
    while ENDED.load(SeqCst) < batch {
        kernel::sleep(Duration::from_millis(1));
    }
}

/// `KeSetImportanceDpc`, `KeSetTargetProcessorDpc`: hints.
pub const extern "system" fn hint() {}

/// `KeSetTargetProcessorDpcEx`.
pub const extern "system" fn hint_with_status() -> i32 {
    0
}

// ---- timers --------------------------------------------------------------------------------

/// Takes a timer that is due, or sets its next time.
fn due() -> Option<Timer> {
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

fn fire(timer: &Timer) {
    if let Some((image, record)) = images::at(timer.object)
        && record.is_gone()
    {
        cancel_timer(timer.object);
        match timer.call {
            // The first thing of the image that is executed tells more than the timer.
            Some(call) => run(&call, timer.image),
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
            run(&call, timer.image);
            RUNNING.store(0, SeqCst);
        }
        Some(call) => {
            enqueue(timer.dpc, timer.image, call);
        }
        None => {}
    }
}

fn cancel_timer(object: Address) -> bool {
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

fn set(mut timer: Timer, due: i64) -> bool {
    let was_set = cancel_timer(timer.object);
    let event = core::ptr::with_exposed_provenance_mut(timer.object);
    // SAFETY: the driver initialized the timer, which made it an event, and passes it alive.
    unsafe { KeResetEvent(event) };
    let sites = images::sites();
    timer.due = nanoseconds() + from_now(due);
    timer.image = sites.image;
    belongings::add(Kind::Timer, timer.object, sites);
    TIMERS.lock().push(timer);
    WAKE.set();
    was_set
}

fn initialize(timer: &mut TimerObject, kind: u32) {
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
        object: address(timer),
        due: 0,
        period: u64::try_from(period).unwrap_or(0) * 1_000_000,
        image: 0,
        dpc: dpc.map_or(0, address),
        call: dpc.map(|dpc| Call {
            routine: dpc.routine,
            arguments: [address(dpc), dpc.context, 0, 0],
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
    u8::from(cancel_timer(address(timer)))
}

/// `KeReadStateTimer`.
pub extern "system" fn read_state(timer: &TimerObject) -> u8 {
    u8::from(timer.signalled != 0)
}

// ---- timers of ExAllocateTimer -------------------------------------------------------------

/// `ExAllocateTimer`.
pub extern "system" fn allocate_timer(
    callback: Address,
    context: usize,
    attributes: u32,
) -> *mut c_void {
    const EX_TIMER_NOTIFICATION: u32 = 1 << 31;
    let mut timer = Box::new(ExTimer {
        event: TimerObject {
            kind: 0,
            signalled: 0,
            waiters: [0; 2],
            rest: [0; 5],
        },
        callback,
        context,
    });
    let kind = if attributes & EX_TIMER_NOTIFICATION == 0 {
        SYNCHRONIZATION
    } else {
        NOTIFICATION
    };
    initialize(&mut timer.event, kind);
    let timer = Box::into_raw(timer);
    belongings::add(
        Kind::TimerObject,
        timer.expose_provenance(),
        images::sites(),
    );
    timer.cast()
}

/// `ExSetTimer`; the period is in units of 100 ns.
pub extern "system" fn set_ex_timer(timer: *const c_void, due: i64, period: i64) -> u8 {
    let object = timer.expose_provenance();
    // SAFETY: the driver passes a timer of `allocate_timer` that it has not deleted.
    let timer = unsafe { &*timer.cast::<ExTimer>() };
    let entry = Timer {
        object,
        due: 0,
        period: period.unsigned_abs() * 100,
        image: 0,
        dpc: 0,
        call: (timer.callback != 0).then_some(Call {
            routine: timer.callback,
            arguments: [object, timer.context, 0, 0],
        }),
    };
    u8::from(set(entry, due))
}

/// `ExCancelTimer`.
pub extern "system" fn cancel_ex_timer(timer: *const c_void) -> u8 {
    u8::from(cancel_timer(timer.expose_provenance()))
}

/// `ExDeleteTimer`.
///
/// Source: `nf-wdm-exdeletetimer`: waiting demands cancelling, and at most `APC_LEVEL`.
pub extern "system" fn delete_timer(timer: *mut c_void, cancel: u8, wait: u8) -> u8 {
    const BUG_CHECK: u32 = 0xC7;
    let object = timer.expose_provenance();
    if wait != 0 && cancel == 0 {
        crate::bug_check::bug_check(BUG_CHECK, object, 0, 0, 0);
    }
    if wait != 0 && irql::current() > ddi::levels::APC {
        let level = ("at most", ddi::levels::APC);
        calls::wrong_level("ExDeleteTimer that waits", irql::current(), level);
    }
    let was_set = cancel != 0 && cancel_timer(object);
    while wait != 0 && RUNNING.load(SeqCst) == object {
        kernel::sleep(Duration::from_millis(1));
    }
    belongings::remove(Kind::TimerObject, object);
    // The block stays: a timer that is not cancelled fires once more, and its callback is
    // promised a valid object.
    u8::from(was_set)
}

// ---- the end of an image -------------------------------------------------------------------

/// Lets the timers of `image` fire now: when they fire is only a matter of waiting.
pub fn hasten(image: u32) {
    for timer in TIMERS.lock().iter_mut() {
        if timer.image == image {
            timer.due = 0;
        }
    }
    WAKE.set();
}

/// Memory with a set timer in it is freed: takes the timer off; answers whether there was one.
pub fn freed(first: Address, bytes: usize) -> bool {
    let timer = belongings::inside(Kind::Timer, first, bytes);
    timer.is_some_and(cancel_timer)
}

/// Takes off what is left of `image`.
pub fn forget(image: u32) {
    TIMERS.lock().retain(|timer| timer.image != image);
    QUEUE.lock().retain(|queued| queued.image != image);
}
