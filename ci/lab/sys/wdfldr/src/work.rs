//! Work items, DPCs and timers.
//!
//! Source: `fxworkitemapi.cpp`, `fxdpcapi.cpp`, `fxtimerapi.cpp`, `using-timers`,
//! `using-framework-work-items`.

use alloc::sync::Arc;

use ddi::levels::{ANY, DISPATCH, PASSIVE};

use crate::{
    client::{self, Globals},
    context::{Attributes, Parent},
    deferred::Deferred,
    device::Device,
    handle::{self, Handle, Kind, Object},
    status::{
        STATUS_INFO_LENGTH_MISMATCH, STATUS_INVALID_DEVICE_REQUEST, STATUS_INVALID_PARAMETER,
        STATUS_SUCCESS,
    },
    table::{Function, function, require},
    tree,
};

#[link(name = "kernelbase.dll", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn GetSystemTimePreciseAsFileTime(time: *mut u64);
}

pub const FUNCTIONS: &[Function] = &[
    function("WdfDpcCancel", dpc_cancel as *const (), DISPATCH),
    function("WdfDpcCreate", dpc_create as *const (), DISPATCH),
    function("WdfDpcEnqueue", dpc_enqueue as *const (), ANY),
    function("WdfDpcGetParentObject", dpc_parent as *const (), ANY),
    function("WdfTimerCreate", timer_create as *const (), DISPATCH),
    function(
        "WdfTimerGetParentObject",
        timer_parent as *const (),
        DISPATCH,
    ),
    function("WdfTimerStart", timer_start as *const (), DISPATCH),
    function("WdfTimerStop", timer_stop as *const (), DISPATCH),
    function("WdfWorkItemCreate", work_item_create as *const (), DISPATCH),
    function(
        "WdfWorkItemEnqueue",
        work_item_enqueue as *const (),
        DISPATCH,
    ),
    function("WdfWorkItemFlush", work_item_flush as *const (), PASSIVE),
    function(
        "WdfWorkItemGetParentObject",
        work_item_parent as *const (),
        DISPATCH,
    ),
];

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $end:expr;)*) => {
        $(
            $(#[$doc])*
            pub struct $kind(pub Deferred);

            impl Kind for $kind {
                const NAME: &'static str = $name;

                fn dispose(&self, _object: &Arc<Object>) {
                    let end: fn(&Deferred) = $end;
                    end(&self.0);
                }
            }
        )*
    };
}

/// Deleting waits for the callback.
fn stop(deferred: &Deferred) {
    deferred.disarm();
    deferred.wait();
}

kinds! {
    /// A `WDFWORKITEM`: one that is queued still runs before it is deleted.
    WorkItem = "WDFWORKITEM", Deferred::wait;
    /// A `WDFDPC`.
    Dpc = "WDFDPC", stop;
    /// A `WDFTIMER`.
    Timer = "WDFTIMER", stop;
}

/// `WDF_WORKITEM_CONFIG`, `WDF_DPC_CONFIG`.
#[repr(C)]
struct Config {
    size: u32,
    function: usize,
    serialized: u8,
}

const _: () = assert!(size_of::<Config>() == 24);

/// `WDF_TIMER_CONFIG`, as far as every version has it.
#[repr(C)]
struct TimerConfig {
    size: u32,
    function: usize,
    /// Milliseconds.
    period: u32,
    serialized: u8,
}

/// Sizes of `WDF_TIMER_CONFIG`: up to 1.11, and since.
const TIMER_SIZES: [u32; 2] = [32, 40];

