//! Bars for long work, on a terminal; lines elsewhere.

use std::{sync::LazyLock, time::Duration};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

/// All bars, so that work side by side has a line for each.
static BARS: LazyLock<MultiProgress> = LazyLock::new(MultiProgress::new);

/// Work whose length is not known: what it is, and the last line that its tool printed.
pub struct Spinner {
    bar: ProgressBar,
    what: String,
}

impl Spinner {
    /// Starts.
    pub fn new(what: impl Into<String>) -> Self {
        let what = what.into();
        let bar = BARS.add(ProgressBar::new_spinner());
        bar.enable_steady_tick(Duration::from_millis(100));
        bar.set_message(what.clone());
        if bar.is_hidden() {
            eprintln!("{what}");
        }
        Self { bar, what }
    }

    /// Shows a line of the tool at work.
    pub fn line(&self, line: &str) {
        self.bar
            .set_message(format!("{}: {}", self.what, line.trim()));
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A bar over `length` steps.
pub fn bar(what: &str, length: u64) -> ProgressBar {
    let bar = BARS.add(ProgressBar::new(length).with_message(what.to_owned()));
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    if bar.is_hidden() {
        eprintln!("{what}: {length} cycles");
    }
    bar
}

/// Prints a text and an empty line, above the bars.
pub fn print(text: &dyn std::fmt::Display) {
    BARS.suspend(|| println!("{text}\n"));
}
