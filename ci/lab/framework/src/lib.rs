//! What each version of KMDF has, as far as it can be said without a kernel.
//!
//! The lab's `wdfldr.sys` makes its function table from this.

#![no_std]

mod names;
mod versions;

pub use names::{COUNT, NAMES};
pub use versions::{COUNTS, LAST_COPIED, NEWEST, is_known};
