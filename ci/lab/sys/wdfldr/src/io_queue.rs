//! The calls about queues.
//!
//! Source: `fxioqueueapi.cpp`, `managing-i-o-queues`.

use alloc::sync::Arc;
use core::sync::atomic::Ordering::SeqCst;

use crate::{
    client::Globals,
    context::{Attributes, Parent},
    device::Device,
    file::File,
    handle::{self, Handle, Held, Lock},
    queue::{MANUAL, Notify, Queue, QueueConfig, SEQUENTIAL, State, Until, device_of},
    request::Request,
    status::{
        STATUS_INFO_LENGTH_MISMATCH, STATUS_INVALID_DEVICE_REQUEST, STATUS_INVALID_DEVICE_STATE,
        STATUS_INVALID_PARAMETER, STATUS_INVALID_PARAMETER_4, STATUS_NO_MORE_ENTRIES,
        STATUS_NOT_FOUND, STATUS_SUCCESS, STATUS_WDF_NO_CALLBACK, STATUS_WDF_PAUSED,
    },
    table::{DISPATCH, Function, PASSIVE, function},
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function("WdfIoQueueCreate", create as *const (), DISPATCH),
    function("WdfIoQueueDrain", drain as *const (), DISPATCH),
    function(
        "WdfIoQueueDrainSynchronously",
        drain_and_wait as *const (),
        PASSIVE,
    ),
    function("WdfIoQueueFindRequest", find as *const (), DISPATCH),
    function("WdfIoQueueGetDevice", device as *const (), DISPATCH),
    function("WdfIoQueueGetState", state as *const (), DISPATCH),
    function("WdfIoQueuePurge", purge as *const (), DISPATCH),
    function(
        "WdfIoQueuePurgeSynchronously",
        purge_and_wait as *const (),
        PASSIVE,
    ),
    function("WdfIoQueueReadyNotify", ready_notify as *const (), DISPATCH),
    function(
        "WdfIoQueueRetrieveFoundRequest",
        retrieve_found as *const (),
        DISPATCH,
    ),
    function(
        "WdfIoQueueRetrieveNextRequest",
        retrieve_next as *const (),
        DISPATCH,
    ),
    function(
        "WdfIoQueueRetrieveRequestByFileObject",
        retrieve_of_file as *const (),
        DISPATCH,
    ),
    function("WdfIoQueueStart", start as *const (), DISPATCH),
    function("WdfIoQueueStop", stop as *const (), DISPATCH),
    function(
        "WdfIoQueueStopAndPurge",
        stop_and_purge as *const (),
        DISPATCH,
    ),
    function(
        "WdfIoQueueStopAndPurgeSynchronously",
        stop_and_purge_and_wait as *const (),
        PASSIVE,
    ),
    function(
        "WdfIoQueueStopSynchronously",
        stop_and_wait as *const (),
        PASSIVE,
    ),
];

/// Size of `WDF_IO_QUEUE_CONFIG` before it had the member `Driver`.
const CONFIG_1_9: u32 = 88;

/// `WdfIoQueueCreate`.
unsafe extern "C" fn create(
    globals: *mut Globals,
    device: Handle,
    config: *const QueueConfig,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    let device = handle::get::<Device>(globals, device, "WdfIoQueueCreate");
    let attributes = match Attributes::read(attributes, Parent::Optional) {
        Ok(attributes) => attributes,
        Err(status) => return status,
    };
    // SAFETY: required by the call.
    let size = unsafe { (*config).size };
    if size != CONFIG_1_9 && size as usize != size_of::<QueueConfig>() {
        return STATUS_INFO_LENGTH_MISMATCH;
    }
    let mut own = core::mem::MaybeUninit::<QueueConfig>::zeroed();
    let bytes = own.as_mut_ptr().cast::<u8>();
    // SAFETY: both structures have `size` bytes.
    unsafe { bytes.copy_from_nonoverlapping(config.cast(), size as usize) };
    // SAFETY: integers only, all of them set.
    let config = unsafe { own.assume_init() };
    if let Err(status) = check(&device, &config, place) {
        return status;
    }
    let queue = Queue {
        config,
        state: Lock::new(State {
            accepts: true,
            dispatches: true,
            ..State::default()
        }),
    };
    let parent = tree::parent(attributes.as_ref(), &device.object);
    let queue = tree::create(
        device.object.client,
        queue,
        attributes.as_ref(),
        Some(parent),
    );
    if config.default_queue != 0 {
        *device.default_queue.lock() = Some(queue.clone());
    }
    if !place.is_null() {
        // SAFETY: not NULL: the driver's place for the handle.
        unsafe { place.write(queue.object.handle()) };
    }
    STATUS_SUCCESS
}

