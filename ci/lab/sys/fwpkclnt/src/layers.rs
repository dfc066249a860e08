//! The layers that the lab has traffic for.

use engine::Key;
use wfp_sys::{
    FWP_UINT8, FWP_UINT16, FWP_UINT32, FWP_VALUE0, FWPM_LAYER_ALE_AUTH_CONNECT_V4,
    FWPM_LAYER_ALE_AUTH_CONNECT_V6, FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4,
    FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6, FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4,
    FWPM_LAYER_ALE_FLOW_ESTABLISHED_V6, FWPM_LAYER_DATAGRAM_DATA_V4, FWPM_LAYER_DATAGRAM_DATA_V6,
    FWPM_LAYER_INBOUND_TRANSPORT_V4, FWPM_LAYER_INBOUND_TRANSPORT_V6,
    FWPM_LAYER_OUTBOUND_TRANSPORT_V4, FWPM_LAYER_OUTBOUND_TRANSPORT_V6, FWPM_LAYER_STREAM_V4,
    FWPM_LAYER_STREAM_V6, FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_PROTOCOL,
    FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_ADDRESS,
    FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_PORT, FWPS_INCOMING_VALUE0,
    FWPS_LAYER_ALE_AUTH_CONNECT_V4, FWPS_LAYER_ALE_AUTH_CONNECT_V6,
    FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V4, FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V6,
    FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4, FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6,
    FWPS_LAYER_DATAGRAM_DATA_V4, FWPS_LAYER_DATAGRAM_DATA_V6, FWPS_LAYER_INBOUND_TRANSPORT_V4,
    FWPS_LAYER_INBOUND_TRANSPORT_V6, FWPS_LAYER_OUTBOUND_TRANSPORT_V4,
    FWPS_LAYER_OUTBOUND_TRANSPORT_V6, FWPS_LAYER_STREAM_V4, FWPS_LAYER_STREAM_V6, GUID,
};

use crate::management::key;

/// Values of each of these layers; the fields that the lab fills in are the lower ones.
pub const VALUES: usize = 24;

const LAYERS: [(GUID, u16); 14] = [
    (
        FWPM_LAYER_ALE_AUTH_CONNECT_V4,
        FWPS_LAYER_ALE_AUTH_CONNECT_V4,
    ),
    (
        FWPM_LAYER_ALE_AUTH_CONNECT_V6,
        FWPS_LAYER_ALE_AUTH_CONNECT_V6,
    ),
    (
        FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4,
        FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V4,
    ),
    (
        FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6,
        FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V6,
    ),
    (
        FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4,
        FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4,
    ),
    (
        FWPM_LAYER_ALE_FLOW_ESTABLISHED_V6,
        FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6,
    ),
    (FWPM_LAYER_STREAM_V4, FWPS_LAYER_STREAM_V4),
    (FWPM_LAYER_STREAM_V6, FWPS_LAYER_STREAM_V6),
    (FWPM_LAYER_DATAGRAM_DATA_V4, FWPS_LAYER_DATAGRAM_DATA_V4),
    (FWPM_LAYER_DATAGRAM_DATA_V6, FWPS_LAYER_DATAGRAM_DATA_V6),
    (
        FWPM_LAYER_INBOUND_TRANSPORT_V4,
        FWPS_LAYER_INBOUND_TRANSPORT_V4,
    ),
    (
        FWPM_LAYER_INBOUND_TRANSPORT_V6,
        FWPS_LAYER_INBOUND_TRANSPORT_V6,
    ),
    (
        FWPM_LAYER_OUTBOUND_TRANSPORT_V4,
        FWPS_LAYER_OUTBOUND_TRANSPORT_V4,
    ),
    (
        FWPM_LAYER_OUTBOUND_TRANSPORT_V6,
        FWPS_LAYER_OUTBOUND_TRANSPORT_V6,
    ),
];

/// The run-time id of a layer that the lab has traffic for.
pub fn run_time_id(layer: Key) -> Option<u16> {
    let known = LAYERS.iter().find(|(guid, _)| key(guid) == layer);
    known.map(|&(_, id)| id)
}

/// One connection attempt to port 443 of the loopback address. Fields that depend on the layer
/// beyond that stay empty, which a callout has to expect (`FWP_EMPTY`).
pub fn values(layer: u16) -> [FWPS_INCOMING_VALUE0; VALUES] {
    const TCP: u8 = 6;
    const LOOPBACK: u32 = 0x7f00_0001;
    let mut values = [FWPS_INCOMING_VALUE0 {
        value: FWP_VALUE0::ZERO,
    }; VALUES];
    if layer == FWPS_LAYER_ALE_AUTH_CONNECT_V4 {
        let mut set = |field: u32, value| values[field as usize].value = value;
        let mut protocol = FWP_VALUE0::ZERO;
        protocol.r#type = FWP_UINT8;
        protocol.Anonymous.uint8 = TCP;
        set(FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_PROTOCOL, protocol);
        let mut address = FWP_VALUE0::ZERO;
        address.r#type = FWP_UINT32;
        address.Anonymous.uint32 = LOOPBACK;
        set(FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_ADDRESS, address);
        let mut port = FWP_VALUE0::ZERO;
        port.r#type = FWP_UINT16;
        port.Anonymous.uint16 = 443;
        set(FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_PORT, port);
    }
    values
}
