//! Field indices: where a layer puts which value in [`FWPS_INCOMING_VALUES0`](crate::FWPS_INCOMING_VALUES0).
//!
//! Newer Windows versions append fields, so an index compiled in here may lie beyond `valueCount` on an older one.
//! [`FWPS_INCOMING_VALUES0::value`](crate::FWPS_INCOMING_VALUES0::value) makes that test. "Newer builds only" marks
//! what state dumps show on Windows 11 and Server 23H2 but not on an older machine. A layer and its `…_DISCARD` twin
//! have the same fields.
//!
//! Left out on purpose:
//! - `…_MAX`, which depends on the SDK; compare with `valueCount` instead;
//! - the `BITMAP_…` names, which only SDK 19041 has: the slots are `RESERVED_n` here, as in later ones;
//! - the fields of `FWPS_LAYER_RESERVED_LAYER_9` and `_10`, and `FWPS_FIELD_RPC_UM_RPC_OPNUM`: no source has the names.
//!
//! The data type of a field is what a state dump of running systems says. Check
//! [`FWP_VALUE0::type`](crate::FWP_VALUE0) before reading the union all the same: a value may be
//! [`FWP_EMPTY`](crate::FWP_EMPTY). `…_ICMP_TYPE` and `…_ICMP_CODE` are second names of the two port slots, for ICMP
//! traffic; only those of the connect and flow-established V4 layers have a page of their own.
//!
//! Source: `fwpsk.h` (enumerations `FWPS_FIELDS_…`): names and numbers from debug information of SDK 19041 and 26100
//! and from state dumps of running systems. Where debug information lacks a layer, the name is that of the page in the
//! user-mode documentation (`fwpsu`, V4), or follows its pattern (V6).

pub(crate) mod ale_authorize;
pub(crate) mod ale_redirect;
pub(crate) mod ale_state;
pub(crate) mod data;
pub(crate) mod icmp;
pub(crate) mod ip;
pub(crate) mod mac;
pub(crate) mod transport;
pub(crate) mod user_mode;
pub(crate) mod vswitch;

pub use ale_authorize::*;
pub use ale_redirect::*;
pub use ale_state::*;
pub use data::*;
pub use icmp::*;
pub use ip::*;
pub use mac::*;
pub use transport::*;
pub use user_mode::*;
pub use vswitch::*;
