//! `cargo xtask test`: all that CI runs.

use std::{
    process::{Command, Stdio},
    time::Instant,
};

use crate::{
    capture::{self, Runs},
    check_book,
    failure::{Failure, Result},
    images, imports,
    load_test::{self, Bench, Plan},
    mistakes, modes, others,
    progress::Spinner,
    repository::{self, Model},
    setup,
    site::{self, Checked},
    workflows,
};

use ::load_test::Report;

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only the steps whose name contains this
    filter: Option<String>,
}

/// The outcome of a step, with the reason if it cannot run here.
enum Outcome {
    Passed,
    Skipped(String),
}

type Step = fn(&mut State) -> Result<Outcome>;

/// What one step leaves for the next.
#[derive(Default)]
struct State {
    bench: Option<Bench>,
    runs: Runs,
}

const STEPS: &[(&str, Step)] = &[
    (SETUP, |_| {
        setup::install_all()?;
        Ok(Outcome::Passed)
    }),
    ("format", |_| format()),
    ("host clippy", |_| host_clippy()),
    ("host tests", |_| host_tests()),
    ("loom", |_| loom()),
    ("Windows clippy", |_| windows_clippy()),
    ("imports", |_| {
        imports::check()?;
        Ok(Outcome::Passed)
    }),
    ("load-test", |state| {
        let bench = Bench::build()?;
        state.runs.good = capture::good_runs(&bench)?;
        state.bench = Some(bench);
        let reports: Vec<_> = state.runs.good.iter().map(|(_, report)| report).collect();
        load_test::verdict(reports)?;
        Ok(Outcome::Passed)
    }),
    ("every call fails once", |state| {
        let Some(bench) = &state.bench else {
            return Ok(Outcome::Skipped("the lab was not built".to_owned()));
        };
        state.runs.failing = capture::failing_runs(bench)?;
        load_test::verdict(state.runs.failing.iter().map(|(_, report)| report))?;
        Ok(Outcome::Passed)
    }),
    ("other people's drivers", |state| {
        match &state.bench {
            Some(bench) => others::run(bench)?,
            None => others::run(&Bench::build()?)?,
        }
        Ok(Outcome::Passed)
    }),
    ("kernel environment", |state| {
        exercise(state, "exercise", WITHOUT_CALLOUT)?;
        Ok(Outcome::Passed)
    }),
    ("framework", |state| {
        exercise(state, "exercise-wdf", WITHOUT_CALLOUT)?;
        Ok(Outcome::Passed)
    }),
    ("filter engine", |state| {
        let report = exercise(state, "exercise-engine", Plan::default().threads)?;
        let good = state.runs.good.iter().map(|(_, report)| report);
        modes::require_all(good.chain([&report]))?;
        let quiet: Vec<_> = report.quiet_layers.iter().map(String::as_str).collect();
        if quiet != ["FWPS_LAYER_ALE_RESOURCE_RELEASE_V4"] {
            return Err(Failure::check(format!(
                "exercise-engine has one filter at a layer without traffic; reported: {quiet:?}"
            )));
        }
        Ok(Outcome::Passed)
    }),
    ("mistakes", |state| {
        let Some(bench) = &state.bench else {
            return Ok(Outcome::Skipped("the lab was not built".to_owned()));
        };
        state.runs.convicted =
            mistakes::convict_all(bench, &mistakes::patches(&[])?, mistakes::SEED)?;
        mistakes::judge_all(&state.runs.convicted)?;
        Ok(Outcome::Passed)
    }),
    ("captured reports", |state| {
        if state.runs.convicted.is_empty() {
            return Ok(Outcome::Skipped(
                "there are no runs to compare with".to_owned(),
            ));
        }
        capture::check(&state.runs)?;
        Ok(Outcome::Passed)
    }),
    ("book", |_| {
        check_book::run()?;
        Ok(Outcome::Passed)
    }),
    ("site", |_| match site::check()? {
        Checked::Good(figures) => {
            println!("        {figures}");
            Ok(Outcome::Passed)
        }
        Checked::Skipped(why) => Ok(Outcome::Skipped(why)),
    }),
    ("workflows", |_| {
        workflows::check()?;
        Ok(Outcome::Passed)
    }),
];

