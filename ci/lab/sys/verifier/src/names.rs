//! Names of devices and links that a driver left behind. They stay taken until the host process
//! ends, as they do on Windows until it is started anew.
//!
//! Source for links: `nf-wdm-iocreatesymboliclink` and `nf-wdm-iodeletesymboliclink`, the only
//! way to be rid of one. A device that is left keeps its driver (`debugging-a-failed-driver-unload`),
//! and `nf-wdm-iocreatedevice` lists the status; that it keeps its name is not documented.

use alloc::vec::Vec;
use core::{fmt::Write, sync::atomic::Ordering::SeqCst};

use kernel::{Address, CallSite, Finding, FindingKind, Line, Sites, UnicodeString};

use crate::{findings, images, lock::Lock};

const STATUS_OBJECT_NAME_COLLISION: i32 = 0xC000_0035_u32.cast_signed();

/// A hash: the lab compares names and never shows them.
pub type Name = usize;

/// The name of a link or device.
pub fn of(text: &UnicodeString) -> Name {
    // FNV-1a.
    text.bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
            (hash ^ usize::from(byte)).wrapping_mul(0x100_0000_01b3)
        })
}

/// Live devices that have a name.
static DEVICES: Lock<Vec<(Address, Name)>> = Lock::new(Vec::new());
/// Names that are left, with the cycle of the driver that left them.
static LEFT: Lock<Vec<(Name, u32)>> = Lock::new(Vec::new());

/// A device got a name.
pub fn given(device: Address, name: Name) {
    DEVICES.lock().push((device, name));
}

/// A device is deleted; its name, if it has one, is free.
pub fn device_gone(device: Address) -> Option<Name> {
    let mut devices = DEVICES.lock();
    let found = devices.iter().position(|&(known, _)| known == device)?;
    Some(devices.swap_remove(found).1)
}

/// Nobody will take the name back.
pub fn leave(name: Name) {
    LEFT.lock().push((name, findings::cycle()));
}

/// A link was deleted after all, by a later load.
pub fn free(name: Name) {
    LEFT.lock().retain(|&(left, _)| left != name);
}

/// Answers the status of a name that an earlier cycle left, and reports it.
pub fn check(function: &str, name: Name, sites: Sites) -> Result<(), i32> {
    let left = LEFT.lock().iter().find(|&&(left, _)| left == name).copied();
    let Some((_, cycle)) = left else {
        return Ok(());
    };
    if let Some(record) = images::get(sites.image) {
        record.name_left_in.store(cycle, SeqCst);
    }
    let mut text = Line::default();
    let _fits = write!(
        text,
        "{function} answered STATUS_OBJECT_NAME_COLLISION: the driver left the name in cycle {cycle}"
    );
    findings::report(&Finding {
        kind: FindingKind::Fault,
        rule: "name-collision",
        text: core::str::from_utf8(text.as_bytes()).unwrap_or(function),
        image: sites.image,
        sites: &[CallSite {
            role: "called by",
            sites,
        }],
    });
    Err(STATUS_OBJECT_NAME_COLLISION)
}
