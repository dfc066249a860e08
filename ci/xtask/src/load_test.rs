//! `cargo xtask load-test`: loads drivers, stops them under traffic, looks at what they leave.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{ChildStdout, Stdio},
    sync::{
        Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use indicatif::ProgressBar;
use load_test::{NeverOutcome, Report, Verdict};

use crate::{
    crates,
    failure::{Failure, Result},
    image_checks,
    images::{self, Image},
    inventory::Inventory,
    progress,
    repository::{self, Driver, Policy, Stop},
    setup,
    side_by_side::side_by_side,
    symbols,
    wine::{Wine, windows_path},
};

/// Options of the command.
#[derive(clap::Args)]
pub struct Arguments {
    /// Drivers, such as wdm/unload; all drivers by default
    drivers: Vec<String>,
    /// Any driver's .sys file instead
    #[arg(long, conflicts_with = "drivers")]
    image: Option<PathBuf>,
    /// Any driver crate instead, built as the drivers here are: the folder of its Cargo.toml
    #[arg(long = "crate", value_name = "DIR", conflicts_with_all = ["drivers", "image"])]
    crate_folder: Option<PathBuf>,
    /// Features of the crate to switch on
    #[arg(long, value_delimiter = ',', requires = "crate_folder")]
    features: Vec<String>,
    /// Start-and-stop cycles
    #[arg(long, default_value_t = 200)]
    cycles: u32,
    /// Classify threads
    #[arg(long, default_value_t = 4)]
    threads: u32,
    /// The driver registers no callout: start and stop it without traffic
    #[arg(long)]
    no_callout: bool,
    /// Start no new cycle after this many seconds
    #[arg(long)]
    seconds: Option<u64>,
    /// A start or stop that takes longer, in milliseconds, counts as a hang
    #[arg(long, default_value_t = 10_000)]
    limit: u64,
    /// Seed of every random choice
    #[arg(long, default_value_t = 1)]
    seed: u32,
    /// Instead of the cycles, make each call that can fail during a start fail once
    #[arg(long)]
    fail_each: bool,
    /// Write the reports as JSON
    #[arg(long)]
    json: Option<PathBuf>,
}

/// How to run one driver.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Cycles.
    pub cycles: u32,
    /// Classify threads.
    pub threads: u32,
    /// Time limit of the run.
    pub seconds: Option<u64>,
    /// Time limit of a start or a stop, in milliseconds.
    pub limit: u64,
    /// Seed.
    pub seed: u32,
    /// The driver's stated policy; without it, a callout that is never unregistered is not tried.
    pub policy: Option<Policy>,
    /// The cycle to trace, 0 for none.
    pub trace: u32,
    /// Whether to measure a classify call, and cycles without the service control manager.
    pub measure: bool,
    /// Whether every call of the start that can fail is to do so once, instead of the cycles.
    pub fail_each: bool,
    /// Whether the driver registers no callout: then there is no traffic.
    pub no_callout: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            cycles: 200,
            threads: 4,
            seconds: None,
            limit: 10_000,
            seed: 1,
            policy: None,
            trace: 0,
            measure: false,
            fail_each: false,
            no_callout: false,
        }
    }
}

/// The lab and the load tester, built.
pub struct Bench {
    lab: Vec<PathBuf>,
    inventory: Inventory,
    load_tester: PathBuf,
}

impl Bench {
    /// Builds both.
    pub fn build() -> Result<Self> {
        let lab = images::build_lab()?;
        Ok(Self {
            inventory: Inventory::read(&lab)?,
            lab,
            load_tester: images::build_load_tester()?,
        })
    }

    /// Builds drivers and runs them by one plan, each with its own policy; prints the reports.
    pub fn run_all(&self, drivers: &[Driver], plan: &Plan) -> Result<Vec<Report>> {
        self.run_each(drivers, plan).into_iter().collect()
    }

