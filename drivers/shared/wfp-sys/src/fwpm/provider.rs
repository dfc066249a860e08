//! Providers: who the objects belong to.

use crate::base::{GUID, HANDLE, NTSTATUS, PSECURITY_DESCRIPTOR, PWSTR};
use crate::fwpm::display::FWPM_DISPLAY_DATA0;
use crate::value::FWP_BYTE_BLOB;

constants! {
    /// Provider flag: survives a restart of the base filtering engine.
    pub const FWPM_PROVIDER_FLAG_PERSISTENT: u32 = 0x1;
    /// Provider flag, result of queries: its filters are disabled, for its service is not set to start.
    pub const FWPM_PROVIDER_FLAG_DISABLED: u32 = 0x10;
}

/// A provider. Source: `ns-fwpmtypes-fwpm_provider0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER0 {
    /// Key; all zero lets the engine choose.
    pub providerKey: GUID,
    /// Names.
    pub displayData: FWPM_DISPLAY_DATA0,
    /// `FWPM_PROVIDER_FLAG_…`.
    pub flags: u32,
    /// Data of the provider.
    pub providerData: FWP_BYTE_BLOB,
    /// Windows service of the provider, or NULL.
    pub serviceName: PWSTR,
}

zero!(FWPM_PROVIDER0);

layout! {
    FWPM_PROVIDER0 = (64, 8) {
        providerKey = (0, 16),
        displayData = (16, 16),
        flags = (32, 4),
        providerData = (40, 16),
        serviceName = (56, 8),
    }
}

functions! {
    /// Adds a provider. `sd` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS);
    /// [`STATUS_FWP_INCOMPATIBLE_TXN`](crate::STATUS_FWP_INCOMPATIBLE_TXN); others.
    ///
    /// Source: `nf-fwpmu-fwpmprovideradd0`.
    #[must_use = "objects that name the provider fail without it"]
    pub fn FwpmProviderAdd0(
        engineHandle: HANDLE,
        provider: *const FWPM_PROVIDER0,
        sd: PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Deletes a provider: last of all, for everything else may refer to it.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_NOT_FOUND);
    /// [`STATUS_FWP_IN_USE`](crate::STATUS_FWP_IN_USE);
    /// [`STATUS_FWP_WRONG_SESSION`](crate::STATUS_FWP_WRONG_SESSION);
    /// [`STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS`](crate::STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS); others.
    ///
    /// Source: `nf-fwpmu-fwpmproviderdeletebykey0`.
    #[must_use = "the provider may still be there"]
    pub fn FwpmProviderDeleteByKey0(engineHandle: HANDLE, key: *const GUID) -> NTSTATUS;
}
