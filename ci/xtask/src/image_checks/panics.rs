//! No way into the panic handler. With link-time optimisation a release image keeps a panic
//! function only if some code can call it.

#![expect(clippy::unnecessary_wraps, reason = "one signature for all checks")]

use crate::failure::Result;

use super::{Objection, subject::Subject};

/// Whether a function is part of the way from a failed check to the panic handler.
fn is_panic(name: &str) -> bool {
    name.starts_with("core::panicking::") || name.contains("rust_begin_unwind")
}

pub fn no_panic(image: &Subject<'_>) -> Result<Vec<Objection>> {
    let entries = image.functions.iter().filter(|f| is_panic(&f.name));
    let mut objections = Vec::new();
    for function in entries {
        objections.push(Objection {
            text: format!(
                "{} is linked in: some code can panic, and a panic in a driver stops the machine",
                function.name
            ),
            calls: image.calls_to(function.address),
        });
    }
    Ok(objections)
}
