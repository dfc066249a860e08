//! Stamps: short hashes that tell whether a cached thing is still made of the same parts.

use std::{fmt, fs, path::Path};

use sha2::{Digest, Sha256};

use crate::{Result, error::IoContext as _, mirror};

/// Collects the parts that something is made of.
#[derive(Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Adds one named part. Lengths go in too, so that moving a byte from one part to the next changes the stamp.
    pub fn add(&mut self, name: &str, content: &[u8]) -> &mut Self {
        for part in [name.as_bytes(), content] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
        self
    }

    /// Adds every file below `folder` with its relative path.
    pub fn add_folder(&mut self, folder: &Path) -> Result<&mut Self> {
        for relative in mirror::files_below(folder)? {
            let path = folder.join(&relative);
            let content = fs::read(&path).context("read", &path)?;
            self.add(&relative.to_string_lossy(), &content);
        }
        Ok(self)
    }

    /// The stamp of everything added so far.
    #[must_use]
    pub fn finish(&self) -> Stamp {
        Stamp(format!("{:x}", self.0.clone().finalize()))
    }
}

/// Names the exact content of a cached thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(String);

impl Stamp {
    /// The first characters, for folder names.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }

    /// Whether `file` holds this stamp. A missing or unreadable file holds none.
    #[must_use]
    pub fn is_in(&self, file: &Path) -> bool {
        fs::read_to_string(file).is_ok_and(|text| text.trim() == self.0)
    }

    /// Writes the stamp, as the last step of making the thing it stands for.
    pub fn write_to(&self, file: &Path) -> Result<()> {
        fs::write(file, format!("{self}\n")).context("write", file)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(parts: &[(&str, &str)]) -> Stamp {
        let mut hasher = Hasher::default();
        for (name, content) in parts {
            hasher.add(name, content.as_bytes());
        }
        hasher.finish()
    }

    #[test]
    fn every_byte_and_its_place_count() {
        let base = stamp(&[("a", "bc"), ("d", "e")]);
        assert_eq!(base, stamp(&[("a", "bc"), ("d", "e")]));
        for other in [
            stamp(&[("ab", "c"), ("d", "e")]),
            stamp(&[("a", "bc"), ("d", "f")]),
            stamp(&[("d", "e"), ("a", "bc")]),
            stamp(&[("a", "bc")]),
        ] {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn a_stamp_is_known_again_and_another_is_not()
    -> std::result::Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("stamp");
        let one = stamp(&[("a", "1")]);
        assert!(!one.is_in(&file));
        one.write_to(&file)?;
        assert!(one.is_in(&file));
        assert!(!stamp(&[("a", "2")]).is_in(&file));
        Ok(())
    }

    #[test]
    fn a_new_file_in_a_folder_changes_its_stamp()
    -> std::result::Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("a.h"), "x")?;
        let before = Hasher::default().add_folder(folder.path())?.finish();
        fs::write(folder.path().join("b.h"), "")?;
        assert_ne!(
            before,
            Hasher::default().add_folder(folder.path())?.finish()
        );
        Ok(())
    }
}
