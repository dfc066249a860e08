//! Spin locks and wait locks.
//!
//! Source: `fxspinlock.hpp`, `fxwaitlock.cpp`, `using-framework-locks`.

use core::{
    fmt::Write,
    sync::atomic::{AtomicU8, AtomicU32, Ordering::SeqCst},
};

use ddi::levels::{DISPATCH, PASSIVE};
use kernel::{Line, Nap, verifier};

use crate::{
    client::Globals,
    context::{Attributes, Parent},
    handle::{self, Handle, Kind},
    object::below_driver,
    status::{STATUS_SUCCESS, STATUS_TIMEOUT},
    table::{Function, function, require},
};

pub const FUNCTIONS: &[Function] = &[
    function("WdfSpinLockAcquire", spin_acquire as *const (), DISPATCH),
    function("WdfSpinLockCreate", spin_create as *const (), DISPATCH),
    function("WdfSpinLockRelease", spin_release as *const (), DISPATCH),
    function("WdfWaitLockAcquire", wait_acquire as *const (), DISPATCH),
    function("WdfWaitLockCreate", wait_create as *const (), DISPATCH),
    function("WdfWaitLockRelease", wait_release as *const (), DISPATCH),
];

/// Who holds a lock.
#[derive(Default)]
struct Holder(AtomicU32);

impl Holder {
    /// Takes the lock, or gives up when `until` says so.
    fn take(&self, handle: Handle, image: u32, until: impl Fn() -> bool) -> bool {
        let thread = kernel::current_thread();
        if self.0.load(SeqCst) == thread {
            recursive(handle, image);
        }
        while self.0.compare_exchange(0, thread, SeqCst, SeqCst).is_err() {
            if until() {
                return false;
            }
            Nap::nap();
        }
        true
    }

    /// Gives it back.
    fn give(&self, handle: Handle, image: u32) {
        /// `WDF_INVALID_LOCK_OPERATION`.
        const INVALID_LOCK: usize = 0xB;
        if self.0.swap(0, SeqCst) != kernel::current_thread() {
            let mut text = Line::default();
            let _fits = text.write_str("a thread released a framework lock that it does not hold");
            handle::violation(image, &text, [INVALID_LOCK, handle.addr()]);
        }
    }
}

fn recursive(handle: Handle, image: u32) -> ! {
    /// `WDF_RECURSIVE_LOCK`.
    const RECURSIVE_LOCK: usize = 2;
    let mut text = Line::default();
    let _fits = text.write_str(
        "a thread acquired a framework lock that it holds: it waits for itself \
         (under the framework's verifier WDF_VIOLATION 0x10D, 2)",
    );
    handle::violation(image, &text, [RECURSIVE_LOCK, handle.addr()])
}

/// A `WDFSPINLOCK`.
#[derive(Default)]
struct SpinLock {
    holder: Holder,
    /// The holder's level before.
    level: AtomicU8,
}

impl Kind for SpinLock {
    const NAME: &'static str = "WDFSPINLOCK";
}

/// A `WDFWAITLOCK`.
#[derive(Default)]
struct WaitLock(Holder);

impl Kind for WaitLock {
    const NAME: &'static str = "WDFWAITLOCK";
}

unsafe fn create<K: Kind + Default>(
    globals: *mut Globals,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    let attributes = match Attributes::read(attributes, Parent::Optional) {
        Ok(attributes) => attributes,
        Err(status) => return status,
    };
    // SAFETY: the driver's place.
    unsafe { below_driver(globals, K::default(), attributes.as_ref(), place) }
}

/// `WdfSpinLockCreate`.
unsafe extern "C" fn spin_create(
    globals: *mut Globals,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    // SAFETY: the driver's place.
    unsafe { create::<SpinLock>(globals, attributes, place) }
}

/// `WdfSpinLockAcquire`: the caller is at `DISPATCH_LEVEL` until it releases the lock.
extern "C" fn spin_acquire(globals: *mut Globals, handle: Handle) {
    let lock = handle::get::<SpinLock>(globals, handle, "WdfSpinLockAcquire");
    let before = (verifier().irql)();
    lock.holder.take(handle, lock.object.client.image, || false);
    lock.level.store(before, SeqCst);
    (verifier().set_irql)(DISPATCH);
}

/// `WdfSpinLockRelease`.
extern "C" fn spin_release(globals: *mut Globals, handle: Handle) {
    let lock = handle::get::<SpinLock>(globals, handle, "WdfSpinLockRelease");
    let before = lock.level.load(SeqCst);
    lock.holder.give(handle, lock.object.client.image);
    (verifier().set_irql)(before);
}

/// `WdfWaitLockCreate`.
unsafe extern "C" fn wait_create(
    globals: *mut Globals,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    // SAFETY: the driver's place.
    unsafe { create::<WaitLock>(globals, attributes, place) }
}

/// `WdfWaitLockAcquire`: above `PASSIVE_LEVEL` only with a time-out of 0.
unsafe extern "C" fn wait_acquire(
    globals: *mut Globals,
    handle: Handle,
    timeout: *const i64,
) -> i32 {
    let lock = handle::get::<WaitLock>(globals, handle, "WdfWaitLockAcquire");
    // SAFETY: NULL, or the driver's live number.
    let timeout = unsafe { timeout.as_ref() }.copied();
    if timeout != Some(0) {
        require("WdfWaitLockAcquire that waits", PASSIVE);
    }
    let start = kernel::nanoseconds();
    let expired =
        || timeout.is_some_and(|time| kernel::nanoseconds() - start >= time.unsigned_abs() * 100);
    if lock.0.take(handle, lock.object.client.image, expired) {
        STATUS_SUCCESS
    } else {
        STATUS_TIMEOUT
    }
}

/// `WdfWaitLockRelease`.
extern "C" fn wait_release(globals: *mut Globals, handle: Handle) {
    let lock = handle::get::<WaitLock>(globals, handle, "WdfWaitLockRelease");
    lock.0.give(handle, lock.object.client.image);
}
