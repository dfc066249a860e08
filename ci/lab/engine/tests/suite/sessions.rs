//! Sessions, and the references between objects.

use engine::{
    Action::{CalloutInspection, CalloutTerminating, CalloutUnknown, Permit},
    Filter, GUID,
};
use protocol::CloseMode;
use wfp_sys::{
    FWPM_FILTER_FLAG_BOOTTIME, FWPM_FILTER_FLAG_DISABLED,
    FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED, FWPM_FILTER_FLAG_PERSISTENT,
    FWPM_LAYER_ALE_AUTH_CONNECT_V6, FWPM_SUBLAYER_UNIVERSAL, STATUS_FWP_ALREADY_EXISTS,
    STATUS_FWP_BUILTIN_OBJECT, STATUS_FWP_CALLOUT_NOT_FOUND,
    STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS, STATUS_FWP_FILTER_NOT_FOUND, STATUS_FWP_IN_USE,
    STATUS_FWP_INCOMPATIBLE_LAYER, STATUS_FWP_INVALID_FLAGS, STATUS_FWP_LAYER_NOT_FOUND,
    STATUS_FWP_SESSION_ABORTED, STATUS_FWP_SUBLAYER_NOT_FOUND, STATUS_FWP_WRONG_SESSION,
};

use crate::common::{
    CALLOUT, FUNCTIONS, IMAGE, SUBLAYER, TestEngine, add, filter, in_force, with_filter,
};

#[test]
fn deleting_a_referenced_object_is_in_use() {
    // win32 fwp/object-management; nf-fwpmk-fwpmcalloutdeletebykey0
    let (engine, session, filter) = with_filter(true);
    let callout = engine.delete_callout(session, CALLOUT.key);
    assert_eq!(callout, Err(STATUS_FWP_IN_USE));
    let sublayer = engine.delete_sublayer(session, SUBLAYER.key);
    assert_eq!(sublayer, Err(STATUS_FWP_IN_USE));
    engine.delete_filter(session, filter).expect("the filter");
    engine
        .delete_callout(session, CALLOUT.key)
        .expect("then the callout");
    engine
        .delete_sublayer(session, SUBLAYER.key)
        .expect("then the sublayer");
    let again = engine.delete_filter(session, filter);
    assert_eq!(again, Err(STATUS_FWP_FILTER_NOT_FOUND));
}

#[test]
fn a_filter_needs_its_layer_its_sublayer_its_callout_and_the_callouts_layer() {
    // nf-fwpmu-fwpmfilteradd0, win32 fwp/wfp-error-codes
    let engine = TestEngine::default();
    let session = engine.open(true, IMAGE);
    let add = |filter| engine.add_filter(session, filter).map(drop);
    let nowhere = Filter {
        layer: GUID::from_u128(8),
        ..filter()
    };
    assert_eq!(add(nowhere), Err(STATUS_FWP_LAYER_NOT_FOUND));
    assert_eq!(add(filter()), Err(STATUS_FWP_SUBLAYER_NOT_FOUND));
    engine.add_sublayer(session, SUBLAYER).expect("sublayer");
    assert_eq!(add(filter()), Err(STATUS_FWP_CALLOUT_NOT_FOUND));
    engine.add_callout(session, CALLOUT).expect("callout");
    let elsewhere = Filter {
        layer: FWPM_LAYER_ALE_AUTH_CONNECT_V6,
        ..filter()
    };
    assert_eq!(add(elsewhere), Err(STATUS_FWP_INCOMPATIBLE_LAYER));
    add(filter()).expect("now");
    assert_eq!(add(filter()), Err(STATUS_FWP_ALREADY_EXISTS));
}

#[test]
fn a_filter_without_a_sublayer_is_in_the_default_one_which_is_built_in() {
    // ns-fwpmtypes-fwpm_filter0; win32 fwp/wfp-error-codes
    let (engine, session, _) = with_filter(true);
    let id = add(
        &engine,
        session,
        Filter {
            key: GUID::from_u128(5),
            sublayer: GUID::default(),
            ..filter()
        },
    );
    let mut reader = engine.reader().expect("a free reader");
    let filters = engine.filters(&mut reader);
    let found = filters.iter().find(|filter| filter.id == id);
    assert_eq!(found.map(|f| f.sublayer), Some(FWPM_SUBLAYER_UNIVERSAL));
    drop(filters);
    let deleted = engine.delete_sublayer(session, FWPM_SUBLAYER_UNIVERSAL);
    assert_eq!(deleted, Err(STATUS_FWP_BUILTIN_OBJECT));
}

