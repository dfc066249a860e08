//! Whether the base filtering engine runs: without it there are no sessions.
//!
//! Registering a callout does not need it.

use core::ffi::c_void;

use crate::base::{HANDLE, NTSTATUS, PDEVICE_OBJECT};

/// State of the base filtering engine. Source: `ne-fwpmtypes-fwpm_service_state`.
pub type FWPM_SERVICE_STATE = i32;

constants! {
    /// Not running.
    pub const FWPM_SERVICE_STOPPED: FWPM_SERVICE_STATE = 0;
    /// Starting.
    pub const FWPM_SERVICE_START_PENDING: FWPM_SERVICE_STATE = 1;
    /// Stopping: the moment to close sessions.
    pub const FWPM_SERVICE_STOP_PENDING: FWPM_SERVICE_STATE = 2;
    /// Running: sessions can be opened.
    pub const FWPM_SERVICE_RUNNING: FWPM_SERVICE_STATE = 3;
}

callbacks! {
    /// Told about a new state of the base filtering engine.
    ///
    /// Must not call [`FwpmBfeStateUnsubscribeChanges0`]: that can deadlock.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// Source: `nc-fwpmk-fwpm_service_state_change_callback0`, `nf-fwpmk-fwpmbfestateunsubscribechanges0`.
    pub type FWPM_SERVICE_STATE_CHANGE_CALLBACK0 = fn(context: *mut c_void, newState: FWPM_SERVICE_STATE);
}

functions! {
    /// State of the base filtering engine. Subscribe first, then ask, so that no change is missed.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// Source: `nf-fwpmk-fwpmbfestateget0`.
    #[must_use]
    pub fn FwpmBfeStateGet0() -> FWPM_SERVICE_STATE;

    /// Subscribes to changes of that state. `context` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** The subscription holds a pointer to the driver's code: it is outstanding until
    /// [`FwpmBfeStateUnsubscribeChanges0`].
    ///
    /// Source: `nf-fwpmk-fwpmbfestatesubscribechanges0`.
    #[must_use = "if it succeeded, the subscription must be cancelled before the driver leaves memory"]
    pub fn FwpmBfeStateSubscribeChanges0(
        deviceObject: PDEVICE_OBJECT,
        callback: FWPM_SERVICE_STATE_CHANGE_CALLBACK0,
        context: *mut c_void,
        changeHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Cancels a subscription. Never call it from the callback: that deadlocks.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** Call it before closing the session, or a late notification opens another one (inference). Whether it
    /// waits for a callback that runs is not documented; the deadlock suggests it (inference).
    ///
    /// Source: `nf-fwpmk-fwpmbfestateunsubscribechanges0`.
    #[must_use = "the subscription may still be there and call into the driver"]
    pub fn FwpmBfeStateUnsubscribeChanges0(changeHandle: HANDLE) -> NTSTATUS;
}
