//! Running cargo in a build place.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use crate::{
    Error, Result, advice, error::IoContext as _, place::Session, tool, toolchain, workspace::Kind,
};

/// How to build a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildOptions {
    /// Release profile, which is what runs in the lab.
    pub release: bool,
    /// Features to switch on.
    pub features: Vec<String>,
    /// Folder that gets the image and its PDB. The place's own output belongs to the next session.
    pub out: PathBuf,
}

impl BuildOptions {
    /// A release build into `out`.
    #[must_use]
    pub fn release(out: impl Into<PathBuf>) -> Self {
        Self {
            release: true,
            features: Vec::new(),
            out: out.into(),
        }
    }
}

/// A finished kernel image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltImage {
    /// The image, `PACKAGE.sys`.
    pub sys: PathBuf,
    /// Its debug information, under the name by which the image asks for it: `PACKAGE.pdb` with `_` for `-`.
    pub pdb: PathBuf,
}

/// A finished program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltProgram {
    /// The program, `PACKAGE.exe`.
    pub exe: PathBuf,
}

impl Session<'_> {
    /// Builds one package of the workspace as a kernel image. `on_line` gets each line that cargo prints.
    ///
    /// # Errors
    ///
    /// When cargo fails: the error holds all it printed.
    pub fn build_image(
        &self,
        package: &str,
        options: &BuildOptions,
        on_line: &mut dyn FnMut(&str),
    ) -> Result<BuiltImage> {
        let files = self.build(package, options, "cdylib", on_line)?;
        let no_artifact = || Error::NoArtifact {
            package: package.to_owned(),
            kind: "cdylib",
        };
        let dll = with_extension(&files, "dll").ok_or_else(no_artifact)?;
        let pdb = with_extension(&files, "pdb").ok_or_else(no_artifact)?;
        Ok(BuiltImage {
            sys: copy_out(dll, &options.out, package, "sys")?,
            pdb: copy_out(pdb, &options.out, &package.replace('-', "_"), "pdb")?,
        })
    }

    /// Builds one package of the workspace as a program. `on_line` gets each line that cargo prints.
    ///
    /// # Errors
    ///
    /// When cargo fails: the error holds all it printed.
    pub fn build_program(
        &self,
        package: &str,
        options: &BuildOptions,
        on_line: &mut dyn FnMut(&str),
    ) -> Result<BuiltProgram> {
        let files = self.build(package, options, "bin", on_line)?;
        let exe = with_extension(&files, "exe").ok_or_else(|| Error::NoArtifact {
            package: package.to_owned(),
            kind: "program",
        })?;
        Ok(BuiltProgram {
            exe: copy_out(exe, &options.out, package, "exe")?,
        })
    }

    fn build(
        &self,
        package: &str,
        options: &BuildOptions,
        kind: &str,
        on_line: &mut dyn FnMut(&str),
    ) -> Result<Vec<PathBuf>> {
        self.provision(on_line)?;
        let mut cargo = self.place.toolchain.cargo();
        self.set_up(&mut cargo);
        cargo.args(["build", "--package", package]);
        self.add_target(&mut cargo);
        cargo.arg("--message-format=json-render-diagnostics");
        if options.release {
            cargo.arg("--release");
        }
        if !options.features.is_empty() {
            cargo.arg("--features").arg(options.features.join(","));
        }
        let messages = run_streaming(&mut cargo, on_line)?;
        Ok(artifacts(&messages, &self.place.tree(), package, kind))
    }

    /// Lints packages of the workspace, all when `packages` is empty, for the target that they are built for.
    /// Any warning is a failure. `on_line` gets each line that clippy prints.
    ///
    /// # Errors
    ///
    /// When a lint fires or the code does not compile: the error holds all that was printed.
    pub fn clippy(&self, packages: &[&str], on_line: &mut dyn FnMut(&str)) -> Result<()> {
        self.provision(on_line)?;
        let mut clippy = self.place.toolchain.clippy();
        self.set_up(&mut clippy);
        if packages.is_empty() {
            clippy.arg("--workspace");
        }
        for package in packages {
            clippy.args(["--package", package]);
        }
        self.add_target(&mut clippy);
        // The profile of the builds, which share the compiled build scripts with this.
        clippy.args(["--release", "--", "-Dwarnings"]);
        run_streaming(&mut clippy, on_line)?;
        Ok(())
    }

    /// Gives a command the place's environment, in the place's workspace.
    fn set_up(&self, command: &mut Command) {
        let place = self.place;
        command.current_dir(place.workspace_root()).env(
            "CARGO_ENCODED_RUSTFLAGS",
            self.compiler_flags().join("\x1f"),
        );
        if place.workspace.kind == Kind::Driver {
            toolchain::add_c_tools(command);
        }
        if let Some(content_root) = &place.content_root {
            command.env("WDKContentRoot", &content_root.path);
        }
    }

    fn add_target(&self, command: &mut Command) {
        let kind = self.place.workspace.kind;
        command
            .args(["--locked", "--target", kind.target()])
            .args(kind.std_arguments());
    }

    /// They must stay the same from build to build: with other flags cargo recompiles everything.
    fn compiler_flags(&self) -> Vec<String> {
        let place = self.place;
        let kind = place.workspace.kind;
        let mut flags = vec![format!("-Clinker={}", kind.linker())];
        flags.extend(kind.flags().iter().map(ToString::to_string));
        // The last match counts. What is not the repository's own keeps a name that tells where it is from.
        flags.push(format!("--remap-path-prefix={}/=", place.folder.display()));
        flags.push(format!("--remap-path-prefix={}/=", place.tree().display()));
        flags
    }
}

