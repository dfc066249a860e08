//! The host process: memory, threads, time. Wine runs kernel images in an ordinary process, so
//! these are `kernelbase.dll` calls.

use core::{
    ffi::{CStr, c_void},
    sync::atomic::{AtomicPtr, Ordering::SeqCst},
    time::Duration,
};

use crate::wide::WideString;

type Handle = *mut c_void;

/// A pointer as a number: the lab compares addresses and never dereferences them.
pub type Address = usize;

/// `MEMORY_BASIC_INFORMATION`.
#[derive(Default)]
#[repr(C)]
struct MemoryInformation {
    base: usize,
    allocation: usize,
    allocation_protection: u32,
    partition: u32,
    size: usize,
    state: u32,
    protection: u32,
    kind: u32,
    padding: u32,
}

#[link(name = "kernelbase.dll", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    safe fn GetCurrentProcessId() -> u32;
    safe fn GetCurrentThreadId() -> u32;
    safe fn Sleep(milliseconds: u32);
    safe fn TlsAlloc() -> u32;
    safe fn TlsGetValue(index: u32) -> usize;
    safe fn TlsSetValue(index: u32, value: usize) -> i32;
    safe fn ExitThread(code: u32) -> !;
    fn QueryPerformanceCounter(count: *mut i64) -> i32;
    fn QueryPerformanceFrequency(frequency: *mut i64) -> i32;
    fn VirtualQuery(address: usize, information: *mut MemoryInformation, length: usize) -> usize;
    fn VirtualProtect(address: usize, length: usize, new: u32, old: *mut u32) -> i32;
    fn VirtualAlloc(address: usize, length: usize, kind: u32, protection: u32) -> usize;
    fn GetModuleHandleExW(flags: u32, name: *const u16, module: *mut Handle) -> i32;
    fn GetModuleHandleW(name: *const u16) -> Handle;
    fn GetProcAddress(module: Handle, name: *const u8) -> usize;
    fn FreeLibrary(module: usize) -> i32;
    fn CreateEventW(security: *const c_void, manual: i32, set: i32, name: *const u16) -> Handle;
    fn SetEvent(event: Handle) -> i32;
    fn WaitForSingleObject(object: Handle, milliseconds: u32) -> u32;
}

/// Id of the process that hosts the drivers.
#[must_use]
pub fn current_process() -> u32 {
    GetCurrentProcessId()
}

/// Id of the calling thread.
#[must_use]
pub fn current_thread() -> u32 {
    GetCurrentThreadId()
}

/// Ends the calling thread.
pub fn exit_thread() -> ! {
    ExitThread(0)
}

/// Lets the calling thread wait.
pub fn sleep(time: Duration) {
    Sleep(u32::try_from(time.as_millis()).unwrap_or(u32::MAX));
}

/// How a thread of the lab waits for a short lock.
pub struct Nap;

impl Nap {
    /// Gives the processor away.
    pub fn nap() {
        Sleep(0);
    }
}

/// Wakes one thread of the lab.
pub struct Signal(AtomicPtr<c_void>);

impl Signal {
    /// A signal that nobody can wait for yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(AtomicPtr::new(core::ptr::null_mut()))
    }

    /// Makes it work. Once, before anything else here.
    pub fn prepare(&self) {
        // SAFETY: no security, no name; the handle stays open for the life of the process.
        let event = unsafe { CreateEventW(core::ptr::null(), 0, 0, core::ptr::null()) };
        self.0.store(event, SeqCst);
    }

    /// Wakes the waiting thread, or the next one that waits.
    pub fn set(&self) {
        // SAFETY: the handle is open since `prepare`.
        unsafe { SetEvent(self.0.load(SeqCst)) };
    }

    /// Waits until it is set, or so many milliseconds; [`None`]: for ever.
    pub fn wait(&self, milliseconds: Option<u32>) {
        // SAFETY: the handle is open since `prepare`.
        unsafe { WaitForSingleObject(self.0.load(SeqCst), milliseconds.unwrap_or(u32::MAX)) };
    }
}

impl Default for Signal {
    fn default() -> Self {
        Self::new()
    }
}

/// Nanoseconds on a clock that only goes forward.
#[must_use]
pub fn nanoseconds() -> u64 {
    let (mut count, mut frequency) = (0, 0);
    // SAFETY: the argument is a live integer.
    let counted = unsafe { QueryPerformanceCounter(&raw mut count) };
    // SAFETY: the argument is a live integer.
    let known = unsafe { QueryPerformanceFrequency(&raw mut frequency) };
    if counted == 0 || known == 0 || frequency == 0 {
        return 0;
    }
    let nanoseconds = i128::from(count) * 1_000_000_000 / i128::from(frequency);
    u64::try_from(nanoseconds).unwrap_or(0)
}

/// One value per thread, 0 to begin with.
#[derive(Clone, Copy)]
pub struct Tls(u32);

impl Tls {
    /// Takes an index; it is never given back.
    #[must_use]
    pub fn new() -> Self {
        Self(TlsAlloc())
    }

