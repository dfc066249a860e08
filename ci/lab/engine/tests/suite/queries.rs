//! Provider contexts, look-ups, enumerations, and how long a session waits.

use std::{sync::Arc, time::Duration};

use engine::{
    Action, BootTime, Filter, FilterTemplate, GUID, Owner, Provider, ProviderContext, SessionId,
};
use wfp_sys::*;

use crate::common::*;

const PROVIDER: GUID = GUID::from_u128(0x70);

fn context(provider: Option<GUID>) -> ProviderContext {
    ProviderContext {
        key: GUID::from_u128(0x80),
        data: Arc::from([1, 2, 3]),
        owner: Owner {
            provider,
            persistent: false,
        },
    }
}

/// A filter that refers to [`context`].
fn with_context() -> Filter {
    Filter {
        key: GUID::from_u128(0x81),
        flags: FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT,
        provider_context: context(None).key,
        ..filter()
    }
}

const TEMPLATE: FilterTemplate = FilterTemplate {
    provider: None,
    layer: CALLOUT.layer,
    callout: None,
    boot_time: BootTime::Without,
    sorted: false,
    context_provider: None,
};

fn ids(engine: &TestEngine, session: SessionId, template: &FilterTemplate) -> Vec<u64> {
    let listed = engine
        .list_filters(session, Some(template))
        .expect("a list");
    listed.into_iter().map(|(id, ..)| id).collect()
}

#[test]
fn a_provider_context_is_in_use_while_a_filter_refers_to_it() {
    // win32 fwp/object-management: an object goes after all objects that refer to it.
    let (engine, session, _) = with_filter(true);
    let key = context(None).key;
    let missing = Err(STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND);
    assert_eq!(engine.add_filter(session, with_context()), missing);
    let id = engine
        .add_provider_context(session, context(None))
        .expect("a context");
    let again = engine.add_provider_context(session, context(None));
    assert_eq!(again, Err(STATUS_FWP_ALREADY_EXISTS));
    let filter = add(&engine, session, with_context());
    let refused = engine.delete_provider_context(session, key);
    assert_eq!(refused, Err(STATUS_FWP_IN_USE));
    assert!(engine.delete_filter(session, filter).is_ok());
    assert_eq!(engine.provider_context_key(id), Ok(key));
    assert_eq!(engine.delete_provider_context(session, key), Ok(()));
    assert_eq!(
        engine.provider_context_by_key(session, key),
        Err(STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND)
    );
}

#[test]
fn a_provider_is_in_use_while_a_provider_context_names_it() {
    // The same page.
    let (engine, session, _) = with_filter(true);
    let named = engine.add_provider_context(session, context(Some(PROVIDER)));
    assert_eq!(named, Err(STATUS_FWP_PROVIDER_NOT_FOUND));
    let provider = Provider {
        key: PROVIDER,
        persistent: false,
    };
    assert_eq!(engine.add_provider(session, provider), Ok(()));
    assert!(
        engine
            .add_provider_context(session, context(Some(PROVIDER)))
            .is_ok()
    );
    assert_eq!(
        engine.delete_provider(session, PROVIDER),
        Err(STATUS_FWP_IN_USE)
    );
}

#[test]
fn a_static_filter_may_not_refer_to_a_dynamic_provider_context() {
    // The same page: no reference to an object with a shorter lifetime.
    let (engine, session, _) = with_filter(false);
    let dynamic = engine.open(true, IMAGE);
    assert!(engine.add_provider_context(dynamic, context(None)).is_ok());
    let refused = engine.add_filter(session, with_context());
    assert_eq!(refused, Err(STATUS_FWP_LIFETIME_MISMATCH));
    // It goes with its session, and then there is none.
    assert!(engine.close(dynamic, protocol::CloseMode::AtOnce).is_ok());
    let missing = engine.add_filter(session, with_context());
    assert_eq!(missing, Err(STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND));
}

#[test]
fn classify_is_given_the_provider_context_and_its_id() {
    // ns-fwpmtypes-fwpm_filter0: the id fills the context member; ns-fwpsk-fwps_filter1: the
    // provider context itself is there, too.
    let (engine, session, plain) = with_filter(true);
    let id = engine
        .add_provider_context(session, context(None))
        .expect("a context");
    let filter = add(&engine, session, with_context());
    let mut reader = engine.reader().expect("a free reader");
    let filters = engine.filters(&mut reader);
    let of = |id| filters.iter().find(|one| one.id == id).expect("in force");
    assert_eq!(of(filter).context, id);
    assert_eq!(of(filter).provider_context.as_deref(), Some(&context(None)));
    assert_eq!(of(plain).provider_context, None);
}

