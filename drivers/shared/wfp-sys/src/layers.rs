//! Layers: the run-time numbers that a classify sees and the GUIDs that a filter names.
//!
//! One place in the network stack has two names. `FWPS_LAYER_…` is the number in
//! [`FWPS_INCOMING_VALUES0::layerId`](crate::FWPS_INCOMING_VALUES0) and in the flow-context functions;
//! `FWPM_LAYER_…` is the GUID in [`FWPM_FILTER0::layerKey`](crate::FWPM_FILTER0) and
//! [`FWPM_CALLOUT0::applicableLayer`](crate::FWPM_CALLOUT0).
//!
//! Every layer below 82 has the same number in debug information of SDK 19041 and 26100 and in the state dumps of
//! three machines. From 82 on the numbering changed between SDKs: 19041 has reserved layers there. The numbers here are
//! those of SDK 26100 and of running Windows 10 and 11 systems; a driver built with the older headers means others by
//! them.
//!
//! `FWPS_LAYER_RESERVED_LAYER_9` and `_10` have keys on running systems, but no source has names for these.
//!
//! Source: `fwpsk.h` (enumeration `FWPS_BUILTIN_LAYERS`), `fwpmk.h`.
#![allow(
    clippy::unreadable_literal,
    reason = "GUIDs are grouped as they are written everywhere else"
)]

use crate::base::GUID;

