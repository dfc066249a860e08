//! A value behind a spin lock.

use core::cell::UnsafeCell;

use crate::kernel;

/// A value that callbacks at up to `DISPATCH_LEVEL` share.
///
/// Inside [`SpinLock::with`] the thread is at `DISPATCH_LEVEL`, and the lock is not recursive: no
/// call into the filter engine belongs there, because the engine may answer with a callback that
/// takes the same lock.
pub struct SpinLock<T> {
    lock: UnsafeCell<usize>,
    value: UnsafeCell<T>,
}

// SAFETY: `with` lets one thread at a time at the value.
unsafe impl<T: Send> Sync for SpinLock<T> {}

impl<T> SpinLock<T> {
    /// A lock that nobody holds.
    pub const fn new(value: T) -> Self {
        Self {
            lock: UnsafeCell::new(0),
            value: UnsafeCell::new(value),
        }
    }

    /// Runs `inside` with the lock held.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`.
    pub fn with<R>(&self, inside: impl FnOnce(&mut T) -> R) -> R {
        // SAFETY: zero at first and used by this function alone; no closure in this crate takes the
        // lock that it runs under.
        let previous = unsafe { kernel::acquire(self.lock.get()) };
        // SAFETY: the lock is held until `inside` has returned.
        let result = inside(unsafe { &mut *self.value.get() });
        // SAFETY: acquired above.
        unsafe { kernel::release(self.lock.get(), previous) };
        result
    }
}
