//! A WDM callout driver with a context on every flow.
//!
//! A callout at `FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4` gives each new TCP flow over IPv4 a context
//! for a second one, at `FWPM_LAYER_STREAM_V4`, which counts what the flow carries. While a single
//! context is left, the second callout cannot be unregistered: `STATUS_DEVICE_BUSY`.
//!
//! | outstanding at stop | drained by |
//! | --- | --- |
//! | the filters, and traffic on its way to the callouts | [`Session::close`] in [`unload`] |
//! | flow contexts, and new ones on their way in | [`FlowContexts::drain`](teardown::FlowContexts::drain) in [`unload`] |
//! | a classify or a flow-delete call that is running, the registered callouts | [`Callout::unregister_or_wait`] in [`unload`] |
//! | the device object | the drop of [`Device`] at the end of [`unload`] |
//!
//! | function | IRQL |
//! | --- | --- |
//! | `DriverEntry`, the unload function | `PASSIVE_LEVEL` |
//! | classify, notify, flow delete | `PASSIVE_LEVEL` to `DISPATCH_LEVEL` |
//!
//! **When the engine never releases** a context or a callout, the unload function waits
//! indefinitely: the service does not stop. **Without the driver** traffic passes (fail open): its
//! filters only inspect, and are deleted with the session.

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;

use teardown::{Callout, Failure, HandOver, Reporter, Session};
use wdk_sys::{DRIVER_OBJECT, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, ntddk::DbgPrint};
use wfp_sys::{FWPS_LAYER_STREAM_V4, NTSTATUS, STATUS_SUCCESS};

use crate::{callout::FLOWS, device::Device};

/// What the driver holds while it runs, in the order in which it gives it up.
struct Running {
    session: Session,
    established: Callout,
    stream: Callout,
    device: Device,
}

static REPORT: Reporter = Reporter::new(c"busy");

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
    let device = Device::create(driver)?;
    // SAFETY: the device stays until the callout is unregistered, below or in `unload`; what the
    // callout's functions touch are statics of this image.
    let stream = unsafe { Callout::register(device.object().cast(), &callout::STREAM) }?;
    // The gate opens before a classify can bring a context, and needs the id of the callout that
    // will own them.
    FLOWS.open(FWPS_LAYER_STREAM_V4, stream.id());
    // SAFETY: as above.
    let registered = unsafe { Callout::register(device.object().cast(), &callout::ESTABLISHED) };
    let established = match registered {
        Ok(established) => established,
        Err(failure) => {
            stream.unregister_or_wait(REPORT.refusals());
            return Err(failure);
        }
    };
    // From here on classify may run.
    let session = match filter::add() {
        Ok(session) => session,
        Err(failure) => {
            // No filter was in force, so no flow should have a context. This drains all the same:
            // the commit may have failed late.
            unregister(established, stream);
            // `device` is dropped on the way out: after the callouts.
            return Err(failure);
        }
    };
    let running = Running {
        session,
        established,
        stream,
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
        established,
        stream,
        device,
    } = running;
    // First the filters: without them the engine sends no new traffic to the callouts.
    REPORT.result(session.close());
    unregister(established, stream);
    // Last the device object that they were registered with.
    drop(device);
    report_flows();
}

/// Drains the contexts, then unregisters.
fn unregister(established: Callout, stream: Callout) {
    // Closes the gate, asks for every context, and waits for every flow-delete call. A classify of
    // `established` may still be running: the gate rejects the context that it brings.
    FLOWS.drain(REPORT.attached());
    established.unregister_or_wait(REPORT.refusals());
    // No context is left. The engine may still refuse while a classify is active (field evidence:
    // ebpf-for-windows #1272), so this repeats until the engine releases the callout.
    stream.unregister_or_wait(REPORT.refusals());
}
// ANCHOR_END: unload

/// Prints what was counted.
fn report_flows() {
    let (watched, passed, busiest) = callout::counts();
    // SAFETY: the format takes three 64-bit numbers; PASSIVE_LEVEL.
    let _printed: ULONG = unsafe {
        DbgPrint(
            c"busy: %llu flows, %llu without a context, at most %llu indications\n".as_ptr(),
            watched,
            passed,
            busiest,
        )
    };
}
