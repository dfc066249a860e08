//! Callouts as management objects: what filters refer to.
//!
//! Not to be confused with registering: [`crate::fwps::callout`] gives the engine the driver's functions, this gives
//! filters something to name. A callout can be registered without an object and the reverse.

use crate::base::{GUID, HANDLE, NTSTATUS, PSECURITY_DESCRIPTOR};
use crate::fwpm::display::FWPM_DISPLAY_DATA0;
use crate::value::FWP_BYTE_BLOB;

constants! {
    /// Callout object flag: survives a restart of the base filtering engine, so it outlives the driver.
    pub const FWPM_CALLOUT_FLAG_PERSISTENT: u32 = 0x1_0000;
    /// Callout object flag: filters may give the callout a provider context.
    pub const FWPM_CALLOUT_FLAG_USES_PROVIDER_CONTEXT: u32 = 0x2_0000;
    /// Callout object flag, result of queries: a driver has registered the callout.
    pub const FWPM_CALLOUT_FLAG_REGISTERED: u32 = 0x4_0000;
}

/// A callout object. Source: `ns-fwpmtypes-fwpm_callout0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_CALLOUT0 {
    /// Key: the one under which the driver registers the callout.
    pub calloutKey: GUID,
    /// Names.
    pub displayData: FWPM_DISPLAY_DATA0,
    /// `FWPM_CALLOUT_FLAG_…`.
    pub flags: u32,
    /// Provider, or NULL.
    pub providerKey: *mut GUID,
    /// Data of the provider.
    pub providerData: FWP_BYTE_BLOB,
    /// The layer whose filters may name it.
    pub applicableLayer: GUID,
    /// Result of queries: run-time number.
    pub calloutId: u32,
}

zero!(FWPM_CALLOUT0);

layout! {
    FWPM_CALLOUT0 = (88, 8) {
        calloutKey = (0, 16),
        displayData = (16, 16),
        flags = (32, 4),
        providerKey = (40, 8),
        providerData = (48, 16),
        applicableLayer = (64, 16),
        calloutId = (80, 4),
    }
}

functions! {
    /// Adds a callout object. `sd` and `id` may be NULL.
    ///
    /// `id` receives the same run-time number as registering does.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS); others.
    ///
    /// Source: `nf-fwpmk-fwpmcalloutadd0`.
    #[must_use = "filters that name the callout fail without it"]
    pub fn FwpmCalloutAdd0(
        engineHandle: HANDLE,
        callout: *const FWPM_CALLOUT0,
        sd: PSECURITY_DESCRIPTOR,
        id: *mut u32,
    ) -> NTSTATUS;

    /// Deletes a callout object by its run-time number. Delete the filters that name it first.
    ///
    /// This does not unregister the callout: its functions can still be called.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_IN_USE`](crate::STATUS_FWP_IN_USE) while a filter names it;
    /// [`STATUS_FWP_CALLOUT_NOT_FOUND`](crate::STATUS_FWP_CALLOUT_NOT_FOUND); others.
    ///
    /// Source: `nf-fwpmk-fwpmcalloutdeletebyid0`.
    #[must_use = "the callout object may still be there"]
    pub fn FwpmCalloutDeleteById0(engineHandle: HANDLE, id: u32) -> NTSTATUS;

    /// Deletes a callout object by its key. Delete the filters that name it first.
    ///
    /// This does not unregister the callout: its functions can still be called.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_IN_USE`](crate::STATUS_FWP_IN_USE) while a filter names it;
    /// [`STATUS_FWP_CALLOUT_NOT_FOUND`](crate::STATUS_FWP_CALLOUT_NOT_FOUND); others.
    ///
    /// Source: `nf-fwpmk-fwpmcalloutdeletebykey0`.
    #[must_use = "the callout object may still be there"]
    pub fn FwpmCalloutDeleteByKey0(engineHandle: HANDLE, key: *const GUID) -> NTSTATUS;
}
