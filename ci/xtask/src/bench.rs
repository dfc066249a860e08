//! `cargo xtask bench`: what is measured, side by side in one run. Nothing here is judged.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use load_test::{Report, Verdict};

use crate::{
    failure::{Failure, Result},
    images,
    load_test::{Bench, Plan},
    others, repository, setup,
};

/// Runs the command.
pub fn run() -> Result<()> {
    setup::install_all()?;
    let bench = Bench::build()?;
    println!(
        "{} processors",
        std::thread::available_parallelism().map_or(1, usize::from)
    );
    drivers(&bench)?;
    verdict()?;
    engine()?;
    book()
}

/// Cycles and calls, without traffic: nothing else runs.
fn drivers(bench: &Bench) -> Result<()> {
    println!("\ndriver         image     cycles/s: service manager   in-process   ns per classify");
    for driver in repository::named(&["wdm/unload".to_owned(), "wdf/unload".to_owned()])? {
        let image = images::build_driver(&repository::root(), &driver, &repository::images())?;
        row(&bench.run(&image, &plan())?)?;
    }
    // The same logic in C: the cookie, the control flow guard and the debug tables are its own.
    let in_c = images::Image {
        name: "the same in C".to_owned(),
        path: others::c_callout::build(&["CALLOUT_VERSION=1"])?,
        model: None,
    };
    row(&bench.run(&in_c, &plan())?)
}

fn plan() -> Plan {
    Plan {
        threads: 0,
        measure: true,
        ..Plan::default()
    }
}

fn row(report: &Report) -> Result<()> {
    let measured = report
        .measured
        .filter(|_| report.verdict() == Verdict::Pass)
        .ok_or_else(|| Failure::check(format!("{report}\nnothing was measured.")))?;
    println!(
        "{:<13}{:>6} bytes{:>27.1}{:>13.1}{:>18.1}",
        report.driver,
        report.image_bytes,
        f64::from(report.cycles) / report.seconds.max(f64::EPSILON),
        measured.in_process_cycles_per_second,
        measured.nanoseconds_per_classify,
    );
    Ok(())
}

/// From the command to its verdict, with everything built.
fn verdict() -> Result<()> {
    let took = timed(
        Command::new(std::env::current_exe().unwrap_or_default()).args(["load-test", "wdm/unload"]),
    )?;
    println!(
        "\nload-test wdm/unload, from command to verdict: {:.1} s",
        took.as_secs_f64()
    );
    Ok(())
}

/// The model of the filter engine, natively.
fn engine() -> Result<()> {
    println!("\nengine, for each event that is classified:");
    let status = Command::new("cargo")
        .current_dir(repository::root())
        .args([
            "bench",
            "--locked",
            "--quiet",
            "--package",
            "engine",
            "--bench",
            "classify",
        ])
        .status()
        .map_err(|error| Failure::usage(format!("cannot run cargo: {error}.")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::check("the engine's benchmark failed."))
    }
}

/// What the book costs its maker and its reader.
fn book() -> Result<()> {
    let out = tempfile::tempdir()
        .map_err(|error| Failure::usage(format!("cannot make a temporary folder: {error}.")))?;
    let took = timed(
        Command::new(setup::MDBOOK.path()?)
            .arg("build")
            .arg(repository::root())
            .arg("--dest-dir")
            .arg(out.path()),
    )?;
    println!("\nbook: built in {:.2} s", took.as_secs_f64());
    let mut pages = weigh(out.path(), "html");
    pages.retain(|(name, _)| !matches!(name.as_str(), "print.html" | "toc.html" | "404.html"));
    pages.sort_by_key(|(_, bytes)| *bytes);
    let kib = |bytes: u64| bytes.div_ceil(1024);
    if let (Some((name, largest)), Some((_, middle))) = (pages.last(), pages.get(pages.len() / 2)) {
        println!(
            "{} pages: median {} KiB, largest {} KiB ({name})",
            pages.len(),
            kib(*middle),
            kib(*largest)
        );
    }
    for (extension, what) in [("css", "style"), ("js", "script"), ("woff2", "fonts")] {
        let bytes = weigh(out.path(), extension)
            .iter()
            .map(|(_, bytes)| bytes)
            .sum();
        println!("{what:<8}{:>6} KiB, for all pages together", kib(bytes));
    }
    Ok(())
}

fn weigh(folder: &Path, extension: &str) -> Vec<(String, u64)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(weigh(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            let bytes = entry.metadata().map_or(0, |file| file.len());
            files.push((entry.file_name().to_string_lossy().into_owned(), bytes));
        }
    }
    files
}

fn timed(command: &mut Command) -> Result<Duration> {
    let begin = Instant::now();
    let output = command.stdin(Stdio::null()).output().map_err(|error| {
        Failure::usage(format!(
            "cannot run {}: {error}.",
            command.get_program().display()
        ))
    })?;
    if output.status.success() {
        Ok(begin.elapsed())
    } else {
        Err(Failure::check(String::from_utf8_lossy(&output.stderr)))
    }
}
