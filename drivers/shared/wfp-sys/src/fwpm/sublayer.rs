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
