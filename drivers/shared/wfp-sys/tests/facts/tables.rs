//! Against the project's fact tables (`shared/abi` beside the checkout, or below `CALLOUT_SHARED`).

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use wfp_sys::facts::{self, Function};

use crate::compare::{self, Mismatch, OtherFunction, OtherLayout, require_none};
use crate::csv::{self, Row, cell};

/// Constants that the table does not have. [`crate::windows_metadata`] has to compare them instead.
pub const NOT_IN_TABLE: [&str; 4] = [
    "RPC_C_AUTHN_DEFAULT",
    "RPC_C_AUTHN_WINNT",
    "RPC_NT_CALL_FAILED",
    "STATUS_OBJECT_NAME_EXISTS",
];

/// Structures whose rows are derived from the documented members and not read from metadata or debug information.
const DERIVED: [&str; 6] = [
    "FWPS_CALLOUT0",
    "FWPS_CALLOUT2",
    "FWPS_CALLOUT3",
    "FWPS_FILTER0",
    "FWPS_FILTER2",
    "FWPS_FILTER3",
];

/// Where this crate departs from a documented prototype on purpose.
///
/// The pages of the two notify functions show a constant `filter`; the header and debug information do not, and the
/// function is meant to set `filter->context`.
const DEPARTURES: [&str; 1] = ["type of parameter 2 of FWPS_CALLOUT_NOTIFY_FN0"];

/// The folder with the tables, or why there is none.
fn folder() -> Result<PathBuf, String> {
    const PROBE: &str = "wfp_structs.csv";
    if let Some(shared) = std::env::var_os("CALLOUT_SHARED") {
        let folder = Path::new(&shared).join("abi");
        // Whoever names a folder wants the comparison, not a skipped test.
        assert!(
            folder.join(PROBE).is_file(),
            "CALLOUT_SHARED is set, but {} has no {PROBE}",
            folder.display()
        );
        return Ok(folder);
    }
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared").join("abi"))
        .find(|folder| folder.join(PROBE).is_file())
        .ok_or_else(|| {
            "no shared/abi beside the checkout, and CALLOUT_SHARED is not set".to_owned()
        })
}

/// Runs `compare` on a table, or says that it is skipped.
fn with_table(table: &str, compare: impl FnOnce(&[Row]) -> Vec<Mismatch>) {
    match folder() {
        Ok(folder) => {
            let path = folder.join(table);
            let text = std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            require_none(table, &compare(&csv::parse(&text)));
        }
        // Not `println!`: the test harness would swallow it.
        Err(reason) => writeln!(std::io::stderr(), "SKIP {table}: {reason}").unwrap_or_default(),
    }
}

#[test]
fn constants() {
    with_table("wfp_consts.csv", compare_constants);
}

#[test]
fn guids() {
    with_table("guids.csv", compare_guids);
}

#[test]
fn layouts() {
    with_table("wfp_structs.csv", compare_layouts);
}

#[test]
fn prototypes() {
    with_table("fwp_signatures.csv", compare_prototypes);
}

#[test]
fn imports() {
    with_table("imports.csv", compare_imports);
}

fn absent(item: &str) -> Mismatch {
    Mismatch {
        item: item.to_owned(),
        here: "present".to_owned(),
        there: "absent".to_owned(),
    }
}

/// Whether a row's evidence is good enough for a constant.
///
/// The number of a field is what running systems show. Debug information does not have the enumerations of all layers,
/// so the name may come from a page; the names for ICMP are documented aliases of the two ports.
fn usable(constant: &str, confidence: &str) -> bool {
    const FIELD: [&str; 4] = [
        "runtime (index) + doc (name)",
        "index from runtime; name from sdk-api",
        "derived from docs",
        "by analogy (docs describe ICMP_TYPE/ICMP_CODE",
    ];
    let field = constant.starts_with("FWPS_FIELD_")
        && FIELD.iter().any(|source| confidence.starts_with(source));
    confidence.starts_with("exact") || field
}

/// Every constant, except those that the table does not have.
pub fn compare_constants(rows: &[Row]) -> Vec<Mismatch> {
    let mut found = Vec::new();
    for constant in facts::CONSTANTS.iter().copied().flatten() {
        // SDK 19041 numbered some layers in a way that no running system has; the table says so.
        let rows: Vec<&Row> = rows
            .iter()
            .filter(|row| cell(row, "name") == constant.name)
            .filter(|row| usable(constant.name, cell(row, "confidence")))
            .filter(|row| !cell(row, "variant").contains("do not use"))
            .collect();
        if rows.is_empty() != NOT_IN_TABLE.contains(&constant.name) {
            found.push(absent(constant.name));
        }
        for row in rows {
            let value = cell(row, "value").parse().unwrap_or(u64::MAX);
            found.extend(compare::constant(constant, value));
        }
    }
    found
}

