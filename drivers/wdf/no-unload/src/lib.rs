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
//! **When the engine never releases** the callout, a start that failed waits indefinitely: it must
//! not return. **Without the driver** connections pass: its filter is added when it starts, and
//! stays until the machine restarts. A guard would use a terminating filter without
//! `FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED`, which blocks whenever its callout is missing.

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;

use core::{mem::forget, ptr::null_mut};

use teardown::{Callout, Failure, Guard, Reporter, succeeded};
use wdk_sys::{
    _WDF_DRIVER_INIT_FLAGS, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, WDF_DRIVER_CONFIG,
    WDF_NO_OBJECT_ATTRIBUTES, WDFDRIVER, call_unsafe_wdf_function_binding,
};
use wfp_sys::{NTSTATUS, STATUS_SUCCESS};

use crate::device::ControlDevice;

static REPORT: Reporter = Reporter::new(c"no-unload");

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
        Err(failure) => REPORT.start_failed(failure),
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
) -> Result<WDFDRIVER, Failure> {
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
    succeeded(c"WdfDriverCreate", status)?;
    Ok(handle)
}
// ANCHOR_END: driver-create

// ANCHOR: start
/// Acquires each thing after what it needs. When a `?` returns a failure, Rust drops the variables
/// above it, the last one first.
fn start(driver: WDFDRIVER) -> Result<(), Failure> {
    let device = ControlDevice::create(driver)?;
    // SAFETY: the device stays as long as the callout: the framework deletes it only after a failed
    // DriverEntry, which has dropped the guard. The callout's functions touch no data.
    let callout = unsafe { Callout::register(device.object().cast(), &callout::CALLOUT) }?;
    let callout = Guard::new(callout, unregister);
    // From here on classify may run.
    let session = filter::add()?;
    // Nothing below this line can fail, and the driver has no unload function.
    forget((session, callout));
    Ok(())
}

/// Returns only when the engine has released the callout.
fn unregister(callout: Callout) {
    callout.unregister_or_wait(REPORT.refusals());
}
// ANCHOR_END: start
