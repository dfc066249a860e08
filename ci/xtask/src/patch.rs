//! What a mistake's patch says and changes.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use load_test::{Finding, FindingKind};

use crate::{
    failure::{Failure, Result},
    repository::Model,
};

/// Cycles in which every mode comes once.
const ALL_MODES: u32 = 10;

/// A finding that a patch expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Its class.
    pub kind: FindingKind,
    /// Its rule.
    pub rule: String,
}

impl Expected {
    fn parse(text: &str) -> Option<Self> {
        let (kind, rule) = text.trim().split_once(' ')?;
        let kind = match kind {
            "CONTRACT" => FindingKind::Contract,
            "FAULT" => FindingKind::Fault,
            "IMAGE" => FindingKind::Image,
            _ => return None,
        };
        Some(Self {
            kind,
            rule: rule.trim().to_owned(),
        })
    }

    /// Whether this is that finding.
    pub fn is(&self, finding: &Finding) -> bool {
        finding.kind == self.kind && finding.rule == self.rule
    }
}

impl std::fmt::Display for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind, self.rule)
    }
}

/// Lines of a patched file that belong to a hunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The file, relative to the repository.
    pub file: PathBuf,
    /// Its lines after the patch.
    pub lines: Range<u32>,
}

/// A mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// File name without its extension.
    pub name: String,
    /// What the driver does wrong, in one sentence.
    pub mistake: String,
    /// The rule that it breaks.
    pub rule: String,
    /// Why a driver comes to do it, and what happens then.
    pub why: String,
    /// The change, as a unified diff.
    pub diff: String,
    /// Cycles of its run: all modes once, or what a `Cycles:` line says.
    pub cycles: u32,
    /// Whether every call of the start is to fail once, as a `Run: fail-each` line says.
    pub fail_each: bool,
    /// The findings that it must lead to.
    pub expected: Vec<Expected>,
    /// What it changes.
    pub hunks: Vec<Hunk>,
}

impl Patch {
    /// Reads a patch. `text` begins with a header, ends with a unified diff of git.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let wrong = |what: &str| {
            Failure::usage(format!(
                "drivers/mistakes/{name}.patch: {what}. drivers/mistakes/README.md shows the form."
            ))
        };
        let (header, diff) = text
            .split_once("\ndiff --git ")
            .ok_or_else(|| wrong("there is no diff after the header"))?;
        let (header, why) = header
            .split_once("\n\n")
            .ok_or_else(|| wrong("there is no text after the header that says why"))?;
        let stated = |field: &str| {
            let mut lines = header.lines();
            lines.find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))
        };
        let mistake = stated("Mistake").ok_or_else(|| wrong("there is no Mistake line"))?;
        let rule = stated("Rule").ok_or_else(|| wrong("there is no Rule line"))?;
        let mut expected = Vec::new();
        let mut cycles = ALL_MODES;
        let mut fail_each = false;
        for line in header.lines() {
            if let Some(count) = line.strip_prefix("Cycles:") {
                cycles = count
                    .trim()
                    .parse()
                    .map_err(|_| wrong("a Cycles line is not a number"))?;
            }
            if let Some(run) = line.strip_prefix("Run:") {
                if run.trim() != "fail-each" {
                    return Err(wrong("a Run line is not `fail-each`"));
                }
                fail_each = true;
            }
            if let Some(finding) = line.strip_prefix("Expect:") {
                let finding = Expected::parse(finding).ok_or_else(|| {
                    wrong("an Expect line is not `CONTRACT Unn`, `FAULT name` or `IMAGE check`")
                })?;
                expected.push(finding);
            }
        }
        if expected.is_empty() {
            return Err(wrong("it expects no finding"));
        }
        let hunks = hunks(diff).ok_or_else(|| wrong("a hunk has no line numbers"))?;
        if hunks.is_empty() {
            return Err(wrong("it changes nothing"));
        }
        Ok(Self {
            name: name.to_owned(),
            mistake: mistake.trim().to_owned(),
            rule: rule.trim().to_owned(),
            why: why.trim().to_owned(),
            diff: format!("diff --git {diff}"),
            cycles,
            fail_each,
            expected,
            hunks,
        })
    }

    /// The models and names of the drivers that it changes.
    pub fn drivers(&self) -> Vec<(Model, String)> {
        let mut drivers: Vec<_> = self
            .hunks
            .iter()
            .filter_map(|hunk| {
                let mut parts = hunk.file.iter().map(|part| part.to_string_lossy());
                let model = match (parts.next()?.as_ref(), parts.next()?.as_ref()) {
                    ("drivers", "wdm") => Model::Wdm,
                    ("drivers", "wdf") => Model::Wdf,
                    _ => return None,
                };
                Some((model, parts.next()?.into_owned()))
            })
            .collect();
        drivers.sort();
        drivers.dedup();
        drivers
    }

    /// Whether a finding names a line of a hunk. What is wrong with the image as a whole has no
    /// line.
    pub fn contains(&self, finding: &Finding) -> bool {
        if finding.kind == FindingKind::Image && finding.sites.is_empty() {
            return true;
        }
        let frames = finding.sites.iter().flat_map(|site| &site.frames);
        let mut lines = frames.flat_map(|frame| &frame.lines);
        lines.any(|line| {
            self.hunks
                .iter()
                .any(|hunk| hunk.file == Path::new(&line.file) && hunk.lines.contains(&line.line))
        })
    }
}

