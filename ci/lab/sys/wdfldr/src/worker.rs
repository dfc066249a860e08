//! Threads on which work items, DPCs and timers run: one at `DISPATCH_LEVEL` and two at
//! `PASSIVE_LEVEL`, made at the first use and kept.

use alloc::{sync::Arc, vec::Vec};
use core::{
    ffi::c_void,
    sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst},
};

use ddi::levels::{DISPATCH, PASSIVE};
use kernel::verifier;

use crate::{
    client::Client,
    deferred,
    handle::{Lock, Object},
};

#[link(name = "kernelbase.dll", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn WaitOnAddress(
        address: *const AtomicU32,
        compare: *const u32,
        size: usize,
        milliseconds: u32,
    ) -> i32;
    fn WakeByAddressAll(address: *const AtomicU32);
}

/// One call that is due.
pub struct Job {
    /// On the clock of [`kernel::nanoseconds`].
    pub due: u64,
    pub level: u8,
    pub object: Arc<Object>,
    /// Which arming of the object it is.
    pub ticket: u64,
}

static JOBS: Lock<Vec<Job>> = Lock::new(Vec::new());
/// Changes with every job; the threads sleep on it.
static CHANGES: AtomicU32 = AtomicU32::new(0);
static RUNNING: AtomicBool = AtomicBool::new(false);

/// Adds a job.
pub fn add(job: Job) {
    if !RUNNING.swap(true, SeqCst) {
        for level in [PASSIVE, PASSIVE, DISPATCH] {
            let context = core::ptr::without_provenance_mut(usize::from(level));
            if kernel::spawn(run, context).is_err() {
                verifier().has_not("a framework without threads: PsCreateSystemThread failed");
            }
        }
    }
    JOBS.lock().push(job);
    CHANGES.fetch_add(1, SeqCst);
    // SAFETY: the address of a static.
    unsafe { WakeByAddressAll(&raw const CHANGES) };
}

/// Drops the jobs of a driver that never unbound.
pub fn forget(client: &Client) {
    JOBS.lock()
        .retain(|job| !core::ptr::eq(job.object.client, client));
}

/// The next job that is due, or how many milliseconds to sleep.
fn next(level: u8) -> Result<Job, u32> {
    const FOR_EVER: u32 = u32::MAX;
    let mut jobs = JOBS.lock();
    let first = jobs
        .iter()
        .enumerate()
        .filter(|(_, job)| job.level == level)
        .min_by_key(|(_, job)| job.due)
        .map(|(place, job)| (place, job.due));
    let Some((place, due)) = first else {
        return Err(FOR_EVER);
    };
    let now = kernel::nanoseconds();
    if due <= now {
        return Ok(jobs.swap_remove(place));
    }
    Err(u32::try_from((due - now).div_ceil(1_000_000)).unwrap_or(FOR_EVER - 1))
}

unsafe extern "system" fn run(context: *mut c_void) {
    let level = if context.is_null() { PASSIVE } else { DISPATCH };
    (verifier().set_irql)(level);
    loop {
        let seen = CHANGES.load(SeqCst);
        match next(level) {
            Ok(job) => deferred::run(&job),
            // SAFETY: the address of a static, and that of a live number of its size.
            Err(milliseconds) => unsafe {
                WaitOnAddress(
                    &raw const CHANGES,
                    &raw const seen,
                    size_of::<u32>(),
                    milliseconds,
                );
            },
        }
        // A callback that came back at another level was reported where it did so.
        (verifier().set_irql)(level);
    }
}
