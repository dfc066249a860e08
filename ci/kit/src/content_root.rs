//! The content root: a folder laid out like Microsoft's WDK, of open parts.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Error, Result, cache,
    error::IoContext as _,
    import_library::Exports,
    mirror,
    stamp::{Hasher, Stamp},
    tool,
};

/// SDK version in the folder names. wdk-build takes any that begins with "10.".
const SDK: &str = "10.0.26100.0";
/// Version of the framework that the overlay has headers for. Every Windows 10 since 1507 has it.
const KMDF: &str = "1.15";

/// Debian's headers and import libraries.
const MINGW_HEADERS: &str = "/usr/share/mingw-w64/include";
const MINGW_LIBRARIES: &str = "/usr/x86_64-w64-mingw32/lib";
/// Packages whose versions decide what the content root is made of.
const SOURCE_PACKAGES: &[&str] = &[
    "clang-19",
    "llvm-19",
    "mingw-w64-common",
    "mingw-w64-x86-64-dev",
];

/// A WDK-shaped folder in the cache.
#[derive(Clone, Debug)]
pub struct ContentRoot {
    /// What `WDKContentRoot` must be.
    pub path: PathBuf,
    /// Names its exact content.
    pub stamp: Stamp,
}

/// The overlay in this crate's own folder.
#[must_use]
pub fn overlay() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("overlay")
}

/// Lays out the content root in the cache folder, unless it is there already.
///
/// The folder's name holds the stamp, so a root never changes once it has its name, and two processes may call this at
/// the same time.
///
/// # Errors
///
/// When a package is missing, a tool fails, or the cache folder cannot be written.
pub fn prepare() -> Result<ContentRoot> {
    if !cfg!(target_os = "linux") {
        return Err(Error::NotLinux);
    }
    let cache = cache::folder()?;
    let stamp = stamp()?;
    let root = ContentRoot {
        path: cache.join(format!("wdk-{}", stamp.short())),
        stamp,
    };
    if root.is_complete() {
        return Ok(root);
    }
    let _lock = cache::Lock::wait(&cache.join("wdk.lock"))?;
    if root.is_complete() {
        return Ok(root);
    }
    let unfinished = cache.join(format!("wdk-{}.unfinished", root.stamp.short()));
    mirror::remove_folder(&unfinished)?;
    mirror::remove_folder(&root.path)?;
    lay_out_headers(&unfinished)?;
    make_libraries(&unfinished)?;
    root.stamp.write_to(&unfinished.join("stamp"))?;
    fs::rename(&unfinished, &root.path).context("create", &root.path)?;
    Ok(root)
}

impl ContentRoot {
    fn is_complete(&self) -> bool {
        self.stamp.is_in(&self.path.join("stamp"))
    }
}

/// Overlay, package versions, and this file, which says how to put them together.
fn stamp() -> Result<Stamp> {
    let mut hasher = Hasher::default();
    hasher
        .add("recipe", include_bytes!("content_root.rs"))
        .add("libraries", include_bytes!("import_library.rs"))
        .add_folder(&overlay())?;
    for package in SOURCE_PACKAGES {
        let version = tool::run(
            Command::new("dpkg-query")
                .args(["--show", "--showformat=${Version}"])
                .arg(package),
        )?;
        hasher.add(package, &version);
    }
    Ok(hasher.finish())
}

fn lay_out_headers(root: &Path) -> Result<()> {
    let include = root.join("Include");
    let sdk = include.join(SDK);
    for part in [PathBuf::from(SDK), PathBuf::from("wdf")] {
        mirror::mirror(&overlay().join("Include"), &include, &[part])?;
    }
    // Links, not copies: the headers belong to a Debian package whose version is in the stamp.
    let ddk = Path::new(MINGW_HEADERS).join("ddk");
    let mut files = mirror::files_below(&ddk)?;
    files.retain(|file| file.components().count() == 1);
    for file in files {
        mirror::link(&ddk.join(&file), &sdk.join("km").join(&file))?;
    }
    mirror::link(Path::new(MINGW_HEADERS), &sdk.join("shared"))?;
    // wdk-build wants this folder in the search path of every KMDF driver.
    let usb_function = sdk.join("km/ufx/1.1");
    fs::create_dir_all(&usb_function).context("create", &usb_function)
}

fn make_libraries(root: &Path) -> Result<()> {
    let sources = overlay().join("Lib");
    let kernel = root.join("Lib").join(SDK).join("km/x64");
    let framework = root.join("Lib/wdf/kmdf/x64").join(KMDF);
    for folder in [&kernel, &framework] {
        fs::create_dir_all(folder).context("create", folder)?;
    }
    let mingw = |name: &str| Exports::of_archive(&Path::new(MINGW_LIBRARIES).join(name));
    mingw("libntoskrnl.a")?
        .and(Exports::of_list(&sources.join("ntoskrnl.names"))?)
        .write_library("ntoskrnl.exe", &kernel.join("ntoskrnl.lib"))?;
    mingw("libhal.a")?.write_library("HAL.dll", &kernel.join("hal.lib"))?;
    mingw("libwmilib.a")?.write_library("WMILIB.SYS", &kernel.join("wmilib.lib"))?;
    Exports::of_list(&sources.join("wdfldr.names"))?
        .write_library("WDFLDR.SYS", &framework.join("WdfLdr.lib"))?;
    compile_library(&sources, "BufferOverflowFastFailK", &kernel)?;
    compile_library(&sources, "wdmsec", &kernel)?;
    compile_library(&sources, "WdfDriverEntry", &framework)
}

/// Compiles one C file for kernel mode into a static library of the same name.
fn compile_library(sources: &Path, name: &str, folder: &Path) -> Result<()> {
    let object = folder.join(name).with_extension("obj");
    tool::run(
        Command::new("clang-19")
            .args([
                "--target=x86_64-pc-windows-msvc",
                "-std=c17",
                "-O2",
                "-ffreestanding",
                "-fno-builtin",
                "-fno-stack-protector",
                // Kernel stacks are small and wholly mapped: there is no __chkstk to call.
                "-mno-stack-arg-probe",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-c",
            ])
            .arg(sources.join(name).with_extension("c"))
            .arg("-o")
            .arg(&object),
    )?;
    let mut out = std::ffi::OsString::from("/out:");
    out.push(folder.join(name).with_extension("lib"));
    tool::run(
        Command::new("llvm-lib-19")
            .arg("/nologo")
            .arg(out)
            .arg(&object),
    )?;
    fs::remove_file(&object).context("delete", &object)
}
