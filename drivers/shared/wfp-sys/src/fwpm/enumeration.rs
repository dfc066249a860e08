//! Enumerating and looking up callout objects, filters, layers, providers, sessions and sublayers.
//!
//! The pattern is one for all. Create an enumeration handle with a template or NULL; ask for pages of entries until one has
//! fewer than requested; destroy the handle. An enumeration sees the objects as they were when its handle was created. Each
//! page is one allocation: free the array with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0), not its entries. What a look-up
//! returns is freed in the same way.
//!
//! Provider contexts, connections and network events have their functions in the modules of their types.
#![allow(
    missing_docs,
    reason = "the members are described on the page of each structure"
)]

use crate::base::{GUID, HANDLE, NTSTATUS};
use crate::fwpm::callout::FWPM_CALLOUT0;
use crate::fwpm::display::FWPM_DISPLAY_DATA0;
use crate::fwpm::engine::FWPM_SESSION0;
use crate::fwpm::filter::{FWPM_FILTER_CONDITION0, FWPM_FILTER0};
use crate::fwpm::provider::FWPM_PROVIDER0;
use crate::fwpm::provider_context::FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0;
use crate::fwpm::sublayer::FWPM_SUBLAYER0;
use crate::value::FWP_DATA_TYPE;

/// How a field is compared.
pub type FWPM_FIELD_TYPE = i32;

/// How conditions in the template of a filter enumeration select.
pub type FWP_FILTER_ENUM_TYPE = i32;

constants! {
    /// Field type: compared as it is.
    pub const FWPM_FIELD_RAW_DATA: FWPM_FIELD_TYPE = 0;
    /// Field type: an address; a mask or prefix may be compared.
    pub const FWPM_FIELD_IP_ADDRESS: FWPM_FIELD_TYPE = 1;
    /// Field type: flags; `FWP_MATCH_FLAGS_…` apply.
    pub const FWPM_FIELD_FLAGS: FWPM_FIELD_TYPE = 2;
    /// Layer flag: classified in kernel mode.
    pub const FWPM_LAYER_FLAG_KERNEL: u32 = 0x1;
    /// Layer flag: built in.
    pub const FWPM_LAYER_FLAG_BUILTIN: u32 = 0x2;
    /// Layer flag: optimized for classifies, not for changes.
    pub const FWPM_LAYER_FLAG_CLASSIFY_MOSTLY: u32 = 0x4;
    /// Layer flag: its data is buffered.
    pub const FWPM_LAYER_FLAG_BUFFERED: u32 = 0x8;
    /// Take filters that lie within the template.
    pub const FWP_FILTER_ENUM_FULLY_CONTAINED: FWP_FILTER_ENUM_TYPE = 0;
    /// Take filters that overlap the template.
    pub const FWP_FILTER_ENUM_OVERLAPPING: FWP_FILTER_ENUM_TYPE = 1;
    /// Enumeration flag: only the terminating filter of the highest weight.
    pub const FWP_FILTER_ENUM_FLAG_BEST_TERMINATING_MATCH: u32 = 0x1;
    /// Enumeration flag: by weight, highest first.
    pub const FWP_FILTER_ENUM_FLAG_SORTED: u32 = 0x2;
    /// Enumeration flag: boot-time filters only.
    pub const FWP_FILTER_ENUM_FLAG_BOOTTIME_ONLY: u32 = 0x4;
    /// Enumeration flag: boot-time filters, too.
    pub const FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME: u32 = 0x8;
    /// Enumeration flag: disabled filters, too.
    pub const FWP_FILTER_ENUM_FLAG_INCLUDE_DISABLED: u32 = 0x10;
    /// Enumeration flag of the system.
    pub const FWP_FILTER_ENUM_FLAG_RESERVED1: u32 = 0x20;
}

/// Which callout objects an enumeration takes. Source: `ns-fwpmtypes-fwpm_callout_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_CALLOUT_ENUM_TEMPLATE0 {
    pub providerKey: *mut GUID,
    pub layerKey: GUID,
}

/// A field of a layer. Source: `ns-fwpmtypes-fwpm_field0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_FIELD0 {
    pub fieldKey: *mut GUID,
    pub r#type: FWPM_FIELD_TYPE,
    pub dataType: FWP_DATA_TYPE,
}

/// Which filters an enumeration takes. Source: `ns-fwpmtypes-fwpm_filter_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_FILTER_ENUM_TEMPLATE0 {
    pub providerKey: *mut GUID,
    pub layerKey: GUID,
    pub enumType: FWP_FILTER_ENUM_TYPE,
    pub flags: u32,
    pub providerContextTemplate: *mut FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0,
    pub numFilterConditions: u32,
    pub filterCondition: *mut FWPM_FILTER_CONDITION0,
    pub actionMask: u32,
    pub calloutKey: *mut GUID,
}

