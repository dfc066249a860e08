//! Typed values: what a classify receives, what a condition compares with, what weighs a filter.
//!
//! Source: `fwptypes.h`.

use crate::base::{PSID, PWSTR, SID_AND_ATTRIBUTES};

/// Which member of a value's union is valid.
pub type FWP_DATA_TYPE = i32;

/// How a condition compares.
pub type FWP_MATCH_TYPE = i32;

/// Direction of traffic.
pub type FWP_DIRECTION = i32;

/// IP version.
pub type FWP_IP_VERSION = i32;

/// What [`FwpsClassifyOptionSet0`](crate::FwpsClassifyOptionSet0) sets.
pub type FWP_CLASSIFY_OPTION_TYPE = i32;

/// Address family, as in network events. Not the numbers of `AF_INET` and `AF_INET6`.
pub type FWP_AF = i32;

/// Encapsulation of an Ethernet frame.
pub type FWP_ETHER_ENCAP_METHOD = i32;

/// Network to which a virtual switch is connected.
pub type FWP_VSWITCH_NETWORK_TYPE = i32;

constants! {
    /// No value.
    pub const FWP_EMPTY: FWP_DATA_TYPE = 0;
    /// The union holds `uint8`.
    pub const FWP_UINT8: FWP_DATA_TYPE = 1;
    /// The union holds `uint16`.
    pub const FWP_UINT16: FWP_DATA_TYPE = 2;
    /// The union holds `uint32`.
    pub const FWP_UINT32: FWP_DATA_TYPE = 3;
    /// The union holds `uint64`, a pointer.
    pub const FWP_UINT64: FWP_DATA_TYPE = 4;
    /// The union holds `int8`.
    pub const FWP_INT8: FWP_DATA_TYPE = 5;
    /// The union holds `int16`.
    pub const FWP_INT16: FWP_DATA_TYPE = 6;
    /// The union holds `int32`.
    pub const FWP_INT32: FWP_DATA_TYPE = 7;
    /// The union holds `int64`, a pointer.
    pub const FWP_INT64: FWP_DATA_TYPE = 8;
    /// The union holds `float32`.
    pub const FWP_FLOAT: FWP_DATA_TYPE = 9;
    /// The union holds `double64`, a pointer.
    pub const FWP_DOUBLE: FWP_DATA_TYPE = 10;
    /// The union holds `byteArray16`, a pointer.
    pub const FWP_BYTE_ARRAY16_TYPE: FWP_DATA_TYPE = 11;
    /// The union holds `byteBlob`, a pointer.
    pub const FWP_BYTE_BLOB_TYPE: FWP_DATA_TYPE = 12;
    /// The union holds `sid`, a pointer.
    pub const FWP_SID: FWP_DATA_TYPE = 13;
    /// The union holds `sd`, a pointer.
    pub const FWP_SECURITY_DESCRIPTOR_TYPE: FWP_DATA_TYPE = 14;
    /// The union holds `tokenInformation`, a pointer.
    pub const FWP_TOKEN_INFORMATION_TYPE: FWP_DATA_TYPE = 15;
    /// The union holds `tokenAccessInformation`, a pointer.
    pub const FWP_TOKEN_ACCESS_INFORMATION_TYPE: FWP_DATA_TYPE = 16;
    /// The union holds `unicodeString`, a pointer.
    pub const FWP_UNICODE_STRING_TYPE: FWP_DATA_TYPE = 17;
    /// The union holds `byteArray6`, a pointer.
    pub const FWP_BYTE_ARRAY6_TYPE: FWP_DATA_TYPE = 18;
    /// Conditions only: the union holds `v4AddrMask`, a pointer.
    pub const FWP_V4_ADDR_MASK: FWP_DATA_TYPE = 256;
    /// Conditions only: the union holds `v6AddrMask`, a pointer.
    pub const FWP_V6_ADDR_MASK: FWP_DATA_TYPE = 257;
    /// Conditions only: the union holds `rangeValue`, a pointer.
    pub const FWP_RANGE_TYPE: FWP_DATA_TYPE = 258;

    /// Equal; with an address and mask, inside the subnet.
    pub const FWP_MATCH_EQUAL: FWP_MATCH_TYPE = 0;
    /// Greater.
    pub const FWP_MATCH_GREATER: FWP_MATCH_TYPE = 1;
    /// Less.
    pub const FWP_MATCH_LESS: FWP_MATCH_TYPE = 2;
    /// Greater or equal.
    pub const FWP_MATCH_GREATER_OR_EQUAL: FWP_MATCH_TYPE = 3;
    /// Less or equal.
    pub const FWP_MATCH_LESS_OR_EQUAL: FWP_MATCH_TYPE = 4;
    /// Within a range.
    pub const FWP_MATCH_RANGE: FWP_MATCH_TYPE = 5;
    /// All of the flags are set.
    pub const FWP_MATCH_FLAGS_ALL_SET: FWP_MATCH_TYPE = 6;
    /// One of the flags is set.
    pub const FWP_MATCH_FLAGS_ANY_SET: FWP_MATCH_TYPE = 7;
    /// None of the flags is set.
    pub const FWP_MATCH_FLAGS_NONE_SET: FWP_MATCH_TYPE = 8;
    /// Equal, upper and lower case alike.
    pub const FWP_MATCH_EQUAL_CASE_INSENSITIVE: FWP_MATCH_TYPE = 9;
    /// Not equal.
    pub const FWP_MATCH_NOT_EQUAL: FWP_MATCH_TYPE = 10;
    /// Begins with.
    pub const FWP_MATCH_PREFIX: FWP_MATCH_TYPE = 11;
    /// Does not begin with.
    pub const FWP_MATCH_NOT_PREFIX: FWP_MATCH_TYPE = 12;

    /// Going out.
    pub const FWP_DIRECTION_OUTBOUND: FWP_DIRECTION = 0;
    /// Coming in.
    pub const FWP_DIRECTION_INBOUND: FWP_DIRECTION = 1;

    /// IPv4.
    pub const FWP_IP_VERSION_V4: FWP_IP_VERSION = 0;
    /// IPv6.
    pub const FWP_IP_VERSION_V6: FWP_IP_VERSION = 1;
    /// Neither.
    pub const FWP_IP_VERSION_NONE: FWP_IP_VERSION = 2;

    /// Bit of a `FLAGS` field: the traffic is loopback.
    pub const FWP_CONDITION_FLAG_IS_LOOPBACK: u32 = 0x1;
    /// Bit of a `FLAGS` field: the traffic is protected by `IPsec`.
    pub const FWP_CONDITION_FLAG_IS_IPSEC_SECURED: u32 = 0x2;
    /// Bit of a `FLAGS` field: the connection was authorized before and is asked about again.
    ///
    /// Reasons are a changed filter, or a pended operation that was completed. Such a classify cannot be pended.
    /// Source: `nf-fwpsk-fwpspendoperation0`.
    pub const FWP_CONDITION_FLAG_IS_REAUTHORIZE: u32 = 0x4;
    /// Bit of a `FLAGS` field: the bind leaves the address open.
    pub const FWP_CONDITION_FLAG_IS_WILDCARD_BIND: u32 = 0x8;
    /// Bit of a `FLAGS` field: the endpoint is a raw one.
    pub const FWP_CONDITION_FLAG_IS_RAW_ENDPOINT: u32 = 0x10;
    /// Bit of a `FLAGS` field: the packet is a fragment.
    pub const FWP_CONDITION_FLAG_IS_FRAGMENT: u32 = 0x20;
    /// Bit of a `FLAGS` field: the packet is a group of fragments.
    pub const FWP_CONDITION_FLAG_IS_FRAGMENT_GROUP: u32 = 0x40;
    /// Bit of a `FLAGS` field: the packet must also pass an ALE layer.
    pub const FWP_CONDITION_FLAG_REQUIRES_ALE_CLASSIFY: u32 = 0x100;
    /// Bit of a `FLAGS` field: the bind is implicit.
    pub const FWP_CONDITION_FLAG_IS_IMPLICIT_BIND: u32 = 0x200;
    /// Bit of a `FLAGS` field: the packet was reassembled.
    pub const FWP_CONDITION_FLAG_IS_REASSEMBLED: u32 = 0x400;
    /// Bit of a `FLAGS` field: the classify repeats an earlier one.
    pub const FWP_CONDITION_FLAG_IS_RECLASSIFY: u32 = 0x2_0000;
    /// Bit of a `FLAGS` field: the connection was redirected.
    pub const FWP_CONDITION_FLAG_IS_CONNECTION_REDIRECTED: u32 = 0x10_0000;

    /// Bit of a `FLAGS` field: the classify repeats an earlier one after `IPsec` traversed a NAT.
    pub const FWP_CONDITION_FLAG_IS_IPSEC_NATT_RECLASSIFY: u32 = 0x80;
    /// Bit of a `FLAGS` field: the application named the peer.
    pub const FWP_CONDITION_FLAG_IS_NAME_APP_SPECIFIED: u32 = 0x4000;
    /// Bit of a `FLAGS` field: the endpoint is promiscuous.
    pub const FWP_CONDITION_FLAG_IS_PROMISCUOUS: u32 = 0x8000;
    /// Bit of a `FLAGS` field: the connection is one of authenticated firewall rules.
    pub const FWP_CONDITION_FLAG_IS_AUTH_FW: u32 = 0x1_0000;
    /// Bit of a `FLAGS` field: forwarded traffic on its way out.
    pub const FWP_CONDITION_FLAG_IS_OUTBOUND_PASS_THRU: u32 = 0x4_0000;
    /// Bit of a `FLAGS` field: forwarded traffic on its way in.
    pub const FWP_CONDITION_FLAG_IS_INBOUND_PASS_THRU: u32 = 0x8_0000;
    /// Bit of a `FLAGS` field: the connection is that of a proxy.
    pub const FWP_CONDITION_FLAG_IS_PROXY_CONNECTION: u32 = 0x20_0000;
    /// Bit of a `FLAGS` field: loopback to or from an app container.
    pub const FWP_CONDITION_FLAG_IS_APPCONTAINER_LOOPBACK: u32 = 0x40_0000;
    /// Bit of a `FLAGS` field: loopback without an app container.
    pub const FWP_CONDITION_FLAG_IS_NON_APPCONTAINER_LOOPBACK: u32 = 0x80_0000;
    /// Bit of a `FLAGS` field: of the system.
    pub const FWP_CONDITION_FLAG_IS_RESERVED: u32 = 0x100_0000;
    /// Bit of a `FLAGS` field: the connection honors a policy that redirected it.
    pub const FWP_CONDITION_FLAG_IS_HONORING_POLICY_AUTHORIZE: u32 = 0x200_0000;

    /// Bit of a `REAUTHORIZE_REASON` field: a filter was added or deleted.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_POLICY_CHANGE: u32 = 0x1;
    /// Bit of a `REAUTHORIZE_REASON` field: the traffic arrives on another interface.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_NEW_ARRIVAL_INTERFACE: u32 = 0x2;
    /// Bit of a `REAUTHORIZE_REASON` field: the traffic leaves on another interface.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_NEW_NEXTHOP_INTERFACE: u32 = 0x4;
    /// Bit of a `REAUTHORIZE_REASON` field: the network profile changed.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_PROFILE_CROSSING: u32 = 0x8;
    /// Bit of a `REAUTHORIZE_REASON` field: a pended classify was completed.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_CLASSIFY_COMPLETION: u32 = 0x10;
    /// Bit of a `REAUTHORIZE_REASON` field: the `IPsec` properties changed.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_IPSEC_PROPERTIES_CHANGED: u32 = 0x20;
    /// Bit of a `REAUTHORIZE_REASON` field: inspection begins in a stream that has begun.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_MID_STREAM_INSPECTION: u32 = 0x40;
    /// Bit of a `REAUTHORIZE_REASON` field: a property of the socket changed.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_SOCKET_PROPERTY_CHANGED: u32 = 0x80;
    /// Bit of a `REAUTHORIZE_REASON` field: a multicast or broadcast packet came in.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_NEW_INBOUND_MCAST_BCAST_PACKET: u32 = 0x100;
    /// Bit of a `REAUTHORIZE_REASON` field: the enterprise data protection policy changed.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_EDP_POLICY_CHANGED: u32 = 0x200;
    /// Bit of a `REAUTHORIZE_REASON` field: the handle of the proxy changed.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_PROXY_HANDLE_CHANGED: u32 = 0x4000;
    /// Bit of a `REAUTHORIZE_REASON` field: whether offload is possible is to be checked.
    pub const FWP_CONDITION_REAUTHORIZE_REASON_CHECK_OFFLOAD: u32 = 0x1_0000;

    /// Bit of an `L2_FLAGS` field: Ethernet.
    pub const FWP_CONDITION_L2_IS_NATIVE_ETHERNET: u32 = 0x1;
    /// Bit of an `L2_FLAGS` field: Wi-Fi.
    pub const FWP_CONDITION_L2_IS_WIFI: u32 = 0x2;
    /// Bit of an `L2_FLAGS` field: mobile broadband.
    pub const FWP_CONDITION_L2_IS_MOBILE_BROADBAND: u32 = 0x4;
    /// Bit of an `L2_FLAGS` field: data of Wi-Fi Direct.
    pub const FWP_CONDITION_L2_IS_WIFI_DIRECT_DATA: u32 = 0x8;
    /// Bit of an `L2_FLAGS` field: between virtual machines.
    pub const FWP_CONDITION_L2_IS_VM2VM: u32 = 0x10;
    /// Bit of an `L2_FLAGS` field: the packet is malformed.
    pub const FWP_CONDITION_L2_IS_MALFORMED_PACKET: u32 = 0x20;
    /// Bit of an `L2_FLAGS` field: a group of IP fragments.
    pub const FWP_CONDITION_L2_IS_IP_FRAGMENT_GROUP: u32 = 0x40;
    /// Bit of an `L2_FLAGS` field: the interface has a connector.
    pub const FWP_CONDITION_L2_IF_CONNECTOR_PRESENT: u32 = 0x80;

    /// Bit of an `ALE_SIO_FIREWALL_SYSTEM_PORT` field: the port is one that RPC chose.
    pub const FWP_CONDITION_SOCKET_PROPERTY_FLAG_IS_SYSTEM_PORT_RPC: u32 = 0x1;
    /// Bit of an `ALE_SIO_FIREWALL_SYSTEM_PORT` field: edge traversal is allowed.
    pub const FWP_CONDITION_SOCKET_PROPERTY_FLAG_ALLOW_EDGE_TRAFFIC: u32 = 0x2;
    /// Bit of an `ALE_SIO_FIREWALL_SYSTEM_PORT` field: edge traversal is denied.
    pub const FWP_CONDITION_SOCKET_PROPERTY_FLAG_DENY_EDGE_TRAFFIC: u32 = 0x4;

    /// Option: the state that outbound multicast creates, `FWP_OPTION_VALUE_…MULTICAST_STATE`.
    pub const FWP_CLASSIFY_OPTION_MULTICAST_STATE: FWP_CLASSIFY_OPTION_TYPE = 0;
    /// Option: loose source mapping, `FWP_OPTION_VALUE_…LOOSE_SOURCE`.
    pub const FWP_CLASSIFY_OPTION_LOOSE_SOURCE_MAPPING: FWP_CLASSIFY_OPTION_TYPE = 1;
    /// Option: lifetime of a unicast state, in seconds.
    pub const FWP_CLASSIFY_OPTION_UNICAST_LIFETIME: FWP_CLASSIFY_OPTION_TYPE = 2;
    /// Option: lifetime of a multicast or broadcast state, in seconds.
    pub const FWP_CLASSIFY_OPTION_MCAST_BCAST_LIFETIME: FWP_CLASSIFY_OPTION_TYPE = 3;
    /// Option: security flags of a secure socket.
    pub const FWP_CLASSIFY_OPTION_SECURE_SOCKET_SECURITY_FLAGS: FWP_CLASSIFY_OPTION_TYPE = 4;
    /// Option: key of the main mode policy of a secure socket.
    pub const FWP_CLASSIFY_OPTION_SECURE_SOCKET_AUTHIP_MM_POLICY_KEY: FWP_CLASSIFY_OPTION_TYPE = 5;
    /// Option: key of the quick mode policy of a secure socket.
    pub const FWP_CLASSIFY_OPTION_SECURE_SOCKET_AUTHIP_QM_POLICY_KEY: FWP_CLASSIFY_OPTION_TYPE = 6;
    /// Option: local-only mapping, `FWP_OPTION_VALUE_…LOCAL_ONLY_MAPPING`.
    pub const FWP_CLASSIFY_OPTION_LOCAL_ONLY_MAPPING: FWP_CLASSIFY_OPTION_TYPE = 7;
    /// Value of [`FWP_CLASSIFY_OPTION_MULTICAST_STATE`]: allow states for the link-local scope.
    pub const FWP_OPTION_VALUE_ALLOW_MULTICAST_STATE: u32 = 0;
    /// Value of [`FWP_CLASSIFY_OPTION_MULTICAST_STATE`]: no states for multicast.
    pub const FWP_OPTION_VALUE_DENY_MULTICAST_STATE: u32 = 1;
    /// Value of [`FWP_CLASSIFY_OPTION_MULTICAST_STATE`]: allow states for every scope.
    pub const FWP_OPTION_VALUE_ALLOW_GLOBAL_MULTICAST_STATE: u32 = 2;
    /// Value of [`FWP_CLASSIFY_OPTION_LOOSE_SOURCE_MAPPING`]: off.
    pub const FWP_OPTION_VALUE_DISABLE_LOOSE_SOURCE: u32 = 0;
    /// Value of [`FWP_CLASSIFY_OPTION_LOOSE_SOURCE_MAPPING`]: on.
    pub const FWP_OPTION_VALUE_ENABLE_LOOSE_SOURCE: u32 = 1;
    /// Value of [`FWP_CLASSIFY_OPTION_LOCAL_ONLY_MAPPING`]: off.
    pub const FWP_OPTION_VALUE_DISABLE_LOCAL_ONLY_MAPPING: u32 = 0;
    /// Value of [`FWP_CLASSIFY_OPTION_LOCAL_ONLY_MAPPING`]: on.
    pub const FWP_OPTION_VALUE_ENABLE_LOCAL_ONLY_MAPPING: u32 = 1;

    /// Address family: IPv4.
    pub const FWP_AF_INET: FWP_AF = 0;
    /// Address family: IPv6.
    pub const FWP_AF_INET6: FWP_AF = 1;
    /// Address family: Ethernet.
    pub const FWP_AF_ETHER: FWP_AF = 2;
    /// Address family: none.
    pub const FWP_AF_NONE: FWP_AF = 3;
    /// Encapsulation of a frame: Ethernet II.
    pub const FWP_ETHER_ENCAP_METHOD_ETHER_V2: FWP_ETHER_ENCAP_METHOD = 0;
    /// Encapsulation of a frame: SNAP.
    pub const FWP_ETHER_ENCAP_METHOD_SNAP: FWP_ETHER_ENCAP_METHOD = 1;
    /// Encapsulation of a frame: SNAP with an OUI of zero.
    pub const FWP_ETHER_ENCAP_METHOD_SNAP_W_OUI_ZERO: FWP_ETHER_ENCAP_METHOD = 3;
    /// Network of a virtual switch: unknown.
    pub const FWP_VSWITCH_NETWORK_TYPE_UNKNOWN: FWP_VSWITCH_NETWORK_TYPE = 0;
    /// Network of a virtual switch: private.
    pub const FWP_VSWITCH_NETWORK_TYPE_PRIVATE: FWP_VSWITCH_NETWORK_TYPE = 1;
    /// Network of a virtual switch: internal.
    pub const FWP_VSWITCH_NETWORK_TYPE_INTERNAL: FWP_VSWITCH_NETWORK_TYPE = 2;
    /// Network of a virtual switch: external.
    pub const FWP_VSWITCH_NETWORK_TYPE_EXTERNAL: FWP_VSWITCH_NETWORK_TYPE = 3;
    /// Access right: match a filter with a security descriptor in a condition.
    pub const FWP_ACTRL_MATCH_FILTER: u32 = 0x1;
    /// Bytes of an IPv6 address.
    pub const FWP_V6_ADDR_SIZE: u32 = 0x10;
    /// Bytes of an [`FWP_BYTE_ARRAY6`].
    pub const FWP_BYTE_ARRAY6_SIZE: u32 = 6;
    /// Bytes of a bitmap of 64 bits.
    pub const FWP_BYTEMAP_ARRAY64_SIZE: u32 = 8;
}

