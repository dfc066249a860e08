//! A session with the filter engine.

use core::ptr::{null, null_mut};

use wfp_sys::{
    FWPM_DISPLAY_DATA0, FWPM_SESSION_FLAG_DYNAMIC, FWPM_SESSION0, FwpmEngineClose0,
    FwpmEngineOpen0, FwpmTransactionBegin0, FwpmTransactionCommit0, HANDLE, NTSTATUS,
    RPC_C_AUTHN_WINNT, STATUS_SUCCESS,
};

/// An open session. What was added through a dynamic one is in force until it is closed.
#[must_use = "what a dynamic session added stays in force until the session is closed"]
#[derive(Debug)]
pub struct Session {
    handle: HANDLE,
}

// SAFETY: an engine handle belongs to no thread: DriverEntry opens it, the unload function, in
// another thread, closes it.
unsafe impl Send for Session {}

/// The session's transaction, while it is open.
#[derive(Debug)]
pub struct Transaction<'a> {
    session: &'a Session,
}

impl Session {
    /// Opens a dynamic session: what is added through it goes when it ends. `name` is a string for
    /// humans that ends with a zero.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpmk-fwpmengineopen0`, `object-management`.
    ///
    /// # Errors
    ///
    /// Any status but `STATUS_SUCCESS`, for example while the base filtering engine is not
    /// running.
    pub fn open_dynamic(name: &'static [u16]) -> Result<Self, NTSTATUS> {
        Self::open(name, FWPM_SESSION_FLAG_DYNAMIC)
    }

    /// Opens a session whose objects stay when it ends, until somebody deletes them or the base
    /// filtering engine stops. Only such a session can delete them.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpmk-fwpmengineopen0`, `object-management`.
    ///
    /// # Errors
    ///
    /// As for [`Self::open_dynamic`].
    pub fn open_static(name: &'static [u16]) -> Result<Self, NTSTATUS> {
        const NO_FLAGS: u32 = 0;
        Self::open(name, NO_FLAGS)
    }

    fn open(name: &'static [u16], flags: u32) -> Result<Self, NTSTATUS> {
        debug_assert!(name.last() == Some(&0));
        let description = FWPM_SESSION0 {
            displayData: FWPM_DISPLAY_DATA0 {
                name: name.as_ptr().cast_mut(),
                description: null_mut(),
            },
            flags,
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
        if status == STATUS_SUCCESS {
            Ok(Self { handle })
        } else {
            Err(status)
        }
    }

    /// Adds or deletes objects as one: all of it is done when this returns `Ok`, and nothing before.
    ///
    /// After an error the transaction is still open, and holds the engine's write lock. Close the
    /// session: that aborts it (`nf-fwpmk-fwpmengineclose0`).
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpmu-fwpmtransactionbegin0`.
    ///
    /// # Errors
    ///
    /// What `add` returned, or the status of beginning or committing.
    pub fn in_transaction(
        &self,
        add: impl FnOnce(&Transaction<'_>) -> Result<(), NTSTATUS>,
    ) -> Result<(), NTSTATUS> {
        const READ_WRITE: u32 = 0;
        // SAFETY: the handle is open: only `close` ends it, and takes the session.
        let status = unsafe { FwpmTransactionBegin0(self.handle, READ_WRITE) };
        if status != STATUS_SUCCESS {
            return Err(status);
        }
        add(&Transaction { session: self })?;
        // SAFETY: as above.
        let status = unsafe { FwpmTransactionCommit0(self.handle) };
        if status == STATUS_SUCCESS {
            Ok(())
        } else {
            Err(status)
        }
    }

    /// Closes the session. The engine aborts its transaction, and deletes what it added if it is
    /// dynamic; whether that is finished when the call returns is not documented.
    ///
    /// IRQL: `PASSIVE_LEVEL`. Source: `nf-fwpmk-fwpmengineclose0`, `object-management`.
    ///
    /// # Errors
    ///
    /// Any status but `STATUS_SUCCESS`. The handle is of no use any more; filters may be left.
    pub fn close(self) -> Result<(), NTSTATUS> {
        // SAFETY: the handle is open; `self` ends here, so it is closed once.
        let status = unsafe { FwpmEngineClose0(self.handle) };
        if status == STATUS_SUCCESS {
            Ok(())
        } else {
            Err(status)
        }
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
    const FAILURE: NTSTATUS = 0xC022_0012_u32.cast_signed();

    #[test]
    fn a_transaction_is_committed_when_all_was_added() {
        let script = script();
        let session = Session::open_dynamic(NAME).expect("open");
        session.in_transaction(|_| Ok(())).expect("commit");
        session.close().expect("close");
        assert_eq!(script.calls(), ["open", "begin", "commit", "close"]);
    }

    #[test]
    fn a_failed_addition_is_not_committed_and_goes_with_the_session() {
        let script = script();
        let session = Session::open_dynamic(NAME).expect("open");
        assert_eq!(session.in_transaction(|_| Err(FAILURE)), Err(FAILURE));
        session.close().expect("close");
        assert_eq!(script.calls(), ["open", "begin", "close"]);
    }

    #[test]
    fn every_status_is_handed_on() {
        let _script = script().open(FAILURE);
        assert_eq!(Session::open_dynamic(NAME).map(|_| ()), Err(FAILURE));

        let _script = script().begin(FAILURE);
        let session = Session::open_dynamic(NAME).expect("open");
        assert_eq!(session.in_transaction(|_| Ok(())), Err(FAILURE));

        let _script = script().commit(FAILURE).close(FAILURE);
        let session = Session::open_dynamic(NAME).expect("open");
        assert_eq!(session.in_transaction(|_| Ok(())), Err(FAILURE));
        assert_eq!(session.close(), Err(FAILURE));
    }
}
