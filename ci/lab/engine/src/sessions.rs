//! Sessions, transactions, and what goes when a session ends.
//!
//! Source of the rules: win32 `fwp/object-management`; `nf-fwpmk-fwpmengineclose0`;
//! `nf-fwpmu-fwpmtransactionbegin0`, `…commit0`, `…abort0`.

use alloc::{collections::BTreeMap, sync::Arc, vec::Vec};
use core::sync::atomic::{AtomicU64, Ordering::SeqCst};

use protocol::{BusyMode, CloseMode, UnregisterMode};
use spin::{RelaxStrategy, mutex::SpinMutex};
use wfp_sys::{
    NTSTATUS, STATUS_FWP_ALREADY_EXISTS, STATUS_FWP_CALLOUT_NOT_FOUND, STATUS_FWP_FILTER_NOT_FOUND,
    STATUS_FWP_NO_TXN_IN_PROGRESS, STATUS_FWP_SESSION_ABORTED, STATUS_FWP_TIMEOUT,
    STATUS_FWP_TXN_IN_PROGRESS,
};

use crate::{
    callouts::{Callouts, Functions, Waiting},
    filter_set::FilterSet,
    flows::Flows,
    objects::{Asker, CalloutObject, Filter, Key, Objects, Sublayer},
};

/// A session handle, never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SessionId(pub u64);

/// A call of `notifyFn` that the caller has to make, with no lock held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Run-time id of the callout.
    pub callout: u32,
    /// Run-time id of the filter.
    pub filter_id: u64,
    /// The filter.
    pub filter: Filter,
}

struct Session {
    dynamic: bool,
    owner: u32,
}

/// The write lock of the engine: one session holds it, with the state to go back to.
struct Transaction {
    session: SessionId,
    before: Objects,
}

struct State {
    objects: Objects,
    sessions: BTreeMap<SessionId, Session>,
    transaction: Option<Transaction>,
    /// Run-time ids of callouts. A key keeps its id: `nf-fwpmk-fwpmcalloutadd0` says that the
    /// management object and the registration share it.
    callout_ids: BTreeMap<Key, u32>,
    next_session: u64,
    next_filter: u64,
    published: Arc<FilterSet>,
}

/// The engine. `R` says how a thread waits for the short management lock.
pub struct Engine<R> {
    /// Who is registered and who is inside.
    pub callouts: Callouts,
    /// Data flows and their contexts.
    pub flows: Flows<R>,
    state: SpinMutex<State, R>,
    /// Counts the published filter sets; a [`Reader`] looks only at this.
    generation: AtomicU64,
}

/// One classify thread's view of the filters: it takes the lock only when they changed.
#[derive(Default)]
pub struct Reader {
    generation: u64,
    filters: Arc<FilterSet>,
}

impl<R: RelaxStrategy> Default for Engine<R> {
    fn default() -> Self {
        Self {
            callouts: Callouts::default(),
            flows: Flows::default(),
            state: SpinMutex::new(State {
                objects: Objects::default(),
                sessions: BTreeMap::new(),
                transaction: None,
                callout_ids: BTreeMap::new(),
                next_session: 1,
                next_filter: 1,
                published: Arc::default(),
            }),
            generation: AtomicU64::new(0),
        }
    }
}

impl State {
    fn callout_id(&mut self, key: Key) -> u32 {
        // Ids start at 0x100, so that a driver which takes 0 or an index for an id is found out.
        let next = 0x100 + u32::try_from(self.callout_ids.len()).unwrap_or(0);
        *self.callout_ids.entry(key).or_insert(next)
    }

    /// The session, if the handle is good and it may change something now.
    fn writer(&self, id: SessionId) -> Result<Asker, NTSTATUS> {
        let session = self.sessions.get(&id).ok_or(STATUS_FWP_SESSION_ABORTED)?;
        match &self.transaction {
            Some(transaction) if transaction.session != id => Err(STATUS_FWP_TIMEOUT),
            _ => Ok(Asker {
                session: id,
                dynamic: session.dynamic,
            }),
        }
    }

    fn notifications(&self, filters: Vec<(u64, Filter)>) -> Vec<Notification> {
        filters
            .into_iter()
            .filter(|(_, filter)| filter.action.names_callout())
            .filter_map(|(filter_id, filter)| {
                Some(Notification {
                    callout: *self.callout_ids.get(&filter.callout)?,
                    filter_id,
                    filter,
                })
            })
            .collect()
    }
}

impl Asker {
    fn owner(self) -> Option<SessionId> {
        self.dynamic.then_some(self.session)
    }
}

