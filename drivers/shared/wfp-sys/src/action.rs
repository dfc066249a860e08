//! Actions: what a filter asks for and what a classify decides.
//!
//! An action is a number made of a kind and flag bits. A filter that calls a callout has one of the three
//! `FWP_ACTION_CALLOUT_…` values; a classify writes one of the others to
//! [`FWPS_CLASSIFY_OUT0::actionType`](crate::FWPS_CLASSIFY_OUT0).
//!
//! Source: `fwptypes.h`.

/// An action.
pub type FWP_ACTION_TYPE = u32;

constants! {
    /// Flag bit: the action ends the evaluation of its sublayer.
    pub const FWP_ACTION_FLAG_TERMINATING: u32 = 0x1000;
    /// Flag bit: the action does not end the evaluation.
    pub const FWP_ACTION_FLAG_NON_TERMINATING: u32 = 0x2000;
    /// Flag bit: a callout is called.
    pub const FWP_ACTION_FLAG_CALLOUT: u32 = 0x4000;
    /// Block the traffic.
    pub const FWP_ACTION_BLOCK: FWP_ACTION_TYPE = 0x1001;
    /// Permit the traffic.
    pub const FWP_ACTION_PERMIT: FWP_ACTION_TYPE = 0x1002;
    /// Filters only: call a callout that always permits or blocks.
    ///
    /// While the callout is not registered, such a filter blocks, unless it has
    /// [`FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED`](crate::FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED).
    /// Source: `nf-fwpsk-fwpscalloutunregisterbyid0`.
    pub const FWP_ACTION_CALLOUT_TERMINATING: FWP_ACTION_TYPE = 0x5003;
    /// Filters only: call a callout that never permits or blocks.
    ///
    /// While the callout is not registered, such a filter is ignored. Source: `nf-fwpsk-fwpscalloutunregisterbyid0`.
    pub const FWP_ACTION_CALLOUT_INSPECTION: FWP_ACTION_TYPE = 0x6004;
    /// Filters only: call a callout that may permit, block or neither.
    ///
    /// While the callout is not registered, such a filter blocks, with the same exception as
    /// [`FWP_ACTION_CALLOUT_TERMINATING`].
    pub const FWP_ACTION_CALLOUT_UNKNOWN: FWP_ACTION_TYPE = 0x4005;
    /// Go on with the next filter: no decision.
    pub const FWP_ACTION_CONTINUE: FWP_ACTION_TYPE = 0x2006;
    /// No filter has decided yet.
    pub const FWP_ACTION_NONE: FWP_ACTION_TYPE = 0x7;
    /// No filter matched.
    pub const FWP_ACTION_NONE_NO_MATCH: FWP_ACTION_TYPE = 0x8;
}
