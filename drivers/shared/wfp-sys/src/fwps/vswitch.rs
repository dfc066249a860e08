//! Events of virtual switches, and packet contexts of theirs. **Since** Windows 8.

use core::ffi::c_void;

use crate::base::{BOOLEAN, GUID, HANDLE, NTSTATUS};
use crate::ndis::{
    NDIS_ENUM_FILTERS, NDIS_SWITCH_NIC_ARRAY, NDIS_SWITCH_NIC_PARAMETERS, NDIS_SWITCH_PARAMETERS,
    NDIS_SWITCH_PORT_ARRAY, NDIS_SWITCH_PORT_ID, NDIS_SWITCH_PORT_PARAMETERS,
    NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS, NDIS_SWITCH_PORT_PROPERTY_PARAMETERS,
};

/// What happened to a virtual switch. The numbers are in no public source; its page names them. Source:
/// `ne-fwpsk-fwps_vswitch_event_type_`.
pub type FWPS_VSWITCH_EVENT_TYPE = i32;

callbacks! {
    /// A virtual switch was created or deleted.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// Source: `nc-fwpsk-fwps_vswitch_lifetime_event_callback0`.
    pub type FWPS_VSWITCH_LIFETIME_EVENT_CALLBACK0 = fn(
        notifyContext: *mut c_void,
        eventType: FWPS_VSWITCH_EVENT_TYPE,
        vSwitch: *const NDIS_SWITCH_PARAMETERS,
        vSwitchPorts: *const NDIS_SWITCH_PORT_ARRAY,
        vSwitchInterfaces: *const NDIS_SWITCH_NIC_ARRAY,
    ) -> NTSTATUS;

    /// A port was created or deleted. May return [`STATUS_PENDING`](crate::STATUS_PENDING) and answer later with
    /// [`FwpsvSwitchNotifyComplete0`].
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// Source: `nc-fwpsk-fwps_vswitch_port_event_callback0`.
    pub type FWPS_VSWITCH_PORT_EVENT_CALLBACK0 = fn(
        notifyContext: *mut c_void,
        completionContext: *mut c_void,
        eventType: FWPS_VSWITCH_EVENT_TYPE,
        vSwitch: *const NDIS_SWITCH_PARAMETERS,
        vSwitchPort: *const NDIS_SWITCH_PORT_PARAMETERS,
    ) -> NTSTATUS;

    /// An interface was created, deleted, connected or disconnected.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// Source: `nc-fwpsk-fwps_vswitch_interface_event_callback0`.
    pub type FWPS_VSWITCH_INTERFACE_EVENT_CALLBACK0 = fn(
        notifyContext: *mut c_void,
        completionContext: *mut c_void,
        eventType: FWPS_VSWITCH_EVENT_TYPE,
        vSwitch: *const NDIS_SWITCH_PARAMETERS,
        vSwitchNic: *const NDIS_SWITCH_NIC_PARAMETERS,
    ) -> NTSTATUS;

    /// The place of the filter engine among the extensions changed.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// Source: `nc-fwpsk-fwps_vswitch_filter_engine_reorder_callback0`.
    pub type FWPS_VSWITCH_FILTER_ENGINE_REORDER_CALLBACK0 = fn(
        notifyContext: *mut c_void,
        completionContext: *mut c_void,
        isInRequiredPosition: BOOLEAN,
        vSwitchExtensionLwfList: *const NDIS_ENUM_FILTERS,
    ) -> NTSTATUS;

    /// A policy of a port was added, updated or deleted. May return [`STATUS_PENDING`](crate::STATUS_PENDING) and
    /// answer later with [`FwpsvSwitchNotifyComplete0`].
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// Source: `nc-fwpsk-fwps_vswitch_policy_event_callback0`.
    pub type FWPS_VSWITCH_POLICY_EVENT_CALLBACK0 = fn(
        notifyContext: *mut c_void,
        completionContext: *mut c_void,
        eventType: FWPS_VSWITCH_EVENT_TYPE,
        vSwitch: *const NDIS_SWITCH_PARAMETERS,
        vSwitchPortProperty: *const NDIS_SWITCH_PORT_PROPERTY_PARAMETERS,
        vSwitchPortPropertyDelete: *const NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS,
    ) -> NTSTATUS;

    /// Run-time state of a port is to be saved. May return [`STATUS_PENDING`](crate::STATUS_PENDING) and answer
    /// later with [`FwpsvSwitchNotifyComplete0`].
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// Source: `nc-fwpsk-fwps_vswitch_runtime_state_save_callback0`.
    pub type FWPS_VSWITCH_RUNTIME_STATE_SAVE_CALLBACK0 = fn(
        notifyContext: *mut c_void,
        completionContext: *mut c_void,
        eventType: FWPS_VSWITCH_EVENT_TYPE,
        vSwitch: *const NDIS_SWITCH_PARAMETERS,
        portId: NDIS_SWITCH_PORT_ID,
        runtimeState: *mut *mut c_void,
        runtimeStateLength: *mut usize,
    ) -> NTSTATUS;

    /// Run-time state of a port is to be restored. May return [`STATUS_PENDING`](crate::STATUS_PENDING) and answer
    /// later with [`FwpsvSwitchNotifyComplete0`].
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// Source: `nc-fwpsk-fwps_vswitch_runtime_state_restore_callback0`.
    pub type FWPS_VSWITCH_RUNTIME_STATE_RESTORE_CALLBACK0 = fn(
        notifyContext: *mut c_void,
        completionContext: *mut c_void,
        eventType: FWPS_VSWITCH_EVENT_TYPE,
        vSwitch: *const NDIS_SWITCH_PARAMETERS,
        portId: NDIS_SWITCH_PORT_ID,
        runtimeState: *mut c_void,
        runtimeStateLength: usize,
    ) -> NTSTATUS;
}

