//! A client gets the function table, and gives it back.
//!
//! Source: `fxlibrarycommon.cpp` 353-556 and 617-679.

use core::ffi::c_void;

use kernel::{DriverObject, UnicodeString, verifier};

use crate::{
    client::{self, Globals},
    status::{STATUS_INVALID_PARAMETER, STATUS_NOT_SUPPORTED, STATUS_SUCCESS},
    table,
};

/// `WDF_BIND_INFO`, and the start of `WDF_BIND_INFO2`, whose further fields only tell the client
/// about a framework that is older than the client.
#[repr(C)]
pub struct BindInfo {
    size: u32,
    component: *const u16,
    major: u32,
    minor: u32,
    build: u32,
    count: u32,
    /// Up to 1.13: the client's own table. From 1.15 on: its pointer to a table.
    table: *mut c_void,
    module: *mut c_void,
}

const _: () = assert!(size_of::<BindInfo>() == 48);

/// `WdfVersionBind`.
///
/// # Safety
///
/// For a client's entry stub, with its own live structures.
#[unsafe(no_mangle)]
#[allow(non_snake_case, reason = "the name of the export")]
pub unsafe extern "system" fn WdfVersionBind(
    driver_object: *mut DriverObject,
    _registry_path: *const UnicodeString,
    information: *mut BindInfo,
    globals: *mut *mut Globals,
) -> i32 {
    if globals.is_null() {
        return STATUS_INVALID_PARAMETER;
    }
    // SAFETY: NULL, or the stub's static structure.
    let Some(information) = (unsafe { information.as_ref() }) else {
        return STATUS_INVALID_PARAMETER;
    };
    if information.table.is_null()
        || information.major != 1
        || !framework::is_known(information.minor, information.count)
    {
        return STATUS_INVALID_PARAMETER;
    }
    // SAFETY: the I/O manager's driver object, live during the client's entry.
    let start = unsafe { (*driver_object).start };
    let image = (verifier().image_at)(start.expose_provenance());
    let functions = table::functions();
    if information.count <= framework::LAST_COPIED {
        let room = information.table.cast::<usize>();
        // SAFETY: the client's array of `count` functions; the table has at least as many.
        unsafe { room.copy_from_nonoverlapping(functions, information.count as usize) };
    } else {
        // SAFETY: the place of the client's pointer to the table.
        unsafe { information.table.cast::<*const usize>().write(functions) };
    }
    let client = client::add(driver_object, image, information.minor);
    // SAFETY: not NULL: the place of the client's pointer to its globals.
    unsafe { globals.write(client) };
    STATUS_SUCCESS
}

/// `WdfVersionUnbind`.
///
/// # Safety
///
/// For a client's entry stub.
#[unsafe(no_mangle)]
#[allow(non_snake_case, reason = "the name of the export")]
pub unsafe extern "system" fn WdfVersionUnbind(
    _registry_path: *const UnicodeString,
    _information: *mut BindInfo,
    globals: *mut Globals,
) -> i32 {
    client::remove(globals);
    STATUS_SUCCESS
}

/// `WdfVersionBindClass`: the lab has no class extension, so none is found.
#[unsafe(no_mangle)]
#[allow(non_snake_case, reason = "the name of the export")]
pub const extern "system" fn WdfVersionBindClass(
    _information: *mut BindInfo,
    _globals: *mut Globals,
    _class: *mut c_void,
) -> i32 {
    STATUS_NOT_SUPPORTED
}

/// `WdfVersionUnbindClass`: nothing was bound.
#[unsafe(no_mangle)]
#[allow(non_snake_case, reason = "the name of the export")]
pub const extern "system" fn WdfVersionUnbindClass(
    _information: *mut BindInfo,
    _globals: *mut Globals,
    _class: *mut c_void,
) {
}

/// `WdfLdrQueryInterface`: the interfaces are for class extensions and the debugger. The entry
/// stub asks for one when `DriverEntry` failed and goes on without it.
#[unsafe(no_mangle)]
#[allow(non_snake_case, reason = "the name of the export")]
pub const extern "system" fn WdfLdrQueryInterface(_interface: *mut c_void) -> i32 {
    STATUS_NOT_SUPPORTED
}