    /// The same for when one failure must not lose the other reports.
    pub fn run_each(&self, drivers: &[Driver], plan: &Plan) -> Vec<Result<Report>> {
        // Traffic takes every processor: one run at a time, and the next build beside it.
        let running = Mutex::new(());
        side_by_side(drivers, |driver| {
            let image = images::build_driver(&repository::root(), driver, &repository::images())?;
            images::check(&image.path)?;
            let plan = Plan {
                policy: Some(driver.policy()?),
                ..plan.clone()
            };
            let alone = running.lock().unwrap_or_else(PoisonError::into_inner);
            let report = self.run(&image, &plan)?;
            drop(alone);
            progress::print(&report);
            Ok(report)
        })
    }

    /// Runs one driver in a Wine of its own, unless it imports what the lab does not have.
    pub fn run(&self, image: &Image, plan: &Plan) -> Result<Report> {
        let imports = self.inventory.of(&image.path)?;
        imports.require(&image.name)?;
        let mut report = self.run_anyhow(image, plan)?;
        report.without_behaviour = imports.without_behaviour;
        Ok(report)
    }

    /// Runs an image in a Wine of its own. The lab's own images may import more than a driver may.
    pub fn run_anyhow(&self, image: &Image, plan: &Plan) -> Result<Report> {
        let folder = kit::cache_folder()?.join("runs");
        let wine = Wine::new(&folder, plan.limit)?;
        for lab in &self.lab {
            wine.add_driver(lab)?;
        }
        let results = tempfile::tempdir_in(&folder).map_err(|error| {
            Failure::usage(format!("cannot write {}: {error}.", folder.display()))
        })?;
        let json = results.path().join("report.json");
        let log = results.path().join("log.txt");
        let mut command = wine.command(&self.load_tester);
        command
            .arg(windows_path(&image.path)?)
            .args(["--events", "--name", &image.name, "--json"])
            .arg(windows_path(&json)?)
            .args(["--cycles", &plan.cycles.to_string()])
            .args(["--threads", &plan.threads.to_string()])
            .args(["--seconds", &plan.seconds.unwrap_or(0).to_string()])
            .args(["--limit", &plan.limit.to_string()])
            .args(["--seed", &plan.seed.to_string()])
            .args(["--trace", &plan.trace.to_string()]);
        if plan.fail_each {
            command.arg("--fail-each");
        }
        if plan.no_callout {
            command.arg("--no-callout");
        }
        if plan.measure {
            command.arg("--measure");
        }
        if let Some(policy) = &plan.policy {
            if let Some(outcome) = policy.when_never_unregistered {
                let outcome = match outcome {
                    NeverOutcome::BugChecks => "bug-checks",
                    _ => "waits",
                };
                command.args(["--when-never-unregistered", outcome]);
            }
            if policy.stop == Some(Stop::Refused) {
                command.arg("--stop-refused");
            }
            if let Some(device) = &policy.device {
                command.args(["--device", device]);
            }
            if let Some(sddl) = &policy.device_security {
                command.args(["--device-security", sddl]);
            }
            if let Some(request) = policy.count_request {
                command.args(["--count-request", &request.to_string()]);
            }
        }
        let unwritable =
            |error: std::io::Error| Failure::usage(format!("{}: {error}.", log.display()));
        let errors = fs::File::create(&log).map_err(unwritable)?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .map_err(|error| Failure::usage(format!("cannot run Wine: {error}.")))?;
        let bar = progress::bar(&image.name, plan.steps());
        let output = child.stdout.take();
        if output.is_some_and(|output| !follow(output, &bar, plan)) {
            // A load tester that has ended needs no killing; `wine` ends the others.
            child.kill().ok();
        }
        let ended = child
            .wait()
            .map_err(|error| Failure::usage(format!("Wine: {error}.")))?;
        bar.finish_and_clear();
        let Ok(text) = fs::read_to_string(&json) else {
            return Err(no_report(&image.name, ended.code(), &log));
        };
        let mut report: Report = serde_json::from_str(&text)
            .map_err(|error| Failure::usage(format!("{}: {error}.", json.display())))?;
        if plan.fail_each {
            report.never_refused = image_checks::never_refused(&image.path)?;
        }
        if let Some(model) = image.model {
            image_checks::add(&mut report, &image.path, model)?;
        }
        symbols::add(&mut report, &image.path)?;
        Ok(report)
    }
}

