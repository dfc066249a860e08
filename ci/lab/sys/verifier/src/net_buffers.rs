//! NDIS, as far as callout drivers use it: pools, buffer lists, buffers, MDLs, generic objects, and
//! the data of a buffer.
//!
//! Source: the pages `nf-ndis-ndisallocategenericobject`, `nf-nblapi-ndisallocatenetbufferlistpool`,
//! `nf-nblapi-ndisgetdatabuffer`, `nf-mdlapi-ndisallocatemdl` and siblings. That an unload function
//! frees what the driver has allocated: `releasing-driver-allocated-resources`.

use alloc::{
    alloc::{alloc_zeroed, handle_alloc_error},
    boxed::Box,
    vec,
    vec::Vec,
};
use core::{
    alloc::Layout,
    ffi::c_void,
    fmt::Write,
    ptr::{null, null_mut},
};

use kernel::{CallSite, Finding, FindingKind, Line};
use wfp_sys::{
    MDL, NET_BUFFER, NET_BUFFER_LIST, NET_BUFFER_LIST_POOL_PARAMETERS, NET_BUFFER_POOL_PARAMETERS,
};

use crate::{
    STATUS_SUCCESS,
    belongings::{self, Kind},
    faults, findings, images,
    lock::Lock,
};

fn address<T>(object: *const T) -> usize {
    object.expose_provenance()
}

fn contract(text: &str, role: &str) {
    let sites = images::sites();
    findings::report(&Finding {
        kind: FindingKind::Contract,
        rule: Kind::NetBuffer.rule(),
        text,
        image: sites.image,
        sites: &[CallSite { role, sites }],
    });
}

/// An object of zeroes.
///
/// # Safety
///
/// `T` has a size, and zeroes are a value of it.
#[expect(clippy::unnecessary_box_returns, reason = "too much for a stack")]
unsafe fn zeroed<T>() -> Box<T> {
    let layout = Layout::new::<T>();
    // SAFETY: not of size 0, by the contract of this function.
    let object = unsafe { alloc_zeroed(layout) };
    if object.is_null() {
        handle_alloc_error(layout);
    }
    // SAFETY: from the allocator, for this type; its bytes are a value, by the contract.
    unsafe { Box::from_raw(object.cast()) }
}

/// Puts a new object on the account of the image that asked for it.
fn give<T>(kind: Kind, object: Box<T>) -> *mut T {
    let object = Box::into_raw(object);
    belongings::add(kind, address(object), images::sites());
    object
}

/// Takes an object back; [`None`], with a finding, when it is not live.
fn take_back<T>(kind: Kind, object: *mut T) -> Option<Box<T>> {
    if !belongings::remove(kind, address(object)) {
        contract(kind.not_live(), "freed by");
        return None;
    }
    // SAFETY: `give` made it from a box of this type, and the account had it: it is freed once.
    Some(unsafe { Box::from_raw(object) })
}

// ---- generic objects -----------------------------------------------------------------------

/// `NDIS_GENERIC_OBJECT`, with room for the most that a caller can ask for.
#[repr(C)]
pub struct GenericObject {
    header: [u8; 4],
    callers: [usize; 2],
    driver: *mut c_void,
    room: [u64; 0x2000],
}

const NDIS_OBJECT_TYPE_GENERIC_OBJECT: u8 = 0x8F;

/// `NdisAllocateGenericObject`.
pub extern "system" fn allocate_object(
    driver: *mut c_void,
    _tag: u32,
    _room: u16,
) -> *mut GenericObject {
    // SAFETY: numbers, and a pointer that may be null.
    let mut object = unsafe { zeroed::<GenericObject>() };
    object.header = [NDIS_OBJECT_TYPE_GENERIC_OBJECT, 1, 32, 0];
    object.driver = driver;
    give(Kind::NdisObject, object)
}

/// `NdisFreeGenericObject`.
pub extern "system" fn free_object(object: *mut GenericObject) {
    take_back(Kind::NdisObject, object);
}

// ---- pools ---------------------------------------------------------------------------------

/// A pool of either kind.
pub struct Pool {
    /// Bytes of data that each buffer gets.
    data: u32,
    /// Lists and buffers of it that are live, by address.
    live: Lock<Vec<usize>>,
}

fn allocate_pool(data: u32) -> *mut Pool {
    give(
        Kind::NdisPool,
        Box::new(Pool {
            data,
            live: Lock::new(Vec::new()),
        }),
    )
}

