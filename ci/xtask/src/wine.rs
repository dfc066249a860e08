//! Wine as the kernel: a minimal prefix of its own for each run, without `wineboot`.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

#[cfg(unix)]
use std::os::unix::fs::symlink;

use tempfile::TempDir;

use crate::failure::{Failure, Result};

/// Debian's loader and server, without the wrapper that asks for 32-bit Wine.
const LOADER: &str = "/usr/lib/wine/wine64";
const SERVER: &str = "/usr/lib/wine/wineserver64";
/// Where Debian keeps Wine's PE files.
const PE_FILES: &str = "/usr/lib/x86_64-linux-gnu/wine/x86_64-windows";
/// The version that the lab was made for: it depends on how Wine loads and unloads images.
const VERSION: &str = "8.0";

const LIBRARIES: &[&str] = &[
    "advapi32",
    "apphelp",
    "bcrypt",
    "cfgmgr32",
    "combase",
    "crypt32",
    "cryptbase",
    "dnsapi",
    "gdi32",
    "hal",
    "imm32",
    "iphlpapi",
    "kernel32",
    "kernelbase",
    "msvcrt",
    "ncrypt",
    "normaliz",
    "nsi",
    "ntdll",
    "ole32",
    "oleaut32",
    "propsys",
    "psapi",
    "rpcrt4",
    "sechost",
    "setupapi",
    "shcore",
    "shell32",
    "shlwapi",
    "ucrtbase",
    "user32",
    "userenv",
    "uxtheme",
    "version",
    "win32u",
    "ws2_32",
];
const PROGRAMS: &[&str] = &[
    "ntoskrnl.exe",
    "services.exe",
    "wineboot.exe",
    "winedevice.exe",
];
const DRIVERS: &[&str] = &[
    "cng.sys",
    "fltmgr.sys",
    "ksecdd.sys",
    "ndis.sys",
    "netio.sys",
];

/// Wine's service control manager waits so much longer for a driver than the load tester does, in
/// milliseconds. While it waits, it does nothing else.
const PATIENCE: u64 = 500;

fn registry(limit: u64) -> String {
    format!(
        r#"WINE REGISTRY Version 2
;; All keys relative to \\Machine

#arch=win64

[System\\CurrentControlSet\\Control] 1700000000
"ServicesPipeTimeout"="{}"
"#,
        limit + PATIENCE
    )
}

/// Wine runs on Linux; the rest of this program also on Windows.
#[cfg(not(unix))]
fn symlink(_target: impl AsRef<Path>, _link: impl AsRef<Path>) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A Wine that no other run uses.
pub struct Wine {
    prefix: TempDir,
}

impl Wine {
    /// Makes the prefix below `folder`. `limit` is the load tester's for a start or a stop, in
    /// milliseconds.
    pub fn new(folder: &Path, limit: u64) -> Result<Self> {
        check_version()?;
        fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        let prefix = tempfile::Builder::new()
            .prefix("wine-")
            .tempdir_in(folder)
            .map_err(|error| unwritable(folder, &error))?;
        populate(prefix.path(), limit).map_err(|error| unwritable(prefix.path(), &error))?;
        Ok(Self { prefix })
    }

    /// The folder `C:`.
    fn drive(&self) -> PathBuf {
        self.prefix.path().join("drive_c")
    }

    /// Puts a kernel image where Wine's loader looks for drivers and what they import.
    pub fn add_driver(&self, image: &Path) -> Result<()> {
        let name = image.file_name().unwrap_or_default();
        let target = self.drive().join("windows/system32/drivers").join(name);
        fs::copy(image, &target)
            .map(drop)
            .map_err(|error| unwritable(&target, &error))
    }

    /// A command that runs a Windows program here.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(LOADER);
        command
            .arg(program)
            .env("WINEPREFIX", self.prefix.path())
            // One line for each DbgPrint, and nothing else.
            .env("WINEDEBUG", "-all,+debugstr")
            .env_remove("DISPLAY");
        command
    }
}

impl Drop for Wine {
    fn drop(&mut self) {
        // Ends every process of the prefix. Nothing depends on it: the next prefix is another.
        let ended = Command::new(SERVER)
            .arg("-k")
            .env("WINEPREFIX", self.prefix.path())
            .status();
        debug_assert!(ended.is_ok());
    }
}

