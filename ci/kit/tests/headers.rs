//! The headers of the overlay against facts: sizes, offsets and the numbering of the framework's functions.

use std::{
    collections::BTreeMap,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

type TestResult = Result<(), Box<dyn Error>>;

fn headers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("overlay/Include")
}

/// Lines of C, each an assertion.
struct Facts(String);

impl Facts {
    fn size(&mut self, structure: &str, size: usize) -> &mut Self {
        self.that(&format!("sizeof({structure}) == {size}"))
    }

    fn offset(&mut self, structure: &str, field: &str, offset: usize) -> &mut Self {
        self.that(&format!(
            "__builtin_offsetof({structure}, {field}) == {offset}"
        ))
    }

    fn that(&mut self, condition: &str) -> &mut Self {
        writeln!(self.0, "_Static_assert({condition}, \"{condition}\");")
            .expect("a String takes all");
        self
    }
}

/// Compiles with the flags of the real build. Returns what clang said when it refused.
fn refusal(code: &str) -> Result<Option<String>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let source = folder.path().join("facts.c");
    fs::write(&source, code)?;
    let sdk = headers().join("10.0.26100.0/km");
    let output = Command::new("clang-19")
        .args([
            "--target=x86_64-pc-windows-msvc",
            "-fgnuc-version=12.0.0",
            "-fsyntax-only",
            "-w",
        ])
        .args([
            "-Wno-implicit-function-declaration",
            "-fms-extensions",
            "-fms-compatibility",
        ])
        .args(["-D_WIN64", "-D_AMD64_", "-DAMD64", "-D_KERNEL_MODE"])
        .args(["-DKMDF_VERSION_MAJOR=1", "-DKMDF_VERSION_MINOR=15"])
        .arg("-I")
        .arg(sdk.join("crt"))
        .args([
            "-I",
            "/usr/share/mingw-w64/include/ddk",
            "-I",
            "/usr/share/mingw-w64/include",
            "-I",
        ])
        .arg(headers().join("wdf/kmdf/1.15"))
        .arg(&source)
        .output()?;
    Ok((!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned()))
}

fn tools_are_missing() -> bool {
    let missing = [
        "/usr/bin/clang-19",
        "/usr/share/mingw-w64/include/ddk/ntddk.h",
    ]
    .into_iter()
    .find(|path| !Path::new(path).exists());
    if let Some(path) = missing {
        println!("SKIP: {path} is not there; run: cargo xtask setup");
    }
    missing.is_some()
}

const INCLUDES: &str = "#include <ntifs.h>\n#include <ntddk.h>\n#include <wdf.h>\n";

#[test]
fn structures_have_the_layout_of_windows() -> TestResult {
    if tools_are_missing() {
        return Ok(());
    }
    let mut facts = Facts(INCLUDES.to_owned());
    facts
        .size("WDF_DRIVER_GLOBALS", 56)
        .offset("WDF_DRIVER_GLOBALS", "DisplaceDriverUnload", 48)
        .size("WDF_DRIVER_CONFIG", 32)
        .offset("WDF_DRIVER_CONFIG", "EvtDriverDeviceAdd", 8)
        .offset("WDF_DRIVER_CONFIG", "EvtDriverUnload", 16)
        .offset("WDF_DRIVER_CONFIG", "DriverInitFlags", 24)
        .offset("WDF_DRIVER_CONFIG", "DriverPoolTag", 28)
        .size("WDF_OBJECT_ATTRIBUTES", 56)
        .offset("WDF_OBJECT_ATTRIBUTES", "EvtDestroyCallback", 16)
        .offset("WDF_OBJECT_ATTRIBUTES", "ParentObject", 32)
        .offset("WDF_OBJECT_ATTRIBUTES", "ContextTypeInfo", 48)
        .size("WDF_OBJECT_CONTEXT_TYPE_INFO", 40)
        .offset("WDF_OBJECT_CONTEXT_TYPE_INFO", "UniqueType", 24)
        .size("WDF_FILEOBJECT_CONFIG", 40)
        .size("WDF_IO_QUEUE_CONFIG", 96)
        .offset("WDF_IO_QUEUE_CONFIG", "EvtIoDeviceControl", 40)
        .offset("WDF_IO_QUEUE_CONFIG", "Settings", 80)
        .size("WDF_REQUEST_PARAMETERS", 40)
        .offset(
            "WDF_REQUEST_PARAMETERS",
            "Parameters.DeviceIoControl.IoControlCode",
            24,
        )
        .offset("WDF_REQUEST_PARAMETERS", "Parameters.Create.EaLength", 32)
        .size("WDF_TIMER_CONFIG", 40)
        .offset("WDF_TIMER_CONFIG", "UseHighResolutionTimer", 32)
        .size("WDF_DPC_CONFIG", 24)
        .size("WDF_WORKITEM_CONFIG", 24)
        .offset("DRIVER_OBJECT", "DriverUnload", 104)
        .size("POOL_FLAGS", 8)
        .that("(WDF_TRI_STATE)-1 < 0")
        .that("WdfDriverCreateTableIndex == 116")
        .that("WdfObjectDeleteTableIndex == 208")
        .that("WdfFunctionTableNumEntries == 444");
    assert_eq!(refusal(&facts.0)?, None);
    Ok(())
}