impl<R: RelaxStrategy> Engine<R> {
    /// Makes the state visible to classify, unless a transaction still hides it.
    fn publish(&self, state: &mut State) {
        if state.transaction.is_none() {
            let filters = state
                .objects
                .active(|key| state.callout_ids.get(&key).copied().unwrap_or(0));
            state.published = Arc::new(FilterSet::new(filters));
            self.generation.fetch_add(1, SeqCst);
        }
    }

    /// The filters in force, through `reader`.
    pub fn filters<'a>(&self, reader: &'a mut Reader) -> &'a FilterSet {
        let generation = self.generation.load(SeqCst);
        if generation != reader.generation {
            reader.filters = Arc::clone(&self.state.lock().published);
            reader.generation = generation;
        }
        &reader.filters
    }

    /// `FwpsCalloutRegister*`: returns the run-time id.
    pub fn register(&self, key: Key, functions: Functions) -> Result<u32, NTSTATUS> {
        let mut state = self.state.lock();
        let id = state.callout_id(key);
        if self.callouts.is_registered(id) {
            return Err(STATUS_FWP_ALREADY_EXISTS);
        }
        self.callouts.register(id, functions)?;
        Ok(id)
    }

    /// The run-time id of `key`, if it ever had one.
    #[must_use]
    pub fn id_of(&self, key: Key) -> Option<u32> {
        self.state.lock().callout_ids.get(&key).copied()
    }

    /// `FwpsCalloutUnregisterById0`; see [`Callouts::unregister`].
    pub fn unregister(
        &self,
        id: u32,
        mode: UnregisterMode,
        busy: BusyMode,
        wait: impl FnMut(Waiting),
    ) -> NTSTATUS {
        self.callouts.unregister(id, mode, busy, wait)
    }

    /// `FwpmEngineOpen0`. `owner` is the lab's number of the image that opened it.
    pub fn open(&self, dynamic: bool, owner: u32) -> SessionId {
        let mut state = self.state.lock();
        let id = SessionId(state.next_session);
        state.next_session += 1;
        state.sessions.insert(id, Session { dynamic, owner });
        id
    }

    /// `FwpmEngineClose0`: aborts the session's transaction, ends what it owns. Returns the
    /// `notifyFn` calls that its filters ask for.
    pub fn close(&self, id: SessionId, mode: CloseMode) -> Result<Vec<Notification>, NTSTATUS> {
        let mut state = self.state.lock();
        let session = state
            .sessions
            .remove(&id)
            .ok_or(STATUS_FWP_SESSION_ABORTED)?;
        let mut gone = state.abort(id);
        if session.dynamic {
            match mode {
                CloseMode::AtOnce => gone.extend(state.objects.end_dynamic_session(id)),
                CloseMode::Later => state.objects.linger(id),
            }
        }
        let notifications = state.notifications(gone);
        self.publish(&mut state);
        Ok(notifications)
    }

    /// Ends what closed sessions left in force under [`CloseMode::Later`].
    pub fn end_lingering(&self) -> Vec<Notification> {
        let mut state = self.state.lock();
        let mut gone = Vec::new();
        for session in state.objects.lingering() {
            gone.extend(state.objects.end_dynamic_session(session));
        }
        let notifications = state.notifications(gone);
        self.publish(&mut state);
        notifications
    }

    /// Sessions that `owner` has open.
    #[must_use]
    pub fn sessions_of(&self, owner: u32) -> Vec<SessionId> {
        let state = self.state.lock();
        let sessions = state.sessions.iter();
        sessions
            .filter(|(_, session)| session.owner == owner)
            .map(|(&id, _)| id)
            .collect()
    }

    /// `FwpmTransactionBegin0`. [`STATUS_FWP_TIMEOUT`] when another session holds the lock: the
    /// caller waits and asks again for as long as its session's time-out allows.
    pub fn begin(&self, id: SessionId) -> Result<(), NTSTATUS> {
        let mut state = self.state.lock();
        state.writer(id)?;
        if state.transaction.is_some() {
            return Err(STATUS_FWP_TXN_IN_PROGRESS);
        }
        let before = state.objects.clone();
        state.transaction = Some(Transaction {
            session: id,
            before,
        });
        Ok(())
    }

    /// `FwpmTransactionCommit0`.
    pub fn commit(&self, id: SessionId) -> Result<(), NTSTATUS> {
        let mut state = self.state.lock();
        state
            .transaction
            .take_if(|transaction| transaction.session == id)
            .ok_or(STATUS_FWP_NO_TXN_IN_PROGRESS)?;
        self.publish(&mut state);
        Ok(())
    }

    /// `FwpmTransactionAbort0`. Returns the `notifyFn` calls for the filters that it took back;
    /// that they get one is not documented.
    pub fn abort(&self, id: SessionId) -> Result<Vec<Notification>, NTSTATUS> {
        let mut state = self.state.lock();
        if !matches!(&state.transaction, Some(transaction) if transaction.session == id) {
            return Err(STATUS_FWP_NO_TXN_IN_PROGRESS);
        }
        let gone = state.abort(id);
        Ok(state.notifications(gone))
    }

    fn write<T>(
        &self,
        id: SessionId,
        change: impl FnOnce(&mut State, Asker) -> Result<T, NTSTATUS>,
    ) -> Result<T, NTSTATUS> {
        let mut state = self.state.lock();
        let asker = state.writer(id)?;
        let result = change(&mut state, asker)?;
        self.publish(&mut state);
        Ok(result)
    }

    /// `FwpmSubLayerAdd0`.
    pub fn add_sublayer(&self, id: SessionId, object: Sublayer) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| {
            state.objects.add_sublayer(object, asker.owner())
        })
    }

    /// `FwpmSubLayerDeleteByKey0`.
    pub fn delete_sublayer(&self, id: SessionId, key: Key) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| state.objects.delete_sublayer(key, asker))
    }

    /// `FwpmCalloutAdd0`: returns the run-time id.
    pub fn add_callout(&self, id: SessionId, object: CalloutObject) -> Result<u32, NTSTATUS> {
        self.write(id, |state, asker| {
            state.objects.add_callout(object, asker.owner())?;
            Ok(state.callout_id(object.key))
        })
    }

    /// `FwpmCalloutDeleteByKey0`.
    pub fn delete_callout(&self, id: SessionId, key: Key) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| state.objects.delete_callout(key, asker))
    }

    /// `FwpmCalloutDeleteById0`.
    pub fn delete_callout_by_id(&self, id: SessionId, callout: u32) -> Result<(), NTSTATUS> {
        self.write(id, |state, asker| {
            let mut ids = state.callout_ids.iter();
            let (&key, _) = ids
                .find(|&(_, &known)| known == callout)
                .ok_or(STATUS_FWP_CALLOUT_NOT_FOUND)?;
            state.objects.delete_callout(key, asker)
        })
    }

    /// `FwpmFilterAdd0`: returns the filter's run-time id. The caller asks the callout with
    /// [`notification`](Self::notification) and deletes the filter again if it refuses.
    pub fn add_filter(&self, id: SessionId, object: Filter) -> Result<u64, NTSTATUS> {
        self.write(id, |state, asker| {
            state.objects.may_add_filter(&object, asker.owner())?;
            let filter = state.next_filter;
            state.next_filter += 1;
            state.objects.add_filter(filter, object, asker.owner());
            Ok(filter)
        })
    }

    /// The `notifyFn` call that adding or deleting `filter` asks for.
    #[must_use]
    pub fn notification(&self, filter_id: u64, filter: Filter) -> Option<Notification> {
        let one = Vec::from([(filter_id, filter)]);
        self.state.lock().notifications(one).pop()
    }

    /// Sets the context that an ADD notification chose for a filter.
    pub fn set_context(&self, filter: u64, context: u64) {
        let mut state = self.state.lock();
        state.objects.set_context(filter, context);
        self.publish(&mut state);
    }

    /// `FwpmFilterDeleteById0`: returns the filter.
    pub fn delete_filter(&self, id: SessionId, filter: u64) -> Result<Filter, NTSTATUS> {
        self.write(id, |state, asker| {
            state.objects.delete_filter(filter, asker)
        })
    }

    /// `FwpmFilterDeleteByKey0`: returns the filter with its run-time id.
    pub fn delete_filter_by_key(&self, id: SessionId, key: Key) -> Result<(u64, Filter), NTSTATUS> {
        self.write(id, |state, asker| {
            let filter = state
                .objects
                .filter_id(key)
                .ok_or(STATUS_FWP_FILTER_NOT_FOUND)?;
            Ok((filter, state.objects.delete_filter(filter, asker)?))
        })
    }

    /// Takes away everything that `owner` left: registrations, sessions and their objects. The
    /// lab does this after it has reported them, so that the next cycle starts clean.
    pub fn forget(&self, owner: u32) {
        for session in self.sessions_of(owner) {
            // The session exists: `sessions_of` has just listed it, and only its owner, which is
            // gone, would close it.
            let closed = self.close(session, CloseMode::AtOnce);
            debug_assert!(closed.is_ok());
        }
        self.flows.forget(&self.callouts, owner);
        self.callouts.forget(owner);
        self.end_lingering();
    }
}

