//! `sources.csv`: for each page of Microsoft that the book links, what is taken from it and when it
//! was read. `read-drivers.csv`: for each public driver that the book counts, where it was read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::source::{Book, read};
use crate::{Error, Report};

const COLUMNS: [&str; 5] = ["url", "section", "taken", "read", "precedence"];

const DRIVER_COLUMNS: [&str; 7] = [
    "driver",
    "commit",
    "file",
    "lines",
    "looked at",
    "found",
    "how",
];

/// External addresses without their fragment, each with the first place that links it.
pub type Linked = BTreeMap<String, (PathBuf, usize)>;

/// A page of Microsoft's documentation: the book's claims about Windows rest on these.
fn is_microsoft(url: &str) -> bool {
    let host = url
        .strip_prefix("https://")
        .and_then(|rest| rest.split('/').next())
        .unwrap_or_default();
    host == "microsoft.com" || host.ends_with(".microsoft.com")
}

/// Each link to Microsoft has a row, each row has a link, and each driver has its place.
pub fn check(book: &Book, linked: &Linked, report: &mut Report) -> Result<(), Error> {
    drivers(book, report)?;
    let file = book.named(Path::new("sources.csv"));
    let full = book.root.join(&file);
    let text = if full.is_file() {
        read(&full)?
    } else {
        String::new()
    };
    let rows = rows(&file, &text, report);
    for (url, (page, line)) in linked {
        if is_microsoft(url) && !rows.contains_key(url) {
            report.add(
                page,
                *line,
                format!("{url} has no row in {}", file.display()),
                "read the page, then write down what the book takes from it and the date",
            );
        }
    }
    for (url, line) in rows {
        if !linked.contains_key(&url) {
            report.add(
                &file,
                line,
                format!("no page links {url}"),
                "link it without its fragment, correct the address, or delete the row",
            );
        }
    }
    Ok(())
}

/// The records below the header, each with its line. What cannot be read, and another header, is
/// reported.
fn records(
    file: &Path,
    text: &str,
    columns: &[&str],
    report: &mut Report,
) -> Vec<(usize, csv::StringRecord)> {
    let mut all = Vec::new();
    if text.is_empty() {
        return all;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    for (index, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(why) => {
                let line = why.position().map_or(1, csv::Position::line);
                report.add(
                    file,
                    number(line),
                    format!("the row cannot be read: {}", reason(&why)),
                    format!(
                        "write {}; quote a field that has a comma",
                        columns.join(",")
                    ),
                );
                continue;
            }
        };
        let line = number(record.position().map_or(1, csv::Position::line));
        if index == 0 {
            if record.iter().ne(columns.iter().copied()) {
                report.add(
                    file,
                    line,
                    "the header is wrong",
                    format!("write {}", columns.join(",")),
                );
            }
        } else if record.iter().any(|field| field.contains('\n')) {
            report.add(
                file,
                line,
                "a field runs on into the next line",
                "close its quote, and keep each row on one line",
            );
        } else {
            all.push((line, record));
        }
    }
    all
}

/// The addresses of the rows, each with its first line. What is wrong with a row is reported.
fn rows(file: &Path, text: &str, report: &mut Report) -> BTreeMap<String, usize> {
    let mut urls = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (line, record) in records(file, text, &COLUMNS, report) {
        let field = |column: usize| record.get(column).unwrap_or_default().trim();
        for (column, name) in COLUMNS.into_iter().enumerate() {
            if !field(column).is_empty() {
                continue;
            }
            let fix = match name {
                "taken" => "say in your own words what the book takes from the page",
                "read" => "give the date on which the page was read, YYYY-MM-DD",
                "url" => "give the page's address as links.md has it",
                _ => "write `-` where there is nothing to say",
            };
            report.add(file, line, format!("`{name}` is empty"), fix);
        }
        let read = field(3);
        if !read.is_empty() && !is_date(read) {
            report.add(
                file,
                line,
                format!("`{read}` is not a date"),
                "give the date on which the page was read, YYYY-MM-DD",
            );
        }
        let url = field(0);
        if url.is_empty() {
            continue;
        }
        if !seen.insert((url.to_owned(), field(1).to_owned())) {
            report.add(
                file,
                line,
                format!("{url} has two rows for the section `{}`", field(1)),
                "make one row of them",
            );
        }
        urls.entry(url.to_owned()).or_insert(line);
    }
    urls
}

/// Each driver that the book counts has a place where anyone can read the same: a commit and a file.
fn drivers(book: &Book, report: &mut Report) -> Result<(), Error> {
    let file = book.named(Path::new("read-drivers.csv"));
    let full = book.root.join(&file);
    if !full.is_file() {
        return Ok(());
    }
    for (line, record) in records(&file, &read(&full)?, &DRIVER_COLUMNS, report) {
        for (name, field) in DRIVER_COLUMNS.into_iter().zip(&record) {
            if field.trim().is_empty() {
                report.add(
                    &file,
                    line,
                    format!("`{name}` is empty"),
                    "say where the driver was read and what was found",
                );
            }
        }
        let commit = record.get(1).unwrap_or_default();
        let whole = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !commit.is_empty() && !whole {
            report.add(
                &file,
                line,
                format!("`{commit}` is no commit"),
                "give all 40 digits",
            );
        }
    }
    Ok(())
}

/// What is wrong, without the byte offsets that the crate adds.
fn reason(why: &csv::Error) -> String {
    match why.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("it has {len} fields, not {expected_len}"),
        other => format!("{other:?}"),
    }
}

fn number(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

/// `YYYY-MM-DD`, and a day that the month has.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_microsoft};

    #[test]
    fn days_that_exist() {
        for good in ["2026-11-28", "2024-02-29", "2000-02-29", "2026-12-31"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026-01-00",
            "28.11.2026",
            "2026-1-2",
            "2026-11-28T10:00",
            "+026-11-28",
            "-",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn hosts_of_microsoft() {
        assert!(is_microsoft("https://learn.microsoft.com/en-us/x"));
        assert!(is_microsoft("https://docs.microsoft.com/x"));
        assert!(!is_microsoft("https://github.com/microsoft/x"));
        assert!(!is_microsoft("https://notmicrosoft.com/x"));
        assert!(!is_microsoft("https://example.com/learn.microsoft.com/"));
    }
}
