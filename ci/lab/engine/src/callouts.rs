//! Registration slots: who is registered, and who is inside.
//!
//! A classify thread enters a slot with two atomic operations and no lock: it counts itself in,
//! then looks whether the callout is still registered. Unregistration closes the slot first and
//! looks at the count after. With sequentially consistent operations one of the two sees the
//! other, so no call starts after the engine has seen the count at zero.

use core::sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst};

use protocol::UnregisterMode;
use wfp_sys::{
    NTSTATUS, STATUS_DEVICE_BUSY, STATUS_FWP_CALLOUT_NOT_FOUND, STATUS_FWP_IN_USE,
    STATUS_FWP_TOO_MANY_CALLOUTS, STATUS_SUCCESS, STATUS_UNSUCCESSFUL,
};

const FREE: u32 = 0;
const FILLING: u32 = 1;
const REGISTERED: u32 = 2;
const CLOSING: u32 = 3;

/// Registrations that the model holds at once. Windows: 100 000 (`FWP_E_TOO_MANY_CALLOUTS`).
const SLOTS: usize = 256;

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
    refused: AtomicU32,
    classify: AtomicUsize,
    notify: AtomicUsize,
    flow_delete: AtomicUsize,
    version: AtomicU32,
    owner: AtomicU32,
}

impl Slot {
    fn functions(&self) -> Functions {
        Functions {
            classify: self.classify.load(SeqCst),
            notify: self.notify.load(SeqCst),
            flow_delete: self.flow_delete.load(SeqCst),
            version: self.version.load(SeqCst),
            owner: self.owner.load(SeqCst),
        }
    }

    fn is(&self, id: u32) -> bool {
        self.state.load(SeqCst) == REGISTERED && self.id.load(SeqCst) == id
    }
}

/// The table of registered callouts.
pub struct Callouts {
    slots: [Slot; SLOTS],
}

impl Default for Callouts {
    fn default() -> Self {
        Self {
            slots: [const { Slot::empty() }; SLOTS],
        }
    }
}

impl Slot {
    const fn empty() -> Self {
        Self {
            state: AtomicU32::new(FREE),
            id: AtomicU32::new(0),
            inside: AtomicU32::new(0),
            refused: AtomicU32::new(0),
            classify: AtomicUsize::new(0),
            notify: AtomicUsize::new(0),
            flow_delete: AtomicUsize::new(0),
            version: AtomicU32::new(0),
            owner: AtomicU32::new(0),
        }
    }
}

/// A call that counts as inside until it is dropped.
pub struct Entered<'a> {
    slot: &'a Slot,
    /// What to call.
    pub functions: Functions,
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.slot.inside.fetch_sub(1, SeqCst);
    }
}

impl Callouts {
    /// Puts `functions` under the run-time id `id`.
    ///
    /// The caller has made sure that the id is not registered.
    pub(crate) fn register(&self, id: u32, functions: Functions) -> Result<(), NTSTATUS> {
        // A slot whose last call has not left stays with that call, even when its callout is gone.
        let slot = self
            .slots
            .iter()
            .find(|slot| {
                slot.inside.load(SeqCst) == 0
                    && slot
                        .state
                        .compare_exchange(FREE, FILLING, SeqCst, SeqCst)
                        .is_ok()
            })
            .ok_or(STATUS_FWP_TOO_MANY_CALLOUTS)?;
        slot.classify.store(functions.classify, SeqCst);
        slot.notify.store(functions.notify, SeqCst);
        slot.flow_delete.store(functions.flow_delete, SeqCst);
        slot.version.store(functions.version, SeqCst);
        slot.owner.store(functions.owner, SeqCst);
        slot.refused.store(0, SeqCst);
        slot.id.store(id, SeqCst);
        slot.state.store(REGISTERED, SeqCst);
        Ok(())
    }

    fn find(&self, id: u32) -> Option<&Slot> {
        self.slots.iter().find(|slot| {
            slot.id.load(SeqCst) == id && matches!(slot.state.load(SeqCst), REGISTERED | CLOSING)
        })
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
        slot.inside.fetch_add(1, SeqCst);
        let entered = Entered {
            slot,
            functions: slot.functions(),
        };
        // Looked at after counting: an unregister that did not see the count closed the slot
        // before, and then `is` is false here and the count goes back with `entered`.
        slot.is(id).then_some(entered)
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
            .filter(move |slot| {
                slot.owner.load(SeqCst) == owner
                    && matches!(slot.state.load(SeqCst), REGISTERED | CLOSING)
            })
            .map(|slot| slot.id.load(SeqCst))
    }

