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
//! **When the engine never releases** one of the callouts, the unload function waits indefinitely,
//! and so does a start that failed: neither may return. **Without the driver** connections pass
//! (fail open): the engine ignores inspection filters whose callout is not registered, and the
//! filters are deleted with the session.

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;

use teardown::{Callout, Failure, Guard, HandOver, Reporter, Session};
use wdk_sys::{DRIVER_OBJECT, PCUNICODE_STRING, PDRIVER_OBJECT};
use wfp_sys::{FWPS_CALLOUT1, NTSTATUS, STATUS_SUCCESS};

use crate::device::Device;

// ANCHOR: running
/// What the driver holds while it runs. Rust drops the fields in the order in which they are
/// declared, so this is the order of the teardown: the last step of the start comes first.
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

static REPORT: Reporter = Reporter::new(c"half-start");

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
/// Acquires each thing after what it needs. When a `?` returns a failure, Rust drops the variables
/// above it, the last one first.
fn start(driver: &mut DRIVER_OBJECT) -> Result<(), Failure> {
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
    // The place is empty: Windows calls DriverEntry once for each load of the image.
    RUNNING.put(running).map_err(|_undone| Failure::PLACE_TAKEN)
}

/// Registers a callout, until the guard is dropped. From here on classify may run.
fn register(device: &Device, callout: &'static FWPS_CALLOUT1) -> Result<Guard<Callout>, Failure> {
    // SAFETY: the device stays until the callout is unregistered: the guard is dropped before it,
    // in `start` as a later variable, in `Running` as an earlier field. What the callout's
    // functions touch are statics of this image.
    let callout = unsafe { Callout::register(device.object().cast(), callout) }?;
    Ok(Guard::new(callout, unregister))
}

/// Returns only when the engine has released the callout.
fn unregister(callout: Callout) {
    callout.unregister_or_wait(REPORT.refusals());
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
    REPORT.count(c"authorizations", callout::authorizations());
}
// ANCHOR_END: unload
