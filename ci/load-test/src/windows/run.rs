//! Cycles, and the verdict.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use load_test::{Flows, Memory, Never, NeverOutcome, Overlap, Refused, Report, Stopped};
use protocol::{Cycle, Image, Modes, UnregisterMode};
use wfp_sys::facts;
use windows_sys::Win32::Foundation::ERROR_TIMEOUT;

use super::{
    Error,
    connections::Connections,
    fail_each,
    lab::{self, Device, Lab},
    measure,
    options::Options,
    service::{Manager, Outcome, Service},
};

/// Classify calls that a cycle waits for before it stops the driver.
const WARM: u64 = 50;
/// How long a handle stays open after the stop was asked for.
const HELD: Duration = Duration::from_millis(20);
/// How long the lab watches a driver whose callout is never unregistered.
const WATCH: Duration = Duration::from_millis(1500);
/// A driver may register its callout some time after its start.
const REGISTERS_WITHIN: Duration = Duration::from_secs(2);
/// What makes every other cycle the same.
const NO_CALLOUT: &str = "the driver registered no callout, so nothing was classified; if that is \
                          meant, run it with --no-callout";
/// The other way round.
const A_CALLOUT: &str = "the driver registered a callout, and nothing classifies; run it without \
                         --no-callout";
/// Refusals in that time that show that the driver keeps asking.
const KEEPS_ASKING: u32 = 10;

/// Runs one driver.
pub fn run(options: &Options) -> Result<Report, Error> {
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
        on_windows(options, &manager, &mut report)?;
    }
    report.judge();
    Ok(report)
}

/// A copy of the image under a name that says nothing: neither the lab nor Windows knows which
/// driver it is.
pub struct Disguised {
    name: String,
    path: PathBuf,
}

