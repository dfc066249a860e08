//! The function table. Every call goes through one place, which knows the caller, checks the
//! documented IRQL, and names a function without behaviour and ends the host process.

use core::{
    fmt::Write,
    sync::atomic::{AtomicU8, AtomicUsize, Ordering::SeqCst},
};

use ddi::levels;
use framework::{COUNT, FIRST, FUNCTIONS};
use kernel::{CallSite, FindingKind, Line, Sites, verifier};

pub use ddi::levels::{ANY, APC, DISPATCH, PASSIVE};

use crate::{
    collection, device, dispatch, driver, file, handle, init, io_queue, locks, memory, object,
    registry, registry_assign, registry_query, request, request_data, serialization, text,
    user_buffer, work,
};

/// A function that the framework of the lab has.
#[derive(Clone, Copy)]
pub struct Function {
    pub name: &'static str,
    pub address: *const (),
    /// The documented highest IRQL.
    pub irql: u8,
}

/// Short for a line of a table.
pub const fn function(name: &'static str, address: *const (), irql: u8) -> Function {
    Function {
        name,
        address,
        irql,
    }
}

/// The functions by area.
const AREAS: &[&[Function]] = &[
    driver::FUNCTIONS,
    init::FUNCTIONS,
    device::FUNCTIONS,
    file::FUNCTIONS,
    io_queue::FUNCTIONS,
    request::FUNCTIONS,
    request_data::FUNCTIONS,
    user_buffer::FUNCTIONS,
    dispatch::FUNCTIONS,
    object::FUNCTIONS,
    serialization::FUNCTIONS,
    work::FUNCTIONS,
    locks::FUNCTIONS,
    memory::FUNCTIONS,
    collection::FUNCTIONS,
    text::FUNCTIONS,
    registry::FUNCTIONS,
    registry_query::FUNCTIONS,
    registry_assign::FUNCTIONS,
];

/// Bytes of one thunk.
const THUNK: usize = 16;

// One thunk for each function. The call's four register arguments wait in the caller's home
// space while `entered` looks up where the call goes. The unwind directives let a stack walk
// from there find the driver.
core::arch::global_asm!(
    ".balign 16",
    "lab_framework_thunks:",
    ".set index, 0",
    ".rept {count}",
    "mov eax, index",
    "jmp lab_framework_entered",
    ".balign {thunk}",
    ".set index, index + 1",
    ".endr",
    ".seh_proc lab_framework_entered",
    "lab_framework_entered:",
    "sub rsp, 40",
    ".seh_stackalloc 40",
    ".seh_endprologue",
    "mov [rsp + 48], rcx",
    "mov [rsp + 56], rdx",
    "mov [rsp + 64], r8",
    "mov [rsp + 72], r9",
    "mov edx, eax",
    "call {entered}",
    "mov rcx, [rsp + 48]",
    "mov rdx, [rsp + 56]",
    "mov r8, [rsp + 64]",
    "mov r9, [rsp + 72]",
    "add rsp, 40",
    "jmp rax",
    ".seh_endproc",
    count = const COUNT,
    thunk = const THUNK,
    entered = sym entered,
);

unsafe extern "C" {
    static lab_framework_thunks: u8;
}

/// Where each function goes, 0 for without behaviour.
static TARGETS: [AtomicUsize; COUNT] = [const { AtomicUsize::new(0) }; COUNT];
static HIGHEST: [AtomicU8; COUNT] = [const { AtomicU8::new(0) }; COUNT];

/// Every framework call comes here first. Answers where it goes.
extern "system" fn entered(_globals: usize, index: u32) -> usize {
    let index = index as usize;
    let name = FUNCTIONS.get(index).map_or("a KMDF function", |row| row.0);
    let target = TARGETS.get(index).map_or(0, |target| target.load(SeqCst));
    if target == 0 {
        verifier().has_not(name);
    }
    // The caller's place is what findings show when this was the last call.
    let sites = verifier().sites();
    let highest = HIGHEST
        .get(index)
        .map_or(ANY, |highest| highest.load(SeqCst));
    check_level(name, highest, sites);
    let refusal = verifier().refusal(FIRST + index, sites.frames[0]);
    refusal.unwrap_or(target)
}

/// Reports a call above its level; for calls whose level depends on their arguments.
pub fn require(function: &str, highest: u8) {
    check_level(function, highest, verifier().sites());
}

fn check_level(name: &str, highest: u8, sites: Sites) {
    let irql = (verifier().irql)();
    if irql <= highest {
        return;
    }
    let mut text = Line::default();
    let _fits = write!(
        text,
        "{name} was called at {} ({irql}); its page says at most {}",
        levels::name(irql),
        levels::name(highest),
    );
    handle::report(
        sites.image,
        FindingKind::Contract,
        "IRQL",
        &text,
        &[CallSite {
            role: "called by",
            sites,
        }],
    );
}

/// The table that clients read. Filled at the first bind; every bind writes the same.
pub fn functions() -> *const usize {
    static TABLE: [AtomicUsize; COUNT] = [const { AtomicUsize::new(0) }; COUNT];
    let thunks = (&raw const lab_framework_thunks).expose_provenance();
    for (index, entry) in TABLE.iter().enumerate() {
        entry.store(thunks + index * THUNK, SeqCst);
    }
    for function in AREAS.iter().copied().flatten() {
        let Some(index) = FUNCTIONS.iter().position(|row| row.0 == function.name) else {
            continue;
        };
        HIGHEST[index].store(function.irql, SeqCst);
        TARGETS[index].store(function.address.expose_provenance(), SeqCst);
    }
    TABLE.as_ptr().cast()
}
