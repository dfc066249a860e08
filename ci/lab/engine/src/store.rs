//! The store of management objects: what is added and deleted, and what may be.
//!
//! Source of the rules: win32 `fwp/object-management`.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    vec::Vec,
};

use wfp_sys::{
    FWPM_SUBLAYER_INSPECTION, FWPM_SUBLAYER_UNIVERSAL, GUID, NTSTATUS, STATUS_FWP_ALREADY_EXISTS,
    STATUS_FWP_CALLOUT_NOT_FOUND, STATUS_FWP_FILTER_NOT_FOUND, STATUS_FWP_IN_USE,
    STATUS_FWP_INCOMPATIBLE_LAYER, STATUS_FWP_LAYER_NOT_FOUND,
    STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND, STATUS_FWP_PROVIDER_NOT_FOUND,
    STATUS_FWP_SUBLAYER_NOT_FOUND,
};

use crate::{
    conditions::Conditions,
    layers::Layer,
    objects::{CalloutObject, Filter, Owner, Provider, ProviderContext, Sublayer},
    sessions::SessionId,
};

mod contents;
mod lifetime;

pub use lifetime::Asker;
use lifetime::{Held, Lifetime};

/// A filter that passed all checks.
#[derive(Clone, Debug)]
struct CheckedFilter {
    filter: Filter,
    layer: Layer,
    conditions: Conditions,
    weight: u64,
    /// Its callout, if it has one, has agreed to it.
    agreed: bool,
}

/// A provider context with its run-time id.
#[derive(Clone, Debug)]
struct KeptContext {
    id: u64,
    context: Arc<ProviderContext>,
}

/// The management state that a transaction changes as one.
#[derive(Clone)]
pub struct Objects {
    providers: BTreeMap<GUID, Held<Provider>>,
    contexts: BTreeMap<GUID, Held<KeptContext>>,
    sublayers: BTreeMap<GUID, Held<Sublayer>>,
    callouts: BTreeMap<GUID, Held<CalloutObject>>,
    filters: BTreeMap<u64, Held<CheckedFilter>>,
    /// Closed dynamic sessions whose filters are still in force ([`protocol::CloseMode::Later`]).
    lingering: BTreeSet<SessionId>,
}

impl Default for Objects {
    /// The built-in sublayers that a callout driver may name. No page gives their weights.
    fn default() -> Self {
        let built_in = |key, weight| {
            let object = Sublayer {
                key,
                weight,
                owner: Owner::default(),
            };
            let held = Held {
                object,
                lifetime: Lifetime::BuiltIn,
                provider: None,
                image: 0,
            };
            (key, held)
        };
        Self {
            providers: BTreeMap::new(),
            contexts: BTreeMap::new(),
            sublayers: BTreeMap::from([
                built_in(FWPM_SUBLAYER_UNIVERSAL, 0x8000),
                built_in(FWPM_SUBLAYER_INSPECTION, 0x4000),
            ]),
            callouts: BTreeMap::new(),
            filters: BTreeMap::new(),
            lingering: BTreeSet::new(),
        }
    }
}

/// What an image has left in the engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftObjects {
    /// Static filters.
    pub filters: u32,
    /// Static callout objects, sublayers, provider contexts and providers.
    pub others: u32,
}

impl Objects {
    fn refer_to_provider<T>(&self, from: &Held<T>) -> Result<(), NTSTATUS> {
        let Some(key) = from.provider else {
            return Ok(());
        };
        let provider = self
            .providers
            .get(&key)
            .ok_or(STATUS_FWP_PROVIDER_NOT_FOUND)?;
        // The provider of an object is its owner, whoever owns the provider.
        match (from.lifetime, provider.lifetime) {
            (Lifetime::Persistent, Lifetime::Persistent) => Ok(()),
            _ => from.may_refer_to(provider),
        }
    }

    pub fn add_provider(&mut self, object: Provider, asker: Asker) -> Result<(), NTSTATUS> {
        let owner = Owner {
            provider: None,
            persistent: object.persistent,
        };
        let held = asker.hold(object, owner)?;
        insert(&mut self.providers, object.key, held)
    }

