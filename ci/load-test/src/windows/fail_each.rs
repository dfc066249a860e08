//! Every call of the start that can fail does so once; after each, a clean cycle.

use std::time::Instant;

use load_test::{Refusal, RefusedCall, Report, account, to_refuse};
use protocol::{Call, Cycle, Image, Modes, UnregisterMode};

use super::{
    Error,
    cycle::{Disguised, Trouble, lost, one_cycle, start_failure, start_one, stop_one, timed_out},
    lab::Lab,
    options::Options,
    run::{collect, failed, progress_of, stop_refused},
    service::{Manager, Outcome},
};

/// Learns the calls from a clean cycle, then refuses one after the other.
pub fn run(options: &Options, manager: &Manager, report: &mut Report) -> Result<(), Error> {
    let mut lab = Lab::start(manager, options.threads())?;
    let begin = Instant::now();
    report.cycles_asked = 1;
    let first = clean(&mut lab, manager, options, report, 1)?;
    account(report, &first, &first);
    let refusals = to_refuse(&first);
    let calls = u32::try_from(refusals.len()).unwrap_or(u32::MAX);
    report.cycles_asked += 2 * calls;
    report.calls_that_can_fail = Some(calls);
    for (call, &refusal) in (1..).zip(&refusals) {
        progress_of(options, call, calls);
        let made = refused(&mut lab, manager, options, report, (call, refusal))?;
        account(report, &first, &made);
        clean(&mut lab, manager, options, report, 2 * call + 1)?;
    }
    report.seconds = begin.elapsed().as_secs_f64();
    Ok(())
}

const fn cycle(options: &Options, number: u32, refusal: Refusal) -> Cycle {
    let modes = Modes {
        unregister: UnregisterMode::STOPPABLE[number as usize / 2 % 5],
        ..Modes::of_cycle(1)
    };
    Cycle {
        refuse: refusal.refuse,
        refuse_at: refusal.at,
        ..Cycle::new(number, modes, options.seed.wrapping_add(number))
    }
}

/// A cycle in which nothing is refused. Returns what the start called.
fn clean(
    lab: &mut Lab,
    manager: &Manager,
    options: &Options,
    report: &mut Report,
    number: u32,
) -> Result<Vec<Call>, Error> {
    let image = Disguised::copy(&options.image)?;
    let none = Refusal { refuse: 0, at: 0 };
    let cycle = cycle(options, number, none);
    let mut calls = Vec::new();
    let done = if options.stop_refused {
        start_one(lab, manager, options, &image, &cycle).and_then(|service| {
            let classifies = || lab.image().map_or(0, |image| image.classifies);
            report.refused = Some(stop_refused(options, &service, &classifies));
            calls = lab.calls()?;
            leave(lab, manager).map(drop)
        })
    } else {
        one_cycle(lab, manager, options, &image, &cycle).and_then(|_| {
            calls = lab.calls()?;
            Ok(())
        })
    };
    match done {
        Ok(()) => report.cycles += 1,
        Err(trouble) => failed(lab, manager, report, number, trouble)?,
    }
    collect(lab, report);
    Ok(calls)
}

/// A start in which one call is refused, and the stop if it succeeds all the same. Returns what it
/// called, as far as that is known.
fn refused(
    lab: &mut Lab,
    manager: &Manager,
    options: &Options,
    report: &mut Report,
    (call, refusal): (u32, Refusal),
) -> Result<Vec<Call>, Error> {
    let image = Disguised::copy(&options.image)?;
    let number = 2 * call;
    let cycle = cycle(options, number, refusal);
    let mut calls = Vec::new();
    let done = start(lab, manager, options, &image, &cycle, &mut calls);
    // The lab wrote the call down when it refused it, whatever came after.
    let refused = lab.refused();
    let outcome = match done {
        Ok(outcome) => {
            report.cycles += 1;
            outcome
        }
        Err(trouble) => {
            let what = trouble.what.clone();
            failed(lab, manager, report, number, trouble)?;
            what
        }
    };
    report.calls_refused.push(RefusedCall {
        call,
        outcome,
        elsewhere: refusal.at != 0,
        ..refused.unwrap_or_default()
    });
    collect(lab, report);
    Ok(calls)
}

/// Ends the host process, and with it a driver that cannot be stopped.
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
    calls: &mut Vec<Call>,
) -> Result<String, Trouble> {
    lab.begin_cycle(cycle).map_err(lost)?;
    let service = manager.create(image.name(), image.path(), Some(&lab.group()))?;
    let (loaded, outcome) = match service.start(options.limit()) {
        Outcome::Done => {
            let loaded = if options.stop_refused {
                *calls = lab.calls()?;
                leave(lab, manager)?
            } else {
                let loaded = stop_one(lab, options, &service)?;
                *calls = lab.calls()?;
                loaded
            };
            (loaded, "the driver started all the same".to_owned())
        }
        Outcome::Failed(error) => {
            let trouble = start_failure(lab, error);
            if trouble.host_is_lost {
                return Err(trouble);
            }
            *calls = lab.calls()?;
            (lab.image().map_err(lost)?, trouble.what)
        }
        Outcome::TimedOut => return Err(timed_out(lab, options, "DriverEntry")),
    };
    if !loaded.is_over() {
        return Err(lost("the image is still mapped".to_owned()));
    }
    if loaded.refused == 0 {
        return Err(Trouble::from(
            "the start made fewer calls than the first one: this call did not occur".to_owned(),
        ));
    }
    Ok(outcome)
}
