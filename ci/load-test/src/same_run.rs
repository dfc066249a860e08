//! Compares a report that the book shows with a new run of the same driver.
//!
//! The alternate form of a [`Report`](crate::Report) (`{:#}`) is a pattern: where chance decides a
//! number, it has a mark instead. Everything else has to be the same, letter by letter.

use std::fmt::Write;

/// Stands for any number.
pub const ANY: char = '\u{E000}';
/// Stands for any number but 0.
pub const NOT_ZERO: char = '\u{E001}';
/// Stands for an offset into an image, which depends on the build.
pub const OFFSET: char = '\u{E002}';

const fn is_mark(letter: char) -> bool {
    matches!(letter, ANY | NOT_ZERO | OFFSET)
}

/// The first line in which `shown` is not what `pattern` says, with both; [`None`] if every line
/// fits.
#[must_use]
pub fn difference(shown: &str, pattern: &str) -> Option<String> {
    let (mut lines, mut patterns) = (shown.lines(), pattern.lines());
    for number in 1_u32.. {
        let (line, wanted) = match (lines.next(), patterns.next()) {
            (None, None) => return None,
            (Some(line), Some(wanted)) if fits(line, wanted) => continue,
            pair => pair,
        };
        let mut text = String::new();
        for (who, what) in [("the book", line), ("this run", wanted)] {
            let what = what.map_or_else(|| "(no line)".to_owned(), readable);
            // Writing to a string does not fail.
            writeln!(text, "  line {number}, {who}: {what}").unwrap_or_default();
        }
        return Some(text);
    }
    None
}

fn readable(pattern: &str) -> String {
    pattern.replace(is_mark, "<number>")
}

fn fits(line: &str, pattern: &str) -> bool {
    let mut rest = line;
    for piece in pattern.split_inclusive(is_mark) {
        let mark = piece.chars().next_back().filter(|last| is_mark(*last));
        let Some(after) = rest.strip_prefix(piece.trim_end_matches(is_mark)) else {
            return false;
        };
        let end = match mark {
            None => 0,
            Some(OFFSET) => offset(after),
            Some(_) => number_of(after),
        };
        let (number, after) = after.split_at(end);
        let good = match mark {
            None => true,
            Some(NOT_ZERO) => number.contains(|digit| matches!(digit, '1'..='9')),
            Some(_) => !number.is_empty(),
        };
        if !good {
            return false;
        }
        rest = after;
    }
    rest.is_empty()
}

/// How many bytes from the start of `text` are a number, such as `1,234.5`; 0 for none.
fn number_of(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_part = |at: &usize| {
        is_digit(*at) || (*at > 0 && matches!(bytes[*at], b'.' | b',') && is_digit(at + 1))
    };
    (0..bytes.len()).take_while(is_part).count()
}

