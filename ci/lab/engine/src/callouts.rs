//! Registration slots: who is registered, and who is inside.
//!
//! A classify thread enters a slot with two atomic operations and no lock: it counts itself in,
//! then looks whether the callout is still registered. Unregistration closes the slot first and
//! looks at the count after. With sequentially consistent operations one of the two sees the
//! other, so no call starts after the engine has seen the count at zero. Flow contexts are
//! counted in the same way.

use core::sync::atomic::Ordering::SeqCst;

use protocol::{BusyMode, UnregisterMode};
use wfp_sys::{
    NTSTATUS, STATUS_DEVICE_BUSY, STATUS_FWP_CALLOUT_NOT_FOUND, STATUS_FWP_IN_USE,
    STATUS_FWP_TOO_MANY_CALLOUTS, STATUS_SUCCESS, STATUS_UNSUCCESSFUL,
};

use crate::{
    flows::Delete,
    sync::{AtomicU32, AtomicUsize, SLOTS},
};

const FREE: u32 = 0;
const FILLING: u32 = 1;
const REGISTERED: u32 = 2;
const CLOSING: u32 = 3;
/// Refused because of flow contexts, under [`BusyMode::HalfUnregistered`]: not called any more,
/// not gone either.
const HALF: u32 = 4;

/// How often a refusing mode refuses one registration before it gives in. An engine that refused
/// for as long as traffic runs would make every driver hang; that is [`UnregisterMode::Never`].
const REFUSALS: u32 = 3;

/// The addresses that a driver registered, opaque to the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Functions {
    /// `classifyFn`.
    pub classify: usize,
    /// `notifyFn`.
    pub notify: usize,
    /// `flowDeleteFn`, 0 if none.
    pub flow_delete: usize,
    /// The version of the register call, 0 to 3: it decides the arity of the calls.
    pub version: u32,
    /// Whether it is called only for flows with a context
    /// (`FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW`).
    pub conditional_on_flow: bool,
    /// Who registered it: the lab's number of the image.
    pub owner: u32,
}

/// What the caller of an unregister waits for; given to its wait function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Calls that are still inside.
    pub inside: u32,
}

struct Slot {
    state: AtomicU32,
    id: AtomicU32,
    inside: AtomicU32,
    /// Flow contexts that are attached and have had no delete call.
    contexts: AtomicU32,
    refused: AtomicU32,
    classify: AtomicUsize,
    notify: AtomicUsize,
    flow_delete: AtomicUsize,
    version: AtomicU32,
    conditional_on_flow: AtomicU32,
    owner: AtomicU32,
}

impl Slot {
    fn functions(&self) -> Functions {
        Functions {
            classify: self.classify.load(SeqCst),
            notify: self.notify.load(SeqCst),
            flow_delete: self.flow_delete.load(SeqCst),
            version: self.version.load(SeqCst),
            conditional_on_flow: self.conditional_on_flow.load(SeqCst) != 0,
            owner: self.owner.load(SeqCst),
        }
    }

    fn is(&self, id: u32) -> bool {
        self.state.load(SeqCst) == REGISTERED && self.id.load(SeqCst) == id
    }

    /// Takes the slot to fill it, if it is free. One whose last call has not left stays with that
    /// call, even when its callout is gone: the count is looked at after the slot is taken, for
    /// the reason that the module's text gives.
    fn take(&self) -> bool {
        let free = self
            .state
            .compare_exchange(FREE, FILLING, SeqCst, SeqCst)
            .is_ok();
        if free && self.inside.load(SeqCst) > 0 {
            self.state.store(FREE, SeqCst);
            return false;
        }
        free
    }

    fn is_taken(&self) -> bool {
        matches!(self.state.load(SeqCst), REGISTERED | CLOSING | HALF)
    }

    /// Counts a call in. The functions are the caller's to read once it knows that the slot
    /// cannot be filled anew.
    fn count_in(&self) -> Inside<'_> {
        self.inside.fetch_add(1, SeqCst);
        Inside(self)
    }
}

/// Which slot of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotIndex(usize);

/// The table of registered callouts.
pub struct Callouts {
    slots: [Slot; SLOTS],
}

impl Default for Callouts {
    fn default() -> Self {
        Self {
            slots: core::array::from_fn(|_| Slot::empty()),
        }
    }
}

impl Slot {
    #[expect(
        clippy::missing_const_for_fn,
        reason = "loom's atomics are not made in constants"
    )]
    fn empty() -> Self {
        Self {
            state: AtomicU32::new(FREE),
            id: AtomicU32::new(0),
            inside: AtomicU32::new(0),
            contexts: AtomicU32::new(0),
            refused: AtomicU32::new(0),
            classify: AtomicUsize::new(0),
            notify: AtomicUsize::new(0),
            flow_delete: AtomicUsize::new(0),
            version: AtomicU32::new(0),
            conditional_on_flow: AtomicU32::new(0),
            owner: AtomicU32::new(0),
        }
    }
}

