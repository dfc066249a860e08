//! Sessions, transactions, and what goes when a session ends.
//!
//! Source of the rules: win32 `fwp/object-management`; `nf-fwpmk-fwpmengineclose0`;
//! `nf-fwpmu-fwpmtransactionbegin0`, `…commit0`, `…abort0`.

use alloc::{collections::BTreeMap, sync::Arc, vec::Vec};
use core::time::Duration;

use protocol::{BusyMode, CloseMode, UnregisterMode};
use spin::{RelaxStrategy, mutex::SpinMutex};
use wfp_sys::{
    GUID, NTSTATUS, STATUS_FWP_ALREADY_EXISTS, STATUS_FWP_INCOMPATIBLE_TXN,
    STATUS_FWP_NO_TXN_IN_PROGRESS, STATUS_FWP_SESSION_ABORTED, STATUS_FWP_TIMEOUT,
    STATUS_FWP_TXN_IN_PROGRESS,
};

use crate::{
    callouts::{Callouts, Functions, Waiting},
    filter_set::FilterSet,
    flows::Flows,
    objects::Filter,
    readers::{Reader, Readers, Reading},
    store::{Asker, Objects},
};

/// A session handle, never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SessionId(pub u64);

/// A call of `notifyFn` that the caller has to make, with no lock held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Run-time id of the callout.
    pub callout: u32,
    /// Run-time id of the filter.
    pub filter_id: u64,
    /// The filter.
    pub filter: Filter,
}

/// What a transaction may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// `FWPM_TXN_READ_ONLY`.
    ReadOnly,
    /// Everything.
    ReadWrite,
}

/// How long a session waits for the lock that did not say. Source: win32 `fwp/object-management`.
const DEFAULT_WAIT: Duration = Duration::from_secs(15);

struct Session {
    dynamic: bool,
    image: u32,
    /// How long it waits for the lock of another one's transaction.
    wait: Duration,
    /// The base filtering engine stopped: the handle is good for closing only.
    aborted: bool,
}

/// The lock of the engine, as one session holds it.
struct Transaction {
    session: SessionId,
    /// The state to go back to; [`None`] in a read-only transaction.
    before: Option<Objects>,
    /// Filters that it deleted, which are in force until it is committed.
    deleted: Vec<(u64, Filter)>,
}

pub struct State {
    pub objects: Objects,
    sessions: BTreeMap<SessionId, Session>,
    transaction: Option<Transaction>,
    /// Run-time ids of callouts. A key keeps its id: `nf-fwpmk-fwpmcalloutadd0` says that the
    /// management object and the registration share it.
    pub callout_ids: BTreeMap<GUID, u32>,
    next_session: u64,
    next_filter: u64,
    next_context: u64,
    published: Arc<FilterSet>,
}

/// The engine. `R` says how a thread waits for the short management lock.
pub struct Engine<R> {
    /// Who is registered and who is inside.
    pub callouts: Callouts,
    /// Data flows and their contexts.
    pub flows: Flows<R>,
    pub(crate) state: SpinMutex<State, R>,
    readers: Readers,
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
                next_context: 1,
                published: Arc::default(),
            }),
            readers: Readers::default(),
        }
    }
}

impl State {
    pub fn callout_id(&mut self, key: GUID) -> u32 {
        // Ids start at 0x100, so that a driver which takes 0 or an index for an id is found out.
        let next = 0x100 + u32::try_from(self.callout_ids.len()).unwrap_or(0);
        *self.callout_ids.entry(key).or_insert(next)
    }

    pub const fn filter_id(&mut self) -> u64 {
        let id = self.next_filter;
        self.next_filter += 1;
        id
    }

    pub const fn context_id(&mut self) -> u64 {
        let id = self.next_context;
        self.next_context += 1;
        id
    }

    /// The session, if the handle is good and no other session holds the lock.
    pub fn asker(&self, id: SessionId) -> Result<Asker, NTSTATUS> {
        let session = self.sessions.get(&id).filter(|session| !session.aborted);
        let session = session.ok_or(STATUS_FWP_SESSION_ABORTED)?;
        match &self.transaction {
            Some(transaction) if transaction.session != id => Err(STATUS_FWP_TIMEOUT),
            _ => Ok(Asker {
                session: id,
                dynamic: session.dynamic,
                image: session.image,
            }),
        }
    }

