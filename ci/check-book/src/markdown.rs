//! The pages as Markdown: listings, links, wording.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};
use regex::Regex;
use scraper::{Html, Selector};

use crate::Report;
use crate::cited::Linked;
use crate::include::Outcome;
use crate::source::{Book, Page, markdown_options, normalize};

/// Folder of the patches that are wrong on purpose.
const MISTAKES: &str = "drivers/mistakes";

static WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i:\b(simply|robust(ly)?|production-ready)\b)|—").expect("a constant")
});

/// Every external address that a page links, besides the findings.
pub fn check(book: &Book, report: &mut Report) -> Linked {
    let mut linked = Linked::new();
    let ids: BTreeMap<&Path, BTreeSet<String>> = book
        .pages
        .iter()
        .map(|page| (page.path.as_path(), ids(&page.text)))
        .collect();
    for page in &book.pages {
        includes(page, report);
        Walk {
            book,
            page,
            ids: &ids,
            report,
            linked: &mut linked,
            html: String::new(),
            listing: None,
            row: Row::default(),
            in_code: false,
        }
        .run();
    }
    linked
}

fn includes(page: &Page, report: &mut Report) {
    for include in &page.includes {
        let (file, line) = &include.place;
        let target = include.target.display();
        let (what, fix) = match &include.outcome {
            Outcome::Good => continue,
            Outcome::NoFile => (
                format!("{target} cannot be read"),
                "correct the include; mdbook would print the directive".to_owned(),
            ),
            Outcome::NoAnchor(name) => (
                format!("{target} has no anchor {name}"),
                format!("put `ANCHOR: {name}` into it; mdbook would print an empty listing"),
            ),
            Outcome::Empty(name) => (
                format!("anchor {name} of {target} contains no line"),
                "move its comments around the code that the page shows".to_owned(),
            ),
            Outcome::Lines(range) => (
                format!("{target} is included by line numbers, {range}"),
                "use an anchor; lines move".to_owned(),
            ),
        };
        report.add(file, *line, what, fix);
    }
}

/// Heading ids as mdbook 0.5.4 makes them, and the ids in raw HTML.
pub fn ids(text: &str) -> BTreeSet<String> {
    let every = Selector::parse("[id]").expect("a constant");
    let mut all = BTreeSet::new();
    let mut made = HashSet::new();
    let mut heading: Option<(Option<String>, String)> = None;
    let mut html = String::new();
    for event in Parser::new_ext(text, markdown_options()) {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                heading = Some((id.map(|id| id.to_string()), String::new()));
            }
            Event::Start(Tag::DefinitionListTitle) => heading = Some((None, String::new())),
            Event::Text(piece) | Event::Code(piece) => {
                if let Some((_, words)) = &mut heading {
                    words.push_str(&piece);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, words)) = &mut heading {
                    words.push('\n');
                }
            }
            Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => {
                if let Some((id, words)) = heading.take() {
                    all.insert(id.unwrap_or_else(|| unique(&id_of(&words), &mut made)));
                }
            }
            Event::Html(piece) | Event::InlineHtml(piece) => html.push_str(&piece),
            _ => {}
        }
    }
    let html = Html::parse_fragment(&html);
    all.extend(
        html.select(&every)
            .filter_map(|element| element.attr("id"))
            .map(ToOwned::to_owned),
    );
    all
}

/// `id_from_content` of mdbook-html 0.5.4.
fn id_of(heading: &str) -> String {
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            '_' | '-' => Some(letter),
            _ if letter.is_alphanumeric() => Some(letter),
            _ if letter.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect()
}

/// `unique_id` of mdbook-html 0.5.4.
fn unique(id: &str, made: &mut HashSet<String>) -> String {
    let mut candidate = id.to_owned();
    let mut counter = 0;
    while !made.insert(candidate.clone()) {
        counter += 1;
        candidate = format!("{id}-{counter}");
    }
    candidate
}

/// A listing that still wants its link row.
struct Listing {
    place: (PathBuf, usize),
    targets: Vec<PathBuf>,
}

/// What a paragraph offers as a link row.
#[derive(Default)]
struct Row {
    repository_paths: Vec<PathBuf>,
    command: bool,
}

struct Walk<'a> {
    book: &'a Book,
    page: &'a Page,
    ids: &'a BTreeMap<&'a Path, BTreeSet<String>>,
    report: &'a mut Report,
    linked: &'a mut Linked,
    /// The last block of raw HTML.
    html: String,
    listing: Option<Listing>,
    row: Row,
    in_code: bool,
}