/// Makes the object. Its parent must be a device or have one above it.
unsafe fn create<K: Kind>(
    globals: *mut Globals,
    attributes: *const Attributes,
    place: *mut Handle,
    kind: impl FnOnce(&Attributes) -> K,
) -> i32 {
    let attributes = match Attributes::read(attributes, Parent::Required) {
        Ok(Some(attributes)) => attributes,
        Ok(None) => return STATUS_INVALID_PARAMETER,
        Err(status) => return status,
    };
    let Some(parent) = handle::lookup(attributes.parent) else {
        return STATUS_INVALID_PARAMETER;
    };
    if parent.ancestor::<Device>().is_none() {
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    let kind = kind(&attributes);
    let created = tree::create(client::of(globals), kind, Some(&attributes), Some(parent));
    // SAFETY: required by the calls: a place for the handle.
    unsafe { place.write(created.object.handle()) };
    STATUS_SUCCESS
}

fn parent_of<K: Kind>(globals: *mut Globals, handle: Handle, function: &str) -> Handle {
    let object = handle::get::<K>(globals, handle, function).object;
    let links = object.links.lock();
    tree::handle_of(links.parent.as_ref())
}

/// `WdfWorkItemCreate`.
unsafe extern "C" fn work_item_create(
    globals: *mut Globals,
    config: *const Config,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    // SAFETY: required by the call.
    let config = unsafe { &*config };
    if config.size as usize != size_of::<Config>() {
        return STATUS_INFO_LENGTH_MISMATCH;
    }
    if config.function == 0 {
        return STATUS_INVALID_PARAMETER;
    }
    let make = |_: &Attributes| {
        WorkItem(Deferred::new(
            config.function,
            PASSIVE,
            0,
            config.serialized != 0,
        ))
    };
    // SAFETY: the driver's place.
    unsafe { create(globals, attributes, place, make) }
}

/// `WdfWorkItemEnqueue`: one that is queued already stays so.
extern "C" fn work_item_enqueue(globals: *mut Globals, item: Handle) {
    let item = handle::get::<WorkItem>(globals, item, "WdfWorkItemEnqueue");
    item.0.arm_once(&item.object);
}

/// `WdfWorkItemFlush`.
extern "C" fn work_item_flush(globals: *mut Globals, item: Handle) {
    handle::get::<WorkItem>(globals, item, "WdfWorkItemFlush")
        .0
        .wait();
}

/// `WdfWorkItemGetParentObject`.
extern "C" fn work_item_parent(globals: *mut Globals, item: Handle) -> Handle {
    parent_of::<WorkItem>(globals, item, "WdfWorkItemGetParentObject")
}

/// `WdfDpcCreate`.
unsafe extern "C" fn dpc_create(
    globals: *mut Globals,
    config: *const Config,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    // SAFETY: required by the call.
    let config = unsafe { &*config };
    if config.size as usize != size_of::<Config>() {
        return STATUS_INFO_LENGTH_MISMATCH;
    }
    let make = |_: &Attributes| {
        Dpc(Deferred::new(
            config.function,
            DISPATCH,
            0,
            config.serialized != 0,
        ))
    };
    // SAFETY: the driver's place.
    unsafe { create(globals, attributes, place, make) }
}

/// `WdfDpcEnqueue`: FALSE if it is queued already.
extern "C" fn dpc_enqueue(globals: *mut Globals, dpc: Handle) -> u8 {
    let dpc = handle::get::<Dpc>(globals, dpc, "WdfDpcEnqueue");
    u8::from(dpc.0.arm_once(&dpc.object))
}

/// `WdfDpcCancel`: TRUE if it was queued.
extern "C" fn dpc_cancel(globals: *mut Globals, dpc: Handle, wait: u8) -> u8 {
    if wait != 0 {
        require("WdfDpcCancel with Wait", PASSIVE);
    }
    let dpc = handle::get::<Dpc>(globals, dpc, "WdfDpcCancel");
    let was_queued = dpc.0.disarm();
    if wait != 0 {
        dpc.0.wait();
    }
    u8::from(was_queued)
}

/// `WdfDpcGetParentObject`.
extern "C" fn dpc_parent(globals: *mut Globals, dpc: Handle) -> Handle {
    parent_of::<Dpc>(globals, dpc, "WdfDpcGetParentObject")
}

/// `WdfTimerCreate`: the callback runs at `DISPATCH_LEVEL` unless the attributes say passive.
unsafe extern "C" fn timer_create(
    globals: *mut Globals,
    config: *const TimerConfig,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    const LEVEL_PASSIVE: u32 = 2;
    // SAFETY: required by the call.
    let config = unsafe { &*config };
    if !TIMER_SIZES.contains(&config.size) {
        return STATUS_INFO_LENGTH_MISMATCH;
    }
    let period = u64::from(config.period) * 1_000_000;
    let make = |attributes: &Attributes| {
        let passive = attributes.execution_level == LEVEL_PASSIVE;
        let level = if passive { PASSIVE } else { DISPATCH };
        Timer(Deferred::new(
            config.function,
            level,
            period,
            config.serialized != 0,
        ))
    };
    // SAFETY: the driver's place.
    unsafe { create(globals, attributes, place, make) }
}

/// The clock of [`kernel::nanoseconds`] at a time in units of 100 ns: one of day, or a negative one
/// from now on.
fn clock_at(due: i64) -> u64 {
    let mut now = 0;
    // SAFETY: a live integer of the size of a `FILETIME`, which counts as the system's time does.
    unsafe { GetSystemTimePreciseAsFileTime(&raw mut now) };
    let wait = if due > 0 {
        due.cast_unsigned().saturating_sub(now)
    } else {
        due.unsigned_abs()
    };
    kernel::nanoseconds().saturating_add(wait.saturating_mul(100))
}

/// `WdfTimerStart`: TRUE if the timer was running.
extern "C" fn timer_start(globals: *mut Globals, timer: Handle, due: i64) -> u8 {
    let timer = handle::get::<Timer>(globals, timer, "WdfTimerStart");
    u8::from(timer.0.arm(&timer.object, clock_at(due)))
}

/// `WdfTimerStop`: TRUE if it was running. With `wait` the callback is not running either when it
/// returns.
extern "C" fn timer_stop(globals: *mut Globals, timer: Handle, wait: u8) -> u8 {
    if wait != 0 {
        require("WdfTimerStop with Wait", PASSIVE);
    }
    let timer = handle::get::<Timer>(globals, timer, "WdfTimerStop");
    let was_running = timer.0.disarm();
    if wait != 0 {
        timer.0.wait();
    }
    u8::from(was_running)
}

/// `WdfTimerGetParentObject`.
extern "C" fn timer_parent(globals: *mut Globals, timer: Handle) -> Handle {
    parent_of::<Timer>(globals, timer, "WdfTimerGetParentObject")
}
