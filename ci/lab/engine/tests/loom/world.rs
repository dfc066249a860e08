//! A callout, a flow, and the image of a driver whose use after it was freed is noticed.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};

use loom::{cell::UnsafeCell, sync::Arc, thread};
use protocol::{BusyMode, RemovalMode, UnregisterMode};
use wfp_sys::{NTSTATUS, STATUS_SUCCESS};

use crate::{
    callouts::{Callouts, Functions},
    flows::{Delete, Flows, Removed},
    sync::{self, Loom, WEAKENED},
};

pub const CALLOUT: u32 = 5;
const LAYER: u16 = 20;
const CONTEXT: u64 = 0x11;

/// Runs `model` in every order with at most so many preemptions.
fn explore_bounded(model: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(model);
}

pub fn explore(model: impl Fn() + Sync + Send + 'static) {
    WEAKENED.set(false);
    explore_bounded(model);
}

/// The same, with weaker atomics.
pub fn explore_weakened(model: impl Fn() + Sync + Send + 'static) {
    WEAKENED.set(true);
    explore_bounded(model);
}

/// Memory that loom watches: reading it while another thread frees it is an error.
#[derive(Default)]
struct Watched {
    memory: UnsafeCell<()>,
    // Not loom's: the order in which things happen in this run.
    freed: AtomicBool,
}

impl Watched {
    fn read(&self, what: &str) {
        assert!(!self.freed.load(SeqCst), "{what} was freed");
        self.memory.with(|_| ());
    }

    fn free(&self, what: &str) {
        assert!(!self.freed.swap(true, SeqCst), "{what} was freed twice");
        self.memory.with_mut(|_| ());
    }
}

#[derive(Clone)]
pub struct World {
    pub callouts: Arc<Callouts>,
    flows: Arc<Flows<Loom>>,
    flow: u64,
    image: Arc<Watched>,
    context: Arc<Watched>,
    /// Lets loom change threads inside a call.
    step: Arc<sync::AtomicU32>,
    associated: std::sync::Arc<AtomicU32>,
    deleted: std::sync::Arc<AtomicU32>,
}

impl World {
    pub fn new() -> Self {
        let flows = Flows::default();
        let flow = flows.establish();
        let world = Self {
            callouts: Arc::new(Callouts::default()),
            flows: Arc::new(flows),
            flow,
            image: Arc::default(),
            context: Arc::default(),
            step: Arc::new(sync::AtomicU32::new(0)),
            associated: std::sync::Arc::default(),
            deleted: std::sync::Arc::default(),
        };
        world.register(1);
        world
    }

    pub fn with_context() -> Self {
        let world = Self::new();
        assert_eq!(world.associate(), STATUS_SUCCESS);
        world
    }

    /// Registers the callout; `number` stands for its functions.
    pub fn register(&self, number: usize) {
        let functions = Functions {
            classify: number,
            notify: number,
            flow_delete: number,
            version: 1,
            conditional_on_flow: false,
            owner: 7,
        };
        self.callouts.register(CALLOUT, functions).expect("a slot");
    }

    /// A call into the image.
    fn run(&self) {
        self.image.read("the image");
        self.step.load(std::sync::atomic::Ordering::Relaxed);
        self.image.read("the image");
    }

    pub fn classify(&self) {
        self.classify_and(|| STATUS_SUCCESS);
    }

    /// A classify that does something else too.
    pub fn classify_and(&self, body: impl FnOnce() -> NTSTATUS) {
        if let Some(_entered) = self.callouts.enter(CALLOUT) {
            self.run();
            body();
            self.run();
        }
    }

    /// A classify of the flow, with its context.
    pub fn classify_flow(&self) {
        let Some(entered) = self.callouts.enter(CALLOUT) else {
            return;
        };
        let context = self.flows.enter(self.flow, LAYER, CALLOUT);
        self.run();
        if context != 0 {
            self.context.read("the context");
        }
        drop(entered);
        if context != 0
            && let Some(delete) = self.flows.leave(self.flow, CALLOUT, context)
        {
            self.call(delete);
        }
    }

    pub fn associate(&self) -> NTSTATUS {
        let status = self
            .flows
            .associate(&self.callouts, self.flow, LAYER, CALLOUT, CONTEXT);
        if status == STATUS_SUCCESS {
            self.associated.fetch_add(1, SeqCst);
        }
        status
    }

    /// A flow-delete call, which frees the context.
    fn call(&self, delete: Delete) {
        let _deleting = self.callouts.begin_delete(delete);
        self.run();
        self.context.free("the context");
        self.deleted.fetch_add(1, SeqCst);
        self.run();
    }

    pub fn call_deferred(&self) {
        while let Some(delete) = self.flows.deferred() {
            self.call(delete);
        }
    }

    pub fn end_flow(&self) {
        for delete in self.flows.end(self.flow).into_iter().flatten() {
            self.call(delete);
        }
    }

    pub fn remove(&self, mode: RemovalMode) {
        let removed = self
            .flows
            .remove(&self.callouts, self.flow, LAYER, CALLOUT, mode);
        if let Removed::Now(delete) = removed {
            self.call(delete);
        }
    }

    pub fn remove_now(&self) {
        self.remove(RemovalMode::OfTheFlow);
    }

    /// The unload function: asks until the callout is gone, then the image is freed.
    pub fn unload(&self, mode: UnregisterMode, busy: BusyMode, between: impl Fn(&Self)) {
        loop {
            between(self);
            let wait = |_| thread::yield_now();
            if self.callouts.unregister(CALLOUT, mode, busy, wait) == STATUS_SUCCESS {
                break;
            }
            thread::yield_now();
        }
        self.image.free("the image");
        self.check_deletes();
    }

    /// Each context that was attached had its call.
    pub fn check_deletes(&self) {
        let [associated, deleted] =
            [&self.associated, &self.deleted].map(|count| count.load(SeqCst));
        assert_eq!(associated, deleted, "contexts associated and deleted");
    }
}
