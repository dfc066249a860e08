//! Every command of the project: `cargo xtask help`.
//!
//! | file | command or idea |
//! | --- | --- |
//! | `setup`, `serve`, `test`, `build`, `load_test`, `mistakes`, `soak`, `bench`, `check_book`, `site`, `capture` | the command of that name |
//! | `repository` | where things are; which drivers there are |
//! | `images` | building, and looking at a PE file before it is loaded |
//! | `crates` | building a driver crate that is not of this repository |
//! | `image_checks` | what has to hold of an image that was built here |
//! | `inventory` | what the lab has of an image's imports |
//! | `wine` | a Wine for one run |
//! | `symbols` | functions, files and lines for addresses |
//! | `others` | other people's drivers: one in C, one by the README of windows-drivers-rs |
//! | `pairs` | what has to be the same in several drivers |
//! | `modes` | whether the good drivers met every mode of the lab |
//! | `patch` | what a mistake's patch says and changes |
//! | `mistakes_page` | the mistakes as the book shows them |
//! | `workflows` | the linter for workflow files |
//! | `timeline` | the picture of a run |
//! | `progress` | bars |
//! | `side_by_side` | work on as many threads as there are processors |
//! | `failure` | errors and exit codes: 0 good, 1 a check failed, 2 wrong use or a missing tool, 3 the lab lacks an import |

mod bench;
mod build;
mod capture;
mod check_book;
mod crates;
mod failure;
mod image_checks;
mod images;
mod imports;
mod inventory;
mod load_test;
mod mistakes;
mod mistakes_page;
mod modes;
mod others;
#[cfg(test)]
mod pairs;
mod patch;
mod progress;
mod repository;
mod serve;
mod setup;
mod side_by_side;
mod site;
mod soak;
mod symbols;
mod test;
mod timeline;
mod wine;
mod workflows;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, load-tests and publishes the drivers and the book.
///
/// New here? `cargo xtask serve` opens the book. `cargo xtask test` builds the drivers, loads and
/// stops them under traffic in a simulated kernel, and runs every check.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the missing tools, and install them
    Setup(setup::Arguments),
    /// Build the book and show it in a browser; needs no Wine
    Serve(serve::Arguments),
    /// Run all that CI runs
    Test(test::Arguments),
    /// Build drivers into target/images
    Build(build::Arguments),
    /// Load drivers, stop them under traffic, and check what they leave behind
    LoadTest(load_test::Arguments),
    /// Apply each wrong patch to a copy, and require the lab to convict it
    Mistakes(mistakes::Arguments),
    /// The long load test: more cycles, more seeds
    Soak(soak::Arguments),
    /// Measure cycles, classify calls, the engine and the book
    Bench,
    /// Check listings, links, anchors and accessibility of the book
    CheckBook,
    /// Build the book as it is published, into target/site
    Site,
    /// Make the reports and pictures that the book shows, or check that they are current
    Capture(capture::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match &arguments.command {
        Command::Setup(arguments) => setup::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Test(arguments) => test::run(arguments),
        Command::Build(arguments) => build::run(arguments),
        Command::LoadTest(arguments) => load_test::run(arguments),
        Command::Mistakes(arguments) => mistakes::run(arguments),
        Command::Soak(arguments) => soak::run(arguments),
        Command::Bench => bench::run(),
        Command::CheckBook => check_book::run(),
        Command::Site => site::run(),
        Command::Capture(arguments) => capture::run(arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}
