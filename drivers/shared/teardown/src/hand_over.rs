//! What `DriverEntry` hands to the unload function.

use core::{
    cell::UnsafeCell,
    mem::MaybeUninit,
    sync::atomic::{AtomicU8, Ordering::AcqRel, Ordering::Acquire, Ordering::Release},
};

const EMPTY: u8 = 0;
const MOVING: u8 = 1;
const FULL: u8 = 2;

/// A place for one value, for a `static`.
///
/// No callback may use it: what a classify touches lives in other statics, which need no lock and
/// exist as long as the image.
pub struct HandOver<T> {
    state: AtomicU8,
    value: UnsafeCell<MaybeUninit<T>>,
}

// SAFETY: `state` lets one thread at a time move the value in or out; `T: Send` lets another
// thread take what one put.
unsafe impl<T: Send> Sync for HandOver<T> {}

impl<T> HandOver<T> {
    /// A place without a value.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            state: AtomicU8::new(EMPTY),
            value: UnsafeCell::new(MaybeUninit::uninit()),
        }
    }

    // ANCHOR: hand-over
    /// Stores `value`.
    ///
    /// # Errors
    ///
    /// `value` itself, when the place holds one already.
    pub fn put(&self, value: T) -> Result<(), T> {
        let free = self
            .state
            .compare_exchange(EMPTY, MOVING, AcqRel, Acquire)
            .is_ok();
        if !free {
            return Err(value);
        }
        let place = self.value.get();
        // SAFETY: this thread set MOVING, so no other thread touches the place until FULL below.
        unsafe { place.write(MaybeUninit::new(value)) };
        self.state.store(FULL, Release);
        Ok(())
    }

    /// Takes the value, if there is one.
    pub fn take(&self) -> Option<T> {
        self.state
            .compare_exchange(FULL, MOVING, AcqRel, Acquire)
            .ok()?;
        let place = self.value.get();
        // SAFETY: this thread set MOVING, so no other thread touches the place until EMPTY below.
        let value = unsafe { place.read() };
        self.state.store(EMPTY, Release);
        // SAFETY: the state was FULL, which `put` sets only after it has written the value.
        Some(unsafe { value.assume_init() })
    }
    // ANCHOR_END: hand-over
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_taken_once() {
        let place = HandOver::empty();
        assert_eq!(place.take(), None);
        assert_eq!(place.put(Box::new(7)), Ok(()));
        assert_eq!(place.put(Box::new(8)), Err(Box::new(8)));
        assert_eq!(place.take(), Some(Box::new(7)));
        assert_eq!(place.take(), None);
    }
}
