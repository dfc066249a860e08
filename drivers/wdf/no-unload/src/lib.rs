//! A KMDF callout driver without an unload function: it stays until the machine restarts.
//!
//! It registers one callout at `FWPM_LAYER_ALE_AUTH_CONNECT_V4`, which inspects
//! outgoing IPv4 connections. A driver that guards a machine would decide there.
//!
//! | outstanding | drained by |
//! | --- | --- |
//! | the filter, the registered callout, a classify that is running, the framework's objects | nothing: the driver cannot be stopped |
//! | the same, when the start fails | the guards in [`start`], the last one first; then the framework deletes its objects |
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

use core::{ffi::CStr, mem::forget, ptr::null_mut};

use teardown::{Callout, Guard};
use wdk_sys::{
    _WDF_DRIVER_INIT_FLAGS, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, WDF_DRIVER_CONFIG,
    WDF_NO_OBJECT_ATTRIBUTES, WDFDRIVER, call_unsafe_wdf_function_binding, ntddk::DbgPrint,
};
use wfp_sys::{NTSTATUS, STATUS_SUCCESS};

use crate::device::ControlDevice;

// ANCHOR: entry
/// Creates the framework's driver object, then starts, for good.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `specifying-an-unload-function`,
/// `driverentry-for-kmdf-drivers`.
///
/// # Safety
///
/// For the framework's entry stub, which lends its arguments for the call.
#[unsafe(export_name = "DriverEntry")]
pub unsafe extern "system" fn driver_entry(
    driver: PDRIVER_OBJECT,
    registry_path: PCUNICODE_STRING,
) -> NTSTATUS {
    // SAFETY: both pointers are the entry stub's, live during the call.
    let started = unsafe { create_driver(driver, registry_path) }.and_then(start);
    match started {
        Ok(()) => STATUS_SUCCESS,
        // The framework deletes its objects now. Even a driver that cannot be stopped may fail to
        // start.
        Err(status) => status,
    }
}
// ANCHOR_END: entry

// ANCHOR: driver-create
/// Says that the driver is no Plug and Play driver, and that no function unloads it.
///
/// For such a driver the framework writes NULL to `DriverObject->DriverUnload`.
unsafe fn create_driver(
    driver: PDRIVER_OBJECT,
    registry_path: PCUNICODE_STRING,
) -> Result<WDFDRIVER, NTSTATUS> {
    #[expect(clippy::cast_possible_truncation, reason = "32 bytes")]
    let mut config = WDF_DRIVER_CONFIG {
        Size: size_of::<WDF_DRIVER_CONFIG>() as ULONG,
        EvtDriverUnload: None,
        DriverInitFlags: _WDF_DRIVER_INIT_FLAGS::WdfDriverInitNonPnpDriver as ULONG,
        ..WDF_DRIVER_CONFIG::default()
    };
    let mut handle: WDFDRIVER = null_mut();
    // SAFETY: the caller vouches for the first two arguments; `config` and `handle` are live. This
    // is the driver's first framework call, and it is made once.
    let status = unsafe {
        call_unsafe_wdf_function_binding!(
            WdfDriverCreate,
            driver,
            registry_path,
            WDF_NO_OBJECT_ATTRIBUTES,
            &raw mut config,
            &raw mut handle
        )
    };
    match status {
        STATUS_SUCCESS => Ok(handle),
        status => Err(status),
    }
}
// ANCHOR_END: driver-create

// ANCHOR: start
/// Acquires in the order in which each thing needs the one before. A `?` that fails drops what
/// stands above it, the last one first.
fn start(driver: WDFDRIVER) -> Result<(), NTSTATUS> {
    let device = ControlDevice::create(driver)?;
    // SAFETY: the device stays as long as the callout: the framework deletes it only after a failed
    // DriverEntry, which has dropped the guard. The callout's functions touch no data.
    let callout = unsafe { Callout::register(device.object().cast(), &callout::CALLOUT) }?;
    let callout = Guard::new(callout, unregister);
    // From here on classify may run.
    let session = filter::add()?;
    // Nothing below this line can fail, and nobody will ever ask the driver to go.
    forget((session, callout));
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
