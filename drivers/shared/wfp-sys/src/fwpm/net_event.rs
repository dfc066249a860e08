//! Network events: what the engine logged about drops, permits and failed key exchange.
//!
//! They are collected only while the engine option
//! [`FWPM_ENGINE_COLLECT_NET_EVENTS`](crate::FWPM_ENGINE_COLLECT_NET_EVENTS) is on. Each version of the enumeration returns
//! its version of [`FWPM_NET_EVENT0`]; the versions differ in the header and in the kinds of event they know.
#![allow(
    missing_docs,
    reason = "the members are described on the page of each structure"
)]

use crate::base::{BOOL, FILETIME, GUID, HANDLE, NTSTATUS, PWSTR, SID};
use crate::fwpm::filter::FWPM_FILTER_CONDITION0;
use crate::fwpm::ipsec::{IPSEC_FAILURE_POINT, IPSEC_TRAFFIC_TYPE};
use crate::fwpm::key_exchange::{
    IKEEXT_AUTHENTICATION_METHOD_TYPE, IKEEXT_EM_SA_STATE, IKEEXT_KEY_MODULE_TYPE,
    IKEEXT_MM_SA_STATE, IKEEXT_QM_SA_STATE, IKEEXT_SA_ROLE,
};
use crate::value::{
    FWP_AF, FWP_BYTE_ARRAY6, FWP_BYTE_ARRAY16, FWP_BYTE_BLOB, FWP_CONDITION_VALUE0, FWP_DIRECTION,
    FWP_IP_VERSION,
};

/// Which member of the union is valid.
pub type FWPM_NET_EVENT_TYPE = i32;

/// A network capability of an app container.
pub type FWPM_APPC_NETWORK_CAPABILITY_TYPE = i32;

/// Kind of a data-link address. Source: `dl.h`.
pub type DL_ADDRESS_TYPE = i32;

constants! {
    /// Type of event: key exchange mm failure.
    pub const FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE: FWPM_NET_EVENT_TYPE = 0;
    /// Type of event: key exchange qm failure.
    pub const FWPM_NET_EVENT_TYPE_IKEEXT_QM_FAILURE: FWPM_NET_EVENT_TYPE = 1;
    /// Type of event: key exchange em failure.
    pub const FWPM_NET_EVENT_TYPE_IKEEXT_EM_FAILURE: FWPM_NET_EVENT_TYPE = 2;
    /// Type of event: classify drop.
    pub const FWPM_NET_EVENT_TYPE_CLASSIFY_DROP: FWPM_NET_EVENT_TYPE = 3;
    /// Type of event: `IPsec` kernel drop.
    pub const FWPM_NET_EVENT_TYPE_IPSEC_KERNEL_DROP: FWPM_NET_EVENT_TYPE = 4;
    /// Type of event: `IPsec` dosp drop.
    pub const FWPM_NET_EVENT_TYPE_IPSEC_DOSP_DROP: FWPM_NET_EVENT_TYPE = 5;
    /// Type of event: classify allow.
    pub const FWPM_NET_EVENT_TYPE_CLASSIFY_ALLOW: FWPM_NET_EVENT_TYPE = 6;
    /// Type of event: capability drop.
    pub const FWPM_NET_EVENT_TYPE_CAPABILITY_DROP: FWPM_NET_EVENT_TYPE = 7;
    /// Type of event: capability allow.
    pub const FWPM_NET_EVENT_TYPE_CAPABILITY_ALLOW: FWPM_NET_EVENT_TYPE = 8;
    /// Type of event: classify drop mac.
    pub const FWPM_NET_EVENT_TYPE_CLASSIFY_DROP_MAC: FWPM_NET_EVENT_TYPE = 9;
    /// Type of event: lpm packet arrival.
    pub const FWPM_NET_EVENT_TYPE_LPM_PACKET_ARRIVAL: FWPM_NET_EVENT_TYPE = 10;
    /// Header flag: ip protocol is set.
    pub const FWPM_NET_EVENT_FLAG_IP_PROTOCOL_SET: u32 = 0x1;
    /// Header flag: local addr is set.
    pub const FWPM_NET_EVENT_FLAG_LOCAL_ADDR_SET: u32 = 0x2;
    /// Header flag: remote addr is set.
    pub const FWPM_NET_EVENT_FLAG_REMOTE_ADDR_SET: u32 = 0x4;
    /// Header flag: local port is set.
    pub const FWPM_NET_EVENT_FLAG_LOCAL_PORT_SET: u32 = 0x8;
    /// Header flag: remote port is set.
    pub const FWPM_NET_EVENT_FLAG_REMOTE_PORT_SET: u32 = 0x10;
    /// Header flag: app id is set.
    pub const FWPM_NET_EVENT_FLAG_APP_ID_SET: u32 = 0x20;
    /// Header flag: user id is set.
    pub const FWPM_NET_EVENT_FLAG_USER_ID_SET: u32 = 0x40;
    /// Header flag: scope id is set.
    pub const FWPM_NET_EVENT_FLAG_SCOPE_ID_SET: u32 = 0x80;
    /// Header flag: ip version is set.
    pub const FWPM_NET_EVENT_FLAG_IP_VERSION_SET: u32 = 0x100;
    /// Header flag: reauth reason is set.
    pub const FWPM_NET_EVENT_FLAG_REAUTH_REASON_SET: u32 = 0x200;
    /// Header flag: package id is set.
    pub const FWPM_NET_EVENT_FLAG_PACKAGE_ID_SET: u32 = 0x400;
    /// Header flag: enterprise id is set.
    pub const FWPM_NET_EVENT_FLAG_ENTERPRISE_ID_SET: u32 = 0x800;
    /// Header flag: policy flags is set.
    pub const FWPM_NET_EVENT_FLAG_POLICY_FLAGS_SET: u32 = 0x1000;
    /// Header flag: effective name is set.
    pub const FWPM_NET_EVENT_FLAG_EFFECTIVE_NAME_SET: u32 = 0x2000;
    /// Keyword, what to collect: inbound mcast.
    pub const FWPM_NET_EVENT_KEYWORD_INBOUND_MCAST: u32 = 1;
    /// Keyword, what to collect: inbound bcast.
    pub const FWPM_NET_EVENT_KEYWORD_INBOUND_BCAST: u32 = 2;
    /// Keyword, what to collect: capability drop.
    pub const FWPM_NET_EVENT_KEYWORD_CAPABILITY_DROP: u32 = 4;
    /// Keyword, what to collect: capability allow.
    pub const FWPM_NET_EVENT_KEYWORD_CAPABILITY_ALLOW: u32 = 8;
    /// Keyword, what to collect: classify allow.
    pub const FWPM_NET_EVENT_KEYWORD_CLASSIFY_ALLOW: u32 = 0x10;
    /// Keyword, what to collect: port scanning drop.
    pub const FWPM_NET_EVENT_KEYWORD_PORT_SCANNING_DROP: u32 = 0x20;
    /// Flag of a failed key exchange: it does no harm.
    pub const FWPM_NET_EVENT_IKEEXT_EM_FAILURE_FLAG_BENIGN: u32 = 0x2;
    /// Flag of a failed key exchange: it stands for several.
    pub const FWPM_NET_EVENT_IKEEXT_EM_FAILURE_FLAG_MULTIPLE: u32 = 0x1;
    /// Flag of a failed key exchange: it does no harm.
    pub const FWPM_NET_EVENT_IKEEXT_MM_FAILURE_FLAG_BENIGN: u32 = 0x1;
    /// Flag of a failed key exchange: it stands for several.
    pub const FWPM_NET_EVENT_IKEEXT_MM_FAILURE_FLAG_MULTIPLE: u32 = 0x2;
    /// Capability: internet client.
    pub const FWPM_APPC_NETWORK_CAPABILITY_INTERNET_CLIENT: FWPM_APPC_NETWORK_CAPABILITY_TYPE = 0;
    /// Capability: internet client server.
    pub const FWPM_APPC_NETWORK_CAPABILITY_INTERNET_CLIENT_SERVER: FWPM_APPC_NETWORK_CAPABILITY_TYPE = 1;
    /// Capability: internet private network.
    pub const FWPM_APPC_NETWORK_CAPABILITY_INTERNET_PRIVATE_NETWORK: FWPM_APPC_NETWORK_CAPABILITY_TYPE = 2;
    /// Kind of a data-link address.
    pub const DlUnicast: DL_ADDRESS_TYPE = 0;
    /// Kind of a data-link address.
    pub const DlMulticast: DL_ADDRESS_TYPE = 1;
    /// Kind of a data-link address.
    pub const DlBroadcast: DL_ADDRESS_TYPE = 2;
}

