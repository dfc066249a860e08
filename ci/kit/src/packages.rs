//! The Debian packages that building and load-testing on Linux needs, each with its reason and a way to see it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A Debian package that a Linux host needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DebianPackage {
    /// Name for `apt-get install`.
    pub name: &'static str,
    /// What the project does with it.
    pub why: &'static str,
    /// What proves that it is there.
    pub probe: Probe,
}

/// What proves that a package is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// This file exists.
    File(&'static str),
    /// A program of this name is in one of the folders for programs.
    Program(&'static str),
}

/// A package that is needed and not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingPackage {
    /// The package.
    pub package: DebianPackage,
}

impl Probe {
    /// Whether the proof is there.
    #[must_use]
    pub fn holds(self) -> bool {
        match self {
            Self::File(path) => Path::new(path).exists(),
            Self::Program(name) => program(name).is_some(),
        }
    }
}

/// All packages, for Debian 12. What these depend on comes with them: `rustc-web` with `cargo-web`, `libclang1-19` with
/// `clang-19`, `mingw-w64-common` with `mingw-w64-x86-64-dev`.
pub const DEBIAN_PACKAGES: &[DebianPackage] = &[
    DebianPackage {
        name: "cargo-web",
        why: "cargo and rustc of one pinned version for all Windows images",
        // Debian's older `cargo` package has the same program; dpkg's own list tells them apart.
        probe: Probe::File("/var/lib/dpkg/info/cargo-web.list"),
    },
    DebianPackage {
        name: "rust-web-src",
        why: "source of core, alloc and std, which are built for the Windows targets",
        probe: Probe::File("/usr/lib/rustlib/src/rust/library/core/src/lib.rs"),
    },
    DebianPackage {
        name: "rust-web-clippy",
        why: "lints what is built for Windows, with the compiler that builds it",
        probe: Probe::Program("clippy-driver"),
    },
    DebianPackage {
        name: "clang-19",
        why: "libclang reads the headers for wdk-sys; clang compiles the KMDF entry stub",
        probe: Probe::Program("clang-19"),
    },
    DebianPackage {
        name: "lld-19",
        why: "lld-link links kernel images",
        probe: Probe::Program("lld-link-19"),
    },
    DebianPackage {
        name: "llvm-19",
        why: "makes import libraries; names source lines in crash reports",
        probe: Probe::Program("llvm-dlltool-19"),
    },
    DebianPackage {
        name: "mingw-w64-x86-64-dev",
        why: "open DDK headers, and the names that ntoskrnl.exe and hal.dll export",
        probe: Probe::File("/usr/x86_64-w64-mingw32/lib/libntoskrnl.a"),
    },
    DebianPackage {
        name: "gcc-mingw-w64-x86-64-win32",
        why: "links the load tester, a Windows program",
        probe: Probe::Program("x86_64-w64-mingw32-gcc"),
    },
    DebianPackage {
        name: "python3-venv",
        why: "installs the linter for workflow files",
        probe: Probe::File("/usr/share/doc/python3-venv"),
    },
    DebianPackage {
        name: "wine64",
        why: "runs the load tester and loads the drivers",
        probe: Probe::File("/usr/lib/wine/wine64"),
    },
    DebianPackage {
        name: "openssl",
        why: "makes the certificate of a signed driver, which the load test has to take as it is",
        probe: Probe::Program("openssl"),
    },
    DebianPackage {
        name: "osslsigncode",
        why: "signs that driver",
        probe: Probe::Program("osslsigncode"),
    },
];

/// Where the browser is that looks at the book.
pub const BROWSER_PROGRAM: &str = "/usr/bin/chromium";

/// The browser that looks at the book. Nothing that builds or loads a driver needs it.
pub const BROWSER: DebianPackage = DebianPackage {
    name: "chromium",
    why: "looks at every page of the book: accessibility, keyboard, paper, a narrow screen",
    probe: Probe::File(BROWSER_PROGRAM),
};

/// The browser, if it is not there. On Windows none is looked for.
#[must_use]
pub fn missing_browser() -> Option<MissingPackage> {
    (!cfg!(target_os = "linux") || !BROWSER.probe.holds())
        .then_some(MissingPackage { package: BROWSER })
}

/// The packages that are not there. Empty on Windows, which needs none.
#[must_use]
pub fn missing() -> Vec<MissingPackage> {
    if !cfg!(target_os = "linux") {
        return Vec::new();
    }
    DEBIAN_PACKAGES
        .iter()
        .filter(|package| !package.probe.holds())
        .map(|&package| MissingPackage { package })
        .collect()
}

/// Path of a program in one of Debian's folders for programs. `PATH` is left out on purpose: a tool of the same name from
/// elsewhere would make other images.
fn program(name: &str) -> Option<PathBuf> {
    ["/usr/bin", "/usr/local/bin"]
        .iter()
        .map(|folder| Path::new(folder).join(name))
        .find(|path| fs::metadata(path).is_ok_and(|file| file.is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probe_sees_files_and_programs() {
        let folder = env!("CARGO_MANIFEST_DIR");
        assert!(Probe::File(folder).holds());
        assert!(!Probe::File("/nonexistent/file").holds());
        assert!(!Probe::Program("no-such-program").holds());
        #[cfg(unix)]
        assert!(Probe::Program("env").holds());
    }

    #[test]
    fn every_package_says_why_and_none_comes_twice() {
        for (index, package) in DEBIAN_PACKAGES.iter().enumerate() {
            assert!(!package.why.is_empty(), "{}", package.name);
            assert!(
                DEBIAN_PACKAGES[index + 1..]
                    .iter()
                    .all(|other| other.name != package.name)
            );
        }
    }
}