impl State {
    /// Goes back to the state before the transaction of `id`; returns the filters that this
    /// takes away.
    fn abort(&mut self, id: SessionId) -> Vec<(u64, Filter)> {
        let Some(transaction) = self
            .transaction
            .take_if(|transaction| transaction.session == id)
        else {
            return Vec::new();
        };
        let before = transaction.before.filter_ids();
        let mut gone = core::mem::replace(&mut self.objects, transaction.before).filter_ids();
        gone.retain(|(filter, _)| !before.iter().any(|(known, _)| known == filter));
        gone
    }
}

#[cfg(test)]
mod tests {
    use wfp_sys::{
        STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS, STATUS_FWP_IN_USE, STATUS_FWP_INCOMPATIBLE_LAYER,
        STATUS_FWP_LIFETIME_MISMATCH, STATUS_FWP_SUBLAYER_NOT_FOUND, STATUS_FWP_WRONG_SESSION,
        STATUS_SUCCESS,
    };

    use super::*;
    use crate::objects::Action;

    type TestEngine = Engine<spin::Spin>;

    const LAYER: Key = Key([1; 16]);
    const SUBLAYER: Sublayer = Sublayer {
        key: Key([2; 16]),
        weight: 7,
    };
    const CALLOUT: CalloutObject = CalloutObject {
        key: Key([3; 16]),
        layer: LAYER,
    };
    const FILTER: Filter = Filter {
        key: Key([4; 16]),
        layer: LAYER,
        sublayer: SUBLAYER.key,
        weight: 1,
        action: Action::CalloutTerminating,
        callout: CALLOUT.key,
        context: 0,
        permit_without_callout: false,
    };
    const FUNCTIONS: Functions = Functions {
        classify: 1,
        notify: 2,
        flow_delete: 0,
        version: 1,
        conditional_on_flow: false,
        owner: 9,
    };

