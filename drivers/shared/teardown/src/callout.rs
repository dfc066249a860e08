//! A registered callout.

use core::mem::forget;

use wfp_sys::{
    FWPS_CALLOUT1, FwpsCalloutRegister1, FwpsCalloutUnregisterById0, NTSTATUS, PDEVICE_OBJECT,
    STATUS_FWP_CALLOUT_NOT_FOUND, STATUS_SUCCESS,
};

use crate::kernel;

/// Bug check code of a [`Callout`] that was dropped while it was registered: the ASCII tag
/// `WFPC`. Its first parameter is the run-time id.
pub const DROPPED_WHILE_REGISTERED: u32 = u32::from_be_bytes(*b"WFPC");

/// The engine may call into this image.
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
    /// Registers `callout`. From here on the engine may call its functions, on any processor, at
    /// `PASSIVE_LEVEL` to `DISPATCH_LEVEL`; possibly before this function returns.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpsk-fwpscalloutregister1`.
    ///
    /// # Errors
    ///
    /// `STATUS_FWP_ALREADY_EXISTS` when the GUID is registered, as after a driver that left its
    /// callout behind; others.
    ///
    /// # Safety
    ///
    /// `device` is a device object of this driver that stays until the callout is unregistered.
    /// Everything that the functions in `callout` touch exists already and stays as long.
    pub unsafe fn register(
        device: PDEVICE_OBJECT,
        callout: &'static FWPS_CALLOUT1,
    ) -> Result<Self, NTSTATUS> {
        let mut id = 0;
        // SAFETY: `callout` is a static and `id` is live; the caller vouches for `device`.
        let status = unsafe { FwpsCalloutRegister1(device, callout, &raw mut id) };
        if status == STATUS_SUCCESS {
            // INVARIANT: the engine said so.
            Ok(Self { id })
        } else {
            Err(status)
        }
    }

    // ANCHOR: unregister
    /// Asks the engine once.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpsk-fwpscalloutunregisterbyid0`.
    ///
    /// # Errors
    ///
    /// The callout, still registered, with the engine's answer: `STATUS_DEVICE_BUSY` (flow
    /// contexts are left), `STATUS_FWP_IN_USE` (another thread is at it), or another status.
    pub fn unregister(self) -> Result<(), (Self, NTSTATUS)> {
        // SAFETY: the call takes a number; `id` came from the engine and is registered.
        match unsafe { FwpsCalloutUnregisterById0(self.id) } {
            // NOT_FOUND: nothing is registered under the id any more, which is what was asked for.
            STATUS_SUCCESS | STATUS_FWP_CALLOUT_NOT_FOUND => {
                forget(self);
                Ok(())
            }
            status => Err((self, status)),
        }
    }

    /// Asks the engine until the callout is gone, for ever if need be.
    ///
    /// An unload function must not return before (`unloading-a-callout-driver`), and it has no way
    /// to say no. What it should do when the engine keeps refusing is not documented. This waits:
    /// a service that does not stop can be seen and looked into, and the machine runs.
    ///
    /// `refused` hears of each refusal: the status, and how many there were.
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
            // What holds the callout, a running classify or another thread, needs time, not
            // another question.
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
    /// Stops the machine: going on would free an image that the engine still calls.
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
        assert_eq!(callout.map(|_| ()), Err(STATUS_FWP_ALREADY_EXISTS));
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
