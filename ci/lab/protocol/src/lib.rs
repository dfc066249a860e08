//! What the lab's images and the load tester say to each other.
//!
//! The lab is one kernel service (`verifier.sys`) with one control device. The load tester opens
//! it, sends the requests below with `DeviceIoControl` (`METHOD_BUFFERED`), and reads findings
//! from a file that the lab appends to, so that they outlive a crash of the process that hosts
//! the drivers.

#![no_std]

use bytemuck::{Pod, Zeroable};

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

/// What `FwpsCalloutUnregister*` does when a classify is running in the callout. No page says
/// (unload contract 4.1), so the lab tries each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum UnregisterMode {
    /// It waits until the last call is out.
    Waits = 0,
    /// It fails with `STATUS_FWP_IN_USE`.
    InUse = 1,
    /// It fails with `STATUS_DEVICE_BUSY`.
    DeviceBusy = 2,
    /// It fails with a status that no page lists.
    Unlisted = 3,
    /// It succeeds while the call is still running.
    SucceedsEarly = 4,
    /// It never succeeds. The right outcome is the driver's stated policy.
    Never = 5,
}

impl UnregisterMode {
    /// Every mode in which a good driver stops.
    pub const STOPPABLE: [Self; 5] = [
        Self::Waits,
        Self::InUse,
        Self::DeviceBusy,
        Self::Unlisted,
        Self::SucceedsEarly,
    ];

    /// The mode with this number.
    #[must_use]
    pub const fn from_number(number: u32) -> Option<Self> {
        match number {
            0 => Some(Self::Waits),
            1 => Some(Self::InUse),
            2 => Some(Self::DeviceBusy),
            3 => Some(Self::Unlisted),
            4 => Some(Self::SucceedsEarly),
            5 => Some(Self::Never),
            _ => None,
        }
    }

    /// The name that reports use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waits => "waits",
            Self::InUse => "in-use",
            Self::DeviceBusy => "device-busy",
            Self::Unlisted => "unlisted-status",
            Self::SucceedsEarly => "succeeds-early",
            Self::Never => "never",
        }
    }
}

