//! A correct callout driver that meets what the drivers of the chapters avoid, and looks at what
//! the engine answers. The lab must find nothing against it, and every mode must be reached.
//!
//! | file | what it does |
//! | --- | --- |
//! | `flows` | unregisters while flow contexts are outstanding: `STATUS_DEVICE_BUSY`, in both of its modes |
//! | `service` | subscribes to the state of the base filtering engine, and follows it |
//! | `objects` | a filter with a provider context; asks for objects by key and by enumeration |
//!
//! A check that fails stops the machine with `0xE00F_LLLL`: line `LLLL` of file `F`, which the
//! check names.

#![no_std]

#[path = "../../exercise/src/check.rs"]
mod check;
mod flows;
mod objects;
mod service;

use core::{ffi::c_void, ptr::null_mut, sync::atomic::AtomicPtr, sync::atomic::Ordering::SeqCst};

use check::{Checked, check};
use wfp_sys::{NTSTATUS, PDEVICE_OBJECT, STATUS_SUCCESS};

/// `DRIVER_OBJECT`, up to `DriverUnload`.
#[repr(C)]
pub struct Driver {
    head: [u64; 13],
    unload: Option<extern "system" fn(&mut Self)>,
}

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    safe fn KeBugCheckEx(code: u32, p1: usize, p2: usize, p3: usize, p4: usize) -> !;
    safe fn IoCreateDevice(
        driver: &mut Driver,
        extension: u32,
        name: *const c_void,
        kind: u32,
        characteristics: u32,
        exclusive: u8,
        device: &mut PDEVICE_OBJECT,
    ) -> NTSTATUS;
    safe fn IoDeleteDevice(device: PDEVICE_OBJECT);
    safe fn KeDelayExecutionThread(mode: u8, alertable: u8, interval: &i64) -> NTSTATUS;
}

/// A millisecond, for others to go on.
fn pause() {
    /// In units of 100 ns, from now.
    const MILLISECOND: i64 = -10_000;
    let _slept = KeDelayExecutionThread(0, 0, &MILLISECOND);
}

static DEVICE: AtomicPtr<c_void> = AtomicPtr::new(null_mut());

/// Entry point.
#[unsafe(export_name = "DriverEntry")]
pub extern "system" fn driver_entry(driver: &mut Driver, _registry_path: *const u8) -> NTSTATUS {
    const FILE_DEVICE_UNKNOWN: u32 = 0x22;
    driver.unload = Some(unload);
    let mut device = null_mut();
    let name = core::ptr::null();
    let status = IoCreateDevice(driver, 0, name, FILE_DEVICE_UNKNOWN, 0, 0, &mut device);
    if status != STATUS_SUCCESS {
        return status;
    }
    DEVICE.store(device.cast(), SeqCst);
    require(flows::register(device));
    require(service::subscribe(device));
    STATUS_SUCCESS
}

/// The subscription goes first: it opens sessions. The device is the callout's and goes last.
extern "system" fn unload(_driver: &mut Driver) {
    require(service::unsubscribe());
    require(flows::unregister());
    IoDeleteDevice(DEVICE.load(SeqCst).cast());
}

fn require(checked: Checked) {
    if let Err(check) = checked {
        KeBugCheckEx(check, 0, 0, 0, 0);
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    KeBugCheckEx(0xE000_0000, 0, 0, 0, 0)
}
