//! Callbacks that run later: work items, DPCs, timers.
//!
//! Source: `fxworkitem.cpp`, `fxdpc.cpp`, `fxtimer.cpp`.

use alloc::sync::Arc;

use kernel::Nap;

use crate::{
    handle::{Lock, Object},
    serialization,
    work::{Dpc, Timer, WorkItem},
    worker::{self, Job},
};

/// A callback and whether it is due or running.
pub struct Deferred {
    pub function: usize,
    pub level: u8,
    /// Nanoseconds, 0 for once.
    pub period: u64,
    /// The callback takes the lock of its parent.
    pub serialized: bool,
    state: Lock<State>,
}

#[derive(Default)]
struct State {
    tickets: u64,
    /// The ticket of the job that is to run.
    armed: Option<u64>,
    running: u32,
    /// The thread of the newest callback.
    thread: u32,
}

impl Deferred {
    pub fn new(function: usize, level: u8, period: u64, serialized: bool) -> Self {
        Self {
            function,
            level,
            period,
            serialized,
            state: Lock::new(State::default()),
        }
    }

    /// Makes the callback due, and forgets an earlier time. Answers whether there was one.
    pub fn arm(&self, object: &Arc<Object>, due: u64) -> bool {
        let mut state = self.state.lock();
        let before = state.armed;
        self.arm_locked(&mut state, object, due);
        before.is_some()
    }

    /// Makes the callback due unless it is. Answers whether it was not.
    pub fn arm_once(&self, object: &Arc<Object>) -> bool {
        let mut state = self.state.lock();
        let idle = state.armed.is_none();
        if idle {
            self.arm_locked(&mut state, object, 0);
        }
        idle
    }

    fn arm_locked(&self, state: &mut State, object: &Arc<Object>, due: u64) {
        state.tickets += 1;
        state.armed = Some(state.tickets);
        worker::add(Job {
            due,
            level: self.level,
            object: Arc::clone(object),
            ticket: state.tickets,
        });
    }

    /// The callback is no longer due. Answers whether it was.
    pub fn disarm(&self) -> bool {
        self.state.lock().armed.take().is_some()
    }

    /// Waits until the callback is neither due nor running. In the callback itself it does not
    /// wait for that one, which would be for ever.
    pub fn wait(&self) {
        loop {
            let state = self.state.lock();
            let own = u32::from(state.running > 0 && state.thread == kernel::current_thread());
            let idle = state.armed.is_none() && state.running <= own;
            drop(state);
            if idle {
                return;
            }
            Nap::nap();
        }
    }

    fn call(&self, job: &Job) {
        let mut state = self.state.lock();
        if state.armed != Some(job.ticket) {
            return;
        }
        state.armed = None;
        if self.period != 0 {
            self.arm_locked(&mut state, &job.object, kernel::nanoseconds() + self.period);
        }
        state.running += 1;
        state.thread = kernel::current_thread();
        drop(state);
        let handle = job.object.handle().expose_provenance();
        let call = || job.object.client.call(self.function, &[handle]);
        if self.serialized {
            serialization::with_lock_of(&job.object, call);
        } else {
            call();
        }
        self.state.lock().running -= 1;
    }
}

/// Runs a job.
pub fn run(job: &Job) {
    let object = &job.object;
    let deferred = object
        .kind::<WorkItem>()
        .map(|item| &item.0)
        .or_else(|| object.kind::<Dpc>().map(|dpc| &dpc.0))
        .or_else(|| object.kind::<Timer>().map(|timer| &timer.0));
    if let Some(deferred) = deferred {
        deferred.call(job);
    }
}