fn check(device: &Device, config: &QueueConfig, place: *mut Handle) -> Result<(), i32> {
    let is_default = config.default_queue != 0;
    if !(SEQUENTIAL..=MANUAL).contains(&config.dispatch_type) {
        return Err(STATUS_INVALID_PARAMETER);
    }
    if !is_default && place.is_null() {
        return Err(STATUS_INVALID_PARAMETER_4);
    }
    let callbacks = config.default
        | config.read
        | config.write
        | config.device_control
        | config.internal_device_control;
    if config.dispatch_type == MANUAL && callbacks != 0 {
        return Err(STATUS_INVALID_PARAMETER);
    }
    if config.dispatch_type != MANUAL && callbacks == 0 {
        return Err(STATUS_WDF_NO_CALLBACK);
    }
    if is_default && device.finished.load(SeqCst) {
        return Err(STATUS_INVALID_DEVICE_STATE);
    }
    if is_default && device.default_queue.lock().is_some() {
        return Err(crate::status::STATUS_WDF_BUSY);
    }
    Ok(())
}

fn get(globals: *mut Globals, queue: Handle, function: &str) -> Held<Queue> {
    handle::get(globals, queue, function)
}

/// `WdfIoQueueGetState`.
unsafe extern "C" fn state(
    globals: *mut Globals,
    queue: Handle,
    waiting: *mut u32,
    with_driver: *mut u32,
) -> u32 {
    const ACCEPT: u32 = 1;
    const DISPATCH: u32 = 2;
    const NONE_WAITING: u32 = 4;
    const NONE_WITH_DRIVER: u32 = 8;
    let queue = get(globals, queue, "WdfIoQueueGetState");
    let state = queue.state.lock();
    let counts = [
        (waiting, state.waiting.len()),
        (with_driver, state.with_driver.len()),
    ];
    for (place, count) in counts {
        if !place.is_null() {
            // SAFETY: not NULL: the driver's place for the count.
            unsafe { place.write(u32::try_from(count).unwrap_or(u32::MAX)) };
        }
    }
    [
        (ACCEPT, state.accepts),
        (DISPATCH, state.dispatches),
        (NONE_WAITING, state.waiting.is_empty()),
        (NONE_WITH_DRIVER, state.with_driver.is_empty()),
    ]
    .into_iter()
    .filter_map(|(bit, is_set)| is_set.then_some(bit))
    .sum()
}

/// `WdfIoQueueGetDevice`.
extern "C" fn device(globals: *mut Globals, queue: Handle) -> Handle {
    let queue = get(globals, queue, "WdfIoQueueGetDevice");
    tree::handle_of(device_of(&queue).as_ref().map(|device| &device.object))
}

/// `WdfIoQueueStart`.
extern "C" fn start(globals: *mut Globals, queue: Handle) {
    let queue = get(globals, queue, "WdfIoQueueStart");
    let mut state = queue.state.lock();
    state.accepts = true;
    state.dispatches = true;
    drop(state);
    queue.pump();
}

/// Sets the queue to `accepts` and `dispatches`, and what the driver waits for.
fn set(queue: &Held<Queue>, accepts: bool, dispatches: bool, then: Option<(Until, Notify)>) {
    let mut state = queue.state.lock();
    state.accepts = accepts;
    state.dispatches = dispatches;
    state.completion = then.filter(|(_, notify)| notify.function != 0);
    drop(state);
}

/// `WdfIoQueueStop`: requests are taken and not given to the driver.
extern "C" fn stop(globals: *mut Globals, queue: Handle, function: usize, context: usize) {
    let queue = get(globals, queue, "WdfIoQueueStop");
    set(
        &queue,
        true,
        false,
        Some((Until::Idle, Notify { function, context })),
    );
    queue.settled();
}

/// `WdfIoQueueStopSynchronously`.
extern "C" fn stop_and_wait(globals: *mut Globals, queue: Handle) {
    let queue = get(globals, queue, "WdfIoQueueStopSynchronously");
    set(&queue, true, false, None);
    queue.wait(Until::Idle);
}

/// `WdfIoQueueStopAndPurge`.
extern "C" fn stop_and_purge(
    globals: *mut Globals,
    queue: Handle,
    function: usize,
    context: usize,
) {
    let queue = get(globals, queue, "WdfIoQueueStopAndPurge");
    set(
        &queue,
        true,
        false,
        Some((Until::Idle, Notify { function, context })),
    );
    queue.purge();
    queue.state.lock().accepts = true;
}

/// `WdfIoQueueStopAndPurgeSynchronously`.
extern "C" fn stop_and_purge_and_wait(globals: *mut Globals, queue: Handle) {
    stop_and_purge(globals, queue, 0, 0);
    get(globals, queue, "WdfIoQueueStopAndPurgeSynchronously").wait(Until::Idle);
}

/// `WdfIoQueueDrain`: nothing new is taken; what waits still goes to the driver.
extern "C" fn drain(globals: *mut Globals, queue: Handle, function: usize, context: usize) {
    let queue = get(globals, queue, "WdfIoQueueDrain");
    set(
        &queue,
        false,
        true,
        Some((Until::Empty, Notify { function, context })),
    );
    queue.pump();
}

