//! Other people's drivers, which the load test judges like any image that was not built here.
//!
//! | file | driver |
//! | --- | --- |
//! | `c_callout` | a callout driver in C |
//! | `signed` | the same, signed |
//! | `stranger` | a crate by the README of windows-drivers-rs |

pub mod c_callout;
mod signed;
mod stranger;

use std::{path::PathBuf, process::Command};

use load_test::{FindingKind, Report, Verdict};

use crate::{
    failure::{Failure, Result},
    images::Image,
    load_test::{Bench, Plan},
};

/// Runs each: right ones pass, wrong ones are convicted for their reason.
pub fn run(bench: &Bench) -> Result<()> {
    ndis_and_wpp(bench)?;
    c_drivers(bench)?;
    what_the_lab_lacks(bench)?;
    signed::run(bench)?;
    stranger::run(bench)
}

/// Right with each version of the register call, and wrong.
fn c_drivers(bench: &Bench) -> Result<()> {
    for version in 0..=3 {
        let version = format!("CALLOUT_VERSION={version}");
        passes(&in_c(bench, &[&version], &plan())?)?;
    }
    let defines = ["CALLOUT_VERSION=1", c_callout::LEAVES_CALLOUT];
    let wrong = in_c(bench, &defines, &few())?;
    is_convicted(&wrong, "U5")?;
    let no_callout = Plan {
        no_callout: true,
        ..plan()
    };
    let image = c_callout::build(&["CALLOUT_VERSION=1"])?;
    let report = judge(
        bench,
        "c-callout as if it had none".to_owned(),
        image,
        &no_callout,
    )?;
    is_told(&report, "without --no-callout")
}

/// With pools and buffers of NDIS and a trace provider: right, and wrong.
fn ndis_and_wpp(bench: &Bench) -> Result<()> {
    let right = ["CALLOUT_VERSION=1", c_callout::USES_ENVIRONMENT];
    passes(&in_c(bench, &right, &plan())?)?;
    let each_fails = Plan {
        fail_each: true,
        ..plan()
    };
    let name = "c-callout with each call failing".to_owned();
    passes(&judge(bench, name, c_callout::build(&right)?, &each_fails)?)?;
    for (wrong, said) in c_callout::WRONG_IN_ENVIRONMENT {
        let report = in_c(bench, &[right[0], right[1], wrong], &few())?;
        is_convicted(&report, "U35")?;
        let mut findings = report.findings.iter();
        if !findings.any(|finding| finding.text.contains(said)) {
            return Err(Failure::check(format!(
                "{report}\nno finding says: {said}."
            )));
        }
    }
    Ok(())
}

/// What the lab lacks is named before the start, and again if it is called.
fn what_the_lab_lacks(bench: &Bench) -> Result<()> {
    let defines = ["CALLOUT_VERSION=1", c_callout::CALLS_WITHOUT_BEHAVIOUR];
    let report = in_c(bench, &defines, &few())?;
    let mut kinds = report.findings.iter().map(|finding| finding.kind);
    if report.without_behaviour != [c_callout::WITHOUT_BEHAVIOUR]
        || !kinds.any(|kind| kind == FindingKind::Unsupported)
    {
        return Err(Failure::check(format!(
            "{report}\nit is not found to call what has no behaviour."
        )));
    }
    let defines = ["CALLOUT_VERSION=1", c_callout::IMPORTS_MISSING];
    match in_c(bench, &defines, &few()) {
        Err(Failure::Lacks(text)) if text.contains(c_callout::MISSING) => Ok(()),
        Err(failure) => Err(failure),
        Ok(report) => Err(Failure::check(format!(
            "{report}\nit was started, although nobody has {}.",
            c_callout::MISSING
        ))),
    }
}

fn in_c(bench: &Bench, defines: &[&str], plan: &Plan) -> Result<Report> {
    let name = format!("c-callout with {}", defines.join(" "));
    judge(bench, name, c_callout::build(defines)?, plan)
}

/// What is wrong shows in every cycle.
fn few() -> Plan {
    Plan {
        cycles: 2,
        ..plan()
    }
}

/// A few cycles.
fn plan() -> Plan {
    Plan {
        cycles: 10,
        ..Plan::default()
    }
}

fn judge(bench: &Bench, name: String, path: PathBuf, plan: &Plan) -> Result<Report> {
    let image = Image {
        name,
        path,
        model: None,
    };
    bench.run(&image, plan)
}

fn passes(report: &Report) -> Result<()> {
    if report.verdict() == Verdict::Pass {
        return Ok(());
    }
    Err(Failure::check(format!("{report}\nit does not pass.")))
}

/// A cycle failed with this advice.
fn is_told(report: &Report, advice: &str) -> Result<()> {
    let mut failed = report.failed_cycles.iter();
    if failed.any(|cycle| cycle.what.contains(advice)) {
        return Ok(());
    }
    Err(Failure::check(format!(
        "{report}\nit is not told: {advice}."
    )))
}

/// It broke this rule of the contract, and no other.
fn is_convicted(report: &Report, rule: &str) -> Result<()> {
    let findings = report.findings.iter();
    let mut broken = findings.filter(|finding| finding.kind == FindingKind::Contract);
    if broken.next().is_some_and(|first| first.rule == rule) && broken.all(|one| one.rule == rule) {
        return Ok(());
    }
    Err(Failure::check(format!(
        "{report}\nit is not convicted of CONTRACT {rule} alone."
    )))
}

/// Runs a program; what it printed is shown when it fails.
fn tool(command: &mut Command) -> Result<()> {
    let output = command.output().map_err(|error| {
        Failure::usage(format!(
            "cannot run {}: {error}. Install it with `cargo xtask setup`.",
            command.get_program().display()
        ))
    })?;
    if output.status.success() {
        return Ok(());
    }
    Err(Failure::check(format!(
        "{} failed:\n{}{}",
        command.get_program().display(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )))
}
