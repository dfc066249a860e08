//! A KMDF callout driver that shows what runs when it is unloaded, and in which order.
//!
//! It registers one callout at `FWPM_LAYER_ALE_AUTH_CONNECT_V4`, which counts the
//! authorizations of outgoing IPv4 connections: one for each new connection, and another each time
//! the engine reauthorizes it. `EvtDriverUnload` and the clean-up callbacks of its framework
//! objects each print a line with a number.
//!
//! | outstanding at stop | drained by |
//! | --- | --- |
//! | the filter, and traffic on its way to the callout | the drop of `session` in [`Running`] |
//! | a classify that is running, the registered callout | the drop of `callout` in [`Running`] |
//! | the control device, the framework's driver object | the framework, after [`evt_driver_unload`] returned |
//!
//! | function | IRQL |
//! | --- | --- |
//! | `DriverEntry`, the unload function, the clean-up callbacks | `PASSIVE_LEVEL` |
//! | classify, notify | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` |
//!
//! **When the engine never releases the callout** the unload function waits indefinitely: the
//! service does not stop. **Without the driver** connections pass (fail open): the engine ignores
//! an inspection filter whose callout is not registered, and the filter is deleted with the
//! session.

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;
mod shown;

use core::ptr::null_mut;

use teardown::{Callout, Failure, Guard, HandOver, Reporter, Session, succeeded};
use wdk_sys::{
    _WDF_DRIVER_INIT_FLAGS, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, WDF_DRIVER_CONFIG, WDFDRIVER,
    call_unsafe_wdf_function_binding,
};
use wfp_sys::{NTSTATUS, STATUS_SUCCESS};

use crate::device::ControlDevice;

/// What the driver holds while it runs, in the order in which it gives it up.
#[expect(dead_code, reason = "what a field does is done when it is dropped")]
struct Running {
    session: Guard<Session>,
    callout: Guard<Callout>,
}

static REPORT: Reporter = Reporter::new(c"unload-hook");

/// From `DriverEntry` to the unload function. No callback uses it.
static RUNNING: HandOver<Running> = HandOver::empty();

// ANCHOR: entry
/// Creates the framework's driver object, which specifies the unload function, then starts.
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
        // The framework deletes its objects now and does not call the unload function.
        Err(failure) => REPORT.start_failed(failure),
    }
}
// ANCHOR_END: entry

// ANCHOR: driver-create
/// Declares a driver without Plug and Play, and its unload function.
///
/// `DriverObject->DriverUnload` is the framework's: this call writes it, and its entry stub writes
/// it again when `DriverEntry` has returned. The driver never does.
unsafe fn create_driver(
    driver: PDRIVER_OBJECT,
    registry_path: PCUNICODE_STRING,
) -> Result<WDFDRIVER, Failure> {
    let mut attributes = shown::attributes(shown::driver_cleanup);
    #[expect(clippy::cast_possible_truncation, reason = "32 bytes")]
    let mut config = WDF_DRIVER_CONFIG {
        Size: size_of::<WDF_DRIVER_CONFIG>() as ULONG,
        EvtDriverUnload: Some(evt_driver_unload),
        DriverInitFlags: _WDF_DRIVER_INIT_FLAGS::WdfDriverInitNonPnpDriver as ULONG,
        ..WDF_DRIVER_CONFIG::default()
    };
    let mut handle: WDFDRIVER = null_mut();
    // SAFETY: the caller vouches for the first two arguments; the others are live. This is the
    // driver's first framework call, and it is made once.
    let status = unsafe {
        call_unsafe_wdf_function_binding!(
            WdfDriverCreate,
            driver,
            registry_path,
            &raw mut attributes,
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
/// above it, the last one first; then the framework deletes its objects.
fn start(driver: WDFDRIVER) -> Result<(), Failure> {
    let device = ControlDevice::create(driver)?;
    // SAFETY: the device stays until the callout is unregistered: the framework deletes it after
    // DriverEntry failed or the unload function returned, and both drop the guard before. What the
    // callout's functions touch are statics of this image.
    let callout = unsafe { Callout::register(device.object().cast(), &callout::CALLOUT) }?;
    let callout = Guard::new(callout, unregister);
    // From here on classify may run.
    let session = filter::add()?;
    // The place is empty: Windows calls DriverEntry once for each load of the image.
    let running = Running { session, callout };
    RUNNING.put(running).map_err(|_undone| Failure::PLACE_TAKEN)
}

/// Returns only when the engine has released the callout.
fn unregister(callout: Callout) {
    callout.unregister_or_wait(REPORT.refusals());
}
// ANCHOR_END: start

// ANCHOR: unload
/// The unload function: the framework's unload routine calls it, and deletes the framework's
/// objects when it has returned.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nc-wdfdriver-evt_wdf_driver_unload`,
/// `unloading-a-callout-driver`.
unsafe extern "C" fn evt_driver_unload(_driver: WDFDRIVER) {
    shown::runs(c"EvtDriverUnload");
    // The framework does not know the callout: if this function does not unregister it, nothing does.
    drop(RUNNING.take());
    REPORT.count(c"authorizations", callout::authorizations());
}
// ANCHOR_END: unload