#[test]
fn an_enumeration_is_a_snapshot() {
    // nf-fwpmu-fwpmfiltercreateenumhandle0: it does not reflect later changes.
    let (engine, session, filter) = with_filter(true);
    let before = engine.list_filters(session, None).expect("a list");
    assert!(engine.delete_filter(session, filter).is_ok());
    assert_eq!(before.len(), 1);
    assert_eq!(engine.list_filters(session, None), Ok(Vec::new()));
}

#[test]
fn a_filter_template_restricts_the_list() {
    // ns-fwpmtypes-fwpm_filter_enum_template0.
    let (engine, session, of_callout) = with_filter(true);
    engine
        .add_provider_context(session, context(None))
        .expect("a context");
    let heavy = Filter {
        weight: engine::Weight::Exact(9),
        ..with_context()
    };
    let of_context = add(&engine, session, heavy);
    let block = Filter {
        key: GUID::from_u128(0x82),
        action: Action::Block,
        ..filter()
    };
    let block = add(&engine, session, block);
    let list = |template: FilterTemplate| ids(&engine, session, &template);
    assert_eq!(list(TEMPLATE), [of_callout, of_context, block]);
    let callout = Some(CALLOUT.key);
    assert_eq!(
        list(FilterTemplate {
            callout,
            ..TEMPLATE
        }),
        [of_callout, of_context]
    );
    let context_provider = Some(None);
    assert_eq!(
        list(FilterTemplate {
            context_provider,
            ..TEMPLATE
        }),
        [of_context]
    );
    let sorted = true;
    let by_weight = list(FilterTemplate { sorted, ..TEMPLATE });
    assert_eq!(by_weight.first(), Some(&of_context));
    let layer = FWPM_LAYER_STREAM_V4;
    assert!(list(FilterTemplate { layer, ..TEMPLATE }).is_empty());
    let provider = Some(PROVIDER);
    assert!(
        list(FilterTemplate {
            provider,
            ..TEMPLATE
        })
        .is_empty()
    );
}

#[test]
fn boot_time_filters_are_listed_when_asked_for() {
    // The same page.
    let (engine, session, ordinary) = with_filter(false);
    let boot_time = Filter {
        key: GUID::from_u128(0x83),
        flags: FWPM_FILTER_FLAG_BOOTTIME,
        action: Action::Block,
        sublayer: GUID::default(),
        ..filter()
    };
    let boot = add(&engine, session, boot_time);
    let list = |boot_time| {
        ids(
            &engine,
            session,
            &FilterTemplate {
                boot_time,
                ..TEMPLATE
            },
        )
    };
    assert_eq!(list(BootTime::Without), [ordinary]);
    assert_eq!(list(BootTime::With), [ordinary, boot]);
    assert_eq!(list(BootTime::Only), [boot]);
}

#[test]
fn objects_are_listed_by_provider_and_layer() {
    // ns-fwpmtypes-fwpm_callout_enum_template0, …sublayer_enum_template0,
    // …provider_context_enum_template0.
    let (engine, session, _) = with_filter(true);
    engine
        .add_provider_context(session, context(None))
        .expect("a context");
    let provider = Some(PROVIDER);
    assert_eq!(
        engine
            .list_callouts(session, None, None)
            .map(|all| all.len()),
        Ok(1)
    );
    let elsewhere = Some(FWPM_LAYER_STREAM_V4);
    assert_eq!(
        engine.list_callouts(session, None, elsewhere),
        Ok(Vec::new())
    );
    assert_eq!(
        engine.list_callouts(session, provider, None),
        Ok(Vec::new())
    );
    // Two are built in.
    assert_eq!(
        engine.list_sublayers(session, None).map(|all| all.len()),
        Ok(3)
    );
    assert_eq!(engine.list_sublayers(session, provider), Ok(Vec::new()));
    assert_eq!(
        engine
            .list_provider_contexts(session, None)
            .map(|all| all.len()),
        Ok(1)
    );
    assert_eq!(
        engine.list_provider_contexts(session, provider),
        Ok(Vec::new())
    );
    assert_eq!(engine.list_providers(session), Ok(Vec::new()));
}

#[test]
fn sessions_are_not_enumerated_within_a_transaction() {
    // nf-fwpmu-fwpmsessioncreateenumhandle0.
    let (engine, session, _) = with_filter(true);
    assert_eq!(engine.list_sessions(session), Ok(vec![(session, true)]));
    assert_eq!(engine.begin(session, engine::Access::ReadOnly), Ok(()));
    assert_eq!(
        engine.list_sessions(session),
        Err(STATUS_FWP_TXN_IN_PROGRESS)
    );
}

#[test]
fn a_session_waits_fifteen_seconds_unless_it_says_otherwise() {
    // win32 fwp/object-management: the default of txnWaitTimeoutInMSec.
    let (engine, session, _) = with_filter(true);
    assert_eq!(engine.wait_of(session), Duration::from_secs(15));
    engine.set_wait(session, Duration::from_millis(20));
    assert_eq!(engine.wait_of(session), Duration::from_millis(20));
}
