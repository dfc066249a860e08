//! What the PE headers must state. Sources: `pe-format`; for code that is never written and data
//! that is never executed, `implement-hvci-compatible-code`.

#![expect(clippy::unnecessary_wraps, reason = "one signature for all checks")]

use object::{
    Object as _, ObjectSection as _,
    pe::{
        IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE, IMAGE_DLLCHARACTERISTICS_NX_COMPAT,
        IMAGE_SCN_MEM_EXECUTE, IMAGE_SCN_MEM_WRITE, IMAGE_SUBSYSTEM_NATIVE,
    },
};

use crate::{failure::Result, repository::Model};

use super::{Objection, subject::Subject};

pub fn no_writable_code(image: &Subject<'_>) -> Result<Vec<Objection>> {
    const BOTH: u32 = IMAGE_SCN_MEM_EXECUTE | IMAGE_SCN_MEM_WRITE;
    let mut objections = Vec::new();
    for section in image.file.sections() {
        if let object::SectionFlags::Coff { characteristics } = section.flags()
            && characteristics & BOTH == BOTH
        {
            objections.push(Objection::whole(format!(
                "section {} is writable and executable",
                section.name().unwrap_or("without a name")
            )));
        }
    }
    Ok(objections)
}

fn has(image: &Subject<'_>, bit: u16, text: &str) -> Vec<Objection> {
    if image.characteristics() & bit == 0 {
        vec![Objection::whole(text)]
    } else {
        Vec::new()
    }
}

pub fn nx(image: &Subject<'_>) -> Result<Vec<Objection>> {
    Ok(has(
        image,
        IMAGE_DLLCHARACTERISTICS_NX_COMPAT,
        "the image does not declare that its data is never executed (/NXCOMPAT)",
    ))
}

pub fn dynamic_base(image: &Subject<'_>) -> Result<Vec<Objection>> {
    Ok(has(
        image,
        IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE,
        "the image requires a fixed address (/DYNAMICBASE is off)",
    ))
}

pub fn native(image: &Subject<'_>) -> Result<Vec<Objection>> {
    Ok(match image.subsystem() {
        IMAGE_SUBSYSTEM_NATIVE => Vec::new(),
        other => vec![Objection::whole(format!(
            "the subsystem is {other}, not NATIVE (1)"
        ))],
    })
}

/// The name of the function that the I/O manager calls first.
const fn expected_entry(model: Model) -> &'static str {
    match model {
        Model::Wdm => "DriverEntry",
        // The framework's stub binds the image and calls DriverEntry.
        Model::Wdf => "FxDriverEntry",
    }
}

pub fn entry(image: &Subject<'_>) -> Result<Vec<Objection>> {
    let (address, expected) = (image.entry(), expected_entry(image.model));
    if address == 0 {
        return Ok(vec![Objection::whole("the image has no entry point")]);
    }
    if image.names_at(address).any(|name| name == expected) {
        return Ok(Vec::new());
    }
    let is = image.names_at(address).next().unwrap_or("no function");
    Ok(vec![Objection::whole(format!(
        "the entry point is {is}, not {expected}"
    ))])
}
