//! The stack probe that the compiler calls for frames larger than a page; Windows' kernel
//! exports it, Wine's does not.

/// Touches each page between the stack pointer and a frame of `rax` bytes below it. Keeps every
/// register, as the calling convention of `__chkstk` demands.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "system" fn __chkstk() {
    core::arch::naked_asm!(
        "push rcx",
        "push rax",
        "lea rcx, [rsp + 24]",
        "2:",
        "cmp rax, 0x1000",
        "jb 3f",
        "sub rcx, 0x1000",
        "test [rcx], rcx",
        "sub rax, 0x1000",
        "jmp 2b",
        "3:",
        "sub rcx, rax",
        "test [rcx], rcx",
        "pop rax",
        "pop rcx",
        "ret",
    );
}
