//! The comparers must see what is wrong, and say where: each test plants one wrong value.

use wfp_sys::GUID;
use wfp_sys::facts::{self, Constant, Function, Guid};

use crate::compare::{self, Mismatch, OtherFunction, OtherLayout, require_none, rust_type};
use crate::csv;
use crate::tables;

/// The only mismatch, as text.
#[track_caller]
fn only(found: impl IntoIterator<Item = Mismatch>) -> String {
    let lines: Vec<String> = found.into_iter().map(|one| one.to_string()).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines.concat()
}

fn layout(name: &str) -> &'static facts::Layout {
    let mut all = facts::LAYOUTS.iter().copied().flatten();
    all.find(|layout| layout.name == name)
        .expect("a structure of the crate")
}

fn function(name: &str) -> &'static Function {
    let mut all = facts::FUNCTIONS.iter().copied().flatten();
    all.find(|function| function.name == name)
        .expect("a function of the crate")
}

/// What another source with the same opinion would say.
fn same(layout: &facts::Layout) -> OtherLayout {
    OtherLayout {
        size: layout.size,
        align: layout.align,
        fields: layout
            .fields
            .iter()
            .map(|field| (field.name().to_owned(), (field.offset, field.size)))
            .collect(),
    }
}

#[test]
fn constant() {
    let right = Constant {
        name: "FWP_ACTION_BLOCK",
        bits: 0x1001,
    };
    assert_eq!(compare::constant(&right, 0x1001), None);
    assert_eq!(
        only(compare::constant(&right, 0x1002)),
        "FWP_ACTION_BLOCK: 0x1001 in this crate, 0x1002 in the other source"
    );
}

#[test]
fn guid() {
    let right = Guid {
        name: "KEY",
        value: GUID::from_u128(0xc38d57d1_05a7_4c33_904f_7fbceee60e82),
    };
    let mut image = [
        0xd1, 0x57, 0x8d, 0xc3, 0xa7, 0x05, 0x33, 0x4c, 0x90, 0x4f, 0x7f, 0xbc, 0xee, 0xe6, 0x0e,
        0x82,
    ];
    assert_eq!(compare::guid(&right, image), None);
    image[15] = 0x83;
    assert_eq!(
        only(compare::guid(&right, image)),
        "KEY: d1578dc3a705334c904f7fbceee60e82 in this crate, d1578dc3a705334c904f7fbceee60e83 in the other source"
    );
}

#[test]
fn structure() {
    let action = layout("FWPM_ACTION0");
    assert_eq!(compare::layout(action, &same(action)), []);

    let mut other = same(action);
    other.size = 24;
    assert_eq!(
        only(compare::layout(action, &other)),
        "size of FWPM_ACTION0: 20 in this crate, 24 in the other source"
    );

    let mut other = same(action);
    other.align = 8;
    assert_eq!(
        only(compare::layout(action, &other)),
        "alignment of FWPM_ACTION0: 4 in this crate, 8 in the other source"
    );

    let mut other = same(action);
    other.fields.insert("calloutKey".to_owned(), (8, 16));
    assert_eq!(
        only(compare::layout(action, &other)),
        "offset of FWPM_ACTION0.calloutKey: 4 in this crate, 8 in the other source"
    );

    let mut other = same(action);
    other.fields.insert("type".to_owned(), (0, 2));
    assert_eq!(
        only(compare::layout(action, &other)),
        "size of FWPM_ACTION0.type: 4 in this crate, 2 in the other source"
    );

    let mut other = same(action);
    other.fields.remove("type");
    assert_eq!(
        only(compare::layout(action, &other)),
        "FWPM_ACTION0.type: present in this crate, absent in the other source"
    );

    let mut other = same(action);
    other.fields.insert("bitmapIndex".to_owned(), (4, 1));
    assert_eq!(
        only(compare::layout(action, &other)),
        "FWPM_ACTION0.bitmapIndex: absent in this crate, present in the other source"
    );
}

#[test]
fn prototype() {
    let unregister = function("FwpsCalloutUnregisterById0");
    let right = || OtherFunction {
        parameters: vec![("const UINT32".to_owned(), "calloutid".to_owned())],
        sizes: vec![4],
        return_type: "NTSTATUS".to_owned(),
        return_size: 4,
    };
    assert_eq!(compare::function(unregister, &right()), []);

    let mut other = right();
    other.parameters.clear();
    assert_eq!(
        only(compare::function(unregister, &other)),
        "parameter count of FwpsCalloutUnregisterById0: 1 in this crate, 0 in the other source"
    );

    let mut other = right();
    "UINT64".clone_into(&mut other.parameters[0].0);
    assert_eq!(
        only(compare::function(unregister, &other)),
        "type of parameter 0 of FwpsCalloutUnregisterById0: u32 in this crate, u64 in the other source"
    );

    let mut other = right();
    "key".clone_into(&mut other.parameters[0].1);
    assert_eq!(
        only(compare::function(unregister, &other)),
        "name of parameter 0 of FwpsCalloutUnregisterById0: calloutid in this crate, key in the other source"
    );

    let mut other = right();
    other.sizes = vec![8];
    assert_eq!(
        only(compare::function(unregister, &other)),
        "size of parameter 0 of FwpsCalloutUnregisterById0: 4 in this crate, 8 in the other source"
    );

    let mut other = right();
    "void".clone_into(&mut other.return_type);
    assert_eq!(
        only(compare::function(unregister, &other)),
        "return type of FwpsCalloutUnregisterById0: NTSTATUS in this crate, void in the other source"
    );

    let mut other = right();
    other.return_size = 8;
    assert_eq!(
        only(compare::function(unregister, &other)),
        "return size of FwpsCalloutUnregisterById0: 4 in this crate, 8 in the other source"
    );
}

