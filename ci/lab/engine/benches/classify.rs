//! What one classified event costs in the model, without the driver: the filters of its layer,
//! their conditions, arbitration, in and out of the callout.
//!
//! Every filter has one condition, on the remote port. The traffic goes to the port of the
//! lightest one, so all are asked.

use std::{cell::RefCell, hint::black_box};

use divan::Bencher;
use engine::{
    Action, By, CalloutObject, Condition, Engine, Filter, Functions, GUID, Layer, Operand, Owner,
    Reader, Reply, Standing, Sublayer, Value, Weight, evaluate,
};
use wfp_sys::{
    FWP_ACTION_PERMIT, FWP_MATCH_EQUAL, FWPM_CONDITION_IP_REMOTE_PORT,
    FWPM_LAYER_ALE_AUTH_CONNECT_V4,
};

fn main() {
    divan::main();
}

const SUBLAYER: GUID = GUID::from_u128(1);
const CALLOUT: GUID = GUID::from_u128(2);
const IMAGE: u32 = 1;

struct Traffic {
    engine: &'static Engine<spin::Spin>,
    layer: u16,
    values: Vec<Value>,
}

fn traffic(filters: u16) -> Traffic {
    let engine: &'static Engine<spin::Spin> = Box::leak(Box::default());
    let layer = Layer::with_key(&FWPM_LAYER_ALE_AUTH_CONNECT_V4).expect("the model has it");
    let functions = Functions {
        classify: 1,
        notify: 1,
        flow_delete: 0,
        version: 1,
        conditional_on_flow: false,
        owner: IMAGE,
    };
    engine.register(CALLOUT, functions).expect("registered");
    let session = engine.open(true, IMAGE);
    let owner = Owner::default();
    let sublayer = Sublayer {
        key: SUBLAYER,
        weight: 1,
        owner,
    };
    engine.add_sublayer(session, sublayer).expect("a sublayer");
    let callout = CalloutObject {
        key: CALLOUT,
        layer: FWPM_LAYER_ALE_AUTH_CONNECT_V4,
        owner,
    };
    engine.add_callout(session, callout).expect("a callout");
    for port in 1..=filters {
        let condition = Condition {
            field: FWPM_CONDITION_IP_REMOTE_PORT,
            match_type: FWP_MATCH_EQUAL,
            operand: Operand::Value(Value::Uint16(port)),
        };
        let filter = Filter {
            key: GUID::from_u128(0x100 + u128::from(port)),
            flags: 0,
            provider: None,
            layer: FWPM_LAYER_ALE_AUTH_CONNECT_V4,
            sublayer: SUBLAYER,
            weight: Weight::Exact(port.into()),
            conditions: [condition].into(),
            action: Action::CalloutTerminating,
            callout: CALLOUT,
            context: 0,
            provider_context: GUID::default(),
        };
        let filter = engine.add_filter(session, filter).expect("a filter");
        // As after the callout's ADD notification.
        engine.agree(filter, None);
    }
    let mut values = vec![Value::Empty; layer.fields().len()];
    let (port, _) = layer
        .field(&FWPM_CONDITION_IP_REMOTE_PORT)
        .expect("the layer has it");
    values[port] = Value::Uint16(1);
    Traffic {
        engine,
        layer: layer.id,
        values,
    }
}

#[divan::bench(args = [10, 1000], threads = [1, 2])]
fn event(bencher: Bencher<'_, '_>, filters: u16) {
    thread_local! {
        static READER: RefCell<Option<(usize, Reader<'static>)>> = const { RefCell::new(None) };
    }
    let traffic = traffic(filters);
    let engine = std::ptr::from_ref(traffic.engine).addr();
    bencher.bench(|| {
        READER.with_borrow_mut(|reader| {
            // The harness keeps its threads from one benchmark to the next.
            if reader.as_ref().is_none_or(|(of, _)| *of != engine) {
                *reader = traffic.engine.reader().map(|reader| (engine, reader));
            }
            let (_, reader) = reader.as_mut().expect("fewer threads than readers");
            let filters = traffic.engine.filters(reader);
            let verdict = evaluate(
                filters.at(traffic.layer),
                black_box(&traffic.values),
                Standing::default(),
                |filter, standing| {
                    let Some(_entered) = traffic.engine.callouts.enter(filter.callout) else {
                        return Reply::Unregistered;
                    };
                    let mut out = standing.classify_out();
                    out.actionType = FWP_ACTION_PERMIT;
                    Reply::Answer(out)
                },
            );
            assert!(
                matches!(verdict.by, By::Callout(_)),
                "the lightest filter decides"
            );
        });
    });
}
