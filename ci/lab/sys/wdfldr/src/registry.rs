//! Registry keys, on Wine's registry.
//!
//! Source: `fxregistryapi.cpp`, `using-registry-key-objects`.

use alloc::{sync::Arc, vec, vec::Vec};
use core::{ffi::c_void, ptr::null_mut};

use ddi::levels::PASSIVE;
use kernel::{UnicodeString, nt_success};

use crate::{
    client::Globals,
    context::{Attributes, Parent},
    driver::Driver,
    handle::{self, Handle, Held, Kind, Object},
    memory::Memory,
    object::below_driver,
    status::{
        STATUS_BUFFER_OVERFLOW, STATUS_BUFFER_TOO_SMALL, STATUS_OBJECT_TYPE_MISMATCH,
        STATUS_SUCCESS,
    },
    table::{Function, function},
    text::Text,
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function(
        "WdfDriverOpenParametersRegistryKey",
        open_parameters as *const (),
        PASSIVE,
    ),
    function(
        "WdfRegistryAssignMemory",
        assign_memory as *const (),
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
    function("WdfRegistryClose", close as *const (), PASSIVE),
    function("WdfRegistryCreateKey", create as *const (), PASSIVE),
    function("WdfRegistryOpenKey", open as *const (), PASSIVE),
    function("WdfRegistryQueryMemory", query_memory as *const (), PASSIVE),
    function("WdfRegistryQueryString", query_string as *const (), PASSIVE),
    function("WdfRegistryQueryULong", query_number as *const (), PASSIVE),
    function(
        "WdfRegistryQueryUnicodeString",
        query_unicode as *const (),
        PASSIVE,
    ),
    function("WdfRegistryQueryValue", query as *const (), PASSIVE),
    function("WdfRegistryRemoveKey", remove_key as *const (), PASSIVE),
    function("WdfRegistryRemoveValue", remove_value as *const (), PASSIVE),
    function("WdfRegistryWdmGetHandle", wdm_handle as *const (), PASSIVE),
];

const REG_SZ: u32 = 1;
const REG_DWORD: u32 = 4;

/// `OBJECT_ATTRIBUTES`.
#[repr(C)]
struct Named {
    length: u32,
    root: *mut c_void,
    name: *const UnicodeString,
    attributes: u32,
    security: *mut c_void,
    quality: *mut c_void,
}

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn ZwOpenKey(key: *mut *mut c_void, access: u32, name: *const Named) -> i32;
    fn ZwCreateKey(
        key: *mut *mut c_void,
        access: u32,
        name: *const Named,
        title: u32,
        class: *const UnicodeString,
        options: u32,
        disposition: *mut u32,
    ) -> i32;
    fn ZwClose(handle: *mut c_void) -> i32;
    fn ZwDeleteKey(key: *mut c_void) -> i32;
    fn ZwDeleteValueKey(key: *mut c_void, name: *const UnicodeString) -> i32;
    fn ZwQueryValueKey(
        key: *mut c_void,
        name: *const UnicodeString,
        class: u32,
        information: *mut c_void,
        length: u32,
        needed: *mut u32,
    ) -> i32;
    fn ZwSetValueKey(
        key: *mut c_void,
        name: *const UnicodeString,
        title: u32,
        kind: u32,
        data: *const c_void,
        length: u32,
    ) -> i32;
}

/// A `WDFKEY`.
struct Key(usize);

impl Kind for Key {
    const NAME: &'static str = "WDFKEY";

    fn destroy(&self, _object: &Arc<Object>) {
        // SAFETY: opened by this object and closed once, here.
        unsafe { ZwClose(self.raw()) };
    }
}

impl Key {
    const fn raw(&self) -> *mut c_void {
        core::ptr::with_exposed_provenance_mut(self.0)
    }
}

fn get(globals: *mut Globals, key: Handle, function: &str) -> Held<Key> {
    handle::get(globals, key, function)
}

/// The name of a key below `root`.
const fn named(root: *mut c_void, name: *const UnicodeString) -> Named {
    /// `OBJ_CASE_INSENSITIVE`, `OBJ_KERNEL_HANDLE`.
    const ATTRIBUTES: u32 = 0x40 | 0x200;
    #[expect(clippy::cast_possible_truncation, reason = "48 bytes")]
    Named {
        length: size_of::<Named>() as u32,
        root,
        name,
        attributes: ATTRIBUTES,
        security: null_mut(),
        quality: null_mut(),
    }
}

