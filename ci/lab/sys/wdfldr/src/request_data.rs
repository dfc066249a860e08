//! What a request says and where its bytes are.
//!
//! Source: `fxrequest.cpp`, `accessing-data-buffers-in-wdf-drivers`.

use core::{ffi::c_void, ptr::null_mut, sync::atomic::Ordering::SeqCst};

use kernel::MAJOR_DEVICE_CONTROL;

use crate::{
    client::Globals,
    dispatch::{INTERNAL_DEVICE_CONTROL, READ, WRITE},
    handle::{self, Handle, Held},
    irp::{Irp, Mdl},
    request::Request,
    status::{
        STATUS_BUFFER_TOO_SMALL, STATUS_INSUFFICIENT_RESOURCES, STATUS_INVALID_DEVICE_REQUEST,
        STATUS_SUCCESS,
    },
    table::{APC, DISPATCH, Function, function},
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function(
        "WdfRequestGetFileObject",
        file_object as *const (),
        DISPATCH,
    ),
    function(
        "WdfRequestGetInformation",
        information as *const (),
        DISPATCH,
    ),
    function("WdfRequestGetIoQueue", io_queue as *const (), DISPATCH),
    function("WdfRequestGetParameters", parameters as *const (), DISPATCH),
    function(
        "WdfRequestGetRequestorMode",
        requestor_mode as *const (),
        DISPATCH,
    ),
    function("WdfRequestGetStatus", status as *const (), DISPATCH),
    function(
        "WdfRequestIsFrom32BitProcess",
        is_from_32_bit as *const (),
        APC,
    ),
    function("WdfRequestIsReserved", is_reserved as *const (), DISPATCH),
    function(
        "WdfRequestRetrieveInputBuffer",
        input_buffer as *const (),
        DISPATCH,
    ),
    function(
        "WdfRequestRetrieveInputWdmMdl",
        input_mdl as *const (),
        DISPATCH,
    ),
    function(
        "WdfRequestRetrieveOutputBuffer",
        output_buffer as *const (),
        DISPATCH,
    ),
    function(
        "WdfRequestRetrieveOutputWdmMdl",
        output_mdl as *const (),
        DISPATCH,
    ),
    function(
        "WdfRequestSetInformation",
        set_information as *const (),
        DISPATCH,
    ),
    function("WdfRequestWdmGetIrp", wdm_irp as *const (), DISPATCH),
];

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn MmMapLockedPagesSpecifyCache(
        mdl: *mut Mdl,
        mode: i8,
        cache: u32,
        address: *mut c_void,
        bug_check: u32,
        priority: u32,
    ) -> *mut c_void;
    fn IoAllocateMdl(
        address: *mut c_void,
        length: u32,
        secondary: u8,
        charge: u8,
        irp: *mut c_void,
    ) -> *mut Mdl;
    fn IoFreeMdl(mdl: *mut Mdl);
}

/// `WDF_REQUEST_PARAMETERS`.
#[repr(C)]
pub struct Parameters {
    size: u16,
    minor: u8,
    request_type: u32,
    words: [usize; 4],
}

const _: () = assert!(size_of::<Parameters>() == 40);

/// `MDL_SOURCE_IS_NONPAGED_POOL`.
const NONPAGED: i16 = 4;

fn get(globals: *mut Globals, request: Handle, function: &str) -> Held<Request> {
    handle::get(globals, request, function)
}

/// `WdfRequestGetParameters`.
unsafe extern "C" fn parameters(globals: *mut Globals, request: Handle, place: *mut Parameters) {
    let request = get(globals, request, "WdfRequestGetParameters");
    // SAFETY: required by the call: the driver's structure.
    unsafe { fill(&request, place) };
}

/// Writes the parameters. The number of a request's type is that of its major function.
///
/// # Safety
///
/// `place` is the driver's structure.
pub unsafe fn fill(request: &Held<Request>, place: *mut Parameters) {
    let location = request.location();
    let mut words = location.parameters;
    if matches!(
        usize::from(location.major),
        READ | WRITE | MAJOR_DEVICE_CONTROL | INTERNAL_DEVICE_CONTROL
    ) {
        // Lengths are ULONG in the stack location and size_t here.
        words[0] = location.number(0) as usize;
    }
    if matches!(
        usize::from(location.major),
        MAJOR_DEVICE_CONTROL | INTERNAL_DEVICE_CONTROL
    ) {
        words[1] = location.number(1) as usize;
    }
    // SAFETY: the caller's promise.
    let out = unsafe { &mut *place };
    out.minor = location.minor;
    out.request_type = u32::from(location.major);
    out.words = words;
}

/// Bytes that go one way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    In,
    Out,
}

/// How a control code's buffers come: its low two bits.
const METHOD_BUFFERED: u32 = 0;
const METHOD_NEITHER: u32 = 3;

