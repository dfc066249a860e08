//! `load-test --fail-each` makes every call of a start fail that can: no function of which a driver
//! has to look at the answer may be missing from the lab's lists. They are compared with prototypes
//! that others wrote.

use std::{fs, path::Path};

use super::imports;

/// Imports that are no calls of a driver: what the compiler calls, and data.
const NO_CALLS: [&str; 11] = [
    "ExEventObjectType",
    "PsProcessType",
    "PsThreadType",
    "__C_specific_handler",
    "__chkstk",
    "memcmp",
    "memcpy",
    "memmove",
    "memset",
    "strlen",
    "wcslen",
];

/// What the lists say of a function: whether they have it, and whether it may return a failure.
fn known(name: &str) -> Option<bool> {
    let table = framework::FUNCTIONS.iter();
    let mut rows = table.copied().filter(|row| row.0 == name);
    let failure = rows.next().or_else(|| ddi::numbered(ddi::number(name)?))?.1;
    Some(failure != ddi::Failure::Never)
}

/// Functions that return a status, and of which the lists do not know that they may fail.
fn missing<'a>(
    functions: impl IntoIterator<Item = &'a str>,
    known: impl Fn(&str) -> Option<bool>,
) -> Vec<&'a str> {
    let mut missing: Vec<_> = functions
        .into_iter()
        .filter(|name| known(name) != Some(true))
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// The text of every file below a folder that has this ending.
fn sources(folder: &Path, ending: &str) -> String {
    let entries = fs::read_dir(folder).expect("a folder of the checkout");
    let mut text = String::new();
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text += &sources(&path, ending);
        } else if path.to_string_lossy().ends_with(ending) {
            text += &fs::read_to_string(&path).expect("text");
        }
    }
    text
}

fn checkout() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The functions of `wfp-sys` that return a status.
fn of_the_engine(text: &str) -> Vec<&str> {
    let functions = text.split("pub fn ").skip(1);
    let status = functions.filter(|rest| {
        let end = rest.find(';').unwrap_or(rest.len());
        rest[..end].trim_end().ends_with("-> NTSTATUS")
    });
    let names = status.filter_map(|rest| rest.split('(').next());
    names.filter(|name| !name.contains('<')).collect()
}

/// The functions of the kit's KMDF headers that return a status, by the names that their
/// pointers have: `PFN_` and the function, in upper case.
fn of_the_framework(text: &str) -> Vec<&'static str> {
    let pointers = text.split("typedef NTSTATUS (*PFN_").skip(1);
    let names: Vec<_> = pointers.filter_map(|rest| rest.split(')').next()).collect();
    let table = framework::FUNCTIONS.iter().map(|row| row.0);
    table
        .filter(|name| names.contains(&name.to_uppercase().as_str()))
        .collect()
}

/// The functions of a header that return a status.
fn of_the_kernel(text: &str) -> Vec<&str> {
    let words: Vec<_> = text.split_whitespace().collect();
    let prototypes = words.windows(3).filter(|words| words[0] == "NTSTATUS");
    let names = prototypes.filter_map(|words| match words[1] {
        "NTAPI" | "DDKAPI" => words[2].split('(').next(),
        name => name.split_once('(').map(|(name, _)| name),
    });
    names
        .filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
        .collect()
}

#[test]
fn every_import_that_a_driver_may_have_is_in_a_list() {
    let libraries = [
        "ntoskrnl.exe",
        "hal.dll",
        "ndis.sys",
        "netio.sys",
        "fwpkclnt.sys",
        "wdfldr.sys",
        "cng.sys",
    ];
    let mut unlisted = Vec::new();
    for library in libraries {
        let allowed = imports::allowed(library).expect("the table");
        assert!(!allowed.is_empty(), "{library}");
        unlisted.extend(allowed.into_iter().filter(|name| known(name).is_none()));
    }
    unlisted.sort_unstable();
    assert_eq!(unlisted, NO_CALLS);
}

#[test]
fn every_function_of_the_engine_that_returns_a_status_may_fail() {
    let text = sources(&checkout().join("drivers/shared/wfp-sys/src"), ".rs");
    let functions = of_the_engine(&text);
    assert!(functions.len() > 150, "{}", functions.len());
    assert_eq!(missing(functions, known), [""; 0]);
}

/// The kit's headers declare what the drivers and the lab use; the pages of the rest are in the
/// facts that were read from the headers of each version, which are not part of the repository.
#[test]
fn every_function_of_the_framework_that_returns_a_status_may_fail() {
    let folder = checkout().join("ci/kit/overlay/Include/wdf/kmdf");
    let functions = of_the_framework(&sources(&folder, ".h"));
    assert!(functions.len() > 50, "{}", functions.len());
    assert_eq!(missing(functions, known), [""; 0]);
    let path = checkout().join("../shared/abi/wdf_signatures.csv");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("SKIP: {} is not there", path.display());
        return;
    };
    let rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let functions = rows.filter(|row| row[4].ends_with("NTSTATUS"));
    let functions: Vec<_> = functions.map(|row| row[2].to_owned()).collect();
    assert!(functions.len() > 150, "{}", functions.len());
    assert_eq!(
        missing(functions.iter().map(String::as_str), known),
        [""; 0]
    );
}

#[test]
fn every_listed_kernel_function_that_returns_a_status_may_fail() {
    let folder = Path::new("/usr/share/mingw-w64/include/ddk");
    let mut seen = 0;
    for header in ["wdm.h", "ntddk.h", "ntifs.h"] {
        let Ok(text) = fs::read_to_string(folder.join(header)) else {
            eprintln!("SKIP: no open DDK headers; `cargo xtask setup` installs them");
            return;
        };
        let listed = of_the_kernel(&text)
            .into_iter()
            .filter(|name| known(name).is_some());
        let functions: Vec<_> = listed.collect();
        seen += functions.len();
        assert_eq!(missing(functions, known), [""; 0], "{header}");
    }
    assert!(seen > 100, "{seen}");
}

/// The control: without its row a call is found.
#[test]
fn a_function_that_is_missing_from_the_lists_is_found() {
    let engine = "pub fn FwpmFilterAdd0(engineHandle: HANDLE) -> NTSTATUS;\npub fn FwpmFreeMemory0(p: *mut *mut c_void);";
    let headers = "typedef NTSTATUS (*PFN_WDFOBJECTCREATE)(PWDF_DRIVER_GLOBALS);\ntypedef VOID (*PFN_WDFOBJECTDELETE)(X);";
    let kernel =
        "NTKERNELAPI\nNTSTATUS\nNTAPI\nIoCreateDevice(\n  X);\nVOID NTAPI IoDeleteDevice(X);";
    let mut functions = of_the_engine(engine);
    functions.extend(of_the_framework(headers));
    functions.extend(of_the_kernel(kernel));
    assert_eq!(
        functions,
        ["FwpmFilterAdd0", "WdfObjectCreate", "IoCreateDevice"]
    );
    assert_eq!(missing(functions.clone(), known), [""; 0]);
    for gone in &functions {
        let without = |name: &str| known(name).filter(|_| name != *gone);
        assert_eq!(missing(functions.clone(), without), [*gone]);
        let never = |name: &str| known(name).map(|fails| fails && name != *gone);
        assert_eq!(missing(functions.clone(), never), [*gone]);
    }
}
