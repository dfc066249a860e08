//! Stands in for the `windows-future` crate on Linux hosts: the `windows` stand-in needs nothing of it.
#![no_std]
