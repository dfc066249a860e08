//! The lab's `wdfldr.sys`: the loader, and the framework as a non-PnP driver with control devices
//! may use it.
//!
//! | file | idea |
//! | --- | --- |
//! | `bind` | `WdfVersionBind`, `WdfVersionUnbind`: a client gets the function table |
//! | `table` | the function table: every call passes here; what has no behaviour is named |
//! | `client` | one record for each bound driver |
//! | `handle`, `context`, `tree`, `object` | objects, what a driver keeps with them, how they go |
//! | `driver` | `WdfDriverCreate`, and the framework's own unload routine |
//! | `residue` | what a driver left when its unload function returned |
//! | `init`, `device` | control devices |
//! | `irp`, `dispatch` | requests as the I/O manager sends them |
//! | `file` | open files |
//! | `queue`, `io_queue` | I/O queues, and the calls about them |
//! | `request`, `request_data`, `user_buffer` | requests, and the calls about what is in them |
//! | `deferred`, `work`, `worker` | work items, DPCs and timers, and the threads they run on |
//! | `serialization`, `locks` | callback locks, spin locks and wait locks |
//! | `memory`, `collection`, `text` | memory objects and lookaside lists, collections, strings |
//! | `registry`, `registry_query`, `registry_assign` | registry keys, and their values |
//! | `status` | NTSTATUS values |
//!
//! Source of the rules: the framework's published source, by file in the comments, and the
//! reference pages, by name.

#![no_std]
extern crate alloc;

mod bind;
mod client;
mod collection;
mod context;
mod deferred;
mod device;
mod dispatch;
mod driver;
mod file;
mod handle;
mod init;
mod io_queue;
mod irp;
mod locks;
mod memory;
mod object;
mod queue;
mod registry;
mod registry_assign;
mod registry_query;
mod request;
mod request_data;
mod residue;
mod serialization;
mod status;
mod table;
mod text;
mod tree;
mod user_buffer;
mod work;
mod worker;

use kernel::{DriverObject, FrameworkTable, UnicodeString};

use crate::status::STATUS_NOT_SUPPORTED;

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
    static TABLE: FrameworkTable = FrameworkTable {
        entry_returned: residue::entry_returned,
        unload_returned: residue::unload_returned,
        forget,
    };
    &TABLE
}
