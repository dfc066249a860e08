//! `WdfDriverCreate`, and the framework's own unload routine.

use core::ffi::c_void;

use kernel::{DriverObject, UnicodeString, verifier};

use crate::{
    STATUS_DRIVER_INTERNAL_ERROR, STATUS_INFO_LENGTH_MISMATCH, STATUS_INVALID_PARAMETER,
    STATUS_SUCCESS,
    client::{self, EvtDriverUnload, Globals},
};

/// `WDF_DRIVER_CONFIG`.
#[repr(C)]
pub struct Config {
    size: u32,
    device_add: *const c_void,
    unload: Option<EvtDriverUnload>,
    init_flags: u32,
    pool_tag: u32,
}

const _: () = assert!(size_of::<Config>() == 32);

/// `WdfDriverInitNonPnpDriver`.
const NON_PNP: u32 = 1;

/// `WdfDriverCreate`. Source: `fxdriverapi.cpp` 77-369, `fxdriver.cpp` 361-605.
pub unsafe extern "C" fn create(
    globals: *mut Globals,
    driver_object: *mut DriverObject,
    _registry_path: *const UnicodeString,
    _attributes: *const c_void,
    config: *const Config,
    driver: *mut *mut c_void,
) -> i32 {
    // The caller's place is what findings show when this was the last call.
    let _caller = verifier().sites();
    let client = client::of(globals);
    // SAFETY: required by the call; Windows bug-checks on NULL.
    let config = unsafe { &*config };
    if config.size as usize != size_of::<Config>() {
        return STATUS_INFO_LENGTH_MISMATCH;
    }
    if !client.globals.driver.is_null() {
        return STATUS_DRIVER_INTERNAL_ERROR;
    }
    if config.init_flags & NON_PNP == 0 {
        verifier().has_not("WdfDriverCreate of a PnP driver");
    }
    if !config.device_add.is_null() {
        return STATUS_INVALID_PARAMETER;
    }
    client.unload = config.unload;
    client.globals.flags = config.init_flags;
    client.globals.driver = globals.cast();
    client.globals.displace_unload = u8::from(config.unload.is_some());
    // SAFETY: the client's own driver object.
    let driver_object = unsafe { &mut *driver_object };
    // A non-PnP driver without EvtDriverUnload cannot be stopped: fxdriver.cpp 478-499.
    driver_object.unload = config.unload.map(|_| unload as kernel::DriverUnload);
    if !driver.is_null() {
        // SAFETY: not NULL, so the caller passed a place for the handle.
        unsafe { driver.write(globals.cast()) };
    }
    STATUS_SUCCESS
}

/// What the framework puts into `DriverUnload`. Source: `fxdriver.cpp` 167-204.
unsafe extern "system" fn unload(driver_object: *mut DriverObject) {
    let Some(client) = client::of_driver(driver_object) else {
        return;
    };
    if let Some(theirs) = client.unload {
        // SAFETY: the driver's own function, in an image that stays until this routine returns.
        unsafe { theirs(client.globals.driver) };
    }
    client.delete_objects();
}

/// `WdfDriverWdmGetDriverObject`.
pub extern "C" fn wdm_driver_object(
    globals: *mut Globals,
    _driver: *mut c_void,
) -> *mut DriverObject {
    client::of(globals).driver_object
}
