//! What a load test found, as data and as text.
//!
//! The program writes a [`Report`] as JSON. On a Linux host `cargo xtask load-test` reads it, adds
//! functions, files and lines to the addresses, and shows it as text.

mod calls;
mod numbers;
mod report;
mod same_run;
mod text;
mod verdict;

pub use calls::{Refusal, account, to_refuse};
pub use report::{
    Finding, FindingKind, Flows, Frame, ImageChecks, Line, Measured, Memory, Never, NeverOutcome,
    OnWindows, Overlap, Refused, RefusedCall, Report, Site, Stopped, TraceEvent,
};
pub use same_run::{ANY, difference};
pub use verdict::Verdict;
