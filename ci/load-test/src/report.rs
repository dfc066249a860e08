//! The report as data.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// One driver's run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What it ran on, for example `Wine 8.0 + lab, not Windows`.
    pub platform: String,
    /// Name of the driver, as the caller gave it.
    pub driver: String,
    /// Size of the image file in bytes.
    pub image_bytes: u64,
    /// What held of the image before it was loaded. [`None`] for an image that was not built here.
    #[serde(default)]
    pub image_checks: Option<ImageChecks>,
    /// Classify threads, or connecting threads on Windows.
    pub threads: u32,
    /// Seed of what the run draws at random.
    pub seed: u32,
    /// Cycles that the caller asked for.
    pub cycles_asked: u32,
    /// Cycles in which the driver started and stopped.
    pub cycles: u32,
    /// Cycles that failed, with what happened.
    pub failed_cycles: Vec<Stopped>,
    /// Cycles for each behaviour of the unregister call. Empty on Windows.
    pub unregister_modes: BTreeMap<String, u32>,
    /// Cycles for each behaviour of the close call. Empty on Windows.
    pub close_modes: BTreeMap<String, u32>,
    /// Cycles in which each behaviour of the engine occurred. Empty on Windows.
    #[serde(default)]
    pub reached: BTreeMap<String, u32>,
    /// Layers at which the driver has filters and the lab sends no traffic. Empty on Windows.
    #[serde(default)]
    pub quiet_layers: BTreeSet<String>,
    /// What the load tester saw from outside. [`None`] under Wine.
    #[serde(default)]
    pub windows: Option<OnWindows>,
    /// How the run met the unload function. [`None`] on Windows, which has no such counters.
    pub overlap: Option<Overlap>,
    /// What became of flow contexts. [`None`] if the driver associated none, and on Windows.
    #[serde(default)]
    pub flows: Option<Flows>,
    /// Cycles in which the unload waited for an open handle. [`None`] if none was held.
    #[serde(default)]
    pub deferred: Option<u32>,
    /// Who may open the devices that it named, in SDDL, as it said when it created them.
    #[serde(default)]
    pub device_security: BTreeSet<String>,
    /// What the driver states about that. [`None`] if it states nothing.
    #[serde(default)]
    pub device_security_stated: Option<String>,
    /// Cycles after which a device that the driver left kept its image.
    #[serde(default)]
    pub kept: u32,
    /// What happened when the engine never let go. [`None`] if it was not tried.
    pub never: Option<Never>,
    /// What came of the stop of a driver that states that it cannot be stopped.
    pub refused: Option<Refused>,
    /// Memory of the host process. [`None`] on Windows.
    pub memory: Option<Memory>,
    /// Calls of the start that can fail. [`None`] unless each was to.
    #[serde(default)]
    pub calls_that_can_fail: Option<u32>,
    /// Each of them refused, in turn.
    #[serde(default)]
    pub calls_refused: Vec<RefusedCall>,
    /// Functions that starts called and that were not refused, by reason.
    #[serde(default)]
    pub not_refused: BTreeMap<String, BTreeSet<String>>,
    /// Imported functions of which the lab does not know how they fail.
    #[serde(default)]
    pub never_refused: Vec<String>,
    /// Imported functions that the lab exports without behaviour.
    #[serde(default)]
    pub without_behaviour: Vec<String>,
    /// How often the host process had to be replaced, not counting what `never` does.
    pub replaced: u32,
    /// What the lab found.
    pub findings: Vec<Finding>,
    /// Wall time of the cycles, in seconds.
    pub seconds: f64,
    /// The trace of one cycle, if the caller asked for it.
    pub trace: Vec<TraceEvent>,
    /// What was only measured. [`None`] unless the caller asked for it.
    #[serde(default)]
    pub measured: Option<Measured>,
    /// Why the run did not pass.
    pub reasons: Vec<String>,
}

/// Checks of an image as a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageChecks {
    /// How many were made.
    pub made: u32,
    /// How many of them found nothing.
    pub passed: u32,
}

/// A cycle that did not go through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Its number.
    pub cycle: u32,
    /// What happened.
    pub what: String,
}

/// What the load tester saw on Windows, from outside the kernel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnWindows {
    /// Port of the loopback address that the connections went to.
    pub port: u16,
    /// Connections that were made.
    pub connections: u64,
    /// Connections that failed, by Winsock error.
    pub failed_connections: BTreeMap<i32, u64>,
    /// Cycles in which Windows listed the image as loaded while the driver ran, and no longer after
    /// the stop.
    pub listed: u32,
    /// Classify calls that the driver counted, in the cycle that had the fewest. [`None`] if it has
    /// no request that returns the count.
    pub fewest_classifies: Option<u64>,
}

/// How the run met the unload function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    /// Cycles in which a classify was inside when the unload function began.
    pub cycles: u32,
    /// Cycles in which the lab had stopped one of them at an instruction of the image.
    pub parked_cycles: u32,
    /// Classify calls.
    pub classifies: u64,
    /// Among them at `DISPATCH_LEVEL`.
    pub at_dispatch: u64,
    /// Unregister calls that the engine refused.
    pub refusals: u64,
    /// Events that a filter, a callout or the default permitted.
    #[serde(default)]
    pub permitted: u64,
    /// Events that a filter or its callout blocked.
    #[serde(default)]
    pub blocked: u64,
    /// Events that met a filter whose callout was not registered, and were blocked: it fails closed.
    #[serde(default)]
    pub blocked_without: u64,
    /// Events that met one with the flag that permits instead: it fails open.
    #[serde(default)]
    pub permitted_without: u64,
    /// Filters without a registered callout that outlived the last driver.
    #[serde(default)]
    pub left_filters: u32,
}

