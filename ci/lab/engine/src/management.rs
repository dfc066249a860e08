//! What a session adds, deletes and asks for.

use alloc::vec::Vec;

use spin::RelaxStrategy;
use wfp_sys::{GUID, NTSTATUS, STATUS_FWP_CALLOUT_NOT_FOUND, STATUS_FWP_FILTER_NOT_FOUND};

use crate::{
    objects::{CalloutObject, Filter, Provider, Sublayer},
    sessions::{Engine, Notification, SessionId, State},
    store::LeftObjects,
};

impl State {
    fn callout_key(&self, callout: u32) -> Result<GUID, NTSTATUS> {
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

    /// `FwpmCalloutGetByKey0`: the object with its run-time id.
    pub fn callout_by_key(
        &self,
        id: SessionId,
        key: GUID,
    ) -> Result<(CalloutObject, u32), NTSTATUS> {
        let state = self.state.lock();
        state.asker(id)?;
        let object = state.objects.callout(key);
        let callout = state.callout_ids.get(&key).copied();
        object.zip(callout).ok_or(STATUS_FWP_CALLOUT_NOT_FOUND)
    }

    /// `FwpmCalloutGetById0`.
    pub fn callout_by_id(
        &self,
        id: SessionId,
        callout: u32,
    ) -> Result<(CalloutObject, u32), NTSTATUS> {
        let key = self.state.lock().callout_key(callout)?;
        self.callout_by_key(id, key)
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

    /// The `notifyFn` call that adding `filter` asks for.
    #[must_use]
    pub fn notification(&self, filter_id: u64, filter: Filter) -> Option<Notification> {
        let one = Vec::from([(filter_id, filter)]);
        self.state.lock().notifications(one).pop()
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

    /// `FwpmFilterGetById0`: the filter with the weight in force.
    pub fn filter_by_id(&self, id: SessionId, filter: u64) -> Result<(Filter, u64), NTSTATUS> {
        let state = self.state.lock();
        state.asker(id)?;
        let (filter, weight) = state
            .objects
            .filter(filter)
            .ok_or(STATUS_FWP_FILTER_NOT_FOUND)?;
        Ok((filter.clone(), weight))
    }

    /// `FwpmFilterGetByKey0`: the filter with its run-time id and the weight in force.
    pub fn filter_by_key(&self, id: SessionId, key: GUID) -> Result<(u64, Filter, u64), NTSTATUS> {
        let found = self.state.lock().objects.filter_id(key);
        let filter_id = found.ok_or(STATUS_FWP_FILTER_NOT_FOUND)?;
        let (filter, weight) = self.filter_by_id(id, filter_id)?;
        Ok((filter_id, filter, weight))
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
