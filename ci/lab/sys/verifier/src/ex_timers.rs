//! Timers that the system allocates, with a callback of their own.
//!
//! Source: `nf-wdm-exallocatetimer`, `nf-wdm-exsettimer`, `nf-wdm-exdeletetimer`.

use alloc::boxed::Box;
use core::{ffi::c_void, sync::atomic::Ordering::SeqCst, time::Duration};

use kernel::Address;

use crate::{
    belongings::{self, Kind},
    calls,
    deferred::Call,
    images, irql,
    timers::{self, NOTIFICATION, SYNCHRONIZATION, Timer, TimerObject},
};

/// `EX_TIMER`: an object of the lab.
#[repr(C)]
struct ExTimer {
    event: TimerObject,
    callback: Address,
    context: usize,
}

/// `ExAllocateTimer`.
pub extern "system" fn allocate(callback: Address, context: usize, attributes: u32) -> *mut c_void {
    const EX_TIMER_NOTIFICATION: u32 = 1 << 31;
    let mut timer = Box::new(ExTimer {
        event: TimerObject::NEW,
        callback,
        context,
    });
    let kind = if attributes & EX_TIMER_NOTIFICATION == 0 {
        SYNCHRONIZATION
    } else {
        NOTIFICATION
    };
    timers::initialize(&mut timer.event, kind);
    let timer = Box::into_raw(timer);
    belongings::add(
        Kind::TimerObject,
        timer.expose_provenance(),
        images::sites(),
    );
    timer.cast()
}

/// `ExSetTimer`; the period is in units of 100 ns.
pub extern "system" fn set(timer: *const c_void, due: i64, period: i64) -> u8 {
    let object = timer.expose_provenance();
    // SAFETY: the driver passes a timer of `allocate` that it has not deleted.
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
    u8::from(timers::set(entry, due))
}

/// `ExCancelTimer`.
pub extern "system" fn cancel(timer: *const c_void) -> u8 {
    u8::from(timers::cancel_timer(timer.expose_provenance()))
}

/// `ExDeleteTimer`.
///
/// Source: `nf-wdm-exdeletetimer`: waiting demands cancelling, and at most `APC_LEVEL`.
pub extern "system" fn delete(timer: *mut c_void, cancel: u8, wait: u8) -> u8 {
    const BUG_CHECK: u32 = 0xC7;
    let object = timer.expose_provenance();
    if wait != 0 && cancel == 0 {
        crate::bug_check::bug_check(BUG_CHECK, object, 0, 0, 0);
    }
    if wait != 0 && irql::current() > ddi::levels::APC {
        let level = ("at most", ddi::levels::APC);
        calls::wrong_level("ExDeleteTimer that waits", irql::current(), level);
    }
    let was_set = cancel != 0 && timers::cancel_timer(object);
    while wait != 0 && timers::RUNNING.load(SeqCst) == object {
        kernel::sleep(Duration::from_millis(1));
    }
    belongings::remove(Kind::TimerObject, object);
    // The block stays: a timer that is not cancelled fires once more, and its callback is
    // promised a valid object.
    u8::from(was_set)
}
