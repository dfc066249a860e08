//! What the lab's images and the load tester say to each other.
//!
//! The lab is one kernel service (`verifier.sys`) with one control device. The load tester opens
//! it, sends the requests below with `DeviceIoControl` (`METHOD_BUFFERED`), and reads findings
//! from a file that the lab appends to, so that they outlive a crash of the process that hosts
//! the drivers.

#![no_std]

mod modes;
mod trace;

use bytemuck::{Pod, Zeroable};
pub use modes::{
    BusyMode, CloseMode, DeleteMode, FlowMode, Modes, Question, RemovalMode, ServiceMode,
    UnregisterMode,
};
pub use trace::{Event, EventKind};

/// Changes whenever a structure or a request changes its meaning.
pub const VERSION: u32 = 7;

/// NT name of the lab's control device.
pub const DEVICE: &str = r"\Device\CalloutLab";
/// Name in the DOS device namespace.
pub const LINK: &str = r"\DosDevices\CalloutLab";
/// What a Win32 program opens.
pub const WIN32_PATH: &str = r"\\.\CalloutLab";
/// Load-order group of the lab's service and of every driver under test, before a number. Wine
/// starts one host process for each group, so the group is what brings them into one address
/// space.
pub const GROUP: &str = "CalloutLab";
/// Where the lab appends its findings, one JSON object a line.
pub const FINDINGS: &str = r"C:\callout-lab\findings.jsonl";

/// Requests, as `DeviceIoControl` codes.
pub mod request {
    const fn code(function: u32) -> u32 {
        const FILE_DEVICE_UNKNOWN: u32 = 0x22;
        (FILE_DEVICE_UNKNOWN << 16) | (function << 2)
    }

    /// Nothing in, [`Hello`](super::Hello) out.
    pub const HELLO: u32 = code(0x800);
    /// [`Cycle`](super::Cycle) in: how the engine answers from now on.
    pub const BEGIN_CYCLE: u32 = code(0x801);
    /// [`Traffic`](super::Traffic) in: starts or stops the classify threads.
    pub const TRAFFIC: u32 = code(0x802);
    /// Asks one classify thread to stop inside the newest image; it goes on when the unload has
    /// gone as far as the cycle's mode says. [`Parked`](super::Parked) out.
    pub const PARK: u32 = code(0x803);
    /// Nothing in, [`Image`](super::Image) out: the newest image under test.
    pub const IMAGE: u32 = code(0x804);
    /// Ends a cycle: lets traffic meet what the driver left behind, seals freed address ranges,
    /// removes the residue. [`Image`](super::Image) out.
    pub const SETTLE: u32 = code(0x805);
    /// Nothing in, an array of [`Event`](super::Event) out: the trace of the cycle.
    pub const TRACE: u32 = code(0x806);
    /// Nothing in, nothing out: the newest image's entry or unload function did not return in
    /// time. The lab writes that down, with the function's last call.
    pub const HANGS: u32 = code(0x807);
    /// Nothing in, an array of [`Call`](super::Call) out: what the start of the cycle called.
    pub const CALLS: u32 = code(0x808);
    /// A [`ServiceKey`](super::ServiceKey) in: loads the driver and unloads it again in the host
    /// process, without the service control manager. [`Image`](super::Image) out.
    pub const CYCLE_IN_PROCESS: u32 = code(0x820);
    /// A [`Measure`](super::Measure) in: calls the classify function of the newest image so many
    /// times. [`Measured`](super::Measured) out.
    pub const MEASURE: u32 = code(0x821);
}

/// Input of [`request::CYCLE_IN_PROCESS`]: the name of a service, in ASCII, zeros after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct ServiceKey {
    /// The name.
    pub name: [u8; 32],
}

/// Input of [`request::MEASURE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Measure {
    /// Calls to make.
    pub calls: u32,
}

/// Answer to [`request::MEASURE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Measured {
    /// What the calls took together, in nanoseconds.
    pub nanoseconds: u64,
}

/// Answer to [`request::HELLO`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Hello {
    /// [`VERSION`] of the lab.
    pub version: u32,
    /// The process that hosts the drivers.
    pub process: u32,
}

/// Input of [`request::BEGIN_CYCLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Cycle {
    /// Number of the cycle, from 1; findings carry it.
    pub number: u32,
    /// [`UnregisterMode`] as a number.
    pub unregister: u32,
    /// [`CloseMode`] as a number.
    pub close: u32,
    /// Seeds what the lab draws at random in this cycle.
    pub seed: u32,
    /// 1 to record every classify call in the trace.
    pub trace: u32,
    /// [`BusyMode`] as a number.
    pub busy: u32,
    /// [`RemovalMode`] as a number.
    pub removal: u32,
    /// [`DeleteMode`] as a number.
    pub delete: u32,
    /// [`FlowMode`] as a number.
    pub flow: u32,
    /// [`ServiceMode`] as a number.
    pub service: u32,
    /// Which of the start's calls that can fail does so, from 1; 0: none.
    pub refuse: u32,
    /// 0: counted over the calls of the thread that runs the entry point. Else over the calls that
    /// other threads make from this place, an offset into the image.
    pub refuse_at: u32,
}