/// Every GUID, byte by byte.
pub fn compare_guids(rows: &[Row]) -> Vec<Mismatch> {
    let mut found = Vec::new();
    for guid in facts::GUIDS.iter().copied().flatten() {
        let row = rows.iter().find(|row| cell(row, "name") == guid.name);
        match row.and_then(|row| image(cell(row, "bytes_le_hex"))) {
            None => found.push(absent(guid.name)),
            Some(image) => found.extend(compare::guid(guid, image)),
        }
    }
    found
}

fn image(digits: &str) -> Option<[u8; 16]> {
    Some(
        u128::from_str_radix(digits, 16)
            .ok()
            .filter(|_| digits.len() == 32)?
            .to_be_bytes(),
    )
}

/// What the table says of how it knows a structure.
pub fn confidence(structure: &str) -> &'static str {
    if DERIVED.contains(&structure) {
        "derived"
    } else {
        "exact"
    }
}

/// Every structure: size, alignment, and offset and size of every member.
pub fn compare_layouts(rows: &[Row]) -> Vec<Mismatch> {
    let mut found = Vec::new();
    for layout in facts::LAYOUTS.iter().copied().flatten() {
        let confidence = confidence(layout.name);
        let mut other = OtherLayout::default();
        let mut sizes = 0;
        for row in rows {
            if cell(row, "struct") != layout.name
                || !cell(row, "confidence").starts_with(confidence)
            {
                continue;
            }
            if cell(row, "field") == "<sizeof>" {
                sizes += 1;
                other.size = csv::number(row, "size_bytes");
                other.align = csv::number(row, "align");
            // Rust has no bit-fields; the number that holds them has a row of its own.
            } else if cell(row, "type") != "bitfield" {
                let place = (
                    csv::number(row, "offset_bytes"),
                    csv::number(row, "size_bytes"),
                );
                other.fields.insert(cell(row, "field").to_owned(), place);
            }
        }
        if sizes == 1 {
            found.extend(compare::layout(layout, &other));
        } else {
            found.extend(compare::number(
                &format!("rows with the size of {}", layout.name),
                1,
                sizes,
            ));
        }
    }
    found
}

/// Every function and callback: parameters and result.
pub fn compare_prototypes(rows: &[Row]) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let kinds = [
        ("function", facts::FUNCTIONS),
        ("callback", facts::CALLBACKS),
    ];
    for (kind, tables) in kinds {
        for function in tables.iter().copied().flatten() {
            let row = rows
                .iter()
                .find(|row| cell(row, "name") == function.name && cell(row, "kind") == kind);
            match row {
                None => found.push(absent(function.name)),
                Some(row) => found.extend(compare::function(function, &prototype(row))),
            }
        }
    }
    // A departure that has become unnecessary is removed from the list.
    for departure in DEPARTURES {
        match found.iter().position(|mismatch| mismatch.item == departure) {
            Some(at) => drop(found.remove(at)),
            None => found.push(absent(departure)),
        }
    }
    found
}

fn prototype(row: &Row) -> OtherFunction {
    let parts = |column: &str, separator: char| -> Vec<String> {
        cell(row, column)
            .split(separator)
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect()
    };
    let parameters: Vec<(String, String)> = parts("params", ';')
        .iter()
        .map(|parameter| {
            let (r#type, name) = parameter.rsplit_once(' ').unwrap_or((parameter, ""));
            (r#type.to_owned(), name.to_owned())
        })
        .collect();
    assert_eq!(
        parameters.len(),
        csv::number(row, "param_count"),
        "the table contradicts itself about {}",
        cell(row, "name")
    );
    OtherFunction {
        parameters,
        sizes: parts("abi_sizes", ',')
            .iter()
            .map(|size| size.parse().unwrap_or_default())
            .collect(),
        return_type: cell(row, "return_type").to_owned(),
        return_size: cell(row, "return_size").parse().unwrap_or_default(),
    }
}

/// Every function is exported by the module that the crate links.
pub fn compare_imports(rows: &[Row]) -> Vec<Mismatch> {
    let exported: BTreeMap<&str, &str> = rows
        .iter()
        .filter(|row| cell(row, "dll") == "fwpkclnt.sys")
        .map(|row| (cell(row, "function"), cell(row, "evidence")))
        .collect();
    facts::FUNCTIONS
        .iter()
        .copied()
        .flatten()
        .map(|function: &Function| function.name)
        .filter(|name| !exported.contains_key(name))
        .map(absent)
        .collect()
}
