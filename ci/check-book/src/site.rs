//! The built pages: what a screen reader needs, and what a page must not fetch.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use walkdir::WalkDir;

use crate::source::{Book, Page, read};
use crate::{Error, Report};

/// Words that say nothing about where a link leads.
const EMPTY_WORDS: [&str; 9] = [
    "here",
    "click here",
    "this",
    "this page",
    "this link",
    "link",
    "more",
    "read more",
    "page",
];

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a constant")
}

pub fn check(book: &Book, site: &Path, report: &mut Report) -> Result<(), Error> {
    for page in &book.pages {
        let file = site.join(page.path.with_extension("html"));
        let document = Html::parse_document(&read(&file)?);
        Checker {
            book,
            page,
            document: &document,
            report,
        }
        .run();
    }
    assets(book, site, report)
}

struct Checker<'a> {
    book: &'a Book,
    page: &'a Page,
    document: &'a Html,
    report: &'a mut Report,
}

impl Checker<'_> {
    fn run(mut self) {
        self.head();
        self.headings();
        self.pictures();
        self.tables();
        self.links();
        self.ids();
    }

    /// `needle` stands in the line that is to blame.
    fn add(&mut self, needle: &str, what: impl Into<String>, fix: impl Into<String>) {
        match self.page.text.find(needle) {
            Some(offset) => {
                let (file, line) = self.page.place(offset);
                self.report.add(file, line, what, fix);
            }
            None => self
                .report
                .add(&self.book.named(&self.page.path), 1, what, fix),
        }
    }

    fn select(&self, text: &str) -> Vec<ElementRef<'_>> {
        self.document.select(&selector(text)).collect()
    }

    fn head(&mut self) {
        let root = self.document.root_element();
        if root.attr("lang").is_none_or(str::is_empty) {
            self.add(
                "",
                "the page declares no language",
                "set `language` in book.toml",
            );
        }
        let titled = self
            .select("head > title")
            .iter()
            .any(|title| !words(title).is_empty());
        if !titled {
            self.add("", "the page has no title", "set `title` in book.toml");
        }
    }

    fn headings(&mut self) {
        let headings: Vec<(u32, String)> = self
            .select("main h1, main h2, main h3, main h4, main h5, main h6")
            .iter()
            .filter_map(|heading| {
                let level = heading.value().name()[1..].parse().ok()?;
                Some((level, words(heading)))
            })
            .collect();
        let first = headings.iter().filter(|(level, _)| *level == 1).count();
        if first != 1 {
            self.add(
                "",
                format!("the page has {first} top-level headings"),
                "start it with one `# Heading`, and use no other",
            );
        }
        let mut before = 0;
        for (level, heading) in headings {
            if before != 0 && level > before + 1 {
                self.add(
                    &heading,
                    format!("heading `{heading}` jumps from level {before} to {level}"),
                    format!("use level {}", before + 1),
                );
            }
            before = level;
        }
    }

    fn pictures(&mut self) {
        let images: Vec<String> = self
            .select("main img")
            .iter()
            .filter(|image| image.attr("alt").is_none_or(|alt| alt.trim().is_empty()))
            .map(|image| image.attr("src").unwrap_or("").to_owned())
            .collect();
        for source in images {
            self.add(
                &source,
                format!("image {source} has no text alternative"),
                "describe it in `![…]` or `alt`",
            );
        }
        let pictures: Vec<(String, &str)> = self
            .select("main svg[role=img], main figure svg")
            .iter()
            .filter_map(|svg| {
                let lacks = |part: &str| {
                    let part = selector(part);
                    !svg.select(&part).any(|element| !words(&element).is_empty())
                };
                let missing = match (svg.attr("role"), lacks("title"), lacks("desc")) {
                    (Some("img"), false, false) => return None,
                    (Some("img"), true, _) => "<title>",
                    (Some("img"), false, true) => "<desc>",
                    _ => "role=\"img\"",
                };
                Some((svg.attr("class").unwrap_or("").to_owned(), missing))
            })
            .collect();
        for (class, missing) in pictures {
            let needle = if class.is_empty() { "<svg" } else { &class };
            self.add(
                needle,
                format!("picture `{class}` has no {missing}"),
                "give it role=\"img\", a <title> and a <desc> that describes it",
            );
        }
    }

    fn tables(&mut self) {
        let tables: Vec<String> = self
            .select("main table")
            .iter()
            .filter(|table| {
                let heads: Vec<_> = table.select(&selector("th")).collect();
                heads.is_empty() || heads.iter().any(|head| words(head).is_empty())
            })
            .map(|table| {
                let cell = table
                    .select(&selector("th, td"))
                    .find(|cell| !words(cell).is_empty());
                cell.map(|cell| words(&cell)).unwrap_or_default()
            })
            .collect();
        for cell in tables {
            let in_markdown = format!("| {cell} |");
            let found = self.page.text.contains(&in_markdown);
            self.add(
                if found { &in_markdown } else { &cell },
                format!("the table with `{cell}` has a column without a heading"),
                "name each column in its first row",
            );
        }
    }

    fn links(&mut self) {
        let links: Vec<(String, String)> = self
            .select("main a[href]")
            .iter()
            .map(|link| {
                let alternatives = selector("img[alt]");
                let mut name = link.attr("aria-label").unwrap_or("").to_owned();
                if name.is_empty() {
                    name = words(link);
                    for image in link.select(&alternatives) {
                        name.push_str(image.attr("alt").unwrap_or(""));
                    }
                }
                (name, link.attr("href").unwrap_or("").to_owned())
            })
            .collect();
        for (name, href) in links {
            let bare = name.trim_end_matches(['.', ':', '…']).trim().to_lowercase();
            if bare.is_empty() || EMPTY_WORDS.contains(&bare.as_str()) {
                self.add(
                    &format!("[{name}]"),
                    format!("the link to {href} reads `{name}`"),
                    "say where it leads",
                );
            }
        }
    }

    fn ids(&mut self) {
        let mut seen = BTreeSet::new();
        let twice: Vec<String> = self
            .select("[id]")
            .iter()
            .filter_map(|element| element.attr("id"))
            .filter(|id| !seen.insert(*id))
            .map(ToOwned::to_owned)
            .collect();
        for id in twice {
            self.add(
                &id,
                format!("id `{id}` occurs twice on the page"),
                "rename one of them",
            );
        }
    }
}