/// Runs cargo. Its standard error goes to `on_line` as it comes, its standard output is returned.
fn run_streaming(command: &mut Command, on_line: &mut dyn FnMut(&str)) -> Result<String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| tool::not_started(command, source))?;
    let stdout = child.stdout.take();
    let reader = thread::spawn(move || stdout.map_or(Ok(String::new()), std::io::read_to_string));

    let mut stderr = String::new();
    if let Some(pipe) = child.stderr.take() {
        for line in BufReader::new(pipe).split(b'\n') {
            let line = line.context("read", Path::new("cargo's messages"))?;
            let line = String::from_utf8_lossy(&line);
            on_line(&line);
            stderr.push_str(&line);
            stderr.push('\n');
        }
    }
    let status = child.wait().context("wait for", Path::new("cargo"))?;
    let output = reader
        .join()
        .unwrap_or_else(|_| Ok(String::new()))
        .context("read", Path::new("cargo's output"))?;
    if status.success() {
        return Ok(output);
    }
    Err(Error::Build {
        command: tool::command_line(command),
        status: tool::status_text(status),
        advice: advice::on(&stderr),
        stderr,
    })
}

/// Files that cargo reports for one package of the place.
fn artifacts(messages: &str, tree: &Path, package: &str, kind: &str) -> Vec<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| {
            message["reason"] == "compiler-artifact"
                && Path::new(message["manifest_path"].as_str().unwrap_or_default())
                    .starts_with(tree)
                && message["package_id"]
                    .as_str()
                    .is_some_and(|id| is_package(id, package))
                && message["target"]["kind"]
                    .as_array()
                    .is_some_and(|kinds| kinds.iter().any(|k| k == kind))
        })
        .filter_map(|message| message["filenames"].as_array().cloned())
        .flatten()
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .collect()
}

/// Whether a package id is that of a package: `path+file:///folder#name@1.0.0`, or `…/name#1.0.0` when the folder has the
/// package's name.
fn is_package(id: &str, package: &str) -> bool {
    let Some((url, fragment)) = id.rsplit_once('#') else {
        return false;
    };
    fragment.split_once('@').map_or_else(
        || url.rsplit('/').next() == Some(package),
        |(name, _)| name == package,
    )
}

fn with_extension<'a>(files: &'a [PathBuf], extension: &str) -> Option<&'a Path> {
    files
        .iter()
        .map(PathBuf::as_path)
        .find(|file| file.extension().is_some_and(|e| e == extension))
}

fn copy_out(file: &Path, out: &Path, package: &str, extension: &str) -> Result<PathBuf> {
    fs::create_dir_all(out).context("create", out)?;
    let to = out.join(package).with_extension(extension);
    // A loader may still have the old file open: put a new one in its place.
    let fresh = out.join(format!("{package}.{extension}.unfinished"));
    fs::copy(file, &fresh).context("copy", file)?;
    fs::rename(&fresh, &to).context("create", &to)?;
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn artifacts_are_those_of_the_package_in_the_tree() {
        let line = |folder: &str, id: &str, kind: &str, file: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","manifest_path":"{folder}/Cargo.toml","package_id":"{id}","target":{{"kind":["{kind}"]}},"filenames":["{file}"]}}"#
            )
        };
        let messages = [
            line(
                "/t/unload",
                "path+file:///t/unload#0.1.0",
                "cdylib",
                "/t/target/unload.dll",
            ),
            line(
                "/t/unload",
                "path+file:///t/unload#0.1.0",
                "custom-build",
                "/t/target/build",
            ),
            line(
                "/t/other",
                "path+file:///t/other#0.1.0",
                "cdylib",
                "/t/target/other.dll",
            ),
            line(
                "/v/unload",
                "registry+x#unload@9.0.0",
                "cdylib",
                "/v/unload.dll",
            ),
            "not json".to_owned(),
        ]
        .join("\n");
        assert_eq!(
            artifacts(&messages, Path::new("/t"), "unload", "cdylib"),
            [PathBuf::from("/t/target/unload.dll")]
        );
    }

    #[test]
    fn package_ids_come_in_two_forms() {
        assert!(is_package("path+file:///t/unload#0.1.0", "unload"));
        assert!(is_package(
            "path+file:///t/wdm-unload#unload@0.1.0",
            "unload"
        ));
        assert!(!is_package("path+file:///t/unload#other@0.1.0", "unload"));
        assert!(!is_package("path+file:///t/unload", "unload"));
    }
}
