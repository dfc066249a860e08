//! The book's files: configuration, summary, pages with their includes filled in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag};
use regex::Regex;
use serde::Deserialize;
use walkdir::WalkDir;

use crate::include::{self, Include};
use crate::{Error, Report};

#[derive(Deserialize)]
struct Config {
    book: BookTable,
    output: Option<Output>,
}

#[derive(Deserialize)]
struct BookTable {
    src: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Output {
    html: Option<Html>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Html {
    git_repository_url: Option<String>,
    edit_url_template: Option<String>,
    theme: Option<PathBuf>,
}

/// The book of one repository.
pub struct Book {
    /// The repository.
    pub root: PathBuf,
    /// The pages' folder, relative to `root`.
    pub src: PathBuf,
    /// The theme's folder, relative to `root`.
    pub theme: PathBuf,
    /// Where the repository is on the web.
    pub repository: Option<String>,
    edit_url: Option<String>,
    /// The pages of the summary, in its order, relative to `src`.
    pub pages: Vec<Page>,
    /// Lines of the summary, by the page they name, where that page is missing.
    missing: BTreeMap<PathBuf, usize>,
}

/// A page with its includes filled in.
pub struct Page {
    /// Relative to `src`.
    pub path: PathBuf,
    /// The text that mdbook renders.
    pub text: String,
    /// For each line of `text`: the file it comes from, relative to the repository, and its line there.
    pub origin: Vec<(PathBuf, usize)>,
    /// The includes, in order.
    pub includes: Vec<Include>,
}

impl Page {
    /// Where the byte at `offset` of the text was written.
    pub fn place(&self, offset: usize) -> (&Path, usize) {
        let (file, line) = &self.origin[self.line(offset)];
        (file, *line)
    }

    /// The line of the text, from 0, that holds the byte at `offset`.
    pub fn line(&self, offset: usize) -> usize {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        let line = before.split(|byte| *byte == b'\n').count() - 1;
        line.min(self.origin.len().saturating_sub(1))
    }
}

/// What mdbook gives to the same parser.
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// `a/./b/../c` → `a/c`; a `..` that leads out of the start stays.
pub fn normalize(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(clean.components().next_back(), Some(Component::Normal(_))) =>
            {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

pub fn read(file: &Path) -> Result<String, Error> {
    fs::read_to_string(file).map_err(|why| Error::Read(file.to_path_buf(), why))
}

impl Book {
    pub fn read(root: &Path) -> Result<Self, Error> {
        let file = root.join("book.toml");
        let config: Config =
            toml::from_str(&read(&file)?).map_err(|why| Error::Config(file, why.to_string()))?;
        let html = config.output.and_then(|output| output.html);
        let (repository, edit_url, theme) = html.map_or((None, None, None), |html| {
            (html.git_repository_url, html.edit_url_template, html.theme)
        });
        let mut book = Self {
            root: root.to_path_buf(),
            src: config.book.src.unwrap_or_else(|| "src".into()),
            theme: theme.unwrap_or_else(|| "theme".into()),
            repository: repository.map(|url| url.trim_end_matches('/').to_owned()),
            edit_url,
            pages: Vec::new(),
            missing: BTreeMap::new(),
        };
        let summary = read(&root.join(&book.src).join("SUMMARY.md"))?;
        for (event, range) in Parser::new(&summary).into_offset_iter() {
            let Event::Start(Tag::Link { dest_url, .. }) = event else {
                continue;
            };
            let path = normalize(Path::new(&*dest_url));
            if root.join(&book.src).join(&path).is_file() {
                let page = include::page(&book, path)?;
                book.pages.push(page);
            } else if !dest_url.is_empty() {
                let line = summary[..range.start].matches('\n').count() + 1;
                book.missing.insert(path, line);
            }
        }
        Ok(book)
    }

    /// The page that this path of the site, relative to `src`, shows: `x.md` and `x.html` are one.
    pub fn page(&self, path: &Path) -> Option<&Page> {
        let path = path.with_extension("md");
        self.pages.iter().find(|page| page.path == path)
    }

    /// A path of the book's folder, relative to the repository.
    pub fn named(&self, path: &Path) -> PathBuf {
        normalize(&self.src.join(path))
    }
}

/// Checks on the files themselves.
pub fn check(book: &Book, report: &mut Report) -> Result<(), Error> {
    for (path, line) in &book.missing {
        report.add(
            &book.named(Path::new("SUMMARY.md")),
            *line,
            format!("there is no page {}", path.display()),
            "write the page, or remove it from the summary",
        );
    }
    orphans(book, report)?;
    repository_url(book, report)?;
    definitions(book, report)?;
    theme(book, report)
}

/// A name in `links.md` that has two addresses: Markdown silently takes the first.
fn definitions(book: &Book, report: &mut Report) -> Result<(), Error> {
    let links = Path::new("links.md");
    let file = book.root.join(&book.src).join(links);
    if !file.is_file() {
        return Ok(());
    }
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for (index, line) in read(&file)?.lines().enumerate() {
        let definition = line
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]:"));
        let Some((name, url)) = definition else {
            continue;
        };
        let url = url.trim().to_owned();
        let earlier = first
            .entry(name.to_lowercase())
            .or_insert_with(|| url.clone());
        if *earlier != url {
            report.add(
                &book.named(links),
                index + 1,
                format!("[{name}] is {earlier} above"),
                "give one of the two another name",
            );
        }
    }
    Ok(())
}

/// Markdown files that no reader can reach, placeholders, captures without their first line.
fn orphans(book: &Book, report: &mut Report) -> Result<(), Error> {
    let included: BTreeSet<&Path> = book
        .pages
        .iter()
        .flat_map(|page| &page.includes)
        .map(|include| include.target.as_path())
        .collect();
    let capture =
        Regex::new(r"^Wine \d+(\.\d+)* \+ lab, not Windows\. One run, on \d+ processors\.\s*$")
            .expect("a constant");
    for entry in WalkDir::new(book.root.join(&book.src)).sort_by_file_name() {
        let Ok(entry) = entry else { continue };
        let Ok(inside) = entry.path().strip_prefix(&book.root) else {
            continue;
        };
        let file = normalize(inside);
        if !entry.file_type().is_file() {
            continue;
        }
        let extension = file.extension().and_then(|extension| extension.to_str());
        let in_book = file.strip_prefix(&book.src).unwrap_or(&file);
        if extension == Some("md")
            && in_book != Path::new("SUMMARY.md")
            && book.page(in_book).is_none()
            && !included.contains(file.as_path())
        {
            report.add(
                &file,
                1,
                "no reader can reach this page",
                "list it in SUMMARY.md, include it in a page, or delete it",
            );
        }
        if !matches!(extension, Some("md" | "txt" | "svg")) {
            continue;
        }
        let text = read(entry.path())?;
        for (index, line) in text.lines().enumerate() {
            if line.contains("PLACEHOLDER") {
                report.add(
                    &file,
                    index + 1,
                    "the file is still a placeholder",
                    "run the command that makes it",
                );
            }
        }
        if in_book.starts_with("captured")
            && !reports(&text, extension)
                .into_iter()
                .all(|first| first.is_some_and(|line| capture.is_match(line)))
        {
            report.add(
                &file,
                1,
                "a captured report does not say where it ran, and that it is one run",
                "make it with `cargo xtask capture`: `Wine x.y + lab, not Windows. One run, on n processors.`",
            );
        }
    }
    Ok(())
}

/// The first lines of the reports in a captured file: of each text block in Markdown that does not
/// include another file, of the whole in any other file.
fn reports<'a>(text: &'a str, extension: Option<&str>) -> Vec<Option<&'a str>> {
    if extension != Some("md") {
        return vec![text.lines().next()];
    }
    let lines = text.lines().zip(text.lines().skip(1).map(Some));
    lines
        .filter(|(line, _)| *line == "```text")
        .map(|(_, first)| first)
        .filter(|first| !first.is_some_and(|line| line.starts_with("{{#include ")))
        .collect()
}

/// The repository's address stands in two lines of `book.toml` and in `links.md`: are they one?
fn repository_url(book: &Book, report: &mut Report) -> Result<(), Error> {
    let Some(base) = &book.repository else {
        return Ok(());
    };
    if let Some(edit) = &book.edit_url
        && !edit.starts_with(&format!("{base}/"))
    {
        report.add(
            Path::new("book.toml"),
            line_of(&read(&book.root.join("book.toml"))?, "edit-url-template"),
            format!("edit-url-template is not below {base}"),
            "use the address of git-repository-url in both",
        );
    }
    let links = Path::new("links.md");
    let file = book.root.join(&book.src).join(links);
    if file.is_file() {
        let text = read(&file)?;
        let line = text
            .lines()
            .position(|line| line.starts_with("[repository]:"));
        let same = line
            .and_then(|index| text.lines().nth(index))
            .is_some_and(|line| line.trim_start_matches("[repository]:").trim() == base);
        if !same {
            report.add(
                &book.named(links),
                line.map_or(1, |index| index + 1),
                format!("[repository] is not {base}"),
                "use the address of git-repository-url in book.toml",
            );
        }
    }
    Ok(())
}

/// The theme requests nothing from another host.
fn theme(book: &Book, report: &mut Report) -> Result<(), Error> {
    let address = Regex::new(r"(?:https?:)?//[A-Za-z0-9-]+\.[A-Za-z]").expect("a constant");
    for entry in WalkDir::new(book.root.join(&book.theme)).sort_by_file_name() {
        let Ok(entry) = entry else { continue };
        let text = matches!(
            entry
                .path()
                .extension()
                .and_then(|extension| extension.to_str()),
            Some("css" | "js" | "hbs")
        );
        if !text || !entry.file_type().is_file() {
            continue;
        }
        let file = entry
            .path()
            .strip_prefix(&book.root)
            .unwrap_or_else(|_| entry.path());
        for (index, line) in read(entry.path())?.lines().enumerate() {
            if let Some(found) = address.find(line)
                && !line.contains("www.w3.org")
            {
                report.add(
                    &normalize(file),
                    index + 1,
                    format!("the theme names another host, `{}…`", found.as_str()),
                    "keep the asset in book/theme",
                );
            }
        }
    }
    Ok(())
}

/// The first line, from 1, that holds `needle`; 1 if none does.
pub fn line_of(text: &str, needle: &str) -> usize {
    text.lines()
        .position(|line| line.contains(needle))
        .map_or(1, |index| index + 1)
}
