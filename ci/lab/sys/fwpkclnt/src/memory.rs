//! What the engine hands out: each answer is one allocation that the caller gives back with
//! `FwpmFreeMemory0`.

use alloc::{boxed::Box, collections::BTreeMap, vec::Vec};
use core::{any::Any, ffi::c_void};

use kernel::{Sites, verifier};
use spin::mutex::SpinMutex;

use crate::{
    residue,
    state::{self, Wait},
};

/// The parts of one answer: a structure and what it points to.
#[derive(Default)]
pub struct Memory(Vec<*mut dyn Any>);

// SAFETY: the parts belong to no thread.
unsafe impl Send for Memory {}

impl Memory {
    /// Keeps a part as long as the answer; the address is good for as long.
    pub fn keep<T: 'static>(&mut self, part: T) -> *mut T {
        let place = Box::into_raw(Box::new(part));
        self.0.push(place);
        place
    }

    /// Keeps an array; NULL for an empty one.
    pub fn keep_all<T: 'static>(&mut self, parts: Vec<T>) -> *mut T {
        if parts.is_empty() {
            return core::ptr::null_mut();
        }
        let place = self.keep(parts.into_boxed_slice());
        // SAFETY: kept above, and nobody else's yet.
        unsafe { &mut *place }.as_mut_ptr()
    }

    /// Keeps a part that is not always there; NULL for none.
    pub fn keep_if_any<T: 'static>(&mut self, part: Option<T>) -> *mut T {
        part.map_or(core::ptr::null_mut(), |part| self.keep(part))
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        for part in self.0.drain(..) {
            // SAFETY: made by `keep` from a box, and taken out once.
            drop(unsafe { Box::from_raw(part) });
        }
    }
}

struct Held {
    _memory: Memory,
    sites: Sites,
}

/// Answers that were not given back, by the address that the caller has.
static HELD: SpinMutex<BTreeMap<usize, Held>, Wait> = SpinMutex::new(BTreeMap::new());

/// Hands an answer out: it stays until its address is given back.
pub fn hand_out<T>(memory: Memory, address: *mut T) -> *mut T {
    let sites = verifier().sites();
    let held = Held {
        _memory: memory,
        sites,
    };
    HELD.lock().insert(address.addr(), held);
    address
}

/// `FwpmFreeMemory0`.
///
/// # Safety
///
/// As documented for the call.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FwpmFreeMemory0(place: *mut *mut c_void) {
    const DISPATCH_LEVEL: u8 = 2;
    // The finding is all that a wrong level gets: the call has no status.
    let _level = state::at_most(DISPATCH_LEVEL, "FwpmFreeMemory0");
    // SAFETY: NULL, or the caller's live place.
    let Some(address) = (unsafe { place.as_mut() }) else {
        return;
    };
    let held = HELD.lock().remove(&address.addr());
    // Not under the lock: it takes the pool's.
    drop(held);
    *address = core::ptr::null_mut();
}

/// Answers that `image` did not give back, and where it got one of them.
pub fn held_by(image: u32) -> (u32, Sites) {
    let held = HELD.lock();
    residue::of_image(image, held.values().map(|held| held.sites))
}

/// Takes away what `image` did not give back.
pub fn forget(image: u32) {
    let mut held = HELD.lock();
    let mine = held.extract_if(.., |_, held| held.sites.image == image);
    let gone: Vec<_> = mine.collect();
    drop(held);
    drop(gone);
}
