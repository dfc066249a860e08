//! Every image here: links it as a native kernel image without a C runtime.

fn main() {
    for argument in [
        "/SUBSYSTEM:NATIVE",
        "/DRIVER",
        "/ENTRY:DriverEntry",
        "/NODEFAULTLIB",
    ] {
        println!("cargo::rustc-cdylib-link-arg={argument}");
    }
    println!("cargo::rerun-if-changed=../build.rs");
}
