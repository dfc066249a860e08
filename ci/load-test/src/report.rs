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
    /// Cycles that were asked for.
    pub cycles_asked: u32,
    /// Cycles in which the driver started and stopped.
    pub cycles: u32,
    /// Cycles that failed, with what happened.
    pub failed_cycles: Vec<Stopped>,
    /// Cycles for each behaviour of the unregister call. Empty on Windows.
    pub unregister_modes: BTreeMap<String, u32>,
    /// Cycles for each behaviour of the close call. Empty on Windows.
    pub close_modes: BTreeMap<String, u32>,
    /// Cycles for each answer to a question that arose in them. Empty on Windows.
    #[serde(default)]
    pub reached: BTreeMap<String, u32>,
    /// Layers at which the driver has filters and the lab sends no traffic. Empty on Windows.
    #[serde(default)]
    pub quiet_layers: BTreeSet<String>,
    /// How the run met the unload function. [`None`] on Windows, where nobody counts.
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
    /// The trace of one cycle, if it was asked for.
    pub trace: Vec<TraceEvent>,
    /// What was only measured. [`None`] if it was not asked for.
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
    /// Events that were permitted, by whomever.
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
    /// Removals that answered `STATUS_PENDING`.
    pub pending: u64,
    /// Unregister calls that answered `STATUS_DEVICE_BUSY` because of flow contexts.
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
    /// The unload function keeps asking.
    Waits,
    /// It stops the machine.
    BugChecks,
    /// It returns: the one forbidden answer.
    Returns,
    /// It waits without asking.
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
    /// What the lab answered: a status, or NULL.
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

/// What is measured and judged by nobody.
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

/// Whether a driver passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It did.
    Pass,
    /// It did not; [`Report::reasons`] says why.
    Fail,
}

/// Memory may grow by this much over a run, in KiB, and count as flat. A driver with a context on
/// every flow grows the host's heap once, by 1.3 MiB, in the cycle that has the most flows at a
/// time; over 10 and 20 cycles it was the same.
pub const FLAT_WITHIN: u64 = 2048;