impl Plan {
    /// Steps of the run, as far as known: how many calls there are to fail shows in the first.
    const fn steps(&self) -> u64 {
        if self.fail_each {
            1
        } else {
            self.cycles as u64
        }
    }

    /// How long a load tester may print nothing: the time limits of a few steps, and a minute. It
    /// keeps those limits itself, unless the lab has stopped responding.
    const fn patience(&self) -> Duration {
        Duration::from_millis(self.limit.saturating_mul(4).saturating_add(60_000))
    }
}

/// Shows the progress that the load tester prints. Returns true when it ends, and false after a
/// long silence.
fn follow(output: ChildStdout, bar: &ProgressBar, plan: &Plan) -> bool {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output)
            .lines()
            .map_while(std::result::Result::ok)
        {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    loop {
        match lines.recv_timeout(plan.patience()) {
            Ok(line) => {
                if let Some(done) = line.strip_prefix("progress ") {
                    let mut numbers = done.split(' ').map_while(|number| number.parse().ok());
                    bar.set_position(numbers.next().unwrap_or(0));
                    bar.set_length(numbers.next().unwrap_or_else(|| plan.steps()));
                }
            }
            Err(RecvTimeoutError::Disconnected) => return true,
            Err(RecvTimeoutError::Timeout) => return false,
        }
    }
}

/// The load tester ended without a report: shows its last lines.
fn no_report(name: &str, code: Option<i32>, log: &Path) -> Failure {
    let text = fs::read_to_string(log).unwrap_or_default();
    let mut last: Vec<&str> = text.lines().rev().take(8).collect();
    last.reverse();
    let how = code.map_or_else(
        || "was killed, after a long silence or from outside,".to_owned(),
        |code| format!("ended with code {code}"),
    );
    Failure::usage(format!(
        "{name}: the load tester {how} and left no report. Its last lines:\n{}",
        last.join("\n")
    ))
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let mut anybodys = arguments
        .image
        .as_deref()
        .map(images::anybodys)
        .transpose()?;
    let drivers = match (&anybodys, &arguments.crate_folder) {
        (None, None) => repository::named(&arguments.drivers)?,
        _ => Vec::new(),
    };
    setup::install_packages()?;
    if let Some(folder) = &arguments.crate_folder {
        let features: Vec<_> = arguments.features.iter().map(String::as_str).collect();
        let image = crates::build(folder, &features)?;
        images::check(&image.path)?;
        anybodys = Some(image);
    }
    let bench = Bench::build()?;
    let plan = Plan {
        cycles: arguments.cycles,
        threads: arguments.threads,
        seconds: arguments.seconds,
        limit: arguments.limit,
        seed: arguments.seed,
        fail_each: arguments.fail_each,
        no_callout: arguments.no_callout,
        ..Plan::default()
    };
    let reports = if let Some(image) = &anybodys {
        progress::print(&bench.inventory.of(&image.path)?);
        let report = bench.run(image, &plan)?;
        progress::print(&report);
        vec![report]
    } else {
        bench.run_all(&drivers, &plan)?
    };
    if let Some(path) = &arguments.json {
        let text = serde_json::to_string_pretty(&reports)
            .map_err(|error| Failure::usage(error.to_string()))?;
        fs::write(path, text).map_err(|error| {
            Failure::usage(format!("cannot write {}: {error}.", path.display()))
        })?;
    }
    verdict(&reports)
}

/// A failure that names the drivers that did not pass.
pub fn verdict<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Result<()> {
    let failed: Vec<&str> = reports
        .into_iter()
        .filter(|report| report.verdict() == Verdict::Fail)
        .map(|report| report.driver.as_str())
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::check(format!(
        "{} did not pass; the report above says why, and book/findings.md what each finding means.",
        failed.join(", ")
    )))
}
