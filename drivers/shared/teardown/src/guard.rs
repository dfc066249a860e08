//! A step of a start that a later failure undoes.

use core::{mem::ManuallyDrop, ops::Deref};

/// A value, and the function that undoes its step when the guard is dropped.
///
/// `undo` must return only when the step is undone, because a drop cannot report a failure. So
/// [`Callout::unregister_or_wait`](crate::Callout::unregister_or_wait) fits here, and
/// [`Callout::unregister`](crate::Callout::unregister) does not.
///
/// Rust drops local variables in the opposite order of their declaration, and the fields of a
/// structure in the order of their declaration. In a start that keeps each step in a guard, any
/// `return` undoes the steps, the last one first. The structure that the guards are moved to lists
/// the last step first.
#[must_use = "a guard that is not kept undoes its step at once"]
#[derive(Debug)]
pub struct Guard<T> {
    value: ManuallyDrop<T>,
    undo: fn(T),
}

impl<T> Guard<T> {
    /// Keeps `value` until the guard is dropped, then passes it to `undo`.
    pub const fn new(value: T, undo: fn(T)) -> Self {
        Self {
            value: ManuallyDrop::new(value),
            undo,
        }
    }
}

impl<T> Deref for Guard<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Drop for Guard<T> {
    fn drop(&mut self) {
        // SAFETY: this is the drop of the guard, the only place that takes the value, and nothing
        // reads the guard after it.
        let value = unsafe { ManuallyDrop::take(&mut self.value) };
        (self.undo)(value);
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, rc::Rc};

    use super::*;

    type Log = Rc<RefCell<Vec<&'static str>>>;
    type Step = (&'static str, Log);

    fn step(name: &'static str, log: &Log) -> Guard<Step> {
        log.borrow_mut().push(name);
        let undo = |(name, log): Step| log.borrow_mut().push(name);
        Guard::new((name, Rc::clone(log)), undo)
    }

    /// A start of three steps; the last one first, as the fields of a driver stand.
    #[expect(dead_code, reason = "what a field does is done when it is dropped")]
    struct Running(Guard<Step>, Guard<Step>, Guard<Step>);

    fn start(log: &Log, fails: usize) -> Result<Running, &'static str> {
        let fallible = |number, name| match number {
            number if number == fails => Err(name),
            _ => Ok(step(name, log)),
        };
        let first = fallible(1, "first")?;
        let second = fallible(2, "second")?;
        let third = fallible(3, "third")?;
        Ok(Running(third, second, first))
    }

    #[test]
    fn a_start_that_fails_is_undone_from_the_last_step_back() {
        for (fails, expected) in [
            (1, vec![]),
            (2, vec!["first", "first"]),
            (3, vec!["first", "second", "second", "first"]),
        ] {
            let log = Log::default();
            assert!(start(&log, fails).is_err());
            assert_eq!(*log.borrow(), expected);
        }
    }

    #[test]
    fn a_stop_undoes_in_the_order_of_the_fields() {
        let log = Log::default();
        let running = start(&log, 0).ok();
        assert_eq!(*log.borrow(), ["first", "second", "third"]);
        drop(running);
        assert_eq!(log.borrow()[3..], ["third", "second", "first"]);
    }

    #[test]
    fn the_value_can_be_used_until_then() {
        let log = Log::default();
        let guard = step("used", &log);
        assert_eq!(guard.0, "used");
    }
}
