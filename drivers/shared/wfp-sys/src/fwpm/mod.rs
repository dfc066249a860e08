//! Management: the objects that the base filtering engine keeps (`fwpmk.h`, `fwpmtypes.h`).
//!
//! A session ([`engine`]) opens the way; inside a [`transaction`] or on their own, providers, sublayers, callout
//! objects and filters are added and deleted. An object cannot be deleted while another refers to it, so the order at
//! unload is filters, callouts, sublayers, providers. A dynamic session does it by itself when it ends.
//!
//! All these functions need `PASSIVE_LEVEL` except
//! [`FwpmFreeMemory0`](crate::FwpmFreeMemory0) and [`FwpmBfeStateGet0`](crate::FwpmBfeStateGet0) (`DISPATCH_LEVEL` or
//! below). Each says since when it exists. Beyond the statuses named at each function, all can return other
//! `STATUS_FWP_…` values and RPC failures. Where the kernel function has a page of its own, its source is `nf-fwpmk-…`;
//! the others are described by the page of their user-mode twin (`nf-fwpmu-…`), whose error codes `FWP_E_…` arrive as
//! `STATUS_FWP_…` in the kernel.
//!
//! Exported by `fwpkclnt.sys`, but without a public page and therefore not bound:
//! `FwpmBfeStateSubscribeChangesWithoutDevice0`, `FwpmSecureSocketAddAsync0`, `FwpmSecureSocketDeleteByKeyAsync0`,
//! `FwpmvSwitchEventFire0`.

pub mod bfe_state;
pub mod builtin_callouts;
pub mod callout;
pub mod change;
pub mod connection;
pub mod display;
pub mod engine;
pub mod enumeration;
pub mod filter;
pub mod ipsec;
pub mod key_exchange;
pub mod net_event;
pub mod provider;
pub mod provider_context;
pub mod security;
pub mod sublayer;
pub mod transaction;
