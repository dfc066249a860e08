//! Memory objects and lookaside lists.
//!
//! Source: `fxmemorybufferapi.cpp`, `using-memory-buffers`.

use alloc::{sync::Arc, vec, vec::Vec};
use core::{ffi::c_void, sync::atomic::Ordering::SeqCst};

use ddi::levels::{APC, DISPATCH};

use crate::{
    client::{self, Globals},
    context::{Attributes, Parent},
    handle::{self, Handle, Kind, Lock, Object},
    object::below_driver,
    request::Request,
    request_data::{Way, buffer},
    status::{
        STATUS_BUFFER_TOO_SMALL, STATUS_INVALID_DEVICE_REQUEST, STATUS_INVALID_PARAMETER,
        STATUS_SUCCESS,
    },
    table::{Function, function, require},
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function("WdfLookasideListCreate", lookaside_create as *const (), APC),
    function("WdfMemoryAssignBuffer", assign as *const (), DISPATCH),
    function("WdfMemoryCopyFromBuffer", copy_from as *const (), DISPATCH),
    function("WdfMemoryCopyToBuffer", copy_to as *const (), DISPATCH),
    function("WdfMemoryCreate", create as *const (), DISPATCH),
    function(
        "WdfMemoryCreateFromLookaside",
        create_from_lookaside as *const (),
        DISPATCH,
    ),
    function(
        "WdfMemoryCreatePreallocated",
        create_preallocated as *const (),
        DISPATCH,
    ),
    function("WdfMemoryGetBuffer", get_buffer as *const (), DISPATCH),
    function(
        "WdfRequestRetrieveInputMemory",
        input as *const (),
        DISPATCH,
    ),
    function(
        "WdfRequestRetrieveOutputMemory",
        output as *const (),
        DISPATCH,
    ),
];

/// `PagedPool` is bit 0 of a pool type.
const PAGED: u32 = 1;

/// A `WDFMEMORY`.
pub struct Memory {
    place: Lock<Place>,
    /// The buffer is the driver's or a request's, not this object's.
    foreign: bool,
}

struct Place {
    address: usize,
    bytes: usize,
    /// What the object allocated, in units that are aligned like pool.
    own: Vec<u128>,
}

impl Kind for Memory {
    const NAME: &'static str = "WDFMEMORY";

    /// A use of freed memory is to read this instead of what it expects.
    fn destroy(&self, _object: &Arc<Object>) {
        let freed = u128::from_le_bytes([0xDD; 16]);
        self.place.lock().own.fill(freed);
    }
}

impl Memory {
    /// Zeroed memory of its own.
    pub fn allocate(bytes: usize) -> Self {
        let mut own = vec![0_u128; bytes.div_ceil(size_of::<u128>())];
        Self {
            place: Lock::new(Place {
                address: own.as_mut_ptr().expose_provenance(),
                bytes,
                own,
            }),
            foreign: false,
        }
    }

    /// Over bytes of somebody else.
    pub fn over(address: *mut c_void, bytes: usize) -> Self {
        Self {
            place: Lock::new(Place {
                address: address.expose_provenance(),
                bytes,
                own: Vec::new(),
            }),
            foreign: true,
        }
    }

    /// Address and length.
    pub fn span(&self) -> (*mut u8, usize) {
        let place = self.place.lock();
        (
            core::ptr::with_exposed_provenance_mut(place.address),
            place.bytes,
        )
    }
}

/// A `WDFLOOKASIDE`.
struct Lookaside {
    bytes: usize,
    attributes: Option<Attributes>,
}

impl Kind for Lookaside {
    const NAME: &'static str = "WDFLOOKASIDE";
}

/// Makes the object and tells the address of its buffer.
unsafe fn add(
    globals: *mut Globals,
    attributes: Option<&Attributes>,
    memory: Memory,
    place: *mut Handle,
    buffer: *mut *mut c_void,
) -> i32 {
    let (address, _) = memory.span();
    // SAFETY: the driver's place for the handle.
    let status = unsafe { below_driver(globals, memory, attributes, place) };
    if status == STATUS_SUCCESS && !buffer.is_null() {
        // SAFETY: not NULL: the driver's place for the address.
        unsafe { buffer.write(address.cast()) };
    }
    status
}

/// `WdfMemoryCreate`.
unsafe extern "C" fn create(
    globals: *mut Globals,
    attributes: *const Attributes,
    pool: u32,
    _tag: u32,
    bytes: usize,
    place: *mut Handle,
    buffer: *mut *mut c_void,
) -> i32 {
    if pool & PAGED != 0 {
        require("WdfMemoryCreate of paged memory", APC);
    }
    if bytes == 0 {
        return STATUS_INVALID_PARAMETER;
    }
    let attributes = match Attributes::read(attributes, Parent::Optional) {
        Ok(attributes) => attributes,
        Err(status) => return status,
    };
    let memory = Memory::allocate(bytes);
    // SAFETY: the driver's places.
    unsafe { add(globals, attributes.as_ref(), memory, place, buffer) }
}

/// `WdfMemoryCreatePreallocated`: the buffer stays the driver's.
unsafe extern "C" fn create_preallocated(
    globals: *mut Globals,
    attributes: *const Attributes,
    buffer: *mut c_void,
    bytes: usize,
    place: *mut Handle,
) -> i32 {
    if buffer.is_null() || bytes == 0 {
        return STATUS_INVALID_PARAMETER;
    }
    let attributes = match Attributes::read(attributes, Parent::Optional) {
        Ok(attributes) => attributes,
        Err(status) => return status,
    };
    let memory = Memory::over(buffer, bytes);
    // SAFETY: the driver's place.
    unsafe { below_driver(globals, memory, attributes.as_ref(), place) }
}

