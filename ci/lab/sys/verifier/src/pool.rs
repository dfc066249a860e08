//! Pool by tag and call site. Every block that an image under test allocates is on a list, with
//! the image that has to free it.

use core::{ffi::c_void, mem::size_of, ptr::null_mut};

use kernel::{Address, CallSite, Finding, FindingKind, Heap, Memory, Sites, memory_at};

use crate::{findings, images, lock::Lock, thread::caller, timers};

/// `POOL_FLAG_UNINITIALIZED`.
const UNINITIALIZED: u64 = 2;
const MAGIC: u64 = u64::from_le_bytes(*b"lab pool");
const FREED: u64 = u64::from_le_bytes(*b"lab free");

#[repr(C, align(16))]
struct Header {
    /// First, so that it can be read from an address of which nothing else is known.
    magic: u64,
    bytes: usize,
    caller: Address,
    next: *mut Self,
    previous: *mut Self,
    image: u32,
    tag: u32,
}

/// First block of the list of live blocks.
struct Blocks(*mut Header);

// SAFETY: the pointers are used only under the lock around the list.
unsafe impl Send for Blocks {}

static BLOCKS: Lock<Blocks> = Lock::new(Blocks(null_mut()));

fn layout(bytes: usize) -> Option<core::alloc::Layout> {
    core::alloc::Layout::from_size_align(bytes.checked_add(size_of::<Header>())?, 16).ok()
}

fn allocate(bytes: usize, tag: u32, zeroed: bool, caller: Address) -> *mut c_void {
    use core::alloc::GlobalAlloc;
    let Some(layout) = layout(bytes) else {
        return null_mut();
    };
    // SAFETY: the layout has a size: it holds at least the header.
    let block = unsafe { Heap.alloc(layout) };
    if block.is_null() {
        return null_mut();
    }
    #[expect(
        clippy::cast_ptr_alignment,
        reason = "the layout asks for the alignment of the header"
    )]
    let header = block.cast::<Header>();
    let image = images::at(caller).map_or(0, |(sequence, record)| {
        let relaxed = core::sync::atomic::Ordering::SeqCst;
        record.pool_allocations.fetch_add(1, relaxed);
        record.pool_blocks.fetch_add(1, relaxed);
        record.pool_bytes.fetch_add(bytes as u64, relaxed);
        sequence
    });
    let mut first = BLOCKS.lock();
    // SAFETY: fresh memory of the header's size and alignment.
    unsafe {
        header.write(Header {
            magic: MAGIC,
            bytes,
            caller,
            next: first.0,
            previous: null_mut(),
            image,
            tag,
        });
    }
    // SAFETY: the first block is live: freeing takes it off the list under this lock.
    if let Some(second) = unsafe { first.0.as_mut() } {
        second.previous = header;
    }
    first.0 = header;
    // SAFETY: the block is larger than the header.
    let block: *mut c_void = unsafe { header.add(1) }.cast();
    if zeroed {
        // SAFETY: the block has this many bytes after its header.
        unsafe { block.cast::<u8>().write_bytes(0, bytes) };
    }
    block
}

fn free(block: *mut c_void, caller: Address) {
    use core::alloc::GlobalAlloc;
    let header = block.cast::<Header>().wrapping_sub(1);
    if memory_at(header.expose_provenance()) != Memory::Committed {
        report_bad_free(false, caller);
        return;
    }
    let mut first = BLOCKS.lock();
    // SAFETY: mapped memory. An address that never came from here need not be aligned; a freed one
    // still has its mark in Wine's heap more often than not.
    let magic = unsafe { header.cast::<u64>().read_unaligned() };
    if magic != MAGIC {
        drop(first);
        report_bad_free(magic == FREED, caller);
        return;
    }
    // SAFETY: the magic says that it is a block of the list, which this thread has locked.
    let found = unsafe { &mut *header };
    // SAFETY: neighbours on the list are live blocks.
    match unsafe { found.previous.as_mut() } {
        Some(previous) => previous.next = found.next,
        None => first.0 = found.next,
    }
    // SAFETY: neighbours on the list are live blocks.
    if let Some(next) = unsafe { found.next.as_mut() } {
        next.previous = found.previous;
    }
    drop(first);
    found.magic = FREED;
    let bytes = found.bytes;
    if timers::freed(block.expose_provenance(), bytes) {
        report_timer(caller);
    }
    if let Some(record) = images::get(found.image) {
        let order = core::sync::atomic::Ordering::SeqCst;
        record.pool_blocks.fetch_sub(1, order);
        record.pool_bytes.fetch_sub(bytes as u64, order);
    }
    let Some(layout) = layout(bytes) else {
        return;
    };
    // A use after free reads this instead of what it expects.
    // SAFETY: the block's own bytes; it is off the list, so nobody else frees it.
    unsafe { block.cast::<u8>().write_bytes(0xDD, bytes) };
    // SAFETY: allocated above with the same layout, freed once: the magic is gone.
    unsafe { Heap.dealloc(header.cast(), layout) };
}