/// A path as a Windows program sees it.
pub fn windows_path(path: &Path) -> Result<String> {
    let path = std::path::absolute(path).map_err(|error| unwritable(path, &error))?;
    let text = path.to_str().ok_or_else(|| {
        Failure::usage(format!(
            "{}: the path is not UTF-8, which Wine needs. Use another folder.",
            path.display()
        ))
    })?;
    Ok(format!("Z:{}", text.replace('/', r"\")))
}

/// Modules of Wine from which a kernel image can import, by name in lower case.
pub fn kernel_modules() -> Vec<(String, PathBuf)> {
    let names = ["ntoskrnl.exe", "hal.dll"].iter().chain(DRIVERS);
    let files = names.map(|name| ((*name).to_owned(), Path::new(PE_FILES).join(name)));
    files.filter(|(_, path)| path.exists()).collect()
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::usage(format!(
        "cannot write {}: {error}. Free space or fix its permissions, or name another cache \
         folder in CALLOUT_CACHE.",
        path.display()
    ))
}

fn check_version() -> Result<()> {
    let output = Command::new(LOADER).arg("--version").output();
    let text = output
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .map_err(|error| {
            Failure::usage(format!(
                "cannot run {LOADER}: {error}. Install Wine with `cargo xtask setup`."
            ))
        })?;
    is_version(&text)
}

/// Looks at what `wine64 --version` printed.
pub fn is_version(printed: &str) -> Result<()> {
    let version = printed.strip_prefix("wine-").unwrap_or(printed);
    if version.starts_with(VERSION) {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "Wine {version} is not what the lab was made for: it needs Wine {VERSION}, the version of \
         Debian 12. Install it with `cargo xtask setup` on Debian 12, or run in a container of \
         that release."
    )))
}

fn populate(prefix: &Path, limit: u64) -> io::Result<()> {
    let system = prefix.join("drive_c/windows/system32");
    fs::create_dir_all(system.join("drivers"))?;
    fs::create_dir_all(prefix.join("drive_c/windows/temp"))?;
    fs::create_dir_all(prefix.join("drive_c/callout-lab"))?;
    fs::create_dir_all(prefix.join("dosdevices"))?;
    symlink("../drive_c", prefix.join("dosdevices/c:"))?;
    symlink("/", prefix.join("dosdevices/z:"))?;
    // Keeps Wine from filling the prefix with its 700 MB.
    fs::write(prefix.join(".update-timestamp"), "disable\n")?;
    fs::write(prefix.join("system.reg"), registry(limit))?;
    let link = |name: &str, folder: &Path| {
        let file = Path::new(PE_FILES).join(name);
        if file.exists() {
            symlink(file, folder.join(name))
        } else {
            Ok(())
        }
    };
    for name in LIBRARIES {
        link(&format!("{name}.dll"), &system)?;
    }
    for name in PROGRAMS {
        link(name, &system)?;
    }
    for name in DRIVERS {
        link(name, &system.join("drivers"))?;
    }
    for entry in fs::read_dir(PE_FILES)? {
        let name = entry?.file_name();
        if let Some(name) = name.to_str()
            && name.starts_with("api-ms-win-")
        {
            link(name, &system)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_wine_is_named_with_the_one_that_is_needed() {
        is_version("wine-8.0 (Debian 8.0~repack-4)").expect("the right one");
        let error = is_version("wine-10.3").expect_err("another");
        insta::assert_snapshot!("wrong_wine", error);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named_with_what_to_do() {
        let folder = Path::new("cache");
        let full = unwritable(folder, &io::Error::from(io::ErrorKind::StorageFull));
        insta::assert_snapshot!("disk_full", full);
        let denied = unwritable(folder, &io::Error::from(io::ErrorKind::PermissionDenied));
        insta::assert_snapshot!("unwritable", denied);
    }

    #[test]
    fn a_prefix_has_what_wine_looks_for() {
        let folder = tempfile::tempdir().expect("a folder");
        populate(folder.path(), 2000).expect("populated");
        let registry = fs::read_to_string(folder.path().join("system.reg")).expect("a registry");
        assert!(registry.contains(r#""ServicesPipeTimeout"="2500""#));
        assert!(registry.contains(r"[System\\CurrentControlSet\\Control]"));
        assert!(folder.path().join("dosdevices/c:").exists());
    }
}
