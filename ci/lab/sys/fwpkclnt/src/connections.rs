//! The traffic of the lab: a fixed mix of connections, and what each layer sees of them.
//!
//! The order of the layers is that of win32 `fwp/tcp-packet-flows` and `fwp/udp-packet-flows`,
//! without the redirection layers, whose callouts need what the lab does not have (classify
//! handles). No packet is sent anywhere.

use alloc::{boxed::Box, sync::Arc, vec::Vec};

use engine::{Decision, GUID, Layer, Standing, Value};
use wfp_sys::{
    FWP_BYTE_BLOB, FWP_CONDITION_FLAG_IS_LOOPBACK, FWP_DIRECTION_INBOUND, FWP_DIRECTION_OUTBOUND,
    FWP_VALUE0, FWPM_CONDITION_ALE_APP_ID, FWPM_CONDITION_COMPARTMENT_ID, FWPM_CONDITION_DIRECTION,
    FWPM_CONDITION_FLAGS, FWPM_CONDITION_INTERFACE_INDEX,
    FWPM_CONDITION_IP_DESTINATION_ADDRESS_TYPE, FWPM_CONDITION_IP_LOCAL_ADDRESS,
    FWPM_CONDITION_IP_LOCAL_ADDRESS_TYPE, FWPM_CONDITION_IP_LOCAL_INTERFACE,
    FWPM_CONDITION_IP_LOCAL_PORT, FWPM_CONDITION_IP_PROTOCOL, FWPM_CONDITION_IP_REMOTE_ADDRESS,
    FWPM_CONDITION_IP_REMOTE_PORT, FWPS_INCOMING_VALUE0, FWPS_INCOMING_VALUES0,
    FWPS_LAYER_ALE_AUTH_CONNECT_V4, FWPS_LAYER_ALE_AUTH_CONNECT_V6, FWPS_LAYER_ALE_AUTH_LISTEN_V4,
    FWPS_LAYER_ALE_AUTH_LISTEN_V6, FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V4,
    FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V6, FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4,
    FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6, FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V4,
    FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V6, FWPS_LAYER_DATAGRAM_DATA_V4,
    FWPS_LAYER_DATAGRAM_DATA_V6, FWPS_LAYER_INBOUND_IPPACKET_V4, FWPS_LAYER_INBOUND_IPPACKET_V6,
    FWPS_LAYER_INBOUND_TRANSPORT_V4, FWPS_LAYER_INBOUND_TRANSPORT_V6,
    FWPS_LAYER_OUTBOUND_IPPACKET_V4, FWPS_LAYER_OUTBOUND_IPPACKET_V6,
    FWPS_LAYER_OUTBOUND_TRANSPORT_V4, FWPS_LAYER_OUTBOUND_TRANSPORT_V6, FWPS_LAYER_STREAM_V4,
    FWPS_LAYER_STREAM_V6,
};

const TCP: u8 = 6;
const UDP: u8 = 17;

#[derive(Clone, Copy)]
enum Address {
    V4(u32),
    V6(u128),
}

impl Address {
    const fn value(self) -> Value {
        match self {
            Self::V4(address) => Value::Uint32(address),
            Self::V6(address) => Value::ByteArray16(address.to_be_bytes()),
        }
    }

    const fn is_loopback(self) -> bool {
        matches!(self, Self::V4(LOOPBACK))
    }
}

const LOOPBACK: u32 = 0x7f00_0001;
/// The machine is 192.0.2.10 and `2001:db8::10`. Addresses are those that RFC 5737 and RFC 3849 keep
/// for documentation.
const HERE: Address = Address::V4(0xc000_020a);
const HERE_V6: Address = Address::V6(0x2001_0db8_0000_0000_0000_0000_0000_0010);
const THERE_V6: Address = Address::V6(0x2001_0db8_0000_0000_0000_0000_0000_0007);

/// 203.0.113.x
const fn there(last: u8) -> Address {
    Address::V4(0xcb00_7100 | last as u32)
}

/// What filters of another provider, in a heavier sublayer, decide about a connection.
const NOTHING: Standing = Standing {
    decision: None,
    hard: false,
};
const HARD_PERMIT: Standing = Standing {
    decision: Some(Decision::Permit),
    hard: true,
};
const HARD_BLOCK: Standing = Standing {
    decision: Some(Decision::Block),
    hard: true,
};

struct Connection {
    outbound: bool,
    protocol: u8,
    local: Address,
    local_port: u16,
    remote: Address,
    remote_port: u16,
    before: Standing,
}

const fn outbound(protocol: u8, remote: Address, remote_port: u16, before: Standing) -> Connection {
    Connection {
        outbound: true,
        protocol,
        local: match remote {
            Address::V4(LOOPBACK) => remote,
            Address::V4(_) => HERE,
            Address::V6(_) => HERE_V6,
        },
        local_port: 49_152,
        remote,
        remote_port,
        before,
    }
}