/// A network event, version 0. Source: `ns-fwpmtypes-fwpm_net_event0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT0 {
    pub header: FWPM_NET_EVENT_HEADER0,
    pub r#type: FWPM_NET_EVENT_TYPE,
    pub Anonymous: FWPM_NET_EVENT0_0,
}

/// `Anonymous` of [`FWPM_NET_EVENT0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT0_0 {
    pub ikeMmFailure: *mut FWPM_NET_EVENT_IKEEXT_MM_FAILURE0,
    pub ikeQmFailure: *mut FWPM_NET_EVENT_IKEEXT_QM_FAILURE0,
    pub ikeEmFailure: *mut FWPM_NET_EVENT_IKEEXT_EM_FAILURE0,
    pub classifyDrop: *mut FWPM_NET_EVENT_CLASSIFY_DROP0,
    pub ipsecDrop: *mut FWPM_NET_EVENT_IPSEC_KERNEL_DROP0,
    pub idpDrop: *mut FWPM_NET_EVENT_IPSEC_DOSP_DROP0,
}

/// A network event, version 1. Source: `ns-fwpmtypes-fwpm_net_event1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT1 {
    pub header: FWPM_NET_EVENT_HEADER1,
    pub r#type: FWPM_NET_EVENT_TYPE,
    pub Anonymous: FWPM_NET_EVENT1_0,
}

/// `Anonymous` of [`FWPM_NET_EVENT1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT1_0 {
    pub ikeMmFailure: *mut FWPM_NET_EVENT_IKEEXT_MM_FAILURE1,
    pub ikeQmFailure: *mut FWPM_NET_EVENT_IKEEXT_QM_FAILURE0,
    pub ikeEmFailure: *mut FWPM_NET_EVENT_IKEEXT_EM_FAILURE1,
    pub classifyDrop: *mut FWPM_NET_EVENT_CLASSIFY_DROP1,
    pub ipsecDrop: *mut FWPM_NET_EVENT_IPSEC_KERNEL_DROP0,
    pub idpDrop: *mut FWPM_NET_EVENT_IPSEC_DOSP_DROP0,
}

/// A network event, version 2. Source: `ns-fwpmtypes-fwpm_net_event2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT2 {
    pub header: FWPM_NET_EVENT_HEADER2,
    pub r#type: FWPM_NET_EVENT_TYPE,
    pub Anonymous: FWPM_NET_EVENT2_0,
}

/// `Anonymous` of [`FWPM_NET_EVENT2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT2_0 {
    pub ikeMmFailure: *mut FWPM_NET_EVENT_IKEEXT_MM_FAILURE1,
    pub ikeQmFailure: *mut FWPM_NET_EVENT_IKEEXT_QM_FAILURE0,
    pub ikeEmFailure: *mut FWPM_NET_EVENT_IKEEXT_EM_FAILURE1,
    pub classifyDrop: *mut FWPM_NET_EVENT_CLASSIFY_DROP2,
    pub ipsecDrop: *mut FWPM_NET_EVENT_IPSEC_KERNEL_DROP0,
    pub idpDrop: *mut FWPM_NET_EVENT_IPSEC_DOSP_DROP0,
    pub classifyAllow: *mut FWPM_NET_EVENT_CLASSIFY_ALLOW0,
    pub capabilityDrop: *mut FWPM_NET_EVENT_CAPABILITY_DROP0,
    pub capabilityAllow: *mut FWPM_NET_EVENT_CAPABILITY_ALLOW0,
    pub classifyDropMac: *mut FWPM_NET_EVENT_CLASSIFY_DROP_MAC0,
}

/// A network event, version 3. Source: `ns-fwpmtypes-fwpm_net_event3`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT3 {
    pub header: FWPM_NET_EVENT_HEADER3,
    pub r#type: FWPM_NET_EVENT_TYPE,
    pub Anonymous: FWPM_NET_EVENT3_0,
}

/// `Anonymous` of [`FWPM_NET_EVENT3`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT3_0 {
    pub ikeMmFailure: *mut FWPM_NET_EVENT_IKEEXT_MM_FAILURE1,
    pub ikeQmFailure: *mut FWPM_NET_EVENT_IKEEXT_QM_FAILURE0,
    pub ikeEmFailure: *mut FWPM_NET_EVENT_IKEEXT_EM_FAILURE1,
    pub classifyDrop: *mut FWPM_NET_EVENT_CLASSIFY_DROP2,
    pub ipsecDrop: *mut FWPM_NET_EVENT_IPSEC_KERNEL_DROP0,
    pub idpDrop: *mut FWPM_NET_EVENT_IPSEC_DOSP_DROP0,
    pub classifyAllow: *mut FWPM_NET_EVENT_CLASSIFY_ALLOW0,
    pub capabilityDrop: *mut FWPM_NET_EVENT_CAPABILITY_DROP0,
    pub capabilityAllow: *mut FWPM_NET_EVENT_CAPABILITY_ALLOW0,
    pub classifyDropMac: *mut FWPM_NET_EVENT_CLASSIFY_DROP_MAC0,
}

