//! Import libraries of kernel images, made from lists of names.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use crate::{Error, Result, error::IoContext as _, tool};

/// How an exported name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// A function.
    Code,
    /// Data. As in the WDK's libraries the plain name means the address slot, one dereference away from the data.
    Constant,
}

/// Names that a DLL exports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exports(BTreeMap<String, Symbol>);

impl Exports {
    /// Reads the names from a mingw import library.
    pub fn of_archive(archive: &Path) -> Result<Self> {
        let listing = tool::run(
            Command::new("llvm-nm-19")
                .args([
                    "--quiet",
                    "--format=just-symbols",
                    "--extern-only",
                    "--defined-only",
                ])
                .arg(archive),
        )?;
        Ok(Self::of_symbols(&String::from_utf8_lossy(&listing)))
    }

    /// An import library has `__imp_NAME` for each name, and `NAME` too when it is a function.
    fn of_symbols(listing: &str) -> Self {
        let symbols: std::collections::BTreeSet<&str> = listing.lines().map(str::trim).collect();
        Self(
            symbols
                .iter()
                .filter_map(|symbol| symbol.strip_prefix("__imp_"))
                .map(|name| {
                    let symbol = if symbols.contains(name) {
                        Symbol::Code
                    } else {
                        Symbol::Constant
                    };
                    (name.to_owned(), symbol)
                })
                .collect(),
        )
    }

    /// Reads a list of names: one a line, `CONSTANT` after data, comments after a semicolon.
    pub fn of_list(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).context("read", path)?;
        let mut exports = Self::default();
        for line in text.lines() {
            let line = line.split(';').next().unwrap_or_default();
            match line.split_whitespace().collect::<Vec<_>>()[..] {
                [] => {}
                [name] => exports.add(name, Symbol::Code),
                [name, "CONSTANT"] => exports.add(name, Symbol::Constant),
                _ => {
                    return Err(Error::Malformed {
                        path: path.to_path_buf(),
                        why: format!("\"{line}\" is not a name, optionally followed by CONSTANT"),
                    });
                }
            }
        }
        Ok(exports)
    }

    fn add(&mut self, name: &str, symbol: Symbol) {
        self.0.insert(name.to_owned(), symbol);
    }

    /// Both lists together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The module definition file for a DLL of this name.
    #[must_use]
    pub fn definition(&self, dll: &str) -> String {
        let mut text = format!("LIBRARY \"{dll}\"\nEXPORTS\n");
        for (name, symbol) in &self.0 {
            let suffix = match symbol {
                Symbol::Code => "",
                Symbol::Constant => " CONSTANT",
            };
            text.extend([name, suffix, "\n"]);
        }
        text
    }

    /// Makes `library` (and its `.def` beside it), through which an image imports these names from `dll`.
    pub fn write_library(&self, dll: &str, library: &Path) -> Result<()> {
        let definition = library.with_extension("def");
        fs::write(&definition, self.definition(dll)).context("write", &definition)?;
        tool::run(
            Command::new("llvm-dlltool-19")
                .args(["--machine", "i386:x86-64", "--input-def"])
                .arg(&definition)
                .arg("--output-lib")
                .arg(library),
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_code_is_data() {
        let exports =
            Exports::of_symbols("__imp_ExFreePool\nExFreePool\n__imp_PsThreadType\n_head_lib\n");
        assert_eq!(
            exports.definition("ntoskrnl.exe"),
            "LIBRARY \"ntoskrnl.exe\"\nEXPORTS\nExFreePool\nPsThreadType CONSTANT\n"
        );
    }

    #[test]
    fn lists_have_comments_and_reject_other_words() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let list = folder.path().join("a.names");
        fs::write(&list, "; note\nOne\nTwo CONSTANT ; data\n\n")?;
        let exports = Exports::of_list(&list)?;
        assert_eq!(
            exports.definition("A.SYS"),
            "LIBRARY \"A.SYS\"\nEXPORTS\nOne\nTwo CONSTANT\n"
        );

        fs::write(&list, "Two DATA\n")?;
        let error = Exports::of_list(&list).expect_err("DATA is not a known word");
        assert!(error.to_string().contains("Two DATA"), "{error}");
        Ok(())
    }
}