/// Classify threads for a driver that has no callout.
const WITHOUT_CALLOUT: u32 = 0;

/// A correct driver uses each part of what the lab brings; the lab must find nothing.
fn exercise(state: &State, package: &str, threads: u32) -> Result<Report> {
    let plan = Plan {
        cycles: 10,
        threads,
        ..Plan::default()
    };
    let image = images::build_exercise(package)?;
    let report = match &state.bench {
        Some(bench) => bench.run_anyhow(&image, &plan)?,
        None => Bench::build()?.run_anyhow(&image, &plan)?,
    };
    load_test::verdict([&report]).inspect_err(|_| println!("{report}"))?;
    Ok(report)
}

/// The step without which the others only fail for want of tools.
const SETUP: &str = "setup";

/// How many steps ended in which way.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u32,
    failed: u32,
    skipped: u32,
    /// Not run, because the setup failed.
    left_out: u32,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    setup::consent::give();
    let filter = arguments.filter.as_deref().unwrap_or_default();
    let begin = Instant::now();
    let steps: Vec<_> = STEPS
        .iter()
        .filter(|(name, _)| name.contains(filter))
        .copied()
        .collect();
    let counts = run_steps(&steps);
    println!("total {:.1} s", begin.elapsed().as_secs_f64());
    if counts.left_out > 0 {
        println!(
            "not run, because the setup failed: {} steps",
            counts.left_out
        );
    }
    let Counts {
        passed,
        failed,
        skipped,
        ..
    } = counts;
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed > 0 {
        return Err(Failure::check("a step failed; its message is above."));
    }
    if passed == 0 {
        let names: Vec<_> = STEPS.iter().map(|(name, _)| *name).collect();
        return Err(Failure::usage(format!(
            "no step ran. Steps are: {}.",
            names.join(", ")
        )));
    }
    Ok(())
}

/// Runs steps one after the other. A failed one does not keep the others from running, unless it is
/// the setup.
fn run_steps(steps: &[(&str, Step)]) -> Counts {
    let mut state = State::default();
    let mut counts = Counts::default();
    for (index, (name, step)) in (1..).zip(steps) {
        let started = Instant::now();
        let outcome = step(&mut state);
        let seconds = started.elapsed().as_secs_f64();
        match outcome {
            Ok(Outcome::Passed) => {
                counts.passed += 1;
                println!("ok      {name} ({seconds:.1} s)");
            }
            Ok(Outcome::Skipped(why)) => {
                counts.skipped += 1;
                println!("SKIP    {name}: {why}");
            }
            Err(failure) => {
                counts.failed += 1;
                println!("FAILED  {name} ({seconds:.1} s): {failure}");
                if *name == SETUP {
                    counts.left_out = u32::try_from(steps.len() - index).unwrap_or(u32::MAX);
                    break;
                }
            }
        }
    }
    counts
}

/// Runs cargo; its output is shown only when it fails.
fn cargo(what: &str, folder: &str, arguments: &[&str]) -> Result<String> {
    let spinner = Spinner::new(what);
    let output = Command::new("cargo")
        .current_dir(repository::root().join(folder))
        .args(arguments)
        .env("MDBOOK", setup::MDBOOK.path()?)
        .env("MDBOOK_LINKCHECK", setup::LINKCHECK.path()?)
        .env("INSTA_UPDATE", "no")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::usage(format!("cannot run cargo: {error}.")))?;
    drop(spinner);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    Err(Failure::check(format!(
        "cargo {} in {folder}:\n{text}\n{}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stderr)
    )))
}

/// A component that rustup may have left out.
fn has(component: &str) -> bool {
    let probe = Command::new("cargo")
        .args([component, "--version"])
        .output();
    probe.is_ok_and(|output| output.status.success())
}

