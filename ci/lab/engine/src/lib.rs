//! What the filter engine does with callouts, filters, sessions and transactions, as a model.
//!
//! Plain Rust, tested on the host. It never calls a driver: it says which function is to be
//! called, and keeps the account of who is inside. `fwpkclnt.sys` of the lab does the calling.
//!
//! Rules come from Microsoft's documentation; each test is named after the rule and names its
//! page. Where the documentation is silent the answer is a mode
//! ([`UnregisterMode`](protocol::UnregisterMode), [`BusyMode`](protocol::BusyMode),
//! [`RemovalMode`](protocol::RemovalMode), [`CloseMode`](protocol::CloseMode)).
//!
//! | file | idea |
//! | --- | --- |
//! | `callouts` | registration slots: register, unregister, who is inside; no lock on the classify path |
//! | `flows` | data flows, the contexts that callouts attach, who makes which delete call |
//! | `objects` | management objects and their references |
//! | `sessions` | sessions, transactions, what goes when a session ends |
//! | `sync` | atomics and locks, so that loom can stand in for them |
//! | `filter_set` | the filters as classify sees them: an immutable list, replaced when they change |

#![no_std]
extern crate alloc;

mod callouts;
mod filter_set;
mod flows;
mod objects;
mod sessions;
mod sync;

pub use callouts::{Callouts, Deleting, Entered, Functions, Waiting};
pub use filter_set::{ActiveFilter, FilterSet, WithoutCallout};
pub use flows::{Delete, Flows, Removed};
pub use objects::{Action, CalloutObject, Filter, Key, Sublayer};
pub use sessions::{Engine, Notification, Reader, SessionId};
pub use wfp_sys::NTSTATUS;

/// How a thread of the model passes the time while it waits for another one.
pub use spin::RelaxStrategy;
