//! `IPsec`: policies, security associations, tunnels, statistics (`fwpmk.h`, `ipsectypes.h`).
//!
//! A callout driver meets these types in provider contexts and network events; the functions are for whoever manages
//! security associations. All need a session ([`FwpmEngineOpen0`](crate::FwpmEngineOpen0)) and are described by the pages
//! of their user-mode twins.
//!
//! Source: `ipsectypes.h`; members and numbers from Microsoft's metadata.
#![allow(
    missing_docs,
    reason = "the members are described on the page of each structure"
)]

use crate::base::{ACL, GUID, HANDLE, NTSTATUS, PSECURITY_DESCRIPTOR, PSID, PWSTR, SID};
use crate::fwpm::filter::{FWPM_FILTER_CONDITION0, FWPM_FILTER0};
use crate::fwpm::key_exchange::{IKEEXT_EM_POLICY0, IKEEXT_EM_POLICY1, IKEEXT_EM_POLICY2};
use crate::fwpm::provider_context::{
    FWPM_PROVIDER_CONTEXT0, FWPM_PROVIDER_CONTEXT1, FWPM_PROVIDER_CONTEXT2, FWPM_PROVIDER_CONTEXT3,
};
use crate::value::{
    FWP_BYTE_ARRAY16, FWP_BYTE_BLOB, FWP_CONDITION_VALUE0, FWP_DIRECTION, FWP_IP_VERSION,
    FWP_V6_ADDR_AND_MASK,
};

/// Source: `ne-ipsectypes-ipsec_auth_type`.
pub type IPSEC_AUTH_TYPE = i32;

/// Source: `ne-ipsectypes-ipsec_cipher_type`.
pub type IPSEC_CIPHER_TYPE = i32;

/// Flags.
pub type IPSEC_DOSP_FLAGS = u32;

/// Source: `ne-ipsectypes-ipsec_failure_point`.
pub type IPSEC_FAILURE_POINT = i32;

/// Source: `ne-ipsectypes-ipsec_pfs_group`.
pub type IPSEC_PFS_GROUP = i32;

/// Flags.
pub type IPSEC_POLICY_FLAG = u32;

/// Flags.
pub type IPSEC_SA_BUNDLE_FLAGS = u32;

/// Source: `ne-ipsectypes-ipsec_sa_context_event_type0`.
pub type IPSEC_SA_CONTEXT_EVENT_TYPE0 = i32;

/// Source: `ne-ipsectypes-ipsec_token_mode`.
pub type IPSEC_TOKEN_MODE = i32;

/// Source: `ne-ipsectypes-ipsec_token_principal`.
pub type IPSEC_TOKEN_PRINCIPAL = i32;

/// Source: `ne-ipsectypes-ipsec_token_type`.
pub type IPSEC_TOKEN_TYPE = i32;

/// Source: `ne-ipsectypes-ipsec_traffic_type`.
pub type IPSEC_TRAFFIC_TYPE = i32;

/// Source: `ne-ipsectypes-ipsec_transform_type`.
pub type IPSEC_TRANSFORM_TYPE = i32;

constants! {
    // IPSEC_AUTH_TYPE
    pub const IPSEC_AUTH_MD5: IPSEC_AUTH_TYPE = 0;
    pub const IPSEC_AUTH_SHA_1: IPSEC_AUTH_TYPE = 1;
    pub const IPSEC_AUTH_SHA_256: IPSEC_AUTH_TYPE = 2;
    pub const IPSEC_AUTH_AES_128: IPSEC_AUTH_TYPE = 3;
    pub const IPSEC_AUTH_AES_192: IPSEC_AUTH_TYPE = 4;
    pub const IPSEC_AUTH_AES_256: IPSEC_AUTH_TYPE = 5;

    // IPSEC_CIPHER_TYPE
    pub const IPSEC_CIPHER_TYPE_DES: IPSEC_CIPHER_TYPE = 1;
    pub const IPSEC_CIPHER_TYPE_3DES: IPSEC_CIPHER_TYPE = 2;
    pub const IPSEC_CIPHER_TYPE_AES_128: IPSEC_CIPHER_TYPE = 3;
    pub const IPSEC_CIPHER_TYPE_AES_192: IPSEC_CIPHER_TYPE = 4;
    pub const IPSEC_CIPHER_TYPE_AES_256: IPSEC_CIPHER_TYPE = 5;

    // IPSEC_DOSP_FLAGS
    pub const IPSEC_DOSP_FLAG_ENABLE_IKEV1: IPSEC_DOSP_FLAGS = 0x1;
    pub const IPSEC_DOSP_FLAG_ENABLE_IKEV2: IPSEC_DOSP_FLAGS = 0x2;
    pub const IPSEC_DOSP_FLAG_DISABLE_AUTHIP: IPSEC_DOSP_FLAGS = 0x4;
    pub const IPSEC_DOSP_FLAG_DISABLE_DEFAULT_BLOCK: IPSEC_DOSP_FLAGS = 0x8;
    pub const IPSEC_DOSP_FLAG_FILTER_BLOCK: IPSEC_DOSP_FLAGS = 0x10;
    pub const IPSEC_DOSP_FLAG_FILTER_EXEMPT: IPSEC_DOSP_FLAGS = 0x20;

    // IPSEC_FAILURE_POINT
    pub const IPSEC_FAILURE_NONE: IPSEC_FAILURE_POINT = 0;
    pub const IPSEC_FAILURE_ME: IPSEC_FAILURE_POINT = 1;
    pub const IPSEC_FAILURE_PEER: IPSEC_FAILURE_POINT = 2;

    // IPSEC_PFS_GROUP
    pub const IPSEC_PFS_NONE: IPSEC_PFS_GROUP = 0;
    pub const IPSEC_PFS_1: IPSEC_PFS_GROUP = 1;
    pub const IPSEC_PFS_2: IPSEC_PFS_GROUP = 2;
    pub const IPSEC_PFS_14: IPSEC_PFS_GROUP = 3;
    pub const IPSEC_PFS_2048: IPSEC_PFS_GROUP = 3;
    pub const IPSEC_PFS_ECP_256: IPSEC_PFS_GROUP = 4;
    pub const IPSEC_PFS_ECP_384: IPSEC_PFS_GROUP = 5;
    pub const IPSEC_PFS_MM: IPSEC_PFS_GROUP = 6;
    pub const IPSEC_PFS_24: IPSEC_PFS_GROUP = 7;

    // IPSEC_POLICY_FLAG
    pub const IPSEC_POLICY_FLAG_ND_SECURE: IPSEC_POLICY_FLAG = 0x2;
    pub const IPSEC_POLICY_FLAG_ND_BOUNDARY: IPSEC_POLICY_FLAG = 0x4;
    pub const IPSEC_POLICY_FLAG_CLEAR_DF_ON_TUNNEL: IPSEC_POLICY_FLAG = 0x8;
    pub const IPSEC_POLICY_FLAG_NAT_ENCAP_ALLOW_PEER_BEHIND_NAT: IPSEC_POLICY_FLAG = 0x10;
    pub const IPSEC_POLICY_FLAG_NAT_ENCAP_ALLOW_GENERAL_NAT_TRAVERSAL: IPSEC_POLICY_FLAG = 0x20;
    pub const IPSEC_POLICY_FLAG_DONT_NEGOTIATE_SECOND_LIFETIME: IPSEC_POLICY_FLAG = 0x40;
    pub const IPSEC_POLICY_FLAG_DONT_NEGOTIATE_BYTE_LIFETIME: IPSEC_POLICY_FLAG = 0x80;
    pub const IPSEC_POLICY_FLAG_ENABLE_V6_IN_V4_TUNNELING: IPSEC_POLICY_FLAG = 0x100;
    pub const IPSEC_POLICY_FLAG_ENABLE_SERVER_ADDR_ASSIGNMENT: IPSEC_POLICY_FLAG = 0x200;
    pub const IPSEC_POLICY_FLAG_TUNNEL_ALLOW_OUTBOUND_CLEAR_CONNECTION: IPSEC_POLICY_FLAG = 0x400;
    pub const IPSEC_POLICY_FLAG_TUNNEL_BYPASS_ALREADY_SECURE_CONNECTION: IPSEC_POLICY_FLAG = 0x800;
    pub const IPSEC_POLICY_FLAG_TUNNEL_BYPASS_ICMPV6: IPSEC_POLICY_FLAG = 0x1000;
    pub const IPSEC_POLICY_FLAG_KEY_MANAGER_ALLOW_DICTATE_KEY: IPSEC_POLICY_FLAG = 0x2000;

    // IPSEC_SA_BUNDLE_FLAGS
    pub const IPSEC_SA_BUNDLE_FLAG_ND_SECURE: IPSEC_SA_BUNDLE_FLAGS = 0x1;
    pub const IPSEC_SA_BUNDLE_FLAG_ND_BOUNDARY: IPSEC_SA_BUNDLE_FLAGS = 0x2;
    pub const IPSEC_SA_BUNDLE_FLAG_ND_PEER_NAT_BOUNDARY: IPSEC_SA_BUNDLE_FLAGS = 0x4;
    pub const IPSEC_SA_BUNDLE_FLAG_GUARANTEE_ENCRYPTION: IPSEC_SA_BUNDLE_FLAGS = 0x8;
    pub const IPSEC_SA_BUNDLE_FLAG_ALLOW_NULL_TARGET_NAME_MATCH: IPSEC_SA_BUNDLE_FLAGS = 0x200;
    pub const IPSEC_SA_BUNDLE_FLAG_CLEAR_DF_ON_TUNNEL: IPSEC_SA_BUNDLE_FLAGS = 0x400;
    pub const IPSEC_SA_BUNDLE_FLAG_ASSUME_UDP_CONTEXT_OUTBOUND: IPSEC_SA_BUNDLE_FLAGS = 0x800;
    pub const IPSEC_SA_BUNDLE_FLAG_ND_PEER_BOUNDARY: IPSEC_SA_BUNDLE_FLAGS = 0x1000;
    pub const IPSEC_SA_BUNDLE_FLAG_SUPPRESS_DUPLICATE_DELETION: IPSEC_SA_BUNDLE_FLAGS = 0x2000;
    pub const IPSEC_SA_BUNDLE_FLAG_PEER_SUPPORTS_GUARANTEE_ENCRYPTION: IPSEC_SA_BUNDLE_FLAGS = 0x4000;

    // IPSEC_SA_CONTEXT_EVENT_TYPE0
    pub const IPSEC_SA_CONTEXT_EVENT_ADD: IPSEC_SA_CONTEXT_EVENT_TYPE0 = 1;
    pub const IPSEC_SA_CONTEXT_EVENT_DELETE: IPSEC_SA_CONTEXT_EVENT_TYPE0 = 2;

    // IPSEC_TOKEN_MODE
    pub const IPSEC_TOKEN_MODE_MAIN: IPSEC_TOKEN_MODE = 0;
    pub const IPSEC_TOKEN_MODE_EXTENDED: IPSEC_TOKEN_MODE = 1;

    // IPSEC_TOKEN_PRINCIPAL
    pub const IPSEC_TOKEN_PRINCIPAL_LOCAL: IPSEC_TOKEN_PRINCIPAL = 0;
    pub const IPSEC_TOKEN_PRINCIPAL_PEER: IPSEC_TOKEN_PRINCIPAL = 1;

    // IPSEC_TOKEN_TYPE
    pub const IPSEC_TOKEN_TYPE_MACHINE: IPSEC_TOKEN_TYPE = 0;
    pub const IPSEC_TOKEN_TYPE_IMPERSONATION: IPSEC_TOKEN_TYPE = 1;

    // IPSEC_TRAFFIC_TYPE
    pub const IPSEC_TRAFFIC_TYPE_TRANSPORT: IPSEC_TRAFFIC_TYPE = 0;
    pub const IPSEC_TRAFFIC_TYPE_TUNNEL: IPSEC_TRAFFIC_TYPE = 1;

    // IPSEC_TRANSFORM_TYPE
    pub const IPSEC_TRANSFORM_AH: IPSEC_TRANSFORM_TYPE = 1;
    pub const IPSEC_TRANSFORM_ESP_AUTH: IPSEC_TRANSFORM_TYPE = 2;
    pub const IPSEC_TRANSFORM_ESP_CIPHER: IPSEC_TRANSFORM_TYPE = 3;
    pub const IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER: IPSEC_TRANSFORM_TYPE = 4;
    pub const IPSEC_TRANSFORM_ESP_AUTH_FW: IPSEC_TRANSFORM_TYPE = 5;

    // Flags and numbers.
    pub const IPSEC_AUTH_CONFIG_HMAC_MD5_96: u32 = 0;
    pub const IPSEC_DOSP_RATE_LIMIT_DISABLE_VALUE: u32 = 0;
    pub const FWPM_TUNNEL_FLAG_POINT_TO_POINT: u32 = 0x1;
    pub const IPSEC_AUTH_CONFIG_HMAC_SHA_1_96: u32 = 1;
    pub const IPSEC_CIPHER_CONFIG_CBC_DES: u32 = 1;
    pub const IPSEC_KEYING_POLICY_FLAG_TERMINATING_MATCH: u32 = 0x1;
    pub const FWPM_TUNNEL_FLAG_ENABLE_VIRTUAL_IF_TUNNELING: u32 = 0x2;
    pub const IPSEC_AUTH_CONFIG_HMAC_SHA_256_128: u32 = 2;
    pub const IPSEC_CIPHER_CONFIG_CBC_3DES: u32 = 2;
    pub const IPSEC_AUTH_CONFIG_GCM_AES_128: u32 = 3;
    pub const IPSEC_CIPHER_CONFIG_CBC_AES_128: u32 = 3;
    pub const FWPM_TUNNEL_FLAG_RESERVED0: u32 = 0x4;
    pub const IPSEC_AUTH_CONFIG_GCM_AES_192: u32 = 4;
    pub const IPSEC_CIPHER_CONFIG_CBC_AES_192: u32 = 4;
    pub const IPSEC_AUTH_CONFIG_GCM_AES_256: u32 = 5;
    pub const IPSEC_CIPHER_CONFIG_CBC_AES_256: u32 = 5;
    pub const IPSEC_CIPHER_CONFIG_GCM_AES_128: u32 = 6;
    pub const IPSEC_CIPHER_CONFIG_GCM_AES_192: u32 = 7;
    pub const IPSEC_CIPHER_CONFIG_GCM_AES_256: u32 = 8;
    pub const IPSEC_SA_BUNDLE_FLAG_NLB: u32 = 0x10;
    pub const IPSEC_SA_BUNDLE_FLAG_NO_MACHINE_LUID_VERIFY: u32 = 0x20;
    pub const IPSEC_SA_BUNDLE_FLAG_NO_IMPERSONATION_LUID_VERIFY: u32 = 0x40;
    pub const IPSEC_SA_BUNDLE_FLAG_NO_EXPLICIT_CRED_MATCH: u32 = 0x80;
    pub const IPSEC_DOSP_DSCP_DISABLE_VALUE: u32 = 0xff;
    pub const IPSEC_POLICY_FLAG_KEY_MANAGER_ALLOW_NOTIFY_KEY: u32 = 0x4000;
    pub const IPSEC_POLICY_FLAG_RESERVED1: u32 = 0x8000;
    pub const IPSEC_SA_BUNDLE_FLAG_FORCE_INBOUND_CONNECTIONS: u32 = 0x8000;
    pub const IPSEC_POLICY_FLAG_SITE_TO_SITE_TUNNEL: u32 = 0x1_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_FORCE_OUTBOUND_CONNECTIONS: u32 = 0x1_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_FORWARD_PATH_INITIATOR: u32 = 0x2_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_ENABLE_OPTIONAL_ASYMMETRIC_IDLE: u32 = 0x4_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_USING_DICTATED_KEYS: u32 = 0x8_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_LOCALLY_DICTATED_KEYS: u32 = 0x10_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_SA_OFFLOADED: u32 = 0x20_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_IP_IN_IP_PKT: u32 = 0x40_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_LOW_POWER_MODE_SUPPORT: u32 = 0x80_0000;
    pub const IPSEC_POLICY_FLAG_BANDWIDTH1: u32 = 0x1000_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_TUNNEL_BANDWIDTH1: u32 = 0x1000_0000;
    pub const IPSEC_POLICY_FLAG_BANDWIDTH2: u32 = 0x2000_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_TUNNEL_BANDWIDTH2: u32 = 0x2000_0000;
    pub const IPSEC_POLICY_FLAG_BANDWIDTH3: u32 = 0x4000_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_TUNNEL_BANDWIDTH3: u32 = 0x4000_0000;
    pub const IPSEC_POLICY_FLAG_BANDWIDTH4: u32 = 0x8000_0000;
    pub const IPSEC_SA_BUNDLE_FLAG_TUNNEL_BANDWIDTH4: u32 = 0x8000_0000;
}

