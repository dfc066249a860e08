//! The locked dependencies as a folder of sources, with the host edits applied.
//!
//! cargo sees the folder through source replacement. Manifests and package checksums stay as they are, so the lock file
//! does too.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Error, Result, advice,
    error::IoContext as _,
    host_edits::{self, Change, CrateEdit, HOST_EDITS},
    mirror,
    stamp::{Hasher, Stamp},
    tool,
    toolchain::Toolchain,
};

/// What vendoring a workspace did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vendored {
    /// The folder was up to date.
    Unchanged,
    /// Packages came or went; what was compiled from the others is still good.
    Renewed,
    /// The same packages have other edits, which cargo cannot see: compiled output must go.
    EditsChanged,
}

/// A vendor folder of one workspace.
pub struct Vendor<'a> {
    /// The folder.
    pub folder: PathBuf,
    /// Manifest of the workspace.
    pub manifest: PathBuf,
    /// Whether wdk-build must be there and be edited.
    pub host_edits: bool,
    /// cargo and rustc.
    pub toolchain: &'a Toolchain,
}

impl Vendor<'_> {
    /// Brings the folder up to date with the workspace's lock file.
    pub fn update(&self, on_line: &mut dyn FnMut(&str)) -> Result<Vendored> {
        let edits = if self.host_edits { HOST_EDITS } else { &[] };
        let edits_stamp = host_edits::stamp(edits);
        let packages_stamp = self.packages_stamp()?;
        let edits_file = self.folder.join("edits.stamp");
        let packages_file = self.folder.join("packages.stamp");
        let same_edits = edits_stamp.is_in(&edits_file);
        if same_edits && packages_stamp.is_in(&packages_file) {
            return Ok(Vendored::Unchanged);
        }
        let first = !self.folder.exists();

        on_line("  Vendoring locked crates");
        let fresh = self.folder.with_extension("unfinished");
        mirror::remove_folder(&fresh)?;
        self.vendor_packages(&fresh)?;
        self.link_std_packages(&fresh)?;
        for edit in edits {
            apply_to_crate(&fresh, edit, &self.lock())?;
        }
        edits_stamp.write_to(&fresh.join("edits.stamp"))?;
        packages_stamp.write_to(&fresh.join("packages.stamp"))?;

        // The path stays the same over time: cargo would compile everything again for another one.
        mirror::remove_folder(&self.folder)?;
        fs::rename(&fresh, &self.folder).context("create", &self.folder)?;
        Ok(if first || same_edits {
            Vendored::Renewed
        } else {
            Vendored::EditsChanged
        })
    }

    fn lock(&self) -> PathBuf {
        self.manifest.with_file_name("Cargo.lock")
    }

    fn packages_stamp(&self) -> Result<Stamp> {
        let path = self.lock();
        let text = fs::read_to_string(&path).context("read", &path)?;
        let mut hasher = Hasher::default();
        hasher.add("std", self.toolchain.version.as_bytes());
        for package in registry_packages(&text) {
            hasher.add("package", package.as_bytes());
        }
        Ok(hasher.finish())
    }

    fn vendor_packages(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder).context("create", folder)?;
        let mut cargo = self.toolchain.cargo();
        cargo
            .args(["vendor", "--quiet", "--locked", "--versioned-dirs"])
            // A mirror of the registry, when the user has one configured.
            .arg("--respect-source-config")
            .arg("--manifest-path")
            .arg(&self.manifest)
            .arg(folder)
            // Outside the build place, whose own configuration points at the folder being made.
            .current_dir("/");
        match tool::run(&mut cargo) {
            Ok(_) => Ok(()),
            Err(Error::ToolFailed {
                command,
                status,
                output,
            }) => Err(Error::Build {
                command,
                status,
                advice: advice::on(&output),
                stderr: output,
            }),
            Err(other) => Err(other),
        }
    }

    /// Adds the packages that `std` itself depends on: cargo looks for them in the same place.
    fn link_std_packages(&self, folder: &Path) -> Result<()> {
        let packages = self.toolchain.std_packages();
        for entry in fs::read_dir(&packages).context("list", &packages)? {
            let package = entry.context("list", &packages)?;
            let link = folder.join(package.file_name());
            if !link.exists() {
                mirror::link(&package.path(), &link)?;
            }
        }
        Ok(())
    }
}

/// The entries of a lock file that come from a registry: these have a checksum.
fn registry_packages(lock: &str) -> impl Iterator<Item = &str> {
    lock.split("[[package]]")
        .skip(1)
        .map(str::trim)
        .filter(|entry| entry.contains("\nchecksum = "))
}

/// Applies one crate's edits in a vendor folder.
fn apply_to_crate(vendor: &Path, edit: &CrateEdit, lock: &Path) -> Result<()> {
    let (folder, version) =
        find_crate(vendor, edit.krate)?.ok_or_else(|| Error::CrateNotVendored {
            name: edit.krate,
            lock: lock.to_path_buf(),
        })?;
    match edit.change {
        Change::Source(text) => {
            let sources = folder.join("src");
            mirror::remove_folder(&sources)?;
            mirror::write_if_different(&sources.join("lib.rs"), text.as_bytes())?;
        }
        Change::Edits(edits) => {
            for one in edits {
                let path = folder.join(one.file);
                let text = fs::read_to_string(&path).context("read", &path)?;
                let edited = one.apply(&text).map_err(|found| Error::EditDoesNotFit {
                    edit: one.name,
                    krate: edit.krate,
                    version: version.clone(),
                    file: one.file,
                    found,
                })?;
                fs::write(&path, edited).context("write", &path)?;
            }
        }
    }
    forget_file_checksums(&folder.join(".cargo-checksum.json"))
}