/// The text of an element, in one line.
fn words(element: &ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A reader's browser requests nothing from another host.
fn assets(book: &Book, site: &Path, report: &mut Report) -> Result<(), Error> {
    let sources = selector(
        "img[src], script[src], iframe[src], source[src], video[src], audio[src], embed[src], \
         input[src], object[data], link[href], img[srcset], source[srcset]",
    );
    let style = selector("style, [style]");
    let fetched = Regex::new(r#"(?:url\(\s*|@import\s+)['"]?((?:https?:)?//[^'")\s;]+)"#)
        .expect("a constant");
    for entry in WalkDir::new(site).sort_by_file_name() {
        let Ok(entry) = entry else { continue };
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry
            .path()
            .strip_prefix(site)
            .unwrap_or_else(|_| entry.path());
        let mut urls = Vec::new();
        match path.extension().and_then(OsStr::to_str) {
            Some("html") => {
                let document = Html::parse_document(&read(entry.path())?);
                for element in document.select(&sources) {
                    // Where a page is found, not something that is fetched.
                    if matches!(element.attr("rel"), Some("canonical" | "edit" | "license")) {
                        continue;
                    }
                    for name in ["src", "data", "href", "srcset"] {
                        urls.extend(element.attr(name).map(ToOwned::to_owned));
                    }
                }
                for element in document.select(&style) {
                    let text: String = element.text().collect();
                    let inline = element.attr("style").unwrap_or("").to_owned();
                    for found in fetched.captures_iter(&format!("{text} {inline}")) {
                        urls.push(found[1].to_owned());
                    }
                }
            }
            Some("css") => {
                let text = read(entry.path())?;
                urls.extend(
                    fetched
                        .captures_iter(&text)
                        .map(|found| found[1].to_owned()),
                );
            }
            _ => continue,
        }
        // print.html repeats every page; the page itself is named.
        if path == Path::new("print.html") {
            continue;
        }
        for url in urls {
            let external = ["http://", "https://", "//"]
                .iter()
                .any(|start| url.starts_with(start));
            if !external {
                continue;
            }
            let page = book.page(path);
            let place = page.and_then(|page| {
                page.text.find(&url).map(|offset| {
                    let (file, line) = page.place(offset);
                    (file.to_path_buf(), line)
                })
            });
            let (file, line) = place.unwrap_or_else(|| {
                (
                    page.map_or_else(|| path.to_path_buf(), |page| book.named(&page.path)),
                    1,
                )
            });
            report.add(
                &file,
                line,
                format!("the page fetches {url}"),
                "put the file into book/ and link it there",
            );
        }
    }
    Ok(())
}