/// Bytes of any length. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct FWP_BYTE_BLOB {
    /// Length in bytes.
    pub size: u32,
    /// The bytes.
    pub data: *mut u8,
}

/// Six bytes: a MAC address. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWP_BYTE_ARRAY6 {
    /// The bytes.
    pub byteArray6: [u8; 6],
}

/// Sixteen bytes: an IPv6 address. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWP_BYTE_ARRAY16 {
    /// The bytes.
    pub byteArray16: [u8; 16],
}

/// Identifiers of an access token. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct FWP_TOKEN_INFORMATION {
    /// Length of `sids`.
    pub sidCount: u32,
    /// Identifiers.
    pub sids: *mut SID_AND_ATTRIBUTES,
    /// Length of `restrictedSids`.
    pub restrictedSidCount: u32,
    /// Restricting identifiers.
    pub restrictedSids: *mut SID_AND_ATTRIBUTES,
}

/// An IPv4 subnet. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWP_V4_ADDR_AND_MASK {
    /// Address in host byte order.
    pub addr: u32,
    /// Mask in host byte order.
    pub mask: u32,
}

/// An IPv6 subnet. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWP_V6_ADDR_AND_MASK {
    /// Address.
    pub addr: [u8; 16],
    /// Leading bits that count.
    pub prefixLength: u8,
}

