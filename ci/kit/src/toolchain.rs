//! Debian's cargo and rustc: one pinned pair for every Linux user, and the environment they run in.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Error, Result, tool};

const CARGO: &str = "/usr/bin/cargo";
const RUSTC: &str = "/usr/bin/rustc";
const CLIPPY: &str = "/usr/bin/cargo-clippy";
/// libclang1-19 has the library only under this name; the `-dev` package, which adds a shorter one, takes 300 MB.
const LIBCLANG: &str = "/usr/lib/llvm-19/lib/libclang-19.so.19";
/// The oldest release that wdk-build 0.6 accepts.
const OLDEST: (u32, u32) = (1, 91);

/// What makes clang read mingw's headers as the WDK's. With the MSVC target enumerations are signed and bit fields lie as
/// in the real headers; the GNU version is what mingw's headers ask for. `-Wno-implicit-function-declaration` is not in
/// `-w`: headers call intrinsics that the empty `intrin.h` no longer declares.
const CLANG_FLAGS: &str =
    "--target=x86_64-pc-windows-msvc -fgnuc-version=12.0.0 -w -Wno-implicit-function-declaration";

/// cargo and rustc of one version.
#[derive(Clone, Debug)]
pub struct Toolchain {
    /// The version, as rustc prints it.
    pub version: String,
}

impl Toolchain {
    /// Debian's pair.
    ///
    /// # Errors
    ///
    /// When one is missing, they are of different versions, or too old.
    pub fn debian() -> Result<Self> {
        if !cfg!(target_os = "linux") {
            return Err(Error::NotLinux);
        }
        let rustc = version_of(RUSTC)?;
        let cargo = version_of(CARGO)?;
        check_pair(&rustc, &cargo)?;
        Ok(Self { version: rustc })
    }

    /// cargo with nothing of the caller's Rust environment: the caller itself usually runs under another cargo.
    #[must_use]
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(CARGO);
        clean(&mut command);
        command
    }

    /// Debian's clippy. It is started directly: cargo would prefer one in `CARGO_HOME`, which is of another release.
    #[must_use]
    pub fn clippy(&self) -> Command {
        let mut command = Command::new(CLIPPY);
        clean(&mut command);
        command.arg("clippy").env("CARGO", CARGO);
        command
    }

    /// Where Debian keeps the packages that `std` depends on.
    #[must_use]
    pub fn std_packages(&self) -> PathBuf {
        Path::new("/usr/lib/rustlib/src/rust/library/vendor").to_path_buf()
    }
}

fn clean(command: &mut Command) {
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(steers_a_build) {
            command.env_remove(name);
        }
    }
    command
        .env("RUSTC", RUSTC)
        // Debian's compiler is a stable release; -Zbuild-std is the only unstable thing the kit asks of it.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TERM_COLOR", "never");
}

/// Sets what wdk-sys' build script needs to read C headers and to compile for Windows.
pub fn add_c_tools(command: &mut Command) {
    command
        .env("LIBCLANG_PATH", LIBCLANG)
        .env("BINDGEN_EXTRA_CLANG_ARGS", CLANG_FLAGS)
        .env("CC_x86_64_pc_windows_msvc", "clang-19")
        .env("AR_x86_64_pc_windows_msvc", "llvm-lib-19")
        .env(
            "CFLAGS_x86_64_pc_windows_msvc",
            format!("{CLANG_FLAGS} -ffreestanding -fno-stack-protector -mno-stack-arg-probe"),
        );
}

/// Whether a variable changes what cargo, rustc, cc or bindgen do. Where packages come from stays the user's affair.
fn steers_a_build(name: &str) -> bool {
    const KEPT: &[&str] = &[
        "CARGO_HOME",
        "CARGO_HTTP_",
        "CARGO_NET_",
        "CARGO_REGISTRIES_",
        "CARGO_SOURCE_",
    ];
    const DROPPED: &[&str] = &[
        "AR",
        "CC",
        "CFLAGS",
        "CLANG_PATH",
        "CPPFLAGS",
        "CXX",
        "CXXFLAGS",
        "LLVM_CONFIG_PATH",
        "MicrosoftKitRoot",
        "Version_Number",
    ];
    const DROPPED_PREFIXES: &[&str] = &[
        "AR_",
        "BINDGEN_",
        "CARGO",
        "CC_",
        "CFLAGS_",
        "CXX_",
        "CXXFLAGS_",
        "HOST_",
        "LIBCLANG_",
        "RUST",
        "TARGET_",
        "WDK",
    ];
    let starts_with_one_of = |prefixes: &[&str]| prefixes.iter().any(|p| name.starts_with(p));
    !starts_with_one_of(KEPT) && (DROPPED.contains(&name) || starts_with_one_of(DROPPED_PREFIXES))
}

fn version_of(program: &str) -> Result<String> {
    let output = tool::run(
        Command::new(program)
            .arg("--version")
            .env("RUSTC_BOOTSTRAP", "1"),
    )?;
    // "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"
    String::from_utf8_lossy(&output)
        .split_whitespace()
        .nth(1)
        .map(str::to_owned)
        .ok_or_else(|| Error::Toolchain(format!("{program} --version printed no version")))
}

fn check_pair(rustc: &str, cargo: &str) -> Result<()> {
    if rustc != cargo {
        return Err(Error::Toolchain(format!(
            "{RUSTC} is {rustc} and {CARGO} is {cargo}, but they must be of the same release"
        )));
    }
    let mut numbers = rustc.split('.').map(|part| part.parse::<u32>().ok());
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(major), Some(minor)) if (major, minor) >= OLDEST => Ok(()),
        _ => Err(Error::Toolchain(format!(
            "{RUSTC} is {rustc}, but wdk-build needs {}.{} or newer (package rustc-web)",
            OLDEST.0, OLDEST.1
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_of_one_release_and_new_enough() {
        assert!(check_pair("1.96.0", "1.96.0").is_ok());
        assert!(check_pair("2.0.0", "2.0.0").is_ok());
        let mixed = check_pair("1.96.0", "1.85.0").expect_err("two releases");
        assert!(mixed.to_string().contains("1.85.0"), "{mixed}");
        let old = check_pair("1.63.0", "1.63.0").expect_err("too old");
        assert!(old.to_string().contains("1.91"), "{old}");
        assert!(check_pair("nightly", "nightly").is_err());
    }

    #[test]
    fn the_callers_build_settings_do_not_leak() {
        for name in [
            "CARGO",
            "CARGO_TARGET_DIR",
            "CARGO_MANIFEST_DIR",
            "CARGO_BUILD_TARGET",
            "RUSTFLAGS",
            "RUSTC_WRAPPER",
            "RUSTUP_TOOLCHAIN",
            "CC",
            "CC_x86_64_pc_windows_msvc",
            "CFLAGS",
            "BINDGEN_EXTRA_CLANG_ARGS",
            "WDKContentRoot",
        ] {
            assert!(steers_a_build(name), "{name}");
        }
        for name in [
            "CARGO_HOME",
            "CARGO_NET_OFFLINE",
            "PATH",
            "HOME",
            "ARCH",
            "CCACHE_DIR",
        ] {
            assert!(!steers_a_build(name), "{name}");
        }
    }
}
