//! What the lab's images share: Wine's kernel and `kernelbase.dll` as safe calls, and the table
//! of calls by which `verifier.sys` and the other two images reach each other.
//!
//! Import `kernelbase.dll` and never `kernel32.dll` or `ntdll.dll`: Wine's loader takes an image
//! that imports one of the latter for an ordinary DLL and calls its entry point as `DllMain`.

#![no_std]

extern crate alloc;

mod heap;
mod image;
mod lab;
mod line;
mod nt;
mod process;
mod stack;
mod wide;

pub use heap::Heap;
pub use image::{Import, LoadedImage};
pub use lab::{
    CallSite, DeviceRequest, EngineTable, Finding, FindingKind, FrameworkTable, GuardedCall,
    LAB_ENGINE, LAB_FRAMEWORK, Left, Sites, Verifier, verifier,
};
pub use line::Line;
pub use nt::{
    Device, Dispatch, DriverObject, DriverUnload, Irp, MAJOR_CLOSE, MAJOR_CREATE,
    MAJOR_DEVICE_CONTROL, UnicodeString, bug_check, delete_device, nt_success, spawn,
};
pub use process::{
    Address, Memory, Nap, Signal, Tls, current_process, current_thread, exit_thread, exported,
    memory_at, nanoseconds, pin, procedure, protect, release_module, reserve, sleep, stack_trace,
};
pub use wide::WideString;

/// Unmangled marker that the compiler refers to when a crate uses floating point.
#[unsafe(no_mangle)]
pub static _fltused: i32 = 0;

/// Bug check of a panic inside the lab itself: the ASCII tag `LABP`.
const LAB_PANIC: u32 = u32::from_be_bytes(*b"LABP");

#[panic_handler]
fn panic(info: &core::panic::PanicInfo<'_>) -> ! {
    let line = info.location().map_or(0, core::panic::Location::line);
    bug_check(LAB_PANIC, [line as usize, 0, 0, 0])
}

#[global_allocator]
static HEAP: Heap = Heap;
