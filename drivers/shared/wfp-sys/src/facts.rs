//! What this crate declares, as data: for tests that compare it with other sources, and for a model of the filter engine.
//!
//! The rows are made by the macros that declare the items. They are `const`, so a driver that does not read them does
//! not contain them.

use crate::base::GUID;
use crate::value::FWP_DATA_TYPE;

/// A named number.
#[derive(Clone, Copy, Debug)]
pub struct Constant {
    /// Name, as Microsoft spells it.
    pub name: &'static str,
    /// The 32-bit pattern, zero-extended.
    pub bits: u64,
}

/// A named GUID.
#[derive(Clone, Copy, Debug)]
pub struct Guid {
    /// Name, as Microsoft spells it.
    pub name: &'static str,
    /// The value.
    pub value: GUID,
}

/// Layers with the same fields: one alone, or one and its `…_DISCARD` twin.
#[derive(Clone, Copy, Debug)]
pub struct Layer {
    /// Run-time number and management key of each.
    pub names: &'static [(u16, &'static GUID)],
    /// The fields that every machine has, in the order of their indices; empty where no source lists them.
    pub fields: &'static [LayerField],
}

/// A field of a [`Layer`].
#[derive(Clone, Copy, Debug)]
pub struct LayerField {
    /// Where the value is in `FWPS_INCOMING_VALUES0`.
    pub index: u32,
    /// The condition that names it.
    pub condition: &'static GUID,
    /// The type of its values.
    pub data_type: FWP_DATA_TYPE,
}

/// A structure as the compiler laid it out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Name, as Microsoft spells it.
    pub name: &'static str,
    /// Size in bytes.
    pub size: usize,
    /// Alignment in bytes.
    pub align: usize,
    /// The members.
    pub fields: &'static [Field],
}

/// A member of a structure.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Path as written in Rust; [`Field::name`] is the name in C.
    pub path: &'static str,
    /// Offset in bytes from the start of the structure.
    pub offset: usize,
    /// Size in bytes.
    pub size: usize,
}

impl Field {
    /// The member's name in C: without the unnamed union that holds it, and without Rust's keyword escape.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let last = self.path.rsplit('.').next().unwrap_or(self.path).trim();
        last.strip_prefix("r#").unwrap_or(last)
    }
}

/// A function or a callback type.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Name, as Microsoft spells it.
    pub name: &'static str,
    /// The parameters in order.
    pub parameters: &'static [Parameter],
    /// The return type as written in Rust; empty for none.
    pub return_type: &'static str,
    /// Size of the return value; 0 for none.
    pub return_size: usize,
    /// Where the import is; NULL for a callback type.
    #[cfg(all(windows, feature = "addresses"))]
    pub address: *const (),
}

/// A parameter of a [`Function`].
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Name, as Microsoft spells it.
    pub name: &'static str,
    /// Type as written in Rust.
    pub r#type: &'static str,
    /// Size in bytes.
    pub size: usize,
}

/// Every constant of the crate.
pub const CONSTANTS: &[&[Constant]] = &[
    crate::action::CONSTANTS,
    crate::fields::ale_authorize::CONSTANTS,
    crate::fields::ale_redirect::CONSTANTS,
    crate::fields::ale_state::CONSTANTS,
    crate::fields::data::CONSTANTS,
    crate::fields::icmp::CONSTANTS,
    crate::fields::ip::CONSTANTS,
    crate::fields::mac::CONSTANTS,
    crate::fields::transport::CONSTANTS,
    crate::fields::user_mode::CONSTANTS,
    crate::fields::vswitch::CONSTANTS,
    crate::fwpm::bfe_state::CONSTANTS,
    crate::fwpm::callout::CONSTANTS,
    crate::fwpm::change::CONSTANTS,
    crate::fwpm::connection::CONSTANTS,
    crate::fwpm::engine::CONSTANTS,
    crate::fwpm::enumeration::CONSTANTS,
    crate::fwpm::filter::CONSTANTS,
    crate::fwpm::ipsec::CONSTANTS,
    crate::fwpm::key_exchange::CONSTANTS,
    crate::fwpm::net_event::CONSTANTS,
    crate::fwpm::provider::CONSTANTS,
    crate::fwpm::provider_context::CONSTANTS,
    crate::fwpm::security::CONSTANTS,
    crate::fwpm::sublayer::CONSTANTS,
    crate::fwpm::transaction::CONSTANTS,
    crate::fwps::callout::CONSTANTS,
    crate::fwps::classify::CONSTANTS,
    crate::fwps::endpoint::CONSTANTS,
    crate::fwps::filter::CONSTANTS,
    crate::fwps::inject::CONSTANTS,
    crate::fwps::metadata::CONSTANTS,
    crate::fwps::net_buffer_list::CONSTANTS,
    crate::fwps::redirect::CONSTANTS,
    crate::fwps::stream::CONSTANTS,
    crate::layers::CONSTANTS,
    crate::ndis::CONSTANTS,
    crate::net::CONSTANTS,
    crate::status::CONSTANTS,
    crate::value::CONSTANTS,
];

