//! `cargo xtask capture`: makes the reports, diffs and pictures that the book shows, or checks that
//! they are what a run gives now.
//!
//! A report in the book is one real run, with its figures. The check leaves out what differs from
//! run to run: [`load_test::difference`].

use std::{fmt::Display, fs, path::Path, thread};

use load_test::{Report, Verdict};

use crate::{
    failure::{Failure, Result},
    load_test::{Bench, Plan},
    mistakes::{self, Conviction},
    mistakes_page,
    patch::Patch,
    progress,
    repository::{self, Driver},
    setup,
    side_by_side::side_by_side,
    timeline,
};

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only the runs with one of these in their name, for example wdm/unload, fail-each,
    /// return-registered
    names: Vec<String>,
    /// Only what needs no run: the diffs and the index of the mistakes
    #[arg(long, conflicts_with_all = ["names", "check"])]
    without_runs: bool,
    /// Compare with the book instead of writing; what differs from run to run may differ
    #[arg(long)]
    check: bool,
}

/// Cycles of each driver in a run that the book shows; `cargo xtask soak` takes more.
const CYCLES: u32 = 60;

/// The runs that the book shows.
#[derive(Default)]
pub struct Runs {
    /// Every driver.
    pub good: Vec<(Driver, Report)>,
    /// Every driver, with each call of its start failing once.
    pub failing: Vec<(Driver, Report)>,
    /// Every mistake, with the driver that it was made in.
    pub convicted: Vec<Conviction>,
}

/// One file of the book.
pub struct Captured {
    /// Relative to `book`.
    pub file: String,
    /// What is shown.
    pub content: String,
    /// What has to be the same in every run.
    same: Same,
}

/// What has to be the same in every run.
enum Same {
    /// All of it.
    Text,
    /// What this pattern of [`load_test::difference`] says.
    Pattern(String),
    /// The findings of a run.
    Findings(Findings),
    /// A picture without its times.
    Picture,
}

/// The findings of a run, to be compared with those that the book shows.
struct Findings {
    /// Pattern of the first line.
    first_line: String,
    /// Patterns of the findings, each with whether a run always makes it.
    all: Vec<(String, bool)>,
    /// Cycles of the run.
    cycles: u32,
    /// Whether a finding may be left to chance: not where each cycle is another one.
    chance: bool,
}

impl Findings {
    /// What comes in fewer than half of the cycles is a race: another run may win it in all of them.
    /// Whether a run convicts the mistake is judged elsewhere.
    const fn is_certain(&self, cycles: u32) -> bool {
        !self.chance || cycles * 2 >= self.cycles
    }

    fn of(report: &Report, chance: bool) -> Self {
        let mut findings = Self {
            first_line: first_line(report, load_test::ANY),
            all: Vec::new(),
            cycles: report.cycles_asked,
            chance,
        };
        let all = report.findings.iter().map(|finding| {
            let is_certain = findings.is_certain(finding.cycles);
            (format!("{finding:#}").trim_end().to_owned(), is_certain)
        });
        findings.all = all.collect();
        findings
    }

    fn difference(&self, shown: &str) -> Option<String> {
        let (first, rest) = shown.split_once('\n').unwrap_or((shown, ""));
        if let Some(difference) = load_test::difference(first, &self.first_line) {
            return Some(difference);
        }
        let blocks = rest.split("\n\n").map(str::trim_end);
        let mut blocks: Vec<&str> = blocks.filter(|block| !block.is_empty()).collect();
        let mut missing = Vec::new();
        for (pattern, is_certain) in &self.all {
            let same = blocks
                .iter()
                .position(|block| load_test::difference(block, pattern).is_none());
            match same {
                Some(index) => drop(blocks.remove(index)),
                None => missing.push((pattern, is_certain)),
            }
        }
        // The same finding with other places is no other finding.
        let alike = |block: &str, pattern: &str| kind_and_text(block) == kind_and_text(pattern);
        for (pattern, is_certain) in missing {
            if let Some(block) = blocks.iter().find(|block| alike(block, pattern)) {
                return load_test::difference(block, pattern);
            }
            if *is_certain {
                return Some("  the book lacks a finding of this run:\n".to_owned());
            }
        }
        let certain = blocks
            .into_iter()
            .find(|block| cycles_of(block).is_none_or(|cycles| self.is_certain(cycles)))?;
        Some(format!("  this run did not find again:\n{certain}\n"))
    }
}