/// `NdisAllocateNetBufferListPool`.
pub extern "system" fn allocate_list_pool(
    _handle: *const c_void,
    parameters: &NET_BUFFER_LIST_POOL_PARAMETERS,
) -> *mut Pool {
    allocate_pool(parameters.DataSize)
}

/// `NdisAllocateNetBufferPool`.
pub extern "system" fn allocate_buffer_pool(
    _handle: *const c_void,
    parameters: &NET_BUFFER_POOL_PARAMETERS,
) -> *mut Pool {
    allocate_pool(parameters.DataSize)
}

/// `NdisFreeNetBufferListPool`, `NdisFreeNetBufferPool`: "you must free all the structures in the
/// pool" first.
pub extern "system" fn free_pool(pool: *mut Pool) {
    let Some(pool) = take_back(Kind::NdisPool, pool) else {
        return;
    };
    let live = pool.live.lock().len();
    if live > 0 {
        let mut text = Line::default();
        // A `Line` takes what fits and never fails.
        let _fits = write!(
            text,
            "an NDIS pool was freed with {live} of its structures live"
        );
        contract(
            core::str::from_utf8(text.as_bytes()).unwrap_or_default(),
            "freed by",
        );
        // Those that are live refer to it.
        core::mem::forget(pool);
    }
}

/// The pool with this handle, while it is live.
fn pool(handle: *mut c_void) -> Option<&'static Pool> {
    if !belongings::has(Kind::NdisPool, address(handle)) {
        return None;
    }
    // SAFETY: on the account, so it is live; a driver that frees it beside this call breaks the
    // contract of `NdisFreeNetBufferListPool`.
    unsafe { handle.cast::<Pool>().as_ref() }
}

fn join<T>(handle: *mut c_void, member: *mut T) {
    if let Some(pool) = pool(handle) {
        pool.live.lock().push(address(member));
    }
}

fn leave<T>(handle: *mut c_void, member: *mut T) {
    if let Some(pool) = pool(handle) {
        pool.live.lock().retain(|&live| live != address(member));
    }
}

// ---- MDLs ----------------------------------------------------------------------------------

/// An MDL of NDIS, and the memory behind it if that is its own.
#[repr(C)]
pub struct Mapped {
    mdl: MDL,
    _memory: Vec<u8>,
}

/// An MDL of nonpaged memory.
fn describe(memory: Vec<u8>, start: *mut c_void, bytes: u32) -> Mapped {
    const PAGE: usize = 0x1000;
    const MDL_MAPPED_TO_SYSTEM_VA: i16 = 1;
    const MDL_SOURCE_IS_NONPAGED_POOL: i16 = 4;
    let offset = address(start) % PAGE;
    Mapped {
        mdl: MDL {
            Next: null_mut(),
            Size: 48,
            MdlFlags: MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL,
            Process: null_mut(),
            MappedSystemVa: start,
            StartVa: start.map_addr(|address| address - offset),
            ByteCount: bytes,
            ByteOffset: u32::try_from(offset).unwrap_or(0),
        },
        _memory: memory,
    }
}

/// Memory with an MDL, which belongs to NDIS: it goes with what has it.
fn own_memory(bytes: u32) -> *mut MDL {
    let mut memory = vec![0_u8; bytes as usize];
    let start = memory.as_mut_ptr().cast();
    let mapped = Box::into_raw(Box::new(describe(memory, start, bytes)));
    OWN.lock().push(mapped.expose_provenance());
    mapped.cast()
}

/// MDLs of [`own_memory`].
static OWN: Lock<Vec<usize>> = Lock::new(Vec::new());

/// Frees an MDL if it is of [`own_memory`]; answers whether it was.
fn free_own(mdl: *mut MDL) -> bool {
    let mut own = OWN.lock();
    let Some(at) = own.iter().position(|&known| known == address(mdl)) else {
        return false;
    };
    own.swap_remove(at);
    // SAFETY: `own_memory` made it, and the list had it: it is freed once.
    drop(unsafe { Box::from_raw(mdl.cast::<Mapped>()) });
    true
}

/// `NdisAllocateMdl`: describes memory of the caller.
pub extern "system" fn allocate_mdl(
    _handle: *const c_void,
    start: *mut c_void,
    bytes: u32,
) -> *mut Mapped {
    give(Kind::NdisMdl, Box::new(describe(Vec::new(), start, bytes)))
}

