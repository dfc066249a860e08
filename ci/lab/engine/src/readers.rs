//! Which filters a classify thread still uses.
//!
//! A reader says which generation of the filters it uses before it looks at them, and looks again
//! whether that is still the newest. Whoever changed the filters first counts the generation up
//! and then looks at the readers. With sequentially consistent operations one of the two sees the
//! other: after [`Readers::wait`] no reader uses filters from before the change.

use alloc::sync::Arc;
use core::{
    ops::Deref,
    sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
};

use crate::filter_set::FilterSet;

/// Classify threads that the model serves at once.
const READERS: usize = 64;

/// Generations count from 1: this one is never in use.
const IDLE: u64 = 0;

#[derive(Default)]
struct Slot {
    taken: AtomicBool,
    uses: AtomicU64,
}

pub struct Readers {
    generation: AtomicU64,
    slots: [Slot; READERS],
}

impl Default for Readers {
    fn default() -> Self {
        Self {
            generation: AtomicU64::new(1),
            slots: [const {
                Slot {
                    taken: AtomicBool::new(false),
                    uses: AtomicU64::new(IDLE),
                }
            }; READERS],
        }
    }
}

/// One classify thread's view of the filters.
pub struct Reader<'e> {
    slot: &'e Slot,
    generation: u64,
    filters: Arc<FilterSet>,
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.slot.taken.store(false, SeqCst);
    }
}

/// The filters, which stay what they are while this lives.
pub struct Reading<'r> {
    slot: &'r Slot,
    filters: &'r FilterSet,
}

impl Deref for Reading<'_> {
    type Target = FilterSet;

    fn deref(&self) -> &FilterSet {
        self.filters
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.slot.uses.store(IDLE, SeqCst);
    }
}

impl Readers {
    /// A reader, unless too many threads read.
    pub fn reader(&self) -> Option<Reader<'_>> {
        let free = |slot: &&Slot| {
            let taken = slot.taken.compare_exchange(false, true, SeqCst, SeqCst);
            taken.is_ok()
        };
        Some(Reader {
            slot: self.slots.iter().find(free)?,
            generation: IDLE,
            filters: Arc::default(),
        })
    }

    /// The newest filters, through `reader`; `newest` fetches them when they changed.
    pub fn read<'r>(
        &self,
        reader: &'r mut Reader<'_>,
        newest: impl FnOnce() -> Arc<FilterSet>,
    ) -> Reading<'r> {
        let mut generation = self.generation.load(SeqCst);
        loop {
            reader.slot.uses.store(generation, SeqCst);
            match self.generation.load(SeqCst) {
                newest if newest == generation => break,
                newest => generation = newest,
            }
        }
        if reader.generation != generation {
            // May be newer still: then the next read fetches it again.
            reader.filters = newest();
            reader.generation = generation;
        }
        Reading {
            slot: reader.slot,
            filters: &reader.filters,
        }
    }

    /// The filters have changed.
    pub fn publish(&self) {
        self.generation.fetch_add(1, SeqCst);
    }

    /// Waits until no reader uses filters from before now.
    pub fn wait(&self, mut wait: impl FnMut()) {
        let generation = self.generation.load(SeqCst);
        for slot in &self.slots {
            while (IDLE + 1..generation).contains(&slot.uses.load(SeqCst)) {
                wait();
            }
        }
    }
}
