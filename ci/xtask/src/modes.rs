//! Whether the good drivers met every behaviour that the documentation leaves open.

use std::collections::BTreeSet;

use load_test::Report;
use protocol::Modes;

use crate::failure::{Failure, Result};

/// Every behaviour, by the name that reports use.
fn all() -> BTreeSet<&'static str> {
    // Any ten consecutive cycles include every behaviour: a test of the protocol checks that.
    (1..=10)
        .flat_map(|cycle| Modes::of_cycle(cycle).names())
        .collect()
}

/// Fails and names the modes in which no run of `reports` met the situation that the mode is about.
pub fn require_all<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Result<()> {
    let mut missing = all();
    for report in reports {
        for reached in report.reached.keys() {
            missing.remove(reached.as_str());
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.into_iter().collect();
    Err(Failure::check(format!(
        "no good driver reached: {}. A mode that no driver meets proves nothing.",
        names.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report_of(names: impl IntoIterator<Item = &'static str>) -> Report {
        Report {
            reached: names.into_iter().map(|name| (name.to_owned(), 1)).collect(),
            ..Report::default()
        }
    }

    #[test]
    fn a_mode_that_no_run_reached_is_named() {
        let missed = "busy-half-unregistered";
        let without = report_of(all().into_iter().filter(|name| *name != missed));
        let failure = require_all([&without]).expect_err("one is missing");
        assert!(failure.to_string().contains(missed), "{failure}");
        assert!(require_all([&without, &report_of([missed])]).is_ok());
    }
}