///  Source: `ns-ipsectypes-ipsec_address_info0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_ADDRESS_INFO0 {
    pub numV4Addresses: u32,
    pub v4Addresses: *mut u32,
    pub numV6Addresses: u32,
    pub v6Addresses: *mut FWP_BYTE_ARRAY16,
}

///  Source: `ns-ipsectypes-ipsec_aggregate_drop_packet_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0 {
    pub invalidSpisOnInbound: u32,
    pub decryptionFailuresOnInbound: u32,
    pub authenticationFailuresOnInbound: u32,
    pub udpEspValidationFailuresOnInbound: u32,
    pub replayCheckFailuresOnInbound: u32,
    pub invalidClearTextInbound: u32,
    pub saNotInitializedOnInbound: u32,
    pub receiveOverIncorrectSaInbound: u32,
    pub secureReceivesNotMatchingFilters: u32,
}

///  Source: `ns-ipsectypes-ipsec_aggregate_drop_packet_statistics1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1 {
    pub invalidSpisOnInbound: u32,
    pub decryptionFailuresOnInbound: u32,
    pub authenticationFailuresOnInbound: u32,
    pub udpEspValidationFailuresOnInbound: u32,
    pub replayCheckFailuresOnInbound: u32,
    pub invalidClearTextInbound: u32,
    pub saNotInitializedOnInbound: u32,
    pub receiveOverIncorrectSaInbound: u32,
    pub secureReceivesNotMatchingFilters: u32,
    pub totalDropPacketsInbound: u32,
}

///  Source: `ns-ipsectypes-ipsec_aggregate_sa_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_AGGREGATE_SA_STATISTICS0 {
    pub activeSas: u32,
    pub pendingSaNegotiations: u32,
    pub totalSasAdded: u32,
    pub totalSasDeleted: u32,
    pub successfulRekeys: u32,
    pub activeTunnels: u32,
    pub offloadedSas: u32,
}

///  Source: `ns-ipsectypes-ipsec_ah_drop_packet_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_AH_DROP_PACKET_STATISTICS0 {
    pub invalidSpisOnInbound: u32,
    pub authenticationFailuresOnInbound: u32,
    pub replayCheckFailuresOnInbound: u32,
    pub saNotInitializedOnInbound: u32,
}

///  Source: `ns-ipsectypes-ipsec_auth_and_cipher_transform0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_AUTH_AND_CIPHER_TRANSFORM0 {
    pub authTransform: IPSEC_AUTH_TRANSFORM0,
    pub cipherTransform: IPSEC_CIPHER_TRANSFORM0,
}

///  Source: `ns-ipsectypes-ipsec_auth_transform0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_AUTH_TRANSFORM0 {
    pub authTransformId: IPSEC_AUTH_TRANSFORM_ID0,
    pub cryptoModuleId: *mut GUID,
}

///  Source: `ns-ipsectypes-ipsec_auth_transform_id0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_AUTH_TRANSFORM_ID0 {
    pub authType: IPSEC_AUTH_TYPE,
    pub authConfig: u8,
}

///  Source: `ns-ipsectypes-ipsec_cipher_transform0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_CIPHER_TRANSFORM0 {
    pub cipherTransformId: IPSEC_CIPHER_TRANSFORM_ID0,
    pub cryptoModuleId: *mut GUID,
}

///  Source: `ns-ipsectypes-ipsec_cipher_transform_id0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_CIPHER_TRANSFORM_ID0 {
    pub cipherType: IPSEC_CIPHER_TYPE,
    pub cipherConfig: u8,
}

