//! What wfp-sys really links: the import table of an image that uses every function of it.

use std::{collections::BTreeSet, fs, path::Path};

use object::{Object as _, read::pe::PeFile64};
use wfp_sys::facts;

use crate::{
    failure::{Failure, Result},
    images,
};

/// The module that all functions of wfp-sys come from.
const MODULE: &str = "fwpkclnt.sys";

type Names = BTreeSet<String>;

/// Builds the image and the lab's `fwpkclnt.sys`, and compares both with the list in wfp-sys.
///
/// # Errors
///
/// When the import table is not the list, or the lab lacks an export.
pub fn check() -> Result<()> {
    let images = images::build_lab_images(&["every-import", "fwpkclnt"])?;
    let [image, module] = images.as_slice() else {
        return Err(Failure::check(
            "the lab has other images than those asked for.",
        ));
    };

    let listed = listed();
    let found = disagreements(&listed, &imported(image)?, &exported(module)?);
    if found.is_empty() {
        println!("        {} functions imported from {MODULE}", listed.len());
        return Ok(());
    }
    Err(Failure::check(format!(
        "wfp-sys and its images disagree:\n{}",
        found.join("\n")
    )))
}

/// What wfp-sys says it has.
fn listed() -> Names {
    let functions = facts::FUNCTIONS.iter().copied().flatten();
    functions
        .map(|function| format!("{MODULE}!{}", function.name))
        .collect()
}

fn imported(image: &Path) -> Result<Names> {
    let bytes = read(image)?;
    let file = PeFile64::parse(&*bytes).map_err(|error| unreadable(image, &error))?;
    let imports = file.imports().map_err(|error| unreadable(image, &error))?;
    Ok(imports
        .iter()
        .map(|import| format!("{}!{}", text(import.library()), text(import.name())))
        .collect())
}

fn exported(image: &Path) -> Result<Names> {
    let bytes = read(image)?;
    let file = PeFile64::parse(&*bytes).map_err(|error| unreadable(image, &error))?;
    let exports = file.exports().map_err(|error| unreadable(image, &error))?;
    Ok(exports
        .iter()
        .map(|export| format!("{MODULE}!{}", text(export.name())))
        .collect())
}

fn read(image: &Path) -> Result<Vec<u8>> {
    fs::read(image)
        .map_err(|error| Failure::usage(format!("cannot read {}: {error}.", image.display())))
}

fn unreadable(image: &Path, error: &object::Error) -> Failure {
    Failure::check(format!("cannot read {}: {error}.", image.display()))
}

fn text(name: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(name)
}

/// The import table has to be the list exactly; the exports may be more.
fn disagreements(listed: &Names, imported: &Names, exported: &Names) -> Vec<String> {
    let not_imported = listed.difference(imported).map(|name| {
        format!("{name} is in wfp-sys, but not in the import table of the image that uses it")
    });
    let not_listed = imported
        .difference(listed)
        .map(|name| format!("{name} is imported, but is no function of wfp-sys"));
    let not_exported = listed
        .difference(exported)
        .map(|name| format!("{name} is not exported by the lab; add it to without_behaviour.rs"));
    not_imported.chain(not_listed).chain(not_exported).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Names {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn equal_tables_agree() {
        let three = names(&["m!A", "m!B", "m!C"]);
        assert_eq!(disagreements(&three, &three, &three), [""; 0]);
        // A module may export more than the list has.
        assert_eq!(
            disagreements(&names(&["m!A"]), &names(&["m!A"]), &three),
            [""; 0]
        );
    }

    #[test]
    fn a_list_with_one_more_fails() {
        let (two, three) = (names(&["m!A", "m!B"]), names(&["m!A", "m!B", "m!C"]));
        assert_eq!(
            disagreements(&three, &two, &three),
            ["m!C is in wfp-sys, but not in the import table of the image that uses it"]
        );
    }

    #[test]
    fn a_list_with_one_fewer_fails() {
        let (two, three) = (names(&["m!A", "m!B"]), names(&["m!A", "m!B", "m!C"]));
        assert_eq!(
            disagreements(&two, &three, &three),
            ["m!C is imported, but is no function of wfp-sys"]
        );
    }

    #[test]
    fn another_module_fails() {
        let found = disagreements(&names(&["m!A"]), &names(&["n!A"]), &names(&["m!A"]));
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn a_missing_export_fails() {
        let two = names(&["m!A", "m!B"]);
        assert_eq!(
            disagreements(&two, &two, &names(&["m!A"])),
            ["m!B is not exported by the lab; add it to without_behaviour.rs"]
        );
    }

    /// A list that is empty would agree with an image that imports nothing.
    #[test]
    fn the_list_is_long() {
        assert!(listed().len() > 200, "{}", listed().len());
    }
}