    pub fn delete_provider(&mut self, key: GUID, asker: Asker) -> Result<(), NTSTATUS> {
        let found = self
            .providers
            .get(&key)
            .ok_or(STATUS_FWP_PROVIDER_NOT_FOUND)?;
        asker.may_delete(found.lifetime)?;
        let named = |provider| provider == Some(key);
        if self.contexts.values().any(|held| named(held.provider))
            || self.sublayers.values().any(|held| named(held.provider))
            || self.callouts.values().any(|held| named(held.provider))
            || self.filters.values().any(|held| named(held.provider))
        {
            return Err(STATUS_FWP_IN_USE);
        }
        self.providers.remove(&key);
        Ok(())
    }

    pub fn add_context(
        &mut self,
        id: u64,
        object: ProviderContext,
        asker: Asker,
    ) -> Result<(), NTSTATUS> {
        let (key, owner) = (object.key, object.owner);
        let context = Arc::new(object);
        let held = asker.hold(KeptContext { id, context }, owner)?;
        self.refer_to_provider(&held)?;
        insert(&mut self.contexts, key, held)
    }

    pub fn delete_context(&mut self, key: GUID, asker: Asker) -> Result<(), NTSTATUS> {
        let found = self
            .contexts
            .get(&key)
            .ok_or(STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND)?;
        asker.may_delete(found.lifetime)?;
        let mut filters = self.filters.values();
        if filters.any(|held| held.object.filter.provider_context() == Some(key)) {
            return Err(STATUS_FWP_IN_USE);
        }
        self.contexts.remove(&key);
        Ok(())
    }

    pub fn add_sublayer(&mut self, object: Sublayer, asker: Asker) -> Result<(), NTSTATUS> {
        let held = asker.hold(object, object.owner)?;
        self.refer_to_provider(&held)?;
        insert(&mut self.sublayers, object.key, held)
    }

    pub fn delete_sublayer(&mut self, key: GUID, asker: Asker) -> Result<(), NTSTATUS> {
        let found = self
            .sublayers
            .get(&key)
            .ok_or(STATUS_FWP_SUBLAYER_NOT_FOUND)?;
        asker.may_delete(found.lifetime)?;
        let mut filters = self.filters.values();
        if filters.any(|held| held.object.filter.sublayer() == key) {
            return Err(STATUS_FWP_IN_USE);
        }
        self.sublayers.remove(&key);
        Ok(())
    }

    pub fn add_callout(&mut self, object: CalloutObject, asker: Asker) -> Result<(), NTSTATUS> {
        Layer::with_key(&object.layer).ok_or(STATUS_FWP_LAYER_NOT_FOUND)?;
        let held = asker.hold(object, object.owner)?;
        self.refer_to_provider(&held)?;
        insert(&mut self.callouts, object.key, held)
    }

    pub fn delete_callout(&mut self, key: GUID, asker: Asker) -> Result<(), NTSTATUS> {
        let found = self
            .callouts
            .get(&key)
            .ok_or(STATUS_FWP_CALLOUT_NOT_FOUND)?;
        asker.may_delete(found.lifetime)?;
        if self.filters_of(key).next().is_some() {
            return Err(STATUS_FWP_IN_USE);
        }
        self.callouts.remove(&key);
        Ok(())
    }

    fn filters_of(&self, callout: GUID) -> impl Iterator<Item = &Filter> {
        self.filters
            .values()
            .map(|held| &held.object.filter)
            .filter(move |filter| filter.action.names_callout() && filter.callout == callout)
    }