/// What became of flow contexts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flows {
    /// Flows that were established.
    pub established: u64,
    /// Contexts that were associated.
    pub associated: u64,
    /// Flow-delete calls.
    pub deleted: u64,
    /// Removals that returned `STATUS_PENDING`.
    pub pending: u64,
    /// Unregister calls that returned `STATUS_DEVICE_BUSY` because of flow contexts.
    pub busy: u64,
    /// Cycles for each behaviour of the engine towards flows and their contexts.
    pub modes: BTreeMap<String, u32>,
}

/// What happened when the engine never let go of the callout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Never {
    /// What the driver states.
    pub expected: NeverOutcome,
    /// What it did.
    pub seen: NeverOutcome,
    /// Unregister calls that were refused meanwhile.
    pub refusals: u32,
    /// How long the lab watched, in milliseconds.
    pub watched: u64,
}

/// What a driver does when its callout cannot be unregistered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NeverOutcome {
    /// The unload function keeps trying.
    Waits,
    /// It stops the machine.
    BugChecks,
    /// It returns, which is forbidden.
    Returns,
    /// It waits without trying again.
    Hangs,
}

/// What came of the stop of a driver that states that it cannot be stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Win32 error of the control call; 0: it reported success.
    pub error: u32,
    /// Whether the service was running after it.
    pub running: bool,
    /// Classify calls that followed, or connections on Windows.
    pub calls: u64,
}

/// A call of the start that the lab refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedCall {
    /// Its number among the calls that can fail.
    pub call: u32,
    /// What was called. Empty if the start did not come to this call.
    pub function: String,
    /// What the lab returned instead: a status, or NULL.
    pub answer: String,
    /// What came of the start.
    pub outcome: String,
    /// Whether another thread called it than that of `DriverEntry`.
    #[serde(default)]
    pub elsewhere: bool,
    /// Where it was called.
    pub site: Site,
}

/// Memory of the host process, in KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Median over the second quarter of the cycles; the first one warms up.
    pub early: u64,
    /// Median over the last quarter.
    pub late: u64,
}

/// What is measured and not judged.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// One call of the classify function, from one thread, in nanoseconds.
    pub nanoseconds_per_classify: f64,
    /// Loads and unloads in the host process, without the service control manager.
    pub in_process_cycles_per_second: f64,
}

/// A class of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// A documented rule was broken, though nothing crashed yet.
    Contract,
    /// Something happened.
    Fault,
    /// Something is wrong with the image as a file; it shows without loading it.
    Image,
    /// The lab lacks what the driver called.
    Unsupported,
}

/// One finding, with the cycles that had it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its class.
    pub kind: FindingKind,
    /// For example `U5`.
    pub rule: String,
    /// What was seen.
    pub text: String,
    /// The IRQL of the thread.
    pub irql: u8,
    /// The first cycle that had it.
    pub first_cycle: u32,
    /// The last one so far.
    pub last_cycle: u32,
    /// How many had it.
    pub cycles: u32,
    /// The places.
    pub sites: Vec<Site>,
}

/// A place that a finding names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// What it is, for example `registered by`.
    pub role: String,
    /// Innermost first.
    pub frames: Vec<Frame>,
}

/// One frame, as an offset into the image.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Offset of the return address.
    pub offset: u64,
    /// Function, with those inlined into it, innermost first. Empty until symbols were looked up.
    #[serde(default)]
    pub lines: Vec<Line>,
}

/// One source line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The function.
    pub function: String,
    /// Its file, relative to the repository.
    pub file: String,
    /// The line.
    pub line: u32,
}

/// One event of a cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceEvent {
    /// Nanoseconds since the cycle began.
    pub at: u64,
    /// What happened.
    pub what: String,
    /// 0 for the thread that loads and unloads, else the classify thread.
    pub lane: u32,
    /// A status or an offset.
    pub value: u64,
}

impl Report {
    /// Adds a finding, or counts it to one that is the same but for its cycle.
    pub fn add(&mut self, finding: Finding) {
        let same = self.findings.iter_mut().find(|known| {
            known.kind == finding.kind
                && known.rule == finding.rule
                && (known.kind == FindingKind::Fault || known.text == finding.text)
                && known.role_frames() == finding.role_frames()
        });
        match same {
            // Several threads may report one thing in one cycle.
            Some(known) if known.last_cycle == finding.first_cycle => {}
            Some(known) => {
                known.cycles += 1;
                known.last_cycle = finding.first_cycle;
            }
            None => self.findings.push(finding),
        }
    }
}

impl Finding {
    /// What makes two findings the same: a fault hits any instruction of a function, so only
    /// where the unload function ended counts for it.
    fn role_frames(&self) -> Vec<&Site> {
        let from = usize::from(self.kind == FindingKind::Fault);
        self.sites.iter().skip(from).collect()
    }
}

impl std::fmt::Display for NeverOutcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Waits => "waits",
            Self::BugChecks => "stops the machine",
            Self::Returns => "returns",
            Self::Hangs => "hangs",
        })
    }
}
