//! Writing registry values, and taking them away.
//!
//! Source: `fxregistryapi.cpp`, `using-registry-key-objects`, and the page of each function.

use alloc::vec::Vec;
use core::ffi::c_void;

use ddi::levels::PASSIVE;
use kernel::UnicodeString;

use crate::{
    client::Globals,
    collection::Collection,
    handle::{self, Handle},
    memory::Memory,
    registry::{REG_DWORD, REG_MULTI_SZ, REG_SZ, get},
    status::STATUS_INVALID_PARAMETER,
    table::{Function, function},
    text::Text,
};

pub const FUNCTIONS: &[Function] = &[
    function(
        "WdfRegistryAssignMemory",
        assign_memory as *const (),
        PASSIVE,
    ),
    function(
        "WdfRegistryAssignMultiString",
        assign_strings as *const (),
        PASSIVE,
    ),
    function(
        "WdfRegistryAssignString",
        assign_string as *const (),
        PASSIVE,
    ),
    function(
        "WdfRegistryAssignULong",
        assign_number as *const (),
        PASSIVE,
    ),
    function(
        "WdfRegistryAssignUnicodeString",
        assign_unicode as *const (),
        PASSIVE,
    ),
    function("WdfRegistryAssignValue", assign as *const (), PASSIVE),
    function("WdfRegistryRemoveValue", remove_value as *const (), PASSIVE),
];

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn ZwDeleteValueKey(key: *mut c_void, name: *const UnicodeString) -> i32;
    fn ZwSetValueKey(
        key: *mut c_void,
        name: *const UnicodeString,
        title: u32,
        kind: u32,
        data: *const c_void,
        length: u32,
    ) -> i32;
}

/// `WdfRegistryRemoveValue`.
unsafe extern "C" fn remove_value(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
) -> i32 {
    let key = get(globals, key, "WdfRegistryRemoveValue");
    // SAFETY: the object's open key; the name is the driver's.
    unsafe { ZwDeleteValueKey(key.raw(), name) }
}

/// `WdfRegistryAssignValue`.
unsafe extern "C" fn assign(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    kind: u32,
    length: u32,
    data: *const c_void,
) -> i32 {
    let key = get(globals, key, "WdfRegistryAssignValue");
    // SAFETY: the object's open key; name and data are the driver's.
    unsafe { ZwSetValueKey(key.raw(), name, 0, kind, data, length) }
}

unsafe fn assign_bytes(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    kind: u32,
    bytes: &[u8],
) -> i32 {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    // SAFETY: the bytes are live; the name is the driver's.
    unsafe { assign(globals, key, name, kind, length, bytes.as_ptr().cast()) }
}

/// `WdfRegistryAssignMemory`.
unsafe extern "C" fn assign_memory(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    kind: u32,
    memory: Handle,
    offset: *const [usize; 2],
) -> i32 {
    let memory = handle::get::<Memory>(globals, memory, "WdfRegistryAssignMemory");
    let (address, bytes) = memory.span();
    // SAFETY: NULL, or the driver's live structure.
    let part = unsafe { offset.as_ref() };
    let [from, length] = part.copied().unwrap_or([0, bytes]);
    if from.checked_add(length).is_none_or(|end| end > bytes) {
        return STATUS_INVALID_PARAMETER;
    }
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    let address = address.wrapping_add(from);
    // SAFETY: the memory object's bytes; the name is the driver's.
    unsafe { assign(globals, key, name, kind, length, address.cast()) }
}

fn terminated(units: impl Iterator<Item = u16>) -> Vec<u8> {
    units.chain([0]).flat_map(u16::to_le_bytes).collect()
}

/// `WdfRegistryAssignUnicodeString`.
unsafe extern "C" fn assign_unicode(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    text: *const UnicodeString,
) -> i32 {
    // SAFETY: required by the call.
    let bytes = terminated(unsafe { &*text }.units());
    // SAFETY: the driver's name.
    unsafe { assign_bytes(globals, key, name, REG_SZ, &bytes) }
}

/// `WdfRegistryAssignString`.
unsafe extern "C" fn assign_string(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    text: Handle,
) -> i32 {
    let text = handle::get::<Text>(globals, text, "WdfRegistryAssignString");
    let bytes = terminated(text.units().into_iter());
    // SAFETY: the driver's name.
    unsafe { assign_bytes(globals, key, name, REG_SZ, &bytes) }
}

/// `WdfRegistryAssignMultiString`: the collection has string objects alone, and at least one.
unsafe extern "C" fn assign_strings(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    collection: Handle,
) -> i32 {
    let collection = handle::get::<Collection>(globals, collection, "WdfRegistryAssignMultiString");
    let items = collection.items();
    let texts: Option<Vec<_>> = items.iter().map(|item| item.kind::<Text>()).collect();
    let Some(texts) = texts.filter(|texts| !texts.is_empty()) else {
        return STATUS_INVALID_PARAMETER;
    };
    let mut bytes: Vec<u8> = texts
        .iter()
        .flat_map(|text| terminated(text.units().into_iter()))
        .collect();
    bytes.extend([0; 2]);
    // SAFETY: the driver's name.
    unsafe { assign_bytes(globals, key, name, REG_MULTI_SZ, &bytes) }
}

/// `WdfRegistryAssignULong`.
unsafe extern "C" fn assign_number(
    globals: *mut Globals,
    key: Handle,
    name: *const UnicodeString,
    number: u32,
) -> i32 {
    // SAFETY: the driver's name.
    unsafe { assign_bytes(globals, key, name, REG_DWORD, &number.to_le_bytes()) }
}
