//! `cargo xtask setup`: prints which tools are missing, and installs them.
//!
//! `setup` and `test` install without asking. Every other command asks first, and without a
//! terminal it names the command to run instead.

mod apt;
pub mod consent;

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use crate::{
    failure::{Failure, Result},
    progress::Spinner,
    workflows,
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

    /// Installs it if it is missing, once that is agreed. Takes some minutes the first time.
    pub fn install(&self) -> Result<PathBuf> {
        let path = self.path()?;
        if !self.is_missing()? {
            return Ok(path);
        }
        let (name, version) = (self.name, self.version);
        consent::require(&format!("{name} {version}"))?;
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
    let mut packages = kit::missing();
    packages.extend(browser());
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
    install_without_asking()?;
    println!("everything is installed");
    Ok(())
}

/// Installs everything that is missing, without asking: for the commands that are run for that.
pub fn install_without_asking() -> Result<()> {
    consent::give();
    install_all()
}

/// Installs everything that is missing.
pub fn install_all() -> Result<()> {
    let mut packages = kit::missing();
    packages.extend(browser());
    install(&packages)?;
    MDBOOK.install()?;
    LINKCHECK.install()?;
    axe()?;
    Ok(())
}

/// The browser, if Debian has it and it is missing.
fn browser() -> Option<kit::MissingPackage> {
    cfg!(target_os = "linux")
        .then(kit::missing_browser)
        .flatten()
}

/// The wheel that holds axe-core 4.12.1, and the hash that pip requires of it.
const AXE: [&str; 2] = [
    "axe-playwright-python==0.1.8",
    "--hash=sha256:fdd263c998388f1a8e67cad02677e612d946248bd44d163be5e8650ea31f95f8",
];

/// Installs axe-core if it is missing; returns where its script is.
pub fn axe() -> Result<PathBuf> {
    let folder = kit::cache_folder()?.join("tools/axe-4.12.1");
    let script = folder.join("wheel/axe_playwright_python/axe.min.js");
    if script.exists() {
        return Ok(script);
    }
    consent::require("axe-core, in a wheel from PyPI")?;
    let spinner = Spinner::new("installing axe-core, once");
    let cannot = |error: std::io::Error| {
        Failure::usage(format!(
            "cannot install axe-core: {error}. Run `cargo xtask setup` again."
        ))
    };
    fs::create_dir_all(&folder).map_err(cannot)?;
    let wanted = folder.join("wanted.txt");
    fs::write(&wanted, AXE.join(" ")).map_err(cannot)?;
    workflows::run(
        Command::new(workflows::PYTHON)
            .args(["-m", "venv"])
            .arg(&folder),
    )?;
    workflows::run(
        Command::new(folder.join("bin/pip"))
            .args(["install", "--quiet", "--disable-pip-version-check"])
            .args(["--no-deps", "--only-binary", ":all:", "--require-hashes"])
            .arg("--target")
            .arg(folder.join("wheel"))
            .arg("--requirement")
            .arg(&wanted),
    )?;
    drop(spinner);
    Ok(script)
}

/// Installs the Debian packages that are missing for building and loading drivers.
pub fn install_packages() -> Result<()> {
    install(&kit::missing())
}

fn install(packages: &[kit::MissingPackage]) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .map(|missing| missing.package.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    consent::require(&missing.join(" "))?;
    apt::install(&missing)
}
