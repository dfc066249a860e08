//! Measurements that no verdict depends on: one classify call, and cycles without the service
//! control manager.

use std::time::{Duration, Instant};

use load_test::Measured;
use protocol::{Cycle, Modes};

use super::{
    Error,
    cycle::Disguised,
    lab::Lab,
    options::Options,
    service::{Manager, Outcome},
};

/// Classify calls that are timed together.
const CALLS: u32 = 2_000_000;
/// Cycles that are timed together.
const CYCLES: u32 = 100;

/// Measures with a driver of its own load. Traffic is off: nothing else runs in the lab.
pub fn measure(lab: &Lab, manager: &Manager, options: &Options) -> Result<Measured, Error> {
    lab.traffic(0)?;
    let cycle = Cycle::new(options.cycles + 1, Modes::of_cycle(1), options.seed);
    lab.begin_cycle(&cycle)?;
    let image = Disguised::copy(&options.image)?;
    let service = manager.create(image.name(), image.path(), Some(&lab.group()))?;
    expect(service.start(options.limit()), "start")?;
    let nanoseconds = lab.measure(CALLS)?;
    expect(service.stop(options.limit()), "stop")?;
    if !service.wait_stopped(options.limit()) {
        return Err("the service is not stopped".to_owned());
    }
    lab.settle()?;
    let begin = Instant::now();
    for _ in 0..CYCLES {
        lab.cycle_in_process(image.name())?;
    }
    Ok(Measured {
        nanoseconds_per_classify: Duration::from_nanos(nanoseconds).as_secs_f64() * 1e9
            / f64::from(CALLS),
        in_process_cycles_per_second: f64::from(CYCLES) / begin.elapsed().as_secs_f64(),
    })
}

fn expect(outcome: Outcome, what: &str) -> Result<(), Error> {
    match outcome {
        Outcome::Done => Ok(()),
        other => Err(format!("{what}: {other:?}")),
    }
}
