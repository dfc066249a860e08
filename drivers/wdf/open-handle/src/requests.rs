//! What a program can ask of the device: one number. The framework handles open and close.
//!
//! Every code and every length comes from outside and is checked. Each request is completed before
//! its function returns, so none is outstanding when the last handle is closed.

use core::{ffi::c_void, ptr::null_mut};

use teardown::{Failure, succeeded};
use wdk_sys::{
    _WDF_IO_QUEUE_DISPATCH_TYPE, _WDF_TRI_STATE, FILE_DEVICE_UNKNOWN, FILE_READ_DATA,
    METHOD_BUFFERED, NTSTATUS, ULONG, WDF_IO_QUEUE_CONFIG, WDF_NO_OBJECT_ATTRIBUTES, WDFDEVICE,
    WDFQUEUE, WDFREQUEST, call_unsafe_wdf_function_binding,
};
use wfp_sys::{STATUS_INVALID_DEVICE_REQUEST, STATUS_INVALID_PARAMETER, STATUS_SUCCESS};

use crate::callout;

/// Reads the counter: no input, 8 bytes of output. Function codes from 0x800 on are free for
/// any vendor.
const IOCTL_AUTHORIZATIONS: u32 =
    control_code(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_READ_DATA);

/// `CTL_CODE`. Source: `defining-i-o-control-codes`.
const fn control_code(device: u32, function: u32, method: u32, access: u32) -> u32 {
    (device << 16) | (access << 14) | (function << 2) | method
}

/// Gives the device its queue, which the framework deletes with the device.
///
/// IRQL: `PASSIVE_LEVEL` here. Source: `nf-wdfio-wdfioqueuecreate`.
pub fn serve(device: WDFDEVICE) -> Result<(), Failure> {
    #[expect(clippy::cast_possible_truncation, reason = "some 100 bytes")]
    let mut config = WDF_IO_QUEUE_CONFIG {
        Size: size_of::<WDF_IO_QUEUE_CONFIG>() as ULONG,
        DispatchType: _WDF_IO_QUEUE_DISPATCH_TYPE::WdfIoQueueDispatchSequential,
        PowerManaged: _WDF_TRI_STATE::WdfUseDefault,
        DefaultQueue: 1,
        EvtIoDeviceControl: Some(evt_io_device_control),
        ..WDF_IO_QUEUE_CONFIG::default()
    };
    let mut queue: WDFQUEUE = null_mut();
    // SAFETY: the device was just created; `config` and `queue` are live; no attributes.
    let status = unsafe {
        call_unsafe_wdf_function_binding!(
            WdfIoQueueCreate,
            device,
            &raw mut config,
            WDF_NO_OBJECT_ATTRIBUTES,
            &raw mut queue
        )
    };
    succeeded(c"WdfIoQueueCreate", status)
}

// ANCHOR: requests
/// Handles [`IOCTL_AUTHORIZATIONS`].
///
/// IRQL: `PASSIVE_LEVEL` to `DISPATCH_LEVEL`. Source: `nc-wdfio-evt_wdf_io_queue_io_device_control`.
unsafe extern "C" fn evt_io_device_control(
    _queue: WDFQUEUE,
    request: WDFREQUEST,
    _output_length: usize,
    input_length: usize,
    code: ULONG,
) {
    let (status, written) = match authorizations(request, input_length, code) {
        Ok(written) => (STATUS_SUCCESS, written),
        Err(status) => (status, 0),
    };
    // SAFETY: the framework's request, the driver's until this call, which is made once.
    unsafe {
        call_unsafe_wdf_function_binding!(
            WdfRequestCompleteWithInformation,
            request,
            status,
            written as u64
        );
    };
}

/// Writes the counter into the request's buffer; how many bytes, for the I/O manager to copy out.
fn authorizations(
    request: WDFREQUEST,
    input_length: usize,
    code: ULONG,
) -> Result<usize, NTSTATUS> {
    if code != IOCTL_AUTHORIZATIONS {
        return Err(STATUS_INVALID_DEVICE_REQUEST);
    }
    if input_length != 0 {
        return Err(STATUS_INVALID_PARAMETER);
    }
    let answer = callout::authorizations().to_ne_bytes();
    let mut buffer: *mut c_void = null_mut();
    // SAFETY: the request is not completed yet; `buffer` is live. A buffer that is too small is
    // refused with STATUS_BUFFER_TOO_SMALL.
    let status = unsafe {
        call_unsafe_wdf_function_binding!(
            WdfRequestRetrieveOutputBuffer,
            request,
            answer.len(),
            &raw mut buffer,
            null_mut()
        )
    };
    if status != STATUS_SUCCESS {
        return Err(status);
    }
    // SAFETY: METHOD_BUFFERED: the I/O manager's own copy, which no program can change meanwhile,
    // and at least as long as was asked for.
    unsafe { buffer.cast::<[u8; 8]>().write(answer) };
    Ok(answer.len())
}
// ANCHOR_END: requests
