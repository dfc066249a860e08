//! Every call of the start that can fail does so once; after each, a clean cycle.

use std::time::Instant;

use load_test::{RefusedCall, Report};
use protocol::{Cycle, Image, Modes, UnregisterMode};

use super::{
    Error,
    lab::Lab,
    options::Options,
    run::{
        Disguised, Trouble, collect, failed, lost, one_cycle, progress_of, start_failure,
        start_one, stop_one, stop_refused, timed_out,
    },
    service::{Manager, Outcome},
};

/// Learns the calls from a clean cycle, then refuses one after the other.
pub fn run(options: &Options, manager: &Manager, report: &mut Report) -> Result<(), Error> {
    let mut lab = Lab::start(manager, options.threads)?;
    let begin = Instant::now();
    report.cycles_asked = 1;
    let calls = clean(&mut lab, manager, options, report, 1)?;
    report.cycles_asked += 2 * calls;
    report.calls_that_can_fail = Some(calls);
    for call in 1..=calls {
        progress_of(options, call, calls);
        refused(&mut lab, manager, options, report, call)?;
        clean(&mut lab, manager, options, report, 2 * call + 1)?;
    }
    report.seconds = begin.elapsed().as_secs_f64();
    Ok(())
}

const fn cycle(options: &Options, number: u32, refuse: u32) -> Cycle {
    let modes = Modes {
        unregister: UnregisterMode::STOPPABLE[number as usize / 2 % 5],
        ..Modes::of_cycle(1)
    };
    Cycle {
        refuse,
        ..Cycle::new(number, modes, options.seed.wrapping_add(number))
    }
}

/// A cycle in which nothing is refused. Returns how many calls of the start could have been.
fn clean(
    lab: &mut Lab,
    manager: &Manager,
    options: &Options,
    report: &mut Report,
    number: u32,
) -> Result<u32, Error> {
    let image = Disguised::copy(&options.image)?;
    let cycle = cycle(options, number, 0);
    let done = if options.stop_refused {
        start_one(lab, manager, options, &image, &cycle).and_then(|service| {
            let classifies = || lab.image().map_or(0, |image| image.classifies);
            report.refused = Some(stop_refused(options, &service, &classifies));
            leave(lab, manager)
        })
    } else {
        one_cycle(lab, manager, options, &image, &cycle)
    };
    let calls = done.as_ref().map_or(0, |loaded| loaded.fallible);
    match done {
        Ok(_) => report.cycles += 1,
        Err(trouble) => failed(lab, manager, report, number, trouble)?,
    }
    collect(lab, report);
    Ok(calls)
}

/// A start in which one call is refused, and the stop if it succeeds all the same.
fn refused(
    lab: &mut Lab,
    manager: &Manager,
    options: &Options,
    report: &mut Report,
    call: u32,
) -> Result<(), Error> {
    let image = Disguised::copy(&options.image)?;
    let number = 2 * call;
    let done = start(lab, manager, options, &image, &cycle(options, number, call));
    // The lab wrote the call down when it refused it, whatever came after.
    let refused = lab.refused();
    let outcome = match done {
        Ok(outcome) => {
            report.cycles += 1;
            outcome
        }
        Err(trouble) => {
            let what = trouble.what().to_owned();
            failed(lab, manager, report, number, trouble)?;
            what
        }
    };
    report.calls_refused.push(RefusedCall {
        call,
        outcome,
        ..refused.unwrap_or_default()
    });
    collect(lab, report);
    Ok(())
}

/// A driver that cannot be stopped goes with its host process.
fn leave(lab: &mut Lab, manager: &Manager) -> Result<Image, Trouble> {
    let loaded = lab.image().map_err(lost)?;
    lab.restart(manager)?;
    Ok(Image {
        state: Image::FREED,
        ..loaded
    })
}

fn start(
    lab: &mut Lab,
    manager: &Manager,
    options: &Options,
    image: &Disguised,
    cycle: &Cycle,
) -> Result<String, Trouble> {
    lab.begin_cycle(cycle).map_err(lost)?;
    let service = manager.create(image.name(), image.path(), Some(&lab.group()))?;
    let (loaded, outcome) = match service.start(options.limit()) {
        Outcome::Done => {
            let loaded = if options.stop_refused {
                leave(lab, manager)?
            } else {
                stop_one(lab, options, &service)?
            };
            (loaded, "the driver started all the same".to_owned())
        }
        Outcome::Failed(error) => {
            let trouble = start_failure(lab, error);
            if trouble.host_is_lost() {
                return Err(trouble);
            }
            (lab.image().map_err(lost)?, trouble.what().to_owned())
        }
        Outcome::TimedOut => return Err(timed_out(lab, options, "DriverEntry")),
    };
    if !loaded.is_over() {
        return Err(lost("the image is still mapped".to_owned()));
    }
    if loaded.refused == 0 {
        return Err(Trouble::from(
            "the start made fewer calls than the first one: this call did not come".to_owned(),
        ));
    }
    Ok(outcome)
}
