//! The flow contexts of one callout.

use core::ptr::{NonNull, with_exposed_provenance_mut};

use wfp_sys::{
    FwpsFlowAssociateContext0, FwpsFlowRemoveContext0, NTSTATUS, STATUS_DEVICE_NOT_READY,
    STATUS_INSUFFICIENT_RESOURCES, STATUS_PENDING, STATUS_SUCCESS, STATUS_UNSUCCESSFUL,
};

use crate::{
    kernel,
    list::{List, Node},
    spin_lock::SpinLock,
};

const PAUSE_MILLISECONDS: i64 = 10;

/// Every context that the engine holds for one callout, each of them a `T` in nonpaged pool.
///
/// | function | does |
/// | --- | --- |
/// | [`associate`](Self::associate) | hands a context to the engine |
/// | [`data`](Self::data), for the callout's classify | reads a context |
/// | [`deleted`](Self::deleted), for the callout's flow-delete function | frees a context; it is the only function that does |
/// | [`drain`](Self::drain), for the unload function | asks the engine to release every context, and waits |
///
/// This type calls no function of the engine with its lock held: removing a context calls the
/// flow-delete function inside the call, and that function acquires the lock.
pub struct FlowContexts<T> {
    state: SpinLock<State<T>>,
}

/// The gate and the list, under one lock: every context that passed the gate is on the list.
struct State<T> {
    /// The callout that contexts are for, while the gate is open.
    target: Option<Target>,
    /// Calls of [`FlowContexts::associate`] that have passed the gate and not returned.
    associating: u32,
    /// From before the engine knows a context until its flow-delete call.
    contexts: List<Context<T>>,
}

#[derive(Clone, Copy)]
struct Target {
    layer: u16,
    callout: u32,
}

struct Context<T> {
    flow: u64,
    /// [`FlowContexts::drain`] has asked for it in this round.
    asked: bool,
    /// The engine refused, so the next round asks again.
    refused: bool,
    data: T,
}

