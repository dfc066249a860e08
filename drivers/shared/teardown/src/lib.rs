//! Registration values of a callout driver, and how a driver gives each of them up.
//!
//! A value here means that something is registered. Dropping it does not unregister anything: the
//! filter engine may refuse, and a `Drop` cannot report a refusal. The driver gives each value up
//! through a call that takes it and returns a result. A [`Guard`] turns such a call into a drop,
//! for calls that return only when the work is done.
//!
//! | value | means | given up through |
//! | --- | --- | --- |
//! | [`Callout`] | the engine may call into this image | [`Callout::unregister`], [`Callout::unregister_or_wait`] |
//! | [`Session`] | a session is open, and what was added through it is in force | [`Session::close`] |
//! | [`FlowContexts`] | flows carry contexts of the driver | [`FlowContexts::drain`] |
//! | [`FilterContexts`] | filters carry contexts of the driver | [`FilterContexts::free`], after the callout |
//! | [`Guard`] | a step of the start is done | its drop, which calls the function that it was given |
//! | [`HandOver`] | `DriverEntry` left something for the unload function | [`HandOver::take`] |
//!
//! A [`Failure`] names the call that failed, and a [`Reporter`] prints it. The crate compiles
//! without a WDK. It links against `fwpkclnt.sys` through `wfp-sys`, and against a few functions of
//! `ntoskrnl.exe`, which every driver links.

#![cfg_attr(not(test), no_std)]

mod callout;
mod filter_contexts;
mod flow_contexts;
mod guard;
mod hand_over;
mod kernel;
mod list;
mod report;
mod session;
mod spin_lock;
#[cfg(test)]
mod test_flows;
#[cfg(test)]
mod test_kernel;

pub use callout::{Callout, DROPPED_WHILE_REGISTERED};
pub use filter_contexts::FilterContexts;
pub use flow_contexts::FlowContexts;
pub use guard::Guard;
pub use hand_over::HandOver;
pub use kernel::wait_milliseconds;
pub use report::{Failure, Reporter, succeeded};
pub use session::{DEFAULT_WAIT, Session, Transaction};
pub use spin_lock::SpinLock;