/// A layer. Source: `ns-fwpmtypes-fwpm_layer0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_LAYER0 {
    pub layerKey: GUID,
    pub displayData: FWPM_DISPLAY_DATA0,
    pub flags: u32,
    pub numFields: u32,
    pub field: *mut FWPM_FIELD0,
    pub defaultSubLayerKey: GUID,
    pub layerId: u16,
}

/// Which layers an enumeration takes. Source: `ns-fwpmtypes-fwpm_layer_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_LAYER_ENUM_TEMPLATE0 {
    pub reserved: u64,
}

/// Which providers an enumeration takes. Source: `ns-fwpmtypes-fwpm_provider_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER_ENUM_TEMPLATE0 {
    pub reserved: u64,
}

/// Which sessions an enumeration takes. Source: `ns-fwpmtypes-fwpm_session_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_SESSION_ENUM_TEMPLATE0 {
    pub reserved: u64,
}

/// Which sublayers an enumeration takes. Source: `ns-fwpmtypes-fwpm_sublayer_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_SUBLAYER_ENUM_TEMPLATE0 {
    pub providerKey: *mut GUID,
}

zero!(
    FWPM_CALLOUT_ENUM_TEMPLATE0,
    FWPM_FIELD0,
    FWPM_FILTER_ENUM_TEMPLATE0,
    FWPM_LAYER0,
    FWPM_LAYER_ENUM_TEMPLATE0,
    FWPM_PROVIDER_ENUM_TEMPLATE0,
    FWPM_SESSION_ENUM_TEMPLATE0,
    FWPM_SUBLAYER_ENUM_TEMPLATE0,
);

layout! {
    FWPM_CALLOUT_ENUM_TEMPLATE0 = (24, 8) {
        providerKey = (0, 8),
        layerKey = (8, 16),
    }
    FWPM_FIELD0 = (16, 8) {
        fieldKey = (0, 8),
        r#type = (8, 4),
        dataType = (12, 4),
    }
    FWPM_FILTER_ENUM_TEMPLATE0 = (72, 8) {
        providerKey = (0, 8),
        layerKey = (8, 16),
        enumType = (24, 4),
        flags = (28, 4),
        providerContextTemplate = (32, 8),
        numFilterConditions = (40, 4),
        filterCondition = (48, 8),
        actionMask = (56, 4),
        calloutKey = (64, 8),
    }
    FWPM_LAYER0 = (72, 8) {
        layerKey = (0, 16),
        displayData = (16, 16),
        flags = (32, 4),
        numFields = (36, 4),
        field = (40, 8),
        defaultSubLayerKey = (48, 16),
        layerId = (64, 2),
    }
    FWPM_LAYER_ENUM_TEMPLATE0 = (8, 8) {
        reserved = (0, 8),
    }
    FWPM_PROVIDER_ENUM_TEMPLATE0 = (8, 8) {
        reserved = (0, 8),
    }
    FWPM_SESSION_ENUM_TEMPLATE0 = (8, 8) {
        reserved = (0, 8),
    }
    FWPM_SUBLAYER_ENUM_TEMPLATE0 = (8, 8) {
        providerKey = (0, 8),
    }
}

