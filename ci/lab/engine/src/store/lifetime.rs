//! How long an object lives, who may delete it, and what it may refer to.

use wfp_sys::{
    GUID, NTSTATUS, STATUS_FWP_BUILTIN_OBJECT, STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS,
    STATUS_FWP_LIFETIME_MISMATCH, STATUS_FWP_WRONG_SESSION,
};

use crate::{objects::Owner, sessions::SessionId};

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
pub struct Held<T> {
    pub object: T,
    pub lifetime: Lifetime,
    pub provider: Option<GUID>,
    /// The image that added it.
    pub image: u32,
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
    pub fn hold<T>(self, object: T, owner: Owner) -> Result<Held<T>, NTSTATUS> {
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
    pub fn may_delete(self, lifetime: Lifetime) -> Result<(), NTSTATUS> {
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
    pub fn may_refer_to<U>(&self, other: &Held<U>) -> Result<(), NTSTATUS> {
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
