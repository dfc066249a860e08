//! What happened in a cycle, in its order.

use bytemuck::{Pod, Zeroable};

/// One line of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Event {
    /// Nanoseconds since the cycle began.
    pub at: u64,
    /// [`EventKind`] as a number.
    pub kind: u32,
    /// 0 for the thread that runs the entry and unload functions, else the classify thread.
    pub lane: u32,
    /// A status or an offset into the image, by kind.
    pub value: u64,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum EventKind {
    /// The image is mapped; value: size.
    Loaded = 1,
    /// `DriverEntry` is called.
    EntryBegins = 2,
    /// `DriverEntry` returned; value: status.
    EntryReturns = 3,
    /// A callout was registered; value: run-time id.
    Registered = 4,
    /// A classify call goes into the image.
    ClassifyEnters = 5,
    /// It came back.
    ClassifyLeaves = 6,
    /// It stopped at an instruction of the image; value: offset.
    Parked = 7,
    /// It goes on.
    Released = 8,
    /// The unload function is called.
    UnloadBegins = 9,
    /// A session was closed; value: status.
    SessionClosed = 10,
    /// An unregister call came back; value: status.
    Unregister = 11,
    /// A device was deleted.
    DeviceDeleted = 12,
    /// The unload function returned; value: callouts still registered.
    UnloadReturns = 13,
    /// The image is no longer mapped.
    Freed = 14,
    /// A call went to an address of the freed image; value: offset.
    Fault = 15,
    /// The filters of a closed session are gone.
    FiltersGone = 16,
    /// A flow context was asked for; value: status.
    Associated = 32,
    /// A removal of a flow context came back; value: status.
    Removed = 33,
    /// A flow-delete function is called; value: the context.
    FlowDelete = 34,
    /// The framework's unload routine is called.
    FrameworkUnload = 48,
    /// It calls the driver's `EvtDriverUnload`.
    EvtDriverUnload = 49,
    /// The driver unbound from the framework.
    Unbound = 50,
}

impl EventKind {
    /// The kind with this number.
    #[must_use]
    pub const fn from_number(number: u32) -> Option<Self> {
        Some(match number {
            1 => Self::Loaded,
            2 => Self::EntryBegins,
            3 => Self::EntryReturns,
            4 => Self::Registered,
            5 => Self::ClassifyEnters,
            6 => Self::ClassifyLeaves,
            7 => Self::Parked,
            8 => Self::Released,
            9 => Self::UnloadBegins,
            10 => Self::SessionClosed,
            11 => Self::Unregister,
            12 => Self::DeviceDeleted,
            13 => Self::UnloadReturns,
            14 => Self::Freed,
            15 => Self::Fault,
            16 => Self::FiltersGone,
            32 => Self::Associated,
            33 => Self::Removed,
            34 => Self::FlowDelete,
            48 => Self::FrameworkUnload,
            49 => Self::EvtDriverUnload,
            50 => Self::Unbound,
            _ => return None,
        })
    }
}
