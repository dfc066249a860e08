//! The engine, the cycle's modes, and the counts of the cycle.

use alloc::boxed::Box;
use core::sync::atomic::{
    AtomicPtr, AtomicU32, AtomicU64,
    Ordering::{Relaxed, SeqCst},
};

use engine::{By, Engine, Functions, Misuse, RelaxStrategy, Verdict};
use kernel::{CallSite, Finding, FindingKind, Nap, Sites, verifier};
use protocol::{
    BusyMode, CloseMode, Cycle, DeleteMode, FlowMode, Image, Question, RemovalMode, ServiceMode,
    UnregisterMode,
};
use wfp_sys::NTSTATUS;

use crate::connections;

/// A thread that waits for the engine's lock gives the processor away.
pub struct Wait;

impl RelaxStrategy for Wait {
    fn relax() {
        Nap::nap();
    }
}

static ENGINE: AtomicPtr<Engine<Wait>> = AtomicPtr::new(core::ptr::null_mut());

/// Makes the engine. Once, when the verifier asks for the table.
pub fn prepare() {
    ENGINE.store(Box::leak(Box::default()), SeqCst);
}

/// The engine.
pub fn engine() -> &'static Engine<Wait> {
    // SAFETY: set by `prepare` to memory that is never freed, before any driver is loaded.
    unsafe { &*ENGINE.load(Relaxed) }
}

static UNREGISTER: AtomicU32 = AtomicU32::new(0);
static CLOSE: AtomicU32 = AtomicU32::new(0);
static BUSY: AtomicU32 = AtomicU32::new(0);
static REMOVAL: AtomicU32 = AtomicU32::new(0);
static DELETE: AtomicU32 = AtomicU32::new(0);
static FLOW: AtomicU32 = AtomicU32::new(0);
static SERVICE: AtomicU32 = AtomicU32::new(0);
/// Seed of the cycle.
pub static SEED: AtomicU32 = AtomicU32::new(0);

/// Classify calls of the cycle.
pub static CLASSIFIES: AtomicU64 = AtomicU64::new(0);
/// Among them at `DISPATCH_LEVEL`.
pub static AT_DISPATCH: AtomicU64 = AtomicU64::new(0);
/// Unregister calls that were refused.
pub static REFUSALS: AtomicU32 = AtomicU32::new(0);
/// Events that were permitted, by whomever.
static PERMITTED: AtomicU64 = AtomicU64::new(0);
/// Events that a filter or its callout blocked.
static BLOCKED: AtomicU64 = AtomicU64::new(0);
/// Among the permitted, those for want of a registered callout.
static PERMITTED_WITHOUT: AtomicU32 = AtomicU32::new(0);
/// Events that were blocked for want of a registered callout.
static BLOCKED_WITHOUT: AtomicU32 = AtomicU32::new(0);
/// Questions of [`protocol::Modes`] that arose in the cycle, one bit each.
static REACHED: AtomicU64 = AtomicU64::new(0);
/// Layers at which a filter was added and no traffic passes, one bit each.
static QUIET: [AtomicU64; 2] = [const { AtomicU64::new(0) }; 2];
/// Kinds of misuse that were reported in the cycle, one bit each.
static MISUSED: AtomicU32 = AtomicU32::new(0);
/// Flows of the cycle.
pub static FLOWS: AtomicU32 = AtomicU32::new(0);
/// Flow contexts that were associated.
pub static ASSOCIATED: AtomicU32 = AtomicU32::new(0);
/// Flow-delete calls.
pub static DELETED: AtomicU32 = AtomicU32::new(0);
/// Removals that answered `STATUS_PENDING`.
pub static REMOVALS_PENDING: AtomicU32 = AtomicU32::new(0);
/// Unregister calls that were refused because of flow contexts.
pub static BUSY_ANSWERS: AtomicU32 = AtomicU32::new(0);
/// When lingering filters go, in nanoseconds; 0: there are none.
pub static LINGER_UNTIL: AtomicU64 = AtomicU64::new(0);

/// Sets the modes, forgets the counts of the cycle before.
pub fn begin_cycle(cycle: &Cycle) {
    UNREGISTER.store(cycle.unregister, SeqCst);
    CLOSE.store(cycle.close, SeqCst);
    BUSY.store(cycle.busy, SeqCst);
    REMOVAL.store(cycle.removal, SeqCst);
    DELETE.store(cycle.delete, SeqCst);
    FLOW.store(cycle.flow, SeqCst);
    SERVICE.store(cycle.service, SeqCst);
    crate::bfe::reset();
    SEED.store(cycle.seed, SeqCst);
    CLASSIFIES.store(0, SeqCst);
    AT_DISPATCH.store(0, SeqCst);
    REFUSALS.store(0, SeqCst);
    PERMITTED.store(0, SeqCst);
    BLOCKED.store(0, SeqCst);
    PERMITTED_WITHOUT.store(0, SeqCst);
    BLOCKED_WITHOUT.store(0, SeqCst);
    MISUSED.store(0, SeqCst);
    REACHED.store(0, SeqCst);
    for half in &QUIET {
        half.store(0, SeqCst);
    }
    FLOWS.store(0, SeqCst);
    ASSOCIATED.store(0, SeqCst);
    DELETED.store(0, SeqCst);
    REMOVALS_PENDING.store(0, SeqCst);
    BUSY_ANSWERS.store(0, SeqCst);
    LINGER_UNTIL.store(0, SeqCst);
}