/// `WdfMemoryGetBuffer`.
unsafe extern "C" fn get_buffer(
    globals: *mut Globals,
    memory: Handle,
    length: *mut usize,
) -> *mut c_void {
    let memory = handle::get::<Memory>(globals, memory, "WdfMemoryGetBuffer");
    let (address, bytes) = memory.span();
    if !length.is_null() {
        // SAFETY: not NULL: the driver's place for the length.
        unsafe { length.write(bytes) };
    }
    address.cast()
}

/// `WdfMemoryAssignBuffer`: for memory objects over a buffer of the driver.
extern "C" fn assign(
    globals: *mut Globals,
    memory: Handle,
    buffer: *mut c_void,
    bytes: usize,
) -> i32 {
    let memory = handle::get::<Memory>(globals, memory, "WdfMemoryAssignBuffer");
    if !memory.foreign {
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    if buffer.is_null() || bytes == 0 {
        return STATUS_INVALID_PARAMETER;
    }
    let mut place = memory.place.lock();
    place.address = buffer.expose_provenance();
    place.bytes = bytes;
    STATUS_SUCCESS
}

/// The part of a buffer, if it has so many bytes from there.
fn part(memory: &Memory, offset: usize, bytes: usize) -> Result<*mut u8, i32> {
    let (address, length) = memory.span();
    let end = offset.checked_add(bytes).ok_or(STATUS_INVALID_PARAMETER)?;
    if end > length {
        return Err(STATUS_BUFFER_TOO_SMALL);
    }
    Ok(address.wrapping_add(offset))
}

/// `WdfMemoryCopyToBuffer`.
unsafe extern "C" fn copy_to(
    globals: *mut Globals,
    memory: Handle,
    offset: usize,
    buffer: *mut u8,
    bytes: usize,
) -> i32 {
    let memory = handle::get::<Memory>(globals, memory, "WdfMemoryCopyToBuffer");
    match part(&memory, offset, bytes) {
        Ok(source) => {
            // SAFETY: the driver's buffer has so many bytes, and so has the part.
            unsafe { buffer.copy_from(source, bytes) };
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

/// `WdfMemoryCopyFromBuffer`.
unsafe extern "C" fn copy_from(
    globals: *mut Globals,
    memory: Handle,
    offset: usize,
    buffer: *const u8,
    bytes: usize,
) -> i32 {
    let memory = handle::get::<Memory>(globals, memory, "WdfMemoryCopyFromBuffer");
    match part(&memory, offset, bytes) {
        Ok(target) => {
            // SAFETY: the driver's buffer has so many bytes, and so has the part.
            unsafe { target.copy_from(buffer, bytes) };
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

/// `WdfLookasideListCreate`.
unsafe extern "C" fn lookaside_create(
    globals: *mut Globals,
    attributes: *const Attributes,
    bytes: usize,
    _pool: u32,
    memory_attributes: *const Attributes,
    _tag: u32,
    place: *mut Handle,
) -> i32 {
    let both = Attributes::read(attributes, Parent::Optional)
        .and_then(|own| Ok((own, Attributes::read(memory_attributes, Parent::Optional)?)));
    let (own, attributes) = match both {
        Ok(both) => both,
        Err(status) => return status,
    };
    if bytes == 0 {
        return STATUS_INVALID_PARAMETER;
    }
    let lookaside = Lookaside { bytes, attributes };
    // SAFETY: the driver's place.
    unsafe { below_driver(globals, lookaside, own.as_ref(), place) }
}

/// `WdfMemoryCreateFromLookaside`.
unsafe extern "C" fn create_from_lookaside(
    globals: *mut Globals,
    lookaside: Handle,
    place: *mut Handle,
) -> i32 {
    let list = handle::get::<Lookaside>(globals, lookaside, "WdfMemoryCreateFromLookaside");
    let memory = Memory::allocate(list.bytes);
    let parent = tree::parent(list.attributes.as_ref(), &list.object);
    let client = client::of(globals);
    let created = tree::create(client, memory, list.attributes.as_ref(), Some(parent));
    // SAFETY: the driver's place.
    unsafe { place.write(created.object.handle()) };
    STATUS_SUCCESS
}

/// A memory object over a request's buffer. It goes with the request.
unsafe fn of_request(
    globals: *mut Globals,
    request: Handle,
    way: Way,
    function: &str,
    place: *mut Handle,
) -> i32 {
    let request = handle::get::<Request>(globals, request, function);
    let (address, bytes) = match buffer(&request, way) {
        Ok(found) => found,
        Err(status) => return status,
    };
    if bytes == 0 {
        return STATUS_BUFFER_TOO_SMALL;
    }
    let cache = &request.memory[usize::from(way == Way::Out)];
    let known = handle::lookup(cache.load(SeqCst));
    let object = known.unwrap_or_else(|| {
        let parent = Some(Arc::clone(&request.object));
        let memory = Memory::over(address, bytes);
        tree::create(request.object.client, memory, None, parent).object
    });
    cache.store(object.handle(), SeqCst);
    // SAFETY: the driver's place.
    unsafe { place.write(object.handle()) };
    STATUS_SUCCESS
}

/// `WdfRequestRetrieveInputMemory`.
unsafe extern "C" fn input(globals: *mut Globals, request: Handle, place: *mut Handle) -> i32 {
    let name = "WdfRequestRetrieveInputMemory";
    // SAFETY: the driver's place.
    unsafe { of_request(globals, request, Way::In, name, place) }
}

/// `WdfRequestRetrieveOutputMemory`.
unsafe extern "C" fn output(globals: *mut Globals, request: Handle, place: *mut Handle) -> i32 {
    let name = "WdfRequestRetrieveOutputMemory";
    // SAFETY: the driver's place.
    unsafe { of_request(globals, request, Way::Out, name, place) }
}