/// A network event, version 4. Source: `ns-fwpmtypes-fwpm_net_event4`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT4 {
    pub header: FWPM_NET_EVENT_HEADER3,
    pub r#type: FWPM_NET_EVENT_TYPE,
    pub Anonymous: FWPM_NET_EVENT4_0,
}

/// `Anonymous` of [`FWPM_NET_EVENT4`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT4_0 {
    pub ikeMmFailure: *mut FWPM_NET_EVENT_IKEEXT_MM_FAILURE2,
    pub ikeQmFailure: *mut FWPM_NET_EVENT_IKEEXT_QM_FAILURE1,
    pub ikeEmFailure: *mut FWPM_NET_EVENT_IKEEXT_EM_FAILURE1,
    pub classifyDrop: *mut FWPM_NET_EVENT_CLASSIFY_DROP2,
    pub ipsecDrop: *mut FWPM_NET_EVENT_IPSEC_KERNEL_DROP0,
    pub idpDrop: *mut FWPM_NET_EVENT_IPSEC_DOSP_DROP0,
    pub classifyAllow: *mut FWPM_NET_EVENT_CLASSIFY_ALLOW0,
    pub capabilityDrop: *mut FWPM_NET_EVENT_CAPABILITY_DROP0,
    pub capabilityAllow: *mut FWPM_NET_EVENT_CAPABILITY_ALLOW0,
    pub classifyDropMac: *mut FWPM_NET_EVENT_CLASSIFY_DROP_MAC0,
}

/// A network event, version 5. Source: `ns-fwpmtypes-fwpm_net_event5`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT5 {
    pub header: FWPM_NET_EVENT_HEADER3,
    pub r#type: FWPM_NET_EVENT_TYPE,
    pub Anonymous: FWPM_NET_EVENT5_0,
}

/// `Anonymous` of [`FWPM_NET_EVENT5`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT5_0 {
    pub ikeMmFailure: *mut FWPM_NET_EVENT_IKEEXT_MM_FAILURE2,
    pub ikeQmFailure: *mut FWPM_NET_EVENT_IKEEXT_QM_FAILURE1,
    pub ikeEmFailure: *mut FWPM_NET_EVENT_IKEEXT_EM_FAILURE1,
    pub classifyDrop: *mut FWPM_NET_EVENT_CLASSIFY_DROP2,
    pub ipsecDrop: *mut FWPM_NET_EVENT_IPSEC_KERNEL_DROP0,
    pub idpDrop: *mut FWPM_NET_EVENT_IPSEC_DOSP_DROP0,
    pub classifyAllow: *mut FWPM_NET_EVENT_CLASSIFY_ALLOW0,
    pub capabilityDrop: *mut FWPM_NET_EVENT_CAPABILITY_DROP0,
    pub capabilityAllow: *mut FWPM_NET_EVENT_CAPABILITY_ALLOW0,
    pub classifyDropMac: *mut FWPM_NET_EVENT_CLASSIFY_DROP_MAC0,
    pub lpmPacketArrival: *mut FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0,
}

/// Data of an event: capability allow, version 0. Source: `ns-fwpmtypes-fwpm_net_event_capability_allow0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_CAPABILITY_ALLOW0 {
    pub networkCapabilityId: FWPM_APPC_NETWORK_CAPABILITY_TYPE,
    pub filterId: u64,
    pub isLoopback: BOOL,
}

/// Data of an event: capability drop, version 0. Source: `ns-fwpmtypes-fwpm_net_event_capability_drop0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_CAPABILITY_DROP0 {
    pub networkCapabilityId: FWPM_APPC_NETWORK_CAPABILITY_TYPE,
    pub filterId: u64,
    pub isLoopback: BOOL,
}

/// Data of an event: classify allow, version 0. Source: `ns-fwpmtypes-fwpm_net_event_classify_allow0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_CLASSIFY_ALLOW0 {
    pub filterId: u64,
    pub layerId: u16,
    pub reauthReason: u32,
    pub originalProfile: u32,
    pub currentProfile: u32,
    pub msFwpDirection: u32,
    pub isLoopback: BOOL,
}

/// Data of an event: classify drop, version 0. Source: `ns-fwpmtypes-fwpm_net_event_classify_drop0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_CLASSIFY_DROP0 {
    pub filterId: u64,
    pub layerId: u16,
}

/// Data of an event: classify drop, version 1. Source: `ns-fwpmtypes-fwpm_net_event_classify_drop1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_CLASSIFY_DROP1 {
    pub filterId: u64,
    pub layerId: u16,
    pub reauthReason: u32,
    pub originalProfile: u32,
    pub currentProfile: u32,
    pub msFwpDirection: u32,
    pub isLoopback: BOOL,
}

/// Data of an event: classify drop, version 2. Source: `ns-fwpmtypes-fwpm_net_event_classify_drop2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_CLASSIFY_DROP2 {
    pub filterId: u64,
    pub layerId: u16,
    pub reauthReason: u32,
    pub originalProfile: u32,
    pub currentProfile: u32,
    pub msFwpDirection: u32,
    pub isLoopback: BOOL,
    pub vSwitchId: FWP_BYTE_BLOB,
    pub vSwitchSourcePort: u32,
    pub vSwitchDestinationPort: u32,
}

/// Data of an event: classify drop mac, version 0. Source: `ns-fwpmtypes-fwpm_net_event_classify_drop_mac0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_CLASSIFY_DROP_MAC0 {
    pub localMacAddr: FWP_BYTE_ARRAY6,
    pub remoteMacAddr: FWP_BYTE_ARRAY6,
    pub mediaType: u32,
    pub ifType: u32,
    pub etherType: u16,
    pub ndisPortNumber: u32,
    pub reserved: u32,
    pub vlanTag: u16,
    pub ifLuid: u64,
    pub filterId: u64,
    pub layerId: u16,
    pub reauthReason: u32,
    pub originalProfile: u32,
    pub currentProfile: u32,
    pub msFwpDirection: u32,
    pub isLoopback: BOOL,
    pub vSwitchId: FWP_BYTE_BLOB,
    pub vSwitchSourcePort: u32,
    pub vSwitchDestinationPort: u32,
}

