//! The end of a cycle: traffic meets what the driver left behind, the address range is sealed,
//! the residue goes.

use core::{sync::atomic::Ordering::SeqCst, time::Duration};

use protocol::{EventKind, Image};

use crate::{
    belongings::{self, Kind},
    deferred, faults, images, modules, refuse, residue, trace,
};

/// How long Wine may take to unmap an image after its unload function returned.
const UNMAP: u32 = 400;
/// How long traffic gets to meet a stale address.
const MEET: u32 = 60;

/// Waits for a condition; answers whether it came.
pub fn wait_until(milliseconds: u32, condition: impl Fn() -> bool) -> bool {
    for _ in 0..milliseconds {
        if condition() {
            return true;
        }
        kernel::sleep(Duration::from_millis(1));
    }
    condition()
}

/// Settles the newest image.
pub fn settle() -> Option<Image> {
    let (sequence, record) = images::newest()?;
    let image = record.loaded_image();
    if record.entry_status.load(SeqCst) < 0 && !record.is_gone() && !record.is_kept() {
        // Windows frees the image of a driver whose entry failed; Wine keeps it.
        // Whether that worked shows below: the image is gone or not.
        let _released = kernel::release_module(image.base);
    }
    let unloaded = record.state.load(SeqCst) >= Image::RETURNED;
    if (unloaded || record.entry_status.load(SeqCst) < 0) && !record.is_kept() {
        wait_until(UNMAP, || record.is_gone());
    }
    if record.is_gone() {
        trace::event(EventKind::Freed, 0, 0);
        // Nobody else gets the range, so a stale pointer never hits a newer image by luck.
        // Somebody else may have been quicker; then a stale call is caught by its page, not here.
        let _reserved = kernel::reserve(image.base, image.size);
        record.state.store(Image::FREED, SeqCst);
    }
    let engine = modules::engine();
    faults::release_parked();
    let calls = |kind| belongings::left_by(sequence, kind).is_some();
    let called = Kind::CALLING.into_iter().any(calls);
    if called {
        deferred::hasten(sequence);
    }
    if called || (engine.registered)(sequence) > 0 {
        wait_until(MEET, || record.faults.load(SeqCst) > 0);
    }
    (engine.end_lingering)();
    // Contexts that were left meet the image, there or not.
    (engine.end_flows)();
    (engine.meet_subscribers)();
    if record.is_gone() || record.is_kept() {
        residue::forget(sequence);
    }
    Some(report(sequence, record))
}

/// The account of an image, with the engine's part.
pub fn report(sequence: u32, record: &images::Record) -> Image {
    let mut image = record.image(sequence);
    (modules::engine().account)(&mut image);
    (image.fallible, image.refused) = refuse::counts();
    image
}
