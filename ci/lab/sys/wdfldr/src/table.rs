//! The function table. What has no behaviour is named when called and ends the host process.

use core::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use kernel::verifier;

use crate::{
    device, driver,
    names::{COUNT, NAMES},
};

/// Bytes of one thunk.
const THUNK: usize = 16;

// One thunk for each function: it names its index to `without_behaviour`.
core::arch::global_asm!(
    ".balign 16",
    "lab_framework_thunks:",
    ".set index, 0",
    ".rept {count}",
    "mov eax, index",
    "jmp lab_framework_named",
    ".balign {thunk}",
    ".set index, index + 1",
    ".endr",
    "lab_framework_named:",
    "mov ecx, eax",
    "sub rsp, 40",
    "call {without_behaviour}",
    count = const COUNT,
    thunk = const THUNK,
    without_behaviour = sym without_behaviour,
);

unsafe extern "C" {
    static lab_framework_thunks: u8;
}

extern "system" fn without_behaviour(index: u32) -> ! {
    verifier().has_not(
        NAMES
            .get(index as usize)
            .copied()
            .unwrap_or("a KMDF function"),
    )
}

fn behaviour(name: &str) -> Option<usize> {
    Some(match name {
        "WdfControlDeviceInitAllocate" => device::init_allocate as *const () as usize,
        "WdfControlFinishInitializing" => device::finish_initializing as *const () as usize,
        "WdfDeviceCreate" => device::create as *const () as usize,
        "WdfDeviceInitFree" => device::init_free as *const () as usize,
        "WdfDeviceWdmGetDeviceObject" => device::wdm_device_object as *const () as usize,
        "WdfDriverCreate" => driver::create as *const () as usize,
        "WdfDriverWdmGetDriverObject" => driver::wdm_driver_object as *const () as usize,
        "WdfObjectDelete" => device::delete as *const () as usize,
        _ => return None,
    })
}

/// The table that clients read. Filled at the first bind; every bind writes the same.
pub fn functions() -> *const usize {
    static TABLE: [AtomicUsize; COUNT] = [const { AtomicUsize::new(0) }; COUNT];
    let thunks = (&raw const lab_framework_thunks).expose_provenance();
    for (index, (entry, name)) in TABLE.iter().zip(NAMES).enumerate() {
        entry.store(behaviour(name).unwrap_or(thunks + index * THUNK), SeqCst);
    }
    TABLE.as_ptr().cast()
}