functions! {
    /// Starts an enumeration of callout objects; a NULL template takes all. Ends with
    /// [`FwpmCalloutDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmcalloutcreateenumhandle0`.
    #[must_use]
    pub fn FwpmCalloutCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const FWPM_CALLOUT_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Ends an enumeration of callout objects.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmcalloutdestroyenumhandle0`.
    #[must_use]
    pub fn FwpmCalloutDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next callout objects of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmcalloutenum0`.
    #[must_use]
    pub fn FwpmCalloutEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_CALLOUT0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// One callout object by its run-time number. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_CALLOUT_NOT_FOUND`](crate::STATUS_FWP_CALLOUT_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmcalloutgetbyid0`.
    #[must_use]
    pub fn FwpmCalloutGetById0(engineHandle: HANDLE, id: u32, callout: *mut *mut FWPM_CALLOUT0) -> NTSTATUS;

    /// One callout object by its key. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_CALLOUT_NOT_FOUND`](crate::STATUS_FWP_CALLOUT_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmcalloutgetbykey0`.
    #[must_use]
    pub fn FwpmCalloutGetByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        callout: *mut *mut FWPM_CALLOUT0,
    ) -> NTSTATUS;

    /// Starts an enumeration of filters; a NULL template takes all. Ends with [`FwpmFilterDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmfiltercreateenumhandle0`.
    #[must_use]
    pub fn FwpmFilterCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const FWPM_FILTER_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Ends an enumeration of filters.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmfilterdestroyenumhandle0`.
    #[must_use]
    pub fn FwpmFilterDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next filters of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmfilterenum0`.
    #[must_use]
    pub fn FwpmFilterEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_FILTER0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// One filter by its run-time number. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_FILTER_NOT_FOUND`](crate::STATUS_FWP_FILTER_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmfiltergetbyid0`.
    #[must_use]
    pub fn FwpmFilterGetById0(engineHandle: HANDLE, id: u64, filter: *mut *mut FWPM_FILTER0) -> NTSTATUS;

    /// One filter by its key. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_FILTER_NOT_FOUND`](crate::STATUS_FWP_FILTER_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmfiltergetbykey0`.
    #[must_use]
    pub fn FwpmFilterGetByKey0(engineHandle: HANDLE, key: *const GUID, filter: *mut *mut FWPM_FILTER0) -> NTSTATUS;

    /// Starts an enumeration of layers; a NULL template takes all. Ends with [`FwpmLayerDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmlayercreateenumhandle0`.
    #[must_use]
    pub fn FwpmLayerCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const FWPM_LAYER_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Ends an enumeration of layers.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmlayerdestroyenumhandle0`.
    #[must_use]
    pub fn FwpmLayerDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next layers of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmlayerenum0`.
    #[must_use]
    pub fn FwpmLayerEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_LAYER0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// One layer by its run-time number. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_LAYER_NOT_FOUND`](crate::STATUS_FWP_LAYER_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmlayergetbyid0`.
    #[must_use]
    pub fn FwpmLayerGetById0(engineHandle: HANDLE, id: u16, layer: *mut *mut FWPM_LAYER0) -> NTSTATUS;

    /// One layer by its key. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_LAYER_NOT_FOUND`](crate::STATUS_FWP_LAYER_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmlayergetbykey0`.
    #[must_use]
    pub fn FwpmLayerGetByKey0(engineHandle: HANDLE, key: *const GUID, layer: *mut *mut FWPM_LAYER0) -> NTSTATUS;

    /// Starts an enumeration of providers; a NULL template takes all. Ends with
    /// [`FwpmProviderDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmprovidercreateenumhandle0`.
    #[must_use]
    pub fn FwpmProviderCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const FWPM_PROVIDER_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Ends an enumeration of providers.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmproviderdestroyenumhandle0`.
    #[must_use]
    pub fn FwpmProviderDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next providers of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmproviderenum0`.
    #[must_use]
    pub fn FwpmProviderEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_PROVIDER0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// One provider by its key. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_PROVIDER_NOT_FOUND`](crate::STATUS_FWP_PROVIDER_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmprovidergetbykey0`.
    #[must_use]
    pub fn FwpmProviderGetByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        provider: *mut *mut FWPM_PROVIDER0,
    ) -> NTSTATUS;

    /// Starts an enumeration of sessions; a NULL template takes all. Ends with [`FwpmSessionDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmsessioncreateenumhandle0`.
    #[must_use]
    pub fn FwpmSessionCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const FWPM_SESSION_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Ends an enumeration of sessions.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmsessiondestroyenumhandle0`.
    #[must_use]
    pub fn FwpmSessionDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next sessions of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmsessionenum0`.
    #[must_use]
    pub fn FwpmSessionEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_SESSION0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// Starts an enumeration of sublayers; a NULL template takes all. Ends with
    /// [`FwpmSubLayerDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmsublayercreateenumhandle0`.
    #[must_use]
    pub fn FwpmSubLayerCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const FWPM_SUBLAYER_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Ends an enumeration of sublayers.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmsublayerdestroyenumhandle0`.
    #[must_use]
    pub fn FwpmSubLayerDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next sublayers of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmsublayerenum0`.
    #[must_use]
    pub fn FwpmSubLayerEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_SUBLAYER0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// One sublayer by its key. Free it with [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_SUBLAYER_NOT_FOUND`](crate::STATUS_FWP_SUBLAYER_NOT_FOUND); others. Source:
    /// `nf-fwpmu-fwpmsublayergetbykey0`.
    #[must_use]
    pub fn FwpmSubLayerGetByKey0(
        engineHandle: HANDLE,
        key: *const GUID,
        subLayer: *mut *mut FWPM_SUBLAYER0,
    ) -> NTSTATUS;
}
