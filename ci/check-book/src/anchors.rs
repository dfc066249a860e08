//! `ANCHOR` comments in the drivers: each begins once, ends once, in this order.

use std::collections::BTreeMap;
use std::fs;

use walkdir::WalkDir;

use crate::include::{ANCHOR, ANCHOR_END};
use crate::source::{Book, normalize};
use crate::{Error, Report};

const FOLDER: &str = "drivers";
/// Files that a page cuts by anchor. A patch holds anchors of other files as context.
const EXTENSIONS: [&str; 5] = ["rs", "toml", "inx", "h", "md"];

pub fn check(book: &Book, report: &mut Report) -> Result<(), Error> {
    let folder = book.root.join(FOLDER);
    let walk = WalkDir::new(&folder).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.file_name() != "target") {
        let Ok(entry) = entry else { continue };
        let known = entry
            .path()
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| EXTENSIONS.contains(&extension));
        if !known || !entry.file_type().is_file() {
            continue;
        }
        let text = fs::read_to_string(entry.path())
            .map_err(|why| Error::Read(entry.path().to_path_buf(), why))?;
        let file = entry
            .path()
            .strip_prefix(&book.root)
            .unwrap_or_else(|_| entry.path());
        let file = normalize(file);
        // Name → line where it began, and whether it has ended.
        let mut seen: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line_number = index + 1;
            if let Some(found) = ANCHOR_END.captures(line) {
                let name = found.name("name").map_or("", |name| name.as_str());
                match seen.get_mut(name) {
                    Some((_, ended @ false)) => *ended = true,
                    _ => report.add(
                        &file,
                        line_number,
                        format!("ANCHOR_END: {name} has no ANCHOR above it"),
                        "add the ANCHOR, or delete this line",
                    ),
                }
            } else if let Some(found) = ANCHOR.captures(line) {
                let name = found.name("name").map_or("", |name| name.as_str());
                report.anchors += 1;
                if seen.insert(name, (line_number, false)).is_some() {
                    report.add(
                        &file,
                        line_number,
                        format!("ANCHOR: {name} occurs twice"),
                        "rename one; mdbook shows only the first",
                    );
                }
            }
        }
        for (name, (line, ended)) in seen {
            if !ended {
                report.add(
                    &file,
                    line,
                    format!("ANCHOR: {name} never ends"),
                    format!("add `ANCHOR_END: {name}`; mdbook would show the rest of the file"),
                );
            }
        }
    }
    Ok(())
}
