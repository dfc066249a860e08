//! Callouts as functions and as management objects.

use engine::{Action, Functions, GUID, NTSTATUS};
use protocol::{BusyMode, UnregisterMode};
use wfp_sys::{
    FWPS_LAYER_STREAM_V4, STATUS_FWP_ALREADY_EXISTS, STATUS_FWP_CALLOUT_NOT_FOUND,
    STATUS_FWP_LAYER_NOT_FOUND, STATUS_INVALID_PARAMETER, STATUS_OBJECT_NAME_EXISTS,
    STATUS_SUCCESS,
};

use crate::common::{CALLOUT, FUNCTIONS, IMAGE, LAYER, TestEngine, filter, in_force, with_filter};

fn unregister(engine: &TestEngine, id: u32) -> NTSTATUS {
    engine.unregister(id, UnregisterMode::Waits, BusyMode::StaysRegistered, |_| {})
}

#[test]
fn registering_a_guid_twice_already_exists() {
    // nf-fwpsk-fwpscalloutregister0
    let engine = TestEngine::default();
    engine.register(CALLOUT.key, FUNCTIONS).expect("first");
    let second = engine.register(CALLOUT.key, FUNCTIONS);
    assert_eq!(second, Err(STATUS_FWP_ALREADY_EXISTS));
}

#[test]
fn the_management_object_and_the_registration_share_the_id() {
    // nf-fwpmk-fwpmcalloutadd0
    let engine = TestEngine::default();
    let session = engine.open(true, IMAGE);
    let object = engine.add_callout(session, CALLOUT);
    assert_eq!(object, engine.register(CALLOUT.key, FUNCTIONS));
    let id = object.expect("its id");
    assert_eq!(engine.callout_by_id(session, id), Ok((CALLOUT, id)));
    assert_eq!(
        engine.callout_by_key(session, CALLOUT.key),
        Ok((CALLOUT, id))
    );
    let unknown = engine.callout_by_id(session, id + 1);
    assert_eq!(unknown, Err(STATUS_FWP_CALLOUT_NOT_FOUND));
}

#[test]
fn a_callout_object_needs_a_layer_that_there_is() {
    // win32 fwp/wfp-error-codes
    let engine = TestEngine::default();
    let session = engine.open(true, IMAGE);
    let nowhere = engine::CalloutObject {
        layer: GUID::from_u128(8),
        ..CALLOUT
    };
    let status = engine.add_callout(session, nowhere);
    assert_eq!(status, Err(STATUS_FWP_LAYER_NOT_FOUND));
}

#[test]
fn unregistering_succeeds_while_filters_name_the_callout() {
    // nf-fwpsk-fwpscalloutunregisterbyid0
    let (engine, _, _) = with_filter(true);
    let id = engine.register(CALLOUT.key, FUNCTIONS).expect("register");
    assert_eq!(unregister(&engine, id), STATUS_SUCCESS);
    assert_eq!(in_force(&engine), 1, "the filter stays, and blocks");
}

#[test]
fn registering_again_revives_the_filters_that_are_left_with_their_context() {
    // processing-notify-callouts: such filters are not announced. That the context is still the
    // old one follows from ns-fwpmtypes-fwpm_filter0 (rawContext is passed on as it is); seen in
    // the field: microsoft/ebpf-for-windows#5501.
    let (engine, _, filter_id) = with_filter(false);
    engine.agree(filter_id, Some(0x1234));
    let id = engine.register(CALLOUT.key, FUNCTIONS).expect("register");
    assert_eq!(unregister(&engine, id), STATUS_SUCCESS);
    engine.forget(IMAGE);
    let next = engine::Functions {
        owner: IMAGE + 1,
        ..FUNCTIONS
    };
    assert_eq!(engine.register(CALLOUT.key, next), Ok(id));
    let mut reader = engine.reader().expect("a free reader");
    let filters = engine.filters(&mut reader);
    let contexts: Vec<u64> = filters.iter().map(|filter| filter.context).collect();
    assert_eq!(contexts, [0x1234]);
}

#[test]
fn a_filter_is_in_force_once_its_callout_agreed() {
    // processing-notify-callouts: the ADD notification sets the context, and may refuse
    let (engine, session, first) = with_filter(true);
    let another = engine::Filter {
        key: GUID::from_u128(5),
        ..filter()
    };
    let id = engine.add_filter(session, another).expect("add");
    assert_eq!(in_force(&engine), 1, "not announced yet");
    let asked = engine.notification(id).expect("it has a callout");
    assert_eq!(
        (asked.filter_id, asked.filter.action),
        (id, Action::CalloutTerminating)
    );
    engine.agree(id, Some(5));
    assert_eq!(in_force(&engine), 2);
    engine.delete_filter(session, first).expect("the first");
    assert_eq!(in_force(&engine), 1);
}

#[test]
fn forget_leaves_nothing_of_the_image_but_static_objects() {
    // win32 fwp/object-management: static objects outlive their session
    for (dynamic, left) in [(true, 0), (false, 1)] {
        let (engine, _, _) = with_filter(dynamic);
        engine.register(CALLOUT.key, FUNCTIONS).expect("register");
        engine.forget(IMAGE);
        assert_eq!(engine.callouts.registered_by(IMAGE), 0);
        assert!(engine.sessions_of(IMAGE).is_empty());
        assert_eq!(in_force(&engine), left);
    }
}

#[test]
fn a_context_is_associated_at_a_layer_for_a_callout_that_can_be_told_of_its_end() {
    // nf-fwpsk-fwpsflowassociatecontext0: not 0; a callout with a flowDeleteFn; one for a callout.
    let engine = TestEngine::default();
    let flow = engine.flows.establish();
    let deaf = engine
        .register(GUID::from_u128(20), FUNCTIONS)
        .expect("registered");
    let functions = Functions {
        flow_delete: 3,
        ..FUNCTIONS
    };
    let callout = engine.register(CALLOUT.key, functions).expect("registered");
    let refused = STATUS_INVALID_PARAMETER;
    assert_eq!(engine.associate(flow, LAYER, deaf, 1), refused);
    assert_eq!(engine.associate(flow, LAYER, callout, 0), refused);
    assert_eq!(engine.associate(flow, LAYER, callout + 9, 1), refused);
    // Not documented: a number that is no layer's.
    assert_eq!(engine.associate(flow, u16::MAX, callout, 1), refused);
    assert_eq!(engine.associate(flow, LAYER, callout, 1), STATUS_SUCCESS);
    assert_eq!(
        engine.associate(flow, LAYER, callout, 2),
        STATUS_OBJECT_NAME_EXISTS
    );
    // The context is given at that layer only.
    assert_eq!(engine.flows.enter(flow, LAYER, callout), 1);
    assert_eq!(engine.flows.enter(flow, FWPS_LAYER_STREAM_V4, callout), 0);
}