/// What a finding is, without its numbers and places.
fn kind_and_text(finding: &str) -> (&str, &str) {
    let mut lines = finding.lines();
    let header = lines.next().unwrap_or_default();
    let kind = header.split(',').next().unwrap_or_default();
    (kind, lines.next().unwrap_or_default())
}

/// The cycles that had a finding, from its first line. A finding about the file has none.
fn cycles_of(finding: &str) -> Option<u32> {
    let header = finding.lines().next()?;
    let count = header
        .split(", ")
        .find_map(|part| part.strip_suffix(" in all"))?;
    count.parse().ok()
}

impl Captured {
    /// A file that no run changes.
    pub const fn fixed(file: String, content: String) -> Self {
        Self {
            file,
            content,
            same: Same::Text,
        }
    }

    /// How the book's file differs from this one.
    fn difference(&self, shown: &str) -> Option<String> {
        match &self.same {
            Same::Text => load_test::difference(shown, &self.content),
            Same::Pattern(pattern) => load_test::difference(shown, pattern),
            Same::Findings(findings) => findings.difference(shown),
            Same::Picture => load_test::difference(
                &timeline::without_times(shown),
                &timeline::without_times(&self.content),
            ),
        }
    }

    /// The file, if the book shows it and differs.
    fn is_stale(&self) -> Option<String> {
        let shown = fs::read_to_string(book(&self.file)).unwrap_or_default();
        let difference = self.difference(&shown)?;
        let run = match self.same {
            Same::Pattern(_) | Same::Findings(_) => self.content.trim_end(),
            Same::Text | Same::Picture => "",
        };
        Some(format!("book/{}:\n{difference}{run}", self.file))
    }

    fn write(&self) -> Result<()> {
        let path = book(&self.file);
        let unwritable =
            |error| Failure::usage(format!("cannot write {}: {error}.", path.display()));
        fs::create_dir_all(path.parent().unwrap_or_else(|| Path::new("."))).map_err(unwritable)?;
        fs::write(&path, &self.content).map_err(unwritable)?;
        progress::print(&format!("book/{}", self.file));
        Ok(())
    }
}

fn book(file: &str) -> std::path::PathBuf {
    repository::root().join("book").join(file)
}

/// One run that the book shows.
enum Run {
    Good(Driver),
    Failing(Driver),
    Mistake(Box<Patch>, Driver),
}

impl Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Good(driver) => driver.fmt(f),
            Self::Failing(driver) => write!(f, "fail-each {driver}"),
            Self::Mistake(patch, driver) => write!(f, "{} {driver}", patch.name),
        }
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let mut work = Work {
        check: arguments.check,
        wrong: Vec::new(),
    };
    for item in mistakes_page::pages(&mistakes::patches(&[])?)? {
        work.take(&item);
    }
    if !arguments.without_runs {
        let runs = selected(&arguments.names)?;
        setup::install_packages()?;
        let bench = Bench::build()?;
        work.runs(&bench, &runs);
    }
    work.end()
}

/// The runs that the book shows and that have one of the names.
fn selected(names: &[String]) -> Result<Vec<Run>> {
    let shown = Shown::read();
    let mut runs = Vec::new();
    for driver in repository::drivers()? {
        if shown.has(&good_file(&driver)) || driver.to_string() == DRAWN.0 {
            runs.push(Run::Good(driver.clone()));
        }
        if shown.has(&failing_file(&driver)) {
            runs.push(Run::Failing(driver));
        }
    }
    for patch in mistakes::patches(&[])? {
        for (index, (model, name)) in patch.drivers().into_iter().enumerate() {
            let driver = Driver { model, name };
            // The page of the mistakes shows the first driver's findings.
            if index == 0 || shown.has(&mistake_file(&patch, &driver)) {
                runs.push(Run::Mistake(Box::new(patch.clone()), driver));
            }
        }
    }
    let known: Vec<String> = runs.iter().map(ToString::to_string).collect();
    let is_wanted = |run: &Run| {
        let run = run.to_string();
        names.is_empty() || names.iter().any(|name| run.contains(name.as_str()))
    };
    runs.retain(is_wanted);
    if runs.is_empty() {
        return Err(Failure::usage(format!(
            "no run that the book shows has one of these in its name: {}. The runs are: {}.",
            names.join(", "),
            known.join(", ")
        )));
    }
    Ok(runs)
}

/// What the command does with each captured file; one run that fails does not lose the others.
struct Work {
    check: bool,
    wrong: Vec<String>,
}

