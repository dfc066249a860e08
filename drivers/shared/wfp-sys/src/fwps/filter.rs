//! Filters as a callout sees them.
//!
//! Versions 0 to 3 have the same members; only the type of the provider context differs.

use crate::action::FWP_ACTION_TYPE;
use crate::fwpm::provider_context::{
    FWPM_PROVIDER_CONTEXT0, FWPM_PROVIDER_CONTEXT1, FWPM_PROVIDER_CONTEXT2, FWPM_PROVIDER_CONTEXT3,
};
use crate::value::{FWP_CONDITION_VALUE0, FWP_MATCH_TYPE, FWP_VALUE0};

constants! {
    /// Filter flag: clear [`FWPS_RIGHT_ACTION_WRITE`](crate::FWPS_RIGHT_ACTION_WRITE) when permitting, too.
    pub const FWPS_FILTER_FLAG_CLEAR_ACTION_RIGHT: u16 = 0x1;
    /// Filter flag: the filter permits while its callout is not registered.
    ///
    /// Mirrors
    /// [`FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED`](crate::FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED).
    pub const FWPS_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED: u16 = 0x2;
    /// Filter flag: one matching condition is enough (by its name; no page describes it).
    pub const FWPS_FILTER_FLAG_OR_CONDITIONS: u16 = 0x4;
    /// Filter flag: the provider context holds a security realm (by its name).
    pub const FWPS_FILTER_FLAG_HAS_SECURITY_REALM_PROVIDER_CONTEXT: u16 = 0x8;
    /// Filter flag: silent mode (by its name).
    pub const FWPS_FILTER_FLAG_SILENT_MODE: u16 = 0x10;
    /// Filter flag: `IPsec` does not start a negotiation (by its name).
    pub const FWPS_FILTER_FLAG_IPSEC_NO_ACQUIRE_INITIATE: u16 = 0x20;
    /// Filter flag of the system.
    pub const FWPS_FILTER_FLAG_RESERVED0: u16 = 0x40;
    /// Filter flag of the system.
    pub const FWPS_FILTER_FLAG_RESERVED1: u16 = 0x80;
}

/// The action of a filter. Source: `ns-fwpstypes-fwps_action0`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWPS_ACTION0 {
    /// The action.
    pub r#type: FWP_ACTION_TYPE,
    /// Run-time number of the callout, if the action calls one.
    pub calloutId: u32,
}

/// A condition of a filter. Source: `ns-fwpstypes-fwps_filter_condition0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_FILTER_CONDITION0 {
    /// Index of the field ([`crate::fields`]).
    pub fieldId: u16,
    /// Reserved.
    pub reserved: u16,
    /// How to compare.
    pub matchType: FWP_MATCH_TYPE,
    /// What to compare with.
    pub conditionValue: FWP_CONDITION_VALUE0,
}

/// Declares one version of the filter structure.
macro_rules! filter {
    ($( $(#[$attr:meta])* $name:ident, $context:ident; )*) => {
        $(
            $(#[$attr])*
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct $name {
                /// Run-time number of the filter: what identifies it when `filterKey` is NULL.
                pub filterId: u64,
                /// Weight in its sublayer.
                pub weight: FWP_VALUE0,
                /// Weight of its sublayer.
                pub subLayerWeight: u16,
                /// `FWPS_FILTER_FLAG_…`.
                pub flags: u16,
                /// Number of conditions.
                pub numFilterConditions: u32,
                /// The conditions.
                pub filterCondition: *mut FWPS_FILTER_CONDITION0,
                /// The action.
                pub action: FWPS_ACTION0,
                /// A number that belongs to the callout driver. Starts as
                /// [`FWPM_FILTER0::rawContext`](crate::FWPM_FILTER0) and may be set by the notify function.
                ///
                /// A filter that outlives the driver keeps its raw context: never put an address there.
                pub context: u64,
                /// The provider context, or NULL.
                pub providerContext: *mut $context,
            }

            zero!($name);
        )*
    };
}

filter! {
    /// A filter for callouts of version 0. **Since** Windows Vista. Source: `ns-fwpstypes-fwps_filter0`.
    FWPS_FILTER0, FWPM_PROVIDER_CONTEXT0;
    /// A filter for callouts of version 1. **Since** Windows 7. Source: `ns-fwpstypes-fwps_filter1`.
    FWPS_FILTER1, FWPM_PROVIDER_CONTEXT1;
    /// A filter for callouts of version 2. **Since** Windows 8. Source: `ns-fwpstypes-fwps_filter2`.
    FWPS_FILTER2, FWPM_PROVIDER_CONTEXT2;
    /// A filter for callouts of version 3. **Since** Windows 10. Source: `fwpstypes.h`.
    FWPS_FILTER3, FWPM_PROVIDER_CONTEXT3;
}

zero!(FWPS_FILTER_CONDITION0);

// Debug information gives the layout of version 1. The pages list the same members for the others; their numbers are
// derived from that.
layout! {
    FWPS_ACTION0 = (8, 4) {
        r#type = (0, 4),
        calloutId = (4, 4),
    }
    FWPS_FILTER_CONDITION0 = (24, 8) {
        fieldId = (0, 2),
        reserved = (2, 2),
        matchType = (4, 4),
        conditionValue = (8, 16),
    }
    FWPS_FILTER1 = (64, 8) {
        filterId = (0, 8),
        weight = (8, 16),
        subLayerWeight = (24, 2),
        flags = (26, 2),
        numFilterConditions = (28, 4),
        filterCondition = (32, 8),
        action = (40, 8),
        context = (48, 8),
        providerContext = (56, 8),
    }
    FWPS_FILTER0 = (64, 8) {
        filterId = (0, 8),
        weight = (8, 16),
        subLayerWeight = (24, 2),
        flags = (26, 2),
        numFilterConditions = (28, 4),
        filterCondition = (32, 8),
        action = (40, 8),
        context = (48, 8),
        providerContext = (56, 8),
    }
    FWPS_FILTER2 = (64, 8) {
        filterId = (0, 8),
        weight = (8, 16),
        subLayerWeight = (24, 2),
        flags = (26, 2),
        numFilterConditions = (28, 4),
        filterCondition = (32, 8),
        action = (40, 8),
        context = (48, 8),
        providerContext = (56, 8),
    }
    FWPS_FILTER3 = (64, 8) {
        filterId = (0, 8),
        weight = (8, 16),
        subLayerWeight = (24, 2),
        flags = (26, 2),
        numFilterConditions = (28, 4),
        filterCondition = (32, 8),
        action = (40, 8),
        context = (48, 8),
        providerContext = (56, 8),
    }
}
