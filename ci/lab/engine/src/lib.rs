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
//! | `objects` | management objects, as their callers describe them |
//! | `store` | management objects: added, deleted, looked up; their lifetimes and references |
//! | `sessions` | sessions, transactions, what goes when a session ends |
//! | `management` | what a session adds and deletes |
//! | `queries` | what a session asks for: one object, or a list |
//! | `layers` | the layers with their fields |
//! | `value`, `conditions` | which traffic a filter matches |
//! | `filter_set` | the filters as classify sees them: an immutable list, replaced when they change |
//! | `readers` | which filters a classify thread still uses; no lock on the classify path |
//! | `arbitration` | from the filters at a layer to one verdict |
//! | `sync` | atomics and locks, so that loom can stand in for them |

#![no_std]
extern crate alloc;

mod arbitration;
mod callouts;
mod conditions;
mod filter_set;
mod flows;
mod layers;
mod management;
mod objects;
mod queries;
mod readers;
mod sessions;
mod store;
mod sync;
mod value;

pub use arbitration::{By, Decision, Misuse, Reply, Standing, Verdict, evaluate};
pub use callouts::{Callouts, Deleting, Entered, Functions, Waiting};
pub use conditions::{Condition, Conditions, Operand};
pub use filter_set::{ActiveFilter, FilterSet, WithoutCallout};
pub use flows::{Delete, Flows, Removed};
pub use layers::Layer;
pub use objects::{
    Action, CalloutObject, Filter, Owner, Provider, ProviderContext, Sublayer, Weight,
};
pub use queries::{BootTime, FilterTemplate, ListedCallout, ListedContext, ListedFilter};
pub use readers::{Reader, Reading};
pub use sessions::{Access, Engine, Notification, SessionId};
pub use store::LeftObjects;
pub use value::Value;
pub use wfp_sys::{GUID, NTSTATUS};

/// How a thread of the model passes the time while it waits for another one.
pub use spin::RelaxStrategy;