constants! {
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_IPPACKET_V4`].
    pub const FWPS_LAYER_INBOUND_IPPACKET_V4: u16 = 0;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_IPPACKET_V4_DISCARD`].
    pub const FWPS_LAYER_INBOUND_IPPACKET_V4_DISCARD: u16 = 1;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_IPPACKET_V6`].
    pub const FWPS_LAYER_INBOUND_IPPACKET_V6: u16 = 2;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_IPPACKET_V6_DISCARD`].
    pub const FWPS_LAYER_INBOUND_IPPACKET_V6_DISCARD: u16 = 3;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_IPPACKET_V4`].
    pub const FWPS_LAYER_OUTBOUND_IPPACKET_V4: u16 = 4;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_IPPACKET_V4_DISCARD`].
    pub const FWPS_LAYER_OUTBOUND_IPPACKET_V4_DISCARD: u16 = 5;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_IPPACKET_V6`].
    pub const FWPS_LAYER_OUTBOUND_IPPACKET_V6: u16 = 6;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_IPPACKET_V6_DISCARD`].
    pub const FWPS_LAYER_OUTBOUND_IPPACKET_V6_DISCARD: u16 = 7;
    /// Run-time number of the layer [`FWPM_LAYER_IPFORWARD_V4`].
    pub const FWPS_LAYER_IPFORWARD_V4: u16 = 8;
    /// Run-time number of the layer [`FWPM_LAYER_IPFORWARD_V4_DISCARD`].
    pub const FWPS_LAYER_IPFORWARD_V4_DISCARD: u16 = 9;
    /// Run-time number of the layer [`FWPM_LAYER_IPFORWARD_V6`].
    pub const FWPS_LAYER_IPFORWARD_V6: u16 = 10;
    /// Run-time number of the layer [`FWPM_LAYER_IPFORWARD_V6_DISCARD`].
    pub const FWPS_LAYER_IPFORWARD_V6_DISCARD: u16 = 11;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_TRANSPORT_V4`].
    pub const FWPS_LAYER_INBOUND_TRANSPORT_V4: u16 = 12;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_TRANSPORT_V4_DISCARD`].
    pub const FWPS_LAYER_INBOUND_TRANSPORT_V4_DISCARD: u16 = 13;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_TRANSPORT_V6`].
    pub const FWPS_LAYER_INBOUND_TRANSPORT_V6: u16 = 14;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_TRANSPORT_V6_DISCARD`].
    pub const FWPS_LAYER_INBOUND_TRANSPORT_V6_DISCARD: u16 = 15;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_TRANSPORT_V4`].
    pub const FWPS_LAYER_OUTBOUND_TRANSPORT_V4: u16 = 16;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_TRANSPORT_V4_DISCARD`].
    pub const FWPS_LAYER_OUTBOUND_TRANSPORT_V4_DISCARD: u16 = 17;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_TRANSPORT_V6`].
    pub const FWPS_LAYER_OUTBOUND_TRANSPORT_V6: u16 = 18;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_TRANSPORT_V6_DISCARD`].
    pub const FWPS_LAYER_OUTBOUND_TRANSPORT_V6_DISCARD: u16 = 19;
    /// Run-time number of the layer [`FWPM_LAYER_STREAM_V4`].
    pub const FWPS_LAYER_STREAM_V4: u16 = 20;
    /// Run-time number of the layer [`FWPM_LAYER_STREAM_V4_DISCARD`].
    pub const FWPS_LAYER_STREAM_V4_DISCARD: u16 = 21;
    /// Run-time number of the layer [`FWPM_LAYER_STREAM_V6`].
    pub const FWPS_LAYER_STREAM_V6: u16 = 22;
    /// Run-time number of the layer [`FWPM_LAYER_STREAM_V6_DISCARD`].
    pub const FWPS_LAYER_STREAM_V6_DISCARD: u16 = 23;
    /// Run-time number of the layer [`FWPM_LAYER_DATAGRAM_DATA_V4`].
    pub const FWPS_LAYER_DATAGRAM_DATA_V4: u16 = 24;
    /// Run-time number of the layer [`FWPM_LAYER_DATAGRAM_DATA_V4_DISCARD`].
    pub const FWPS_LAYER_DATAGRAM_DATA_V4_DISCARD: u16 = 25;
    /// Run-time number of the layer [`FWPM_LAYER_DATAGRAM_DATA_V6`].
    pub const FWPS_LAYER_DATAGRAM_DATA_V6: u16 = 26;
    /// Run-time number of the layer [`FWPM_LAYER_DATAGRAM_DATA_V6_DISCARD`].
    pub const FWPS_LAYER_DATAGRAM_DATA_V6_DISCARD: u16 = 27;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_ICMP_ERROR_V4`].
    pub const FWPS_LAYER_INBOUND_ICMP_ERROR_V4: u16 = 28;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_ICMP_ERROR_V4_DISCARD`].
    pub const FWPS_LAYER_INBOUND_ICMP_ERROR_V4_DISCARD: u16 = 29;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_ICMP_ERROR_V6`].
    pub const FWPS_LAYER_INBOUND_ICMP_ERROR_V6: u16 = 30;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_ICMP_ERROR_V6_DISCARD`].
    pub const FWPS_LAYER_INBOUND_ICMP_ERROR_V6_DISCARD: u16 = 31;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_ICMP_ERROR_V4`].
    pub const FWPS_LAYER_OUTBOUND_ICMP_ERROR_V4: u16 = 32;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_ICMP_ERROR_V4_DISCARD`].
    pub const FWPS_LAYER_OUTBOUND_ICMP_ERROR_V4_DISCARD: u16 = 33;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_ICMP_ERROR_V6`].
    pub const FWPS_LAYER_OUTBOUND_ICMP_ERROR_V6: u16 = 34;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_ICMP_ERROR_V6_DISCARD`].
    pub const FWPS_LAYER_OUTBOUND_ICMP_ERROR_V6_DISCARD: u16 = 35;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V4`].
    pub const FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V4: u16 = 36;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V4_DISCARD`].
    pub const FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V4_DISCARD: u16 = 37;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V6`].
    pub const FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V6: u16 = 38;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V6_DISCARD`].
    pub const FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V6_DISCARD: u16 = 39;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_LISTEN_V4`].
    pub const FWPS_LAYER_ALE_AUTH_LISTEN_V4: u16 = 40;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_LISTEN_V4_DISCARD`].
    pub const FWPS_LAYER_ALE_AUTH_LISTEN_V4_DISCARD: u16 = 41;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_LISTEN_V6`].
    pub const FWPS_LAYER_ALE_AUTH_LISTEN_V6: u16 = 42;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_LISTEN_V6_DISCARD`].
    pub const FWPS_LAYER_ALE_AUTH_LISTEN_V6_DISCARD: u16 = 43;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4`].
    pub const FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V4: u16 = 44;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4_DISCARD`].
    pub const FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V4_DISCARD: u16 = 45;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6`].
    pub const FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V6: u16 = 46;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6_DISCARD`].
    pub const FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V6_DISCARD: u16 = 47;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_CONNECT_V4`].
    pub const FWPS_LAYER_ALE_AUTH_CONNECT_V4: u16 = 48;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_CONNECT_V4_DISCARD`].
    pub const FWPS_LAYER_ALE_AUTH_CONNECT_V4_DISCARD: u16 = 49;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_CONNECT_V6`].
    pub const FWPS_LAYER_ALE_AUTH_CONNECT_V6: u16 = 50;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_AUTH_CONNECT_V6_DISCARD`].
    pub const FWPS_LAYER_ALE_AUTH_CONNECT_V6_DISCARD: u16 = 51;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4`].
    pub const FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4: u16 = 52;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4_DISCARD`].
    pub const FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4_DISCARD: u16 = 53;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_FLOW_ESTABLISHED_V6`].
    pub const FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6: u16 = 54;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_FLOW_ESTABLISHED_V6_DISCARD`].
    pub const FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6_DISCARD: u16 = 55;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_MAC_FRAME_ETHERNET`].
    pub const FWPS_LAYER_INBOUND_MAC_FRAME_ETHERNET: u16 = 56;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_MAC_FRAME_ETHERNET`].
    pub const FWPS_LAYER_OUTBOUND_MAC_FRAME_ETHERNET: u16 = 57;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_MAC_FRAME_NATIVE`].
    pub const FWPS_LAYER_INBOUND_MAC_FRAME_NATIVE: u16 = 58;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_MAC_FRAME_NATIVE`].
    pub const FWPS_LAYER_OUTBOUND_MAC_FRAME_NATIVE: u16 = 59;
    /// Run-time number of the layer [`FWPM_LAYER_NAME_RESOLUTION_CACHE_V4`].
    pub const FWPS_LAYER_NAME_RESOLUTION_CACHE_V4: u16 = 60;
    /// Run-time number of the layer [`FWPM_LAYER_NAME_RESOLUTION_CACHE_V6`].
    pub const FWPS_LAYER_NAME_RESOLUTION_CACHE_V6: u16 = 61;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_RESOURCE_RELEASE_V4`].
    pub const FWPS_LAYER_ALE_RESOURCE_RELEASE_V4: u16 = 62;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_RESOURCE_RELEASE_V6`].
    pub const FWPS_LAYER_ALE_RESOURCE_RELEASE_V6: u16 = 63;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_ENDPOINT_CLOSURE_V4`].
    pub const FWPS_LAYER_ALE_ENDPOINT_CLOSURE_V4: u16 = 64;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_ENDPOINT_CLOSURE_V6`].
    pub const FWPS_LAYER_ALE_ENDPOINT_CLOSURE_V6: u16 = 65;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_CONNECT_REDIRECT_V4`].
    pub const FWPS_LAYER_ALE_CONNECT_REDIRECT_V4: u16 = 66;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_CONNECT_REDIRECT_V6`].
    pub const FWPS_LAYER_ALE_CONNECT_REDIRECT_V6: u16 = 67;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_BIND_REDIRECT_V4`].
    pub const FWPS_LAYER_ALE_BIND_REDIRECT_V4: u16 = 68;
    /// Run-time number of the layer [`FWPM_LAYER_ALE_BIND_REDIRECT_V6`].
    pub const FWPS_LAYER_ALE_BIND_REDIRECT_V6: u16 = 69;
    /// Run-time number of the layer [`FWPM_LAYER_STREAM_PACKET_V4`].
    pub const FWPS_LAYER_STREAM_PACKET_V4: u16 = 70;
    /// Run-time number of the layer [`FWPM_LAYER_STREAM_PACKET_V6`].
    pub const FWPS_LAYER_STREAM_PACKET_V6: u16 = 71;
    /// Run-time number of the layer [`FWPM_LAYER_INGRESS_VSWITCH_ETHERNET`].
    pub const FWPS_LAYER_INGRESS_VSWITCH_ETHERNET: u16 = 72;
    /// Run-time number of the layer [`FWPM_LAYER_EGRESS_VSWITCH_ETHERNET`].
    pub const FWPS_LAYER_EGRESS_VSWITCH_ETHERNET: u16 = 73;
    /// Run-time number of the layer [`FWPM_LAYER_INGRESS_VSWITCH_TRANSPORT_V4`].
    pub const FWPS_LAYER_INGRESS_VSWITCH_TRANSPORT_V4: u16 = 74;
    /// Run-time number of the layer [`FWPM_LAYER_INGRESS_VSWITCH_TRANSPORT_V6`].
    pub const FWPS_LAYER_INGRESS_VSWITCH_TRANSPORT_V6: u16 = 75;
    /// Run-time number of the layer [`FWPM_LAYER_EGRESS_VSWITCH_TRANSPORT_V4`].
    pub const FWPS_LAYER_EGRESS_VSWITCH_TRANSPORT_V4: u16 = 76;
    /// Run-time number of the layer [`FWPM_LAYER_EGRESS_VSWITCH_TRANSPORT_V6`].
    pub const FWPS_LAYER_EGRESS_VSWITCH_TRANSPORT_V6: u16 = 77;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_TRANSPORT_FAST`].
    pub const FWPS_LAYER_INBOUND_TRANSPORT_FAST: u16 = 78;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_TRANSPORT_FAST`].
    pub const FWPS_LAYER_OUTBOUND_TRANSPORT_FAST: u16 = 79;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_MAC_FRAME_NATIVE_FAST`].
    pub const FWPS_LAYER_INBOUND_MAC_FRAME_NATIVE_FAST: u16 = 80;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_MAC_FRAME_NATIVE_FAST`].
    pub const FWPS_LAYER_OUTBOUND_MAC_FRAME_NATIVE_FAST: u16 = 81;
    /// Run-time number of the layer [`FWPM_LAYER_INBOUND_RESERVED2`].
    pub const FWPS_LAYER_INBOUND_RESERVED2: u16 = 82;
    /// Run-time number of a layer that only the system uses.
    pub const FWPS_LAYER_RESERVED_LAYER_9: u16 = 83;
    /// Run-time number of a layer that only the system uses.
    pub const FWPS_LAYER_RESERVED_LAYER_10: u16 = 84;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_NETWORK_CONNECTION_POLICY_V4`].
    pub const FWPS_LAYER_OUTBOUND_NETWORK_CONNECTION_POLICY_V4: u16 = 85;
    /// Run-time number of the layer [`FWPM_LAYER_OUTBOUND_NETWORK_CONNECTION_POLICY_V6`].
    pub const FWPS_LAYER_OUTBOUND_NETWORK_CONNECTION_POLICY_V6: u16 = 86;
    /// Run-time number of the layer [`FWPM_LAYER_IPSEC_KM_DEMUX_V4`].
    pub const FWPS_LAYER_IPSEC_KM_DEMUX_V4: u16 = 87;
    /// Run-time number of the layer [`FWPM_LAYER_IPSEC_KM_DEMUX_V6`].
    pub const FWPS_LAYER_IPSEC_KM_DEMUX_V6: u16 = 88;
    /// Run-time number of the layer [`FWPM_LAYER_IPSEC_V4`].
    pub const FWPS_LAYER_IPSEC_V4: u16 = 89;
    /// Run-time number of the layer [`FWPM_LAYER_IPSEC_V6`].
    pub const FWPS_LAYER_IPSEC_V6: u16 = 90;
    /// Run-time number of the layer [`FWPM_LAYER_IKEEXT_V4`].
    pub const FWPS_LAYER_IKEEXT_V4: u16 = 91;
    /// Run-time number of the layer [`FWPM_LAYER_IKEEXT_V6`].
    pub const FWPS_LAYER_IKEEXT_V6: u16 = 92;
    /// Run-time number of the layer [`FWPM_LAYER_RPC_UM`].
    pub const FWPS_LAYER_RPC_UM: u16 = 93;
    /// Run-time number of the layer [`FWPM_LAYER_RPC_EPMAP`].
    pub const FWPS_LAYER_RPC_EPMAP: u16 = 94;
    /// Run-time number of the layer [`FWPM_LAYER_RPC_EP_ADD`].
    pub const FWPS_LAYER_RPC_EP_ADD: u16 = 95;
    /// Run-time number of the layer [`FWPM_LAYER_RPC_PROXY_CONN`].
    pub const FWPS_LAYER_RPC_PROXY_CONN: u16 = 96;
    /// Run-time number of the layer [`FWPM_LAYER_RPC_PROXY_IF`].
    pub const FWPS_LAYER_RPC_PROXY_IF: u16 = 97;
    /// Run-time number of the layer [`FWPM_LAYER_KM_AUTHORIZATION`].
    pub const FWPS_LAYER_KM_AUTHORIZATION: u16 = 98;
}