const fn inbound(protocol: u8, remote: Address, local_port: u16) -> Connection {
    Connection {
        outbound: false,
        protocol,
        local: match remote {
            Address::V4(_) => HERE,
            Address::V6(_) => HERE_V6,
        },
        local_port,
        remote,
        remote_port: 50_000,
        before: NOTHING,
    }
}

static CONNECTIONS: [Connection; 11] = [
    outbound(TCP, Address::V4(LOOPBACK), 443, NOTHING),
    outbound(TCP, there(7), 443, NOTHING),
    outbound(UDP, there(53), 53, NOTHING),
    inbound(TCP, there(9), 8080),
    outbound(TCP, THERE_V6, 443, NOTHING),
    outbound(TCP, there(66), 22, HARD_PERMIT),
    outbound(TCP, there(67), 3389, NOTHING),
    outbound(TCP, there(80), 80, NOTHING),
    inbound(UDP, THERE_V6, 5353),
    outbound(TCP, there(99), 445, HARD_BLOCK),
    inbound(TCP, THERE_V6, 8080),
];

/// The layers for IPv4; those for IPv6 beside them.
const BIND: [u16; 2] = [
    FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V4,
    FWPS_LAYER_ALE_RESOURCE_ASSIGNMENT_V6,
];
const CONNECT: [u16; 2] = [
    FWPS_LAYER_ALE_AUTH_CONNECT_V4,
    FWPS_LAYER_ALE_AUTH_CONNECT_V6,
];
const LISTEN: [u16; 2] = [FWPS_LAYER_ALE_AUTH_LISTEN_V4, FWPS_LAYER_ALE_AUTH_LISTEN_V6];
const ACCEPT: [u16; 2] = [
    FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V4,
    FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V6,
];
const ESTABLISHED: [u16; 2] = [
    FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4,
    FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6,
];
const SENT: [u16; 2] = [
    FWPS_LAYER_OUTBOUND_TRANSPORT_V4,
    FWPS_LAYER_OUTBOUND_TRANSPORT_V6,
];
const RECEIVED: [u16; 2] = [
    FWPS_LAYER_INBOUND_TRANSPORT_V4,
    FWPS_LAYER_INBOUND_TRANSPORT_V6,
];
const SENT_IP: [u16; 2] = [
    FWPS_LAYER_OUTBOUND_IPPACKET_V4,
    FWPS_LAYER_OUTBOUND_IPPACKET_V6,
];
const RECEIVED_IP: [u16; 2] = [
    FWPS_LAYER_INBOUND_IPPACKET_V4,
    FWPS_LAYER_INBOUND_IPPACKET_V6,
];
const STREAM: [u16; 2] = [FWPS_LAYER_STREAM_V4, FWPS_LAYER_STREAM_V6];
const DATAGRAM: [u16; 2] = [FWPS_LAYER_DATAGRAM_DATA_V4, FWPS_LAYER_DATAGRAM_DATA_V6];

impl Connection {
    /// The layers that it passes, in order.
    const fn layers(&self) -> &'static [[u16; 2]] {
        match (self.protocol, self.outbound) {
            (TCP, true) => &[
                BIND,
                CONNECT,
                SENT,
                SENT_IP,
                RECEIVED_IP,
                RECEIVED,
                ESTABLISHED,
                SENT,
                SENT_IP,
                STREAM,
                SENT,
                SENT_IP,
            ],
            (TCP, false) => &[
                BIND,
                LISTEN,
                RECEIVED_IP,
                RECEIVED,
                ACCEPT,
                SENT,
                SENT_IP,
                RECEIVED_IP,
                RECEIVED,
                ESTABLISHED,
                RECEIVED_IP,
                RECEIVED,
                STREAM,
            ],
            (_, true) => &[BIND, CONNECT, ESTABLISHED, DATAGRAM, SENT, SENT_IP],
            (_, false) => &[RECEIVED_IP, RECEIVED, ACCEPT, ESTABLISHED, DATAGRAM],
        }
    }

    /// Its value in the field that a condition names; empty where the lab has none.
    fn value(&self, layer: u16, condition: &GUID) -> Value {
        const UNICAST: u8 = 1;
        const INTERFACE: u32 = 4;
        const COMPARTMENT: u32 = 1;
        match *condition {
            FWPM_CONDITION_IP_PROTOCOL => Value::Uint8(self.protocol),
            // ns-fwpmtypes-fwpm_filter0: the bind that a connect makes by itself names none.
            FWPM_CONDITION_IP_LOCAL_ADDRESS | FWPM_CONDITION_IP_LOCAL_ADDRESS_TYPE
                if BIND.contains(&layer) =>
            {
                Value::Empty
            }
            FWPM_CONDITION_IP_LOCAL_ADDRESS => self.local.value(),
            FWPM_CONDITION_IP_LOCAL_PORT => Value::Uint16(self.local_port),
            FWPM_CONDITION_IP_REMOTE_ADDRESS => self.remote.value(),
            FWPM_CONDITION_IP_REMOTE_PORT => Value::Uint16(self.remote_port),
            FWPM_CONDITION_IP_LOCAL_ADDRESS_TYPE | FWPM_CONDITION_IP_DESTINATION_ADDRESS_TYPE => {
                Value::Uint8(UNICAST)
            }
            FWPM_CONDITION_IP_LOCAL_INTERFACE => Value::Uint64(INTERFACE.into()),
            FWPM_CONDITION_INTERFACE_INDEX => Value::Uint32(INTERFACE),
            FWPM_CONDITION_COMPARTMENT_ID => Value::Uint32(COMPARTMENT),
            FWPM_CONDITION_DIRECTION => Value::Uint32(
                if self.outbound {
                    FWP_DIRECTION_OUTBOUND
                } else {
                    FWP_DIRECTION_INBOUND
                }
                .cast_unsigned(),
            ),
            FWPM_CONDITION_FLAGS if self.remote.is_loopback() => {
                Value::Uint32(FWP_CONDITION_FLAG_IS_LOOPBACK)
            }
            FWPM_CONDITION_FLAGS => Value::Uint32(0),
            FWPM_CONDITION_ALE_APP_ID => application(),
            _ => Value::Empty,
        }
    }
}

