//! Exceptions of the host process: stale addresses, single steps, `cr8`, missing imports.
//!
//! Wine calls this handler first, on the thread that raised the exception.

use core::{
    ffi::{CStr, c_void},
    fmt::Write,
    mem::offset_of,
    sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst},
    time::Duration,
};

use kernel::{Address, CallSite, Finding, FindingKind, GuardedCall, Line, Sites, bug_check};
use protocol::{EventKind, Image};

use crate::{STATUS_UNSUCCESSFUL, findings, guarded, images, irql, trace};

const ACCESS_VIOLATION: u32 = 0xC000_0005;
const SINGLE_STEP: u32 = 0x8000_0004;
const PRIVILEGED_INSTRUCTION: u32 = 0xC000_0096;
/// Wine's own exception for an import that it does not have.
const WINE_STUB: u32 = 0x8000_0100;

const GO_ON: i32 = -1;
const NOT_MINE: i32 = 0;

const DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS: u32 = 0xCE;
const KMODE_EXCEPTION_NOT_HANDLED: u32 = 0x1E;

#[repr(C)]
struct ExceptionRecord {
    code: u32,
    flags: u32,
    next: *mut Self,
    address: usize,
    count: u32,
    information: [usize; 15],
}

/// `CONTEXT`, as far as it is used.
#[repr(C)]
struct Context {
    head: [u8; 0x44],
    flags: u32,
    debug: [u8; 0x30],
    /// In the order of their encoding: rax, rcx, rdx, rbx, rsp, rbp, rsi, rdi, r8 to r15.
    registers: [usize; 16],
    rip: usize,
}

const _: () = assert!(offset_of!(Context, registers) == 0x78);
const _: () = assert!(offset_of!(Context, rip) == 0xf8);
const RSP: usize = 4;

#[repr(C)]
struct Exception {
    record: *mut ExceptionRecord,
    context: *mut Context,
}

#[link(name = "kernelbase.dll", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn AddVectoredExceptionHandler(
        first: u32,
        handler: unsafe extern "system" fn(*mut Exception) -> i32,
    ) -> *mut c_void;
}

/// Installs the handler for the life of the process.
pub fn watch() -> Result<(), i32> {
    // SAFETY: the verifier's image is pinned, so the handler stays.
    let handler = unsafe { AddVectoredExceptionHandler(1, handle) };
    if handler.is_null() {
        Err(STATUS_UNSUCCESSFUL)
    } else {
        Ok(())
    }
}

unsafe extern "system" fn handle(exception: *mut Exception) -> i32 {
    // SAFETY: the dispatcher passes live structures that nobody else has.
    let exception = unsafe { &mut *exception };
    // SAFETY: as above.
    let record = unsafe { &*exception.record };
    // SAFETY: as above.
    let context = unsafe { &mut *exception.context };
    match record.code {
        SINGLE_STEP => step(context),
        PRIVILEGED_INSTRUCTION => cr8(context),
        ACCESS_VIOLATION => access(record, context),
        WINE_STUB => missing_import(record),
        _ => NOT_MINE,
    }
}

fn guarded_call() -> Option<&'static mut GuardedCall> {
    // SAFETY: null, or the call that this thread is in: its frame lives below the exception.
    unsafe { guarded::current().as_mut() }
}

// ---- parking -----------------------------------------------------------------------------

static RELEASED: AtomicBool = AtomicBool::new(true);
static PARKED: AtomicU32 = AtomicU32::new(0);

/// Threads that stand inside an image.
pub fn parked() -> u32 {
    PARKED.load(SeqCst)
}

/// From now on threads that are asked to park stay parked.
pub fn hold_parked() {
    RELEASED.store(false, SeqCst);
}

/// Lets parked threads go on.
pub extern "system" fn release_parked() {
    RELEASED.store(true, SeqCst);
}

/// How long a parked thread stays in an image whose unload function waits for something other
/// than the engine, such as its own count of running calls, in nanoseconds.
const DRAIN: u64 = 30_000_000;

