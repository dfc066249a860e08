//! The layers' fields agree with the bindings.

use engine::Layer;
use wfp_sys::*;

/// Index and type of a field against the bindings' constants, for one layer.
fn agrees(layer: u16, fields: &[(GUID, u32, FWP_DATA_TYPE)]) {
    let layer = Layer::with_id(layer).expect("a known layer");
    for &(condition, index, data_type) in fields {
        let found = layer.field(&condition);
        assert_eq!(found, Some((index as usize, data_type)), "{}", layer.id);
    }
}

#[test]
fn field_indices_are_those_of_the_bindings() {
    // fwpsk.h: FWPS_FIELDS_…
    agrees(
        FWPS_LAYER_ALE_AUTH_CONNECT_V4,
        &[
            (
                FWPM_CONDITION_IP_REMOTE_ADDRESS,
                FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_ADDRESS,
                FWP_UINT32,
            ),
            (
                FWPM_CONDITION_FLAGS,
                FWPS_FIELD_ALE_AUTH_CONNECT_V4_FLAGS,
                FWP_UINT32,
            ),
            (
                FWPM_CONDITION_COMPARTMENT_ID,
                FWPS_FIELD_ALE_AUTH_CONNECT_V4_COMPARTMENT_ID,
                FWP_UINT32,
            ),
        ],
    );
    agrees(
        FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V6,
        &[
            (
                FWPM_CONDITION_IP_LOCAL_ADDRESS,
                FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V6_IP_LOCAL_ADDRESS,
                FWP_BYTE_ARRAY16_TYPE,
            ),
            (
                FWPM_CONDITION_COMPARTMENT_ID,
                FWPS_FIELD_ALE_AUTH_RECV_ACCEPT_V6_COMPARTMENT_ID,
                FWP_UINT32,
            ),
        ],
    );
    agrees(
        FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4,
        &[(
            FWPM_CONDITION_DIRECTION,
            FWPS_FIELD_ALE_FLOW_ESTABLISHED_V4_DIRECTION,
            FWP_UINT32,
        )],
    );
    agrees(
        FWPS_LAYER_INBOUND_TRANSPORT_V4,
        &[(
            FWPM_CONDITION_COMPARTMENT_ID,
            FWPS_FIELD_INBOUND_TRANSPORT_V4_COMPARTMENT_ID,
            FWP_UINT32,
        )],
    );
    agrees(
        FWPS_LAYER_OUTBOUND_TRANSPORT_V6,
        &[(
            FWPM_CONDITION_FLAGS,
            FWPS_FIELD_OUTBOUND_TRANSPORT_V6_FLAGS,
            FWP_UINT32,
        )],
    );
    agrees(
        FWPS_LAYER_STREAM_V4,
        &[(
            FWPM_CONDITION_COMPARTMENT_ID,
            FWPS_FIELD_STREAM_V4_COMPARTMENT_ID,
            FWP_UINT32,
        )],
    );
}
