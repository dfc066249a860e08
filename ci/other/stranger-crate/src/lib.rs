//! A driver by the steps of the README of windows-drivers-rs. They specify no unload function; with
//! the feature `unload` this one has it, and something to give back in it.

#![no_std]

#[cfg(feature = "unload")]
extern crate alloc;
#[cfg(not(test))]
extern crate wdk_panic;

#[cfg(not(test))]
use wdk_alloc::WdkAllocator;
use wdk_sys::{NTSTATUS, PCUNICODE_STRING, PDRIVER_OBJECT, STATUS_SUCCESS};

#[cfg(not(test))]
#[global_allocator]
static GLOBAL_ALLOCATOR: WdkAllocator = WdkAllocator;

/// Says hello.
///
/// # Safety
///
/// For the I/O manager, which passes a live driver object.
#[unsafe(export_name = "DriverEntry")]
pub unsafe extern "system" fn driver_entry(
    driver: PDRIVER_OBJECT,
    _registry_path: PCUNICODE_STRING,
) -> NTSTATUS {
    wdk::println!("hello");
    #[cfg(feature = "unload")]
    {
        // SAFETY: the I/O manager lends its driver object for the length of the call.
        unsafe { (*driver).DriverUnload = Some(stop::unload) };
        stop::begin();
    }
    #[cfg(not(feature = "unload"))]
    let _ = driver;
    STATUS_SUCCESS
}

#[cfg(feature = "unload")]
mod stop {
    use alloc::{boxed::Box, string::String};
    use core::sync::atomic::{AtomicPtr, Ordering};

    use wdk_sys::PDRIVER_OBJECT;

    /// From `DriverEntry` to the unload function.
    static TEXT: AtomicPtr<String> = AtomicPtr::new(core::ptr::null_mut());

    pub fn begin() {
        let text = Box::new(String::from("good-bye"));
        TEXT.store(Box::into_raw(text), Ordering::Release);
    }

    pub unsafe extern "C" fn unload(_driver: PDRIVER_OBJECT) {
        let text = TEXT.swap(core::ptr::null_mut(), Ordering::Acquire);
        // SAFETY: `begin` put it there before `DriverEntry` returned; nobody else takes it.
        let text = unsafe { Box::from_raw(text) };
        wdk::println!("{text}");
    }
}