fn is_unloading(image: u32) -> bool {
    images::get(image).is_some_and(|record| record.state.load(SeqCst) == Image::UNLOADING)
}

fn step(context: &mut Context) -> i32 {
    const TRAP: u32 = 0x100;
    let Some(call) = guarded_call() else {
        return NOT_MINE;
    };
    if call.park_after == 0 {
        return NOT_MINE;
    }
    let inside =
        images::get(call.image).is_some_and(|record| record.loaded_image().contains(context.rip));
    if inside {
        call.steps += 1;
        if call.steps >= call.park_after && !RELEASED.load(SeqCst) {
            let base = images::get(call.image).map_or(0, |record| record.loaded_image().base);
            call.parked = 1;
            PARKED.fetch_add(1, SeqCst);
            trace::event(EventKind::Parked, 1, (context.rip - base) as u64);
            let mut until = u64::MAX;
            while !RELEASED.load(SeqCst) && kernel::nanoseconds() < until {
                kernel::sleep(Duration::from_millis(1));
                if until == u64::MAX && is_unloading(call.image) {
                    until = kernel::nanoseconds() + DRAIN;
                }
            }
            PARKED.fetch_sub(1, SeqCst);
            trace::event(EventKind::Released, 1, 0);
        }
    }
    // Stepping ends with the function's return to the guarded call, or once parked.
    let over = call.parked != 0 || (call.steps > 0 && !inside && returned(context, call));
    if over {
        context.flags &= !TRAP;
    } else {
        context.flags |= TRAP;
    }
    GO_ON
}

/// Whether the stepped function is back in the guarded call: the stack is higher than any frame
/// of the callee.
const fn returned(context: &Context, call: &GuardedCall) -> bool {
    context.registers[RSP] >= call.resume_stack - 64
}

// ---- cr8 ---------------------------------------------------------------------------------

/// `mov reg, cr8` and `mov cr8, reg`: what `KeGetCurrentIrql` and `KeRaiseIrql` are inlined to.
fn cr8(context: &mut Context) -> i32 {
    const LENGTH: usize = 4;
    let code = core::ptr::with_exposed_provenance::<[u8; LENGTH]>(context.rip);
    // SAFETY: the processor has just decoded the instruction there.
    let [rex, escape, opcode, operands] = unsafe { code.read_unaligned() };
    let is_cr8 = rex & 0xf4 == 0x44 && escape == 0x0f && operands & 0xf8 == 0xc0;
    let register = usize::from(operands & 7 | (rex & 1) << 3);
    match opcode {
        0x20 if is_cr8 => context.registers[register] = usize::from(irql::current()),
        0x22 if is_cr8 => irql::set(u8::try_from(context.registers[register]).unwrap_or(0)),
        _ => return NOT_MINE,
    }
    context.rip += LENGTH;
    GO_ON
}

// ---- access violations -------------------------------------------------------------------

fn access(record: &ExceptionRecord, context: &mut Context) -> i32 {
    const EXECUTE: usize = 8;
    let [kind, target, ..] = record.information;
    let what = match kind {
        0 => "read",
        1 => "wrote",
        EXECUTE => "executed",
        _ => "touched",
    };
    let stale = [context.rip, target]
        .into_iter()
        .find_map(|address| Some((address, images::at(address)?)))
        .filter(|(_, (_, record))| record.is_gone());
    if let Some((address, (image, record))) = stale {
        let mut text = Line::default();
        let base = record.loaded_image().base;
        // Which of the three Windows stops with is not settled by its pages; at DISPATCH_LEVEL
        // 0xD1 is the likely one.
        let _fits = write!(
            text,
            "a thread {what} image+{:#x} after the image was freed \
             (Windows: one of 0xCE, 0xD1, 0x50)",
            address - base
        );
        trace::event(EventKind::Fault, 0, (address - base) as u64);
        report(
            image,
            "stale-address",
            &text,
            address,
            record.last_site(image),
        );
        return come_back(
            context,
            DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS,
            address,
        );
    }
    if let Some((image, record)) = images::at(context.rip) {
        let mut text = Line::default();
        let base = record.loaded_image().base;
        let _fits = write!(
            text,
            "the driver {what} address {target:#x} at image+{:#x} and crashed",
            context.rip - base
        );
        report(
            image,
            "access-violation",
            &text,
            context.rip,
            Sites::default(),
        );
        return come_back(context, KMODE_EXCEPTION_NOT_HANDLED, context.rip);
    }
    NOT_MINE
}

