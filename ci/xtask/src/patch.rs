//! What a mistake's patch says and changes.

use std::{
    fmt::Write,
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

/// Lines around a change that the book shows.
const CONTEXT: usize = 3;

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
                "drivers/mistakes/{name}.patch: {what}. drivers/mistakes/README.md describes the format."
            ))
        };
        let (header, diff) = text
            .split_once("\ndiff --git ")
            .ok_or_else(|| wrong("there is no diff after the header"))?;
        let (header, why) = header
            .split_once("\n\n")
            .ok_or_else(|| wrong("no text after the header explains why"))?;
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

    /// The change as the book shows it: each file with its name, three lines of context around each
    /// change, and no `ANCHOR` comments, which are the book's own.
    ///
    /// A line keeps its number: where a comment was taken out, the numbers of a hunk's first line
    /// hold, and its lengths count what is shown.
    pub fn shown(&self) -> String {
        let mut shown = String::new();
        for file in self.diff.split("diff --git ").skip(1) {
            let mut hunks = file.split("\n@@ ");
            let header = hunks.next().unwrap_or_default();
            for name in header
                .lines()
                .filter(|line| line.starts_with("--- ") || line.starts_with("+++ "))
            {
                shown += name;
                shown.push('\n');
            }
            for hunk in hunks {
                shown += &cut_hunk(hunk).unwrap_or_default();
            }
        }
        shown
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

/// One line of a hunk.
struct DiffLine<'a> {
    /// Its number before the change, and after it; of a line that is not there, the next one's.
    numbers: [u32; 2],
    text: &'a str,
}

impl DiffLine<'_> {
    fn is_change(&self) -> bool {
        self.text.starts_with(['-', '+'])
    }
}

/// What a line of a hunk counts, before the change and after it.
fn counts(text: &str) -> [u32; 2] {
    [
        u32::from(!text.starts_with('+')),
        u32::from(!text.starts_with('-')),
    ]
}

/// A hunk, `-12,7 +12,5 @@ context` and its lines, with no more context than a reader needs.
fn cut_hunk(hunk: &str) -> Option<String> {
    let mut lines = hunk.lines();
    let (numbers, heading) = lines.next()?.split_once(" @@")?;
    let mut numbers = numbers.split(' ').map(|side| {
        let start = side.get(1..)?.split(',').next()?;
        start.parse::<u32>().ok()
    });
    let mut at = [numbers.next()??, numbers.next()??];
    let mut all = Vec::new();
    // `\ No newline at end of file` is no line.
    for text in lines.filter(|text| !text.starts_with('\\')) {
        all.push(DiffLine { numbers: at, text });
        let [before, after] = counts(text);
        at = [at[0] + before, at[1] + after];
    }
    let is_comment = |line: &DiffLine<'_>| {
        !line.is_change() && (line.text.contains("// ANCHOR") || line.text.contains("# ANCHOR"))
    };
    let shown: Vec<&DiffLine<'_>> = all.iter().filter(|line| !is_comment(line)).collect();
    let near = |index: usize| {
        let from = index.saturating_sub(CONTEXT);
        let around = shown.iter().skip(from).take(index - from + CONTEXT + 1);
        around.into_iter().any(|line| line.is_change())
    };
    let mut text = String::new();
    let mut begun = false;
    for index in 0..shown.len() {
        if !near(index) {
            begun = false;
            continue;
        }
        if !begun {
            begun = true;
            let part: Vec<_> = (index..shown.len())
                .take_while(|index| near(*index))
                .map(|index| counts(shown[index].text))
                .collect();
            let [before, after] =
                [0, 1].map(|side| part.iter().map(|counts| counts[side]).sum::<u32>());
            let first = shown[index];
            // As git finds it: the last line above that begins at the margin.
            let above = all.iter().take_while(|line| line.numbers != first.numbers);
            let heading = above
                .filter(|line| counts(line.text)[0] == 1)
                .filter_map(|line| line.text.get(1..))
                .filter(|text| text.starts_with(|first: char| first.is_ascii_alphabetic()))
                .last()
                .map_or_else(|| heading.to_owned(), |heading| format!(" {heading}"));
            // Writing to a string does not fail.
            writeln!(
                text,
                "@@ -{},{before} +{},{after} @@{}",
                first.numbers[0],
                first.numbers[1],
                heading.trim_end()
            )
            .unwrap_or_default();
        }
        text += shown[index].text;
        text.push('\n');
    }
    Some(text)
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

    /// The diff of a hunk with two changes far apart, and comments for the book.
    const LONG: &str = "Mistake: forgets\nRule: U5\nExpect: CONTRACT U5\n\nWhy.\n\n\
        diff --git a/drivers/wdm/unload/src/lib.rs b/drivers/wdm/unload/src/lib.rs\n\
        index a27eb2e..438c41f 100644\n\
        --- a/drivers/wdm/unload/src/lib.rs\n+++ b/drivers/wdm/unload/src/lib.rs\n\
        @@ -10,17 +10,17 @@ fn before()\n one\n two\n // ANCHOR: part\n three\n four\n\
        -five\n+cinq\n fn six() {\n  seven\n  eight\n  nine\n // ANCHOR_END: part\n ten\n\
        \x20eleven\n twelve\n-gone\n+come\n last\n";

    #[test]
    fn a_diff_is_shown_with_three_lines_of_context() {
        let patch = Patch::parse("forgets", LONG).expect("a patch");
        assert_eq!(
            patch.shown(),
            "--- a/drivers/wdm/unload/src/lib.rs\n+++ b/drivers/wdm/unload/src/lib.rs\n\
             @@ -11,7 +11,7 @@ one\n two\n three\n four\n-five\n+cinq\n fn six() {\n  seven\n  eight\n\
             @@ -21,5 +21,5 @@ fn six() {\n ten\n eleven\n twelve\n-gone\n+come\n last\n"
        );
    }

    #[test]
    fn every_diff_is_shown_without_what_only_git_and_the_book_need() {
        for patch in crate::mistakes::patches(&[]).expect("the patches") {
            let shown = patch.shown();
            let changes = |text: &str| -> Vec<String> {
                let lines = text.lines().filter(|line| {
                    line.starts_with(['-', '+'])
                        && !line.starts_with("--- ")
                        && !line.starts_with("+++ ")
                });
                lines.map(ToOwned::to_owned).collect()
            };
            assert_eq!(changes(&shown), changes(&patch.diff), "{}", patch.name);
            for noise in ["ANCHOR", "\nindex ", "diff --git", "Mistake:"] {
                assert!(!shown.contains(noise), "{}: {noise}", patch.name);
            }
        }
    }

    #[test]
    fn a_patch_that_expects_nothing_is_refused() {
        let text = PATCH.replace("Expect:", "Hope:");
        let error = Patch::parse("forgets", &text).expect_err("refused");
        insta::assert_snapshot!(error);
    }
}