fn root_of(globals: *mut Globals, parent: Handle, function: &str) -> *mut c_void {
    if parent.is_null() {
        null_mut()
    } else {
        get(globals, parent, function).raw()
    }
}

/// Makes the object of a key that was opened.
unsafe fn opened(
    globals: *mut Globals,
    status: i32,
    key: *mut c_void,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    if !nt_success(status) {
        return status;
    }
    let key = Key(key.expose_provenance());
    match Attributes::read(attributes, Parent::Optional) {
        // SAFETY: the driver's place.
        Ok(attributes) => unsafe { below_driver(globals, key, attributes.as_ref(), place) },
        Err(status) => {
            // SAFETY: opened by the caller, and no object has it.
            unsafe { ZwClose(key.raw()) };
            status
        }
    }
}

/// `WdfRegistryOpenKey`.
unsafe extern "C" fn open(
    globals: *mut Globals,
    parent: Handle,
    name: *const UnicodeString,
    access: u32,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    let name = named(root_of(globals, parent, "WdfRegistryOpenKey"), name);
    let mut key = null_mut();
    // SAFETY: live values; the name is the driver's.
    let status = unsafe { ZwOpenKey(&raw mut key, access, &raw const name) };
    // SAFETY: the driver's place.
    unsafe { opened(globals, status, key, attributes, place) }
}

/// `WdfRegistryCreateKey`.
unsafe extern "C" fn create(
    globals: *mut Globals,
    parent: Handle,
    name: *const UnicodeString,
    access: u32,
    options: u32,
    disposition: *mut u32,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    let name = named(root_of(globals, parent, "WdfRegistryCreateKey"), name);
    let mut key = null_mut();
    // SAFETY: live values; the name and the disposition are the driver's.
    let status = unsafe {
        ZwCreateKey(
            &raw mut key,
            access,
            &raw const name,
            0,
            core::ptr::null(),
            options,
            disposition,
        )
    };
    // SAFETY: the driver's place.
    unsafe { opened(globals, status, key, attributes, place) }
}

/// `WdfDriverOpenParametersRegistryKey`: `Parameters` below the service's key.
unsafe extern "C" fn open_parameters(
    globals: *mut Globals,
    driver: Handle,
    access: u32,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    let name = "WdfDriverOpenParametersRegistryKey";
    let driver = handle::get::<Driver>(globals, driver, name);
    let path = driver.registry_path.iter().copied();
    let path: Vec<u16> = path
        .take_while(|&unit| unit != 0)
        .chain(r"\Parameters".encode_utf16())
        .collect();
    let path = UnicodeString::over(&path);
    // SAFETY: the string is live, the rest is the driver's.
    unsafe {
        open(
            globals,
            null_mut(),
            &raw const path,
            access,
            attributes,
            place,
        )
    }
}

/// `WdfRegistryClose`.
extern "C" fn close(globals: *mut Globals, key: Handle) {
    tree::delete(&get(globals, key, "WdfRegistryClose").object);
}

/// `WdfRegistryWdmGetHandle`.
extern "C" fn wdm_handle(globals: *mut Globals, key: Handle) -> *mut c_void {
    get(globals, key, "WdfRegistryWdmGetHandle").raw()
}

/// `WdfRegistryRemoveKey`: the object goes with the key.
extern "C" fn remove_key(globals: *mut Globals, key: Handle) -> i32 {
    let key = get(globals, key, "WdfRegistryRemoveKey");
    // SAFETY: the object's open key.
    let status = unsafe { ZwDeleteKey(key.raw()) };
    if nt_success(status) {
        tree::delete(&key.object);
    }
    status
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

/// A `REG_SZ` without its zero.
unsafe fn text(key: &Key, name: *const UnicodeString) -> Result<Vec<u16>, i32> {
    // SAFETY: the driver's name.
    let (kind, bytes) = unsafe { value(key, name) }?;
    if kind != REG_SZ {
        return Err(STATUS_OBJECT_TYPE_MISMATCH);
    }
    let pairs = bytes.chunks_exact(2);
    let units = pairs.map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Ok(units.take_while(|&unit| unit != 0).collect())
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
    if !offset.is_null() {
        kernel::verifier().has_not("WdfRegistryAssignMemory with an offset");
    }
    let (address, bytes) = memory.span();
    let length = u32::try_from(bytes).unwrap_or(u32::MAX);
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
