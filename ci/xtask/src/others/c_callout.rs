//! A callout driver in C, compiled by clang against the kit's headers.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    failure::{Failure, Result},
    image_checks, repository,
};

use super::tool;

/// Makes the driver wrong: unload asks once and returns.
pub const LEAVES_CALLOUT: &str = "LEAVES_CALLOUT";
/// Makes it use NDIS and WPP too.
pub const USES_ENVIRONMENT: &str = "USES_ENVIRONMENT";
/// Makes it wrong in that, each with what the finding says.
pub const WRONG_IN_ENVIRONMENT: [(&str, &str); 5] = [
    ("LEAVES_POOL", "1 NDIS pool(s) not freed"),
    ("FREES_TWICE", "of what is no live NET_BUFFER_LIST"),
    (
        "LEAVES_WMI",
        "a device was deleted that is registered with WMI",
    ),
    (
        "LEAVES_LIST",
        "an NDIS pool was freed with 1 of its structures live",
    ),
    ("LEAVES_WPP", "1 WMI registration(s) left"),
];
/// Makes it call a function that the lab only exports.
pub const CALLS_WITHOUT_BEHAVIOUR: &str = "CALLS_WITHOUT_BEHAVIOUR";
/// That function.
pub const WITHOUT_BEHAVIOUR: &str = "fwpkclnt.sys!IkeextGetStatistics0";
/// Makes it import a function that nobody has.
pub const IMPORTS_MISSING: &str = "IMPORTS_MISSING";
/// That function.
pub const MISSING: &str = "ExNobodyHasThisFunction";

/// What clang needs to read the open headers as the WDK's, and what the WDK's C drivers have: a
/// security cookie and control-flow guard.
const FLAGS: &[&str] = &[
    "--target=x86_64-pc-windows-msvc",
    "-fgnuc-version=12.0.0",
    "-w",
    "-Wno-implicit-function-declaration",
    "-O2",
    "-ffreestanding",
    "-fno-builtin",
    "-mno-stack-arg-probe",
    "-fms-extensions",
    // The stack walks of the kernel and of the lab need them; x64 code must have them.
    "-fasynchronous-unwind-tables",
    "-fstack-protector-strong",
    "-Xclang",
    "-cfguard",
    "-D_AMD64_",
];

/// Compiles and links the driver with these macros defined.
pub fn build(defines: &[&str]) -> Result<PathBuf> {
    let sources = repository::root().join("ci/other/c-callout");
    let out = repository::images().join("other").join(defines.join("-"));
    fs::create_dir_all(&out)
        .map_err(|error| Failure::usage(format!("{}: {error}.", out.display())))?;
    let root = kit::prepare()?.path;
    let (include, libraries) = (
        version_folder(&root, "Include")?,
        version_folder(&root, "Lib")?,
    );
    let mut objects = Vec::new();
    for source in ["callout", "environment", "cookie"] {
        let object = out.join(source).with_extension("obj");
        let mut clang = Command::new("clang-19");
        clang.args(FLAGS);
        clang.args(defines.iter().map(|define| format!("-D{define}")));
        for folder in ["km/crt", "km", "shared"] {
            clang.arg("-I").arg(include.join(folder));
        }
        clang
            .arg("-c")
            .arg(sources.join(source).with_extension("c"));
        tool(clang.arg("-o").arg(&object))?;
        objects.push(object);
    }
    let image = out.join("c-callout.sys");
    let mut link = Command::new("lld-link-19");
    link.args(["/nologo", "/subsystem:native", "/driver", "/nodefaultlib"])
        .args(["/entry:GsDriverEntry", "/guard:cf", "/debug"])
        .arg(option("/out:", &image))
        // The name by which symbols are looked up.
        .arg(option("/pdb:", &out.join("c_callout.pdb")))
        .args(&objects)
        .arg(import_library(
            &out,
            "fwpkclnt.sys",
            &image_checks::allowed("fwpkclnt.sys")?,
        )?)
        .arg(import_library(
            &out,
            "NDIS.SYS",
            &image_checks::allowed("ndis.sys")?,
        )?)
        .arg(import_library(&out, "ntoskrnl.exe", &[MISSING])?)
        .args(["hal.lib", "ntoskrnl.lib"].map(|name| libraries.join("km/x64").join(name)));
    tool(&mut link)?;
    Ok(image)
}

/// An import library with these names.
fn import_library(out: &Path, of: &str, names: &[&str]) -> Result<PathBuf> {
    let [definition, library] = ["def", "lib"].map(|kind| out.join(of).with_extension(kind));
    let names = names.join("\n");
    fs::write(&definition, format!("LIBRARY \"{of}\"\nEXPORTS\n{names}\n"))
        .map_err(|error| Failure::usage(format!("{}: {error}.", definition.display())))?;
    let mut dlltool = Command::new("llvm-dlltool-19");
    dlltool
        .args(["--machine", "i386:x86-64", "--input-def"])
        .arg(definition);
    tool(dlltool.arg("--output-lib").arg(&library))?;
    Ok(library)
}

/// The one folder below `part` that is named after a version of the SDK.
fn version_folder(root: &Path, part: &str) -> Result<PathBuf> {
    let entries = fs::read_dir(root.join(part))
        .into_iter()
        .flatten()
        .flatten();
    let mut folders =
        entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("10."));
    folders.next().map(|entry| entry.path()).ok_or_else(|| {
        Failure::usage(format!(
            "{} has no {part} folder of a version.",
            root.display()
        ))
    })
}

fn option(name: &str, path: &Path) -> std::ffi::OsString {
    let mut option = std::ffi::OsString::from(name);
    option.push(path);
    option
}
