//! Devices and symbolic links, by the image that has to delete them.

use alloc::vec::Vec;
use core::ffi::c_void;

use kernel::{DeviceRequest, DriverObject, Sites, UnicodeString};
use protocol::EventKind;

use crate::{images, lock::Lock, trace};

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

/// What was created and not deleted.
#[derive(Clone, Copy)]
pub enum Object {
    /// A device object, by address.
    Device(usize),
    /// A symbolic link, by a hash of its name.
    Link(u64),
}

struct Owned {
    image: u32,
    object: Object,
    sites: Sites,
}

static OBJECTS: Lock<Vec<Owned>> = Lock::new(Vec::new());

fn add(image: u32, object: Object, sites: Sites) {
    OBJECTS.lock().push(Owned {
        image,
        object,
        sites,
    });
}

/// The number of objects that `image` has not deleted, and where the first was created.
pub fn left_by(image: u32, is: fn(&Object) -> bool) -> Option<(usize, Sites)> {
    let objects = OBJECTS.lock();
    let mut left = objects
        .iter()
        .filter(|owned| owned.image == image && is(&owned.object));
    let first = left.next()?.sites;
    Some((left.count() + 1, first))
}

/// Deletes the devices that `image` left, after they were reported.
pub fn forget(image: u32) {
    let mut left = Vec::new();
    OBJECTS.lock().retain(|owned| {
        if owned.image == image {
            left.push(owned.object);
        }
        owned.image != image
    });
    for object in left {
        if let Object::Device(device) = object {
            // SAFETY: it was on the list, so it was created and not deleted.
            unsafe { kernel::delete_device(core::ptr::with_exposed_provenance_mut(device)) };
        }
    }
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
    if kernel::nt_success(status) {
        // SAFETY: on success the call has written the device there.
        let created = unsafe { device.read() };
        add(
            sites.image,
            Object::Device(created.expose_provenance()),
            sites,
        );
    }
    status
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
    if kernel::nt_success(status) {
        // SAFETY: on success the call has written the device there.
        let created = unsafe { device.read() };
        add(
            sites.image,
            Object::Device(created.expose_provenance()),
            sites,
        );
    }
    status
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
    if kernel::nt_success(status) {
        // SAFETY: on success the call has written the device there.
        let created = unsafe { device.read() };
        add(image, Object::Device(created.expose_provenance()), sites);
    }
    status
}

/// `IoDeleteDevice`.
pub extern "system" fn delete(device: *mut c_void) {
    let sites = images::sites();
    delete_for(sites.image, device);
}

/// `IoDeleteDevice` on behalf of `image`.
pub extern "system" fn delete_for(image: u32, device: *mut c_void) {
    let address = device.expose_provenance();
    let mut objects = OBJECTS.lock();
    let known = objects
        .iter()
        .position(|owned| matches!(owned.object, Object::Device(known) if known == address));
    let Some(known) = known else {
        drop(objects);
        crate::residue::deleted_unknown_device(image);
        return;
    };
    objects.swap_remove(known);
    drop(objects);
    trace::event(EventKind::DeviceDeleted, 0, 0);
    // SAFETY: it was on the list until now, so it was created and not deleted.
    unsafe { kernel::delete_device(device) };
}

fn name_of(text: *const UnicodeString) -> u64 {
    // FNV-1a: the lab compares names and never shows them.
    // SAFETY: the driver passes a live string, as the call demands.
    let bytes = unsafe { &*text }.bytes();
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
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
        add(image, Object::Link(name_of(link)), sites);
    }
    status
}

/// `IoDeleteSymbolicLink`.
pub extern "system" fn delete_link(link: *const UnicodeString) -> i32 {
    // The last call of an unload function is what a finding shows.
    let _caller = images::sites();
    let name = name_of(link);
    OBJECTS
        .lock()
        .retain(|owned| !matches!(owned.object, Object::Link(known) if known == name));
    // SAFETY: the driver's own argument, under the contract of the call.
    unsafe { IoDeleteSymbolicLink(link) }
}
