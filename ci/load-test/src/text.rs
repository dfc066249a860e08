//! The report as text.
//!
//! The alternate form (`{:#}`) is a pattern for [`difference`](crate::difference): a mark stands for
//! each number that differs from run to run.

use std::fmt::{self, Display, Formatter};

use crate::{
    numbers,
    report::{Finding, FindingKind, RefusedCall, Report, Site},
    same_run::{ANY, NOT_ZERO, OFFSET},
    verdict::Verdict,
};

impl Display for Verdict {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pass => "PASS",
            Self::Fail => "FAIL",
        })
    }
}

impl Display for FindingKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Contract => "CONTRACT",
            Self::Fault => "FAULT",
            Self::Image => "IMAGE",
            Self::Unsupported => "UNSUPPORTED",
        })
    }
}

/// Writes rows, with what was measured or with marks in its place.
struct Rows<'a, 'b> {
    f: &'a mut Formatter<'b>,
}

impl Rows<'_, '_> {
    fn row(&mut self, name: &str, value: impl Display) -> fmt::Result {
        writeln!(self.f, "  {name:<18}{value}")
    }

    /// A count that differs from run to run, unless there is nothing to count.
    fn if_any(&self, count: u64) -> String {
        if self.f.alternate() && count > 0 {
            NOT_ZERO.to_string()
        } else {
            numbers::grouped(count)
        }
    }

    /// A count that differs from run to run.
    fn counted(&self, count: impl Into<u64>) -> String {
        self.measured(numbers::grouped(count.into()))
    }

    fn measured(&self, value: impl Display) -> String {
        if self.f.alternate() {
            ANY.to_string()
        } else {
            value.to_string()
        }
    }
}

fn counts<'a>(counts: impl IntoIterator<Item = (&'a String, &'a u32)>) -> String {
    let texts: Vec<_> = counts
        .into_iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    texts.join(", ")
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.platform)?;
        writeln!(f, "{}: {}", self.driver, self.verdict())?;
        let mut rows = Rows { f };
        for reason in &self.reasons {
            rows.row("because", numbers::with_names(reason))?;
        }
        self.refusal_rows(&mut rows)?;
        let what = match self.calls_that_can_fail {
            Some(_) => "start with a refused call; ",
            None => "",
        };
        let what = match self.threads {
            0 => format!("{what}start, stop, no traffic"),
            threads => format!("{what}start, traffic on {threads} threads, stop under traffic"),
        };
        rows.row(
            "cycles",
            format_args!("{} of {}: {what}", self.cycles, self.cycles_asked),
        )?;
        for failed in self.failed_cycles.iter().take(3) {
            let what = numbers::with_names(&failed.what);
            rows.row("", format_args!("cycle {}: {what}", failed.cycle))?;
        }
        self.lab_rows(&mut rows)?;
        self.windows_rows(&mut rows)?;
        if let Some(checks) = &self.image_checks {
            rows.row(
                "image checks",
                format_args!("{} of {} passed", checks.passed, checks.made),
            )?;
        }
        if let Some(refused) = &self.refused {
            let calls = rows.counted(refused.calls);
            rows.row(
                "stop",
                match refused.error {
                    0 => "the control call reported success".to_owned(),
                    error => format!("the control call failed with Win32 error {error}"),
                },
            )?;
            let state = if refused.running {
                "keeps running"
            } else {
                "is not running"
            };
            rows.row(
                "",
                format_args!("afterwards the service {state}, and {calls} calls reach the driver"),
            )?;
        }
        let stated = self.findings.iter().filter(|finding| self.states(finding));
        match stated.count() {
            0 => rows.row("findings", self.findings.len())?,
            stated => rows.row(
                "findings",
                format_args!(
                    "{}; the driver states {stated} of them",
                    self.findings.len()
                ),
            )?,
        }
        let bytes = rows.counted(self.image_bytes);
        rows.row("image", format_args!("{bytes} bytes"))?;
        let rate = f64::from(self.cycles) / self.seconds.max(f64::EPSILON);
        let rate = rows.measured(format_args!("{rate:.1}"));
        let seconds = rows.measured(format_args!("{:.1}", self.seconds));
        rows.row("rate", format_args!("{rate} cycles/s, {seconds} s"))?;
        for call in &self.calls_refused {
            call.fmt(f)?;
        }
        for finding in &self.findings {
            writeln!(f)?;
            finding.fmt(f)?;
        }
        Ok(())
    }
}

impl Report {
    /// What came of failing starts.
    fn refusal_rows(&self, rows: &mut Rows<'_, '_>) -> fmt::Result {
        if let Some(calls) = self.calls_that_can_fail {
            rows.row(
                "calls refused",
                format_args!(
                    "{} of the {calls} that can fail, a clean cycle after each",
                    self.calls_refused.len()
                ),
            )?;
        }
        if !self.without_behaviour.is_empty() {
            rows.row("no behaviour", self.without_behaviour.join(", "))?;
        }
        let mut name = "not refused";
        for (reason, functions) in &self.not_refused {
            let functions: Vec<_> = functions.iter().map(String::as_str).collect();
            rows.row(name, format_args!("{reason}: {}", functions.join(", ")))?;
            name = "";
        }
        if !self.never_refused.is_empty() {
            let imports = self.never_refused.join(", ");
            rows.row(name, format_args!("not in the lab's lists: {imports}"))?;
        }
        Ok(())
    }

