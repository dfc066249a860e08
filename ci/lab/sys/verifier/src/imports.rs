//! Imports replaced before `DriverEntry`, as Driver Verifier does: what the lab keeps account
//! of, and what Wine lacks.

use core::{ffi::CStr, sync::atomic::Ordering::SeqCst};

use kernel::{Address, CallSite, Finding, FindingKind, Import, Line, Sites};

use crate::{devices, findings, images::Record, irql, pool, rundown};

/// The lab's function for an import, if it has one.
fn replacement(name: &CStr) -> Option<Address> {
    Some(match name.to_bytes() {
        b"ExAllocatePool2" => pool::ex_allocate_pool2 as *const () as Address,
        b"ExAllocatePoolWithTag" => pool::ex_allocate_pool_with_tag as *const () as Address,
        b"ExFreePool" => pool::ex_free_pool as *const () as Address,
        b"ExFreePoolWithTag" => pool::ex_free_pool_with_tag as *const () as Address,
        b"ExFreePool2" => pool::ex_free_pool2 as *const () as Address,
        b"IoCreateDevice" => devices::create as *const () as Address,
        b"IoCreateDeviceSecure" => devices::create_secure as *const () as Address,
        b"IoDeleteDevice" => devices::delete as *const () as Address,
        b"IoCreateSymbolicLink" => devices::create_link as *const () as Address,
        b"IoDeleteSymbolicLink" => devices::delete_link as *const () as Address,
        b"KeGetCurrentIrql" => irql::current as *const () as Address,
        b"KfRaiseIrql" => irql::raise as *const () as Address,
        b"KeRaiseIrqlToDpcLevel" => irql::raise_to_dispatch as *const () as Address,
        b"KfLowerIrql" | b"KeLowerIrql" => irql::set as *const () as Address,
        b"ExInitializeRundownProtection" => rundown::initialize as *const () as Address,
        b"ExAcquireRundownProtection" => rundown::acquire as *const () as Address,
        b"ExReleaseRundownProtection" => rundown::release as *const () as Address,
        b"ExWaitForRundownProtectionRelease" => rundown::wait as *const () as Address,
        b"KeBugCheckEx" => bug_check as *const () as Address,
        _ => return None,
    })
}

/// Patches the import table of an image that was just mapped. Answers whether every import has
/// somewhere to go; each one that has not is a finding.
pub fn patch(sequence: u32, record: &Record) {
    let walked = record.loaded_image().imports(|import| {
        if let Some(target) = replacement(import.name) {
            if import.redirect(target) {
                record.patched_imports.fetch_add(1, SeqCst);
            }
        } else if is_missing(import) {
            record.missing_imports.fetch_add(1, SeqCst);
            report_missing(sequence, import);
        }
    });
    if walked.is_none() {
        record.missing_imports.fetch_add(1, SeqCst);
    }
}

/// Whether Wine has no such function: it then fills the slot with a stub that raises.
fn is_missing(import: &Import<'_>) -> bool {
    let mut library = [0_u16; 64];
    let bytes = import.library.to_bytes();
    if bytes.len() >= library.len() {
        return true;
    }
    for (unit, &byte) in library.iter_mut().zip(bytes) {
        *unit = u16::from(byte);
    }
    kernel::exported(&library, import.name).is_none()
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

/// `KeBugCheckEx` of a driver under test: a finding, then the end of the host process.
extern "system" fn bug_check(code: u32, p1: usize, p2: usize, p3: usize, p4: usize) -> ! {
    use core::fmt::Write;
    let sites: Sites = crate::images::sites();
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
