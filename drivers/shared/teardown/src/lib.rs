//! Registration values of a callout driver, and how each of them goes.
//!
//! A value here means that something is registered. It does not undo itself: the filter engine
//! may refuse, and a `Drop` cannot report a refusal. So each value is given up by a call that
//! takes it, and whose answer the driver has to look at. A [`Guard`] makes a drop of such a call,
//! for those that return only when the thing is gone.
//!
//! | value | means | goes by |
//! | --- | --- | --- |
//! | [`Callout`] | the engine may call into this image | [`Callout::unregister`], [`Callout::unregister_or_wait`] |
//! | [`Session`] | a session is open; what it added is in force | [`Session::close`] |
//! | [`FlowContexts`] | the engine holds contexts of the driver's | [`FlowContexts::drain`] |
//! | [`FilterContexts`] | filters carry contexts of the driver's | [`FilterContexts::free`], after the callout |
//! | [`Guard`] | a step of the start is done | its drop, which runs the function that it was given |
//! | [`HandOver`] | `DriverEntry` left something for the unload function | [`HandOver::take`] |
//!
//! The crate needs no WDK to compile. It links against `fwpkclnt.sys` through `wfp-sys`, and
//! against a few functions of the kernel, which every driver links anyway.

#![cfg_attr(not(test), no_std)]

mod callout;
mod filter_contexts;
mod flow_contexts;
mod guard;
mod hand_over;
mod kernel;
mod list;
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
pub use session::{Session, Transaction};
