//! Whether something may be installed on this machine.

use std::{
    io::{self, BufRead as _, IsTerminal as _, Write as _},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

use crate::failure::{Failure, Result};

/// Set by the commands whose purpose it is.
static GIVEN: AtomicBool = AtomicBool::new(false);

/// From now on nothing asks.
pub fn give() {
    GIVEN.store(true, Relaxed);
}

/// Asks whether `what` may be installed, unless that is settled.
pub fn require(what: &str) -> Result<()> {
    if GIVEN.load(Relaxed) {
        return Ok(());
    }
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    ask(what, terminal, || {
        eprint!("This command needs {what}. Install now? [y/N] ");
        io::stderr().flush()?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer)?;
        Ok(answer)
    })
}

fn ask(what: &str, terminal: bool, answer: impl FnOnce() -> io::Result<String>) -> Result<()> {
    let agreed = terminal
        && answer()
            .is_ok_and(|answer| ["y", "yes"].contains(&answer.trim().to_lowercase().as_str()));
    if agreed {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "this command needs {what}, and nothing was installed. `cargo xtask setup` installs \
         everything that is missing; `cargo xtask setup --check` only lists it."
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_at_a_terminal_is_one() {
        for yes in ["y\n", "Y\n", " yes \n"] {
            assert!(ask("wine64", true, || Ok(yes.to_owned())).is_ok(), "{yes}");
        }
        for no in ["", "\n", "n\n", "no\n", "yesterday\n"] {
            assert!(ask("wine64", true, || Ok(no.to_owned())).is_err(), "{no}");
        }
        assert!(ask("wine64", true, || Err(io::ErrorKind::Other.into())).is_err());
    }

    /// A script gets the command to type, and nothing waits for an answer that cannot come.
    #[test]
    fn without_a_terminal_the_command_is_named() {
        let error = ask("wine64 lld-19", false, || {
            unreachable!("there is no one to ask")
        })
        .expect_err("not agreed");
        assert_eq!(error.exit_code(), 2);
        insta::assert_snapshot!(error);
    }
}
