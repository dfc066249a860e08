use protocol::{BusyMode, UnregisterMode};
use wfp_sys::STATUS_DEVICE_BUSY;

use super::*;
use crate::callouts::Functions;

const STREAM: u16 = 20;
const CALLOUT: u32 = 5;
const OWNER: u32 = 7;
const FUNCTIONS: Functions = Functions {
    classify: 0x1000,
    notify: 0x2000,
    flow_delete: 0x3000,
    version: 1,
    conditional_on_flow: false,
    owner: OWNER,
};

struct Model {
    callouts: Callouts,
    flows: Flows<spin::Spin>,
    flow: u64,
}

impl Model {
    fn new() -> Self {
        let callouts = Callouts::default();
        callouts.register(CALLOUT, FUNCTIONS).expect("a free slot");
        let flows = Flows::default();
        let flow = flows.establish();
        Self {
            callouts,
            flows,
            flow,
        }
    }

    fn with_context(context: u64) -> Self {
        let model = Self::new();
        assert_eq!(model.associate(context), STATUS_SUCCESS);
        model
    }

    fn associate(&self, context: u64) -> NTSTATUS {
        self.flows
            .associate(&self.callouts, self.flow, STREAM, CALLOUT, context)
    }

    fn remove(&self, mode: RemovalMode) -> Removed {
        self.flows
            .remove(&self.callouts, self.flow, STREAM, CALLOUT, mode)
    }

    fn enter(&self) -> u64 {
        self.flows.enter(self.flow, STREAM, CALLOUT)
    }

    fn leave(&self, context: u64) -> Option<Delete> {
        self.flows.leave(self.flow, CALLOUT, context)
    }

    fn unregister(&self, busy: BusyMode) -> NTSTATUS {
        let waits = UnregisterMode::Waits;
        self.callouts.unregister(CALLOUT, waits, busy, |waiting| {
            panic!("waited with {} calls inside", waiting.inside)
        })
    }

    /// Makes a delete call; returns the context that it is for.
    fn call(&self, delete: Delete) -> u64 {
        let deleting = self.callouts.begin_delete(delete);
        assert_eq!(self.callouts.inside(OWNER), 1, "it counts as inside");
        assert_eq!((deleting.layer, deleting.callout), (STREAM, CALLOUT));
        assert_eq!(deleting.entered.functions, FUNCTIONS);
        deleting.context
    }
}

fn now(removed: Removed) -> Delete {
    match removed {
        Removed::Now(delete) => delete,
        other => panic!("{other:?}"),
    }
}

#[test]
fn associate_refuses_a_zero_context() {
    // nf-fwpsk-fwpsflowassociatecontext0
    assert_eq!(Model::new().associate(0), STATUS_INVALID_PARAMETER);
}

#[test]
fn associate_refuses_a_callout_without_flow_delete_function() {
    // nf-fwpsk-fwpsflowassociatecontext0
    let model = Model::new();
    let without = Functions {
        flow_delete: 0,
        ..FUNCTIONS
    };
    model.callouts.register(6, without).expect("a free slot");
    for callout in [6, 99] {
        let status = model
            .flows
            .associate(&model.callouts, model.flow, STREAM, callout, 1);
        assert_eq!(status, STATUS_INVALID_PARAMETER, "callout {callout}");
    }
    assert_eq!(model.callouts.contexts(OWNER), 0);
}

#[test]
fn a_second_associate_is_refused_with_an_informational_status() {
    // nf-fwpsk-fwpsflowassociatecontext0: one context for each callout of a flow; the second
    // one needs the first removed.
    let model = Model::with_context(0x11);
    let status = model.associate(0x22);
    assert_eq!(status, STATUS_OBJECT_NAME_EXISTS);
    assert!(status >= 0, "NT_SUCCESS takes it for success");
    assert_eq!(model.enter(), 0x11, "the old context stays");
    assert_eq!(model.leave(0x11), None);
    assert_eq!(model.callouts.contexts(OWNER), 1);
    model.call(now(model.remove(RemovalMode::OfTheFlow)));
    assert_eq!(model.associate(0x22), STATUS_SUCCESS);
}

#[test]
fn several_callouts_each_have_a_context_of_one_flow() {
    // nf-fwpsk-fwpsflowassociatecontext0
    let model = Model::with_context(0x11);
    model.callouts.register(6, FUNCTIONS).expect("a free slot");
    let other = model
        .flows
        .associate(&model.callouts, model.flow, STREAM, 6, 0x66);
    assert_eq!(other, STATUS_SUCCESS);
    assert_eq!(model.enter(), 0x11);
    assert_eq!(model.flows.enter(model.flow, STREAM, 6), 0x66);
}

#[test]
fn a_context_is_given_at_its_layer_only() {
    // nf-fwpsk-fwpsflowassociatecontext0: "only with the specified filtering layer"
    let model = Model::with_context(0x11);
    assert_eq!(model.flows.enter(model.flow, STREAM + 2, CALLOUT), 0);
    let elsewhere = model.flows.remove(
        &model.callouts,
        model.flow,
        STREAM + 2,
        CALLOUT,
        RemovalMode::OfTheFlow,
    );
    assert_eq!(elsewhere, Removed::Absent);
}

#[test]
fn removing_makes_the_delete_call_inside() {
    // nf-fwpsk-fwpsflowremovecontext0: STATUS_SUCCESS
    let model = Model::with_context(0x11);
    let removed = model.remove(RemovalMode::OfTheFlow);
    assert_eq!(removed.status(), STATUS_SUCCESS);
    assert_eq!(model.call(now(removed)), 0x11);
    assert_eq!(model.enter(), 0);
}

