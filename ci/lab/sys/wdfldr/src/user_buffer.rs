//! Buffers of requests that come as addresses of the caller's: `METHOD_NEITHER`.
//!
//! Source: `accessing-data-buffers-in-wdf-drivers`, and the page of each function. The addresses mean
//! something in the caller's process alone, so they may be asked for in `EvtIoInCallerContext`. Wine
//! passes copies, which any thread of the host process can reach.

use alloc::sync::Arc;
use core::ffi::c_void;

use kernel::MAJOR_DEVICE_CONTROL;

use crate::{
    client::Globals,
    dispatch::{READ, WRITE},
    handle::{self, Handle},
    memory::Memory,
    request::Request,
    request_data::{self, Way},
    status::{STATUS_INVALID_DEVICE_REQUEST, STATUS_INVALID_PARAMETER, STATUS_SUCCESS},
    table::{Function, PASSIVE, function},
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function(
        "WdfRequestProbeAndLockUserBufferForRead",
        lock_for_read as *const (),
        PASSIVE,
    ),
    function(
        "WdfRequestProbeAndLockUserBufferForWrite",
        lock_for_write as *const (),
        PASSIVE,
    ),
    function(
        "WdfRequestRetrieveUnsafeUserInputBuffer",
        input as *const (),
        PASSIVE,
    ),
    function(
        "WdfRequestRetrieveUnsafeUserOutputBuffer",
        output as *const (),
        PASSIVE,
    ),
];

/// `METHOD_NEITHER`.
const NEITHER: u32 = 3;

unsafe fn retrieve(
    request: &Request,
    way: Way,
    minimum: usize,
    address: *mut *mut c_void,
    length: *mut usize,
) -> i32 {
    let location = request.location();
    let Some(irp) = request.irp() else {
        return STATUS_INVALID_DEVICE_REQUEST;
    };
    let [first, second] = [location.number(0), location.number(1)].map(|n| n as usize);
    let input = core::ptr::with_exposed_provenance_mut(location.parameters[3]);
    let found = match (usize::from(location.major), way) {
        (MAJOR_DEVICE_CONTROL, _) if location.number(2) & 3 != NEITHER => {
            return STATUS_INVALID_DEVICE_REQUEST;
        }
        (MAJOR_DEVICE_CONTROL, Way::In) => (input, second),
        (READ | MAJOR_DEVICE_CONTROL, Way::Out) | (WRITE, Way::In) => (irp.user_buffer, first),
        _ => return STATUS_INVALID_DEVICE_REQUEST,
    };
    // SAFETY: the caller's promise.
    unsafe { request_data::answer(found, minimum, address, length) }
}

/// `WdfRequestRetrieveUnsafeUserInputBuffer`.
unsafe extern "C" fn input(
    globals: *mut Globals,
    request: Handle,
    minimum: usize,
    address: *mut *mut c_void,
    length: *mut usize,
) -> i32 {
    let name = "WdfRequestRetrieveUnsafeUserInputBuffer";
    let request = handle::get::<Request>(globals, request, name);
    // SAFETY: the driver's places.
    unsafe { retrieve(&request, Way::In, minimum, address, length) }
}

/// `WdfRequestRetrieveUnsafeUserOutputBuffer`.
unsafe extern "C" fn output(
    globals: *mut Globals,
    request: Handle,
    minimum: usize,
    address: *mut *mut c_void,
    length: *mut usize,
) -> i32 {
    let name = "WdfRequestRetrieveUnsafeUserOutputBuffer";
    let request = handle::get::<Request>(globals, request, name);
    // SAFETY: the driver's places.
    unsafe { retrieve(&request, Way::Out, minimum, address, length) }
}

/// A memory object over the bytes, which goes with the request.
unsafe fn lock(
    globals: *mut Globals,
    request: Handle,
    buffer: *mut c_void,
    bytes: usize,
    place: *mut Handle,
    function: &str,
) -> i32 {
    let request = handle::get::<Request>(globals, request, function);
    if buffer.is_null() || bytes == 0 {
        return STATUS_INVALID_PARAMETER;
    }
    let parent = Some(Arc::clone(&request.object));
    let memory = Memory::over(buffer, bytes);
    let created = tree::create(request.object.client, memory, None, parent);
    // SAFETY: the driver's place.
    unsafe { place.write(created.object.handle()) };
    STATUS_SUCCESS
}

/// `WdfRequestProbeAndLockUserBufferForRead`.
unsafe extern "C" fn lock_for_read(
    globals: *mut Globals,
    request: Handle,
    buffer: *mut c_void,
    bytes: usize,
    place: *mut Handle,
) -> i32 {
    let name = "WdfRequestProbeAndLockUserBufferForRead";
    // SAFETY: the driver's place.
    unsafe { lock(globals, request, buffer, bytes, place, name) }
}

/// `WdfRequestProbeAndLockUserBufferForWrite`.
unsafe extern "C" fn lock_for_write(
    globals: *mut Globals,
    request: Handle,
    buffer: *mut c_void,
    bytes: usize,
    place: *mut Handle,
) -> i32 {
    let name = "WdfRequestProbeAndLockUserBufferForWrite";
    // SAFETY: the driver's place.
    unsafe { lock(globals, request, buffer, bytes, place, name) }
}