/// `WdfIoQueueDrainSynchronously`.
extern "C" fn drain_and_wait(globals: *mut Globals, queue: Handle) {
    drain(globals, queue, 0, 0);
    get(globals, queue, "WdfIoQueueDrainSynchronously").wait(Until::Empty);
}

/// `WdfIoQueuePurge`: nothing new is taken; what waits is canceled.
extern "C" fn purge(globals: *mut Globals, queue: Handle, function: usize, context: usize) {
    let queue = get(globals, queue, "WdfIoQueuePurge");
    set(
        &queue,
        false,
        true,
        Some((Until::Empty, Notify { function, context })),
    );
    queue.purge();
}

/// `WdfIoQueuePurgeSynchronously`.
extern "C" fn purge_and_wait(globals: *mut Globals, queue: Handle) {
    let queue = get(globals, queue, "WdfIoQueuePurgeSynchronously");
    set(&queue, false, true, None);
    queue.purge_and_wait();
}

/// `WdfIoQueueReadyNotify`: for manual queues; NULL takes it back.
extern "C" fn ready_notify(
    globals: *mut Globals,
    queue: Handle,
    function: usize,
    context: usize,
) -> i32 {
    let queue = get(globals, queue, "WdfIoQueueReadyNotify");
    let notify = (function != 0).then_some(Notify { function, context });
    let mut state = queue.state.lock();
    if notify.is_some() == state.ready.is_some() || (notify.is_none() && state.dispatches) {
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    state.ready = notify;
    STATUS_SUCCESS
}

/// `WdfIoQueueRetrieveNextRequest`.
unsafe extern "C" fn retrieve_next(
    globals: *mut Globals,
    queue: Handle,
    place: *mut Handle,
) -> i32 {
    let queue = get(globals, queue, "WdfIoQueueRetrieveNextRequest");
    retrieve(&queue, place, STATUS_NO_MORE_ENTRIES, |_| true)
}

/// `WdfIoQueueRetrieveRequestByFileObject`.
unsafe extern "C" fn retrieve_of_file(
    globals: *mut Globals,
    queue: Handle,
    file: Handle,
    place: *mut Handle,
) -> i32 {
    let name = "WdfIoQueueRetrieveRequestByFileObject";
    let queue = get(globals, queue, name);
    let file = handle::get::<File>(globals, file, name);
    retrieve(&queue, place, STATUS_NO_MORE_ENTRIES, |request| {
        let known = request.file.as_ref();
        known.is_some_and(|known| Arc::ptr_eq(known, &file.object))
    })
}

fn retrieve(
    queue: &Held<Queue>,
    place: *mut Handle,
    none: i32,
    wanted: impl Fn(&Held<Request>) -> bool,
) -> i32 {
    if !queue.state.lock().dispatches {
        return STATUS_WDF_PAUSED;
    }
    let Some(request) = queue.retrieve(wanted) else {
        return none;
    };
    // SAFETY: required by the calls: a place for the handle.
    unsafe { place.write(request.object.handle()) };
    STATUS_SUCCESS
}

/// `WdfIoQueueFindRequest`: the request stays where it is; the driver gets a reference.
unsafe extern "C" fn find(
    globals: *mut Globals,
    queue: Handle,
    after: Handle,
    file: Handle,
    parameters: *mut crate::request_data::Parameters,
    place: *mut Handle,
) -> i32 {
    let queue = get(globals, queue, "WdfIoQueueFindRequest");
    let state = queue.state.lock();
    let after = handle::lookup(after);
    let start = match &after {
        None => 0,
        Some(after) => {
            let known = |request: &Held<Request>| Arc::ptr_eq(&request.object, after);
            match state.waiting.iter().position(known) {
                Some(place) => place + 1,
                None => return STATUS_NOT_FOUND,
            }
        }
    };
    let file = handle::lookup(file);
    let found = state.waiting.iter().skip(start).find(|request| {
        file.as_ref().is_none_or(|file| {
            let known = request.file.as_ref();
            known.is_some_and(|known| Arc::ptr_eq(known, file))
        })
    });
    let Some(found) = found.cloned() else {
        return STATUS_NO_MORE_ENTRIES;
    };
    drop(state);
    found.object.references.fetch_add(1, SeqCst);
    if !parameters.is_null() {
        // SAFETY: not NULL: the driver's structure.
        unsafe { crate::request_data::fill(&found, parameters) };
    }
    // SAFETY: required by the call: a place for the handle.
    unsafe { place.write(found.object.handle()) };
    STATUS_SUCCESS
}

/// `WdfIoQueueRetrieveFoundRequest`.
unsafe extern "C" fn retrieve_found(
    globals: *mut Globals,
    queue: Handle,
    found: Handle,
    place: *mut Handle,
) -> i32 {
    let name = "WdfIoQueueRetrieveFoundRequest";
    let queue = get(globals, queue, name);
    let found = handle::get::<Request>(globals, found, name);
    retrieve(&queue, place, STATUS_NOT_FOUND, |request| {
        Arc::ptr_eq(&request.object, &found.object)
    })
}
