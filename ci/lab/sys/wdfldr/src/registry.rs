//! Registry keys, on Wine's registry.
//!
//! Source: `fxregistryapi.cpp`, `using-registry-key-objects`.

use alloc::{sync::Arc, vec::Vec};
use core::{ffi::c_void, ptr::null_mut};

use ddi::levels::PASSIVE;
use kernel::{UnicodeString, nt_success};

use crate::{
    client::Globals,
    context::{Attributes, Parent},
    driver::Driver,
    handle::{self, Handle, Held, Kind, Object},
    object::below_driver,
    table::{Function, function},
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function(
        "WdfDriverOpenParametersRegistryKey",
        open_parameters as *const (),
        PASSIVE,
    ),
    function("WdfRegistryClose", close as *const (), PASSIVE),
    function("WdfRegistryCreateKey", create as *const (), PASSIVE),
    function("WdfRegistryOpenKey", open as *const (), PASSIVE),
    function("WdfRegistryRemoveKey", remove_key as *const (), PASSIVE),
    function("WdfRegistryWdmGetHandle", wdm_handle as *const (), PASSIVE),
];

/// `REG_SZ`.
pub const REG_SZ: u32 = 1;
/// `REG_DWORD`.
pub const REG_DWORD: u32 = 4;
/// `REG_MULTI_SZ`.
pub const REG_MULTI_SZ: u32 = 7;

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
}

/// A `WDFKEY`.
pub struct Key(usize);

impl Kind for Key {
    const NAME: &'static str = "WDFKEY";

    fn destroy(&self, _object: &Arc<Object>) {
        // SAFETY: opened by this object and closed once, here.
        unsafe { ZwClose(self.raw()) };
    }
}

impl Key {
    /// The handle.
    pub const fn raw(&self) -> *mut c_void {
        core::ptr::with_exposed_provenance_mut(self.0)
    }
}

/// The key of a handle.
pub fn get(globals: *mut Globals, key: Handle, function: &str) -> Held<Key> {
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
