//! Management objects and the references between them.
//!
//! Source of the rules: win32 `fwp/object-management`.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use wfp_sys::{
    NTSTATUS, STATUS_FWP_ALREADY_EXISTS, STATUS_FWP_CALLOUT_NOT_FOUND,
    STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS, STATUS_FWP_FILTER_NOT_FOUND, STATUS_FWP_IN_USE,
    STATUS_FWP_INCOMPATIBLE_LAYER, STATUS_FWP_LIFETIME_MISMATCH, STATUS_FWP_SUBLAYER_NOT_FOUND,
    STATUS_FWP_WRONG_SESSION,
};

use crate::{filter_set::ActiveFilter, sessions::SessionId};

/// A GUID as its 16 bytes in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub [u8; 16]);

impl Key {
    /// The GUID of all zeros: "choose one for me" or "the default", by place.
    pub const NULL: Self = Self([0; 16]);
}

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

/// `FWPM_SUBLAYER0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sublayer {
    /// `subLayerKey`.
    pub key: Key,
    /// `weight`.
    pub weight: u16,
}

/// `FWPM_CALLOUT0`: the management object, not the registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalloutObject {
    /// `calloutKey`.
    pub key: Key,
    /// `applicableLayer`.
    pub layer: Key,
}

/// `FWPM_FILTER0`, as far as the model goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filter {
    /// `filterKey`.
    pub key: Key,
    /// `layerKey`.
    pub layer: Key,
    /// `subLayerKey`; [`Key::NULL`] is the default sublayer.
    pub sublayer: Key,
    /// `weight` as a number.
    pub weight: u64,
    /// `action.type`.
    pub action: Action,
    /// `action.calloutKey`, for an action that names one.
    pub callout: Key,
    /// `rawContext`.
    pub context: u64,
    /// `FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED` is set.
    pub permit_without_callout: bool,
}

/// An object with the dynamic session that owns it, if one does.
#[derive(Clone, Copy, Debug)]
pub struct Owned<T> {
    pub object: T,
    pub owner: Option<SessionId>,
}

/// The management state that a transaction changes as one.
#[derive(Clone, Default)]
pub struct Objects {
    sublayers: BTreeMap<Key, Owned<Sublayer>>,
    callouts: BTreeMap<Key, Owned<CalloutObject>>,
    filters: BTreeMap<u64, Owned<Filter>>,
    /// Closed dynamic sessions whose filters are still in force ([`protocol::CloseMode::Later`]).
    lingering: BTreeSet<SessionId>,
}

/// Who asks for a deletion.
#[derive(Clone, Copy)]
pub struct Asker {
    pub session: SessionId,
    pub dynamic: bool,
}

impl Asker {
    /// Only the owner deletes a dynamic object; a dynamic session deletes nothing static.
    fn may_delete(self, owner: Option<SessionId>) -> Result<(), NTSTATUS> {
        match owner {
            Some(owner) if owner != self.session => Err(STATUS_FWP_WRONG_SESSION),
            None if self.dynamic => Err(STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS),
            _ => Ok(()),
        }
    }
}

/// Static objects may not name dynamic ones; dynamic ones only those of their own session.
fn lifetime(from: Option<SessionId>, to: Option<SessionId>) -> Result<(), NTSTATUS> {
    match to {
        Some(session) if from != Some(session) => Err(STATUS_FWP_LIFETIME_MISMATCH),
        _ => Ok(()),
    }
}

impl Objects {
    pub fn add_sublayer(
        &mut self,
        object: Sublayer,
        owner: Option<SessionId>,
    ) -> Result<(), NTSTATUS> {
        if self.sublayers.contains_key(&object.key) {
            return Err(STATUS_FWP_ALREADY_EXISTS);
        }
        self.sublayers.insert(object.key, Owned { object, owner });
        Ok(())
    }

    pub fn delete_sublayer(&mut self, key: Key, asker: Asker) -> Result<(), NTSTATUS> {
        let found = self
            .sublayers
            .get(&key)
            .ok_or(STATUS_FWP_SUBLAYER_NOT_FOUND)?;
        asker.may_delete(found.owner)?;
        if self.filters.values().any(|f| f.object.sublayer == key) {
            return Err(STATUS_FWP_IN_USE);
        }
        self.sublayers.remove(&key);
        Ok(())
    }