    /// The session, if it may change something now.
    fn writer(&self, id: SessionId) -> Result<Asker, NTSTATUS> {
        let asker = self.asker(id)?;
        match &self.transaction {
            Some(Transaction { before: None, .. }) => Err(STATUS_FWP_INCOMPATIBLE_TXN),
            _ => Ok(asker),
        }
    }

    fn take_transaction(&mut self, id: SessionId) -> Option<Transaction> {
        self.transaction
            .take_if(|transaction| transaction.session == id)
    }

    /// Goes back to the state before the transaction of `id`; returns the filters that this
    /// takes away.
    fn abort(&mut self, id: SessionId) -> Vec<(u64, Filter)> {
        let Some(transaction) = self.take_transaction(id) else {
            return Vec::new();
        };
        let Some(before) = transaction.before else {
            return Vec::new();
        };
        let after = core::mem::replace(&mut self.objects, before);
        let kept = after.filters().map(|(id, filter)| (id, filter.clone()));
        kept.chain(transaction.deleted)
            .filter(|(filter, _)| self.objects.filter(*filter).is_none())
            .collect()
    }

    /// A filter was deleted. Its callout is told when it is no longer in force: now, or when the
    /// transaction is committed.
    pub fn deleted(&mut self, id: u64, filter: Filter) -> Vec<Notification> {
        match &mut self.transaction {
            Some(transaction) => {
                transaction.deleted.push((id, filter));
                Vec::new()
            }
            None => self.notifications(Vec::from([(id, filter)])),
        }
    }

    /// The sessions: their ids, and whether they are dynamic. Not in a transaction, says
    /// `nf-fwpmu-fwpmsessioncreateenumhandle0`.
    pub fn sessions(&self, id: SessionId) -> Result<Vec<(SessionId, bool)>, NTSTATUS> {
        self.asker(id)?;
        if self.transaction.is_some() {
            return Err(STATUS_FWP_TXN_IN_PROGRESS);
        }
        let all = self.sessions.iter();
        Ok(all.map(|(&id, session)| (id, session.dynamic)).collect())
    }

