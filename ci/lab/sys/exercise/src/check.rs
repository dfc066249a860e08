//! The checks of this image and of `exercise-engine`: one that fails is `0xE00F_LLLL`, line `LLLL` of
//! file `F`.

/// A check that failed, or nothing.
pub type Checked = Result<(), u32>;

/// Returns from a function of [`Checked`] unless the condition holds.
macro_rules! check {
    ($file:literal, $condition:expr) => {
        if !$condition {
            return Err(0xE000_0000 | $file << 16 | line!());
        }
    };
}
pub(crate) use check;
