//! Imports replaced before `DriverEntry`, as Driver Verifier does: what the lab keeps account
//! of, what it checks, and what Wine lacks.

use core::sync::atomic::Ordering::SeqCst;

use kernel::{Address, Finding, FindingKind, Import, Line};

use crate::{calls, findings, images::Record};

/// Patches the import table of an image that was just mapped. Answers whether every import has
/// somewhere to go; each one that has not is a finding.
pub fn patch(sequence: u32, record: &Record) {
    let walked = record.loaded_image().imports(|import| {
        let found = exported(import);
        if let Some(gate) = calls::gate_for(import.name, found) {
            if import.redirect(gate) {
                record.patched_imports.fetch_add(1, SeqCst);
            }
        } else if found.is_none() {
            record.missing_imports.fetch_add(1, SeqCst);
            report_missing(sequence, import);
        }
    });
    if walked.is_none() {
        record.missing_imports.fetch_add(1, SeqCst);
    }
}

/// Wine's function for an import. Where it has none, it fills the slot with a stub that raises.
fn exported(import: &Import<'_>) -> Option<Address> {
    let mut library = [0_u16; 64];
    let bytes = import.library.to_bytes();
    if bytes.len() >= library.len() {
        return None;
    }
    for (unit, &byte) in library.iter_mut().zip(bytes) {
        *unit = u16::from(byte);
    }
    kernel::exported(&library, import.name)
}

fn report_missing(image: u32, import: &Import<'_>) {
    use core::fmt::Write;
    let mut text = Line::default();
    let _fits = write!(
        text,
        "the lab does not have {}!{}, so the image was not started",
        import.library.to_str().unwrap_or("?"),
        import.name.to_str().unwrap_or("?"),
    );
    findings::report(&Finding {
        kind: FindingKind::Unsupported,
        rule: "unsupported",
        text: core::str::from_utf8(text.as_bytes()).unwrap_or("an import is missing"),
        image,
        sites: &[],
    });
}
