//! Metadata of a classify: what exists only for some indications.
//!
//! `FWPS_INCOMING_METADATA_VALUES0` grew with Windows under one name: 144 bytes in Vista, 160 in Vista SP1, 216 in
//! Windows 7, 280 from Windows 8 on. (280 is from debug information; the older sizes are derived from the page.) Here
//! it has the newest shape, which every Windows that this project supports has. A member is valid only if its bit is
//! set in `currentMetadataValues`: test with [`FWPS_IS_METADATA_FIELD_PRESENT`] first, then read.
//!
//! Source: `ns-fwpsk-fwps_incoming_metadata_values0_`, `metadata-field-identifiers`. The page's member
//! `l2ConnectionProfileIndex` is not in the debug information and not here.

use core::ffi::c_void;

use crate::base::HANDLE;
use crate::net::{IP_ADDRESS_PREFIX, SCOPE_ID, SOCKADDR, WSACMSGHDR};
use crate::value::{FWP_BYTE_BLOB, FWP_DIRECTION};

/// Which module of the stack discarded. Source: `fwpsk.h`.
pub type FWPS_DISCARD_MODULE0 = i32;

constants! {
    /// Valid: `discardMetadata`.
    pub const FWPS_METADATA_FIELD_DISCARD_REASON: u32 = 0x1;
    /// Valid: `flowHandle`, the flow id of the flow-context functions.
    pub const FWPS_METADATA_FIELD_FLOW_HANDLE: u32 = 0x2;
    /// Valid: `ipHeaderSize`.
    pub const FWPS_METADATA_FIELD_IP_HEADER_SIZE: u32 = 0x4;
    /// Valid: `processPath`.
    pub const FWPS_METADATA_FIELD_PROCESS_PATH: u32 = 0x8;
    /// Valid: `token`.
    pub const FWPS_METADATA_FIELD_TOKEN: u32 = 0x10;
    /// Valid: `processId`.
    pub const FWPS_METADATA_FIELD_PROCESS_ID: u32 = 0x20;
    /// Of the engine.
    pub const FWPS_METADATA_FIELD_SYSTEM_FLAGS: u32 = 0x40;
    /// Of the engine.
    pub const FWPS_METADATA_FIELD_RESERVED: u32 = 0x80;
    /// Valid: `sourceInterfaceIndex`.
    pub const FWPS_METADATA_FIELD_SOURCE_INTERFACE_INDEX: u32 = 0x100;
    /// Valid: `destinationInterfaceIndex`.
    pub const FWPS_METADATA_FIELD_DESTINATION_INTERFACE_INDEX: u32 = 0x200;
    /// Valid: `transportHeaderSize`.
    pub const FWPS_METADATA_FIELD_TRANSPORT_HEADER_SIZE: u32 = 0x400;
    /// Valid: `compartmentId`.
    pub const FWPS_METADATA_FIELD_COMPARTMENT_ID: u32 = 0x800;
    /// Valid: `fragmentMetadata`.
    pub const FWPS_METADATA_FIELD_FRAGMENT_DATA: u32 = 0x1000;
    /// Valid: `pathMtu`.
    pub const FWPS_METADATA_FIELD_PATH_MTU: u32 = 0x2000;
    /// Valid: `completionHandle`, without which an operation cannot be pended.
    pub const FWPS_METADATA_FIELD_COMPLETION_HANDLE: u32 = 0x4000;
    /// Valid: `transportEndpointHandle`.
    pub const FWPS_METADATA_FIELD_TRANSPORT_ENDPOINT_HANDLE: u32 = 0x8000;
    /// Valid: `controlData` and `controlDataLength`.
    pub const FWPS_METADATA_FIELD_TRANSPORT_CONTROL_DATA: u32 = 0x1_0000;
    /// Valid: `remoteScopeId`.
    pub const FWPS_METADATA_FIELD_REMOTE_SCOPE_ID: u32 = 0x2_0000;
    /// Valid: `packetDirection`.
    pub const FWPS_METADATA_FIELD_PACKET_DIRECTION: u32 = 0x4_0000;
    /// The packet is critical for the system.
    pub const FWPS_METADATA_FIELD_PACKET_SYSTEM_CRITICAL: u32 = 0x8_0000;
    /// The packet passes through, on its way out.
    pub const FWPS_METADATA_FIELD_FORWARD_LAYER_OUTBOUND_PASS_THRU: u32 = 0x10_0000;
    /// The packet passes through, on its way in.
    pub const FWPS_METADATA_FIELD_FORWARD_LAYER_INBOUND_PASS_THRU: u32 = 0x20_0000;
    /// The packet will also be indicated to the receive/accept layer.
    pub const FWPS_METADATA_FIELD_ALE_CLASSIFY_REQUIRED: u32 = 0x40_0000;
    /// Valid: `headerIncludeHeader` and `headerIncludeHeaderLength`.
    pub const FWPS_METADATA_FIELD_TRANSPORT_HEADER_INCLUDE_HEADER: u32 = 0x80_0000;
    /// Valid: `destinationPrefix`.
    pub const FWPS_METADATA_FIELD_DESTINATION_PREFIX: u32 = 0x100_0000;
    /// Valid: `frameLength`.
    pub const FWPS_METADATA_FIELD_ETHER_FRAME_LENGTH: u32 = 0x200_0000;
    /// Valid: `parentEndpointHandle`.
    pub const FWPS_METADATA_FIELD_PARENT_ENDPOINT_HANDLE: u32 = 0x400_0000;
    /// Valid: `icmpIdAndSequence`.
    pub const FWPS_METADATA_FIELD_ICMP_ID_AND_SEQUENCE: u32 = 0x800_0000;
    /// Valid: `localRedirectTargetPID`.
    pub const FWPS_METADATA_FIELD_LOCAL_REDIRECT_TARGET_PID: u32 = 0x1000_0000;
    /// Valid: `originalDestination`.
    pub const FWPS_METADATA_FIELD_ORIGINAL_DESTINATION: u32 = 0x2000_0000;
    /// Valid: `redirectRecords`.
    pub const FWPS_METADATA_FIELD_REDIRECT_RECORD_HANDLE: u32 = 0x4000_0000;
    /// Valid: `subProcessTag`.
    pub const FWPS_METADATA_FIELD_SUB_PROCESS_TAG: u32 = 0x8000_0000;

    /// Layer-2 bit, in `currentL2MetadataValues`. Valid: `ethernetMacHeaderSize`.
    pub const FWPS_L2_METADATA_FIELD_ETHERNET_MAC_HEADER_SIZE: u32 = 0x1;
    /// Layer-2 bit, in `currentL2MetadataValues`. Valid: `wiFiOperationMode`.
    pub const FWPS_L2_METADATA_FIELD_WIFI_OPERATION_MODE: u32 = 0x2;
    /// Layer-2 bit, in `currentL2MetadataValues`. Valid: `vSwitchSourcePortId`.
    pub const FWPS_L2_METADATA_FIELD_VSWITCH_SOURCE_PORT_ID: u32 = 0x4;
    /// Layer-2 bit, in `currentL2MetadataValues`. Valid: `vSwitchSourceNicIndex`.
    pub const FWPS_L2_METADATA_FIELD_VSWITCH_SOURCE_NIC_INDEX: u32 = 0x8;
    /// Layer-2 bit, in `currentL2MetadataValues`. Valid: `vSwitchPacketContext`.
    pub const FWPS_L2_METADATA_FIELD_VSWITCH_PACKET_CONTEXT: u32 = 0x10;
    /// Layer-2 bit, in `currentL2MetadataValues`. Valid: `vSwitchDestinationPortId`.
    pub const FWPS_L2_METADATA_FIELD_VSWITCH_DESTINATION_PORT_ID: u32 = 0x20;

    /// Discarded by the network layer.
    pub const FWPS_DISCARD_MODULE_NETWORK: FWPS_DISCARD_MODULE0 = 0;
    /// Discarded by the transport layer.
    pub const FWPS_DISCARD_MODULE_TRANSPORT: FWPS_DISCARD_MODULE0 = 1;
    /// Discarded by something else; `discardReason` is then [`FWPS_DISCARD_FIREWALL_POLICY`] or [`FWPS_DISCARD_IPSEC`].
    pub const FWPS_DISCARD_MODULE_GENERAL: FWPS_DISCARD_MODULE0 = 2;
    /// General reason: a filter blocked.
    pub const FWPS_DISCARD_FIREWALL_POLICY: u32 = 0;
    /// General reason: reserved.
    pub const FWPS_DISCARD_IPSEC: u32 = 1;

    /// Bit of `flags`: the decision may be cached.
    pub const FWPS_INCOMING_FLAG_CACHE_SAFE: u32 = 0x1;
    /// Bit of `flags`: a query, not traffic.
    pub const FWPS_INCOMING_FLAG_ENFORCE_QUERY: u32 = 0x2;
    /// Bit of `flags`: the data will be absorbed.
    pub const FWPS_INCOMING_FLAG_ABSORB: u32 = 0x4;
    /// Bit of `flags`: the connection is failing.
    pub const FWPS_INCOMING_FLAG_CONNECTION_FAILING_INDICATION: u32 = 0x8;
    /// Bit of `flags`: inspection begins in a stream that has begun.
    pub const FWPS_INCOMING_FLAG_MID_STREAM_INSPECTION: u32 = 0x10;
    /// Bit of `flags`: the classify repeats an earlier one.
    pub const FWPS_INCOMING_FLAG_RECLASSIFY: u32 = 0x20;
    /// Bit of `flags`: loose source mapping is on.
    pub const FWPS_INCOMING_FLAG_IS_LOOSE_SOURCE_FLOW: u32 = 0x40;
    /// Bit of `flags`: the flow is local only.
    pub const FWPS_INCOMING_FLAG_IS_LOCAL_ONLY_FLOW: u32 = 0x80;
    /// Bit of `flags`: of the system.
    pub const FWPS_INCOMING_FLAG_RESERVED0: u32 = 0x100;
    /// Bit of `l2Flags`: an IPv4 packet without MAC header.
    pub const FWPS_L2_INCOMING_FLAG_IS_RAW_IPV4_FRAMING: u32 = 0x1;
    /// Bit of `l2Flags`: an IPv6 packet without MAC header.
    pub const FWPS_L2_INCOMING_FLAG_IS_RAW_IPV6_FRAMING: u32 = 0x2;
    /// Bit of `l2Flags`: the classify repeats one for several destinations.
    pub const FWPS_L2_INCOMING_FLAG_RECLASSIFY_MULTI_DESTINATION: u32 = 0x8;
    /// Layer-2 bit of the engine.
    pub const FWPS_L2_METADATA_FIELD_RESERVED: u32 = 0x8000_0000;
}

