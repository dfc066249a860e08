//! How many functions each version of the framework has. A client says how many its headers
//! knew, and the number must be that of a release.
//!
//! Source: `fxlibrarycommon.cpp` 353-556, the headers `wdffuncenum.h` of each version.

/// Minor version and functions, the oldest first.
pub const COUNTS: [(u32, u32); 13] = [
    (9, 396),
    (11, 432),
    (13, 438),
    (15, 444),
    (17, 444),
    (19, 446),
    (21, 448),
    (23, 451),
    (25, 453),
    (27, 453),
    (29, 454),
    (31, 458),
    (33, 458),
];

/// The newest minor version that the framework has.
pub const NEWEST: u32 = 33;

/// Up to this count the functions are copied into the client's array; above it the client gets
/// the address of the table.
pub const LAST_COPIED: u32 = 438;

/// Whether a client may bind: it was built for a release that the framework still knows.
#[must_use]
pub fn is_known(minor: u32, count: u32) -> bool {
    minor <= NEWEST && COUNTS.iter().any(|&(_, known)| known == count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `fxlibrarycommon.cpp`: the count must be that of a released version.
    #[test]
    fn only_the_counts_of_releases_bind() {
        for (minor, count) in COUNTS {
            assert!(is_known(minor, count), "1.{minor}");
            assert!(
                !is_known(minor, count + 1) || COUNTS.iter().any(|&(_, known)| known == count + 1),
                "1.{minor} with one function more"
            );
        }
        assert!(!is_known(15, 445));
        assert!(!is_known(15, 0));
    }

    /// `fxldr.h`: a client of the first kind binds only to a framework that is as new.
    #[test]
    fn a_client_newer_than_the_framework_does_not_bind() {
        assert!(is_known(33, 458));
        assert!(!is_known(34, 458));
    }
}