guids! {
    /// Management key of the layer [`FWPS_LAYER_INBOUND_IPPACKET_V4`] (0).
    pub const FWPM_LAYER_INBOUND_IPPACKET_V4: GUID = 0xc86fd1bf_21cd_497e_a0bb_17425c885c58;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_IPPACKET_V4_DISCARD`] (1).
    pub const FWPM_LAYER_INBOUND_IPPACKET_V4_DISCARD: GUID = 0xb5a230d0_a8c0_44f2_916e_991b53ded1f7;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_IPPACKET_V6`] (2).
    pub const FWPM_LAYER_INBOUND_IPPACKET_V6: GUID = 0xf52032cb_991c_46e7_971d_2601459a91ca;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_IPPACKET_V6_DISCARD`] (3).
    pub const FWPM_LAYER_INBOUND_IPPACKET_V6_DISCARD: GUID = 0xbb24c279_93b4_47a2_83ad_ae1698b50885;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_IPPACKET_V4`] (4).
    pub const FWPM_LAYER_OUTBOUND_IPPACKET_V4: GUID = 0x1e5c9fae_8a84_4135_a331_950b54229ecd;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_IPPACKET_V4_DISCARD`] (5).
    pub const FWPM_LAYER_OUTBOUND_IPPACKET_V4_DISCARD: GUID = 0x08e4bcb5_b647_48f3_953c_e5ddbd03937e;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_IPPACKET_V6`] (6).
    pub const FWPM_LAYER_OUTBOUND_IPPACKET_V6: GUID = 0xa3b3ab6b_3564_488c_9117_f34e82142763;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_IPPACKET_V6_DISCARD`] (7).
    pub const FWPM_LAYER_OUTBOUND_IPPACKET_V6_DISCARD: GUID = 0x9513d7c4_a934_49dc_91a7_6ccb80cc02e3;
    /// Management key of the layer [`FWPS_LAYER_IPFORWARD_V4`] (8).
    pub const FWPM_LAYER_IPFORWARD_V4: GUID = 0xa82acc24_4ee1_4ee1_b465_fd1d25cb10a4;
    /// Management key of the layer [`FWPS_LAYER_IPFORWARD_V4_DISCARD`] (9).
    pub const FWPM_LAYER_IPFORWARD_V4_DISCARD: GUID = 0x9e9ea773_2fae_4210_8f17_34129ef369eb;
    /// Management key of the layer [`FWPS_LAYER_IPFORWARD_V6`] (10).
    pub const FWPM_LAYER_IPFORWARD_V6: GUID = 0x7b964818_19c7_493a_b71f_832c3684d28c;
    /// Management key of the layer [`FWPS_LAYER_IPFORWARD_V6_DISCARD`] (11).
    pub const FWPM_LAYER_IPFORWARD_V6_DISCARD: GUID = 0x31524a5d_1dfe_472f_bb93_518ee945d8a2;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_TRANSPORT_V4`] (12).
    pub const FWPM_LAYER_INBOUND_TRANSPORT_V4: GUID = 0x5926dfc8_e3cf_4426_a283_dc393f5d0f9d;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_TRANSPORT_V4_DISCARD`] (13).
    pub const FWPM_LAYER_INBOUND_TRANSPORT_V4_DISCARD: GUID = 0xac4a9833_f69d_4648_b261_6dc84835ef39;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_TRANSPORT_V6`] (14).
    pub const FWPM_LAYER_INBOUND_TRANSPORT_V6: GUID = 0x634a869f_fc23_4b90_b0c1_bf620a36ae6f;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_TRANSPORT_V6_DISCARD`] (15).
    pub const FWPM_LAYER_INBOUND_TRANSPORT_V6_DISCARD: GUID = 0x2a6ff955_3b2b_49d2_9848_ad9d72dcaab7;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_TRANSPORT_V4`] (16).
    pub const FWPM_LAYER_OUTBOUND_TRANSPORT_V4: GUID = 0x09e61aea_d214_46e2_9b21_b26b0b2f28c8;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_TRANSPORT_V4_DISCARD`] (17).
    pub const FWPM_LAYER_OUTBOUND_TRANSPORT_V4_DISCARD: GUID = 0xc5f10551_bdb0_43d7_a313_50e211f4d68a;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_TRANSPORT_V6`] (18).
    pub const FWPM_LAYER_OUTBOUND_TRANSPORT_V6: GUID = 0xe1735bde_013f_4655_b351_a49e15762df0;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_TRANSPORT_V6_DISCARD`] (19).
    pub const FWPM_LAYER_OUTBOUND_TRANSPORT_V6_DISCARD: GUID = 0xf433df69_ccbd_482e_b9b2_57165658c3b3;
    /// Management key of the layer [`FWPS_LAYER_STREAM_V4`] (20).
    pub const FWPM_LAYER_STREAM_V4: GUID = 0x3b89653c_c170_49e4_b1cd_e0eeeee19a3e;
    /// Management key of the layer [`FWPS_LAYER_STREAM_V4_DISCARD`] (21).
    pub const FWPM_LAYER_STREAM_V4_DISCARD: GUID = 0x25c4c2c2_25ff_4352_82f9_c54a4a4726dc;
    /// Management key of the layer [`FWPS_LAYER_STREAM_V6`] (22).
    pub const FWPM_LAYER_STREAM_V6: GUID = 0x47c9137a_7ec4_46b3_b6e4_48e926b1eda4;
    /// Management key of the layer [`FWPS_LAYER_STREAM_V6_DISCARD`] (23).
    pub const FWPM_LAYER_STREAM_V6_DISCARD: GUID = 0x10a59fc7_b628_4c41_9eb8_cf37d55103cf;
    /// Management key of the layer [`FWPS_LAYER_DATAGRAM_DATA_V4`] (24).
    pub const FWPM_LAYER_DATAGRAM_DATA_V4: GUID = 0x3d08bf4e_45f6_4930_a922_417098e20027;
    /// Management key of the layer [`FWPS_LAYER_DATAGRAM_DATA_V4_DISCARD`] (25).
    pub const FWPM_LAYER_DATAGRAM_DATA_V4_DISCARD: GUID = 0x18e330c6_7248_4e52_aaab_472ed67704fd;
    /// Management key of the layer [`FWPS_LAYER_DATAGRAM_DATA_V6`] (26).
    pub const FWPM_LAYER_DATAGRAM_DATA_V6: GUID = 0xfa45fe2f_3cba_4427_87fc_57b9a4b10d00;
    /// Management key of the layer [`FWPS_LAYER_DATAGRAM_DATA_V6_DISCARD`] (27).
    pub const FWPM_LAYER_DATAGRAM_DATA_V6_DISCARD: GUID = 0x09d1dfe1_9b86_4a42_be9d_8c315b92a5d0;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_ICMP_ERROR_V4`] (28).
    pub const FWPM_LAYER_INBOUND_ICMP_ERROR_V4: GUID = 0x61499990_3cb6_4e84_b950_53b94b6964f3;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_ICMP_ERROR_V4_DISCARD`] (29).
    pub const FWPM_LAYER_INBOUND_ICMP_ERROR_V4_DISCARD: GUID = 0xa6b17075_ebaf_4053_a4e7_213c8121ede5;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_ICMP_ERROR_V6`] (30).
    pub const FWPM_LAYER_INBOUND_ICMP_ERROR_V6: GUID = 0x65f9bdff_3b2d_4e5d_b8c6_c720651fe898;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_ICMP_ERROR_V6_DISCARD`] (31).
    pub const FWPM_LAYER_INBOUND_ICMP_ERROR_V6_DISCARD: GUID = 0xa6e7ccc0_08fb_468d_a472_9771d5595e09;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_ICMP_ERROR_V4`] (32).
    pub const FWPM_LAYER_OUTBOUND_ICMP_ERROR_V4: GUID = 0x41390100_564c_4b32_bc1d_718048354d7c;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_ICMP_ERROR_V4_DISCARD`] (33).
    pub const FWPM_LAYER_OUTBOUND_ICMP_ERROR_V4_DISCARD: GUID = 0xb3598d36_0561_4588_a6bf_e955e3f6264b;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_ICMP_ERROR_V6`] (34).
    pub const FWPM_LAYER_OUTBOUND_ICMP_ERROR_V6: GUID = 0x7fb03b60_7b8d_4dfa_badd_980176fc4e12;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_ICMP_ERROR_V6_DISCARD`] (35).
    pub const FWPM_LAYER_OUTBOUND_ICMP_ERROR_V6_DISCARD: GUID = 0x65f2e647_8d0c_4f47_b19b_33a4d3f1357c;
    /// Management key of the layer [`FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V4`] (36).
    pub const FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V4: GUID = 0x1247d66d_0b60_4a15_8d44_7155d0f53a0c;
    /// Management key of the layer [`FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V4_DISCARD`] (37).
    pub const FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V4_DISCARD: GUID = 0x0b5812a2_c3ff_4eca_b88d_c79e20ac6322;
    /// Management key of the layer [`FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V6`] (38).
    pub const FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V6: GUID = 0x55a650e1_5f0a_4eca_a653_88f53b26aa8c;
    /// Management key of the layer [`FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V6_DISCARD`] (39).
    pub const FWPM_LAYER_ALE_RESOURCE_ASSIGNMENT_V6_DISCARD: GUID = 0xcbc998bb_c51f_4c1a_bb4f_9775fcacab2f;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_LISTEN_V4`] (40).
    pub const FWPM_LAYER_ALE_AUTH_LISTEN_V4: GUID = 0x88bb5dad_76d7_4227_9c71_df0a3ed7be7e;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_LISTEN_V4_DISCARD`] (41).
    pub const FWPM_LAYER_ALE_AUTH_LISTEN_V4_DISCARD: GUID = 0x371dfada_9f26_45fd_b4eb_c29eb212893f;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_LISTEN_V6`] (42).
    pub const FWPM_LAYER_ALE_AUTH_LISTEN_V6: GUID = 0x7ac9de24_17dd_4814_b4bd_a9fbc95a321b;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_LISTEN_V6_DISCARD`] (43).
    pub const FWPM_LAYER_ALE_AUTH_LISTEN_V6_DISCARD: GUID = 0x60703b07_63c8_48e9_ada3_12b1af40a617;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V4`] (44).
    pub const FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4: GUID = 0xe1cd9fe7_f4b5_4273_96c0_592e487b8650;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V4_DISCARD`] (45).
    pub const FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4_DISCARD: GUID = 0x9eeaa99b_bd22_4227_919f_0073c63357b1;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V6`] (46).
    pub const FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6: GUID = 0xa3b42c97_9f04_4672_b87e_cee9c483257f;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V6_DISCARD`] (47).
    pub const FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6_DISCARD: GUID = 0x89455b97_dbe1_453f_a224_13da895af396;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_CONNECT_V4`] (48).
    pub const FWPM_LAYER_ALE_AUTH_CONNECT_V4: GUID = 0xc38d57d1_05a7_4c33_904f_7fbceee60e82;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_CONNECT_V4_DISCARD`] (49).
    pub const FWPM_LAYER_ALE_AUTH_CONNECT_V4_DISCARD: GUID = 0xd632a801_f5ba_4ad6_96e3_607017d9836a;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_CONNECT_V6`] (50).
    pub const FWPM_LAYER_ALE_AUTH_CONNECT_V6: GUID = 0x4a72393b_319f_44bc_84c3_ba54dcb3b6b4;
    /// Management key of the layer [`FWPS_LAYER_ALE_AUTH_CONNECT_V6_DISCARD`] (51).
    pub const FWPM_LAYER_ALE_AUTH_CONNECT_V6_DISCARD: GUID = 0xc97bc3b8_c9a3_4e33_8695_8e17aad4de09;
    /// Management key of the layer [`FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4`] (52).
    pub const FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4: GUID = 0xaf80470a_5596_4c13_9992_539e6fe57967;
    /// Management key of the layer [`FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4_DISCARD`] (53).
    pub const FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4_DISCARD: GUID = 0x146ae4a9_a1d2_4d43_a31a_4c42682b8e4f;
    /// Management key of the layer [`FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6`] (54).
    pub const FWPM_LAYER_ALE_FLOW_ESTABLISHED_V6: GUID = 0x7021d2b3_dfa4_406e_afeb_6afaf7e70efd;
    /// Management key of the layer [`FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6_DISCARD`] (55).
    pub const FWPM_LAYER_ALE_FLOW_ESTABLISHED_V6_DISCARD: GUID = 0x46928636_bbca_4b76_941d_0fa7f5d7d372;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_MAC_FRAME_ETHERNET`] (56).
    pub const FWPM_LAYER_INBOUND_MAC_FRAME_ETHERNET: GUID = 0xeffb7edb_0055_4f9a_a231_4ff8131ad191;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_MAC_FRAME_ETHERNET`] (57).
    pub const FWPM_LAYER_OUTBOUND_MAC_FRAME_ETHERNET: GUID = 0x694673bc_d6db_4870_adee_0acdbdb7f4b2;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_MAC_FRAME_NATIVE`] (58).
    pub const FWPM_LAYER_INBOUND_MAC_FRAME_NATIVE: GUID = 0xd4220bd3_62ce_4f08_ae88_b56e8526df50;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_MAC_FRAME_NATIVE`] (59).
    pub const FWPM_LAYER_OUTBOUND_MAC_FRAME_NATIVE: GUID = 0x94c44912_9d6f_4ebf_b995_05ab8a088d1b;
    /// Management key of the layer [`FWPS_LAYER_NAME_RESOLUTION_CACHE_V4`] (60).
    pub const FWPM_LAYER_NAME_RESOLUTION_CACHE_V4: GUID = 0x0c2aa681_905b_4ccd_a467_4dd811d07b7b;
    /// Management key of the layer [`FWPS_LAYER_NAME_RESOLUTION_CACHE_V6`] (61).
    pub const FWPM_LAYER_NAME_RESOLUTION_CACHE_V6: GUID = 0x92d592fa_6b01_434a_9dea_d1e96ea97da9;
    /// Management key of the layer [`FWPS_LAYER_ALE_RESOURCE_RELEASE_V4`] (62).
    pub const FWPM_LAYER_ALE_RESOURCE_RELEASE_V4: GUID = 0x74365cce_ccb0_401a_bfc1_b89934ad7e15;
    /// Management key of the layer [`FWPS_LAYER_ALE_RESOURCE_RELEASE_V6`] (63).
    pub const FWPM_LAYER_ALE_RESOURCE_RELEASE_V6: GUID = 0xf4e5ce80_edcc_4e13_8a2f_b91454bb057b;
    /// Management key of the layer [`FWPS_LAYER_ALE_ENDPOINT_CLOSURE_V4`] (64).
    pub const FWPM_LAYER_ALE_ENDPOINT_CLOSURE_V4: GUID = 0xb4766427_e2a2_467a_bd7e_dbcd1bd85a09;
    /// Management key of the layer [`FWPS_LAYER_ALE_ENDPOINT_CLOSURE_V6`] (65).
    pub const FWPM_LAYER_ALE_ENDPOINT_CLOSURE_V6: GUID = 0xbb536ccd_4755_4ba9_9ff7_f9edf8699c7b;
    /// Management key of the layer [`FWPS_LAYER_ALE_CONNECT_REDIRECT_V4`] (66).
    pub const FWPM_LAYER_ALE_CONNECT_REDIRECT_V4: GUID = 0xc6e63c8c_b784_4562_aa7d_0a67cfcaf9a3;
    /// Management key of the layer [`FWPS_LAYER_ALE_CONNECT_REDIRECT_V6`] (67).
    pub const FWPM_LAYER_ALE_CONNECT_REDIRECT_V6: GUID = 0x587e54a7_8046_42ba_a0aa_b716250fc7fd;
    /// Management key of the layer [`FWPS_LAYER_ALE_BIND_REDIRECT_V4`] (68).
    pub const FWPM_LAYER_ALE_BIND_REDIRECT_V4: GUID = 0x66978cad_c704_42ac_86ac_7c1a231bd253;
    /// Management key of the layer [`FWPS_LAYER_ALE_BIND_REDIRECT_V6`] (69).
    pub const FWPM_LAYER_ALE_BIND_REDIRECT_V6: GUID = 0xbef02c9c_606b_4536_8c26_1c2fc7b631d4;
    /// Management key of the layer [`FWPS_LAYER_STREAM_PACKET_V4`] (70).
    pub const FWPM_LAYER_STREAM_PACKET_V4: GUID = 0xaf52d8ec_cb2d_44e5_ad92_f8dc38d2eb29;
    /// Management key of the layer [`FWPS_LAYER_STREAM_PACKET_V6`] (71).
    pub const FWPM_LAYER_STREAM_PACKET_V6: GUID = 0x779a8ca3_f099_468f_b5d4_83535c461c02;
    /// Management key of the layer [`FWPS_LAYER_INGRESS_VSWITCH_ETHERNET`] (72).
    pub const FWPM_LAYER_INGRESS_VSWITCH_ETHERNET: GUID = 0x7d98577a_9a87_41ec_9718_7cf589c9f32d;
    /// Management key of the layer [`FWPS_LAYER_EGRESS_VSWITCH_ETHERNET`] (73).
    pub const FWPM_LAYER_EGRESS_VSWITCH_ETHERNET: GUID = 0x86c872b0_76fa_4b79_93a4_0750530ae292;
    /// Management key of the layer [`FWPS_LAYER_INGRESS_VSWITCH_TRANSPORT_V4`] (74).
    pub const FWPM_LAYER_INGRESS_VSWITCH_TRANSPORT_V4: GUID = 0xb2696ff6_774f_4554_9f7d_3da3945f8e85;
    /// Management key of the layer [`FWPS_LAYER_INGRESS_VSWITCH_TRANSPORT_V6`] (75).
    pub const FWPM_LAYER_INGRESS_VSWITCH_TRANSPORT_V6: GUID = 0x5ee314fc_7d8a_47f4_b7e3_291a36da4e12;
    /// Management key of the layer [`FWPS_LAYER_EGRESS_VSWITCH_TRANSPORT_V4`] (76).
    pub const FWPM_LAYER_EGRESS_VSWITCH_TRANSPORT_V4: GUID = 0xb92350b6_91f0_46b6_bdc4_871dfd4a7c98;
    /// Management key of the layer [`FWPS_LAYER_EGRESS_VSWITCH_TRANSPORT_V6`] (77).
    pub const FWPM_LAYER_EGRESS_VSWITCH_TRANSPORT_V6: GUID = 0x1b2def23_1881_40bd_82f4_4254e63141cb;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_TRANSPORT_FAST`] (78).
    pub const FWPM_LAYER_INBOUND_TRANSPORT_FAST: GUID = 0xe41d2719_05c7_40f0_8983_ea8d17bbc2f6;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_TRANSPORT_FAST`] (79).
    pub const FWPM_LAYER_OUTBOUND_TRANSPORT_FAST: GUID = 0x13ed4388_a070_4815_9935_7a9be6408b78;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_MAC_FRAME_NATIVE_FAST`] (80).
    pub const FWPM_LAYER_INBOUND_MAC_FRAME_NATIVE_FAST: GUID = 0x853aaa8e_2b78_4d24_a804_36db08b29711;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_MAC_FRAME_NATIVE_FAST`] (81).
    pub const FWPM_LAYER_OUTBOUND_MAC_FRAME_NATIVE_FAST: GUID = 0x470df946_c962_486f_9446_8293cbc75eb8;
    /// Management key of the layer [`FWPS_LAYER_IKEEXT_V4`].
    pub const FWPM_LAYER_IKEEXT_V4: GUID = 0xb14b7bdb_dbbd_473e_bed4_8b4708d4f270;
    /// Management key of the layer [`FWPS_LAYER_IKEEXT_V6`].
    pub const FWPM_LAYER_IKEEXT_V6: GUID = 0xb64786b3_f687_4eb9_89d2_8ef32acdabe2;
    /// Management key of the layer [`FWPS_LAYER_INBOUND_RESERVED2`].
    pub const FWPM_LAYER_INBOUND_RESERVED2: GUID = 0xf4fb8d55_c076_46d8_a2c7_6a4c722ca4ed;
    /// Management key of the layer [`FWPS_LAYER_IPSEC_KM_DEMUX_V4`].
    pub const FWPM_LAYER_IPSEC_KM_DEMUX_V4: GUID = 0xf02b1526_a459_4a51_b9e3_759de52b9d2c;
    /// Management key of the layer [`FWPS_LAYER_IPSEC_KM_DEMUX_V6`].
    pub const FWPM_LAYER_IPSEC_KM_DEMUX_V6: GUID = 0x2f755cf6_2fd4_4e88_b3e4_a91bca495235;
    /// Management key of the layer [`FWPS_LAYER_IPSEC_V4`].
    pub const FWPM_LAYER_IPSEC_V4: GUID = 0xeda65c74_610d_4bc5_948f_3c4f89556867;
    /// Management key of the layer [`FWPS_LAYER_IPSEC_V6`].
    pub const FWPM_LAYER_IPSEC_V6: GUID = 0x13c48442_8d87_4261_9a29_59d2abc348b4;
    /// Management key of the layer [`FWPS_LAYER_KM_AUTHORIZATION`].
    pub const FWPM_LAYER_KM_AUTHORIZATION: GUID = 0x4aa226e9_9020_45fb_956a_c0249d841195;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_NETWORK_CONNECTION_POLICY_V4`].
    pub const FWPM_LAYER_OUTBOUND_NETWORK_CONNECTION_POLICY_V4: GUID = 0x037f317a_d696_494a_bba5_bffc265e6052;
    /// Management key of the layer [`FWPS_LAYER_OUTBOUND_NETWORK_CONNECTION_POLICY_V6`].
    pub const FWPM_LAYER_OUTBOUND_NETWORK_CONNECTION_POLICY_V6: GUID = 0x22a4fdb1_6d7e_48ae_ae77_3742525c3119;
    /// Management key of the layer [`FWPS_LAYER_RPC_EPMAP`].
    pub const FWPM_LAYER_RPC_EPMAP: GUID = 0x9247bc61_eb07_47ee_872c_bfd78bfd1616;
    /// Management key of the layer [`FWPS_LAYER_RPC_EP_ADD`].
    pub const FWPM_LAYER_RPC_EP_ADD: GUID = 0x618dffc7_c450_4943_95db_99b4c16a55d4;
    /// Management key of the layer [`FWPS_LAYER_RPC_PROXY_CONN`].
    pub const FWPM_LAYER_RPC_PROXY_CONN: GUID = 0x94a4b50b_ba5c_4f27_907a_229fac0c2a7a;
    /// Management key of the layer [`FWPS_LAYER_RPC_PROXY_IF`].
    pub const FWPM_LAYER_RPC_PROXY_IF: GUID = 0xf8a38615_e12c_41ac_98df_121ad981aade;
    /// Management key of the layer [`FWPS_LAYER_RPC_UM`].
    pub const FWPM_LAYER_RPC_UM: GUID = 0x75a89dda_95e4_40f3_adc7_7688a9c847e1;
}
