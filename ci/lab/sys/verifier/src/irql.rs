//! IRQL, kept per thread. Wine has none: reads of `cr8` and the calls come here.

use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use kernel::Tls;

static LEVEL: AtomicU32 = AtomicU32::new(0);

/// `DISPATCH_LEVEL`.
pub const DISPATCH: u8 = 2;

fn level() -> Tls {
    Tls::from_index(LEVEL.load(Relaxed))
}

/// Takes the thread-local slot. Once, before anything else here.
pub fn prepare() {
    LEVEL.store(Tls::new().index(), Relaxed);
}

/// The calling thread's IRQL.
pub extern "system" fn current() -> u8 {
    u8::try_from(level().get()).unwrap_or(0)
}

/// Sets it.
pub extern "system" fn set(new: u8) {
    level().set(usize::from(new));
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
