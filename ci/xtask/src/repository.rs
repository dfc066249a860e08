//! Where things are, and which drivers there are.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use load_test::NeverOutcome;
use serde::Deserialize;

use crate::failure::{Failure, Result};

/// The root of the checkout that this program was built from.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest
        .ancestors()
        .nth(2)
        .unwrap_or(manifest)
        .to_path_buf()
}

/// Where built images go.
pub fn images() -> PathBuf {
    root().join("target/images")
}

/// A driver model: one cargo workspace each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Model {
    /// Windows Driver Model.
    Wdm,
    /// Windows Driver Framework, of which the drivers use KMDF.
    Wdf,
}

impl Model {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Wdm, Self::Wdf];

    /// Its folder below `drivers`.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Wdm => "wdm",
            Self::Wdf => "wdf",
        }
    }

    /// Its workspace, for the kit.
    pub fn workspace(self) -> kit::Workspace {
        match self {
            Self::Wdm => kit::Workspace::wdm(),
            Self::Wdf => kit::Workspace::wdf(),
        }
    }
}

/// The framework version that the WDF workspace asks for, as wdk-build reads it.
pub fn kmdf_version() -> Result<(u32, u32)> {
    let path = root().join("drivers/wdf/Cargo.toml");
    let wrong = |why: &dyn fmt::Display| {
        Failure::usage(format!(
            "{}: {why}. `[workspace.metadata.wdk.driver-model]` needs `kmdf-version-major` and \
             `target-kmdf-version-minor`.",
            path.display()
        ))
    };
    let text = fs::read_to_string(&path).map_err(|error| wrong(&error))?;
    let manifest: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| wrong(&error))?;
    let number = |key: &str| {
        ["workspace", "metadata", "wdk", "driver-model", key]
            .iter()
            .try_fold(&toml::Value::Table(manifest.clone()), |value, key| {
                value.get(*key)
            })
            .and_then(|value| u32::try_from(value.as_integer()?).ok())
            .ok_or_else(|| wrong(&format_args!("{key} is missing")))
    };
    Ok((
        number("kmdf-version-major")?,
        number("target-kmdf-version-minor")?,
    ))
}

/// A chapter's driver.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Driver {
    /// Its model.
    pub model: Model,
    /// Its name, the same in both models.
    pub name: String,
}

impl fmt::Display for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.model.folder(), self.name)
    }
}

/// What a driver's manifest states for the load test: `package.metadata.load-test`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Policy {
    /// What it does when its callout is never unregistered; nothing if it cannot be stopped.
    pub when_never_unregistered: Option<NeverOutcome>,
    /// What comes of a stop, if not the end of the driver.
    pub stop: Option<Stop>,
    /// A device of the driver, as Win32 opens it: a handle to it is held at each stop.
    pub device: Option<String>,
    /// Who may open it, in SDDL.
    pub device_security: Option<String>,
    /// A request to that device which returns how often the classify function ran, as 8 bytes.
    pub count_request: Option<u32>,
}

/// What comes of a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stop {
    /// The driver has no unload function, so it is refused.
    Refused,
}

impl Driver {
    fn manifest(&self) -> PathBuf {
        let folder = root().join("drivers").join(self.model.folder());
        folder.join(&self.name).join("Cargo.toml")
    }

    /// What the driver's manifest states.
    pub fn policy(&self) -> Result<Policy> {
        let path = self.manifest();
        let wrong = |why: &dyn fmt::Display| {
            Failure::usage(format!(
                "{}: {why}. Add `[package.metadata.load-test]` with `when-never-unregistered = \
                 \"waits\"` or `\"bug-checks\"`, or with `stop = \"refused\"`, and do what it says.",
                path.display()
            ))
        };
        let text = fs::read_to_string(&path).map_err(|error| wrong(&error))?;
        let manifest: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| wrong(&error))?;
        let metadata = ["package", "metadata", "load-test"]
            .iter()
            .try_fold(toml::Value::Table(manifest), |value, key| {
                value.get(*key).cloned()
            })
            .ok_or_else(|| wrong(&"the driver does not state its policy"))?;
        let policy: Policy = metadata.try_into().map_err(|error| wrong(&error))?;
        if policy.when_never_unregistered.is_some() == policy.stop.is_some() {
            return Err(wrong(&"the driver must state exactly one policy"));
        }
        Ok(policy)
    }
}

/// Every driver, WDM first.
pub fn drivers() -> Result<Vec<Driver>> {
    let mut drivers = Vec::new();
    for model in Model::ALL {
        let folder = root().join("drivers").join(model.folder());
        let entries = fs::read_dir(&folder)
            .map_err(|error| Failure::usage(format!("{}: {error}", folder.display())))?;
        for entry in entries.flatten() {
            if entry.path().join("build.rs").exists() {
                drivers.push(Driver {
                    model,
                    name: entry.file_name().to_string_lossy().into_owned(),
                });
            }
        }
    }
    drivers.sort();
    Ok(drivers)
}

/// The drivers with these names; all of them for no name.
pub fn named(names: &[String]) -> Result<Vec<Driver>> {
    let all = drivers()?;
    if names.is_empty() {
        return Ok(all);
    }
    names.iter().map(|name| find(name, &all)).collect()
}

fn find(name: &str, all: &[Driver]) -> Result<Driver> {
    let found = all.iter().find(|driver| driver.to_string() == name);
    found.cloned().ok_or_else(|| {
        let known: Vec<_> = all.iter().map(ToString::to_string).collect();
        Failure::usage(format!(
            "there is no driver {name}. Drivers are named MODEL/NAME: {}. Try `cargo xtask build \
             {}`.",
            known.join(", "),
            known.first().map_or("wdm/unload", String::as_str)
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_driver_states_its_policy() {
        let drivers = drivers().expect("the folders");
        assert!(!drivers.is_empty());
        for driver in drivers {
            driver.policy().expect("a policy");
        }
    }

    #[test]
    fn an_unknown_driver_is_named_with_those_that_exist() {
        let all = [Driver {
            model: Model::Wdm,
            name: "unload".to_owned(),
        }];
        let error = find("unload", &all).expect_err("no model");
        insta::assert_snapshot!(error);
    }
}
