//! Atomics, locks and table sizes of what classify threads share, in one place: `tests/loom.rs`
//! compiles the same sources with loom's atomics and small tables.

pub use core::sync::atomic::{AtomicU32, AtomicUsize};
pub use spin::{RelaxStrategy, mutex::SpinMutex as Mutex};

/// Registrations that the model holds at once. Windows: 100 000 (`FWP_E_TOO_MANY_CALLOUTS`).
pub const SLOTS: usize = 256;
/// Locks that the flows share.
pub const SHARDS: usize = 64;