/// The buffer of a request and its length.
pub fn buffer(request: &Held<Request>, way: Way) -> Result<(*mut c_void, usize), i32> {
    let location = request.location();
    let irp = request.irp().ok_or(STATUS_INVALID_DEVICE_REQUEST)?;
    let [first, second] = [location.number(0), location.number(1)].map(|n| n as usize);
    let major = usize::from(location.major);
    match (major, way) {
        (READ, Way::Out) | (WRITE, Way::In) => transfer(irp).map(|address| (address, first)),
        (MAJOR_DEVICE_CONTROL | INTERNAL_DEVICE_CONTROL, _) => {
            let method = location.number(2) & 3;
            let length = if way == Way::In { second } else { first };
            if method == METHOD_NEITHER {
                Err(STATUS_INVALID_DEVICE_REQUEST)
            } else if method == METHOD_BUFFERED || way == Way::In {
                Ok((irp.system_buffer, length))
            } else {
                mapped(irp).map(|address| (address, length))
            }
        }
        _ => Err(STATUS_INVALID_DEVICE_REQUEST),
    }
}

/// A read's or write's bytes: the device's type says which.
fn transfer(irp: &Irp) -> Result<*mut c_void, i32> {
    if !irp.system_buffer.is_null() {
        Ok(irp.system_buffer)
    } else if !irp.mdl.is_null() {
        mapped(irp)
    } else {
        Err(STATUS_INVALID_DEVICE_REQUEST)
    }
}

/// `MmGetSystemAddressForMdlSafe`.
fn mapped(irp: &Irp) -> Result<*mut c_void, i32> {
    /// `MDL_MAPPED_TO_SYSTEM_VA`.
    const MAPPED: i16 = 1 | NONPAGED;
    const NORMAL_PRIORITY: u32 = 16;
    const CACHED: u32 = 1;
    // SAFETY: NULL, or the request's list, which lives as long as the request.
    let mdl = unsafe { irp.mdl.as_ref() }.ok_or(STATUS_INVALID_DEVICE_REQUEST)?;
    if mdl.flags & MAPPED != 0 {
        return Ok(mdl.mapped);
    }
    // SAFETY: the I/O manager locked the pages of a direct request.
    let address =
        unsafe { MmMapLockedPagesSpecifyCache(irp.mdl, 0, CACHED, null_mut(), 0, NORMAL_PRIORITY) };
    if address.is_null() {
        Err(STATUS_INSUFFICIENT_RESOURCES)
    } else {
        Ok(address)
    }
}

/// Writes address and length to the driver's places.
unsafe fn retrieve(
    request: &Held<Request>,
    way: Way,
    minimum: usize,
    address: *mut *mut c_void,
    length: *mut usize,
) -> i32 {
    match buffer(request, way) {
        // SAFETY: the caller's promise.
        Ok(found) => unsafe { answer(found, minimum, address, length) },
        Err(status) => status,
    }
}

/// Writes a buffer that is large enough to the driver's places.
///
/// # Safety
///
/// `address` is a place for the address; `length` is NULL or a place for the length.
pub const unsafe fn answer(
    (found, bytes): (*mut c_void, usize),
    minimum: usize,
    address: *mut *mut c_void,
    length: *mut usize,
) -> i32 {
    if bytes == 0 || bytes < minimum {
        return STATUS_BUFFER_TOO_SMALL;
    }
    // SAFETY: the caller's promise.
    unsafe { address.write(found) };
    if !length.is_null() {
        // SAFETY: not NULL: a place for the length.
        unsafe { length.write(bytes) };
    }
    STATUS_SUCCESS
}

/// `WdfRequestRetrieveInputBuffer`.
unsafe extern "C" fn input_buffer(
    globals: *mut Globals,
    request: Handle,
    minimum: usize,
    address: *mut *mut c_void,
    length: *mut usize,
) -> i32 {
    let request = get(globals, request, "WdfRequestRetrieveInputBuffer");
    // SAFETY: the driver's places.
    unsafe { retrieve(&request, Way::In, minimum, address, length) }
}

/// `WdfRequestRetrieveOutputBuffer`.
unsafe extern "C" fn output_buffer(
    globals: *mut Globals,
    request: Handle,
    minimum: usize,
    address: *mut *mut c_void,
    length: *mut usize,
) -> i32 {
    let request = get(globals, request, "WdfRequestRetrieveOutputBuffer");
    // SAFETY: the driver's places.
    unsafe { retrieve(&request, Way::Out, minimum, address, length) }
}

