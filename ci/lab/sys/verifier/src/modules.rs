//! The lab's other two images. Wine never calls the entry point of an image that is only a
//! dependency, so the verifier loads them, keeps them, and asks for their tables.

use core::sync::atomic::{AtomicPtr, Ordering::SeqCst};

use kernel::{EngineTable, FrameworkTable, LAB_ENGINE, LAB_FRAMEWORK, WideString};

use crate::STATUS_UNSUCCESSFUL;

#[link(name = "kernelbase.dll", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn LoadLibraryExW(name: *const u16, file: *mut u8, flags: u32) -> *mut u8;
}

static ENGINE: AtomicPtr<EngineTable> = AtomicPtr::new(core::ptr::null_mut());
static FRAMEWORK: AtomicPtr<FrameworkTable> = AtomicPtr::new(core::ptr::null_mut());

fn table<T>(file: &str, export: &core::ffi::CStr) -> Result<*mut T, i32> {
    /// Look for dependencies next to the file and in system32: `verifier.sys` is next to it.
    const SEARCH: u32 = 0x1100;
    let path = WideString::<64>::new(file);
    // SAFETY: the path is terminated; the module is never released.
    let module = unsafe { LoadLibraryExW(path.as_ptr(), core::ptr::null_mut(), SEARCH) };
    if module.is_null() {
        return Err(STATUS_UNSUCCESSFUL);
    }
    let function = kernel::procedure(&path, export).ok_or(STATUS_UNSUCCESSFUL)?;
    // SAFETY: the lab's own image exports the function with this signature.
    let function =
        unsafe { core::mem::transmute::<usize, extern "system" fn() -> *mut T>(function) };
    Ok(function())
}

/// Loads both. Once, before any driver under test.
pub fn load() -> Result<(), i32> {
    let engine = table(r"C:\windows\system32\drivers\fwpkclnt.sys", LAB_ENGINE)?;
    ENGINE.store(engine, SeqCst);
    let framework = table(r"C:\windows\system32\drivers\wdfldr.sys", LAB_FRAMEWORK)?;
    FRAMEWORK.store(framework, SeqCst);
    Ok(())
}

/// The table of `fwpkclnt.sys`.
pub fn engine() -> &'static EngineTable {
    // SAFETY: set by `load`, before the verifier's entry returned, to a static of the image.
    unsafe { &*ENGINE.load(SeqCst) }
}

/// The table of `wdfldr.sys`.
pub fn framework() -> &'static FrameworkTable {
    // SAFETY: set by `load`, before the verifier's entry returned, to a static of the image.
    unsafe { &*FRAMEWORK.load(SeqCst) }
}