/// A question that the documentation leaves open, with the answers that the lab tries in turn.
macro_rules! modes {
    ($(
        $(#[$meta:meta])*
        $name:ident { $($(#[$answer_meta:meta])* $answer:ident = $number:literal $text:literal,)* }
    )*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            #[repr(u32)]
            pub enum $name {
                $($(#[$answer_meta])* $answer = $number,)*
            }

            impl $name {
                /// Every answer.
                pub const ALL: [Self; [$($number),*].len()] = [$(Self::$answer),*];

                /// The answer with this number.
                #[must_use]
                pub const fn from_number(number: u32) -> Option<Self> {
                    match number {
                        $($number => Some(Self::$answer),)*
                        _ => None,
                    }
                }

                /// The name that reports use.
                #[must_use]
                pub const fn name(self) -> &'static str {
                    match self {
                        $(Self::$answer => $text,)*
                    }
                }
            }
        )*
    };
}

modes! {
    /// When the objects of a dynamic session are gone. No page says whether `FwpmEngineClose0`
    /// returns before or after that (unload contract 8.1, item 6).
    CloseMode {
        /// Before `FwpmEngineClose0` returns.
        AtOnce = 0 "filters-gone-at-close",
        /// Some milliseconds after it returned.
        Later = 1 "filters-gone-later",
    }

    /// What a callout is after `FwpsCalloutUnregister*` answered `STATUS_DEVICE_BUSY` because of
    /// flow contexts. No page says (unload contract 8.1, item 2); the second call is said to
    /// "finish".
    BusyMode {
        /// It is registered as before: classify goes on, new contexts are accepted.
        StaysRegistered = 0 "busy-stays-registered",
        /// It is not called for traffic any more and takes no new contexts; only flow-delete
        /// calls still come.
        HalfUnregistered = 1 "busy-half-unregistered",
    }

    /// Which classify makes `FwpsFlowRemoveContext0` answer `STATUS_PENDING`. The page says "an
    /// active callout classification", and not of what.
    RemovalMode {
        /// One that was given this context.
        OfTheFlow = 0 "pending-by-flow",
        /// Any that runs in the callout.
        OfTheCallout = 1 "pending-by-callout",
    }

    /// The IRQL of flow-delete calls. The page says `<= DISPATCH_LEVEL`.
    DeleteMode {
        /// `PASSIVE_LEVEL`, or that of the removing driver.
        AtPassive = 0 "delete-at-passive",
        /// `DISPATCH_LEVEL`, also inside `FwpsFlowRemoveContext0`.
        AtDispatch = 1 "delete-at-dispatch",
    }

    /// What the base filtering engine does while a driver is subscribed to its state. Drivers that
    /// are not never see it change.
    ServiceMode {
        /// It runs.
        Runs = 0 "service-runs",
        /// It is starting when the driver subscribes.
        StartsLate = 1 "service-starts-late",
        /// It stops and starts again while the driver runs.
        Restarts = 2 "service-restarts",
    }

    /// How long flows last. Nothing promises that a flow ends because a driver waits for it.
    FlowMode {
        /// They come and go while the driver runs and stops.
        End = 0 "flows-end",
        /// Some outlive the driver, unless it removes its contexts.
        Stay = 1 "flows-stay",
    }
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

/// One answer to each of these questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modes {
    /// What unregister does under a running classify.
    pub unregister: UnregisterMode,
    /// When the objects of a dynamic session go.
    pub close: CloseMode,
    /// How long flows last.
    pub flow: FlowMode,
    /// What an unregister that flow contexts refused leaves.
    pub busy: BusyMode,
    /// When a removal is left pending.
    pub removal: RemovalMode,
    /// The IRQL of flow-delete calls.
    pub delete: DeleteMode,
    /// What the base filtering engine does.
    pub service: ServiceMode,
}

/// The questions of [`Modes`], in their order. [`Image::reached`] has a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Question {
    /// A callout was unregistered while a classify ran in the image.
    Unregister = 0,
    /// A dynamic session was closed that had filters in force.
    Close = 1,
    /// A flow had a context.
    Flow = 2,
    /// A callout was unregistered while flow contexts were outstanding.
    Busy = 3,
    /// A removal of a flow context was left pending.
    Removal = 4,
    /// A flow-delete call was made.
    Delete = 5,
    /// Somebody subscribed to the state of the base filtering engine.
    Service = 6,
}

impl Modes {
    /// The answers' names, in the order of [`Question`].
    #[must_use]
    pub const fn names(self) -> [&'static str; 7] {
        [
            self.unregister.name(),
            self.close.name(),
            self.flow.name(),
            self.busy.name(),
            self.removal.name(),
            self.delete.name(),
            self.service.name(),
        ]
    }

    /// The modes of the cycle with this number, from 1. Any ten cycles in a row have every answer
    /// to every question, and every pair of answers to the first two.
    #[must_use]
    pub const fn of_cycle(number: u32) -> Self {
        let index = number as usize - 1;
        Self {
            unregister: UnregisterMode::STOPPABLE[index % 5],
            close: CloseMode::ALL[index / 5 % 2],
            flow: FlowMode::ALL[index % 2],
            busy: BusyMode::ALL[index / 2 % 2],
            removal: RemovalMode::ALL[index / 3 % 2],
            delete: DeleteMode::ALL[index / 4 % 2],
            service: ServiceMode::ALL[index % 3],
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_cycles_have_every_answer_to_every_question() {
        for first in 1..=20 {
            let cycles = || (first..first + 10).map(Modes::of_cycle);
            for mode in UnregisterMode::STOPPABLE {
                for close in CloseMode::ALL {
                    assert!(cycles().any(|one| (one.unregister, one.close) == (mode, close)));
                }
            }
            assert!(
                FlowMode::ALL
                    .iter()
                    .all(|&mode| cycles().any(|one| one.flow == mode))
            );
            assert!(
                BusyMode::ALL
                    .iter()
                    .all(|&mode| cycles().any(|one| one.busy == mode))
            );
            assert!(
                RemovalMode::ALL
                    .iter()
                    .all(|&mode| cycles().any(|one| one.removal == mode))
            );
            assert!(
                ServiceMode::ALL
                    .iter()
                    .all(|&mode| cycles().any(|one| one.service == mode))
            );
            assert!(
                DeleteMode::ALL
                    .iter()
                    .all(|&mode| cycles().any(|one| one.delete == mode))
            );
        }
    }
}
