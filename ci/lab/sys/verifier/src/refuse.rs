//! Makes one call of a driver's start fail, as the function's page documents it, and keeps account
//! of every call of the start.
//!
//! A start's calls are those of the thread that runs the image's entry point, until that returns,
//! and meanwhile those of every other thread that runs what the driver had run: system threads, work
//! items, DPCs, timers. What the engine calls on threads of its own, classify above all, is traffic
//! and no part of the start. The load tester learns the calls from a start in which nothing is
//! refused, and then has each one that can fail ([`framework::numbered`]) refused in a start of its
//! own. The entry point's thread makes its calls in the same order each time, so they are counted
//! through; what other threads call is counted for each place, since threads overtake each other.

use alloc::vec::Vec;
use core::{
    fmt::Write,
    sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst},
};

use ddi::Failure;
use kernel::{Address, CallSite, Finding, FindingKind, Line};
use protocol::{Call, Image};

use crate::{findings, images, lock::Lock, thread::OWN_CALLS};

/// Which call to refuse, from 1; 0: none.
static WANTED: AtomicU32 = AtomicU32::new(0);
/// Counted at this place, as an offset into the image, on other threads than the entry point's; 0:
/// over all calls of that one.
static WANTED_AT: AtomicU32 = AtomicU32::new(0);
/// Calls so far that count.
static SEEN: AtomicU32 = AtomicU32::new(0);
/// Calls that were refused: 0 or 1.
static DONE: AtomicU32 = AtomicU32::new(0);
/// The function that was refused, by its number.
static REFUSED: AtomicUsize = AtomicUsize::new(0);
/// Every place from which the start called something.
static CALLS: Lock<Vec<Call>> = Lock::new(Vec::new());

/// From now on this call of the start is refused, see [`protocol::Cycle`].
pub fn begin_cycle(wanted: u32, at: u32) {
    WANTED.store(wanted, SeqCst);
    WANTED_AT.store(at, SeqCst);
    SEEN.store(0, SeqCst);
    DONE.store(0, SeqCst);
    CALLS.lock().clear();
}

/// How many calls counted, and how many were refused: 0 or 1.
pub fn counts() -> (u32, u32) {
    (SEEN.load(SeqCst), DONE.load(SeqCst))
}

/// Copies the account; [`None`] when there is too little room.
pub fn calls(room: &mut [Call]) -> Option<usize> {
    let calls = CALLS.lock();
    room.get_mut(..calls.len())?.copy_from_slice(&calls);
    Some(calls.len())
}

/// Where a call goes instead, if it is the one to refuse.
pub fn instead(number: usize, caller: Address) -> Option<Address> {
    let (_, record) = images::newest()?;
    if record.state.load(SeqCst) != Image::LOADED {
        return None;
    }
    let entry_thread = record.thread.load(SeqCst);
    let elsewhere = entry_thread != kernel::current_thread();
    if elsewhere && OWN_CALLS.get() == 0 {
        return None;
    }
    let image = record.loaded_image();
    let site = if image.contains(caller) {
        u32::try_from(caller - image.base).ok()?
    } else if images::at(caller).is_none() {
        // A function that the system called ends with this call, and left no place on the stack.
        Call::NO_SITE
    } else {
        return None;
    };
    if entry_thread != 0 {
        note(number, site, elsewhere);
    }
    let counts = match WANTED_AT.load(SeqCst) {
        0 => !elsewhere,
        at => elsewhere && at == site,
    };
    let (_, failure) = framework::numbered(number)?;
    if !counts || failure.unrefused().is_some() {
        return None;
    }
    let call = SEEN.fetch_add(1, SeqCst) + 1;
    if call != WANTED.load(SeqCst) {
        return None;
    }
    REFUSED.store(number, SeqCst);
    DONE.store(1, SeqCst);
    Some(answer as *const () as Address)
}

/// Keeps account of a call.
fn note(number: usize, site: u32, elsewhere: bool) {
    let call = Call {
        function: u32::try_from(number).unwrap_or(u32::MAX),
        site,
        elsewhere: u32::from(elsewhere),
        count: 1,
    };
    let place = |call: &Call| (call.function, call.site, call.elsewhere);
    let mut calls = CALLS.lock();
    match calls.iter_mut().find(|known| place(known) == place(&call)) {
        Some(known) => known.count += 1,
        None => calls.push(call),
    }
}

/// The table's entry for the framework, whose calls do not go through the gates. 0: go on.
pub extern "system" fn instead_raw(number: usize, caller: Address) -> Address {
    instead(number, caller).unwrap_or(0)
}

/// Stands for the refused function: same stack, same return address.
extern "system" fn answer() -> usize {
    let Some((name, failure)) = framework::numbered(REFUSED.load(SeqCst)) else {
        return 0;
    };
    let mut text = Line::default();
    let value = match failure {
        Failure::Status(status) => {
            let _fits = write!(text, "{status:#010x}");
            status as usize
        }
        Failure::False => {
            let _fits = text.write_str("FALSE");
            0
        }
        Failure::Null | Failure::Never | Failure::Undoes | Failure::Unrefused(_) => {
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
