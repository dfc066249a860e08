//! Looks at every page of a built site: `check-site SITE UNDER CHROMIUM AXE`.
//!
//! `cargo xtask test site` builds the site, installs the browser and axe, and runs this.

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

use check_site::check::{Options, check};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let [site, under, chromium, axe] = arguments.as_slice() else {
        eprintln!("usage: check-site SITE UNDER CHROMIUM AXE");
        return ExitCode::from(2);
    };
    let options = Options {
        site: PathBuf::from(site),
        under: under.to_string_lossy().into_owned(),
        controls: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad"),
        chromium: PathBuf::from(chromium),
        axe: PathBuf::from(axe),
    };
    match check(&options) {
        Ok(report) => {
            println!("{report}");
            ExitCode::from(u8::from(!report.findings.is_empty()))
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
