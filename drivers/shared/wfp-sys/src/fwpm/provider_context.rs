//! Provider contexts: data of a provider that a filter refers to and its callout receives.
//!
//! A filter names one through [`FWPM_FILTER0`](crate::FWPM_FILTER0)'s `providerContextKey`; the classify function finds it
//! in the filter's `providerContext`. The contents that a driver uses for itself are of type [`FWPM_GENERAL_CONTEXT`].
#![allow(
    clippy::unreadable_literal,
    missing_docs,
    reason = "the members are described on the page of each structure; GUIDs are grouped as everywhere else"
)]

use crate::base::{GUID, HANDLE, NTSTATUS, PSECURITY_DESCRIPTOR};
use crate::fwpm::display::FWPM_DISPLAY_DATA0;
use crate::fwpm::ipsec::{
    IPSEC_DOSP_OPTIONS0, IPSEC_KEYING_POLICY0, IPSEC_KEYING_POLICY1, IPSEC_TRANSPORT_POLICY0,
    IPSEC_TRANSPORT_POLICY1, IPSEC_TRANSPORT_POLICY2, IPSEC_TUNNEL_POLICY0, IPSEC_TUNNEL_POLICY1,
    IPSEC_TUNNEL_POLICY2, IPSEC_TUNNEL_POLICY3,
};
use crate::fwpm::key_exchange::{IKEEXT_POLICY0, IKEEXT_POLICY1, IKEEXT_POLICY2};
use crate::value::{FWP_BYTE_BLOB, FWP_CLASSIFY_OPTION_TYPE, FWP_VALUE0};

/// Which member of the union is valid.
pub type FWPM_PROVIDER_CONTEXT_TYPE = i32;

/// What a setting of a network connection policy sets.
pub type FWP_NETWORK_CONNECTION_POLICY_SETTING_TYPE = i32;

constants! {
    /// The union holds `keyingPolicy`.
    pub const FWPM_IPSEC_KEYING_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 0;
    /// The union holds `ikeQmTransportPolicy`.
    pub const FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 1;
    /// The union holds `ikeQmTunnelPolicy`.
    pub const FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 2;
    /// The union holds `authipQmTransportPolicy`.
    pub const FWPM_IPSEC_AUTHIP_QM_TRANSPORT_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 3;
    /// The union holds `authipQmTunnelPolicy`.
    pub const FWPM_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 4;
    /// The union holds `ikeMmPolicy`.
    pub const FWPM_IPSEC_IKE_MM_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 5;
    /// The union holds `authIpMmPolicy`.
    pub const FWPM_IPSEC_AUTHIP_MM_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 6;
    /// The union holds `classifyOptions`.
    pub const FWPM_CLASSIFY_OPTIONS_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 7;
    /// The union holds `dataBuffer`.
    pub const FWPM_GENERAL_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 8;
    /// The union holds `ikeV2QmTunnelPolicy`.
    pub const FWPM_IPSEC_IKEV2_QM_TUNNEL_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 9;
    /// The union holds `ikeV2MmPolicy`.
    pub const FWPM_IPSEC_IKEV2_MM_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 10;
    /// The union holds `idpOptions`.
    pub const FWPM_IPSEC_DOSP_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 11;
    /// The union holds `ikeV2QmTransportPolicy`.
    pub const FWPM_IPSEC_IKEV2_QM_TRANSPORT_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 12;
    /// The union holds `networkConnectionPolicy`.
    pub const FWPM_NETWORK_CONNECTION_POLICY_CONTEXT: FWPM_PROVIDER_CONTEXT_TYPE = 13;
    /// Provider context flag: survives a restart of the base filtering engine.
    pub const FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT: u32 = 0x1;
    /// Provider context flag, result of queries: converted from an older version.
    pub const FWPM_PROVIDER_CONTEXT_FLAG_DOWNLEVEL: u32 = 0x2;
    /// The setting is a source address.
    pub const FWP_NETWORK_CONNECTION_POLICY_SOURCE_ADDRESS: FWP_NETWORK_CONNECTION_POLICY_SETTING_TYPE = 0;
    /// The setting is the interface to the next hop.
    pub const FWP_NETWORK_CONNECTION_POLICY_NEXT_HOP_INTERFACE: FWP_NETWORK_CONNECTION_POLICY_SETTING_TYPE = 1;
    /// The setting is the next hop.
    pub const FWP_NETWORK_CONNECTION_POLICY_NEXT_HOP: FWP_NETWORK_CONNECTION_POLICY_SETTING_TYPE = 2;
}

