//! Every page of the finished site, in a real browser.

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use crate::{
    Error, Result, at,
    browser::{Chromium, View},
    server::Server,
};

/// What to look at, and with what.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the finished site.
    pub site: PathBuf,
    /// The path that it is published under, from `site-url` in book.toml.
    pub under: String,
    /// The folder of this crate's `tests/bad`: the pages that the checks must report.
    pub controls: PathBuf,
    /// Chromium.
    pub chromium: PathBuf,
    /// axe-core's `axe.min.js`.
    pub axe: PathBuf,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The page, as its file is called.
    pub page: String,
    /// The check that found it.
    pub check: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.page, self.check, self.what)
    }
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Pages looked at.
    pub pages: usize,
    /// Times that a check looked at a page.
    pub looks: usize,
    /// Checks that reported their control, by name.
    pub controls: Vec<String>,
    /// Requests that the pages made.
    pub requests: usize,
    /// Nodes of minor and moderate rules of axe, by theme and rule.
    pub minor: BTreeMap<String, u64>,
}

impl Report {
    fn absorb(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.findings
            .sort_by(|a, b| (&a.page, &a.check).cmp(&(&b.page, &b.check)));
        self.looks += other.looks;
        self.controls.extend(other.controls);
        self.requests += other.requests;
        for (rule, nodes) in other.minor {
            *self.minor.entry(rule).or_default() += nodes;
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        let minor: Vec<_> = self
            .minor
            .iter()
            .map(|(rule, nodes)| format!("{rule} {nodes}"))
            .collect();
        write!(
            f,
            "{} pages, {} looks, {} checks that report their control, {} requests; minor for axe: \
             {}; findings: {}",
            self.pages,
            self.looks,
            self.controls.len(),
            self.requests,
            if minor.is_empty() {
                "none".to_owned()
            } else {
                minor.join(", ")
            },
            self.findings.len()
        )
    }
}

/// A script that returns what is wrong with the page that is open.
struct Script {
    name: &'static str,
    text: &'static str,
}

macro_rules! scripts {
    ($($name:literal),+) => {
        &[$(Script { name: $name, text: include_str!(concat!("../checks/", $name, ".js")) }),+]
    };
}

/// In the light theme, on a wide screen.
const SCREEN: &[Script] = scripts![
    "head",
    "permalinks",
    "cut",
    "models",
    "copy",
    "arrows",
    "keyboard"
];
/// In each theme.
const THEMED: &[Script] = scripts!["axe"];
/// Printed from the dark theme.
const PAPER: &[Script] = scripts!["paper"];
/// On the narrowest screen.
const NARROW: &[Script] = scripts!["narrow"];
/// Dark, and no script of the page runs.
const NO_SCRIPT: &[Script] = scripts!["no-script"];
/// On the page for an address that does not exist.
const MISSING: &[Script] = scripts!["missing"];
/// After a link to the last section of a page.
const SIDEBAR: &[Script] = scripts!["sidebar"];

/// Themes that a reader can choose.
const OFFERED: [&str; 2] = ["light", "navy"];
/// Themes that mdbook has, that this book does not offer, and that a browser may have stored.
const STORED: [&str; 3] = ["rust", "coal", "ayu"];
/// Words that a reader with a problem looks for.
const PROBLEMS: [&str; 3] = ["0xCE", "hang", "STATUS_DEVICE_BUSY"];
/// How many browsers look at the pages.
const BROWSERS: usize = 4;
/// Pages without prose of their own.
const NO_PAGES: [&str; 3] = ["404.html", "print.html", "toc.html"];

/// Looks at the controls, then at the site.
///
/// # Errors
///
/// When the browser does not start, a check does not report its control, or there is nothing to look
/// at. What is wrong with the site is a finding.
pub fn check(options: &Options) -> Result<Report> {
    let axe = fs::read_to_string(&options.axe).map_err(at(&options.axe))?;
    let server = Server::start(&options.site, &options.under)?;
    let bad = Server::start(&options.controls, "/bad/")?;
    let pages = pages(&options.site)?;
    if pages.is_empty() {
        return Err(Error(format!("{} has no page", options.site.display())));
    }
    let start = || {
        Ok(Looker {
            chromium: Chromium::start(&options.chromium)?,
            axe: axe.clone(),
            report: Report::default(),
        })
    };
    // Several browsers at once: most of the time one waits for an answer.
    let parts: Vec<Vec<String>> = (0..BROWSERS)
        .map(|first| {
            pages
                .iter()
                .skip(first)
                .step_by(BROWSERS)
                .cloned()
                .collect()
        })
        .collect();
    let reports = thread::scope(|scope| {
        let mut threads = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            let (server, bad, start, pages) = (&server, &bad, &start, &pages);
            threads.push(scope.spawn(move || {
                let mut looker: Looker = start()?;
                match number {
                    0 => looker.controls(bad)?,
                    1 => looker.once(server, &options.site, pages)?,
                    _ => {}
                }
                looker.pages(server, part)?;
                Ok(looker.report)
            }));
        }
        let ended = threads.into_iter().map(|thread| {
            let panicked = |_| Err(Error("a check of the site panicked".to_owned()));
            thread.join().unwrap_or_else(panicked)
        });
        ended.collect::<Result<Vec<_>>>()
    })?;
    let mut report = Report::default();
    for part in reports {
        report.absorb(part);
    }
    report.pages = pages.len();
    if report.looks == 0 {
        return Err(Error("no check looked at a page".to_owned()));
    }
    Ok(report)
}

