//! What each version of KMDF has, as far as it can be said without a kernel.
//!
//! The lab's `wdfldr.sys` makes its function table from this.

#![no_std]

mod functions;
mod versions;

pub use functions::{COUNT, FUNCTIONS};
pub use versions::{COUNTS, LAST_COPIED, NEWEST, is_known};

pub use ddi::Failure;

/// The number that the first function of the table has among all functions; those of [`ddi`] come
/// before it.
pub const FIRST: usize = ddi::COUNT;

/// The function with a number, of [`ddi`] or of the framework's table, and how it fails.
#[must_use]
pub fn numbered(number: usize) -> Option<(&'static str, Failure)> {
    if number < FIRST {
        return ddi::numbered(number);
    }
    FUNCTIONS.get(number - FIRST).copied()
}
