//! Sublayers: groups of filters inside a layer, each with its own decision.
#![allow(
    clippy::unreadable_literal,
    reason = "GUIDs are grouped as they are written everywhere else"
)]

use crate::base::{GUID, HANDLE, NTSTATUS, PSECURITY_DESCRIPTOR};
use crate::fwpm::display::FWPM_DISPLAY_DATA0;
use crate::value::FWP_BYTE_BLOB;

constants! {
    /// Sublayer flag: survives a restart of the base filtering engine.
    pub const FWPM_SUBLAYER_FLAG_PERSISTENT: u32 = 0x1;
}

guids! {
    /// Built-in sublayer for filters that name no other.
    pub const FWPM_SUBLAYER_UNIVERSAL: GUID = 0xeebecc03_ced4_4380_819a_2734397b2b74;
    /// Built-in sublayer for inspection.
    pub const FWPM_SUBLAYER_INSPECTION: GUID = 0x877519e1_e6a9_41a5_81b4_8c4f118e4a60;
    /// Built-in sublayer: `IPsec` denial-of-service protection.
    pub const FWPM_SUBLAYER_IPSEC_DOSP: GUID = 0xe076d572_5d3d_48ef_802b_909eddb098bd;
    /// Built-in sublayer: `IPsec` tunnels of forwarded traffic on its way out.
    pub const FWPM_SUBLAYER_IPSEC_FORWARD_OUTBOUND_TUNNEL: GUID = 0xa5082e73_8f71_4559_8a9a_101cea04ef87;
    /// Built-in sublayer: `IPsec` security realms.
    pub const FWPM_SUBLAYER_IPSEC_SECURITY_REALM: GUID = 0x37a57701_5884_4964_92b8_3e704688b0ad;
    /// Built-in sublayer: `IPsec` tunnels.
    pub const FWPM_SUBLAYER_IPSEC_TUNNEL: GUID = 0x83f299ed_9ff4_4967_aff4_c309f4dab827;
    /// Built-in sublayer: legacy `IPsec` policy.
    pub const FWPM_SUBLAYER_LIPS: GUID = 0x1b75c0ce_ff60_4711_a70f_b4958cc3b2d0;
    /// Built-in sublayer: Windows Firewall: isolation of apps.
    pub const FWPM_SUBLAYER_MPSSVC_APP_ISOLATION: GUID = 0xffe221c3_92a8_4564_a59f_dafb70756020;
    /// Built-in sublayer: Windows Firewall: enterprise data protection.
    pub const FWPM_SUBLAYER_MPSSVC_EDP: GUID = 0x09a47e38_fa97_471b_b123_18bcd7e65071;
    /// Built-in sublayer: Windows Firewall: quarantine.
    pub const FWPM_SUBLAYER_MPSSVC_QUARANTINE: GUID = 0xb3cdd441_af90_41ba_a745_7c6008ff2302;
    /// Built-in sublayer: Windows Firewall: tenant restrictions.
    pub const FWPM_SUBLAYER_MPSSVC_TENANT_RESTRICTIONS: GUID = 0x1ec6c7e1_fdd9_478a_b55f_ff8ba1d2c17d;
    /// Built-in sublayer: Windows Firewall: its rules.
    pub const FWPM_SUBLAYER_MPSSVC_WF: GUID = 0xb3cdd441_af90_41ba_a745_7c6008ff2301;
    /// Built-in sublayer: Windows Firewall: hardening of Windows services.
    pub const FWPM_SUBLAYER_MPSSVC_WSH: GUID = 0xb3cdd441_af90_41ba_a745_7c6008ff2300;
    /// Built-in sublayer: auditing of RPC.
    pub const FWPM_SUBLAYER_RPC_AUDIT: GUID = 0x758c84f4_fb48_4de9_9aeb_3ed9551ab1fd;
    /// Built-in sublayer: secure sockets.
    pub const FWPM_SUBLAYER_SECURE_SOCKET: GUID = 0x15a66e17_3f3c_4f7b_aa6c_812aa613dd82;
    /// Built-in sublayer: TCP chimney offload.
    pub const FWPM_SUBLAYER_TCP_CHIMNEY_OFFLOAD: GUID = 0x337608b9_b7d5_4d5f_82f9_3618618bc058;
    /// Built-in sublayer: TCP templates.
    pub const FWPM_SUBLAYER_TCP_TEMPLATES: GUID = 0x24421dcf_0ac5_4caa_9e14_50f6e3636af0;
    /// Built-in sublayer: Teredo.
    pub const FWPM_SUBLAYER_TEREDO: GUID = 0xba69dc66_5176_4979_9c89_26a7b46a8327;
}

/// A sublayer.
///
/// `flags` had 16 bits in the Windows 7 headers; offsets and size are the same, so zero the rest.
/// Source: `ns-fwpmtypes-fwpm_sublayer0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_SUBLAYER0 {
    /// Key; all zero lets the engine choose.
    pub subLayerKey: GUID,
    /// Names.
    pub displayData: FWPM_DISPLAY_DATA0,
    /// [`FWPM_SUBLAYER_FLAG_PERSISTENT`] or nothing.
    pub flags: u32,
    /// Provider, or NULL.
    pub providerKey: *mut GUID,
    /// Data of the provider.
    pub providerData: FWP_BYTE_BLOB,
    /// Higher weights are asked first.
    pub weight: u16,
}

zero!(FWPM_SUBLAYER0);

layout! {
    FWPM_SUBLAYER0 = (72, 8) {
        subLayerKey = (0, 16),
        displayData = (16, 16),
        flags = (32, 4),
        providerKey = (40, 8),
        providerData = (48, 16),
        weight = (64, 2),
    }
}

functions! {
    /// Adds a sublayer. `sd` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS);
    /// [`STATUS_FWP_INCOMPATIBLE_TXN`](crate::STATUS_FWP_INCOMPATIBLE_TXN); others.
    ///
    /// Source: `nf-fwpmu-fwpmsublayeradd0`.
    #[must_use = "filters that name the sublayer fail without it"]
    pub fn FwpmSubLayerAdd0(
        engineHandle: HANDLE,
        subLayer: *const FWPM_SUBLAYER0,
        sd: PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Deletes a sublayer. Delete its filters first.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_SUBLAYER_NOT_FOUND`](crate::STATUS_FWP_SUBLAYER_NOT_FOUND);
    /// [`STATUS_FWP_IN_USE`](crate::STATUS_FWP_IN_USE) while a filter is in it;
    /// [`STATUS_FWP_WRONG_SESSION`](crate::STATUS_FWP_WRONG_SESSION);
    /// [`STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS`](crate::STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS); others.
    ///
    /// Source: `nf-fwpmu-fwpmsublayerdeletebykey0`.
    #[must_use = "the sublayer may still be there"]
    pub fn FwpmSubLayerDeleteByKey0(engineHandle: HANDLE, key: *const GUID) -> NTSTATUS;
}
