//! The device object that registration asks for.

use core::ptr::null_mut;

use teardown::{Failure, succeeded};
use wdk_sys::{
    DRIVER_OBJECT, FILE_DEVICE_SECURE_OPEN, FILE_DEVICE_UNKNOWN, PDEVICE_OBJECT,
    ntddk::{IoCreateDevice, IoDeleteDevice},
};

/// A device object without a name: no program can open it, so no handle defers the unload.
pub struct Device {
    object: PDEVICE_OBJECT,
}

// SAFETY: a device object belongs to no thread: DriverEntry creates it, and the unload function
// deletes it in another thread.
unsafe impl Send for Device {}

impl Device {
    /// Creates the device.
    ///
    /// IRQL: `PASSIVE_LEVEL` here (the call allows `APC_LEVEL`). Source: `nf-wdm-iocreatedevice`.
    pub fn create(driver: &mut DRIVER_OBJECT) -> Result<Self, Failure> {
        const NO_EXTENSION: u32 = 0;
        const NOT_EXCLUSIVE: u8 = 0;
        let mut object = null_mut();
        // SAFETY: the I/O manager's driver object, lent to DriverEntry; `object` is live; no name.
        let status = unsafe {
            IoCreateDevice(
                driver,
                NO_EXTENSION,
                null_mut(),
                FILE_DEVICE_UNKNOWN,
                FILE_DEVICE_SECURE_OPEN,
                NOT_EXCLUSIVE,
                &raw mut object,
            )
        };
        succeeded(c"IoCreateDevice", status)?;
        Ok(Self { object })
    }

    /// The object, for registration.
    pub const fn object(&self) -> PDEVICE_OBJECT {
        self.object
    }
}

impl Drop for Device {
    /// Deletes the device. Last: registration was given the object.
    ///
    /// IRQL: `PASSIVE_LEVEL` here (the call allows `APC_LEVEL`). Source: `nf-wdm-iodeletedevice`.
    fn drop(&mut self) {
        // SAFETY: created by `create` and deleted once, here. Nothing uses it: the callout that
        // was registered with it is unregistered before, by every path that drops a device.
        unsafe { IoDeleteDevice(self.object) }
    }
}
