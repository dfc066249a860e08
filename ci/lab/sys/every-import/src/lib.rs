//! An image that imports every function of wfp-sys: its import table shows what the bindings really link.
//!
//! It is built and read (`cargo xtask test imports`), never loaded. The list of functions is the crate's own, so
//! that no name is typed twice.

#![no_std]

use core::{ffi::c_void, hint::black_box, panic::PanicInfo};

use wfp_sys::{NTSTATUS, STATUS_SUCCESS, facts};

/// Takes each address, so that the linker cannot leave one out.
#[unsafe(export_name = "DriverEntry")]
pub extern "system" fn driver_entry(
    _driver: *mut c_void,
    _registry_path: *const c_void,
) -> NTSTATUS {
    for function in facts::FUNCTIONS.iter().copied().flatten() {
        black_box(function.address);
    }
    STATUS_SUCCESS
}

#[panic_handler]
const fn panic(_info: &PanicInfo<'_>) -> ! {
    loop {}
}