impl Cycle {
    /// The cycle with this number: no classify call is traced, no call of the start refused.
    #[must_use]
    pub const fn new(number: u32, modes: Modes, seed: u32) -> Self {
        Self {
            number,
            unregister: modes.unregister as u32,
            close: modes.close as u32,
            seed,
            trace: 0,
            busy: modes.busy as u32,
            removal: modes.removal as u32,
            delete: modes.delete as u32,
            flow: modes.flow as u32,
            service: modes.service as u32,
            refuse: 0,
            refuse_at: 0,
        }
    }
}

/// Input of [`request::TRAFFIC`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Traffic {
    /// Classify threads to run; 0 stops them and waits until they are gone.
    pub threads: u32,
}

/// A place from which the start of the newest image called a function: one item of the answer to
/// [`request::CALLS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Call {
    /// The function's number among all.
    pub function: u32,
    /// The return address, as an offset into the image.
    pub site: u32,
    /// 1: called on another thread than that of the entry point.
    pub elsewhere: u32,
    /// How many calls.
    pub count: u32,
}

impl Call {
    /// [`site`](Self::site) of a call that is the last thing its function does: it returns to
    /// whoever called the function.
    pub const NO_SITE: u32 = u32::MAX;
}

/// Answer to [`request::PARK`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Parked {
    /// Threads that now stand inside the image.
    pub threads: u32,
}

/// One load of an image under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Image {
    /// Counts the images since the lab started; 0: none yet.
    pub sequence: u32,
    /// What `DriverEntry` returned.
    pub entry_status: i32,
    /// First address.
    pub base: u64,
    /// Size in bytes.
    pub size: u64,
    /// Calls of its classify functions.
    pub classifies: u64,
    /// Among them at `DISPATCH_LEVEL`.
    pub classifies_at_dispatch: u64,
    /// Classify calls inside the image at the moment its unload function began.
    pub inside_at_unload: u32,
    /// Among them, how many the lab had stopped at an instruction of the image.
    pub parked_at_unload: u32,
    /// 0 loaded, 1 unload running, 2 unload returned, 3 freed, 4 kept.
    pub state: u32,
    /// Callouts registered now.
    pub callouts: u32,
    /// Unregister calls that the engine refused.
    pub refusals: u32,
    /// Events that a filter blocked because its callout was not registered.
    pub blocked_without: u32,
    /// Pool blocks live now.
    pub pool_blocks: u64,
    /// Pool bytes live now.
    pub pool_bytes: u64,
    /// Pool allocations since the load.
    pub pool_allocations: u64,
    /// Findings against this image.
    pub findings: u32,
    /// Imports that were replaced before `DriverEntry`.
    pub patched_imports: u32,
    /// Flows that were established.
    pub flows: u32,
    /// Flow contexts that were associated.
    pub contexts_associated: u32,
    /// Calls of its flow-delete functions.
    pub contexts_deleted: u32,
    /// Flow contexts outstanding now.
    pub contexts: u32,
    /// Removals that answered `STATUS_PENDING`.
    pub removals_pending: u32,
    /// Unregister calls that answered `STATUS_DEVICE_BUSY` because of flow contexts.
    pub busy: u32,
    /// Events that were permitted, by whomever.
    pub permitted: u64,
    /// Events that a filter or its callout blocked.
    pub blocked: u64,
    /// Among the permitted, those whose filter's callout was not registered.
    pub permitted_without: u32,
    /// Filters of no session whose callout is not registered.
    pub orphans: u32,
    /// Calls that were counted towards the one to refuse.
    pub fallible: u32,
    /// Calls of the start that the lab refused: 0 or 1.
    pub refused: u32,
    /// 1: its unload was asked for while a file on one of its devices was open, and waited.
    pub unload_deferred: u32,
    /// Files open on its devices now.
    pub open_files: u32,
    /// The cycle that left a name which this load's start wanted to create; 0: none.
    pub name_left_in: u64,
    /// A bit for each [`Question`] that arose in the cycle, from the lowest.
    pub reached: u64,
    /// A bit for each layer, from the lowest, at which a filter was added and the lab sends no
    /// traffic.
    pub quiet: [u64; 2],
}

impl Image {
    /// [`state`](Self::state) of an image that is loaded.
    pub const LOADED: u32 = 0;
    /// [`state`](Self::state) while the unload function runs.
    pub const UNLOADING: u32 = 1;
    /// [`state`](Self::state) after the unload function returned.
    pub const RETURNED: u32 = 2;
    /// [`state`](Self::state) of an image that is no longer mapped.
    pub const FREED: u32 = 3;
    /// [`state`](Self::state) of an image that stays mapped, because a device that the driver left
    /// keeps it.
    pub const KEPT: u32 = 4;

    /// Whether the driver is gone as far as it ever will be.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.state, Self::FREED | Self::KEPT)
    }
}
