//! A crate made by the steps of the README of windows-drivers-rs, which knows nothing of this project.

use load_test::Report;

use crate::{
    crates,
    failure::Result,
    load_test::{Bench, Plan},
    repository,
};

use super::{is_convicted, is_told, judge, passes, plan};

/// As the README leaves it, it cannot be stopped. With an unload function it passes, as a driver
/// that registers no callout; and a run that expects a callout says so.
pub fn run(bench: &Bench) -> Result<()> {
    let no_callout = Plan {
        no_callout: true,
        ..plan()
    };
    // Every attempt to stop it takes the whole time limit.
    let once = Plan {
        cycles: 1,
        limit: 2_000,
        ..no_callout.clone()
    };
    is_convicted(&report(bench, &[], &once)?, "U1")?;
    passes(&report(bench, &["unload"], &no_callout)?)?;
    is_told(&report(bench, &["unload"], &plan())?, "with --no-callout")
}

fn report(bench: &Bench, features: &[&str], plan: &Plan) -> Result<Report> {
    let folder = repository::root().join("ci/other/stranger-crate");
    let image = crates::build(&folder, features)?;
    let name = format!("{} with {features:?}", image.name);
    judge(bench, name, image.path, plan)
}
