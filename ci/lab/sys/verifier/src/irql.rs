//! IRQL, kept per thread. Wine has none: reads of `cr8` and the calls come here.

use core::fmt::Write;

use ddi::levels::name;
use kernel::{Address, CallSite, Finding, FindingKind, Line, Sites};

use crate::{calls, findings, thread::IRQL};

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
///
/// Source: `nf-wdm-keraiseirql`: the new level is no lower than the current one.
pub extern "system" fn raise(new: u8) -> u8 {
    let old = current();
    if new < old {
        calls::wrong_level("KeRaiseIrql to a lower level", old, ("at most", new));
    }
    set(new);
    old
}

/// `KeRaiseIrqlToDpcLevel`.
pub extern "system" fn raise_to_dispatch() -> u8 {
    raise(DISPATCH)
}

/// `KeLowerIrql`.
///
/// Source: `nf-wdm-kelowerirql`: the new level is the one that `KeRaiseIrql` returned.
pub extern "system" fn lower(new: u8) {
    if new > current() {
        calls::wrong_level(
            "KeLowerIrql to a higher level",
            current(),
            ("at least", new),
        );
    }
    set(new);
}

/// Reports a function of `image` that was called at `before` and returned at another level.
pub fn returned_at(before: u8, image: u32, function: Address) {
    let mut text = Line::default();
    let _fits = write!(
        text,
        "a function was called at {} and returned at {}",
        name(before),
        name(current())
    );
    let mut sites = Sites {
        image,
        count: 1,
        ..Sites::default()
    };
    // Offsets of sites are return addresses; this is the function itself.
    sites.frames[0] = function + 1;
    findings::report(&Finding {
        kind: FindingKind::Contract,
        rule: "IRQL",
        text: core::str::from_utf8(text.as_bytes()).unwrap_or("a wrong level at return"),
        image,
        sites: &[CallSite {
            role: "the function",
            sites,
        }],
    });
}
