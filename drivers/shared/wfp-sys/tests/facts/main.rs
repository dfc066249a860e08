//! Compares what the crate declares with two other sources: the project's fact tables, and windows-sys.
//!
//! - [`tables`] reads the fact tables of the crate, `facts/`.
//! - [`windows_metadata`] needs nothing but windows-sys, of which only types and constants are used.
//! - [`layer_fields`] does it for the fields of the layers.
//! - [`covered`] makes sure that nothing declared escapes the comparison.
//! - [`known_bad`] plants wrong values and requires the comparers to name the item and both values.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what it expects and fails"
)]

mod compare;
mod covered;
mod csv;
mod known_bad;
mod layer_fields;
mod tables;
mod windows_metadata;
