//! What a session asks for: one object, or a list of them.
//!
//! A list is what there was at the moment of the question, says `nf-fwpmu-fwpmfiltercreateenumhandle0`:
//! an enumeration does not see later changes.

use alloc::{sync::Arc, vec::Vec};
use core::cmp::Reverse;

use spin::RelaxStrategy;
use wfp_sys::{
    FWPM_FILTER_FLAG_BOOTTIME, GUID, NTSTATUS, STATUS_FWP_CALLOUT_NOT_FOUND,
    STATUS_FWP_FILTER_NOT_FOUND, STATUS_FWP_LAYER_NOT_FOUND, STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND,
    STATUS_FWP_PROVIDER_NOT_FOUND, STATUS_FWP_SUBLAYER_NOT_FOUND,
};

use crate::{
    layers::Layer,
    objects::{CalloutObject, Filter, Provider, ProviderContext, Sublayer},
    sessions::{Engine, SessionId, State},
};

/// A callout object with its run-time id.
pub type ListedCallout = (CalloutObject, u32);
/// A filter with its run-time id and the weight in force.
pub type ListedFilter = (u64, Filter, u64);
/// A provider context with its run-time id.
pub type ListedContext = (u64, Arc<ProviderContext>);

/// `FWPM_FILTER_ENUM_TEMPLATE0`, without conditions: which filters are asked for.
#[derive(Clone, Debug)]
pub struct FilterTemplate {
    /// `providerKey`.
    pub provider: Option<GUID>,
    /// `layerKey`.
    pub layer: GUID,
    /// `calloutKey`.
    pub callout: Option<GUID>,
    /// Which filters the flags ask for.
    pub boot_time: BootTime,
    /// `FWP_FILTER_ENUM_FLAG_SORTED`.
    pub sorted: bool,
    /// The provider of the filter's provider context, if that is asked for.
    pub context_provider: Option<Option<GUID>>,
}

/// What an enumeration does with boot-time filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BootTime {
    /// It leaves them out.
    Without,
    /// `FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME`.
    With,
    /// `FWP_FILTER_ENUM_FLAG_BOOTTIME_ONLY`.
    Only,
}

impl FilterTemplate {
    fn takes(&self, filter: &Filter, context: Option<&ProviderContext>) -> bool {
        let boot_time = filter.flags & FWPM_FILTER_FLAG_BOOTTIME != 0;
        let in_time = match self.boot_time {
            BootTime::Without => !boot_time,
            BootTime::With => true,
            BootTime::Only => boot_time,
        };
        let of_context = self.context_provider.is_none_or(|provider| {
            context.is_some_and(|context| provider.is_none() || context.owner.provider == provider)
        });
        let of_callout = self
            .callout
            .is_none_or(|key| filter.action.names_callout() && filter.callout == key);
        in_time
            && of_context
            && of_callout
            && filter.layer == self.layer
            && (self.provider.is_none() || filter.provider == self.provider)
    }
}

impl State {
    fn listed(&self, object: CalloutObject) -> Option<ListedCallout> {
        Some((object, *self.callout_ids.get(&object.key)?))
    }

    fn callout(&self, key: GUID) -> Result<ListedCallout, NTSTATUS> {
        let object = self.objects.callout(key);
        object
            .and_then(|object| self.listed(object))
            .ok_or(STATUS_FWP_CALLOUT_NOT_FOUND)
    }
}

impl<R: RelaxStrategy> Engine<R> {
    fn read<T>(
        &self,
        id: SessionId,
        look: impl FnOnce(&State) -> Result<T, NTSTATUS>,
    ) -> Result<T, NTSTATUS> {
        let state = self.state.lock();
        state.asker(id)?;
        look(&state)
    }

    /// `FwpmProviderGetByKey0`.
    pub fn provider_by_key(&self, id: SessionId, key: GUID) -> Result<Provider, NTSTATUS> {
        self.read(id, |state| {
            let found = state.objects.provider(key);
            found.ok_or(STATUS_FWP_PROVIDER_NOT_FOUND)
        })
    }

    /// `FwpmProviderContextGetByKey0` to `3`.
    pub fn provider_context_by_key(
        &self,
        id: SessionId,
        key: GUID,
    ) -> Result<ListedContext, NTSTATUS> {
        self.read(id, |state| {
            let found = state.objects.context(key);
            found.ok_or(STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND)
        })
    }

    /// `FwpmSubLayerGetByKey0`.
    pub fn sublayer_by_key(&self, id: SessionId, key: GUID) -> Result<Sublayer, NTSTATUS> {
        self.read(id, |state| {
            let found = state.objects.sublayer(key);
            found.ok_or(STATUS_FWP_SUBLAYER_NOT_FOUND)
        })
    }

