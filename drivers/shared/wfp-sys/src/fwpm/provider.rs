//! Providers: who the objects belong to.
#![allow(
    clippy::unreadable_literal,
    reason = "GUIDs are grouped as they are written everywhere else"
)]

use crate::base::{GUID, HANDLE, NTSTATUS, PSECURITY_DESCRIPTOR, PWSTR};
use crate::fwpm::display::FWPM_DISPLAY_DATA0;
use crate::value::FWP_BYTE_BLOB;

constants! {
    /// Provider flag: survives a restart of the base filtering engine.
    pub const FWPM_PROVIDER_FLAG_PERSISTENT: u32 = 0x1;
    /// Provider flag, result of queries: its filters are disabled, for its service is not set to start.
    pub const FWPM_PROVIDER_FLAG_DISABLED: u32 = 0x10;
}

guids! {
    /// Built-in provider: key exchange (IKEEXT).
    pub const FWPM_PROVIDER_IKEEXT: GUID = 0x10ad9216_ccde_456c_8b16_e9f04e60a90b;
    /// Built-in provider: `IPsec` denial-of-service protection.
    pub const FWPM_PROVIDER_IPSEC_DOSP_CONFIG: GUID = 0x3c6c05a9_c05c_4bb9_8338_2327814ce8bf;
    /// Built-in provider: Windows Firewall: isolation of apps.
    pub const FWPM_PROVIDER_MPSSVC_APP_ISOLATION: GUID = 0x3cc2631f_2d5d_43a0_b174_614837d863a1;
    /// Built-in provider: Windows Firewall: enterprise data protection.
    pub const FWPM_PROVIDER_MPSSVC_EDP: GUID = 0xa90296f7_46b8_4457_8f84_b05e05d3c622;
    /// Built-in provider: Windows Firewall: tenant restrictions.
    pub const FWPM_PROVIDER_MPSSVC_TENANT_RESTRICTIONS: GUID = 0xd0718ff9_44da_4f50_9dc2_c963a4247613;
    /// Built-in provider: Windows Firewall: its rules.
    pub const FWPM_PROVIDER_MPSSVC_WF: GUID = 0xdecc16ca_3f33_4346_be1e_8fb4ae0f3d62;
    /// Built-in provider: Windows Firewall: hardening of Windows services.
    pub const FWPM_PROVIDER_MPSSVC_WSH: GUID = 0x4b153735_1049_4480_aab4_d1b9bdc03710;
    /// Built-in provider: TCP chimney offload.
    pub const FWPM_PROVIDER_TCP_CHIMNEY_OFFLOAD: GUID = 0x896aa19e_9a34_4bcb_ae79_beb9127c84b9;
    /// Built-in provider: TCP templates.
    pub const FWPM_PROVIDER_TCP_TEMPLATES: GUID = 0x76cfcd30_3394_432d_bed3_441ae50e63c3;
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
