//! What the lab keeps for each thread of the host process.

use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use kernel::{Address, Tls};

/// One value for each thread, 0 to begin with.
pub struct Slot(AtomicU32);

impl Slot {
    const fn new() -> Self {
        Self(AtomicU32::new(0))
    }

    fn prepare(&self) {
        self.0.store(Tls::new().index(), Relaxed);
    }

    /// The calling thread's value.
    pub fn get(&self) -> usize {
        Tls::from_index(self.0.load(Relaxed)).get()
    }

    /// Sets it.
    pub fn set(&self, value: usize) {
        Tls::from_index(self.0.load(Relaxed)).set(value);
    }
}

/// The IRQL.
pub static IRQL: Slot = Slot::new();
/// The guarded call that the thread is in.
pub static GUARDED_CALL: Slot = Slot::new();
/// Guarded calls that the thread is in and that the driver had made, not the engine.
pub static OWN_CALLS: Slot = Slot::new();
/// Return address of the newest call of a kernel function from an image under test.
pub static CALLER: Slot = Slot::new();
/// Spin locks that the thread holds.
pub static HELD_COUNT: Slot = Slot::new();
/// The first four of them.
pub static HELD: [Slot; 4] = [const { Slot::new() }; 4];
/// Where each was acquired.
pub static HELD_AT: [Slot; 4] = [const { Slot::new() }; 4];
/// The system thread of a driver that this is, 0 for none.
pub static SYSTEM_THREAD: Slot = Slot::new();

/// Takes the slots. Once, before anything else here.
pub fn prepare() {
    let single = [
        &IRQL,
        &GUARDED_CALL,
        &OWN_CALLS,
        &CALLER,
        &HELD_COUNT,
        &SYSTEM_THREAD,
    ];
    for slot in single.into_iter().chain(&HELD).chain(&HELD_AT) {
        slot.prepare();
    }
}

/// Where the kernel function that the thread is in was called.
pub fn caller() -> Address {
    CALLER.get()
}