///  Source: `ns-ipsectypes-ipsec_dosp_options0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_DOSP_OPTIONS0 {
    pub stateIdleTimeoutSeconds: u32,
    pub perIPRateLimitQueueIdleTimeoutSeconds: u32,
    pub ipV6IPsecUnauthDscp: u8,
    pub ipV6IPsecUnauthRateLimitBytesPerSec: u32,
    pub ipV6IPsecUnauthPerIPRateLimitBytesPerSec: u32,
    pub ipV6IPsecAuthDscp: u8,
    pub ipV6IPsecAuthRateLimitBytesPerSec: u32,
    pub icmpV6Dscp: u8,
    pub icmpV6RateLimitBytesPerSec: u32,
    pub ipV6FilterExemptDscp: u8,
    pub ipV6FilterExemptRateLimitBytesPerSec: u32,
    pub defBlockExemptDscp: u8,
    pub defBlockExemptRateLimitBytesPerSec: u32,
    pub maxStateEntries: u32,
    pub maxPerIPRateLimitQueues: u32,
    pub flags: IPSEC_DOSP_FLAGS,
    pub numPublicIFLuids: u32,
    pub publicIFLuids: *mut u64,
    pub numInternalIFLuids: u32,
    pub internalIFLuids: *mut u64,
    pub publicV6AddrMask: FWP_V6_ADDR_AND_MASK,
    pub internalV6AddrMask: FWP_V6_ADDR_AND_MASK,
}

///  Source: `ns-ipsectypes-ipsec_dosp_state0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_DOSP_STATE0 {
    pub publicHostV6Addr: [u8; 16],
    pub internalHostV6Addr: [u8; 16],
    pub totalInboundIPv6IPsecAuthPackets: u64,
    pub totalOutboundIPv6IPsecAuthPackets: u64,
    pub durationSecs: u32,
}

///  Source: `ns-ipsectypes-ipsec_dosp_state_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_DOSP_STATE_ENUM_TEMPLATE0 {
    pub publicV6AddrMask: FWP_V6_ADDR_AND_MASK,
    pub internalV6AddrMask: FWP_V6_ADDR_AND_MASK,
}

///  Source: `ns-ipsectypes-ipsec_dosp_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_DOSP_STATISTICS0 {
    pub totalStateEntriesCreated: u64,
    pub currentStateEntries: u64,
    pub totalInboundAllowedIPv6IPsecUnauthPkts: u64,
    pub totalInboundRatelimitDiscardedIPv6IPsecUnauthPkts: u64,
    pub totalInboundPerIPRatelimitDiscardedIPv6IPsecUnauthPkts: u64,
    pub totalInboundOtherDiscardedIPv6IPsecUnauthPkts: u64,
    pub totalInboundAllowedIPv6IPsecAuthPkts: u64,
    pub totalInboundRatelimitDiscardedIPv6IPsecAuthPkts: u64,
    pub totalInboundOtherDiscardedIPv6IPsecAuthPkts: u64,
    pub totalInboundAllowedICMPv6Pkts: u64,
    pub totalInboundRatelimitDiscardedICMPv6Pkts: u64,
    pub totalInboundAllowedIPv6FilterExemptPkts: u64,
    pub totalInboundRatelimitDiscardedIPv6FilterExemptPkts: u64,
    pub totalInboundDiscardedIPv6FilterBlockPkts: u64,
    pub totalInboundAllowedDefBlockExemptPkts: u64,
    pub totalInboundRatelimitDiscardedDefBlockExemptPkts: u64,
    pub totalInboundDiscardedDefBlockPkts: u64,
    pub currentInboundIPv6IPsecUnauthPerIPRateLimitQueues: u64,
}

///  Source: `ns-ipsectypes-ipsec_esp_drop_packet_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_ESP_DROP_PACKET_STATISTICS0 {
    pub invalidSpisOnInbound: u32,
    pub decryptionFailuresOnInbound: u32,
    pub authenticationFailuresOnInbound: u32,
    pub replayCheckFailuresOnInbound: u32,
    pub saNotInitializedOnInbound: u32,
}

///  Source: `ns-ipsectypes-ipsec_getspi0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_GETSPI0 {
    pub inboundIpsecTraffic: IPSEC_TRAFFIC0,
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous: IPSEC_GETSPI0_0,
    pub rngCryptoModuleID: *mut GUID,
}

/// `Anonymous` of [`IPSEC_GETSPI0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_GETSPI0_0 {
    pub inboundUdpEncapsulation: *mut IPSEC_V4_UDP_ENCAPSULATION0,
}

///  Source: `ns-ipsectypes-ipsec_getspi1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_GETSPI1 {
    pub inboundIpsecTraffic: IPSEC_TRAFFIC1,
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous: IPSEC_GETSPI1_0,
    pub rngCryptoModuleID: *mut GUID,
}

/// `Anonymous` of [`IPSEC_GETSPI1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_GETSPI1_0 {
    pub inboundUdpEncapsulation: *mut IPSEC_V4_UDP_ENCAPSULATION0,
}

///  Source: `ns-ipsectypes-ipsec_id0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_ID0 {
    pub mmTargetName: PWSTR,
    pub emTargetName: PWSTR,
    pub numTokens: u32,
    pub tokens: *mut IPSEC_TOKEN0,
    pub explicitCredentials: u64,
    pub logonId: u64,
}

///  Source: `ns-ipsectypes-ipsec_keying_policy0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_KEYING_POLICY0 {
    pub numKeyMods: u32,
    pub keyModKeys: *mut GUID,
}

///  Source: `ns-ipsectypes-ipsec_keying_policy1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_KEYING_POLICY1 {
    pub numKeyMods: u32,
    pub keyModKeys: *mut GUID,
    pub flags: u32,
}

///  Source: `ns-ipsectypes-ipsec_keymodule_state0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_KEYMODULE_STATE0 {
    pub keyModuleKey: GUID,
    pub stateBlob: FWP_BYTE_BLOB,
}

///  Source: `ns-ipsectypes-ipsec_proposal0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_PROPOSAL0 {
    pub lifetime: IPSEC_SA_LIFETIME0,
    pub numSaTransforms: u32,
    pub saTransforms: *mut IPSEC_SA_TRANSFORM0,
    pub pfsGroup: IPSEC_PFS_GROUP,
}

///  Source: `ns-ipsectypes-ipsec_sa0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA0 {
    pub spi: u32,
    pub saTransformType: IPSEC_TRANSFORM_TYPE,
    pub Anonymous: IPSEC_SA0_0,
}

/// `Anonymous` of [`IPSEC_SA0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_SA0_0 {
    pub ahInformation: *mut IPSEC_SA_AUTH_INFORMATION0,
    pub espAuthInformation: *mut IPSEC_SA_AUTH_INFORMATION0,
    pub espCipherInformation: *mut IPSEC_SA_CIPHER_INFORMATION0,
    pub espAuthAndCipherInformation: *mut IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0,
    pub espAuthFwInformation: *mut IPSEC_SA_AUTH_INFORMATION0,
}

///  Source: `ns-ipsectypes-ipsec_sa_auth_and_cipher_information0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 {
    pub saCipherInformation: IPSEC_SA_CIPHER_INFORMATION0,
    pub saAuthInformation: IPSEC_SA_AUTH_INFORMATION0,
}

///  Source: `ns-ipsectypes-ipsec_sa_auth_information0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_AUTH_INFORMATION0 {
    pub authTransform: IPSEC_AUTH_TRANSFORM0,
    pub authKey: FWP_BYTE_BLOB,
}

///  Source: `ns-ipsectypes-ipsec_sa_bundle0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_BUNDLE0 {
    pub flags: IPSEC_SA_BUNDLE_FLAGS,
    pub lifetime: IPSEC_SA_LIFETIME0,
    pub idleTimeoutSeconds: u32,
    pub ndAllowClearTimeoutSeconds: u32,
    pub ipsecId: *mut IPSEC_ID0,
    pub napContext: u32,
    pub qmSaId: u32,
    pub numSAs: u32,
    pub saList: *mut IPSEC_SA0,
    pub keyModuleState: *mut IPSEC_KEYMODULE_STATE0,
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous: IPSEC_SA_BUNDLE0_0,
    pub mmSaId: u64,
    pub pfsGroup: IPSEC_PFS_GROUP,
}

/// `Anonymous` of [`IPSEC_SA_BUNDLE0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_SA_BUNDLE0_0 {
    pub peerV4PrivateAddress: u32,
}

///  Source: `ns-ipsectypes-ipsec_sa_bundle1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_BUNDLE1 {
    pub flags: IPSEC_SA_BUNDLE_FLAGS,
    pub lifetime: IPSEC_SA_LIFETIME0,
    pub idleTimeoutSeconds: u32,
    pub ndAllowClearTimeoutSeconds: u32,
    pub ipsecId: *mut IPSEC_ID0,
    pub napContext: u32,
    pub qmSaId: u32,
    pub numSAs: u32,
    pub saList: *mut IPSEC_SA0,
    pub keyModuleState: *mut IPSEC_KEYMODULE_STATE0,
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous: IPSEC_SA_BUNDLE1_0,
    pub mmSaId: u64,
    pub pfsGroup: IPSEC_PFS_GROUP,
    pub saLookupContext: GUID,
    pub qmFilterId: u64,
}

/// `Anonymous` of [`IPSEC_SA_BUNDLE1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_SA_BUNDLE1_0 {
    pub peerV4PrivateAddress: u32,
}

///  Source: `ns-ipsectypes-ipsec_sa_cipher_information0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_CIPHER_INFORMATION0 {
    pub cipherTransform: IPSEC_CIPHER_TRANSFORM0,
    pub cipherKey: FWP_BYTE_BLOB,
}

///  Source: `ns-ipsectypes-ipsec_sa_context0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_CONTEXT0 {
    pub saContextId: u64,
    pub inboundSa: *mut IPSEC_SA_DETAILS0,
    pub outboundSa: *mut IPSEC_SA_DETAILS0,
}

///  Source: `ns-ipsectypes-ipsec_sa_context1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_CONTEXT1 {
    pub saContextId: u64,
    pub inboundSa: *mut IPSEC_SA_DETAILS1,
    pub outboundSa: *mut IPSEC_SA_DETAILS1,
}

///  Source: `ns-ipsectypes-ipsec_sa_context_change0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_CONTEXT_CHANGE0 {
    pub changeType: IPSEC_SA_CONTEXT_EVENT_TYPE0,
    pub saContextId: u64,
}

