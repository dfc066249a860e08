//! The fields of each layer: which index, which condition, which type.

use std::collections::BTreeSet;

use wfp_sys::facts;

use crate::compare::Mismatch;
use crate::csv::{self, Row, cell};
use crate::tables::with_table;

/// A field in words: number of the layer, index, condition, number of the type.
type Field = (usize, usize, &'static str, u64);

fn here() -> BTreeSet<Field> {
    let condition = |key| {
        let mut guids = facts::GUIDS.iter().copied().flatten();
        let found = guids.find(|guid| guid.value == key && guid.name.contains("_CONDITION_"));
        found.map_or("no condition", |guid| guid.name)
    };
    let mut fields = BTreeSet::new();
    for layer in facts::LAYERS.iter().copied().flatten() {
        for (id, _) in layer.names {
            for field in layer.fields {
                let data_type = u64::from(field.data_type.cast_unsigned());
                let index = field.index as usize;
                fields.insert((
                    usize::from(*id),
                    index,
                    condition(*field.condition),
                    data_type,
                ));
            }
        }
    }
    fields
}

/// Every field that all machines have, in both directions.
fn compare(rows: &[Row]) -> Vec<Mismatch> {
    let named = |name: &str| {
        facts::CONSTANTS
            .iter()
            .copied()
            .flatten()
            .find(|one| one.name == name)
    };
    let here = here();
    let mut left: BTreeSet<Field> = here.clone();
    let mut found = Vec::new();
    for row in rows {
        // `newer` in the macro; and two layers that have no names.
        let unnamed = cell(row, "management_layer_key").starts_with('{');
        if cell(row, "seen_in").starts_with("newer") || unnamed {
            continue;
        }
        let there = (
            csv::number(row, "layer_id"),
            csv::number(row, "field_index"),
            cell(row, "fwpm_condition"),
            named(cell(row, "data_type")).map_or(u64::MAX, |one| one.bits),
        );
        match here.iter().find(|field| **field == there) {
            Some(field) => drop(left.remove(field)),
            None => found.push(mismatch(&format!("{there:?}"), "absent", "present")),
        }
    }
    let only_here = left.iter();
    found.extend(only_here.map(|field| mismatch(&format!("{field:?}"), "present", "absent")));
    found
}

fn mismatch(item: &str, here: &str, there: &str) -> Mismatch {
    Mismatch {
        item: item.to_owned(),
        here: here.to_owned(),
        there: there.to_owned(),
    }
}

#[test]
fn fields_are_those_of_running_systems() {
    let done = format!("compared {} fields of layers", here().len());
    with_table("layer_fields.csv", &done, compare);
}

/// A table that agrees, and the same one with a wrong type and with a line too many.
#[test]
fn a_wrong_field_is_found() {
    let header = "layer_id,management_layer_key,field_index,fwpm_condition,data_type,seen_in\n";
    let from_empty = facts::CONSTANTS.iter().copied().flatten();
    let types: Vec<_> = from_empty
        .skip_while(|one| one.name != "FWP_EMPTY")
        .collect();
    let line = |(layer, index, condition, data_type): Field| {
        let named = types.iter().find(|one| one.bits == data_type);
        let name = named.map_or("", |one| one.name);
        format!("{layer},KEY,{index},{condition},{name},all dumps\n")
    };
    let lines: Vec<String> = here().into_iter().map(line).collect();
    let text = header.to_owned() + &lines.concat();
    assert_eq!(compare(&csv::parse(&text)), []);
    let connect_port = "48,KEY,7,FWPM_CONDITION_IP_REMOTE_PORT,FWP_UINT16,";
    let wrong = text.replace(connect_port, &connect_port.replace("UINT16", "UINT32"));
    assert_eq!(compare(&csv::parse(&wrong)).len(), 2);
    let more = text + "48,KEY,99,FWPM_CONDITION_FLAGS,FWP_UINT32,all dumps\n";
    assert_eq!(compare(&csv::parse(&more)).len(), 1);
}

/// What the model of the engine counts on, without a table: an index is a place in the list.
#[test]
fn indices_count_up_and_keys_are_all_there() {
    let mut keys = BTreeSet::new();
    for layer in facts::LAYERS.iter().copied().flatten() {
        let indices: Vec<usize> = layer
            .fields
            .iter()
            .map(|field| field.index as usize)
            .collect();
        assert_eq!(indices, (0..indices.len()).collect::<Vec<_>>());
        for (_, key) in layer.names {
            let guids = facts::GUIDS.iter().copied().flatten();
            keys.extend(
                guids
                    .filter(|guid| guid.value == **key)
                    .map(|guid| guid.name),
            );
        }
    }
    let all = facts::GUIDS.iter().copied().flatten().map(|guid| guid.name);
    let all: BTreeSet<&str> = all.filter(|name| name.starts_with("FWPM_LAYER_")).collect();
    assert_eq!(keys, all);
}