guids! {
    /// Built-in context of secure sockets: `AuthIP`.
    pub const FWPM_PROVIDER_CONTEXT_SECURE_SOCKET_AUTHIP: GUID = 0xb25ea800_0d02_46ed_92bd_7fa84bb73e9d;
    /// Built-in context of secure sockets: `IPsec`.
    pub const FWPM_PROVIDER_CONTEXT_SECURE_SOCKET_IPSEC: GUID = 0x8c2d4144_f8e0_42c0_94ce_7ccfc63b2f9b;
}

/// An option of a connection. Source: `ns-fwpmtypes-fwpm_classify_option0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_CLASSIFY_OPTION0 {
    pub r#type: FWP_CLASSIFY_OPTION_TYPE,
    pub value: FWP_VALUE0,
}

/// Options of a connection, for the built-in callouts that set them. Source:
/// `ns-fwpmtypes-fwpm_classify_options0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_CLASSIFY_OPTIONS0 {
    pub numOptions: u32,
    pub options: *mut FWPM_CLASSIFY_OPTION0,
}

/// A setting of a network connection policy. Source: `ns-fwpmtypes-fwpm_network_connection_policy_setting0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NETWORK_CONNECTION_POLICY_SETTING0 {
    pub r#type: FWP_NETWORK_CONNECTION_POLICY_SETTING_TYPE,
    pub value: FWP_VALUE0,
}

/// Settings of a network connection policy. Source: `ns-fwpmtypes-fwpm_network_connection_policy_settings0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0 {
    pub numSettings: u32,
    pub settings: *mut FWPM_NETWORK_CONNECTION_POLICY_SETTING0,
}

/// A provider context, version 0. Source: `ns-fwpmtypes-fwpm_provider_context0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER_CONTEXT0 {
    pub providerContextKey: GUID,
    pub displayData: FWPM_DISPLAY_DATA0,
    pub flags: u32,
    pub providerKey: *mut GUID,
    pub providerData: FWP_BYTE_BLOB,
    pub r#type: FWPM_PROVIDER_CONTEXT_TYPE,
    pub Anonymous: FWPM_PROVIDER_CONTEXT0_0,
    pub providerContextId: u64,
}

/// `Anonymous` of [`FWPM_PROVIDER_CONTEXT0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_PROVIDER_CONTEXT0_0 {
    pub keyingPolicy: *mut IPSEC_KEYING_POLICY0,
    pub ikeQmTransportPolicy: *mut IPSEC_TRANSPORT_POLICY0,
    pub ikeQmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY0,
    pub authipQmTransportPolicy: *mut IPSEC_TRANSPORT_POLICY0,
    pub authipQmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY0,
    pub ikeMmPolicy: *mut IKEEXT_POLICY0,
    pub authIpMmPolicy: *mut IKEEXT_POLICY0,
    pub dataBuffer: *mut FWP_BYTE_BLOB,
    pub classifyOptions: *mut FWPM_CLASSIFY_OPTIONS0,
}

/// A provider context, version 1. **Since** Windows 7. Source: `ns-fwpmtypes-fwpm_provider_context1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER_CONTEXT1 {
    pub providerContextKey: GUID,
    pub displayData: FWPM_DISPLAY_DATA0,
    pub flags: u32,
    pub providerKey: *mut GUID,
    pub providerData: FWP_BYTE_BLOB,
    pub r#type: FWPM_PROVIDER_CONTEXT_TYPE,
    pub Anonymous: FWPM_PROVIDER_CONTEXT1_0,
    pub providerContextId: u64,
}