impl Work {
    fn take(&mut self, item: &Captured) {
        if self.check {
            self.wrong.extend(item.is_stale());
        } else if let Err(failure) = item.write() {
            self.wrong.push(failure.to_string());
        }
    }

    fn take_all(&mut self, items: Result<Vec<Captured>>) {
        match items {
            Ok(items) => items.iter().for_each(|item| self.take(item)),
            Err(failure) => self.wrong.push(failure.to_string()),
        }
    }

    fn runs(&mut self, bench: &Bench, runs: &[Run]) {
        let shown = Shown::read();
        let good = pick(runs, |run| match run {
            Run::Good(driver) => Some(driver.clone()),
            _ => None,
        });
        for (driver, report) in good.iter().zip(bench.run_each(&good, &good_plan())) {
            self.take_all(
                report.and_then(|report| passed(&report, shown.of_good(driver, &report))),
            );
        }
        let failing = pick(runs, |run| match run {
            Run::Failing(driver) => Some(driver.clone()),
            _ => None,
        });
        for (driver, report) in failing
            .iter()
            .zip(bench.run_each(&failing, &failing_plan()))
        {
            self.take_all(
                report.and_then(|report| passed(&report, shown.of_failing(driver, &report))),
            );
        }
        let wrong = pick(runs, |run| match run {
            Run::Mistake(patch, driver) => Some((patch.clone(), driver.clone())),
            _ => None,
        });
        let taken = side_by_side(&wrong, |(patch, driver)| -> Result<Vec<Captured>> {
            let conviction = mistakes::convict(bench, patch, driver, mistakes::SEED)?;
            conviction.judge().map_err(|why| {
                Failure::check(format!(
                    "{}\n{}, {driver}: not captured, because the lab did not convict it: {why}",
                    conviction.report, patch.name
                ))
            })?;
            let items = shown.of_mistake(&conviction);
            if !self.check {
                // At once: the next run may fail, or be interrupted.
                items.iter().try_for_each(Captured::write)?;
            }
            Ok(items)
        });
        for items in taken {
            match items {
                Ok(items) if self.check => items.iter().for_each(|item| self.take(item)),
                Ok(_) => {}
                Err(failure) => self.wrong.push(failure.to_string()),
            }
        }
    }

    fn end(self) -> Result<()> {
        if self.wrong.is_empty() {
            return Ok(());
        }
        let wrong = self.wrong.join("\n");
        Err(Failure::check(if self.check {
            stale(&wrong)
        } else {
            format!("{wrong}\nEverything else was captured; the book keeps the old text of these.")
        }))
    }
}

fn pick<T>(runs: &[Run], of: impl Fn(&Run) -> Option<T>) -> Vec<T> {
    runs.iter().filter_map(of).collect()
}

fn stale(differences: &str) -> String {
    format!(
        "the book does not show what a run gives now:\n{differences}\nMake it again with \
         `cargo xtask capture`, and look at what changed."
    )
}

/// Only a run that passed is shown as one of a good driver.
fn passed(report: &Report, items: Vec<Captured>) -> Result<Vec<Captured>> {
    if report.verdict() == Verdict::Pass {
        return Ok(items);
    }
    Err(Failure::check(format!(
        "{} did not pass, so its report was not captured; it is above.",
        report.driver
    )))
}

/// Compares what the book shows with these runs.
pub fn check(runs: &Runs) -> Result<()> {
    let shown = Shown::read();
    let mut items = mistakes_page::pages(&mistakes::patches(&[])?)?;
    for (driver, report) in &runs.good {
        items.extend(shown.of_good(driver, report));
    }
    for (driver, report) in &runs.failing {
        items.extend(shown.of_failing(driver, report));
    }
    for conviction in &runs.convicted {
        items.extend(shown.of_mistake(conviction));
    }
    let differences: Vec<String> = items.iter().filter_map(Captured::is_stale).collect();
    if differences.is_empty() {
        return Ok(());
    }
    Err(Failure::check(stale(&differences.join("\n"))))
}

/// With a trace, and for long enough that every mode comes several times.
fn good_plan() -> Plan {
    Plan {
        cycles: CYCLES,
        trace: mistakes::TRACED,
        ..Plan::default()
    }
}

/// With each call of the start failing once.
fn failing_plan() -> Plan {
    Plan {
        fail_each: true,
        ..Plan::default()
    }
}

/// Runs every driver.
pub fn good_runs(bench: &Bench) -> Result<Vec<(Driver, Report)>> {
    run_all(bench, &good_plan())
}

