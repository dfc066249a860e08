//! Every layer of the documentation is there, with its fields.

use engine::{CalloutObject, Filter, GUID, Layer};
use wfp_sys::*;

use crate::common::*;

#[test]
fn field_indices_are_those_of_the_bindings() {
    // fwpsk.h: FWPS_FIELDS_…; wfp-sys compares all of them with running systems.
    let field = |layer, condition| Layer::with_id(layer).and_then(|layer| layer.field(&condition));
    assert_eq!(
        field(
            FWPS_LAYER_ALE_AUTH_CONNECT_V4,
            FWPM_CONDITION_IP_REMOTE_ADDRESS
        ),
        Some((
            FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_ADDRESS as usize,
            FWP_UINT32
        ))
    );
    assert_eq!(
        field(
            FWPS_LAYER_STREAM_V6_DISCARD,
            FWPM_CONDITION_IP_REMOTE_ADDRESS
        ),
        Some((
            FWPS_FIELD_STREAM_V6_IP_REMOTE_ADDRESS as usize,
            FWP_BYTE_ARRAY16_TYPE
        ))
    );
    assert_eq!(field(FWPS_LAYER_STREAM_V4, FWPM_CONDITION_ALE_APP_ID), None);
    assert!(Layer::with_id(FWPS_LAYER_RESERVED_LAYER_9).is_none());
}

#[test]
fn a_filter_may_stand_at_every_layer() {
    // Filtering layer identifiers: a layer is one of these; ns-fwpmtypes-fwpm_callout0.
    let engine = TestEngine::default();
    let session = engine.open(true, IMAGE);
    engine.add_sublayer(session, SUBLAYER).expect("sublayer");
    let mut layers = 0;
    for layer in Layer::all() {
        layers += 1;
        let callout = CalloutObject {
            key: GUID::from_u128(0x1000 + layers),
            layer: layer.key,
            ..CALLOUT
        };
        engine.add_callout(session, callout).expect("a callout");
        let filter = Filter {
            key: callout.key,
            layer: layer.key,
            callout: callout.key,
            // ns-fwpmtypes-fwpm_layer0: a filter without a sublayer goes to the default one.
            sublayer: GUID::default(),
            ..filter()
        };
        add(&engine, session, filter);
        let mut reader = engine.reader().expect("a free reader");
        assert_eq!(engine.filters(&mut reader).at(layer.id).len(), 1);
    }
    assert_eq!(layers, 97);
    let nowhere = CalloutObject {
        layer: GUID::from_u128(1),
        ..CALLOUT
    };
    let refused = engine.add_callout(session, nowhere);
    assert_eq!(refused, Err(STATUS_FWP_LAYER_NOT_FOUND));
}
