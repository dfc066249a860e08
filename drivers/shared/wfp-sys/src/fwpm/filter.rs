//! Filters as management objects.

use crate::action::FWP_ACTION_TYPE;
use crate::base::{GUID, HANDLE, NTSTATUS, PSECURITY_DESCRIPTOR};
use crate::fwpm::display::FWPM_DISPLAY_DATA0;
use crate::value::{FWP_BYTE_BLOB, FWP_CONDITION_VALUE0, FWP_MATCH_TYPE, FWP_VALUE0};

/// `FWPM_FILTER_FLAG_…`.
pub type FWPM_FILTER_FLAGS = u32;

constants! {
    /// No filter flag.
    pub const FWPM_FILTER_FLAG_NONE: FWPM_FILTER_FLAGS = 0x0;
    /// Filter flag: survives a restart of the base filtering engine, so it outlives the driver.
    pub const FWPM_FILTER_FLAG_PERSISTENT: FWPM_FILTER_FLAGS = 0x1;
    /// Filter flag: enforced from boot until the base filtering engine runs.
    pub const FWPM_FILTER_FLAG_BOOTTIME: FWPM_FILTER_FLAGS = 0x2;
    /// Filter flag: the union holds `providerContextKey`, not `rawContext`.
    pub const FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT: FWPM_FILTER_FLAGS = 0x4;
    /// Filter flag: clear the action right also when permitting.
    pub const FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT: FWPM_FILTER_FLAGS = 0x8;
    /// Filter flag: permit while the callout is not registered. Only with a terminating or an unknown callout action.
    ///
    /// Without it such filters block from unregistering until they are deleted. With it the machine stays connected,
    /// and unprotected: a decision of policy. Source: `ns-fwpmtypes-fwpm_filter0`.
    pub const FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED: FWPM_FILTER_FLAGS = 0x10;
    /// Filter flag, result of queries: disabled with its provider.
    pub const FWPM_FILTER_FLAG_DISABLED: FWPM_FILTER_FLAGS = 0x20;
    /// Filter flag: indexed for faster search.
    pub const FWPM_FILTER_FLAG_INDEXED: FWPM_FILTER_FLAGS = 0x40;
    /// Filter flag: its provider context names a security realm.
    pub const FWPM_FILTER_FLAG_HAS_SECURITY_REALM_PROVIDER_CONTEXT: u32 = 0x80;
    /// Filter flag of the system; not documented.
    pub const FWPM_FILTER_FLAG_SYSTEMOS_ONLY: u32 = 0x100;
    /// Filter flag of the system; not documented.
    pub const FWPM_FILTER_FLAG_GAMEOS_ONLY: u32 = 0x200;
    /// Filter flag: for silent mode.
    pub const FWPM_FILTER_FLAG_SILENT_MODE: u32 = 0x400;
    /// Filter flag: do not begin a key exchange.
    pub const FWPM_FILTER_FLAG_IPSEC_NO_ACQUIRE_INITIATE: u32 = 0x800;
    /// Filter flag of the system.
    pub const FWPM_FILTER_FLAG_RESERVED0: u32 = 0x1000;
    /// Filter flag of the system.
    pub const FWPM_FILTER_FLAG_RESERVED1: u32 = 0x2000;
    /// Bits of a weight that the engine chooses, below the four of the range.
    pub const FWPM_AUTO_WEIGHT_BITS: u32 = 0x3c;
    /// Weight range of the filters that `IPsec` policies add.
    pub const FWPM_WEIGHT_RANGE_IPSEC: u32 = 0;
    /// Weight range of the filters that exempt key exchange.
    pub const FWPM_WEIGHT_RANGE_IKE_EXEMPTIONS: u32 = 0xc;
}

/// The action of a filter: 20 bytes, because its union of GUIDs needs only an alignment of 4.
///
/// Source: `ns-fwpmtypes-fwpm_action0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_ACTION0 {
    /// The action.
    pub r#type: FWP_ACTION_TYPE,
    /// What it refers to.
    pub Anonymous: FWPM_ACTION0_0,
}

