//! The built book in a real browser.
//!
//! | module | what it does |
//! |---|---|
//! | [`check`](mod@check) | looks at every page in Chromium: axe, keyboard, paper, a narrow screen, no script |
//! | [`server`] | serves a folder on the loopback interface, under a path as GitHub Pages does |
//! | [`browser`] | one tab of Chromium, driven by the crate `headless_chrome` |
//!
//! A check is a script in `checks/` that returns what is wrong with the page. Each has a page in
//! `tests/bad` that it must report, or the whole run fails.

pub mod browser;
pub mod check;
pub mod server;

use std::fmt;

/// Why the site could not be looked at; text for a person.
#[derive(Debug)]
pub struct Error(pub String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// The result of everything here.
pub type Result<T> = std::result::Result<T, Error>;

/// Names the file in an error of reading or writing it.
fn at(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.display().to_string();
    move |error| Error(format!("{path}: {error}"))
}