    pub fn add_callout(
        &mut self,
        object: CalloutObject,
        owner: Option<SessionId>,
    ) -> Result<(), NTSTATUS> {
        if self.callouts.contains_key(&object.key) {
            return Err(STATUS_FWP_ALREADY_EXISTS);
        }
        self.callouts.insert(object.key, Owned { object, owner });
        Ok(())
    }

    pub fn delete_callout(&mut self, key: Key, asker: Asker) -> Result<(), NTSTATUS> {
        let found = self
            .callouts
            .get(&key)
            .ok_or(STATUS_FWP_CALLOUT_NOT_FOUND)?;
        asker.may_delete(found.owner)?;
        if self.filters_of(key).next().is_some() {
            return Err(STATUS_FWP_IN_USE);
        }
        self.callouts.remove(&key);
        Ok(())
    }

    fn filters_of(&self, callout: Key) -> impl Iterator<Item = &Owned<Filter>> {
        self.filters
            .values()
            .filter(move |f| f.object.action.names_callout() && f.object.callout == callout)
    }

    /// Looks at everything that a filter names.
    pub fn may_add_filter(
        &self,
        filter: &Filter,
        owner: Option<SessionId>,
    ) -> Result<(), NTSTATUS> {
        if self.filters.values().any(|f| f.object.key == filter.key) {
            return Err(STATUS_FWP_ALREADY_EXISTS);
        }
        if filter.sublayer != Key::NULL {
            let sublayer = self
                .sublayers
                .get(&filter.sublayer)
                .ok_or(STATUS_FWP_SUBLAYER_NOT_FOUND)?;
            lifetime(owner, sublayer.owner)?;
        }
        if filter.action.names_callout() {
            let callout = self
                .callouts
                .get(&filter.callout)
                .ok_or(STATUS_FWP_CALLOUT_NOT_FOUND)?;
            lifetime(owner, callout.owner)?;
            if callout.object.layer != filter.layer {
                return Err(STATUS_FWP_INCOMPATIBLE_LAYER);
            }
        }
        Ok(())
    }

    pub fn add_filter(&mut self, id: u64, object: Filter, owner: Option<SessionId>) {
        self.filters.insert(id, Owned { object, owner });
    }

    pub fn set_context(&mut self, id: u64, context: u64) {
        if let Some(filter) = self.filters.get_mut(&id) {
            filter.object.context = context;
        }
    }

    pub fn filter_id(&self, key: Key) -> Option<u64> {
        let found = self.filters.iter().find(|(_, f)| f.object.key == key);
        found.map(|(&id, _)| id)
    }

    pub fn delete_filter(&mut self, id: u64, asker: Asker) -> Result<Filter, NTSTATUS> {
        let found = self.filters.get(&id).ok_or(STATUS_FWP_FILTER_NOT_FOUND)?;
        asker.may_delete(found.owner)?;
        let object = found.object;
        self.filters.remove(&id);
        Ok(object)
    }

    /// Removes what `session` owns and returns its filters.
    pub fn end_dynamic_session(&mut self, session: SessionId) -> Vec<(u64, Filter)> {
        let owned = |owner: Option<SessionId>| owner == Some(session);
        let mut gone = Vec::new();
        self.filters.retain(|&id, filter| {
            if owned(filter.owner) {
                gone.push((id, filter.object));
            }
            !owned(filter.owner)
        });
        self.callouts.retain(|_, callout| !owned(callout.owner));
        self.sublayers.retain(|_, sublayer| !owned(sublayer.owner));
        self.lingering.remove(&session);
        gone
    }

    pub fn linger(&mut self, session: SessionId) {
        self.lingering.insert(session);
    }

    pub fn lingering(&self) -> Vec<SessionId> {
        self.lingering.iter().copied().collect()
    }

    pub fn filter_ids(&self) -> Vec<(u64, Filter)> {
        let all = self.filters.iter();
        all.map(|(&id, filter)| (id, filter.object)).collect()
    }

    /// The filters as classify sees them; `callout_id` gives the run-time id of a callout.
    pub fn active(&self, callout_id: impl Fn(Key) -> u32) -> Vec<ActiveFilter> {
        self.filters
            .iter()
            .map(|(&id, Owned { object, .. })| ActiveFilter {
                id,
                layer: object.layer,
                action: object.action,
                callout: if object.action.names_callout() {
                    callout_id(object.callout)
                } else {
                    0
                },
                context: object.context,
                permit_without_callout: object.permit_without_callout,
                order: (
                    self.sublayers
                        .get(&object.sublayer)
                        .map_or(0, |sublayer| sublayer.object.weight),
                    object.weight,
                ),
            })
            .collect()
    }
}
