// ANCHOR: shown
pub fn unload() {}
// ANCHOR_END: shown
// ANCHOR: shown
pub fn other() {}
// ANCHOR_END: shown
