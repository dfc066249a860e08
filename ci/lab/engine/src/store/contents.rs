//! What is in the store: looked up, listed, in force, left over.

use alloc::{collections::BTreeMap, sync::Arc, vec::Vec};

use wfp_sys::{FWPM_FILTER_FLAG_BOOTTIME, GUID};

use super::{Held, LeftObjects, Lifetime, Objects};
use crate::{
    filter_set::ActiveFilter,
    objects::{CalloutObject, Filter, Provider, ProviderContext, Sublayer},
    sessions::SessionId,
};

impl Objects {
    /// Whether filters go with `session`.
    pub fn owns_filters(&self, session: SessionId) -> bool {
        let mut filters = self.filters.values();
        filters.any(|held| held.lifetime == Lifetime::Dynamic(session))
    }

    pub fn provider(&self, key: GUID) -> Option<Provider> {
        self.providers.get(&key).map(|held| held.object)
    }

    /// A provider context with its run-time id.
    pub fn context(&self, key: GUID) -> Option<(u64, Arc<ProviderContext>)> {
        let kept = &self.contexts.get(&key)?.object;
        Some((kept.id, Arc::clone(&kept.context)))
    }

    pub fn context_key(&self, id: u64) -> Option<GUID> {
        let mut contexts = self.contexts.iter();
        let found = contexts.find(|(_, held)| held.object.id == id);
        found.map(|(&key, _)| key)
    }

    pub fn sublayer(&self, key: GUID) -> Option<Sublayer> {
        self.sublayers.get(&key).map(|held| held.object)
    }

    pub fn callout(&self, key: GUID) -> Option<CalloutObject> {
        self.callouts.get(&key).map(|held| held.object)
    }

    pub fn filter(&self, id: u64) -> Option<(&Filter, u64)> {
        let checked = &self.filters.get(&id)?.object;
        Some((&checked.filter, checked.weight))
    }

    pub fn filter_id(&self, key: GUID) -> Option<u64> {
        let mut filters = self.filters.iter();
        let found = filters.find(|(_, held)| held.object.filter.key == key);
        found.map(|(&id, _)| id)
    }

    pub fn filters(&self) -> impl Iterator<Item = (u64, &Filter)> {
        let all = self.filters.iter();
        all.map(|(&id, held)| (id, &held.object.filter))
    }

    pub fn providers(&self) -> impl Iterator<Item = Provider> {
        self.providers.values().map(|held| held.object)
    }

    pub fn contexts(&self) -> impl Iterator<Item = (u64, &Arc<ProviderContext>)> {
        let all = self.contexts.values();
        all.map(|held| (held.object.id, &held.object.context))
    }

    pub fn sublayers(&self) -> impl Iterator<Item = Sublayer> {
        self.sublayers.values().map(|held| held.object)
    }

    pub fn callouts(&self) -> impl Iterator<Item = CalloutObject> {
        self.callouts.values().map(|held| held.object)
    }

    /// What `image` added and nobody deleted, and what goes neither with a session nor was meant
    /// to stay.
    pub fn left_by(&self, image: u32) -> LeftObjects {
        fn count<K, T>(held: &BTreeMap<K, Held<T>>, image: u32) -> u32 {
            let left = |held: &&Held<T>| held.image == image && held.lifetime == Lifetime::Static;
            u32::try_from(held.values().filter(left).count()).unwrap_or(u32::MAX)
        }
        LeftObjects {
            filters: count(&self.filters, image),
            others: count(&self.callouts, image)
                + count(&self.sublayers, image)
                + count(&self.contexts, image)
                + count(&self.providers, image),
        }
    }

    /// The callouts of filters that outlive every session.
    pub fn lasting_callouts(&self) -> impl Iterator<Item = GUID> {
        self.filters
            .values()
            .filter(|held| !matches!(held.lifetime, Lifetime::Dynamic(_)))
            .map(|held| &held.object.filter)
            .filter(|filter| filter.action.names_callout())
            .map(|filter| filter.callout)
    }

    /// The filters as classify sees them; `callout_id` gives the run-time id of a callout.
    pub fn active(&self, callout_id: impl Fn(GUID) -> u32) -> Vec<ActiveFilter> {
        self.filters
            .iter()
            .filter(|(_, held)| {
                let checked = &held.object;
                // Boot-time filters are in force until the base filtering engine runs.
                checked.agreed && checked.filter.flags & FWPM_FILTER_FLAG_BOOTTIME == 0
            })
            .map(|(&id, held)| {
                let checked = &held.object;
                let filter = &checked.filter;
                let sublayer = filter.sublayer();
                ActiveFilter {
                    id,
                    layer: checked.layer.id,
                    action: filter.action,
                    callout: if filter.action.names_callout() {
                        callout_id(filter.callout)
                    } else {
                        0
                    },
                    context: filter.context,
                    provider_context: filter
                        .provider_context()
                        .and_then(|key| Some(self.context(key)?.1)),
                    flags: filter.flags,
                    weight: checked.weight,
                    sublayer,
                    sublayer_weight: self
                        .sublayers
                        .get(&sublayer)
                        .map_or(0, |held| held.object.weight),
                    conditions: checked.conditions.clone(),
                }
            })
            .collect()
    }
}