/// Which network events an enumeration takes. Source: `ns-fwpmtypes-fwpm_net_event_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_ENUM_TEMPLATE0 {
    pub startTime: FILETIME,
    pub endTime: FILETIME,
    pub numFilterConditions: u32,
    pub filterCondition: *mut FWPM_FILTER_CONDITION0,
}

/// What all network events have, version 0. Source: `ns-fwpmtypes-fwpm_net_event_header0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_HEADER0 {
    pub timeStamp: FILETIME,
    pub flags: u32,
    pub ipVersion: FWP_IP_VERSION,
    pub ipProtocol: u8,
    pub Anonymous1: FWPM_NET_EVENT_HEADER0_0,
    pub Anonymous2: FWPM_NET_EVENT_HEADER0_1,
    pub localPort: u16,
    pub remotePort: u16,
    pub scopeId: u32,
    pub appId: FWP_BYTE_BLOB,
    pub userId: *mut SID,
}

/// `Anonymous1` of [`FWPM_NET_EVENT_HEADER0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_HEADER0_0 {
    pub localAddrV4: u32,
    pub localAddrV6: FWP_BYTE_ARRAY16,
}

/// `Anonymous2` of [`FWPM_NET_EVENT_HEADER0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_HEADER0_1 {
    pub remoteAddrV4: u32,
    pub remoteAddrV6: FWP_BYTE_ARRAY16,
}

/// What all network events have, version 1. Source: `ns-fwpmtypes-fwpm_net_event_header1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_HEADER1 {
    pub timeStamp: FILETIME,
    pub flags: u32,
    pub ipVersion: FWP_IP_VERSION,
    pub ipProtocol: u8,
    pub Anonymous1: FWPM_NET_EVENT_HEADER1_0,
    pub Anonymous2: FWPM_NET_EVENT_HEADER1_1,
    pub localPort: u16,
    pub remotePort: u16,
    pub scopeId: u32,
    pub appId: FWP_BYTE_BLOB,
    pub userId: *mut SID,
    pub Anonymous3: FWPM_NET_EVENT_HEADER1_2,
}

/// `Anonymous1` of [`FWPM_NET_EVENT_HEADER1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_HEADER1_0 {
    pub localAddrV4: u32,
    pub localAddrV6: FWP_BYTE_ARRAY16,
}

/// `Anonymous2` of [`FWPM_NET_EVENT_HEADER1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_HEADER1_1 {
    pub remoteAddrV4: u32,
    pub remoteAddrV6: FWP_BYTE_ARRAY16,
}

/// `Anonymous3` of [`FWPM_NET_EVENT_HEADER1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_HEADER1_2 {
    pub Anonymous: FWPM_NET_EVENT_HEADER1_2_0,
}

/// `Anonymous` of [`FWPM_NET_EVENT_HEADER1_2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_HEADER1_2_0 {
    pub reserved1: FWP_AF,
    pub Anonymous: FWPM_NET_EVENT_HEADER1_2_0_0,
}

/// `Anonymous` of [`FWPM_NET_EVENT_HEADER1_2_0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_HEADER1_2_0_0 {
    pub Anonymous: FWPM_NET_EVENT_HEADER1_2_0_0_0,
}

/// `Anonymous` of [`FWPM_NET_EVENT_HEADER1_2_0_0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_HEADER1_2_0_0_0 {
    pub reserved2: FWP_BYTE_ARRAY6,
    pub reserved3: FWP_BYTE_ARRAY6,
    pub reserved4: u32,
    pub reserved5: u32,
    pub reserved6: u16,
    pub reserved7: u32,
    pub reserved8: u32,
    pub reserved9: u16,
    pub reserved10: u64,
}

/// What all network events have, version 2. Source: `ns-fwpmtypes-fwpm_net_event_header2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_HEADER2 {
    pub timeStamp: FILETIME,
    pub flags: u32,
    pub ipVersion: FWP_IP_VERSION,
    pub ipProtocol: u8,
    pub Anonymous1: FWPM_NET_EVENT_HEADER2_0,
    pub Anonymous2: FWPM_NET_EVENT_HEADER2_1,
    pub localPort: u16,
    pub remotePort: u16,
    pub scopeId: u32,
    pub appId: FWP_BYTE_BLOB,
    pub userId: *mut SID,
    pub addressFamily: FWP_AF,
    pub packageSid: *mut SID,
}

/// `Anonymous1` of [`FWPM_NET_EVENT_HEADER2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_HEADER2_0 {
    pub localAddrV4: u32,
    pub localAddrV6: FWP_BYTE_ARRAY16,
}

/// `Anonymous2` of [`FWPM_NET_EVENT_HEADER2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_HEADER2_1 {
    pub remoteAddrV4: u32,
    pub remoteAddrV6: FWP_BYTE_ARRAY16,
}

/// What all network events have, version 3. Source: `ns-fwpmtypes-fwpm_net_event_header3`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_HEADER3 {
    pub timeStamp: FILETIME,
    pub flags: u32,
    pub ipVersion: FWP_IP_VERSION,
    pub ipProtocol: u8,
    pub Anonymous1: FWPM_NET_EVENT_HEADER3_0,
    pub Anonymous2: FWPM_NET_EVENT_HEADER3_1,
    pub localPort: u16,
    pub remotePort: u16,
    pub scopeId: u32,
    pub appId: FWP_BYTE_BLOB,
    pub userId: *mut SID,
    pub addressFamily: FWP_AF,
    pub packageSid: *mut SID,
    pub enterpriseId: PWSTR,
    pub policyFlags: u64,
    pub effectiveName: FWP_BYTE_BLOB,
}

/// `Anonymous1` of [`FWPM_NET_EVENT_HEADER3`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_HEADER3_0 {
    pub localAddrV4: u32,
    pub localAddrV6: FWP_BYTE_ARRAY16,
}

/// `Anonymous2` of [`FWPM_NET_EVENT_HEADER3`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_HEADER3_1 {
    pub remoteAddrV4: u32,
    pub remoteAddrV6: FWP_BYTE_ARRAY16,
}

/// Data of an event: key exchange em failure, version 0. Source: `ns-fwpmtypes-fwpm_net_event_ikeext_em_failure0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_IKEEXT_EM_FAILURE0 {
    pub failureErrorCode: u32,
    pub failurePoint: IPSEC_FAILURE_POINT,
    pub flags: u32,
    pub emState: IKEEXT_EM_SA_STATE,
    pub saRole: IKEEXT_SA_ROLE,
    pub emAuthMethod: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub endCertHash: [u8; 20],
    pub mmId: u64,
    pub qmFilterId: u64,
}

