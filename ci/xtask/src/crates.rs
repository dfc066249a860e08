//! A driver crate that is not of this repository, with what it needs beside it: its workspace, and
//! the folders that it names as path dependencies.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

use crate::{
    failure::{Failure, Result},
    images::{self, Image},
    repository,
};

/// What `cargo metadata --no-deps` says, as far as it is used.
#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    path: Option<PathBuf>,
}

/// Builds the crate in `folder`.
pub fn build(folder: &Path, features: &[&str]) -> Result<Image> {
    let asked = metadata(folder)?;
    let manifest = folder
        .join("Cargo.toml")
        .canonicalize()
        .map_err(|error| no_crate(folder, &error))?;
    let package = asked
        .packages
        .iter()
        .find(|package| package.manifest_path == manifest)
        .ok_or_else(|| no_crate(folder, &"its manifest names no package"))?;
    let root = &asked.workspace_root;
    if !root.join("Cargo.lock").exists() {
        return Err(Failure::usage(format!(
            "{} has no Cargo.lock. Make one there with `cargo generate-lockfile`.",
            root.display()
        )));
    }
    let folders = folders(&asked)?;
    let tree = common(&folders);
    let inside = |folder: &PathBuf| folder.strip_prefix(&tree).unwrap_or(folder).to_owned();
    let workspace = kit::Workspace::anybodys(inside(root), folders.iter().map(inside).collect());
    let options = kit::BuildOptions {
        features: features.iter().map(ToString::to_string).collect(),
        ..kit::BuildOptions::release(repository::images().join("anybodys"))
    };
    let name = &package.name;
    let built = images::in_place(
        &format!("building {name}"),
        workspace,
        &tree,
        |session, line| Ok(session.build_image(name, &options, line)?),
    )?;
    Ok(Image {
        name: name.clone(),
        path: built.sys,
        model: None,
    })
}

fn no_crate(folder: &Path, why: &dyn std::fmt::Display) -> Failure {
    Failure::usage(format!(
        "{} is not a driver crate: {why}. Give the folder that holds its Cargo.toml.",
        folder.display()
    ))
}

fn metadata(folder: &Path) -> Result<Metadata> {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .output()
        .map_err(|error| Failure::usage(format!("cannot run cargo: {error}.")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(no_crate(folder, &said.trim().trim_start_matches("error: ")));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| no_crate(folder, &error))
}

/// The workspace, and every folder that a path dependency leads to from there; none inside another.
fn folders(asked: &Metadata) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::from([asked.workspace_root.clone()]);
    let mut waiting = paths(&asked.packages);
    while let Some(folder) = waiting.pop() {
        if !found.iter().any(|known| folder.starts_with(known)) {
            let mut packages = metadata(&folder)?.packages;
            // The others are members of the same workspace, which cargo lists along with it.
            packages.retain(|package| package.manifest_path.starts_with(&folder));
            waiting.extend(paths(&packages));
            found.insert(folder);
        }
    }
    let outermost = |folder: &&PathBuf| {
        let holds = |other: &PathBuf| other != *folder && folder.starts_with(other);
        !found.iter().any(holds)
    };
    Ok(found.iter().filter(outermost).cloned().collect())
}

fn paths(packages: &[Package]) -> Vec<PathBuf> {
    let dependencies = packages.iter().flat_map(|package| &package.dependencies);
    dependencies
        .filter_map(|dependency| dependency.path.clone())
        .collect()
}

/// The innermost folder that holds all of these.
fn common(folders: &BTreeSet<PathBuf>) -> PathBuf {
    let holds_all = |folder: &&Path| folders.iter().all(|one| one.starts_with(folder));
    let first = folders.first().map(PathBuf::as_path);
    let common = first.and_then(|first| first.ancestors().find(holds_all));
    common.unwrap_or_else(|| Path::new("/")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_of_this_repository_needs_its_workspace_and_the_shared_crates() {
        let drivers = repository::root().join("drivers");
        let asked = metadata(&drivers.join("wdm/unload")).expect("the metadata");
        let found = folders(&asked).expect("the folders");
        let wanted = ["shared/teardown", "shared/wfp-sys", "wdm"].map(|part| drivers.join(part));
        assert_eq!(found, BTreeSet::from(wanted));
        assert_eq!(common(&found), drivers);
    }

    #[test]
    fn what_is_no_crate_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        for text in ["[package", "[workspace]\n"] {
            std::fs::write(folder.path().join("Cargo.toml"), text).expect("a manifest");
            assert!(build(folder.path(), &[]).is_err(), "{text}");
        }
    }
}
