//! Order of evaluation.

use engine::{Filter, GUID, Sublayer, Weight};
use wfp_sys::STATUS_FWP_INVALID_WEIGHT;

use crate::common::{IMAGE, LAYER, SUBLAYER, TestEngine, add, filter, port_is, with_filter};

fn order(engine: &TestEngine) -> Vec<u64> {
    let mut reader = engine.reader().expect("a free reader");
    let filters = engine.filters(&mut reader);
    filters.at(LAYER).iter().map(|filter| filter.id).collect()
}

#[test]
fn heavier_sublayers_and_in_them_heavier_filters_go_first() {
    // win32 fwp/filter-arbitration
    let engine = TestEngine::default();
    let session = engine.open(true, IMAGE);
    let light = Sublayer {
        key: GUID::from_u128(20),
        weight: 1,
        ..SUBLAYER
    };
    engine.add_sublayer(session, light).expect("light");
    engine.add_sublayer(session, SUBLAYER).expect("heavy");
    engine
        .add_callout(session, crate::common::CALLOUT)
        .expect("callout");
    let mut ids = Vec::new();
    for (key, sublayer, weight) in [
        (1, light.key, 9),
        (2, SUBLAYER.key, 0),
        (3, SUBLAYER.key, 5),
    ] {
        let filter = Filter {
            key: GUID::from_u128(key),
            sublayer,
            weight: Weight::Exact(weight),
            ..filter()
        };
        ids.push(add(&engine, session, filter));
    }
    assert_eq!(order(&engine), [ids[2], ids[1], ids[0]]);
}

/// The weight in force of a filter with this one and this many ports.
fn effective(weight: Weight, ports: &[u16]) -> u64 {
    let (engine, session, _) = with_filter(true);
    let filter = Filter {
        key: GUID::default(),
        weight,
        conditions: ports.iter().map(|&port| port_is(port)).collect(),
        ..filter()
    };
    let id = add(&engine, session, filter);
    engine.filter_by_id(session, id).expect("the filter").2
}

#[test]
fn an_exact_weight_is_used_as_it_is() {
    // win32 fwp/filter-weight-assignment
    assert_eq!(effective(Weight::Exact(u64::MAX), &[]), u64::MAX);
}

#[test]
fn an_automatic_weight_is_below_2_to_the_60_and_based_on_the_conditions() {
    // win32 fwp/filter-weight-assignment, ns-fwpmtypes-fwpm_filter0
    assert!(effective(Weight::Automatic, &[443]) < 1 << 60);
    assert!(effective(Weight::Automatic, &[443]) > effective(Weight::Automatic, &[]));
}

#[test]
fn a_weight_range_sets_the_four_highest_bits() {
    // win32 fwp/filter-weight-assignment
    let automatic = effective(Weight::Automatic, &[443]);
    assert_eq!(effective(Weight::Range(15), &[443]), 15 << 60 | automatic);
}

#[test]
fn a_weight_range_above_15_is_invalid() {
    // win32 fwp/wfp-error-codes
    let (engine, session, _) = with_filter(true);
    let filter = Filter {
        key: GUID::default(),
        weight: Weight::Range(16),
        ..filter()
    };
    let status = engine.add_filter(session, filter);
    assert_eq!(status, Err(STATUS_FWP_INVALID_WEIGHT));
}