fn format() -> Result<Outcome> {
    if !has("fmt") {
        return Ok(Outcome::Skipped(
            "this toolchain has no rustfmt; `rustup component add rustfmt`".to_owned(),
        ));
    }
    for folder in [
        ".",
        "drivers/wdm",
        "drivers/wdf",
        "ci/lab/sys",
        "ci/other/stranger-crate",
    ] {
        cargo("rustfmt", folder, &["fmt", "--all", "--check"])?;
    }
    Ok(Outcome::Passed)
}

fn host_clippy() -> Result<Outcome> {
    if !has("clippy") {
        return Ok(Outcome::Skipped(
            "this toolchain has no clippy; `rustup component add clippy`".to_owned(),
        ));
    }
    let arguments = [
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    cargo("clippy for the host", ".", &arguments)?;
    // What only the models of loom compile.
    let arguments = [&["clippy"], LOOM, &["--", "-D", "warnings"]].concat();
    cargo("clippy for loom", ".", &arguments)?;
    Ok(Outcome::Passed)
}

/// How many tests ran, according to the output of `cargo test`.
fn tests_run(text: &str) -> Result<u32> {
    let counts = text.lines().filter_map(|line| {
        let result = line.strip_prefix("test result: ok. ")?;
        result.split(' ').next()?.parse::<u32>().ok()
    });
    match counts.sum() {
        0 => Err(Failure::check("cargo test ran no test.")),
        ran => Ok(ran),
    }
}

fn host_tests() -> Result<Outcome> {
    let text = cargo("host tests", ".", &["test", "--locked", "--workspace"])?;
    for line in text.lines().filter(|line| line.contains("SKIP")) {
        println!("{line}");
    }
    println!("        {} host tests", tests_run(&text)?);
    Ok(Outcome::Passed)
}

/// The engine's models, in a folder of their own: with other flags cargo would rebuild everything,
/// twice.
const LOOM: &[&str] = &[
    "--locked",
    "--package=engine",
    "--release",
    "--test=loom",
    "--target-dir=target/loom",
    "--config",
    r#"build.rustflags=["--cfg", "loom"]"#,
];

/// Every order in which the threads of the engine's small models can meet.
fn loom() -> Result<Outcome> {
    let text = cargo("loom", ".", &[&["test"], LOOM].concat())?;
    println!("        {} models", tests_run(&text)?);
    Ok(Outcome::Passed)
}

fn windows_clippy() -> Result<Outcome> {
    let all: &[&str] = &[];
    let mut workspaces: Vec<_> = Model::ALL.map(|model| (model.workspace(), all)).into();
    workspaces.push((kit::Workspace::lab(), all));
    workspaces.push((kit::Workspace::load_test(), &["load-test"]));
    for (workspace, packages) in workspaces {
        let what = format!("clippy for {}", workspace.name);
        images::in_place(&what, workspace, &repository::root(), |session, line| {
            Ok(session.clippy(packages, line)?)
        })?;
    }
    Ok(Outcome::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSES: Step = |_| Ok(Outcome::Passed);
    const FAILS: Step = |_| Err(Failure::usage("no tool"));
    const NEVER: Step = |_| unreachable!("a step behind a failed setup");

    #[test]
    fn a_failed_setup_ends_the_test() {
        let counts = run_steps(&[(SETUP, FAILS), ("format", NEVER), ("book", NEVER)]);
        let expected = Counts {
            failed: 1,
            left_out: 2,
            ..Counts::default()
        };
        assert_eq!(counts, expected);
        assert_eq!(STEPS[0].0, SETUP);
    }

    /// The control: any other failed step does not.
    #[test]
    fn another_failed_step_does_not() {
        let counts = run_steps(&[(SETUP, PASSES), ("format", FAILS), ("book", PASSES)]);
        let expected = Counts {
            passed: 2,
            failed: 1,
            ..Counts::default()
        };
        assert_eq!(counts, expected);
    }
}
