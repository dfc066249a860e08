//! Endpoints of application-layer enforcement, and the tokens behind them. All functions need a session.

use crate::base::{
    ACL, HANDLE, LUID, NTSTATUS, PSECURITY_DESCRIPTOR, PSID, SECURITY_INFORMATION, SID,
};

/// Properties of an endpoint. Opaque: no public source has its layout. Source:
/// `ns-fwpstypes-fwps_ale_endpoint_properties0`.
#[repr(C)]
pub struct FWPS_ALE_ENDPOINT_PROPERTIES0 {
    _opaque: [u8; 0],
}

/// Which endpoints an enumeration takes. Opaque: no public source has its layout. Source:
/// `ns-fwpstypes-fwps_ale_endpoint_enum_template0`.
#[repr(C)]
pub struct FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 {
    _opaque: [u8; 0],
}

constants! {
    /// Endpoint flag: secured by `IPsec`.
    pub const FWPS_ALE_ENDPOINT_FLAG_IPSEC_SECURED: u32 = 0x1;
}

functions! {
    /// Starts an enumeration of endpoints; a NULL template takes all. Ends with
    /// [`FwpsAleEndpointDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// Source: `nf-fwpsk-fwpsaleendpointcreateenumhandle0`.
    #[must_use]
    pub fn FwpsAleEndpointCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// The next endpoints of an enumeration; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// Source: `nf-fwpsk-fwpsaleendpointenum0`.
    #[must_use]
    pub fn FwpsAleEndpointEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPS_ALE_ENDPOINT_PROPERTIES0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// Ends an enumeration of endpoints.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// Source: `nf-fwpsk-fwpsaleendpointdestroyenumhandle0`.
    #[must_use]
    pub fn FwpsAleEndpointDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// One endpoint by its number. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// Source: `nf-fwpsk-fwpsaleendpointgetbyid0`.
    #[must_use]
    pub fn FwpsAleEndpointGetById0(
        engineHandle: HANDLE,
        endpointId: u64,
        properties: *mut *mut FWPS_ALE_ENDPOINT_PROPERTIES0,
    ) -> NTSTATUS;

    /// The security descriptor of the endpoints. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// Source: `nf-fwpsk-fwpsaleendpointgetsecurityinfo0`.
    #[must_use]
    pub fn FwpsAleEndpointGetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: SECURITY_INFORMATION,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of the endpoints that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// Source: `nf-fwpsk-fwpsaleendpointsetsecurityinfo0`.
    #[must_use]
    pub fn FwpsAleEndpointSetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: SECURITY_INFORMATION,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// Opens the access token that a `modifiedId` stands for.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** Close the token with `ZwClose`.
    ///
    /// Source: `nf-fwpsk-fwpsopentoken0`.
    #[must_use = "only success opens a token"]
    pub fn FwpsOpenToken0(
        engineHandle: HANDLE,
        modifiedId: LUID,
        desiredAccess: u32,
        accessToken: *mut HANDLE,
    ) -> NTSTATUS;
}