///  Source: `ns-ipsectypes-ipsec_sa_context_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_CONTEXT_ENUM_TEMPLATE0 {
    pub localSubNet: FWP_CONDITION_VALUE0,
    pub remoteSubNet: FWP_CONDITION_VALUE0,
}

///  Source: `ns-ipsectypes-ipsec_sa_context_subscription0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_CONTEXT_SUBSCRIPTION0 {
    pub enumTemplate: *mut IPSEC_SA_CONTEXT_ENUM_TEMPLATE0,
    pub flags: u32,
    pub sessionKey: GUID,
}

///  Source: `ns-ipsectypes-ipsec_sa_details0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_DETAILS0 {
    pub ipVersion: FWP_IP_VERSION,
    pub saDirection: FWP_DIRECTION,
    pub traffic: IPSEC_TRAFFIC0,
    pub saBundle: IPSEC_SA_BUNDLE0,
    pub Anonymous: IPSEC_SA_DETAILS0_0,
    pub transportFilter: *mut FWPM_FILTER0,
}

/// `Anonymous` of [`IPSEC_SA_DETAILS0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_SA_DETAILS0_0 {
    pub udpEncapsulation: *mut IPSEC_V4_UDP_ENCAPSULATION0,
}

///  Source: `ns-ipsectypes-ipsec_sa_details1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_DETAILS1 {
    pub ipVersion: FWP_IP_VERSION,
    pub saDirection: FWP_DIRECTION,
    pub traffic: IPSEC_TRAFFIC1,
    pub saBundle: IPSEC_SA_BUNDLE1,
    pub Anonymous: IPSEC_SA_DETAILS1_0,
    pub transportFilter: *mut FWPM_FILTER0,
    pub virtualIfTunnelInfo: IPSEC_VIRTUAL_IF_TUNNEL_INFO0,
}

/// `Anonymous` of [`IPSEC_SA_DETAILS1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_SA_DETAILS1_0 {
    pub udpEncapsulation: *mut IPSEC_V4_UDP_ENCAPSULATION0,
}

///  Source: `ns-ipsectypes-ipsec_sa_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_ENUM_TEMPLATE0 {
    pub saDirection: FWP_DIRECTION,
}

///  Source: `ns-ipsectypes-ipsec_sa_idle_timeout0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_IDLE_TIMEOUT0 {
    pub idleTimeoutSeconds: u32,
    pub idleTimeoutSecondsFailOver: u32,
}

///  Source: `ns-ipsectypes-ipsec_sa_lifetime0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_LIFETIME0 {
    pub lifetimeSeconds: u32,
    pub lifetimeKilobytes: u32,
    pub lifetimePackets: u32,
}

///  Source: `ns-ipsectypes-ipsec_sa_transform0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_SA_TRANSFORM0 {
    pub ipsecTransformType: IPSEC_TRANSFORM_TYPE,
    pub Anonymous: IPSEC_SA_TRANSFORM0_0,
}

/// `Anonymous` of [`IPSEC_SA_TRANSFORM0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_SA_TRANSFORM0_0 {
    pub ahTransform: *mut IPSEC_AUTH_TRANSFORM0,
    pub espAuthTransform: *mut IPSEC_AUTH_TRANSFORM0,
    pub espCipherTransform: *mut IPSEC_CIPHER_TRANSFORM0,
    pub espAuthAndCipherTransform: *mut IPSEC_AUTH_AND_CIPHER_TRANSFORM0,
    pub espAuthFwTransform: *mut IPSEC_AUTH_TRANSFORM0,
}

///  Source: `ns-ipsectypes-ipsec_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_STATISTICS0 {
    pub aggregateSaStatistics: IPSEC_AGGREGATE_SA_STATISTICS0,
    pub espDropPacketStatistics: IPSEC_ESP_DROP_PACKET_STATISTICS0,
    pub ahDropPacketStatistics: IPSEC_AH_DROP_PACKET_STATISTICS0,
    pub aggregateDropPacketStatistics: IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0,
    pub inboundTrafficStatistics: IPSEC_TRAFFIC_STATISTICS0,
    pub outboundTrafficStatistics: IPSEC_TRAFFIC_STATISTICS0,
}

///  Source: `ns-ipsectypes-ipsec_statistics1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_STATISTICS1 {
    pub aggregateSaStatistics: IPSEC_AGGREGATE_SA_STATISTICS0,
    pub espDropPacketStatistics: IPSEC_ESP_DROP_PACKET_STATISTICS0,
    pub ahDropPacketStatistics: IPSEC_AH_DROP_PACKET_STATISTICS0,
    pub aggregateDropPacketStatistics: IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1,
    pub inboundTrafficStatistics: IPSEC_TRAFFIC_STATISTICS1,
    pub outboundTrafficStatistics: IPSEC_TRAFFIC_STATISTICS1,
}

///  Source: `ns-ipsectypes-ipsec_token0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TOKEN0 {
    pub r#type: IPSEC_TOKEN_TYPE,
    pub principal: IPSEC_TOKEN_PRINCIPAL,
    pub mode: IPSEC_TOKEN_MODE,
    pub token: u64,
}

///  Source: `ns-ipsectypes-ipsec_traffic0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TRAFFIC0 {
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous1: IPSEC_TRAFFIC0_0,
    pub Anonymous2: IPSEC_TRAFFIC0_1,
    pub trafficType: IPSEC_TRAFFIC_TYPE,
    pub Anonymous3: IPSEC_TRAFFIC0_2,
    pub remotePort: u16,
}

/// `Anonymous1` of [`IPSEC_TRAFFIC0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TRAFFIC0_0 {
    pub localV4Address: u32,
    pub localV6Address: [u8; 16],
}

/// `Anonymous2` of [`IPSEC_TRAFFIC0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TRAFFIC0_1 {
    pub remoteV4Address: u32,
    pub remoteV6Address: [u8; 16],
}

/// `Anonymous3` of [`IPSEC_TRAFFIC0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TRAFFIC0_2 {
    pub ipsecFilterId: u64,
    pub tunnelPolicyId: u64,
}

///  Source: `ns-ipsectypes-ipsec_traffic1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TRAFFIC1 {
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous1: IPSEC_TRAFFIC1_0,
    pub Anonymous2: IPSEC_TRAFFIC1_1,
    pub trafficType: IPSEC_TRAFFIC_TYPE,
    pub Anonymous3: IPSEC_TRAFFIC1_2,
    pub remotePort: u16,
    pub localPort: u16,
    pub ipProtocol: u8,
    pub localIfLuid: u64,
    pub realIfProfileId: u32,
}

/// `Anonymous1` of [`IPSEC_TRAFFIC1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TRAFFIC1_0 {
    pub localV4Address: u32,
    pub localV6Address: [u8; 16],
}

/// `Anonymous2` of [`IPSEC_TRAFFIC1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TRAFFIC1_1 {
    pub remoteV4Address: u32,
    pub remoteV6Address: [u8; 16],
}

/// `Anonymous3` of [`IPSEC_TRAFFIC1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TRAFFIC1_2 {
    pub ipsecFilterId: u64,
    pub tunnelPolicyId: u64,
}

///  Source: `ns-ipsectypes-ipsec_traffic_selector0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TRAFFIC_SELECTOR0 {
    pub protocolId: u8,
    pub portStart: u16,
    pub portEnd: u16,
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous1: IPSEC_TRAFFIC_SELECTOR0_0,
    pub Anonymous2: IPSEC_TRAFFIC_SELECTOR0_1,
}

/// `Anonymous1` of [`IPSEC_TRAFFIC_SELECTOR0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TRAFFIC_SELECTOR0_0 {
    pub startV4Address: u32,
    pub startV6Address: [u8; 16],
}

/// `Anonymous2` of [`IPSEC_TRAFFIC_SELECTOR0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TRAFFIC_SELECTOR0_1 {
    pub endV4Address: u32,
    pub endV6Address: [u8; 16],
}

///  Source: `ns-ipsectypes-ipsec_traffic_selector_policy0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TRAFFIC_SELECTOR_POLICY0 {
    pub flags: u32,
    pub numLocalTrafficSelectors: u32,
    pub localTrafficSelectors: *mut IPSEC_TRAFFIC_SELECTOR0,
    pub numRemoteTrafficSelectors: u32,
    pub remoteTrafficSelectors: *mut IPSEC_TRAFFIC_SELECTOR0,
}

///  Source: `ns-ipsectypes-ipsec_traffic_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TRAFFIC_STATISTICS0 {
    pub encryptedByteCount: u64,
    pub authenticatedAHByteCount: u64,
    pub authenticatedESPByteCount: u64,
    pub transportByteCount: u64,
    pub tunnelByteCount: u64,
    pub offloadByteCount: u64,
}

///  Source: `ns-ipsectypes-ipsec_traffic_statistics1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TRAFFIC_STATISTICS1 {
    pub encryptedByteCount: u64,
    pub authenticatedAHByteCount: u64,
    pub authenticatedESPByteCount: u64,
    pub transportByteCount: u64,
    pub tunnelByteCount: u64,
    pub offloadByteCount: u64,
    pub totalSuccessfulPackets: u64,
}

///  Source: `ns-ipsectypes-ipsec_transport_policy0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TRANSPORT_POLICY0 {
    pub numIpsecProposals: u32,
    pub ipsecProposals: *mut IPSEC_PROPOSAL0,
    pub flags: IPSEC_POLICY_FLAG,
    pub ndAllowClearTimeoutSeconds: u32,
    pub saIdleTimeout: IPSEC_SA_IDLE_TIMEOUT0,
    pub emPolicy: *mut IKEEXT_EM_POLICY0,
}

///  Source: `ns-ipsectypes-ipsec_transport_policy1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TRANSPORT_POLICY1 {
    pub numIpsecProposals: u32,
    pub ipsecProposals: *mut IPSEC_PROPOSAL0,
    pub flags: IPSEC_POLICY_FLAG,
    pub ndAllowClearTimeoutSeconds: u32,
    pub saIdleTimeout: IPSEC_SA_IDLE_TIMEOUT0,
    pub emPolicy: *mut IKEEXT_EM_POLICY1,
}

