//! Data flows and the contexts that callouts attach to them.
//!
//! A context is outstanding from a successful associate until its `flowDeleteFn` call begins.
//! From there the call counts as inside the callout, as a classify does. So an unregister sees
//! one or the other, and no call starts after it succeeded.
//!
//! The locks here are short and many: a flow's own events meet at one of them, and none is held
//! while a driver runs.
//!
//! Sources: `nf-fwpsk-fwpsflowassociatecontext0`, `nf-fwpsk-fwpsflowremovecontext0`,
//! `nf-fwpsk-fwpsflowabort0`, `nc-fwpsk-fwps_callout_flow_delete_notify_fn0`.

use alloc::{collections::BTreeMap, vec::Vec};
use core::sync::atomic::Ordering::Relaxed;

use protocol::RemovalMode;
use wfp_sys::{
    NTSTATUS, STATUS_INVALID_PARAMETER, STATUS_NOT_FOUND, STATUS_OBJECT_NAME_EXISTS,
    STATUS_PENDING, STATUS_SUCCESS, STATUS_UNSUCCESSFUL,
};

use crate::{
    callouts::{Callouts, SlotIndex},
    sync::{AtomicU32, Mutex, RelaxStrategy, SHARDS},
};

/// A `flowDeleteFn` call that somebody has to make, once, with no lock held.
///
/// [`Callouts::enter_delete`] begins it. Until then its context is outstanding.
#[must_use = "the context stays outstanding until its flow-delete function was called"]
#[derive(Debug, PartialEq, Eq)]
pub struct Delete {
    /// Layer of the context.
    pub layer: u16,
    /// Run-time id of the callout.
    pub callout: u32,
    /// The context.
    pub context: u64,
    pub(crate) slot: SlotIndex,
}

/// What became of a context that was to be removed.
#[derive(Debug, PartialEq, Eq)]
pub enum Removed {
    /// The caller makes the call, then answers `STATUS_SUCCESS`.
    Now(Delete),
    /// Somebody else makes it later; the answer is `STATUS_PENDING`.
    Later,
    /// There is no such context; the answer is `STATUS_UNSUCCESSFUL`.
    Absent,
}

impl Removed {
    /// The status of `FwpsFlowRemoveContext0`.
    #[must_use]
    pub const fn status(&self) -> NTSTATUS {
        match self {
            Self::Now(_) => STATUS_SUCCESS,
            Self::Later => STATUS_PENDING,
            Self::Absent => STATUS_UNSUCCESSFUL,
        }
    }
}

struct Context {
    layer: u16,
    callout: u32,
    slot: SlotIndex,
    value: u64,
    /// Classify calls that were given the context and have not left.
    running: u32,
    /// Removed, or its flow ended: the last of them makes the delete call.
    leaving: bool,
}

impl Context {
    const fn delete(&self) -> Delete {
        Delete {
            layer: self.layer,
            callout: self.callout,
            context: self.value,
            slot: self.slot,
        }
    }
}

#[derive(Default)]
struct Flow {
    ended: bool,
    contexts: Vec<Context>,
}

type Shard = BTreeMap<u64, Flow>;

/// The flows. `R` says how a thread waits for one of the short locks.
pub struct Flows<R> {
    shards: [Mutex<Shard, R>; SHARDS],
    /// Delete calls that wait for a thread of the engine.
    deferred: Mutex<Vec<Delete>, R>,
    next: AtomicU32,
}

impl<R> Default for Flows<R> {
    fn default() -> Self {
        Self {
            shards: core::array::from_fn(|_| Mutex::new(Shard::new())),
            deferred: Mutex::new(Vec::new()),
            next: AtomicU32::new(1),
        }
    }
}

impl<R: RelaxStrategy> Flows<R> {
    fn shard(&self, flow: u64) -> &Mutex<Shard, R> {
        let index = usize::try_from(flow).unwrap_or(0) % SHARDS;
        &self.shards[index]
    }

    /// Establishes a flow; returns its handle, never 0.
    pub fn establish(&self) -> u64 {
        // Handles start high, so that a driver which takes an index for a handle is found out.
        const FIRST: u64 = 0x10_0000;
        let flow = FIRST + u64::from(self.next.fetch_add(1, Relaxed));
        self.shard(flow).lock().insert(flow, Flow::default());
        flow
    }