fn report(image: u32, rule: &str, text: &Line, address: Address, unloaded_at: Sites) {
    let mut exact = Sites {
        image,
        count: 1,
        ..Sites::default()
    };
    // Offsets are read as return addresses; this is the address itself.
    exact.frames[0] = address + 1;
    let sites = [
        CallSite {
            role: "at",
            sites: exact,
        },
        CallSite {
            role: "the last call of the unload function",
            sites: unloaded_at,
        },
    ];
    let known = if unloaded_at.count == 0 { 1 } else { 2 };
    findings::report(&Finding {
        kind: FindingKind::Fault,
        rule,
        text: core::str::from_utf8(text.as_bytes()).unwrap_or(rule),
        image,
        sites: &sites[..known],
    });
}

/// Reports that the system itself used what lay in an image that was freed.
pub fn stale(image: u32, what: &str, address: Address) {
    let mut text = Line::default();
    let _fits = write!(
        text,
        "{what} after the image was freed (Windows: one of 0xC7, 0xCE, 0xD1)"
    );
    let last = images::get(image).map_or_else(Sites::default, |record| record.last_site(image));
    report(image, "stale-address", &text, address, last);
}

/// Resumes the thread after its guarded call, or ends the process as Windows would.
fn come_back(context: &mut Context, code: u32, address: Address) -> i32 {
    match guarded_call() {
        Some(call) => {
            context.rip = call.resume_at;
            context.registers[RSP] = call.resume_stack;
            GO_ON
        }
        None => bug_check(code, [address, 0, 0, 0]),
    }
}

// ---- missing imports ---------------------------------------------------------------------

fn missing_import(record: &ExceptionRecord) -> i32 {
    const ORDINALS_END: usize = 0x1_0000;
    let [library, function, ..] = record.information;
    let text = |address: usize| {
        if address < ORDINALS_END {
            return "by ordinal";
        }
        let text = core::ptr::with_exposed_provenance(address);
        // SAFETY: Wine passes pointers to the names in its own read-only data.
        let text = unsafe { CStr::from_ptr(text) };
        text.to_str().unwrap_or("not a name")
    };
    let mut name = Line::default();
    let _fits = write!(name, "{}!{}", text(library), text(function));
    unsupported(core::str::from_utf8(name.as_bytes()).unwrap_or("an import"))
}

/// Reports a call that the lab does not have and ends the host process: going on would mean to
/// invent an answer.
pub fn unsupported(function: &str) -> ! {
    let sites = images::sites();
    let mut text = Line::default();
    let _fits = write!(text, "the lab does not have {function}");
    findings::report(&Finding {
        kind: FindingKind::Unsupported,
        rule: "unsupported",
        text: core::str::from_utf8(text.as_bytes()).unwrap_or("the lab does not have this call"),
        image: sites.image,
        sites: &[CallSite {
            role: "called by",
            sites,
        }],
    });
    bug_check(u32::from_be_bytes(*b"LABU"), [0; 4])
}

/// The table's entry for the other images.
pub extern "system" fn unsupported_raw(name: *const u8, length: usize) -> ! {
    // SAFETY: only `Verifier::has_not` calls this, with a live string.
    let name = unsafe { core::slice::from_raw_parts(name, length) };
    unsupported(core::str::from_utf8(name).unwrap_or("a call"))
}
