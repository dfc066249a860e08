//! Requests: who has one, and how it ends.
//!
//! Source: `fxrequest.cpp`, `fxrequestapi.cpp`, `completing-i-o-requests`,
//! `canceling-i-o-requests`.

use alloc::{sync::Arc, vec::Vec};
use core::{
    ffi::c_void,
    fmt::Write,
    ptr::null_mut,
    sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering::SeqCst},
};

use kernel::{CallSite, FindingKind, Line, verifier};

use crate::{
    client::Globals,
    device::Device,
    file,
    handle::{self, Handle, Held, Kind, Lock, Object},
    irp::{self, DeviceObject, Irp, Location, Mdl},
    queue::{MANUAL, Queue},
    request_data,
    status::{STATUS_CANCELLED, STATUS_INVALID_DEVICE_REQUEST, STATUS_SUCCESS, STATUS_WDF_BUSY},
    table::{DISPATCH, Function, function},
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function("WdfDeviceEnqueueRequest", enqueue as *const (), DISPATCH),
    function("WdfRequestComplete", complete as *const (), DISPATCH),
    function(
        "WdfRequestCompleteWithInformation",
        complete_with_information as *const (),
        DISPATCH,
    ),
    function(
        "WdfRequestCompleteWithPriorityBoost",
        complete as *const (),
        DISPATCH,
    ),
    function("WdfRequestForwardToIoQueue", forward as *const (), DISPATCH),
    function("WdfRequestIsCanceled", is_canceled as *const (), DISPATCH),
    function(
        "WdfRequestMarkCancelable",
        mark_cancelable as *const (),
        DISPATCH,
    ),
    function(
        "WdfRequestMarkCancelableEx",
        mark_cancelable_ex as *const (),
        DISPATCH,
    ),
    function("WdfRequestRequeue", requeue as *const (), DISPATCH),
    function(
        "WdfRequestUnmarkCancelable",
        unmark_cancelable as *const (),
        DISPATCH,
    ),
];

/// A `WDFREQUEST` that came to a device.
pub struct Request {
    /// NULL once the request is completed.
    irp: AtomicPtr<Irp>,
    device: Held<Device>,
    pub file: Option<Arc<Object>>,
    /// The queue it waits in, or was given to the driver from.
    pub queue: Lock<Option<Held<Queue>>>,
    /// The driver had it.
    pub presented: AtomicBool,
    /// `EvtRequestCancel` while the driver has it marked cancelable.
    cancel: AtomicUsize,
    pub information: AtomicUsize,
    /// Memory objects over its input and output buffers, NULL until asked for.
    pub memory: [AtomicPtr<c_void>; 2],
    /// Memory descriptor lists over a buffered request's bytes, NULL until asked for.
    pub lists: [AtomicPtr<Mdl>; 2],
}

impl Kind for Request {
    const NAME: &'static str = "WDFREQUEST";

    /// Requests that come from the I/O manager end by being completed.
    fn deletable(&self) -> bool {
        false
    }

    fn destroy(&self, _object: &Arc<Object>) {
        for list in &self.lists {
            request_data::free_list(list.swap(null_mut(), SeqCst));
        }
    }
}

/// A request from the I/O manager.
pub fn create(device: &Held<Device>, irp: *mut Irp, file: Option<Arc<Object>>) -> Held<Request> {
    let request = Request {
        irp: AtomicPtr::new(irp),
        device: device.clone(),
        file,
        queue: Lock::new(None),
        presented: AtomicBool::new(false),
        cancel: AtomicUsize::new(0),
        information: AtomicUsize::new(0),
        memory: [const { AtomicPtr::new(null_mut()) }; 2],
        lists: [const { AtomicPtr::new(null_mut()) }; 2],
    };
    let attributes = device.init.request_attributes.as_ref();
    tree::create(device.object.client, request, attributes, None)
}

impl Request {
    /// The I/O manager's request, until it is completed.
    pub fn irp(&self) -> Option<&Irp> {
        // SAFETY: not NULL means not completed, and whoever completes it has it alone.
        unsafe { self.irp.load(SeqCst).as_ref() }
    }

    /// Its address.
    pub fn address(&self) -> *mut Irp {
        self.irp.load(SeqCst)
    }

    /// The parameters of a request that is not completed.
    pub fn location(&self) -> &Location {
        self.live().location()
    }

    fn live(&self) -> &Irp {
        self.irp().unwrap_or_else(|| self.is_completed())
    }

