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
//! **When the engine never lets go** of the callout, a start that failed waits for ever: it may
//! not return. **Without the driver** connections pass: its filter is added when it starts, and
//! stays until the machine restarts. A guard would use a terminating filter without
//! `FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED`, which blocks whenever its callout is missing.

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;

use core::{ffi::CStr, mem::forget};

use teardown::{Callout, Guard};
use wdk_sys::{DRIVER_OBJECT, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, ntddk::DbgPrint};
use wfp_sys::{NTSTATUS, STATUS_SUCCESS};

use crate::device::Device;

// ANCHOR: entry
/// Starts, for good. `DriverUnload` stays NULL, which says that there is no unload function.
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
    // SAFETY: the I/O manager passes a live object that nobody else changes during the call.
    let driver = unsafe { &mut *driver };
    match start(driver) {
        Ok(()) => STATUS_SUCCESS,
        // Windows frees the image now. Even a driver that cannot be stopped may fail to start.
        Err(status) => status,
    }
}
// ANCHOR_END: entry

// ANCHOR: start
/// Acquires in the order in which each thing needs the one before. A `?` that fails drops what
/// stands above it, the last one first.
fn start(driver: &mut DRIVER_OBJECT) -> Result<(), NTSTATUS> {
    let device = Device::create(driver)?;
    // SAFETY: the device stays as long as the callout: both are kept below, and a start that fails
    // drops the guard first. The callout's functions touch no data.
    let callout = unsafe { Callout::register(device.object().cast(), &callout::CALLOUT) }?;
    let callout = Guard::new(callout, unregister);
    // From here on classify may run.
    let session = filter::add()?;
    // Nothing below this line can fail, and nobody will ever ask the driver to go.
    forget((session, callout, device));
    Ok(())
}

/// Returns when the engine has let go of the callout, and not before.
fn unregister(callout: Callout) {
    callout.unregister_or_wait(report_refusal);
}
// ANCHOR_END: start

/// Prints the status of a call that failed where nothing is left to undo.
fn report_failure(call: &CStr, result: Result<(), NTSTATUS>) {
    if let Err(status) = result {
        // SAFETY: the format takes a string and a 32-bit number; PASSIVE_LEVEL.
        let _printed: ULONG = unsafe {
            DbgPrint(
                c"no-unload: %s failed: %08X\n".as_ptr(),
                call.as_ptr(),
                status,
            )
        };
    }
}

/// Prints the first refusal, and one in a thousand after it: about one line in ten seconds.
fn report_refusal(status: NTSTATUS, count: u32) {
    if count % 1000 == 1 {
        // SAFETY: the format takes two 32-bit numbers; PASSIVE_LEVEL.
        let _printed: ULONG = unsafe {
            DbgPrint(
                c"no-unload: the callout is still registered: %08X, attempt %u\n".as_ptr(),
                status,
                count,
            )
        };
    }
}
