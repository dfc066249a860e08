//! `cargo xtask site`: the book as it is published.
//!
//! A published page has what `mdbook serve` can do without: one canonical address, what other sites
//! show of a link to it, the date of its last change, and a place in the sitemap.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use regex::{Captures, Regex};

use crate::{
    failure::{Failure, Result},
    progress::Spinner,
    repository, setup,
};

/// The picture that other sites show, 1200 by 630 pixels, relative to the site.
const CARD: &str = "pictures/card.png";
/// The folder of the finished site.
pub const FOLDER: &str = "target/site";
/// Pages that no search engine should list.
const UNLISTED: [&str; 3] = ["404.html", "print.html", "toc.html"];
/// Pages that are the front page as well: mdbook writes the first chapter twice.
const FRONT: [&str; 2] = ["index.html", "introduction.html"];
/// A sentence for a search result; most cut there.
const DESCRIPTION: usize = 160;

/// What the pages need to say about the book.
struct Book {
    /// The folder of book.toml.
    root: PathBuf,
    /// The folder of the pages' Markdown, relative to `root`.
    source: PathBuf,
    /// The title of the book.
    title: String,
    /// Where the site is published, with a slash at its end.
    address: String,
    /// The path of that address.
    under: String,
}

impl Book {
    fn read(root: &Path) -> Result<Self> {
        let file = root.join("book.toml");
        let unusable = |why: String| Failure::usage(format!("{}: {why}.", file.display()));
        let text = fs::read_to_string(&file).map_err(|error| unusable(error.to_string()))?;
        let table: toml::Table =
            toml::from_str(&text).map_err(|error| unusable(error.to_string()))?;
        let entry = |path: &[&str]| {
            let value = path
                .iter()
                .try_fold(None, |at: Option<&toml::Value>, name| {
                    Some(Some(
                        at.map_or_else(|| table.get(*name), |at| at.get(*name))?,
                    ))
                });
            value
                .flatten()
                .and_then(toml::Value::as_str)
                .map(str::to_owned)
                .ok_or_else(|| unusable(format!("there is no {}", path.join("."))))
        };
        let repository = entry(&["output", "html", "git-repository-url"])?;
        let (address, under) = pages_of(&repository)
            .ok_or_else(|| unusable(format!("{repository} is no repository of GitHub")))?;
        let declared = entry(&["output", "html", "site-url"])?;
        if declared != under {
            return Err(unusable(format!(
                "site-url is {declared}; GitHub Pages serves {repository} under {under}"
            )));
        }
        Ok(Self {
            root: root.to_path_buf(),
            source: PathBuf::from(entry(&["book", "src"])?),
            title: entry(&["book", "title"])?,
            address,
            under,
        })
    }
}

/// Where GitHub Pages serves a repository: the whole address, and its path.
fn pages_of(repository: &str) -> Option<(String, String)> {
    let path = repository.strip_prefix("https://github.com/")?;
    let (owner, name) = path.trim_end_matches('/').split_once('/')?;
    let under = format!("/{name}/");
    Some((format!("https://{owner}.github.io{under}"), under))
}

/// A site that is ready to be published.
pub struct Built {
    /// Its folder.
    pub folder: PathBuf,
    /// The path that it is published under.
    pub under: String,
    /// How many addresses its map has.
    pub pages: usize,
}

/// Runs the command: the site, in `target/site`.
pub fn run() -> Result<()> {
    let built = build()?;
    println!(
        "{} pages in {}, to be published under {}",
        built.pages,
        built.folder.display(),
        built.under
    );
    Ok(())
}

