//! The comparers: one item here against the same item in another source.

use std::collections::BTreeMap;
use std::fmt;

use wfp_sys::facts::{Constant, Function, Guid, Layout};

/// A disagreement.
#[derive(Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The item, and which property of it.
    pub item: String,
    /// What the crate says.
    pub here: String,
    /// What the other source says.
    pub there: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}: {} in this crate, {} in the other source",
            self.item, self.here, self.there
        )
    }
}

/// Fails with every mismatch, one a line.
pub fn require_none(source: &str, mismatches: &[Mismatch]) {
    let lines: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
    assert!(
        lines.is_empty(),
        "{} disagreements with {source}:\n{}",
        lines.len(),
        lines.join("\n")
    );
}

/// Two texts that should be one.
pub fn text(item: &str, here: &str, there: &str) -> Option<Mismatch> {
    (here != there).then(|| Mismatch {
        item: item.to_owned(),
        here: here.to_owned(),
        there: there.to_owned(),
    })
}

/// Two numbers that should be one.
pub fn number(item: &str, here: usize, there: usize) -> Option<Mismatch> {
    text(item, &here.to_string(), &there.to_string())
}

/// A constant against another source's 32-bit pattern.
pub fn constant(here: &Constant, there: u64) -> Option<Mismatch> {
    text(
        here.name,
        &format!("{:#x}", here.bits),
        &format!("{there:#x}"),
    )
}

/// A GUID against another source's memory image.
pub fn guid(here: &Guid, there: [u8; 16]) -> Option<Mismatch> {
    text(here.name, &hex(memory_image(here)), &hex(there))
}

fn memory_image(guid: &Guid) -> [u8; 16] {
    let mut image = [0; 16];
    image[..4].copy_from_slice(&guid.value.Data1.to_le_bytes());
    image[4..6].copy_from_slice(&guid.value.Data2.to_le_bytes());
    image[6..8].copy_from_slice(&guid.value.Data3.to_le_bytes());
    image[8..].copy_from_slice(&guid.value.Data4);
    image
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(bytes))
}

/// A structure in another source.
#[derive(Default)]
pub struct OtherLayout {
    pub size: usize,
    pub align: usize,
    /// C name of the member → offset and size.
    pub fields: BTreeMap<String, (usize, usize)>,
}

/// A structure against another source's. Members that only one side has are disagreements.
pub fn layout(here: &Layout, there: &OtherLayout) -> Vec<Mismatch> {
    let mut found = Vec::new();
    found.extend(number(
        &format!("size of {}", here.name),
        here.size,
        there.size,
    ));
    found.extend(number(
        &format!("alignment of {}", here.name),
        here.align,
        there.align,
    ));
    for field in here.fields {
        let item = format!("{}.{}", here.name, field.name());
        match there.fields.get(field.name()) {
            None => found.extend(text(&item, "present", "absent")),
            Some(&(offset, size)) => {
                found.extend(number(&format!("offset of {item}"), field.offset, offset));
                found.extend(number(&format!("size of {item}"), field.size, size));
            }
        }
    }
    for name in there.fields.keys() {
        if !here.fields.iter().any(|field| field.name() == name) {
            found.extend(text(&format!("{}.{name}", here.name), "absent", "present"));
        }
    }
    found
}

/// A function in another source.
pub struct OtherFunction {
    /// C type and name of each parameter.
    pub parameters: Vec<(String, String)>,
    /// Size of each parameter on a 64-bit target.
    pub sizes: Vec<usize>,
    /// C return type.
    pub return_type: String,
    /// Its size.
    pub return_size: usize,
}

/// A function or callback against another source's prototype.
///
/// Names of parameters are compared without case: some of the sources have them in lower case only.
pub fn function(here: &Function, there: &OtherFunction) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let count = number(
        &format!("parameter count of {}", here.name),
        here.parameters.len(),
        there.parameters.len(),
    );
    // With another count the pairs would be of different parameters.
    if count.is_some() {
        return count.into_iter().collect();
    }
    for (at, (parameter, (r#type, name))) in
        here.parameters.iter().zip(&there.parameters).enumerate()
    {
        let item = format!("parameter {at} of {}", here.name);
        found.extend(text(
            &format!("name of {item}"),
            &parameter.name.to_lowercase(),
            &name.to_lowercase(),
        ));
        found.extend(text(
            &format!("type of {item}"),
            &without_alias(parameter.r#type),
            &rust_type(r#type),
        ));
        let size = there.sizes.get(at).copied().unwrap_or_default();
        found.extend(number(&format!("size of {item}"), parameter.size, size));
    }
    let return_type = if here.return_type.is_empty() {
        "void"
    } else {
        here.return_type
    };
    found.extend(text(
        &format!("return type of {}", here.name),
        return_type,
        &(if there.return_type == "void" {
            "void".to_owned()
        } else {
            rust_type(&there.return_type)
        }),
    ));
    found.extend(number(
        &format!("return size of {}", here.name),
        here.return_size,
        there.return_size,
    ));
    found
}

/// Names of this crate for pointers that the prototypes spell out.
const ALIASES: [(&str, &str); 3] = [
    ("PDEVICE_OBJECT", "*mut c_void"),
    ("PCWSTR", "*const u16"),
    (
        "PSEC_WINNT_AUTH_IDENTITY_W",
        "*mut SEC_WINNT_AUTH_IDENTITY_W",
    ),
];

fn without_alias(rust: &str) -> String {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == rust);
    alias.map_or(rust, |(_, pointer)| pointer).to_owned()
}

/// A C type in Rust's spelling: `const GUID*` → `*const GUID`.
pub fn rust_type(c: &str) -> String {
    let c = c.trim();
    if let Some(target) = c.strip_suffix('*') {
        let target = target.trim();
        return target.strip_prefix("const ").map_or_else(
            || format!("*mut {}", rust_type(target)),
            |target| format!("*const {}", rust_type(target)),
        );
    }
    // `const` on a value is no part of the interface.
    match c.strip_prefix("const ").unwrap_or(c) {
        "void" => "c_void",
        "UCHAR" => "u8",
        "UINT16" | "USHORT" | "wchar_t" => "u16",
        "UINT32" | "ULONG" | "DWORD" => "u32",
        "UINT64" => "u64",
        "SIZE_T" => "usize",
        "PSIZE_T" => "*mut usize",
        "PVOID" => "*mut c_void",
        "PACL" => "*mut ACL",
        "PNET_BUFFER_LIST" => "*mut NET_BUFFER_LIST",
        // Names without version, as the pages have them.
        "FWPS_INJECT_COMPLETE" => "FWPS_INJECT_COMPLETE0",
        "FWPS_VSWITCH_EVENT_DISPATCH_TABLE" => "FWPS_VSWITCH_EVENT_DISPATCH_TABLE0",
        other => other,
    }
    .to_owned()
}
