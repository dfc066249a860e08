//! Work items. One thread of the lab runs them, at `PASSIVE_LEVEL`.
//!
//! Source: `system-worker-threads`, `nf-wdm-ioqueueworkitem`, `nf-wdm-iofreeworkitem` and their
//! siblings; `releasing-driver-allocated-resources` for the reference on the device object.

use alloc::{boxed::Box, collections::VecDeque};
use core::{
    ffi::c_void,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    time::Duration,
};

use kernel::{Address, CallSite, Finding, FindingKind, Signal, Sites};

use crate::{
    belongings::{self, Kind},
    findings, guarded, images,
    lock::Lock,
};

/// How long an item waits in the queue, in milliseconds: so long that a driver which does not
/// wait for it returns first.
const DELAY: u64 = 2;

struct Queued {
    item: Address,
    image: u32,
    routine: Address,
    arguments: [usize; 3],
    /// Whether it references a device object.
    references: bool,
}

/// `IO_WORKITEM`: opaque, of a size that `IoSizeofWorkItem` tells.
#[repr(C)]
pub struct IoWorkItem {
    object: usize,
}

/// `WORK_QUEUE_ITEM`.
#[repr(C)]
pub struct WorkQueueItem {
    list: [usize; 2],
    routine: Address,
    parameter: usize,
}

static QUEUE: Lock<VecDeque<Queued>> = Lock::new(VecDeque::new());
/// Image whose item runs and references a device object, 0 for none.
static REFERENCED: AtomicUsize = AtomicUsize::new(0);
static WAKE: Signal = Signal::new();

/// Starts the thread. Once, before any driver under test.
pub fn start() -> Result<(), i32> {
    WAKE.prepare();
    kernel::spawn(worker, core::ptr::null_mut())
}

unsafe extern "system" fn worker(_: *mut c_void) {
    loop {
        WAKE.wait(None);
        kernel::sleep(Duration::from_millis(DELAY));
        while let Some(next) = begin() {
            // A fault is reported by the handler; either way the routine is over.
            let _returned = guarded::invoke(next.routine, next.arguments, next.image);
            belongings::remove(Kind::RunningWork, next.item);
            REFERENCED.store(0, SeqCst);
        }
    }
}

fn begin() -> Option<Queued> {
    let mut queue = QUEUE.lock();
    let next = queue.pop_front()?;
    // The system takes the item off the queue before it calls the routine, which may queue or
    // free it again.
    belongings::rename(Kind::QueuedWork, next.item, Kind::RunningWork);
    if next.references {
        REFERENCED.store(next.image as usize, SeqCst);
    }
    Some(next)
}

fn enqueue(item: Address, routine: Address, arguments: [usize; 3], references: bool) {
    let sites = images::sites();
    let mut queue = QUEUE.lock();
    if queue.iter().any(|queued| queued.item == item) {
        drop(queue);
        report("a work item was queued that is queued already", sites);
        return;
    }
    queue.push_back(Queued {
        item,
        image: sites.image,
        routine,
        arguments,
        references,
    });
    belongings::add(Kind::QueuedWork, item, sites);
    drop(queue);
    WAKE.set();
}

fn report(text: &str, sites: Sites) {
    findings::report(&Finding {
        kind: FindingKind::Contract,
        rule: "U29",
        text,
        image: sites.image,
        sites: &[CallSite {
            role: "called by",
            sites,
        }],
    });
}

/// Whether a queued or running item of `image` references one of its device objects.
pub fn references(image: u32) -> bool {
    let mut queue = QUEUE.lock();
    let queued = queue
        .iter_mut()
        .any(|queued| queued.image == image && queued.references);
    queued || REFERENCED.load(SeqCst) == image as usize
}

/// `IoAllocateWorkItem`.
pub extern "system" fn allocate(object: usize) -> *mut IoWorkItem {
    let item = Box::into_raw(Box::new(IoWorkItem { object }));
    belongings::add(Kind::WorkItem, item.expose_provenance(), images::sites());
    item
}

/// Takes an item off the queue, where it must not be any more.
fn take_off(item: Address, text: &str) {
    let mut queue = QUEUE.lock();
    let found = queue.iter().position(|queued| queued.item == item);
    if let Some(found) = found {
        queue.remove(found);
        belongings::remove(Kind::QueuedWork, item);
        drop(queue);
        report(text, images::sites());
    }
}

/// `IoFreeWorkItem`.
pub extern "system" fn free(item: *mut IoWorkItem) {
    let address = item.expose_provenance();
    take_off(address, "a work item was freed that is queued");
    if belongings::remove(Kind::WorkItem, address) {
        // SAFETY: it was on the list: allocated above, and freed once.
        drop(unsafe { Box::from_raw(item) });
    } else {
        report("a work item was freed that is none", images::sites());
    }
}

/// `IoSizeofWorkItem`.
pub extern "system" fn size() -> u32 {
    u32::try_from(size_of::<IoWorkItem>()).unwrap_or(0)
}

/// `IoInitializeWorkItem`.
pub const extern "system" fn initialize(object: usize, item: &mut IoWorkItem) {
    item.object = object;
}

/// `IoUninitializeWorkItem`.
pub extern "system" fn uninitialize(item: &IoWorkItem) {
    let address = core::ptr::from_ref(item).expose_provenance();
    take_off(address, "a work item was uninitialized that is queued");
}

/// `IoQueueWorkItem`: the routine gets the object and the context.
pub extern "system" fn queue(item: &IoWorkItem, routine: Address, _kind: u32, context: usize) {
    let address = core::ptr::from_ref(item).expose_provenance();
    enqueue(address, routine, [item.object, context, 0], true);
}

/// `IoQueueWorkItemEx`: the routine gets the item too.
pub extern "system" fn queue_ex(item: &IoWorkItem, routine: Address, _kind: u32, context: usize) {
    let address = core::ptr::from_ref(item).expose_provenance();
    enqueue(address, routine, [item.object, context, address], true);
}

/// `ExQueueWorkItem`: no reference keeps the driver.
pub extern "system" fn queue_unreferenced(item: &WorkQueueItem, _kind: u32) {
    let address = core::ptr::from_ref(item).expose_provenance();
    enqueue(address, item.routine, [item.parameter, 0, 0], false);
}

/// Takes off what is left of `image`.
pub fn forget(image: u32) {
    QUEUE.lock().retain(|queued| queued.image != image);
}