/// Data of an event: key exchange em failure, version 1. Source: `ns-fwpmtypes-fwpm_net_event_ikeext_em_failure1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_IKEEXT_EM_FAILURE1 {
    pub failureErrorCode: u32,
    pub failurePoint: IPSEC_FAILURE_POINT,
    pub flags: u32,
    pub emState: IKEEXT_EM_SA_STATE,
    pub saRole: IKEEXT_SA_ROLE,
    pub emAuthMethod: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub endCertHash: [u8; 20],
    pub mmId: u64,
    pub qmFilterId: u64,
    pub localPrincipalNameForAuth: PWSTR,
    pub remotePrincipalNameForAuth: PWSTR,
    pub numLocalPrincipalGroupSids: u32,
    pub localPrincipalGroupSids: *mut PWSTR,
    pub numRemotePrincipalGroupSids: u32,
    pub remotePrincipalGroupSids: *mut PWSTR,
    pub saTrafficType: IPSEC_TRAFFIC_TYPE,
}

/// Data of an event: key exchange mm failure, version 0. Source: `ns-fwpmtypes-fwpm_net_event_ikeext_mm_failure0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_IKEEXT_MM_FAILURE0 {
    pub failureErrorCode: u32,
    pub failurePoint: IPSEC_FAILURE_POINT,
    pub flags: u32,
    pub keyingModuleType: IKEEXT_KEY_MODULE_TYPE,
    pub mmState: IKEEXT_MM_SA_STATE,
    pub saRole: IKEEXT_SA_ROLE,
    pub mmAuthMethod: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub endCertHash: [u8; 20],
    pub mmId: u64,
    pub mmFilterId: u64,
}

/// Data of an event: key exchange mm failure, version 1. Source: `ns-fwpmtypes-fwpm_net_event_ikeext_mm_failure1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_IKEEXT_MM_FAILURE1 {
    pub failureErrorCode: u32,
    pub failurePoint: IPSEC_FAILURE_POINT,
    pub flags: u32,
    pub keyingModuleType: IKEEXT_KEY_MODULE_TYPE,
    pub mmState: IKEEXT_MM_SA_STATE,
    pub saRole: IKEEXT_SA_ROLE,
    pub mmAuthMethod: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub endCertHash: [u8; 20],
    pub mmId: u64,
    pub mmFilterId: u64,
    pub localPrincipalNameForAuth: PWSTR,
    pub remotePrincipalNameForAuth: PWSTR,
    pub numLocalPrincipalGroupSids: u32,
    pub localPrincipalGroupSids: *mut PWSTR,
    pub numRemotePrincipalGroupSids: u32,
    pub remotePrincipalGroupSids: *mut PWSTR,
}

/// Data of an event: key exchange mm failure, version 2. Source: `ns-fwpmtypes-fwpm_net_event_ikeext_mm_failure2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_IKEEXT_MM_FAILURE2 {
    pub failureErrorCode: u32,
    pub failurePoint: IPSEC_FAILURE_POINT,
    pub flags: u32,
    pub keyingModuleType: IKEEXT_KEY_MODULE_TYPE,
    pub mmState: IKEEXT_MM_SA_STATE,
    pub saRole: IKEEXT_SA_ROLE,
    pub mmAuthMethod: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub endCertHash: [u8; 20],
    pub mmId: u64,
    pub mmFilterId: u64,
    pub localPrincipalNameForAuth: PWSTR,
    pub remotePrincipalNameForAuth: PWSTR,
    pub numLocalPrincipalGroupSids: u32,
    pub localPrincipalGroupSids: *mut PWSTR,
    pub numRemotePrincipalGroupSids: u32,
    pub remotePrincipalGroupSids: *mut PWSTR,
    pub providerContextKey: *mut GUID,
}

/// Data of an event: key exchange qm failure, version 0. Source: `ns-fwpmtypes-fwpm_net_event_ikeext_qm_failure0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_IKEEXT_QM_FAILURE0 {
    pub failureErrorCode: u32,
    pub failurePoint: IPSEC_FAILURE_POINT,
    pub keyingModuleType: IKEEXT_KEY_MODULE_TYPE,
    pub qmState: IKEEXT_QM_SA_STATE,
    pub saRole: IKEEXT_SA_ROLE,
    pub saTrafficType: IPSEC_TRAFFIC_TYPE,
    pub Anonymous1: FWPM_NET_EVENT_IKEEXT_QM_FAILURE0_0,
    pub Anonymous2: FWPM_NET_EVENT_IKEEXT_QM_FAILURE0_1,
    pub qmFilterId: u64,
}

/// `Anonymous1` of [`FWPM_NET_EVENT_IKEEXT_QM_FAILURE0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_IKEEXT_QM_FAILURE0_0 {
    pub localSubNet: FWP_CONDITION_VALUE0,
}

/// `Anonymous2` of [`FWPM_NET_EVENT_IKEEXT_QM_FAILURE0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_IKEEXT_QM_FAILURE0_1 {
    pub remoteSubNet: FWP_CONDITION_VALUE0,
}

/// Data of an event: key exchange qm failure, version 1. Source: `ns-fwpmtypes-fwpm_net_event_ikeext_qm_failure1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_IKEEXT_QM_FAILURE1 {
    pub failureErrorCode: u32,
    pub failurePoint: IPSEC_FAILURE_POINT,
    pub keyingModuleType: IKEEXT_KEY_MODULE_TYPE,
    pub qmState: IKEEXT_QM_SA_STATE,
    pub saRole: IKEEXT_SA_ROLE,
    pub saTrafficType: IPSEC_TRAFFIC_TYPE,
    pub Anonymous1: FWPM_NET_EVENT_IKEEXT_QM_FAILURE1_0,
    pub Anonymous2: FWPM_NET_EVENT_IKEEXT_QM_FAILURE1_1,
    pub qmFilterId: u64,
    pub mmSaLuid: u64,
    pub mmProviderContextKey: GUID,
}

/// `Anonymous1` of [`FWPM_NET_EVENT_IKEEXT_QM_FAILURE1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_IKEEXT_QM_FAILURE1_0 {
    pub localSubNet: FWP_CONDITION_VALUE0,
}

/// `Anonymous2` of [`FWPM_NET_EVENT_IKEEXT_QM_FAILURE1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_IKEEXT_QM_FAILURE1_1 {
    pub remoteSubNet: FWP_CONDITION_VALUE0,
}

/// Data of an event: `IPsec` dosp drop, version 0. Source: `ns-fwpmtypes-fwpm_net_event_ipsec_dosp_drop0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_IPSEC_DOSP_DROP0 {
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous1: FWPM_NET_EVENT_IPSEC_DOSP_DROP0_0,
    pub Anonymous2: FWPM_NET_EVENT_IPSEC_DOSP_DROP0_1,
    pub failureStatus: i32,
    pub direction: FWP_DIRECTION,
}

