//! Mirrors source folders into a build place: a file is touched only when its content differs, because cargo decides by
//! modification time what to compile again.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use crate::{Error, Result, error::IoContext as _};

/// What one mirroring did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were new or had other content.
    pub written: usize,
    /// Files that the source no longer has.
    pub deleted: usize,
}

impl Changes {
    /// Whether the two sides were equal before.
    #[must_use]
    pub const fn none(self) -> bool {
        self.written == 0 && self.deleted == 0
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            written: self.written + other.written,
            deleted: self.deleted + other.deleted,
        }
    }
}

/// Makes `to/part` equal to `from/part` for each of `parts`, which name files or folders.
///
/// Folders called `target` and `.git` stay out on both sides: build output is neither copied nor deleted.
pub fn mirror(from: &Path, to: &Path, parts: &[PathBuf]) -> Result<Changes> {
    let mut changes = Changes::default();
    for part in parts {
        changes = changes.plus(mirror_part(&from.join(part), &to.join(part))?);
    }
    Ok(changes)
}

fn mirror_part(from: &Path, to: &Path) -> Result<Changes> {
    let mut changes = Changes::default();
    if from.is_file() {
        changes.written += usize::from(copy_if_different(from, to)?);
        return Ok(changes);
    }
    let wanted: BTreeSet<PathBuf> = files_below(from)?.into_iter().collect();
    if to.exists() {
        for relative in files_below(to)? {
            if !wanted.contains(&relative) {
                let path = to.join(relative);
                fs::remove_file(&path).context("delete", &path)?;
                changes.deleted += 1;
            }
        }
    }
    for relative in &wanted {
        changes.written +=
            usize::from(copy_if_different(&from.join(relative), &to.join(relative))?);
    }
    if changes.deleted > 0 {
        remove_empty_folders(to)?;
    }
    Ok(changes)
}

/// All files below `folder`, as sorted relative paths, without build output and version control.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_left_out(entry))
    {
        let entry = entry.map_err(|error| Error::Io {
            action: "list",
            path: error.path().unwrap_or(folder).to_path_buf(),
            source: io::Error::from(error),
        })?;
        if !entry.file_type().is_dir()
            && let Ok(relative) = entry.path().strip_prefix(folder)
        {
            files.push(relative.to_path_buf());
        }
    }
    Ok(files)
}

fn is_left_out(entry: &DirEntry) -> bool {
    entry.depth() > 0
        && entry.file_type().is_dir()
        && (entry.file_name() == "target" || entry.file_name() == ".git")
}

/// Copies `from` over `to` unless both hold the same bytes. Returns whether it wrote.
pub fn copy_if_different(from: &Path, to: &Path) -> Result<bool> {
    let content = fs::read(from).context("read", from)?;
    write_if_different(to, &content)
}

/// Writes `content` to `path` unless the file holds it already. Returns whether it wrote.
pub fn write_if_different(path: &Path, content: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|present| present == content) {
        return Ok(false);
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).context("create", parent)?;
    }
    fs::write(path, content).context("write", path)?;
    Ok(true)
}

fn remove_empty_folders(folder: &Path) -> Result<()> {
    // Not `contents_first`: with it, walkdir enters folders before it asks whether they are left out.
    let mut folders: Vec<PathBuf> = WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| !is_left_out(entry))
        .filter_map(std::result::Result::ok)
        .filter(|entry| entry.file_type().is_dir())
        .map(DirEntry::into_path)
        .collect();
    folders.reverse();
    for path in folders {
        match fs::remove_dir(&path) {
            Err(error) if error.kind() != io::ErrorKind::DirectoryNotEmpty => {
                return Err(error).context("delete", &path);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Deletes a folder with all it holds. A folder that does not exist is fine.
pub fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).context("delete", folder)
        }
        _ => Ok(()),
    }
}