    /// Unregisters `id` the way `mode` says. `wait` is called, with no lock held, each time
    /// the model has to let other threads go on.
    pub fn unregister(
        &self,
        id: u32,
        mode: UnregisterMode,
        mut wait: impl FnMut(Waiting),
    ) -> NTSTATUS {
        let Some(slot) = self.find(id) else {
            return STATUS_FWP_CALLOUT_NOT_FOUND;
        };
        if slot
            .state
            .compare_exchange(REGISTERED, CLOSING, SeqCst, SeqCst)
            .is_err()
        {
            // The page's meaning of the status: another thread is unregistering it.
            return STATUS_FWP_IN_USE;
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
                slot.state.store(REGISTERED, SeqCst);
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
            if slot.owner.load(SeqCst) == owner
                && matches!(slot.state.load(SeqCst), REGISTERED | CLOSING)
            {
                slot.state.store(FREE, SeqCst);
                forgotten += 1;
            }
        }
        forgotten
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FUNCTIONS: Functions = Functions {
        classify: 0x1000,
        notify: 0x2000,
        flow_delete: 0,
        version: 1,
        owner: 7,
    };

    fn registered(id: u32) -> Callouts {
        let callouts = Callouts::default();
        callouts.register(id, FUNCTIONS).expect("a free slot");
        callouts
    }

    fn no_wait(waiting: Waiting) {
        panic!("waited with {} calls inside", waiting.inside);
    }

    #[test]
    fn unregister_unknown_id_is_not_found() {
        // nf-fwpsk-fwpscalloutunregisterbyid0
        let status = Callouts::default().unregister(5, UnregisterMode::Waits, no_wait);
        assert_eq!(status, STATUS_FWP_CALLOUT_NOT_FOUND);
    }

    #[test]
    fn enter_fails_once_unregistered() {
        let callouts = registered(5);
        assert!(callouts.enter(5).is_some());
        assert_eq!(
            callouts.unregister(5, UnregisterMode::Waits, no_wait),
            STATUS_SUCCESS
        );
        assert!(callouts.enter(5).is_none());
        assert_eq!(callouts.inside(7), 0);
    }

    #[test]
    fn mode_waits_returns_only_when_the_last_call_is_out() {
        let callouts = registered(5);
        let mut call = callouts.enter(5);
        let mut waits = 0;
        let status = callouts.unregister(5, UnregisterMode::Waits, |waiting| {
            assert_eq!(waiting.inside, 1);
            assert!(callouts.enter(5).is_none(), "no new call while it waits");
            waits += 1;
            if waits == 3 {
                drop(call.take());
            }
        });
        assert_eq!((status, waits), (STATUS_SUCCESS, 3));
    }

    #[test]
    fn refusing_modes_keep_the_callout_registered_and_give_in_later() {
        for (mode, expected) in [
            (UnregisterMode::InUse, STATUS_FWP_IN_USE),
            (UnregisterMode::DeviceBusy, STATUS_DEVICE_BUSY),
            (UnregisterMode::Unlisted, STATUS_UNSUCCESSFUL),
        ] {
            let callouts = registered(5);
            let call = callouts.enter(5);
            assert_eq!(callouts.unregister(5, mode, no_wait), expected);
            assert!(callouts.is_registered(5));
            assert!(callouts.enter(5).is_some(), "still called after a refusal");
            drop(call);
            assert_eq!(callouts.unregister(5, mode, no_wait), STATUS_SUCCESS);
        }
    }

    #[test]
    fn a_refusing_mode_refuses_a_bounded_number_of_times() {
        let callouts = registered(5);
        let mut call = callouts.enter(5);
        for _ in 0..REFUSALS {
            let status = callouts.unregister(5, UnregisterMode::InUse, no_wait);
            assert_eq!(status, STATUS_FWP_IN_USE);
        }
        let status = callouts.unregister(5, UnregisterMode::InUse, |_| drop(call.take()));
        assert_eq!(status, STATUS_SUCCESS);
    }

    #[test]
    fn mode_never_never_succeeds() {
        let callouts = registered(5);
        for _ in 0..100 {
            let status = callouts.unregister(5, UnregisterMode::Never, no_wait);
            assert_eq!(status, STATUS_FWP_IN_USE);
        }
        assert!(callouts.is_registered(5));
    }

    #[test]
    fn mode_succeeds_early_leaves_the_running_call_its_slot() {
        let callouts = registered(5);
        let call = callouts.enter(5);
        assert_eq!(
            callouts.unregister(5, UnregisterMode::SucceedsEarly, no_wait),
            STATUS_SUCCESS
        );
        assert_eq!(callouts.inside(7), 1);
        let other = Functions {
            owner: 8,
            ..FUNCTIONS
        };
        callouts.register(6, other).expect("another slot");
        assert_eq!(callouts.inside(8), 0, "the new callout has its own count");
        drop(call);
        assert_eq!(callouts.inside(7), 0);
    }

    #[test]
    fn a_second_unregister_at_the_same_time_is_in_use() {
        // nf-fwpsk-fwpscalloutunregisterbyid0: the meaning of STATUS_FWP_IN_USE
        let callouts = registered(5);
        let mut call = callouts.enter(5);
        let mut second = STATUS_SUCCESS;
        callouts.unregister(5, UnregisterMode::Waits, |_| {
            second = callouts.unregister(5, UnregisterMode::Waits, no_wait);
            drop(call.take());
        });
        assert_eq!(second, STATUS_FWP_IN_USE);
    }

    #[test]
    fn forget_removes_only_what_the_owner_left() {
        let callouts = registered(5);
        let other = Functions {
            owner: 8,
            ..FUNCTIONS
        };
        callouts.register(6, other).expect("another slot");
        assert_eq!(callouts.registered_by(7), 1);
        assert_eq!(callouts.forget(7), 1);
        assert_eq!(callouts.registered_by(7), 0);
        assert!(callouts.is_registered(6));
    }
}
