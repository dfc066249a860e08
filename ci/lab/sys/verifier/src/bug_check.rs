//! `KeBugCheckEx` of a driver under test: a finding, then the end of the host process.

use core::fmt::Write;

use kernel::{CallSite, Finding, FindingKind, Line};

use crate::{findings, images};

/// `KeBugCheckEx`.
pub extern "system" fn bug_check(code: u32, p1: usize, p2: usize, p3: usize, p4: usize) -> ! {
    let sites = images::sites();
    let mut text = Line::default();
    let _fits = write!(
        text,
        "the driver stopped the machine: bug check {code:#x} ({p1:#x}, {p2:#x}, {p3:#x}, {p4:#x})"
    );
    findings::report(&Finding {
        kind: FindingKind::Fault,
        rule: "bug-check",
        text: core::str::from_utf8(text.as_bytes()).unwrap_or("a bug check"),
        image: sites.image,
        sites: &[CallSite {
            role: "called by",
            sites,
        }],
    });
    kernel::bug_check(code, [p1, p2, p3, p4])
}

/// `KeBugCheck`.
pub extern "system" fn bug_check_without_parameters(code: u32) -> ! {
    bug_check(code, 0, 0, 0, 0)
}
