//! Cycles, and the verdict.

use std::{
    collections::BTreeMap,
    fs, thread,
    time::{Duration, Instant},
};

use load_test::{Flows, Memory, Never, NeverOutcome, Overlap, Refused, Report, Stopped};
use protocol::{Cycle, Image, Modes, UnregisterMode};
use wfp_sys::facts;
use windows_sys::Win32::Foundation::ERROR_TIMEOUT;

use super::{
    Error,
    connections::Connections,
    cycle::{A_CALLOUT, Disguised, NO_CALLOUT, Trouble, WARM, one_cycle, start_one},
    fail_each,
    lab::{self, Lab},
    measure, on_windows,
    options::Options,
    service::{Manager, Outcome, Service},
};

/// How long the lab watches a driver whose callout is never unregistered.
const WATCH: Duration = Duration::from_millis(1500);
/// Refusals in that time that show that the driver keeps asking.
const KEEPS_ASKING: u32 = 10;

/// Runs one driver. On Windows there is traffic as well, which ends when it is dropped: after the
/// report is written.
pub fn run(options: &Options) -> Result<(Report, Option<Connections>), Error> {
    let image = fs::metadata(&options.image)
        .map_err(|error| format!("{}: {error}", options.image.display()))?;
    let mut report = Report {
        driver: options.name.clone(),
        image_bytes: image.len(),
        threads: options.threads(),
        seed: options.seed,
        device_security_stated: options.device_security.clone(),
        // With refused calls no handle is held: that is another run.
        deferred: options
            .device
            .as_ref()
            .filter(|_| !options.fail_each)
            .map(|_| 0),
        cycles_asked: if options.stop_refused {
            1
        } else {
            options.cycles
        },
        ..Report::default()
    };
    fastrand::seed(options.seed.into());
    let manager = Manager::open()?;
    let mut traffic = None;
    if let Some(version) = lab::wine_version() {
        report.platform = format!("Wine {version} + lab, not Windows");
        if options.fail_each {
            fail_each::run(options, &manager, &mut report)?;
        } else if options.stop_refused {
            refused_under_wine(options, &manager, &mut report)?;
        } else {
            under_wine(options, &manager, &mut report)?;
        }
    } else {
        "Windows".clone_into(&mut report.platform);
        traffic = Some(on_windows::run(options, &manager, &mut report)?);
    }
    report.judge();
    Ok((report, traffic))
}

pub fn progress(options: &Options, done: u32) {
    progress_of(options, done, options.cycles);
}

/// Prints the progress for a program.
pub fn progress_of(options: &Options, done: u32, of: u32) {
    if options.events {
        println!("progress {done} {of}");
    }
}

/// The cycles of a run: as many as asked for, unless the time is up.
pub fn cycles(options: &Options) -> impl Iterator<Item = u32> {
    let begin = Instant::now();
    let limit = match options.seconds {
        0 => Duration::MAX,
        seconds => Duration::from_secs(seconds),
    };
    (1..=options.cycles).take_while(move |_| begin.elapsed() < limit)
}

// ---- Wine and the lab --------------------------------------------------------------------

