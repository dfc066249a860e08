//! A call into an image that comes back even when the image is gone.
//!
//! The caller's registers are saved on its stack before the call. When the call faults at an
//! address that the fault handler knows, the handler sends the thread to the end of this
//! function, with that stack.

use core::mem::offset_of;

use kernel::{Address, GuardedCall};

use crate::{
    images, irql, spin,
    thread::{GUARDED_CALL, OWN_CALLS},
};

/// The guarded call that the thread is in, null for none.
pub fn current() -> *mut GuardedCall {
    core::ptr::with_exposed_provenance_mut(GUARDED_CALL.get())
}

/// Makes the call. 0: it came back by itself, 1: it faulted.
///
/// A function that comes back at another IRQL than it was called at, or with a spin lock, is a
/// finding; the thread goes on as before the call.
pub extern "system" fn call(guarded: &mut GuardedCall) -> u32 {
    let (before, own) = (GUARDED_CALL.get(), OWN_CALLS.get());
    let (level, locks) = (irql::current(), spin::count());
    let (function, image) = (guarded.function, guarded.image);
    OWN_CALLS.set(own + guarded.own as usize);
    let guarded = core::ptr::from_mut(guarded);
    GUARDED_CALL.set(guarded.expose_provenance());
    // SAFETY: the caller names a function that takes what is in `arguments`, or an address that
    // has gone: that is the fault which the handler brings back here.
    let faulted = unsafe { switch(guarded) };
    GUARDED_CALL.set(before);
    OWN_CALLS.set(own);
    if faulted != 0 {
        spin::abandon(locks);
    } else if spin::count() > locks {
        spin::returned_with(locks, owner(image, function));
    } else if irql::current() != level {
        irql::returned_at(level, owner(image, function), function);
    }
    irql::set(level);
    faulted
}

/// The image that is called; not every caller knows it.
fn owner(image: u32, function: Address) -> u32 {
    match image {
        0 => images::at(function).map_or(0, |(sequence, _)| sequence),
        _ => image,
    }
}

/// Calls `function` of `image`, which the driver wants called; [`None`] when it faulted.
pub fn invoke<const N: usize>(
    function: Address,
    arguments: [usize; N],
    image: u32,
) -> Option<usize> {
    let mut guarded = GuardedCall {
        function,
        image,
        own: 1,
        ..GuardedCall::default()
    };
    for (place, argument) in guarded.arguments.iter_mut().zip(arguments) {
        *place = argument;
    }
    (call(&mut guarded) == 0).then_some(guarded.result)
}

/// Saves every register that a callee keeps, calls, and restores them.
#[unsafe(naked)]
unsafe extern "system" fn switch(_guarded: *mut GuardedCall) -> u32 {
    core::arch::naked_asm!(
        "push rbp",
        "push rbx",
        "push rsi",
        "push rdi",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "sub rsp, 168",
        "movaps [rsp], xmm6",
        "movaps [rsp + 16], xmm7",
        "movaps [rsp + 32], xmm8",
        "movaps [rsp + 48], xmm9",
        "movaps [rsp + 64], xmm10",
        "movaps [rsp + 80], xmm11",
        "movaps [rsp + 96], xmm12",
        "movaps [rsp + 112], xmm13",
        "movaps [rsp + 128], xmm14",
        "movaps [rsp + 144], xmm15",
        "mov [rcx + {resume_stack}], rsp",
        "lea rax, [rip + 3f]",
        "mov [rcx + {resume_at}], rax",
        "mov rbx, rcx",
        "sub rsp, 64",
        "mov rax, [rbx + {arguments} + 32]",
        "mov [rsp + 32], rax",
        "mov rax, [rbx + {arguments} + 40]",
        "mov [rsp + 40], rax",
        "mov rax, [rbx + {arguments} + 48]",
        "mov [rsp + 48], rax",
        "mov rcx, [rbx + {arguments}]",
        "mov rdx, [rbx + {arguments} + 8]",
        "mov r8, [rbx + {arguments} + 16]",
        "mov r9, [rbx + {arguments} + 24]",
        "mov rax, [rbx + {function}]",
        "cmp dword ptr [rbx + {park_after}], 0",
        "je 2f",
        // The trap flag: from here on each instruction raises a single-step exception.
        "pushfq",
        "or dword ptr [rsp], 0x100",
        "popfq",
        "2:",
        "call rax",
        "mov [rbx + {result}], rax",
        "add rsp, 64",
        "xor eax, eax",
        "jmp 4f",
        // The fault handler resumes here, with rsp as it was saved.
        "3:",
        "mov eax, 1",
        "4:",
        "movaps xmm6, [rsp]",
        "movaps xmm7, [rsp + 16]",
        "movaps xmm8, [rsp + 32]",
        "movaps xmm9, [rsp + 48]",
        "movaps xmm10, [rsp + 64]",
        "movaps xmm11, [rsp + 80]",
        "movaps xmm12, [rsp + 96]",
        "movaps xmm13, [rsp + 112]",
        "movaps xmm14, [rsp + 128]",
        "movaps xmm15, [rsp + 144]",
        "add rsp, 168",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rdi",
        "pop rsi",
        "pop rbx",
        "pop rbp",
        "ret",
        resume_stack = const offset_of!(GuardedCall, resume_stack),
        resume_at = const offset_of!(GuardedCall, resume_at),
        arguments = const offset_of!(GuardedCall, arguments),
        function = const offset_of!(GuardedCall, function),
        park_after = const offset_of!(GuardedCall, park_after),
        result = const offset_of!(GuardedCall, result),
    );
}