    fn with_filter(dynamic: bool) -> (TestEngine, SessionId, u64) {
        let engine = TestEngine::default();
        let session = engine.open(dynamic, 9);
        engine.add_sublayer(session, SUBLAYER).expect("sublayer");
        engine.add_callout(session, CALLOUT).expect("callout");
        let filter = engine.add_filter(session, FILTER).expect("filter");
        (engine, session, filter)
    }

    fn in_force(engine: &TestEngine) -> usize {
        engine.filters(&mut Reader::default()).iter().count()
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
        let session = engine.open(true, 9);
        let object = engine.add_callout(session, CALLOUT);
        assert_eq!(object, engine.register(CALLOUT.key, FUNCTIONS));
    }

    #[test]
    fn unregistering_succeeds_while_filters_name_the_callout() {
        // nf-fwpsk-fwpscalloutunregisterbyid0
        let (engine, _, _) = with_filter(true);
        let id = engine.register(CALLOUT.key, FUNCTIONS).expect("register");
        let status =
            engine.unregister(id, UnregisterMode::Waits, BusyMode::StaysRegistered, |_| {});
        assert_eq!(status, STATUS_SUCCESS);
        assert_eq!(in_force(&engine), 1, "the filter stays, and blocks");
    }

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
    fn a_filter_needs_its_sublayer_its_callout_and_the_callouts_layer() {
        // nf-fwpmu-fwpmfilteradd0
        let engine = TestEngine::default();
        let session = engine.open(true, 9);
        let add = |filter| engine.add_filter(session, filter);
        assert_eq!(add(FILTER), Err(STATUS_FWP_SUBLAYER_NOT_FOUND));
        engine.add_sublayer(session, SUBLAYER).expect("sublayer");
        assert_eq!(add(FILTER), Err(STATUS_FWP_CALLOUT_NOT_FOUND));
        engine.add_callout(session, CALLOUT).expect("callout");
        let elsewhere = Filter {
            layer: Key([8; 16]),
            ..FILTER
        };
        assert_eq!(add(elsewhere), Err(STATUS_FWP_INCOMPATIBLE_LAYER));
        add(FILTER).expect("now");
        assert_eq!(add(FILTER), Err(STATUS_FWP_ALREADY_EXISTS));
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
        let other = engine.open(true, 9);
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
    }

