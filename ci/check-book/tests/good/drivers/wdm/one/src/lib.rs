//! A driver.
// ANCHOR: shown
#[unsafe(no_mangle)]
pub fn unload() {}
// ANCHOR_END: shown
