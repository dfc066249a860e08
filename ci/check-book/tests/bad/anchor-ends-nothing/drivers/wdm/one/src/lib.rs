// ANCHOR: shown
pub fn unload() {}
// ANCHOR_END: shown
// ANCHOR_END: other