///  Source: `ns-ipsectypes-ipsec_transport_policy2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TRANSPORT_POLICY2 {
    pub numIpsecProposals: u32,
    pub ipsecProposals: *mut IPSEC_PROPOSAL0,
    pub flags: IPSEC_POLICY_FLAG,
    pub ndAllowClearTimeoutSeconds: u32,
    pub saIdleTimeout: IPSEC_SA_IDLE_TIMEOUT0,
    pub emPolicy: *mut IKEEXT_EM_POLICY2,
}

///  Source: `ns-ipsectypes-ipsec_tunnel_endpoint0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TUNNEL_ENDPOINT0 {
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous: IPSEC_TUNNEL_ENDPOINT0_0,
}

/// `Anonymous` of [`IPSEC_TUNNEL_ENDPOINT0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TUNNEL_ENDPOINT0_0 {
    pub v4Address: u32,
    pub v6Address: [u8; 16],
}

///  Source: `ns-ipsectypes-ipsec_tunnel_endpoints0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TUNNEL_ENDPOINTS0 {
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous1: IPSEC_TUNNEL_ENDPOINTS0_0,
    pub Anonymous2: IPSEC_TUNNEL_ENDPOINTS0_1,
}

/// `Anonymous1` of [`IPSEC_TUNNEL_ENDPOINTS0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TUNNEL_ENDPOINTS0_0 {
    pub localV4Address: u32,
    pub localV6Address: [u8; 16],
}

/// `Anonymous2` of [`IPSEC_TUNNEL_ENDPOINTS0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TUNNEL_ENDPOINTS0_1 {
    pub remoteV4Address: u32,
    pub remoteV6Address: [u8; 16],
}

///  Source: `ns-ipsectypes-ipsec_tunnel_endpoints1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TUNNEL_ENDPOINTS1 {
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous1: IPSEC_TUNNEL_ENDPOINTS1_0,
    pub Anonymous2: IPSEC_TUNNEL_ENDPOINTS1_1,
    pub localIfLuid: u64,
}

/// `Anonymous1` of [`IPSEC_TUNNEL_ENDPOINTS1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TUNNEL_ENDPOINTS1_0 {
    pub localV4Address: u32,
    pub localV6Address: [u8; 16],
}

/// `Anonymous2` of [`IPSEC_TUNNEL_ENDPOINTS1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TUNNEL_ENDPOINTS1_1 {
    pub remoteV4Address: u32,
    pub remoteV6Address: [u8; 16],
}

///  Source: `ns-ipsectypes-ipsec_tunnel_endpoints2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TUNNEL_ENDPOINTS2 {
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous1: IPSEC_TUNNEL_ENDPOINTS2_0,
    pub Anonymous2: IPSEC_TUNNEL_ENDPOINTS2_1,
    pub localIfLuid: u64,
    pub remoteFqdn: PWSTR,
    pub numAddresses: u32,
    pub remoteAddresses: *mut IPSEC_TUNNEL_ENDPOINT0,
}

/// `Anonymous1` of [`IPSEC_TUNNEL_ENDPOINTS2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TUNNEL_ENDPOINTS2_0 {
    pub localV4Address: u32,
    pub localV6Address: [u8; 16],
}

/// `Anonymous2` of [`IPSEC_TUNNEL_ENDPOINTS2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IPSEC_TUNNEL_ENDPOINTS2_1 {
    pub remoteV4Address: u32,
    pub remoteV6Address: [u8; 16],
}

///  Source: `ns-ipsectypes-ipsec_tunnel_policy0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TUNNEL_POLICY0 {
    pub flags: IPSEC_POLICY_FLAG,
    pub numIpsecProposals: u32,
    pub ipsecProposals: *mut IPSEC_PROPOSAL0,
    pub tunnelEndpoints: IPSEC_TUNNEL_ENDPOINTS0,
    pub saIdleTimeout: IPSEC_SA_IDLE_TIMEOUT0,
    pub emPolicy: *mut IKEEXT_EM_POLICY0,
}

///  Source: `ns-ipsectypes-ipsec_tunnel_policy1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TUNNEL_POLICY1 {
    pub flags: IPSEC_POLICY_FLAG,
    pub numIpsecProposals: u32,
    pub ipsecProposals: *mut IPSEC_PROPOSAL0,
    pub tunnelEndpoints: IPSEC_TUNNEL_ENDPOINTS1,
    pub saIdleTimeout: IPSEC_SA_IDLE_TIMEOUT0,
    pub emPolicy: *mut IKEEXT_EM_POLICY1,
}

///  Source: `ns-ipsectypes-ipsec_tunnel_policy2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TUNNEL_POLICY2 {
    pub flags: IPSEC_POLICY_FLAG,
    pub numIpsecProposals: u32,
    pub ipsecProposals: *mut IPSEC_PROPOSAL0,
    pub tunnelEndpoints: IPSEC_TUNNEL_ENDPOINTS2,
    pub saIdleTimeout: IPSEC_SA_IDLE_TIMEOUT0,
    pub emPolicy: *mut IKEEXT_EM_POLICY2,
    pub fwdPathSaLifetime: u32,
}

///  Source: `ns-ipsectypes-ipsec_tunnel_policy3`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_TUNNEL_POLICY3 {
    pub flags: u32,
    pub numIpsecProposals: u32,
    pub ipsecProposals: *mut IPSEC_PROPOSAL0,
    pub tunnelEndpoints: IPSEC_TUNNEL_ENDPOINTS2,
    pub saIdleTimeout: IPSEC_SA_IDLE_TIMEOUT0,
    pub emPolicy: *mut IKEEXT_EM_POLICY2,
    pub fwdPathSaLifetime: u32,
    pub compartmentId: u32,
    pub numTrafficSelectorPolicy: u32,
    pub trafficSelectorPolicies: *mut IPSEC_TRAFFIC_SELECTOR_POLICY0,
}

///  Source: `ns-ipsectypes-ipsec_v4_udp_encapsulation0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_V4_UDP_ENCAPSULATION0 {
    pub localUdpEncapPort: u16,
    pub remoteUdpEncapPort: u16,
}

///  Source: `ns-ipsectypes-ipsec_virtual_if_tunnel_info0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IPSEC_VIRTUAL_IF_TUNNEL_INFO0 {
    pub virtualIfTunnelId: u64,
    pub trafficSelectorId: u64,
}

zero!(
    IPSEC_ADDRESS_INFO0,
    IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0,
    IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1,
    IPSEC_AGGREGATE_SA_STATISTICS0,
    IPSEC_AH_DROP_PACKET_STATISTICS0,
    IPSEC_AUTH_AND_CIPHER_TRANSFORM0,
    IPSEC_AUTH_TRANSFORM0,
    IPSEC_AUTH_TRANSFORM_ID0,
    IPSEC_CIPHER_TRANSFORM0,
    IPSEC_CIPHER_TRANSFORM_ID0,
    IPSEC_DOSP_OPTIONS0,
    IPSEC_DOSP_STATE0,
    IPSEC_DOSP_STATE_ENUM_TEMPLATE0,
    IPSEC_DOSP_STATISTICS0,
    IPSEC_ESP_DROP_PACKET_STATISTICS0,
    IPSEC_GETSPI0,
    IPSEC_GETSPI1,
    IPSEC_ID0,
    IPSEC_KEYING_POLICY0,
    IPSEC_KEYING_POLICY1,
    IPSEC_KEYMODULE_STATE0,
    IPSEC_PROPOSAL0,
    IPSEC_SA0,
    IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0,
    IPSEC_SA_AUTH_INFORMATION0,
    IPSEC_SA_BUNDLE0,
    IPSEC_SA_BUNDLE1,
    IPSEC_SA_CIPHER_INFORMATION0,
    IPSEC_SA_CONTEXT0,
    IPSEC_SA_CONTEXT1,
    IPSEC_SA_CONTEXT_CHANGE0,
    IPSEC_SA_CONTEXT_ENUM_TEMPLATE0,
    IPSEC_SA_CONTEXT_SUBSCRIPTION0,
    IPSEC_SA_DETAILS0,
    IPSEC_SA_DETAILS1,
    IPSEC_SA_ENUM_TEMPLATE0,
    IPSEC_SA_IDLE_TIMEOUT0,
    IPSEC_SA_LIFETIME0,
    IPSEC_SA_TRANSFORM0,
    IPSEC_STATISTICS0,
    IPSEC_STATISTICS1,
    IPSEC_TOKEN0,
    IPSEC_TRAFFIC0,
    IPSEC_TRAFFIC1,
    IPSEC_TRAFFIC_SELECTOR0,
    IPSEC_TRAFFIC_SELECTOR_POLICY0,
    IPSEC_TRAFFIC_STATISTICS0,
    IPSEC_TRAFFIC_STATISTICS1,
    IPSEC_TRANSPORT_POLICY0,
    IPSEC_TRANSPORT_POLICY1,
    IPSEC_TRANSPORT_POLICY2,
    IPSEC_TUNNEL_ENDPOINT0,
    IPSEC_TUNNEL_ENDPOINTS0,
    IPSEC_TUNNEL_ENDPOINTS1,
    IPSEC_TUNNEL_ENDPOINTS2,
    IPSEC_TUNNEL_POLICY0,
    IPSEC_TUNNEL_POLICY1,
    IPSEC_TUNNEL_POLICY2,
    IPSEC_TUNNEL_POLICY3,
    IPSEC_V4_UDP_ENCAPSULATION0,
    IPSEC_VIRTUAL_IF_TUNNEL_INFO0,
);