    /// Adds a filter, which is not in force before [`agree`](Self::agree).
    pub fn add_filter(
        &mut self,
        id: u64,
        mut filter: Filter,
        asker: Asker,
    ) -> Result<(), NTSTATUS> {
        let layer = Layer::with_key(&filter.layer).ok_or(STATUS_FWP_LAYER_NOT_FOUND)?;
        filter.check_flags()?;
        let conditions = Conditions::new(&layer, &filter.conditions)?;
        let weight = filter.effective_weight(&conditions)?;
        let owner = filter.owner();
        let named = filter.provider_context();
        if let Some(context) = named.and_then(|key| self.contexts.get(&key)) {
            filter.context = context.object.id;
        }
        let held = asker.hold(
            CheckedFilter {
                filter,
                layer,
                conditions,
                weight,
                agreed: false,
            },
            owner,
        )?;
        self.refer_to_provider(&held)?;
        let filter = &held.object.filter;
        if self.filter_id(filter.key).is_some() {
            return Err(STATUS_FWP_ALREADY_EXISTS);
        }
        let sublayer = self
            .sublayers
            .get(&filter.sublayer())
            .ok_or(STATUS_FWP_SUBLAYER_NOT_FOUND)?;
        held.may_refer_to(sublayer)?;
        if let Some(key) = named {
            let context = self
                .contexts
                .get(&key)
                .ok_or(STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND)?;
            held.may_refer_to(context)?;
        }
        if filter.action.names_callout() {
            let callout = self
                .callouts
                .get(&filter.callout)
                .ok_or(STATUS_FWP_CALLOUT_NOT_FOUND)?;
            held.may_refer_to(callout)?;
            if callout.object.layer != filter.layer {
                return Err(STATUS_FWP_INCOMPATIBLE_LAYER);
            }
        }
        self.filters.insert(id, held);
        Ok(())
    }

    /// Puts a filter in force, with the context that its callout chose if it was asked.
    pub fn agree(&mut self, id: u64, context: Option<u64>) {
        if let Some(held) = self.filters.get_mut(&id) {
            held.object.agreed = true;
            if let Some(context) = context {
                held.object.filter.context = context;
            }
        }
    }

    /// Takes a filter back that its callout refused.
    pub fn refuse(&mut self, id: u64) {
        self.filters.remove(&id);
    }

    pub fn delete_filter(&mut self, id: u64, asker: Asker) -> Result<Filter, NTSTATUS> {
        let found = self.filters.get(&id).ok_or(STATUS_FWP_FILTER_NOT_FOUND)?;
        asker.may_delete(found.lifetime)?;
        self.filters
            .remove(&id)
            .map(|held| held.object.filter)
            .ok_or(STATUS_FWP_FILTER_NOT_FOUND)
    }

    /// Removes what `session` owns and returns its filters.
    pub fn end_dynamic_session(&mut self, session: SessionId) -> Vec<(u64, Filter)> {
        self.lingering.remove(&session);
        self.end(|lifetime| lifetime == Lifetime::Dynamic(session))
    }

    /// Removes what does not survive the end of the base filtering engine.
    pub fn end_service(&mut self) -> Vec<(u64, Filter)> {
        self.lingering.clear();
        self.end(|lifetime| matches!(lifetime, Lifetime::Dynamic(_) | Lifetime::Static))
    }

    fn end(&mut self, ends: impl Fn(Lifetime) -> bool) -> Vec<(u64, Filter)> {
        let gone = self
            .filters
            .extract_if(.., |_, held| ends(held.lifetime))
            .map(|(id, held)| (id, held.object.filter))
            .collect();
        self.callouts.retain(|_, held| !ends(held.lifetime));
        self.sublayers.retain(|_, held| !ends(held.lifetime));
        self.contexts.retain(|_, held| !ends(held.lifetime));
        self.providers.retain(|_, held| !ends(held.lifetime));
        gone
    }

    pub fn linger(&mut self, session: SessionId) {
        self.lingering.insert(session);
    }

    pub fn lingering(&self) -> Vec<SessionId> {
        self.lingering.iter().copied().collect()
    }
}

fn insert<T>(
    objects: &mut BTreeMap<GUID, Held<T>>,
    key: GUID,
    held: Held<T>,
) -> Result<(), NTSTATUS> {
    if objects.contains_key(&key) {
        return Err(STATUS_FWP_ALREADY_EXISTS);
    }
    objects.insert(key, held);
    Ok(())
}
