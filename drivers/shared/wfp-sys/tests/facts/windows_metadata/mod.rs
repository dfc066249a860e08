//! Against windows-sys, which is generated from Microsoft's metadata. Needs no other file.
//!
//! Only its types and constants: its functions name the user-mode library, so a driver must not call them.
#![allow(
    clippy::wildcard_imports,
    reason = "the lists say what is used; several modules share them"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::mem::offset_of;

use windows_sys::Win32::Foundation::*;
use windows_sys::Win32::NetworkManagement::WindowsFilteringPlatform::*;
use windows_sys::Win32::Networking::WinSock::*;
use windows_sys::Win32::Security::{ACL, SID, SID_AND_ATTRIBUTES, SID_IDENTIFIER_AUTHORITY};
use windows_sys::Win32::System::Kernel::{DEFAULT_COMPARTMENT_ID, UNSPECIFIED_COMPARTMENT_ID};
use windows_sys::Win32::System::Rpc::{RPC_C_AUTHN_DEFAULT, RPC_C_AUTHN_WINNT};

use crate::compare::{self, OtherLayout, require_none};
use crate::tables::not_in_table;
use wfp_sys::facts;

/// Rows of constants: name and 32-bit pattern.
macro_rules! constants {
    ($( $name:ident )*) => {
        #[allow(
            clippy::cast_lossless,
            clippy::cast_sign_loss,
            clippy::unnecessary_cast,
            reason = "one expression for i32 and u32"
        )]
        pub fn constants() -> BTreeMap<&'static str, u64> {
            BTreeMap::from([ $( (stringify!($name), $name as u32 as u64), )* ])
        }
    };
}

/// Rows of GUIDs: name and memory image.
macro_rules! guids {
    ($( $name:ident )*) => {
        pub fn guids() -> BTreeMap<&'static str, [u8; 16]> {
            BTreeMap::from([ $( (stringify!($name), image($name)), )* ])
        }
    };
}

/// Rows of structures. The size of a member comes from its type, through a closure that is never called.
macro_rules! layouts {
    ($( $name:ident { $( $($field:ident).+ ),* $(,)? } )*) => {
        pub fn layouts() -> BTreeMap<&'static str, OtherLayout> {
            BTreeMap::from([ $( (
                stringify!($name),
                OtherLayout {
                    size: size_of::<$name>(),
                    align: align_of::<$name>(),
                    fields: BTreeMap::from([ $( (
                        member(stringify!($($field).+)),
                        (
                            offset_of!($name, $($field).+),
                            field_size(|whole: *const $name| {
                                // SAFETY: never executed; would be in bounds for any pointer to a live value.
                                unsafe { &raw const (*whole).$($field).+ }
                            }),
                        ),
                    ), )* ]),
                },
            ), )* ])
        }
    };
}

fn field_size<Whole, Member>(_member: fn(*const Whole) -> *const Member) -> usize {
    size_of::<Member>()
}

/// The name in C: without the unnamed union and without the keyword escape.
fn member(path: &str) -> String {
    let last = path.rsplit('.').next().unwrap_or(path).trim();
    last.strip_prefix("r#").unwrap_or(last).to_owned()
}

fn image(guid: windows_sys::core::GUID) -> [u8; 16] {
    let mut image = [0; 16];
    image[..4].copy_from_slice(&guid.data1.to_le_bytes());
    image[4..6].copy_from_slice(&guid.data2.to_le_bytes());
    image[6..8].copy_from_slice(&guid.data3.to_le_bytes());
    image[8..].copy_from_slice(&guid.data4);
    image
}

mod constants;
mod guids;
mod layouts;

use constants::constants;
use guids::guids;
use layouts::layouts;

/// The items that windows-sys has are compared. It has no `FWPS` structures and no field and layer numbers.
#[test]
fn constants_agree() {
    let there = constants();
    let mut left: BTreeSet<&str> = there.keys().copied().collect();
    let mut found = Vec::new();
    for constant in facts::CONSTANTS.iter().copied().flatten() {
        if let Some(&value) = there.get(constant.name) {
            found.extend(compare::constant(constant, value));
            left.remove(constant.name);
        }
    }
    require_none("windows-sys", &found);
    assert!(left.is_empty(), "not in this crate: {left:?}");
}

/// What the fact tables lack must be checked here.
#[test]
fn covers_what_the_tables_lack() {
    let (constants, layouts) = (constants(), layouts());
    let here = facts::CONSTANTS.iter().copied().flatten();
    let here = here.map(|constant| constant.name);
    let here = here.chain(facts::LAYOUTS.iter().copied().flatten().map(|one| one.name));
    for name in here.filter(|name| not_in_table(name)) {
        let there = constants.contains_key(name) || layouts.contains_key(name);
        assert!(there, "{name} is compared nowhere");
    }
}

#[test]
fn guids_agree() {
    let there = guids();
    let mut compared = 0;
    let mut found = Vec::new();
    for guid in facts::GUIDS.iter().copied().flatten() {
        let image = there.get(guid.name);
        let image = image.unwrap_or_else(|| panic!("{} is missing in the list", guid.name));
        found.extend(compare::guid(guid, *image));
        compared += 1;
    }
    require_none("windows-sys", &found);
    assert_eq!(
        compared,
        there.len(),
        "the list has names that this crate lacks"
    );
}

#[test]
fn layouts_agree() {
    let there = layouts();
    let mut left: BTreeSet<&str> = there.keys().copied().collect();
    let mut found = Vec::new();
    for layout in facts::LAYOUTS.iter().copied().flatten() {
        if let Some(other) = there.get(layout.name) {
            found.extend(compare::layout(layout, other));
            left.remove(layout.name);
        } else {
            let management = layout.name.starts_with("FWPM_") || layout.name.starts_with("FWP_");
            assert!(!management, "{} is missing in the list", layout.name);
        }
    }
    require_none("windows-sys", &found);
    assert!(left.is_empty(), "not in this crate: {left:?}");
}