/// `Anonymous1` of [`FWPM_NET_EVENT_IPSEC_DOSP_DROP0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_IPSEC_DOSP_DROP0_0 {
    pub publicHostV4Addr: u32,
    pub publicHostV6Addr: [u8; 16],
}

/// `Anonymous2` of [`FWPM_NET_EVENT_IPSEC_DOSP_DROP0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPM_NET_EVENT_IPSEC_DOSP_DROP0_1 {
    pub internalHostV4Addr: u32,
    pub internalHostV6Addr: [u8; 16],
}

/// Data of an event: `IPsec` kernel drop, version 0. Source: `ns-fwpmtypes-fwpm_net_event_ipsec_kernel_drop0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_IPSEC_KERNEL_DROP0 {
    pub failureStatus: i32,
    pub direction: FWP_DIRECTION,
    pub spi: u32,
    pub filterId: u64,
    pub layerId: u16,
}

/// Data of an event: lpm packet arrival, version 0. Source: `ns-fwpmtypes-fwpm_net_event_lpm_packet_arrival0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0 {
    pub spi: u32,
}

zero!(
    FWPM_NET_EVENT0,
    FWPM_NET_EVENT1,
    FWPM_NET_EVENT2,
    FWPM_NET_EVENT3,
    FWPM_NET_EVENT4,
    FWPM_NET_EVENT5,
    FWPM_NET_EVENT_CAPABILITY_ALLOW0,
    FWPM_NET_EVENT_CAPABILITY_DROP0,
    FWPM_NET_EVENT_CLASSIFY_ALLOW0,
    FWPM_NET_EVENT_CLASSIFY_DROP0,
    FWPM_NET_EVENT_CLASSIFY_DROP1,
    FWPM_NET_EVENT_CLASSIFY_DROP2,
    FWPM_NET_EVENT_CLASSIFY_DROP_MAC0,
    FWPM_NET_EVENT_ENUM_TEMPLATE0,
    FWPM_NET_EVENT_HEADER0,
    FWPM_NET_EVENT_HEADER1,
    FWPM_NET_EVENT_HEADER2,
    FWPM_NET_EVENT_HEADER3,
    FWPM_NET_EVENT_IKEEXT_EM_FAILURE0,
    FWPM_NET_EVENT_IKEEXT_EM_FAILURE1,
    FWPM_NET_EVENT_IKEEXT_MM_FAILURE0,
    FWPM_NET_EVENT_IKEEXT_MM_FAILURE1,
    FWPM_NET_EVENT_IKEEXT_MM_FAILURE2,
    FWPM_NET_EVENT_IKEEXT_QM_FAILURE0,
    FWPM_NET_EVENT_IKEEXT_QM_FAILURE1,
    FWPM_NET_EVENT_IPSEC_DOSP_DROP0,
    FWPM_NET_EVENT_IPSEC_KERNEL_DROP0,
    FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0,
);

