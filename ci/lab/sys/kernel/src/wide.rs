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

    /// Widens and joins two ASCII texts; [`None`] if they and the terminator do not fit.
    #[must_use]
    pub fn of(parts: [&str; 2]) -> Option<Self> {
        let mut units = [0; N];
        let bytes = parts.iter().flat_map(|part| part.bytes());
        let length = parts.iter().map(|part| part.len()).sum();
        if length >= N {
            return None;
        }
        for (unit, byte) in units.iter_mut().zip(bytes) {
            *unit = u16::from(byte);
        }
        Some(Self { units, length })
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
