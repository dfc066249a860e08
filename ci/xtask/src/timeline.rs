//! The picture of a run, from the lab's trace of one cycle: a row for each event, lanes for the
//! unload function, the callout, the image and one classify thread. Not to scale; the times are
//! written beside the rows.

use std::fmt::Write;

use load_test::TraceEvent;

const LANES: [(&str, &str, u32); 4] = [
    ("unload", "running", 128),
    ("callout", "registered", 200),
    ("image", "mapped", 272),
    ("classify", "in image", 344),
];
const UNLOAD: usize = 0;
const CALLOUT: usize = 1;
const IMAGE: usize = 2;
const CLASSIFY: usize = 3;

const TOP: u32 = 78;
const ROW: u32 = 27;
const BAR_TOP: u32 = 46;
const TEXT: u32 = 390;
const WIDTH: u32 = 780;

/// Colours are the page's, so that the picture follows its theme.
const STYLE: &str = r#".timeline{font-family:system-ui,"Segoe UI","Noto Sans","Liberation Sans",sans-serif;font-size:12.5px}
.timeline .ground{fill:var(--tl-bg,#fff)}
.timeline text{fill:var(--tl-ink,#24292f)}
.timeline .lane-name{font-weight:600;text-anchor:middle}
.timeline .lane-note{fill:var(--tl-muted,#57606a);font-size:11px;text-anchor:middle}
.timeline .time{fill:var(--tl-muted,#57606a);text-anchor:end;font-variant-numeric:tabular-nums}
.timeline .rule{stroke:var(--tl-rule,#d0d7de);stroke-width:1}
.timeline .lane{stroke:var(--tl-rule,#d0d7de);stroke-width:2}
.timeline .mapped{fill:var(--tl-mapped,#8c959f)}
.timeline .registered{fill:var(--tl-registered,#0b62b0)}
.timeline .inside{fill:var(--tl-inside,#7a5c00)}
.timeline .unloading{fill:var(--tl-ink,#24292f)}
.timeline .dot{fill:var(--tl-ink,#24292f);stroke:var(--bg,#fff);stroke-width:2}
.timeline .cross{stroke:var(--tl-bad,#b3261e);stroke-width:3;stroke-linecap:round}
.timeline text.bad{fill:var(--tl-bad,#b3261e);font-weight:600}"#;

struct Row {
    at: u64,
    what: String,
    label: String,
    lane: usize,
    bad: bool,
}

/// Draws a trace. `name` makes the ids of the picture; `title` is the text alternative.
pub fn draw(name: &str, title: &str, trace: &[TraceEvent]) -> String {
    let began = trace
        .iter()
        .find(|event| event.what == "UnloadBegins")
        .map_or(0, |event| event.at);
    let rows = rows(trace);
    let time = |row: &Row| {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of one cycle")]
        let offset = row.at as f64 - began as f64;
        format!("{:.3} ms", offset / 1e6)
    };
    let described: Vec<String> = rows
        .iter()
        .map(|row| format!("{}: {}.", time(row), row.label))
        .collect();
    let count = u32::try_from(rows.len()).unwrap_or(0);
    let height = TOP + ROW * count;
    let bottom = height - 8;
    let y = |index: usize| TOP + ROW * u32::try_from(index).unwrap_or(0);
    let mut svg = String::new();
    let out = &mut svg;
    line(
        out,
        format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {WIDTH} {height}">"#
        ),
    );
    line(
        out,
        format_args!(r#"<title id="{name}-title">{title}</title>"#),
    );
    line(
        out,
        format_args!(
            r#"<desc id="{name}-desc">Events in order, times from the start of the unload function. {}</desc>"#,
            described.join(" ")
        ),
    );
    line(out, format_args!("<style>\n{STYLE}\n</style>"));
    line(
        out,
        format_args!(r#"<rect class="ground" width="{WIDTH}" height="{height}"/>"#),
    );
    line(out, format_args!(r#"<g class="lanes">"#));
    for (lane, note, x) in LANES {
        line(
            out,
            format_args!(
                r#"<text class="lane-name" x="{x}" y="20">{lane}</text><text class="lane-note" x="{x}" y="36">{note}</text><line class="lane" x1="{x}" y1="{BAR_TOP}" x2="{x}" y2="{bottom}"/>"#
            ),
        );
    }
    for (index, row) in rows.iter().enumerate() {
        let (x, y) = (LANES[row.lane].2, y(index));
        line(
            out,
            format_args!(
                r#"<line class="rule" x1="{x}" y1="{y}" x2="{}" y2="{y}"/>"#,
                TEXT - 8
            ),
        );
    }
    line(out, format_args!("</g>\n<g class=\"bars\">"));
    for (class, lane, from, to) in bars(&rows) {
        let top = from.map_or(BAR_TOP, y);
        let end = to.map_or(bottom, y);
        line(
            out,
            format_args!(
                r#"<rect class="{class}" x="{}" y="{top}" width="10" height="{}" rx="2"/>"#,
                LANES[lane].2 - 5,
                end.saturating_sub(top)
            ),
        );
    }
    line(out, format_args!("</g>\n<g class=\"events\">"));
    for (index, row) in rows.iter().enumerate() {
        let (x, y) = (LANES[row.lane].2, y(index));
        let mark = if row.bad {
            let (left, right, top, low) = (x - 5, x + 5, y - 5, y + 5);
            format!(
                r#"<path class="cross" d="M{left} {top}L{right} {low}M{right} {top}L{left} {low}"/>"#
            )
        } else {
            format!(r#"<circle class="dot" cx="{x}" cy="{y}" r="5.5"/>"#)
        };
        let class = if row.bad { r#" class="bad""# } else { "" };
        line(
            out,
            format_args!(
                r#"<g class="event"><text class="time" x="88" y="{base}">{time}</text>{mark}<text{class} x="{TEXT}" y="{base}">{label}</text></g>"#,
                base = y + 4,
                time = time(row),
                label = row.label
            ),
        );
    }
    line(out, format_args!("</g>\n</svg>"));
    svg
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    writeln!(out, "{text}").unwrap_or_default();
}

/// The picture without its times: what a new run has to reproduce.
pub fn without_times(svg: &str) -> String {
    let mut lines = Vec::new();
    for line in svg.lines() {
        if line.starts_with("<desc") {
            continue;
        }
        let time = line
            .split_once(r#"<text class="time""#)
            .and_then(|(before, rest)| Some((before, rest.split_once("</text>")?.1)));
        match time {
            Some((before, after)) => lines.push(format!("{before}{after}")),
            None => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

fn rows(trace: &[TraceEvent]) -> Vec<Row> {
    let fault = trace.iter().find(|event| event.what == "Fault");
    let first_fault = fault.map(|event| event.at);
    let mut rows: Vec<Row> = Vec::new();
    for event in trace {
        let status = event.value;
        let (lane, label, bad) = match event.what.as_str() {
            "Parked" => (CLASSIFY, "a classify is inside the image".to_owned(), false),
            "UnloadBegins" => (UNLOAD, "unload begins".to_owned(), false),
            "SessionClosed" => (
                UNLOAD,
                "session closed; the filter is gone".to_owned(),
                false,
            ),
            "Unregister" => (UNLOAD, format!("unregister: {}", name_of(status)), false),
            "DeviceDeleted" => (UNLOAD, "device deleted".to_owned(), false),
            "UnloadReturns" if status > 0 => (
                UNLOAD,
                "CONTRACT U5: returns with the callout registered".to_owned(),
                true,
            ),
            "UnloadReturns" => (UNLOAD, "unload returns".to_owned(), false),
            // Which of the threads inside faults first, the one that stood or another, is chance.
            "Released" if first_fault.is_some() => continue,
            "Released" => (CLASSIFY, "the classify continues".to_owned(), false),
            "Freed" => (IMAGE, "the image is freed".to_owned(), false),
            "Fault" => (
                CLASSIFY,
                "FAULT: the classify runs in the freed image".to_owned(),
                true,
            ),
            _ => continue,
        };
        // Further threads that return to the freed image add nothing.
        let again = bad && rows.iter().any(|row| row.label == label);
        if !again {
            rows.push(Row {
                // The lab notices some time later that the image was freed.
                at: match first_fault {
                    Some(fault) if event.what == "Freed" => event.at.min(fault),
                    _ => event.at,
                },
                what: event.what.clone(),
                label,
                lane,
                bad,
            });
        }
    }
    // Of two events at one time the free comes first: it causes the fault.
    rows.sort_by_key(|row| (row.at, row.what == "Fault"));
    rows
}

type Bar = (&'static str, usize, Option<usize>, Option<usize>);

fn bars(rows: &[Row]) -> [Bar; 4] {
    let find = |what: &str| rows.iter().position(|row| row.what == what);
    let unregistered = rows
        .iter()
        .position(|row| row.what == "Unregister" && row.label.ends_with("STATUS_SUCCESS"));
    [
        (
            "unloading",
            UNLOAD,
            find("UnloadBegins"),
            find("UnloadReturns"),
        ),
        ("registered", CALLOUT, None, unregistered),
        ("mapped", IMAGE, None, find("Freed")),
        (
            "inside",
            CLASSIFY,
            find("Parked"),
            find("Fault").or_else(|| find("Released")),
        ),
    ]
}

fn name_of(status: u64) -> String {
    match status {
        0 => "STATUS_SUCCESS".to_owned(),
        0xC022_000A => "STATUS_FWP_IN_USE".to_owned(),
        0x8000_0011 => "STATUS_DEVICE_BUSY".to_owned(),
        other => format!("{other:#010x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(at: u64, what: &str, value: u64) -> TraceEvent {
        TraceEvent {
            at,
            what: what.to_owned(),
            lane: 0,
            value,
        }
    }

    #[test]
    fn a_wrong_run_is_drawn() {
        let trace = [
            event(1_000, "Parked", 5),
            event(2_000, "UnloadBegins", 1),
            event(3_000, "Unregister", 0xC022_000A),
            event(4_000, "UnloadReturns", 1),
            event(5_000, "Freed", 0),
            event(6_000, "Fault", 5),
            event(7_000, "Fault", 5),
        ];
        insta::assert_snapshot!(draw("wrong", "The wrong run", &trace));
    }

    #[test]
    fn two_pictures_that_differ_in_times_are_the_same_without() {
        let run = |shift| {
            draw(
                "x",
                "x",
                &[event(1, "UnloadBegins", 0), event(shift, "Freed", 0)],
            )
        };
        assert_ne!(run(500_000), run(900_000));
        assert_eq!(without_times(&run(500_000)), without_times(&run(900_000)));
        let other = draw("x", "x", &[event(1, "UnloadBegins", 0)]);
        assert_ne!(without_times(&run(500_000)), without_times(&other));
    }
}
