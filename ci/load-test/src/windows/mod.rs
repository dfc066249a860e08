//! The program.
//!
//! | file | idea |
//! | --- | --- |
//! | `options` | the command line |
//! | `run` | cycles, and the verdict |
//! | `on_windows` | the same on Windows |
//! | `cycle` | one of them: start, traffic, stop under traffic |
//! | `fail_each` | every call of the start that can fail does so once |
//! | `service` | the service control manager |
//! | `host` | the process that hosts the drivers, under Wine |
//! | `lab` | the lab: everything that exists only under Wine |
//! | `measure` | what is only measured |
//! | `connections` | traffic on Windows: connections over loopback |
//! | `loaded` | the images that the Windows kernel has loaded |

mod connections;
mod cycle;
mod fail_each;
mod host;
mod lab;
mod loaded;
mod measure;
mod on_windows;
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
    if options.loaded {
        return match loaded::print() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("load-test: {error}");
                ExitCode::from(2)
            }
        };
    }
    match run::run(&options) {
        // The traffic ends last: a thread that hangs must not cost the report.
        Ok((report, _traffic)) => {
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
            // Under Wine `cargo xtask` shows that line; on Windows the file may be all that is kept.
            if lab::wine_version().is_none() {
                let report = load_test::Report {
                    platform: "Windows".to_owned(),
                    driver: options.name.clone(),
                    reasons: vec![error],
                    ..load_test::Report::default()
                };
                if let Err(error) = write(&options, &report) {
                    eprintln!("load-test: {error}");
                }
            }
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
