//! Comma-separated text with a header line; cells may be quoted.

use std::collections::HashMap;

/// A line: column name → cell.
pub type Row = HashMap<String, String>;

/// Parses a table. Fails on a line with another number of cells than the header.
pub fn parse(text: &str) -> Vec<Row> {
    let mut lines = split(text).into_iter();
    let header = lines.next().unwrap_or_default();
    lines
        .map(|line| {
            assert_eq!(line.len(), header.len(), "cells of {line:?}");
            header.iter().cloned().zip(line).collect()
        })
        .collect()
}

/// The cell in `column`. Fails if the table has no such column.
pub fn cell<'row>(row: &'row Row, column: &str) -> &'row str {
    row.get(column)
        .unwrap_or_else(|| panic!("no column {column:?}"))
}

/// The cell in `column` as decimal number.
pub fn number(row: &Row, column: &str) -> usize {
    let text = cell(row, column);
    text.parse()
        .unwrap_or_else(|_| panic!("column {column:?} has {text:?}, not a number"))
}

fn split(text: &str) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            other => cell.push(other),
        }
    }
    if !cell.is_empty() || !line.is_empty() {
        line.push(cell);
        lines.push(line);
    }
    lines
}

#[test]
fn quotes_and_line_ends() {
    let rows = parse("name,note\r\na,\"x, \"\"y\"\"\nz\"\nb,");
    assert_eq!(rows.len(), 2);
    assert_eq!(cell(&rows[0], "note"), "x, \"y\"\nz");
    assert_eq!(cell(&rows[1], "name"), "b");
    assert_eq!(cell(&rows[1], "note"), "");
}
