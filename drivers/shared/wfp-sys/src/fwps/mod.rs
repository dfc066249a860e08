//! Run time: the callouts themselves, what they are called with, and flow contexts (`fwpsk.h`, `fwpstypes.h`).

pub mod callout;
pub mod classify;
pub mod filter;
pub mod flow;
pub mod metadata;
