//! One cycle: start, traffic, stop under traffic.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use protocol::{Cycle, Image};

use super::{
    Error,
    lab::{Device, Lab},
    options::Options,
    service::{Manager, Outcome, Service},
};

/// Classify calls that a cycle waits for before it stops the driver.
pub const WARM: u64 = 50;
/// How long a handle stays open after the stop was asked for.
pub const HELD: Duration = Duration::from_millis(20);
/// A driver may register its callout some time after its start.
const REGISTERS_WITHIN: Duration = Duration::from_secs(2);
/// What makes every other cycle the same.
pub const NO_CALLOUT: &str = "the driver registered no callout, so nothing was classified; if that is intended, run it with --no-callout";
/// The other way round.
pub const A_CALLOUT: &str = "the driver registered a callout, but nothing classifies; run it without \
                         --no-callout";

/// The image of one load: usually a copy under a random name, from which neither the lab nor Windows
/// can tell which driver it is.
pub struct Disguised {
    name: String,
    path: PathBuf,
    /// Whether the file is a copy, to be removed.
    temporary: bool,
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
        Ok(Self {
            name,
            path,
            temporary: true,
        })
    }

    /// The image itself, under its own name. Driver Verifier selects drivers by file name.
    pub fn own_name(image: &Path) -> Result<Self, Error> {
        let wrong = |why: &dyn std::fmt::Display| format!("{}: {why}", image.display());
        let path = std::path::absolute(image).map_err(|error| wrong(&error))?;
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        Ok(Self {
            name: stem
                .ok_or_else(|| wrong(&"the file has no Unicode name"))?
                .to_owned(),
            path,
            temporary: false,
        })
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
        if self.temporary {
            // At worst a file stays behind in a folder for temporary files.
            fs::remove_file(&self.path).ok();
        }
    }
}

/// Why a cycle did not go through.
pub struct Trouble {
    /// What happened.
    pub what: String,
    /// The host process ended, or a thread of it hangs.
    pub host_is_lost: bool,
}

impl From<Error> for Trouble {
    /// The driver did something wrong, and the host process is still usable.
    fn from(what: Error) -> Self {
        Self {
            what,
            host_is_lost: false,
        }
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
    let service = manager.create(image.name(), image.path(), Some(&lab.group()))?;
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
    // Judged after the stop: the driver has to be unloaded in any case.
    let counted = count(options, held.as_ref());
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
    counted?;
    Ok(loaded)
}

/// Asks the driver how often its classify function ran, and requires what a cycle waits for.
/// [`None`]: it has no such request.
pub fn count(options: &Options, device: Option<&Device>) -> Result<Option<u64>, Error> {
    let (Some(code), Some(device)) = (options.count_request, device) else {
        return Ok(None);
    };
    let counted = device.count(code)?;
    // After a refused call the stop does not wait for traffic.
    let needed = options.threads() > 0 && !options.fail_each;
    if needed && counted < WARM {
        return Err(format!(
            "the driver counted {counted} classify calls, and at least {WARM} are needed: the \
             traffic does not reach it"
        ));
    }
    Ok(Some(counted))
}

/// Keeps the handle while the driver is to stop: its unload function must not begin before the
/// handle is closed, and no process may open the device again. Source: `unload-routine-environment`.
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