impl Disguised {
    pub fn copy(image: &Path) -> Result<Self, Error> {
        let name: String = std::iter::once('k')
            .chain(std::iter::repeat_with(fastrand::alphanumeric).take(10))
            .collect();
        let path = std::env::temp_dir().join(format!("{name}.sys"));
        fs::copy(image, &path).map_err(|error| {
            format!(
                "cannot copy {} to {}: {error}",
                image.display(),
                path.display()
            )
        })?;
        Ok(Self { name, path })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Disguised {
    fn drop(&mut self) {
        // Left over at worst, in a folder for temporary files.
        fs::remove_file(&self.path).ok();
    }
}

fn progress(options: &Options, done: u32) {
    progress_of(options, done, options.cycles);
}

/// Tells a program how far the run is.
pub fn progress_of(options: &Options, done: u32, of: u32) {
    if options.events {
        println!("progress {done} {of}");
    }
}

/// The cycles of a run: as many as asked for, unless the time is up.
fn cycles(options: &Options) -> impl Iterator<Item = u32> {
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

/// Why a cycle did not go through.
pub struct Trouble {
    what: String,
    /// The host process ended, or a thread of it hangs.
    host_is_lost: bool,
}

impl From<Error> for Trouble {
    /// The driver did something wrong, and the host process goes on.
    fn from(what: Error) -> Self {
        Self {
            what,
            host_is_lost: false,
        }
    }
}

impl Trouble {
    pub fn what(&self) -> &str {
        &self.what
    }

    pub const fn host_is_lost(&self) -> bool {
        self.host_is_lost
    }
}

/// The driver did not come back from `function`.
pub fn timed_out(lab: &Lab, options: &Options, function: &str) -> Trouble {
    lab.report_hang();
    lost(format!("{function} did not return in {} ms", options.limit))
}

pub const fn lost(what: String) -> Trouble {
    Trouble {
        what,
        host_is_lost: true,
    }
}

pub fn start_one(
    lab: &Lab,
    manager: &Manager,
    options: &Options,
    image: &Disguised,
    cycle: &Cycle,
) -> Result<Service, Trouble> {
    lab.begin_cycle(cycle).map_err(lost)?;
    let service = manager.create(&image.name, &image.path, Some(&lab.group()))?;
    match service.start(options.limit()) {
        Outcome::Done => {}
        Outcome::Failed(error) => return Err(start_failure(lab, error)),
        Outcome::TimedOut => return Err(timed_out(lab, options, "DriverEntry")),
    }
    if options.no_callout && lab.image().map_err(lost)?.callouts > 0 {
        return Err(lost(A_CALLOUT.to_owned()));
    }
    let begin = Instant::now();
    while options.threads() > 0 && lab.image().map_err(lost)?.classifies < WARM {
        // It runs, and would be in the way of the next cycle.
        if begin.elapsed() > REGISTERS_WITHIN && lab.image().map_err(lost)?.callouts == 0 {
            return Err(lost(NO_CALLOUT.to_owned()));
        }
        if begin.elapsed() > options.limit() {
            return Err(lost(
                "no traffic reached the driver's callout: no filter at a layer of the lab names it"
                    .to_owned(),
            ));
        }
        thread::yield_now();
    }
    Ok(service)
}

/// Settles after a start that failed.
pub fn start_failure(lab: &Lab, error: u32) -> Trouble {
    if lab.host.has_ended(Duration::from_millis(200)) {
        return lost(format!(
            "the host process ended while the driver started (Win32 error {error})"
        ));
    }
    match lab.settle() {
        Ok(image) if image.entry_status < 0 => {
            let what = format!(
                "DriverEntry failed with status {:#010x} (Win32 error {error})",
                image.entry_status
            );
            match image.name_left_in {
                0 => Trouble::from(what),
                // It would fail for ever: only a new host process is rid of the name.
                cycle => lost(format!("{what}: the driver left a name in cycle {cycle}")),
            }
        }
        _ => lost(format!("the service did not start: Win32 error {error}")),
    }
}

/// Start, traffic, stop under traffic.
pub fn one_cycle(
    lab: &Lab,
    manager: &Manager,
    options: &Options,
    image: &Disguised,
    cycle: &Cycle,
) -> Result<Image, Trouble> {
    let service = start_one(lab, manager, options, image, cycle)?;
    if options.threads() > 0 {
        lab.park().map_err(lost)?;
    }
    stop_one(lab, options, &service)
}

/// Stops a driver and settles.
pub fn stop_one(lab: &Lab, options: &Options, service: &Service) -> Result<Image, Trouble> {
    let held = options.device.as_deref().map(Device::open).transpose();
    let held = held.map_err(lost)?;
    if held.is_some() {
        // Wine hands out the handle before the driver has seen the request.
        wait_for(options.limit(), "the driver did not see the open", || {
            Ok(lab.image()?.open_files > 0)
        })
        .map_err(lost)?;
    }
    let stop = service.begin_stop();
    if let (Some(handle), Some(path)) = (held, &options.device) {
        hold(lab, handle, path, options.limit()).map_err(lost)?;
    }
    match stop.wait(options.limit()) {
        Outcome::Done => {}
        _ if lab.host.has_ended(Duration::from_millis(200)) => {
            return Err(lost(
                "the host process ended while the driver stopped".to_owned(),
            ));
        }
        Outcome::Failed(error) => return Err(lost(format!("stop failed: Win32 error {error}"))),
        Outcome::TimedOut => return Err(timed_out(lab, options, "the unload function")),
    }
    if !service.wait_stopped(options.limit()) {
        return Err(lost(format!(
            "the service {} is not stopped: state {}",
            service.name(),
            service.state()
        )));
    }
    let loaded = lab.settle().map_err(lost)?;
    if !loaded.is_over() {
        return Err(lost("the image is still mapped after the stop".to_owned()));
    }
    Ok(loaded)
}

/// Keeps the handle while the driver is to stop: its unload function must not begin before the
/// handle is closed, and nobody may open the device again. Source: `unload-routine-environment`.
fn hold(lab: &Lab, handle: Device, path: &str, limit: Duration) -> Result<(), Error> {
    wait_for(limit, "the stop did not reach the driver", || {
        Ok(lab.image()?.unload_deferred != 0)
    })?;
    thread::sleep(HELD);
    if lab.image()?.state != Image::LOADED {
        return Err("the unload function began while a handle was open".to_owned());
    }
    // Refused by the lab. Wine hands out a handle all the same, which must not count.
    let refused = Device::open(path);
    drop(handle);
    wait_for(
        limit,
        "a handle opened after the stop keeps the driver",
        || Ok(lab.image()?.state != Image::LOADED),
    )?;
    drop(refused);
    Ok(())
}

/// Waits until `holds`; fails with `what` when it takes too long.
fn wait_for(
    limit: Duration,
    what: &str,
    holds: impl Fn() -> Result<bool, Error>,
) -> Result<(), Error> {
    let begin = Instant::now();
    while !holds()? {
        if begin.elapsed() > limit {
            return Err(what.to_owned());
        }
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
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

/// Asks for a stop, and looks whether the driver goes on. `calls` counts what reaches it.
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

// ---- Windows -----------------------------------------------------------------------------

/// Nobody looks inside here: the driver has to start, see traffic, stop, and be gone.
fn on_windows(options: &Options, manager: &Manager, report: &mut Report) -> Result<(), Error> {
    /// Connections made while the driver runs, before it is stopped.
    const CONNECTIONS: u64 = 50;
    let traffic = Connections::start(options.threads())
        .map_err(|error| format!("cannot listen on the loopback address: {error}"))?;
    report.unregister_modes = BTreeMap::new();
    let begin = Instant::now();
    for number in cycles(options) {
        progress(options, number - 1);
        let image = Disguised::copy(&options.image)?;
        let service = manager.create(&image.name, &image.path, None)?;
        let outcome = service.start(options.limit());
        let before = traffic.made();
        let made = || traffic.made() - before;
        let starved = Instant::now();
        while outcome == Outcome::Done
            && made() < CONNECTIONS
            && starved.elapsed() < options.limit()
        {
            thread::yield_now();
        }
        let what = match outcome {
            Outcome::Done if made() < CONNECTIONS => {
                Some("connections over loopback fail while the driver runs".to_owned())
            }
            Outcome::Done if options.stop_refused => {
                report.refused = Some(stop_refused(options, &service, &|| traffic.made()));
                report.cycles = 1;
                break;
            }
            Outcome::Done => match stop_held(&service, options, report) {
                Outcome::Done if service.wait_stopped(options.limit()) => None,
                Outcome::Done => Some(format!("still loaded: state {}", service.state())),
                outcome => Some(format!("stop: {outcome:?}")),
            },
            outcome => Some(format!("start: {outcome:?}")),
        };
        match what {
            None => report.cycles += 1,
            Some(what) => {
                report.failed_cycles.push(Stopped {
                    cycle: number,
                    what,
                });
                // The driver may still be loaded: another start would prove nothing.
                break;
            }
        }
    }
    report.seconds = begin.elapsed().as_secs_f64();
    progress(options, options.cycles);
    Ok(())
}

/// Stops the service; with a handle to the device of the driver open for a while, if it names one.
fn stop_held(service: &Service, options: &Options, report: &mut Report) -> Outcome {
    let held = options.device.as_deref().map(Device::open);
    let stop = service.begin_stop();
    if let Some(Ok(handle)) = held {
        thread::sleep(HELD);
        if let Some(deferred) = &mut report.deferred {
            *deferred += u32::from(!service.is_stopped());
        }
        drop(handle);
    }
    stop.wait(options.limit())
}
