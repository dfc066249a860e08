//! Makes one call of a driver's start fail, as the function's page documents it.
//!
//! What counts is a call that can fail ([`ddi::numbered`]), made by the thread that runs the
//! image's entry point, until that returns. The load tester learns the count from a start in
//! which nothing is refused, and then has each of the calls refused in a start of its own.

use core::{
    fmt::Write,
    sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst},
};

use ddi::Failure;
use kernel::{Address, CallSite, Finding, FindingKind, Line};

use crate::{findings, images};

/// Which call to refuse, from 1; 0: none.
static WANTED: AtomicU32 = AtomicU32::new(0);
/// Calls so far.
static SEEN: AtomicU32 = AtomicU32::new(0);
/// The function that was refused last, by its number in `ddi`.
static REFUSED: AtomicUsize = AtomicUsize::new(0);

/// From now on the start's call with this number is refused.
pub fn begin_cycle(wanted: u32) {
    WANTED.store(wanted, SeqCst);
    SEEN.store(0, SeqCst);
}

/// Calls of the start that could have failed, and how many of them did: 0 or 1.
pub fn counts() -> (u32, u32) {
    let (seen, wanted) = (SEEN.load(SeqCst), WANTED.load(SeqCst));
    (seen, u32::from(wanted != 0 && wanted <= seen))
}

/// Where a call goes instead, if it is the one to refuse.
pub fn instead(number: usize) -> Option<Address> {
    let (_, failure) = ddi::numbered(number)?;
    if failure == Failure::Never || !is_start() {
        return None;
    }
    let call = SEEN.fetch_add(1, SeqCst) + 1;
    if call != WANTED.load(SeqCst) {
        return None;
    }
    REFUSED.store(number, SeqCst);
    Some(answer as *const () as Address)
}

/// The table's entry for the framework, whose calls do not go through the gates. 0: go on.
pub extern "system" fn instead_raw(name: *const u8, length: usize) -> Address {
    // SAFETY: only `Verifier::refusal` calls this, with a live string.
    let name = unsafe { core::slice::from_raw_parts(name, length) };
    let name = core::str::from_utf8(name).unwrap_or_default();
    ddi::number(name).and_then(instead).unwrap_or(0)
}

/// Whether this thread runs the newest image's entry point.
fn is_start() -> bool {
    images::newest().is_some_and(|(_, record)| record.is_starting_here())
}

/// Stands for the refused function: same stack, same return address.
extern "system" fn answer() -> usize {
    let Some((name, failure)) = ddi::numbered(REFUSED.load(SeqCst)) else {
        return 0;
    };
    let mut text = Line::default();
    let value = match failure {
        Failure::Status(status) => {
            let _fits = write!(text, "{status:#010x}");
            status as usize
        }
        Failure::Null | Failure::Never => {
            let _fits = text.write_str("NULL");
            0
        }
    };
    let sites = images::sites();
    findings::write(&Finding {
        kind: FindingKind::Refused,
        rule: name,
        text: core::str::from_utf8(text.as_bytes()).unwrap_or_default(),
        image: sites.image,
        sites: &[CallSite {
            role: "called by",
            sites,
        }],
    });
    value
}