impl Report {
    /// Whether the driver passed.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        if self.reasons.is_empty() {
            Verdict::Pass
        } else {
            Verdict::Fail
        }
    }

    /// Decides: fills in [`reasons`](Self::reasons).
    pub fn judge(&mut self) {
        let mut reasons = Vec::new();
        if self.cycles < self.cycles_asked {
            reasons.push(format!(
                "only {} of {} cycles went through",
                self.cycles, self.cycles_asked
            ));
        }
        let (stated, others): (Vec<_>, Vec<_>) = self
            .findings
            .iter()
            .partition(|finding| self.states(finding));
        let convicting = |finding: &&&Finding| finding.kind != FindingKind::Unsupported;
        let findings = others.iter().filter(convicting).count();
        if findings > 0 {
            reasons.push(format!("{findings} finding(s)"));
        }
        if findings < others.len() {
            reasons.push("the driver called what the lab does not have".to_owned());
        }
        // Without traffic nothing meets the unload function: such a run only tells a rate. A
        // driver that never started has its reason above.
        if let Some(overlap) = self.overlap
            && self.refused.is_none()
            && self.threads > 0
            && self.cycles > 0
        {
            let needed = self.cycles.div_ceil(2);
            if overlap.cycles < needed {
                reasons.push(format!(
                    "the run proves nothing: unload met a classify inside the image in {} cycles, \
                     and {needed} are needed",
                    overlap.cycles
                ));
            }
            if overlap.at_dispatch == 0 || overlap.at_dispatch == overlap.classifies {
                reasons.push("classify did not run at both IRQLs".to_owned());
            }
        }
        if let Some(deferred) = self.deferred
            && deferred < self.cycles
        {
            reasons.push(format!(
                "unload waited for an open handle in {deferred} of {} cycles",
                self.cycles
            ));
        }
        // On Windows nobody looks inside.
        if let Some(stated) = &self.device_security_stated
            && self.overlap.is_some()
            && !self.is_secured_as_stated()
        {
            reasons.push(format!(
                "the driver states that {stated} secures its device, and it is {}",
                self.security()
            ));
        }
        if let Some(never) = &self.never
            && never.seen != never.expected
        {
            reasons.push(format!(
                "when the engine never lets go the driver states that it {}, and it {}",
                never.expected, never.seen
            ));
        }
        if let Some(refused) = self.refused {
            if !refused.running || (refused.calls == 0 && self.threads > 0) {
                reasons
                    .push("the driver states that it cannot be stopped, and it stopped".to_owned());
            }
            // On Windows nobody looks inside.
            if self.overlap.is_some() && stated.is_empty() {
                reasons
                    .push("the driver states CONTRACT U1, and there is no such finding".to_owned());
            }
        }
        if let Some(calls) = self.calls_that_can_fail {
            let came = |call: &&RefusedCall| !call.function.is_empty();
            let refused = self.calls_refused.iter().filter(came).count();
            if calls == 0 {
                reasons.push("the start makes no call that can fail: nothing was shown".to_owned());
            } else if refused < calls as usize {
                reasons.push(format!("only {refused} of {calls} calls were refused"));
            }
        }
        if let Some(memory) = self.memory
            && memory.late > memory.early + FLAT_WITHIN
        {
            reasons.push(format!(
                "memory of the host process grew from {} to {} KiB",
                memory.early, memory.late
            ));
        }
        self.reasons = reasons;
    }

    /// Whether each device has the security that the driver states.
    #[must_use]
    pub fn is_secured_as_stated(&self) -> bool {
        self.device_security.iter().eq(&self.device_security_stated)
    }

    /// Who may open the devices, for people.
    #[must_use]
    pub fn security(&self) -> String {
        if self.device_security.is_empty() {
            return "nothing".to_owned();
        }
        let all: Vec<&str> = self.device_security.iter().map(String::as_str).collect();
        all.join(", ")
    }

    /// Whether the driver states the finding: one that cannot be stopped has no unload function.
    #[must_use]
    pub fn states(&self, finding: &Finding) -> bool {
        self.refused.is_some() && finding.kind == FindingKind::Contract && finding.rule == "U1"
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Report {
        Report {
            threads: 4,
            cycles_asked: 200,
            cycles: 200,
            overlap: Some(Overlap {
                cycles: 100,
                classifies: 10,
                at_dispatch: 5,
                ..Overlap::default()
            }),
            never: Some(Never {
                expected: NeverOutcome::Waits,
                seen: NeverOutcome::Waits,
                refusals: 20,
                watched: 1500,
            }),
            memory: Some(Memory {
                early: 1000,
                late: 1000,
            }),
            ..Report::default()
        }
    }

    fn finding(kind: FindingKind, cycle: u32) -> Finding {
        Finding {
            kind,
            rule: "U5".to_owned(),
            text: "left".to_owned(),
            irql: 0,
            first_cycle: cycle,
            last_cycle: cycle,
            cycles: 1,
            sites: Vec::new(),
        }
    }

    fn reasons(change: impl FnOnce(&mut Report)) -> usize {
        let mut report = good();
        change(&mut report);
        report.judge();
        report.reasons.len()
    }

    #[test]
    fn a_good_run_passes() {
        assert_eq!(reasons(|_| {}), 0);
    }

    #[test]
    fn each_thing_that_is_wrong_is_a_reason() {
        assert_eq!(reasons(|report| report.cycles = 199), 1);
        assert_eq!(
            reasons(|report| report.add(finding(FindingKind::Contract, 1))),
            1
        );
        assert_eq!(
            reasons(|report| report.add(finding(FindingKind::Unsupported, 1))),
            1
        );
        let overlap =
            |change: fn(&mut Overlap)| reasons(|report| report.overlap.iter_mut().for_each(change));
        assert_eq!(overlap(|overlap| overlap.cycles = 99), 1);
        assert_eq!(overlap(|overlap| overlap.at_dispatch = 0), 1);
        assert_eq!(overlap(|overlap| overlap.at_dispatch = 10), 1);
        let returned = |report: &mut Report| {
            if let Some(never) = &mut report.never {
                never.seen = NeverOutcome::Returns;
            }
        };
        assert_eq!(reasons(returned), 1);
        let refused = |calls: u32, function: &'static str| {
            reasons(|report| {
                report.calls_that_can_fail = Some(calls);
                report.calls_refused.push(RefusedCall {
                    function: function.to_owned(),
                    ..RefusedCall::default()
                });
            })
        };
        assert_eq!(refused(1, "IoCreateDevice"), 0);
        assert_eq!(refused(2, "IoCreateDevice"), 1);
        assert_eq!(refused(1, ""), 1);
        assert_eq!(refused(0, ""), 1);
        assert_eq!(reasons(|report| report.deferred = Some(199)), 1);
        assert_eq!(reasons(|report| report.deferred = Some(200)), 0);
        let secured = |by: &[&str]| {
            reasons(|report| {
                report.device_security_stated = Some("D:P(A;;GA;;;SY)".to_owned());
                report.device_security = by.iter().map(|&sddl| sddl.to_owned()).collect();
            })
        };
        assert_eq!(secured(&["D:P(A;;GA;;;SY)"]), 0);
        assert_eq!(secured(&["D:P(A;;GA;;;WD)"]), 1);
        assert_eq!(secured(&["D:P(A;;GA;;;SY)", "D:P(A;;GA;;;WD)"]), 1);
        assert_eq!(secured(&[]), 1);
        let grew = |report: &mut Report| {
            if let Some(memory) = &mut report.memory {
                memory.late += FLAT_WITHIN + 1;
            }
        };
        assert_eq!(reasons(grew), 1);
    }

    /// A driver that states that it cannot be stopped, as it should come out.
    fn refused() -> Report {
        let mut report = Report {
            cycles_asked: 1,
            cycles: 1,
            refused: Some(Refused {
                error: 0,
                running: true,
                calls: 50,
            }),
            never: None,
            ..good()
        };
        report.add(Finding {
            rule: "U1".to_owned(),
            ..finding(FindingKind::Contract, 1)
        });
        report
    }

    #[test]
    fn a_driver_that_states_that_it_cannot_be_stopped_passes_when_it_cannot() {
        let reasons = |change: fn(&mut Report)| {
            let mut report = refused();
            change(&mut report);
            report.judge();
            report.reasons.len()
        };
        assert_eq!(reasons(|_| {}), 0);
        assert_eq!(reasons(|report| report.findings.clear()), 1);
        let other = |report: &mut Report| report.add(finding(FindingKind::Contract, 1));
        assert_eq!(reasons(other), 1, "only U1 is stated");
        assert_eq!(reasons(|report| report.refused = None), 1, "nothing is");
        let stopped = |report: &mut Report| {
            report
                .refused
                .iter_mut()
                .for_each(|stop| stop.running = false);
        };
        assert_eq!(reasons(stopped), 1);
        let silent = |report: &mut Report| {
            report.refused.iter_mut().for_each(|stop| stop.calls = 0);
        };
        assert_eq!(reasons(silent), 1);
    }

    #[test]
    fn the_same_finding_is_counted_once_for_each_cycle() {
        let mut report = good();
        for cycle in [2, 2, 4, 9, 9] {
            report.add(finding(FindingKind::Contract, cycle));
        }
        report.add(finding(FindingKind::Fault, 9));
        let counts: Vec<_> = report
            .findings
            .iter()
            .map(|finding| (finding.first_cycle, finding.cycles))
            .collect();
        assert_eq!(counts, [(2, 3), (9, 1)]);
    }
}