layout! {
    FWPM_NET_EVENT0 = (104, 8) {
        header = (0, 88),
        r#type = (88, 4),
        Anonymous.ikeMmFailure = (96, 8),
        Anonymous.ikeQmFailure = (96, 8),
        Anonymous.ikeEmFailure = (96, 8),
        Anonymous.classifyDrop = (96, 8),
        Anonymous.ipsecDrop = (96, 8),
        Anonymous.idpDrop = (96, 8),
    }
    FWPM_NET_EVENT1 = (160, 8) {
        header = (0, 144),
        r#type = (144, 4),
        Anonymous.ikeMmFailure = (152, 8),
        Anonymous.ikeQmFailure = (152, 8),
        Anonymous.ikeEmFailure = (152, 8),
        Anonymous.classifyDrop = (152, 8),
        Anonymous.ipsecDrop = (152, 8),
        Anonymous.idpDrop = (152, 8),
    }
    FWPM_NET_EVENT2 = (120, 8) {
        header = (0, 104),
        r#type = (104, 4),
        Anonymous.ikeMmFailure = (112, 8),
        Anonymous.ikeQmFailure = (112, 8),
        Anonymous.ikeEmFailure = (112, 8),
        Anonymous.classifyDrop = (112, 8),
        Anonymous.ipsecDrop = (112, 8),
        Anonymous.idpDrop = (112, 8),
        Anonymous.classifyAllow = (112, 8),
        Anonymous.capabilityDrop = (112, 8),
        Anonymous.capabilityAllow = (112, 8),
        Anonymous.classifyDropMac = (112, 8),
    }
    FWPM_NET_EVENT3 = (152, 8) {
        header = (0, 136),
        r#type = (136, 4),
        Anonymous.ikeMmFailure = (144, 8),
        Anonymous.ikeQmFailure = (144, 8),
        Anonymous.ikeEmFailure = (144, 8),
        Anonymous.classifyDrop = (144, 8),
        Anonymous.ipsecDrop = (144, 8),
        Anonymous.idpDrop = (144, 8),
        Anonymous.classifyAllow = (144, 8),
        Anonymous.capabilityDrop = (144, 8),
        Anonymous.capabilityAllow = (144, 8),
        Anonymous.classifyDropMac = (144, 8),
    }
    FWPM_NET_EVENT4 = (152, 8) {
        header = (0, 136),
        r#type = (136, 4),
        Anonymous.ikeMmFailure = (144, 8),
        Anonymous.ikeQmFailure = (144, 8),
        Anonymous.ikeEmFailure = (144, 8),
        Anonymous.classifyDrop = (144, 8),
        Anonymous.ipsecDrop = (144, 8),
        Anonymous.idpDrop = (144, 8),
        Anonymous.classifyAllow = (144, 8),
        Anonymous.capabilityDrop = (144, 8),
        Anonymous.capabilityAllow = (144, 8),
        Anonymous.classifyDropMac = (144, 8),
    }
    FWPM_NET_EVENT5 = (152, 8) {
        header = (0, 136),
        r#type = (136, 4),
        Anonymous.ikeMmFailure = (144, 8),
        Anonymous.ikeQmFailure = (144, 8),
        Anonymous.ikeEmFailure = (144, 8),
        Anonymous.classifyDrop = (144, 8),
        Anonymous.ipsecDrop = (144, 8),
        Anonymous.idpDrop = (144, 8),
        Anonymous.classifyAllow = (144, 8),
        Anonymous.capabilityDrop = (144, 8),
        Anonymous.capabilityAllow = (144, 8),
        Anonymous.classifyDropMac = (144, 8),
        Anonymous.lpmPacketArrival = (144, 8),
    }
    FWPM_NET_EVENT_CAPABILITY_ALLOW0 = (24, 8) {
        networkCapabilityId = (0, 4),
        filterId = (8, 8),
        isLoopback = (16, 4),
    }
    FWPM_NET_EVENT_CAPABILITY_DROP0 = (24, 8) {
        networkCapabilityId = (0, 4),
        filterId = (8, 8),
        isLoopback = (16, 4),
    }
    FWPM_NET_EVENT_CLASSIFY_ALLOW0 = (32, 8) {
        filterId = (0, 8),
        layerId = (8, 2),
        reauthReason = (12, 4),
        originalProfile = (16, 4),
        currentProfile = (20, 4),
        msFwpDirection = (24, 4),
        isLoopback = (28, 4),
    }
    FWPM_NET_EVENT_CLASSIFY_DROP0 = (16, 8) {
        filterId = (0, 8),
        layerId = (8, 2),
    }
    FWPM_NET_EVENT_CLASSIFY_DROP1 = (32, 8) {
        filterId = (0, 8),
        layerId = (8, 2),
        reauthReason = (12, 4),
        originalProfile = (16, 4),
        currentProfile = (20, 4),
        msFwpDirection = (24, 4),
        isLoopback = (28, 4),
    }
    FWPM_NET_EVENT_CLASSIFY_DROP2 = (56, 8) {
        filterId = (0, 8),
        layerId = (8, 2),
        reauthReason = (12, 4),
        originalProfile = (16, 4),
        currentProfile = (20, 4),
        msFwpDirection = (24, 4),
        isLoopback = (28, 4),
        vSwitchId = (32, 16),
        vSwitchSourcePort = (48, 4),
        vSwitchDestinationPort = (52, 4),
    }
    FWPM_NET_EVENT_CLASSIFY_DROP_MAC0 = (104, 8) {
        localMacAddr = (0, 6),
        remoteMacAddr = (6, 6),
        mediaType = (12, 4),
        ifType = (16, 4),
        etherType = (20, 2),
        ndisPortNumber = (24, 4),
        reserved = (28, 4),
        vlanTag = (32, 2),
        ifLuid = (40, 8),
        filterId = (48, 8),
        layerId = (56, 2),
        reauthReason = (60, 4),
        originalProfile = (64, 4),
        currentProfile = (68, 4),
        msFwpDirection = (72, 4),
        isLoopback = (76, 4),
        vSwitchId = (80, 16),
        vSwitchSourcePort = (96, 4),
        vSwitchDestinationPort = (100, 4),
    }
    FWPM_NET_EVENT_ENUM_TEMPLATE0 = (32, 8) {
        startTime = (0, 8),
        endTime = (8, 8),
        numFilterConditions = (16, 4),
        filterCondition = (24, 8),
    }
    FWPM_NET_EVENT_HEADER0 = (88, 8) {
        timeStamp = (0, 8),
        flags = (8, 4),
        ipVersion = (12, 4),
        ipProtocol = (16, 1),
        Anonymous1.localAddrV4 = (20, 4),
        Anonymous1.localAddrV6 = (20, 16),
        Anonymous2.remoteAddrV4 = (36, 4),
        Anonymous2.remoteAddrV6 = (36, 16),
        localPort = (52, 2),
        remotePort = (54, 2),
        scopeId = (56, 4),
        appId = (64, 16),
        userId = (80, 8),
    }
    FWPM_NET_EVENT_HEADER1 = (144, 8) {
        timeStamp = (0, 8),
        flags = (8, 4),
        ipVersion = (12, 4),
        ipProtocol = (16, 1),
        Anonymous1.localAddrV4 = (20, 4),
        Anonymous1.localAddrV6 = (20, 16),
        Anonymous2.remoteAddrV4 = (36, 4),
        Anonymous2.remoteAddrV6 = (36, 16),
        localPort = (52, 2),
        remotePort = (54, 2),
        scopeId = (56, 4),
        appId = (64, 16),
        userId = (80, 8),
        Anonymous3.Anonymous.reserved1 = (88, 4),
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved2 = (96, 6),
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved3 = (102, 6),
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved4 = (108, 4),
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved5 = (112, 4),
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved6 = (116, 2),
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved7 = (120, 4),
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved8 = (124, 4),
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved9 = (128, 2),
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved10 = (136, 8),
    }
    FWPM_NET_EVENT_HEADER2 = (104, 8) {
        timeStamp = (0, 8),
        flags = (8, 4),
        ipVersion = (12, 4),
        ipProtocol = (16, 1),
        Anonymous1.localAddrV4 = (20, 4),
        Anonymous1.localAddrV6 = (20, 16),
        Anonymous2.remoteAddrV4 = (36, 4),
        Anonymous2.remoteAddrV6 = (36, 16),
        localPort = (52, 2),
        remotePort = (54, 2),
        scopeId = (56, 4),
        appId = (64, 16),
        userId = (80, 8),
        addressFamily = (88, 4),
        packageSid = (96, 8),
    }
    FWPM_NET_EVENT_HEADER3 = (136, 8) {
        timeStamp = (0, 8),
        flags = (8, 4),
        ipVersion = (12, 4),
        ipProtocol = (16, 1),
        Anonymous1.localAddrV4 = (20, 4),
        Anonymous1.localAddrV6 = (20, 16),
        Anonymous2.remoteAddrV4 = (36, 4),
        Anonymous2.remoteAddrV6 = (36, 16),
        localPort = (52, 2),
        remotePort = (54, 2),
        scopeId = (56, 4),
        appId = (64, 16),
        userId = (80, 8),
        addressFamily = (88, 4),
        packageSid = (96, 8),
        enterpriseId = (104, 8),
        policyFlags = (112, 8),
        effectiveName = (120, 16),
    }
    FWPM_NET_EVENT_IKEEXT_EM_FAILURE0 = (64, 8) {
        failureErrorCode = (0, 4),
        failurePoint = (4, 4),
        flags = (8, 4),
        emState = (12, 4),
        saRole = (16, 4),
        emAuthMethod = (20, 4),
        endCertHash = (24, 20),
        mmId = (48, 8),
        qmFilterId = (56, 8),
    }
    FWPM_NET_EVENT_IKEEXT_EM_FAILURE1 = (120, 8) {
        failureErrorCode = (0, 4),
        failurePoint = (4, 4),
        flags = (8, 4),
        emState = (12, 4),
        saRole = (16, 4),
        emAuthMethod = (20, 4),
        endCertHash = (24, 20),
        mmId = (48, 8),
        qmFilterId = (56, 8),
        localPrincipalNameForAuth = (64, 8),
        remotePrincipalNameForAuth = (72, 8),
        numLocalPrincipalGroupSids = (80, 4),
        localPrincipalGroupSids = (88, 8),
        numRemotePrincipalGroupSids = (96, 4),
        remotePrincipalGroupSids = (104, 8),
        saTrafficType = (112, 4),
    }
    FWPM_NET_EVENT_IKEEXT_MM_FAILURE0 = (64, 8) {
        failureErrorCode = (0, 4),
        failurePoint = (4, 4),
        flags = (8, 4),
        keyingModuleType = (12, 4),
        mmState = (16, 4),
        saRole = (20, 4),
        mmAuthMethod = (24, 4),
        endCertHash = (28, 20),
        mmId = (48, 8),
        mmFilterId = (56, 8),
    }
    FWPM_NET_EVENT_IKEEXT_MM_FAILURE1 = (112, 8) {
        failureErrorCode = (0, 4),
        failurePoint = (4, 4),
        flags = (8, 4),
        keyingModuleType = (12, 4),
        mmState = (16, 4),
        saRole = (20, 4),
        mmAuthMethod = (24, 4),
        endCertHash = (28, 20),
        mmId = (48, 8),
        mmFilterId = (56, 8),
        localPrincipalNameForAuth = (64, 8),
        remotePrincipalNameForAuth = (72, 8),
        numLocalPrincipalGroupSids = (80, 4),
        localPrincipalGroupSids = (88, 8),
        numRemotePrincipalGroupSids = (96, 4),
        remotePrincipalGroupSids = (104, 8),
    }
    FWPM_NET_EVENT_IKEEXT_MM_FAILURE2 = (120, 8) {
        failureErrorCode = (0, 4),
        failurePoint = (4, 4),
        flags = (8, 4),
        keyingModuleType = (12, 4),
        mmState = (16, 4),
        saRole = (20, 4),
        mmAuthMethod = (24, 4),
        endCertHash = (28, 20),
        mmId = (48, 8),
        mmFilterId = (56, 8),
        localPrincipalNameForAuth = (64, 8),
        remotePrincipalNameForAuth = (72, 8),
        numLocalPrincipalGroupSids = (80, 4),
        localPrincipalGroupSids = (88, 8),
        numRemotePrincipalGroupSids = (96, 4),
        remotePrincipalGroupSids = (104, 8),
        providerContextKey = (112, 8),
    }
    FWPM_NET_EVENT_IKEEXT_QM_FAILURE0 = (64, 8) {
        failureErrorCode = (0, 4),
        failurePoint = (4, 4),
        keyingModuleType = (8, 4),
        qmState = (12, 4),
        saRole = (16, 4),
        saTrafficType = (20, 4),
        Anonymous1.localSubNet = (24, 16),
        Anonymous2.remoteSubNet = (40, 16),
        qmFilterId = (56, 8),
    }
    FWPM_NET_EVENT_IKEEXT_QM_FAILURE1 = (88, 8) {
        failureErrorCode = (0, 4),
        failurePoint = (4, 4),
        keyingModuleType = (8, 4),
        qmState = (12, 4),
        saRole = (16, 4),
        saTrafficType = (20, 4),
        Anonymous1.localSubNet = (24, 16),
        Anonymous2.remoteSubNet = (40, 16),
        qmFilterId = (56, 8),
        mmSaLuid = (64, 8),
        mmProviderContextKey = (72, 16),
    }
    FWPM_NET_EVENT_IPSEC_DOSP_DROP0 = (44, 4) {
        ipVersion = (0, 4),
        Anonymous1.publicHostV4Addr = (4, 4),
        Anonymous1.publicHostV6Addr = (4, 16),
        Anonymous2.internalHostV4Addr = (20, 4),
        Anonymous2.internalHostV6Addr = (20, 16),
        failureStatus = (36, 4),
        direction = (40, 4),
    }
    FWPM_NET_EVENT_IPSEC_KERNEL_DROP0 = (32, 8) {
        failureStatus = (0, 4),
        direction = (4, 4),
        spi = (8, 4),
        filterId = (16, 8),
        layerId = (24, 2),
    }
    FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0 = (4, 4) {
        spi = (0, 4),
    }
}

