//! A WDM callout driver without an unload function: it stays until the machine restarts.
//!
//! It registers one callout at `FWPM_LAYER_ALE_AUTH_CONNECT_V4`, which inspects
//! outgoing IPv4 connections. A driver that guards a machine would decide there.
//!
//! | outstanding | drained by |
//! | --- | --- |
//! | the filter, the registered callout, a classify that is running, the device object | nothing: the driver cannot be stopped |
//! | the same, when the start fails | the guards in [`start`], the last one first |
//!
//! | function | IRQL |
//! | --- | --- |
//! | `DriverEntry` | `PASSIVE_LEVEL` |
//! | classify, notify | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` |
//!
//! **When the engine never releases** the callout, a start that failed waits indefinitely: it must
//! not return. **Without the driver** connections pass: its filter is added when it starts, and
//! stays until the machine restarts. A guard would use a terminating filter without
//! `FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED`, which blocks whenever its callout is missing.

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;

use core::mem::forget;

use teardown::{Callout, Failure, Guard, Reporter};
use wdk_sys::{DRIVER_OBJECT, PCUNICODE_STRING, PDRIVER_OBJECT};
use wfp_sys::{NTSTATUS, STATUS_SUCCESS};

use crate::device::Device;

static REPORT: Reporter = Reporter::new(c"no-unload");

// ANCHOR: entry
/// Starts the driver. `DriverUnload` stays NULL: the driver has no unload function.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nc-wdm-driver_initialize`, `nc-wdm-driver_unload`.
///
/// # Safety
///
/// For the I/O manager, which lends its driver object for the call.
#[unsafe(export_name = "DriverEntry")]
pub unsafe extern "system" fn driver_entry(
    driver: PDRIVER_OBJECT,
    _registry_path: PCUNICODE_STRING,
) -> NTSTATUS {
    // SAFETY: the I/O manager passes a live object, which nothing else changes during the call.
    let driver = unsafe { &mut *driver };
    match start(driver) {
        Ok(()) => STATUS_SUCCESS,
        // Windows frees the image now. Even a driver that cannot be stopped may fail to start.
        Err(failure) => REPORT.start_failed(failure),
    }
}
// ANCHOR_END: entry

// ANCHOR: start
/// Acquires each thing after what it needs. When a `?` returns a failure, Rust drops the variables
/// above it, the last one first.
fn start(driver: &mut DRIVER_OBJECT) -> Result<(), Failure> {
    let device = Device::create(driver)?;
    // SAFETY: the device stays as long as the callout: both are kept below, and a start that fails
    // drops the guard first. The callout's functions touch no data.
    let callout = unsafe { Callout::register(device.object().cast(), &callout::CALLOUT) }?;
    let callout = Guard::new(callout, unregister);
    // From here on classify may run.
    let session = filter::add()?;
    // Nothing below this line can fail, and the driver has no unload function.
    forget((session, callout, device));
    Ok(())
}

/// Returns only when the engine has released the callout.
fn unregister(callout: Callout) {
    callout.unregister_or_wait(REPORT.refusals());
}
// ANCHOR_END: start
