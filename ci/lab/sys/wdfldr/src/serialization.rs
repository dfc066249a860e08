//! Callback locks: what a device's or queue's synchronization scope serializes.
//!
//! Source: `synchronization-scope-for-framework-objects`, `fxcallbackspinlock.hpp`.

use alloc::sync::Arc;
use core::{
    fmt::Write,
    sync::atomic::{AtomicU8, AtomicU32, Ordering::SeqCst},
};

use ddi::levels::{DISPATCH, PASSIVE};
use kernel::{Line, Nap, verifier};

use crate::{
    client::Globals,
    device::Device,
    driver::Driver,
    handle::{self, Handle, Object},
    queue::Queue,
    table::{Function, function},
};

pub const FUNCTIONS: &[Function] = &[
    function("WdfObjectAcquireLock", acquire as *const (), DISPATCH),
    function("WdfObjectReleaseLock", release as *const (), DISPATCH),
];

/// `WdfSynchronizationScopeInheritFromParent`, `...Device`, `...Queue`.
const INHERIT: u32 = 1;
const DEVICE: u32 = 2;
const QUEUE: u32 = 3;
/// `WdfExecutionLevelPassive`.
const LEVEL_PASSIVE: u32 = 2;

/// A lock that its holder may take again: a callback that completes a request may be given the
/// next one.
#[derive(Default)]
pub struct CallbackLock {
    holder: AtomicU32,
    depth: AtomicU32,
    /// The holder's level before.
    level: AtomicU8,
}

impl CallbackLock {
    fn acquire(&self, level: u8) {
        let thread = kernel::current_thread();
        if self.holder.load(SeqCst) != thread {
            while self
                .holder
                .compare_exchange(0, thread, SeqCst, SeqCst)
                .is_err()
            {
                Nap::nap();
            }
            let before = (verifier().irql)();
            self.level.store(before, SeqCst);
            (verifier().set_irql)(before.max(level));
        }
        self.depth.fetch_add(1, SeqCst);
    }

    fn release(&self) {
        if self.depth.fetch_sub(1, SeqCst) == 1 {
            let before = self.level.load(SeqCst);
            self.holder.store(0, SeqCst);
            (verifier().set_irql)(before);
        }
    }
}

/// The object whose lock serializes the callbacks of `object`: a queue, a device, or none.
fn owner(object: &Arc<Object>) -> Option<Arc<Object>> {
    let device = object.ancestor::<Device>()?.object;
    let driver = object.client.driver.lock().clone();
    let of_driver = driver.map_or(INHERIT, |driver| driver.scope);
    let of_device = if device.scope == INHERIT {
        of_driver
    } else {
        device.scope
    };
    let queue = object.ancestor::<Queue>().map(|queue| queue.object);
    match queue {
        Some(queue) if queue.scope == QUEUE => Some(queue),
        Some(queue) if queue.scope == INHERIT && of_device == QUEUE => Some(queue),
        Some(queue) if !matches!(queue.scope, INHERIT | DEVICE) => None,
        _ if of_device == DEVICE => Some(device),
        _ => None,
    }
}

/// The level at which a lock's holder runs: `DISPATCH_LEVEL` unless callbacks are to be passive.
fn level(object: &Arc<Object>) -> u8 {
    let mut current = Some(Arc::clone(object));
    while let Some(object) = current.clone() {
        match object.execution_level {
            INHERIT if object.kind::<Driver>().is_none() => {}
            LEVEL_PASSIVE => return PASSIVE,
            _ => return DISPATCH,
        }
        current.clone_from(&object.links.lock().parent);
    }
    DISPATCH
}

/// Runs a callback of `object` under its lock, if it has one.
pub fn with_lock_of<R>(object: &Arc<Object>, call: impl FnOnce() -> R) -> R {
    let Some(owner) = owner(object) else {
        return call();
    };
    owner.callback_lock.acquire(level(&owner));
    let result = call();
    owner.callback_lock.release();
    result
}

fn locked(globals: *mut Globals, handle: Handle, function: &str) -> Arc<Object> {
    /// `WDF_INVALID_LOCK_OPERATION`.
    const INVALID_LOCK: usize = 0xB;
    let object = handle::object(globals, handle, function);
    owner(&object).unwrap_or_else(|| {
        let mut text = Line::default();
        let _fits = write!(
            text,
            "{function} got an object without a synchronization lock \
             (Windows: WDF_VIOLATION 0x10D, 0xB)"
        );
        let parameters = [INVALID_LOCK, handle.addr()];
        handle::violation(object.client.image, &text, parameters)
    })
}

/// `WdfObjectAcquireLock`.
extern "C" fn acquire(globals: *mut Globals, handle: Handle) {
    let owner = locked(globals, handle, "WdfObjectAcquireLock");
    owner.callback_lock.acquire(level(&owner));
}

/// `WdfObjectReleaseLock`.
extern "C" fn release(globals: *mut Globals, handle: Handle) {
    let owner = locked(globals, handle, "WdfObjectReleaseLock");
    owner.callback_lock.release();
}