struct Inside<'a>(&'a Slot);

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        self.0.inside.fetch_sub(1, SeqCst);
    }
}

/// A call that counts as inside until it is dropped.
pub struct Entered<'a> {
    _inside: Inside<'a>,
    /// What to call.
    pub functions: Functions,
}

/// A `flowDeleteFn` call that has begun.
pub struct Deleting<'a> {
    /// The call.
    pub entered: Entered<'a>,
    /// Its first argument.
    pub layer: u16,
    /// Its second one.
    pub callout: u32,
    /// Its third one.
    pub context: u64,
}

/// A place for one flow context, given back when dropped.
pub struct Reserved<'a> {
    slot: &'a Slot,
    index: SlotIndex,
}

impl Reserved<'_> {
    /// The context is attached: it counts until its delete call begins.
    pub(crate) const fn keep(self) -> SlotIndex {
        let index = self.index;
        core::mem::forget(self);
        index
    }
}

impl Drop for Reserved<'_> {
    fn drop(&mut self) {
        self.slot.contexts.fetch_sub(1, SeqCst);
    }
}

impl Callouts {
    /// Puts `functions` under the run-time id `id`.
    ///
    /// The caller has made sure that the id is not registered.
    ///
    /// # Errors
    ///
    /// `STATUS_FWP_TOO_MANY_CALLOUTS`.
    pub fn register(&self, id: u32, functions: Functions) -> Result<(), NTSTATUS> {
        let slot = self
            .slots
            .iter()
            .find(|slot| slot.take())
            .ok_or(STATUS_FWP_TOO_MANY_CALLOUTS)?;
        slot.classify.store(functions.classify, SeqCst);
        slot.notify.store(functions.notify, SeqCst);
        slot.flow_delete.store(functions.flow_delete, SeqCst);
        slot.version.store(functions.version, SeqCst);
        slot.conditional_on_flow
            .store(functions.conditional_on_flow.into(), SeqCst);
        slot.owner.store(functions.owner, SeqCst);
        slot.refused.store(0, SeqCst);
        slot.id.store(id, SeqCst);
        slot.state.store(REGISTERED, SeqCst);
        Ok(())
    }

    fn find(&self, id: u32) -> Option<&Slot> {
        self.slots
            .iter()
            .find(|slot| slot.id.load(SeqCst) == id && slot.is_taken())
    }

    /// Whether a callout is registered under `id`.
    #[must_use]
    pub fn is_registered(&self, id: u32) -> bool {
        self.find(id).is_some()
    }

