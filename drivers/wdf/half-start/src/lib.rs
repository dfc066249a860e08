//! A KMDF callout driver whose start can fail at any step, and leaves nothing behind.
//!
//! It registers four callouts, at `FWPM_LAYER_ALE_AUTH_CONNECT_V4` and `_V6` and at
//! `FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4` and `_V6`, which count authorizations:
//! one for each new connection, and another each time the engine reauthorizes it.
//! Each step of the start outside the framework is a value whose drop undoes it.
//!
//! | outstanding at stop, or when the start fails | drained by |
//! | --- | --- |
//! | the filters, and traffic on its way to the callouts | the drop of `session` in [`Running`] |
//! | classifies that are running, four registered callouts | the drops of the four guards in [`Running`] |
//! | the control device, the framework's driver object | the framework, after the unload function or `DriverEntry` returned |
//!
//! | function | IRQL |
//! | --- | --- |
//! | `DriverEntry`, the unload function | `PASSIVE_LEVEL` |
//! | classify, notify | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` |
//!
//! **When the engine never releases** one of the callouts, the unload function waits indefinitely,
//! and so does a start that failed: neither may return. **Without the driver** connections pass
//! (fail open): the engine ignores inspection filters whose callout is not registered, and the
//! filters are deleted with the session.

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;

use core::ptr::null_mut;

use teardown::{Callout, Failure, Guard, HandOver, Reporter, Session, succeeded};
use wdk_sys::{
    _WDF_DRIVER_INIT_FLAGS, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, WDF_DRIVER_CONFIG,
    WDF_NO_OBJECT_ATTRIBUTES, WDFDRIVER, call_unsafe_wdf_function_binding,
};
use wfp_sys::{FWPS_CALLOUT1, NTSTATUS, STATUS_SUCCESS};

use crate::device::ControlDevice;

// ANCHOR: running
/// What the driver holds while it runs. Rust drops the fields in the order in which they are
/// declared, so this is the order of the teardown: the last step of the start comes first. The control
/// device is missing: the framework deletes it when this is gone.
#[expect(dead_code, reason = "what a field does is done when it is dropped")]
struct Running {
    session: Guard<Session>,
    accept_v6: Guard<Callout>,
    accept_v4: Guard<Callout>,
    connect_v6: Guard<Callout>,
    connect_v4: Guard<Callout>,
}
// ANCHOR_END: running

static REPORT: Reporter = Reporter::new(c"half-start");

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
/// Acquires each thing after what it needs. When a `?` returns a failure, Rust drops the variables
/// above it, the last one first. The framework
/// deletes the control device after `DriverEntry` has failed, and does not know the rest.
fn start(driver: WDFDRIVER) -> Result<(), Failure> {
    let device = ControlDevice::create(driver)?;
    let connect_v4 = register(&device, &callout::CONNECT_V4)?;
    let connect_v6 = register(&device, &callout::CONNECT_V6)?;
    let accept_v4 = register(&device, &callout::ACCEPT_V4)?;
    let accept_v6 = register(&device, &callout::ACCEPT_V6)?;
    let session = filter::add()?;
    let running = Running {
        session,
        accept_v6,
        accept_v4,
        connect_v6,
        connect_v4,
    };
    // The place is empty: Windows calls DriverEntry once for each load of the image.
    RUNNING.put(running).map_err(|_undone| Failure::PLACE_TAKEN)
}

/// Registers a callout, until the guard is dropped. From here on classify may run.
fn register(
    device: &ControlDevice,
    callout: &'static FWPS_CALLOUT1,
) -> Result<Guard<Callout>, Failure> {
    // SAFETY: the device stays until the callout is unregistered: the framework deletes it after
    // DriverEntry failed or the unload function returned, and both drop the guard before. What the
    // callout's functions touch are statics of this image.
    let callout = unsafe { Callout::register(device.object().cast(), callout) }?;
    Ok(Guard::new(callout, unregister))
}

/// Returns only when the engine has released the callout.
fn unregister(callout: Callout) {
    callout.unregister_or_wait(REPORT.refusals());
}
// ANCHOR_END: start

// ANCHOR: unload
/// The unload function. When it returns, the framework deletes its objects, and the image is
/// freed.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nc-wdfdriver-evt_wdf_driver_unload`,
/// `unloading-a-callout-driver`.
unsafe extern "C" fn evt_driver_unload(_driver: WDFDRIVER) {
    // First the filters, then the callouts: the order of the fields. The framework has the rest.
    drop(RUNNING.take());
    REPORT.count(c"authorizations", callout::authorizations());
}
// ANCHOR_END: unload
