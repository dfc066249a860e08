//! A WDM callout driver whose start can fail at any step, and leaves nothing behind.
//!
//! It registers four callouts, at `FWPM_LAYER_ALE_AUTH_CONNECT_V4` and `_V6` and at
//! `FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4` and `_V6`, which count authorizations:
//! one for each new connection, and another each time the engine reauthorizes it.
//! Each step of the start is a value whose drop undoes it.
//!
//! | outstanding at stop, or when the start fails | drained by |
//! | --- | --- |
//! | the filters, and traffic on its way to the callouts | the drop of `session` in [`Running`] |
//! | classifies that are running, four registered callouts | the drops of the four guards in [`Running`] |
//! | the device object | the drop of [`Device`], the last field of [`Running`] |
//!
//! | function | IRQL |
//! | --- | --- |
//! | `DriverEntry`, the unload function | `PASSIVE_LEVEL` |
//! | classify, notify | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` |
//!
//! **When the engine never lets go** of one of the callouts the unload function waits for ever,
//! and so does a start that failed: neither may return. **Without the driver** connections pass
//! (fail open): the engine ignores inspection filters whose callout is not registered, and the
//! filters are deleted with the session.

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;

use core::ffi::CStr;

use teardown::{Callout, Guard, HandOver, Session};
use wdk_sys::{DRIVER_OBJECT, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, ntddk::DbgPrint};
use wfp_sys::{FWPS_CALLOUT1, NTSTATUS, STATUS_SUCCESS, STATUS_UNSUCCESSFUL};

use crate::device::Device;

// ANCHOR: running
/// What the driver has while it runs. Rust drops the fields in the order in which they stand
/// here, so this is the order of the teardown: the last step of the start goes first.
#[expect(dead_code, reason = "what a field does is done when it is dropped")]
struct Running {
    session: Guard<Session>,
    accept_v6: Guard<Callout>,
    accept_v4: Guard<Callout>,
    connect_v6: Guard<Callout>,
    connect_v4: Guard<Callout>,
    device: Device,
}
// ANCHOR_END: running

/// From `DriverEntry` to the unload function. No callback looks at it.
static RUNNING: HandOver<Running> = HandOver::empty();

// ANCHOR: entry
/// Specifies the unload function, then starts.
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
    // SAFETY: the I/O manager passes a live object that nobody else changes during the call.
    let driver = unsafe { &mut *driver };
    driver.DriverUnload = Some(driver_unload);
    match start(driver) {
        Ok(()) => STATUS_SUCCESS,
        // Windows frees the image now and does not call the unload function.
        Err(status) => status,
    }
}
// ANCHOR_END: entry

// ANCHOR: start
/// Climbs. Each `?` leaves the function with a failure, and Rust drops what stands above it, the
/// last one first. The steps are in the order in which each needs the one before.
fn start(driver: &mut DRIVER_OBJECT) -> Result<(), NTSTATUS> {
    let device = Device::create(driver)?;
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
        device,
    };
    // The place is empty: DriverEntry runs once for each load of the image.
    RUNNING.put(running).map_err(|_undone| STATUS_UNSUCCESSFUL)
}

/// Registers a callout, until the guard is dropped. From here on classify may run.
fn register(device: &Device, callout: &'static FWPS_CALLOUT1) -> Result<Guard<Callout>, NTSTATUS> {
    // SAFETY: the device stays until the callout is unregistered: the guard is dropped before it,
    // in `start` as a later variable, in `Running` as an earlier field. What the callout's
    // functions touch are statics of this image.
    let callout = unsafe { Callout::register(device.object().cast(), callout) }?;
    Ok(Guard::new(callout, unregister))
}

/// Returns when the engine has let go of the callout, and not before.
fn unregister(callout: Callout) {
    callout.unregister_or_wait(report_refusal);
}
// ANCHOR_END: start

// ANCHOR: unload
/// The unload function. When it returns, the image is freed.
///
/// IRQL: `PASSIVE_LEVEL`, in a system thread. Source: `nc-wdm-driver_unload`,
/// `unloading-a-callout-driver`.
unsafe extern "C" fn driver_unload(_driver: PDRIVER_OBJECT) {
    // First the filters, then the callouts, last the device: the order of the fields.
    drop(RUNNING.take());
    report_authorizations();
}
// ANCHOR_END: unload

/// Prints the total.
fn report_authorizations() {
    // SAFETY: the format takes one 64-bit number; PASSIVE_LEVEL.
    let _printed: ULONG = unsafe {
        DbgPrint(
            c"half-start: %llu authorizations\n".as_ptr(),
            callout::authorizations(),
        )
    };
}

/// Prints the status of a call that failed where nothing is left to undo.
fn report_failure(call: &CStr, result: Result<(), NTSTATUS>) {
    if let Err(status) = result {
        // SAFETY: the format takes a string and a 32-bit number; PASSIVE_LEVEL.
        let _printed: ULONG = unsafe {
            DbgPrint(
                c"half-start: %s failed: %08X\n".as_ptr(),
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
                c"half-start: a callout is still registered: %08X, attempt %u\n".as_ptr(),
                status,
                count,
            )
        };
    }
}
