//! What a Linux host changes in its vendored copy of Microsoft's crates.
//!
//! wdk-build 0.6 compiles on Windows only. Three of its functions stand in the way, none of which a build script calls,
//! and so does the `windows` crate, of which it uses four registry functions to look for an installed WDK. The kit sets
//! `WDKContentRoot`, and no registry is asked.

use crate::stamp::{Hasher, Stamp};

/// One replacement in one file. `anchor` must occur exactly once there.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    /// What the edit is for.
    pub name: &'static str,
    /// File inside the crate.
    pub file: &'static str,
    /// Text to replace.
    pub anchor: &'static str,
    /// What it becomes.
    pub replacement: &'static str,
}

/// What happens to one crate.
#[derive(Clone, Copy, Debug)]
pub struct CrateEdit {
    /// The crate.
    pub krate: &'static str,
    /// What happens to it.
    pub change: Change,
}

/// How a crate changes.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    /// Some texts are replaced.
    Edits(&'static [Edit]),
    /// All sources go, and this text becomes `src/lib.rs`. The manifest stays, and with it the lock file.
    Source(&'static str),
}

/// The edits, in the order of application.
pub const HOST_EDITS: &[CrateEdit] = &[
    CrateEdit {
        krate: "wdk-build",
        change: Change::Edits(WDK_BUILD),
    },
    CrateEdit {
        krate: "windows",
        change: Change::Source(include_str!("../overlay/crates/windows.rs")),
    },
    CrateEdit {
        krate: "windows-future",
        change: Change::Source(include_str!("../overlay/crates/windows_future.rs")),
    },
];

const WDK_BUILD: &[Edit] = &[
    // Only wdk-build's cargo-make helpers call these two, at run time and never here.
    Edit {
        name: "set_var off Windows",
        file: "src/utils.rs",
        anchor: "pub fn set_var<K, V>(_key: K, _value: V)
where
    K: AsRef<OsStr>,
    V: AsRef<OsStr>,
{
    compile_error!(",
        replacement: "pub fn set_var<K, V>(_key: K, _value: V)
where
    K: AsRef<OsStr>,
    V: AsRef<OsStr>,
{
    unimplemented!(",
    },
    Edit {
        name: "remove_var off Windows",
        file: "src/utils.rs",
        anchor: "pub fn remove_var<K>(_key: K)
where
    K: AsRef<OsStr>,
{
    compile_error!(",
        replacement: "pub fn remove_var<K>(_key: K)
where
    K: AsRef<OsStr>,
{
    unimplemented!(",
    },
    Edit {
        name: "first link to the makefile",
        file: "src/cargo_make.rs",
        anchor: "    if !destination_path.exists() {
        std::os::windows::fs::symlink_file(",
        replacement: "    if !destination_path.exists() {
        std::os::unix::fs::symlink(",
    },
    Edit {
        name: "renewed link to the makefile",
        file: "src/cargo_make.rs",
        anchor: "        std::fs::remove_file(&destination_path)
            .map_err(|source| IoError::with_path(&destination_path, source))?;
        std::os::windows::fs::symlink_file(",
        replacement: "        std::fs::remove_file(&destination_path)
            .map_err(|source| IoError::with_path(&destination_path, source))?;
        std::os::unix::fs::symlink(",
    },
];

impl Edit {
    /// The edited text, or how often the anchor was found instead of once.
    ///
    /// Published crates have the line ends of the machine that packed them; the result has plain ones.
    pub fn apply(&self, text: &str) -> Result<String, usize> {
        let text = text.replace("\r\n", "\n");
        match text.matches(self.anchor).count() {
            1 => Ok(text.replacen(self.anchor, self.replacement, 1)),
            found => Err(found),
        }
    }
}

/// Stamp of all edits: another one means that vendored crates and what was compiled from them are out of date.
#[must_use]
pub fn stamp(edits: &[CrateEdit]) -> Stamp {
    let mut hasher = Hasher::default();
    for edit in edits {
        hasher.add("crate", edit.krate.as_bytes());
        match edit.change {
            Change::Source(text) => {
                hasher.add("source", text.as_bytes());
            }
            Change::Edits(edits) => {
                for edit in edits {
                    hasher
                        .add(edit.file, edit.anchor.as_bytes())
                        .add(edit.name, edit.replacement.as_bytes());
                }
            }
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of the crate as it is published, around the anchor.
    fn published(edit: &Edit) -> String {
        format!("// before\n{}\n// after\n", edit.anchor)
    }

    #[test]
    fn each_edit_replaces_its_anchor_alone() {
        for edit in WDK_BUILD {
            let edited = edit.apply(&published(edit)).expect(edit.name);
            assert_eq!(
                edited,
                format!("// before\n{}\n// after\n", edit.replacement)
            );
        }
    }

    #[test]
    fn carriage_returns_do_not_hide_an_anchor() {
        for edit in WDK_BUILD {
            let dos = published(edit).replace('\n', "\r\n");
            assert_eq!(
                edit.apply(&dos),
                edit.apply(&published(edit)),
                "{}",
                edit.name
            );
        }
    }

    #[test]
    fn an_anchor_that_is_gone_or_occurs_twice_is_refused() {
        for edit in WDK_BUILD {
            assert_eq!(
                edit.apply("// nothing of the kind\n"),
                Err(0),
                "{}",
                edit.name
            );
            assert_eq!(
                edit.apply(&published(edit).repeat(2)),
                Err(2),
                "{}",
                edit.name
            );
        }
    }

    #[test]
    fn edits_leave_nothing_of_windows_alone() {
        for edit in WDK_BUILD {
            assert!(
                !edit.replacement.contains("compile_error!"),
                "{}",
                edit.name
            );
            assert!(!edit.replacement.contains("os::windows"), "{}", edit.name);
        }
    }

    /// Two edits of one file must not meet in each other's text.
    #[test]
    fn edits_of_one_file_do_not_overlap() {
        for first in WDK_BUILD {
            for second in WDK_BUILD
                .iter()
                .filter(|e| e.file == first.file && e.name != first.name)
            {
                assert!(
                    !second.anchor.contains(first.anchor),
                    "{} in {}",
                    first.name,
                    second.name
                );
            }
        }
    }

    #[test]
    fn the_stamp_tells_edits_apart() {
        assert_eq!(stamp(HOST_EDITS), stamp(HOST_EDITS));
        assert_ne!(stamp(HOST_EDITS), stamp(&HOST_EDITS[1..]));
        assert_ne!(stamp(HOST_EDITS), stamp(&[]));
    }
}