/// A list over the I/O manager's own bytes, which are not pageable.
fn list_over(address: *mut c_void, bytes: usize) -> *mut Mdl {
    let length = u32::try_from(bytes).unwrap_or(u32::MAX);
    // SAFETY: the bytes of a buffered request; the list belongs to no IRP.
    let list = unsafe { IoAllocateMdl(address, length, 0, 0, null_mut()) };
    // SAFETY: NULL, or just allocated.
    if let Some(list) = unsafe { list.as_mut() } {
        // What `MmBuildMdlForNonPagedPool` does, which is a stub in Wine.
        list.flags |= NONPAGED;
        list.mapped = address;
    }
    list
}

/// Frees a list of [`list_over`]; NULL is none.
pub fn free_list(list: *mut Mdl) {
    if !list.is_null() {
        // SAFETY: allocated for this request, and freed once: the request goes.
        unsafe { IoFreeMdl(list) };
    }
}

/// The list of a direct request, or one over the bytes of a buffered one, which goes with it.
unsafe fn mdl(request: &Held<Request>, way: Way, place: *mut *mut Mdl) -> i32 {
    let (address, bytes) = match buffer(request, way) {
        Ok(found) => found,
        Err(status) => return status,
    };
    if bytes == 0 {
        return STATUS_BUFFER_TOO_SMALL;
    }
    let mut list = request.irp().map_or(null_mut(), |irp| irp.mdl);
    if list.is_null() {
        let own = &request.lists[usize::from(way == Way::Out)];
        list = own.load(SeqCst);
        if list.is_null() {
            list = list_over(address, bytes);
            own.store(list, SeqCst);
        }
    }
    if list.is_null() {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    // SAFETY: required by the calls: a place for the address.
    unsafe { place.write(list) };
    STATUS_SUCCESS
}

/// `WdfRequestRetrieveInputWdmMdl`.
unsafe extern "C" fn input_mdl(
    globals: *mut Globals,
    request: Handle,
    place: *mut *mut Mdl,
) -> i32 {
    let request = get(globals, request, "WdfRequestRetrieveInputWdmMdl");
    // SAFETY: the driver's place.
    unsafe { mdl(&request, Way::In, place) }
}

/// `WdfRequestRetrieveOutputWdmMdl`.
unsafe extern "C" fn output_mdl(
    globals: *mut Globals,
    request: Handle,
    place: *mut *mut Mdl,
) -> i32 {
    let request = get(globals, request, "WdfRequestRetrieveOutputWdmMdl");
    // SAFETY: the driver's place.
    unsafe { mdl(&request, Way::Out, place) }
}

/// `WdfRequestSetInformation`.
extern "C" fn set_information(globals: *mut Globals, request: Handle, information: usize) {
    let request = get(globals, request, "WdfRequestSetInformation");
    request.information.store(information, SeqCst);
}

/// `WdfRequestGetInformation`.
extern "C" fn information(globals: *mut Globals, request: Handle) -> usize {
    let request = get(globals, request, "WdfRequestGetInformation");
    request.information.load(SeqCst)
}

/// `WdfRequestGetStatus`.
extern "C" fn status(globals: *mut Globals, request: Handle) -> i32 {
    let request = get(globals, request, "WdfRequestGetStatus");
    request.irp().map_or(STATUS_SUCCESS, |irp| irp.status)
}

/// `WdfRequestGetFileObject`.
extern "C" fn file_object(globals: *mut Globals, request: Handle) -> Handle {
    let request = get(globals, request, "WdfRequestGetFileObject");
    tree::handle_of(request.file.as_ref())
}

/// `WdfRequestGetIoQueue`.
extern "C" fn io_queue(globals: *mut Globals, request: Handle) -> Handle {
    let request = get(globals, request, "WdfRequestGetIoQueue");
    let queue = request.queue.lock();
    tree::handle_of(queue.as_ref().map(|queue| &queue.object))
}

/// `WdfRequestGetRequestorMode`.
extern "C" fn requestor_mode(globals: *mut Globals, request: Handle) -> i8 {
    let request = get(globals, request, "WdfRequestGetRequestorMode");
    request.irp().map_or(0, |irp| irp.requestor_mode)
}

/// `WdfRequestIsFrom32BitProcess`: the lab's programs are 64-bit.
extern "C" fn is_from_32_bit(globals: *mut Globals, request: Handle) -> u8 {
    get(globals, request, "WdfRequestIsFrom32BitProcess");
    0
}

/// `WdfRequestIsReserved`: no forward progress in the lab.
extern "C" fn is_reserved(globals: *mut Globals, request: Handle) -> u8 {
    get(globals, request, "WdfRequestIsReserved");
    0
}

/// `WdfRequestWdmGetIrp`.
extern "C" fn wdm_irp(globals: *mut Globals, request: Handle) -> *mut Irp {
    let request = get(globals, request, "WdfRequestWdmGetIrp");
    request.address()
}
