//! Open files on the devices of drivers. Windows does not call the unload function as long as
//! there is one, and once it wants to, nobody opens another.
//!
//! Source: `unload-routine-environment`.

use core::{
    ffi::c_void,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
};

use kernel::{Dispatch, DriverObject, Irp, MAJOR_CLOSE, MAJOR_CREATE, Sites};

use crate::{
    STATUS_SUCCESS, STATUS_UNSUCCESSFUL,
    belongings::{self, Kind},
    guarded,
    images::{self, Record},
};

const STATUS_NO_SUCH_DEVICE: i32 = 0xC000_000E_u32.cast_signed();

/// `DEVICE_OBJECT`, as far as it is used.
#[repr(C)]
pub struct DeviceObject {
    head: u64,
    driver: *mut DriverObject,
}

/// Puts the lab between the I/O manager and the driver's routines for opening and closing. After
/// the driver's entry, which set them.
pub fn watch(driver: &mut DriverObject, record: &Record) {
    let watched: [(usize, &AtomicUsize, Dispatch); 2] = [
        (MAJOR_CREATE, &record.create, create),
        (MAJOR_CLOSE, &record.close, close),
    ];
    for (major, theirs, ours) in watched {
        if let Some(routine) = driver.major[major].replace(ours) {
            theirs.store(routine as *const () as usize, SeqCst);
        }
    }
}

/// The image whose device it is.
fn owner(device: *mut c_void) -> Option<(u32, &'static Record)> {
    // SAFETY: the I/O manager passes a live device object.
    let driver = unsafe { (*device.cast::<DeviceObject>()).driver };
    // SAFETY: a device knows its driver, which lives as long as it.
    let start = unsafe { (*driver).start };
    images::at(start.expose_provenance())
}

/// Calls the driver's own routine.
fn forward(routine: &AtomicUsize, device: *mut c_void, irp: *mut Irp, image: u32) -> i32 {
    let arguments = [device.expose_provenance(), irp.expose_provenance()];
    // A fault is reported by the handler; the request then stays as it is.
    let result = guarded::invoke(routine.load(SeqCst), arguments, image);
    #[expect(clippy::cast_possible_truncation, reason = "NTSTATUS is the low half")]
    result.map_or(STATUS_UNSUCCESSFUL, |result| (result as u32).cast_signed())
}

unsafe extern "system" fn create(device: *mut c_void, irp: *mut Irp) -> i32 {
    // SAFETY: the I/O manager passes a request that is this driver's until it completes it.
    let request = unsafe { &mut *irp };
    let file = request.file();
    match owner(device) {
        Some((image, record)) if record.unload_pending.load(SeqCst) == 0 => {
            // Before the driver answers: the request, and with it the caller, may be gone then.
            belongings::add_for(image, Kind::OpenFile, file, Sites::default());
            let status = forward(&record.create, device, irp, image);
            if !kernel::nt_success(status) {
                belongings::remove(Kind::OpenFile, file);
            }
            status
        }
        _ => request.complete(STATUS_NO_SUCH_DEVICE, 0),
    }
}

unsafe extern "system" fn close(device: *mut c_void, irp: *mut Irp) -> i32 {
    // SAFETY: the I/O manager passes a request that is this driver's until it completes it.
    let request = unsafe { &mut *irp };
    let file = request.file();
    match owner(device) {
        Some((image, record)) if belongings::has(Kind::OpenFile, file) => {
            let status = forward(&record.close, device, irp, image);
            belongings::remove(Kind::OpenFile, file);
            status
        }
        // Wine closes a file too whose opening was refused.
        _ => request.complete(STATUS_SUCCESS, 0),
    }
}
