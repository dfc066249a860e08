//! A registered callout.

use core::mem::forget;

use wfp_sys::{
    FWPS_CALLOUT1, FwpsCalloutRegister1, FwpsCalloutUnregisterById0, NTSTATUS, PDEVICE_OBJECT,
    STATUS_FWP_CALLOUT_NOT_FOUND, STATUS_SUCCESS,
};

use crate::{
    kernel,
    report::{Failure, succeeded},
};

/// Bug check code of a [`Callout`] that was dropped while it was registered: the ASCII tag
/// `WFPC`. Its first parameter is the run-time id.
pub const DROPPED_WHILE_REGISTERED: u32 = u32::from_be_bytes(*b"WFPC");

/// A registered callout: the engine may call into this image.
///
/// # Invariants
///
/// While a value of this type exists, the callout `id` is registered.
#[must_use = "the engine can call into this image until the callout is unregistered"]
#[derive(Debug)]
pub struct Callout {
    id: u32,
}

impl Callout {
    /// Registers `callout`. The engine may call its functions from now on, even before this
    /// function returns, on any processor, at `PASSIVE_LEVEL` to `DISPATCH_LEVEL`.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpsk-fwpscalloutregister1`.
    ///
    /// # Errors
    ///
    /// `STATUS_FWP_ALREADY_EXISTS` when a callout with this GUID is registered already, for example
    /// by a driver that left it behind; other statuses.
    ///
    /// # Safety
    ///
    /// `device` is a device object of this driver, which the driver keeps until the callout is
    /// unregistered. Everything that the functions in `callout` touch exists already and is kept as
    /// long.
    pub unsafe fn register(
        device: PDEVICE_OBJECT,
        callout: &'static FWPS_CALLOUT1,
    ) -> Result<Self, Failure> {
        let mut id = 0;
        // SAFETY: `callout` is a static and `id` is live; the caller vouches for `device`.
        let status = unsafe { FwpsCalloutRegister1(device, callout, &raw mut id) };
        succeeded(c"FwpsCalloutRegister1", status)?;
        // INVARIANT: the engine has registered it.
        Ok(Self { id })
    }

    // ANCHOR: unregister
    /// Asks the engine once to unregister the callout.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpsk-fwpscalloutunregisterbyid0`.
    ///
    /// # Errors
    ///
    /// The callout, which is still registered, and the status: `STATUS_DEVICE_BUSY` when flows have
    /// contexts, `STATUS_FWP_IN_USE` when another thread is unregistering it, or another status.
    pub fn unregister(self) -> Result<(), (Self, NTSTATUS)> {
        // SAFETY: the call takes a number; `id` came from the engine and is registered.
        match unsafe { FwpsCalloutUnregisterById0(self.id) } {
            // NOT_FOUND: no callout has this id any more, so there is nothing left to unregister.
            STATUS_SUCCESS | STATUS_FWP_CALLOUT_NOT_FOUND => {
                forget(self);
                Ok(())
            }
            status => Err((self, status)),
        }
    }

    /// Asks the engine until the callout is unregistered, indefinitely if necessary.
    ///
    /// An unload function must not return earlier (`unloading-a-callout-driver`) and cannot report a
    /// failure. What it should do when the engine keeps refusing is not documented. This function
    /// waits: the machine keeps running, and an engineer can examine a service that does not stop.
    ///
    /// Calls `refused(status, count)` after each refusal.
    ///
    /// IRQL: `PASSIVE_LEVEL`.
    pub fn unregister_or_wait(self, mut refused: impl FnMut(NTSTATUS, u32)) {
        const PAUSE_MILLISECONDS: i64 = 10;
        let mut callout = self;
        let mut refusals = 0;
        while let Err((still_registered, status)) = callout.unregister() {
            callout = still_registered;
            refusals += 1;
            refused(status, refusals);
            // A running classify or another thread holds the callout. It needs time to finish.
            kernel::wait_milliseconds(PAUSE_MILLISECONDS);
        }
    }
    // ANCHOR_END: unregister

    /// The run-time id.
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.id
    }
}

impl Drop for Callout {
    /// Stops the machine: otherwise Windows would free an image that the engine still calls.
    fn drop(&mut self) {
        kernel::bug_check(DROPPED_WHILE_REGISTERED, self.id as usize)
    }
}

#[cfg(test)]
mod tests {
    use wfp_sys::{STATUS_DEVICE_BUSY, STATUS_FWP_ALREADY_EXISTS, STATUS_FWP_IN_USE};

    use super::*;
    use crate::test_kernel::{BugCheck, CALLOUT, Script, script};

    fn registered(script: &Script) -> Callout {
        // SAFETY: the test kernel calls nothing and reads no device.
        let callout = unsafe { Callout::register(core::ptr::null_mut(), &CALLOUT) };
        let callout = callout.expect("the script registers");
        assert_eq!(callout.id(), script.id());
        callout
    }

    #[test]
    fn a_refused_registration_is_no_value() {
        let _script = script().register(STATUS_FWP_ALREADY_EXISTS);
        // SAFETY: the test kernel calls nothing and reads no device.
        let callout = unsafe { Callout::register(core::ptr::null_mut(), &CALLOUT) };
        let failure = callout.map(|_| ()).expect_err("refused");
        assert_eq!(failure.call, c"FwpsCalloutRegister1");
        assert_eq!(failure.status, STATUS_FWP_ALREADY_EXISTS);
    }

    #[test]
    fn a_refusal_gives_the_callout_back() {
        let script = script().unregister([STATUS_DEVICE_BUSY, STATUS_SUCCESS]);
        let (callout, status) = registered(&script).unregister().expect_err("refused");
        assert_eq!(status, STATUS_DEVICE_BUSY);
        callout.unregister().expect("the second time");
    }

    #[test]
    fn not_found_is_gone() {
        let script = script().unregister([STATUS_FWP_CALLOUT_NOT_FOUND]);
        registered(&script).unregister().expect("gone is gone");
    }

    #[test]
    fn waiting_asks_again_with_a_pause_until_success() {
        const UNLISTED: NTSTATUS = 0xC000_0001_u32.cast_signed();
        let refusals = [STATUS_DEVICE_BUSY, STATUS_FWP_IN_USE, UNLISTED];
        let script = script().unregister([refusals.as_slice(), &[STATUS_SUCCESS]].concat());
        let mut heard = Vec::new();
        registered(&script).unregister_or_wait(|status, count| heard.push((status, count)));
        let expected: Vec<_> = refusals.into_iter().zip(1..).collect();
        assert_eq!(heard, expected);
        assert_eq!(script.pauses(), [100_000; 3], "10 ms, in units of 100 ns");
    }

    #[test]
    fn an_informational_status_is_not_success() {
        // STATUS_PENDING passes NT_SUCCESS; the callout is still there.
        const STATUS_PENDING: NTSTATUS = 0x103;
        let script = script().unregister([STATUS_PENDING, STATUS_SUCCESS]);
        let (callout, status) = registered(&script).unregister().expect_err("not gone");
        assert_eq!(status, STATUS_PENDING);
        callout.unregister().expect("now");
    }

    #[test]
    fn dropping_a_registered_callout_stops_the_machine() {
        let script = script();
        let callout = registered(&script);
        let stopped = BugCheck::of(|| drop(callout));
        assert_eq!(
            stopped,
            Some(BugCheck {
                code: DROPPED_WHILE_REGISTERED,
                parameter: script.id() as usize
            })
        );
    }
}