    /// A reference kept the handle valid, and the driver used it on.
    fn is_completed(&self) -> ! {
        /// `WDF_REQUEST_FATAL_ERROR`, `WDF_REQUEST_FATAL_ERROR_NULL_IRP`.
        const FATAL: [usize; 2] = [6, 2];
        let mut text = Line::default();
        let _fits = text.write_str(
            "a request was used after it was completed (Windows: WDF_VIOLATION 0x10D, 6)",
        );
        handle::violation(self.device.object.client.image, &text, FATAL)
    }
}

impl Held<Request> {
    /// Lets the I/O manager cancel it while it waits. False: it was canceled already, and the
    /// caller has it.
    pub fn wait_in_queue(&self) -> bool {
        self.allow_cancel(cancel_waiting)
    }

    fn allow_cancel(&self, routine: irp::Cancel) -> bool {
        let irp = self.live();
        irp.context[0].store(self.object.handle(), SeqCst);
        irp.set_cancel(routine);
        !(irp.is_canceled() && irp.clear_cancel())
    }

    /// Calls the driver's cancel callback.
    fn call_cancel(&self) {
        let function = self.cancel.swap(0, SeqCst);
        if function != 0 {
            let handle = self.object.handle().expose_provenance();
            self.object.client.call(function, &[handle]);
        }
    }
}

/// The framework's request of a canceled one.
fn of(irp: *mut Irp) -> Option<Held<Request>> {
    // SAFETY: a cancel routine's request is live until the routine completes it.
    let handle = unsafe { &*irp }.context[0].load(SeqCst);
    let object = handle::lookup(handle)?;
    object.kind::<Request>()?;
    Some(Held::of(object))
}

/// The I/O manager cancels a request that waits in a queue.
unsafe extern "system" fn cancel_waiting(_device: *mut DeviceObject, irp: *mut Irp) {
    let request = of(irp);
    // SAFETY: this is a cancel routine with its request.
    unsafe { irp::release_cancel_lock(irp) };
    if let Some(request) = request {
        let queue = request.queue.lock().clone();
        if let Some(queue) = queue {
            queue.cancel_waiting(&request);
        }
    }
}

/// The I/O manager cancels a request that the driver has marked cancelable.
unsafe extern "system" fn cancel_marked(_device: *mut DeviceObject, irp: *mut Irp) {
    let request = of(irp);
    // SAFETY: this is a cancel routine with its request.
    unsafe { irp::release_cancel_lock(irp) };
    if let Some(request) = request {
        request.call_cancel();
    }
}

/// A queue is purged: the driver is told, if it marked the request cancelable.
pub fn cancel_now(request: &Held<Request>) {
    let marked = request.cancel.load(SeqCst) != 0;
    if marked && request.irp().is_some_and(Irp::clear_cancel) {
        request.call_cancel();
    }
}

/// Completes a request. Its cleanup callbacks run before the I/O manager has it, its destroy
/// callbacks after.
pub fn finish(request: &Held<Request>, status: i32, information: usize) {
    if request.cancel.swap(0, SeqCst) != 0 && request.live().clear_cancel() {
        report_cancelable(request);
    }
    let irp = request.irp.swap(null_mut(), SeqCst);
    if irp.is_null() {
        request.is_completed();
    }
    let queue = request.queue.lock().take();
    // SAFETY: not NULL, so not completed, and this thread took it.
    let opens = unsafe { &*irp }.location().major == 0;
    if opens
        && !kernel::nt_success(status)
        && let Some(file) = &request.file
    {
        file::abandon(&request.device, file);
    }
    request.object.deleting.store(true, SeqCst);
    let mut doomed = Vec::new();
    tree::clean_up(&request.object, &mut doomed);
    // SAFETY: as above.
    unsafe { irp::complete(irp, status, information) };
    if let Some(queue) = queue {
        queue.driver_is_done(request);
    }
    for object in doomed {
        tree::release(&object);
    }
}

/// Source: `nf-wdfrequest-wdfrequestmarkcancelable`,
/// `bug-check-0x48--cancel-state-in-completed-irp`.
fn report_cancelable(request: &Held<Request>) {
    let mut text = Line::default();
    let _fits = text.write_str(
        "a request was completed while it was marked cancelable \
         (Windows: CANCEL_STATE_IN_COMPLETED_IRP 0x48)",
    );
    handle::report(
        request.object.client.image,
        FindingKind::Contract,
        "0x48",
        &text,
        &[CallSite {
            role: "completed by",
            sites: verifier().sites(),
        }],
    );
}

fn get(globals: *mut Globals, request: Handle, function: &str) -> Held<Request> {
    handle::get(globals, request, function)
}

/// `WdfRequestComplete`, `WdfRequestCompleteWithPriorityBoost`: with the information that
/// `WdfRequestSetInformation` set.
extern "C" fn complete(globals: *mut Globals, request: Handle, status: i32) {
    let request = get(globals, request, "WdfRequestComplete");
    let information = request.information.load(SeqCst);
    finish(&request, status, information);
}

