//! One record for each load of an image under test. Records are never reused, so an address of
//! an image that went long ago still finds its image.

use core::sync::atomic::{
    AtomicI32, AtomicU32, AtomicU64, AtomicUsize,
    Ordering::{Relaxed, SeqCst},
};

use kernel::{Address, LoadedImage, Memory, Sites};
use protocol::Image;

use crate::belongings::{self, Kind};

/// Loads that one life of the host process can record.
const CAPACITY: usize = 8192;

/// The account of one load.
pub struct Record {
    pub base: AtomicUsize,
    pub size: AtomicUsize,
    pub state: AtomicU32,
    pub entry_status: AtomicI32,
    /// The bytes of the entry point that the hook's jump covers.
    pub entry_bytes: [AtomicU64; 2],
    /// The driver's own `DriverUnload`.
    pub unload: AtomicUsize,
    /// The thread that runs the entry or the unload function, 0 for none.
    pub thread: AtomicU32,
    pub inside_at_unload: AtomicU32,
    pub parked_at_unload: AtomicU32,
    /// The driver's own routines for opening and closing its devices.
    pub create: AtomicUsize,
    pub close: AtomicUsize,
    /// 1 from the moment that its unload is asked for.
    pub unload_pending: AtomicU32,
    /// 1 if a file was open at that moment.
    pub unload_deferred: AtomicU32,
    /// 1 once a device that it left keeps it.
    pub kept: AtomicU32,
    /// The cycle that left a name which this load met, 0 for none.
    pub name_left_in: AtomicU32,
    pub findings: AtomicU32,
    pub faults: AtomicU32,
    pub patched_imports: AtomicU32,
    pub missing_imports: AtomicU32,
    pub pool_blocks: AtomicU64,
    pub pool_bytes: AtomicU64,
    pub pool_allocations: AtomicU64,
    last_site: [AtomicUsize; 6],
}

impl Record {
    const fn empty() -> Self {
        Self {
            base: AtomicUsize::new(0),
            size: AtomicUsize::new(0),
            state: AtomicU32::new(0),
            entry_status: AtomicI32::new(0),
            entry_bytes: [const { AtomicU64::new(0) }; 2],
            unload: AtomicUsize::new(0),
            thread: AtomicU32::new(0),
            inside_at_unload: AtomicU32::new(0),
            parked_at_unload: AtomicU32::new(0),
            create: AtomicUsize::new(0),
            close: AtomicUsize::new(0),
            unload_pending: AtomicU32::new(0),
            unload_deferred: AtomicU32::new(0),
            kept: AtomicU32::new(0),
            name_left_in: AtomicU32::new(0),
            findings: AtomicU32::new(0),
            faults: AtomicU32::new(0),
            patched_imports: AtomicU32::new(0),
            missing_imports: AtomicU32::new(0),
            pool_blocks: AtomicU64::new(0),
            pool_bytes: AtomicU64::new(0),
            pool_allocations: AtomicU64::new(0),
            last_site: [const { AtomicUsize::new(0) }; 6],
        }
    }

    pub fn loaded_image(&self) -> LoadedImage {
        LoadedImage {
            base: self.base.load(SeqCst),
            size: self.size.load(SeqCst),
        }
    }

    /// Whether the image is no longer mapped. Wine unmaps it some time after the unload function
    /// returned, without telling.
    pub fn is_gone(&self) -> bool {
        match self.state.load(SeqCst) {
            Image::FREED => true,
            Image::RETURNED => kernel::memory_at(self.base.load(SeqCst)) != Memory::Committed,
            _ => {
                self.entry_status.load(SeqCst) < 0
                    && kernel::memory_at(self.base.load(SeqCst)) != Memory::Committed
            }
        }
    }

    /// Whether a device that it left keeps it.
    pub fn is_kept(&self) -> bool {
        self.kept.load(SeqCst) != 0
    }

    /// Remembers where the entry or unload function was when it last called something.
    pub fn note_site(&self, sites: &Sites) {
        if self.thread.load(SeqCst) == kernel::current_thread() {
            for (place, &frame) in self.last_site.iter().zip(&sites.frames) {
                place.store(frame, SeqCst);
            }
        }
    }

