//! Checks the book for what mdbook and mdbook-linkcheck pass over in silence.
//!
//! mdbook 0.5.4 exits 0 when an included file is missing and prints an empty listing, without one
//! word, when an anchor is. mdbook-linkcheck 0.7.7 sees neither that nor a `#fragment` that does
//! not exist. [`check`] runs both tools and adds what they miss:
//!
//! | module | looks at |
//! |---|---|
//! | `markdown` | the pages: listings, links, wording |
//! | `anchors` | `ANCHOR` comments in the drivers |
//! | `cited` | `sources.csv`: a row for each page of Microsoft that the book links |
//! | `site` | the built pages: accessibility, external assets |
//! | `linkcheck` | what mdbook-linkcheck reports, stand-alone |
//!
//! Each check has a page in `tests/bad` that it must report, and `tests/good` must pass them all.

mod anchors;
mod cited;
mod include;
mod linkcheck;
mod markdown;
mod site;
mod source;

use std::collections::BTreeSet;
use std::env;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use source::Book;

/// Which programs to run.
#[derive(Clone, Debug)]
pub struct Options {
    /// mdbook 0.5.
    pub mdbook: PathBuf,
    /// mdbook-linkcheck 0.7.7.
    pub linkcheck: PathBuf,
}

impl Default for Options {
    /// The programs that `MDBOOK` and `MDBOOK_LINKCHECK` name, else those on `PATH`.
    fn default() -> Self {
        let program = |variable: &str, name: &str| {
            env::var_os(variable).map_or_else(|| PathBuf::from(name), PathBuf::from)
        };
        Self {
            mdbook: program("MDBOOK", "mdbook"),
            linkcheck: program("MDBOOK_LINKCHECK", "mdbook-linkcheck"),
        }
    }
}

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Relative to the root of the repository.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
    /// What is wrong, with the thing's name.
    pub what: String,
    /// What to do about it.
    pub fix: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.display();
        write!(f, "{file}:{}: {}: {}", self.line, self.what, self.fix)
    }
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In order of file and line, each once.
    pub findings: BTreeSet<Finding>,
    /// Pages that `SUMMARY.md` names.
    pub pages: usize,
    /// Code blocks that are cut from the repository's files.
    pub listings: usize,
    /// Links in the pages.
    pub links: usize,
    /// Anchors in the drivers.
    pub anchors: usize,
}

impl Report {
    /// No findings.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.findings.is_empty()
    }

    fn add(&mut self, file: &Path, line: usize, what: impl Into<String>, fix: impl Into<String>) {
        self.findings.insert(Finding {
            file: file.to_path_buf(),
            line,
            what: what.into(),
            fix: fix.into(),
        });
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        write!(
            f,
            "{} pages, {} listings, {} links, {} anchors: {}",
            self.pages,
            self.listings,
            self.links,
            self.anchors,
            match self.findings.len() {
                0 => "no findings".to_owned(),
                1 => "1 finding".to_owned(),
                many => format!("{many} findings"),
            }
        )
    }
}

/// Why the book could not be checked at all.
#[derive(Debug)]
pub enum Error {
    /// A file of the book cannot be read.
    Read(PathBuf, io::Error),
    /// `book.toml` is not what it should be.
    Config(PathBuf, String),
    /// A program cannot be started.
    Tool(PathBuf, io::Error),
    /// mdbook could not build the book; its own words.
    Build(String),
    /// No temporary folder.
    Temporary(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(file, why) => write!(f, "cannot read {}: {why}", file.display()),
            Self::Config(file, why) => write!(f, "{} cannot be used: {why}", file.display()),
            Self::Tool(program, why) => write!(
                f,
                "cannot start {}: {why}; install it with `cargo xtask setup`",
                program.display()
            ),
            Self::Build(words) => write!(f, "mdbook could not build the book:\n{words}"),
            Self::Temporary(why) => write!(f, "cannot make a temporary folder: {why}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(_, why) | Self::Tool(_, why) | Self::Temporary(why) => Some(why),
            Self::Config(..) | Self::Build(_) => None,
        }
    }
}

/// Every check on the book of the repository at `root`.
///
/// # Errors
///
/// When the book cannot be read or built, or a program is missing. What is wrong *in* the book is
/// a finding, not an error.
pub fn check(root: &Path, options: &Options) -> Result<Report, Error> {
    let book = Book::read(root)?;
    let mut report = Report::default();
    sources(&book, &mut report)?;
    linkcheck::check(&book, &options.linkcheck, &mut report)?;

    let built = tempfile::tempdir().map_err(Error::Temporary)?;
    build(&book, &options.mdbook, built.path(), &mut report)?;
    site::check(&book, built.path(), &mut report)?;
    Ok(report)
}

/// The checks that need no other program: pages, links into the repository, anchors.
///
/// # Errors
///
/// When the book cannot be read.
pub fn check_sources(root: &Path) -> Result<Report, Error> {
    let book = Book::read(root)?;
    let mut report = Report::default();
    sources(&book, &mut report)?;
    Ok(report)
}

/// The checks on a site that is built already, the pages being those of the book at `root`.
///
/// # Errors
///
/// When the book or the site cannot be read.
pub fn check_site(root: &Path, site: &Path) -> Result<Report, Error> {
    let book = Book::read(root)?;
    let mut report = Report::default();
    site::check(&book, site, &mut report)?;
    Ok(report)
}

fn sources(book: &Book, report: &mut Report) -> Result<(), Error> {
    report.pages = book.pages.len();
    source::check(book, report)?;
    anchors::check(book, report)?;
    let linked = markdown::check(book, report);
    cited::check(book, &linked, report)
}

/// Builds the site. mdbook logs what it does not like and exits 0; its log becomes findings.
fn build(book: &Book, mdbook: &Path, site: &Path, report: &mut Report) -> Result<(), Error> {
    let output = Command::new(mdbook)
        .arg("build")
        .arg("--dest-dir")
        .arg(site)
        .arg(&book.root)
        .env("NO_COLOR", "1")
        .env_remove("RUST_LOG")
        .output()
        .map_err(|why| Error::Tool(mdbook.to_path_buf(), why))?;
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(Error::Build(log.into_owned()));
    }
    for line in log.lines() {
        let line = line.trim();
        let complaint = line
            .strip_prefix("ERROR ")
            .or_else(|| line.strip_prefix("WARN "));
        // A missing include has its own check, with file and line.
        match complaint {
            Some(words)
                if !words.starts_with("Error updating") && !words.starts_with("Caused By") =>
            {
                report.add(
                    Path::new("book.toml"),
                    1,
                    format!("mdbook reports: {words}"),
                    "run `mdbook build` and fix what it reports",
                );
            }
            _ => {}
        }
    }
    Ok(())
}
