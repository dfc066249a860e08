//! Runs bindgen on the headers.

/// What a callout driver includes, for the newest Windows and NDIS that the headers know.
const INCLUDES: &str = "
#include <ntddk.h>
#include <ndis.h>
#include <fwpsk.h>
#include <fwpmk.h>
";

/// The bindings as text.
pub fn bindings(include_folders: &str) -> String {
    let folders = include_folders
        .split(';')
        .filter(|folder| !folder.is_empty());
    bindgen::Builder::default()
        .header_contents("wfp.h", INCLUDES)
        .clang_args([
            "--target=x86_64-pc-windows-msvc",
            "-fms-compatibility",
            "-fms-extensions",
        ])
        .clang_args([
            "-D_AMD64_",
            "-D_WIN64",
            "-DNDIS_SUPPORT_NDIS6",
            "-DNTDDI_VERSION=0x0A000010",
            "-D_WIN32_WINNT=0x0A00",
        ])
        .clang_args(folders.map(|folder| format!("-I{folder}")))
        .allowlist_type("FWP.*|IPSEC_.*|IKEEXT_.*|NET_BUFFER.*|MDL|WSACMSGHDR|SOCKADDR.*")
        .allowlist_var("FWP.*|IPSEC_.*|IKEEXT_.*")
        .allowlist_function("Fwp.*|IPsec.*|Ikeext.*")
        .prepend_enum_name(false)
        .layout_tests(true)
        .generate()
        .expect("bindgen reads the headers")
        .to_string()
}
