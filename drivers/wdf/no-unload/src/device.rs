//! The control device: the device object that registration asks for.

use core::ptr::null_mut;

use teardown::Failure;
use wdk_sys::{
    PDEVICE_OBJECT, PWDFDEVICE_INIT, UNICODE_STRING, WDF_NO_OBJECT_ATTRIBUTES, WDFDEVICE,
    WDFDRIVER, call_unsafe_wdf_function_binding,
};
use wfp_sys::{STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS, wide};

/// `SDDL_DEVOBJ_SYS_ALL_ADM_ALL`: all access for the system and for administrators, none for
/// anyone else. Every control device has a name, so the descriptor matters.
static SYSTEM_AND_ADMINISTRATORS: &[u16] = wide!("D:P(A;;GA;;;SY)(A;;GA;;;BA)");

/// A control device that no program is meant to open.
///
/// The framework deletes it after a failed `DriverEntry`. Otherwise it stays, like the driver.
pub struct ControlDevice {
    handle: WDFDEVICE,
}

impl ControlDevice {
    /// Creates the device.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-wdfcontrol-wdfcontroldeviceinitallocate`,
    /// `nf-wdfdevice-wdfdevicecreate`.
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
        let mut handle: WDFDEVICE = null_mut();
        // SAFETY: `init` came from the call above and `handle` is live; no attributes.
        let status = unsafe {
            call_unsafe_wdf_function_binding!(
                WdfDeviceCreate,
                &raw mut init,
                WDF_NO_OBJECT_ATTRIBUTES,
                &raw mut handle
            )
        };
        if status != STATUS_SUCCESS {
            // SAFETY: creation failed, so the structure is still the driver's to free, once.
            unsafe { call_unsafe_wdf_function_binding!(WdfDeviceInitFree, init) };
            return Err(Failure::new(c"WdfDeviceCreate", status));
        }
        // SAFETY: the device was just created, and this is called once.
        unsafe { call_unsafe_wdf_function_binding!(WdfControlFinishInitializing, handle) };
        Ok(Self { handle })
    }

    /// The device object, for registration.
    ///
    /// Source: `nf-wdfdevice-wdfdevicewdmgetdeviceobject`.
    pub fn object(&self) -> PDEVICE_OBJECT {
        // SAFETY: the handle is live: the framework deletes it only after DriverEntry has failed.
        unsafe { call_unsafe_wdf_function_binding!(WdfDeviceWdmGetDeviceObject, self.handle) }
    }
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
