//! Devices and symbolic links, by the image that has to delete them.

use core::{ffi::c_void, fmt::Write, sync::atomic::Ordering::SeqCst};

use kernel::{
    CallSite, DeviceRequest, DriverObject, Finding, FindingKind, Line, Sites, UnicodeString,
};
use protocol::EventKind;

use crate::{
    belongings::{self, Kind},
    findings, images, modules, names, trace, wmi,
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

/// What Windows does with what `image` left, after it was reported: the names stay taken, and a
/// device keeps the image. Wine's device goes: Wine deletes the driver object next and expects no
/// device on it.
///
/// Source: `debugging-a-failed-driver-unload`.
pub fn forget(image: u32) {
    belongings::take(image, Kind::Link)
        .into_iter()
        .for_each(names::leave);
    for device in belongings::take(image, Kind::Device) {
        if let Some(record) = images::get(image)
            && kernel::pin(record.base.load(SeqCst))
        {
            record.kept.store(1, SeqCst);
        }
        if let Some(name) = names::device_gone(device) {
            names::leave(name);
        }
        // SAFETY: it was on the list, so it was created and not deleted.
        unsafe { kernel::delete_device(core::ptr::with_exposed_provenance_mut(device)) };
    }
}

/// Who may open a named device, as the lab shows it: what is not plain ASCII is masked.
fn show_security(image: u32, sddl: &UnicodeString, sites: Sites) {
    let mut text = Line::default();
    for unit in sddl.units() {
        let shown = u8::try_from(unit).map_or('?', char::from);
        let plain = shown.is_ascii_graphic() && !matches!(shown, '"' | '\\');
        let _fits = text.write_char(if plain { shown } else { '?' });
    }
    findings::write(&Finding {
        kind: FindingKind::Named,
        rule: "",
        text: core::str::from_utf8(text.as_bytes()).unwrap_or_default(),
        image,
        sites: &[CallSite {
            role: "created by",
            sites,
        }],
    });
}

/// A device that programs can name, with the default security of its type.
///
/// Source: `nf-wdm-iocreatedevice`, `controlling-device-access`. An INF sets the security of Plug
/// and Play devices, which the lab has not.
fn report_insecure(image: u32, sites: Sites) {
    findings::report(&Finding {
        kind: FindingKind::Contract,
        rule: "controlling-device-access",
        text: "a device with a name was created with IoCreateDevice, which gives it no security \
               descriptor; IoCreateDeviceSecure does",
        image,
        sites: &[CallSite {
            role: "created by",
            sites,
        }],
    });
}

/// Creates a device for `image` through `create`, unless its name is taken. `sddl`: who may open
/// it, if the call says so.
fn create_named(
    image: u32,
    name: *const UnicodeString,
    sddl: Option<*const UnicodeString>,
    device: *mut *mut c_void,
    create: impl FnOnce() -> i32,
) -> i32 {
    let sites = images::sites();
    // SAFETY: NULL, or a live string, as the calls demand.
    let name = unsafe { name.as_ref() }.map(names::of);
    if let Some(name) = name
        && let Err(status) =
            names::check("the creation of a device", name, Sites { image, ..sites })
    {
        return status;
    }
    let status = create();
    if kernel::nt_success(status) {
        // SAFETY: on success the call has written the device there.
        let device = unsafe { device.read() }.expose_provenance();
        belongings::add_for(image, Kind::Device, device, sites);
        if let Some(name) = name {
            names::given(device, name);
            // SAFETY: a live string, as the call that has it demands.
            match sddl.and_then(|sddl| unsafe { sddl.as_ref() }) {
                Some(sddl) => show_security(image, sddl, sites),
                None => report_insecure(image, sites),
            }
        }
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
    create_named(images::sites().image, name, None, device, || {
        // SAFETY: the driver's own arguments, under the contract of the call.
        unsafe {
            IoCreateDevice(
                driver,
                extension,
                name,
                kind,
                characteristics,
                exclusive,
                device,
            )
        }
    })
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
    create_named(images::sites().image, name, Some(sddl), device, || {
        // SAFETY: the driver's own arguments, under the contract of the call.
        unsafe {
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
        }
    })
}

/// `IoCreateDevice` for a framework driver, on behalf of `image`.
pub extern "system" fn create_for(
    image: u32,
    driver: *mut DriverObject,
    request: &DeviceRequest,
    device: *mut *mut c_void,
) -> i32 {
    create_named(image, request.name, Some(request.sddl), device, || {
        // SAFETY: `driver` is the framework client's driver object; the other pointers are live.
        unsafe {
            IoCreateDevice(
                driver,
                request.extension,
                request.name,
                request.device_type,
                request.characteristics,
                request.exclusive,
                device,
            )
        }
    })
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
    wmi::device_goes(image, device.expose_provenance());
    names::device_gone(device.expose_provenance());
    trace::event(EventKind::DeviceDeleted, 0, 0);
    (modules::engine().device_deleted)(device.expose_provenance(), &sites);
    // SAFETY: it was on the list until now, so it was created and not deleted.
    unsafe { kernel::delete_device(device) };
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
    // SAFETY: a live string, as the call demands.
    let name = names::of(unsafe { &*link });
    if let Err(status) = names::check("IoCreateSymbolicLink", name, Sites { image, ..sites }) {
        return status;
    }
    // SAFETY: the driver's own arguments, under the contract of the call.
    let status = unsafe { IoCreateSymbolicLink(link, target) };
    if kernel::nt_success(status) {
        belongings::add_for(image, Kind::Link, name, sites);
    }
    status
}

/// `IoDeleteSymbolicLink`.
pub extern "system" fn delete_link(link: *const UnicodeString) -> i32 {
    // The last call of an unload function is what a finding shows.
    let _caller = images::sites();
    // SAFETY: a live string, as the call demands.
    let name = names::of(unsafe { &*link });
    belongings::remove(Kind::Link, name);
    names::free(name);
    // SAFETY: the driver's own argument, under the contract of the call.
    unsafe { IoDeleteSymbolicLink(link) }
}
