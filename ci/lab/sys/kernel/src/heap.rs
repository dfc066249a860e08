//! The lab's own heap: Wine's pool, which is the process heap.

use core::alloc::{GlobalAlloc, Layout};

use crate::nt::{ExAllocatePoolWithTag, ExFreePoolWithTag};

const TAG: u32 = u32::from_le_bytes(*b"lab ");
const NON_PAGED_POOL_NX: u32 = 0x200;
/// What Wine's heap aligns to on x64.
const NATURAL: usize = 16;

/// Allocates from Wine's pool.
pub struct Heap;

// SAFETY: the pool hands out memory that nobody else has until it is freed, aligned to 16 bytes;
// larger alignments are refused.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > NATURAL {
            return core::ptr::null_mut();
        }
        // SAFETY: the call has no precondition below DISPATCH_LEVEL, and Wine has no levels.
        unsafe { ExAllocatePoolWithTag(NON_PAGED_POOL_NX, layout.size(), TAG) }.cast()
    }

    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: `block` came from `alloc` above and is given back once, by the trait's contract.
        unsafe { ExFreePoolWithTag(block.cast(), TAG) }
    }
}
