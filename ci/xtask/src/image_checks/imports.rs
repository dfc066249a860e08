//! Every import has a verdict: *allow*, *deny*, or *unknown*. Only the first passes.

use std::collections::BTreeMap;

use crate::failure::{Failure, Result};

use super::{
    Objection,
    subject::{self, Subject},
};

const TABLE: &str = include_str!("imports.txt");
const FILE: &str = "ci/xtask/src/image_checks/imports.txt";

/// What the table says of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict<'a> {
    Allow,
    Deny(&'a str),
    Unknown,
}

/// The table: verdicts by library, in lower case, and function.
struct Table<'a>(BTreeMap<(String, &'a str), Verdict<'a>>);

impl<'a> Table<'a> {
    fn parse(text: &'a str) -> Result<Self> {
        let mut table = BTreeMap::new();
        let mut library = String::new();
        for (index, line) in text.lines().enumerate() {
            let wrong = |why: &str| Failure::usage(format!("{FILE}:{}: {why}.", index + 1));
            let line = line.trim();
            let mut add = |name, verdict| match table.insert((library.clone(), name), verdict) {
                None => Ok(()),
                Some(_) => Err(wrong(&format!("{name} stands twice"))),
            };
            if line.is_empty() || line.starts_with(';') {
            } else if let Some(names) = line.strip_prefix("allow ") {
                for name in names.split_whitespace() {
                    add(name, Verdict::Allow)?;
                }
            } else if let Some(denied) = line.strip_prefix("deny ") {
                let (name, why) = denied
                    .split_once(": ")
                    .ok_or_else(|| wrong("deny needs a name, a colon and the reason"))?;
                add(name, Verdict::Deny(why))?;
            } else if let Some(name) = line.strip_prefix('[').and_then(|s| s.strip_suffix(']')) {
                library = name.to_ascii_lowercase();
            } else {
                return Err(wrong("a line is a [library], allow, deny, or a ; comment"));
            }
        }
        Ok(Self(table))
    }

    fn verdict(&self, library: &str, name: &'a str) -> Verdict<'a> {
        let verdict = self.0.get(&(library.to_ascii_lowercase(), name));
        verdict.copied().unwrap_or(Verdict::Unknown)
    }
}

/// The functions of a library that an image may import.
pub fn allowed(library: &str) -> Result<Vec<&'static str>> {
    let table = Table::parse(TABLE)?;
    let rows = table.0.into_iter();
    let allowed = rows.filter(|((of, _), verdict)| of == library && *verdict == Verdict::Allow);
    Ok(allowed.map(|((_, name), _)| name).collect())
}

pub fn known(image: &Subject<'_>) -> Result<Vec<Objection>> {
    let table = Table::parse(TABLE)?;
    let imports = subject::imports(&image.file)?;
    let mut objections = Vec::new();
    for import in &imports {
        let text = match table.verdict(&import.library, &import.name) {
            Verdict::Allow => continue,
            Verdict::Deny(why) => format!("{}!{}: {why}", import.library, import.name),
            Verdict::Unknown => format!(
                "{}!{} is in no list. Read its page; if it is documented for drivers, add it to \
                 {FILE}",
                import.library, import.name
            ),
        };
        objections.push(Objection {
            text,
            calls: image.calls_to(import.slot),
        });
    }
    Ok(objections)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_has_one_of_three_verdicts() {
        let table = Table::parse(TABLE).expect("the table");
        assert_eq!(
            table.verdict("NTOSKRNL.EXE", "ExAllocatePool2"),
            Verdict::Allow
        );
        assert!(matches!(
            table.verdict("ntoskrnl.exe", "ExAllocatePool"),
            Verdict::Deny(why) if why.contains("ExAllocatePool2")
        ));
        assert_eq!(table.verdict("ntoskrnl.exe", "ExNoSuch"), Verdict::Unknown);
        // The name alone does not count.
        assert_eq!(
            table.verdict("hal.dll", "ExAllocatePool2"),
            Verdict::Unknown
        );
    }

    #[test]
    fn a_name_that_stands_twice_and_a_denial_without_reason_are_refused() {
        let refused = |text| Table::parse(text).map(drop).expect_err(text).to_string();
        assert!(refused("[a.sys]\nallow One Two\nallow One\n").contains("txt:3: One stands twice"));
        assert!(refused("[a.sys]\ndeny One\n").contains("txt:2: deny needs"));
        assert!(refused("[a.sys]\nOne\n").contains("txt:2: a line is"));
    }
}