    /// What only the lab can observe.
    fn lab_rows(&self, rows: &mut Rows<'_, '_>) -> fmt::Result {
        if let Some(overlap) = &self.overlap
            && self.refused.is_none()
            && self.threads > 0
        {
            let met = rows.measured(overlap.cycles);
            let parked = rows.measured(overlap.parked_cycles);
            rows.row(
                "unload met",
                format_args!(
                    "a classify inside the image in {met} cycles (at least {} needed)",
                    self.cycles.div_ceil(2)
                ),
            )?;
            rows.row(
                "",
                format_args!("stopped by the lab at an instruction of the image in {parked}"),
            )?;
            let calls = rows.counted(overlap.classifies);
            let at_dispatch = rows.counted(overlap.at_dispatch);
            rows.row(
                "classify calls",
                format_args!("{calls}, of them {at_dispatch} at DISPATCH_LEVEL"),
            )?;
            let refusals = rows.counted(overlap.refusals);
            rows.row("refused", format_args!("{refusals} unregister calls"))?;
            let (permitted, blocked) =
                (rows.if_any(overlap.permitted), rows.if_any(overlap.blocked));
            rows.row(
                "traffic",
                format_args!("{permitted} permitted, {blocked} blocked by a filter or its callout"),
            )?;
            let open = rows.if_any(overlap.permitted_without);
            let closed = rows.if_any(overlap.blocked_without);
            rows.row(
                "without callout",
                format_args!("{open} permitted (fail-open), {closed} blocked (fail-closed)"),
            )?;
            if !self.quiet_layers.is_empty() {
                let names: Vec<_> = self.quiet_layers.iter().map(String::as_str).collect();
                rows.row("no traffic at", names.join(", "))?;
            }
            if overlap.left_filters > 0 {
                rows.row(
                    "left in force",
                    format_args!("{} filters without their callout", overlap.left_filters),
                )?;
            }
        }
        if !self.unregister_modes.is_empty() && self.threads > 0 {
            rows.row("unregister", counts(&self.unregister_modes))?;
            rows.row("session close", counts(&self.close_modes))?;
        }
        if let Some(flows) = &self.flows {
            let measured = |value: u64| rows.counted(value);
            let [established, associated, deleted] =
                [flows.established, flows.associated, flows.deleted].map(measured);
            let [pending, busy] = [flows.pending, flows.busy].map(measured);
            let contexts =
                format!("{associated} associated with {established} flows, {deleted} delete calls");
            rows.row("flow contexts", contexts)?;
            let answers = format!(
                "{pending} removals STATUS_PENDING, {busy} unregister calls STATUS_DEVICE_BUSY"
            );
            rows.row("", answers)?;
            rows.row("flows", counts(&flows.modes))?;
        }
        self.device_rows(rows)?;
        if let Some(never) = &self.never {
            let refusals = rows.counted(never.refusals);
            let stated = if never.seen == never.expected {
                ", as it states".to_owned()
            } else {
                format!(", but states that it {}", never.expected)
            };
            rows.row(
                "never let go",
                format_args!(
                    "the driver {}{stated}: {refusals} refusals in {} ms",
                    never.seen, never.watched
                ),
            )?;
        }
        if let Some(memory) = &self.memory {
            let (early, late) = (rows.counted(memory.early), rows.counted(memory.late));
            rows.row(
                "host process",
                format_args!(
                    "{early} KiB early, {late} KiB late, replaced {} times",
                    self.replaced
                ),
            )?;
        }
        Ok(())
    }

    /// What was seen from outside, on Windows.
    fn windows_rows(&self, rows: &mut Rows<'_, '_>) -> fmt::Result {
        let Some(seen) = &self.windows else {
            return Ok(());
        };
        let failed = if seen.failed_connections.is_empty() {
            "none failed".to_owned()
        } else {
            let codes = seen.failed_connections.iter();
            let codes: Vec<_> = codes
                .map(|(code, count)| format!("{count} with error {code}"))
                .collect();
            format!("failed: {}", codes.join(", "))
        };
        rows.row(
            "connections",
            format_args!("{} to port {}; {failed}", seen.connections, seen.port),
        )?;
        rows.row(
            "loaded images",
            format_args!(
                "listed while it ran and gone after the stop in {} cycles",
                seen.listed
            ),
        )?;
        match seen.fewest_classifies {
            Some(count) => rows.row(
                "classify calls",
                format_args!("at least {count} in each cycle, counted by the driver"),
            ),
            None => rows.row(
                "classify calls",
                "not counted: the driver has no request that returns the count",
            ),
        }
    }