fn report_bad_free(twice: bool, caller: Address) {
    let Some((image, _)) = images::at(caller) else {
        return;
    };
    findings::report(&Finding {
        kind: FindingKind::Fault,
        rule: "0xC2",
        text: if twice {
            "a pool block was freed twice (Windows: BAD_POOL_CALLER)"
        } else {
            "an address that is no pool block was freed (Windows: BAD_POOL_CALLER)"
        },
        image,
        sites: &[CallSite {
            role: "freed by",
            sites: one_frame(image, caller),
        }],
    });
}

/// A block with a set timer in it is freed. Source: `bug-check-0xc4`, subcode 0x15.
fn report_timer(caller: Address) {
    let Some((image, _)) = images::at(caller) else {
        return;
    };
    findings::report(&Finding {
        kind: FindingKind::Contract,
        rule: "U30",
        text: "a pool block was freed with a set timer in it (Driver Verifier: 0xC4/0x15)",
        image,
        sites: &[CallSite {
            role: "freed by",
            sites: one_frame(image, caller),
        }],
    });
}

const fn one_frame(image: u32, frame: Address) -> Sites {
    Sites {
        image,
        count: 1,
        frames: [frame, 0, 0, 0, 0, 0],
    }
}

/// One live block.
pub struct Left {
    pub bytes: usize,
    pub tag: u32,
    pub sites: Sites,
}

/// The first block that `image` has not freed.
pub fn left_by(image: u32) -> Option<Left> {
    let first = BLOCKS.lock();
    let mut block = first.0;
    // SAFETY: blocks on the list are live while the lock is held.
    while let Some(header) = unsafe { block.as_ref() } {
        if header.image == image {
            return Some(Left {
                bytes: header.bytes,
                tag: header.tag,
                sites: one_frame(image, header.caller),
            });
        }
        block = header.next;
    }
    None
}

/// Frees what `image` left, after it was reported.
pub fn forget(image: u32) {
    loop {
        let block = {
            let first = BLOCKS.lock();
            let mut block = first.0;
            // SAFETY: blocks on the list are live while the lock is held.
            while let Some(header) = unsafe { block.as_ref() } {
                if header.image == image {
                    break;
                }
                block = header.next;
            }
            block
        };
        if block.is_null() {
            return;
        }
        // SAFETY: the block is larger than the header.
        free(unsafe { block.add(1) }.cast(), 0);
    }
}

/// `ExAllocatePool2`.
pub extern "system" fn allocate_pool2(flags: u64, bytes: usize, tag: u32) -> *mut c_void {
    allocate(bytes, tag, flags & UNINITIALIZED == 0, caller())
}

/// `ExAllocatePoolWithTag`.
pub extern "system" fn allocate_with_tag(_kind: u32, bytes: usize, tag: u32) -> *mut c_void {
    allocate(bytes, tag, false, caller())
}

/// The allocation function of lookaside lists, which drivers call inline.
pub fn allocate_for_list(bytes: usize, tag: u32) -> *mut c_void {
    allocate(bytes, tag, false, caller())
}

/// `ExAllocatePoolWithTagPriority`.
pub extern "system" fn allocate_with_priority(
    _kind: u32,
    bytes: usize,
    tag: u32,
    _priority: u32,
) -> *mut c_void {
    allocate(bytes, tag, false, caller())
}

/// `ExAllocatePool3`.
pub extern "system" fn allocate_pool3(
    flags: u64,
    bytes: usize,
    tag: u32,
    _parameters: *const c_void,
    _count: u32,
) -> *mut c_void {
    allocate_pool2(flags, bytes, tag)
}

/// `ExAllocatePool`.
pub extern "system" fn allocate_pool(_kind: u32, bytes: usize) -> *mut c_void {
    allocate(bytes, u32::from_le_bytes(*b"None"), false, caller())
}

/// `ExFreePool`, `ExFreePoolWithTag` and `ExFreePool2`: tag and parameters are not looked at.
pub extern "system" fn free_pool(block: *mut c_void) {
    free(block, caller());
}
