//! A value behind a spin lock.

use core::cell::UnsafeCell;

use crate::kernel;

/// A value that callbacks at up to `DISPATCH_LEVEL` share. It lives in nonpaged memory: a static
/// of the image does.
///
/// Inside [`SpinLock::with`] the thread runs at `DISPATCH_LEVEL`, and the lock is not recursive.
/// Do not call the filter engine there: it may call back a function that acquires the same lock.
pub struct SpinLock<T> {
    lock: UnsafeCell<usize>,
    value: UnsafeCell<T>,
}

// SAFETY: `with` gives one thread at a time access to the value.
unsafe impl<T: Send> Sync for SpinLock<T> {}

impl<T> SpinLock<T> {
    /// A lock that is not held.
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self {
            lock: UnsafeCell::new(0),
            value: UnsafeCell::new(value),
        }
    }

    /// Runs `inside` with the lock held. Calling `with` on the same lock inside it deadlocks.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`. Source: `nf-wdm-keacquirespinlockraisetodpc`.
    pub fn with<R>(&self, inside: impl FnOnce(&mut T) -> R) -> R {
        // SAFETY: zero at first, and only this function uses it. A caller that breaks the rule above
        // hangs; it gets no second reference to the value.
        let previous = unsafe { kernel::acquire(self.lock.get()) };
        // SAFETY: the lock is held until `inside` has returned.
        let result = inside(unsafe { &mut *self.value.get() });
        // SAFETY: acquired above.
        unsafe { kernel::release(self.lock.get(), previous) };
        result
    }
}
