//! The command line.

use std::{path::PathBuf, time::Duration};

use clap::{Parser, ValueEnum};
use load_test::NeverOutcome;

/// Starts a callout driver, loads it with traffic, stops it under that traffic, and checks what it
/// left behind.
#[derive(Parser)]
#[command(version)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct Options {
    /// The driver's image file
    #[arg(
        default_value = "-",
        required_unless_present = "loaded",
        hide_default_value = true
    )]
    pub image: PathBuf,
    /// Name of the driver in the report
    #[arg(long, default_value = "driver")]
    pub name: String,
    /// Start-and-stop cycles
    #[arg(long, default_value_t = 200)]
    pub cycles: u32,
    /// Threads that make traffic
    #[arg(long, default_value_t = 4)]
    pub threads: u32,
    /// The driver registers no callout: the run sends no traffic
    #[arg(long)]
    pub no_callout: bool,
    /// Start no new cycle after this many seconds; 0: no limit
    #[arg(long, default_value_t = 0)]
    pub seconds: u64,
    /// A start or stop that takes longer than this, in milliseconds, counts as a hang
    #[arg(long, default_value_t = 10_000)]
    pub limit: u64,
    /// Seed of every random choice
    #[arg(long, default_value_t = 1)]
    pub seed: u32,
    /// What the driver does when its callout is never unregistered; by default not tried
    #[arg(long)]
    pub when_never_unregistered: Option<WhenNever>,
    /// Measure one classify call, and cycles without the service control manager
    #[arg(long)]
    pub measure: bool,
    /// The driver states that it cannot be stopped: one cycle, in which the stop must be refused
    #[arg(long, conflicts_with = "when_never_unregistered")]
    pub stop_refused: bool,
    /// A device of the driver, as Win32 opens it: a handle to it is open when the stop begins
    #[arg(long)]
    pub device: Option<String>,
    /// The SDDL that the driver states for that device
    #[arg(long, requires = "device")]
    pub device_security: Option<String>,
    /// A request to that device which returns how often the classify function ran, as 8 bytes
    #[arg(long, requires = "device")]
    pub count_request: Option<u32>,
    /// On Windows: the port that the connections go to; 0: any that is free
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// On Windows: load the image itself, under its own name, by which Driver Verifier selects it
    #[arg(long)]
    pub keep_name: bool,
    /// On Windows: only print the names of the images that the kernel has loaded
    #[arg(long, exclusive = true)]
    pub loaded: bool,
    /// Record the trace of this cycle
    #[arg(long, default_value_t = 0)]
    pub trace: u32,
    /// Make each call that can fail during a start fail once, instead of the cycles
    #[arg(long)]
    pub fail_each: bool,
    /// Write the report as JSON
    #[arg(long)]
    pub json: Option<PathBuf>,
    /// Print progress for a program instead of the report for a person
    #[arg(long)]
    pub events: bool,
}

/// The policies that a driver can state.
#[derive(Clone, Copy, ValueEnum)]
pub enum WhenNever {
    /// The unload function keeps trying.
    Waits,
    /// It stops the machine.
    BugChecks,
}

impl From<WhenNever> for NeverOutcome {
    fn from(policy: WhenNever) -> Self {
        match policy {
            WhenNever::Waits => Self::Waits,
            WhenNever::BugChecks => Self::BugChecks,
        }
    }
}

impl Options {
    /// Threads that make traffic.
    pub const fn threads(&self) -> u32 {
        if self.no_callout { 0 } else { self.threads }
    }

    /// The time limit of a start or a stop.
    pub const fn limit(&self) -> Duration {
        Duration::from_millis(self.limit)
    }
}