/// The application's identifier: its path in UTF-16 with the terminating zero.
fn application() -> Value {
    const PATH: &str = r"\device\harddiskvolume1\program files\lab\lab.exe";
    let units = PATH.encode_utf16().chain([0]);
    Value::ByteBlob(units.flat_map(u16::to_le_bytes).collect())
}

/// What one layer sees of a connection.
pub struct Event {
    /// Run-time id of the layer.
    pub layer: u16,
    /// Whether the connection is one of UDP.
    pub is_udp: bool,
    /// What heavier sublayers of somebody else have decided.
    pub before: Standing,
    /// The values of the layer's fields.
    pub values: Arc<[Value]>,
    /// The same as structures, which point into `values` and `blobs`.
    incoming: Box<[FWPS_INCOMING_VALUE0]>,
    _blobs: Box<[FWP_BYTE_BLOB]>,
}

impl Event {
    fn new(connection: &Connection, layer: Layer) -> Self {
        let values: Arc<[Value]> = layer
            .fields()
            .map(|(condition, _)| connection.value(layer.id, &condition))
            .collect();
        let mut blobs: Box<[FWP_BYTE_BLOB]> = values.iter().map(blob).collect();
        let incoming = values
            .iter()
            .zip(&mut blobs)
            .map(|(value, blob)| FWPS_INCOMING_VALUE0 {
                value: structure(value, blob),
            })
            .collect();
        Self {
            layer: layer.id,
            is_udp: connection.protocol == UDP,
            before: connection.before,
            values,
            incoming,
            _blobs: blobs,
        }
    }

    /// The structure that a classify function is given. It is good as long as the event.
    pub fn incoming(&mut self) -> FWPS_INCOMING_VALUES0 {
        FWPS_INCOMING_VALUES0 {
            layerId: self.layer,
            valueCount: u32::try_from(self.incoming.len()).unwrap_or(0),
            incomingValue: self.incoming.as_mut_ptr(),
        }
    }
}

fn blob(value: &Value) -> FWP_BYTE_BLOB {
    match value {
        Value::ByteBlob(bytes) => FWP_BYTE_BLOB {
            size: u32::try_from(bytes.len()).unwrap_or(0),
            data: bytes.as_ptr().cast_mut(),
        },
        _ => FWP_BYTE_BLOB::ZERO,
    }
}

const fn structure(value: &Value, blob: &mut FWP_BYTE_BLOB) -> FWP_VALUE0 {
    let mut structure = FWP_VALUE0::ZERO;
    structure.r#type = value.data_type();
    match value {
        Value::Empty => {}
        Value::Uint8(number) => structure.Anonymous.uint8 = *number,
        Value::Uint16(number) => structure.Anonymous.uint16 = *number,
        Value::Uint32(number) => structure.Anonymous.uint32 = *number,
        Value::Uint64(number) => structure.Anonymous.uint64 = (&raw const *number).cast_mut(),
        Value::ByteArray16(bytes) => {
            structure.Anonymous.byteArray16 = (&raw const *bytes).cast_mut().cast();
        }
        Value::ByteBlob(_) => structure.Anonymous.byteBlob = blob,
    }
    structure
}

/// Whether a connection of the mix passes a layer.
pub fn pass(layer: u16) -> bool {
    let mut layers = CONNECTIONS.iter().flat_map(Connection::layers);
    layers.any(|ids| ids.contains(&layer))
}

/// Every connection of the mix as the events that it makes, in order.
pub fn all() -> Vec<Vec<Event>> {
    let events = |connection: &Connection| {
        let v6 = usize::from(matches!(connection.remote, Address::V6(_)));
        let layers = connection.layers().iter();
        layers
            .filter_map(|ids| Layer::with_id(ids[v6]))
            .map(|layer| Event::new(connection, layer))
            .collect()
    };
    CONNECTIONS.iter().map(events).collect()
}
