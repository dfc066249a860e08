//! What happens between a driver's call of a kernel function and the function.
//!
//! An import of a function that `ddi` lists goes to a gate of the lab: one entry of
//! a table of jumps for each function. The gate knows which function is called and from where,
//! checks the IRQL, and jumps on to the lab's replacement or to Wine, with the arguments and the
//! return address as the driver left them; or to a refusal, when the start has to fail here.

use core::{
    ffi::CStr,
    fmt::Write,
    sync::atomic::{AtomicUsize, Ordering::Relaxed, Ordering::SeqCst},
};

use ddi::{FUNCTIONS, Function, levels};
use kernel::{Address, CallSite, Finding, FindingKind, Line};

use crate::{findings, images, irql, refuse, replacements::REPLACEMENTS, thread};

/// Gates that are assembled below.
const GATES: usize = 1024;
/// Bytes of one.
const GATE: usize = 16;

const _: () = assert!(ddi::COUNT <= GATES);

/// Where each gate leads, 0 as long as no image imports the function.
static TARGETS: [AtomicUsize; GATES] = [const { AtomicUsize::new(0) }; GATES];

/// The gate of the function called `name`, which leads to the lab's replacement, or else to
/// `or_else`. [`None`] when the table does not list the function, or nobody has it.
pub fn gate(name: &str, or_else: Option<Address>) -> Option<Address> {
    let index = ddi::number(name)?;
    let target = replacement(name).or(or_else)?;
    TARGETS.get(index)?.store(target, SeqCst);
    Some(gates as *const () as Address + index * GATE)
}

/// The lab's own function of that name.
fn replacement(name: &str) -> Option<Address> {
    let (_, function) = REPLACEMENTS.iter().find(|(known, _)| *known == name)?;
    Some(function.expose_provenance())
}

/// The gates: each one loads its index into a register that no calling convention uses.
#[unsafe(naked)]
extern "system" fn gates() {
    core::arch::naked_asm!(
        ".set lab_gate, 0",
        ".rept {count}",
        ".p2align 4",
        "mov r11d, lab_gate",
        "jmp {enter}",
        ".set lab_gate, lab_gate + 1",
        ".endr",
        count = const GATES,
        enter = sym enter,
    );
}

/// Keeps the arguments in registers over the call of [`admit`], then jumps to what it returned.
#[unsafe(naked)]
extern "system" fn enter() {
    core::arch::naked_asm!(
        "push rcx",
        "push rdx",
        "push r8",
        "push r9",
        "sub rsp, 40",
        "mov ecx, r11d",
        "mov rdx, [rsp + 72]",
        "call {admit}",
        "add rsp, 40",
        "pop r9",
        "pop r8",
        "pop rdx",
        "pop rcx",
        "jmp rax",
        admit = sym admit,
    );
}

/// Looks at a call; answers where it goes.
extern "system" fn admit(index: usize, caller: Address) -> Address {
    thread::CALLER.set(caller);
    if let Some(function) = FUNCTIONS.get(index) {
        let level = irql::current();
        if level > function.highest || level < function.lowest {
            report(function, level);
        }
    }
    let target = || TARGETS.get(index).map_or(0, |target| target.load(Relaxed));
    refuse::instead(index, caller).unwrap_or_else(target)
}

/// A call at a level that the function's page does not allow.
fn report(function: &Function, level: u8) {
    let bound = if level > function.highest {
        ("at most", function.highest)
    } else {
        ("at least", function.lowest)
    };
    wrong_level(function.name, level, bound);
}

/// Reports a call at `level` that should have been at least or at most at another one.
pub fn wrong_level(function: &str, level: u8, (bound, allowed): (&str, u8)) {
    let sites = images::sites();
    let mut text = Line::default();
    let _fits = write!(
        text,
        "{function} was called at {} ({level}); its page says {bound} {}",
        levels::name(level),
        levels::name(allowed),
    );
    findings::report(&Finding {
        kind: FindingKind::Contract,
        rule: "IRQL",
        text: core::str::from_utf8(text.as_bytes()).unwrap_or(function),
        image: sites.image,
        sites: &[CallSite {
            role: "called by",
            sites,
        }],
    });
}

/// The gate for an import, see [`gate`].
pub fn gate_for(name: &CStr, or_else: Option<Address>) -> Option<Address> {
    gate(name.to_str().ok()?, or_else)
}