/// What an action refers to. Both members are a GUID.
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_ACTION0_0 {
    /// For block and permit: of no use to callouts.
    pub filterType: GUID,
    /// For the callout actions: the callout.
    pub calloutKey: GUID,
}

impl FWPM_ACTION0 {
    /// An action that calls a callout. `action` is one of the three `FWP_ACTION_CALLOUT_…` values.
    #[must_use]
    pub const fn callout(action: FWP_ACTION_TYPE, calloutKey: GUID) -> Self {
        Self {
            r#type: action,
            Anonymous: FWPM_ACTION0_0 { calloutKey },
        }
    }
}

/// A condition of a filter. Source: `ns-fwpmtypes-fwpm_filter_condition0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_FILTER_CONDITION0 {
    /// What is compared: `FWPM_CONDITION_…`.
    pub fieldKey: GUID,
    /// How.
    pub matchType: FWP_MATCH_TYPE,
    /// With what. Its type must fit the field.
    pub conditionValue: FWP_CONDITION_VALUE0,
}

/// A filter.
///
/// Start from [`ZERO`](Self::ZERO) and set what is needed:
///
/// ```
/// use wfp_sys::{
///     FWP_ACTION_CALLOUT_INSPECTION, FWPM_ACTION0, FWPM_DISPLAY_DATA0, FWPM_FILTER0, FWPM_LAYER_ALE_AUTH_CONNECT_V4,
///     FWPM_SUBLAYER_UNIVERSAL, GUID, wide,
/// };
///
/// const fn filter(callout: GUID) -> FWPM_FILTER0 {
///     FWPM_FILTER0 {
///         displayData: FWPM_DISPLAY_DATA0 {
///             name: wide!("connections").as_ptr().cast_mut(),
///             ..FWPM_DISPLAY_DATA0::ZERO
///         },
///         layerKey: FWPM_LAYER_ALE_AUTH_CONNECT_V4,
///         subLayerKey: FWPM_SUBLAYER_UNIVERSAL,
///         action: FWPM_ACTION0::callout(FWP_ACTION_CALLOUT_INSPECTION, callout),
///         ..FWPM_FILTER0::ZERO
///     }
/// }
/// # let _ = filter(GUID::default());
/// ```
///
/// Source: `ns-fwpmtypes-fwpm_filter0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_FILTER0 {
    /// Key; all zero lets the engine choose.
    pub filterKey: GUID,
    /// Names.
    pub displayData: FWPM_DISPLAY_DATA0,
    /// `FWPM_FILTER_FLAG_…`.
    pub flags: FWPM_FILTER_FLAGS,
    /// Provider, or NULL.
    pub providerKey: *mut GUID,
    /// Data of the provider.
    pub providerData: FWP_BYTE_BLOB,
    /// Layer: `FWPM_LAYER_…`.
    pub layerKey: GUID,
    /// Sublayer.
    pub subLayerKey: GUID,
    /// Weight in the sublayer; [`FWP_EMPTY`](crate::FWP_EMPTY) lets the engine choose.
    pub weight: FWP_VALUE0,
    /// Number of conditions. Zero: the filter matches everything at its layer.
    pub numFilterConditions: u32,
    /// The conditions.
    pub filterCondition: *mut FWPM_FILTER_CONDITION0,
    /// The action.
    pub action: FWPM_ACTION0,
    /// Context for the callout.
    pub Anonymous: FWPM_FILTER0_0,
    /// Reserved.
    pub reserved: *mut GUID,
    /// Result of queries: run-time number.
    pub filterId: u64,
    /// Result of queries: the weight that the engine uses.
    pub effectiveWeight: FWP_VALUE0,
}

