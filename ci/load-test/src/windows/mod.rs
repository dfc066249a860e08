//! The program.
//!
//! | file | idea |
//! | --- | --- |
//! | `options` | the command line |
//! | `run` | cycles, and the verdict |
//! | `cycle` | one of them: start, traffic, stop under traffic |
//! | `fail_each` | every call of the start that can fail does so once |
//! | `service` | the service control manager |
//! | `host` | the process that hosts the drivers, under Wine |
//! | `lab` | the lab: everything that exists only under Wine |
//! | `measure` | what is only measured |
//! | `connections` | traffic on Windows: connections over loopback |

mod connections;
mod cycle;
mod fail_each;
mod host;
mod lab;
mod measure;
mod options;
mod run;
mod service;

use std::process::ExitCode;

use clap::Parser;

use options::Options;

/// Something that the run cannot go on without.
pub type Error = String;

pub fn main() -> ExitCode {
    let options = Options::parse();
    match run::run(&options) {
        Ok(report) => {
            if let Err(error) = write(&options, &report) {
                eprintln!("load-test: {error}");
                return ExitCode::from(2);
            }
            if !options.events {
                println!("{report}");
            }
            match report.verdict() {
                load_test::Verdict::Pass => ExitCode::SUCCESS,
                load_test::Verdict::Fail => ExitCode::FAILURE,
            }
        }
        Err(error) => {
            eprintln!("load-test: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(options: &Options, report: &load_test::Report) -> Result<(), Error> {
    let Some(path) = &options.json else {
        return Ok(());
    };
    let json = serde_json::to_string_pretty(report).map_err(|error| error.to_string())?;
    std::fs::write(path, json).map_err(|error| format!("{}: {error}", path.display()))
}
