//! Changes, subscriptions and statistics: types of `fwpmtypes.h` whose functions exist in user mode only.
//!
//! `fwpkclnt.sys` exports no subscribe function except that of [`crate::fwpm::bfe_state`]. The types are here for drivers
//! that hand them to a user-mode part.
#![allow(
    missing_docs,
    reason = "the members are described on the page of each structure"
)]

use crate::base::{BOOL, GUID, PWSTR};
use crate::fwpm::connection::FWPM_CONNECTION_ENUM_TEMPLATE0;
use crate::fwpm::enumeration::{
    FWPM_CALLOUT_ENUM_TEMPLATE0, FWPM_FILTER_ENUM_TEMPLATE0, FWPM_PROVIDER_ENUM_TEMPLATE0,
    FWPM_SUBLAYER_ENUM_TEMPLATE0,
};
use crate::fwpm::net_event::FWPM_NET_EVENT_ENUM_TEMPLATE0;
use crate::fwpm::provider_context::FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0;

/// What happened to an object.
pub type FWPM_CHANGE_TYPE = i32;

/// What happened to a connection.
pub type FWPM_CONNECTION_EVENT_TYPE = i32;

/// Flags of a subscription.
pub type FWPM_SUBSCRIPTION_FLAGS = u32;

/// Kind of system port.
pub type FWPM_SYSTEM_PORT_TYPE = i32;

/// Kind of event of a virtual switch.
pub type FWPM_VSWITCH_EVENT_TYPE = i32;

constants! {
    /// The object was added.
    pub const FWPM_CHANGE_ADD: FWPM_CHANGE_TYPE = 1;
    /// The object was deleted.
    pub const FWPM_CHANGE_DELETE: FWPM_CHANGE_TYPE = 2;
    /// The connection was added.
    pub const FWPM_CONNECTION_EVENT_ADD: FWPM_CONNECTION_EVENT_TYPE = 0;
    /// The connection was deleted.
    pub const FWPM_CONNECTION_EVENT_DELETE: FWPM_CONNECTION_EVENT_TYPE = 1;
    /// Subscription flag: tell of additions.
    pub const FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD: FWPM_SUBSCRIPTION_FLAGS = 0x1;
    /// Subscription flag: tell of deletions.
    pub const FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE: FWPM_SUBSCRIPTION_FLAGS = 0x2;
    /// Kind of system port: rpc epmap.
    pub const FWPM_SYSTEM_PORT_RPC_EPMAP: FWPM_SYSTEM_PORT_TYPE = 0;
    /// Kind of system port: teredo.
    pub const FWPM_SYSTEM_PORT_TEREDO: FWPM_SYSTEM_PORT_TYPE = 1;
    /// Kind of system port: iphttps in.
    pub const FWPM_SYSTEM_PORT_IPHTTPS_IN: FWPM_SYSTEM_PORT_TYPE = 2;
    /// Kind of system port: iphttps out.
    pub const FWPM_SYSTEM_PORT_IPHTTPS_OUT: FWPM_SYSTEM_PORT_TYPE = 3;
    /// Event of a virtual switch: filter add to incomplete layer.
    pub const FWPM_VSWITCH_EVENT_FILTER_ADD_TO_INCOMPLETE_LAYER: FWPM_VSWITCH_EVENT_TYPE = 0;
    /// Event of a virtual switch: filter engine not in required position.
    pub const FWPM_VSWITCH_EVENT_FILTER_ENGINE_NOT_IN_REQUIRED_POSITION: FWPM_VSWITCH_EVENT_TYPE = 1;
    /// Event of a virtual switch: enabled for inspection.
    pub const FWPM_VSWITCH_EVENT_ENABLED_FOR_INSPECTION: FWPM_VSWITCH_EVENT_TYPE = 2;
    /// Event of a virtual switch: disabled for inspection.
    pub const FWPM_VSWITCH_EVENT_DISABLED_FOR_INSPECTION: FWPM_VSWITCH_EVENT_TYPE = 3;
    /// Event of a virtual switch: filter engine reorder.
    pub const FWPM_VSWITCH_EVENT_FILTER_ENGINE_REORDER: FWPM_VSWITCH_EVENT_TYPE = 4;
}

/// A change of callout objects. Source: `ns-fwpmtypes-fwpm_callout_change0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_CALLOUT_CHANGE0 {
    pub changeType: FWPM_CHANGE_TYPE,
    pub calloutKey: GUID,
    pub calloutId: u32,
}

