//! Reading registry values.
//!
//! Source: `fxregistryapi.cpp`, `using-registry-key-objects`, and the page of each function.

use alloc::{vec, vec::Vec};
use core::ffi::c_void;

use ddi::levels::PASSIVE;
use kernel::{UnicodeString, nt_success};

use crate::{
    client::Globals,
    collection::Collection,
    context::{Attributes, Parent},
    handle::{self, Handle},
    memory::Memory,
    object::below_driver,
    registry::{Key, REG_DWORD, REG_MULTI_SZ, REG_SZ, get},
    status::{
        STATUS_BUFFER_OVERFLOW, STATUS_BUFFER_TOO_SMALL, STATUS_OBJECT_TYPE_MISMATCH,
        STATUS_SUCCESS,
    },
    table::{Function, function},
    text::Text,
};

pub const FUNCTIONS: &[Function] = &[
    function("WdfRegistryQueryMemory", query_memory as *const (), PASSIVE),
    function(
        "WdfRegistryQueryMultiString",
        query_strings as *const (),
        PASSIVE,
    ),
    function("WdfRegistryQueryString", query_string as *const (), PASSIVE),
    function("WdfRegistryQueryULong", query_number as *const (), PASSIVE),
    function(
        "WdfRegistryQueryUnicodeString",
        query_unicode as *const (),
        PASSIVE,
    ),
    function("WdfRegistryQueryValue", query as *const (), PASSIVE),
];

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn ZwQueryValueKey(
        key: *mut c_void,
        name: *const UnicodeString,
        class: u32,
        information: *mut c_void,
        length: u32,
        needed: *mut u32,
    ) -> i32;
}

/// A value: its type and its bytes.
unsafe fn value(key: &Key, name: *const UnicodeString) -> Result<(u32, Vec<u8>), i32> {
    /// `KeyValuePartialInformation`: title, type and length, then the bytes.
    const PARTIAL: u32 = 2;
    const HEAD: usize = 12;
    let mut room = vec![0_u8; HEAD + 64];
    loop {
        let mut needed = 0;
        let length = u32::try_from(room.len()).unwrap_or(u32::MAX);
        let buffer = room.as_mut_ptr().cast();
        // SAFETY: the buffer has `length` bytes; the name is the driver's.
        let status =
            unsafe { ZwQueryValueKey(key.raw(), name, PARTIAL, buffer, length, &raw mut needed) };
        if matches!(status, STATUS_BUFFER_OVERFLOW | STATUS_BUFFER_TOO_SMALL) {
            room.resize(needed as usize, 0);
            continue;
        }
        if !nt_success(status) {
            return Err(status);
        }
        let number = |at: usize| {
            room[at..at + 4]
                .iter()
                .rev()
                .fold(0, |n, &b| n << 8 | u32::from(b))
        };
        let (kind, bytes) = (number(4), number(8) as usize);
        return Ok((kind, room[HEAD..HEAD + bytes].to_vec()));
    }
}

/// `WdfRegistryQueryValue`.
unsafe extern "C" fn query(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    length: u32,
    buffer: *mut u8,
    queried: *mut u32,
    kind: *mut u32,
) -> i32 {
    let key = get(globals, key, "WdfRegistryQueryValue");
    // SAFETY: the driver's name.
    let (found, bytes) = match unsafe { value(&key, name) } {
        Ok(found) => found,
        Err(status) => return status,
    };
    let needed = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    for (place, number) in [(queried, needed), (kind, found)] {
        if !place.is_null() {
            // SAFETY: not NULL: the driver's place.
            unsafe { place.write(number) };
        }
    }
    if needed > length || (buffer.is_null() && needed > 0) {
        return STATUS_BUFFER_OVERFLOW;
    }
    // SAFETY: the driver's buffer has `length` bytes.
    unsafe { buffer.copy_from(bytes.as_ptr(), bytes.len()) };
    STATUS_SUCCESS
}

/// `WdfRegistryQueryMemory`.
unsafe extern "C" fn query_memory(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    _pool: u32,
    attributes: *const Attributes,
    place: *mut Handle,
    kind: *mut u32,
) -> i32 {
    let key = get(globals, key, "WdfRegistryQueryMemory");
    // SAFETY: the driver's name.
    let read = unsafe { value(&key, name) };
    let both = read.and_then(|found| Ok((found, Attributes::read(attributes, Parent::Optional)?)));
    let ((found, bytes), attributes) = match both {
        Ok(both) => both,
        Err(status) => return status,
    };
    let memory = Memory::allocate(bytes.len());
    let (address, _) = memory.span();
    // SAFETY: it was allocated with this length.
    unsafe { address.copy_from(bytes.as_ptr(), bytes.len()) };
    if !kind.is_null() {
        // SAFETY: not NULL: the driver's place.
        unsafe { kind.write(found) };
    }
    // SAFETY: the driver's place.
    unsafe { below_driver(globals, memory, attributes.as_ref(), place) }
}

