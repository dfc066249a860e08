//! `cargo xtask capture`: makes the reports and pictures that the book shows, or checks that they
//! are what a run gives now.

use std::{fs, path::PathBuf};

use load_test::Report;

use crate::{
    failure::{Failure, Result},
    images,
    load_test::{Bench, Plan},
    mistakes, repository, setup, timeline,
};

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only compare, without what differs from run to run
    #[arg(long)]
    check: bool,
}

/// One file of the book.
struct Captured {
    /// Relative to `book`.
    file: String,
    /// What is shown.
    content: String,
    /// The part that has to be the same in every run.
    stable: String,
    /// Makes the stable part from a file.
    reduce: fn(&str) -> String,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    setup::install_packages()?;
    let bench = Bench::build()?;
    let mut captured = Vec::new();
    for (driver, report) in good_runs(&bench)? {
        let name = driver.replace('/', "-");
        if name == "wdm-unload" {
            let title = "The right run: the callout is unregistered before unload returns";
            captured.push(picture("right-run", title, &report));
        }
        captured.push(text(&name, &report));
    }
    for patch in mistakes::patches(&[])? {
        for (driver, report) in mistakes::convict(&bench, &patch)? {
            let model = driver.model.folder();
            if patch.name == "return-registered" && model == "wdm" {
                let title = "The wrong run: unload returns with the callout registered";
                captured.push(picture("wrong-run", title, &report));
            }
            captured.push(text(&format!("mistake-{}-{model}", patch.name), &report));
        }
    }
    let mut stale = Vec::new();
    for item in &captured {
        let path = repository::root().join("book").join(&item.file);
        if arguments.check {
            let shown = fs::read_to_string(&path).unwrap_or_default();
            if (item.reduce)(&shown) != item.stable {
                eprintln!(
                    "book/{} is not what a run gives now:\n{}",
                    item.file, item.content
                );
                stale.push(item.file.as_str());
            }
        } else {
            fs::write(&path, &item.content)
                .map_err(|error| Failure::usage(format!("{}: {error}.", path.display())))?;
            println!("book/{}", item.file);
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

fn good_runs(bench: &Bench) -> Result<Vec<(String, Report)>> {
    let drivers = repository::drivers()?;
    let built = images::build_drivers(&repository::root(), &drivers, &repository::images())?;
    drivers
        .iter()
        .zip(built)
        .map(|(driver, image)| {
            let plan = Plan {
                when_never: Some(driver.when_never_unregistered()?),
                trace: mistakes::TRACED,
                ..Plan::default()
            };
            Ok((driver.to_string(), bench.run(&image, &plan)?))
        })
        .collect()
}

fn picture(name: &str, title: &str, report: &Report) -> Captured {
    let svg = timeline::draw(name, title, &report.trace);
    Captured {
        file: PathBuf::from("pictures")
            .join(format!("{name}.svg"))
            .display()
            .to_string(),
        stable: timeline::without_times(&svg),
        content: svg,
        reduce: timeline::without_times,
    }
}

/// A report as the book shows it: with a mark for each number that differs from run to run.
fn text(name: &str, report: &Report) -> Captured {
    let content = format!("{report:#}");
    Captured {
        file: format!("captured/{name}.txt"),
        stable: content.clone(),
        content,
        reduce: str::to_owned,
    }
}