impl<T: Send + Sync> FlowContexts<T> {
    /// No contexts, and a closed gate.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            state: SpinLock::new(State {
                target: None,
                associating: 0,
                contexts: List::new(),
            }),
        }
    }

    /// Opens the gate for contexts of the callout with this run-time id, at this layer.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`.
    pub fn open(&self, layer: u16, callout: u32) {
        self.state
            .with(|state| state.target = Some(Target { layer, callout }));
    }

    // ANCHOR: associate
    /// Gives a flow a context.
    ///
    /// After `Ok` the context belongs to the flow-delete function, which may already have freed it.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`. Source: `nf-fwpsk-fwpsflowassociatecontext0`.
    ///
    /// # Errors
    ///
    /// The flow has no context from this call: `STATUS_DEVICE_NOT_READY` when the gate is closed,
    /// `STATUS_OBJECT_NAME_EXISTS` when the flow has a context already, other statuses.
    pub fn associate(&self, flow: u64, data: T) -> Result<(), NTSTATUS> {
        // The gate and the count, in one step: `drain` either rejects this call or waits for it.
        let Target { layer, callout } = self
            .state
            .with(|state| {
                let target = state.target?;
                state.associating += 1;
                Some(target)
            })
            .ok_or(STATUS_DEVICE_NOT_READY)?;
        let context = Context {
            flow,
            asked: false,
            refused: false,
            data,
        };
        let Some(node) = kernel::allocate(Node::new(context)) else {
            self.state.with(|state| state.associating -= 1);
            return Err(STATUS_INSUFFICIENT_RESOURCES);
        };
        // SAFETY: a new node; it is removed from the list before it is freed, below or in `deleted`.
        self.state
            .with(|state| unsafe { state.contexts.push(node) });
        let address = node.as_ptr().expose_provenance() as u64;
        // SAFETY: numbers; the context is live until the flow-delete function frees it.
        let status = unsafe { FwpsFlowAssociateContext0(flow, layer, callout, address) };
        // Not NT_SUCCESS: it accepts STATUS_OBJECT_NAME_EXISTS, after which the engine has not taken
        // this context. After STATUS_SUCCESS the node may be freed, so do not touch it.
        self.state.with(|state| {
            state.associating -= 1;
            if status == STATUS_SUCCESS {
                return Ok(());
            }
            // SAFETY: pushed above; the engine makes no flow-delete call for it.
            unsafe { state.contexts.remove(node) };
            // SAFETY: allocated above, on no list, and refused by the engine.
            unsafe { kernel::free(node) };
            Err(status)
        })
    }
    // ANCHOR_END: associate

    /// The data behind the `flowContext` of a classify; `None` for a flow without a context.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`.
    ///
    /// # Safety
    ///
    /// `context` is that argument, of a callout whose contexts all come from one `FlowContexts<T>`.
    /// Do not use the reference after the classify returns: the engine makes the flow-delete call
    /// only then (`nf-fwpsk-fwpsflowremovecontext0`).
    #[must_use]
    pub unsafe fn data<'a>(context: u64) -> Option<&'a T> {
        let node = node::<T>(context)?;
        // SAFETY: the engine passes what `associate` gave it, and the node is not freed before the
        // flow-delete call. The lock guards the other fields, and no code writes this one.
        Some(unsafe { &(*node.as_ptr()).value.data })
    }

    // ANCHOR: deleted
    /// Frees a context. Only the callout's flow-delete function may call this.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`. Source: `nc-fwpsk-fwps_callout_flow_delete_notify_fn0`.
    ///
    /// # Safety
    ///
    /// `context` is the argument of the flow-delete call, which the engine makes once.
    pub unsafe fn deleted(&self, context: u64) {
        let Some(node) = node::<T>(context) else {
            return;
        };
        // Freed with the lock held: when `drain` finds the list empty, every block is freed.
        self.state.with(|state| {
            // SAFETY: it has been on the list since before the engine knew it.
            unsafe { state.contexts.remove(node) };
            // SAFETY: the engine has released it, and it is on no list.
            unsafe { kernel::free(node) };
        });
    }
    // ANCHOR_END: deleted

    // ANCHOR: drain
    /// Closes the gate, asks the engine to release every context, and waits until all are freed.
    ///
    /// Waits indefinitely if necessary: a callout with a context on any flow cannot be unregistered.
    /// Calls `refused(status, count)` after each status that leaves the context attached. It asks
    /// again for such a context after it has asked for all others.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpsk-fwpsflowremovecontext0`.
    pub fn drain(&self, mut refused: impl FnMut(NTSTATUS, u32)) {
        let Some(Target { layer, callout }) = self.state.with(|state| state.target.take()) else {
            return;
        };
        // A call that passed the gate before may not have reached the engine yet.
        self.wait_until(|state| state.associating == 0);
        let mut refusals = 0;
        loop {
            while let Some((node, flow)) = self.next_to_ask() {
                // SAFETY: numbers, copied under the lock, which is released.
                match unsafe { FwpsFlowRemoveContext0(flow, layer, callout) } {
                    // SUCCESS: the flow-delete function ran inside the call. PENDING: it runs later,
                    // in the thread of the classify. UNSUCCESSFUL: the flow ended first, and the
                    // function has run or is running. The node may be freed in all three cases.
                    STATUS_SUCCESS | STATUS_PENDING | STATUS_UNSUCCESSFUL => {}
                    status => {
                        refusals += 1;
                        refused(status, refusals);
                        self.note_refusal(node);
                    }
                }
            }
            if !self.next_round() {
                break;
            }
            kernel::wait_milliseconds(PAUSE_MILLISECONDS);
        }
        // PENDING is not success: wait for the flow-delete calls.
        self.wait_until(|state| state.contexts.is_empty());
    }
    // ANCHOR_END: drain

    /// The next context that this round has not asked for, with a copy of its flow: the context may
    /// be freed as soon as the lock is released.
    fn next_to_ask(&self) -> Option<(NonNull<Node<Context<T>>>, u64)> {
        self.state.with(|state| {
            let node = state.contexts.first()?;
            // SAFETY: nodes on the list are live while the lock is held.
            if unsafe { (*node.as_ptr()).value.asked } {
                // Those that were asked for are last, so none is left.
                return None;
            }
            // SAFETY: as above; only the holder of the lock uses this field.
            unsafe { (*node.as_ptr()).value.asked = true };
            // SAFETY: it is on this list.
            unsafe { state.contexts.remove(node) };
            // SAFETY: live, and on no list.
            unsafe { state.contexts.push(node) };
            // SAFETY: as above.
            Some((node, unsafe { (*node.as_ptr()).value.flow }))
        })
    }

    /// Notes that a context is still attached.
    fn note_refusal(&self, node: NonNull<Node<Context<T>>>) {
        self.state.with(|state| {
            // The gate is closed: no new context can have the same address.
            if state.contexts.holds(node) {
                // SAFETY: it is on the list, so it is live while the lock is held.
                unsafe { (*node.as_ptr()).value.refused = true };
            }
        });
    }

    /// Puts the contexts that are still attached first in line. Whether there are any.
    fn next_round(&self) -> bool {
        self.state.with(|state| {
            let mut any = false;
            while let Some(node) = state.contexts.find(|context| context.refused) {
                any = true;
                // SAFETY: nodes on the list are live while the lock is held.
                unsafe { (*node.as_ptr()).value.refused = false };
                // SAFETY: as above.
                unsafe { (*node.as_ptr()).value.asked = false };
                // SAFETY: it is on this list.
                unsafe { state.contexts.remove(node) };
                // SAFETY: live, and on no list.
                unsafe { state.contexts.push_first(node) };
            }
            any
        })
    }

    fn wait_until(&self, reached: impl Fn(&State<T>) -> bool) {
        while !self.state.with(|state| reached(state)) {
            kernel::wait_milliseconds(PAUSE_MILLISECONDS);
        }
    }
}