/// `Anonymous` of [`FWPM_PROVIDER_CONTEXT1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_PROVIDER_CONTEXT1_0 {
    pub keyingPolicy: *mut IPSEC_KEYING_POLICY0,
    pub ikeQmTransportPolicy: *mut IPSEC_TRANSPORT_POLICY1,
    pub ikeQmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY1,
    pub authipQmTransportPolicy: *mut IPSEC_TRANSPORT_POLICY1,
    pub authipQmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY1,
    pub ikeMmPolicy: *mut IKEEXT_POLICY1,
    pub authIpMmPolicy: *mut IKEEXT_POLICY1,
    pub dataBuffer: *mut FWP_BYTE_BLOB,
    pub classifyOptions: *mut FWPM_CLASSIFY_OPTIONS0,
    pub ikeV2QmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY1,
    pub ikeV2MmPolicy: *mut IKEEXT_POLICY1,
    pub idpOptions: *mut IPSEC_DOSP_OPTIONS0,
}

/// A provider context, version 2. **Since** Windows 8. Source: `ns-fwpmtypes-fwpm_provider_context2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER_CONTEXT2 {
    pub providerContextKey: GUID,
    pub displayData: FWPM_DISPLAY_DATA0,
    pub flags: u32,
    pub providerKey: *mut GUID,
    pub providerData: FWP_BYTE_BLOB,
    pub r#type: FWPM_PROVIDER_CONTEXT_TYPE,
    pub Anonymous: FWPM_PROVIDER_CONTEXT2_0,
    pub providerContextId: u64,
}

/// `Anonymous` of [`FWPM_PROVIDER_CONTEXT2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_PROVIDER_CONTEXT2_0 {
    pub keyingPolicy: *mut IPSEC_KEYING_POLICY1,
    pub ikeQmTransportPolicy: *mut IPSEC_TRANSPORT_POLICY2,
    pub ikeQmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY2,
    pub authipQmTransportPolicy: *mut IPSEC_TRANSPORT_POLICY2,
    pub authipQmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY2,
    pub ikeMmPolicy: *mut IKEEXT_POLICY2,
    pub authIpMmPolicy: *mut IKEEXT_POLICY2,
    pub dataBuffer: *mut FWP_BYTE_BLOB,
    pub classifyOptions: *mut FWPM_CLASSIFY_OPTIONS0,
    pub ikeV2QmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY2,
    pub ikeV2QmTransportPolicy: *mut IPSEC_TRANSPORT_POLICY2,
    pub ikeV2MmPolicy: *mut IKEEXT_POLICY2,
    pub idpOptions: *mut IPSEC_DOSP_OPTIONS0,
}

/// A provider context, version 3. Source: `ns-fwpmtypes-fwpm_provider_context3`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER_CONTEXT3 {
    pub providerContextKey: GUID,
    pub displayData: FWPM_DISPLAY_DATA0,
    pub flags: u32,
    pub providerKey: *mut GUID,
    pub providerData: FWP_BYTE_BLOB,
    pub r#type: FWPM_PROVIDER_CONTEXT_TYPE,
    pub Anonymous: FWPM_PROVIDER_CONTEXT3_0,
    pub providerContextId: u64,
}

/// `Anonymous` of [`FWPM_PROVIDER_CONTEXT3`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_PROVIDER_CONTEXT3_0 {
    pub keyingPolicy: *mut IPSEC_KEYING_POLICY1,
    pub ikeQmTransportPolicy: *mut IPSEC_TRANSPORT_POLICY2,
    pub ikeQmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY3,
    pub authipQmTransportPolicy: *mut IPSEC_TRANSPORT_POLICY2,
    pub authipQmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY3,
    pub ikeMmPolicy: *mut IKEEXT_POLICY2,
    pub authIpMmPolicy: *mut IKEEXT_POLICY2,
    pub dataBuffer: *mut FWP_BYTE_BLOB,
    pub classifyOptions: *mut FWPM_CLASSIFY_OPTIONS0,
    pub ikeV2QmTunnelPolicy: *mut IPSEC_TUNNEL_POLICY3,
    pub ikeV2QmTransportPolicy: *mut IPSEC_TRANSPORT_POLICY2,
    pub ikeV2MmPolicy: *mut IKEEXT_POLICY2,
    pub idpOptions: *mut IPSEC_DOSP_OPTIONS0,
    pub networkConnectionPolicy: *mut FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0,
}