/// The check itself must be able to fail.
#[test]
fn a_wrong_layout_is_noticed() -> TestResult {
    if tools_are_missing() {
        return Ok(());
    }
    let mut facts = Facts(INCLUDES.to_owned());
    facts.size("WDF_DRIVER_CONFIG", 40);
    let said = refusal(&facts.0)?.ok_or("clang accepted a wrong size")?;
    assert!(said.contains("sizeof(WDF_DRIVER_CONFIG) == 40"), "{said}");
    Ok(())
}

#[test]
fn another_framework_version_is_refused() -> TestResult {
    if tools_are_missing() {
        return Ok(());
    }
    let code = format!("#undef KMDF_VERSION_MINOR\n#define KMDF_VERSION_MINOR 33\n{INCLUDES}");
    let said = refusal(&code)?.ok_or("clang accepted version 1.33")?;
    assert!(said.contains("target-kmdf-version-minor = 15"), "{said}");
    Ok(())
}

/// Name and number of each function in the header.
fn numbering(header: &str) -> BTreeMap<String, usize> {
    header
        .lines()
        .filter_map(|line| line.trim().trim_end_matches(',').split_once('='))
        .filter_map(|(name, number)| {
            let name = name.trim().strip_suffix("TableIndex")?;
            Some((name.to_owned(), number.trim().parse().ok()?))
        })
        .collect()
}

#[test]
fn function_numbers_are_complete() -> TestResult {
    let header = fs::read_to_string(headers().join("wdf/kmdf/1.15/wdffuncenum.h"))?;
    let mut numbers: Vec<usize> = numbering(&header).into_values().collect();
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(0..444));
    Ok(())
}

/// The table of facts lies beside the checkout on the machines of those who collected it.
#[test]
fn function_numbers_agree_with_the_fact_table() -> TestResult {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/abi/wdf_functions.csv");
    let Ok(facts) = fs::read_to_string(&table) else {
        println!("SKIP: the fact table {} is not there", table.display());
        return Ok(());
    };
    let facts: BTreeMap<String, usize> = facts
        .lines()
        .filter_map(|line| {
            let mut columns = line.split(',');
            let version = columns.next()?;
            let number = columns.next()?.parse().ok()?;
            (version == "1.15").then_some((columns.next()?.to_owned(), number))
        })
        .collect();
    assert_eq!(facts.len(), 444);
    let header = fs::read_to_string(headers().join("wdf/kmdf/1.15/wdffuncenum.h"))?;
    assert_eq!(numbering(&header), facts);
    Ok(())
}

/// wdk-sys' macro finds a function's type by its name in capitals. A type without a function would never be found.
#[test]
fn function_types_are_named_after_functions() -> TestResult {
    let folder = headers().join("wdf/kmdf/1.15");
    let numbering = numbering(&fs::read_to_string(folder.join("wdffuncenum.h"))?);
    let known: Vec<String> = numbering.keys().map(|name| name.to_uppercase()).collect();
    let mut types = 0;
    for entry in fs::read_dir(&folder)? {
        let text = fs::read_to_string(entry?.path())?;
        for rest in text.split("(*PFN_WDF").skip(1) {
            let name = format!("WDF{}", rest.split(')').next().unwrap_or_default());
            assert!(
                known.contains(&name),
                "PFN_{name} is no function of KMDF 1.15"
            );
            types += 1;
        }
    }
    assert!(types > 100, "only {types} function types found");
    Ok(())
}
