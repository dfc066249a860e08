//! The control device: named, for administrators only, with a symbolic link and one queue.

use core::ptr::null_mut;

use teardown::{Failure, succeeded};
use wdk_sys::{
    PDEVICE_OBJECT, PWDFDEVICE_INIT, UNICODE_STRING, WDF_NO_OBJECT_ATTRIBUTES, WDFDEVICE,
    WDFDRIVER, WDFOBJECT, call_unsafe_wdf_function_binding,
};
use wfp_sys::{STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS, wide};

use crate::requests;

static DEVICE_NAME: &[u16] = wide!(r"\Device\LeaveNoCalloutBehindOpenHandle");

/// What a program opens as `\\.\LeaveNoCalloutBehindOpenHandle`.
static LINK_NAME: &[u16] = wide!(r"\DosDevices\LeaveNoCalloutBehindOpenHandle");

// ANCHOR: sddl
/// `SDDL_DEVOBJ_SYS_ALL_ADM_ALL`: all access for the system and for administrators, none for
/// anyone else. The framework sets `FILE_DEVICE_SECURE_OPEN`, so that names below the device's
/// own, `\\.\…\x`, are checked against it too (`nf-wdfdevice-wdfdeviceinitsetcharacteristics`).
static SYSTEM_AND_ADMINISTRATORS: &[u16] = wide!("D:P(A;;GA;;;SY)(A;;GA;;;BA)");

/// A control device that programs open through a symbolic link.
///
/// An open handle defers the unload function: when the function runs, no handle is open and no
/// request is outstanding.
///
/// Dropping it does not delete the device: after a failed `DriverEntry` the framework does, and a
/// handle must not be deleted twice.
pub struct ControlDevice {
    handle: WDFDEVICE,
}

// SAFETY: a framework handle belongs to no thread: DriverEntry creates the device, and the
// unload function deletes it in another thread.
unsafe impl Send for ControlDevice {}

impl ControlDevice {
    /// Creates the device, its link and its queue. No program can open it before [`Self::admit`].
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-wdfcontrol-wdfcontroldeviceinitallocate`,
    /// `nf-wdfdevice-wdfdeviceinitassignname`, `nf-wdfdevice-wdfdevicecreate`,
    /// `nf-wdfdevice-wdfdevicecreatesymboliclink`.
    pub fn create(driver: WDFDRIVER) -> Result<Self, Failure> {
        let sddl = counted(SYSTEM_AND_ADMINISTRATORS);
        // SAFETY: `driver` is the handle that WdfDriverCreate returned; `sddl` is live, and the
        // string behind it is a static.
        let mut init: PWDFDEVICE_INIT = unsafe {
            call_unsafe_wdf_function_binding!(WdfControlDeviceInitAllocate, driver, &raw const sddl)
        };
        if init.is_null() {
            return Err(Failure::new(
                c"WdfControlDeviceInitAllocate",
                STATUS_INSUFFICIENT_RESOURCES,
            ));
        }
        let name = counted(DEVICE_NAME);
        let mut call = c"WdfDeviceInitAssignName";
        // SAFETY: `init` came from the call above and `name` is live.
        let mut status = unsafe {
            call_unsafe_wdf_function_binding!(WdfDeviceInitAssignName, init, &raw const name)
        };
        let mut handle: WDFDEVICE = null_mut();
        if status == STATUS_SUCCESS {
            call = c"WdfDeviceCreate";
            // SAFETY: as above; `handle` is live; no attributes.
            status = unsafe {
                call_unsafe_wdf_function_binding!(
                    WdfDeviceCreate,
                    &raw mut init,
                    WDF_NO_OBJECT_ATTRIBUTES,
                    &raw mut handle
                )
            };
        }
        if status != STATUS_SUCCESS {
            // SAFETY: no device was created, so the structure is still the driver's to free, once.
            unsafe { call_unsafe_wdf_function_binding!(WdfDeviceInitFree, init) };
            return Err(Failure::new(call, status));
        }
        let link = counted(LINK_NAME);
        // SAFETY: the device was just created; `link` is live. The framework deletes the link
        // with the device, and the device with the driver object if this fails.
        let status = unsafe {
            call_unsafe_wdf_function_binding!(WdfDeviceCreateSymbolicLink, handle, &raw const link)
        };
        succeeded(c"WdfDeviceCreateSymbolicLink", status)?;
        requests::serve(handle)?;
        Ok(Self { handle })
    }
    // ANCHOR_END: sddl

    /// The device object, for registration. It stays until the device is deleted.
    ///
    /// Source: `nf-wdfdevice-wdfdevicewdmgetdeviceobject`.
    pub fn object(&self) -> PDEVICE_OBJECT {
        // SAFETY: the handle is live: only `delete` ends it, and takes the device.
        unsafe { call_unsafe_wdf_function_binding!(WdfDeviceWdmGetDeviceObject, self.handle) }
    }

    /// Lets programs open the device. Call it once, when nothing can fail any more: a `DriverEntry`
    /// that fails must not leave an open handle behind.
    ///
    /// IRQL: `PASSIVE_LEVEL` here. Source: `nf-wdfcontrol-wdfcontrolfinishinitializing`.
    pub fn admit(&self) {
        // SAFETY: the handle is live.
        unsafe { call_unsafe_wdf_function_binding!(WdfControlFinishInitializing, self.handle) };
    }

    // ANCHOR: delete
    /// Deletes the device, its queue and its link.
    ///
    /// The framework would do it after the unload function; this call makes the order visible.
    /// One page demands the call, and another does not
    /// (`unloading-a-callout-driver`, `using-control-device-objects`).
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-wdfobject-wdfobjectdelete`.
    pub fn delete(self) {
        let object: WDFOBJECT = self.handle.cast();
        // SAFETY: the handle is live, and `self` ends here, so it is deleted once. Nothing uses
        // the device object: the callout that was registered with it is unregistered.
        unsafe { call_unsafe_wdf_function_binding!(WdfObjectDelete, object) }
    }
    // ANCHOR_END: delete
}

/// A counted string over a zero-terminated one.
fn counted(text: &'static [u16]) -> UNICODE_STRING {
    const UNIT: usize = size_of::<u16>();
    let bytes = |units: usize| u16::try_from(units * UNIT).unwrap_or(0);
    UNICODE_STRING {
        Length: bytes(text.len().saturating_sub(1)),
        MaximumLength: bytes(text.len()),
        Buffer: text.as_ptr().cast_mut(),
    }
}