#[test]
fn c_types() {
    assert_eq!(rust_type("const GUID*"), "*const GUID");
    assert_eq!(rust_type("void**"), "*mut *mut c_void");
    assert_eq!(rust_type("const wchar_t*"), "*const u16");
    assert_eq!(rust_type("HANDLE"), "HANDLE");
}

#[test]
#[should_panic(
    expected = "1 disagreements with a table:\nX: 1 in this crate, 2 in the other source"
)]
fn mismatches_fail_the_test() {
    require_none(
        "a table",
        &[compare::text("X", "1", "2").expect("different")],
    );
}

/// A whole table that agrees, and the same one with a wrong number, a missing line and a line that is not exact.
#[test]
fn table_of_constants() {
    let table = |wrong: &str, change: fn(&str) -> String| -> Vec<csv::Row> {
        let mut text = "name,value,variant,confidence\n".to_owned();
        for constant in facts::CONSTANTS.iter().copied().flatten() {
            let line = format!("{},{},all,exact\n", constant.name, constant.bits);
            if constant.name == wrong {
                text.push_str(&change(&line));
            } else if !tables::not_in_table(constant.name) {
                text.push_str(&line);
            }
        }
        csv::parse(&text)
    };
    assert_eq!(tables::compare_constants(&table("", ToOwned::to_owned)), []);
    let wrong = table("STATUS_PENDING", |line| line.replace(",259,", ",260,"));
    assert_eq!(
        only(tables::compare_constants(&wrong)),
        "STATUS_PENDING: 0x103 in this crate, 0x104 in the other source"
    );
    let expected = "STATUS_PENDING: present in this crate, absent in the other source";
    let missing = table("STATUS_PENDING", |_| String::new());
    assert_eq!(only(tables::compare_constants(&missing)), expected);
    let guessed = table("STATUS_PENDING", |line| line.replace("exact", "UNVERIFIED"));
    assert_eq!(only(tables::compare_constants(&guessed)), expected);
}

/// A function that the linked module does not export.
#[test]
fn table_of_imports() {
    let mut lines = vec!["dll,function,evidence".to_owned()];
    for function in facts::FUNCTIONS.iter().copied().flatten() {
        let dll = match function.name {
            "FwpsFlowAbort0" => "fwpuclnt.dll",
            _ => "fwpkclnt.sys",
        };
        lines.push(format!("{dll},{},", function.name));
    }
    assert_eq!(
        only(tables::compare_imports(&csv::parse(&lines.join("\n")))),
        "FwpsFlowAbort0: present in this crate, absent in the other source"
    );
}

/// A structure whose table row has another offset.
#[test]
fn table_of_structures() {
    let table = |sublayer_weight: usize| {
        let mut lines =
            vec!["struct,field,offset_bytes,size_bytes,align,type,confidence".to_owned()];
        for layout in facts::LAYOUTS.iter().copied().flatten() {
            let (name, size, align) = (layout.name, layout.size, layout.align);
            let confidence = tables::confidence(name);
            lines.push(format!("{name},<sizeof>,0,{size},{align},,{confidence}"));
            for field in layout.fields {
                let weight = name == "FWPM_SUBLAYER0" && field.name() == "weight";
                let offset = if weight {
                    sublayer_weight
                } else {
                    field.offset
                };
                let (field, size) = (field.name(), field.size);
                lines.push(format!("{name},{field},{offset},{size},,,{confidence}"));
            }
        }
        csv::parse(&lines.join("\n"))
    };
    assert_eq!(tables::compare_layouts(&table(64)), []);
    assert_eq!(
        only(tables::compare_layouts(&table(66))),
        "offset of FWPM_SUBLAYER0.weight: 64 in this crate, 66 in the other source"
    );
}

/// A table with a function that the crate lacks, and with one that may be missing.
#[test]
fn table_with_more() {
    let table = |name: &str, confidence: &str| {
        csv::parse(&format!("name,confidence\n{name},{confidence}\n"))
    };
    let known = table("FwpsFlowAbort0", "exact");
    assert_eq!(tables::left_out(&known, "name"), []);
    let new = table("FwpsFlowAbort1", "exact");
    assert_eq!(
        only(tables::left_out(&new, "name")),
        "FwpsFlowAbort1: absent in this crate, present in the other source"
    );
    let guessed = table("FwpsFlowAbort1", "UNVERIFIED");
    assert_eq!(tables::left_out(&guessed, "name"), []);
}
