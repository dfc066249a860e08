//! Against the fact tables in `facts/`; its README says where each fact comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use wfp_sys::facts::{self, Function};

use crate::compare::{self, Mismatch, OtherFunction, OtherLayout, require_none};
use crate::csv::{self, Row, cell};

/// Constants and structures that the tables do not have. [`crate::windows_metadata`] has to compare them instead.
pub fn not_in_table(name: &str) -> bool {
    const NAMES: [&str; 18] = [
        "ACL",
        "DEFAULT_COMPARTMENT_ID",
        "DlBroadcast",
        "DlMulticast",
        "DlUnicast",
        "FILETIME",
        "IPPROTO_ICMP",
        "IPPROTO_ICMPV6",
        "IPPROTO_TCP",
        "IPPROTO_UDP",
        "LUID",
        "RPC_C_AUTHN_DEFAULT",
        "RPC_C_AUTHN_WINNT",
        "RPC_NT_CALL_FAILED",
        "SID_IDENTIFIER_AUTHORITY",
        "STATUS_OBJECT_NAME_EXISTS",
        "UNSPECIFIED_COMPARTMENT_ID",
        "WSACMSGHDR",
    ];
    const FAMILIES: [&str; 3] = ["AF_", "IKEEXT_", "IPSEC_"];
    NAMES.contains(&name) || FAMILIES.iter().any(|family| name.starts_with(family))
}

/// Structures whose rows are derived from the documented members and not read from metadata or debug information.
const DERIVED: [&str; 17] = [
    "FWPS_CALLOUT0",
    "FWPS_CALLOUT2",
    "FWPS_CALLOUT3",
    "FWPS_FILTER0",
    "FWPS_FILTER2",
    "FWPS_FILTER3",
    "FWPS_PACKET_LIST_FWP_INFORMATION0",
    "FWPS_PACKET_LIST_INBOUND_IPSEC_INFORMATION0",
    "FWPS_PACKET_LIST_INFORMATION0",
    "FWPS_PACKET_LIST_IPSEC_INFORMATION0",
    "FWPS_PACKET_LIST_OUTBOUND_IPSEC_INFORMATION0",
    "FWPS_STREAM_CALLOUT_IO_PACKET0",
    "FWPS_STREAM_DATA0",
    "FWPS_STREAM_DATA_OFFSET0",
    "FWPS_TRANSPORT_SEND_PARAMS0",
    "FWPS_TRANSPORT_SEND_PARAMS1",
    "FWPS_VSWITCH_EVENT_DISPATCH_TABLE0",
];

/// Second names and views of members, which this crate leaves out.
const VIEWS: [&str; 7] = [
    "ContextData",
    "Link",
    "NdisReserved2",
    "NetBufferHeader",
    "NetBufferListHeader",
    "SharedMemoryInfo",
    "stDataLength",
];

/// Where this crate departs from a documented prototype on purpose.
///
/// The pages of the two notify functions show a constant `filter`; the header and debug information do not, and the
/// function is meant to set `filter->context`.
const DEPARTURES: [&str; 1] = ["type of parameter 2 of FWPS_CALLOUT_NOTIFY_FN0"];

/// Runs `compare` on a table and says how much was compared.
pub fn with_table(table: &str, done: &str, compare: impl FnOnce(&[Row]) -> Vec<Mismatch>) {
    let mut rows = read(table);
    match table {
        "constants.csv" => rows.extend(enumerators(read(NDIS))),
        "structures.csv" => rows.extend(read(NDIS)),
        _ => {}
    }
    require_none(table, &compare(&rows));
    // Not `println!`: the test harness would swallow it.
    writeln!(std::io::stderr(), "{table}: {done}").unwrap_or_default();
}

const NDIS: &str = "ndis_structures.csv";

/// Reads a table of `facts/`.
fn read(table: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("facts")
        .join(table);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    csv::parse(&text)
}

/// The table of NDIS structures has an enumeration in it, whose numbers stand in the column of the offsets.
fn enumerators(rows: Vec<Row>) -> impl Iterator<Item = Row> {
    rows.into_iter()
        .filter(|row| cell(row, "struct").ends_with("(enum)"))
        .map(|mut row| {
            for (from, to) in [("field", "name"), ("offset_bytes", "value")] {
                let moved = cell(&row, from).to_owned();
                row.insert(to.to_owned(), moved);
            }
            row.insert("variant".to_owned(), String::new());
            row
        })
}

fn total<T>(tables: &[&[T]]) -> usize {
    tables.iter().map(|table| table.len()).sum()
}

#[test]
fn constants() {
    let items = facts::CONSTANTS.iter().copied().flatten();
    let items = items.filter(|constant| !not_in_table(constant.name));
    let done = format!("compared {} constants", items.count());
    with_table("constants.csv", &done, compare_constants);
}

#[test]
fn guids() {
    let done = format!("compared {} GUIDs", total(facts::GUIDS));
    with_table("guids.csv", &done, compare_guids);
}

/// Counted are the members, and a size and an alignment for each structure.
#[test]
fn layouts() {
    let items = facts::LAYOUTS.iter().copied().flatten();
    let items = items.filter(|layout| !not_in_table(layout.name));
    let items: usize = items.map(|layout| 2 + layout.fields.len()).sum();
    let done = format!("compared {items} sizes, alignments and members");
    with_table("structures.csv", &done, compare_layouts);
}

#[test]
fn prototypes() {
    let items = total(facts::FUNCTIONS) + total(facts::CALLBACKS);
    let done = format!("compared {items} prototypes");
    with_table("prototypes.csv", &done, compare_prototypes);
}