fn under_wine(options: &Options, manager: &Manager, report: &mut Report) -> Result<(), Error> {
    let mut lab = Lab::start(manager, options.threads())?;
    let mut overlap = Overlap::default();
    let mut flows = Flows::default();
    let mut memory = Vec::new();
    let begin = Instant::now();
    for number in cycles(options) {
        progress(options, number - 1);
        let modes = Modes::of_cycle(number);
        let cycle = Cycle {
            trace: u32::from(number == options.trace),
            ..Cycle::new(number, modes, options.seed.wrapping_add(number))
        };
        let image = Disguised::copy(&options.image)?;
        match one_cycle(&lab, manager, options, &image, &cycle) {
            Ok(loaded) => {
                report.cycles += 1;
                let count_mode = |counts: &mut BTreeMap<_, _>, name: &str| {
                    *counts.entry(name.to_owned()).or_default() += 1;
                };
                count_mode(&mut report.unregister_modes, modes.unregister.name());
                count_mode(&mut report.close_modes, modes.close.name());
                count_mode(&mut flows.modes, modes.flow.name());
                count_mode(&mut flows.modes, modes.busy.name());
                count_mode(&mut flows.modes, modes.removal.name());
                count_mode(&mut flows.modes, modes.delete.name());
                for (question, name) in modes.names().into_iter().enumerate() {
                    if loaded.reached & 1 << question != 0 {
                        count_mode(&mut report.reached, name);
                    }
                }
                report.quiet_layers.extend(layers(loaded.quiet));
                count(&mut overlap, &loaded);
                report.kept += u32::from(loaded.state == Image::KEPT);
                if let Some(deferred) = &mut report.deferred {
                    *deferred += loaded.unload_deferred;
                }
                count_flows(&mut flows, &loaded);
                memory.push(lab.host.memory());
                if number == options.trace {
                    report.trace = lab.trace()?;
                }
            }
            Err(trouble) => {
                let hopeless = [NO_CALLOUT, A_CALLOUT].contains(&trouble.what.as_str());
                failed(&mut lab, manager, report, number, trouble)?;
                if hopeless {
                    break;
                }
            }
        }
        collect(&mut lab, report);
    }
    report.seconds = begin.elapsed().as_secs_f64();
    report.overlap = Some(overlap);
    report.flows = (flows.associated > 0).then_some(flows);
    report.memory = quarters(&memory);
    if report.seconds > 0.0 && options.seconds > 0 {
        report.cycles_asked = report
            .cycles
            .max(report.failed_cycles.last().map_or(0, |failed| failed.cycle));
    }
    if options.measure {
        report.measured = Some(measure::measure(&lab, manager, options)?);
    }
    if let Some(policy) = options.when_never_unregistered {
        report.never = Some(never(&lab, manager, options, policy.into())?);
    }
    progress(options, options.cycles);
    Ok(())
}

/// Writes down a cycle that did not go through, and replaces the host process if it is lost.
pub fn failed(
    lab: &mut Lab,
    manager: &Manager,
    report: &mut Report,
    cycle: u32,
    trouble: Trouble,
) -> Result<(), Error> {
    report.failed_cycles.push(Stopped {
        cycle,
        what: trouble.what,
    });
    collect(lab, report);
    if trouble.host_is_lost {
        report.replaced += 1;
        lab.restart(manager)?;
    }
    Ok(())
}

/// Takes over what the lab found since the last time.
pub fn collect(lab: &mut Lab, report: &mut Report) {
    report.device_security.extend(lab.device_security());
    for finding in lab.findings() {
        report.add(finding);
    }
}

/// The names of the layers whose bits are set.
fn layers(bits: [u64; 2]) -> impl Iterator<Item = String> {
    let named = |layer: u64| {
        let constants = facts::CONSTANTS.iter().copied().flatten();
        let mut layers = constants.filter(|one| one.name.starts_with("FWPS_LAYER_"));
        layers.find(|one| one.bits == layer)
    };
    let set = (0..128).filter(move |layer| bits[layer / 64] >> (layer % 64) & 1 != 0);
    set.map(move |layer| {
        named(layer as u64).map_or_else(|| format!("layer {layer}"), |one| one.name.to_owned())
    })
}

fn count(overlap: &mut Overlap, image: &Image) {
    overlap.cycles += u32::from(image.inside_at_unload > 0);
    overlap.parked_cycles += u32::from(image.parked_at_unload > 0);
    overlap.classifies += image.classifies;
    overlap.at_dispatch += image.classifies_at_dispatch;
    overlap.refusals += u64::from(image.refusals);
    overlap.permitted += image.permitted;
    overlap.blocked += image.blocked;
    overlap.blocked_without += u64::from(image.blocked_without);
    overlap.permitted_without += u64::from(image.permitted_without);
    overlap.left_filters = image.orphans;
}