/// The pages of the book, by the names of their files.
fn pages(site: &Path) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(site).map_err(at(site))? {
        let file = entry.map_err(at(site))?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let name = name.into_owned();
        if file.extension().is_some_and(|found| found == "html")
            && !NO_PAGES.contains(&name.as_str())
        {
            pages.push(name);
        }
    }
    pages.sort();
    Ok(pages)
}

struct Looker {
    chromium: Chromium,
    axe: String,
    report: Report,
}

impl Looker {
    fn run(&mut self, script: &Script) -> Result<Vec<String>> {
        self.run_after("", script)
    }

    /// What a script returns after a statement.
    fn run_after(&mut self, statement: &str, script: &Script) -> Result<Vec<String>> {
        let found = self.run_each(statement, std::slice::from_ref(script))?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    /// What each script returns. One call for all of them: a call takes some 100 ms.
    fn run_each(&mut self, statement: &str, scripts: &[Script]) -> Result<Vec<Vec<String>>> {
        self.report.looks += scripts.len();
        let mut text = vec![format!(
            "(async () => {{ {}\n{statement}; await {}; const found = [];",
            include_str!("../checks/common.js"),
            self.chromium.settled()
        )];
        for Script { name, text: body } in scripts {
            if *name == "axe" {
                text.push(self.axe.clone());
            }
            text.push(format!(
                "found.push(await (async () => {{ {body} }})().catch((error) => {{\n\
                 throw new Error('the check {name}: ' + error.stack); }}));"
            ));
        }
        text.push("return found; })()".to_owned());
        self.chromium.json(&text.join("\n"))
    }

    fn add(&mut self, page: &str, check: &str, found: Vec<String>) {
        self.report
            .findings
            .extend(found.into_iter().map(|what| Finding {
                page: page.to_owned(),
                check: check.to_owned(),
                what,
            }));
    }

    fn run_all(&mut self, page: &str, scripts: &[Script]) -> Result<()> {
        let found = self.run_each("", scripts)?;
        for (script, found) in scripts.iter().zip(found) {
            self.add(page, script.name, found);
        }
        Ok(())
    }

    fn page(&mut self, server: &Server, page: &str) -> Result<()> {
        self.chromium.view(View::SCREEN)?;
        self.chromium.take_requests();
        self.chromium.take_errors();
        self.chromium.open(&server.url(page))?;
        let found = self.elsewhere(server);
        self.add(page, "requests", found);
        let found = self.script_errors();
        self.add(page, "script-error", found);
        self.run_all(page, SCREEN)?;
        for theme in OFFERED {
            let found = self.run_after(&choice(theme), &THEMED[0])?;
            let (minor, found) = found
                .into_iter()
                .partition::<Vec<_>, _>(|what| what.starts_with("minor "));
            self.add(page, &format!("axe in {theme}"), found);
            for what in minor {
                let mut words = what.split(' ').skip(1);
                let rule = format!("{theme} {}", words.next().unwrap_or_default());
                let nodes = words.next().and_then(|nodes| nodes.parse().ok());
                *self.report.minor.entry(rule).or_default() += nodes.unwrap_or(0);
            }
        }
        self.chromium.view(View::PAPER)?;
        self.run_all(page, PAPER)?;
        self.chromium.view(View::NARROW)?;
        let found = self.run_after(&choice("light"), &NARROW[0])?;
        self.add(page, NARROW[0].name, found);
        let found = self.keys()?;
        self.add(page, "keys", found);
        Ok(())
    }

    fn pages(&mut self, server: &Server, pages: &[String]) -> Result<()> {
        for page in pages {
            self.page(server, page)?;
        }
        self.chromium.view(View::NO_SCRIPT)?;
        for page in pages {
            self.chromium.open(&server.url(page))?;
            self.run_all(page, NO_SCRIPT)?;
        }
        self.chromium.view(View::SCREEN)
    }

    /// What needs to be seen on one page.
    fn once(&mut self, server: &Server, site: &Path, pages: &[String]) -> Result<()> {
        for theme in STORED {
            let found = self.stored(&server.url("index.html"), theme)?;
            self.add("index.html", "theme", found);
            let mut found = self.run(&THEMED[0])?;
            found.retain(|what| !what.starts_with("minor "));
            self.add("index.html", &format!("axe, {theme} stored"), found);
        }
        self.chromium.run(&choice("light"))?;
        let found = self.menu()?;
        self.add("index.html", "menu", found);

        self.chromium.settle()?;
        self.chromium.open(&server.url("no/such/page.html"))?;
        self.run_all("404.html", MISSING)?;
        if !server
            .take_answers()
            .iter()
            .any(|answer| answer.status == 404)
        {
            self.add(
                "404.html",
                "missing",
                vec!["it came without 404".to_owned()],
            );
        }

        if let Some(page) = with_listing(site, pages)? {
            self.chromium.open(&server.url(&page))?;
            let found = self.tab()?;
            self.add(&page, "tab", found);
        }
        if let Some((page, section)) = deepest(site, pages)? {
            self.chromium
                .open(&server.url(&format!("{page}#{section}")))?;
            self.run_all(&page, SIDEBAR)?;
        }
        for problem in PROBLEMS {
            let page = server.url(&format!("index.html?search={problem}"));
            self.chromium.open(&page)?;
            let found = self.search()?;
            self.add("index.html", &format!("search for {problem}"), found);
        }
        Ok(())
    }

    fn elsewhere(&mut self, server: &Server) -> Vec<String> {
        let origin = server.origin();
        let requests = self.chromium.take_requests();
        self.report.requests += requests.len();
        self.report.looks += 1;
        let own = |url: &str| {
            url.starts_with(&origin) || url.starts_with("data:") || url == "about:blank"
        };
        let foreign = requests.into_iter().filter(|url| !own(url));
        foreign
            .map(|url| format!("the page asks for {url}"))
            .collect()
    }

    fn script_errors(&mut self) -> Vec<String> {
        self.report.looks += 1;
        self.chromium.take_errors()
    }

    /// In the first box that scrolls sideways, the arrow keys scroll it and nothing else.
    fn keys(&mut self) -> Result<Vec<String>> {
        self.report.looks += 1;
        let before: Option<String> = self.chromium.json(
            "(() => {
                const box = Array.from(document.querySelectorAll('pre > code, .table-wrapper'))
                    .find((box) => box.tabIndex >= 0 && box.scrollWidth > box.clientWidth + 20
                        && box.checkVisibility());
                box?.focus();
                window.arrowBox = box;
                return box ? location.href : null;
            })()",
        )?;
        let Some(before) = before else {
            return Ok(Vec::new());
        };
        self.chromium.press("ArrowRight")?;
        // Scrolling is drawn in steps; two seconds are for a page that does not scroll.
        let (after, scrolled): (String, bool) = self.chromium.json(
            "new Promise((done) => {
                const scrolled = () => Boolean(window.arrowBox?.scrollLeft > 0);
                const look = (left) => scrolled() || left === 0
                    ? done([location.href, scrolled()]) : setTimeout(look, 20, left - 1);
                look(100);
            })",
        )?;
        Ok(if before != after {
            vec![format!(
                "the right arrow in a box that scrolls leads to {after}"
            )]
        } else if scrolled {
            Vec::new()
        } else {
            vec!["the right arrow does not scroll a box that has the focus".to_owned()]
        })
    }

    /// The tabulator leads from the beginning of a listing to its buttons.
    fn tab(&mut self) -> Result<Vec<String>> {
        self.report.looks += 1;
        self.chromium.run(
            "const pre = document.querySelector('main pre:has(.buttons)');
                 pre.tabIndex = -1;
                 pre.focus()",
        )?;
        self.chromium.press("Tab")?;
        let reached: bool = self
            .chromium
            .json("Boolean(document.activeElement.closest('.buttons'))")?;
        Ok(if reached {
            Vec::new()
        } else {
            vec!["the tabulator does not reach the buttons of a listing".to_owned()]
        })
    }

    /// A stored theme that is not offered becomes one that is.
    fn stored(&mut self, url: &str, theme: &str) -> Result<Vec<String>> {
        self.report.looks += 1;
        self.chromium.open(url)?;
        self.chromium
            .run(&format!("localStorage.setItem('mdbook-theme', '{theme}')"))?;
        self.chromium.open(url)?;
        let classes: String = self.chromium.json("document.documentElement.className")?;
        let shown = classes.split(' ').find(|class| OFFERED.contains(class));
        Ok(if shown.is_some() {
            Vec::new()
        } else {
            vec![format!("with {theme} stored the page is `{classes}`")]
        })
    }

    /// The arrow keys reach each theme of the menu.
    fn menu(&mut self) -> Result<Vec<String>> {
        self.report.looks += 1;
        self.chromium.run(
            "document.getElementById('mdbook-theme-toggle').click();
             document.querySelector('#mdbook-theme-list button').focus()",
        )?;
        let themes: usize = self
            .chromium
            .json("document.querySelectorAll('#mdbook-theme-list button').length")?;
        for _ in 1..themes {
            self.chromium.press("ArrowDown")?;
        }
        let reached: bool = self.chromium.json(
            "document.activeElement === document.querySelector('#mdbook-theme-list li:last-child button')",
        )?;
        self.chromium.press("Escape")?;
        Ok(if reached {
            Vec::new()
        } else {
            vec!["the arrow keys do not reach the last theme of the menu".to_owned()]
        })
    }

    /// Symptoms come before mistakes.
    fn search(&mut self) -> Result<Vec<String>> {
        self.report.looks += 1;
        let begin = Instant::now();
        loop {
            let results: Vec<String> = self.chromium.json(
                "Array.from(document.querySelectorAll('#mdbook-searchresults a'), (link) => link.getAttribute('href'))",
            )?;
            if !results.is_empty() {
                return Ok(ranking(&results));
            }
            if begin.elapsed() > Duration::from_mins(1) {
                return Ok(vec!["nothing is found".to_owned()]);
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Each check must report the page made for it.
    fn controls(&mut self, bad: &Server) -> Result<()> {
        let kinds = [
            (View::SCREEN, SCREEN),
            (View::SCREEN, THEMED),
            (View::PAPER, PAPER),
            (View::NARROW, NARROW),
            (View::NO_SCRIPT, NO_SCRIPT),
            (View::SCREEN, SIDEBAR),
        ];
        for (view, scripts) in kinds {
            self.chromium.view(view)?;
            for script in scripts {
                self.chromium
                    .open(&bad.url(&format!("{}.html", script.name)))?;
                let found = self.run(script)?;
                self.reported(script.name, &found)?;
            }
        }
        self.chromium.view(View::SCREEN)?;
        self.chromium.open(&bad.url("no/such/page.html"))?;
        let found = self.run(&MISSING[0])?;
        self.reported("missing", &found)?;

        self.chromium.take_requests();
        self.chromium.open(&bad.url("requests.html"))?;
        let found = eventually(|| self.elsewhere(bad));
        self.reported("requests", &found)?;
        self.chromium.take_errors();
        self.chromium.open(&bad.url("script-error.html"))?;
        let found = eventually(|| self.script_errors());
        self.reported("script-error", &found)?;
        self.chromium.open(&bad.url("keys.html"))?;
        let found = self.keys()?;
        self.reported("keys", &found)?;
        self.chromium.open(&bad.url("keyboard.html"))?;
        let found = self.tab()?;
        self.reported("tab", &found)?;
        let found = self.stored(&bad.url("theme.html"), "ayu")?;
        self.reported("theme", &found)?;
        self.chromium.open(&bad.url("menu.html"))?;
        let found = self.menu()?;
        self.reported("menu", &found)?;
        self.chromium.open(&bad.url("search.html"))?;
        let found = self.search()?;
        self.reported("search", &found)?;
        self.report.looks = 0;
        self.report.requests = 0;
        Ok(())
    }

    fn reported(&mut self, check: &str, found: &[String]) -> Result<()> {
        if found.is_empty() {
            return Err(Error(format!(
                "the check `{check}` reports nothing on its control: it proves nothing"
            )));
        }
        self.report.controls.push(check.to_owned());
        Ok(())
    }
}

/// Chooses a theme as a reader does, in the menu.
fn choice(theme: &str) -> String {
    format!("document.getElementById('mdbook-theme-{theme}')?.click()")
}

/// What is found within two seconds: an event of the browser comes on a way of its own.
fn eventually(mut look: impl FnMut() -> Vec<String>) -> Vec<String> {
    let begin = Instant::now();
    loop {
        let found = look();
        if !found.is_empty() || begin.elapsed() > Duration::from_secs(2) {
            return found;
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// What is wrong with the order of results: a reader with a problem needs the symptom first, and no
/// mistake that was made on purpose among the first three.
fn ranking(results: &[String]) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some(first) = results.first()
        && !page_of(first).starts_with("symptoms")
    {
        wrong.push(format!("{first} comes first, not the symptoms"));
    }
    let early = results.iter().take(3);
    wrong.extend(
        early
            .filter(|result| page_of(result).starts_with("mistakes"))
            .map(|result| format!("the mistake {result} is among the first three")),
    );
    wrong
}

fn page_of(link: &str) -> &str {
    let path = link.split(['?', '#']).next().unwrap_or(link);
    path.rsplit('/').next().unwrap_or(path)
}

/// The first page with a listing.
fn with_listing(site: &Path, pages: &[String]) -> Result<Option<String>> {
    for page in pages {
        let file = site.join(page);
        let text = fs::read_to_string(&file).map_err(at(&file))?;
        if text.contains("<figure class=\"listing") {
            return Ok(Some(page.clone()));
        }
    }
    Ok(None)
}

/// The last section of the page that has the most.
fn deepest(site: &Path, pages: &[String]) -> Result<Option<(String, String)>> {
    let heading = regex::Regex::new(r#"<h2 id="([^"]+)"><a class="header""#)
        .map_err(|error| Error(error.to_string()))?;
    let mut deepest: Option<(usize, String, String)> = None;
    for page in pages {
        let file = site.join(page);
        let text = fs::read_to_string(&file).map_err(at(&file))?;
        let sections: Vec<_> = heading
            .captures_iter(&text)
            .map(|found| found[1].to_owned())
            .collect();
        if let Some(last) = sections.last()
            && deepest
                .as_ref()
                .is_none_or(|(most, ..)| sections.len() > *most)
        {
            deepest = Some((sections.len(), page.clone(), last.clone()));
        }
    }
    Ok(deepest.map(|(_, page, section)| (page, section)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn symptoms_rank_before_mistakes() {
        let good = links(&[
            "symptoms.html?highlight=x#b",
            "findings.html#a",
            "statuses.html",
            "mistakes.html#c",
        ]);
        assert!(ranking(&good).is_empty());
        let bad = links(&["mistakes-callouts.html#c", "symptoms.html"]);
        assert_eq!(ranking(&bad).len(), 2);
        let late = links(&["findings.html", "symptoms.html"]);
        assert_eq!(ranking(&late).len(), 1);
    }

    #[test]
    fn every_script_has_its_control() {
        let controls = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
        for scripts in [SCREEN, THEMED, PAPER, NARROW, NO_SCRIPT, SIDEBAR] {
            for script in scripts {
                let page = controls.join(script.name).with_extension("html");
                assert!(page.is_file(), "{}", page.display());
            }
        }
    }

    #[test]
    fn the_page_with_most_sections_is_linked_at_its_last() {
        let folder = tempfile::tempdir().expect("a folder");
        let section =
            |id: &str| format!(r##"<h2 id="{id}"><a class="header" href="#{id}">x</a></h2>"##);
        fs::write(folder.path().join("a.html"), section("one")).expect("a page");
        let two = section("two") + &section("three");
        fs::write(folder.path().join("b.html"), two).expect("a page");
        let pages = links(&["a.html", "b.html"]);
        let found = deepest(folder.path(), &pages).expect("readable");
        assert_eq!(found, Some(("b.html".to_owned(), "three".to_owned())));
    }
}
