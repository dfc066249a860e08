//! The named device, for administrators only, and its symbolic link.

use core::ptr::null_mut;

use teardown::{Failure, succeeded};
use wdk_sys::{
    DRIVER_OBJECT, FILE_DEVICE_SECURE_OPEN, FILE_DEVICE_UNKNOWN, NTSTATUS, PCUNICODE_STRING,
    PDEVICE_OBJECT, PDRIVER_OBJECT, PUNICODE_STRING, UNICODE_STRING,
    ntddk::{IoCreateSymbolicLink, IoDeleteDevice, IoDeleteSymbolicLink},
};
use wfp_sys::{GUID, wide};

static DEVICE_NAME: &[u16] = wide!(r"\Device\LeaveNoCalloutBehindOpenHandle");

/// What a program opens as `\\.\LeaveNoCalloutBehindOpenHandle`.
static LINK_NAME: &[u16] = wide!(r"\DosDevices\LeaveNoCalloutBehindOpenHandle");

// ANCHOR: sddl
/// `SDDL_DEVOBJ_SYS_ALL_ADM_ALL`: all access for the system and for administrators, none for
/// anyone else.
static SYSTEM_AND_ADMINISTRATORS: &[u16] = wide!("D:P(A;;GA;;;SY)(A;;GA;;;BA)");

/// A class of this driver alone. An administrator can override the descriptor with the settings of
/// this class in the registry; the page asks for both (`controlling-device-access`).
static DEVICE_CLASS: GUID = GUID::from_u128(0x4c42_9f0e_6f0d_4c8b_9c55_5b1f_0a3e_f304);

// The WDK's static library Wdmsec.lib. wdk-sys has no bindings for `wdmsec.h`.
#[link(name = "wdmsec", kind = "static")]
unsafe extern "system" {
    /// Source: `nf-wdmsec-wdmlibiocreatedevicesecure`.
    fn WdmlibIoCreateDeviceSecure(
        driver: PDRIVER_OBJECT,
        extension_size: u32,
        name: PUNICODE_STRING,
        kind: u32,
        characteristics: u32,
        exclusive: u8,
        sddl: PCUNICODE_STRING,
        class: *const GUID,
        device: *mut PDEVICE_OBJECT,
    ) -> NTSTATUS;
}

/// A device object that programs open through a symbolic link.
///
/// An open handle defers the unload function: when the function runs, no handle is open and no
/// request is outstanding.
pub struct Device {
    object: PDEVICE_OBJECT,
}

// SAFETY: a device object belongs to no thread: DriverEntry creates it, and the unload function
// deletes it in another thread.
unsafe impl Send for Device {}

impl Device {
    /// Creates the device, then the link. No program can open it before `DriverEntry` has returned:
    /// the I/O manager keeps `DO_DEVICE_INITIALIZING` set until then.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-wdmsec-wdmlibiocreatedevicesecure`,
    /// `nf-wdm-iocreatesymboliclink`.
    pub fn create(driver: &mut DRIVER_OBJECT) -> Result<Self, Failure> {
        const NO_EXTENSION: u32 = 0;
        const NOT_EXCLUSIVE: u8 = 0;
        let mut name = counted(DEVICE_NAME);
        let sddl = counted(SYSTEM_AND_ADMINISTRATORS);
        let mut object = null_mut();
        // SAFETY: the I/O manager's driver object, lent to DriverEntry; `object` and the strings
        // are live; the class is a static.
        let status = unsafe {
            WdmlibIoCreateDeviceSecure(
                driver,
                NO_EXTENSION,
                &raw mut name,
                FILE_DEVICE_UNKNOWN,
                // Names below the device's own, `\\.\…\x`, are checked against the SDDL too.
                FILE_DEVICE_SECURE_OPEN,
                NOT_EXCLUSIVE,
                &raw const sddl,
                &raw const DEVICE_CLASS,
                &raw mut object,
            )
        };
        succeeded(c"WdmlibIoCreateDeviceSecure", status)?;
        let mut link = counted(LINK_NAME);
        // SAFETY: both strings are live.
        let status = unsafe { IoCreateSymbolicLink(&raw mut link, &raw mut name) };
        if let Err(failure) = succeeded(c"IoCreateSymbolicLink", status) {
            // SAFETY: created above, deleted once, and nothing else has its address.
            unsafe { IoDeleteDevice(object) };
            return Err(failure);
        }
        Ok(Self { object })
    }
    // ANCHOR_END: sddl

    /// The object, for registration.
    pub const fn object(&self) -> PDEVICE_OBJECT {
        self.object
    }
}

// ANCHOR: delete
impl Drop for Device {
    /// Deletes the link, then the device. Last: registration was given the object.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-wdm-iodeletesymboliclink`, `nf-wdm-iodeletedevice`.
    fn drop(&mut self) {
        let mut link = counted(LINK_NAME);
        // SAFETY: the string is live; `create` made the link.
        let status = unsafe { IoDeleteSymbolicLink(&raw mut link) };
        // A link that remains makes the next start fail with STATUS_OBJECT_NAME_COLLISION.
        crate::REPORT.result(succeeded(c"IoDeleteSymbolicLink", status));
        // SAFETY: created by `create` and deleted once, here. Nothing uses it: the callout that
        // was registered with it is unregistered before, by every path that drops a device.
        unsafe { IoDeleteDevice(self.object) }
    }
}
// ANCHOR_END: delete

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
