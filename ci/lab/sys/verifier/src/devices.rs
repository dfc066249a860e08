//! Devices and symbolic links, by the image that has to delete them.

use core::ffi::c_void;

use kernel::{DeviceRequest, DriverObject, Sites, UnicodeString};
use protocol::EventKind;

use crate::{
    belongings::{self, Kind},
    images, modules, trace,
};

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn IoCreateDevice(
        driver: *mut DriverObject,
        extension: u32,
        name: *const UnicodeString,
        kind: u32,
        characteristics: u32,
        exclusive: u8,
        device: *mut *mut c_void,
    ) -> i32;
    fn IoCreateDeviceSecure(
        driver: *mut DriverObject,
        extension: u32,
        name: *const UnicodeString,
        kind: u32,
        characteristics: u32,
        exclusive: u8,
        sddl: *const UnicodeString,
        class: *const c_void,
        device: *mut *mut c_void,
    ) -> i32;
    fn IoCreateSymbolicLink(link: *const UnicodeString, target: *const UnicodeString) -> i32;
    fn IoDeleteSymbolicLink(link: *const UnicodeString) -> i32;
}

/// Deletes the devices that `image` left, after they were reported.
pub fn forget(image: u32) {
    for device in belongings::take(image, Kind::Device) {
        // SAFETY: it was on the list, so it was created and not deleted.
        unsafe { kernel::delete_device(core::ptr::with_exposed_provenance_mut(device)) };
    }
}

/// Writes down what a call has created for `image`.
fn created(status: i32, image: u32, device: *mut *mut c_void, sites: Sites) -> i32 {
    if kernel::nt_success(status) {
        // SAFETY: on success the call has written the device there.
        let device = unsafe { device.read() };
        belongings::add_for(image, Kind::Device, device.expose_provenance(), sites);
    }
    status
}

/// `IoCreateDevice`.
pub extern "system" fn create(
    driver: *mut DriverObject,
    extension: u32,
    name: *const UnicodeString,
    kind: u32,
    characteristics: u32,
    exclusive: u8,
    device: *mut *mut c_void,
) -> i32 {
    let sites = images::sites();
    // SAFETY: the driver's own arguments, under the contract of the call.
    let status = unsafe {
        IoCreateDevice(
            driver,
            extension,
            name,
            kind,
            characteristics,
            exclusive,
            device,
        )
    };
    created(status, sites.image, device, sites)
}

/// `IoCreateDeviceSecure`, which the WDK's `WdmlibIoCreateDeviceSecure` calls. Wine creates the
/// device and ignores the descriptor.
#[allow(clippy::too_many_arguments, reason = "the system's function has nine")]
pub extern "system" fn create_secure(
    driver: *mut DriverObject,
    extension: u32,
    name: *const UnicodeString,
    kind: u32,
    characteristics: u32,
    exclusive: u8,
    sddl: *const UnicodeString,
    class: *const c_void,
    device: *mut *mut c_void,
) -> i32 {
    let sites = images::sites();
    // SAFETY: the driver's own arguments, under the contract of the call.
    let status = unsafe {
        IoCreateDeviceSecure(
            driver,
            extension,
            name,
            kind,
            characteristics,
            exclusive,
            sddl,
            class,
            device,
        )
    };
    created(status, sites.image, device, sites)
}

/// `IoCreateDevice` for a framework driver, on behalf of `image`.
pub extern "system" fn create_for(
    image: u32,
    driver: *mut DriverObject,
    request: &DeviceRequest,
    device: *mut *mut c_void,
) -> i32 {
    let sites = images::sites();
    // SAFETY: `driver` is the framework client's driver object; the other pointers are live.
    let status = unsafe {
        IoCreateDevice(
            driver,
            request.extension,
            request.name,
            request.device_type,
            request.characteristics,
            request.exclusive,
            device,
        )
    };
    created(status, image, device, sites)
}

/// `IoDeleteDevice`.
pub extern "system" fn delete(device: *mut c_void) {
    delete_for(images::sites().image, device);
}

/// `IoDeleteDevice` on behalf of `image`.
pub extern "system" fn delete_for(image: u32, device: *mut c_void) {
    let sites = images::sites();
    if !belongings::remove(Kind::Device, device.expose_provenance()) {
        crate::residue::deleted_unknown_device(image);
        return;
    }
    trace::event(EventKind::DeviceDeleted, 0, 0);
    (modules::engine().device_deleted)(device.expose_provenance(), &sites);
    // SAFETY: it was on the list until now, so it was created and not deleted.
    unsafe { kernel::delete_device(device) };
}

fn name_of(text: *const UnicodeString) -> usize {
    // FNV-1a: the lab compares names and never shows them.
    // SAFETY: the driver passes a live string, as the call demands.
    let bytes = unsafe { &*text }.bytes();
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ usize::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// `IoCreateSymbolicLink`.
pub extern "system" fn create_link(
    link: *const UnicodeString,
    target: *const UnicodeString,
) -> i32 {
    create_link_for(images::sites().image, link, target)
}

/// `IoCreateSymbolicLink` on behalf of `image`.
pub extern "system" fn create_link_for(
    image: u32,
    link: *const UnicodeString,
    target: *const UnicodeString,
) -> i32 {
    let sites = images::sites();
    // SAFETY: the driver's own arguments, under the contract of the call.
    let status = unsafe { IoCreateSymbolicLink(link, target) };
    if kernel::nt_success(status) {
        belongings::add_for(image, Kind::Link, name_of(link), sites);
    }
    status
}

/// `IoDeleteSymbolicLink`.
pub extern "system" fn delete_link(link: *const UnicodeString) -> i32 {
    // The last call of an unload function is what a finding shows.
    let _caller = images::sites();
    belongings::remove(Kind::Link, name_of(link));
    // SAFETY: the driver's own argument, under the contract of the call.
    unsafe { IoDeleteSymbolicLink(link) }
}