    /// The last call that the entry or unload function made.
    pub fn last_site(&self, image: u32) -> Sites {
        let mut sites = Sites {
            image,
            ..Sites::default()
        };
        for (frame, place) in sites.frames.iter_mut().zip(&self.last_site) {
            *frame = place.load(SeqCst);
        }
        let set = sites.frames.iter().take_while(|&&frame| frame != 0).count();
        sites.count = u32::try_from(set).unwrap_or(0);
        sites
    }

    /// What the load tester reads; the engine adds its counts.
    pub fn image(&self, sequence: u32) -> Image {
        Image {
            sequence,
            entry_status: self.entry_status.load(SeqCst),
            base: self.base.load(SeqCst) as u64,
            size: self.size.load(SeqCst) as u64,
            classifies: 0,
            classifies_at_dispatch: 0,
            inside_at_unload: self.inside_at_unload.load(SeqCst),
            parked_at_unload: self.parked_at_unload.load(SeqCst),
            state: if self.is_gone() {
                Image::FREED
            } else if self.is_kept() {
                Image::KEPT
            } else {
                self.state.load(SeqCst)
            },
            callouts: 0,
            refusals: 0,
            blocked_without: 0,
            pool_blocks: self.pool_blocks.load(SeqCst),
            pool_bytes: self.pool_bytes.load(SeqCst),
            pool_allocations: self.pool_allocations.load(SeqCst),
            findings: self.findings.load(SeqCst),
            patched_imports: self.patched_imports.load(SeqCst),
            flows: 0,
            contexts_associated: 0,
            contexts_deleted: 0,
            contexts: 0,
            removals_pending: 0,
            busy: 0,
            permitted: 0,
            blocked: 0,
            permitted_without: 0,
            orphans: 0,
            reached: 0,
            quiet: [0; 2],
            fallible: 0,
            refused: 0,
            unload_deferred: self.unload_deferred.load(SeqCst),
            open_files: open_files(sequence),
            name_left_in: self.name_left_in.load(SeqCst).into(),
        }
    }
}

fn open_files(image: u32) -> u32 {
    let open = belongings::left_by(image, Kind::OpenFile);
    open.map_or(0, |(count, _)| u32::try_from(count).unwrap_or(u32::MAX))
}

static RECORDS: [Record; CAPACITY] = [const { Record::empty() }; CAPACITY];
static COUNT: AtomicU32 = AtomicU32::new(0);

/// Starts a record; [`None`] when the table is full.
pub fn add(image: LoadedImage) -> Option<(u32, &'static Record)> {
    let index = COUNT.load(SeqCst);
    let record = RECORDS.get(index as usize)?;
    record.base.store(image.base, SeqCst);
    record.size.store(image.size, SeqCst);
    // Wine loads one driver at a time, so nobody adds a record in between.
    COUNT.store(index + 1, SeqCst);
    Some((index + 1, record))
}

/// The record of an image.
pub fn get(sequence: u32) -> Option<&'static Record> {
    let index = sequence.checked_sub(1)?;
    (sequence <= COUNT.load(Relaxed)).then(|| RECORDS.get(index as usize))?
}

/// The newest image.
pub fn newest() -> Option<(u32, &'static Record)> {
    let sequence = COUNT.load(SeqCst);
    Some((sequence, get(sequence)?))
}

/// The image that an address belongs to, gone or not; of two at one address the newer.
pub fn at(address: Address) -> Option<(u32, &'static Record)> {
    (1..=COUNT.load(SeqCst))
        .rev()
        .filter_map(|sequence| Some((sequence, get(sequence)?)))
        .find(|(_, record)| record.loaded_image().contains(address))
}

/// The frames of images under test on the calling stack.
pub fn sites() -> Sites {
    let mut frames = [0; 32];
    let count = kernel::stack_trace(&mut frames);
    let mut sites = Sites::default();
    for &frame in &frames[..count] {
        let Some((sequence, _)) = at(frame) else {
            continue;
        };
        if sites.image == 0 {
            sites.image = sequence;
        }
        if sites.image == sequence && (sites.count as usize) < sites.frames.len() {
            sites.frames[sites.count as usize] = frame;
            sites.count += 1;
        }
    }
    if let Some(record) = get(sites.image) {
        record.note_site(&sites);
    }
    sites
}