    pub fn notifications(&self, filters: Vec<(u64, Filter)>) -> Vec<Notification> {
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

impl<R: RelaxStrategy> Engine<R> {
    /// Makes the state visible to classify, unless a transaction still hides it.
    fn publish(&self, state: &mut State) {
        if state.transaction.is_none() {
            let filters = state
                .objects
                .active(|key| state.callout_ids.get(&key).copied().unwrap_or(0));
            state.published = Arc::new(FilterSet::new(filters));
            self.readers.publish();
        }
    }

    /// A classify thread's view of the filters; [`None`] when too many threads have one.
    pub fn reader(&self) -> Option<Reader<'_>> {
        self.readers.reader()
    }

    /// The filters in force, through `reader`. Takes the lock only when they changed.
    pub fn filters<'r>(&self, reader: &'r mut Reader<'_>) -> Reading<'r> {
        self.readers
            .read(reader, || Arc::clone(&self.state.lock().published))
    }

    /// Waits until no classify uses filters from before now.
    pub fn wait_for_readers(&self, wait: impl FnMut()) {
        self.readers.wait(wait);
    }

    /// `FwpsCalloutRegister*`: returns the run-time id.
    pub fn register(&self, key: GUID, functions: Functions) -> Result<u32, NTSTATUS> {
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
    pub fn id_of(&self, key: GUID) -> Option<u32> {
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

    /// `FwpmEngineOpen0`. `image` is the lab's number of the image that opened it.
    pub fn open(&self, dynamic: bool, image: u32) -> SessionId {
        let mut state = self.state.lock();
        let id = SessionId(state.next_session);
        state.next_session += 1;
        let session = Session {
            dynamic,
            image,
            wait: DEFAULT_WAIT,
            aborted: false,
        };
        state.sessions.insert(id, session);
        id
    }

    /// `FWPM_SESSION0::txnWaitTimeoutInMSec` of a session, if it is not 0.
    pub fn set_wait(&self, id: SessionId, wait: Duration) {
        if let Some(session) = self.state.lock().sessions.get_mut(&id) {
            session.wait = wait;
        }
    }

    /// How long a call of the session waits while another one has a transaction.
    #[must_use]
    pub fn wait_of(&self, id: SessionId) -> Duration {
        let state = self.state.lock();
        let session = state.sessions.get(&id);
        session.map_or(Duration::ZERO, |session| session.wait)
    }

    /// Whether filters go with a session.
    #[must_use]
    pub fn owns_filters(&self, id: SessionId) -> bool {
        self.state.lock().objects.owns_filters(id)
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

    /// The base filtering engine stops: transactions and sessions are aborted, dynamic and static
    /// objects go, persistent ones come back when it starts.
    pub fn stop_service(&self) -> Vec<Notification> {
        let mut state = self.state.lock();
        let mut gone = Vec::new();
        if let Some(session) = state.transaction.as_ref().map(|t| t.session) {
            gone.extend(state.abort(session));
        }
        for session in state.sessions.values_mut() {
            session.aborted = true;
        }
        gone.extend(state.objects.end_service());
        let notifications = state.notifications(gone);
        self.publish(&mut state);
        notifications
    }

    /// Sessions that `image` has open.
    #[must_use]
    pub fn sessions_of(&self, image: u32) -> Vec<SessionId> {
        let state = self.state.lock();
        let sessions = state.sessions.iter();
        sessions
            .filter(|(_, session)| session.image == image)
            .map(|(&id, _)| id)
            .collect()
    }

    /// `FwpmTransactionBegin0`. [`STATUS_FWP_TIMEOUT`] when another session holds the lock: the
    /// caller waits and asks again for as long as its session's time-out allows.
    pub fn begin(&self, id: SessionId, access: Access) -> Result<(), NTSTATUS> {
        let mut state = self.state.lock();
        state.asker(id)?;
        if state.transaction.is_some() {
            return Err(STATUS_FWP_TXN_IN_PROGRESS);
        }
        let before = (access == Access::ReadWrite).then(|| state.objects.clone());
        state.transaction = Some(Transaction {
            session: id,
            before,
            deleted: Vec::new(),
        });
        Ok(())
    }

    /// `FwpmTransactionCommit0`. Returns the `notifyFn` calls for the filters that it deleted.
    pub fn commit(&self, id: SessionId) -> Result<Vec<Notification>, NTSTATUS> {
        let mut state = self.state.lock();
        let committed = state.take_transaction(id);
        let transaction = committed.ok_or(STATUS_FWP_NO_TXN_IN_PROGRESS)?;
        if transaction.before.is_some() {
            self.publish(&mut state);
        }
        Ok(state.notifications(transaction.deleted))
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

    pub(crate) fn write<T>(
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

    /// Puts a filter in force, with the context that the ADD notification chose if there was one.
    pub fn agree(&self, filter: u64, context: Option<u64>) {
        let mut state = self.state.lock();
        state.objects.agree(filter, context);
        self.publish(&mut state);
    }

    /// Takes a filter back that its callout refused: nobody is told.
    pub fn refuse(&self, filter: u64) {
        let mut state = self.state.lock();
        state.objects.refuse(filter);
        self.publish(&mut state);
    }

    /// Takes away what `image` left and what would go with its session: registrations and
    /// sessions with their objects. The lab does this after it has reported them, so that the next
    /// cycle starts clean. Static objects stay: they outlive the driver.
    pub fn forget(&self, image: u32) {
        for session in self.sessions_of(image) {
            // The session exists: `sessions_of` has just listed it, and only its owner, which is
            // gone, would close it.
            let closed = self.close(session, CloseMode::AtOnce);
            debug_assert!(closed.is_ok());
        }
        self.flows.forget(&self.callouts, image);
        self.callouts.forget(image);
        self.end_lingering();
    }
}
