//! What happened in a cycle, in order, with times.

use core::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::SeqCst};

use protocol::{Event, EventKind};

const CAPACITY: usize = 8192;

struct Slot {
    at: AtomicU64,
    /// Kind and lane.
    what: AtomicU64,
    value: AtomicU64,
}

static SLOTS: [Slot; CAPACITY] = [const {
    Slot {
        at: AtomicU64::new(0),
        what: AtomicU64::new(0),
        value: AtomicU64::new(0),
    }
}; CAPACITY];
static NEXT: AtomicUsize = AtomicUsize::new(0);
static BEGAN: AtomicU64 = AtomicU64::new(0);
static CLASSIFIES: AtomicBool = AtomicBool::new(false);

/// Starts a new trace; `classifies`: with every classify call.
pub fn begin(classifies: bool) {
    BEGAN.store(kernel::nanoseconds(), SeqCst);
    NEXT.store(0, SeqCst);
    CLASSIFIES.store(classifies, SeqCst);
}

/// Adds an event. What does not fit is dropped: the interesting end of a cycle is short.
pub fn event(kind: EventKind, lane: u32, value: u64) {
    let classify = matches!(kind, EventKind::ClassifyEnters | EventKind::ClassifyLeaves);
    // Classify calls leave room for the events of the unload.
    let room = if classify { CAPACITY / 2 } else { CAPACITY };
    if classify && !CLASSIFIES.load(SeqCst) {
        return;
    }
    let at = kernel::nanoseconds().saturating_sub(BEGAN.load(SeqCst));
    let taken = NEXT.fetch_update(SeqCst, SeqCst, |next| (next < room).then_some(next + 1));
    if let Some(slot) = taken.ok().and_then(|index| SLOTS.get(index)) {
        slot.at.store(at, SeqCst);
        slot.what
            .store(u64::from(kind as u32) << 32 | u64::from(lane), SeqCst);
        slot.value.store(value, SeqCst);
    }
}

/// The table's entry for the other images.
pub extern "system" fn event_raw(kind: EventKind, lane: u32, value: u64) {
    event(kind, lane, value);
}

/// Copies the trace into `events`; returns how many.
pub fn read(events: &mut [Event]) -> usize {
    let count = NEXT.load(SeqCst).min(events.len());
    for (event, slot) in events.iter_mut().zip(&SLOTS).take(count) {
        let what = slot.what.load(SeqCst);
        *event = Event {
            at: slot.at.load(SeqCst),
            kind: u32::try_from(what >> 32).unwrap_or(0),
            lane: u32::try_from(what & 0xffff_ffff).unwrap_or(0),
            value: slot.value.load(SeqCst),
        };
    }
    count
}
