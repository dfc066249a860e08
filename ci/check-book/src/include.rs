//! `{{#include …}}` as mdbook 0.5.4 reads it, with the origin of each line kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use crate::Error;
use crate::source::{Book, Page, normalize, read};

/// mdbook gives up at the same depth.
const DEPTH: usize = 10;

static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\\\{\{\#.*\}\}|\{\{\s*\#([a-zA-Z0-9_]+)\s+([^}]+)\}\}").expect("a constant")
});
/// mdbook's own expressions for anchors.
pub static ANCHOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"ANCHOR:\s*(?P<name>[\w_-]+)").expect("a constant"));
/// See [`ANCHOR`].
pub static ANCHOR_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"ANCHOR_END:\s*(?P<name>[\w_-]+)").expect("a constant"));

/// What an include came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is there.
    Good,
    /// No such file: mdbook logs it, leaves the directive in the page and exits 0.
    NoFile,
    /// No such anchor: mdbook prints an empty listing without a word.
    NoAnchor(String),
    /// The anchor is there, with nothing between its comments.
    Empty(String),
    /// Cut by line numbers, which move.
    Lines(String),
}

/// One directive of a page.
pub struct Include {
    /// The file that was asked for, relative to the repository.
    pub target: PathBuf,
    /// Where the directive is written.
    pub place: (PathBuf, usize),
    /// Lines of the page's text, from 0, that it became.
    pub lines: std::ops::RangeInclusive<usize>,
    /// What it came to.
    pub outcome: Outcome,
}

struct Filler<'book> {
    book: &'book Book,
    text: String,
    origin: Vec<(PathBuf, usize)>,
    includes: Vec<Include>,
}

/// Reads a page and fills in its includes.
pub fn page(book: &Book, path: PathBuf) -> Result<Page, Error> {
    let file = book.named(&path);
    let source = read(&book.root.join(&file))?;
    let mut filler = Filler {
        book,
        text: String::new(),
        origin: vec![(file.clone(), 1)],
        includes: Vec::new(),
    };
    filler.fill(&source, &file, None, 0);
    Ok(Page {
        path,
        text: filler.text,
        origin: filler.origin,
        includes: filler.includes,
    })
}

impl Filler<'_> {
    /// `fixed`: where the directive is written that brought this text, unless it is Markdown,
    /// whose lines speak for themselves.
    fn fill(&mut self, source: &str, file: &Path, fixed: Option<&(PathBuf, usize)>, depth: usize) {
        let place = |offset: usize| {
            fixed.cloned().unwrap_or_else(|| {
                let line = source[..offset].matches('\n').count() + 1;
                (file.to_path_buf(), line)
            })
        };
        let mut done = 0;
        for found in DIRECTIVE.captures_iter(source) {
            let whole = found.get(0).expect("group 0 always matches");
            self.push(&source[done..whole.start()], done, &place);
            done = whole.end();
            let (Some(kind), Some(rest)) = (found.get(1), found.get(2)) else {
                self.push(&whole.as_str()[1..], whole.start() + 1, &place);
                continue;
            };
            let argument = rest.as_str().split_whitespace().next().unwrap_or("");
            match kind.as_str() {
                "include" | "rustdoc_include" => {
                    let here = place(whole.start());
                    self.include(kind.as_str(), argument, file, here, whole.as_str(), depth);
                }
                "title" => {}
                _ => self.push(whole.as_str(), whole.start(), &place),
            }
        }
        self.push(&source[done..], done, &place);
    }

    fn include(
        &mut self,
        kind: &str,
        argument: &str,
        file: &Path,
        place: (PathBuf, usize),
        directive: &str,
        depth: usize,
    ) {
        let (path, part) = argument.split_once(':').unwrap_or((argument, ""));
        let target = normalize(&file.parent().unwrap_or(file).join(path));
        let first = self.origin.len() - 1;
        let outcome = match fs::read_to_string(self.book.root.join(&target)) {
            Err(_) => {
                self.push(directive, 0, &|_| place.clone());
                Outcome::NoFile
            }
            Ok(text) => {
                let (text, outcome) = cut(&text, part, kind == "rustdoc_include");
                let markdown = target
                    .extension()
                    .is_some_and(|extension| extension == "md");
                let fixed = (!markdown || !part.is_empty()).then_some(&place);
                if depth < DEPTH {
                    self.fill(&text, &target, fixed, depth + 1);
                }
                outcome
            }
        };
        self.includes.push(Include {
            target,
            place,
            lines: first..=self.origin.len() - 1,
            outcome,
        });
    }

    fn push(&mut self, piece: &str, start: usize, place: &dyn Fn(usize) -> (PathBuf, usize)) {
        if piece.is_empty() {
            return;
        }
        // A line belongs to where its first byte was written.
        if self.text.is_empty() || self.text.ends_with('\n') {
            let last = self.origin.len() - 1;
            self.origin[last] = place(start);
        }
        self.text.push_str(piece);
        for (offset, _) in piece.match_indices('\n') {
            self.origin.push(place(start + offset + 1));
        }
    }
}

/// The part of a file that a directive asks for.
fn cut(text: &str, part: &str, keep_hidden: bool) -> (String, Outcome) {
    if part.is_empty() {
        return (text.to_owned(), Outcome::Good);
    }
    if part.starts_with(':') || part.starts_with(|first: char| first.is_ascii_digit()) {
        return (text.to_owned(), Outcome::Lines(part.to_owned()));
    }
    let name = part.split(':').next().unwrap_or(part);
    let is = |expression: &Regex, line: &str| {
        expression
            .captures(line)
            .is_some_and(|found| &found["name"] == name)
    };
    let (mut inside, mut begun, mut empty) = (false, false, true);
    let mut lines = Vec::new();
    for line in text.lines() {
        if !inside && is(&ANCHOR, line) {
            (inside, begun) = (true, true);
        } else if inside && is(&ANCHOR_END, line) {
            inside = false;
        } else if ANCHOR.is_match(line) || ANCHOR_END.is_match(line) {
            // mdbook leaves the comments of other anchors out.
        } else if inside {
            empty &= line.trim().is_empty();
            lines.push(line.to_owned());
        } else if keep_hidden {
            lines.push(format!("# {line}"));
        }
    }
    let outcome = match (begun, empty) {
        (false, _) => Outcome::NoAnchor(name.to_owned()),
        (true, true) => Outcome::Empty(name.to_owned()),
        (true, false) => Outcome::Good,
    };
    (lines.join("\n"), outcome)
}
