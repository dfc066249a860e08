//! A WDM callout driver that owns its filters.
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
//! | the device object | the drop of [`Device`] at the end of [`unload`] |
//!
//! | function | IRQL |
//! | --- | --- |
//! | `DriverEntry`, the unload function | `PASSIVE_LEVEL` |
//! | classify, notify | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` |
//!
//! **When the engine never releases the callout** the unload function waits indefinitely: the service
//! does not stop.
//! **When the filters cannot be deleted** it tries 20 times, waits at most half a second for the
//! engine's lock each time, and goes on after about ten seconds: the filters hold no address of this
//! image, and the next start deletes them. **While a filter is there and the driver is not**,
//! connections to port 443 are permitted (fail open), and those to port 3389 are blocked (fail
//! closed).

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;

use teardown::{Callout, DEFAULT_WAIT, Failure, HandOver, Reporter, wait_milliseconds};
use wdk_sys::{DRIVER_OBJECT, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, ntddk::DbgPrint};
use wfp_sys::{NTSTATUS, STATUS_SUCCESS};

use crate::{callout::WATCHED, device::Device};

/// What the driver holds while it runs, in the order in which it gives it up.
struct Running {
    callout: Callout,
    device: Device,
}

static REPORT: Reporter = Reporter::new(c"filters");

/// From `DriverEntry` to the unload function. No callback uses it.
static RUNNING: HandOver<Running> = HandOver::empty();

// ANCHOR: entry
/// Specifies the unload function, then starts the driver.
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
    // First what an earlier load left behind. The engine calls the callout for such a filter from
    // the registration on, and does not announce it.
    filter::delete(DEFAULT_WAIT)?;
    let device = Device::create(driver)?;
    // SAFETY: the device stays until the callout is unregistered, below or in `unload`; what the
    // callout's functions touch are statics of this image, and contexts that outlive it.
    let callout = unsafe { Callout::register(device.object().cast(), &callout::CALLOUT) }?;
    if let Err(failure) = filter::add() {
        unregister(callout);
        // `device` is dropped on the way out: after the callout.
        return Err(failure);
    }
    // From here on classify runs.
    let running = Running { callout, device };
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
/// IRQL: `PASSIVE_LEVEL`, in a system thread. Source: `nc-wdm-driver_unload`,
/// `unloading-a-callout-driver`.
unsafe extern "C" fn driver_unload(_driver: PDRIVER_OBJECT) {
    if let Some(running) = RUNNING.take() {
        unload(running);
    }
}

/// Undoes everything, and keeps each thing alive for as long as it can be used.
fn unload(running: Running) {
    let Running { callout, device } = running;
    // First the filters, in one transaction and while the callout is registered: in the opposite
    // order the engine would block connections to port 3389 in between.
    delete_filters();
    unregister(callout);
    // Last the device object that it was registered with.
    drop(device);
    report_authorizations();
}

/// Unregisters, then frees the filters' contexts.
fn unregister(callout: Callout) {
    // Do not go on until the engine releases it.
    callout.unregister_or_wait(REPORT.refusals());
    // SAFETY: the callout is unregistered.
    let freed = unsafe { WATCHED.free() };
    REPORT.count(c"filter contexts freed", freed as u64);
}

/// Deletes the filters, or gives up after about ten seconds: a filter that remains runs no code of
/// this image.
fn delete_filters() {
    const TRIES: u32 = 20;
    // For the engine's lock, in each try. Without a limit of its own a transaction waits for 15 s.
    const WAIT_MILLISECONDS: u32 = 500;
    const PAUSE_MILLISECONDS: i64 = 10;
    for _ in 0..TRIES {
        match filter::delete(WAIT_MILLISECONDS) {
            Ok(()) => return,
            failure => REPORT.result(failure),
        }
        // Calls to the base filtering engine have been seen to fail for a moment (field evidence:
        // ebpf-for-windows #5486).
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
