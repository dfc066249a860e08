//! The lab's `fwpkclnt.sys`: the exports that a callout driver imports, on the engine's model,
//! and the threads that classify.
//!
//! | file | idea |
//! | --- | --- |
//! | `callouts` | `FwpsCalloutRegister*`, `FwpsCalloutUnregister*` |
//! | `flows` | `FwpsFlow*`, flow-delete calls, the flows that traffic belongs to |
//! | `management` | `Fwpm*`: sessions, transactions, providers, sublayers, callout objects |
//! | `contexts` | `FwpmProviderContext*`: provider contexts |
//! | `queries`, `enumerations` | `Fwpm*Get*`; `Fwpm*Enum*` and their handles |
//! | `copies`, `memory` | the structures that they hand out; `FwpmFreeMemory0` |
//! | `bfe` | `FwpmBfeState*`: the service, its changes, who is told |
//! | `filters` | `FwpmFilter*`, and the structures that describe a filter |
//! | `calls` | calling `classifyFn` and `notifyFn` with what Windows would pass |
//! | `connections` | the mix of connections, and what each layer sees of them |
//! | `traffic` | classify threads at `PASSIVE_LEVEL` and `DISPATCH_LEVEL` |
//! | `residue` | what an image left, besides callouts and sessions |
//! | `state` | the engine, the cycle's modes, the counts |
//! | `measure` | how long a classify call takes |
//! | `table` | what the verifier calls |
//! | `without_behaviour` | every other export: named when called, never silent |

#![no_std]
extern crate alloc;

mod bfe;
mod callouts;
mod calls;
mod connections;
mod contexts;
mod copies;
mod enumerations;
mod filters;
mod flows;
mod management;
mod measure;
mod memory;
mod queries;
mod residue;
mod state;
mod table;
mod traffic;
mod without_behaviour;

use kernel::{DriverObject, UnicodeString};

const STATUS_NOT_SUPPORTED: i32 = 0xC000_00BB_u32.cast_signed();

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
