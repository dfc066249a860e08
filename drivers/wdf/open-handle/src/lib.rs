//! A KMDF callout driver whose device administrators can open.
//!
//! It registers one callout at `FWPM_LAYER_ALE_AUTH_CONNECT_V4`, which counts the
//! authorizations of outgoing IPv4 connections: one for each new connection, and another each time
//! the engine reauthorizes it. A program reads the number through the device.
//!
//! | outstanding at stop | drained by |
//! | --- | --- |
//! | an open handle, a request inside the driver | the I/O manager and the framework: it calls [`evt_driver_unload`] after the last handle is closed, and the driver keeps no request |
//! | the filter, and traffic on its way to the callout | [`Session::close`] in [`unload`] |
//! | a classify that is running, the registered callout | [`Callout::unregister_or_wait`] in [`unload`] |
//! | the control device, its queue, its symbolic link | [`ControlDevice::delete`] in [`unload`] |
//! | the framework's driver object | the framework, after the unload function returned |
//!
//! | function | IRQL |
//! | --- | --- |
//! | `DriverEntry`, the unload function | `PASSIVE_LEVEL` |
//! | classify, notify, [`requests`] | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` |
//!
//! **When the engine never releases the callout** the unload function waits indefinitely: the
//! service does not stop. **While a handle is open** the driver keeps running, even when a stop was
//! requested: no other program can open the device, and nothing else changes. **Without the driver**
//! connections pass (fail open): the engine ignores an inspection filter whose callout is not
//! registered, and the filter is deleted with the session.

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;
mod requests;

use core::ptr::null_mut;

use teardown::{Callout, Failure, HandOver, Reporter, Session, succeeded};
use wdk_sys::{
    _WDF_DRIVER_INIT_FLAGS, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, WDF_DRIVER_CONFIG,
    WDF_NO_OBJECT_ATTRIBUTES, WDFDRIVER, call_unsafe_wdf_function_binding,
};
use wfp_sys::{NTSTATUS, STATUS_SUCCESS};

use crate::device::ControlDevice;

/// What the driver holds while it runs, in the order in which it gives it up.
struct Running {
    session: Session,
    callout: Callout,
    device: ControlDevice,
}

static REPORT: Reporter = Reporter::new(c"open-handle");

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
/// The framework takes `DriverObject->DriverUnload` for itself. It calls `EvtDriverUnload` from
/// there, so a driver must not write that field.
unsafe fn create_driver(
    driver: PDRIVER_OBJECT,
    registry_path: PCUNICODE_STRING,
) -> Result<WDFDRIVER, Failure> {
    #[expect(clippy::cast_possible_truncation, reason = "32 bytes")]
    let mut config = WDF_DRIVER_CONFIG {
        Size: size_of::<WDF_DRIVER_CONFIG>() as ULONG,
        EvtDriverUnload: Some(evt_driver_unload),
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
/// Acquires each thing after what it needs. A step that fails undoes the steps before it that are
/// outside the framework, which does not know the filter engine.
fn start(driver: WDFDRIVER) -> Result<(), Failure> {
    let device = ControlDevice::create(driver)?;
    // SAFETY: the device stays until the callout is unregistered, below or in `unload`: the
    // framework deletes it only after this function has failed. What the callout's functions
    // touch are statics of this image.
    let callout = unsafe { Callout::register(device.object().cast(), &callout::CALLOUT) }?;
    // From here on classify may run.
    let session = match filter::add() {
        Ok(session) => session,
        Err(failure) => {
            callout.unregister_or_wait(REPORT.refusals());
            return Err(failure);
        }
    };
    device.admit();
    let running = Running {
        session,
        callout,
        device,
    };
    // The place is empty: Windows calls DriverEntry once for each load of the image.
    RUNNING.put(running).map_err(|running| {
        unload(running);
        Failure::PLACE_TAKEN
    })
}
// ANCHOR_END: start

// ANCHOR: unload
/// The unload function. When it returns, the framework deletes its objects, and the image is
/// freed.
///
/// No handle to the device is open, no request is outstanding, and no program can open it any more
/// (`unload-routine-environment`).
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nc-wdfdriver-evt_wdf_driver_unload`,
/// `unloading-a-callout-driver`.
unsafe extern "C" fn evt_driver_unload(_driver: WDFDRIVER) {
    if let Some(running) = RUNNING.take() {
        unload(running);
    }
}

/// Undoes everything, and keeps each thing alive for as long as it can be used.
fn unload(running: Running) {
    let Running {
        session,
        callout,
        device,
    } = running;
    // First the filters: without them the engine sends no new traffic to the callout.
    REPORT.result(session.close());
    // Then the callout. Do not go on until the engine releases it.
    callout.unregister_or_wait(REPORT.refusals());
    // Last the link and the device object that it was registered with.
    device.delete();
    REPORT.count(c"authorizations", callout::authorizations());
}
// ANCHOR_END: unload