fn count_flows(flows: &mut Flows, image: &Image) {
    flows.established += u64::from(image.flows);
    flows.associated += u64::from(image.contexts_associated);
    flows.deleted += u64::from(image.contexts_deleted);
    flows.pending += u64::from(image.removals_pending);
    flows.busy += u64::from(image.busy);
}

fn quarters(memory: &[u64]) -> Option<Memory> {
    let quarter = memory.len() / 4;
    let median = |part: &[u64]| {
        let mut part = part.to_vec();
        part.sort_unstable();
        part.get(part.len() / 2).copied()
    };
    Some(Memory {
        early: median(memory.get(quarter..2 * quarter)?)?,
        late: median(memory.get(3 * quarter..)?)?,
    })
}

/// One more cycle in which the engine never lets go. It ends with the host process.
fn never(
    lab: &Lab,
    manager: &Manager,
    options: &Options,
    expected: NeverOutcome,
) -> Result<Never, Error> {
    let modes = Modes {
        unregister: UnregisterMode::Never,
        ..Modes::of_cycle(1)
    };
    let cycle = Cycle::new(options.cycles + 1, modes, options.seed);
    let image = Disguised::copy(&options.image)?;
    let service =
        start_one(lab, manager, options, &image, &cycle).map_err(|trouble| trouble.what)?;
    let stopped = service.stop(WATCH);
    let ended = lab.host.has_ended(Duration::ZERO);
    let loaded = if ended { None } else { lab.image().ok() };
    let refusals = loaded.map_or(0, |image| image.refusals);
    let seen = match (stopped, ended) {
        (_, true) => NeverOutcome::BugChecks,
        (Outcome::TimedOut, _) if refusals >= KEEPS_ASKING => NeverOutcome::Waits,
        (Outcome::TimedOut, _) => NeverOutcome::Hangs,
        _ => NeverOutcome::Returns,
    };
    lab.host.end();
    Ok(Never {
        expected,
        seen,
        refusals,
        watched: u64::try_from(WATCH.as_millis()).unwrap_or(u64::MAX),
    })
}

/// The one cycle of a driver that states that it cannot be stopped. It ends with the host process.
fn refused_under_wine(
    options: &Options,
    manager: &Manager,
    report: &mut Report,
) -> Result<(), Error> {
    let mut lab = Lab::start(manager, options.threads())?;
    let cycle = Cycle::new(1, Modes::of_cycle(1), options.seed);
    let begin = Instant::now();
    let image = Disguised::copy(&options.image)?;
    report.overlap = Some(Overlap::default());
    match start_one(&lab, manager, options, &image, &cycle) {
        Err(trouble) => report.failed_cycles.push(Stopped {
            cycle: cycle.number,
            what: trouble.what,
        }),
        Ok(service) => {
            let classifies = || lab.image().map_or(0, |image| image.classifies);
            report.refused = Some(stop_refused(options, &service, &classifies));
            report.cycles = 1;
        }
    }
    report.seconds = begin.elapsed().as_secs_f64();
    collect(&mut lab, report);
    lab.host.end();
    Ok(())
}

/// Requests a stop, and checks whether the driver keeps running. `calls` counts what reaches it.
pub fn stop_refused(options: &Options, service: &Service, calls: &dyn Fn() -> u64) -> Refused {
    let error = match service.stop(options.limit()) {
        Outcome::Done => 0,
        Outcome::Failed(error) => error,
        Outcome::TimedOut => ERROR_TIMEOUT,
    };
    let (before, begin) = (calls(), Instant::now());
    while calls() < before + WARM && begin.elapsed() < options.limit() {
        thread::yield_now();
    }
    Refused {
        error,
        running: service.is_running(),
        calls: calls().saturating_sub(before),
    }
}