#[test]
fn flags_that_do_not_go_together_are_invalid() {
    // ns-fwpmtypes-fwpm_filter0
    let (engine, session, _) = with_filter(false);
    let add = |flags, action| {
        let filter = Filter {
            key: GUID::default(),
            flags,
            action,
            ..filter()
        };
        engine.add_filter(session, filter).map(drop)
    };
    let permit = FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    for (flags, action) in [
        (
            FWPM_FILTER_FLAG_PERSISTENT | FWPM_FILTER_FLAG_BOOTTIME,
            Permit,
        ),
        (FWPM_FILTER_FLAG_DISABLED, Permit),
        (permit, Permit),
        (permit, CalloutInspection),
    ] {
        assert_eq!(add(flags, action), Err(STATUS_FWP_INVALID_FLAGS), "{flags}");
    }
    assert_eq!(add(permit, CalloutTerminating), Ok(()));
    let unknown = Filter {
        key: GUID::from_u128(6),
        flags: permit,
        action: CalloutUnknown,
        ..filter()
    };
    engine
        .add_filter(session, unknown)
        .expect("the other action");
}

#[test]
fn closing_a_dynamic_session_takes_its_objects_away() {
    // win32 fwp/object-management
    let (engine, session, filter) = with_filter(true);
    let id = engine.register(CALLOUT.key, FUNCTIONS).expect("register");
    let told = engine.close(session, CloseMode::AtOnce).expect("close");
    assert_eq!(in_force(&engine), 0);
    assert_eq!(told.len(), 1, "one DELETE notification");
    assert_eq!((told[0].callout, told[0].filter_id), (id, filter));
    let other = engine.open(true, IMAGE);
    engine
        .add_sublayer(other, SUBLAYER)
        .expect("the sublayer is gone too");
}

#[test]
fn closing_a_static_session_leaves_its_objects() {
    // win32 fwp/object-management
    let (engine, session, _) = with_filter(false);
    engine.close(session, CloseMode::AtOnce).expect("close");
    assert_eq!(in_force(&engine), 1);
    let left = engine.left_by(IMAGE);
    assert_eq!(engine.orphans(), 1, "it names no registered callout");
    assert_eq!((left.filters, left.others), (1, 2));
    let other = engine.open(false, IMAGE);
    let again = engine.add_sublayer(other, SUBLAYER);
    assert_eq!(
        again,
        Err(STATUS_FWP_ALREADY_EXISTS),
        "the next start fails"
    );
}

#[test]
fn mode_later_keeps_filters_in_force_after_the_close() {
    // Not documented: the book lists it in *Documented nowhere*.
    let (engine, session, _) = with_filter(true);
    let told = engine.close(session, CloseMode::Later).expect("close");
    assert!(told.is_empty());
    assert_eq!(in_force(&engine), 1);
    assert_eq!(engine.end_lingering().len(), 1);
    assert_eq!(in_force(&engine), 0);
}

#[test]
fn a_closed_handle_is_refused() {
    let (engine, session, _) = with_filter(true);
    engine.close(session, CloseMode::AtOnce).expect("close");
    let again = engine.close(session, CloseMode::AtOnce);
    assert_eq!(again, Err(STATUS_FWP_SESSION_ABORTED));
    let used = engine.add_sublayer(session, SUBLAYER);
    assert_eq!(used, Err(STATUS_FWP_SESSION_ABORTED));
}

#[test]
fn sessions_delete_only_what_they_may() {
    // nf-fwpmu-fwpmfilterdeletebyid0
    let (engine, _, filter) = with_filter(true);
    let stranger = engine.open(true, IMAGE + 1);
    let status = engine.delete_filter(stranger, filter);
    assert_eq!(status, Err(STATUS_FWP_WRONG_SESSION));

    let (engine, _, filter) = with_filter(false);
    let dynamic = engine.open(true, IMAGE + 1);
    let status = engine.delete_filter(dynamic, filter);
    assert_eq!(status, Err(STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS));
    let fixed = engine.open(false, IMAGE + 1);
    engine
        .delete_filter(fixed, filter)
        .expect("anybody's static session");
}

#[test]
fn a_filter_is_found_by_its_id_and_by_its_key() {
    // nf-fwpmu-fwpmfiltergetbyid0, nf-fwpmu-fwpmfiltergetbykey0
    let (engine, session, id) = with_filter(true);
    assert_eq!(engine.filter_by_id(session, id), Ok((id, filter(), 1)));
    assert_eq!(
        engine.filter_by_key(session, filter().key),
        Ok((id, filter(), 1))
    );
    let unknown = engine.filter_by_id(session, id + 1);
    assert_eq!(unknown, Err(STATUS_FWP_FILTER_NOT_FOUND));
}
