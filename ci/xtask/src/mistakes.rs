//! `cargo xtask mistakes`: applies each wrong patch to a copy of the drivers, builds it, and
//! requires the lab to convict it for the reason that the patch states.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use load_test::{Finding, Report, Verdict};

use crate::{
    failure::{Failure, Result},
    images::{self, Image},
    load_test::{Bench, Plan},
    patch::Patch,
    repository::{self, Driver, Policy},
    setup,
    side_by_side::side_by_side,
};

/// A start or stop of a wrong driver that takes longer, in milliseconds, counts as a hang. Shorter
/// than for a good driver, because some mistakes hang in every run; long enough for a start on a
/// machine that is busy with something else.
const LIMIT: u64 = 5000;

/// The cycle whose trace the book shows: the first in which the engine refuses.
pub const TRACED: u32 = 2;

/// The seed of `cargo xtask test`.
pub const SEED: u32 = 1;

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Names of patches in drivers/mistakes; all patches by default
    names: Vec<String>,
}

/// A patched driver's run.
pub struct Conviction {
    /// The mistake.
    pub patch: Patch,
    /// The driver that it was made in.
    pub driver: Driver,
    /// What the lab found.
    pub report: Report,
}

impl Conviction {
    /// Why the lab did not convict the mistake as its patch states, if it did not.
    pub fn judge(&self) -> std::result::Result<(), String> {
        judge(&self.patch, &self.report)
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let patches = patches(&arguments.names)?;
    setup::install_packages()?;
    let bench = Bench::build()?;
    let convictions = convict_all(&bench, &patches, SEED)?;
    // One control for each driver and kind of run: the longest of the runs that it is the control for.
    let mut longest: BTreeMap<(&Driver, bool), &Patch> = BTreeMap::new();
    for Conviction { patch, driver, .. } in &convictions {
        let known = longest.entry((driver, patch.fail_each)).or_insert(patch);
        if patch.cycles > known.cycles {
            *known = patch;
        }
    }
    let controls: Vec<_> = longest.into_iter().collect();
    side_by_side(&controls, |((driver, _), patch)| {
        acquit(&bench, patch, driver)
    })
    .into_iter()
    .collect::<Result<()>>()?;
    judge_all(&convictions)
}

/// Fails unless every mistake is convicted for the reason that its patch states.
pub fn judge_all(convictions: &[Conviction]) -> Result<()> {
    let mut acquitted = Vec::new();
    for conviction in convictions {
        let Conviction {
            patch,
            driver,
            report,
        } = conviction;
        match conviction.judge() {
            Ok(()) => println!("{}, {driver}: convicted", patch.name),
            Err(why) => {
                println!("{report}\n{}, {driver}: NOT convicted: {why}", patch.name);
                acquitted.push(format!("{} ({driver})", patch.name));
            }
        }
    }
    if acquitted.is_empty() {
        return Ok(());
    }
    Err(Failure::check(format!(
        "the lab did not convict {} as its patch states; the reasons are above.",
        acquitted.join(", ")
    )))
}

/// Without the patch, the same run of the same driver has to pass.
fn acquit(bench: &Bench, patch: &Patch, driver: &Driver) -> Result<()> {
    let image = images::build_driver(&repository::root(), driver, &repository::images())?;
    let report = bench.run(&image, &plan(patch, driver, SEED)?)?;
    if report.verdict() == Verdict::Fail {
        return Err(Failure::check(format!(
            "{report}\n{driver} does not pass without {} either, so the findings do not come from the patch.",
            patch.name
        )));
    }
    Ok(())
}

/// Each stop holds a handle if the driver has a device for that. How the driver behaves when the
/// engine never lets go is not judged here.
fn plan(patch: &Patch, driver: &Driver, seed: u32) -> Result<Plan> {
    Ok(Plan {
        seed,
        cycles: patch.cycles,
        fail_each: patch.fail_each,
        limit: LIMIT,
        trace: TRACED,
        policy: Some(Policy {
            when_never_unregistered: None,
            stop: None,
            ..driver.policy()?
        }),
        ..Plan::default()
    })
}

/// Reads the patches with these names; all of them for no name.
pub fn patches(names: &[String]) -> Result<Vec<Patch>> {
    let folder = repository::root().join("drivers/mistakes");
    let mut all = Vec::new();
    let entries = fs::read_dir(&folder)
        .map_err(|error| Failure::usage(format!("{}: {error}", folder.display())))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "patch")
        {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let text = fs::read_to_string(&path)
                .map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
            all.push(Patch::parse(&name, &text)?);
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    if all.is_empty() {
        return Err(Failure::usage(format!(
            "{} contains no patch, so nothing would be proved.",
            folder.display()
        )));
    }
    if names.is_empty() {
        return Ok(all);
    }
    names
        .iter()
        .map(|name| {
            let found = all.iter().find(|patch| patch.name == *name);
            found.cloned().ok_or_else(|| {
                let known: Vec<_> = all.iter().map(|patch| patch.name.as_str()).collect();
                Failure::usage(format!(
                    "there is no mistake {name}. The mistakes are: {}. Try `cargo xtask mistakes {}`.",
                    known.join(", "),
                    known[0]
                ))
            })
        })
        .collect()
}

/// Builds and runs every driver that the patches change.
pub fn convict_all(bench: &Bench, patches: &[Patch], seed: u32) -> Result<Vec<Conviction>> {
    let mut wrong = Vec::new();
    for patch in patches {
        for (model, name) in patch.drivers() {
            wrong.push((patch, Driver { model, name }));
        }
    }
    side_by_side(&wrong, |(patch, driver)| {
        convict(bench, patch, driver, seed)
    })
    .into_iter()
    .collect()
}

/// Builds and runs one driver with one of its mistakes. A failure names the two.
pub fn convict(bench: &Bench, patch: &Patch, driver: &Driver, seed: u32) -> Result<Conviction> {
    convict_copy(bench, patch, driver, seed)
        .map_err(|failure| failure.about(&format!("{}, {driver}", patch.name)))
}

fn convict_copy(bench: &Bench, patch: &Patch, driver: &Driver, seed: u32) -> Result<Conviction> {
    let tree = tempfile::tempdir()
        .map_err(|error| Failure::usage(format!("cannot make a temporary folder: {error}.")))?;
    apply(patch, tree.path())?;
    let out = repository::images().join("mistakes").join(&patch.name);
    let built = images::build_driver(tree.path(), driver, &out)?;
    let wrong = Image {
        name: format!("{driver} with {}", patch.name),
        path: built.path,
        model: built.model,
    };
    Ok(Conviction {
        patch: patch.clone(),
        driver: driver.clone(),
        report: bench.run(&wrong, &plan(patch, driver, seed)?)?,
    })
}

/// Copies the drivers and applies the patch to the copy.
fn apply(patch: &Patch, tree: &Path) -> Result<()> {
    let root = repository::root();
    let failed = |what: &str, output: &[u8]| {
        Failure::check(format!(
            "{what} for drivers/mistakes/{}.patch failed:\n{}\nThe driver has changed: make the patch again.",
            patch.name,
            String::from_utf8_lossy(output).trim()
        ))
    };
    let run = |what: &str, command: &mut Command| {
        let output = command
            .output()
            .map_err(|error| Failure::usage(format!("cannot run {what}: {error}.")))?;
        if output.status.success() {
            Ok(())
        } else {
            Err(failed(what, &output.stderr))
        }
    };
    // What the kit mirrors, without what builds left behind.
    for part in ["Cargo.toml", "drivers"] {
        copy(&root.join(part), &tree.join(part))
            .map_err(|error| Failure::usage(format!("cannot copy {part}: {error}.")))?;
    }
    let file = root
        .join("drivers/mistakes")
        .join(format!("{}.patch", patch.name));
    run(
        "git apply",
        Command::new("git")
            .current_dir(tree)
            // The copy is not a repository, and git must not take it for a part of one.
            .env("GIT_CEILING_DIRECTORIES", tree.parent().unwrap_or(tree))
            .args(["apply", "--whitespace=nowarn"])
            .arg(file),
    )
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(drop);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_name() != "target" {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Whether the report convicts the mistake: each expected finding is there and points into the
/// patch, and there is no other finding.
fn judge(patch: &Patch, report: &Report) -> std::result::Result<(), String> {
    let mut missing = Vec::new();
    for expected in &patch.expected {
        let found: Vec<&Finding> = report
            .findings
            .iter()
            .filter(|finding| expected.is(finding))
            .collect();
        if found.is_empty() {
            missing.push(format!("there is no {expected}"));
        } else if !found.iter().any(|finding| patch.contains(finding)) {
            missing.push(format!("{expected} does not point into the patch"));
        }
    }
    let other = report
        .findings
        .iter()
        .find(|finding| !patch.expected.iter().any(|expected| expected.is(finding)));
    if let Some(other) = other {
        missing.push(format!("{} {} was not expected", other.kind, other.rule));
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(missing.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{mistakes_page, repository::Model};

    fn row(patch: &Patch) -> String {
        let drivers = patch.drivers();
        let models: Vec<_> = Model::ALL
            .iter()
            .filter(|model| drivers.iter().any(|(of, _)| of == *model))
            .map(|model| model.folder().to_uppercase())
            .collect();
        let expected: Vec<_> = patch
            .expected
            .iter()
            .map(|one| format!("`{one}`"))
            .collect();
        format!(
            "| [{0}.patch]({0}.patch) | {1} | {2} | {3} | {4} |",
            patch.name,
            patch.rule,
            patch.mistake,
            models.join(" and "),
            expected.join("; ")
        )
    }

    #[test]
    fn the_book_explains_every_finding_and_every_rule() {
        let page = fs::read_to_string(repository::root().join("book/findings.md"));
        let page = page.expect("the page");
        let row = |anchor: &str| {
            let anchor = format!("<span id=\"{anchor}\"></span>");
            page.lines()
                .filter(|line| line.starts_with("| "))
                .find(|line| line.contains(&anchor))
        };
        assert_eq!(row("u0"), None, "a name that no finding has");
        for patch in patches(&[]).expect("the patches") {
            for name in patch.expected.iter().map(|finding| &finding.rule) {
                let anchor = mistakes_page::anchor(name);
                let explained = row(&anchor).is_some_and(|row| row.contains(&format!("`{name}`")));
                assert!(explained, "{}: finding {name}, anchor {anchor}", patch.name);
            }
            let anchor = mistakes_page::anchor(&patch.rule);
            assert!(
                row(&anchor).is_some(),
                "{}: rule {}, anchor {anchor}",
                patch.name,
                patch.rule
            );
        }
    }

    #[test]
    fn the_table_says_what_the_patches_say() {
        let table = repository::root().join("drivers/mistakes/README.md");
        let table = fs::read_to_string(table).expect("the table");
        let rows: Vec<_> = table
            .lines()
            .filter(|line| line.starts_with("| ["))
            .collect();
        let patches = patches(&[]).expect("the patches");
        assert_eq!(rows, patches.iter().map(row).collect::<Vec<_>>());
    }
}