    /// `FwpsFlowAssociateContext0`.
    pub fn associate(
        &self,
        callouts: &Callouts,
        flow: u64,
        layer: u16,
        callout: u32,
        context: u64,
    ) -> NTSTATUS {
        if context == 0 {
            return STATUS_INVALID_PARAMETER;
        }
        // Before the flow is looked at: an unregister that comes now sees the count.
        let Some(reserved) = callouts.reserve_context(callout) else {
            return STATUS_INVALID_PARAMETER;
        };
        let mut shard = self.shard(flow).lock();
        let Some(found) = shard.get_mut(&flow).filter(|found| !found.ended) else {
            return STATUS_NOT_FOUND;
        };
        if found.contexts.iter().any(|known| known.callout == callout) {
            return STATUS_OBJECT_NAME_EXISTS;
        }
        found.contexts.push(Context {
            layer,
            callout,
            slot: reserved.keep(),
            value: context,
            running: 0,
            leaving: false,
        });
        STATUS_SUCCESS
    }

    /// The context that a classify of `callout` at `layer` is given for a flow, 0 for none. If
    /// it is not 0, [`leave`](Self::leave) follows.
    pub fn enter(&self, flow: u64, layer: u16, callout: u32) -> u64 {
        let mut shard = self.shard(flow).lock();
        let contexts = shard.get_mut(&flow).map(|found| &mut found.contexts);
        let context = contexts
            .into_iter()
            .flatten()
            .find(|known| known.callout == callout && known.layer == layer && !known.leaving);
        context.map_or(0, |context| {
            context.running += 1;
            context.value
        })
    }

    /// A classify that was given `context` returned. It may be the last that its delete call
    /// waited for.
    #[must_use]
    pub fn leave(&self, flow: u64, callout: u32, context: u64) -> Option<Delete> {
        let mut shard = self.shard(flow).lock();
        let found = shard.get_mut(&flow)?;
        let index = found.contexts.iter().position(|known| {
            known.callout == callout && known.value == context && known.running > 0
        })?;
        let left = found.contexts.get_mut(index)?;
        left.running -= 1;
        if left.running > 0 || !left.leaving {
            return None;
        }
        let delete = found.contexts.swap_remove(index).delete();
        if found.ended && found.contexts.is_empty() {
            shard.remove(&flow);
        }
        Some(delete)
    }

    /// `FwpsFlowRemoveContext0`.
    pub fn remove(
        &self,
        callouts: &Callouts,
        flow: u64,
        layer: u16,
        callout: u32,
        mode: RemovalMode,
    ) -> Removed {
        let mut shard = self.shard(flow).lock();
        let contexts = shard.get_mut(&flow).map(|found| &mut found.contexts);
        let Some((contexts, index)) = contexts.and_then(|contexts| {
            let index = contexts.iter().position(|known| {
                known.callout == callout && known.layer == layer && !known.leaving
            })?;
            Some((contexts, index))
        }) else {
            return Removed::Absent;
        };
        if let Some(running) = contexts.get_mut(index).filter(|known| known.running > 0) {
            running.leaving = true;
            return Removed::Later;
        }
        let delete = contexts.swap_remove(index).delete();
        drop(shard);
        match mode {
            RemovalMode::OfTheCallout if callouts.is_inside(delete.slot) => {
                self.deferred.lock().push(delete);
                Removed::Later
            }
            _ => Removed::Now(delete),
        }
    }

    /// A delete call that a removal left to a thread of the engine.
    pub fn deferred(&self) -> Option<Delete> {
        self.deferred.lock().pop()
    }

    /// Ends a flow: its contexts go with it. Returns the delete calls to make now; the others
    /// come with [`leave`](Self::leave). [`None`]: there is no such flow.
    pub fn end(&self, flow: u64) -> Option<Vec<Delete>> {
        let mut shard = self.shard(flow).lock();
        let found = shard.get_mut(&flow).filter(|found| !found.ended)?;
        found.ended = true;
        let mut deletes = Vec::new();
        found.contexts.retain_mut(|context| {
            context.leaving = true;
            if context.running == 0 {
                deletes.push(context.delete());
            }
            context.running > 0
        });
        if found.contexts.is_empty() {
            shard.remove(&flow);
        }
        Some(deletes)
    }

    /// Forgets the contexts of `owner` without delete calls.
    pub(crate) fn forget(&self, callouts: &Callouts, owner: u32) {
        let forget = |slot| {
            let theirs = callouts.owner(slot) == owner;
            if theirs {
                callouts.drop_context(slot);
            }
            !theirs
        };
        for shard in &self.shards {
            for flow in shard.lock().values_mut() {
                flow.contexts.retain(|context| forget(context.slot));
            }
        }
        self.deferred.lock().retain(|delete| forget(delete.slot));
    }
}

#[cfg(all(test, not(loom)))]
#[path = "flows/tests.rs"]
mod tests;
