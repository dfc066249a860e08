//! `cargo xtask check-book`: links, listings, anchors and accessibility of the book.

use crate::{
    failure::{Failure, Result},
    repository, setup,
};

/// Runs the command.
pub fn run() -> Result<()> {
    let options = check_book::Options {
        mdbook: setup::MDBOOK.install()?,
        linkcheck: setup::LINKCHECK.install()?,
    };
    let report = check_book::check(&repository::root(), &options)
        .map_err(|error| Failure::usage(error.to_string()))?;
    println!("{report}");
    if report.is_good() {
        Ok(())
    } else {
        Err(Failure::check(format!(
            "findings in the book: {}, listed above.",
            report.findings.len()
        )))
    }
}
