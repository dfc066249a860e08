//! A session with the filter engine.

use core::ptr::{null, null_mut};

use wfp_sys::{
    FWPM_DISPLAY_DATA0, FWPM_SESSION_FLAG_DYNAMIC, FWPM_SESSION0, FwpmEngineClose0,
    FwpmEngineOpen0, FwpmTransactionBegin0, FwpmTransactionCommit0, HANDLE, RPC_C_AUTHN_WINNT,
};

use crate::report::{Failure, succeeded};

/// The transaction wait of a session that does not set one: 15 seconds. Source:
/// `object-management`.
pub const DEFAULT_WAIT: u32 = 0;

/// An open session. Objects that were added through a dynamic session exist until it is closed.
#[must_use = "what a dynamic session added stays in force until the session is closed"]
#[derive(Debug)]
pub struct Session {
    handle: HANDLE,
}

// SAFETY: an engine handle belongs to no thread: DriverEntry opens it, and the unload function
// closes it in another thread.
unsafe impl Send for Session {}

/// The session's transaction, while it is open.
#[derive(Debug)]
pub struct Transaction<'a> {
    session: &'a Session,
}

impl Session {
    /// Opens a dynamic session: the engine deletes what was added through it when it ends. `name`
    /// ends with a zero; tools show it to people.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpmk-fwpmengineopen0`, `object-management`.
    ///
    /// # Errors
    ///
    /// Any status but `STATUS_SUCCESS`, for example while the base filtering engine is not
    /// running.
    pub fn open_dynamic(name: &'static [u16]) -> Result<Self, Failure> {
        Self::open(name, FWPM_SESSION_FLAG_DYNAMIC, DEFAULT_WAIT)
    }

    /// Opens a session whose objects outlive it: they exist until they are deleted or the base
    /// filtering engine stops. Only such a session can delete them.
    ///
    /// A transaction of the session waits at most `wait_milliseconds` for the engine's lock, and
    /// [`DEFAULT_WAIT`] stands for 15 seconds (`object-management`).
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpmk-fwpmengineopen0`, `object-management`.
    ///
    /// # Errors
    ///
    /// As for [`Self::open_dynamic`].
    pub fn open_static(name: &'static [u16], wait_milliseconds: u32) -> Result<Self, Failure> {
        const NO_FLAGS: u32 = 0;
        Self::open(name, NO_FLAGS, wait_milliseconds)
    }

    fn open(name: &'static [u16], flags: u32, wait_milliseconds: u32) -> Result<Self, Failure> {
        debug_assert!(name.last() == Some(&0));
        let description = FWPM_SESSION0 {
            displayData: FWPM_DISPLAY_DATA0 {
                name: name.as_ptr().cast_mut(),
                description: null_mut(),
            },
            flags,
            txnWaitTimeoutInMSec: wait_milliseconds,
            ..FWPM_SESSION0::ZERO
        };
        let mut handle = null_mut();
        // SAFETY: `description`, the static name in it and `handle` are live until the call
        // returns; the engine copies what it keeps.
        let status = unsafe {
            FwpmEngineOpen0(
                null(),
                RPC_C_AUTHN_WINNT,
                null_mut(),
                &raw const description,
                &raw mut handle,
            )
        };
        succeeded(c"FwpmEngineOpen0", status)?;
        Ok(Self { handle })
    }

    /// Adds or deletes objects in one transaction: all changes take effect together, before this
    /// returns `Ok`.
    ///
    /// After an error the transaction is still open and holds the engine's write lock. Close the
    /// session, which aborts the transaction (`nf-fwpmk-fwpmengineclose0`).
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpmu-fwpmtransactionbegin0`.
    ///
    /// # Errors
    ///
    /// What `add` returned, or the status of beginning or committing.
    pub fn in_transaction(
        &self,
        add: impl FnOnce(&Transaction<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        const READ_WRITE: u32 = 0;
        // SAFETY: the handle is open: only `close` ends it, and takes the session.
        let status = unsafe { FwpmTransactionBegin0(self.handle, READ_WRITE) };
        succeeded(c"FwpmTransactionBegin0", status)?;
        add(&Transaction { session: self })?;
        // SAFETY: as above.
        succeeded(c"FwpmTransactionCommit0", unsafe {
            FwpmTransactionCommit0(self.handle)
        })
    }

    /// Closes the session. The engine aborts an open transaction, and deletes the objects that were
    /// added through a dynamic session. Whether it has deleted them when the call returns is not
    /// documented.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpmk-fwpmengineclose0`, `object-management`.
    ///
    /// # Errors
    ///
    /// Any status but `STATUS_SUCCESS`. The handle must not be used again; filters may remain.
    pub fn close(self) -> Result<(), Failure> {
        // SAFETY: the handle is open; `self` ends here, so it is closed once.
        succeeded(c"FwpmEngineClose0", unsafe {
            FwpmEngineClose0(self.handle)
        })
    }
}

impl Transaction<'_> {
    /// The engine handle, for the calls that add objects.
    #[must_use]
    pub const fn handle(&self) -> HANDLE {
        self.session.handle
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_kernel::script;

    const NAME: &[u16] = &[0];
    const FAILURE: wfp_sys::NTSTATUS = 0xC022_0012_u32.cast_signed();

    #[test]
    fn a_transaction_is_committed_when_all_was_added() {
        let script = script();
        let session = Session::open_dynamic(NAME).expect("open");
        session.in_transaction(|_| Ok(())).expect("commit");
        session.close().expect("close");
        assert_eq!(script.calls(), ["open", "begin", "commit", "close"]);
    }

    #[test]
    fn a_failed_addition_is_not_committed_and_is_aborted_with_the_session() {
        let script = script();
        let session = Session::open_dynamic(NAME).expect("open");
        let failed = succeeded(c"FwpmFilterAdd0", FAILURE);
        assert_eq!(session.in_transaction(|_| failed), failed);
        session.close().expect("close");
        assert_eq!(script.calls(), ["open", "begin", "close"]);
    }

    #[test]
    fn every_failure_names_its_call() {
        let failed = |call| succeeded(call, FAILURE);
        let _script = script().open(FAILURE);
        let opened = Session::open_dynamic(NAME).map(|_| ());
        assert_eq!(opened, failed(c"FwpmEngineOpen0"));

        let _script = script().begin(FAILURE);
        let session = Session::open_dynamic(NAME).expect("open");
        let begun = session.in_transaction(|_| Ok(()));
        assert_eq!(begun, failed(c"FwpmTransactionBegin0"));

        let _script = script().commit(FAILURE).close(FAILURE);
        let session = Session::open_dynamic(NAME).expect("open");
        let committed = session.in_transaction(|_| Ok(()));
        assert_eq!(committed, failed(c"FwpmTransactionCommit0"));
        assert_eq!(session.close(), failed(c"FwpmEngineClose0"));
    }

    #[test]
    fn a_session_waits_as_long_as_it_was_told_to() {
        let script = script();
        Session::open_static(NAME, 500)
            .and_then(Session::close)
            .expect("open");
        assert_eq!(script.transaction_wait(), 500);
        Session::open_dynamic(NAME)
            .and_then(Session::close)
            .expect("open");
        assert_eq!(script.transaction_wait(), DEFAULT_WAIT);
    }
}
