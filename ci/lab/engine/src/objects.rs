//! Management objects, as their callers describe them.

use alloc::sync::Arc;

use wfp_sys::{
    FWPM_FILTER_FLAG_BOOTTIME, FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT,
    FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT, FWPM_FILTER_FLAG_INDEXED,
    FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED, FWPM_FILTER_FLAG_PERSISTENT,
    FWPM_FILTER_FLAGS, FWPM_SUBLAYER_UNIVERSAL, GUID, NTSTATUS, STATUS_FWP_INVALID_FLAGS,
    STATUS_FWP_INVALID_WEIGHT,
};

use crate::conditions::{Condition, Conditions};

/// What a filter asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// `FWP_ACTION_PERMIT`.
    Permit,
    /// `FWP_ACTION_BLOCK`.
    Block,
    /// `FWP_ACTION_CALLOUT_TERMINATING`.
    CalloutTerminating,
    /// `FWP_ACTION_CALLOUT_INSPECTION`.
    CalloutInspection,
    /// `FWP_ACTION_CALLOUT_UNKNOWN`.
    CalloutUnknown,
}

impl Action {
    /// Whether a callout decides.
    #[must_use]
    pub const fn names_callout(self) -> bool {
        !matches!(self, Self::Permit | Self::Block)
    }
}

/// What every object says about its owner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// `providerKey`.
    pub provider: Option<GUID>,
    /// The object's `…_FLAG_PERSISTENT` is set.
    pub persistent: bool,
}

/// `FWPM_PROVIDER0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provider {
    /// `providerKey`.
    pub key: GUID,
    /// `FWPM_PROVIDER_FLAG_PERSISTENT` is set.
    pub persistent: bool,
}

/// `FWPM_SUBLAYER0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sublayer {
    /// `subLayerKey`.
    pub key: GUID,
    /// `weight`.
    pub weight: u16,
    /// Provider and persistence.
    pub owner: Owner,
}

/// `FWPM_PROVIDER_CONTEXT0` to `3` of the type `FWPM_GENERAL_CONTEXT`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderContext {
    /// `providerContextKey`.
    pub key: GUID,
    /// `dataBuffer`.
    pub data: Arc<[u8]>,
    /// Provider and persistence.
    pub owner: Owner,
}

/// `FWPM_CALLOUT0`: the management object, not the registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalloutObject {
    /// `calloutKey`.
    pub key: GUID,
    /// `applicableLayer`.
    pub layer: GUID,
    /// Provider and persistence.
    pub owner: Owner,
}

/// `FWPM_FILTER0::weight`. Source: win32 `fwp/filter-weight-assignment`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// `FWP_EMPTY`: the engine chooses, below 2⁶⁰.
    Automatic,
    /// `FWP_UINT8`, 0 to 15: the highest four bits; the engine chooses the others.
    Range(u8),
    /// `FWP_UINT64`: as it is.
    Exact(u64),
}

/// `FWPM_FILTER0`, as far as the model goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// `filterKey`.
    pub key: GUID,
    /// `flags`.
    pub flags: FWPM_FILTER_FLAGS,
    /// `providerKey`.
    pub provider: Option<GUID>,
    /// `layerKey`.
    pub layer: GUID,
    /// `subLayerKey`; all zero is the default sublayer.
    pub sublayer: GUID,
    /// `weight`.
    pub weight: Weight,
    /// `filterCondition`.
    pub conditions: Arc<[Condition]>,
    /// `action.type`.
    pub action: Action,
    /// `action.calloutKey`, for an action that names one.
    pub callout: GUID,
    /// `rawContext`, or what the callout's `notifyFn` made of it. With a provider context it is the
    /// run-time id of that one.
    pub context: u64,
    /// `providerContextKey`, for a filter with `FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT`.
    pub provider_context: GUID,
}

impl Filter {
    /// The sublayer that it is in. Source: `ns-fwpmtypes-fwpm_filter0`.
    pub(crate) fn sublayer(&self) -> GUID {
        if self.sublayer == GUID::default() {
            FWPM_SUBLAYER_UNIVERSAL
        } else {
            self.sublayer
        }
    }

    /// The provider context that it refers to.
    pub(crate) fn provider_context(&self) -> Option<GUID> {
        let has = self.flags & FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT != 0;
        has.then_some(self.provider_context)
    }

    pub(crate) const fn owner(&self) -> Owner {
        Owner {
            provider: self.provider,
            // A boot-time filter outlives a restart, too.
            persistent: self.flags & (FWPM_FILTER_FLAG_PERSISTENT | FWPM_FILTER_FLAG_BOOTTIME) != 0,
        }
    }

    /// Flags that go together. Source: `ns-fwpmtypes-fwpm_filter0`; that they fail with this
    /// status is the meaning of the status in win32 `fwp/wfp-error-codes`.
    pub(crate) const fn check_flags(&self) -> Result<(), NTSTATUS> {
        const KNOWN: FWPM_FILTER_FLAGS = FWPM_FILTER_FLAG_PERSISTENT
            | FWPM_FILTER_FLAG_BOOTTIME
            | FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT
            | FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT
            | FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED
            | FWPM_FILTER_FLAG_INDEXED;
        let both = FWPM_FILTER_FLAG_PERSISTENT | FWPM_FILTER_FLAG_BOOTTIME;
        let permits = self.flags & FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED != 0;
        let may_permit = matches!(
            self.action,
            Action::CalloutTerminating | Action::CalloutUnknown
        );
        if self.flags & !KNOWN != 0 || self.flags & both == both || (permits && !may_permit) {
            Err(STATUS_FWP_INVALID_FLAGS)
        } else {
            Ok(())
        }
    }

    pub(crate) fn effective_weight(&self, conditions: &Conditions) -> Result<u64, NTSTATUS> {
        match self.weight {
            Weight::Automatic => Ok(conditions.automatic_weight()),
            Weight::Range(range @ 0..=15) => {
                Ok(u64::from(range) << 60 | conditions.automatic_weight())
            }
            Weight::Range(_) => Err(STATUS_FWP_INVALID_WEIGHT),
            Weight::Exact(weight) => Ok(weight),
        }
    }
}
