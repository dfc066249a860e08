//! The framework version that the image asks for, from the record that its entry stub gives to
//! `WdfVersionBind` (`WDF_BIND_INFO`, `fxldr.h` of Windows-Driver-Frameworks).

use object::{Object as _, ObjectSection as _};

use crate::{
    failure::Result,
    repository::{self, Model},
};

use super::{Objection, subject::Subject};

const COMPONENT: &str = "KmdfLibrary";

/// Major and minor version.
pub type Version = (u32, u32);

pub fn version(image: &Subject<'_>) -> Result<Vec<Objection>> {
    let expected = match image.model {
        Model::Wdm => None,
        Model::Wdf => Some(repository::kmdf_version()?),
    };
    Ok(compare(expected, bound(image)))
}

fn compare(expected: Option<Version>, bound: Option<Version>) -> Vec<Objection> {
    if expected == bound {
        return Vec::new();
    }
    let text = |version: Option<Version>| {
        version.map_or_else(
            || "no framework".to_owned(),
            |(major, minor)| format!("KMDF {major}.{minor}"),
        )
    };
    vec![Objection::whole(format!(
        "the image binds to {}; its workspace states {}",
        text(bound),
        text(expected)
    ))]
}

/// The version in the image's bind record.
pub fn bound(image: &Subject<'_>) -> Option<Version> {
    let component = address_of_component(image)?;
    image.file.sections().find_map(|section| {
        section
            .data()
            .ok()?
            .windows(24)
            .step_by(8)
            .find_map(|record| version_of(record, component))
    })
}

/// Reads `WDF_BIND_INFO`: size, padding, address of the component's name, major, minor.
fn version_of(record: &[u8], component: u64) -> Option<Version> {
    /// Of the two kinds of record.
    const SIZES: [u32; 2] = [48, 88];
    let number = |at: usize| Some(u32::from_le_bytes(record.get(at..at + 4)?.try_into().ok()?));
    let name = u64::from_le_bytes(record.get(8..16)?.try_into().ok()?);
    if name != component || !SIZES.contains(&number(0)?) {
        return None;
    }
    Some((number(16)?, number(20)?))
}

/// Where the image has the component's name, at its preferred base.
fn address_of_component(image: &Subject<'_>) -> Option<u64> {
    let name: Vec<u8> = COMPONENT
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    image.file.sections().find_map(|section| {
        let data = section.data().ok()?;
        let at = data.windows(name.len()).position(|bytes| bytes == name)?;
        Some(section.address() + at as u64)
    })
}
