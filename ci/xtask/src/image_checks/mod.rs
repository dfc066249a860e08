//! What has to hold of an image before anybody loads it. Each check that does not hold is a
//! finding of the class `IMAGE`.
//!
//! | file | check |
//! | --- | --- |
//! | `headers` | sections, NX, dynamic base, subsystem, entry point |
//! | `kmdf` | the framework version that the image asks for |
//! | `imports`, `imports.txt` | every import has the verdict *allow* |
//! | `panics` | no way into the panic handler |
//! | `subject` | the image and its PDB, read |

mod headers;
mod imports;
mod kmdf;
mod panics;
#[cfg(test)]
mod refusals;
mod subject;
#[cfg(test)]
pub mod tests;

use std::path::Path;

use load_test::{Finding, FindingKind, Frame, ImageChecks, Report, Site};

use crate::{failure::Result, repository::Model, symbols};

pub use imports::allowed;
use subject::Subject;
pub use subject::{Import, file, imports, read};

/// What a check has against an image.
struct Objection {
    text: String,
    /// Return addresses, as offsets into the image, of the calls that it is about.
    calls: Vec<u32>,
}

impl Objection {
    /// About the image as a whole.
    fn whole(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            calls: Vec::new(),
        }
    }
}

type Check = fn(&Subject<'_>) -> Result<Vec<Objection>>;

/// The checks, by the name in their findings.
const CHECKS: [(&str, Check); 8] = [
    ("writable-code", headers::no_writable_code),
    ("nx", headers::nx),
    ("dynamic-base", headers::dynamic_base),
    ("native", headers::native),
    ("entry", headers::entry),
    ("kmdf-version", kmdf::version),
    ("import", imports::known),
    ("panic-path", panics::no_panic),
];

/// Runs every check and adds what it finds to the report.
pub fn add(report: &mut Report, image: &Path, model: Model) -> Result<()> {
    let (checks, findings) = run(image, model)?;
    report.image_checks = Some(checks);
    report.findings.extend(findings);
    report.judge();
    Ok(())
}

/// Runs every check on an image that was built here, with its PDB beside it.
pub fn run(image: &Path, model: Model) -> Result<(ImageChecks, Vec<Finding>)> {
    let bytes = subject::read(image)?;
    let symbols = subject::read(&symbols::pdb(image))?;
    let subject = Subject::parse(&bytes, &symbols, model)?;
    let mut checks = ImageChecks::default();
    let mut findings = Vec::new();
    for (name, check) in CHECKS {
        let objections = check(&subject)?;
        checks.made += 1;
        checks.passed += u32::from(objections.is_empty());
        findings.extend(objections.into_iter().map(|found| finding(name, found)));
    }
    Ok((checks, findings))
}

/// Imports of which the lab does not know whether they fail, or how.
pub fn never_refused(image: &Path) -> Result<Vec<String>> {
    let bytes = subject::read(image)?;
    let imports = subject::imports(&subject::file(&bytes)?)?;
    let unknown = imports
        .into_iter()
        .filter(|import| ddi::number(&import.name).is_none());
    Ok(unknown
        .map(|import| format!("{}!{}", import.library, import.name))
        .collect())
}

fn finding(rule: &str, objection: Objection) -> Finding {
    let frames = objection.calls.iter().map(|&call| Frame {
        offset: call.into(),
        lines: Vec::new(),
    });
    let called = Site {
        role: "called by".to_owned(),
        frames: frames.collect(),
    };
    Finding {
        kind: FindingKind::Image,
        rule: rule.to_owned(),
        text: objection.text,
        irql: 0,
        first_cycle: 0,
        last_cycle: 0,
        cycles: 0,
        sites: if called.frames.is_empty() {
            Vec::new()
        } else {
            vec![called]
        },
    }
}