/// Counts what became of an event.
pub fn count(verdict: &Verdict) {
    if verdict.permits() {
        PERMITTED.fetch_add(1, Relaxed);
        if matches!(verdict.by, By::MissingCallout(_)) {
            PERMITTED_WITHOUT.fetch_add(1, Relaxed);
        }
        return;
    }
    match verdict.by {
        // A heavier sublayer of somebody else.
        By::Nobody => {}
        By::Filter(_) | By::Callout(_) => drop(BLOCKED.fetch_add(1, Relaxed)),
        By::MissingCallout(_) => drop(BLOCKED_WITHOUT.fetch_add(1, Relaxed)),
    }
}

/// A filter was added at a layer: the account says so if no traffic comes there.
pub fn filter_at(layer: u16) {
    if !connections::pass(layer)
        && let Some(half) = QUIET.get(usize::from(layer / 64))
    {
        half.fetch_or(1 << (layer % 64), Relaxed);
    }
}

/// The situation that a question is about arose.
pub fn reached(question: Question) {
    REACHED.fetch_or(1 << question as u32, Relaxed);
}

/// Fills in what became of traffic.
pub fn account(image: &mut Image) {
    image.permitted = PERMITTED.load(SeqCst);
    image.blocked = BLOCKED.load(SeqCst);
    image.permitted_without = PERMITTED_WITHOUT.load(SeqCst);
    image.blocked_without = BLOCKED_WITHOUT.load(SeqCst);
    image.reached = REACHED.load(SeqCst);
    image.quiet = [0, 1].map(|half: usize| QUIET[half].load(SeqCst));
}

/// The place of a function of `image`.
pub fn function(image: u32, address: usize) -> Sites {
    let mut sites = Sites {
        image,
        count: 1,
        ..Sites::default()
    };
    // Places are return addresses; the function begins before this one.
    sites.frames[0] = address + 1;
    sites
}

/// Reports what a classify function did, once in a cycle.
pub fn report_misuse(misuse: Misuse, functions: Functions) {
    let kind = 1 << misuse as u32;
    if MISUSED.fetch_or(kind, SeqCst) & kind != 0 {
        return;
    }
    verifier().report(&Finding {
        kind: FindingKind::Contract,
        rule: misuse.page(),
        text: misuse.text(),
        image: functions.owner,
        sites: &[CallSite {
            role: "classify function",
            sites: function(functions.owner, functions.classify),
        }],
    });
}

/// What unregister does in this cycle.
pub fn unregister_mode() -> UnregisterMode {
    UnregisterMode::from_number(UNREGISTER.load(SeqCst)).unwrap_or(UnregisterMode::Waits)
}

/// What close does in this cycle.
pub fn close_mode() -> CloseMode {
    CloseMode::from_number(CLOSE.load(SeqCst)).unwrap_or(CloseMode::AtOnce)
}

/// What an unregister refused because of flow contexts leaves in this cycle.
pub fn busy_mode() -> BusyMode {
    BusyMode::from_number(BUSY.load(Relaxed)).unwrap_or(BusyMode::StaysRegistered)
}

/// When a removal is left pending in this cycle.
pub fn removal_mode() -> RemovalMode {
    RemovalMode::from_number(REMOVAL.load(Relaxed)).unwrap_or(RemovalMode::OfTheFlow)
}

/// At which IRQL flow-delete calls come in this cycle.
pub fn delete_mode() -> DeleteMode {
    DeleteMode::from_number(DELETE.load(Relaxed)).unwrap_or(DeleteMode::AtPassive)
}

/// How long flows last in this cycle.
pub fn flow_mode() -> FlowMode {
    FlowMode::from_number(FLOW.load(Relaxed)).unwrap_or(FlowMode::End)
}

/// What the base filtering engine does in this cycle, once somebody subscribes.
pub fn service_mode() -> ServiceMode {
    ServiceMode::from_number(SERVICE.load(Relaxed)).unwrap_or(ServiceMode::Runs)
}

/// A call that is only allowed at `PASSIVE_LEVEL` was made: a finding if the IRQL was higher.
pub fn passive(function: &str) -> Result<(), NTSTATUS> {
    at_most(0, function)
}

/// A call that is only allowed up to `level` was made: a finding if the IRQL was higher. The
/// answer is the status that was seen in the field from unregister (`STATUS_NOT_SUPPORTED`,
/// microsoft/Windows-driver-samples#464).
pub fn at_most(level: u8, function: &str) -> Result<(), NTSTATUS> {
    use core::fmt::Write;
    let lab = verifier();
    let irql = (lab.irql)();
    if irql <= level {
        return Ok(());
    }
    let allowed = if level == 0 {
        "at PASSIVE_LEVEL"
    } else {
        "up to DISPATCH_LEVEL"
    };
    let sites = lab.sites();
    let mut text = kernel::Line::default();
    let _fits = write!(text, "{function} was called at IRQL {irql}, not {allowed}");
    lab.report(&Finding {
        kind: FindingKind::Contract,
        rule: "U39",
        text: core::str::from_utf8(text.as_bytes()).unwrap_or(function),
        image: sites.image,
        sites: &[CallSite {
            role: "called by",
            sites,
        }],
    });
    Err(crate::STATUS_NOT_SUPPORTED)
}