/// Builds the book with mdbook and finishes it.
pub fn build() -> Result<Built> {
    let root = repository::root();
    let book = Book::read(&root)?;
    let folder = root.join(FOLDER);
    let mdbook = setup::MDBOOK.install()?;
    let output = Command::new(mdbook)
        .current_dir(&root)
        .args(["build", "--dest-dir"])
        .arg(&folder)
        .output()
        .map_err(|error| Failure::usage(format!("cannot run mdbook: {error}.")))?;
    if !output.status.success() {
        return Err(Failure::check(format!(
            "mdbook could not build the book:\n{}",
            String::from_utf8_lossy(&output.stderr).trim()
        )));
    }
    let pages = finish(&book, &folder)?;
    Ok(Built {
        folder,
        under: book.under,
        pages,
    })
}

/// What the checks in the browser came to.
pub enum Checked {
    /// Nothing is wrong; a line of figures.
    Good(String),
    /// They cannot run here.
    Skipped(String),
}

/// Builds the site and looks at every page in Chromium; `check-site` does the looking.
pub fn check() -> Result<Checked> {
    if let Some(missing) = kit::missing_browser() {
        return Ok(Checked::Skipped(format!(
            "{} is not installed; `cargo xtask setup`",
            missing.package.name
        )));
    }
    let built = build()?;
    let axe = setup::axe()?;
    let spinner = Spinner::new("looking at every page in Chromium");
    let output = Command::new("cargo")
        .current_dir(repository::root())
        .args([
            "run",
            "--quiet",
            "--locked",
            "--package",
            "check-site",
            "--",
        ])
        .args([&built.folder, Path::new(&built.under)])
        .args([Path::new(kit::BROWSER_PROGRAM), &axe])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::usage(format!("cannot run cargo: {error}.")))?;
    drop(spinner);
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && !text.is_empty() {
        return Ok(Checked::Good(text));
    }
    Err(Failure::check(format!(
        "the site has findings:\n{text}\n{}",
        String::from_utf8_lossy(&output.stderr).trim()
    )))
}

/// Finishes the site that mdbook has built in `site`. A finished site stays as it is.
///
/// Returns the number of addresses in its map.
fn finish(book: &Book, site: &Path) -> Result<usize> {
    let patterns = Patterns::new()?;
    let dates = Dates::of(&book.root)?;
    let mut entries = BTreeMap::new();
    for entry in fs::read_dir(site).map_err(at(site))? {
        let file = entry.map_err(at(site))?.path();
        let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if file.extension().is_none_or(|found| found != "html") || name == "toc.html" {
            continue;
        }
        let text = fs::read_to_string(&file).map_err(at(&file))?;
        let address = if FRONT.contains(&name) {
            book.address.clone()
        } else {
            format!("{}{name}", book.address)
        };
        let listed = !UNLISTED.contains(&name);
        let date = if listed {
            dates.last_change(&source_of(book, name))
        } else {
            None
        };
        if !text.contains("rel=\"canonical\"") {
            let text = patterns.page(book, &text, &address, listed, date.as_deref())?;
            fs::write(&file, text).map_err(at(&file))?;
        }
        if listed {
            entries.insert(address, date);
        }
    }
    if entries.is_empty() {
        return Err(Failure::check(format!("{} has no page", site.display())));
    }
    let map = site.join("sitemap.xml");
    fs::write(&map, sitemap(&entries)).map_err(at(&map))?;
    Ok(entries.len())
}

fn source_of(book: &Book, page: &str) -> PathBuf {
    let page = if page == "index.html" { FRONT[1] } else { page };
    book.source.join(page).with_extension("md")
}

fn sitemap(entries: &BTreeMap<String, Option<String>>) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        .to_owned();
    for (address, date) in entries {
        let date = date.as_ref();
        let date = date.map_or_else(String::new, |date| format!("<lastmod>{date}</lastmod>"));
        text.extend(["<url><loc>", &escaped(address), "</loc>", &date, "</url>\n"]);
    }
    text + "</urlset>\n"
}

struct Patterns {
    title: Regex,
    description: Regex,
    paragraph: Regex,
    tag: Regex,
}

