//! How long objects live, and who may name whom.

use engine::{Action, CalloutObject, Filter, GUID, Owner, Provider, Sublayer};
use protocol::CloseMode;
use wfp_sys::{
    FWPM_FILTER_FLAG_BOOTTIME, FWPM_FILTER_FLAG_PERSISTENT, STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS,
    STATUS_FWP_IN_USE, STATUS_FWP_LIFETIME_MISMATCH, STATUS_FWP_PROVIDER_NOT_FOUND,
    STATUS_FWP_SESSION_ABORTED,
};

use crate::common::{CALLOUT, IMAGE, SUBLAYER, TestEngine, add, filter, in_force, with_filter};

const PROVIDER: Provider = Provider {
    key: GUID::from_u128(30),
    persistent: true,
};

const fn persistent(provider: Option<GUID>) -> Owner {
    Owner {
        provider,
        persistent: true,
    }
}

#[test]
fn static_objects_do_not_name_dynamic_ones() {
    // win32 fwp/object-management
    let (engine, _, _) = with_filter(true);
    let fixed = engine.open(false, IMAGE);
    let another = Filter {
        key: GUID::from_u128(5),
        ..filter()
    };
    let status = engine.add_filter(fixed, another);
    assert_eq!(status, Err(STATUS_FWP_LIFETIME_MISMATCH));
}

#[test]
fn dynamic_objects_do_not_name_those_of_another_session() {
    // win32 fwp/object-management
    let (engine, _, _) = with_filter(true);
    let other = engine.open(true, IMAGE);
    let another = Filter {
        key: GUID::from_u128(5),
        ..filter()
    };
    let status = engine.add_filter(other, another);
    assert_eq!(status, Err(STATUS_FWP_LIFETIME_MISMATCH));
}

#[test]
fn persistent_objects_do_not_name_static_ones() {
    // win32 fwp/object-management
    let (engine, session, _) = with_filter(false);
    for flags in [FWPM_FILTER_FLAG_PERSISTENT, FWPM_FILTER_FLAG_BOOTTIME] {
        let another = Filter {
            key: GUID::from_u128(5),
            flags,
            ..filter()
        };
        let status = engine.add_filter(session, another);
        assert_eq!(status, Err(STATUS_FWP_LIFETIME_MISMATCH));
    }
}

#[test]
fn persistent_objects_do_not_name_those_of_another_provider() {
    // win32 fwp/object-management
    let engine = TestEngine::default();
    let session = engine.open(false, IMAGE);
    let other = Provider {
        key: GUID::from_u128(31),
        ..PROVIDER
    };
    for provider in [PROVIDER, other] {
        engine.add_provider(session, provider).expect("provider");
    }
    let sublayer = Sublayer {
        owner: persistent(Some(PROVIDER.key)),
        ..SUBLAYER
    };
    engine.add_sublayer(session, sublayer).expect("sublayer");
    let of = |provider| Filter {
        flags: FWPM_FILTER_FLAG_PERSISTENT,
        provider: Some(provider),
        action: Action::Permit,
        ..filter()
    };
    let theirs = engine.add_filter(session, of(other.key));
    assert_eq!(theirs, Err(STATUS_FWP_LIFETIME_MISMATCH));
    engine.add_filter(session, of(PROVIDER.key)).expect("ours");
}

#[test]
fn a_provider_has_to_be_there_and_stays_while_it_is_named() {
    // win32 fwp/object-management, fwp/wfp-error-codes
    let engine = TestEngine::default();
    let session = engine.open(false, IMAGE);
    let sublayer = Sublayer {
        owner: persistent(Some(PROVIDER.key)),
        ..SUBLAYER
    };
    let early = engine.add_sublayer(session, sublayer);
    assert_eq!(early, Err(STATUS_FWP_PROVIDER_NOT_FOUND));
    engine.add_provider(session, PROVIDER).expect("provider");
    engine.add_sublayer(session, sublayer).expect("sublayer");
    let named = engine.delete_provider(session, PROVIDER.key);
    assert_eq!(named, Err(STATUS_FWP_IN_USE));
    engine
        .delete_sublayer(session, sublayer.key)
        .expect("sublayer");
    engine
        .delete_provider(session, PROVIDER.key)
        .expect("then the provider");
}

#[test]
fn a_dynamic_session_adds_nothing_persistent() {
    // The meaning of the status in win32 fwp/wfp-error-codes.
    let engine = TestEngine::default();
    let session = engine.open(true, IMAGE);
    let status = engine.add_provider(session, PROVIDER);
    assert_eq!(status, Err(STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS));
}

#[test]
fn a_boot_time_filter_is_not_in_force_while_the_service_runs() {
    // win32 fwp/object-management
    let engine = TestEngine::default();
    let session = engine.open(false, IMAGE);
    let boot = Filter {
        flags: FWPM_FILTER_FLAG_BOOTTIME,
        sublayer: GUID::default(),
        action: Action::Block,
        ..filter()
    };
    add(&engine, session, boot);
    assert_eq!(in_force(&engine), 0);
    assert_eq!(engine.left_by(IMAGE).filters, 0, "it was meant to stay");
}

#[test]
fn the_end_of_the_service_takes_all_but_persistent_objects() {
    // win32 fwp/object-management
    let (engine, session, _) = with_filter(false);
    let sublayer = Sublayer {
        key: GUID::from_u128(21),
        owner: persistent(None),
        ..SUBLAYER
    };
    let callout = CalloutObject {
        key: GUID::from_u128(22),
        owner: persistent(None),
        ..CALLOUT
    };
    engine.add_sublayer(session, sublayer).expect("sublayer");
    engine.add_callout(session, callout).expect("callout");
    let kept = Filter {
        key: GUID::from_u128(5),
        flags: FWPM_FILTER_FLAG_PERSISTENT,
        sublayer: sublayer.key,
        callout: callout.key,
        ..filter()
    };
    add(&engine, session, kept);
    assert_eq!(in_force(&engine), 2);
    assert_eq!(engine.stop_service().len(), 1, "one DELETE notification");
    assert_eq!(in_force(&engine), 1);
    let used = engine.add_sublayer(session, SUBLAYER);
    assert_eq!(used, Err(STATUS_FWP_SESSION_ABORTED));
    engine
        .close(session, CloseMode::AtOnce)
        .expect("the handle must still be closed");
}
