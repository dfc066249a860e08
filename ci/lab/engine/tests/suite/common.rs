//! A sublayer, a callout and a filter to begin with.

use std::sync::Arc;

use engine::{
    Action, CalloutObject, Condition, Engine, Filter, Functions, GUID, Layer, Operand, Owner,
    SessionId, Sublayer, Value, Weight,
};
use wfp_sys::{
    FWP_MATCH_EQUAL, FWP_MATCH_TYPE, FWPM_CONDITION_IP_REMOTE_PORT, FWPM_LAYER_ALE_AUTH_CONNECT_V4,
    FWPS_LAYER_ALE_AUTH_CONNECT_V4,
};

pub type TestEngine = Engine<spin::Spin>;

pub const IMAGE: u32 = 9;
pub const LAYER: u16 = FWPS_LAYER_ALE_AUTH_CONNECT_V4;

pub const SUBLAYER: Sublayer = Sublayer {
    key: GUID::from_u128(2),
    weight: 7,
    owner: Owner {
        provider: None,
        persistent: false,
    },
};

pub const CALLOUT: CalloutObject = CalloutObject {
    key: GUID::from_u128(3),
    layer: FWPM_LAYER_ALE_AUTH_CONNECT_V4,
    owner: Owner {
        provider: None,
        persistent: false,
    },
};

pub const FUNCTIONS: Functions = Functions {
    classify: 1,
    notify: 2,
    flow_delete: 0,
    version: 1,
    conditional_on_flow: false,
    owner: IMAGE,
};

/// A filter of [`CALLOUT`] in [`SUBLAYER`] that matches everything.
pub fn filter() -> Filter {
    Filter {
        key: GUID::from_u128(4),
        flags: 0,
        provider: None,
        layer: CALLOUT.layer,
        sublayer: SUBLAYER.key,
        weight: Weight::Exact(1),
        conditions: Arc::default(),
        action: Action::CalloutTerminating,
        callout: CALLOUT.key,
        context: 0,
        provider_context: GUID::default(),
    }
}

/// An engine with a session that added all three.
pub fn with_filter(dynamic: bool) -> (TestEngine, SessionId, u64) {
    let engine = TestEngine::default();
    let session = engine.open(dynamic, IMAGE);
    engine.add_sublayer(session, SUBLAYER).expect("sublayer");
    engine.add_callout(session, CALLOUT).expect("callout");
    let filter = add(&engine, session, filter());
    (engine, session, filter)
}

/// Adds a filter whose callout agrees.
pub fn add(engine: &TestEngine, session: SessionId, filter: Filter) -> u64 {
    let id = engine.add_filter(session, filter).expect("the filter");
    engine.agree(id, None);
    id
}

/// Filters in force.
pub fn in_force(engine: &TestEngine) -> usize {
    let mut reader = engine.reader().expect("a free reader");
    engine.filters(&mut reader).iter().count()
}

/// The remote port compared with one operand.
pub const fn port(match_type: FWP_MATCH_TYPE, operand: Operand) -> Condition {
    Condition {
        field: FWPM_CONDITION_IP_REMOTE_PORT,
        match_type,
        operand,
    }
}

/// The remote port is this one.
pub const fn port_is(number: u16) -> Condition {
    port(FWP_MATCH_EQUAL, Operand::Value(Value::Uint16(number)))
}

/// Traffic at a layer with some of its fields; the others are empty.
pub fn traffic(layer: &Layer, fields: &[(GUID, Value)]) -> Vec<Value> {
    let value = |(condition, _): (GUID, _)| {
        let known = fields.iter().find(|(field, _)| *field == condition);
        known.map_or(Value::Empty, |(_, value)| value.clone())
    };
    layer.fields().map(value).collect()
}
