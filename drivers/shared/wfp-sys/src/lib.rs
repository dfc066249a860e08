//! Kernel-mode bindings to the Windows Filtering Platform.
//!
//! What a callout driver needs from `fwpsk.h`, `fwpmk.h`, `fwpstypes.h`, `fwpmtypes.h` and `fwptypes.h`, drawn
//! from documentation, metadata and debug information, without the WDK. The crate compiles and tests on any
//! 64-bit host; only a Windows target links `fwpkclnt.sys`.
//!
//! Names are Microsoft's, so that a name found here can be looked up there. Three things are Rust's:
//! - the member `type` is written `r#type`;
//! - a union without a name is the member `Anonymous`, of type `NAME_0`, as in windows-sys;
//! - small helpers: [`GUID::from_u128`], `ZERO` for structures of which few members are set, [`wide!`] for names,
//!   constructors such as [`FWP_VALUE0::from_uint8`], and [`FWPS_INCOMING_VALUES0::value`].
//!
//! Everything is re-exported here:
//!
//! ```
//! use wfp_sys::{FWP_CALLOUT_FLAG_ALLOW_OFFLOAD, FWPS_CALLOUT1, GUID, NTSTATUS, STATUS_SUCCESS};
//! # use core::ffi::c_void;
//! # use wfp_sys::*;
//!
//! unsafe extern "system" fn classify(
//!     _values: *const FWPS_INCOMING_VALUES0,
//!     _metadata: *const FWPS_INCOMING_METADATA_VALUES0,
//!     _layer_data: *mut c_void,
//!     _classify_context: *const c_void,
//!     _filter: *const FWPS_FILTER1,
//!     _flow_context: u64,
//!     _out: *mut FWPS_CLASSIFY_OUT0,
//! ) {
//! }
//!
//! unsafe extern "system" fn notify(
//!     _type: FWPS_CALLOUT_NOTIFY_TYPE,
//!     _filter_key: *const GUID, // NULL when a filter is deleted
//!     _filter: *mut FWPS_FILTER1,
//! ) -> NTSTATUS {
//!     STATUS_SUCCESS
//! }
//!
//! // No pointers to data in it, so it can be a static.
//! static CALLOUT: FWPS_CALLOUT1 = FWPS_CALLOUT1 {
//!     calloutKey: GUID::from_u128(0x5d2f9a0e_7a34_4e0b_9a2e_6d1b3c1f8a55),
//!     flags: FWP_CALLOUT_FLAG_ALLOW_OFFLOAD,
//!     classifyFn: Some(classify),
//!     notifyFn: Some(notify),
//!     flowDeleteFn: None,
//! };
//! # assert!(CALLOUT.flowDeleteFn.is_none());
//! ```
//!
//! The `FWPM_…` structures hold raw pointers and are therefore not `Sync`: a `const` or a local value is the way to
//! make them. Whoever wants a `static` wraps it and says why sharing its pointers is sound; that cannot be said here.
//!
//! Each function says its IRQL, statuses, oldest Windows and what it means for unloading. "Source" names the page of
//! Microsoft's documentation, by the last part of its address, or the header. What is concluded and not read is marked
//! as inference.
#![no_std]
#![allow(
    clippy::use_self,
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals,
    reason = "names are spelled as in the C headers"
)]

#[cfg(not(target_pointer_width = "64"))]
compile_error!("wfp-sys has the layouts of 64-bit Windows only");

#[macro_use]
mod macros;

pub mod action;
pub mod base;
pub mod conditions;
#[doc(hidden)]
pub mod facts;
pub mod fields;
pub mod fwpm;
pub mod fwps;
pub mod layers;
pub mod ndis;
pub mod net;
pub mod status;
pub mod value;

pub use action::*;
pub use base::*;
pub use conditions::*;
pub use fields::*;
pub use fwpm::bfe_state::*;
pub use fwpm::builtin_callouts::*;
pub use fwpm::callout::*;
pub use fwpm::change::*;
pub use fwpm::connection::*;
pub use fwpm::display::*;
pub use fwpm::engine::*;
pub use fwpm::enumeration::*;
pub use fwpm::filter::*;
pub use fwpm::ipsec::*;
pub use fwpm::key_exchange::*;
pub use fwpm::net_event::*;
pub use fwpm::provider::*;
pub use fwpm::provider_context::*;
pub use fwpm::security::*;
pub use fwpm::sublayer::*;
pub use fwpm::transaction::*;
pub use fwps::callout::*;
pub use fwps::classify::*;
pub use fwps::classify_option::*;
pub use fwps::endpoint::*;
pub use fwps::filter::*;
pub use fwps::flow::*;
pub use fwps::inject::*;
pub use fwps::metadata::*;
pub use fwps::net_buffer_list::*;
pub use fwps::pend::*;
pub use fwps::redirect::*;
pub use fwps::stream::*;
pub use fwps::vswitch::*;
pub use layers::*;
pub use ndis::*;
pub use net::*;
pub use status::*;
pub use value::*;
