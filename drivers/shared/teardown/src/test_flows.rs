//! Flows for the tests: the engine's side of a context, and the pool and locks under it.
//!
//! A test has flows of its own; the functions that the crate links find them through the thread.

use std::{
    alloc::{Layout, alloc, dealloc},
    cell::RefCell,
    collections::BTreeMap,
    ffi::c_void,
    hint,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    thread,
    time::Duration,
};

use wfp_sys::{
    NTSTATUS, STATUS_OBJECT_NAME_EXISTS, STATUS_PENDING, STATUS_SUCCESS, STATUS_UNSUCCESSFUL,
};

/// The layer of the tests' callout.
pub const LAYER: u16 = 20;
/// Its run-time id.
pub const CALLOUT: u32 = 0x1234;

type Delete = Arc<dyn Fn(u64) + Send + Sync>;

/// What the next remove of a flow does instead of its work.
enum Instead {
    Pend(Duration),
    EndFirst,
    Refuse(NTSTATUS),
}

#[derive(Default)]
struct State {
    attached: BTreeMap<u64, u64>,
    instead: BTreeMap<u64, Instead>,
    removes: usize,
    delete: Option<Delete>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    blocks: AtomicUsize,
}

/// The flows of one test.
#[derive(Clone)]
pub struct Flows(Arc<Shared>);

thread_local! {
    static FLOWS: RefCell<Option<Flows>> = const { RefCell::new(None) };
}

/// No flows, for this thread.
pub fn flows() -> Flows {
    let flows = Flows(Arc::default());
    flows.enter();
    flows
}

fn here() -> Flows {
    let flows = FLOWS.with_borrow(Clone::clone);
    flows.expect("the test has called `flows` or `enter` on this thread")
}

impl Flows {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().expect("no test panics with the lock")
    }

    /// Makes them the flows of the calling thread.
    pub fn enter(&self) {
        FLOWS.set(Some(self.clone()));
    }

    /// The callout's flow-delete function.
    pub fn delete_with(&self, delete: impl Fn(u64) + Send + Sync + 'static) {
        self.state().delete = Some(Arc::new(delete));
    }

    /// The flow ends by itself.
    pub fn end(&self, flow: u64) {
        let mut state = self.state();
        let context = state.attached.remove(&flow);
        let delete = state.delete.clone();
        drop(state);
        if let (Some(context), Some(delete)) = (context, delete) {
            delete(context);
        }
    }

    /// The next remove of `flow` returns `STATUS_PENDING`, and the context is deleted later.
    pub fn pend_for(&self, flow: u64, time: Duration) {
        self.state().instead.insert(flow, Instead::Pend(time));
    }

    /// `flow` ends just before its next remove.
    pub fn end_before_remove(&self, flow: u64) {
        self.state().instead.insert(flow, Instead::EndFirst);
    }

    /// The next remove of `flow` is refused.
    pub fn refuse(&self, flow: u64, status: NTSTATUS) {
        self.state().instead.insert(flow, Instead::Refuse(status));
    }

    /// The context of a flow.
    pub fn context(&self, flow: u64) -> Option<u64> {
        self.state().attached.get(&flow).copied()
    }

    /// Contexts that the engine has.
    pub fn attached(&self) -> usize {
        self.state().attached.len()
    }

    /// Calls of remove.
    pub fn removes(&self) -> usize {
        self.state().removes
    }

    /// Pool blocks that were not freed.
    pub fn blocks(&self) -> usize {
        self.0.blocks.load(SeqCst)
    }
}

#[unsafe(no_mangle)]
extern "system" fn FwpsFlowAssociateContext0(
    flow: u64,
    layer: u16,
    callout: u32,
    context: u64,
) -> NTSTATUS {
    assert_eq!((layer, callout), (LAYER, CALLOUT));
    assert_ne!(context, 0);
    let flows = here();
    let mut state = flows.state();
    if state.attached.contains_key(&flow) {
        return STATUS_OBJECT_NAME_EXISTS;
    }
    state.attached.insert(flow, context);
    STATUS_SUCCESS
}

#[unsafe(no_mangle)]
extern "system" fn FwpsFlowRemoveContext0(flow: u64, layer: u16, callout: u32) -> NTSTATUS {
    assert_eq!((layer, callout), (LAYER, CALLOUT));
    let flows = here();
    let mut state = flows.state();
    state.removes += 1;
    let instead = state.instead.remove(&flow);
    if !state.attached.contains_key(&flow) {
        return STATUS_UNSUCCESSFUL;
    }
    drop(state);
    match instead {
        None => {
            flows.end(flow);
            STATUS_SUCCESS
        }
        Some(Instead::EndFirst) => {
            flows.end(flow);
            STATUS_UNSUCCESSFUL
        }
        Some(Instead::Refuse(status)) => status,
        Some(Instead::Pend(time)) => {
            thread::spawn(move || {
                flows.enter();
                thread::sleep(time);
                flows.end(flow);
            });
            STATUS_PENDING
        }
    }
}

fn lock_of(lock: *mut usize) -> &'static AtomicUsize {
    // SAFETY: the crate's spin locks live as long as the test.
    unsafe { AtomicUsize::from_ptr(lock) }
}

#[unsafe(no_mangle)]
extern "system" fn KeAcquireSpinLockRaiseToDpc(lock: *mut usize) -> u8 {
    while lock_of(lock).swap(1, SeqCst) != 0 {
        hint::spin_loop();
    }
    0
}

#[unsafe(no_mangle)]
extern "system" fn KeReleaseSpinLock(lock: *mut usize, previous: u8) {
    assert_eq!(previous, 0);
    assert_eq!(lock_of(lock).swap(0, SeqCst), 1, "the lock was held");
}

const HEADER: usize = 16;

fn layout(bytes: usize) -> Layout {
    Layout::from_size_align(bytes + HEADER, HEADER).expect("a small block")
}

#[unsafe(no_mangle)]
extern "system" fn ExAllocatePool2(_flags: u64, bytes: usize, tag: u32) -> *mut c_void {
    assert_eq!(&tag.to_le_bytes(), b"Lncb");
    // SAFETY: the size is not zero.
    let block = unsafe { alloc(layout(bytes)) };
    #[expect(clippy::cast_ptr_alignment, reason = "the layout is aligned for it")]
    // SAFETY: the header is as large and as aligned as a size.
    unsafe {
        block.cast::<usize>().write(bytes);
    };
    here().0.blocks.fetch_add(1, SeqCst);
    // SAFETY: inside the block.
    unsafe { block.add(HEADER) }.cast()
}

#[unsafe(no_mangle)]
extern "system" fn ExFreePoolWithTag(block: *mut c_void, tag: u32) {
    assert_eq!(&tag.to_le_bytes(), b"Lncb");
    // SAFETY: the header that the function above wrote.
    let block = unsafe { block.byte_sub(HEADER) };
    // SAFETY: as above.
    let bytes = unsafe { block.cast::<usize>().read() };
    here().0.blocks.fetch_sub(1, SeqCst);
    // SAFETY: allocated above with the same layout.
    unsafe { dealloc(block.cast(), layout(bytes)) };
}