/// A value with its type.
///
/// 64-bit numbers are pointers, also on 64-bit Windows. Source: `fwptypes.h`, `ns-fwptypes-fwp_value0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWP_VALUE0 {
    /// Which member of the union is valid.
    pub r#type: FWP_DATA_TYPE,
    /// The value.
    pub Anonymous: FWP_VALUE0_0,
}

/// The union in [`FWP_VALUE0`]; its type says which member is valid.
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWP_VALUE0_0 {
    /// For [`FWP_UINT8`].
    pub uint8: u8,
    /// For [`FWP_UINT16`].
    pub uint16: u16,
    /// For [`FWP_UINT32`].
    pub uint32: u32,
    /// For [`FWP_UINT64`].
    pub uint64: *mut u64,
    /// For [`FWP_INT8`].
    pub int8: i8,
    /// For [`FWP_INT16`].
    pub int16: i16,
    /// For [`FWP_INT32`].
    pub int32: i32,
    /// For [`FWP_INT64`].
    pub int64: *mut i64,
    /// For [`FWP_FLOAT`].
    pub float32: f32,
    /// For [`FWP_DOUBLE`].
    pub double64: *mut f64,
    /// For [`FWP_BYTE_ARRAY16_TYPE`].
    pub byteArray16: *mut FWP_BYTE_ARRAY16,
    /// For [`FWP_BYTE_BLOB_TYPE`].
    pub byteBlob: *mut FWP_BYTE_BLOB,
    /// For [`FWP_SID`].
    pub sid: PSID,
    /// For [`FWP_SECURITY_DESCRIPTOR_TYPE`].
    pub sd: *mut FWP_BYTE_BLOB,
    /// For [`FWP_TOKEN_INFORMATION_TYPE`].
    pub tokenInformation: *mut FWP_TOKEN_INFORMATION,
    /// For [`FWP_TOKEN_ACCESS_INFORMATION_TYPE`].
    pub tokenAccessInformation: *mut FWP_BYTE_BLOB,
    /// For [`FWP_UNICODE_STRING_TYPE`].
    pub unicodeString: PWSTR,
    /// For [`FWP_BYTE_ARRAY6_TYPE`].
    pub byteArray6: *mut FWP_BYTE_ARRAY6,
}