/// Every GUID of the crate.
pub const GUIDS: &[&[Guid]] = &[
    crate::conditions::GUIDS,
    crate::fwpm::builtin_callouts::GUIDS,
    crate::fwpm::key_exchange::GUIDS,
    crate::fwpm::provider::GUIDS,
    crate::fwpm::provider_context::GUIDS,
    crate::fwpm::sublayer::GUIDS,
    crate::layers::GUIDS,
];

/// Every layer that has a management key.
pub const LAYERS: &[&[Layer]] = &[
    crate::fields::ale_authorize::LAYERS,
    crate::fields::ale_redirect::LAYERS,
    crate::fields::ale_state::LAYERS,
    crate::fields::data::LAYERS,
    crate::fields::icmp::LAYERS,
    crate::fields::ip::LAYERS,
    crate::fields::mac::LAYERS,
    crate::fields::transport::LAYERS,
    crate::fields::user_mode::LAYERS,
    crate::fields::vswitch::LAYERS,
];

/// Every structure of the crate that has members of its own.
pub const LAYOUTS: &[&[Layout]] = &[
    crate::base::LAYOUTS,
    crate::fwpm::callout::LAYOUTS,
    crate::fwpm::change::LAYOUTS,
    crate::fwpm::connection::LAYOUTS,
    crate::fwpm::display::LAYOUTS,
    crate::fwpm::engine::LAYOUTS,
    crate::fwpm::enumeration::LAYOUTS,
    crate::fwpm::filter::LAYOUTS,
    crate::fwpm::ipsec::LAYOUTS,
    crate::fwpm::key_exchange::LAYOUTS,
    crate::fwpm::net_event::LAYOUTS,
    crate::fwpm::provider::LAYOUTS,
    crate::fwpm::provider_context::LAYOUTS,
    crate::fwpm::sublayer::LAYOUTS,
    crate::fwps::callout::LAYOUTS,
    crate::fwps::classify::LAYOUTS,
    crate::fwps::filter::LAYOUTS,
    crate::fwps::inject::LAYOUTS,
    crate::fwps::metadata::LAYOUTS,
    crate::fwps::net_buffer_list::LAYOUTS,
    crate::fwps::redirect::LAYOUTS,
    crate::fwps::stream::LAYOUTS,
    crate::fwps::vswitch::LAYOUTS,
    crate::ndis::LAYOUTS,
    crate::net::LAYOUTS,
    crate::value::LAYOUTS,
];

/// Every function of the crate.
pub const FUNCTIONS: &[&[Function]] = &[
    crate::fwpm::bfe_state::FUNCTIONS,
    crate::fwpm::callout::FUNCTIONS,
    crate::fwpm::connection::FUNCTIONS,
    crate::fwpm::engine::FUNCTIONS,
    crate::fwpm::enumeration::FUNCTIONS,
    crate::fwpm::filter::FUNCTIONS,
    crate::fwpm::ipsec::FUNCTIONS,
    crate::fwpm::key_exchange::FUNCTIONS,
    crate::fwpm::net_event::FUNCTIONS,
    crate::fwpm::provider::FUNCTIONS,
    crate::fwpm::provider_context::FUNCTIONS,
    crate::fwpm::security::FUNCTIONS,
    crate::fwpm::sublayer::FUNCTIONS,
    crate::fwpm::transaction::FUNCTIONS,
    crate::fwps::callout::FUNCTIONS,
    crate::fwps::classify_option::FUNCTIONS,
    crate::fwps::endpoint::FUNCTIONS,
    crate::fwps::flow::FUNCTIONS,
    crate::fwps::inject::FUNCTIONS,
    crate::fwps::net_buffer_list::FUNCTIONS,
    crate::fwps::pend::FUNCTIONS,
    crate::fwps::redirect::FUNCTIONS,
    crate::fwps::stream::FUNCTIONS,
    crate::fwps::vswitch::FUNCTIONS,
];

/// Every callback type of the crate.
pub const CALLBACKS: &[&[Function]] = &[
    crate::fwpm::bfe_state::CALLBACKS,
    crate::fwps::callout::CALLBACKS,
    crate::fwps::inject::CALLBACKS,
    crate::fwps::net_buffer_list::CALLBACKS,
    crate::fwps::vswitch::CALLBACKS,
];

/// Size of the member that `_member` points to.
pub(crate) const fn field_size<Whole, Member>(_member: fn(*const Whole) -> *const Member) -> usize {
    size_of::<Member>()
}