/// `NdisFreeMdl`.
pub extern "system" fn free_mdl(mdl: *mut Mapped) {
    take_back(Kind::NdisMdl, mdl);
}

// ---- lists and buffers ---------------------------------------------------------------------

/// `NdisAllocateNetBufferList`. Context space is not modelled.
pub extern "system" fn allocate_list(
    pool: *mut c_void,
    context: u16,
    _room: u16,
) -> *mut NET_BUFFER_LIST {
    if context != 0 {
        faults::unsupported("NDIS.SYS!NdisAllocateNetBufferList with a context");
    }
    // SAFETY: pointers that may be null, and numbers.
    let mut list = unsafe { zeroed::<NET_BUFFER_LIST>() };
    list.NdisPoolHandle = pool;
    let list = give(Kind::NetBufferList, list);
    join(pool, list);
    list
}

/// A buffer over these MDLs, on nobody's account.
fn buffer(handle: *mut c_void, chain: *mut MDL, offset: u32, length: usize) -> Box<NET_BUFFER> {
    // SAFETY: pointers that may be null, and numbers.
    let mut buffer = unsafe { zeroed::<NET_BUFFER>() };
    buffer.NdisPoolHandle = handle;
    buffer.MdlChain = chain;
    buffer.DataLength = u32::try_from(length).unwrap_or(u32::MAX);
    start_at(&mut buffer, offset);
    buffer
}

/// `NdisAllocateNetBufferAndNetBufferList`.
pub extern "system" fn allocate_both(
    handle: *mut c_void,
    context: u16,
    room: u16,
    chain: *mut MDL,
    offset: u32,
    length: usize,
) -> *mut NET_BUFFER_LIST {
    let list = allocate_list(handle, context, room);
    let chain = match pool(handle) {
        Some(pool) if chain.is_null() && pool.data > 0 => own_memory(pool.data),
        _ => chain,
    };
    let preallocated = Box::into_raw(buffer(handle, chain, offset, length));
    // SAFETY: just allocated, and nobody else has it.
    unsafe { (*list).FirstNetBuffer = preallocated };
    PREALLOCATED
        .lock()
        .push((address(list), address(preallocated)));
    list
}

/// Lists, and the buffers that came with them and go with them.
static PREALLOCATED: Lock<Vec<(usize, usize)>> = Lock::new(Vec::new());

/// `NdisFreeNetBufferList`.
pub extern "system" fn free_list(list: *mut NET_BUFFER_LIST) {
    let Some(freed) = take_back(Kind::NetBufferList, list) else {
        return;
    };
    leave(freed.NdisPoolHandle, list);
    let mut all = PREALLOCATED.lock();
    let Some(at) = all.iter().position(|&(of, _)| of == address(list)) else {
        return;
    };
    let (_, buffer) = all.swap_remove(at);
    let buffer = core::ptr::with_exposed_provenance_mut::<NET_BUFFER>(buffer);
    // SAFETY: `allocate_both` made it, and the list had it: it is freed once.
    let buffer = unsafe { Box::from_raw(buffer) };
    free_own(buffer.MdlChain);
}

/// `NdisAllocateNetBuffer`.
pub extern "system" fn allocate_buffer(
    handle: *mut c_void,
    chain: *mut MDL,
    offset: u32,
    length: usize,
) -> *mut NET_BUFFER {
    let buffer = give(Kind::NetBuffer, buffer(handle, chain, offset, length));
    join(handle, buffer);
    buffer
}

/// `NdisAllocateNetBufferMdlAndData`: the memory is all unused.
pub extern "system" fn allocate_with_data(handle: *mut c_void) -> *mut NET_BUFFER {
    let chain = pool(handle).map_or(null_mut(), |pool| own_memory(pool.data));
    allocate_buffer(handle, chain, 0, 0)
}

/// `NdisFreeNetBuffer`.
pub extern "system" fn free_buffer(buffer: *mut NET_BUFFER) {
    if let Some(freed) = take_back(Kind::NetBuffer, buffer) {
        leave(freed.NdisPoolHandle, buffer);
        free_own(freed.MdlChain);
    }
}

// ---- data ----------------------------------------------------------------------------------

