//! Whether everything that the crate declares is in its fact tables, and so compared at all.
//!
//! The macros fill the tables; an item that is declared without its macro is found here by reading the sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use wfp_sys::facts;

/// Structures without a row: they are checked as members of others.
const WITHOUT_LAYOUT: [&str; 2] = ["IN6_ADDR", "IN_ADDR"];

/// Whether a structure has no name in C: `NAME_0`. Its members are rows of the structure around it.
fn nameless(name: &str) -> bool {
    let outer = name.rsplit_once('_');
    outer.is_some_and(|(_, number)| number.chars().all(|digit| digit.is_ascii_digit()))
}

/// Names after `keyword` at the start of a line, up to the first character that is not part of a name.
fn declared(keyword: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = std::fs::read_to_string(&file).expect("a source file");
        // A structure without visible members has no layout.
        let text = text.replace(" {\n    _opaque", "\0");
        for line in text.lines().filter(|line| !line.contains('\0')) {
            if let Some(rest) = line.trim().strip_prefix(keyword) {
                let name: String = rest
                    .chars()
                    .take_while(|character| character.is_alphanumeric() || *character == '_')
                    .collect();
                names.insert(name);
            }
        }
    }
    names
}

/// The sources with items of the C headers.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("a folder entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if !path.ends_with("facts.rs") {
            files.push(path);
        }
    }
    files
}

fn without<'names>(
    declared: &'names BTreeSet<String>,
    facts: &BTreeSet<&str>,
    prefixes: &[&str],
) -> Vec<&'names String> {
    declared
        .iter()
        .filter(|name| prefixes.iter().any(|prefix| name.starts_with(prefix)))
        .filter(|name| !facts.contains(name.as_str()))
        .collect()
}

#[test]
fn constants_and_guids() {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    known.extend(
        facts::CONSTANTS
            .iter()
            .copied()
            .flatten()
            .map(|one| one.name),
    );
    known.extend(facts::GUIDS.iter().copied().flatten().map(|one| one.name));
    let declared = declared("pub const ");
    let missing = without(&declared, &known, &["FWP", "STATUS_", "RPC_"]);
    assert!(missing.is_empty(), "not compared: {missing:?}");
    assert!(declared.contains("STATUS_SUCCESS"));
    assert!(declared.contains("FWPM_LAYER_STREAM_V6"));
}

#[test]
fn structures() {
    let known = facts::LAYOUTS.iter().copied().flatten();
    let mut known: BTreeSet<&str> = known.map(|one| one.name).collect();
    known.extend(WITHOUT_LAYOUT);
    let declared = declared("pub struct ");
    let names = declared
        .iter()
        .filter(|name| name.as_str() == name.to_uppercase());
    let missing: Vec<&String> = names
        .filter(|name| !name.is_empty() && !nameless(name) && !known.contains(name.as_str()))
        .collect();
    assert!(missing.is_empty(), "not compared: {missing:?}");
    assert!(declared.contains("FWPM_FILTER0"));
}

#[test]
fn functions_and_callbacks() {
    let tables = facts::FUNCTIONS.iter().chain(facts::CALLBACKS);
    let known: BTreeSet<&str> = tables.copied().flatten().map(|one| one.name).collect();
    let functions = declared("pub fn ");
    let missing = without(&functions, &known, &["Fwp", "IPsec", "Ikeext"]);
    assert!(missing.is_empty(), "not compared: {missing:?}");
    // A scan that finds nothing proves nothing.
    assert!(functions.contains("FwpsCalloutUnregisterById0"));
}
