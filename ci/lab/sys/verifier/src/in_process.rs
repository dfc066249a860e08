//! Loading and unloading a driver without the service control manager, for comparison.

use kernel::{UnicodeString, WideString};

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn ZwLoadDriver(service: *const UnicodeString) -> i32;
    fn ZwUnloadDriver(service: *const UnicodeString) -> i32;
}

const SERVICES: &str = r"\Registry\Machine\System\CurrentControlSet\Services\";

/// Loads and unloads the driver of the service once.
pub fn cycle(name: &str) -> Result<(), i32> {
    let key = WideString::<128>::of([SERVICES, name]).ok_or(crate::STATUS_UNSUCCESSFUL)?;
    let key = UnicodeString::of(&key);
    // SAFETY: the string is live until the call returns.
    let loaded = unsafe { ZwLoadDriver(&raw const key) };
    if !kernel::nt_success(loaded) {
        return Err(loaded);
    }
    // SAFETY: as above.
    let unloaded = unsafe { ZwUnloadDriver(&raw const key) };
    if kernel::nt_success(unloaded) {
        Ok(())
    } else {
        Err(unloaded)
    }
}
