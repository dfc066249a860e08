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
//! **When the engine never lets go** of a context or a callout, the unload function waits for ever:
//! the service does not stop. **Without the driver** traffic passes (fail open): its filters only
//! inspect, and go with the session.

#![no_std]

extern crate wdk_panic;

mod callout;
mod device;
mod filter;

use core::ffi::CStr;

use teardown::{Callout, HandOver, Session};
use wdk_sys::{DRIVER_OBJECT, PCUNICODE_STRING, PDRIVER_OBJECT, ULONG, ntddk::DbgPrint};
use wfp_sys::{FWPS_LAYER_STREAM_V4, NTSTATUS, STATUS_SUCCESS, STATUS_UNSUCCESSFUL};

use crate::{callout::FLOWS, device::Device};

/// What the driver has while it runs, in the order in which it goes.
struct Running {
    session: Session,
    established: Callout,
    stream: Callout,
    device: Device,
}

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
/// Acquires in the order in which each thing needs the one before. What fails undoes what was
/// done: nobody else will.
fn start(driver: &mut DRIVER_OBJECT) -> Result<(), NTSTATUS> {
    let device = Device::create(driver)?;
    // SAFETY: the device stays until the callout is unregistered, below or in `unload`; what the
    // callout's functions touch are statics of this image.
    let stream = unsafe { Callout::register(device.object().cast(), &callout::STREAM) }?;
    // The gate opens before anybody can bring a context, and needs the id of the callout that will
    // own them.
    FLOWS.open(FWPS_LAYER_STREAM_V4, stream.id());
    // SAFETY: as above.
    let registered = unsafe { Callout::register(device.object().cast(), &callout::ESTABLISHED) };
    let established = match registered {
        Ok(established) => established,
        Err(status) => {
            stream.unregister_or_wait(report_refusal);
            return Err(status);
        }
    };
    // From here on classify may run.
    let session = match filter::add() {
        Ok(session) => session,
        Err(status) => {
            // No filter was in force, so no flow has a context. Drained all the same: the commit
            // may have failed late.
            unregister(established, stream);
            // `device` is dropped on the way out: after the callouts.
            return Err(status);
        }
    };
    let running = Running {
        session,
        established,
        stream,
        device,
    };
    // The place is empty: DriverEntry runs once for each load of the image.
    RUNNING.put(running).map_err(|running| {
        unload(running);
        STATUS_UNSUCCESSFUL
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

/// Undoes everything, in the order that keeps each thing alive for as long as it can be used.
fn unload(running: Running) {
    let Running {
        session,
        established,
        stream,
        device,
    } = running;
    // First the filters: once they are gone, new traffic no longer looks for the callouts.
    report_failure(c"FwpmEngineClose0", session.close());
    unregister(established, stream);
    // Last the device object that they were registered with.
    drop(device);
    report_flows();
}

/// Takes the contexts back, then unregisters.
fn unregister(established: Callout, stream: Callout) {
    // Closes the gate, asks for every context, waits for every flow-delete call. A classify of
    // `established` may still be running: what it brings now is turned away.
    FLOWS.drain(report_context);
    established.unregister_or_wait(report_refusal);
    // No context is left. The engine may still refuse while a classify is active (field evidence:
    // ebpf-for-windows #1272), so this repeats until the engine releases the callout.
    stream.unregister_or_wait(report_refusal);
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

/// Prints the status of a call that failed where nothing is left to undo.
fn report_failure(call: &CStr, result: Result<(), NTSTATUS>) {
    if let Err(status) = result {
        // SAFETY: the format takes a string and a 32-bit number; PASSIVE_LEVEL.
        let _printed: ULONG =
            unsafe { DbgPrint(c"busy: %s failed: %08X\n".as_ptr(), call.as_ptr(), status) };
    }
}

/// Prints the first refusal, and one in a thousand after it: about one line in ten seconds.
fn report_refusal(status: NTSTATUS, count: u32) {
    if count % 1000 == 1 {
        // SAFETY: the format takes two 32-bit numbers; PASSIVE_LEVEL.
        let _printed: ULONG = unsafe {
            DbgPrint(
                c"busy: the callout is still registered: %08X, attempt %u\n".as_ptr(),
                status,
                count,
            )
        };
    }
}

/// Prints the answer for the first context that stays attached, and one in a thousand after it.
fn report_context(status: NTSTATUS, count: u32) {
    if count % 1000 == 1 {
        // SAFETY: the format takes two 32-bit numbers; PASSIVE_LEVEL.
        let _printed: ULONG = unsafe {
            DbgPrint(
                c"busy: a flow keeps its context: %08X, attempt %u\n".as_ptr(),
                status,
                count,
            )
        };
    }
}
