//! The report as text.

use std::fmt::{self, Display, Formatter};

use crate::report::{Finding, FindingKind, Report, Site, Verdict};

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
            Self::Unsupported => "UNSUPPORTED",
        })
    }
}

fn row(f: &mut Formatter<'_>, name: &str, value: &dyn Display) -> fmt::Result {
    writeln!(f, "  {name:<18}{value}")
}

fn counts<'a>(counts: impl IntoIterator<Item = (&'a String, &'a u32)>) -> String {
    let counts = counts.into_iter();
    let texts: Vec<_> = counts
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    texts.join(", ")
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.platform)?;
        writeln!(f, "{}: {}", self.driver, self.verdict())?;
        for reason in &self.reasons {
            row(f, "because", reason)?;
        }
        row(
            f,
            "cycles",
            &format_args!(
                "{} of {}: start, traffic on {} threads, stop under traffic",
                self.cycles, self.cycles_asked, self.threads
            ),
        )?;
        for failed in self.failed_cycles.iter().take(3) {
            let number = format_args!("cycle {}: {}", failed.cycle, failed.what);
            row(f, "", &number)?;
        }
        if let Some(overlap) = &self.overlap {
            row(
                f,
                "unload met",
                &format_args!(
                    "a classify inside the image in {} cycles (at least {} needed)",
                    overlap.cycles,
                    self.cycles.div_ceil(2)
                ),
            )?;
            row(
                f,
                "",
                &format_args!(
                    "stopped by the lab at an instruction of the image in {}",
                    overlap.parked_cycles
                ),
            )?;
            row(
                f,
                "classify calls",
                &format_args!(
                    "{}, of them {} at DISPATCH_LEVEL",
                    overlap.classifies, overlap.at_dispatch
                ),
            )?;
            row(
                f,
                "refused",
                &format_args!("{} unregister calls", overlap.refusals),
            )?;
            row(
                f,
                "blocked",
                &format_args!(
                    "{} connections, for want of a registered callout",
                    overlap.blocked
                ),
            )?;
        }
        if !self.unregister_modes.is_empty() {
            row(f, "unregister", &counts(&self.unregister_modes))?;
            row(f, "session close", &counts(&self.close_modes))?;
        }
        if let Some(never) = &self.never {
            row(
                f,
                "never let go",
                &format_args!(
                    "the driver {}, as it should: {} refusals in {} ms",
                    never.seen, never.refusals, never.watched
                ),
            )?;
        }
        if let Some(memory) = &self.memory {
            row(
                f,
                "host process",
                &format_args!(
                    "{} KiB early, {} KiB late, replaced {} times",
                    memory.early, memory.late, self.replaced
                ),
            )?;
        }
        row(f, "findings", &self.findings.len())?;
        row(f, "image", &format_args!("{} bytes", self.image_bytes))?;
        row(
            f,
            "rate",
            &format_args!(
                "{:.1} cycles/s, {:.1} s",
                f64::from(self.cycles) / self.seconds.max(f64::EPSILON),
                self.seconds
            ),
        )?;
        for finding in &self.findings {
            write!(f, "\n{finding}")?;
        }
        Ok(())
    }
}

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} {}, in {} cycle(s), first in cycle {}, at IRQL {}",
            self.kind, self.rule, self.cycles, self.first_cycle, self.irql
        )?;
        writeln!(f, "  {}", self.text)?;
        for site in &self.sites {
            write!(f, "{site}")?;
        }
        Ok(())
    }
}

impl Display for Site {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.frames.is_empty() {
            return Ok(());
        }
        writeln!(f, "  {}:", self.role)?;
        for frame in &self.frames {
            if frame.lines.is_empty() {
                writeln!(f, "    image+{:#x}", frame.offset)?;
            }
            for line in &frame.lines {
                writeln!(f, "    {} at {}:{}", line.function, line.file, line.line)?;
            }
        }
        Ok(())
    }
}