    /// Enters the callout `id`, if it is registered.
    ///
    /// The classify path: no lock, no allocation.
    #[must_use]
    pub fn enter(&self, id: u32) -> Option<Entered<'_>> {
        let slot = self.find(id)?;
        let inside = slot.count_in();
        // Looked at after counting: an unregister that did not see the count closed the slot
        // before, and then `is` is false here and the count goes back with `inside`.
        slot.is(id).then(|| Entered {
            functions: slot.functions(),
            _inside: inside,
        })
    }

    /// A place for a flow context of the callout `id`, if it is registered and has a
    /// `flowDeleteFn`.
    pub(crate) fn reserve_context(&self, id: u32) -> Option<Reserved<'_>> {
        let slot = self.find(id)?;
        let index = self
            .slots
            .iter()
            .position(|other| core::ptr::eq(other, slot))?;
        slot.contexts.fetch_add(1, SeqCst);
        let reserved = Reserved {
            slot,
            index: SlotIndex(index),
        };
        // After counting, as in `enter`.
        (slot.is(id) && slot.flow_delete.load(SeqCst) != 0).then_some(reserved)
    }

    /// Begins a delete call. Its context is no longer outstanding, and the call counts as inside:
    /// in this order, so that an unregister which finds no context finds the call.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a call is made once: to begin it uses it up"
    )]
    pub fn begin_delete(&self, delete: Delete) -> Deleting<'_> {
        let Delete {
            layer,
            callout,
            context,
            slot: SlotIndex(index),
        } = delete;
        let slot = &self.slots[index];
        let inside = slot.count_in();
        // The slot is not filled anew: until the next line the context holds it, then the count.
        slot.contexts.fetch_sub(1, SeqCst);
        Deleting {
            entered: Entered {
                functions: slot.functions(),
                _inside: inside,
            },
            layer,
            callout,
            context,
        }
    }

    /// Forgets one context without a delete call.
    pub(crate) fn drop_context(&self, slot: SlotIndex) {
        self.slots[slot.0].contexts.fetch_sub(1, SeqCst);
    }

    /// Whether a call is inside the callout in `slot`.
    pub(crate) fn is_inside(&self, slot: SlotIndex) -> bool {
        self.slots[slot.0].inside.load(SeqCst) > 0
    }

    /// Who registered the callout in `slot`.
    pub(crate) fn owner(&self, slot: SlotIndex) -> u32 {
        self.slots[slot.0].owner.load(SeqCst)
    }

    /// Whether flow contexts are outstanding for the callout `id`.
    #[must_use]
    pub fn has_contexts(&self, id: u32) -> bool {
        self.find(id)
            .is_some_and(|slot| slot.contexts.load(SeqCst) > 0)
    }

    /// Flow contexts that are outstanding for the callouts of `owner`.
    #[must_use]
    pub fn contexts(&self, owner: u32) -> u32 {
        self.slots
            .iter()
            .filter(|slot| slot.owner.load(SeqCst) == owner)
            .map(|slot| slot.contexts.load(SeqCst))
            .sum()
    }

    /// Calls inside the callouts of `owner`.
    #[must_use]
    pub fn inside(&self, owner: u32) -> u32 {
        self.slots
            .iter()
            .filter(|slot| slot.owner.load(SeqCst) == owner)
            .map(|slot| slot.inside.load(SeqCst))
            .sum()
    }

    /// Callouts registered by `owner`.
    #[must_use]
    pub fn registered_by(&self, owner: u32) -> u32 {
        let count = self.ids_of(owner).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Their run-time ids.
    pub fn ids_of(&self, owner: u32) -> impl Iterator<Item = u32> + '_ {
        self.slots
            .iter()
            .filter(move |slot| slot.owner.load(SeqCst) == owner && slot.is_taken())
            .map(|slot| slot.id.load(SeqCst))
    }

    /// Unregisters `id` the way `mode` says, and `busy` when flow contexts are outstanding. `wait`
    /// is called, with no lock held, each time the model has to let other threads go on.
    pub fn unregister(
        &self,
        id: u32,
        mode: UnregisterMode,
        busy: BusyMode,
        mut wait: impl FnMut(Waiting),
    ) -> NTSTATUS {
        let Some(slot) = self.find(id) else {
            return STATUS_FWP_CALLOUT_NOT_FOUND;
        };
        let close = |from| slot.state.compare_exchange(from, CLOSING, SeqCst, SeqCst);
        let Ok(before) = close(REGISTERED).or_else(|_| close(HALF)) else {
            // The page's meaning of the status: another thread is unregistering it.
            return STATUS_FWP_IN_USE;
        };
        // Contexts before calls: see `begin_delete`.
        if slot.contexts.load(SeqCst) > 0 {
            let after = match busy {
                BusyMode::StaysRegistered => before,
                BusyMode::HalfUnregistered => HALF,
            };
            slot.state.store(after, SeqCst);
            return STATUS_DEVICE_BUSY;
        }
        let refusal = match mode {
            UnregisterMode::Waits | UnregisterMode::SucceedsEarly => None,
            UnregisterMode::InUse | UnregisterMode::Never => Some(STATUS_FWP_IN_USE),
            UnregisterMode::DeviceBusy => Some(STATUS_DEVICE_BUSY),
            UnregisterMode::Unlisted => Some(STATUS_UNSUCCESSFUL),
        };
        if let Some(status) = refusal {
            let gives_in = mode != UnregisterMode::Never
                && (slot.inside.load(SeqCst) == 0 || slot.refused.load(SeqCst) >= REFUSALS);
            if !gives_in {
                slot.refused.fetch_add(1, SeqCst);
                slot.state.store(before, SeqCst);
                return status;
            }
        }
        if mode != UnregisterMode::SucceedsEarly {
            loop {
                let inside = slot.inside.load(SeqCst);
                if inside == 0 {
                    break;
                }
                wait(Waiting { inside });
            }
        }
        slot.state.store(FREE, SeqCst);
        STATUS_SUCCESS
    }

    /// Takes away what `owner` left registered, so that the lab can go on after a finding.
    pub(crate) fn forget(&self, owner: u32) -> u32 {
        let mut forgotten = 0;
        for slot in &self.slots {
            if slot.owner.load(SeqCst) == owner && slot.is_taken() {
                slot.state.store(FREE, SeqCst);
                forgotten += 1;
            }
        }
        forgotten
    }
}

#[cfg(all(test, not(loom)))]
#[path = "callouts/tests.rs"]
mod tests;
