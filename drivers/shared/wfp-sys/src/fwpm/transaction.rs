//! Transactions: several additions and deletions, all or none.
//!
//! Registering and unregistering a callout is not part of a transaction (inference: those functions take no session).

use crate::base::{HANDLE, NTSTATUS};

constants! {
    /// Transaction flag: read only. Without it, read and write.
    pub const FWPM_TXN_READ_ONLY: u32 = 0x1;
}

functions! {
    /// Begins a transaction.
    ///
    /// `flags` is zero or [`FWPM_TXN_READ_ONLY`]. A kernel-mode caller may own the lock for ever, and while it does no
    /// one else can write: every begin needs its commit or abort on every path.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_TXN_IN_PROGRESS`](crate::STATUS_FWP_TXN_IN_PROGRESS);
    /// [`STATUS_FWP_TIMEOUT`](crate::STATUS_FWP_TIMEOUT); others.
    ///
    /// Source: `nf-fwpmu-fwpmtransactionbegin0`, `object-management`.
    #[must_use = "without a transaction each change takes effect by itself"]
    pub fn FwpmTransactionBegin0(engineHandle: HANDLE, flags: u32) -> NTSTATUS;

    /// Commits the session's transaction.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NO_TXN_IN_PROGRESS`](crate::STATUS_FWP_NO_TXN_IN_PROGRESS);
    /// [`STATUS_FWP_TXN_ABORTED`](crate::STATUS_FWP_TXN_ABORTED); others.
    ///
    /// Source: `nf-fwpmu-fwpmtransactioncommit0`.
    #[must_use = "on failure nothing was changed"]
    pub fn FwpmTransactionCommit0(engineHandle: HANDLE) -> NTSTATUS;

    /// Aborts the session's transaction.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NO_TXN_IN_PROGRESS`](crate::STATUS_FWP_NO_TXN_IN_PROGRESS); others.
    ///
    /// Source: `nf-fwpmu-fwpmtransactionabort0`.
    #[must_use = "the transaction may still be open and hold the lock"]
    pub fn FwpmTransactionAbort0(engineHandle: HANDLE) -> NTSTATUS;
}
