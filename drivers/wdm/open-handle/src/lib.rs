//! A WDM callout driver whose device administrators can open.
//!
//! It registers one callout at `FWPM_LAYER_ALE_AUTH_CONNECT_V4`, which counts the
//! authorizations of outgoing IPv4 connections: one for each new connection, and another each time
//! the engine reauthorizes it. A program reads the number through the device.
//!
//! | outstanding at stop | drained by |
//! | --- | --- |
//! | an open handle, a request inside the driver | the I/O manager: it calls [`driver_unload`] after the last handle is closed, and the driver keeps no request |
//! | the filter, and traffic on its way to the callout | [`Session::close`] in [`unload`] |
//! | a classify that is running, the registered callout | [`Callout::unregister_or_wait`] in [`unload`] |
//! | the symbolic link, the device object | the drop of [`Device`] at the end of [`unload`] |
//!
//! | function | IRQL |
//! | --- | --- |
//! | `DriverEntry`, the unload function, [`requests`] | `PASSIVE_LEVEL` |
//! | classify, notify | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` |
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

use teardown::{Callout, Failure, HandOver, Reporter, Session};
use wdk_sys::{DRIVER_OBJECT, PCUNICODE_STRING, PDRIVER_OBJECT};
use wfp_sys::{NTSTATUS, STATUS_SUCCESS};

use crate::device::Device;

/// What the driver holds while it runs, in the order in which it gives it up.
struct Running {
    session: Session,
    callout: Callout,
    device: Device,
}

static REPORT: Reporter = Reporter::new(c"open-handle");

/// From `DriverEntry` to the unload function. No callback uses it.
static RUNNING: HandOver<Running> = HandOver::empty();

// ANCHOR: entry
/// Specifies the unload function and the functions for requests, then starts the driver.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `specifying-an-unload-function`, `nc-wdm-driver_initialize`.
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
    driver.DriverUnload = Some(driver_unload);
    requests::serve(driver);
    match start(driver) {
        Ok(()) => STATUS_SUCCESS,
        // Windows frees the image now and does not call the unload function.
        Err(failure) => REPORT.start_failed(failure),
    }
}
// ANCHOR_END: entry

// ANCHOR: start
/// Acquires each thing after what it needs. A step that fails undoes the steps before it: nothing
/// else will.
fn start(driver: &mut DRIVER_OBJECT) -> Result<(), Failure> {
    let device = Device::create(driver)?;
    // SAFETY: the device stays until the callout is unregistered, below or in `unload`; what the
    // callout's functions touch are statics of this image.
    let callout = unsafe { Callout::register(device.object().cast(), &callout::CALLOUT) }?;
    // From here on classify may run.
    let session = match filter::add() {
        Ok(session) => session,
        Err(failure) => {
            callout.unregister_or_wait(REPORT.refusals());
            // `device` is dropped on the way out: after the callout.
            return Err(failure);
        }
    };
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
/// The unload function. When it returns, the image is freed.
///
/// No handle to the device is open, no request is outstanding, and no program can open it any more
/// (`unload-routine-environment`).
///
/// IRQL: `PASSIVE_LEVEL`, in a system thread. Source: `nc-wdm-driver_unload`,
/// `unloading-a-callout-driver`.
unsafe extern "C" fn driver_unload(_driver: PDRIVER_OBJECT) {
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
    drop(device);
    REPORT.count(c"authorizations", callout::authorizations());
}
// ANCHOR_END: unload