impl Patterns {
    fn new() -> Result<Self> {
        let pattern = |text| Regex::new(text).map_err(|error| Failure::check(error.to_string()));
        Ok(Self {
            title: pattern("(?s)<title>(.*?)</title>")?,
            description: pattern("<meta name=\"description\" content=\"[^\"]*\">")?,
            paragraph: pattern("(?s)<main>.*?<p>(.*?)</p>")?,
            tag: pattern("<[^>]*>")?,
        })
    }

    fn page(
        &self,
        book: &Book,
        text: &str,
        address: &str,
        listed: bool,
        date: Option<&str>,
    ) -> Result<String> {
        let title = &self
            .title
            .captures(text)
            .ok_or_else(|| Failure::check(format!("{address}: the page has no title")))?[1];
        let title = title.split(" - ").next().unwrap_or(title).trim();
        let paragraph = self.paragraph.captures(text);
        let description = paragraph.map_or_else(String::new, |found| self.sentence(&found));
        let mut head = format!("<link rel=\"canonical\" href=\"{address}\">\n");
        if !listed {
            head += "<meta name=\"robots\" content=\"noindex\">\n";
        }
        for (name, content) in [
            ("og:type", "article"),
            ("og:site_name", &book.title),
            ("og:title", title),
            ("og:description", &description),
            ("og:url", address),
            ("og:image", &format!("{}{CARD}", book.address)),
            ("og:image:width", "1200"),
            ("og:image:height", "630"),
            ("og:image:alt", &book.title),
        ] {
            head.extend(["<meta property=\"", name, "\" content=\"", content, "\">\n"]);
        }
        head += "<meta name=\"twitter:card\" content=\"summary_large_image\">\n";
        let mut text = text.replacen("</head>", &format!("{head}</head>"), 1);
        if !description.is_empty() {
            let meta = format!("<meta name=\"description\" content=\"{description}\">");
            text = self
                .description
                .replace(&text, regex::NoExpand(&meta))
                .into_owned();
        }
        if let Some(date) = date {
            let note = format!(
                "<p class=\"updated\">Last changed on <time datetime=\"{date}\">{date}</time></p>\n</main>"
            );
            text = text.replacen("</main>", &note, 1);
        }
        Ok(text)
    }

