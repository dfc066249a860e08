//! What a program can ask of the device: to open it, to close it, and one number.
//!
//! Every code and every length comes from outside and is checked. Each request is completed before
//! its function returns, so none is outstanding when the last handle is closed.

use wdk_sys::{
    CCHAR, DEVICE_OBJECT, DRIVER_OBJECT, FILE_DEVICE_UNKNOWN, FILE_READ_DATA, IRP, IRP_MJ_CLOSE,
    IRP_MJ_CREATE, IRP_MJ_DEVICE_CONTROL, METHOD_BUFFERED, NTSTATUS, PDRIVER_DISPATCH, PIRP,
    ntddk::IofCompleteRequest,
};
use wfp_sys::{STATUS_INVALID_DEVICE_REQUEST, STATUS_INVALID_PARAMETER, STATUS_SUCCESS};

use crate::callout;

const STATUS_BUFFER_TOO_SMALL: NTSTATUS = 0xC000_0023_u32.cast_signed();

/// Reads the counter: no input, 8 bytes of output. Function codes from 0x800 on are free for
/// any vendor.
const IOCTL_AUTHORIZATIONS: u32 =
    control_code(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_READ_DATA);

/// `CTL_CODE`. Source: `defining-i-o-control-codes`.
const fn control_code(device: u32, function: u32, method: u32, access: u32) -> u32 {
    (device << 16) | (access << 14) | (function << 2) | method
}

/// Gives the I/O manager the functions below. It fails every other request itself.
pub fn serve(driver: &mut DRIVER_OBJECT) {
    let functions: [(u32, PDRIVER_DISPATCH); 3] = [
        (IRP_MJ_CREATE, Some(open_or_close)),
        (IRP_MJ_CLOSE, Some(open_or_close)),
        (IRP_MJ_DEVICE_CONTROL, Some(device_control)),
    ];
    for (major, function) in functions {
        if let Some(place) = driver.MajorFunction.get_mut(major as usize) {
            *place = function;
        }
    }
}

// ANCHOR: requests
/// Keeps nothing for a handle, and does not wait: the security descriptor decides who may open the
/// device. An open runs in the program's thread; a close need not (`irp-mj-close`).
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nc-wdm-driver_dispatch`.
unsafe extern "C" fn open_or_close(_device: *mut DEVICE_OBJECT, irp: PIRP) -> NTSTATUS {
    // SAFETY: the I/O manager's request, the driver's own until it is completed, below.
    let irp = unsafe { &mut *irp };
    complete(irp, STATUS_SUCCESS, 0)
}

/// Handles [`IOCTL_AUTHORIZATIONS`].
///
/// IRQL: `PASSIVE_LEVEL`, in the program's thread. Source: `nc-wdm-driver_dispatch`.
unsafe extern "C" fn device_control(_device: *mut DEVICE_OBJECT, irp: PIRP) -> NTSTATUS {
    // SAFETY: the I/O manager's request, the driver's own until it is completed, below.
    let irp = unsafe { &mut *irp };
    match authorizations(irp) {
        Ok(written) => complete(irp, STATUS_SUCCESS, written),
        Err(status) => complete(irp, status, 0),
    }
}

/// Writes the counter into the request's buffer; how many bytes, for the I/O manager to copy out.
fn authorizations(irp: &IRP) -> Result<usize, NTSTATUS> {
    // SAFETY: in a request that a dispatch function was given, this part of the union is in use.
    let overlay = unsafe { &irp.Tail.Overlay };
    // SAFETY: as above.
    let location = unsafe {
        overlay
            .__bindgen_anon_2
            .__bindgen_anon_1
            .CurrentStackLocation
    };
    // SAFETY: the driver's own stack location, there until the request is completed.
    let location = unsafe { &*location };
    // SAFETY: the major function is IRP_MJ_DEVICE_CONTROL: this function is installed for no other.
    let parameters = unsafe { location.Parameters.DeviceIoControl };
    if parameters.IoControlCode != IOCTL_AUTHORIZATIONS {
        return Err(STATUS_INVALID_DEVICE_REQUEST);
    }
    if parameters.InputBufferLength != 0 {
        return Err(STATUS_INVALID_PARAMETER);
    }
    let answer = callout::authorizations().to_ne_bytes();
    if (parameters.OutputBufferLength as usize) < answer.len() {
        return Err(STATUS_BUFFER_TOO_SMALL);
    }
    // SAFETY: METHOD_BUFFERED: the I/O manager's own copy, which no program can change meanwhile.
    let buffer = unsafe { irp.AssociatedIrp.SystemBuffer }.cast::<[u8; 8]>();
    // SAFETY: it is as long as the longer of the two lengths, which is at least the answer's.
    unsafe { buffer.write(answer) };
    Ok(answer.len())
}

/// Completes the request. It must not be touched afterwards.
fn complete(irp: &mut IRP, status: NTSTATUS, information: usize) -> NTSTATUS {
    const NO_PRIORITY_BOOST: CCHAR = 0;
    irp.IoStatus.__bindgen_anon_1.Status = status;
    irp.IoStatus.Information = information as u64;
    // SAFETY: the request is the driver's, and every dispatch function completes it once, last.
    unsafe { IofCompleteRequest(irp, NO_PRIORITY_BOOST) };
    status
}
// ANCHOR_END: requests