/// Why data was discarded. Source: `ns-fwpsk-fwps_discard_metadata0_`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWPS_DISCARD_METADATA0 {
    /// The module that discarded.
    pub discardModule: FWPS_DISCARD_MODULE0,
    /// Its reason.
    pub discardReason: u32,
    /// The filter behind it, if one was.
    pub filterId: u64,
}

/// A received fragment. Source: `ns-fwpsk-fwps_inbound_fragment_metadata0_`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWPS_INBOUND_FRAGMENT_METADATA0 {
    /// Identification of the packet.
    pub fragmentIdentification: u32,
    /// Offset in the packet.
    pub fragmentOffset: u16,
    /// Length.
    pub fragmentLength: u32,
}

/// Metadata of a classify, in the shape of Windows 8 and later. See the [module](self).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_INCOMING_METADATA_VALUES0 {
    /// Bits that say which members are valid.
    pub currentMetadataValues: u32,
    /// Of the engine.
    pub flags: u32,
    /// Of the engine.
    pub reserved: u64,
    /// Why the data was discarded.
    pub discardMetadata: FWPS_DISCARD_METADATA0,
    /// The data flow: the `flowId` of the flow-context functions.
    pub flowHandle: u64,
    /// Size of the IP header.
    pub ipHeaderSize: u32,
    /// Size of the transport header.
    pub transportHeaderSize: u32,
    /// Path of the process.
    pub processPath: *mut FWP_BYTE_BLOB,
    /// Access token.
    pub token: u64,
    /// Process that owns the endpoint.
    pub processId: u64,
    /// Interface on which it arrived.
    pub sourceInterfaceIndex: u32,
    /// Interface on which it leaves.
    pub destinationInterfaceIndex: u32,
    /// Routing compartment.
    pub compartmentId: u32,
    /// The fragment.
    pub fragmentMetadata: FWPS_INBOUND_FRAGMENT_METADATA0,
    /// Path MTU.
    pub pathMtu: u32,
    /// For pending this operation.
    pub completionHandle: HANDLE,
    /// The endpoint.
    pub transportEndpointHandle: u64,
    /// Scope of the remote address.
    pub remoteScopeId: SCOPE_ID,
    /// Control data of the socket.
    pub controlData: *mut WSACMSGHDR,
    /// Length of `controlData`.
    pub controlDataLength: u32,
    /// Direction of this packet, which may differ from that of the flow.
    pub packetDirection: FWP_DIRECTION,
    /// Since Vista SP1: header that the sender supplied.
    pub headerIncludeHeader: *mut c_void,
    /// Since Vista SP1: its length.
    pub headerIncludeHeaderLength: u32,
    /// Since Windows 7: prefix of the destination.
    pub destinationPrefix: IP_ADDRESS_PREFIX,
    /// Since Windows 7: frame length.
    pub frameLength: u16,
    /// Since Windows 7: the endpoint that listened.
    pub parentEndpointHandle: u64,
    /// Since Windows 7: identifier and sequence number of ICMP.
    pub icmpIdAndSequence: u32,
    /// Since Windows 7: process to which the connection is redirected. 32 bits, not 64.
    pub localRedirectTargetPID: u32,
    /// Since Windows 7: destination before redirection.
    pub originalDestination: *mut SOCKADDR,
    /// Since Windows 8: redirection records.
    pub redirectRecords: HANDLE,
    /// Since Windows 8: bits that say which layer-2 members are valid.
    pub currentL2MetadataValues: u32,
    /// Since Windows 8: flags of layer 2.
    pub l2Flags: u32,
    /// Since Windows 8: size of the MAC header.
    pub ethernetMacHeaderSize: u32,
    /// Since Windows 8: mode of the Wi-Fi adapter.
    pub wiFiOperationMode: u32,
    /// Since Windows 8: source port in the virtual switch.
    pub vSwitchSourcePortId: u32,
    /// Since Windows 8: source adapter in the virtual switch.
    pub vSwitchSourceNicIndex: u16,
    /// Since Windows 8: destination port in the virtual switch.
    pub vSwitchDestinationPortId: u32,
    /// Since Windows 8: packet context in the virtual switch.
    pub vSwitchPacketContext: HANDLE,
    /// Since Windows 8: service inside the process.
    pub subProcessTag: *mut c_void,
    /// Of the engine.
    pub reserved1: u64,
}

