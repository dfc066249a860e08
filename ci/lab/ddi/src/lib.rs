//! What the driver reference says of kernel functions: at which IRQL each may be called, and how it
//! tells that it failed.
//!
//! The lab checks each call of a driver against [`FUNCTIONS`], and makes each call that can fail do so.

#![no_std]

mod functions;
mod others;

pub use functions::FUNCTIONS;
pub use others::OTHERS;

/// Interrupt request levels of x64, as `wdm.h` numbers them.
pub mod levels {
    /// `PASSIVE_LEVEL`.
    pub const PASSIVE: u8 = 0;
    /// `APC_LEVEL`.
    pub const APC: u8 = 1;
    /// `DISPATCH_LEVEL`.
    pub const DISPATCH: u8 = 2;
    /// `HIGH_LEVEL`: no limit.
    pub const ANY: u8 = 15;

    /// The name of a level.
    #[must_use]
    pub const fn name(level: u8) -> &'static str {
        match level {
            PASSIVE => "PASSIVE_LEVEL",
            APC => "APC_LEVEL",
            DISPATCH => "DISPATCH_LEVEL",
            _ => "a device level",
        }
    }
}

/// Failures that the pages of the functions below name.
pub mod status {
    /// `STATUS_DELETE_PENDING`.
    pub const DELETE_PENDING: u32 = 0xC000_0056;
    /// `STATUS_FWP_ALREADY_EXISTS`.
    pub const FWP_ALREADY_EXISTS: u32 = 0xC022_0009;
    /// `STATUS_FWP_TIMEOUT`.
    pub const FWP_TIMEOUT: u32 = 0xC022_0012;
    /// `STATUS_INSUFFICIENT_RESOURCES`.
    pub const INSUFFICIENT_RESOURCES: u32 = 0xC000_009A;
    /// `STATUS_NO_MEMORY`.
    pub const NO_MEMORY: u32 = 0xC000_0017;
}

/// How a function tells that it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It does not fail for want of resources, or has no way to say so.
    Never,
    /// It returns a null pointer.
    Null,
    /// It returns an `NTSTATUS`; this is one that it documents, or `STATUS_INSUFFICIENT_RESOURCES`.
    Status(u32),
}

/// A kernel function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Function {
    /// The name under which it is imported.
    pub name: &'static str,
    /// The name that its page has.
    pub page: &'static str,
    /// The header, in lower case, that the page names: `wdm`.
    pub header: &'static str,
    /// The lowest documented IRQL.
    pub lowest: u8,
    /// The highest documented IRQL.
    pub highest: u8,
    /// How it fails.
    pub failure: Failure,
}

impl Function {
    const fn new(name: &'static str, header: &'static str, lowest: u8, highest: u8) -> Self {
        Self {
            name,
            page: name,
            header,
            lowest,
            highest,
            failure: Failure::Never,
        }
    }

    /// The function is described on the page of another one.
    const fn page(mut self, page: &'static str) -> Self {
        self.page = page;
        self
    }

    const fn or_null(mut self) -> Self {
        self.failure = Failure::Null;
        self
    }

    const fn or(mut self, status: u32) -> Self {
        self.failure = Failure::Status(status);
        self
    }
}

/// The index of a function in [`FUNCTIONS`].
#[must_use]
pub fn index(name: &str) -> Option<usize> {
    FUNCTIONS
        .binary_search_by_key(&name, |function| function.name)
        .ok()
}

/// How many functions are listed at all.
pub const COUNT: usize = FUNCTIONS.len() + OTHERS.len();

/// A number below [`COUNT`] for a function of either list: [`FUNCTIONS`] first, then [`OTHERS`].
#[must_use]
pub fn number(name: &str) -> Option<usize> {
    index(name).or_else(|| {
        let other = OTHERS.binary_search_by_key(&name, |(name, _)| name).ok()?;
        Some(FUNCTIONS.len() + other)
    })
}

/// The function with a number, and how it fails.
#[must_use]
pub fn numbered(number: usize) -> Option<(&'static str, Failure)> {
    FUNCTIONS.get(number).map_or_else(
        || OTHERS.get(number.checked_sub(FUNCTIONS.len())?).copied(),
        |function| Some((function.name, function.failure)),
    )
}

/// Whether [`FUNCTIONS`] lists a function; for constants, see [`index`].
#[must_use]
pub const fn lists(name: &str) -> bool {
    let mut at = 0;
    while at < FUNCTIONS.len() {
        if equal(FUNCTIONS[at].name.as_bytes(), name.as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

const fn equal(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_comes_once_and_in_order() {
        for pair in FUNCTIONS.windows(2) {
            assert!(
                pair[0].name < pair[1].name,
                "{} stands before {}",
                pair[0].name,
                pair[1].name
            );
        }
    }

    #[test]
    fn each_name_is_found_at_its_index() {
        for (place, function) in FUNCTIONS.iter().enumerate() {
            assert_eq!(index(function.name), Some(place));
        }
        assert_eq!(index("KeNoSuchFunction"), None);
    }

    #[test]
    fn both_lists_have_numbers_and_share_no_name() {
        for (name, _) in OTHERS {
            assert_eq!(index(name), None, "{name} is in both lists");
        }
        for number_of in 0..COUNT {
            let (name, _) = numbered(number_of).expect("below the count");
            assert_eq!(number(name), Some(number_of), "{name}");
        }
        assert_eq!((numbered(COUNT), number("KeNoSuchFunction")), (None, None));
    }

    #[test]
    fn levels_and_failures_make_sense() {
        for function in FUNCTIONS {
            assert!(function.lowest <= function.highest, "{function:?}");
            if let Failure::Status(status) = function.failure {
                assert!(status >= 0xC000_0000, "{function:?}");
            }
        }
    }
}
