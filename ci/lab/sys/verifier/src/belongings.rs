//! What images have acquired and not given back.

use alloc::vec::Vec;

use kernel::Sites;

use crate::lock::Lock;

/// What an image can have. Each is known by an address, or by a hash of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A device object.
    Device,
    /// A symbolic link, by a hash of its name.
    Link,
    /// A timer that will fire.
    Timer,
    /// A timer of `ExAllocateTimer`.
    TimerObject,
    /// A queued DPC.
    Dpc,
    /// A queued work item.
    QueuedWork,
    /// A work item whose routine runs.
    RunningWork,
    /// A work item of `IoAllocateWorkItem`.
    WorkItem,
    /// An open file on one of its devices.
    OpenFile,
    /// A system thread.
    Thread,
    /// A system thread that keeps its image.
    ReferencedThread,
    /// A lookaside list.
    Lookaside,
    /// An `ERESOURCE`.
    Resource,
    /// A registration with event tracing.
    Etw,
    /// A registration with WMI.
    Wmi,
    /// A buffer list of NDIS.
    NetBufferList,
    /// A buffer of NDIS that came without a list.
    NetBuffer,
    /// An MDL of NDIS.
    NdisMdl,
    /// A pool of buffer lists or of buffers.
    NdisPool,
    /// A generic object of NDIS.
    NdisObject,
}

impl Kind {
    /// Everything that has to be given back before the image goes.
    pub const ALL: [Self; 18] = [
        Self::Timer,
        Self::TimerObject,
        Self::Dpc,
        Self::QueuedWork,
        Self::RunningWork,
        Self::WorkItem,
        Self::Thread,
        Self::Lookaside,
        Self::Resource,
        Self::Etw,
        Self::Wmi,
        Self::NetBufferList,
        Self::NetBuffer,
        Self::NdisMdl,
        Self::NdisPool,
        Self::NdisObject,
        Self::Device,
        Self::Link,
    ];

    /// What calls into the image by itself.
    pub const CALLING: [Self; 5] = [
        Self::Timer,
        Self::Dpc,
        Self::QueuedWork,
        Self::RunningWork,
        Self::Thread,
    ];

    /// The rule; the book has them in *What a finding says*.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Thread | Self::ReferencedThread => "U28",
            Self::QueuedWork | Self::RunningWork | Self::WorkItem => "U29",
            Self::Timer | Self::TimerObject | Self::Dpc => "U30",
            Self::Lookaside
            | Self::Resource
            | Self::Etw
            | Self::Wmi
            | Self::NetBufferList
            | Self::NetBuffer
            | Self::NdisMdl
            | Self::NdisPool
            | Self::NdisObject => "U35",
            Self::OpenFile => "U37",
            Self::Device | Self::Link => "U36",
        }
    }

    /// What is said of those that are left, after their number.
    pub const fn left(self) -> &'static str {
        match self {
            Self::Device => "device object(s) not deleted, which keep the image",
            Self::Link => "symbolic link(s) not deleted",
            Self::Timer => "timer(s) set (Driver Verifier: 0xC7)",
            Self::TimerObject => "timer(s) of ExAllocateTimer not deleted",
            Self::Dpc => "DPC(s) queued (Driver Verifier: 0xC7)",
            Self::QueuedWork => "work item(s) queued",
            Self::RunningWork => "work item(s) running",
            Self::WorkItem => "work item(s) not freed",
            Self::OpenFile => "file(s) open",
            Self::Thread | Self::ReferencedThread => "system thread(s) running",
            Self::Lookaside => "lookaside list(s) not deleted",
            Self::Resource => "ERESOURCE(s) not deleted",
            Self::Etw => "event tracing registration(s) left (Driver Verifier: 0xC4/0xDD)",
            Self::Wmi => "WMI registration(s) left (Driver Verifier: 0xC4/0xDA)",
            Self::NetBufferList => "NET_BUFFER_LIST(s) not freed",
            Self::NetBuffer => "NET_BUFFER(s) not freed",
            Self::NdisMdl => "MDL(s) of NdisAllocateMdl not freed",
            Self::NdisPool => "NDIS pool(s) not freed",
            Self::NdisObject => "generic object(s) of NDIS not freed",
        }
    }

    /// What is said of one that is freed and is not live.
    pub const fn not_live(self) -> &'static str {
        match self {
            Self::NetBufferList => "NdisFreeNetBufferList of what is no live NET_BUFFER_LIST",
            Self::NetBuffer => "NdisFreeNetBuffer of what is no live NET_BUFFER",
            Self::NdisMdl => "NdisFreeMdl of what is no live MDL of NdisAllocateMdl",
            Self::NdisPool => "a pool of NDIS was freed that is not live",
            Self::NdisObject => "NdisFreeGenericObject of what is no live object",
            _ => "freed twice",
        }
    }

    /// How it came to be.
    pub const fn role(self) -> &'static str {
        match self {
            Self::OpenFile => "opened by",
            Self::Timer => "set by",
            Self::Dpc | Self::QueuedWork | Self::RunningWork => "queued by",
            Self::WorkItem
            | Self::TimerObject
            | Self::NetBufferList
            | Self::NetBuffer
            | Self::NdisMdl
            | Self::NdisPool
            | Self::NdisObject => "allocated by",
            Self::Device | Self::Link | Self::Thread | Self::ReferencedThread => "created by",
            Self::Lookaside | Self::Resource => "initialized by",
            Self::Etw | Self::Wmi => "registered by",
        }
    }
}

