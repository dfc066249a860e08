//! Registrations with WMI, and the trace messages of WPP, which go through it. Nobody listens: a
//! driver is not asked for what it provides, and messages are dropped.
//!
//! Source: `nf-wdm-iowmiregistrationcontrol`, `nf-wdm-wmiquerytraceinformation`; the two codes of
//! Driver Verifier from `bug-check-0xc4--driver-verifier-detected-violation`.

use core::ffi::c_void;

use kernel::{CallSite, Finding, FindingKind};

use crate::{
    STATUS_SUCCESS,
    belongings::{self, Kind},
    findings, images,
};

const STATUS_INVALID_PARAMETER: i32 = 0xC000_000D_u32.cast_signed();
const STATUS_NOT_FOUND: i32 = 0xC000_0225_u32.cast_signed();

/// Actions; the upper half of the parameter has flags.
const REGISTER: u16 = 1;
const DEREGISTER: u16 = 2;
const REREGISTER: u16 = 3;
const UPDATE_GUIDS: u16 = 4;

/// `IoWMIRegistrationControl`. `object` is a device, or, with a flag that WPP's generated code sets,
/// a block with a callback.
pub extern "system" fn registration_control(object: *const c_void, action: u32) -> i32 {
    let key = object.expose_provenance();
    #[expect(clippy::cast_possible_truncation, reason = "flags are cut off")]
    match action as u16 {
        REGISTER => {
            if !belongings::has(Kind::Wmi, key) {
                belongings::add(Kind::Wmi, key, images::sites());
            }
        }
        DEREGISTER => {
            belongings::remove(Kind::Wmi, key);
        }
        REREGISTER | UPDATE_GUIDS => {}
        _ => return STATUS_INVALID_PARAMETER,
    }
    STATUS_SUCCESS
}

/// A device of `image` is deleted.
pub fn device_goes(image: u32, device: usize) {
    if !belongings::has(Kind::Wmi, device) {
        return;
    }
    let sites = images::sites();
    findings::report(&Finding {
        kind: FindingKind::Contract,
        rule: Kind::Wmi.rule(),
        text: "a device was deleted that is registered with WMI (Driver Verifier: 0xC4/0xDB)",
        image,
        sites: &[CallSite {
            role: "deleted by",
            sites,
        }],
    });
}

/// `WmiQueryTraceInformation`: there is no logger.
pub const extern "system" fn no_logger() -> i32 {
    STATUS_NOT_FOUND
}
