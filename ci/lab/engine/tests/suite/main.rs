//! The documented rules, one test each, named after the rule.

mod arbitration;
mod common;
mod conditions;
mod layers;
mod lifetimes;
mod queries;
mod readers;
mod registration;
mod sessions;
mod transactions;
mod weights;
