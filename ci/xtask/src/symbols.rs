//! Functions, files and lines for addresses, by `llvm-symbolizer` from the image's PDB.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use load_test::{Frame, Line, Report};
use serde::Deserialize;

use crate::failure::{Failure, Result};

const SYMBOLIZER: &str = "llvm-symbolizer-19";

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Symbol", default)]
    symbols: Vec<Symbol>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Symbol {
    function_name: String,
    file_name: String,
    line: u32,
}

/// Where the debug information of an image is: under the name that rustc gave it.
pub fn pdb(image: &Path) -> PathBuf {
    let name = image.file_stem().unwrap_or_default().to_string_lossy();
    image.with_file_name(name.replace('-', "_") + ".pdb")
}

/// Adds lines to every frame of the report. An image without a PDB keeps its offsets.
pub fn add(report: &mut Report, image: &Path) -> Result<()> {
    if !pdb(image).exists() {
        return Ok(());
    }
    let findings = report.findings.iter_mut();
    let refused = report.calls_refused.iter_mut();
    let sites = findings.flat_map(|finding| &mut finding.sites);
    for site in sites.chain(refused.map(|call| &mut call.site)) {
        for frame in &mut site.frames {
            look_up(frame, image)?;
        }
        // Frames of the framework's entry stub have no lines; others say where.
        if site.frames.iter().any(|frame| !frame.lines.is_empty()) {
            site.frames.retain(|frame| !frame.lines.is_empty());
        }
    }
    Ok(())
}

fn look_up(frame: &mut Frame, image: &Path) -> Result<()> {
    // A return address belongs to the instruction before it.
    let address = frame.offset.saturating_sub(1);
    let output = Command::new(SYMBOLIZER)
        .args(["--output-style=JSON", "--relative-address", "--inlining"])
        .arg(format!("--obj={}", image.display()))
        .arg(format!("{address:#x}"))
        .output()
        .map_err(|error| {
            Failure::usage(format!(
                "cannot run {SYMBOLIZER}: {error}. Install it with `cargo xtask setup`."
            ))
        })?;
    let answers: Vec<Answer> = serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure::usage(format!("{SYMBOLIZER} printed no JSON: {error}.")))?;
    frame.lines = answers
        .into_iter()
        .flat_map(|answer| answer.symbols)
        .map(|symbol| Line {
            function: symbol.function_name,
            file: symbol.file_name.replace('\\', "/"),
            line: symbol.line,
        })
        // Lines of the project; the standard library's and those of generated files say nothing
        // about the driver.
        .filter(|line| {
            line.line != 0 && !line.file.starts_with('/') && !line.file.contains("/target/")
        })
        // A stub that the linker folded with any function of the same code; its name misleads.
        .filter(|line| !line.function.starts_with("__CxxFrameHandler"))
        .collect();
    Ok(())
}
