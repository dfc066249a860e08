//! The tests of this crate, in one program.

mod common;
mod fixtures;
mod sources_survive;
