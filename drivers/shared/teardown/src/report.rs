//! Calls that failed, and what a driver prints about them.

use core::ffi::CStr;

use wfp_sys::{NTSTATUS, STATUS_SUCCESS, STATUS_UNSUCCESSFUL};

use crate::kernel;

/// The name of a call that failed, and its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The function's name.
    pub call: &'static CStr,
    /// What it returned.
    pub status: NTSTATUS,
}

impl Failure {
    /// The failure of a call that does not return a status, or of one that has failed for certain.
    #[must_use]
    pub const fn new(call: &'static CStr, status: NTSTATUS) -> Self {
        Self { call, status }
    }

    /// `DriverEntry` found its [`HandOver`](crate::HandOver) full. Windows calls it once for each
    /// load of the image, so this does not happen.
    pub const PLACE_TAKEN: Self = Self {
        call: c"HandOver::put",
        status: STATUS_UNSUCCESSFUL,
    };
}

/// Accepts `STATUS_SUCCESS` alone; `NT_SUCCESS` also accepts informational codes.
///
/// # Errors
///
/// Any other status, with the name of the call.
pub const fn succeeded(call: &'static CStr, status: NTSTATUS) -> Result<(), Failure> {
    match status {
        STATUS_SUCCESS => Ok(()),
        status => Err(Failure { call, status }),
    }
}

/// Prints to the kernel debugger, with the driver's name in front of each line.
///
/// IRQL of every function: `PASSIVE_LEVEL` here (the call allows more). Source:
/// `nf-wdm-dbgprint`.
#[derive(Debug)]
pub struct Reporter {
    driver: &'static CStr,
}

impl Reporter {
    /// A reporter for the driver of this name.
    #[must_use]
    pub const fn new(driver: &'static CStr) -> Self {
        Self { driver }
    }

    /// Prints which call made the start fail. Returns its status, for `DriverEntry` to return.
    #[must_use = "DriverEntry returns this status"]
    pub fn start_failed(&self, failure: Failure) -> NTSTATUS {
        self.status(c"%s: the start failed: %s returned %08X\n", failure);
        failure.status
    }

    /// Prints a failure that leaves the driver nothing to undo, such as that of a call during
    /// unload.
    pub fn result(&self, result: Result<(), Failure>) {
        if let Err(failure) = result {
            self.status(c"%s: %s failed: %08X\n", failure);
        }
    }

    /// A function for [`Callout::unregister_or_wait`](crate::Callout::unregister_or_wait). It
    /// prints the first refusal and one in a thousand after it: about one line in ten seconds.
    pub fn refusals(&self) -> impl FnMut(NTSTATUS, u32) {
        |status, count| self.attempt(c"a callout is still registered", status, count)
    }

    /// A function for [`FlowContexts::drain`](crate::FlowContexts::drain), which prints as
    /// [`Self::refusals`] does.
    pub fn attached(&self) -> impl FnMut(NTSTATUS, u32) {
        |status, count| self.attempt(c"a flow keeps its context", status, count)
    }

    /// Prints how many there were of something.
    pub fn count(&self, what: &CStr, count: u64) {
        kernel::print_count(c"%s: %llu %s\n", self.driver, count, what);
    }

    fn attempt(&self, what: &CStr, status: NTSTATUS, count: u32) {
        if count % 1000 == 1 {
            let format = c"%s: %s: %08X, attempt %u\n";
            kernel::print_status(format, self.driver, what, status, count);
        }
    }

    fn status(&self, format: &'static CStr, failure: Failure) {
        kernel::print_status(format, self.driver, failure.call, failure.status, 0);
    }
}

#[cfg(test)]
mod tests {
    use wfp_sys::STATUS_DEVICE_BUSY;

    use super::*;
    use crate::test_kernel::script;

    const REPORT: Reporter = Reporter::new(c"test");
    const STATUS_PENDING: NTSTATUS = 0x103;

    #[test]
    fn only_success_succeeds() {
        assert_eq!(succeeded(c"Call", STATUS_SUCCESS), Ok(()));
        let failure = succeeded(c"Call", STATUS_PENDING).expect_err("NT_SUCCESS accepts it");
        assert_eq!((failure.call, failure.status), (c"Call", STATUS_PENDING));
    }

    #[test]
    fn a_start_that_fails_names_its_call_once() {
        let script = script();
        let failure = succeeded(c"Call", STATUS_DEVICE_BUSY).expect_err("no success");
        assert_eq!(REPORT.start_failed(failure), STATUS_DEVICE_BUSY);
        let expected = ["test: the start failed: Call returned 80000011\n"];
        assert_eq!(script.printed(), expected);
    }

    #[test]
    fn success_prints_nothing() {
        let script = script();
        REPORT.result(Ok(()));
        assert_eq!(script.printed(), [""; 0]);
        REPORT.result(succeeded(c"Call", STATUS_DEVICE_BUSY));
        assert_eq!(script.printed(), ["test: Call failed: 80000011\n"]);
    }

    #[test]
    fn one_refusal_in_a_thousand_is_printed() {
        let script = script();
        let mut refused = REPORT.refusals();
        for count in 1..=1001 {
            refused(STATUS_DEVICE_BUSY, count);
        }
        let expected = [
            "test: a callout is still registered: 80000011, attempt 1\n",
            "test: a callout is still registered: 80000011, attempt 1001\n",
        ];
        assert_eq!(script.printed(), expected);
    }

    #[test]
    fn a_count_is_printed_with_its_name() {
        let script = script();
        REPORT.count(c"authorizations", 12);
        assert_eq!(script.printed(), ["test: 12 authorizations\n"]);
    }
}
