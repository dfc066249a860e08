//! I/O queues: which request goes to the driver when.
//!
//! Source: `fxioqueue.cpp`, `dispatching-methods-for-i-o-requests`.

use alloc::{collections::VecDeque, sync::Arc, vec::Vec};
use core::sync::atomic::Ordering::SeqCst;

use kernel::{MAJOR_DEVICE_CONTROL, Nap};

use crate::{
    device::Device,
    dispatch::{INTERNAL_DEVICE_CONTROL, READ, WRITE},
    handle::{Held, Kind, Lock, Object},
    irp::Irp,
    request::{self, Request},
    serialization,
    status::{
        STATUS_CANCELLED, STATUS_INVALID_DEVICE_REQUEST, STATUS_INVALID_DEVICE_STATE,
        STATUS_SUCCESS,
    },
};

/// `WDF_IO_QUEUE_CONFIG`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct QueueConfig {
    pub size: u32,
    pub dispatch_type: u32,
    pub power_managed: u32,
    pub zero_length: u8,
    pub default_queue: u8,
    pub default: usize,
    pub read: usize,
    pub write: usize,
    pub device_control: usize,
    pub internal_device_control: usize,
    pub stop: usize,
    pub resume: usize,
    pub canceled_on_queue: usize,
    /// Since 1.9. 0 and -1 mean no limit.
    pub presented: u32,
    /// Since 1.13.
    pub driver: usize,
}

const _: () = assert!(size_of::<QueueConfig>() == 96);

/// `WdfIoQueueDispatchSequential`.
pub const SEQUENTIAL: u32 = 1;
/// `WdfIoQueueDispatchManual`.
pub const MANUAL: u32 = 3;

/// A function of the driver with its context: `EVT_WDF_IO_QUEUE_STATE`.
#[derive(Clone, Copy)]
pub struct Notify {
    pub function: usize,
    pub context: usize,
}

/// What a queue waits for before it calls the driver.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The driver has no request of the queue.
    Idle,
    /// Nor are any waiting.
    Empty,
}

/// A `WDFQUEUE`.
pub struct Queue {
    pub config: QueueConfig,
    pub state: Lock<State>,
}

/// What changes.
#[derive(Default)]
pub struct State {
    /// New requests are taken.
    pub accepts: bool,
    /// Requests are given to the driver.
    pub dispatches: bool,
    pub waiting: VecDeque<Held<Request>>,
    /// Requests that the driver has.
    pub with_driver: Vec<Held<Request>>,
    /// A thread of a sequential queue is in the driver's callback.
    pub presenting: bool,
    /// `WdfIoQueueReadyNotify`.
    pub ready: Option<Notify>,
    /// To be called once.
    pub completion: Option<(Until, Notify)>,
}

impl State {
    fn reached(&self, until: Until) -> bool {
        self.with_driver.is_empty()
            && !self.presenting
            && (until == Until::Idle || self.waiting.is_empty())
    }
}

impl Kind for Queue {
    const NAME: &'static str = "WDFQUEUE";

    fn dispose(&self, object: &Arc<Object>) {
        Held::<Self>::of(Arc::clone(object)).purge_and_wait();
    }
}

/// The queues of a device.
pub fn of_device(device: &Arc<Object>) -> Vec<Held<Queue>> {
    let links = device.links.lock();
    let queues = links.children.iter();
    queues
        .filter(|child| child.kind::<Queue>().is_some())
        .map(|child| Held::of(Arc::clone(child)))
        .collect()
}

impl Held<Queue> {
    /// A new request, or one that the driver forwarded here.
    pub fn receive(&self, request: &Held<Request>) {
        if self.ends_at_once(request) {
            request::finish(request, STATUS_SUCCESS, 0);
            return;
        }
        let mut state = self.state.lock();
        if !state.accepts {
            drop(state);
            request::finish(request, STATUS_INVALID_DEVICE_STATE, 0);
            return;
        }
        let ready = state.waiting.is_empty().then_some(state.ready).flatten();
        *request.queue.lock() = Some(self.clone());
        state.waiting.push_back(request.clone());
        // Under the lock: from here on another thread may take the request and complete it.
        let waits = request.wait_in_queue();
        drop(state);
        if waits {
            self.pump();
        } else {
            // It was canceled before it could wait.
            self.cancel_waiting(request);
        }
        if let Some(ready) = ready
            && self.config.dispatch_type == MANUAL
        {
            self.notify(ready);
        }
    }

    /// Reads and writes of no bytes succeed without the driver unless it asked for them.
    fn ends_at_once(&self, request: &Request) -> bool {
        let location = request.location();
        let transfer = matches!(usize::from(location.major), READ | WRITE);
        transfer && location.number(0) == 0 && self.config.zero_length == 0
    }

    /// Gives waiting requests to the driver for as long as the queue's kind allows.
    pub fn pump(&self) {
        while let Some(request) = self.next_to_present() {
            self.present(&request);
            self.state.lock().presenting = false;
        }
        self.settled();
    }

    fn next_to_present(&self) -> Option<Held<Request>> {
        let mut state = self.state.lock();
        let sequential = self.config.dispatch_type == SEQUENTIAL;
        let limit = match self.config.presented {
            _ if sequential => 1,
            0 => usize::MAX,
            limit => limit as usize,
        };
        if self.config.dispatch_type == MANUAL
            || !state.dispatches
            || (sequential && state.presenting)
            || state.with_driver.len() >= limit
        {
            return None;
        }
        let request = take_waiting(&mut state, |_| true)?;
        state.presenting = sequential;
        drop(state);
        Some(request)
    }