impl<T: Send + Sync> Default for FlowContexts<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// The node behind the number that the engine keeps.
fn node<T>(context: u64) -> Option<NonNull<Node<Context<T>>>> {
    NonNull::new(with_exposed_provenance_mut(usize::try_from(context).ok()?))
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicU32, Ordering::SeqCst},
        thread,
        time::Duration,
    };

    use wfp_sys::STATUS_OBJECT_NAME_EXISTS;

    use super::*;
    use crate::test_flows::{CALLOUT, Flows, LAYER, flows};

    type Contexts = FlowContexts<AtomicU32>;

    fn open(flows: &Flows) -> &'static Contexts {
        let contexts: &'static Contexts = Box::leak(Box::new(Contexts::new()));
        contexts.open(LAYER, CALLOUT);
        // SAFETY: the test's flows call it once for each context.
        flows.delete_with(|context| unsafe { contexts.deleted(context) });
        contexts
    }

    fn none(status: NTSTATUS, _: u32) {
        panic!("refused: {status:#X}");
    }

    #[test]
    fn a_context_is_freed_by_the_flow_delete_call_and_by_nobody_else() {
        let flows = flows();
        let contexts = open(&flows);
        contexts.associate(1, AtomicU32::new(7)).expect("taken");
        let context = flows.context(1).expect("the engine has it");
        // SAFETY: the engine's number.
        let data = unsafe { Contexts::data(context) }.expect("data");
        assert_eq!(data.load(SeqCst), 7);
        flows.end(1);
        assert_eq!(flows.blocks(), 0);
    }

    // Source: nf-fwpsk-fwpsflowassociatecontext0. The status passes NT_SUCCESS.
    #[test]
    fn a_context_that_the_engine_refused_is_freed_at_once() {
        let flows = flows();
        let contexts = open(&flows);
        contexts.associate(1, AtomicU32::new(7)).expect("taken");
        let second = contexts.associate(1, AtomicU32::new(8));
        assert_eq!(second, Err(STATUS_OBJECT_NAME_EXISTS));
        assert_eq!(flows.blocks(), 1);
        contexts.drain(none);
        assert_eq!(flows.blocks(), 0);
    }

    #[test]
    fn nothing_comes_in_before_the_gate_opens_and_after_it_closed() {
        let flows = flows();
        let contexts: &'static Contexts = Box::leak(Box::new(Contexts::new()));
        let early = contexts.associate(1, AtomicU32::new(0));
        assert_eq!(early, Err(STATUS_DEVICE_NOT_READY));
        let contexts = open(&flows);
        contexts.drain(none);
        let late = contexts.associate(2, AtomicU32::new(0));
        assert_eq!(late, Err(STATUS_DEVICE_NOT_READY));
        assert_eq!(flows.blocks(), 0);
    }

    // Source: nf-fwpsk-fwpsflowremovecontext0: flowDeleteFn runs inside the call.
    #[test]
    fn draining_holds_no_lock_across_a_remove() {
        let flows = flows();
        let contexts = open(&flows);
        for flow in 1..=100 {
            contexts.associate(flow, AtomicU32::new(0)).expect("taken");
        }
        contexts.drain(none);
        assert_eq!(flows.blocks(), 0);
        assert_eq!(flows.removes(), 100);
    }

    // Source: the same page, STATUS_PENDING.
    #[test]
    fn pending_is_waited_for() {
        let flows = flows();
        let contexts = open(&flows);
        contexts.associate(1, AtomicU32::new(0)).expect("taken");
        flows.pend_for(1, Duration::from_millis(20));
        contexts.drain(none);
        assert_eq!(flows.blocks(), 0);
    }

    // Source: the same page, STATUS_UNSUCCESSFUL: the flow ended while the list was walked.
    #[test]
    fn a_flow_that_ended_meanwhile_is_not_freed_twice() {
        let flows = flows();
        let contexts = open(&flows);
        contexts.associate(1, AtomicU32::new(0)).expect("taken");
        flows.end_before_remove(1);
        contexts.drain(none);
        assert_eq!(flows.blocks(), 0);
    }

    #[test]
    fn a_context_that_stays_attached_is_asked_for_again() {
        const UNLISTED: NTSTATUS = 0xC000_0022_u32.cast_signed();
        let flows = flows();
        let contexts = open(&flows);
        for flow in 1..=3 {
            contexts.associate(flow, AtomicU32::new(0)).expect("taken");
        }
        flows.refuse(2, UNLISTED);
        let mut heard = Vec::new();
        contexts.drain(|status, count| heard.push((status, count)));
        assert_eq!(heard, [(UNLISTED, 1)]);
        assert_eq!(flows.blocks(), 0);
    }

    #[test]
    fn a_stuck_flow_does_not_keep_the_others_waiting() {
        const UNLISTED: NTSTATUS = 0xC000_0022_u32.cast_signed();
        let flows = flows();
        let contexts = open(&flows);
        for flow in 1..=3 {
            contexts.associate(flow, AtomicU32::new(0)).expect("taken");
        }
        flows.refuse(1, UNLISTED);
        let mut heard = Vec::new();
        contexts.drain(|_, count| {
            heard.push((count, flows.attached()));
            if count < 3 {
                flows.refuse(1, UNLISTED);
            }
        });
        // When the flow refuses for the second time, the other two have no context any more.
        assert_eq!(heard, [(1, 3), (2, 1), (3, 1)]);
        assert_eq!(flows.blocks(), 0);
    }

    // The gate and the list are one: with a gate that is looked at outside the lock this leaves a
    // context behind, and `drain` returns without it.
    #[test]
    fn draining_while_flows_come_leaves_none() {
        for _ in 0..50 {
            let flows = flows();
            let contexts = open(&flows);
            thread::scope(|scope| {
                for lane in 0..2_u64 {
                    let flows = flows.clone();
                    scope.spawn(move || {
                        flows.enter();
                        for flow in lane * 1000..lane * 1000 + 200 {
                            let _closed: Result<(), NTSTATUS> =
                                contexts.associate(flow, AtomicU32::new(0));
                        }
                    });
                }
                contexts.drain(none);
            });
            assert_eq!(flows.attached(), 0);
            assert_eq!(flows.blocks(), 0);
        }
    }
}