/// Folder and version of a crate in a vendor folder with versions in its folder names.
fn find_crate(vendor: &Path, name: &str) -> Result<Option<(PathBuf, String)>> {
    for entry in fs::read_dir(vendor).context("list", vendor)? {
        let entry = entry.context("list", vendor)?;
        if let Some(folder) = entry.file_name().to_str()
            && let Some(version) = folder.strip_prefix(name).and_then(|v| v.strip_prefix('-'))
            && version.starts_with(|first: char| first.is_ascii_digit())
        {
            return Ok(Some((entry.path(), version.to_owned())));
        }
    }
    Ok(None)
}

/// cargo refuses a vendored file whose checksum differs from the listed one. It checks none when the list is empty; the
/// checksum of the package, which the lock file names, stays.
fn forget_file_checksums(path: &Path) -> Result<()> {
    let malformed = |why: String| Error::Malformed {
        path: path.to_path_buf(),
        why,
    };
    let text = fs::read(path).context("read", path)?;
    let mut checksums: serde_json::Value =
        serde_json::from_slice(&text).map_err(|error| malformed(error.to_string()))?;
    let files = checksums
        .get_mut("files")
        .ok_or_else(|| malformed("no \"files\" in it".to_owned()))?;
    *files = serde_json::Value::Object(serde_json::Map::new());
    fs::write(path, checksums.to_string()).context("write", path)
}

#[cfg(test)]
mod tests {
    use super::*;

    type TestResult = std::result::Result<(), Box<dyn std::error::Error>>;

    const CHECKSUMS: &str = r#"{"files":{"src/lib.rs":"00"},"package":"1b5d"}"#;

    /// A vendored crate of one file.
    fn vendored(vendor: &Path, folder: &str, file: &str, text: &str) -> TestResult {
        let path = vendor.join(folder).join(file);
        fs::create_dir_all(path.parent().ok_or("no parent")?)?;
        fs::write(path, text)?;
        fs::write(vendor.join(folder).join(".cargo-checksum.json"), CHECKSUMS)?;
        Ok(())
    }

    const EDITS: CrateEdit = CrateEdit {
        krate: "wdk-build",
        change: Change::Edits(&[host_edits::Edit {
            name: "test edit",
            file: "src/utils.rs",
            anchor: "windows_only()",
            replacement: "anywhere()",
        }]),
    };

    #[test]
    fn an_edited_crate_keeps_only_the_packages_checksum() -> TestResult {
        let vendor = tempfile::tempdir()?;
        vendored(
            vendor.path(),
            "wdk-build-0.6.0",
            "src/utils.rs",
            "f();\r\nwindows_only();\r\n",
        )?;
        apply_to_crate(vendor.path(), &EDITS, Path::new("Cargo.lock"))?;
        let folder = vendor.path().join("wdk-build-0.6.0");
        assert_eq!(
            fs::read_to_string(folder.join("src/utils.rs"))?,
            "f();\nanywhere();\n"
        );
        assert_eq!(
            fs::read_to_string(folder.join(".cargo-checksum.json"))?,
            r#"{"files":{},"package":"1b5d"}"#
        );
        Ok(())
    }

    #[test]
    fn a_changed_crate_is_named_with_version_file_and_remedy() -> TestResult {
        for (text, found) in [
            ("moved()", "0 times"),
            ("windows_only() windows_only()", "2 times"),
        ] {
            let vendor = tempfile::tempdir()?;
            vendored(vendor.path(), "wdk-build-0.7.1", "src/utils.rs", text)?;
            let error = apply_to_crate(vendor.path(), &EDITS, Path::new("Cargo.lock"))
                .expect_err("the anchor is not there once");
            let message = error.to_string();
            for part in [
                found,
                "wdk-build 0.7.1",
                "src/utils.rs",
                "test edit",
                "cargo update",
            ] {
                assert!(message.contains(part), "{part:?} is not in: {message}");
            }
        }
        Ok(())
    }

    #[test]
    fn a_missing_crate_is_an_error() -> TestResult {
        let vendor = tempfile::tempdir()?;
        // Neither the name alone nor a longer one is the crate.
        vendored(
            vendor.path(),
            "wdk-build-extra-0.6.0",
            "src/utils.rs",
            "windows_only()",
        )?;
        let error = apply_to_crate(vendor.path(), &EDITS, Path::new("d/Cargo.lock"))
            .expect_err("the crate is not there");
        assert!(error.to_string().contains("wdk-build"), "{error}");
        assert!(error.to_string().contains("d/Cargo.lock"), "{error}");
        Ok(())
    }

    #[test]
    fn a_replaced_crate_has_one_file() -> TestResult {
        let vendor = tempfile::tempdir()?;
        vendored(vendor.path(), "windows-0.62.2", "src/lib.rs", "mod other;")?;
        vendored(vendor.path(), "windows-0.62.2", "src/other.rs", "")?;
        let edit = CrateEdit {
            krate: "windows",
            change: Change::Source("// new\n"),
        };
        apply_to_crate(vendor.path(), &edit, Path::new("Cargo.lock"))?;
        let sources = vendor.path().join("windows-0.62.2/src");
        assert_eq!(mirror::files_below(&sources)?, [PathBuf::from("lib.rs")]);
        assert_eq!(fs::read_to_string(sources.join("lib.rs"))?, "// new\n");
        Ok(())
    }

    #[test]
    fn only_packages_of_registries_count() {
        let lock = "version = 4\n\n[[package]]\nname = \"cc\"\nversion = \"1.0.0\"\nchecksum = \"00\"\n\n\
                    [[package]]\nname = \"hello\"\nversion = \"0.1.0\"\n";
        let packages: Vec<&str> = registry_packages(lock).collect();
        assert_eq!(packages.len(), 1);
        assert!(packages[0].contains("cc"));
    }
}