/// Whether all the metadata bits in `field` are set, so that their members are valid. A macro in C.
///
/// Source: `fwpsk.h`.
#[must_use]
pub const fn FWPS_IS_METADATA_FIELD_PRESENT(
    values: &FWPS_INCOMING_METADATA_VALUES0,
    field: u32,
) -> bool {
    values.currentMetadataValues & field == field
}

zero!(FWPS_INCOMING_METADATA_VALUES0);

layout! {
    FWPS_DISCARD_METADATA0 = (16, 8) {
        discardModule = (0, 4),
        discardReason = (4, 4),
        filterId = (8, 8),
    }
    FWPS_INBOUND_FRAGMENT_METADATA0 = (12, 4) {
        fragmentIdentification = (0, 4),
        fragmentOffset = (4, 2),
        fragmentLength = (8, 4),
    }
    FWPS_INCOMING_METADATA_VALUES0 = (280, 8) {
        currentMetadataValues = (0, 4),
        flags = (4, 4),
        reserved = (8, 8),
        discardMetadata = (16, 16),
        flowHandle = (32, 8),
        ipHeaderSize = (40, 4),
        transportHeaderSize = (44, 4),
        processPath = (48, 8),
        token = (56, 8),
        processId = (64, 8),
        sourceInterfaceIndex = (72, 4),
        destinationInterfaceIndex = (76, 4),
        compartmentId = (80, 4),
        fragmentMetadata = (84, 12),
        pathMtu = (96, 4),
        completionHandle = (104, 8),
        transportEndpointHandle = (112, 8),
        remoteScopeId = (120, 4),
        controlData = (128, 8),
        controlDataLength = (136, 4),
        packetDirection = (140, 4),
        headerIncludeHeader = (144, 8),
        headerIncludeHeaderLength = (152, 4),
        destinationPrefix = (156, 32),
        frameLength = (188, 2),
        parentEndpointHandle = (192, 8),
        icmpIdAndSequence = (200, 4),
        localRedirectTargetPID = (204, 4),
        originalDestination = (208, 8),
        redirectRecords = (216, 8),
        currentL2MetadataValues = (224, 4),
        l2Flags = (228, 4),
        ethernetMacHeaderSize = (232, 4),
        wiFiOperationMode = (236, 4),
        vSwitchSourcePortId = (240, 4),
        vSwitchSourceNicIndex = (244, 2),
        vSwitchDestinationPortId = (248, 4),
        vSwitchPacketContext = (256, 8),
        subProcessTag = (264, 8),
        reserved1 = (272, 8),
    }
}
