//! A driver.
// ANCHOR: shown

// ANCHOR_END: shown
