//! Not yet.

/// Options.
#[derive(clap::Args)]
pub struct Arguments {}

/// Runs.
pub fn run(_: &Arguments) -> crate::failure::Result<()> {
    Ok(())
}
