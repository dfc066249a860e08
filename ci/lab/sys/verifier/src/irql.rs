//! IRQL, kept per thread. Wine has none: reads of `cr8` and the calls come here.

use crate::thread::IRQL;

pub use ddi::levels::DISPATCH;

/// The calling thread's IRQL.
pub extern "system" fn current() -> u8 {
    u8::try_from(IRQL.get()).unwrap_or(0)
}

/// Sets it.
pub extern "system" fn set(new: u8) {
    IRQL.set(usize::from(new));
}

/// `KfRaiseIrql`: returns the level before.
pub extern "system" fn raise(new: u8) -> u8 {
    let old = current();
    set(new);
    old
}

/// `KeRaiseIrqlToDpcLevel`.
pub extern "system" fn raise_to_dispatch() -> u8 {
    raise(DISPATCH)
}