/// A value that a condition compares with; may also be a subnet or a range.
///
/// Source: `fwptypes.h`, `ns-fwptypes-fwp_condition_value0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWP_CONDITION_VALUE0 {
    /// Which member of the union is valid.
    pub r#type: FWP_DATA_TYPE,
    /// The value.
    pub Anonymous: FWP_CONDITION_VALUE0_0,
}

/// The union in [`FWP_CONDITION_VALUE0`]; its type says which member is valid.
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWP_CONDITION_VALUE0_0 {
    /// For [`FWP_UINT8`].
    pub uint8: u8,
    /// For [`FWP_UINT16`].
    pub uint16: u16,
    /// For [`FWP_UINT32`].
    pub uint32: u32,
    /// For [`FWP_UINT64`].
    pub uint64: *mut u64,
    /// For [`FWP_INT8`].
    pub int8: i8,
    /// For [`FWP_INT16`].
    pub int16: i16,
    /// For [`FWP_INT32`].
    pub int32: i32,
    /// For [`FWP_INT64`].
    pub int64: *mut i64,
    /// For [`FWP_FLOAT`].
    pub float32: f32,
    /// For [`FWP_DOUBLE`].
    pub double64: *mut f64,
    /// For [`FWP_BYTE_ARRAY16_TYPE`].
    pub byteArray16: *mut FWP_BYTE_ARRAY16,
    /// For [`FWP_BYTE_BLOB_TYPE`].
    pub byteBlob: *mut FWP_BYTE_BLOB,
    /// For [`FWP_SID`].
    pub sid: PSID,
    /// For [`FWP_SECURITY_DESCRIPTOR_TYPE`].
    pub sd: *mut FWP_BYTE_BLOB,
    /// For [`FWP_TOKEN_INFORMATION_TYPE`].
    pub tokenInformation: *mut FWP_TOKEN_INFORMATION,
    /// For [`FWP_TOKEN_ACCESS_INFORMATION_TYPE`].
    pub tokenAccessInformation: *mut FWP_BYTE_BLOB,
    /// For [`FWP_UNICODE_STRING_TYPE`].
    pub unicodeString: PWSTR,
    /// For [`FWP_BYTE_ARRAY6_TYPE`].
    pub byteArray6: *mut FWP_BYTE_ARRAY6,
    /// For [`FWP_V4_ADDR_MASK`].
    pub v4AddrMask: *mut FWP_V4_ADDR_AND_MASK,
    /// For [`FWP_V6_ADDR_MASK`].
    pub v6AddrMask: *mut FWP_V6_ADDR_AND_MASK,
    /// For [`FWP_RANGE_TYPE`].
    pub rangeValue: *mut FWP_RANGE0,
}

