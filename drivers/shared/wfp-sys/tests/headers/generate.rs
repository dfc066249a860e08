//! Runs bindgen on the headers.

use std::{fs, path::Path};

use crate::patch::without_pasted_version;

/// What a callout driver includes, for the newest Windows and NDIS that the headers know.
const INCLUDES: &str = "
#include <ntddk.h>
#include <ndis.h>
#include <fwpsk.h>
#include <fwpmk.h>
";

/// Where the macro to patch may be defined, below one of the include folders.
const PATCHED: [&str; 2] = ["ndis.h", "ndis/version.h"];

/// Writes patched copies of the headers that clang does not read into `copies`.
fn patch_into(copies: &Path, folders: &[&str]) -> Result<(), String> {
    let mut patched = 0;
    for name in PATCHED {
        let Some(original) = folders
            .iter()
            .map(|folder| Path::new(folder).join(name))
            .find(|path| path.exists())
        else {
            continue;
        };
        let wrong = |error| format!("{}: {error}", original.display());
        // Some comments are not UTF-8.
        let text = String::from_utf8_lossy(&fs::read(&original).map_err(wrong)?).into_owned();
        let Some(text) = without_pasted_version(&text) else {
            continue;
        };
        let copy = copies.join(name);
        fs::create_dir_all(copy.parent().unwrap_or(copies)).map_err(wrong)?;
        fs::write(&copy, text).map_err(wrong)?;
        patched += 1;
    }
    if patched == 0 {
        return Err(format!(
            "NDIS_API_VERSION_AVAILABLE is defined in neither of {PATCHED:?} below {folders:?}"
        ));
    }
    Ok(())
}

/// The bindings as text. `copies` is an empty folder, which goes before all others.
pub fn bindings(include_folders: &str, copies: &Path) -> String {
    let folders: Vec<&str> = include_folders
        .split(';')
        .filter(|folder| !folder.is_empty())
        .collect();
    if let Err(error) = patch_into(copies, &folders) {
        // A kit may do without the macro: then clang decides.
        eprintln!("nothing is patched: {error}");
    }
    bindgen::Builder::default()
        .header_contents("wfp.h", INCLUDES)
        .clang_args([
            "--target=x86_64-pc-windows-msvc",
            "-fms-compatibility",
            "-fms-extensions",
            // `ws2def.h` pastes tokens as well; wdk-build passes this flag for it.
            "-Wno-invalid-token-paste",
        ])
        .clang_args([
            "-D_AMD64_",
            "-D_WIN64",
            // Without a version NDIS_SUPPORT_NDIS6 means 6.0, whose structures are shorter.
            "-DNDIS680=1",
            "-DNTDDI_VERSION=0x0A000010",
            "-D_WIN32_WINNT=0x0A00",
        ])
        .clang_arg(format!("-I{}", copies.display()))
        .clang_args(folders.iter().map(|folder| format!("-I{folder}")))
        // The default one is a program that the machine may lack.
        .formatter(bindgen::Formatter::Prettyplease)
        .allowlist_type("FWP.*|IPSEC_.*|IKEEXT_.*|NET_BUFFER.*|MDL|WSACMSGHDR|SOCKADDR.*")
        .allowlist_var("FWP.*|IPSEC_.*|IKEEXT_.*")
        .allowlist_function("Fwp.*|IPsec.*|Ikeext.*")
        .prepend_enum_name(false)
        .layout_tests(true)
        .generate()
        .expect("bindgen reads the headers")
        .to_string()
}
