//! A correct driver that uses each part of the kernel environment that the lab brings, and looks
//! at the results. The lab must find nothing against it.
//!
//! The check that fails is what `DriverEntry` returns: `0xE00F_LLLL` for line `LLLL` of file `F`,
//! which the check names. The unload function has nobody to tell and stops the machine with the
//! same number.

#![no_std]

mod check;
mod deferred;
mod kernel;
mod locks;
mod objects;
mod threads;

use core::sync::atomic::{AtomicPtr, Ordering::SeqCst};

use check::{Checked, check};
use kernel::{Driver, IoCreateDevice, IoDeleteDevice, KeBugCheckEx};

static DEVICE: AtomicPtr<u8> = AtomicPtr::new(core::ptr::null_mut());

/// Entry point.
#[unsafe(export_name = "DriverEntry")]
pub extern "system" fn driver_entry(driver: &mut Driver, _registry_path: *const u8) -> i32 {
    driver.unload = Some(unload);
    match start(driver) {
        Ok(()) => 0,
        Err(check) => check.cast_signed(),
    }
}

fn start(driver: &mut Driver) -> Checked {
    const FILE_DEVICE_UNKNOWN: u32 = 0x22;
    let mut device = core::ptr::null_mut();
    let none = core::ptr::null();
    let status = IoCreateDevice(driver, 0, none, FILE_DEVICE_UNKNOWN, 0, 0, &mut device);
    check!(1, status == 0);
    DEVICE.store(device, SeqCst);
    locks::check()?;
    objects::acquire()?;
    deferred::begin()?;
    threads::begin(device)
}

extern "system" fn unload(_driver: &mut Driver) {
    let ended = threads::end()
        .and_then(|()| deferred::end())
        .and_then(|()| objects::release());
    if let Err(check) = ended {
        KeBugCheckEx(check, 0, 0, 0, 0);
    }
    IoDeleteDevice(DEVICE.load(SeqCst));
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    KeBugCheckEx(0xE000_0000, 0, 0, 0, 0)
}
