//! What the driver reference says of kernel functions: at which IRQL each may be called, and how it
//! tells that it failed.
//!
//! The lab checks each call of a driver against [`FUNCTIONS`], and makes each call that can fail do so.

#![no_std]

mod engine;
mod functions;
mod others;

pub use engine::ENGINE;
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
    /// `STATUS_BUFFER_TOO_SMALL`.
    pub const BUFFER_TOO_SMALL: u32 = 0xC000_0023;
    /// `STATUS_CANCELLED`.
    pub const CANCELLED: u32 = 0xC000_0120;
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
    /// `STATUS_NO_MORE_ENTRIES`.
    pub const NO_MORE_ENTRIES: u32 = 0x8000_001A;
    /// `STATUS_WDF_BUSY`.
    pub const WDF_BUSY: u32 = 0xC020_0204;
}

/// Why a function that could return a failure is not made to.
pub mod reason {
    /// What it returns, NULL included, says what is there.
    pub const ANSWER: &str = "tells what is there";
    /// Its page lists no failure but of what the caller passes.
    pub const ARGUMENTS: &str = "fails for a wrong argument alone";
    /// Tracing and debug output: nobody acts on what is lost.
    pub const LOST: &str = "writes to a log";
    /// The request belongs to somebody else when it returns, whatever it returns.
    pub const OWNER: &str = "hands a request on";
    /// Its page lists success alone.
    pub const SUCCESS: &str = "its page lists success alone";
    /// It returns what ended the wait.
    pub const WAIT: &str = "a wait, which tells what ended it";
}

/// How a function tells that it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It returns nothing, or a value that is no status, no pointer and no handle.
    Never,
    /// It only ends something: close, delete, unregister, free. Its page may list a failure, but no
    /// driver can do more about it than to ask again.
    Undoes,
    /// It returns a status, a pointer or a handle, and is not made to fail, for this reason.
    Unrefused(&'static str),
    /// It returns `FALSE`.
    False,
    /// It returns a null pointer.
    Null,
    /// It returns an `NTSTATUS`; this is one that it documents, or `STATUS_INSUFFICIENT_RESOURCES`.
    Status(u32),
}

impl Failure {
    /// Why no call of the function is made to fail. [`None`]: each one is.
    #[must_use]
    pub const fn unrefused(self) -> Option<&'static str> {
        match self {
            Self::Never => Some("has no failure to return"),
            Self::Undoes => Some("undoes a step"),
            Self::Unrefused(reason) => Some(reason),
            Self::False | Self::Null | Self::Status(_) => None,
        }
    }
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

    const fn undoes(mut self) -> Self {
        self.failure = Failure::Undoes;
        self
    }

    const fn unrefused(mut self, reason: &'static str) -> Self {
        self.failure = Failure::Unrefused(reason);
        self
    }

    const fn or_false(mut self) -> Self {
        self.failure = Failure::False;
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
pub const COUNT: usize = FUNCTIONS.len() + ENGINE.len() + OTHERS.len();

/// A number below [`COUNT`] for a function of any list: [`FUNCTIONS`] first, then [`ENGINE`], then
/// [`OTHERS`].
#[must_use]
pub fn number(name: &str) -> Option<usize> {
    let within = |list: &[(&str, Failure)]| list.binary_search_by_key(&name, |row| row.0).ok();
    index(name)
        .or_else(|| Some(FUNCTIONS.len() + within(ENGINE)?))
        .or_else(|| Some(FUNCTIONS.len() + ENGINE.len() + within(OTHERS)?))
}

/// The function with a number, and how it fails.
#[must_use]
pub fn numbered(number: usize) -> Option<(&'static str, Failure)> {
    if let Some(function) = FUNCTIONS.get(number) {
        return Some((function.name, function.failure));
    }
    let number = number - FUNCTIONS.len();
    let row = ENGINE.get(number);
    row.or_else(|| OTHERS.get(number.checked_sub(ENGINE.len())?))
        .copied()
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
    fn every_list_has_numbers_and_they_share_no_name() {
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
