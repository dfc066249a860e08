//! Running the tools: every failure shows the command line and all of its output.

use std::{
    ffi::OsStr,
    io,
    process::{Command, ExitStatus},
};

use crate::{Error, Result};

/// Runs `command` to its end and returns its standard output.
pub fn run(command: &mut Command) -> Result<Vec<u8>> {
    let output = command
        .output()
        .map_err(|source| not_started(command, source))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let mut text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stdout));
    Err(Error::ToolFailed {
        command: command_line(command),
        status: status_text(output.status),
        output: text,
    })
}

/// The error for a program that could not be started.
pub fn not_started(command: &Command, source: io::Error) -> Error {
    Error::ToolMissing {
        program: command.get_program().to_string_lossy().into_owned(),
        source,
    }
}

/// Program and arguments, as one would type them.
pub fn command_line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// "exit code 101" or the signal that ended the program.
pub fn status_text(status: ExitStatus) -> String {
    status
        .code()
        .map_or_else(|| status.to_string(), |code| format!("exit code {code}"))
}
