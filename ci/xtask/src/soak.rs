//! `cargo xtask soak`: the load test of every driver for longer, from several seeds, and every
//! mistake from another seed than in `cargo xtask test`. A good driver is never flagged.

use crate::{
    failure::{Failure, Result},
    load_test::{self, Bench, Plan},
    mistakes, repository, setup,
};

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Drivers, such as wdm/unload; all drivers and the mistakes by default
    drivers: Vec<String>,
    /// Start-and-stop cycles of each run
    #[arg(long, default_value_t = 1000)]
    cycles: u32,
    /// Runs of each driver, with the seeds 1, 2, and so on
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..))]
    seeds: u32,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let drivers = repository::named(&arguments.drivers)?;
    setup::install_packages()?;
    let bench = Bench::build()?;
    let mut cycles = 0;
    for seed in 1..=arguments.seeds {
        let plan = Plan {
            cycles: arguments.cycles,
            seed,
            ..Plan::default()
        };
        let reports = bench.run_all(&drivers, &plan)?;
        load_test::verdict(&reports)?;
        cycles += reports.iter().map(|report| report.cycles).sum::<u32>();
    }
    println!(
        "{} drivers, seeds 1 to {}, {cycles} cycles: no finding",
        drivers.len(),
        arguments.seeds
    );
    if cycles == 0 {
        return Err(Failure::check("no cycle ran, so nothing was proved."));
    }
    if arguments.drivers.is_empty() {
        let seed = arguments.seeds + 1;
        let convicted = mistakes::convict_all(&bench, &mistakes::patches(&[])?, seed)?;
        mistakes::judge_all(&convicted)?;
    }
    Ok(())
}
