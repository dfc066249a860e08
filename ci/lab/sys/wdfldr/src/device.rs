//! Control devices. A `WDFDEVICE` of the lab is the address of its device object.

use alloc::boxed::Box;
use core::ffi::c_void;

use kernel::{CallSite, Finding, FindingKind, UnicodeString, bug_check, nt_success, verifier};

use crate::{
    STATUS_SUCCESS,
    client::{self, Globals},
};

/// `WDFDEVICE_INIT`: only its address means something to the driver.
pub struct DeviceInit {
    _taken: u8,
}

/// `WdfControlDeviceInitAllocate`. The security descriptor is not looked at: nothing in the lab
/// opens the device.
pub extern "C" fn init_allocate(
    _globals: *mut Globals,
    _driver: *mut c_void,
    _sddl: *const UnicodeString,
) -> *mut DeviceInit {
    let _caller = verifier().sites();
    Box::into_raw(Box::new(DeviceInit { _taken: 1 }))
}

/// `WdfDeviceInitFree`.
pub unsafe extern "C" fn init_free(_globals: *mut Globals, init: *mut DeviceInit) {
    let _caller = verifier().sites();
    if !init.is_null() {
        // SAFETY: came from `init_allocate`; the driver gives it back once, and not after a
        // successful `WdfDeviceCreate`, which sets its pointer to NULL.
        drop(unsafe { Box::from_raw(init) });
    }
}

/// `WdfDeviceCreate`.
pub unsafe extern "C" fn create(
    globals: *mut Globals,
    init: *mut *mut DeviceInit,
    _attributes: *const c_void,
    device: *mut *mut c_void,
) -> i32 {
    let client = client::of(globals);
    let mut created = core::ptr::null_mut();
    let status = (verifier().create_device)(client.image, client.driver_object, &raw mut created);
    if !nt_success(status) {
        return status;
    }
    client.devices.push(created);
    // SAFETY: required by the call: a place that holds what `init_allocate` returned.
    let taken = unsafe { init.replace(core::ptr::null_mut()) };
    // SAFETY: as in `init_free`; the driver's pointer is NULL now.
    unsafe { init_free(globals, taken) };
    // SAFETY: required by the call: a place for the handle.
    unsafe { device.write(created) };
    STATUS_SUCCESS
}

/// `WdfControlFinishInitializing`.
pub extern "C" fn finish_initializing(globals: *mut Globals, device: *mut c_void) {
    let _caller = verifier().sites();
    known(globals, device, "WdfControlFinishInitializing");
}

/// `WdfDeviceWdmGetDeviceObject`.
pub extern "C" fn wdm_device_object(globals: *mut Globals, device: *mut c_void) -> *mut c_void {
    let _caller = verifier().sites();
    known(globals, device, "WdfDeviceWdmGetDeviceObject");
    device
}

/// `WdfObjectDelete`, of a device: the only objects that the lab's framework has.
pub extern "C" fn delete(globals: *mut Globals, object: *mut c_void) {
    let _caller = verifier().sites();
    let position = known(globals, object, "WdfObjectDelete");
    let client = client::of(globals);
    client.devices.swap_remove(position);
    (verifier().delete_device)(client.image, object);
}

/// The position of a handle among the client's; Windows stops the machine on any other.
fn known(globals: *mut Globals, device: *mut c_void, function: &str) -> usize {
    use core::fmt::Write;
    /// `WDF_VIOLATION`; 5: a handle of the wrong type, or none.
    const WDF_VIOLATION: u32 = 0x10D;
    const WRONG_HANDLE: usize = 5;
    let client = client::of(globals);
    if let Some(position) = client.devices.iter().position(|&known| known == device) {
        return position;
    }
    let sites = verifier().sites();
    let mut text = kernel::Line::default();
    let _fits = write!(
        text,
        "{function} got a handle that is none of the driver's devices \
         (Windows: WDF_VIOLATION 0x10D, 5)"
    );
    verifier().report(&Finding {
        kind: FindingKind::Fault,
        rule: "0x10D",
        text: core::str::from_utf8(text.as_bytes()).unwrap_or(function),
        image: client.image,
        sites: &[CallSite {
            role: "called by",
            sites,
        }],
    });
    bug_check(WDF_VIOLATION, [WRONG_HANDLE, device.addr(), 0, 0])
}