#[test]
fn imports() {
    let done = format!("compared {} functions", total(facts::FUNCTIONS));
    with_table("imports.csv", &done, compare_imports);
}

/// The other direction: nothing that a table has is missing here, except what `left_out_on_purpose` says.
#[test]
fn nothing_is_left_out() {
    for (table, column) in [
        ("prototypes.csv", "name"),
        ("guids.csv", "name"),
        ("structures.csv", "struct"),
        ("constants.csv", "name"),
    ] {
        with_table(table, "nothing is left out", |rows| left_out(rows, column));
    }
}

/// Every name of the crate.
fn names() -> BTreeSet<&'static str> {
    let constants = facts::CONSTANTS.iter().copied().flatten();
    let functions = facts::FUNCTIONS.iter().chain(facts::CALLBACKS);
    constants
        .map(|one| one.name)
        .chain(facts::GUIDS.iter().copied().flatten().map(|one| one.name))
        .chain(facts::LAYOUTS.iter().copied().flatten().map(|one| one.name))
        .chain(functions.copied().flatten().map(|one| one.name))
        .collect()
}

/// The names of a table that this crate should have and has not.
pub fn left_out(rows: &[Row], column: &str) -> Vec<Mismatch> {
    let here = names();
    rows.iter()
        .filter(|row| !left_out_on_purpose(row, cell(row, column)))
        .map(|row| cell(row, column))
        .filter(|name| !here.contains(name))
        .map(|name| Mismatch {
            item: name.to_owned(),
            here: "absent".to_owned(),
            there: "present".to_owned(),
        })
        .collect()
}

fn left_out_on_purpose(row: &Row, name: &str) -> bool {
    let says = |column: &str, text: &str| row.get(column).is_some_and(|cell| cell.contains(text));
    // What ends an enumeration depends on the SDK.
    name.ends_with("_MAX") || name == "MaxNetBufferListInfo"
        // SDK 19041 alone: layers renumbered later, fields renamed later, types that are gone.
        || says("variant", "do not use")
        || says("group", "19041 names")
        || name.starts_with("FWP_BITMAP_")
        // No source has the name, the number or the parameter.
        || name.starts_with("(unnamed layer")
        || says("confidence", "by pattern")
        || says("confidence", "UNVERIFIED")
        // Statuses of other components.
        || (name.starts_with("STATUS_") && !name.starts_with("STATUS_FWP_"))
        // Parts of NDIS structures that are no types of their own here.
        || name.ends_with("(enum)")
        || name.ends_with("_HEADER") && says("source", "wireguard") && name != "NDIS_OBJECT_HEADER"
        || name == "NetBufferListInfoReserved3"
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
/// Debug information does not have every enumeration. What this crate takes from elsewhere says so in its module:
/// - fields: the number is what running systems show; the name may come from a page, and the names for ICMP are
///   documented aliases of the two ports;
/// - states: the order on the page of the enumeration;
/// - injection and stream: the numbers of a driver that ships.
fn usable(constant: &str, confidence: &str) -> bool {
    const WEAKER: [(&str, &str); 11] = [
        ("FWPS_FIELD_", "runtime (index) + doc (name)"),
        ("FWPS_FIELD_", "index from runtime; name from sdk-api"),
        ("FWPS_FIELD_", "derived from docs"),
        (
            "FWPS_FIELD_",
            "by analogy (docs describe ICMP_TYPE/ICMP_CODE",
        ),
        ("FWPS_CONNECTION_", "derived from docs (enum order)"),
        ("FWPS_PACKET_INJECTED_", "derived from docs (enum order)"),
        ("FWPS_PACKET_NOT_INJECTED", "derived from docs (enum order)"),
        ("FWPS_PACKET_PREVIOUSLY_", "derived from docs (enum order)"),
        ("FWPS_INJECTION_TYPE_", "third-party transcription"),
        ("FWPS_STREAM_ACTION_", "third-party transcription"),
        ("FWPS_STREAM_FLAG_RECEIVE", "third-party transcription"),
    ];
    let accepted = |(name, source): &(&str, &str)| {
        constant.starts_with(name) && confidence.starts_with(source)
    };
    confidence.starts_with("exact") || WEAKER.iter().any(accepted)
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
        if rows.is_empty() != not_in_table(constant.name) {
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
        match row.and_then(|row| image(cell(row, "guid"))) {
            None => found.push(absent(guid.name)),
            Some(image) => found.extend(compare::guid(guid, image)),
        }
    }
    found
}

/// The bytes in memory of a GUID that is written as text: the first three groups are little-endian numbers.
fn image(text: &str) -> Option<[u8; 16]> {
    let digits = text.trim_matches(['{', '}']).replace('-', "");
    let number = u128::from_str_radix(&digits, 16).ok();
    let mut bytes = number.filter(|_| digits.len() == 32)?.to_be_bytes();
    for group in [0..4, 4..6, 6..8] {
        bytes[group].reverse();
    }
    Some(bytes)
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
        if not_in_table(layout.name) {
            continue;
        }
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
                // Some rows do not say; then the compile-time check against the literal is all there is.
                other.align = match cell(row, "align") {
                    "" => layout.align,
                    _ => csv::number(row, "align"),
                };
            // Rust has no bit-fields; the number that holds them has a row of its own.
            } else if cell(row, "type") != "bitfield" && !VIEWS.contains(&cell(row, "field")) {
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
