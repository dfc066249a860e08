//! Each check reports its known-bad page, in these words and at this line, and passes the good one.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{compare, copy, fixtures, good_with, tests, tools_or_skip};
use check_book::{check, check_site, check_sources};

#[test]
fn good_sources() {
    let good = good_with(None);
    let report = check_sources(good.path()).expect("the book can be read");
    assert!(report.is_good(), "{report}");
    assert_eq!(
        report.to_string(),
        "2 pages, 2 listings, 11 links, 1 anchors: no findings"
    );
}

#[test]
fn bad_sources() {
    let mut failures = Vec::new();
    for fixture in fixtures("bad") {
        let folder = good_with(Some(&fixture));
        let report = check_sources(folder.path()).expect("the book can be read");
        compare(&fixture, &report, &mut failures);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Without the file each page of Microsoft that the book links is a finding.
#[test]
fn no_sources_at_all() {
    let good = good_with(None);
    fs::remove_file(good.path().join("book/sources.csv")).expect("the good book has it");
    let report = check_sources(good.path()).expect("the book can be read");
    assert_eq!(report.findings.len(), 1, "{report}");
    let finding = report.findings.first().expect("there is one").to_string();
    assert!(finding.starts_with("book/one.md:4: "), "{finding}");
    assert!(
        finding.contains("has no row in book/sources.csv"),
        "{finding}"
    );
}

#[test]
fn good_site() {
    let good = good_with(None);
    let report = check_site(good.path(), &tests().join("good-site")).expect("it can be read");
    assert!(report.is_good(), "{report}");
}

#[test]
fn bad_sites() {
    let good = good_with(None);
    let mut failures = Vec::new();
    for fixture in fixtures("bad-site") {
        let site = tempfile::tempdir().expect("a temporary folder");
        copy(&tests().join("good-site"), site.path());
        copy(&fixture, site.path());
        let report = check_site(good.path(), site.path()).expect("it can be read");
        compare(&fixture, &report, &mut failures);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Everything, with mdbook and mdbook-linkcheck.
#[test]
fn good_book() {
    let Some(options) = tools_or_skip("good_book") else {
        return;
    };
    let good = good_with(None);
    let report = check(good.path(), &options).expect("the book can be built");
    assert!(report.is_good(), "{report}");
}

#[test]
fn bad_books() {
    let Some(options) = tools_or_skip("bad_books") else {
        return;
    };
    let mut failures = Vec::new();
    for fixture in fixtures("bad-tools") {
        let folder = good_with(Some(&fixture));
        let report = check(folder.path(), &options).expect("the book can be built");
        compare(&fixture, &report, &mut failures);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The heading ids that the check expects are those that mdbook makes: a link to each heading of
/// the built page passes, so each is known.
#[test]
fn heading_ids_are_those_of_mdbook() {
    let Some(options) = tools_or_skip("heading_ids_are_those_of_mdbook") else {
        return;
    };
    let folder = good_with(None);
    let site = folder.path().join("site");
    let built = Command::new(&options.mdbook)
        .arg("build")
        .arg("--dest-dir")
        .arg(&site)
        .arg(folder.path())
        .output()
        .expect("mdbook runs");
    assert!(built.status.success());

    let mut links = String::from("\n\n");
    for page in ["one", "two"] {
        let html = fs::read_to_string(site.join(page).with_extension("html")).expect("a page");
        let (_, main) = html.split_once("<main>").expect("a page has a main part");
        let (main, _) = main.split_once("</main>").expect("which ends");
        let ids: Vec<&str> = main
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('"').map(|(id, _)| id))
            .collect();
        assert!(ids.len() >= 4, "{page} has only {ids:?}");
        for id in ids {
            writeln!(links, "[to {page} {id}]({page}.md#{id})").expect("a string takes it");
        }
    }
    let page = folder.path().join("book/two.md");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, text + &links).expect("the page can be written");
    let report = check_sources(folder.path()).expect("the book can be read");
    assert!(report.is_good(), "{report}");
}

#[test]
fn a_missing_program_is_named() {
    let good = good_with(None);
    let nowhere = Path::new("/nowhere/mdbook");
    let options = check_book::Options {
        mdbook: nowhere.into(),
        linkcheck: nowhere.into(),
    };
    let error = check(good.path(), &options).expect_err("there is no such program");
    assert_eq!(
        error.to_string(),
        "cannot start /nowhere/mdbook: No such file or directory (os error 2); \
         install it with `cargo xtask setup`"
    );
}
