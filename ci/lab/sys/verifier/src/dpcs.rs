//! The queue of DPCs.
//!
//! Source: `introduction-to-dpc-objects`, `nf-wdm-keinsertqueuedpc`, `nf-wdm-keremovequeuedpc`.

use alloc::vec::Vec;

use kernel::Address;

use crate::{
    belongings::{self, Kind},
    deferred::{self, Call},
    images,
    lock::Lock,
};

/// `KDPC`, as `wdm.h` lays it out on x64.
#[repr(C)]
pub struct Dpc {
    head: [usize; 3],
    pub routine: Address,
    pub context: usize,
    arguments: [usize; 2],
    data: usize,
}

/// A DPC in the queue.
pub struct Queued {
    object: Address,
    pub image: u32,
    pub call: Call,
}

static QUEUE: Lock<Vec<Queued>> = Lock::new(Vec::new());

/// An object as a number.
pub fn address_of<T>(object: &T) -> Address {
    core::ptr::from_ref(object).expose_provenance()
}

/// Whether none is queued.
pub fn is_empty() -> bool {
    QUEUE.lock().is_empty()
}

/// Takes off what is left of `image`.
pub fn forget(image: u32) {
    QUEUE.lock().retain(|queued| queued.image != image);
}

/// Takes one off the queue.
pub fn next() -> Option<Queued> {
    let mut queue = QUEUE.lock();
    let next = (!queue.is_empty()).then(|| queue.remove(0))?;
    belongings::remove(Kind::Dpc, next.object);
    Some(next)
}

/// Queues one, unless it is queued.
pub fn enqueue(object: Address, image: u32, call: Call) -> bool {
    let mut queue = QUEUE.lock();
    let new = queue.iter().all(|queued| queued.object != object);
    if new {
        queue.push(Queued {
            object,
            image,
            call,
        });
        let mut sites = images::sites();
        if sites.image == 0 {
            sites.image = image;
        }
        belongings::add_for(image, Kind::Dpc, object, sites);
    }
    drop(queue);
    deferred::wake();
    new
}

/// `KeInitializeDpc` and `KeInitializeThreadedDpc`.
pub const extern "system" fn initialize_dpc(dpc: &mut Dpc, routine: Address, context: usize) {
    *dpc = Dpc {
        head: [0; 3],
        routine,
        context,
        arguments: [0; 2],
        data: 0,
    };
}

/// `KeInsertQueueDpc`.
pub extern "system" fn insert_dpc(dpc: &mut Dpc, first: usize, second: usize) -> u8 {
    let call = Call {
        routine: dpc.routine,
        arguments: [address_of(dpc), dpc.context, first, second],
    };
    let image = images::at(dpc.routine).map_or(0, |(sequence, _)| sequence);
    u8::from(enqueue(address_of(dpc), image, call))
}

/// `KeRemoveQueueDpc`.
pub extern "system" fn remove_dpc(dpc: &Dpc) -> u8 {
    let mut queue = QUEUE.lock();
    let found = queue
        .iter()
        .position(|queued| queued.object == address_of(dpc));
    if let Some(found) = found {
        queue.remove(found);
        belongings::remove(Kind::Dpc, address_of(dpc));
    }
    u8::from(found.is_some())
}

/// `KeSetImportanceDpc`, `KeSetTargetProcessorDpc`: hints.
pub const extern "system" fn hint() {}

/// `KeSetTargetProcessorDpcEx`.
pub const extern "system" fn hint_with_status() -> i32 {
    0
}
