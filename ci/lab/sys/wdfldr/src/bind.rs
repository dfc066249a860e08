//! A client gets the function table, and gives it back.
//!
//! Source: `fxlibrarycommon.cpp` 353-556 and 617-679.

use core::ffi::c_void;

use kernel::{DriverObject, UnicodeString, verifier};

use crate::{
    STATUS_INVALID_PARAMETER, STATUS_NOT_SUPPORTED, STATUS_SUCCESS,
    client::{self, Globals},
    table,
};

/// `WDF_BIND_INFO`.
#[repr(C)]
pub struct BindInfo {
    size: u32,
    component: *const u16,
    major: u32,
    minor: u32,
    build: u32,
    count: u32,
    /// From 1.15 on: the address of the client's pointer to the table.
    table: *mut *const usize,
    module: *mut c_void,
}

const _: () = assert!(size_of::<BindInfo>() == 48);

/// The counts that a client from 1.15 on may ask for: one of each released version.
const COUNTS: [u32; 7] = [444, 446, 448, 451, 453, 454, 458];

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
    if information.table.is_null() || information.major != 1 {
        return STATUS_INVALID_PARAMETER;
    }
    if information.count <= 438 {
        verifier().has_not("WdfVersionBind of a KMDF version before 1.15");
    }
    if !COUNTS.contains(&information.count) {
        return STATUS_INVALID_PARAMETER;
    }
    // SAFETY: the I/O manager's driver object, live during the client's entry.
    let start = unsafe { (*driver_object).start };
    let image = (verifier().image_at)(start.expose_provenance());
    let client = client::add(driver_object, image);
    // SAFETY: not NULL: the place of the client's pointer to the table.
    unsafe { information.table.write(table::functions()) };
    // SAFETY: not NULL: the place of the client's pointer to its globals.
    unsafe { globals.write(client.cast()) };
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

/// `WdfVersionBindClass`: the lab has no class extensions.
#[unsafe(no_mangle)]
#[allow(non_snake_case, reason = "the name of the export")]
pub const extern "system" fn WdfVersionBindClass() -> i32 {
    STATUS_NOT_SUPPORTED
}

/// `WdfVersionUnbindClass`.
#[unsafe(no_mangle)]
#[allow(non_snake_case, reason = "the name of the export")]
pub extern "system" fn WdfVersionUnbindClass() -> ! {
    verifier().has_not("WDFLDR.SYS!WdfVersionUnbindClass")
}
