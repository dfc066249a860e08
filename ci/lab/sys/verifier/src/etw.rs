//! Registrations with event tracing. Nobody listens: events are accepted and dropped.
//!
//! Source: `nf-wdm-etwregister`, `nf-wdm-etwunregister`, `nf-wdm-etwwrite` and siblings.

use core::{
    ffi::c_void,
    sync::atomic::{AtomicU64, Ordering::SeqCst},
};

use kernel::{CallSite, Finding, FindingKind};

use crate::{
    belongings::{self, Kind},
    findings, images,
};

const STATUS_INVALID_HANDLE: i32 = 0xC000_0008_u32.cast_signed();

static NEXT: AtomicU64 = AtomicU64::new(1);

/// `EtwRegister`.
pub extern "system" fn register(
    _provider: *const c_void,
    _enabled: *const c_void,
    _context: *const c_void,
    handle: &mut u64,
) -> i32 {
    *handle = NEXT.fetch_add(1, SeqCst);
    belongings::add(Kind::Etw, key(*handle), images::sites());
    0
}

/// `EtwRegisterClassicProvider`, which `EtwUnregister` undoes.
pub extern "system" fn register_classic(
    provider: *const c_void,
    _type: u32,
    enabled: *const c_void,
    context: *const c_void,
    handle: &mut u64,
) -> i32 {
    register(provider, enabled, context, handle)
}

const fn key(handle: u64) -> usize {
    #[expect(clippy::cast_possible_truncation, reason = "64-bit images only")]
    let key = handle as usize;
    key
}

/// `EtwUnregister`.
pub extern "system" fn unregister(handle: u64) -> i32 {
    let sites = images::sites();
    if belongings::remove(Kind::Etw, key(handle)) {
        return 0;
    }
    findings::report(&Finding {
        kind: FindingKind::Contract,
        rule: Kind::Etw.rule(),
        text: "EtwUnregister of a handle that is not registered (Driver Verifier: 0xC4/0xDC)",
        image: sites.image,
        sites: &[CallSite {
            role: "called by",
            sites,
        }],
    });
    STATUS_INVALID_HANDLE
}

/// `EtwWrite`, `EtwWriteEx`, `EtwWriteString`, `EtwWriteTransfer`, `EtwSetInformation`,
/// `EtwActivityIdControl`, `WmiTraceMessage`, `WmiTraceMessageVa`: `STATUS_SUCCESS`.
pub const extern "system" fn accept() -> i32 {
    0
}

/// `EtwEventEnabled`, `EtwProviderEnabled`: `FALSE`.
pub const extern "system" fn nobody_listens() -> u8 {
    0
}