impl Walk<'_> {
    fn run(mut self) {
        let page = self.page;
        let unknown: RefCell<Vec<(String, Range<usize>)>> = RefCell::default();
        let remember = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
            let name = link.reference.to_string();
            unknown.borrow_mut().push((name, link.span));
            None
        };
        let parser =
            Parser::new_with_broken_link_callback(&page.text, markdown_options(), Some(remember));
        let definitions: Vec<(usize, String)> = parser
            .reference_definitions()
            .iter()
            .map(|(_, definition)| (definition.span.start, definition.dest.to_string()))
            .collect();
        for (event, range) in parser.into_offset_iter() {
            self.event(&event, &range);
        }
        self.close_listing();

        for (offset, url) in definitions {
            self.url(offset, &url, Written::Definition);
        }
        for (name, span) in unknown.into_inner() {
            self.add(
                span.start,
                format!("[{name}] has no definition"),
                "define it in links.md",
            );
        }
    }

    fn add(&mut self, offset: usize, what: impl Into<String>, fix: impl Into<String>) {
        let (file, line) = self.page.place(offset);
        self.report.add(file, line, what, fix);
    }

    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Heading { .. }) => self.close_listing(),
            Event::Start(Tag::Paragraph) => self.row = Row::default(),
            Event::End(TagEnd::Paragraph) => self.end_row(),
            Event::Start(Tag::CodeBlock(kind)) => {
                self.close_listing();
                self.in_code = true;
                self.code_block(kind, range);
            }
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Start(Tag::HtmlBlock) => self.html.clear(),
            Event::Html(piece) => self.html.push_str(piece),
            Event::End(TagEnd::HtmlBlock) => {
                let html = self.html.clone();
                self.raw_links(&html, range);
            }
            Event::InlineHtml(piece) => self.raw_links(piece, range),
            Event::Code(code) => self.row.command |= code.starts_with("cargo "),
            Event::Text(text) if !self.in_code => self.words(text, range),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                self.report.links += 1;
                self.external(range.start, dest_url);
                if let Some((_, path, _)) = self.repository_path(dest_url) {
                    self.row.repository_paths.push(path.to_path_buf());
                }
                // A reference is checked where it is defined.
                if matches!(link_type, LinkType::Inline | LinkType::Autolink) {
                    self.url(range.start, dest_url, Written::Inline);
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str, range: &Range<usize>) {
        for found in WORD.find_iter(text) {
            let fix = if found.as_str() == "—" {
                "use a full stop, a colon or brackets"
            } else {
                "state the fact, or leave the word out"
            };
            self.add(
                range.start,
                format!("the text contains `{}`", found.as_str()),
                fix,
            );
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        let (first, last) = (self.page.line(range.start), self.page.line(range.end));
        let includes = || {
            self.page
                .includes
                .iter()
                .filter(|include| *include.lines.start() >= first && *include.lines.end() <= last)
        };
        let targets: Vec<PathBuf> = includes()
            .map(|include| self.patch_of(&include.target))
            .filter(|target| !target.starts_with(&self.book.src))
            .collect();
        let raw = includes().find(|include| include.target.starts_with(MISTAKES));
        if let Some(raw) = raw {
            self.add(
                range.start,
                format!("the listing shows {} with its header", raw.target.display()),
                "include its diff from captured/mistakes, which `cargo xtask capture` makes",
            );
        }
        if targets.is_empty() {
            let rust = matches!(kind, CodeBlockKind::Fenced(info) if info.starts_with("rust"));
            if rust && includes().next().is_none() {
                self.add(
                    range.start,
                    "driver code is typed into the page",
                    "include it by anchor from the driver that holds it",
                );
            }
            return;
        }
        self.report.listings += 1;
        let wrong = Selector::parse(".wrong").expect("a constant");
        let marked = Html::parse_fragment(&self.html)
            .select(&wrong)
            .next()
            .is_some();
        if !marked && targets.iter().any(|target| target.starts_with(MISTAKES)) {
            self.add(
                range.start,
                "a listing that is wrong on purpose is not marked",
                "wrap it in <figure class=\"listing wrong\">",
            );
        }
        let (file, line) = self.page.place(range.start);
        self.listing = Some(Listing {
            place: (file.to_path_buf(), line),
            targets,
        });
    }

    /// The patch whose diff a captured file is; any other file is its own source.
    fn patch_of(&self, target: &Path) -> PathBuf {
        match (target.extension(), target.file_stem()) {
            (Some(extension), Some(name))
                if extension == "diff" && target.starts_with(&self.book.src) =>
            {
                Path::new(MISTAKES).join(name).with_extension("patch")
            }
            _ => target.to_path_buf(),
        }
    }

    /// A paragraph ends: is it the row that the listing above wants?
    fn end_row(&mut self) {
        let row = &self.row;
        let fits = |listing: &Listing| {
            row.command
                && listing.targets.iter().all(|target| {
                    let mut paths = row.repository_paths.iter();
                    paths.any(|path| target.starts_with(path))
                })
        };
        if self.listing.as_ref().is_some_and(fits) {
            self.listing = None;
        }
    }

    fn close_listing(&mut self) {
        if let Some(listing) = self.listing.take() {
            let (file, line) = listing.place;
            let target = listing.targets[0].display();
            self.report.add(
                &file,
                line,
                format!("the listing of {target} has no link row"),
                "link its driver or crate below it, and give the `cargo …` command that runs it",
            );
        }
    }

    /// Links in raw HTML: mdbook-linkcheck does not look at them.
    fn raw_links(&mut self, html: &str, range: &Range<usize>) {
        let links = Selector::parse("a[href]").expect("a constant");
        let urls: Vec<String> = Html::parse_fragment(html)
            .select(&links)
            .filter_map(|link| link.attr("href"))
            .map(ToOwned::to_owned)
            .collect();
        for url in urls {
            self.report.links += 1;
            let within = self.page.text[range.clone()].find(&url).unwrap_or(0);
            self.external(range.start + within, &url);
            self.url(range.start + within, &url, Written::Raw);
        }
    }

    /// Keeps the first place of each address on another site.
    fn external(&mut self, offset: usize, url: &str) {
        if url.contains("://") {
            let page = url.split('#').next().unwrap_or(url).to_owned();
            let (file, line) = self.page.place(offset);
            let place = || (file.to_path_buf(), line);
            self.linked.entry(page).or_insert_with(place);
        }
    }

    /// `tree` or `blob`, the path and the fragment of a link into the repository.
    fn repository_path<'url>(&self, url: &'url str) -> Option<(&'url str, &'url Path, &'url str)> {
        let base = self.book.repository.as_deref()?;
        let rest = url.strip_prefix(base)?.strip_prefix('/')?;
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (kind, rest) = rest.split_once('/')?;
        let path = rest.strip_prefix("main/")?;
        matches!(kind, "tree" | "blob").then_some((kind, Path::new(path), fragment))
    }

    fn url(&mut self, offset: usize, url: &str, written: Written) {
        if url.starts_with("http://") {
            self.add(offset, format!("{url} is not https"), "link the https page");
        }
        if let Some(base) = &self.book.repository
            && url.starts_with(base.as_str())
        {
            if written != Written::Definition {
                self.add(
                    offset,
                    "the repository's address is typed into the page",
                    "define the link in links.md and use its name",
                );
            }
            self.repository_link(offset, url);
            return;
        }
        if url.contains("://") || url.starts_with("mailto:") {
            return;
        }
        self.page_link(offset, url, written);
    }

    fn repository_link(&mut self, offset: usize, url: &str) {
        let Some((kind, path, fragment)) = self.repository_path(url) else {
            return;
        };
        let full = self.book.root.join(path);
        let shown = path.display();
        if !full.exists() {
            let what = format!("the repository has no {shown}");
            self.add(offset, what, "correct the link");
        } else if full.is_dir() != (kind == "tree") {
            let right = if full.is_dir() { "tree" } else { "blob" };
            let what = format!("{shown} is linked as a {kind}");
            self.add(offset, what, format!("write /{right}/main/{shown}"));
        } else if !fragment.is_empty() {
            let text = fs::read_to_string(&full).unwrap_or_default();
            let lines = text.lines().count();
            let is_line = |part: &str| {
                let number = part.strip_prefix('L').and_then(|part| part.parse().ok());
                number.is_some_and(|number: usize| (1..=lines).contains(&number))
            };
            let markdown = path.extension().is_some_and(|extension| extension == "md");
            let good = if markdown {
                ids(&text).contains(fragment)
            } else {
                fragment.split('-').all(is_line)
            };
            if !good {
                let what = format!("{shown} has no #{fragment}");
                self.add(offset, what, "correct the part after #");
            }
        }
    }

    fn page_link(&mut self, offset: usize, url: &str, written: Written) {
        let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
        let folder = self.page.path.parent().unwrap_or_else(|| Path::new(""));
        let target = if path.is_empty() {
            self.page.path.clone()
        } else {
            normalize(&folder.join(path))
        };
        if path.starts_with('/') || target.starts_with("..") {
            self.add(
                offset,
                format!("{url} points outside the site"),
                "link the file by its address in the repository, from links.md",
            );
            return;
        }
        let extension = target.extension().and_then(|extension| extension.to_str());
        let page = match extension {
            Some("md" | "html") => self.book.page(&target),
            _ => None,
        };
        if let Some(page) = page {
            let known = self.ids.get(page.path.as_path());
            if !fragment.is_empty() && !known.is_some_and(|ids| ids.contains(fragment)) {
                let what = format!("{} has no heading or id #{fragment}", page.path.display());
                self.add(offset, what, "correct the part after #");
            }
            return;
        }
        // A Markdown link to a missing file is mdbook-linkcheck's to report.
        let exists = self.book.root.join(&self.book.src).join(&target).exists();
        let unpublished = exists && extension == Some("md");
        let missing = !exists && (written == Written::Raw || extension == Some("html"));
        if unpublished || missing {
            let what = format!("{} is not a page of the book", target.display());
            self.add(offset, what, "link a page that SUMMARY.md lists");
        }
    }
}

/// How a link got into the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Inline,
    Definition,
    Raw,
}