/// Context for the callout.
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_FILTER0_0 {
    /// Without [`FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT`]: arrives as `context` of
    /// [`FWPS_FILTER0`](crate::FWPS_FILTER0).
    ///
    /// A filter that is left over keeps it. If it is an address, the next load of the driver gets a dangling one.
    pub rawContext: u64,
    /// With that flag: the provider context.
    pub providerContextKey: GUID,
}

zero!(
    FWPM_ACTION0,
    FWPM_ACTION0_0,
    FWPM_FILTER0,
    FWPM_FILTER0_0,
    FWPM_FILTER_CONDITION0,
);

layout! {
    FWPM_ACTION0 = (20, 4) {
        r#type = (0, 4),
        Anonymous.filterType = (4, 16),
        Anonymous.calloutKey = (4, 16),
    }
    FWPM_FILTER_CONDITION0 = (40, 8) {
        fieldKey = (0, 16),
        matchType = (16, 4),
        conditionValue = (24, 16),
    }
    FWPM_FILTER0 = (200, 8) {
        filterKey = (0, 16),
        displayData = (16, 16),
        flags = (32, 4),
        providerKey = (40, 8),
        providerData = (48, 16),
        layerKey = (64, 16),
        subLayerKey = (80, 16),
        weight = (96, 16),
        numFilterConditions = (112, 4),
        filterCondition = (120, 8),
        action = (128, 20),
        Anonymous.rawContext = (152, 8),
        Anonymous.providerContextKey = (152, 16),
        reserved = (168, 8),
        filterId = (176, 8),
        effectiveWeight = (184, 16),
    }
}

functions! {
    /// Adds a filter. `sd` and `id` may be NULL.
    ///
    /// Order: register the callout, add the callout object, add the filter. Until the callout is registered, a filter
    /// with a terminating or unknown callout action blocks.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_CALLOUT_NOTIFICATION_FAILED`](crate::STATUS_FWP_CALLOUT_NOTIFICATION_FAILED) if the notify function
    /// rejected it; others.
    ///
    /// **Unload.** A filter added outside a dynamic session stays until it is deleted or the base filtering engine
    /// stops, and blocks meanwhile.
    ///
    /// Source: `nf-fwpmu-fwpmfilteradd0`.
    #[must_use = "if it succeeded, the filter must be deleted"]
    pub fn FwpmFilterAdd0(
        engineHandle: HANDLE,
        filter: *const FWPM_FILTER0,
        sd: PSECURITY_DESCRIPTOR,
        id: *mut u64,
    ) -> NTSTATUS;

    /// Deletes a filter by its run-time number.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_FILTER_NOT_FOUND`](crate::STATUS_FWP_FILTER_NOT_FOUND);
    /// [`STATUS_FWP_WRONG_SESSION`](crate::STATUS_FWP_WRONG_SESSION);
    /// [`STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS`](crate::STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS);
    /// [`STATUS_FWP_INCOMPATIBLE_TXN`](crate::STATUS_FWP_INCOMPATIBLE_TXN); RPC failures, of which
    /// [`RPC_NT_CALL_FAILED`](crate::RPC_NT_CALL_FAILED) is reported from the field as passing; others.
    ///
    /// **Unload.** A failed deletion brings no notification, so do not wait for one alone.
    ///
    /// Source: `nf-fwpmu-fwpmfilterdeletebyid0`.
    #[must_use = "the filter may still be there, and blocks once its callout is unregistered"]
    pub fn FwpmFilterDeleteById0(engineHandle: HANDLE, id: u64) -> NTSTATUS;

    /// Deletes a filter by its key. As [`FwpmFilterDeleteById0`] otherwise.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// Source: `nf-fwpmu-fwpmfilterdeletebykey0`.
    #[must_use = "the filter may still be there, and blocks once its callout is unregistered"]
    pub fn FwpmFilterDeleteByKey0(engineHandle: HANDLE, key: *const GUID) -> NTSTATUS;
}