/// Which provider contexts an enumeration takes. Source: `ns-fwpmtypes-fwpm_provider_context_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 {
    pub providerKey: *mut GUID,
    pub providerContextType: FWPM_PROVIDER_CONTEXT_TYPE,
}

zero!(
    FWPM_CLASSIFY_OPTION0,
    FWPM_CLASSIFY_OPTIONS0,
    FWPM_NETWORK_CONNECTION_POLICY_SETTING0,
    FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0,
    FWPM_PROVIDER_CONTEXT0,
    FWPM_PROVIDER_CONTEXT1,
    FWPM_PROVIDER_CONTEXT2,
    FWPM_PROVIDER_CONTEXT3,
    FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0,
);

layout! {
    FWPM_CLASSIFY_OPTION0 = (24, 8) {
        r#type = (0, 4),
        value = (8, 16),
    }
    FWPM_CLASSIFY_OPTIONS0 = (16, 8) {
        numOptions = (0, 4),
        options = (8, 8),
    }
    FWPM_NETWORK_CONNECTION_POLICY_SETTING0 = (24, 8) {
        r#type = (0, 4),
        value = (8, 16),
    }
    FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0 = (16, 8) {
        numSettings = (0, 4),
        settings = (8, 8),
    }
    FWPM_PROVIDER_CONTEXT0 = (88, 8) {
        providerContextKey = (0, 16),
        displayData = (16, 16),
        flags = (32, 4),
        providerKey = (40, 8),
        providerData = (48, 16),
        r#type = (64, 4),
        Anonymous.keyingPolicy = (72, 8),
        Anonymous.ikeQmTransportPolicy = (72, 8),
        Anonymous.ikeQmTunnelPolicy = (72, 8),
        Anonymous.authipQmTransportPolicy = (72, 8),
        Anonymous.authipQmTunnelPolicy = (72, 8),
        Anonymous.ikeMmPolicy = (72, 8),
        Anonymous.authIpMmPolicy = (72, 8),
        Anonymous.dataBuffer = (72, 8),
        Anonymous.classifyOptions = (72, 8),
        providerContextId = (80, 8),
    }
    FWPM_PROVIDER_CONTEXT1 = (88, 8) {
        providerContextKey = (0, 16),
        displayData = (16, 16),
        flags = (32, 4),
        providerKey = (40, 8),
        providerData = (48, 16),
        r#type = (64, 4),
        Anonymous.keyingPolicy = (72, 8),
        Anonymous.ikeQmTransportPolicy = (72, 8),
        Anonymous.ikeQmTunnelPolicy = (72, 8),
        Anonymous.authipQmTransportPolicy = (72, 8),
        Anonymous.authipQmTunnelPolicy = (72, 8),
        Anonymous.ikeMmPolicy = (72, 8),
        Anonymous.authIpMmPolicy = (72, 8),
        Anonymous.dataBuffer = (72, 8),
        Anonymous.classifyOptions = (72, 8),
        Anonymous.ikeV2QmTunnelPolicy = (72, 8),
        Anonymous.ikeV2MmPolicy = (72, 8),
        Anonymous.idpOptions = (72, 8),
        providerContextId = (80, 8),
    }
    FWPM_PROVIDER_CONTEXT2 = (88, 8) {
        providerContextKey = (0, 16),
        displayData = (16, 16),
        flags = (32, 4),
        providerKey = (40, 8),
        providerData = (48, 16),
        r#type = (64, 4),
        Anonymous.keyingPolicy = (72, 8),
        Anonymous.ikeQmTransportPolicy = (72, 8),
        Anonymous.ikeQmTunnelPolicy = (72, 8),
        Anonymous.authipQmTransportPolicy = (72, 8),
        Anonymous.authipQmTunnelPolicy = (72, 8),
        Anonymous.ikeMmPolicy = (72, 8),
        Anonymous.authIpMmPolicy = (72, 8),
        Anonymous.dataBuffer = (72, 8),
        Anonymous.classifyOptions = (72, 8),
        Anonymous.ikeV2QmTunnelPolicy = (72, 8),
        Anonymous.ikeV2QmTransportPolicy = (72, 8),
        Anonymous.ikeV2MmPolicy = (72, 8),
        Anonymous.idpOptions = (72, 8),
        providerContextId = (80, 8),
    }
    FWPM_PROVIDER_CONTEXT3 = (88, 8) {
        providerContextKey = (0, 16),
        displayData = (16, 16),
        flags = (32, 4),
        providerKey = (40, 8),
        providerData = (48, 16),
        r#type = (64, 4),
        Anonymous.keyingPolicy = (72, 8),
        Anonymous.ikeQmTransportPolicy = (72, 8),
        Anonymous.ikeQmTunnelPolicy = (72, 8),
        Anonymous.authipQmTransportPolicy = (72, 8),
        Anonymous.authipQmTunnelPolicy = (72, 8),
        Anonymous.ikeMmPolicy = (72, 8),
        Anonymous.authIpMmPolicy = (72, 8),
        Anonymous.dataBuffer = (72, 8),
        Anonymous.classifyOptions = (72, 8),
        Anonymous.ikeV2QmTunnelPolicy = (72, 8),
        Anonymous.ikeV2QmTransportPolicy = (72, 8),
        Anonymous.ikeV2MmPolicy = (72, 8),
        Anonymous.idpOptions = (72, 8),
        Anonymous.networkConnectionPolicy = (72, 8),
        providerContextId = (80, 8),
    }
    FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 = (16, 8) {
        providerKey = (0, 8),
        providerContextType = (8, 4),
    }
}

