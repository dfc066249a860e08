//! `cargo xtask capture`: makes the reports and pictures that the book shows, or checks that they
//! are what a run gives now.

use std::fs;

use load_test::Report;

use crate::{
    failure::{Failure, Result},
    load_test::{Bench, Plan},
    mistakes::{self, Conviction},
    mistakes_page,
    repository::{self, Driver},
    setup, timeline,
};

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only compare, without what differs from run to run
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
struct Captured {
    /// Relative to `book`.
    file: String,
    /// What is shown.
    content: String,
    /// What has to be the same in every run.
    reduce: fn(&str) -> String,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    setup::install_packages()?;
    let bench = Bench::build()?;
    let runs = Runs {
        good: good_runs(&bench)?,
        failing: failing_runs(&bench)?,
        convicted: mistakes::convict_all(&bench, &mistakes::patches(&[])?, mistakes::SEED)?,
    };
    if arguments.check {
        return check(&runs);
    }
    for item in captured(&runs) {
        let path = repository::root().join("book").join(&item.file);
        fs::write(&path, &item.content)
            .map_err(|error| Failure::usage(format!("{}: {error}.", path.display())))?;
        println!("book/{}", item.file);
    }
    Ok(())
}

/// Compares what the book shows with these runs.
pub fn check(runs: &Runs) -> Result<()> {
    let mut stale = Vec::new();
    for item in captured(runs) {
        let path = repository::root().join("book").join(&item.file);
        let shown = fs::read_to_string(path).unwrap_or_default();
        if (item.reduce)(&shown) != (item.reduce)(&item.content) {
            eprintln!(
                "book/{} is not what a run gives now:\n{}",
                item.file, item.content
            );
            stale.push(item.file);
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(Failure::check(format!(
        "{} in the book is not current. Make it anew with `cargo xtask capture`, and look at what \
         changed.",
        stale.join(", ")
    )))
}

/// Runs every driver with a trace, for long enough that every mode comes several times.
pub fn good_runs(bench: &Bench) -> Result<Vec<(Driver, Report)>> {
    let drivers = repository::drivers()?;
    let plan = Plan {
        cycles: CYCLES,
        trace: mistakes::TRACED,
        ..Plan::default()
    };
    let reports = bench.run_all(&drivers, &plan)?;
    Ok(drivers.into_iter().zip(reports).collect())
}

/// Runs every driver with each call of its start failing once.
pub fn failing_runs(bench: &Bench) -> Result<Vec<(Driver, Report)>> {
    let drivers = repository::drivers()?;
    let plan = Plan {
        fail_each: true,
        ..Plan::default()
    };
    let reports = bench.run_all(&drivers, &plan)?;
    Ok(drivers.into_iter().zip(reports).collect())
}

fn captured(runs: &Runs) -> Vec<Captured> {
    /// The driver and the mistake that the pictures show.
    const DRAWN: (&str, &str) = ("wdm/unload", "return-registered");
    let mut captured = Vec::new();
    for (driver, report) in &runs.good {
        if driver.to_string() == DRAWN.0 {
            let title = "The right run: the callout is unregistered before unload returns";
            captured.push(picture("right-run", title, report));
        }
        captured.push(text(&driver.to_string().replace('/', "-"), report));
    }
    for (driver, report) in &runs.failing {
        let file = format!("fail-each-{}", driver.to_string().replace('/', "-"));
        captured.push(text(&file, report));
    }
    for conviction in &runs.convicted {
        let (name, driver, report) = (
            &conviction.patch.name,
            &conviction.driver,
            &conviction.report,
        );
        if (driver.to_string().as_str(), name.as_str()) == DRAWN {
            let title = "The wrong run: unload returns with the callout registered";
            captured.push(picture("wrong-run", title, report));
        }
        let file = format!("mistake-{name}-{}", driver.model.folder());
        captured.push(text(&file, report));
    }
    captured.push(Captured {
        file: "captured/mistakes.md".to_owned(),
        content: mistakes_page::page(&runs.convicted),
        reduce: str::to_owned,
    });
    // The book shows some of the runs; the others are judged and not kept.
    let pages = pages();
    captured.retain(|item| pages.contains(&item.file));
    captured
}

/// The text of the book's pages.
fn pages() -> String {
    let folder = repository::root().join("book");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect()
}

fn picture(name: &str, title: &str, report: &Report) -> Captured {
    Captured {
        file: format!("pictures/{name}.svg"),
        content: timeline::draw(name, title, &report.trace),
        reduce: timeline::without_times,
    }
}

/// A report as the book shows it: with a mark for each number that differs from run to run.
fn text(name: &str, report: &Report) -> Captured {
    Captured {
        file: format!("captured/{name}.txt"),
        content: format!("{report:#}"),
        reduce: str::to_owned,
    }
}
