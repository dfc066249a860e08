//! What mdbook-linkcheck reports, stand-alone (why: `linkcheck/book.toml`).

use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;

use crate::source::Book;
use crate::{Error, Report};

/// Its configuration, relative to the repository.
const CONFIG: &str = "ci/check-book/linkcheck";

pub fn check(book: &Book, program: &Path, report: &mut Report) -> Result<(), Error> {
    let output = Command::new(program)
        .args(["--standalone", "--no-cache", "--colour", "never"])
        .arg(book.root.join(CONFIG))
        .env("NO_COLOR", "1")
        .env_remove("RUST_LOG")
        .output()
        .map_err(|why| Error::Tool(program.to_path_buf(), why))?;
    let words = String::from_utf8_lossy(&output.stderr);

    // `warning` is for links whose definition it cannot see because it does not fill in includes;
    // the check of references in `markdown` does.
    let place = Regex::new(r"┌─ (?P<file>.+):(?P<line>\d+):\d+\s*$").expect("a constant");
    let mut error = None;
    let mut found = false;
    for line in words.lines() {
        if let Some(text) = line.strip_prefix("error: ") {
            error = Some(text);
        } else if line.starts_with("warning: ") {
            error = None;
        } else if let (Some(text), Some(place)) = (error, place.captures(line)) {
            let file = book.named(&PathBuf::from(&place["file"]));
            let number = place["line"].parse().unwrap_or(1);
            report.add(
                &file,
                number,
                format!("mdbook-linkcheck: {text}"),
                "correct the link",
            );
            (error, found) = (None, true);
        }
    }
    if !output.status.success() && !found {
        let last = words.lines().rfind(|line| !line.trim().is_empty());
        report.add(
            &Path::new(CONFIG).join("book.toml"),
            1,
            format!("mdbook-linkcheck failed: {}", last.unwrap_or("no words")),
            "run `mdbook-linkcheck --standalone ci/check-book/linkcheck` and read it",
        );
    }
    Ok(())
}
