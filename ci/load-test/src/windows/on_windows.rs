//! The run on Windows, where the load tester cannot look inside the kernel: the driver has to start,
//! see traffic, stop, and disappear from the list of loaded images.
//!
//! It prints a line before each act, without buffering. After a bug check only those lines remain.

use std::{
    process, thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use load_test::{OnWindows, Report, Stopped};

use super::{
    Error,
    connections::Connections,
    cycle::{Disguised, HELD, WARM, count},
    lab::Device,
    loaded,
    options::Options,
    run::{cycles, progress, stop_refused},
    service::{Manager, Outcome, Service},
};

/// Runs the driver. Returns the traffic, which the caller ends after it has written the report.
pub fn run(
    options: &Options,
    manager: &Manager,
    report: &mut Report,
) -> Result<Connections, Error> {
    loaded::allow();
    fastrand::seed(seed());
    let traffic = Connections::start(options.threads(), options.port).map_err(|error| {
        format!(
            "cannot listen at port {} of the loopback address: {error}",
            options.port
        )
    })?;
    let mut seen = OnWindows {
        port: traffic.port(),
        ..OnWindows::default()
    };
    let begin = Instant::now();
    for number in cycles(options) {
        progress(options, number - 1);
        let cycle = Cycle {
            options,
            manager,
            traffic: &traffic,
            number,
        };
        match cycle.run(report, &mut seen) {
            Ok(()) => report.cycles += 1,
            Err(what) => {
                cycle.say(&what);
                report.failed_cycles.push(Stopped {
                    cycle: number,
                    what,
                });
                // The driver may still be loaded: another start would prove nothing.
                break;
            }
        }
        if options.stop_refused {
            break;
        }
    }
    report.seconds = begin.elapsed().as_secs_f64();
    seen.connections = traffic.made();
    seen.failed_connections = traffic.failed();
    report.windows = Some(seen);
    progress(options, options.cycles);
    Ok(traffic)
}

/// Names that a run before this one did not use: two services of one name are an error (1072), and
/// so are two files of one name when the first is still mapped (32).
fn seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let nanoseconds = now.map_or(0, |time| time.as_nanos());
    #[expect(
        clippy::cast_possible_truncation,
        reason = "its low half is what changes"
    )]
    let seed = nanoseconds as u64 ^ (u64::from(process::id()) << 32);
    seed
}

struct Cycle<'a> {
    options: &'a Options,
    manager: &'a Manager,
    traffic: &'a Connections,
    number: u32,
}

impl Cycle<'_> {
    /// Standard error is not buffered.
    fn say(&self, what: &str) {
        eprintln!("{} cycle {}: {what}", self.options.name, self.number);
    }

    fn run(&self, report: &mut Report, seen: &mut OnWindows) -> Result<(), Error> {
        let options = self.options;
        let image = if options.keep_name {
            Disguised::own_name(&options.image)?
        } else {
            Disguised::copy(&options.image)?
        };
        let file = format!("{}.sys", image.name());
        if loaded::is_listed(&file)? {
            return Err(format!("an image named {file} is loaded before the start"));
        }
        let service = self.start(&image)?;
        let ran = self.while_running(&file);
        if options.stop_refused {
            ran?;
            self.say("a stop that must be refused");
            let made = || self.traffic.made();
            report.refused = Some(stop_refused(options, &service, &made));
            return Ok(());
        }
        // A driver that failed a check is stopped as well: it must not keep running.
        let stopped = self.stop(service, report, seen);
        ran.and(stopped)?;
        if !self.wait(|| Ok(!loaded::is_listed(&file)?))? {
            return Err(format!("{file} is still loaded after the stop"));
        }
        seen.listed += 1;
        self.say("gone");
        Ok(())
    }

    fn start(&self, image: &Disguised) -> Result<Service, Error> {
        self.say("create");
        let service = self.manager.create(image.name(), image.path(), None)?;
        self.say("start");
        match service.start(self.options.limit()) {
            Outcome::Done => Ok(service),
            Outcome::Failed(error) => Err(format!("start: Win32 error {error}")),
            Outcome::TimedOut => {
                service.abandon();
                Err(format!("start: no return in {} ms", self.options.limit))
            }
        }
    }

    /// What has to hold before the stop.
    fn while_running(&self, file: &str) -> Result<(), Error> {
        // The control for the end of the cycle: a loaded image does show in the list.
        if !loaded::is_listed(file)? {
            return Err(format!(
                "the list of loaded images does not show {file} while the driver runs, so it \
                 cannot show that the driver is gone"
            ));
        }
        let before = self.traffic.made();
        let made = || self.traffic.made() - before;
        let enough = self.options.threads() == 0 || self.wait(|| Ok(made() >= WARM))?;
        self.say(&format!(
            "traffic: {} connections; failed so far, by code: {:?}",
            made(),
            self.traffic.failed()
        ));
        if enough {
            Ok(())
        } else {
            Err("connections over loopback fail while the driver runs".to_owned())
        }
    }

    /// Stops the service, with a handle to the device of the driver open for a while if it has one.
    fn stop(
        &self,
        service: Service,
        report: &mut Report,
        seen: &mut OnWindows,
    ) -> Result<(), Error> {
        let options = self.options;
        let held = options.device.as_deref().map(Device::open).transpose();
        let counted = match &held {
            Ok(device) => count(options, device.as_ref()),
            Err(error) => Err(error.clone()),
        };
        self.say("stop");
        let stop = service.begin_stop();
        if let Ok(Some(handle)) = held {
            thread::sleep(HELD);
            if let Some(deferred) = &mut report.deferred {
                *deferred += u32::from(!service.is_stopped());
            }
            drop(handle);
        }
        match stop.wait(options.limit()) {
            Outcome::Done if service.wait_stopped(options.limit()) => {}
            Outcome::Done => return Err(format!("stop: state {}", service.state())),
            Outcome::Failed(error) => return Err(format!("stop: Win32 error {error}")),
            Outcome::TimedOut => {
                service.abandon();
                return Err(format!("stop: no return in {} ms", options.limit));
            }
        }
        if let Some(counted) = counted? {
            let fewest = seen.fewest_classifies.unwrap_or(u64::MAX);
            seen.fewest_classifies = Some(fewest.min(counted));
        }
        Ok(())
    }

    /// Waits until `holds`, at most for the time limit. Returns whether it does.
    fn wait(&self, holds: impl Fn() -> Result<bool, Error>) -> Result<bool, Error> {
        let begin = Instant::now();
        while !holds()? {
            if begin.elapsed() > self.options.limit() {
                return Ok(false);
            }
            thread::sleep(Duration::from_millis(1));
        }
        Ok(true)
    }
}