/// A subscription to callout objects. Source: `ns-fwpmtypes-fwpm_callout_subscription0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_CALLOUT_SUBSCRIPTION0 {
    pub enumTemplate: *mut FWPM_CALLOUT_ENUM_TEMPLATE0,
    pub flags: u32,
    pub sessionKey: GUID,
}

/// A subscription to connections. Source: `ns-fwpmtypes-fwpm_connection_subscription0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_CONNECTION_SUBSCRIPTION0 {
    pub enumTemplate: *mut FWPM_CONNECTION_ENUM_TEMPLATE0,
    pub flags: u32,
    pub sessionKey: GUID,
}

/// A change of filters. Source: `ns-fwpmtypes-fwpm_filter_change0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_FILTER_CHANGE0 {
    pub changeType: FWPM_CHANGE_TYPE,
    pub filterKey: GUID,
    pub filterId: u64,
}

/// A subscription to filters. Source: `ns-fwpmtypes-fwpm_filter_subscription0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_FILTER_SUBSCRIPTION0 {
    pub enumTemplate: *mut FWPM_FILTER_ENUM_TEMPLATE0,
    pub flags: u32,
    pub sessionKey: GUID,
}

/// Statistics of a layer. Source: `ns-fwpmtypes-fwpm_layer_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_LAYER_STATISTICS0 {
    pub layerId: GUID,
    pub classifyPermitCount: u32,
    pub classifyBlockCount: u32,
    pub classifyVetoCount: u32,
    pub numCacheEntries: u32,
}

/// A subscription to network events. Source: `ns-fwpmtypes-fwpm_net_event_subscription0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_SUBSCRIPTION0 {
    pub enumTemplate: *mut FWPM_NET_EVENT_ENUM_TEMPLATE0,
    pub flags: u32,
    pub sessionKey: GUID,
}

/// A change of providers. Source: `ns-fwpmtypes-fwpm_provider_change0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER_CHANGE0 {
    pub changeType: FWPM_CHANGE_TYPE,
    pub providerKey: GUID,
}

/// A change of provider contexts. Source: `ns-fwpmtypes-fwpm_provider_context_change0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER_CONTEXT_CHANGE0 {
    pub changeType: FWPM_CHANGE_TYPE,
    pub providerContextKey: GUID,
    pub providerContextId: u64,
}

/// A subscription to provider contexts. Source: `ns-fwpmtypes-fwpm_provider_context_subscription0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 {
    pub enumTemplate: *mut FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0,
    pub flags: FWPM_SUBSCRIPTION_FLAGS,
    pub sessionKey: GUID,
}

/// A subscription to providers. Source: `ns-fwpmtypes-fwpm_provider_subscription0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_PROVIDER_SUBSCRIPTION0 {
    pub enumTemplate: *mut FWPM_PROVIDER_ENUM_TEMPLATE0,
    pub flags: u32,
    pub sessionKey: GUID,
}

/// Statistics of the engine. Source: `ns-fwpmtypes-fwpm_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_STATISTICS0 {
    pub numLayerStatistics: u32,
    pub layerStatistics: *mut FWPM_LAYER_STATISTICS0,
    pub inboundAllowedConnectionsV4: u32,
    pub inboundBlockedConnectionsV4: u32,
    pub outboundAllowedConnectionsV4: u32,
    pub outboundBlockedConnectionsV4: u32,
    pub inboundAllowedConnectionsV6: u32,
    pub inboundBlockedConnectionsV6: u32,
    pub outboundAllowedConnectionsV6: u32,
    pub outboundBlockedConnectionsV6: u32,
    pub inboundActiveConnectionsV4: u32,
    pub outboundActiveConnectionsV4: u32,
    pub inboundActiveConnectionsV6: u32,
    pub outboundActiveConnectionsV6: u32,
    pub reauthDirInbound: u64,
    pub reauthDirOutbound: u64,
    pub reauthFamilyV4: u64,
    pub reauthFamilyV6: u64,
    pub reauthProtoOther: u64,
    pub reauthProtoIPv4: u64,
    pub reauthProtoIPv6: u64,
    pub reauthProtoICMP: u64,
    pub reauthProtoICMP6: u64,
    pub reauthProtoUDP: u64,
    pub reauthProtoTCP: u64,
    pub reauthReasonPolicyChange: u64,
    pub reauthReasonNewArrivalInterface: u64,
    pub reauthReasonNewNextHopInterface: u64,
    pub reauthReasonProfileCrossing: u64,
    pub reauthReasonClassifyCompletion: u64,
    pub reauthReasonIPSecPropertiesChanged: u64,
    pub reauthReasonMidStreamInspection: u64,
    pub reauthReasonSocketPropertyChanged: u64,
    pub reauthReasonNewInboundMCastBCastPacket: u64,
    pub reauthReasonEDPPolicyChanged: u64,
    pub reauthReasonProxyHandleChanged: u64,
}