functions! {
    /// Starts an enumeration of network events; a NULL template takes all. Ends with
    /// [`FwpmNetEventDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmneteventcreateenumhandle0`.
    #[must_use]
    pub fn FwpmNetEventCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const FWPM_NET_EVENT_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Ends an enumeration of network events.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmneteventdestroyenumhandle0`.
    #[must_use]
    pub fn FwpmNetEventDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next network events of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NET_EVENTS_DISABLED`](crate::STATUS_FWP_NET_EVENTS_DISABLED); others. Source:
    /// `nf-fwpmu-fwpmneteventenum0`.
    #[must_use]
    pub fn FwpmNetEventEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_NET_EVENT0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next network events of an enumeration, version 1; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NET_EVENTS_DISABLED`](crate::STATUS_FWP_NET_EVENTS_DISABLED); others. Source:
    /// `nf-fwpmu-fwpmneteventenum1`.
    #[must_use]
    pub fn FwpmNetEventEnum1(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_NET_EVENT1,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next network events of an enumeration, version 2; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NET_EVENTS_DISABLED`](crate::STATUS_FWP_NET_EVENTS_DISABLED); others. Source:
    /// `nf-fwpmu-fwpmneteventenum2`.
    #[must_use]
    pub fn FwpmNetEventEnum2(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_NET_EVENT2,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next network events of an enumeration, version 3; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 10 1607. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NET_EVENTS_DISABLED`](crate::STATUS_FWP_NET_EVENTS_DISABLED); others. Source:
    /// `nf-fwpmu-fwpmneteventenum3`.
    #[must_use]
    pub fn FwpmNetEventEnum3(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_NET_EVENT3,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next network events of an enumeration, version 4; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** (the page is silent). **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NET_EVENTS_DISABLED`](crate::STATUS_FWP_NET_EVENTS_DISABLED); others. Source:
    /// `nf-fwpmu-fwpmneteventenum4`.
    #[must_use]
    pub fn FwpmNetEventEnum4(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_NET_EVENT4,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next network events of an enumeration, version 5; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** (the page is silent). **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NET_EVENTS_DISABLED`](crate::STATUS_FWP_NET_EVENTS_DISABLED); others. Source:
    /// `nf-fwpmu-fwpmneteventenum5`.
    #[must_use]
    pub fn FwpmNetEventEnum5(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut FWPM_NET_EVENT5,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;
}
