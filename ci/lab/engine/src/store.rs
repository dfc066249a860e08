//! The store of management objects: lifetimes, references, and what is in force.
//!
//! Source of the rules: win32 `fwp/object-management`.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use wfp_sys::{
    FWPM_FILTER_FLAG_BOOTTIME, FWPM_SUBLAYER_INSPECTION, FWPM_SUBLAYER_UNIVERSAL, GUID, NTSTATUS,
    STATUS_FWP_ALREADY_EXISTS, STATUS_FWP_BUILTIN_OBJECT, STATUS_FWP_CALLOUT_NOT_FOUND,
    STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS, STATUS_FWP_FILTER_NOT_FOUND, STATUS_FWP_IN_USE,
    STATUS_FWP_INCOMPATIBLE_LAYER, STATUS_FWP_LAYER_NOT_FOUND, STATUS_FWP_LIFETIME_MISMATCH,
    STATUS_FWP_PROVIDER_NOT_FOUND, STATUS_FWP_SUBLAYER_NOT_FOUND, STATUS_FWP_WRONG_SESSION,
};

use crate::{
    conditions::Conditions,
    filter_set::ActiveFilter,
    layers::Layer,
    objects::{CalloutObject, Filter, Owner, Provider, Sublayer},
    sessions::SessionId,
};

/// How long an object lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// As long as its session.
    Dynamic(SessionId),
    /// Until it is deleted or the base filtering engine stops.
    Static,
    /// Until it is deleted.
    Persistent,
    /// For ever.
    BuiltIn,
}

/// An object with what decides how long it stays.
#[derive(Clone, Debug)]
struct Held<T> {
    object: T,
    lifetime: Lifetime,
    provider: Option<GUID>,
    /// The image that added it.
    image: u32,
}

/// A filter that passed all checks.
#[derive(Clone, Debug)]
struct CheckedFilter {
    filter: Filter,
    layer: &'static Layer,
    conditions: Conditions,
    weight: u64,
    /// Its callout, if it has one, has agreed to it.
    agreed: bool,
}

/// The management state that a transaction changes as one.
#[derive(Clone)]
pub struct Objects {
    providers: BTreeMap<GUID, Held<Provider>>,
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

/// Who asks for a change.
#[derive(Clone, Copy)]
pub struct Asker {
    pub session: SessionId,
    pub dynamic: bool,
    /// The image that opened the session.
    pub image: u32,
}

impl Asker {
    fn hold<T>(self, object: T, owner: Owner) -> Result<Held<T>, NTSTATUS> {
        let lifetime = match (self.dynamic, owner.persistent) {
            // The meaning of the status in win32 fwp/wfp-error-codes.
            (true, true) => return Err(STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS),
            (true, false) => Lifetime::Dynamic(self.session),
            (false, true) => Lifetime::Persistent,
            (false, false) => Lifetime::Static,
        };
        Ok(Held {
            object,
            lifetime,
            provider: owner.provider,
            image: self.image,
        })
    }

    /// Only the owner deletes a dynamic object; a dynamic session deletes nothing static.
    fn may_delete(self, lifetime: Lifetime) -> Result<(), NTSTATUS> {
        match lifetime {
            Lifetime::BuiltIn => Err(STATUS_FWP_BUILTIN_OBJECT),
            Lifetime::Dynamic(owner) if owner != self.session => Err(STATUS_FWP_WRONG_SESSION),
            Lifetime::Static | Lifetime::Persistent if self.dynamic => {
                Err(STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS)
            }
            _ => Ok(()),
        }
    }
}

impl<T> Held<T> {
    /// An object refers to none that may have a shorter lifetime.
    fn may_refer_to<U>(&self, other: &Held<U>) -> Result<(), NTSTATUS> {
        let allowed = match (self.lifetime, other.lifetime) {
            (from, Lifetime::Dynamic(session)) => from == Lifetime::Dynamic(session),
            (Lifetime::Persistent, Lifetime::Persistent) => {
                other.provider.is_none() || other.provider == self.provider
            }
            (Lifetime::Persistent, Lifetime::Static) => false,
            _ => true,
        };
        allowed.then_some(()).ok_or(STATUS_FWP_LIFETIME_MISMATCH)
    }
}

/// What an image has left in the engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftObjects {
    /// Static filters.
    pub filters: u32,
    /// Static callout objects, sublayers and providers.
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
        if self.sublayers.values().any(|held| named(held.provider))
            || self.callouts.values().any(|held| named(held.provider))
            || self.filters.values().any(|held| named(held.provider))
        {
            return Err(STATUS_FWP_IN_USE);
        }
        self.providers.remove(&key);
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

    pub fn callout(&self, key: GUID) -> Option<CalloutObject> {
        self.callouts.get(&key).map(|held| held.object)
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
    pub fn add_filter(&mut self, id: u64, filter: Filter, asker: Asker) -> Result<(), NTSTATUS> {
        let layer = Layer::with_key(&filter.layer).ok_or(STATUS_FWP_LAYER_NOT_FOUND)?;
        filter.check_flags()?;
        let conditions = Conditions::new(layer, &filter.conditions)?;
        let weight = filter.effective_weight(&conditions)?;
        let owner = filter.owner();
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

    /// Puts a filter in force, with the context that its callout chose.
    pub fn agree(&mut self, id: u64, context: u64) {
        if let Some(held) = self.filters.get_mut(&id) {
            held.object.agreed = true;
            held.object.filter.context = context;
        }
    }

    /// Takes a filter back that its callout refused.
    pub fn refuse(&mut self, id: u64) {
        self.filters.remove(&id);
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
        self.providers.retain(|_, held| !ends(held.lifetime));
        gone
    }

    pub fn linger(&mut self, session: SessionId) {
        self.lingering.insert(session);
    }

    pub fn lingering(&self) -> Vec<SessionId> {
        self.lingering.iter().copied().collect()
    }

    pub fn filters(&self) -> impl Iterator<Item = (u64, &Filter)> {
        let all = self.filters.iter();
        all.map(|(&id, held)| (id, &held.object.filter))
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