/// A range; both ends belong to it. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWP_RANGE0 {
    /// Lowest value.
    pub valueLow: FWP_VALUE0,
    /// Highest value, of the same type.
    pub valueHigh: FWP_VALUE0,
}

zero!(
    FWP_BYTE_BLOB,
    FWP_TOKEN_INFORMATION,
    FWP_VALUE0,
    FWP_VALUE0_0,
    FWP_CONDITION_VALUE0,
    FWP_CONDITION_VALUE0_0,
    FWP_RANGE0,
);

/// Constructors for the types that fit into the union, so that type and member cannot disagree.
macro_rules! small_values {
    ($( $value:ident, $union:ident; )*) => {
        $(
            impl $value {
                /// A value of type [`FWP_UINT8`].
                #[must_use]
                pub const fn from_uint8(uint8: u8) -> Self {
                    Self { r#type: FWP_UINT8, Anonymous: $union { uint8 } }
                }

                /// A value of type [`FWP_UINT16`].
                #[must_use]
                pub const fn from_uint16(uint16: u16) -> Self {
                    Self { r#type: FWP_UINT16, Anonymous: $union { uint16 } }
                }

                /// A value of type [`FWP_UINT32`].
                #[must_use]
                pub const fn from_uint32(uint32: u32) -> Self {
                    Self { r#type: FWP_UINT32, Anonymous: $union { uint32 } }
                }

                /// A value of type [`FWP_UINT64`]. The number must stay where it is while the value is used.
                #[must_use]
                pub const fn from_uint64(uint64: *mut u64) -> Self {
                    Self { r#type: FWP_UINT64, Anonymous: $union { uint64 } }
                }
            }
        )*
    };
}

small_values! {
    FWP_VALUE0, FWP_VALUE0_0;
    FWP_CONDITION_VALUE0, FWP_CONDITION_VALUE0_0;
}

layout! {
    FWP_BYTE_BLOB = (16, 8) {
        size = (0, 4),
        data = (8, 8),
    }
    FWP_BYTE_ARRAY6 = (6, 1) {
        byteArray6 = (0, 6),
    }
    FWP_BYTE_ARRAY16 = (16, 1) {
        byteArray16 = (0, 16),
    }
    FWP_TOKEN_INFORMATION = (32, 8) {
        sidCount = (0, 4),
        sids = (8, 8),
        restrictedSidCount = (16, 4),
        restrictedSids = (24, 8),
    }
    FWP_V4_ADDR_AND_MASK = (8, 4) {
        addr = (0, 4),
        mask = (4, 4),
    }
    FWP_V6_ADDR_AND_MASK = (17, 1) {
        addr = (0, 16),
        prefixLength = (16, 1),
    }
    FWP_VALUE0 = (16, 8) {
        r#type = (0, 4),
        Anonymous.uint8 = (8, 1),
        Anonymous.uint16 = (8, 2),
        Anonymous.uint32 = (8, 4),
        Anonymous.uint64 = (8, 8),
        Anonymous.int8 = (8, 1),
        Anonymous.int16 = (8, 2),
        Anonymous.int32 = (8, 4),
        Anonymous.int64 = (8, 8),
        Anonymous.float32 = (8, 4),
        Anonymous.double64 = (8, 8),
        Anonymous.byteArray16 = (8, 8),
        Anonymous.byteBlob = (8, 8),
        Anonymous.sid = (8, 8),
        Anonymous.sd = (8, 8),
        Anonymous.tokenInformation = (8, 8),
        Anonymous.tokenAccessInformation = (8, 8),
        Anonymous.unicodeString = (8, 8),
        Anonymous.byteArray6 = (8, 8),
    }
    FWP_CONDITION_VALUE0 = (16, 8) {
        r#type = (0, 4),
        Anonymous.uint8 = (8, 1),
        Anonymous.uint16 = (8, 2),
        Anonymous.uint32 = (8, 4),
        Anonymous.uint64 = (8, 8),
        Anonymous.int8 = (8, 1),
        Anonymous.int16 = (8, 2),
        Anonymous.int32 = (8, 4),
        Anonymous.int64 = (8, 8),
        Anonymous.float32 = (8, 4),
        Anonymous.double64 = (8, 8),
        Anonymous.byteArray16 = (8, 8),
        Anonymous.byteBlob = (8, 8),
        Anonymous.sid = (8, 8),
        Anonymous.sd = (8, 8),
        Anonymous.tokenInformation = (8, 8),
        Anonymous.tokenAccessInformation = (8, 8),
        Anonymous.unicodeString = (8, 8),
        Anonymous.byteArray6 = (8, 8),
        Anonymous.v4AddrMask = (8, 8),
        Anonymous.v6AddrMask = (8, 8),
        Anonymous.rangeValue = (8, 8),
    }
    FWP_RANGE0 = (32, 8) {
        valueLow = (0, 16),
        valueHigh = (16, 16),
    }
}
