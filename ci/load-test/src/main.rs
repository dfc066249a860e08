//! The load tester: one Windows program. It creates, starts, queries, stops and deletes a kernel
//! service under traffic, and reports what it found. It runs on Windows and under Wine. Only under
//! Wine, with the lab, can it look inside the kernel.

#[cfg(windows)]
mod windows;

#[cfg(windows)]
fn main() -> std::process::ExitCode {
    windows::main()
}

#[cfg(not(windows))]
fn main() -> std::process::ExitCode {
    eprintln!(
        "load-test is a Windows program. On Linux `cargo xtask load-test` builds it for Windows \
         and runs it under Wine."
    );
    std::process::ExitCode::from(2)
}
