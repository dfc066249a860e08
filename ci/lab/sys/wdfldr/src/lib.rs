//! The lab's `wdfldr.sys`: the loader and as much of the framework as the drivers use.
//!
//! | file | idea |
//! | --- | --- |
//! | `bind` | `WdfVersionBind`, `WdfVersionUnbind`: a client gets the function table |
//! | `table` | the function table; what has no behaviour is named when called |
//! | `driver` | `WdfDriverCreate`, and the framework's own unload routine |
//! | `device` | control devices |
//! | `client` | one record for each bound driver |
//! | `names` | names by index |
//!
//! Source of the rules: the framework's published source, by file and line in the comments.

#![no_std]
extern crate alloc;

mod bind;
mod client;
mod device;
mod driver;
mod names;
mod table;

use kernel::{DriverObject, FrameworkTable, UnicodeString};

const STATUS_SUCCESS: i32 = 0;
const STATUS_INFO_LENGTH_MISMATCH: i32 = 0xC000_0004_u32.cast_signed();
const STATUS_INVALID_PARAMETER: i32 = 0xC000_000D_u32.cast_signed();
const STATUS_NOT_SUPPORTED: i32 = 0xC000_00BB_u32.cast_signed();
const STATUS_DRIVER_INTERNAL_ERROR: i32 = 0xC000_0183_u32.cast_signed();

/// Entry point that is never called: the verifier loads this image, and drivers import it.
///
/// # Safety
///
/// For Wine's I/O manager only.
#[unsafe(export_name = "DriverEntry")]
pub const unsafe extern "system" fn driver_entry(
    _driver: *mut DriverObject,
    _registry_path: *const UnicodeString,
) -> i32 {
    STATUS_NOT_SUPPORTED
}

extern "system" fn forget(image: u32) {
    client::forget(image);
}

/// The table of calls.
#[unsafe(export_name = "LabFramework")]
#[must_use]
pub extern "system" fn lab_framework() -> &'static FrameworkTable {
    static TABLE: FrameworkTable = FrameworkTable { forget };
    &TABLE
}
