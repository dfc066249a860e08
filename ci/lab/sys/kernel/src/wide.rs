//! UTF-16 strings of fixed capacity.

/// ASCII text as UTF-16 with a terminating zero.
#[derive(Clone, Copy)]
pub struct WideString<const N: usize> {
    units: [u16; N],
    length: usize,
}

impl<const N: usize> WideString<N> {
    /// Widens ASCII `text`.
    ///
    /// # Panics
    ///
    /// When the text and its terminator do not fit: in a constant, a compile error.
    #[must_use]
    pub const fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        assert!(bytes.len() < N, "the text and its terminator must fit");
        let mut units = [0; N];
        let mut index = 0;
        while index < bytes.len() {
            units[index] = bytes[index] as u16;
            index += 1;
        }
        Self {
            units,
            length: bytes.len(),
        }
    }

    /// The units, without the terminator.
    #[must_use]
    pub fn units(&self) -> &[u16] {
        &self.units[..self.length]
    }

    /// The first unit; a zero follows the last.
    #[must_use]
    pub const fn as_ptr(&self) -> *const u16 {
        self.units.as_ptr()
    }
}
