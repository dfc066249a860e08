//! A KMDF callout driver that owns its filters.
//!
//! It registers one callout at `FWPM_LAYER_ALE_AUTH_CONNECT_V4` and adds two static filters, which
//! send it TCP connections to two remote ports. For each filter it counts authorizations, one for
//! each new connection and another each time the engine reauthorizes it, and permits them.
//!
//! | outstanding at stop | drained by |
//! | --- | --- |
//! | the filters, the callout object, the sublayer | [`delete_filters`] in [`unload`] |
//! | a classify that is running, the registered callout | [`Callout::unregister_or_wait`] in [`unload`] |
//! | the filter contexts | [`FilterContexts::free`](teardown::FilterContexts::free) in [`unload`], after the callout |
//! | the control device | [`ControlDevice::delete`] in [`unload`] |
//! | the framework's driver object | the framework, after the unload function returned |
//!
//! | function | IRQL |
//! | --- | --- |
//! | `DriverEntry`, the unload function | `PASSIVE_LEVEL` |
//! | classify, notify | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` |
//!
//! **When the engine never lets go** the unload function waits for ever: the service does not stop.
//! **When the filters cannot be deleted** it tries for 200 ms and goes on: they hold no address of
//! this image, and the next start deletes them. **While a filter is there and the driver is not**,
//! connections to port 443 are permitted (fail open), and those to port 3389 are blocked (fail
//! closed).

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;

use core::{ffi::CStr, ptr::null_mut};

use teardown::{Callout, HandOver, wait_milliseconds};
use wdk_sys::{
    _WDF_DRIVER_INIT_FLAGS, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, WDF_DRIVER_CONFIG,
    WDF_NO_OBJECT_ATTRIBUTES, WDFDRIVER, call_unsafe_wdf_function_binding, ntddk::DbgPrint,
};
use wfp_sys::{NTSTATUS, STATUS_SUCCESS, STATUS_UNSUCCESSFUL};

use crate::{callout::WATCHED, device::ControlDevice};

/// What the driver has while it runs, in the order in which it goes.
struct Running {
    callout: Callout,
    device: ControlDevice,
}

/// From `DriverEntry` to the unload function. No callback looks at it.
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
        Err(status) => status,
    }
}
// ANCHOR_END: entry

// ANCHOR: driver-create
/// Says that the driver is no Plug and Play driver, and which function unloads it.
///
/// The framework takes `DriverObject->DriverUnload` for itself. It calls `EvtDriverUnload` from
/// there, so a driver must not write that field.
unsafe fn create_driver(
    driver: PDRIVER_OBJECT,
    registry_path: PCUNICODE_STRING,
) -> Result<WDFDRIVER, NTSTATUS> {
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
    match status {
        STATUS_SUCCESS => Ok(handle),
        status => Err(status),
    }
}
// ANCHOR_END: driver-create

// ANCHOR: start
/// Acquires in the order in which each thing needs the one before. What fails undoes what was
/// done outside the framework: it knows nothing of the filter engine.
fn start(driver: WDFDRIVER) -> Result<(), NTSTATUS> {
    // First what an earlier load left. A filter that names the callout comes to life with the
    // registration, and what it carries may point into the earlier image.
    filter::delete()?;
    let device = ControlDevice::create(driver)?;
    // SAFETY: the device stays until the callout is unregistered, below or in `unload`: the
    // framework deletes it only after this function has failed. What the callout's functions
    // touch are statics of this image, and contexts that outlive it.
    let callout = unsafe { Callout::register(device.object().cast(), &callout::CALLOUT) }?;
    if let Err(status) = filter::add() {
        unregister(callout);
        // The framework deletes the device: after the callout.
        return Err(status);
    }
    // From here on classify runs.
    let running = Running { callout, device };
    // The place is empty: DriverEntry runs once for each load of the image.
    RUNNING.put(running).map_err(|running| {
        unload(running);
        STATUS_UNSUCCESSFUL
    })
}
// ANCHOR_END: start

// ANCHOR: unload
/// The unload function. When it returns, the framework deletes its objects, and the image is
/// freed.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nc-wdfdriver-evt_wdf_driver_unload`,
/// `unloading-a-callout-driver`.
unsafe extern "C" fn evt_driver_unload(_driver: WDFDRIVER) {
    if let Some(running) = RUNNING.take() {
        unload(running);
    }
}

/// Undoes everything, in the order that keeps each thing alive for as long as it can be used.
fn unload(running: Running) {
    let Running { callout, device } = running;
    // First the filters, in one transaction and while the callout can still answer: the other way
    // round, connections to port 3389 would be blocked in between.
    delete_filters();
    unregister(callout);
    // Last the device object that it was registered with.
    device.delete();
    report_authorizations();
}

/// Unregisters, then frees what hung on the filters.
fn unregister(callout: Callout) {
    // Not further before the engine has let go of it.
    callout.unregister_or_wait(report_refusal);
    // SAFETY: the callout is unregistered.
    let freed = unsafe { WATCHED.free() };
    report_contexts(freed);
}

/// Deletes the filters, or gives up: a filter that stays runs no code of this image.
fn delete_filters() {
    const TRIES: u32 = 20;
    const PAUSE_MILLISECONDS: i64 = 10;
    for _ in 0..TRIES {
        match filter::delete() {
            Ok(()) => return,
            Err(status) => report_failure(c"deleting the filters", Err(status)),
        }
        // A call to the base filtering engine has been seen to fail for a moment.
        wait_milliseconds(PAUSE_MILLISECONDS);
    }
}
// ANCHOR_END: unload

/// Prints the totals.
fn report_authorizations() {
    let (authorizations, gone) = callout::counts();
    // SAFETY: the format takes two 64-bit numbers; PASSIVE_LEVEL.
    let _printed: ULONG = unsafe {
        DbgPrint(
            c"filters: %llu authorizations, %llu filters gone\n".as_ptr(),
            authorizations,
            gone,
        )
    };
}

/// Prints how many contexts were freed.
fn report_contexts(freed: usize) {
    // SAFETY: the format takes one 64-bit number; PASSIVE_LEVEL.
    let _printed: ULONG = unsafe {
        DbgPrint(
            c"filters: %llu filter contexts freed\n".as_ptr(),
            freed as u64,
        )
    };
}

/// Prints the status of a call that failed where nothing is left to undo.
fn report_failure(call: &CStr, result: Result<(), NTSTATUS>) {
    if let Err(status) = result {
        // SAFETY: the format takes a string and a 32-bit number; PASSIVE_LEVEL.
        let _printed: ULONG = unsafe {
            DbgPrint(
                c"filters: %s failed: %08X\n".as_ptr(),
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
                c"filters: the callout is still registered: %08X, attempt %u\n".as_ptr(),
                status,
                count,
            )
        };
    }
}