/// Runs every driver with each call of its start failing once.
pub fn failing_runs(bench: &Bench) -> Result<Vec<(Driver, Report)>> {
    run_all(bench, &failing_plan())
}

fn run_all(bench: &Bench, plan: &Plan) -> Result<Vec<(Driver, Report)>> {
    let drivers = repository::drivers()?;
    let reports = bench.run_all(&drivers, plan)?;
    Ok(drivers.into_iter().zip(reports).collect())
}

/// The driver and the mistake that the pictures show.
const DRAWN: (&str, &str) = ("wdm/unload", "return-registered");

fn good_file(driver: &Driver) -> String {
    format!("captured/{}.txt", driver.to_string().replace('/', "-"))
}

fn failing_file(driver: &Driver) -> String {
    let driver = driver.to_string().replace('/', "-");
    format!("captured/fail-each-{driver}.txt")
}

fn mistake_file(patch: &Patch, driver: &Driver) -> String {
    let model = driver.model.folder();
    format!("captured/mistake-{}-{model}.txt", patch.name)
}

/// What the book shows of all runs; the others are judged and not kept.
struct Shown {
    /// The text of the pages.
    pages: String,
}

impl Shown {
    fn read() -> Self {
        let entries = fs::read_dir(book("")).into_iter().flatten().flatten();
        let pages = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .filter_map(|path| fs::read_to_string(path).ok())
            .collect();
        Self { pages }
    }

    fn has(&self, file: &str) -> bool {
        self.pages.contains(file)
    }

    fn of_good(&self, driver: &Driver, report: &Report) -> Vec<Captured> {
        let mut items = vec![of_report(good_file(driver), report)];
        if driver.to_string() == DRAWN.0 {
            let title = "The right run: the callout is unregistered before unload returns";
            items.push(picture("right-run", title, report));
        }
        self.only_shown(items)
    }

    fn of_failing(&self, driver: &Driver, report: &Report) -> Vec<Captured> {
        self.only_shown(vec![of_report(failing_file(driver), report)])
    }

    fn of_mistake(&self, conviction: &Conviction) -> Vec<Captured> {
        let Conviction {
            patch,
            driver,
            report,
        } = conviction;
        let mut items = vec![of_report(mistake_file(patch, driver), report)];
        if (driver.to_string().as_str(), patch.name.as_str()) == DRAWN {
            let title = "The wrong run: unload returns with the callout registered";
            items.push(picture("wrong-run", title, report));
        }
        let mut items = self.only_shown(items);
        let first = patch.drivers().into_iter().next();
        if first.is_some_and(|(model, name)| Driver { model, name } == *driver) {
            // The generated pages name it.
            let file = mistakes_page::findings_file(patch);
            items.push(of_findings(file, report, !patch.fail_each));
        }
        items
    }

    fn only_shown(&self, mut items: Vec<Captured>) -> Vec<Captured> {
        items.retain(|item| self.has(&item.file));
        items
    }
}

fn picture(name: &str, title: &str, report: &Report) -> Captured {
    Captured {
        file: format!("pictures/{name}.svg"),
        content: timeline::draw(name, title, &report.trace),
        same: Same::Picture,
    }
}

/// The first line: on what it ran, and that it is one run.
fn first_line(report: &Report, processors: impl Display) -> String {
    format!("{}. One run, on {processors} processors.", report.platform)
}

fn with_first_line(report: &Report, content: &str) -> String {
    let processors = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{}\n{content}", first_line(report, processors))
}

/// A report as the book shows it.
fn of_report(file: String, report: &Report) -> Captured {
    let behind_platform = |text: String| {
        text.split_once('\n')
            .map_or_else(String::new, |(_, rest)| rest.to_owned())
    };
    let pattern = behind_platform(format!("{report:#}"));
    Captured {
        file,
        content: with_first_line(report, &behind_platform(report.to_string())),
        same: Same::Pattern(format!("{}\n{pattern}", first_line(report, load_test::ANY))),
    }
}

