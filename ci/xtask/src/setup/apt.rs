//! apt-get, which may be locked and may need sudo.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use crate::{
    failure::{Failure, Result},
    progress::Spinner,
};

/// How often a locked apt-get is tried: for ten minutes at least. A machine that has just started
/// updates itself for about that long.
const TRIES: u32 = 60;
/// Between two tries.
const PAUSE: Duration = Duration::from_secs(10);

/// Installs packages.
pub fn install(packages: &[&str]) -> Result<()> {
    let apt = Apt::find(
        packages,
        is_root(),
        has_sudo(),
        Path::new("/usr/bin/apt-get").exists(),
    )?;
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    for arguments in [&["update"], install.as_slice()] {
        let what = format!("apt-get {}", arguments[0]);
        let spinner = Spinner::new(&what);
        let end = unless_locked(
            || apt.run(arguments),
            || {
                spinner.line("another program holds the lock of apt; waiting for it");
                thread::sleep(PAUSE);
            },
        );
        drop(spinner);
        let text = match end {
            Ok(End::Done) => continue,
            Ok(End::Locked(text)) => format!(
                "{text}\nThe lock was held for more than {} minutes. `ps -e` shows which program \
                 installs packages.",
                (PAUSE * TRIES).as_secs() / 60
            ),
            Ok(End::Failed(text)) => text,
            Err(error) => {
                return Err(Failure::usage(format!(
                    "cannot run apt-get: {error}. Install by hand: {}.",
                    packages.join(" ")
                )));
            }
        };
        return Err(Failure::usage(format!(
            "{what} failed:\n{text}\nFix that, and run `cargo xtask setup` again."
        )));
    }
    Ok(())
}

/// How apt-get ended.
#[derive(Clone, Debug, PartialEq, Eq)]
enum End {
    Done,
    /// Another program has a lock; with what apt-get printed.
    Locked(String),
    /// It failed for another reason.
    Failed(String),
}

/// Runs it until it is not locked, with a pause before each further try.
fn unless_locked<E>(
    mut run: impl FnMut() -> std::result::Result<End, E>,
    mut pause: impl FnMut(),
) -> std::result::Result<End, E> {
    let mut end = run()?;
    for _ in 1..TRIES {
        if !matches!(end, End::Locked(_)) {
            break;
        }
        pause();
        end = run()?;
    }
    Ok(end)
}

/// What apt 2.6 prints when another program holds the lock: of the package lists, and of dpkg after
/// `DPkg::Lock::Timeout`.
const LOCKED: [&str; 2] = [
    "Could not get lock",
    "Unable to acquire the dpkg frontend lock",
];

/// Sorts what it printed to standard error, in English.
fn end(success: bool, errors: &str) -> End {
    let text = errors.trim().to_owned();
    match success {
        true => End::Done,
        false if LOCKED.iter().any(|locked| text.contains(locked)) => End::Locked(text),
        false => End::Failed(text),
    }
}

/// How to run apt-get.
#[derive(Debug)]
struct Apt {
    sudo: bool,
}

impl Apt {
    fn find(missing: &[&str], root: bool, sudo: bool, apt: bool) -> Result<Self> {
        let packages = missing.join(" ");
        if !apt {
            return Err(Failure::usage(format!(
                "these Debian packages are missing: {packages}. This is not a Debian system; run \
                 in a container of Debian 12."
            )));
        }
        if !root && !sudo {
            return Err(Failure::usage(format!(
                "these packages are missing: {packages}. You are not root, and sudo needs a \
                 password. Ask an administrator for `apt-get install --no-install-recommends \
                 {packages}`."
            )));
        }
        Ok(Self { sudo: !root })
    }

    fn run(&self, arguments: &[&str]) -> std::io::Result<End> {
        let output = self.command(arguments).output()?;
        let errors = String::from_utf8_lossy(&output.stderr);
        Ok(end(output.status.success(), &errors))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = if self.sudo {
            let mut command = Command::new("sudo");
            command.args([
                "-n",
                "DEBIAN_FRONTEND=noninteractive",
                "LC_ALL=C",
                "apt-get",
            ]);
            command
        } else {
            let mut command = Command::new("apt-get");
            command.envs([("DEBIAN_FRONTEND", "noninteractive"), ("LC_ALL", "C")]);
            command
        };
        command
            // Wait for the lock of dpkg, which another program takes and releases while it works.
            // For the lock of the package lists apt-get has no such option.
            .args(["-o", "DPkg::Lock::Timeout=10"])
            .args(arguments)
            .stdin(Stdio::null());
        command
    }
}

fn is_root() -> bool {
    // The owner of this process, as the kernel shows it.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let user = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    user.and_then(|ids| ids.split_whitespace().nth(1)) == Some("0")
}

fn has_sudo() -> bool {
    let sudo = Command::new("sudo")
        .args(["-n", "true"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    sudo.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// As apt 2.6 printed it for `update`, and for `install` after the time limit, with another
    /// process holding the lock.
    const PRINTED: [&str; 2] = [
        "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 4711 (apt-get)\n\
         E: Unable to lock directory /var/lib/apt/lists/",
        "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another \
         process using it?",
    ];

    /// Plays these ends one after the other, the last one again and again; returns the last end and
    /// how many pauses there were.
    fn play(ends: &[End]) -> (End, u32) {
        let mut pauses = 0;
        let mut left = ends.iter().cloned();
        let mut last = End::Done;
        let end = unless_locked(
            || {
                if let Some(next) = left.next() {
                    last = next;
                }
                Ok::<_, Infallible>(last.clone())
            },
            || pauses += 1,
        );
        match end {
            Ok(end) => (end, pauses),
            Err(never) => match never {},
        }
    }

    #[test]
    fn a_lock_is_waited_for() {
        for text in PRINTED {
            let locked = end(false, text);
            assert_eq!(locked, End::Locked(text.to_owned()));
            let ends = [locked.clone(), locked, End::Done];
            assert_eq!(play(&ends), (End::Done, 2));
        }
    }

    #[test]
    fn a_lock_that_stays_is_an_error_in_the_end() {
        let locked = end(false, PRINTED[0]);
        assert_eq!(play(std::slice::from_ref(&locked)), (locked, TRIES - 1));
    }

    /// Nothing waits for a failure to pass.
    #[test]
    fn other_failures_are_final() {
        let failed = end(false, "E: Unable to locate package wine64\n");
        assert_eq!(
            failed,
            End::Failed("E: Unable to locate package wine64".to_owned())
        );
        assert_eq!(play(&[failed.clone(), End::Done]), (failed, 0));
        assert_eq!(end(true, PRINTED[0]), End::Done);
    }

    #[test]
    fn without_root_the_error_says_what_to_ask_for() {
        let error = Apt::find(&["wine64", "lld-19"], false, false, true).expect_err("no root");
        insta::assert_snapshot!("no_root", error);
        let error = Apt::find(&["wine64"], true, false, false).expect_err("no apt");
        insta::assert_snapshot!("no_apt", error);
    }

    #[test]
    fn root_needs_no_sudo() {
        assert!(!Apt::find(&["wine64"], true, true, true).expect("root").sudo);
        assert!(
            Apt::find(&["wine64"], false, true, true)
                .expect("sudo")
                .sudo
        );
    }
}