#[test]
fn removing_what_is_not_there_is_unsuccessful() {
    // nf-fwpsk-fwpsflowremovecontext0
    let model = Model::new();
    let removed = model.remove(RemovalMode::OfTheFlow);
    assert_eq!(removed.status(), STATUS_UNSUCCESSFUL);
    model.flows.end(model.flow);
    let removed = model.remove(RemovalMode::OfTheFlow);
    assert_eq!(removed.status(), STATUS_UNSUCCESSFUL);
}

#[test]
fn removing_under_a_classify_is_pending_and_the_last_one_makes_the_call() {
    // nf-fwpsk-fwpsflowremovecontext0: STATUS_PENDING
    for mode in RemovalMode::ALL {
        let model = Model::with_context(0x11);
        assert_eq!([model.enter(), model.enter()], [0x11; 2]);
        let removed = model.remove(mode);
        assert_eq!(removed.status(), STATUS_PENDING);
        assert!(removed.status() >= 0, "NT_SUCCESS takes it for success");
        assert_eq!(model.enter(), 0, "no new classify is given it");
        assert_eq!(model.remove(mode), Removed::Absent, "only once");
        assert_eq!(model.leave(0x11), None);
        let delete = model.leave(0x11).expect("the last one");
        assert_eq!(model.call(delete), 0x11);
        assert_eq!(model.flows.deferred(), None);
    }
}

#[test]
fn mode_of_the_callout_leaves_the_call_to_another_thread() {
    // "An active callout classification", of what is not documented.
    let model = Model::with_context(0x11);
    let elsewhere = model.callouts.enter(CALLOUT).expect("registered");
    let removed = model.remove(RemovalMode::OfTheCallout);
    assert_eq!(removed, Removed::Later);
    drop(elsewhere);
    assert_eq!(
        model.unregister(BusyMode::StaysRegistered),
        STATUS_DEVICE_BUSY
    );
    let delete = model.flows.deferred().expect("deferred");
    assert_eq!(model.call(delete), 0x11);
    assert_eq!(model.unregister(BusyMode::StaysRegistered), STATUS_SUCCESS);
}

#[test]
fn a_flow_that_ends_gives_each_context_its_delete_call() {
    // nc-fwpsk-fwps_callout_flow_delete_notify_fn0
    let model = Model::with_context(0x11);
    let deletes = model.flows.end(model.flow).expect("a flow");
    let contexts: Vec<_> = deletes.into_iter().map(|each| model.call(each)).collect();
    assert_eq!(contexts, [0x11]);
    assert_eq!(model.flows.end(model.flow), None, "it ends once");
    assert_eq!(model.associate(0x22), STATUS_NOT_FOUND);
}

#[test]
fn a_flow_that_ends_under_a_classify_waits_for_it() {
    let model = Model::with_context(0x11);
    assert_eq!(model.enter(), 0x11);
    assert_eq!(model.flows.end(model.flow), Some(Vec::new()));
    let gone = model.remove(RemovalMode::OfTheFlow);
    assert_eq!(gone, Removed::Absent, "the engine detached it itself");
    let delete = model.leave(0x11).expect("the last one");
    assert_eq!(model.call(delete), 0x11);
    assert_eq!(model.leave(0x11), None);
}

#[test]
fn unregister_is_busy_while_a_context_is_outstanding() {
    // nf-fwpsk-fwpscalloutunregisterbyid0: remove each, then call again to finish
    for busy in BusyMode::ALL {
        let model = Model::with_context(0x11);
        for _ in 0..5 {
            assert_eq!(model.unregister(busy), STATUS_DEVICE_BUSY);
        }
        assert!(model.callouts.is_registered(CALLOUT));
        assert_eq!(model.callouts.registered_by(OWNER), 1);
        model.call(now(model.remove(RemovalMode::OfTheFlow)));
        assert_eq!(model.unregister(busy), STATUS_SUCCESS);
        assert!(!model.callouts.is_registered(CALLOUT));
    }
}

#[test]
fn mode_half_unregistered_takes_neither_traffic_nor_contexts() {
    // Not documented: the book lists it in *Documented nowhere*.
    let model = Model::with_context(0x11);
    model.unregister(BusyMode::StaysRegistered);
    assert!(model.callouts.enter(CALLOUT).is_some());
    model.unregister(BusyMode::HalfUnregistered);
    assert!(model.callouts.enter(CALLOUT).is_none());
    let flow = model.flows.establish();
    let status = model
        .flows
        .associate(&model.callouts, flow, STREAM, CALLOUT, 0x22);
    assert_eq!(status, STATUS_INVALID_PARAMETER);
}

#[test]
fn no_context_is_attached_once_unregistered() {
    let model = Model::new();
    assert_eq!(model.unregister(BusyMode::StaysRegistered), STATUS_SUCCESS);
    assert_eq!(model.associate(0x11), STATUS_INVALID_PARAMETER);
    assert_eq!(model.callouts.contexts(OWNER), 0);
}

#[test]
fn forget_drops_the_contexts_of_one_owner_without_calls() {
    let model = Model::with_context(0x11);
    let theirs = Functions {
        owner: 8,
        ..FUNCTIONS
    };
    model.callouts.register(6, theirs).expect("a free slot");
    model
        .flows
        .associate(&model.callouts, model.flow, STREAM, 6, 0x66);
    model.flows.forget(&model.callouts, OWNER);
    let left = [OWNER, 8].map(|owner| model.callouts.contexts(owner));
    assert_eq!(left, [0, 1]);
    assert_eq!(
        model.flows.end(model.flow).map(|calls| calls.len()),
        Some(1)
    );
}
