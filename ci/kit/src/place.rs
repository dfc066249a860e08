//! Build places: one persistent folder per workspace, in which its sources are mirrored and built.
//!
//! wdk-build finds its manifest by walking up from the build output to a lock file, so the output must lie inside the
//! workspace; and the slow part, the `wdk` crates, is to be built once for all clones of the repository. Hence sources go
//! to the output, and not the other way round.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{
    Error, Result, cache,
    content_root::{self, ContentRoot},
    error::IoContext as _,
    mirror::{self, Changes},
    toolchain::Toolchain,
    vendor::{Vendor, Vendored},
    workspace::{Kind, Workspace},
};

/// The build place of one workspace.
#[derive(Clone, Debug)]
pub struct Place {
    pub(crate) workspace: Workspace,
    pub(crate) folder: PathBuf,
    pub(crate) toolchain: Toolchain,
    pub(crate) content_root: Option<ContentRoot>,
}

/// A build place that this process has for itself, until the value is dropped.
///
/// Mirroring and building need it: an image is made from the sources that the same session brought.
pub struct Session<'a> {
    pub(crate) place: &'a Place,
    _lock: cache::Lock,
}

impl Place {
    /// The place of `workspace` in the cache folder. Prepares the content root when the workspace needs one.
    ///
    /// # Errors
    ///
    /// When tools are missing or the cache folder cannot be written.
    pub fn open(workspace: Workspace) -> Result<Self> {
        let toolchain = Toolchain::debian()?;
        let content_root = match workspace.kind {
            Kind::Driver => Some(content_root::prepare()?),
            Kind::KernelImage | Kind::Program => None,
        };
        Ok(Self {
            folder: cache::folder()?.join("place").join(&workspace.name),
            workspace,
            toolchain,
            content_root,
        })
    }

    /// Takes the place for this process. If another one has it, reports that through `on_line` and waits.
    ///
    /// # Errors
    ///
    /// When the place cannot be made or locked.
    pub fn enter(&self, on_line: &mut dyn FnMut(&str)) -> Result<Session<'_>> {
        let lock = cache::Lock::wait_saying(&self.folder.join("lock"), || {
            on_line(&format!(
                "  Waiting for another build of {} to end",
                self.workspace.name
            ));
        })?;
        Ok(Session {
            place: self,
            _lock: lock,
        })
    }

    /// The mirrored source tree.
    #[must_use]
    pub fn tree(&self) -> PathBuf {
        self.folder.join("tree")
    }

    pub(crate) fn workspace_root(&self) -> PathBuf {
        self.workspace.root_in(&self.tree())
    }

    fn vendor_folder(&self) -> PathBuf {
        self.folder.join("vendor")
    }

    /// Which packages cargo sees, for every cargo that runs in the place: wdk-build starts one, too.
    fn write_cargo_configuration(&self) -> Result<()> {
        // The cache folder's path has no character that TOML would want escaped.
        let text = format!(
            "# Written by ci/kit.\n[source.crates-io]\nreplace-with = \"kit\"\n\n[source.kit]\ndirectory = \"{}\"\n",
            self.vendor_folder().display()
        );
        let path = self.folder.join(".cargo/config.toml");
        mirror::write_if_different(&path, text.as_bytes())?;
        Ok(())
    }
}

impl Session<'_> {
    /// Makes the place's sources equal to those in `tree`: a checkout of the repository, or a patched copy of one.
    ///
    /// # Errors
    ///
    /// When the tree lacks a part that the workspace needs, or a file operation fails.
    pub fn sync(&self, tree: &Path) -> Result<Changes> {
        let workspace = &self.place.workspace;
        for part in &workspace.sources {
            if !tree.join(part).exists() {
                return Err(Error::SourceMissing {
                    workspace: workspace.name.clone(),
                    path: part.clone(),
                    tree: tree.to_path_buf(),
                });
            }
        }
        mirror::mirror(tree, &self.place.tree(), &workspace.sources)
    }

    /// Brings everything up to date that a build reads beside the sources.
    pub(crate) fn provision(&self, on_line: &mut dyn FnMut(&str)) -> Result<()> {
        let place = self.place;
        let root = place.workspace_root();
        let vendor = Vendor {
            folder: place.vendor_folder(),
            manifest: root.join("Cargo.toml"),
            host_edits: place.workspace.kind == Kind::Driver,
            toolchain: &place.toolchain,
        };
        if vendor.update(on_line)? == Vendored::EditsChanged {
            // cargo holds locked packages for unchangeable.
            mirror::remove_folder(&root.join("target"))?;
        }
        place.write_cargo_configuration()?;
        if let Some(content_root) = &place.content_root {
            self.adopt(content_root)?;
        }
        Ok(())
    }

    /// Another content root has other headers and libraries, which cargo does not watch. It does watch the workspace's
    /// manifest, on behalf of wdk-build, for every crate that was compiled against the content root.
    fn adopt(&self, content_root: &ContentRoot) -> Result<()> {
        let stamp_file = self.place.folder.join("content-root.stamp");
        if content_root.stamp.is_in(&stamp_file) {
            return Ok(());
        }
        let manifest = self.place.workspace_root().join("Cargo.toml");
        fs::File::options()
            .write(true)
            .open(&manifest)
            .and_then(|file| file.set_modified(SystemTime::now()))
            .context("touch", &manifest)?;
        content_root.stamp.write_to(&stamp_file)
    }
}