/// A change of sublayers. Source: `ns-fwpmtypes-fwpm_sublayer_change0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_SUBLAYER_CHANGE0 {
    pub changeType: FWPM_CHANGE_TYPE,
    pub subLayerKey: GUID,
}

/// A subscription to sublayers. Source: `ns-fwpmtypes-fwpm_sublayer_subscription0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_SUBLAYER_SUBSCRIPTION0 {
    pub enumTemplate: *mut FWPM_SUBLAYER_ENUM_TEMPLATE0,
    pub flags: FWPM_SUBSCRIPTION_FLAGS,
    pub sessionKey: GUID,
}

/// Ports of system services. Source: `ns-fwpmtypes-fwpm_system_ports0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_SYSTEM_PORTS0 {
    pub numTypes: u32,
    pub types: *mut FWPM_SYSTEM_PORTS_BY_TYPE0,
}

/// Ports of one kind of system service. Source: `ns-fwpmtypes-fwpm_system_ports_by_type0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_SYSTEM_PORTS_BY_TYPE0 {
    pub r#type: FWPM_SYSTEM_PORT_TYPE,
    pub numPorts: u32,
    pub ports: *mut u16,
}

/// An event of a virtual switch. Source: `ns-fwpmtypes-fwpm_vswitch_event0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_VSWITCH_EVENT0 {
    pub eventType: FWPM_VSWITCH_EVENT_TYPE,
    pub vSwitchId: PWSTR,
    pub Anonymous: FWPM_VSWITCH_EVENT0_0,
}

/// `Anonymous` of [`FWPM_VSWITCH_EVENT0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_VSWITCH_EVENT0_0 {
    pub positionInfo: FWPM_VSWITCH_EVENT0_0_0,
    pub reorderInfo: FWPM_VSWITCH_EVENT0_0_1,
}

/// `positionInfo` of [`FWPM_VSWITCH_EVENT0_0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_VSWITCH_EVENT0_0_0 {
    pub numvSwitchFilterExtensions: u32,
    pub vSwitchFilterExtensions: *mut PWSTR,
}

/// `reorderInfo` of [`FWPM_VSWITCH_EVENT0_0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_VSWITCH_EVENT0_0_1 {
    pub inRequiredPosition: BOOL,
    pub numvSwitchFilterExtensions: u32,
    pub vSwitchFilterExtensions: *mut PWSTR,
}

/// A subscription to events of virtual switches. Source: `ns-fwpmtypes-fwpm_vswitch_event_subscription0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_VSWITCH_EVENT_SUBSCRIPTION0 {
    pub flags: u32,
    pub sessionKey: GUID,
}

zero!(
    FWPM_CALLOUT_CHANGE0,
    FWPM_CALLOUT_SUBSCRIPTION0,
    FWPM_CONNECTION_SUBSCRIPTION0,
    FWPM_FILTER_CHANGE0,
    FWPM_FILTER_SUBSCRIPTION0,
    FWPM_LAYER_STATISTICS0,
    FWPM_NET_EVENT_SUBSCRIPTION0,
    FWPM_PROVIDER_CHANGE0,
    FWPM_PROVIDER_CONTEXT_CHANGE0,
    FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0,
    FWPM_PROVIDER_SUBSCRIPTION0,
    FWPM_STATISTICS0,
    FWPM_SUBLAYER_CHANGE0,
    FWPM_SUBLAYER_SUBSCRIPTION0,
    FWPM_SYSTEM_PORTS0,
    FWPM_SYSTEM_PORTS_BY_TYPE0,
    FWPM_VSWITCH_EVENT0,
    FWPM_VSWITCH_EVENT_SUBSCRIPTION0,
);