/// The functions of a subscription; each may be NULL. Source: `ns-fwpsk-fwps_vswitch_event_dispatch_table0_`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 {
    /// Told of this kind of event.
    pub vSwitchLifetimeNotifyFn: FWPS_VSWITCH_LIFETIME_EVENT_CALLBACK0,
    /// Told of this kind of event.
    pub vSwitchPortEventNotifyFn: FWPS_VSWITCH_PORT_EVENT_CALLBACK0,
    /// Told of this kind of event.
    pub vSwitchInterfaceEventNotifyFn: FWPS_VSWITCH_INTERFACE_EVENT_CALLBACK0,
    /// Told of this kind of event.
    pub vSwitchFilterEngineReorderNotifyFn: FWPS_VSWITCH_FILTER_ENGINE_REORDER_CALLBACK0,
    /// Told of this kind of event.
    pub vSwitchPolicyEventNotifyFn: FWPS_VSWITCH_POLICY_EVENT_CALLBACK0,
    /// Told of this kind of event.
    pub vSwitchRuntimeStateSaveNotifyFn: FWPS_VSWITCH_RUNTIME_STATE_SAVE_CALLBACK0,
    /// Told of this kind of event.
    pub vSwitchRuntimeStateRestoreNotifyFn: FWPS_VSWITCH_RUNTIME_STATE_RESTORE_CALLBACK0,
}

zero!(FWPS_VSWITCH_EVENT_DISPATCH_TABLE0);

layout! {
    FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 = (56, 8) {
        vSwitchLifetimeNotifyFn = (0, 8),
        vSwitchPortEventNotifyFn = (8, 8),
        vSwitchInterfaceEventNotifyFn = (16, 8),
        vSwitchFilterEngineReorderNotifyFn = (24, 8),
        vSwitchPolicyEventNotifyFn = (32, 8),
        vSwitchRuntimeStateSaveNotifyFn = (40, 8),
        vSwitchRuntimeStateRestoreNotifyFn = (48, 8),
    }
}

functions! {
    /// Subscribes to events of virtual switches. `flags` is zero and `reserved` NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** Each success is one [`FwpsvSwitchEventsUnsubscribe0`].
    ///
    /// Source: `nf-fwpsk-fwpsvswitcheventssubscribe0`.
    #[must_use = "only success makes a subscription"]
    pub fn FwpsvSwitchEventsSubscribe0(
        providerGuid: *const GUID,
        notifyContext: *mut c_void,
        flags: u32,
        reserved: *mut c_void,
        eventDispatchTable: *const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0,
        subscriptionId: *mut u32,
    ) -> NTSTATUS;

    /// Ends a subscription. `flags` is zero and `reserved` NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8.
    ///
    /// **Unload.** Whether it waits for callbacks that run is not documented.
    ///
    /// Source: `nf-fwpsk-fwpsvswitcheventsunsubscribe0`.
    pub fn FwpsvSwitchEventsUnsubscribe0(subscriptionId: u32, flags: u32, reserved: *mut c_void);

    /// Answers an event whose callback returned [`STATUS_PENDING`](crate::STATUS_PENDING). `flags` is zero and
    /// `reserved` NULL.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// Source: `nf-fwpsk-fwpsvswitchnotifycomplete0`.
    pub fn FwpsvSwitchNotifyComplete0(
        completionContext: *mut c_void,
        status: NTSTATUS,
        flags: u32,
        reserved: *mut c_void,
    );

    /// References the packet context of a virtual switch beyond the classify function.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// **Unload.** Each reference is one [`FwpsDereferencevSwitchPacketContext0`].
    ///
    /// Source: `nf-fwpsk-fwpsreferencevswitchpacketcontext0`.
    pub fn FwpsReferencevSwitchPacketContext0(packetContext: HANDLE);

    /// Gives a reference to a packet context back.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// Source: `nf-fwpsk-fwpsdereferencevswitchpacketcontext0`.
    pub fn FwpsDereferencevSwitchPacketContext0(packetContext: HANDLE);
}
