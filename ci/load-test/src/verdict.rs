//! Whether a driver passed, and why not.

use crate::report::{Finding, FindingKind, RefusedCall, Report};

/// Whether a driver passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It did.
    Pass,
    /// It did not; [`Report::reasons`] has the reasons.
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
                "only {} of {} cycles completed",
                self.cycles, self.cycles_asked
            ));
        }
        let (stated, others): (Vec<_>, Vec<_>) = self
            .findings
            .iter()
            .partition(|finding| self.states(finding));
        let convicting = |finding: &&&Finding| finding.kind != FindingKind::Unsupported;
        let findings = others.iter().filter(convicting).count();
        match findings {
            0 => {}
            1 => reasons.push("one finding".to_owned()),
            _ => reasons.push(format!("{findings} findings")),
        }
        if findings < others.len() {
            reasons.push("the driver called a function that the lab does not implement".to_owned());
        }
        // Without traffic no classify can meet the unload function: such a run only measures a rate.
        // A driver that never started has its reason above.
        if let Some(overlap) = self.overlap
            && self.refused.is_none()
            && self.threads > 0
            && self.cycles > 0
        {
            let needed = self.cycles.div_ceil(2);
            if overlap.cycles < needed {
                reasons.push(format!(
                    "the run proves nothing: unload met a classify inside the image in {} cycles; \
                     {needed} are needed",
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
        // On Windows there is no lab to look inside.
        if let Some(stated) = &self.device_security_stated
            && self.overlap.is_some()
            && !self.is_secured_as_stated()
        {
            reasons.push(format!(
                "the driver states {stated} as the security of its device; the device has {}",
                self.security()
            ));
        }
        if let Some(never) = &self.never
            && never.seen != never.expected
        {
            reasons.push(format!(
                "the driver states that it {} when the engine never lets go, but it {}",
                never.expected, never.seen
            ));
        }
        if let Some(refused) = self.refused {
            if !refused.running || (refused.calls == 0 && self.threads > 0) {
                reasons
                    .push("the driver states that it cannot be stopped, but it stopped".to_owned());
            }
            // On Windows there is no lab to look inside.
            if self.overlap.is_some() && stated.is_empty() {
                reasons
                    .push("the driver states CONTRACT U1, but the lab did not find it".to_owned());
            }
        }
        if let Some(calls) = self.calls_that_can_fail {
            let came = |call: &&RefusedCall| !call.function.is_empty();
            let refused = self.calls_refused.iter().filter(came).count();
            if calls == 0 {
                reasons.push(
                    "the run proves nothing: the start makes no call that can fail".to_owned(),
                );
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Memory, Never, NeverOutcome, Overlap, Refused};

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
