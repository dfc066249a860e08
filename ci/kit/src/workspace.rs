//! The workspaces that make Windows images, and what each needs.

use std::path::{Path, PathBuf};

/// What a workspace makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Kernel drivers on the `wdk` crates: needs the content root and the host edits.
    Driver,
    /// Kernel images without the `wdk` crates.
    KernelImage,
    /// Programs with `std`.
    Program,
}

/// A cargo workspace that is built for Windows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Name of its build place.
    pub name: String,
    /// Its folder, relative to the repository's root. Empty for the root itself.
    pub root: PathBuf,
    /// Files and folders that the build reads, relative to the repository's root.
    pub sources: Vec<PathBuf>,
    /// What it makes.
    pub kind: Kind,
}

impl Workspace {
    /// The WDM drivers.
    #[must_use]
    pub fn wdm() -> Self {
        Self::new("wdm", "drivers/wdm", Kind::Driver, &["drivers/shared"])
    }

    /// The KMDF drivers.
    #[must_use]
    pub fn wdf() -> Self {
        Self::new("wdf", "drivers/wdf", Kind::Driver, &["drivers/shared"])
    }

    /// The lab's kernel images.
    #[must_use]
    pub fn lab() -> Self {
        let shared = &[
            "ci/lab/ddi",
            "ci/lab/framework",
            "ci/lab/engine",
            "ci/lab/protocol",
            "drivers/shared",
        ];
        Self::new("lab", "ci/lab/sys", Kind::KernelImage, shared)
    }

    /// The load tester, a member of the root workspace. cargo wants the manifests of all its members.
    #[must_use]
    pub fn load_test() -> Self {
        Self::new(
            "load-test",
            "",
            Kind::Program,
            &["Cargo.lock", "ci", "drivers/shared"],
        )
    }

    /// Anybody's workspace of driver crates, at `root` in a source tree, with the folders that its crates name as path
    /// dependencies. They share one place, so that the `wdk` crates are not built for each.
    #[must_use]
    pub fn anybodys(root: PathBuf, sources: Vec<PathBuf>) -> Self {
        Self {
            name: "anybodys".to_owned(),
            root,
            sources,
            kind: Kind::Driver,
        }
    }

    /// A workspace at `root`, which also reads `others`.
    ///
    /// The root manifest is always among the sources: shared crates inherit their settings from it.
    #[must_use]
    pub fn new(name: &str, root: &str, kind: Kind, others: &[&str]) -> Self {
        let mut sources = vec![PathBuf::from("Cargo.toml")];
        if !root.is_empty() {
            sources.push(PathBuf::from(root));
        }
        sources.extend(others.iter().map(PathBuf::from));
        Self {
            name: name.to_owned(),
            root: PathBuf::from(root),
            sources,
            kind,
        }
    }

    /// The workspace's folder in a source tree.
    #[must_use]
    pub fn root_in(&self, tree: &Path) -> PathBuf {
        tree.join(&self.root)
    }
}

impl Kind {
    /// The compiler's name of the target.
    #[must_use]
    pub const fn target(self) -> &'static str {
        match self {
            Self::Driver | Self::KernelImage => "x86_64-pc-windows-msvc",
            // The plain -gnu target's std imports bcryptprimitives.dll, which Wine 8 lacks.
            Self::Program => "x86_64-win7-windows-gnu",
        }
    }

    /// Arguments that make cargo build the standard library parts it needs.
    pub(crate) const fn std_arguments(self) -> &'static [&'static str] {
        match self {
            Self::Driver | Self::KernelImage => &[
                "-Zbuild-std=core,alloc,compiler_builtins",
                "-Zbuild-std-features=compiler-builtins-mem",
            ],
            Self::Program => &["-Zbuild-std=std,panic_abort"],
        }
    }

    /// The linker, and compiler flags that this kind needs.
    pub(crate) const fn linker(self) -> &'static str {
        match self {
            Self::Driver | Self::KernelImage => "lld-link-19",
            Self::Program => "x86_64-w64-mingw32-gcc",
        }
    }

    pub(crate) const fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Driver | Self::KernelImage => &[
                // wdk-build insists on it for kernel images.
                "-Ctarget-feature=+crt-static",
                // No time stamps: the same sources make the same image.
                "-Clink-arg=/Brepro",
                // Source paths in the PDB stay relative to the repository's root.
                "-Clink-arg=/PDBSOURCEPATH:.",
            ],
            Self::Program => &[],
        }
    }
}