/// The units of a value that must be of one type.
unsafe fn units(key: &Key, name: *const UnicodeString, wanted: u32) -> Result<Vec<u16>, i32> {
    // SAFETY: the driver's name.
    let (kind, bytes) = unsafe { value(key, name) }?;
    if kind != wanted {
        return Err(STATUS_OBJECT_TYPE_MISMATCH);
    }
    let pairs = bytes.chunks_exact(2);
    Ok(pairs
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect())
}

/// A `REG_SZ` without its zero.
unsafe fn text(key: &Key, name: *const UnicodeString) -> Result<Vec<u16>, i32> {
    // SAFETY: the driver's name.
    let units = unsafe { units(key, name, REG_SZ) }?;
    Ok(units.into_iter().take_while(|&unit| unit != 0).collect())
}

/// `WdfRegistryQueryMultiString`: a string object for each string, below the driver object if the
/// attributes name no parent.
unsafe extern "C" fn query_strings(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    attributes: *const Attributes,
    collection: Handle,
) -> i32 {
    let function = "WdfRegistryQueryMultiString";
    let key = get(globals, key, function);
    let collection = handle::get::<Collection>(globals, collection, function);
    let attributes = match Attributes::read(attributes, Parent::Optional) {
        Ok(attributes) => attributes,
        Err(status) => return status,
    };
    // SAFETY: the driver's name.
    let units = match unsafe { units(&key, name, REG_MULTI_SZ) } {
        Ok(units) => units,
        Err(status) => return status,
    };
    for text in units.split(|&unit| unit == 0) {
        if text.is_empty() {
            break;
        }
        let mut handle = core::ptr::null_mut();
        let text = Text::new(text.to_vec());
        // SAFETY: a live place.
        let status = unsafe { below_driver(globals, text, attributes.as_ref(), &raw mut handle) };
        if status != STATUS_SUCCESS {
            return status;
        }
        collection.add(handle::object(globals, handle, function));
    }
    STATUS_SUCCESS
}

/// `WdfRegistryQueryString`.
unsafe extern "C" fn query_string(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    place: Handle,
) -> i32 {
    let key = get(globals, key, "WdfRegistryQueryString");
    let place = handle::get::<Text>(globals, place, "WdfRegistryQueryString");
    // SAFETY: the driver's name.
    match unsafe { text(&key, name) } {
        Ok(units) => {
            place.set(units);
            STATUS_SUCCESS
        }
        Err(status) => status,
    }
}

/// `WdfRegistryQueryUnicodeString`: with NULL it tells the length only.
unsafe extern "C" fn query_unicode(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    needed: *mut u16,
    place: *mut UnicodeString,
) -> i32 {
    let key = get(globals, key, "WdfRegistryQueryUnicodeString");
    // SAFETY: the driver's name.
    let units = match unsafe { text(&key, name) } {
        Ok(units) => units,
        Err(status) => return status,
    };
    if !needed.is_null() {
        // The framework counts the terminating zero.
        let bytes = u16::try_from(size_of_val(&units[..]) + 2).unwrap_or(u16::MAX);
        // SAFETY: not NULL: the driver's place.
        unsafe { needed.write(bytes) };
    }
    // SAFETY: NULL, or the driver's structure with its buffer.
    let fits = unsafe { place.as_mut() }.is_none_or(|place| place.assign(&units));
    if fits {
        STATUS_SUCCESS
    } else {
        STATUS_BUFFER_OVERFLOW
    }
}

/// `WdfRegistryQueryULong`.
unsafe extern "C" fn query_number(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    place: *mut u32,
) -> i32 {
    let key = get(globals, key, "WdfRegistryQueryULong");
    // SAFETY: the driver's name.
    match unsafe { value(&key, name) } {
        Ok((REG_DWORD, bytes)) => {
            let Ok(bytes) = bytes.try_into() else {
                return STATUS_OBJECT_TYPE_MISMATCH;
            };
            // SAFETY: required by the call: the driver's place.
            unsafe { place.write(u32::from_le_bytes(bytes)) };
            STATUS_SUCCESS
        }
        Ok(_) => STATUS_OBJECT_TYPE_MISMATCH,
        Err(status) => status,
    }
}