    /// From an index that [`index`](Self::index) returned.
    #[must_use]
    pub const fn from_index(index: u32) -> Self {
        Self(index)
    }

    /// The index, to keep in an atomic.
    #[must_use]
    pub const fn index(self) -> u32 {
        self.0
    }

    /// The calling thread's value.
    #[must_use]
    pub fn get(self) -> usize {
        TlsGetValue(self.0)
    }

    /// Sets it.
    pub fn set(self, value: usize) {
        TlsSetValue(self.0, value);
    }
}

impl Default for Tls {
    fn default() -> Self {
        Self::new()
    }
}

/// What is at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// Nothing: an access faults, and anybody may get the range.
    Free,
    /// Kept from use: an access faults.
    Reserved,
    /// Mapped memory.
    Committed,
}

/// Looks at the page of `address`.
#[must_use]
pub fn memory_at(address: Address) -> Memory {
    const COMMITTED: u32 = 0x1000;
    const RESERVED: u32 = 0x2000;
    let mut information = MemoryInformation::default();
    // SAFETY: the structure is live and its size is given.
    let written = unsafe {
        VirtualQuery(
            address,
            &raw mut information,
            size_of::<MemoryInformation>(),
        )
    };
    match information.state {
        COMMITTED if written != 0 => Memory::Committed,
        RESERVED if written != 0 => Memory::Reserved,
        _ => Memory::Free,
    }
}

/// Makes a range writable and executable while `change` runs, then puts the protection back.
/// Answers whether it could.
pub fn protect(address: Address, length: usize, change: impl FnOnce()) -> bool {
    const READ_WRITE_EXECUTE: u32 = 0x40;
    let mut old = 0;
    // SAFETY: only the protection changes, and to a wider one.
    if unsafe { VirtualProtect(address, length, READ_WRITE_EXECUTE, &raw mut old) } == 0 {
        return false;
    }
    change();
    // SAFETY: puts back what the first call returned.
    unsafe { VirtualProtect(address, length, old, &raw mut old) != 0 }
}

/// Reserves a free range with no access, so that no later image gets it.
#[must_use]
pub fn reserve(address: Address, length: usize) -> bool {
    const RESERVE: u32 = 0x2000;
    const NO_ACCESS: u32 = 1;
    // SAFETY: reserving takes only free address space; on a conflict it fails.
    unsafe { VirtualAlloc(address, length, RESERVE, NO_ACCESS) == address }
}

/// Keeps the module that holds `address` loaded for the life of the process.
#[must_use]
pub fn pin(address: Address) -> bool {
    const PIN: u32 = 1;
    const FROM_ADDRESS: u32 = 4;
    let mut module = core::ptr::null_mut();
    // SAFETY: FROM_ADDRESS: the name is an address and is not read.
    unsafe {
        GetModuleHandleExW(
            PIN | FROM_ADDRESS,
            core::ptr::without_provenance(address),
            &raw mut module,
        ) != 0
    }
}

/// Drops one reference of the module at `base`.
#[must_use]
pub fn release_module(base: Address) -> bool {
    // SAFETY: the caller knows that nobody executes in the module.
    unsafe { FreeLibrary(base) != 0 }
}

/// The address of a function of a loaded module.
#[must_use]
pub fn procedure<const N: usize>(module: &WideString<N>, name: &CStr) -> Option<Address> {
    // SAFETY: the string is terminated.
    unsafe { exported_by(module.as_ptr(), name) }
}

/// The same for a module whose name is in a buffer that ends with a zero.
#[must_use]
pub fn exported(module: &[u16], name: &CStr) -> Option<Address> {
    if module.last() != Some(&0) {
        return None;
    }
    // SAFETY: the buffer ends with a zero.
    unsafe { exported_by(module.as_ptr(), name) }
}

/// `module` is a terminated string.
unsafe fn exported_by(module: *const u16, name: &CStr) -> Option<Address> {
    // SAFETY: the caller passes a terminated string.
    let module = unsafe { GetModuleHandleW(module) };
    if module.is_null() {
        return None;
    }
    // SAFETY: the module is loaded; the name is live and terminated.
    let address = unsafe { GetProcAddress(module, name.as_ptr().cast()) };
    (address != 0).then_some(address)
}

/// Return addresses of the calling thread, innermost first.
pub fn stack_trace(frames: &mut [Address]) -> usize {
    type Capture = unsafe extern "system" fn(u32, u32, *mut usize, *mut u32) -> u16;
    // Not in kernelbase.dll, and ntdll.dll may not be imported (see the crate's documentation).
    let Some(capture) = procedure(
        &const { WideString::<16>::new("ntdll.dll") },
        c"RtlCaptureStackBackTrace",
    ) else {
        return 0;
    };
    let count = u32::try_from(frames.len()).unwrap_or(0);
    // SAFETY: ntdll exports the function under this name with this signature.
    let capture = unsafe { core::mem::transmute::<usize, Capture>(capture) };
    // SAFETY: `frames` has room for `count` addresses; no hash is asked for.
    let written = unsafe { capture(1, count, frames.as_mut_ptr(), core::ptr::null_mut()) };
    usize::from(written)
}