functions! {
    /// Adds a provider context, version 0. `sd` and `id` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS);
    /// [`STATUS_FWP_INCOMPATIBLE_TXN`](crate::STATUS_FWP_INCOMPATIBLE_TXN); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextadd0`.
    #[must_use]
    pub fn FwpmProviderContextAdd0(
        engineHandle: HANDLE,
        providerContext: *const FWPM_PROVIDER_CONTEXT0,
        sd: PSECURITY_DESCRIPTOR,
        id: *mut u64,
    ) -> NTSTATUS;

    /// Adds a provider context, version 1. `sd` and `id` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS);
    /// [`STATUS_FWP_INCOMPATIBLE_TXN`](crate::STATUS_FWP_INCOMPATIBLE_TXN); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextadd1`.
    #[must_use]
    pub fn FwpmProviderContextAdd1(
        engineHandle: HANDLE,
        providerContext: *const FWPM_PROVIDER_CONTEXT1,
        sd: PSECURITY_DESCRIPTOR,
        id: *mut u64,
    ) -> NTSTATUS;

    /// Adds a provider context, version 2. `sd` and `id` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS);
    /// [`STATUS_FWP_INCOMPATIBLE_TXN`](crate::STATUS_FWP_INCOMPATIBLE_TXN); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextadd2`.
    #[must_use]
    pub fn FwpmProviderContextAdd2(
        engineHandle: HANDLE,
        providerContext: *const FWPM_PROVIDER_CONTEXT2,
        sd: PSECURITY_DESCRIPTOR,
        id: *mut u64,
    ) -> NTSTATUS;

    /// Adds a provider context, version 3. `sd` and `id` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** (the page is silent). **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS);
    /// [`STATUS_FWP_INCOMPATIBLE_TXN`](crate::STATUS_FWP_INCOMPATIBLE_TXN); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextadd3`.
    #[must_use]
    pub fn FwpmProviderContextAdd3(
        engineHandle: HANDLE,
        providerContext: *const FWPM_PROVIDER_CONTEXT3,
        sd: PSECURITY_DESCRIPTOR,
        id: *mut u64,
    ) -> NTSTATUS;

    /// Starts an enumeration of provider contexts; a NULL template takes all. Ends with
    /// [`FwpmProviderContextDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmprovidercontextcreateenumhandle0`.
    #[must_use]
    pub fn FwpmProviderContextCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Deletes a provider context; filters that refer to it go first.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    /// [`STATUS_FWP_IN_USE`](crate::STATUS_FWP_IN_USE); others. Source: `nf-fwpmu-fwpmprovidercontextdeletebyid0`.
    #[must_use]
    pub fn FwpmProviderContextDeleteById0(engineHandle: HANDLE, id: u64) -> NTSTATUS;

    /// Deletes a provider context; filters that refer to it go first.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    /// [`STATUS_FWP_IN_USE`](crate::STATUS_FWP_IN_USE); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextdeletebykey0`.
    #[must_use]
    pub fn FwpmProviderContextDeleteByKey0(engineHandle: HANDLE, key: *const GUID) -> NTSTATUS;

    /// Ends an enumeration of provider contexts.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmprovidercontextdestroyenumhandle0`.
    #[must_use]
    pub fn FwpmProviderContextDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next provider contexts of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmprovidercontextenum0`.
    #[must_use]
    pub fn FwpmProviderContextEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_PROVIDER_CONTEXT0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next provider contexts of an enumeration, version 1; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmprovidercontextenum1`.
    #[must_use]
    pub fn FwpmProviderContextEnum1(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_PROVIDER_CONTEXT1,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next provider contexts of an enumeration, version 2; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmprovidercontextenum2`.
    #[must_use]
    pub fn FwpmProviderContextEnum2(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_PROVIDER_CONTEXT2,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next provider contexts of an enumeration, version 3; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** (the page is silent). **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); others. Source: `nf-fwpmu-fwpmprovidercontextenum3`.
    #[must_use]
    pub fn FwpmProviderContextEnum3(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_PROVIDER_CONTEXT3,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// One provider context by its run-time number, version 0. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextgetbyid0`.
    #[must_use]
    pub fn FwpmProviderContextGetById0(
        engineHandle: HANDLE,
        id: u64,
        providerContext: *mut *mut FWPM_PROVIDER_CONTEXT0,
    ) -> NTSTATUS;

    /// One provider context by its run-time number, version 1. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextgetbyid1`.
    #[must_use]
    pub fn FwpmProviderContextGetById1(
        engineHandle: HANDLE,
        id: u64,
        providerContext: *mut *mut FWPM_PROVIDER_CONTEXT1,
    ) -> NTSTATUS;

    /// One provider context by its run-time number, version 2. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextgetbyid2`.
    #[must_use]
    pub fn FwpmProviderContextGetById2(
        engineHandle: HANDLE,
        id: u64,
        providerContext: *mut *mut FWPM_PROVIDER_CONTEXT2,
    ) -> NTSTATUS;

    /// One provider context by its run-time number, version 3. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** (the page is silent). **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextgetbyid3`.
    #[must_use]
    pub fn FwpmProviderContextGetById3(
        engineHandle: HANDLE,
        id: u64,
        providerContext: *mut *mut FWPM_PROVIDER_CONTEXT3,
    ) -> NTSTATUS;

    /// One provider context by its key, version 0. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextgetbykey0`.
    #[must_use]
    pub fn FwpmProviderContextGetByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        providerContext: *mut *mut FWPM_PROVIDER_CONTEXT0,
    ) -> NTSTATUS;

    /// One provider context by its key, version 1. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextgetbykey1`.
    #[must_use]
    pub fn FwpmProviderContextGetByKey1(
        engineHandle: HANDLE,
        key: *const GUID,
        providerContext: *mut *mut FWPM_PROVIDER_CONTEXT1,
    ) -> NTSTATUS;

    /// One provider context by its key, version 2. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextgetbykey2`.
    #[must_use]
    pub fn FwpmProviderContextGetByKey2(
        engineHandle: HANDLE,
        key: *const GUID,
        providerContext: *mut *mut FWPM_PROVIDER_CONTEXT2,
    ) -> NTSTATUS;

    /// One provider context by its key, version 3. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** (the page is silent). **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmprovidercontextgetbykey3`.
    #[must_use]
    pub fn FwpmProviderContextGetByKey3(
        engineHandle: HANDLE,
        key: *const GUID,
        providerContext: *mut *mut FWPM_PROVIDER_CONTEXT3,
    ) -> NTSTATUS;
}