/// Makes `link` lead to `target`.
#[cfg(unix)]
pub fn link(target: &Path, link: &Path) -> Result<()> {
    std::os::unix::fs::symlink(target, link).context("create", link)
}

/// Never reached: every caller refuses other hosts first.
#[cfg(not(unix))]
pub fn link(_target: &Path, _link: &Path) -> Result<()> {
    Err(Error::NotLinux)
}

#[cfg(test)]
mod tests {
    use std::{error::Error, time::SystemTime};

    use super::*;

    type TestResult = std::result::Result<(), Box<dyn Error>>;

    fn parts(names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(PathBuf::from).collect()
    }

    fn put(root: &Path, file: &str, text: &str) -> TestResult {
        let path = root.join(file);
        fs::create_dir_all(path.parent().ok_or("no parent")?)?;
        fs::write(path, text)?;
        Ok(())
    }

    fn modified(path: &Path) -> io::Result<SystemTime> {
        fs::metadata(path)?.modified()
    }

    #[test]
    fn copies_updates_and_deletes() -> TestResult {
        let folder = tempfile::tempdir()?;
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        put(&from, "Cargo.toml", "root")?;
        put(&from, "drivers/wdm/a/src/lib.rs", "one")?;
        put(&from, "drivers/wdm/a/src/gone.rs", "gone")?;
        put(&from, "drivers/shared/wfp-sys/src/lib.rs", "shared")?;
        put(&from, "book/page.md", "not asked for")?;
        let parts = parts(&["Cargo.toml", "drivers/wdm", "drivers/shared"]);

        let first = mirror(&from, &to, &parts)?;
        assert_eq!((first.written, first.deleted), (4, 0));
        assert!(!to.join("book").exists());
        assert!(mirror(&from, &to, &parts)?.none());

        put(&from, "drivers/wdm/a/src/lib.rs", "two")?;
        fs::remove_file(from.join("drivers/wdm/a/src/gone.rs"))?;
        let second = mirror(&from, &to, &parts)?;
        assert_eq!((second.written, second.deleted), (1, 1));
        assert_eq!(
            fs::read_to_string(to.join("drivers/wdm/a/src/lib.rs"))?,
            "two"
        );
        assert!(!to.join("drivers/wdm/a/src/gone.rs").exists());
        Ok(())
    }

    #[test]
    fn unchanged_files_keep_their_time() -> TestResult {
        let folder = tempfile::tempdir()?;
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        put(&from, "s/same.rs", "same")?;
        put(&from, "s/new.rs", "old")?;
        mirror(&from, &to, &parts(&["s"]))?;
        let long_ago = SystemTime::UNIX_EPOCH;
        for file in ["s/same.rs", "s/new.rs"] {
            fs::File::options()
                .write(true)
                .open(to.join(file))?
                .set_modified(long_ago)?;
        }
        put(&from, "s/same.rs", "same")?;
        put(&from, "s/new.rs", "new")?;
        mirror(&from, &to, &parts(&["s"]))?;
        assert_eq!(modified(&to.join("s/same.rs"))?, long_ago);
        assert!(modified(&to.join("s/new.rs"))? > long_ago);
        Ok(())
    }

    #[test]
    fn build_output_is_neither_copied_nor_deleted() -> TestResult {
        let folder = tempfile::tempdir()?;
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        put(&from, "ws/src/lib.rs", "source")?;
        put(&from, "ws/target/theirs", "output")?;
        put(&to, "ws/target/ours", "output")?;
        put(&to, "ws/old/file", "goes")?;
        fs::create_dir_all(to.join("ws/target/empty"))?;
        let changes = mirror(&from, &to, &parts(&["ws"]))?;
        assert_eq!((changes.written, changes.deleted), (1, 1));
        assert!(!to.join("ws/target/theirs").exists());
        assert!(to.join("ws/target/ours").exists());
        assert!(to.join("ws/target/empty").exists());
        assert!(!to.join("ws/old").exists(), "an emptied folder goes too");
        Ok(())
    }
}
