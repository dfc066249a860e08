//! Connections that `IPsec` protects, and network connection policies.
//!
//! Connections are tracked only while the engine option
//! [`FWPM_ENGINE_MONITOR_IPSEC_CONNECTIONS`](crate::FWPM_ENGINE_MONITOR_IPSEC_CONNECTIONS) is on.
#![allow(
    missing_docs,
    reason = "the members are described on the page of each structure"
)]

use crate::base::{FILETIME, GUID, HANDLE, NTSTATUS, PSECURITY_DESCRIPTOR};
use crate::fwpm::filter::FWPM_FILTER_CONDITION0;
use crate::fwpm::ipsec::IPSEC_TRAFFIC_TYPE;
use crate::fwpm::key_exchange::{IKEEXT_CREDENTIAL2, IKEEXT_KEY_MODULE_TYPE, IKEEXT_PROPOSAL0};
use crate::fwpm::provider_context::FWPM_PROVIDER_CONTEXT3;
use crate::value::FWP_IP_VERSION;

constants! {
    /// Enumeration flag: count the transferred bytes, too.
    pub const FWPM_CONNECTION_ENUM_FLAG_QUERY_BYTES_TRANSFERRED: u32 = 0x1;
}

/// An `IPsec` connection. Source: `ns-fwpmtypes-fwpm_connection0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_CONNECTION0 {
    pub connectionId: u64,
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous1: FWPM_CONNECTION0_0,
    pub Anonymous2: FWPM_CONNECTION0_1,
    pub providerKey: *mut GUID,
    pub ipsecTrafficModeType: IPSEC_TRAFFIC_TYPE,
    pub keyModuleType: IKEEXT_KEY_MODULE_TYPE,
    pub mmCrypto: IKEEXT_PROPOSAL0,
    pub mmPeer: IKEEXT_CREDENTIAL2,
    pub emPeer: IKEEXT_CREDENTIAL2,
    pub bytesTransferredIn: u64,
    pub bytesTransferredOut: u64,
    pub bytesTransferredTotal: u64,
    pub startSysTime: FILETIME,
}

/// `Anonymous1` of [`FWPM_CONNECTION0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_CONNECTION0_0 {
    pub localV4Address: u32,
    pub localV6Address: [u8; 16],
}

/// `Anonymous2` of [`FWPM_CONNECTION0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_CONNECTION0_1 {
    pub remoteV4Address: u32,
    pub remoteV6Address: [u8; 16],
}

/// Which connections an enumeration takes. Source: `ns-fwpmtypes-fwpm_connection_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_CONNECTION_ENUM_TEMPLATE0 {
    pub connectionId: u64,
    pub flags: u32,
}

zero!(FWPM_CONNECTION0, FWPM_CONNECTION_ENUM_TEMPLATE0,);

layout! {
    FWPM_CONNECTION0 = (160, 8) {
        connectionId = (0, 8),
        ipVersion = (8, 4),
        Anonymous1.localV4Address = (12, 4),
        Anonymous1.localV6Address = (12, 16),
        Anonymous2.remoteV4Address = (28, 4),
        Anonymous2.remoteV6Address = (28, 16),
        providerKey = (48, 8),
        ipsecTrafficModeType = (56, 4),
        keyModuleType = (60, 4),
        mmCrypto = (64, 28),
        mmPeer = (96, 16),
        emPeer = (112, 16),
        bytesTransferredIn = (128, 8),
        bytesTransferredOut = (136, 8),
        bytesTransferredTotal = (144, 8),
        startSysTime = (152, 8),
    }
    FWPM_CONNECTION_ENUM_TEMPLATE0 = (16, 8) {
        connectionId = (0, 8),
        flags = (8, 4),
    }
}

functions! {
    /// Starts an enumeration of `IPsec` connections; a NULL template takes all. Ends with
    /// [`FwpmConnectionDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmconnectioncreateenumhandle0`.
    #[must_use]
    pub fn FwpmConnectionCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const FWPM_CONNECTION_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Ends an enumeration of `IPsec` connections.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmconnectiondestroyenumhandle0`.
    #[must_use]
    pub fn FwpmConnectionDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next `IPsec` connections of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmconnectionenum0`.
    #[must_use]
    pub fn FwpmConnectionEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_CONNECTION0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// One connection by its run-time number. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NOT_FOUND`](crate::STATUS_FWP_NOT_FOUND); others. Source: `nf-fwpmu-fwpmconnectiongetbyid0`.
    #[must_use]
    pub fn FwpmConnectionGetById0(
        engineHandle: HANDLE,
        id: u64,
        connection: *mut *mut FWPM_CONNECTION0,
    ) -> NTSTATUS;

    /// Adds a network connection policy. The parameters are documented, their C types inferred from the text. A
    /// driver that names this function does not load where it is missing.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** a newer Windows than the page says (Vista): the import library of WDK
    /// 22000 lacks it. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); others. Source:
    /// `nf-fwpmu-fwpmconnectionpolicyadd0`.
    #[must_use]
    pub fn FwpmConnectionPolicyAdd0(
        engineHandle: HANDLE,
        connectionPolicy: *const FWPM_PROVIDER_CONTEXT3,
        ipVersion: FWP_IP_VERSION,
        weight: u64,
        numFilterConditions: u32,
        filterConditions: *const FWPM_FILTER_CONDITION0,
        sd: PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Deletes a network connection policy. As [`FwpmConnectionPolicyAdd0`] otherwise.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** a newer Windows than the page says (Vista): the import library of WDK
    /// 22000 lacks it. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); others. Source:
    /// `nf-fwpmu-fwpmconnectionpolicydeletebykey0`.
    #[must_use]
    pub fn FwpmConnectionPolicyDeleteByKey0(engineHandle: HANDLE, key: *const GUID) -> NTSTATUS;
}
