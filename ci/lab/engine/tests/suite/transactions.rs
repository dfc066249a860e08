//! Transactions.

use engine::Access::{ReadOnly, ReadWrite};
use protocol::CloseMode;
use wfp_sys::{
    STATUS_FWP_INCOMPATIBLE_TXN, STATUS_FWP_NO_TXN_IN_PROGRESS, STATUS_FWP_TIMEOUT,
    STATUS_FWP_TXN_IN_PROGRESS,
};

use crate::common::{CALLOUT, IMAGE, SUBLAYER, TestEngine, add, filter, in_force, with_filter};

#[test]
fn a_transaction_is_seen_as_a_whole_or_not_at_all() {
    // nf-fwpmu-fwpmtransactionbegin0, …commit0, …abort0
    let engine = TestEngine::default();
    let session = engine.open(true, IMAGE);
    for commit in [false, true] {
        engine.begin(session, ReadWrite).expect("begin");
        engine.add_sublayer(session, SUBLAYER).expect("sublayer");
        engine.add_callout(session, CALLOUT).expect("callout");
        add(&engine, session, filter());
        assert_eq!(in_force(&engine), 0, "hidden until the commit");
        if commit {
            engine.commit(session).expect("commit");
        } else {
            let told = engine.abort(session).expect("abort");
            assert_eq!(told.len(), 1, "the filter that it took back");
        }
    }
    assert_eq!(in_force(&engine), 1);
}

#[test]
fn a_failed_call_leaves_the_transaction_as_it_is() {
    // win32 fwp/object-management
    let engine = TestEngine::default();
    let session = engine.open(true, IMAGE);
    engine.begin(session, ReadWrite).expect("begin");
    engine.add_sublayer(session, SUBLAYER).expect("sublayer");
    engine
        .add_filter(session, filter())
        .expect_err("no callout");
    engine.add_callout(session, CALLOUT).expect("callout");
    add(&engine, session, filter());
    engine.commit(session).expect("commit");
    assert_eq!(in_force(&engine), 1);
}

#[test]
fn nothing_is_written_in_a_read_only_transaction() {
    // nf-fwpmu-fwpmfilteradd0
    let (engine, session, filter_id) = with_filter(true);
    engine.begin(session, ReadOnly).expect("begin");
    let deleted = engine.delete_filter(session, filter_id);
    assert_eq!(deleted, Err(STATUS_FWP_INCOMPATIBLE_TXN));
    engine.filter_by_id(session, filter_id).expect("reading");
    engine.commit(session).expect("commit");
    engine.delete_filter(session, filter_id).expect("after it");
}

#[test]
fn transaction_misuse_has_its_own_statuses() {
    // win32 fwp/object-management, fwp/wfp-error-codes
    let engine = TestEngine::default();
    let session = engine.open(true, IMAGE);
    let commit = engine.commit(session);
    assert_eq!(commit, Err(STATUS_FWP_NO_TXN_IN_PROGRESS));
    assert_eq!(engine.abort(session), Err(STATUS_FWP_NO_TXN_IN_PROGRESS));
    engine.begin(session, ReadWrite).expect("begin");
    let nested = engine.begin(session, ReadWrite);
    assert_eq!(nested, Err(STATUS_FWP_TXN_IN_PROGRESS));
    let other = engine.open(true, IMAGE);
    assert_eq!(engine.begin(other, ReadWrite), Err(STATUS_FWP_TIMEOUT));
    let implicit = engine.add_sublayer(other, SUBLAYER);
    assert_eq!(implicit, Err(STATUS_FWP_TIMEOUT));
}

#[test]
fn closing_a_session_aborts_its_transaction() {
    // nf-fwpmu-fwpmengineclose0
    let engine = TestEngine::default();
    let session = engine.open(false, IMAGE);
    engine.begin(session, ReadWrite).expect("begin");
    engine.add_sublayer(session, SUBLAYER).expect("sublayer");
    engine.close(session, CloseMode::AtOnce).expect("close");
    let other = engine.open(false, IMAGE);
    engine
        .add_sublayer(other, SUBLAYER)
        .expect("it was taken back");
}

#[test]
fn a_deletion_is_announced_when_the_filter_is_no_longer_in_force() {
    // processing-notify-callouts: its example frees the filter's context then
    let (engine, session, filter_id) = with_filter(true);
    engine.begin(session, ReadWrite).expect("begin");
    let told = engine.delete_filter(session, filter_id).expect("delete");
    assert_eq!((told.len(), in_force(&engine)), (0, 1));
    assert_eq!(
        engine.abort(session).expect("abort"),
        [],
        "nothing happened"
    );
    engine.begin(session, ReadWrite).expect("begin");
    engine.delete_filter(session, filter_id).expect("delete");
    let told = engine.commit(session).expect("commit");
    assert_eq!((told.len(), in_force(&engine)), (1, 0));
}

#[test]
fn a_filter_that_came_and_went_in_an_aborted_transaction_is_announced_as_deleted() {
    // It was announced as added, and may have a context.
    let (engine, session, _) = with_filter(true);
    engine.begin(session, ReadWrite).expect("begin");
    let short = engine::Filter {
        key: engine::GUID::from_u128(5),
        ..filter()
    };
    let id = add(&engine, session, short);
    engine.delete_filter(session, id).expect("delete");
    let told = engine.abort(session).expect("abort");
    assert_eq!(
        told.iter().map(|one| one.filter_id).collect::<Vec<_>>(),
        [id]
    );
}
