//! What can go wrong, in words that name the object, the cause and the next command.

use std::{
    io,
    path::{Path, PathBuf},
};

/// Result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of the kit.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The host is not Linux, where the kit has nothing to do.
    #[error("the kit builds on Linux hosts only; on Windows build with the real WDK: cargo build")]
    NotLinux,

    /// Neither `CALLOUT_CACHE`, `XDG_CACHE_HOME` nor `HOME` names a cache folder.
    #[error(
        "no cache folder: CALLOUT_CACHE, XDG_CACHE_HOME and HOME are all unset; set CALLOUT_CACHE"
    )]
    NoCacheFolder,

    /// The cache folder's path would confuse a tool.
    #[error("cache folder {path}: {why}; set CALLOUT_CACHE to another folder")]
    UnusableCacheFolder {
        /// The folder.
        path: PathBuf,
        /// What is wrong with its name.
        why: &'static str,
    },

    /// A file operation failed.
    #[error("cannot {action} {path}: {source}")]
    Io {
        /// What was tried: "read", "create", …
        action: &'static str,
        /// With which file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },

    /// A tool could not be started at all.
    #[error("cannot start {program}: {source}; run: cargo xtask setup")]
    ToolMissing {
        /// The program.
        program: String,
        /// The system's error.
        source: io::Error,
    },

    /// A tool ran and failed.
    #[error("{command}\nfailed with {status}:\n{output}")]
    ToolFailed {
        /// The command line.
        command: String,
        /// Exit code or signal.
        status: String,
        /// Everything it printed.
        output: String,
    },

    /// The Debian compiler and cargo are not a usable pair.
    #[error("toolchain: {0}; run: cargo xtask setup")]
    Toolchain(String),

    /// A crate that needs host edits is not among the vendored ones.
    #[error(
        "crate {name} is not in the lock file {lock}, but the kit must edit it for this host; \
         is the workspace a driver workspace that depends on wdk-build?"
    )]
    CrateNotVendored {
        /// The crate.
        name: &'static str,
        /// The lock file that was vendored.
        lock: PathBuf,
    },

    /// An edit's anchor was not found exactly once.
    #[error(
        "host edit \"{edit}\" of {krate} {version}, file {file}: the text to replace occurs {found} times, \
         expected once. The crate has changed: adapt the edit in ci/kit/src/host_edits.rs to this version, \
         or lock the version that it was written for with `cargo update -p {krate} --precise VERSION`"
    )]
    EditDoesNotFit {
        /// What the edit is for.
        edit: &'static str,
        /// The crate.
        krate: &'static str,
        /// Its locked version.
        version: String,
        /// The file inside the crate.
        file: &'static str,
        /// How often the anchor occurs.
        found: usize,
    },

    /// A file is not what the kit expects.
    #[error("{path}: {why}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },

    /// A folder or file that a workspace names does not exist in the checkout.
    #[error("workspace {workspace} needs {path}, which does not exist in the source tree {tree}")]
    SourceMissing {
        /// The workspace.
        workspace: String,
        /// The missing part, relative to the tree.
        path: PathBuf,
        /// The tree.
        tree: PathBuf,
    },

    /// cargo refused or the code does not compile.
    #[error("{command}\nfailed with {status}:\n{stderr}{advice}")]
    Build {
        /// The cargo command line.
        command: String,
        /// Exit code or signal.
        status: String,
        /// All of cargo's messages. The caller has seen them already, line by line, unless vendoring failed.
        stderr: String,
        /// What to do about it, if the kit has advice; starts with a line break.
        advice: String,
    },

    /// cargo succeeded, but did not report the requested file.
    #[error("cargo built package {package} without a {kind}; check its [lib] and [[bin]] sections")]
    NoArtifact {
        /// The package.
        package: String,
        /// "cdylib" or "program".
        kind: &'static str,
    },
}

/// Names the file and the action in an I/O error.
pub trait IoContext<T> {
    /// Turns an `io::Error` into one that says what was tried on which path.
    fn context(self, action: &'static str, path: &Path) -> Result<T>;
}

impl<T> IoContext<T> for io::Result<T> {
    fn context(self, action: &'static str, path: &Path) -> Result<T> {
        self.map_err(|source| Error::Io {
            action,
            path: path.to_path_buf(),
            source,
        })
    }
}
