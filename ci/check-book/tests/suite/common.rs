//! What the tests share.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use check_book::{Options, Report};
use tempfile::TempDir;
use walkdir::WalkDir;

/// This crate's `tests` folder.
pub fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Copies every file below `from`, over what is in `to`.
pub fn copy(from: &Path, to: &Path) {
    let walk = WalkDir::new(from).into_iter();
    for entry in walk.filter_entry(|entry| entry.file_name() != "target") {
        let entry = entry.expect("the folder can be read");
        let inside = entry.path().strip_prefix(from).expect("it is below");
        let target = to.join(inside);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a folder can be made");
        } else {
            fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
}

/// The good book with the files of one fixture laid over it.
pub fn good_with(fixture: Option<&Path>) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&tests().join("good"), folder.path());
    if let Some(fixture) = fixture {
        copy(fixture, folder.path());
    }
    folder
}

/// The fixtures of one kind.
pub fn fixtures(kind: &str) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(tests().join(kind))
        .expect("the fixtures are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    all.sort();
    assert!(!all.is_empty(), "no fixtures of the kind {kind}");
    all
}

/// Compares findings with the fixture's `expected.txt`; `BLESS=1` writes it.
pub fn compare(fixture: &Path, report: &Report, failures: &mut Vec<String>) {
    let mut found = String::new();
    for finding in &report.findings {
        writeln!(found, "{finding}").expect("a string takes every line");
    }
    let file = fixture.join("expected.txt");
    if env::var_os("BLESS").is_some() {
        fs::write(&file, &found).expect("expected.txt can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    let name = fixture.file_name().expect("it has a name").display();
    if found.is_empty() {
        failures.push(format!("{name}: nothing was found"));
    } else if found != expected {
        failures.push(format!("{name}\nexpected:\n{expected}found:\n{found}"));
    }
}

/// The programs that these tests run, or why they cannot.
pub fn tools() -> Result<Options, String> {
    let options = Options::default();
    for (program, variable) in [
        (&options.mdbook, "MDBOOK"),
        (&options.linkcheck, "MDBOOK_LINKCHECK"),
    ] {
        if Command::new(program).arg("--version").output().is_err() {
            return Err(format!(
                "{} is not on PATH and {variable} does not name it",
                program.display()
            ));
        }
    }
    Ok(options)
}

/// `Some` with the programs, or `None` with the reason printed.
pub fn tools_or_skip(test: &str) -> Option<Options> {
    match tools() {
        Ok(options) => Some(options),
        Err(why) => {
            // Not `eprintln!`: the test harness would keep that to itself.
            let _unwritten = writeln!(io::stderr(), "SKIP {test}: {why}");
            None
        }
    }
}