layout! {
    IPSEC_ADDRESS_INFO0 = (32, 8) {
        numV4Addresses = (0, 4),
        v4Addresses = (8, 8),
        numV6Addresses = (16, 4),
        v6Addresses = (24, 8),
    }
    IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0 = (36, 4) {
        invalidSpisOnInbound = (0, 4),
        decryptionFailuresOnInbound = (4, 4),
        authenticationFailuresOnInbound = (8, 4),
        udpEspValidationFailuresOnInbound = (12, 4),
        replayCheckFailuresOnInbound = (16, 4),
        invalidClearTextInbound = (20, 4),
        saNotInitializedOnInbound = (24, 4),
        receiveOverIncorrectSaInbound = (28, 4),
        secureReceivesNotMatchingFilters = (32, 4),
    }
    IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1 = (40, 4) {
        invalidSpisOnInbound = (0, 4),
        decryptionFailuresOnInbound = (4, 4),
        authenticationFailuresOnInbound = (8, 4),
        udpEspValidationFailuresOnInbound = (12, 4),
        replayCheckFailuresOnInbound = (16, 4),
        invalidClearTextInbound = (20, 4),
        saNotInitializedOnInbound = (24, 4),
        receiveOverIncorrectSaInbound = (28, 4),
        secureReceivesNotMatchingFilters = (32, 4),
        totalDropPacketsInbound = (36, 4),
    }
    IPSEC_AGGREGATE_SA_STATISTICS0 = (28, 4) {
        activeSas = (0, 4),
        pendingSaNegotiations = (4, 4),
        totalSasAdded = (8, 4),
        totalSasDeleted = (12, 4),
        successfulRekeys = (16, 4),
        activeTunnels = (20, 4),
        offloadedSas = (24, 4),
    }
    IPSEC_AH_DROP_PACKET_STATISTICS0 = (16, 4) {
        invalidSpisOnInbound = (0, 4),
        authenticationFailuresOnInbound = (4, 4),
        replayCheckFailuresOnInbound = (8, 4),
        saNotInitializedOnInbound = (12, 4),
    }
    IPSEC_AUTH_AND_CIPHER_TRANSFORM0 = (32, 8) {
        authTransform = (0, 16),
        cipherTransform = (16, 16),
    }
    IPSEC_AUTH_TRANSFORM0 = (16, 8) {
        authTransformId = (0, 8),
        cryptoModuleId = (8, 8),
    }
    IPSEC_AUTH_TRANSFORM_ID0 = (8, 4) {
        authType = (0, 4),
        authConfig = (4, 1),
    }
    IPSEC_CIPHER_TRANSFORM0 = (16, 8) {
        cipherTransformId = (0, 8),
        cryptoModuleId = (8, 8),
    }
    IPSEC_CIPHER_TRANSFORM_ID0 = (8, 4) {
        cipherType = (0, 4),
        cipherConfig = (4, 1),
    }
    IPSEC_DOSP_OPTIONS0 = (136, 8) {
        stateIdleTimeoutSeconds = (0, 4),
        perIPRateLimitQueueIdleTimeoutSeconds = (4, 4),
        ipV6IPsecUnauthDscp = (8, 1),
        ipV6IPsecUnauthRateLimitBytesPerSec = (12, 4),
        ipV6IPsecUnauthPerIPRateLimitBytesPerSec = (16, 4),
        ipV6IPsecAuthDscp = (20, 1),
        ipV6IPsecAuthRateLimitBytesPerSec = (24, 4),
        icmpV6Dscp = (28, 1),
        icmpV6RateLimitBytesPerSec = (32, 4),
        ipV6FilterExemptDscp = (36, 1),
        ipV6FilterExemptRateLimitBytesPerSec = (40, 4),
        defBlockExemptDscp = (44, 1),
        defBlockExemptRateLimitBytesPerSec = (48, 4),
        maxStateEntries = (52, 4),
        maxPerIPRateLimitQueues = (56, 4),
        flags = (60, 4),
        numPublicIFLuids = (64, 4),
        publicIFLuids = (72, 8),
        numInternalIFLuids = (80, 4),
        internalIFLuids = (88, 8),
        publicV6AddrMask = (96, 17),
        internalV6AddrMask = (113, 17),
    }
    IPSEC_DOSP_STATE0 = (56, 8) {
        publicHostV6Addr = (0, 16),
        internalHostV6Addr = (16, 16),
        totalInboundIPv6IPsecAuthPackets = (32, 8),
        totalOutboundIPv6IPsecAuthPackets = (40, 8),
        durationSecs = (48, 4),
    }
    IPSEC_DOSP_STATE_ENUM_TEMPLATE0 = (34, 1) {
        publicV6AddrMask = (0, 17),
        internalV6AddrMask = (17, 17),
    }
    IPSEC_DOSP_STATISTICS0 = (144, 8) {
        totalStateEntriesCreated = (0, 8),
        currentStateEntries = (8, 8),
        totalInboundAllowedIPv6IPsecUnauthPkts = (16, 8),
        totalInboundRatelimitDiscardedIPv6IPsecUnauthPkts = (24, 8),
        totalInboundPerIPRatelimitDiscardedIPv6IPsecUnauthPkts = (32, 8),
        totalInboundOtherDiscardedIPv6IPsecUnauthPkts = (40, 8),
        totalInboundAllowedIPv6IPsecAuthPkts = (48, 8),
        totalInboundRatelimitDiscardedIPv6IPsecAuthPkts = (56, 8),
        totalInboundOtherDiscardedIPv6IPsecAuthPkts = (64, 8),
        totalInboundAllowedICMPv6Pkts = (72, 8),
        totalInboundRatelimitDiscardedICMPv6Pkts = (80, 8),
        totalInboundAllowedIPv6FilterExemptPkts = (88, 8),
        totalInboundRatelimitDiscardedIPv6FilterExemptPkts = (96, 8),
        totalInboundDiscardedIPv6FilterBlockPkts = (104, 8),
        totalInboundAllowedDefBlockExemptPkts = (112, 8),
        totalInboundRatelimitDiscardedDefBlockExemptPkts = (120, 8),
        totalInboundDiscardedDefBlockPkts = (128, 8),
        currentInboundIPv6IPsecUnauthPerIPRateLimitQueues = (136, 8),
    }
    IPSEC_ESP_DROP_PACKET_STATISTICS0 = (20, 4) {
        invalidSpisOnInbound = (0, 4),
        decryptionFailuresOnInbound = (4, 4),
        authenticationFailuresOnInbound = (8, 4),
        replayCheckFailuresOnInbound = (12, 4),
        saNotInitializedOnInbound = (16, 4),
    }
    IPSEC_GETSPI0 = (80, 8) {
        inboundIpsecTraffic = (0, 56),
        ipVersion = (56, 4),
        Anonymous.inboundUdpEncapsulation = (64, 8),
        rngCryptoModuleID = (72, 8),
    }
    IPSEC_GETSPI1 = (96, 8) {
        inboundIpsecTraffic = (0, 72),
        ipVersion = (72, 4),
        Anonymous.inboundUdpEncapsulation = (80, 8),
        rngCryptoModuleID = (88, 8),
    }
    IPSEC_ID0 = (48, 8) {
        mmTargetName = (0, 8),
        emTargetName = (8, 8),
        numTokens = (16, 4),
        tokens = (24, 8),
        explicitCredentials = (32, 8),
        logonId = (40, 8),
    }
    IPSEC_KEYING_POLICY0 = (16, 8) {
        numKeyMods = (0, 4),
        keyModKeys = (8, 8),
    }
    IPSEC_KEYING_POLICY1 = (24, 8) {
        numKeyMods = (0, 4),
        keyModKeys = (8, 8),
        flags = (16, 4),
    }
    IPSEC_KEYMODULE_STATE0 = (32, 8) {
        keyModuleKey = (0, 16),
        stateBlob = (16, 16),
    }
    IPSEC_PROPOSAL0 = (32, 8) {
        lifetime = (0, 12),
        numSaTransforms = (12, 4),
        saTransforms = (16, 8),
        pfsGroup = (24, 4),
    }
    IPSEC_SA0 = (16, 8) {
        spi = (0, 4),
        saTransformType = (4, 4),
        Anonymous.ahInformation = (8, 8),
        Anonymous.espAuthInformation = (8, 8),
        Anonymous.espCipherInformation = (8, 8),
        Anonymous.espAuthAndCipherInformation = (8, 8),
        Anonymous.espAuthFwInformation = (8, 8),
    }
    IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 = (64, 8) {
        saCipherInformation = (0, 32),
        saAuthInformation = (32, 32),
    }
    IPSEC_SA_AUTH_INFORMATION0 = (32, 8) {
        authTransform = (0, 16),
        authKey = (16, 16),
    }
    IPSEC_SA_BUNDLE0 = (88, 8) {
        flags = (0, 4),
        lifetime = (4, 12),
        idleTimeoutSeconds = (16, 4),
        ndAllowClearTimeoutSeconds = (20, 4),
        ipsecId = (24, 8),
        napContext = (32, 4),
        qmSaId = (36, 4),
        numSAs = (40, 4),
        saList = (48, 8),
        keyModuleState = (56, 8),
        ipVersion = (64, 4),
        Anonymous.peerV4PrivateAddress = (68, 4),
        mmSaId = (72, 8),
        pfsGroup = (80, 4),
    }
    IPSEC_SA_BUNDLE1 = (112, 8) {
        flags = (0, 4),
        lifetime = (4, 12),
        idleTimeoutSeconds = (16, 4),
        ndAllowClearTimeoutSeconds = (20, 4),
        ipsecId = (24, 8),
        napContext = (32, 4),
        qmSaId = (36, 4),
        numSAs = (40, 4),
        saList = (48, 8),
        keyModuleState = (56, 8),
        ipVersion = (64, 4),
        Anonymous.peerV4PrivateAddress = (68, 4),
        mmSaId = (72, 8),
        pfsGroup = (80, 4),
        saLookupContext = (84, 16),
        qmFilterId = (104, 8),
    }
    IPSEC_SA_CIPHER_INFORMATION0 = (32, 8) {
        cipherTransform = (0, 16),
        cipherKey = (16, 16),
    }
    IPSEC_SA_CONTEXT0 = (24, 8) {
        saContextId = (0, 8),
        inboundSa = (8, 8),
        outboundSa = (16, 8),
    }
    IPSEC_SA_CONTEXT1 = (24, 8) {
        saContextId = (0, 8),
        inboundSa = (8, 8),
        outboundSa = (16, 8),
    }
    IPSEC_SA_CONTEXT_CHANGE0 = (16, 8) {
        changeType = (0, 4),
        saContextId = (8, 8),
    }
    IPSEC_SA_CONTEXT_ENUM_TEMPLATE0 = (32, 8) {
        localSubNet = (0, 16),
        remoteSubNet = (16, 16),
    }
    IPSEC_SA_CONTEXT_SUBSCRIPTION0 = (32, 8) {
        enumTemplate = (0, 8),
        flags = (8, 4),
        sessionKey = (12, 16),
    }
    IPSEC_SA_DETAILS0 = (168, 8) {
        ipVersion = (0, 4),
        saDirection = (4, 4),
        traffic = (8, 56),
        saBundle = (64, 88),
        Anonymous.udpEncapsulation = (152, 8),
        transportFilter = (160, 8),
    }
    IPSEC_SA_DETAILS1 = (224, 8) {
        ipVersion = (0, 4),
        saDirection = (4, 4),
        traffic = (8, 72),
        saBundle = (80, 112),
        Anonymous.udpEncapsulation = (192, 8),
        transportFilter = (200, 8),
        virtualIfTunnelInfo = (208, 16),
    }
    IPSEC_SA_ENUM_TEMPLATE0 = (4, 4) {
        saDirection = (0, 4),
    }
    IPSEC_SA_IDLE_TIMEOUT0 = (8, 4) {
        idleTimeoutSeconds = (0, 4),
        idleTimeoutSecondsFailOver = (4, 4),
    }
    IPSEC_SA_LIFETIME0 = (12, 4) {
        lifetimeSeconds = (0, 4),
        lifetimeKilobytes = (4, 4),
        lifetimePackets = (8, 4),
    }
    IPSEC_SA_TRANSFORM0 = (16, 8) {
        ipsecTransformType = (0, 4),
        Anonymous.ahTransform = (8, 8),
        Anonymous.espAuthTransform = (8, 8),
        Anonymous.espCipherTransform = (8, 8),
        Anonymous.espAuthAndCipherTransform = (8, 8),
        Anonymous.espAuthFwTransform = (8, 8),
    }
    IPSEC_STATISTICS0 = (200, 8) {
        aggregateSaStatistics = (0, 28),
        espDropPacketStatistics = (28, 20),
        ahDropPacketStatistics = (48, 16),
        aggregateDropPacketStatistics = (64, 36),
        inboundTrafficStatistics = (104, 48),
        outboundTrafficStatistics = (152, 48),
    }
    IPSEC_STATISTICS1 = (216, 8) {
        aggregateSaStatistics = (0, 28),
        espDropPacketStatistics = (28, 20),
        ahDropPacketStatistics = (48, 16),
        aggregateDropPacketStatistics = (64, 40),
        inboundTrafficStatistics = (104, 56),
        outboundTrafficStatistics = (160, 56),
    }
    IPSEC_TOKEN0 = (24, 8) {
        r#type = (0, 4),
        principal = (4, 4),
        mode = (8, 4),
        token = (16, 8),
    }
    IPSEC_TRAFFIC0 = (56, 8) {
        ipVersion = (0, 4),
        Anonymous1.localV4Address = (4, 4),
        Anonymous1.localV6Address = (4, 16),
        Anonymous2.remoteV4Address = (20, 4),
        Anonymous2.remoteV6Address = (20, 16),
        trafficType = (36, 4),
        Anonymous3.ipsecFilterId = (40, 8),
        Anonymous3.tunnelPolicyId = (40, 8),
        remotePort = (48, 2),
    }
    IPSEC_TRAFFIC1 = (72, 8) {
        ipVersion = (0, 4),
        Anonymous1.localV4Address = (4, 4),
        Anonymous1.localV6Address = (4, 16),
        Anonymous2.remoteV4Address = (20, 4),
        Anonymous2.remoteV6Address = (20, 16),
        trafficType = (36, 4),
        Anonymous3.ipsecFilterId = (40, 8),
        Anonymous3.tunnelPolicyId = (40, 8),
        remotePort = (48, 2),
        localPort = (50, 2),
        ipProtocol = (52, 1),
        localIfLuid = (56, 8),
        realIfProfileId = (64, 4),
    }
    IPSEC_TRAFFIC_SELECTOR0 = (44, 4) {
        protocolId = (0, 1),
        portStart = (2, 2),
        portEnd = (4, 2),
        ipVersion = (8, 4),
        Anonymous1.startV4Address = (12, 4),
        Anonymous1.startV6Address = (12, 16),
        Anonymous2.endV4Address = (28, 4),
        Anonymous2.endV6Address = (28, 16),
    }
    IPSEC_TRAFFIC_SELECTOR_POLICY0 = (32, 8) {
        flags = (0, 4),
        numLocalTrafficSelectors = (4, 4),
        localTrafficSelectors = (8, 8),
        numRemoteTrafficSelectors = (16, 4),
        remoteTrafficSelectors = (24, 8),
    }
    IPSEC_TRAFFIC_STATISTICS0 = (48, 8) {
        encryptedByteCount = (0, 8),
        authenticatedAHByteCount = (8, 8),
        authenticatedESPByteCount = (16, 8),
        transportByteCount = (24, 8),
        tunnelByteCount = (32, 8),
        offloadByteCount = (40, 8),
    }
    IPSEC_TRAFFIC_STATISTICS1 = (56, 8) {
        encryptedByteCount = (0, 8),
        authenticatedAHByteCount = (8, 8),
        authenticatedESPByteCount = (16, 8),
        transportByteCount = (24, 8),
        tunnelByteCount = (32, 8),
        offloadByteCount = (40, 8),
        totalSuccessfulPackets = (48, 8),
    }
    IPSEC_TRANSPORT_POLICY0 = (40, 8) {
        numIpsecProposals = (0, 4),
        ipsecProposals = (8, 8),
        flags = (16, 4),
        ndAllowClearTimeoutSeconds = (20, 4),
        saIdleTimeout = (24, 8),
        emPolicy = (32, 8),
    }
    IPSEC_TRANSPORT_POLICY1 = (40, 8) {
        numIpsecProposals = (0, 4),
        ipsecProposals = (8, 8),
        flags = (16, 4),
        ndAllowClearTimeoutSeconds = (20, 4),
        saIdleTimeout = (24, 8),
        emPolicy = (32, 8),
    }
    IPSEC_TRANSPORT_POLICY2 = (40, 8) {
        numIpsecProposals = (0, 4),
        ipsecProposals = (8, 8),
        flags = (16, 4),
        ndAllowClearTimeoutSeconds = (20, 4),
        saIdleTimeout = (24, 8),
        emPolicy = (32, 8),
    }
    IPSEC_TUNNEL_ENDPOINT0 = (20, 4) {
        ipVersion = (0, 4),
        Anonymous.v4Address = (4, 4),
        Anonymous.v6Address = (4, 16),
    }
    IPSEC_TUNNEL_ENDPOINTS0 = (36, 4) {
        ipVersion = (0, 4),
        Anonymous1.localV4Address = (4, 4),
        Anonymous1.localV6Address = (4, 16),
        Anonymous2.remoteV4Address = (20, 4),
        Anonymous2.remoteV6Address = (20, 16),
    }
    IPSEC_TUNNEL_ENDPOINTS1 = (48, 8) {
        ipVersion = (0, 4),
        Anonymous1.localV4Address = (4, 4),
        Anonymous1.localV6Address = (4, 16),
        Anonymous2.remoteV4Address = (20, 4),
        Anonymous2.remoteV6Address = (20, 16),
        localIfLuid = (40, 8),
    }
    IPSEC_TUNNEL_ENDPOINTS2 = (72, 8) {
        ipVersion = (0, 4),
        Anonymous1.localV4Address = (4, 4),
        Anonymous1.localV6Address = (4, 16),
        Anonymous2.remoteV4Address = (20, 4),
        Anonymous2.remoteV6Address = (20, 16),
        localIfLuid = (40, 8),
        remoteFqdn = (48, 8),
        numAddresses = (56, 4),
        remoteAddresses = (64, 8),
    }
    IPSEC_TUNNEL_POLICY0 = (72, 8) {
        flags = (0, 4),
        numIpsecProposals = (4, 4),
        ipsecProposals = (8, 8),
        tunnelEndpoints = (16, 36),
        saIdleTimeout = (52, 8),
        emPolicy = (64, 8),
    }
    IPSEC_TUNNEL_POLICY1 = (80, 8) {
        flags = (0, 4),
        numIpsecProposals = (4, 4),
        ipsecProposals = (8, 8),
        tunnelEndpoints = (16, 48),
        saIdleTimeout = (64, 8),
        emPolicy = (72, 8),
    }
    IPSEC_TUNNEL_POLICY2 = (112, 8) {
        flags = (0, 4),
        numIpsecProposals = (4, 4),
        ipsecProposals = (8, 8),
        tunnelEndpoints = (16, 72),
        saIdleTimeout = (88, 8),
        emPolicy = (96, 8),
        fwdPathSaLifetime = (104, 4),
    }
    IPSEC_TUNNEL_POLICY3 = (128, 8) {
        flags = (0, 4),
        numIpsecProposals = (4, 4),
        ipsecProposals = (8, 8),
        tunnelEndpoints = (16, 72),
        saIdleTimeout = (88, 8),
        emPolicy = (96, 8),
        fwdPathSaLifetime = (104, 4),
        compartmentId = (108, 4),
        numTrafficSelectorPolicy = (112, 4),
        trafficSelectorPolicies = (120, 8),
    }
    IPSEC_V4_UDP_ENCAPSULATION0 = (4, 2) {
        localUdpEncapPort = (0, 2),
        remoteUdpEncapPort = (2, 2),
    }
    IPSEC_VIRTUAL_IF_TUNNEL_INFO0 = (16, 8) {
        virtualIfTunnelId = (0, 8),
        trafficSelectorId = (8, 8),
    }
}

