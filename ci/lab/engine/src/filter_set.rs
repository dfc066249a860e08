//! The filters as classify sees them: an immutable list for each layer, replaced as a whole when
//! a filter changes.

use alloc::{sync::Arc, vec::Vec};
use core::cmp::Reverse;

use wfp_sys::{
    FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT, FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED,
    FWPM_FILTER_FLAGS, GUID,
};

use crate::{
    conditions::Conditions,
    objects::{Action, ProviderContext},
};

/// A filter in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveFilter {
    /// Run-time id of the filter.
    pub id: u64,
    /// Run-time id of the layer that it filters at.
    pub layer: u16,
    /// What it asks for.
    pub action: Action,
    /// Run-time id of its callout, 0 for an action without one.
    pub callout: u32,
    /// The filter's context: `rawContext`, or what the callout's `notifyFn` made of it.
    pub context: u64,
    /// The provider context that the filter refers to.
    pub provider_context: Option<Arc<ProviderContext>>,
    /// `FWPM_FILTER_FLAG_…`.
    pub flags: FWPM_FILTER_FLAGS,
    /// The weight in force.
    pub weight: u64,
    /// Its sublayer.
    pub sublayer: GUID,
    /// The weight of the sublayer.
    pub sublayer_weight: u16,
    /// What it matches.
    pub conditions: Conditions,
}

/// What becomes of traffic that matches a filter whose callout is not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithoutCallout {
    /// The traffic is blocked.
    Block,
    /// It is permitted.
    Permit,
    /// The filter is passed over.
    Ignore,
}

impl ActiveFilter {
    /// The documented fallback: a terminating or unknown callout blocks unless the filter has
    /// the permit flag; an inspection callout is ignored.
    ///
    /// Source: `nf-fwpsk-fwpscalloutunregisterbyid0`, `ns-fwpmtypes-fwpm_filter0`.
    #[must_use]
    pub const fn without_callout(&self) -> WithoutCallout {
        let permits = self.flags & FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED != 0;
        match self.action {
            Action::CalloutInspection => WithoutCallout::Ignore,
            _ if permits => WithoutCallout::Permit,
            _ => WithoutCallout::Block,
        }
    }

    /// Whether a permit of this filter cannot be overridden.
    pub(crate) const fn clears_the_right(&self) -> bool {
        self.flags & FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT != 0
    }
}

/// All filters in force: for each layer in the order of evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterSet {
    layers: Vec<(u16, Vec<ActiveFilter>)>,
}

impl FilterSet {
    pub(crate) fn new(mut filters: Vec<ActiveFilter>) -> Self {
        // Of sublayers of one weight, and of filters of one weight, no page says which goes
        // first; here it is always the same one.
        filters.sort_by_key(|filter| {
            (
                filter.layer,
                Reverse(filter.sublayer_weight),
                filter.sublayer,
                Reverse(filter.weight),
                filter.id,
            )
        });
        let layers = filters.chunk_by(|a, b| a.layer == b.layer);
        Self {
            layers: layers
                .filter_map(|chunk| Some((chunk.first()?.layer, chunk.to_vec())))
                .collect(),
        }
    }

    /// The filters at a layer: heaviest sublayer first, and in it the heaviest filter first.
    ///
    /// Source: win32 `fwp/filter-arbitration`.
    #[must_use]
    pub fn at(&self, layer: u16) -> &[ActiveFilter] {
        self.layers
            .iter()
            .find(|(id, _)| *id == layer)
            .map_or(&[], |(_, filters)| filters)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &ActiveFilter> {
        self.layers.iter().flat_map(|(_, filters)| filters)
    }

    /// Whether no filter is in force.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }
}