/// The part of a chain that begins `offset` bytes into it: each MDL's address and length.
fn parts(mut mdl: *const MDL, mut offset: u32) -> impl Iterator<Item = (*const u8, u32)> {
    core::iter::from_fn(move || {
        loop {
            // SAFETY: a chain of live MDLs, which the driver lent with the buffer, ends with null.
            let here = unsafe { mdl.as_ref() }?;
            mdl = here.Next;
            if offset < here.ByteCount {
                let start = here.MappedSystemVa.cast::<u8>().cast_const();
                let part = (start.wrapping_add(offset as usize), here.ByteCount - offset);
                offset = 0;
                return Some(part);
            }
            offset -= here.ByteCount;
        }
    })
}

/// Moves the start of the data, with the two members that depend on it.
const fn start_at(buffer: &mut NET_BUFFER, offset: u32) {
    buffer.DataOffset = offset;
    let (mut mdl, mut rest) = (buffer.MdlChain, offset);
    // SAFETY: as in `parts`.
    while let Some(here) = unsafe { mdl.as_ref() } {
        if rest < here.ByteCount || here.Next.is_null() {
            break;
        }
        rest -= here.ByteCount;
        mdl = here.Next;
    }
    (buffer.CurrentMdl, buffer.CurrentMdlOffset) = (mdl, rest);
}

/// `NdisGetDataBuffer`: where the first bytes are, if they are together and aligned as asked for;
/// else a copy of them in `storage`.
pub extern "system" fn data(
    buffer: &NET_BUFFER,
    bytes: u32,
    storage: *mut u8,
    multiple: u32,
    offset: u32,
) -> *const u8 {
    if bytes == 0 || buffer.DataLength < bytes {
        return null();
    }
    let mut parts = parts(buffer.MdlChain, buffer.DataOffset).peekable();
    let aligned = |start: *const u8| {
        let multiple = multiple.max(1) as usize;
        start.addr() % multiple == offset as usize % multiple
    };
    match parts.peek() {
        Some(&(start, length)) if length >= bytes && aligned(start) => return start,
        _ if storage.is_null() => return null(),
        _ => {}
    }
    let mut copied = 0;
    for (start, length) in parts {
        let length = length.min(bytes - copied) as usize;
        // SAFETY: `storage` has room for `bytes`, by the function's page.
        let to = unsafe { storage.add(copied as usize) };
        // SAFETY: the part is mapped memory of the chain; `storage` is the caller's own.
        unsafe { core::ptr::copy_nonoverlapping(start, to, length) };
        copied += u32::try_from(length).unwrap_or(0);
        if copied == bytes {
            return storage;
        }
    }
    null()
}

/// `NdisRetreatNetBufferDataStart`: more data before the data, from a new MDL if the unused space
/// does not do. A driver's own routine for such an MDL is not called: the lab says so.
pub extern "system" fn retreat(
    buffer: &mut NET_BUFFER,
    bytes: u32,
    room: u32,
    allocate: *const c_void,
) -> i32 {
    let mut offset = buffer.DataOffset;
    if offset < bytes {
        if !allocate.is_null() {
            faults::unsupported("NDIS.SYS!NdisRetreatNetBufferDataStart with AllocateMdlHandler");
        }
        let added = bytes - offset + room;
        let mdl = own_memory(added);
        // SAFETY: just allocated, and nobody else has it.
        unsafe { (*mdl).Next = buffer.MdlChain };
        buffer.MdlChain = mdl;
        offset += added;
    }
    buffer.DataLength += bytes;
    start_at(buffer, offset - bytes);
    STATUS_SUCCESS
}

/// `NdisAdvanceNetBufferDataStart`: gives back what was taken before the data, and frees MDLs of
/// [`retreat`] that are unused then, if asked to.
pub extern "system" fn advance(
    buffer: &mut NET_BUFFER,
    bytes: u32,
    free: u8,
    _routine: *const c_void,
) {
    buffer.DataLength = buffer.DataLength.saturating_sub(bytes);
    let mut offset = buffer.DataOffset + bytes;
    if free != 0 {
        offset = free_unused(buffer, offset);
    }
    start_at(buffer, offset);
}

/// Frees the MDLs of [`retreat`] that lie before the data; answers the new offset.
fn free_unused(buffer: &mut NET_BUFFER, mut offset: u32) -> u32 {
    loop {
        // SAFETY: as in `parts`.
        let Some(first) = (unsafe { buffer.MdlChain.as_ref() }) else {
            return offset;
        };
        let (next, unused) = (first.Next, first.ByteCount);
        if offset < unused || next.is_null() || !free_own(buffer.MdlChain) {
            return offset;
        }
        buffer.MdlChain = next;
        offset -= unused;
    }
}
