//! A test image for the lab's `wdfldr.sys`. Its `DriverEntry` binds as drivers of several KMDF
//! versions do, calls what a control-device driver may call, and looks at what comes back.
//!
//! It succeeds, or returns `0xE0mm_llll`: the module's number and the line of the check that
//! failed. It leaves nothing behind, so a run of it has no findings.

#![no_std]
extern crate alloc;

mod bound;
mod io;
mod objects;
mod work;

use kernel::{DriverObject, UnicodeString};

use crate::bound::{Bound, Failed};

/// Minor versions: the first and last that copy the table, the first that points to it, the
/// newest.
const VERSIONS: [(u32, u32); 4] = [(9, 396), (13, 438), (15, 444), (33, 458)];

/// Counts that no release had, and a version that is not there yet.
const UNKNOWN: [(u32, u32); 3] = [(15, 445), (9, 0), (34, 458)];

/// Entry point.
///
/// # Safety
///
/// For Wine's I/O manager, which lends its arguments for the call.
#[unsafe(export_name = "DriverEntry")]
pub unsafe extern "system" fn driver_entry(
    driver: *mut DriverObject,
    registry_path: *const UnicodeString,
) -> i32 {
    let outcome = run(driver, registry_path);
    // SAFETY: the I/O manager's driver object; the framework wrote these fields.
    let driver = unsafe { &mut *driver };
    driver.unload = Some(unload);
    match outcome {
        Ok(()) => 0,
        Err(Failed { module, line }) => (0xE000_0000 | module << 16 | line).cast_signed(),
    }
}

/// Nothing is left to undo.
const unsafe extern "system" fn unload(_driver: *mut DriverObject) {}

fn run(driver: *mut DriverObject, registry_path: *const UnicodeString) -> Result<(), Failed> {
    for (minor, count) in UNKNOWN {
        check!(0, Bound::new(driver, registry_path, minor, count).is_none());
    }
    for (minor, count) in VERSIONS {
        let bound = Bound::new(driver, registry_path, minor, count);
        let Some(mut bound) = bound else {
            return Err(Failed {
                module: 0,
                line: line!(),
            });
        };
        bound.create_driver()?;
        objects::run(&bound)?;
        work::run(&bound)?;
        io::run(&bound)?;
        bound.unbind();
    }
    two_at_once(driver, registry_path)
}

/// Two clients do not see each other's objects.
fn two_at_once(
    driver: *mut DriverObject,
    registry_path: *const UnicodeString,
) -> Result<(), Failed> {
    let first = Bound::new(driver, registry_path, 9, 396);
    let second = Bound::new(driver, registry_path, 33, 458);
    let (Some(mut first), Some(mut second)) = (first, second) else {
        return Err(Failed {
            module: 0,
            line: line!(),
        });
    };
    first.create_driver()?;
    check!(0, second.driver_of_globals() == 0);
    second.create_driver()?;
    check!(0, first.driver != second.driver);
    let kept = second.object("WdfSpinLockCreate")?;
    first.unbind();
    check!(0, second.driver_of_globals() == second.driver);
    second.call("WdfSpinLockAcquire", &[kept]);
    second.call("WdfSpinLockRelease", &[kept]);
    second.unbind();
    Ok(())
}