    #[test]
    fn mode_later_keeps_filters_in_force_after_the_close() {
        // Not documented: unload contract 8.1, item 6.
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
        assert_eq!(
            engine.close(session, CloseMode::AtOnce),
            Err(STATUS_FWP_SESSION_ABORTED)
        );
        assert_eq!(engine.begin(session), Err(STATUS_FWP_SESSION_ABORTED));
    }

    #[test]
    fn a_transaction_is_seen_as_a_whole_or_not_at_all() {
        // nf-fwpmu-fwpmtransactionbegin0, …commit0, …abort0
        let engine = TestEngine::default();
        let session = engine.open(true, 9);
        for commit in [false, true] {
            engine.begin(session).expect("begin");
            engine.add_sublayer(session, SUBLAYER).expect("sublayer");
            engine.add_callout(session, CALLOUT).expect("callout");
            engine.add_filter(session, FILTER).expect("filter");
            assert_eq!(in_force(&engine), 0, "hidden until the commit");
            if commit {
                engine.commit(session).expect("commit");
            } else {
                engine.abort(session).expect("abort");
            }
        }
        assert_eq!(in_force(&engine), 1);
    }

    #[test]
    fn transaction_misuse_has_its_own_statuses() {
        let engine = TestEngine::default();
        let session = engine.open(true, 9);
        assert_eq!(engine.commit(session), Err(STATUS_FWP_NO_TXN_IN_PROGRESS));
        assert_eq!(engine.abort(session), Err(STATUS_FWP_NO_TXN_IN_PROGRESS));
        engine.begin(session).expect("begin");
        assert_eq!(engine.begin(session), Err(STATUS_FWP_TXN_IN_PROGRESS));
        let other = engine.open(true, 9);
        assert_eq!(engine.begin(other), Err(STATUS_FWP_TIMEOUT));
        assert_eq!(
            engine.add_sublayer(other, SUBLAYER),
            Err(STATUS_FWP_TIMEOUT)
        );
    }

    #[test]
    fn closing_a_session_aborts_its_transaction() {
        // nf-fwpmu-fwpmengineclose0
        let engine = TestEngine::default();
        let session = engine.open(false, 9);
        engine.begin(session).expect("begin");
        engine.add_sublayer(session, SUBLAYER).expect("sublayer");
        engine.close(session, CloseMode::AtOnce).expect("close");
        let other = engine.open(false, 9);
        engine
            .add_sublayer(other, SUBLAYER)
            .expect("it was taken back");
    }

    #[test]
    fn sessions_delete_only_what_they_may() {
        // nf-fwpmu-fwpmfilterdeletebyid0
        let (engine, _, filter) = with_filter(true);
        let stranger = engine.open(true, 10);
        let status = engine.delete_filter(stranger, filter);
        assert_eq!(status, Err(STATUS_FWP_WRONG_SESSION));

        let (engine, _, filter) = with_filter(false);
        let dynamic = engine.open(true, 10);
        let status = engine.delete_filter(dynamic, filter);
        assert_eq!(status, Err(STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS));
    }

    #[test]
    fn static_objects_do_not_name_dynamic_ones() {
        // win32 fwp/object-management
        let engine = TestEngine::default();
        let dynamic = engine.open(true, 9);
        engine.add_sublayer(dynamic, SUBLAYER).expect("sublayer");
        engine.add_callout(dynamic, CALLOUT).expect("callout");
        let fixed = engine.open(false, 9);
        let status = engine.add_filter(fixed, FILTER);
        assert_eq!(status, Err(STATUS_FWP_LIFETIME_MISMATCH));
    }

    #[test]
    fn a_reader_takes_the_new_filters_only_when_they_changed() {
        let (engine, session, _) = with_filter(true);
        let mut reader = Reader::default();
        assert_eq!(engine.filters(&mut reader).iter().count(), 1);
        let before = Arc::as_ptr(&reader.filters);
        engine.filters(&mut reader);
        assert_eq!(before, Arc::as_ptr(&reader.filters));
        engine.close(session, CloseMode::AtOnce).expect("close");
        assert!(engine.filters(&mut reader).is_empty());
    }

    #[test]
    fn forget_leaves_nothing_of_the_owner() {
        let (engine, _, _) = with_filter(true);
        engine.register(CALLOUT.key, FUNCTIONS).expect("register");
        engine.forget(9);
        assert_eq!(engine.callouts.registered_by(9), 0);
        assert!(engine.sessions_of(9).is_empty());
        assert_eq!(in_force(&engine), 0);
    }
}
