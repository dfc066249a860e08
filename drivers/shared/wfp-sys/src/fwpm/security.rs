//! Security descriptors of the engine and its objects.
//!
//! A "get" function returns one allocation: free the security descriptor with
//! [`FwpmFreeMemory0`](crate::FwpmFreeMemory0), not the parts that the other parameters point to. Where a key is a
//! parameter, the all-zero GUID means the container of all such objects.
//!
//! Source: `fwpmk.h`, page `access-right-identifiers`.

use crate::base::{ACL, GUID, HANDLE, NTSTATUS, PSECURITY_DESCRIPTOR, PSID, SID};

constants! {
    /// Access right: add an object to a container.
    pub const FWPM_ACTRL_ADD: u32 = 1;
    /// Access right: refer to the object.
    pub const FWPM_ACTRL_ADD_LINK: u32 = 2;
    /// Access right: begin a read-only transaction.
    pub const FWPM_ACTRL_BEGIN_READ_TXN: u32 = 4;
    /// Access right: begin a transaction that writes.
    pub const FWPM_ACTRL_BEGIN_WRITE_TXN: u32 = 8;
    /// Access right: classify.
    pub const FWPM_ACTRL_CLASSIFY: u32 = 0x10;
    /// Access right: enumerate.
    pub const FWPM_ACTRL_ENUM: u32 = 0x20;
    /// Access right: open a session.
    pub const FWPM_ACTRL_OPEN: u32 = 0x40;
    /// Access right: read the object.
    pub const FWPM_ACTRL_READ: u32 = 0x80;
    /// Access right: read statistics.
    pub const FWPM_ACTRL_READ_STATS: u32 = 0x100;
    /// Access right: subscribe to changes.
    pub const FWPM_ACTRL_SUBSCRIBE: u32 = 0x200;
    /// Access right: write the object.
    pub const FWPM_ACTRL_WRITE: u32 = 0x400;
}

functions! {
    /// The security descriptor of a callout object. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmcalloutgetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmCalloutGetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of a callout object that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmcalloutsetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmCalloutSetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// The security descriptor of the connections. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmconnectiongetsecurityinfo0`.
    #[must_use]
    pub fn FwpmConnectionGetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of the connections that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmconnectionsetsecurityinfo0`.
    #[must_use]
    pub fn FwpmConnectionSetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// The security descriptor of the filter engine. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmenginegetsecurityinfo0`.
    #[must_use]
    pub fn FwpmEngineGetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of the filter engine that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmenginesetsecurityinfo0`.
    #[must_use]
    pub fn FwpmEngineSetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// The security descriptor of a filter. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmfiltergetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmFilterGetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of a filter that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmfiltersetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmFilterSetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// The security descriptor of a layer. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmlayergetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmLayerGetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of a layer that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmlayersetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmLayerSetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// The security descriptor of the network events. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmneteventsgetsecurityinfo0`.
    #[must_use]
    pub fn FwpmNetEventsGetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of the network events that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmneteventssetsecurityinfo0`.
    #[must_use]
    pub fn FwpmNetEventsSetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// The security descriptor of a provider context. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmprovidercontextgetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmProviderContextGetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of a provider context that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmprovidercontextsetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmProviderContextSetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// The security descriptor of a provider. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmprovidergetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmProviderGetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of a provider that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmprovidersetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmProviderSetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// The security descriptor of a sublayer. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmsublayergetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmSubLayerGetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of a sublayer that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmsublayersetsecurityinfobykey0`.
    #[must_use]
    pub fn FwpmSubLayerSetSecurityInfoByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// The security descriptor of the events of virtual switches. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmvswitcheventsgetsecurityinfo0`.
    #[must_use]
    pub fn FwpmvSwitchEventsGetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of the events of virtual switches that `securityInfo` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmvswitcheventssetsecurityinfo0`.
    #[must_use]
    pub fn FwpmvSwitchEventsSetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;
}