fn hunks(diff: &str) -> Option<Vec<Hunk>> {
    let mut hunks = Vec::new();
    let mut file = PathBuf::new();
    for line in diff.lines() {
        if let Some(path) = line.strip_prefix("+++ b/") {
            file = PathBuf::from(path);
        } else if let Some(numbers) = line.strip_prefix("@@ ") {
            // `-12,7 +12,5 @@ context`
            let new = numbers.split(' ').nth(1)?.strip_prefix('+')?;
            let (start, length) = new.split_once(',').unwrap_or((new, "1"));
            let start: u32 = start.parse().ok()?;
            let length: u32 = length.parse().ok()?;
            hunks.push(Hunk {
                file: file.clone(),
                lines: start..start + length,
            });
        }
    }
    Some(hunks)
}

#[cfg(test)]
mod tests {
    use load_test::{Frame, Line, Site};

    use super::*;

    const PATCH: &str = "Mistake: forgets\nRule: U5\nExpect: CONTRACT U5\nExpect: FAULT stale\n\n\
        Why.\n\ndiff --git a/drivers/wdm/unload/src/lib.rs b/drivers/wdm/unload/src/lib.rs\n\
        --- a/drivers/wdm/unload/src/lib.rs\n+++ b/drivers/wdm/unload/src/lib.rs\n\
        @@ -10,7 +10,5 @@ fn unload\n context\n-gone\n";

    fn finding(file: &str, line: u32) -> Finding {
        Finding {
            kind: FindingKind::Contract,
            rule: "U5".to_owned(),
            text: String::new(),
            irql: 0,
            first_cycle: 1,
            last_cycle: 1,
            cycles: 1,
            sites: vec![Site {
                role: String::new(),
                frames: vec![Frame {
                    offset: 1,
                    lines: vec![Line {
                        function: String::new(),
                        file: file.to_owned(),
                        line,
                    }],
                }],
            }],
        }
    }

    #[test]
    fn header_hunks_and_drivers_are_read() {
        let patch = Patch::parse("forgets", PATCH).expect("a patch");
        assert_eq!((patch.expected.len(), patch.cycles), (2, ALL_MODES));
        assert_eq!(patch.drivers(), [(Model::Wdm, "unload".to_owned())]);
        assert_eq!(patch.hunks[0].lines, 10..15);
        assert!(patch.expected[0].is(&finding("x", 1)));
        assert!(!patch.expected[1].is(&finding("x", 1)));
    }

    #[test]
    fn a_finding_is_in_the_hunk_or_not() {
        let patch = Patch::parse("forgets", PATCH).expect("a patch");
        let file = "drivers/wdm/unload/src/lib.rs";
        assert!(patch.contains(&finding(file, 10)));
        assert!(patch.contains(&finding(file, 14)));
        assert!(!patch.contains(&finding(file, 15)));
        assert!(!patch.contains(&finding("drivers/wdf/unload/src/lib.rs", 10)));
    }

    #[test]
    fn a_patch_that_expects_nothing_is_refused() {
        let text = PATCH.replace("Expect:", "Hope:");
        let error = Patch::parse("forgets", &text).expect_err("refused");
        insta::assert_snapshot!(error);
    }
}