/// `WdfRequestCompleteWithInformation`.
extern "C" fn complete_with_information(
    globals: *mut Globals,
    request: Handle,
    status: i32,
    information: usize,
) {
    let request = get(globals, request, "WdfRequestCompleteWithInformation");
    finish(&request, status, information);
}

/// `WdfRequestIsCanceled`.
extern "C" fn is_canceled(globals: *mut Globals, request: Handle) -> u8 {
    let request = get(globals, request, "WdfRequestIsCanceled");
    u8::from(request.live().is_canceled())
}

/// `WdfRequestMarkCancelable`: a request that is canceled already is given to the callback at
/// once.
extern "C" fn mark_cancelable(globals: *mut Globals, request: Handle, function: usize) {
    let request = get(globals, request, "WdfRequestMarkCancelable");
    request.cancel.store(function, SeqCst);
    if !request.allow_cancel(cancel_marked) {
        request.call_cancel();
    }
}

/// `WdfRequestMarkCancelableEx`: a request that is canceled already stays with the driver.
extern "C" fn mark_cancelable_ex(globals: *mut Globals, request: Handle, function: usize) -> i32 {
    let request = get(globals, request, "WdfRequestMarkCancelableEx");
    request.cancel.store(function, SeqCst);
    if request.allow_cancel(cancel_marked) {
        return STATUS_SUCCESS;
    }
    request.cancel.store(0, SeqCst);
    STATUS_CANCELLED
}

/// `WdfRequestUnmarkCancelable`: `STATUS_CANCELLED` says that the callback has the request.
extern "C" fn unmark_cancelable(globals: *mut Globals, request: Handle) -> i32 {
    let request = get(globals, request, "WdfRequestUnmarkCancelable");
    if request.live().clear_cancel() {
        request.cancel.store(0, SeqCst);
        STATUS_SUCCESS
    } else if request.cancel.load(SeqCst) == 0 && !request.live().is_canceled() {
        STATUS_INVALID_DEVICE_REQUEST
    } else {
        STATUS_CANCELLED
    }
}

/// `WdfRequestForwardToIoQueue`: on failure the driver still has the request.
extern "C" fn forward(globals: *mut Globals, request: Handle, queue: Handle) -> i32 {
    let name = "WdfRequestForwardToIoQueue";
    let request = get(globals, request, name);
    let target = handle::get::<Queue>(globals, queue, name);
    let source = request.queue.lock().clone();
    let same = source
        .as_ref()
        .is_some_and(|source| Arc::ptr_eq(&source.object, &target.object));
    if same || request.cancel.load(SeqCst) != 0 {
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    if !target.state.lock().accepts {
        return STATUS_WDF_BUSY;
    }
    request.presented.store(true, SeqCst);
    if let Some(source) = &source {
        source
            .state
            .lock()
            .with_driver
            .retain(|known| !Arc::ptr_eq(&known.object, &request.object));
    }
    target.receive(&request);
    if let Some(source) = source {
        source.pump();
    }
    STATUS_SUCCESS
}

/// `WdfRequestRequeue`: back to the head of the manual queue that it was retrieved from.
extern "C" fn requeue(globals: *mut Globals, request: Handle) -> i32 {
    let request = get(globals, request, "WdfRequestRequeue");
    let queue = request.queue.lock().clone();
    let Some(queue) = queue.filter(|queue| queue.config.dispatch_type == MANUAL) else {
        return STATUS_INVALID_DEVICE_REQUEST;
    };
    let mut state = queue.state.lock();
    state
        .with_driver
        .retain(|known| !Arc::ptr_eq(&known.object, &request.object));
    state.waiting.push_front(request.clone());
    let waits = request.wait_in_queue();
    drop(state);
    if !waits {
        queue.cancel_waiting(&request);
    }
    STATUS_SUCCESS
}

/// `WdfDeviceEnqueueRequest`: from `EvtIoInCallerContext` on to the device's queue.
extern "C" fn enqueue(globals: *mut Globals, device: Handle, request: Handle) -> i32 {
    let name = "WdfDeviceEnqueueRequest";
    let device = handle::get::<Device>(globals, device, name);
    let request = get(globals, request, name);
    let major = usize::from(request.location().major);
    let special = device.queues.lock()[major].clone();
    let Some(queue) = special.or_else(|| device.default_queue.lock().clone()) else {
        return STATUS_INVALID_DEVICE_REQUEST;
    };
    queue.receive(&request);
    STATUS_SUCCESS
}