functions! {
    /// Adds a tunnel policy, version 0. `mainModePolicy` and `sd` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INVALID_PARAMETER`](crate::STATUS_FWP_INVALID_PARAMETER); others. Source:
    /// `nf-fwpmu-fwpmipsectunneladd0`.
    #[must_use]
    pub fn FwpmIPsecTunnelAdd0(
        engineHandle: HANDLE,
        flags: u32,
        mainModePolicy: *const FWPM_PROVIDER_CONTEXT0,
        tunnelPolicy: *const FWPM_PROVIDER_CONTEXT0,
        numFilterConditions: u32,
        filterConditions: *const FWPM_FILTER_CONDITION0,
        sd: PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Adds a tunnel policy, version 1. `mainModePolicy`, `keyModKey` and `sd` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INVALID_PARAMETER`](crate::STATUS_FWP_INVALID_PARAMETER); others. Source:
    /// `nf-fwpmu-fwpmipsectunneladd1`.
    #[must_use]
    pub fn FwpmIPsecTunnelAdd1(
        engineHandle: HANDLE,
        flags: u32,
        mainModePolicy: *const FWPM_PROVIDER_CONTEXT1,
        tunnelPolicy: *const FWPM_PROVIDER_CONTEXT1,
        numFilterConditions: u32,
        filterConditions: *const FWPM_FILTER_CONDITION0,
        keyModKey: *const GUID,
        sd: PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Adds a tunnel policy, version 2. `mainModePolicy`, `keyModKey` and `sd` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INVALID_PARAMETER`](crate::STATUS_FWP_INVALID_PARAMETER); others. Source:
    /// `nf-fwpmu-fwpmipsectunneladd2`.
    #[must_use]
    pub fn FwpmIPsecTunnelAdd2(
        engineHandle: HANDLE,
        flags: u32,
        mainModePolicy: *const FWPM_PROVIDER_CONTEXT2,
        tunnelPolicy: *const FWPM_PROVIDER_CONTEXT2,
        numFilterConditions: u32,
        filterConditions: *const FWPM_FILTER_CONDITION0,
        keyModKey: *const GUID,
        sd: PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Adds a tunnel policy, version 3. `mainModePolicy`, `keyModKey` and `sd` may be NULL.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** (the page is silent). **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INVALID_PARAMETER`](crate::STATUS_FWP_INVALID_PARAMETER); others. Source:
    /// `nf-fwpmu-fwpmipsectunneladd3`.
    #[must_use]
    pub fn FwpmIPsecTunnelAdd3(
        engineHandle: HANDLE,
        flags: u32,
        mainModePolicy: *const FWPM_PROVIDER_CONTEXT3,
        tunnelPolicy: *const FWPM_PROVIDER_CONTEXT3,
        numFilterConditions: u32,
        filterConditions: *const FWPM_FILTER_CONDITION0,
        keyModKey: *const GUID,
        sd: PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Deletes a tunnel policy.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmipsectunneldeletebykey0`.
    #[must_use]
    pub fn FwpmIPsecTunnelDeleteByKey0(engineHandle: HANDLE, key: *const GUID) -> NTSTATUS;

    /// The security descriptor of `IPsec` denial-of-service protection. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecdospgetsecurityinfo0`.
    #[must_use]
    pub fn IPsecDospGetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Statistics of `IPsec` denial-of-service protection.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecdospgetstatistics0`.
    #[must_use]
    pub fn IPsecDospGetStatistics0(engineHandle: HANDLE, idpStatistics: *mut IPSEC_DOSP_STATISTICS0) -> NTSTATUS;

    /// Sets the parts of the security descriptor of `IPsec` denial-of-service protection that `securityInfo`
    /// names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecdospsetsecurityinfo0`.
    #[must_use]
    pub fn IPsecDospSetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// Starts an enumeration of states of `IPsec` denial-of-service protection; a NULL template takes all. Ends
    /// with [`IPsecDospStateDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecdospstatecreateenumhandle0`.
    #[must_use]
    pub fn IPsecDospStateCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const IPSEC_DOSP_STATE_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Ends an enumeration of states of `IPsec` denial-of-service protection.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecdospstatedestroyenumhandle0`.
    #[must_use]
    pub fn IPsecDospStateDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next states of `IPsec` denial-of-service protection of an enumeration, version 0; fewer than requested
    /// means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecdospstateenum0`.
    #[must_use]
    pub fn IPsecDospStateEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut IPSEC_DOSP_STATE0,
        numEntries: *mut u32,
    ) -> NTSTATUS;

    /// Statistics of `IPsec`, version 0.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecgetstatistics0`.
    #[must_use]
    pub fn IPsecGetStatistics0(engineHandle: HANDLE, ipsecStatistics: *mut IPSEC_STATISTICS0) -> NTSTATUS;

    /// Statistics of `IPsec`, version 1.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecgetstatistics1`.
    #[must_use]
    pub fn IPsecGetStatistics1(engineHandle: HANDLE, ipsecStatistics: *mut IPSEC_STATISTICS1) -> NTSTATUS;

    /// Adds an inbound bundle to a security association context, version 0.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextaddinbound0`.
    #[must_use]
    pub fn IPsecSaContextAddInbound0(
        engineHandle: HANDLE,
        id: u64,
        inboundBundle: *const IPSEC_SA_BUNDLE0,
    ) -> NTSTATUS;

    /// Adds an inbound bundle to a security association context, version 1.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextaddinbound1`.
    #[must_use]
    pub fn IPsecSaContextAddInbound1(
        engineHandle: HANDLE,
        id: u64,
        inboundBundle: *const IPSEC_SA_BUNDLE1,
    ) -> NTSTATUS;

    /// Adds an outbound bundle to a security association context, version 0.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextaddoutbound0`.
    #[must_use]
    pub fn IPsecSaContextAddOutbound0(
        engineHandle: HANDLE,
        id: u64,
        outboundBundle: *const IPSEC_SA_BUNDLE0,
    ) -> NTSTATUS;

    /// Adds an outbound bundle to a security association context, version 1.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextaddoutbound1`.
    #[must_use]
    pub fn IPsecSaContextAddOutbound1(
        engineHandle: HANDLE,
        id: u64,
        outboundBundle: *const IPSEC_SA_BUNDLE1,
    ) -> NTSTATUS;

    /// Creates a security association context, version 0.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextcreate0`.
    #[must_use]
    pub fn IPsecSaContextCreate0(
        engineHandle: HANDLE,
        outboundTraffic: *const IPSEC_TRAFFIC0,
        inboundFilterId: *mut u64,
        id: *mut u64,
    ) -> NTSTATUS;

    /// Creates a security association context, version 1.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextcreate1`.
    #[must_use]
    pub fn IPsecSaContextCreate1(
        engineHandle: HANDLE,
        outboundTraffic: *const IPSEC_TRAFFIC1,
        virtualIfTunnelInfo: *const IPSEC_VIRTUAL_IF_TUNNEL_INFO0,
        inboundFilterId: *mut u64,
        id: *mut u64,
    ) -> NTSTATUS;

    /// Starts an enumeration of security association contexts; a NULL template takes all. Ends with
    /// [`IPsecSaContextDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextcreateenumhandle0`.
    #[must_use]
    pub fn IPsecSaContextCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const IPSEC_SA_CONTEXT_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Deletes a security association context.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextdeletebyid0`.
    #[must_use]
    pub fn IPsecSaContextDeleteById0(engineHandle: HANDLE, id: u64) -> NTSTATUS;

    /// Ends an enumeration of security association contexts.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextdestroyenumhandle0`.
    #[must_use]
    pub fn IPsecSaContextDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next security association contexts of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextenum0`.
    #[must_use]
    pub fn IPsecSaContextEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut IPSEC_SA_CONTEXT0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next security association contexts of an enumeration, version 1; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextenum1`.
    #[must_use]
    pub fn IPsecSaContextEnum1(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut IPSEC_SA_CONTEXT1,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// Lets a security association context expire.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextexpire0`.
    #[must_use]
    pub fn IPsecSaContextExpire0(engineHandle: HANDLE, id: u64) -> NTSTATUS;

    /// One security association context by its run-time number, version 0. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NOT_FOUND`](crate::STATUS_FWP_NOT_FOUND); others. Source: `nf-fwpmu-ipsecsacontextgetbyid0`.
    #[must_use]
    pub fn IPsecSaContextGetById0(
        engineHandle: HANDLE,
        id: u64,
        saContext: *mut *mut IPSEC_SA_CONTEXT0,
    ) -> NTSTATUS;

    /// One security association context by its run-time number, version 1. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NOT_FOUND`](crate::STATUS_FWP_NOT_FOUND); others. Source: `nf-fwpmu-ipsecsacontextgetbyid1`.
    #[must_use]
    pub fn IPsecSaContextGetById1(
        engineHandle: HANDLE,
        id: u64,
        saContext: *mut *mut IPSEC_SA_CONTEXT1,
    ) -> NTSTATUS;

    /// Gets the security parameters index for a context, version 0.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextgetspi0`.
    #[must_use]
    pub fn IPsecSaContextGetSpi0(
        engineHandle: HANDLE,
        id: u64,
        getSpi: *const IPSEC_GETSPI0,
        inboundSpi: *mut u32,
    ) -> NTSTATUS;

    /// Gets the security parameters index for a context, version 1.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextgetspi1`.
    #[must_use]
    pub fn IPsecSaContextGetSpi1(
        engineHandle: HANDLE,
        id: u64,
        getSpi: *const IPSEC_GETSPI1,
        inboundSpi: *mut u32,
    ) -> NTSTATUS;

    /// Sets the security parameters index of a context.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextsetspi0`.
    #[must_use]
    pub fn IPsecSaContextSetSpi0(
        engineHandle: HANDLE,
        id: u64,
        getSpi: *const IPSEC_GETSPI1,
        inboundSpi: u32,
    ) -> NTSTATUS;

    /// Updates the members of a context that `flags` names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacontextupdate0`.
    #[must_use]
    pub fn IPsecSaContextUpdate0(
        engineHandle: HANDLE,
        flags: u64,
        newValues: *const IPSEC_SA_CONTEXT1,
    ) -> NTSTATUS;

    /// Starts an enumeration of security associations of `IPsec`; a NULL template takes all. Ends with
    /// [`IPsecSaDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsacreateenumhandle0`.
    #[must_use]
    pub fn IPsecSaCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const IPSEC_SA_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// The security descriptor of the security associations of `IPsec`. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsadbgetsecurityinfo0`.
    #[must_use]
    pub fn IPsecSaDbGetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of the security associations of `IPsec` that `securityInfo`
    /// names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsadbsetsecurityinfo0`.
    #[must_use]
    pub fn IPsecSaDbSetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// Ends an enumeration of security associations of `IPsec`.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsadestroyenumhandle0`.
    #[must_use]
    pub fn IPsecSaDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next security associations of `IPsec` of an enumeration, version 0; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsaenum0`.
    #[must_use]
    pub fn IPsecSaEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut IPSEC_SA_DETAILS0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next security associations of `IPsec` of an enumeration, version 1; fewer than requested means no more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ipsecsaenum1`.
    #[must_use]
    pub fn IPsecSaEnum1(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut IPSEC_SA_DETAILS1,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;
}
