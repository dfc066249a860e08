//! What the framework puts into `MajorFunction`: each request becomes a framework request, or is
//! completed at once.
//!
//! Source: `fxdevice.cpp` (`Dispatch`), `fxpkggeneral.cpp`, `fxpkgio.cpp`.

use core::sync::atomic::Ordering::SeqCst;

use kernel::{MAJOR_CLOSE, MAJOR_CREATE, MAJOR_DEVICE_CONTROL};

use crate::{
    client::Globals,
    device::{self, Device},
    file,
    handle::{self, Handle, Held},
    irp::{self, DeviceObject, Irp},
    queue::Queue,
    request::{self, Request},
    status::{
        STATUS_INVALID_DEVICE_REQUEST, STATUS_NO_SUCH_DEVICE, STATUS_PENDING, STATUS_SUCCESS,
    },
    table::{DISPATCH, Function, function},
};

pub const FUNCTIONS: &[Function] = &[function(
    "WdfDeviceWdmDispatchPreprocessedIrp",
    dispatch_preprocessed as *const (),
    DISPATCH,
)];

/// `IRP_MJ_READ`.
pub const READ: usize = 3;
/// `IRP_MJ_WRITE`.
pub const WRITE: usize = 4;
/// `IRP_MJ_INTERNAL_DEVICE_CONTROL`.
pub const INTERNAL_DEVICE_CONTROL: usize = 15;
/// `IRP_MJ_SHUTDOWN`.
const SHUTDOWN: usize = 16;
/// `IRP_MJ_CLEANUP`.
const CLEANUP: usize = 18;

/// The dispatch routine.
///
/// The framework marks every request pending and returns `STATUS_PENDING`, also when it was
/// completed meanwhile.
pub unsafe extern "system" fn dispatch(wdm: *mut core::ffi::c_void, irp: *mut kernel::Irp) -> i32 {
    let irp: *mut Irp = irp.cast();
    // SAFETY: the I/O manager's request, this driver's until it is completed.
    let live = unsafe { &mut *irp };
    let major = usize::from(live.location().major);
    let device = device::of(wdm.cast::<DeviceObject>());
    let Some(device) = device.filter(|device| !device.removed.load(SeqCst) || is_end(major)) else {
        live.mark_pending();
        complete(irp, STATUS_NO_SUCH_DEVICE);
        return STATUS_PENDING;
    };
    if let Some(&function) = device.init.preprocess.get(major)
        && function != 0
    {
        return preprocess(&device, irp, function);
    }
    live.mark_pending();
    route(&device, irp, major);
    STATUS_PENDING
}

/// The driver sees the request before the framework does. Source: `preprocessing-and-postprocessing-irps`.
fn preprocess(device: &Held<Device>, irp: *mut Irp, function: usize) -> i32 {
    let arguments = [
        device.object.handle().expose_provenance(),
        irp.expose_provenance(),
    ];
    let answer = device.object.client.call(function, &arguments);
    #[expect(clippy::cast_possible_truncation, reason = "NTSTATUS is the low half")]
    answer.map_or(STATUS_PENDING, |status| (status as u32).cast_signed())
}

/// `WdfDeviceWdmDispatchPreprocessedIrp`: the driver has skipped its stack location.
unsafe extern "C" fn dispatch_preprocessed(
    globals: *mut Globals,
    device: Handle,
    irp: *mut Irp,
) -> i32 {
    let name = "WdfDeviceWdmDispatchPreprocessedIrp";
    let device = handle::get::<Device>(globals, device, name);
    // SAFETY: required by the call: the request that the callback got.
    let live = unsafe { &mut *irp };
    live.set_next_location();
    live.mark_pending();
    let major = usize::from(live.location().major);
    route(&device, irp, major);
    STATUS_PENDING
}

/// The end of a file is told even when the device takes nothing else.
const fn is_end(major: usize) -> bool {
    matches!(major, CLEANUP | MAJOR_CLOSE)
}

fn route(device: &Held<Device>, irp: *mut Irp, major: usize) {
    match major {
        MAJOR_CREATE => create(device, irp),
        CLEANUP => {
            file::clean_up(device, irp);
            complete(irp, STATUS_SUCCESS);
        }
        MAJOR_CLOSE => {
            // Wine 8 sends no cleanup request; the framework's order is kept without one.
            file::clean_up(device, irp);
            file::close(device, irp);
            complete(irp, STATUS_SUCCESS);
        }
        READ | WRITE | MAJOR_DEVICE_CONTROL | INTERNAL_DEVICE_CONTROL => queued(device, irp, major),
        SHUTDOWN => {
            let function = device.init.shutdown;
            if function != 0 {
                let handle = device.object.handle().expose_provenance();
                device.object.client.call(function, &[handle]);
            }
            complete(irp, STATUS_SUCCESS);
        }
        _ => complete(irp, STATUS_INVALID_DEVICE_REQUEST),
    }
}

/// Opening: `EvtDeviceFileCreate`, else a queue that takes creates, else success.
///
/// A device that the driver did not finish cannot be opened by name. The I/O manager clears the
/// flag for devices that `DriverEntry` created when it returns
/// (`what-does-do-device-initializing-really-do`).
fn create(device: &Held<Device>, irp: *mut Irp) {
    let started = device.object.client.started.load(SeqCst);
    if !device.finished.load(SeqCst) && !started {
        complete(irp, STATUS_NO_SUCH_DEVICE);
        return;
    }
    let file = file::open(device, irp);
    let queue = device.queues.lock()[MAJOR_CREATE].clone();
    if device.init.file.create != 0 {
        let request = request::create(device, irp, file.clone());
        let arguments = [
            device.object.handle().expose_provenance(),
            request.object.handle().expose_provenance(),
            file.map_or(0, |file| file.handle().expose_provenance()),
        ];
        let function = device.init.file.create;
        device.object.client.call(function, &arguments);
    } else if let Some(queue) = queue {
        deliver(device, &queue, irp);
    } else {
        complete(irp, STATUS_SUCCESS);
    }
}

/// The queue for this kind of request, or the default queue.
fn queued(device: &Held<Device>, irp: *mut Irp, major: usize) {
    let special = device.queues.lock()[major].clone();
    let queue = special.or_else(|| device.default_queue.lock().clone());
    match queue {
        Some(queue) => deliver(device, &queue, irp),
        None => complete(irp, STATUS_INVALID_DEVICE_REQUEST),
    }
}

fn deliver(device: &Held<Device>, queue: &Held<Queue>, irp: *mut Irp) {
    // SAFETY: the request is live: nobody else has it.
    let wdm_file = unsafe { (*irp).file() };
    let request: Held<Request> = request::create(device, irp, file::of(device, wdm_file));
    let in_caller = device.init.in_caller;
    if in_caller == 0 {
        queue.receive(&request);
        return;
    }
    // The driver passes it on with WdfDeviceEnqueueRequest.
    let arguments = [
        device.object.handle().expose_provenance(),
        request.object.handle().expose_provenance(),
    ];
    device.object.client.call(in_caller, &arguments);
}

fn complete(irp: *mut Irp, status: i32) {
    // SAFETY: the request came to this driver, became no framework request, and ends here.
    unsafe { irp::complete(irp, status, 0) };
}