    /// The words of a paragraph, as many whole ones as fit.
    fn sentence(&self, paragraph: &Captures<'_>) -> String {
        let words = self.tag.replace_all(&paragraph[1], "");
        let mut sentence = String::new();
        for word in words.split_whitespace() {
            if sentence.len() + word.len() >= DESCRIPTION {
                sentence += "…";
                break;
            }
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence += word;
        }
        sentence.replace('"', "&quot;")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// When files were changed, as git has it. Without git, or with a part of the history, nothing is
/// known, and a page without a date is better than one with a wrong date.
struct Dates {
    root: PathBuf,
    include: Regex,
    known: bool,
}

impl Dates {
    fn of(root: &Path) -> Result<Self> {
        let include = Regex::new(r"\{\{#(?:rustdoc_)?include ([^:}]+)")
            .map_err(|error| Failure::check(error.to_string()))?;
        let whole = git(root, &["rev-parse", "--is-shallow-repository"]);
        Ok(Self {
            root: root.to_path_buf(),
            include,
            known: whole.as_deref() == Some("false"),
        })
    }

    /// The day of the last commit to a page or to a file that it includes; the link definitions, which
    /// each page includes, do not count.
    fn last_change(&self, page: &Path) -> Option<String> {
        if !self.known {
            return None;
        }
        let text = fs::read_to_string(self.root.join(page)).ok()?;
        let folder = page.parent()?;
        let included = self
            .include
            .captures_iter(&text)
            .map(|found| folder.join(found[1].trim()))
            .filter(|file| !file.ends_with("links.md"));
        let files: Vec<String> = std::iter::once(page.to_path_buf())
            .chain(included)
            .map(|file| file.to_string_lossy().into_owned())
            .collect();
        let mut arguments = vec!["log", "-1", "--format=%cs", "--"];
        arguments.extend(files.iter().map(String::as_str));
        git(&self.root, &arguments).filter(|date| !date.is_empty())
    }
}

fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    let output = git.current_dir(folder).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Names the file in an error of reading or writing it.
fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Failure {
    let path = path.display().to_string();
    move |error| Failure::usage(format!("{path}: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><title>One &amp; two - Book</title>\
        <meta name=\"description\" content=\"all\"></head><body><main><h1>One</h1>\
        <p>A \"<code>word</code>\" and\n another.</p></main></body></html>";

    fn book(root: &Path) -> Book {
        Book {
            root: root.to_path_buf(),
            source: PathBuf::from("book"),
            title: "Book".to_owned(),
            address: "https://owner.example/name/".to_owned(),
            under: "/name/".to_owned(),
        }
    }

    fn finished() -> (tempfile::TempDir, String, String) {
        let folder = tempfile::tempdir().expect("a folder");
        for page in ["index.html", "introduction.html", "one.html", "404.html"] {
            fs::write(folder.path().join(page), PAGE).expect("a page");
        }
        let book = book(folder.path());
        assert_eq!(finish(&book, folder.path()).expect("finished"), 2);
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect(name);
        let (one, map) = (read("one.html"), read("sitemap.xml"));
        // Once more changes nothing.
        finish(&book, folder.path()).expect("finished");
        assert_eq!(one, read("one.html"));
        assert!(read("404.html").contains("noindex"));
        assert!(read("introduction.html").contains("href=\"https://owner.example/name/\""));
        assert!(read("index.html").contains("href=\"https://owner.example/name/\""));
        (folder, one, map)
    }

    #[test]
    fn a_page_gets_its_address_and_its_first_paragraph() {
        let (_folder, one, map) = finished();
        assert!(
            one.contains("<link rel=\"canonical\" href=\"https://owner.example/name/one.html\">")
        );
        assert!(one.contains("<meta property=\"og:title\" content=\"One &amp; two\">"));
        let description = "content=\"A &quot;word&quot; and another.\"";
        assert_eq!(one.matches(description).count(), 2);
        // Without git there is no date.
        assert!(!one.contains("Last changed"));
        assert_eq!(map.matches("<loc>").count(), 2, "{map}");
        assert!(!map.contains("404"));
    }

    #[test]
    fn the_address_follows_from_the_repository() {
        let found = pages_of("https://github.com/owner/name/");
        let expected = (
            "https://owner.github.io/name/".to_owned(),
            "/name/".to_owned(),
        );
        assert_eq!(found, Some(expected));
        assert_eq!(pages_of("https://elsewhere.example/owner/name"), None);
        let book = Book::read(&repository::root()).expect("the book's own address");
        assert!(book.address.ends_with(&book.under));
    }

    #[test]
    fn an_address_that_github_does_not_serve_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = fs::read_to_string(repository::root().join("book.toml")).expect("book.toml");
        let other = text.replace("site-url = \"/", "site-url = \"/another/");
        assert_ne!(text, other);
        fs::write(folder.path().join("book.toml"), other).expect("a copy");
        let refused = Book::read(folder.path()).err().expect("refused");
        assert!(refused.to_string().contains("site-url"), "{refused}");
    }

    #[test]
    fn a_page_changes_with_what_it_includes() {
        let root = repository::root();
        let mut dates = Dates::of(&root).expect("a pattern");
        // A copy without its history has no dates, and says none.
        if dates.known {
            let date = dates
                .last_change(Path::new("book/introduction.md"))
                .expect("a date");
            assert_eq!(date.len(), "2026-01-01".len());
            assert_eq!(dates.last_change(Path::new("book/no-such-page.md")), None);
        }
        dates.known = false;
        assert_eq!(dates.last_change(Path::new("book/introduction.md")), None);
    }
}
