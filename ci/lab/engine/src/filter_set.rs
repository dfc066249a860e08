//! The filters as classify sees them: an immutable list, replaced as a whole when they change.

use alloc::vec::Vec;

use crate::objects::{Action, Key};

/// A filter in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveFilter {
    /// Run-time id of the filter.
    pub id: u64,
    /// Layer that it filters at.
    pub layer: Key,
    /// What it asks for.
    pub action: Action,
    /// Run-time id of its callout, 0 for an action without one.
    pub callout: u32,
    /// `rawContext` of the management object, handed to the callout unchanged.
    pub context: u64,
    /// Whether it permits while its callout is not registered
    /// (`FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED`).
    pub permit_without_callout: bool,
    /// Order: sublayer weight, then the filter's own.
    pub(crate) order: (u16, u64),
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
        match (self.action, self.permit_without_callout) {
            (Action::CalloutInspection, _) => WithoutCallout::Ignore,
            (_, true) => WithoutCallout::Permit,
            _ => WithoutCallout::Block,
        }
    }
}

/// All filters in force, heaviest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterSet {
    filters: Vec<ActiveFilter>,
}

impl FilterSet {
    pub(crate) fn new(mut filters: Vec<ActiveFilter>) -> Self {
        filters.sort_by(|a, b| b.order.cmp(&a.order).then(a.id.cmp(&b.id)));
        Self { filters }
    }

    /// The filters, in the order in which they are evaluated.
    pub fn iter(&self) -> impl Iterator<Item = &ActiveFilter> {
        self.filters.iter()
    }

    /// Whether no filter is in force.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.filters.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(id: u64, order: (u16, u64)) -> ActiveFilter {
        ActiveFilter {
            id,
            layer: Key([1; 16]),
            action: Action::CalloutTerminating,
            callout: 1,
            context: 0,
            permit_without_callout: false,
            order,
        }
    }

    #[test]
    fn filters_are_evaluated_by_sublayer_weight_then_filter_weight() {
        // win32 fwp/filter-arbitration
        let set = FilterSet::new([filter(1, (1, 9)), filter(2, (2, 0)), filter(3, (2, 5))].into());
        let order: Vec<u64> = set.iter().map(|filter| filter.id).collect();
        assert_eq!(order, [3, 2, 1]);
    }

    #[test]
    fn a_filter_without_its_callout_blocks_permits_or_is_ignored() {
        // nf-fwpsk-fwpscalloutunregisterbyid0; ns-fwpmtypes-fwpm_filter0 for the flag
        let mut filter = filter(1, (0, 0));
        assert_eq!(filter.without_callout(), WithoutCallout::Block);
        filter.permit_without_callout = true;
        assert_eq!(filter.without_callout(), WithoutCallout::Permit);
        filter.action = Action::CalloutInspection;
        assert_eq!(filter.without_callout(), WithoutCallout::Ignore);
        filter.action = Action::CalloutUnknown;
        filter.permit_without_callout = false;
        assert_eq!(filter.without_callout(), WithoutCallout::Block);
    }
}