    fn present(&self, request: &Held<Request>) {
        let config = &self.config;
        let location = request.location();
        let (function, arguments): (usize, [usize; 3]) = match usize::from(location.major) {
            READ if config.read != 0 => (config.read, [location.number(0) as usize, 0, 0]),
            WRITE if config.write != 0 => (config.write, [location.number(0) as usize, 0, 0]),
            major @ (MAJOR_DEVICE_CONTROL | INTERNAL_DEVICE_CONTROL) => {
                let special = if major == MAJOR_DEVICE_CONTROL {
                    config.device_control
                } else {
                    config.internal_device_control
                };
                let lengths = [0, 1, 2].map(|word| location.number(word) as usize);
                (
                    if special == 0 {
                        config.default
                    } else {
                        special
                    },
                    lengths,
                )
            }
            _ => (config.default, [0; 3]),
        };
        if function == 0 {
            request::finish(request, STATUS_INVALID_DEVICE_REQUEST, 0);
            return;
        }
        let [first, second, third] = arguments;
        let queue = self.object.handle().expose_provenance();
        let handle = request.object.handle().expose_provenance();
        let all = [queue, handle, first, second, third];
        serialization::with_lock_of(&self.object, || self.object.client.call(function, &all));
    }

    /// The driver has one request less.
    pub fn driver_is_done(&self, request: &Request) {
        let mut state = self.state.lock();
        state
            .with_driver
            .retain(|known| !core::ptr::eq(&raw const **known, request));
        drop(state);
        self.pump();
    }

    /// Takes one waiting request for the driver.
    pub fn retrieve(&self, wanted: impl Fn(&Held<Request>) -> bool) -> Option<Held<Request>> {
        take_waiting(&mut self.state.lock(), wanted)
    }

    /// A waiting request was canceled: the driver is asked if it had it before, else it ends.
    pub fn cancel_waiting(&self, request: &Held<Request>) {
        let mut state = self.state.lock();
        let before = state.waiting.len();
        state
            .waiting
            .retain(|known| !Arc::ptr_eq(&known.object, &request.object));
        if state.waiting.len() == before {
            return;
        }
        let asked = self.config.canceled_on_queue != 0 && request.presented.load(SeqCst);
        if asked {
            state.with_driver.push(request.clone());
        }
        drop(state);
        if asked {
            let queue = self.object.handle().expose_provenance();
            let handle = request.object.handle().expose_provenance();
            self.object
                .client
                .call(self.config.canceled_on_queue, &[queue, handle]);
        } else {
            request::finish(request, STATUS_CANCELLED, 0);
        }
        self.settled();
    }

    /// Cancels the waiting requests of a file.
    pub fn cancel_of_file(&self, file: &Arc<Object>) {
        let of_file = |request: &Held<Request>| {
            let known = request.file.as_ref();
            known.is_some_and(|known| Arc::ptr_eq(known, file))
        };
        self.cancel_each(of_file);
    }

    fn cancel_each(&self, wanted: impl Fn(&Held<Request>) -> bool) {
        let matching: Vec<_> = {
            let state = self.state.lock();
            state
                .waiting
                .iter()
                .filter(|r| wanted(r))
                .cloned()
                .collect()
        };
        for request in matching {
            if request.irp().is_none_or(Irp::clear_cancel) {
                self.cancel_waiting(&request);
            }
        }
    }

    /// Cancels what waits and what the driver has marked cancelable.
    pub fn purge(&self) {
        self.state.lock().accepts = false;
        self.cancel_each(|_| true);
        let held = self.state.lock().with_driver.clone();
        for request in held {
            request::cancel_now(&request);
        }
        self.settled();
    }

    /// The same, and waits until the driver has completed what it has.
    pub fn purge_and_wait(&self) {
        self.purge();
        self.wait(Until::Empty);
    }

    /// Waits for the driver. It may be for ever, as on Windows.
    pub fn wait(&self, until: Until) {
        while !self.state.lock().reached(until) {
            Nap::nap();
        }
    }

    /// Calls the driver if it waits for what the queue has reached.
    pub fn settled(&self) {
        let mut state = self.state.lock();
        let due = state
            .completion
            .filter(|&(until, _)| state.reached(until))
            .map(|(_, notify)| notify);
        if due.is_some() {
            state.completion = None;
        }
        drop(state);
        if let Some(notify) = due {
            self.notify(notify);
        }
    }

    fn notify(&self, notify: Notify) {
        let queue = self.object.handle().expose_provenance();
        let client = self.object.client;
        client.call(notify.function, &[queue, notify.context]);
    }
}

/// Moves the first waiting request that is wanted, and not being canceled, to the driver's.
fn take_waiting(
    state: &mut State,
    wanted: impl Fn(&Held<Request>) -> bool,
) -> Option<Held<Request>> {
    let place = state
        .waiting
        .iter()
        .position(|request| wanted(request) && request.irp().is_some_and(Irp::clear_cancel))?;
    let request = state.waiting.remove(place)?;
    request.presented.store(true, SeqCst);
    state.with_driver.push(request.clone());
    Some(request)
}

/// The device of a queue.
pub fn device_of(queue: &Held<Queue>) -> Option<Held<Device>> {
    queue.object.ancestor::<Device>()
}
