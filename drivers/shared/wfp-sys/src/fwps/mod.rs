//! Run time: the callouts themselves, what they are called with, and flow contexts (`fwpsk.h`, `fwpstypes.h`).

pub mod callout;
pub mod classify;
pub mod classify_option;
pub mod endpoint;
pub mod filter;
pub mod flow;
pub mod inject;
pub mod metadata;
pub mod net_buffer_list;
pub mod pend;
pub mod redirect;
pub mod stream;
pub mod vswitch;
