//! What a session adds and deletes.

use alloc::vec::Vec;

use spin::RelaxStrategy;
use wfp_sys::{
    GUID, NTSTATUS, STATUS_FWP_CALLOUT_NOT_FOUND, STATUS_FWP_FILTER_NOT_FOUND,
    STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND, STATUS_INVALID_PARAMETER,
};

use crate::{
    layers::Layer,
    objects::{CalloutObject, Filter, Provider, ProviderContext, Sublayer},
    sessions::{Engine, Notification, SessionId, State},
    store::LeftObjects,
};

impl State {
    pub fn callout_key(&self, callout: u32) -> Result<GUID, NTSTATUS> {
        let mut ids = self.callout_ids.iter();
        ids.find(|&(_, &known)| known == callout)
            .map(|(&key, _)| key)
            .ok_or(STATUS_FWP_CALLOUT_NOT_FOUND)
    }
}

impl<R: RelaxStrategy> Engine<R> {
    /// `FwpmProviderAdd0`.
    pub fn add_provider(&self, id: SessionId, object: Provider) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| state.objects.add_provider(object, asker))
    }

    /// `FwpmProviderDeleteByKey0`.
    pub fn delete_provider(&self, id: SessionId, key: GUID) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| state.objects.delete_provider(key, asker))
    }

    /// `FwpmProviderContextAdd0` to `3`: returns the run-time id.
    pub fn add_provider_context(
        &self,
        id: SessionId,
        object: ProviderContext,
    ) -> Result<u64, NTSTATUS> {
        self.write(id, |state, asker| {
            let context_id = state.context_id();
            state.objects.add_context(context_id, object, asker)?;
            Ok(context_id)
        })
    }

    /// `FwpmProviderContextDeleteByKey0`.
    pub fn delete_provider_context(&self, id: SessionId, key: GUID) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| state.objects.delete_context(key, asker))
    }

    /// The key of the provider context with this run-time id, for the calls that name it so.
    pub fn provider_context_key(&self, context: u64) -> Result<GUID, NTSTATUS> {
        let key = self.state.lock().objects.context_key(context);
        key.ok_or(STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND)
    }

    /// `FwpmSubLayerAdd0`.
    pub fn add_sublayer(&self, id: SessionId, object: Sublayer) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| state.objects.add_sublayer(object, asker))
    }

    /// `FwpmSubLayerDeleteByKey0`.
    pub fn delete_sublayer(&self, id: SessionId, key: GUID) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| state.objects.delete_sublayer(key, asker))
    }

    /// `FwpmCalloutAdd0`: returns the run-time id.
    pub fn add_callout(&self, id: SessionId, object: CalloutObject) -> Result<u32, NTSTATUS> {
        self.write(id, |state, asker| {
            state.objects.add_callout(object, asker)?;
            Ok(state.callout_id(object.key))
        })
    }

    /// `FwpmCalloutDeleteByKey0`.
    pub fn delete_callout(&self, id: SessionId, key: GUID) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| state.objects.delete_callout(key, asker))
    }

    /// `FwpmCalloutDeleteById0`.
    pub fn delete_callout_by_id(&self, id: SessionId, callout: u32) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| {
            let key = state.callout_key(callout)?;
            state.objects.delete_callout(key, asker)
        })
    }

    /// `FwpsFlowAssociateContext0`; see [`Flows::associate`](crate::Flows::associate). That a number
    /// which is no layer's fails so is not documented: the page has "other status codes".
    pub fn associate(&self, flow: u64, layer: u16, callout: u32, context: u64) -> NTSTATUS {
        if Layer::with_id(layer).is_none() {
            return STATUS_INVALID_PARAMETER;
        }
        self.flows
            .associate(&self.callouts, flow, layer, callout, context)
    }

    /// `FwpmFilterAdd0`: returns the filter's run-time id. The filter is not in force before its
    /// callout has agreed: the caller asks it with [`notification`](Self::notification), then
    /// calls [`agree`](Self::agree), or [`refuse`](Self::refuse).
    pub fn add_filter(&self, id: SessionId, filter: Filter) -> Result<u64, NTSTATUS> {
        self.write(id, |state, asker| {
            let filter_id = state.filter_id();
            state.objects.add_filter(filter_id, filter, asker)?;
            Ok(filter_id)
        })
    }

    /// The `notifyFn` call that adding a filter asks for.
    #[must_use]
    pub fn notification(&self, filter_id: u64) -> Option<Notification> {
        let state = self.state.lock();
        let (filter, _) = state.objects.filter(filter_id)?;
        let one = Vec::from([(filter_id, filter.clone())]);
        state.notifications(one).pop()
    }

    /// `FwpmFilterDeleteById0`: returns the `notifyFn` call that it asks for; in a transaction
    /// the commit returns it.
    pub fn delete_filter(&self, id: SessionId, filter: u64) -> Result<Vec<Notification>, NTSTATUS> {
        self.write(id, |state, asker| {
            let object = state.objects.delete_filter(filter, asker)?;
            Ok(state.deleted(filter, object))
        })
    }

    /// `FwpmFilterDeleteByKey0`, likewise.
    pub fn delete_filter_by_key(
        &self,
        id: SessionId,
        key: GUID,
    ) -> Result<Vec<Notification>, NTSTATUS> {
        self.write(id, |state, asker| {
            let filter = state
                .objects
                .filter_id(key)
                .ok_or(STATUS_FWP_FILTER_NOT_FOUND)?;
            let object = state.objects.delete_filter(filter, asker)?;
            Ok(state.deleted(filter, object))
        })
    }

    /// Filters that outlive every session and whose callout is not registered: what is left of
    /// drivers that went.
    #[must_use]
    pub fn orphans(&self) -> u32 {
        let state = self.state.lock();
        let registered = |key| {
            let id = state.callout_ids.get(&key);
            id.is_some_and(|&id| self.callouts.is_registered(id))
        };
        let callouts = state.objects.lasting_callouts();
        let orphans = callouts.filter(|&key| !registered(key)).count();
        u32::try_from(orphans).unwrap_or(u32::MAX)
    }

    /// What `image` added, is not part of a session, was not meant to stay, and is still there.
    #[must_use]
    pub fn left_by(&self, image: u32) -> LeftObjects {
        self.state.lock().objects.left_by(image)
    }
}
