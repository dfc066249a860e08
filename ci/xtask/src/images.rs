//! Building, and looking at a PE file before it is loaded.

use std::{
    fs,
    path::{Path, PathBuf},
};

use object::{
    FileKind, LittleEndian,
    pe::{IMAGE_FILE_MACHINE_AMD64, IMAGE_FILE_MACHINE_ARM64, IMAGE_SUBSYSTEM_NATIVE},
    read::pe::{ImageNtHeaders, ImageOptionalHeader, PeFile64},
};

use crate::{
    failure::{Failure, Result},
    progress::Spinner,
    repository::{self, Driver, Model},
};

/// A driver image on disk.
#[derive(Clone, Debug)]
pub struct Image {
    /// The name in reports.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Its model, if it was built here: then it has to pass the image checks.
    pub model: Option<Model>,
}

/// Builds a driver from `tree`, which holds the folder `drivers`, into `out`.
pub fn build_driver(tree: &Path, driver: &Driver, out: &Path) -> Result<Image> {
    let options = kit::BuildOptions::release(out.join(driver.model.folder()));
    let built = in_place(
        &format!("building {driver}"),
        driver.model.workspace(),
        tree,
        |session, line| Ok(session.build_image(&driver.name, &options, line)?),
    )?;
    Ok(Image {
        name: driver.to_string(),
        path: built.sys,
        model: Some(driver.model),
    })
}

/// Builds the lab's images; returns their files.
pub fn build_lab() -> Result<Vec<PathBuf>> {
    build_lab_images(&["verifier", "fwpkclnt", "wdfldr"])
}

/// Builds a correct driver that uses what the lab brings, see `ci/lab/sys/exercise` and
/// `ci/lab/sys/exercise-wdf`.
pub fn build_exercise(package: &str) -> Result<Image> {
    let built = build_lab_images(&[package])?;
    let path = built.into_iter().next().unwrap_or_default();
    Ok(Image {
        name: package.to_owned(),
        path,
        model: None,
    })
}

/// Builds images of the lab's workspace; returns their files.
pub fn build_lab_images(packages: &[&str]) -> Result<Vec<PathBuf>> {
    let options = kit::BuildOptions::release(repository::images().join("lab"));
    in_place(
        "building the lab",
        kit::Workspace::lab(),
        &repository::root(),
        |session, line| {
            packages
                .iter()
                .map(|package| Ok(session.build_image(package, &options, line)?.sys))
                .collect()
        },
    )
}

/// Builds the load tester for Windows.
pub fn build_load_tester() -> Result<PathBuf> {
    let options = kit::BuildOptions::release(repository::images().join("load-test"));
    in_place(
        "building the load tester",
        kit::Workspace::load_test(),
        &repository::root(),
        |session, line| Ok(session.build_program("load-test", &options, line)?.exe),
    )
}

/// Works in the place of a workspace, with the sources of `tree` in it.
pub fn in_place<T>(
    what: &str,
    workspace: kit::Workspace,
    tree: &Path,
    work: impl FnOnce(&kit::Session<'_>, &mut dyn FnMut(&str)) -> Result<T>,
) -> Result<T> {
    let spinner = Spinner::new(what);
    let mut line = |line: &str| spinner.line(line);
    let place = kit::Place::open(workspace)?;
    let session = place.enter(&mut line)?;
    session.sync(tree)?;
    work(&session, &mut line)
}

/// Refuses a file that is no x64 kernel image.
pub fn check(path: &Path) -> Result<()> {
    let bytes = fs::read(path).map_err(|error| {
        Failure::usage(format!(
            "cannot read {}: {error}. Name the .sys file of a driver.",
            path.display()
        ))
    })?;
    check_bytes(&path.display().to_string(), &bytes)
}

fn check_bytes(name: &str, bytes: &[u8]) -> Result<()> {
    let not_x64 = |what: &str| {
        Failure::usage(format!(
            "{name} is an image for {what}; the lab loads x64. Build it for \
             x86_64-pc-windows-msvc."
        ))
    };
    let no_image = |why: &str| {
        Failure::usage(format!(
            "{name} is not a PE image: {why}. Name the .sys file of a driver; `cargo xtask \
             build` makes one."
        ))
    };
    match FileKind::parse(bytes) {
        Ok(FileKind::Pe64) => {}
        Ok(FileKind::Pe32) => return Err(not_x64("32-bit x86")),
        Ok(_) => return Err(no_image("it is a file of another kind")),
        Err(_) => return Err(no_image("its first bytes are of no known kind")),
    }
    let file = PeFile64::parse(bytes).map_err(|error| no_image(&error.to_string()))?;
    let headers = file.nt_headers();
    match headers.file_header().machine.get(LittleEndian) {
        IMAGE_FILE_MACHINE_AMD64 => {}
        IMAGE_FILE_MACHINE_ARM64 => return Err(not_x64("ARM64")),
        other => return Err(not_x64(&format!("machine {other:#06x}"))),
    }
    let subsystem = headers.optional_header().subsystem();
    if subsystem != IMAGE_SUBSYSTEM_NATIVE {
        return Err(Failure::usage(format!(
            "{name} is not a driver: its subsystem is {subsystem}, not NATIVE (1). Link it with \
             /SUBSYSTEM:NATIVE, as wdk-build does."
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest PE32+ image that parses, with the machine and subsystem asked for.
    fn image(machine: u16, subsystem: u16) -> Vec<u8> {
        const PE_OFFSET: u8 = 0x40;
        let mut bytes = vec![0; 0x200];
        let mut put = |offset: usize, value: &[u8]| {
            bytes[offset..offset + value.len()].copy_from_slice(value);
        };
        put(0, b"MZ");
        put(0x3c, &[PE_OFFSET]);
        let headers = usize::from(PE_OFFSET);
        put(headers, b"PE\0\0");
        put(headers + 4, &machine.to_le_bytes());
        // Size of the optional header, with 16 data directories.
        put(headers + 20, &240_u16.to_le_bytes());
        put(headers + 24, &0x20b_u16.to_le_bytes());
        put(headers + 24 + 68, &subsystem.to_le_bytes());
        put(headers + 24 + 108, &16_u32.to_le_bytes());
        bytes
    }

    #[test]
    fn a_driver_passes() {
        let bytes = image(IMAGE_FILE_MACHINE_AMD64, IMAGE_SUBSYSTEM_NATIVE);
        check_bytes("good.sys", &bytes).expect("a driver");
    }

    #[test]
    fn other_files_are_refused_by_name_cause_and_next_command() {
        const CONSOLE: u16 = 3;
        let refused = |bytes: &[u8]| {
            check_bytes("my.sys", bytes)
                .expect_err("refused")
                .to_string()
        };
        insta::assert_snapshot!("not_pe", refused(b"hello"));
        insta::assert_snapshot!("elf", refused(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"));
        let arm = image(IMAGE_FILE_MACHINE_ARM64, IMAGE_SUBSYSTEM_NATIVE);
        insta::assert_snapshot!("other_machine", refused(&arm));
        let program = image(IMAGE_FILE_MACHINE_AMD64, CONSOLE);
        insta::assert_snapshot!("not_native", refused(&program));
    }
}