layout! {
    FWPM_CALLOUT_CHANGE0 = (24, 4) {
        changeType = (0, 4),
        calloutKey = (4, 16),
        calloutId = (20, 4),
    }
    FWPM_CALLOUT_SUBSCRIPTION0 = (32, 8) {
        enumTemplate = (0, 8),
        flags = (8, 4),
        sessionKey = (12, 16),
    }
    FWPM_CONNECTION_SUBSCRIPTION0 = (32, 8) {
        enumTemplate = (0, 8),
        flags = (8, 4),
        sessionKey = (12, 16),
    }
    FWPM_FILTER_CHANGE0 = (32, 8) {
        changeType = (0, 4),
        filterKey = (4, 16),
        filterId = (24, 8),
    }
    FWPM_FILTER_SUBSCRIPTION0 = (32, 8) {
        enumTemplate = (0, 8),
        flags = (8, 4),
        sessionKey = (12, 16),
    }
    FWPM_LAYER_STATISTICS0 = (32, 4) {
        layerId = (0, 16),
        classifyPermitCount = (16, 4),
        classifyBlockCount = (20, 4),
        classifyVetoCount = (24, 4),
        numCacheEntries = (28, 4),
    }
    FWPM_NET_EVENT_SUBSCRIPTION0 = (32, 8) {
        enumTemplate = (0, 8),
        flags = (8, 4),
        sessionKey = (12, 16),
    }
    FWPM_PROVIDER_CHANGE0 = (20, 4) {
        changeType = (0, 4),
        providerKey = (4, 16),
    }
    FWPM_PROVIDER_CONTEXT_CHANGE0 = (32, 8) {
        changeType = (0, 4),
        providerContextKey = (4, 16),
        providerContextId = (24, 8),
    }
    FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 = (32, 8) {
        enumTemplate = (0, 8),
        flags = (8, 4),
        sessionKey = (12, 16),
    }
    FWPM_PROVIDER_SUBSCRIPTION0 = (32, 8) {
        enumTemplate = (0, 8),
        flags = (8, 4),
        sessionKey = (12, 16),
    }
    FWPM_STATISTICS0 = (240, 8) {
        numLayerStatistics = (0, 4),
        layerStatistics = (8, 8),
        inboundAllowedConnectionsV4 = (16, 4),
        inboundBlockedConnectionsV4 = (20, 4),
        outboundAllowedConnectionsV4 = (24, 4),
        outboundBlockedConnectionsV4 = (28, 4),
        inboundAllowedConnectionsV6 = (32, 4),
        inboundBlockedConnectionsV6 = (36, 4),
        outboundAllowedConnectionsV6 = (40, 4),
        outboundBlockedConnectionsV6 = (44, 4),
        inboundActiveConnectionsV4 = (48, 4),
        outboundActiveConnectionsV4 = (52, 4),
        inboundActiveConnectionsV6 = (56, 4),
        outboundActiveConnectionsV6 = (60, 4),
        reauthDirInbound = (64, 8),
        reauthDirOutbound = (72, 8),
        reauthFamilyV4 = (80, 8),
        reauthFamilyV6 = (88, 8),
        reauthProtoOther = (96, 8),
        reauthProtoIPv4 = (104, 8),
        reauthProtoIPv6 = (112, 8),
        reauthProtoICMP = (120, 8),
        reauthProtoICMP6 = (128, 8),
        reauthProtoUDP = (136, 8),
        reauthProtoTCP = (144, 8),
        reauthReasonPolicyChange = (152, 8),
        reauthReasonNewArrivalInterface = (160, 8),
        reauthReasonNewNextHopInterface = (168, 8),
        reauthReasonProfileCrossing = (176, 8),
        reauthReasonClassifyCompletion = (184, 8),
        reauthReasonIPSecPropertiesChanged = (192, 8),
        reauthReasonMidStreamInspection = (200, 8),
        reauthReasonSocketPropertyChanged = (208, 8),
        reauthReasonNewInboundMCastBCastPacket = (216, 8),
        reauthReasonEDPPolicyChanged = (224, 8),
        reauthReasonProxyHandleChanged = (232, 8),
    }
    FWPM_SUBLAYER_CHANGE0 = (20, 4) {
        changeType = (0, 4),
        subLayerKey = (4, 16),
    }
    FWPM_SUBLAYER_SUBSCRIPTION0 = (32, 8) {
        enumTemplate = (0, 8),
        flags = (8, 4),
        sessionKey = (12, 16),
    }
    FWPM_SYSTEM_PORTS0 = (16, 8) {
        numTypes = (0, 4),
        types = (8, 8),
    }
    FWPM_SYSTEM_PORTS_BY_TYPE0 = (16, 8) {
        r#type = (0, 4),
        numPorts = (4, 4),
        ports = (8, 8),
    }
    FWPM_VSWITCH_EVENT0 = (32, 8) {
        eventType = (0, 4),
        vSwitchId = (8, 8),
        Anonymous.positionInfo = (16, 16),
        Anonymous.reorderInfo = (16, 16),
    }
    FWPM_VSWITCH_EVENT_SUBSCRIPTION0 = (20, 4) {
        flags = (0, 4),
        sessionKey = (4, 16),
    }
}
