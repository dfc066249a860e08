//! `cargo xtask setup`: lists the missing tools, and installs them.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    failure::{Failure, Result},
    progress::Spinner,
};

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only report what is missing
    #[arg(long)]
    check: bool,
}

/// A program of the book's tool chain, installed by cargo into the cache folder.
pub struct BookTool {
    name: &'static str,
    version: &'static str,
}

/// Builds and serves the book.
pub const MDBOOK: BookTool = BookTool {
    name: "mdbook",
    version: "0.5.4",
};
/// Checks its links.
pub const LINKCHECK: BookTool = BookTool {
    name: "mdbook-linkcheck",
    version: "0.7.7",
};

impl BookTool {
    /// Its version.
    #[cfg(test)]
    pub const fn version(&self) -> &'static str {
        self.version
    }

    fn root(&self) -> Result<PathBuf> {
        let folder = kit::cache_folder()?.join("tools");
        Ok(folder.join(format!("{}-{}", self.name, self.version)))
    }

    /// Where the program is, or will be.
    pub fn path(&self) -> Result<PathBuf> {
        Ok(self
            .root()?
            .join("bin")
            .join(self.name)
            .with_extension(env::consts::EXE_EXTENSION))
    }

    fn is_missing(&self) -> Result<bool> {
        Ok(!self.path()?.exists())
    }

    /// Installs it if it is missing. Takes some minutes the first time.
    pub fn install(&self) -> Result<PathBuf> {
        let path = self.path()?;
        if !self.is_missing()? {
            return Ok(path);
        }
        let (name, version) = (self.name, self.version);
        let spinner = Spinner::new(format!("installing {name} {version}, once"));
        let mut cargo = Command::new("cargo");
        cargo
            .args(["install", "--locked", "--root"])
            .arg(self.root()?)
            .arg(format!("{name}@{version}"))
            // It builds for this host, whatever is set for Windows.
            .env_remove("CARGO_TARGET_DIR");
        let output = cargo.stdin(Stdio::null()).output().map_err(|error| {
            Failure::usage(format!(
                "cannot run cargo: {error}. Install Rust with rustup."
            ))
        })?;
        drop(spinner);
        if output.status.success() {
            return Ok(path);
        }
        Err(Failure::usage(format!(
            "cargo could not install {name} {version}:\n{}\nFix that, and run `cargo xtask setup` \
             again.",
            String::from_utf8_lossy(&output.stderr).trim()
        )))
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let packages = kit::missing();
    for missing in &packages {
        println!(
            "missing: {} ({})",
            missing.package.name, missing.package.why
        );
    }
    let mut tools = 0;
    for tool in [&MDBOOK, &LINKCHECK] {
        if tool.is_missing()? {
            println!("missing: {} {}", tool.name, tool.version);
            tools += 1;
        }
    }
    if arguments.check {
        return match packages.len() + tools {
            0 => {
                println!("nothing is missing");
                Ok(())
            }
            missing => Err(Failure::check(format!(
                "missing tools: {missing}. Install them with `cargo xtask setup`."
            ))),
        };
    }
    install_all()?;
    println!("everything is installed");
    Ok(())
}

/// Installs everything that is missing.
pub fn install_all() -> Result<()> {
    install_packages()?;
    MDBOOK.install()?;
    LINKCHECK.install()?;
    Ok(())
}

/// Installs the Debian packages that are missing.
pub fn install_packages() -> Result<()> {
    let missing: Vec<&str> = kit::missing()
        .iter()
        .map(|missing| missing.package.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let apt = Apt::find(
        &missing,
        is_root(),
        has_sudo(),
        Path::new("/usr/bin/apt-get").exists(),
    )?;
    for arguments in [
        vec!["update"],
        [
            &["install", "--yes", "--no-install-recommends"],
            &missing[..],
        ]
        .concat(),
    ] {
        let spinner = Spinner::new(format!("apt-get {}", arguments[0]));
        let output = apt.command(&arguments).output().map_err(|error| {
            Failure::usage(format!(
                "cannot run apt-get: {error}. Install by hand: {}.",
                missing.join(" ")
            ))
        })?;
        drop(spinner);
        if !output.status.success() {
            return Err(Failure::usage(format!(
                "apt-get {} failed:\n{}\nFix that, and run `cargo xtask setup` again.",
                arguments[0],
                String::from_utf8_lossy(&output.stderr).trim()
            )));
        }
    }
    Ok(())
}

/// How to run apt-get.
#[derive(Debug)]
struct Apt {
    sudo: bool,
}

impl Apt {
    fn find(missing: &[&str], root: bool, sudo: bool, apt: bool) -> Result<Self> {
        let packages = missing.join(" ");
        if !apt {
            return Err(Failure::usage(format!(
                "these Debian packages are missing: {packages}. This is not a Debian system; run \
                 in a container of Debian 12."
            )));
        }
        if !root && !sudo {
            return Err(Failure::usage(format!(
                "these packages are missing: {packages}. You are not root, and sudo needs a password. Ask an administrator for `apt-get install --no-install-recommends \
                 {packages}`."
            )));
        }
        Ok(Self { sudo: !root })
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = if self.sudo {
            let mut command = Command::new("sudo");
            command.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
            command
        } else {
            let mut command = Command::new("apt-get");
            command.env("DEBIAN_FRONTEND", "noninteractive");
            command
        };
        command.args(arguments).stdin(Stdio::null());
        command
    }
}

fn is_root() -> bool {
    // The owner of this process, as the kernel shows it.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let user = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    user.and_then(|ids| ids.split_whitespace().nth(1)) == Some("0")
}

fn has_sudo() -> bool {
    let sudo = Command::new("sudo")
        .args(["-n", "true"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    sudo.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_root_the_error_says_what_to_ask_for() {
        let error = Apt::find(&["wine64", "lld-19"], false, false, true).expect_err("no root");
        insta::assert_snapshot!("no_root", error);
        let error = Apt::find(&["wine64"], true, false, false).expect_err("no apt");
        insta::assert_snapshot!("no_apt", error);
    }

    #[test]
    fn root_needs_no_sudo() {
        assert!(!Apt::find(&["wine64"], true, true, true).expect("root").sudo);
        assert!(
            Apt::find(&["wine64"], false, true, true)
                .expect("sudo")
                .sudo
        );
    }
}
