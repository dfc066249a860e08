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
    image_checks,
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

/// A driver's file that may come from anywhere.
pub fn anybodys(path: &Path) -> Result<Image> {
    check(path)?;
    let name = path.file_name().unwrap_or_default();
    Ok(Image {
        name: name.to_string_lossy().into_owned(),
        path: path.to_owned(),
        model: None,
    })
}

/// Refuses a file that is not an x64 kernel image.
pub fn check(path: &Path) -> Result<()> {
    let bytes = fs::read(path).map_err(|error| {
        Failure::usage(format!(
            "cannot read {}: {error}. Give the .sys file of a driver.",
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
            "{name} is not a PE image: {why}. Give the .sys file of a driver; `cargo xtask \
             build` makes one."
        ))
    };
    match FileKind::parse(bytes) {
        Ok(FileKind::Pe64) => {}
        Ok(FileKind::Pe32) => return Err(not_x64("32-bit x86")),
        Ok(_) => return Err(no_image("it is another kind of file")),
        Err(_) => return Err(no_image("its first bytes match no known format")),
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
    let damaged =
        |why: &str| Failure::usage(format!("{name} is damaged: {why}. Copy or build it again."));
    for section in file.section_table().iter() {
        if section.pe_data(bytes).is_err() {
            let section = String::from_utf8_lossy(section.raw_name());
            return Err(damaged(&format!(
                "the file ends before its section {section}"
            )));
        }
    }
    if headers.optional_header().address_of_entry_point() == 0 {
        return Err(Failure::usage(format!(
            "{name} has no entry point, so none of its code would run. Link it with /ENTRY, as \
             wdk-build does."
        )));
    }
    image_checks::imports(&file)
        .map(drop)
        .map_err(|error| damaged(&format!("its import table cannot be read ({error})")))
}

#[cfg(test)]
mod tests {
    use object::pe::{
        IMAGE_NT_OPTIONAL_HDR32_MAGIC, IMAGE_SUBSYSTEM_WINDOWS_CUI, IMAGE_SUBSYSTEM_WINDOWS_GUI,
    };

    use super::*;

    #[test]
    fn a_driver_passes() {
        check_bytes("good.sys", &image(|_| {})).expect("a driver");
    }

    fn image(change: impl FnOnce(&mut image_checks::tests::Image)) -> Vec<u8> {
        let mut image = image_checks::tests::Image::good();
        change(&mut image);
        image.bytes
    }

    fn refused(bytes: &[u8]) -> String {
        let refused = check_bytes("my.sys", bytes).expect_err("refused");
        refused.to_string()
    }

    #[test]
    fn other_files_are_refused_by_name_cause_and_next_command() {
        insta::assert_snapshot!("not_pe", refused(b"hello"));
        insta::assert_snapshot!("elf", refused(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"));
        let arm = image(|image| image.machine(IMAGE_FILE_MACHINE_ARM64));
        insta::assert_snapshot!("other_machine", refused(&arm));
        let x86 = image(|image| image.magic(IMAGE_NT_OPTIONAL_HDR32_MAGIC));
        insta::assert_snapshot!("32_bit", refused(&x86));
    }

    #[test]
    fn an_image_of_user_mode_is_refused() {
        for subsystem in [IMAGE_SUBSYSTEM_WINDOWS_GUI, IMAGE_SUBSYSTEM_WINDOWS_CUI] {
            let program = image(|image| image.subsystem(subsystem));
            assert!(refused(&program).contains("not NATIVE"), "{subsystem}");
        }
        let program = image(|image| image.subsystem(IMAGE_SUBSYSTEM_WINDOWS_CUI));
        insta::assert_snapshot!("not_native", refused(&program));
    }

    #[test]
    fn an_image_without_an_entry_point_is_refused() {
        insta::assert_snapshot!("no_entry", refused(&image(|image| image.entry(0))));
    }

    #[test]
    fn a_file_that_ends_too_early_is_refused_at_any_length() {
        let whole = image(|_| {});
        insta::assert_snapshot!("truncated", refused(&whole[..whole.len() - 1]));
        for length in 0..whole.len() {
            refused(&whole[..length]);
        }
    }

    #[test]
    fn an_import_table_outside_the_image_is_refused() {
        let directory = image(|image| image.import_directory(0x7fff_0000));
        insta::assert_snapshot!("imports_outside", refused(&directory));
        // The directory is inside, and what it names is not.
        let names = image(|image| image.import_names(0x7fff_0000));
        assert!(refused(&names).contains("import table"));
    }
}