/// How many bytes from the start of `text` are an offset; 0 for none.
fn offset(text: &str) -> usize {
    let Some(digits) = text.strip_prefix("0x") else {
        return 0;
    };
    let end = digits.find(|letter: char| !letter.is_ascii_hexdigit());
    match end.unwrap_or(digits.len()) {
        0 => 0,
        end => end + 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{
        Finding, FindingKind, Flows, Frame, Line, Memory, Never, NeverOutcome, Overlap,
        RefusedCall, Report, Site,
    };

    fn site(role: &str, line: u32) -> Site {
        Site {
            role: role.to_owned(),
            frames: vec![Frame {
                offset: 0x1234,
                lines: vec![Line {
                    function: "unload::unload".to_owned(),
                    file: "drivers/wdm/unload/src/lib.rs".to_owned(),
                    line,
                }],
            }],
        }
    }

    fn finding(kind: FindingKind, text: &str) -> Finding {
        Finding {
            kind,
            rule: "U5".to_owned(),
            text: text.to_owned(),
            irql: 0,
            first_cycle: 2,
            last_cycle: 9,
            cycles: 3,
            sites: vec![site("at", 40), site("the last call", 50)],
        }
    }

    fn report() -> Report {
        let mut report = Report {
            platform: "Wine 8.0 + lab, not Windows".to_owned(),
            driver: "wdm/unload".to_owned(),
            image_bytes: 20_480,
            threads: 4,
            cycles_asked: 10,
            cycles: 10,
            unregister_modes: [("waits".to_owned(), 5)].into(),
            close_modes: [("later".to_owned(), 5)].into(),
            overlap: Some(Overlap {
                cycles: 9,
                parked_cycles: 7,
                classifies: 1000,
                at_dispatch: 500,
                refusals: 40,
                permitted: 900,
                ..Overlap::default()
            }),
            flows: Some(Flows {
                established: 30,
                associated: 30,
                deleted: 30,
                pending: 4,
                busy: 6,
                modes: [("flows-stay".to_owned(), 5)].into(),
            }),
            never: Some(Never {
                expected: NeverOutcome::Waits,
                seen: NeverOutcome::Waits,
                refusals: 140,
                watched: 1500,
            }),
            memory: Some(Memory {
                early: 1000,
                late: 1004,
            }),
            calls_refused: vec![RefusedCall {
                call: 1,
                function: "IoCreateDevice".to_owned(),
                answer: "0xc000009a".to_owned(),
                outcome: "DriverEntry failed with status 0xc000009a".to_owned(),
                elsewhere: false,
                site: site("called at", 30),
            }],
            seconds: 2.0,
            findings: vec![
                finding(FindingKind::Contract, "returned with 1 callout registered"),
                finding(
                    FindingKind::Fault,
                    "a thread executed image+0x11a0 after the image was freed",
                ),
            ],
            ..Report::default()
        };
        report.judge();
        report
    }

    /// What the book shows after `change`, compared with a run that gives [`report`].
    fn found(change: impl FnOnce(&mut Report)) -> Option<String> {
        let mut shown = report();
        change(&mut shown);
        difference(&shown.to_string(), &format!("{:#}", report()))
    }

    #[test]
    fn a_report_is_the_same_run_as_itself() {
        assert_eq!(found(|_| {}), None);
        assert!(!report().to_string().contains(is_mark), "figures are shown");
    }

    #[test]
    fn what_chance_decides_may_differ() {
        let good = |what: &str, change: fn(&mut Report)| assert_eq!(found(change), None, "{what}");
        good("sizes, times", |report| {
            report.image_bytes = 1;
            report.seconds = 1000.0;
            report.memory.iter_mut().for_each(|memory| memory.late = 9);
        });
        good("counts", |report| {
            report.overlap.iter_mut().for_each(|overlap| {
                overlap.cycles = 10;
                overlap.parked_cycles = 0;
                overlap.classifies = 5;
                overlap.at_dispatch = 1;
                overlap.refusals = 1;
                overlap.permitted = 1;
            });
            report.flows.iter_mut().for_each(|flows| flows.pending = 0);
            report.never.iter_mut().for_each(|never| never.refusals = 9);
        });
        good("when a finding came", |report| {
            let finding = &mut report.findings[0];
            (finding.irql, finding.cycles, finding.first_cycle) = (2, 1, 7);
        });
        good("where in a function a fault came", |report| {
            let finding = &mut report.findings[1];
            finding.text = finding.text.replace("0x11a0", "0x3");
            finding.sites[0].frames[0].lines[0].line = 41;
        });
    }

    #[test]
    fn what_chance_does_not_decide_must_not_differ() {
        let bad = |what: &str, line: &str, change: fn(&mut Report)| {
            let text = found(change).unwrap_or_else(|| panic!("{what} went unnoticed"));
            assert!(text.contains(line), "{what}: {text}");
        };
        bad("another platform", "Wine 9.0", |report| {
            report.platform = "Wine 9.0 + lab, not Windows".to_owned();
        });
        bad("another verdict", "PASS", |report| report.reasons.clear());
        bad("another reason", "because", |report| {
            report.reasons = vec!["other".to_owned()];
        });
        bad("another count of cycles", "9 of 10", |report| {
            report.cycles = 9;
        });
        bad("a mode that came less often", "waits 4", |report| {
            report.unregister_modes = [("waits".to_owned(), 4)].into();
        });
        bad("nothing permitted", "0 permitted", |report| {
            report.overlap.iter_mut().for_each(|it| it.permitted = 0);
        });
        bad("something blocked", "7 blocked", |report| {
            report.overlap.iter_mut().for_each(|it| it.blocked = 7);
        });
        bad("another watch", "in 15 ms", |report| {
            report.never.iter_mut().for_each(|never| never.watched = 15);
        });
        bad("a host that was replaced", "replaced 1", |report| {
            report.replaced = 1;
        });
        bad("another status", "0xc0000001", |report| {
            report.calls_refused[0].answer = "0xc0000001".to_owned();
        });
        bad("the line of a refused call", "lib.rs:31", |report| {
            report.calls_refused[0].site = site("called at", 31);
        });
        bad("another rule", "CONTRACT U6", |report| {
            report.findings[0].rule = "U6".to_owned();
        });
        bad("the words of a finding", "2 callouts", |report| {
            report.findings[0].text = "returned with 2 callouts registered".to_owned();
        });
        bad("the source line of a rule", "lib.rs:41", |report| {
            report.findings[0].sites[0] = site("at", 41);
        });
        bad("the function of a fault", "other", |report| {
            "other".clone_into(&mut report.findings[1].sites[0].frames[0].lines[0].function);
        });
        bad("the last call before a fault", "lib.rs:51", |report| {
            report.findings[1].sites[1] = site("the last call", 51);
        });
        bad("a finding too few", "findings          1", |report| {
            report.findings.pop();
        });
        bad("a finding too many", "findings          3", |report| {
            report.findings.push(report.findings[0].clone());
        });
    }

    #[test]
    fn a_line_too_few_or_too_many_is_a_difference() {
        assert_eq!(difference("one\ntwo\n", "one\ntwo\n"), None);
        let text = difference("one\n", "one\ntwo\n").expect("a difference");
        assert!(text.contains("line 2, the book: (no line)"), "{text}");
        let text = difference("one\ntwo\n", "one\n").expect("a difference");
        assert!(text.contains("line 2, this run: (no line)"), "{text}");
    }

    #[test]
    fn a_mark_takes_a_number_and_nothing_else() {
        let some = format!("{ANY} refusals");
        for good in ["12 refusals", "0.5 refusals", "1,234 refusals"] {
            assert!(fits(good, &some), "{good}");
        }
        assert!(fits("12, and no more", &format!("{ANY}, and no more")));
        for bad in [
            "refusals",
            " refusals",
            "… refusals",
            "twelve refusals",
            ",12 refusals",
            "12, refusals",
            "12 refusals ",
        ] {
            assert!(!fits(bad, &some), "{bad}");
        }
        assert!(!fits("0 refusals", &format!("{NOT_ZERO} refusals")));
        let offset = format!("image+{OFFSET} after");
        assert!(fits("image+0x1f after", &offset));
        for bad in ["image+1f after", "image+0x after", "image+ after"] {
            assert!(!fits(bad, &offset), "{bad}");
        }
    }
}
