//! `verifier.sys`: the lab's service. It watches every driver image that Wine loads after it.
//!
//! | file | idea |
//! | --- | --- |
//! | `images` | one record for each load of an image |
//! | `hooks` | what happens before and after `DriverEntry` and `DriverUnload` |
//! | `imports` | imports replaced before `DriverEntry`, as Driver Verifier does |
//! | `calls` | between a driver's call and the kernel function: the IRQL is checked |
//! | `replacements` | which kernel functions the lab has instead of Wine |
//! | `irql`, `spin`, `wait`, `rundown` | levels, locks and waits |
//! | `deferred`, `dpcs`, `timers`, `ex_timers` | the thread that runs DPCs, their queue, timers |
//! | `work`, `threads` | work items, system threads |
//! | `names` | what collides with the next start |
//! | `pool`, `devices`, `lists`, `etw`, `wmi`, `system`, `bug_check` | the other kernel functions |
//! | `net_buffers` | NDIS: pools, buffer lists, buffers |
//! | `handles` | open files, which defer the unload |
//! | `belongings` | what images have acquired and not given back |
//! | `thread` | what is kept for each thread |
//! | `residue` | what an image left behind, as findings |
//! | `faults` | exceptions: stale addresses, single steps, `cr8`, missing imports |
//! | `guarded` | a call into an image that comes back even when the image is gone |
//! | `settle` | the end of a cycle |
//! | `in_process` | a load and unload without the service control manager |
//! | `refuse` | one call of a start that fails |
//! | `findings`, `trace` | what the load tester reads |
//! | `control` | the control device |
//! | `modules` | the lab's other two images |

#![no_std]
extern crate alloc;

mod belongings;
mod bug_check;
mod calls;
mod control;
mod deferred;
mod devices;
mod dpcs;
mod etw;
mod ex_timers;
mod faults;
mod findings;
mod guarded;
mod handles;
mod hooks;
mod images;
mod imports;
mod in_process;
mod irql;
mod lists;
mod lock;
mod modules;
mod names;
mod net_buffers;
mod pool;
mod refuse;
mod replacements;
mod residue;
mod rundown;
mod settle;
mod spin;
mod system;
mod table;
mod thread;
mod threads;
mod timers;
mod trace;
mod wait;
mod wmi;
mod work;

use kernel::{DriverObject, UnicodeString};

const STATUS_SUCCESS: i32 = 0;
const STATUS_UNSUCCESSFUL: i32 = 0xC000_0001_u32.cast_signed();

/// Entry point of the service.
///
/// # Safety
///
/// For Wine's I/O manager, which passes a live driver object.
#[unsafe(export_name = "DriverEntry")]
pub unsafe extern "system" fn driver_entry(
    driver: *mut DriverObject,
    _registry_path: *const UnicodeString,
) -> i32 {
    // SAFETY: the I/O manager passes its driver object, which nobody else has during the call.
    let driver = unsafe { &mut *driver };
    match start(driver) {
        Ok(()) => STATUS_SUCCESS,
        Err(status) => status,
    }
}

fn start(driver: &mut DriverObject) -> Result<(), i32> {
    // Drivers under test hold addresses of this image in their import tables.
    if !kernel::pin(driver_entry as *const () as usize) {
        return Err(STATUS_UNSUCCESSFUL);
    }
    thread::prepare();
    deferred::start()?;
    work::start()?;
    faults::watch()?;
    modules::load()?;
    hooks::watch()?;
    control::create(driver)
}