struct Belonging {
    image: u32,
    kind: Kind,
    key: usize,
    sites: Sites,
}

static BELONGINGS: Lock<Vec<Belonging>> = Lock::new(Vec::new());

/// The image that `sites` names acquired something.
pub fn add(kind: Kind, key: usize, sites: Sites) {
    add_for(sites.image, kind, key, sites);
}

/// `image` acquired something.
pub fn add_for(image: u32, kind: Kind, key: usize, sites: Sites) {
    BELONGINGS.lock().push(Belonging {
        image,
        kind,
        key,
        sites,
    });
}

/// It was given back; answers whether anybody had it.
pub fn remove(kind: Kind, key: usize) -> bool {
    let mut all = BELONGINGS.lock();
    let found = all
        .iter()
        .position(|belonging| belonging.kind == kind && belonging.key == key);
    found.map(|found| all.swap_remove(found)).is_some()
}

/// Whether anybody has it.
pub fn has(kind: Kind, key: usize) -> bool {
    let all = BELONGINGS.lock();
    all.iter()
        .any(|belonging| belonging.kind == kind && belonging.key == key)
}

/// It became something else.
pub fn rename(from: Kind, key: usize, to: Kind) {
    let mut all = BELONGINGS.lock();
    let mut of_kind = all.iter_mut().filter(|belonging| belonging.kind == from);
    if let Some(belonging) = of_kind.find(|belonging| belonging.key == key) {
        belonging.kind = to;
    }
}

/// How many of a kind `image` has, and where it got the first of them.
pub fn left_by(image: u32, kind: Kind) -> Option<(usize, Sites)> {
    let all = BELONGINGS.lock();
    let mut left = all
        .iter()
        .filter(|belonging| belonging.image == image && belonging.kind == kind);
    let first = left.next()?.sites;
    Some((left.count() + 1, first))
}

/// Takes away all that `image` has of a kind; returns the keys.
pub fn take(image: u32, kind: Kind) -> Vec<usize> {
    let mut taken = Vec::new();
    BELONGINGS.lock().retain(|belonging| {
        let take = belonging.image == image && belonging.kind == kind;
        if take {
            taken.push(belonging.key);
        }
        !take
    });
    taken
}

/// One that lies in this memory.
pub fn inside(kind: Kind, first: usize, bytes: usize) -> Option<usize> {
    let all = BELONGINGS.lock();
    let found = all.iter().find(|belonging| {
        belonging.kind == kind && (first..first + bytes).contains(&belonging.key)
    });
    found.map(|belonging| belonging.key)
}