/// The findings alone.
fn of_findings(file: String, report: &Report, chance: bool) -> Captured {
    let findings: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    Captured {
        file,
        content: with_first_line(report, &findings.join("\n")),
        same: Same::Findings(Findings::of(report, chance)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let mut report = Report {
            platform: "Wine 8.0 + lab, not Windows".to_owned(),
            driver: "wdm/unload".to_owned(),
            cycles_asked: 10,
            cycles: 10,
            image_bytes: 4096,
            ..Report::default()
        };
        report.judge();
        report
    }

    #[test]
    fn a_captured_report_says_that_it_is_one_run() {
        let item = of_report("captured/x.txt".to_owned(), &report());
        let first = item.content.lines().next().expect("a line");
        assert!(first.starts_with("Wine 8.0 + lab, not Windows. One run, on "));
        assert!(first.ends_with(" processors."));
    }

    #[test]
    fn a_captured_report_is_compared_without_what_differs_from_run_to_run() {
        let item = of_report("captured/x.txt".to_owned(), &report());
        assert_eq!(item.difference(&item.content), None);
        let other = item.content.replace("4,096 bytes", "9 bytes");
        assert_ne!(other, item.content);
        assert_eq!(item.difference(&other), None);
        for (from, to) in [
            ("10 of 10", "9 of 10"),
            ("PASS", "FAIL"),
            ("One run", "A run"),
        ] {
            let wrong = item.content.replace(from, to);
            assert_ne!(wrong, item.content);
            assert!(item.difference(&wrong).is_some(), "{from} → {to}");
        }
        assert!(item.difference("").is_some(), "a file that is not there");
    }

    fn finding(text: &str, cycles: u32, line: u32) -> load_test::Finding {
        load_test::Finding {
            kind: load_test::FindingKind::Contract,
            rule: "U30".to_owned(),
            text: text.to_owned(),
            irql: 0,
            first_cycle: 1,
            last_cycle: cycles,
            cycles,
            sites: vec![load_test::Site {
                role: "set by".to_owned(),
                frames: vec![load_test::Frame {
                    offset: 1,
                    lines: vec![load_test::Line {
                        function: "start".to_owned(),
                        file: "lib.rs".to_owned(),
                        line,
                    }],
                }],
            }],
        }
    }

    fn of(findings: &[load_test::Finding], chance: bool) -> Captured {
        let report = Report {
            findings: findings.to_vec(),
            ..report()
        };
        of_findings("captured/mistakes/x.txt".to_owned(), &report, chance)
    }

    #[test]
    fn a_finding_that_is_chance_may_be_missing_and_no_other() {
        let (always, rare) = (finding("timer set", 10, 84), finding("DPC queued", 1, 90));
        let one = of(std::slice::from_ref(&always), true);
        let two = of(&[always.clone(), rare.clone()], true);
        assert_eq!(one.difference(&one.content), None);
        assert_eq!(one.difference(&two.content), None, "the book has it");
        assert_eq!(two.difference(&one.content), None, "the run has it");
        let none = of(&[], true);
        assert!(one.difference(&none.content).is_some(), "the book lacks it");
        assert!(none.difference(&one.content).is_some(), "the run lacks it");
        let often = of(&[always.clone(), finding("DPC queued", 5, 90)], true);
        assert!(
            one.difference(&often.content).is_some(),
            "half of the cycles"
        );
        assert!(
            often.difference(&one.content).is_some(),
            "half of the cycles"
        );
        let moved = of(&[always.clone(), finding("DPC queued", 1, 91)], true);
        assert!(two.difference(&moved.content).is_some(), "another line");
        let moved = of(&[finding("timer set", 10, 85)], true);
        assert!(one.difference(&moved.content).is_some(), "another line");
        let later = of(&[finding("timer set", 9, 84)], true);
        assert_eq!(one.difference(&later.content), None, "another number");
        let [fewer, more] = [&[always.clone()][..], &[always, rare]].map(|all| of(all, false));
        assert!(fewer.difference(&more.content).is_some(), "no chance");
        assert!(more.difference(&fewer.content).is_some(), "no chance");
    }

    #[test]
    fn what_no_run_changes_is_compared_letter_by_letter() {
        let item = Captured::fixed("captured/x.md".to_owned(), "12 lines\n".to_owned());
        assert_eq!(item.difference("12 lines\n"), None);
        assert!(item.difference("13 lines\n").is_some());
    }

    #[test]
    fn a_name_that_no_run_has_is_refused() {
        let all = selected(&[]).expect("runs").len();
        let one = selected(&["return-registered wdm".to_owned()]).expect("a run");
        assert!(all > one.len());
        assert_eq!(one.len(), 1);
        let Err(failure) = selected(&["no-such-run".to_owned()]) else {
            unreachable!("there is no such run")
        };
        assert!(failure.to_string().contains("return-registered wdm/unload"));
    }
}
