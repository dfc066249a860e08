//! What an image left behind when `DriverUnload` returned, or when `DriverEntry` failed.

use core::fmt::Write;

use kernel::{CallSite, Finding, FindingKind, Left, Line, Sites};

use crate::{
    belongings::{self, Kind},
    deferred, devices, findings, images, modules, pool, work,
};

/// At what moment the image had to be clean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The unload function returned.
    Unloaded,
    /// `DriverEntry` returned a failure: Windows frees the image without calling the unload
    /// function.
    EntryFailed,
}

fn contract(name: &str, text: &Line, image: u32, role: &str, sites: Sites) {
    let last = images::get(image).map_or_else(Sites::default, |record| record.last_site(image));
    let both = [
        CallSite { role, sites },
        CallSite {
            role: "the last call of the function",
            sites: last,
        },
    ];
    let known = if last.count == 0 { 1 } else { 2 };
    findings::report(&Finding {
        kind: FindingKind::Contract,
        rule: name,
        text: core::str::from_utf8(text.as_bytes()).unwrap_or(name),
        image,
        sites: &both[..known],
    });
}

/// Reports everything that `image` still holds.
pub fn check(image: u32, moment: Moment) {
    let rule = |rule| match moment {
        Moment::Unloaded => rule,
        Moment::EntryFailed => "U7",
    };
    let when = match moment {
        Moment::Unloaded => "the unload function returned",
        Moment::EntryFailed => "DriverEntry failed",
    };
    let engine = modules::engine();
    let callouts = (engine.registered)(image);
    if callouts > 0 {
        let mut text = Line::default();
        let mut sites = Sites::default();
        (engine.registered_at)(image, &mut sites);
        let _fits = write!(text, "{when} with {callouts} callout(s) registered");
        // How many is chance; the account of the run has the number.
        if (engine.contexts)(image) > 0 {
            let _fits = text.write_str(" and flow contexts outstanding");
        }
        contract(rule("U5"), &text, image, "registered by", sites);
    }
    let sessions = (engine.sessions)(image);
    if sessions > 0 {
        let mut text = Line::default();
        let _fits = write!(text, "{when} with {sessions} engine session(s) open");
        contract(rule("U13"), &text, image, "", Sites::default());
    }
    let mut left = Left::default();
    for kind in 0.. {
        if (engine.left)(image, kind, &mut left) == 0 {
            break;
        }
        if !left.rule.is_empty() {
            let mut text = Line::default();
            let what = core::str::from_utf8(left.what.as_bytes()).unwrap_or_default();
            let _fits = write!(text, "{when} with {what}");
            contract(rule(left.rule), &text, image, left.role, left.sites);
        }
    }
    for kind in Kind::ALL {
        if let Some((count, sites)) = belongings::left_by(image, kind) {
            let mut text = Line::default();
            let _fits = write!(text, "{when} with {count} {}", kind.left());
            contract(rule(kind.rule()), &text, image, kind.role(), sites);
        }
    }
    if let Some(left) = pool::left_by(image) {
        let mut text = Line::default();
        // How many there are is chance when traffic allocates.
        let blocks = match images::get(image).map(|record| record.image(image).pool_blocks) {
            Some(1) => "1 pool block(s)",
            _ => "several pool blocks",
        };
        let _fits = write!(
            text,
            "{when} with {blocks} not freed (Driver Verifier: 0xC4/0x62), \
             the newest of {} bytes with tag {:#010x}",
            left.bytes, left.tag
        );
        contract(rule("U6"), &text, image, "allocated by", left.sites);
    }
}

/// A driver without an unload function cannot be stopped.
pub fn no_unload_function(image: u32) {
    let mut text = Line::default();
    let _fits = text.write_str("DriverEntry succeeded and left DriverUnload NULL");
    contract("U1", &text, image, "", Sites::default());
}

/// The entry or unload function did not return in time.
pub fn hangs(image: u32) {
    let last = images::get(image).map_or_else(Sites::default, |record| record.last_site(image));
    findings::report(&Finding {
        kind: FindingKind::Fault,
        rule: "hang",
        text: "the driver did not return in time",
        image,
        sites: &[CallSite {
            role: "its last call",
            sites: last,
        }],
    });
}

/// `IoDeleteDevice` of something that is no live device of a driver under test.
pub fn deleted_unknown_device(image: u32) {
    let mut text = Line::default();
    let _fits = text.write_str("a device object was deleted twice (Driver Verifier: 0xC9/0x240)");
    contract("U36", &text, image, "deleted by", images::sites());
}

/// Takes away what `image` left, so that the next cycle starts clean.
pub fn forget(image: u32) {
    (modules::engine().forget)(image);
    (modules::framework().forget)(image);
    devices::forget(image);
    deferred::forget(image);
    work::forget(image);
    for kind in Kind::ALL {
        belongings::take(image, kind);
    }
    pool::forget(image);
}