    /// `FwpmCalloutGetByKey0`.
    pub fn callout_by_key(&self, id: SessionId, key: GUID) -> Result<ListedCallout, NTSTATUS> {
        self.read(id, |state| state.callout(key))
    }

    /// `FwpmCalloutGetById0`.
    pub fn callout_by_id(&self, id: SessionId, callout: u32) -> Result<ListedCallout, NTSTATUS> {
        self.read(id, |state| state.callout(state.callout_key(callout)?))
    }

    /// `FwpmFilterGetById0`.
    pub fn filter_by_id(&self, id: SessionId, filter: u64) -> Result<ListedFilter, NTSTATUS> {
        self.read(id, |state| {
            let found = state.objects.filter(filter);
            let (object, weight) = found.ok_or(STATUS_FWP_FILTER_NOT_FOUND)?;
            Ok((filter, object.clone(), weight))
        })
    }

    /// `FwpmFilterGetByKey0`.
    pub fn filter_by_key(&self, id: SessionId, key: GUID) -> Result<ListedFilter, NTSTATUS> {
        let found = self.state.lock().objects.filter_id(key);
        self.filter_by_id(id, found.ok_or(STATUS_FWP_FILTER_NOT_FOUND)?)
    }

    /// `FwpmProviderCreateEnumHandle0`.
    pub fn list_providers(&self, id: SessionId) -> Result<Vec<Provider>, NTSTATUS> {
        self.read(id, |state| Ok(state.objects.providers().collect()))
    }

    /// `FwpmProviderContextCreateEnumHandle0`, for the contexts of `provider` if one is given.
    pub fn list_provider_contexts(
        &self,
        id: SessionId,
        provider: Option<GUID>,
    ) -> Result<Vec<ListedContext>, NTSTATUS> {
        self.read(id, |state| {
            let all = state.objects.contexts();
            Ok(all
                .filter(|(_, context)| provider.is_none() || context.owner.provider == provider)
                .map(|(id, context)| (id, Arc::clone(context)))
                .collect())
        })
    }

    /// `FwpmSubLayerCreateEnumHandle0`, likewise.
    pub fn list_sublayers(
        &self,
        id: SessionId,
        provider: Option<GUID>,
    ) -> Result<Vec<Sublayer>, NTSTATUS> {
        self.read(id, |state| {
            let all = state.objects.sublayers();
            Ok(all
                .filter(|one| provider.is_none() || one.owner.provider == provider)
                .collect())
        })
    }

    /// `FwpmCalloutCreateEnumHandle0`: those of a provider and at a layer, if they are given.
    pub fn list_callouts(
        &self,
        id: SessionId,
        provider: Option<GUID>,
        layer: Option<GUID>,
    ) -> Result<Vec<ListedCallout>, NTSTATUS> {
        self.read(id, |state| {
            let all = state.objects.callouts();
            Ok(all
                .filter(|one| provider.is_none() || one.owner.provider == provider)
                .filter(|one| layer.is_none_or(|layer| one.layer == layer))
                .filter_map(|one| state.listed(one))
                .collect())
        })
    }

    /// `FwpmFilterCreateEnumHandle0`; all filters without a template.
    pub fn list_filters(
        &self,
        id: SessionId,
        template: Option<&FilterTemplate>,
    ) -> Result<Vec<ListedFilter>, NTSTATUS> {
        self.read(id, |state| {
            if let Some(template) = template {
                Layer::with_key(&template.layer).ok_or(STATUS_FWP_LAYER_NOT_FOUND)?;
            }
            let weight = |filter| state.objects.filter(filter).map_or(0, |(_, weight)| weight);
            let all = state.objects.filters();
            let mut found: Vec<ListedFilter> = all
                .filter(|(_, filter)| {
                    let context = filter.provider_context();
                    let context = context.and_then(|key| Some(state.objects.context(key)?.1));
                    template.is_none_or(|template| template.takes(filter, context.as_deref()))
                })
                .map(|(id, filter)| (id, filter.clone(), weight(id)))
                .collect();
            if template.is_some_and(|template| template.sorted) {
                found.sort_by_key(|&(_, _, weight)| Reverse(weight));
            }
            Ok(found)
        })
    }

    /// `FwpmSessionCreateEnumHandle0`: the sessions, and whether they are dynamic.
    pub fn list_sessions(&self, id: SessionId) -> Result<Vec<(SessionId, bool)>, NTSTATUS> {
        self.read(id, |state| state.sessions(id))
    }
}