    /// What became of its devices.
    fn device_rows(&self, rows: &mut Rows<'_, '_>) -> fmt::Result {
        if let Some(deferred) = self.deferred {
            rows.row(
                "open handle",
                format_args!("unload waited for one in {deferred} cycles"),
            )?;
        }
        if !self.device_security.is_empty() {
            let stated = if self.is_secured_as_stated() {
                ", as the driver states"
            } else {
                ""
            };
            rows.row(
                "device security",
                format_args!("{}{stated}", self.security()),
            )?;
        }
        if self.kept > 0 {
            let kept = rows.measured(self.kept);
            rows.row(
                "image kept",
                format_args!("by a device that the driver left, after {kept} cycles"),
            )?;
        }
        Ok(())
    }
}

impl Display for RefusedCall {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        /// How the outcome of a start begins that failed; the status follows.
        const RETURNED: &str = "DriverEntry failed with status ";
        let Self {
            call,
            function,
            answer,
            outcome,
            elsewhere,
            site,
        } = self;
        let thread = if *elsewhere { " on another thread" } else { "" };
        let outcome = match outcome.strip_prefix(RETURNED) {
            // The status stands in front of it.
            Some(rest) if rest.starts_with(answer.as_str()) => {
                format!("DriverEntry returned it{}", &rest[answer.len()..])
            }
            _ => numbers::with_names(outcome),
        };
        let answer = numbers::named(answer);
        writeln!(f, "  {call:>3} {function} = {answer}{thread}: {outcome}")?;
        let mut lines = site.frames.iter().flat_map(|frame| &frame.lines);
        // Not the bindings, which are generated below `target`.
        if let Some(line) = lines.find(|line| !line.file.contains("/target/")) {
            writeln!(f, "      {} at {}:{}", line.function, line.file, line.line)?;
        }
        Ok(())
    }
}

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let rows = Rows { f };
        let (cycles, irql) = (rows.measured(self.cycles), rows.measured(self.irql));
        // When a race is lost is chance.
        let first = rows.measured(self.first_cycle);
        if self.kind == FindingKind::Image {
            writeln!(f, "{} {}", self.kind, self.rule)?;
        } else {
            writeln!(
                f,
                "{} {}, first in cycle {first}, {cycles} in all, at IRQL {irql}",
                self.kind, self.rule
            )?;
        }
        let text = numbers::in_number(&numbers::with_names(&self.text));
        let text = match (f.alternate(), self.kind, text.split_once("image+")) {
            // Which instruction a thread stood at when the image went is chance.
            (true, FindingKind::Fault, Some((before, after))) => {
                let after = after.split_once(' ').map_or("", |(_, rest)| rest);
                format!("{before}image+{OFFSET} {after}")
            }
            _ => text,
        };
        writeln!(f, "  {text}")?;
        for (index, site) in self.sites.iter().enumerate() {
            let by_chance = self.kind == FindingKind::Fault && index == 0;
            site.write(f, by_chance)?;
        }
        Ok(())
    }
}

impl Site {
    /// `by_chance`: at which line of the function it happened is chance.
    fn write(&self, f: &mut Formatter<'_>, by_chance: bool) -> fmt::Result {
        if self.frames.is_empty() {
            return Ok(());
        }
        writeln!(f, "  {}:", self.role)?;
        for frame in &self.frames {
            match frame.lines.is_empty() {
                true if f.alternate() => writeln!(f, "    image+{OFFSET}")?,
                true => writeln!(f, "    image+{:#x}", frame.offset)?,
                false => {}
            }
            for line in &frame.lines {
                let number = if by_chance && f.alternate() {
                    ANY.to_string()
                } else {
                    line.line.to_string()
                };
                writeln!(f, "    {} at {}:{number}", line.function, line.file)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::OnWindows;

    fn rows(seen: OnWindows) -> Vec<String> {
        let report = Report {
            windows: Some(seen),
            ..Report::default()
        };
        let text = report.to_string();
        let rows = text.lines().filter(|line| {
            ["connections", "loaded images", "classify calls"]
                .iter()
                .any(|name| line.trim_start().starts_with(name))
        });
        rows.map(|line| line.trim().to_owned()).collect()
    }

    /// What a run on Windows shows, and what it does not.
    #[test]
    fn a_run_on_windows_names_its_evidence() {
        let mut seen = OnWindows {
            port: 443,
            connections: 1200,
            listed: 20,
            fewest_classifies: Some(53),
            ..OnWindows::default()
        };
        let good = rows(seen.clone());
        assert_eq!(good.len(), 3);
        assert!(good[0].ends_with("to port 443; none failed"), "{}", good[0]);
        assert!(good[1].ends_with("in 20 cycles"), "{}", good[1]);
        assert!(good[2].contains("at least 53 in each cycle"), "{}", good[2]);
        seen.failed_connections = [(10013, 7), (10060, 1)].into();
        seen.fewest_classifies = None;
        let bad = rows(seen);
        assert!(bad[0].ends_with("failed: 7 with error 10013, 1 with error 10060"));
        assert!(bad[2].contains("not counted"), "{}", bad[2]);
        let elsewhere = Report::default().to_string();
        assert!(!elsewhere.contains("loaded images"), "{elsewhere}");
    }
}
