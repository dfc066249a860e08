//! How a command fails: what, why, and the next command to type.

use std::fmt;

/// The result of a command or of a part of it.
pub type Result<T> = std::result::Result<T, Failure>;

/// A failure, with what it means for the exit code.
#[derive(Debug)]
pub enum Failure {
    /// A check failed: exit code 1.
    Check(String),
    /// Wrong use, or a missing tool: exit code 2.
    Usage(String),
    /// The lab lacks what a driver imports: exit code 3.
    Lacks(String),
}

impl Failure {
    /// A check failed.
    pub fn check(text: impl Into<String>) -> Self {
        Self::Check(text.into())
    }

    /// Wrong use, or a missing tool.
    pub fn usage(text: impl Into<String>) -> Self {
        Self::Usage(text.into())
    }

    /// The same failure, with what it happened to in front.
    pub fn about(self, what: &str) -> Self {
        match self {
            Self::Check(text) => Self::Check(format!("{what}: {text}")),
            Self::Usage(text) => Self::Usage(format!("{what}: {text}")),
            Self::Lacks(text) => Self::Lacks(format!("{what}: {text}")),
        }
    }

    /// The exit code.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Check(_) => 1,
            Self::Usage(_) => 2,
            Self::Lacks(_) => 3,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Check(text) | Self::Usage(text) | Self::Lacks(text) => f.write_str(text),
        }
    }
}

impl From<kit::Error> for Failure {
    fn from(error: kit::Error) -> Self {
        Self::Usage(error.to_string())
    }
}
