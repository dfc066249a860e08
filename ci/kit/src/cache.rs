//! The cache folder, and locks between processes that use it at the same time.

use std::{
    env, fs,
    fs::File,
    path::{Path, PathBuf},
};

use crate::{Error, Result, error::IoContext as _};

/// The persistent cache folder: `CALLOUT_CACHE`, or `leave-no-callout-behind` in the user's cache.
///
/// # Errors
///
/// When no variable names a folder, or the folder's name cannot be used.
pub fn folder() -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let folder = if let Some(path) = set("CALLOUT_CACHE") {
        PathBuf::from(path)
    } else {
        let user_cache = set("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| set("HOME").map(|home| Path::new(&home).join(".cache")))
            .ok_or(Error::NoCacheFolder)?;
        user_cache.join("leave-no-callout-behind")
    };
    usable(&folder)?;
    Ok(folder)
}

/// Refuses names that make a tool misbehave much later.
fn usable(folder: &Path) -> Result<()> {
    let refuse = |why| {
        Err(Error::UnusableCacheFolder {
            path: folder.to_path_buf(),
            why,
        })
    };
    let Some(text) = folder.to_str() else {
        return refuse("the path is not UTF-8");
    };
    if !folder.is_absolute() {
        return refuse("the path is not absolute");
    }
    // wdk-sys selects the framework's headers by this pattern, over the whole path.
    if text.to_ascii_lowercase().contains("wdf") {
        return refuse(
            "\"wdf\" in the path makes wdk-sys take every header for a framework header",
        );
    }
    if text.contains([' ', ';', '=', '"']) {
        return refuse("the path holds a blank or one of ; = \"");
    }
    Ok(())
}

/// A lock between processes, released when the value is dropped.
#[derive(Debug)]
pub struct Lock {
    /// Held for its lock alone.
    _file: File,
}

impl Lock {
    /// Waits for the lock file `path`, which is made when it is missing.
    pub fn wait(path: &Path) -> Result<Self> {
        let file = Self::open(path)?;
        file.lock().context("lock", path)?;
        Ok(Self { _file: file })
    }

    /// As [`Lock::wait`], and calls `held_elsewhere` once when another process has it.
    pub fn wait_saying(path: &Path, held_elsewhere: impl FnOnce()) -> Result<Self> {
        let file = Self::open(path)?;
        if file.try_lock().is_err() {
            held_elsewhere();
            file.lock().context("lock", path)?;
        }
        Ok(Self { _file: file })
    }

    fn open(path: &Path) -> Result<File> {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).context("create", parent)?;
        }
        File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .context("open", path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_confuse_a_tool_are_refused() {
        assert!(usable(Path::new("/home/a/.cache/leave-no-callout-behind")).is_ok());
        for (folder, why) in [
            ("cache", "not absolute"),
            ("/home/a/WDF/cache", "wdf"),
            ("/home/a b/cache", "blank"),
        ] {
            let error = usable(Path::new(folder)).expect_err(folder).to_string();
            assert!(
                error.contains(why) && error.contains("CALLOUT_CACHE"),
                "{error}"
            );
        }
    }

    #[test]
    fn the_second_to_come_waits_and_says_so() -> std::result::Result<(), Box<dyn std::error::Error>>
    {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("place/lock");
        let first = Lock::wait(&path)?;
        let (said, heard) = std::sync::mpsc::channel();
        let second = std::thread::spawn({
            let path = path.clone();
            move || Lock::wait_saying(&path, || said.send(()).unwrap_or_default()).is_ok()
        });
        heard.recv()?;
        assert!(!second.is_finished());
        drop(first);
        assert!(second.join().map_err(|_| "panicked")?);
        // Free again: the file names no holder.
        Lock::wait_saying(&path, || unreachable!("the lock is free"))?;
        Ok(())
    }
}
