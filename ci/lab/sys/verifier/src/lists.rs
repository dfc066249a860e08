//! Lookaside lists and `ERESOURCE`s: Wine's, on account; the newer lookaside list, which Wine
//! lacks.
//!
//! Source: `nf-wdm-exinitializelookasidelistex`, `nf-wdm-exdeletelookasidelistex`,
//! `nf-wdm-exinitializenpagedlookasidelist`, `nf-wdm-exinitializeresourcelite` and siblings.

use core::ffi::c_void;

use kernel::Address;

use crate::{
    belongings::{self, Kind},
    images, pool,
};

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn ExInitializeNPagedLookasideList(
        list: *mut c_void,
        allocate: Address,
        free: Address,
        flags: u32,
        bytes: usize,
        tag: u32,
        depth: u16,
    );
    fn ExDeleteNPagedLookasideList(list: *mut c_void);
    fn ExInitializeResourceLite(resource: *mut c_void) -> i32;
    fn ExDeleteResourceLite(resource: *mut c_void) -> i32;
    fn ExpInterlockedPopEntrySList(list: *mut c_void) -> *mut c_void;
}

/// `LOOKASIDE_LIST_EX`, as `wdm.h` lays it out on x64. Drivers push and pop inline.
#[repr(C)]
pub struct LookasideList {
    head: [u64; 2],
    depth: u16,
    maximum_depth: u16,
    counts: [u32; 4],
    pool: u32,
    tag: u32,
    bytes: u32,
    allocate: Option<Allocate>,
    free: Option<Free>,
    rest: [u64; 4],
}

const _: () = assert!(core::mem::offset_of!(LookasideList, allocate) == 0x30);
const _: () = assert!(size_of::<LookasideList>() == 0x60);

type Allocate = unsafe extern "system" fn(u32, usize, u32, *mut LookasideList) -> *mut c_void;
type Free = unsafe extern "system" fn(*mut c_void, *mut LookasideList);

unsafe extern "system" fn allocate(
    _pool: u32,
    bytes: usize,
    tag: u32,
    _list: *mut LookasideList,
) -> *mut c_void {
    pool::allocate_for_list(bytes, tag)
}

unsafe extern "system" fn free(block: *mut c_void, _list: *mut LookasideList) {
    pool::free_pool(block);
}

fn key<T>(object: *const T) -> usize {
    object.expose_provenance()
}

/// `ExInitializeLookasideListEx`.
#[allow(clippy::too_many_arguments, reason = "the system's function has eight")]
pub extern "system" fn initialize_ex(
    list: &mut LookasideList,
    their_allocate: Option<Allocate>,
    their_free: Option<Free>,
    pool: u32,
    _flags: u32,
    bytes: usize,
    tag: u32,
    _depth: u16,
) -> i32 {
    const STATUS_INVALID_PARAMETER: i32 = 0xC000_000D_u32.cast_signed();
    const DEPTH: u16 = 4;
    let Ok(entry) = u32::try_from(bytes) else {
        return STATUS_INVALID_PARAMETER;
    };
    *list = LookasideList {
        head: [0; 2],
        depth: DEPTH,
        maximum_depth: DEPTH,
        counts: [0; 4],
        pool,
        tag,
        bytes: entry,
        allocate: their_allocate.or(Some(allocate)),
        free: their_free.or(Some(free)),
        rest: [0; 4],
    };
    belongings::add(Kind::Lookaside, key(list), images::sites());
    0
}

/// `ExFlushLookasideListEx`.
pub extern "system" fn flush_ex(list: &mut LookasideList) {
    let Some(free) = list.free else {
        return;
    };
    loop {
        let head = list.head.as_mut_ptr();
        // SAFETY: the list begins with its head, which `initialize_ex` made.
        let entry = unsafe { ExpInterlockedPopEntrySList(head.cast()) };
        if entry.is_null() {
            return;
        }
        // SAFETY: the driver allocated the entry for this list and put it back.
        unsafe { free(entry, list) };
    }
}

/// `ExDeleteLookasideListEx`.
pub extern "system" fn delete_ex(list: &mut LookasideList) {
    flush_ex(list);
    belongings::remove(Kind::Lookaside, key(list));
}

/// `ExInitializeNPagedLookasideList`.
pub extern "system" fn initialize(
    list: *mut c_void,
    allocate: Address,
    free: Address,
    flags: u32,
    bytes: usize,
    tag: u32,
    depth: u16,
) {
    // SAFETY: the driver's own arguments, under the contract of the call.
    unsafe { ExInitializeNPagedLookasideList(list, allocate, free, flags, bytes, tag, depth) };
    belongings::add(Kind::Lookaside, key(list), images::sites());
}

/// `ExDeleteNPagedLookasideList`.
pub extern "system" fn delete(list: *mut c_void) {
    belongings::remove(Kind::Lookaside, key(list));
    // SAFETY: the driver's own argument, under the contract of the call.
    unsafe { ExDeleteNPagedLookasideList(list) };
}

/// `ExInitializeResourceLite`.
pub extern "system" fn initialize_resource(resource: *mut c_void) -> i32 {
    belongings::add(Kind::Resource, key(resource), images::sites());
    // SAFETY: the driver's own argument, under the contract of the call.
    unsafe { ExInitializeResourceLite(resource) }
}

/// `ExDeleteResourceLite`.
pub extern "system" fn delete_resource(resource: *mut c_void) -> i32 {
    belongings::remove(Kind::Resource, key(resource));
    // SAFETY: the driver's own argument, under the contract of the call.
    unsafe { ExDeleteResourceLite(resource) }
}
