//! Sessions with the filter engine.

use core::ffi::c_void;

use crate::base::{BOOL, GUID, HANDLE, NTSTATUS, PCWSTR, PSEC_WINNT_AUTH_IDENTITY_W, PSID, PWSTR};
use crate::fwpm::display::FWPM_DISPLAY_DATA0;
use crate::value::FWP_VALUE0;

/// An option of the engine.
pub type FWPM_ENGINE_OPTION = i32;

constants! {
    /// Session flag: what the session adds is deleted when the session ends.
    ///
    /// It ends with [`FwpmEngineClose0`] or with the process that opened it, so a driver opens it in a system thread or
    /// in `DriverEntry` (advice, inferred). Source: `ns-fwpmtypes-fwpm_session0`, `object-management`.
    pub const FWPM_SESSION_FLAG_DYNAMIC: u32 = 0x1;
    /// Authentication service: the system's default. Source: `nf-fwpmk-fwpmengineopen0`.
    pub const RPC_C_AUTHN_DEFAULT: u32 = 0xFFFF_FFFF;
    /// Authentication service: NTLM. Source: `nf-fwpmk-fwpmengineopen0`.
    pub const RPC_C_AUTHN_WINNT: u32 = 10;
    /// Session flag of the system.
    pub const FWPM_SESSION_FLAG_RESERVED: u32 = 0x1000_0000;

    /// Engine option: collect network events (`uint32`, zero or not).
    pub const FWPM_ENGINE_COLLECT_NET_EVENTS: FWPM_ENGINE_OPTION = 0;
    /// Engine option: which network events to collect, `FWPM_NET_EVENT_KEYWORD_…` (`uint32`).
    pub const FWPM_ENGINE_NET_EVENT_MATCH_ANY_KEYWORDS: FWPM_ENGINE_OPTION = 1;
    /// Engine option: keep names that were resolved (`uint32`).
    pub const FWPM_ENGINE_NAME_CACHE: FWPM_ENGINE_OPTION = 2;
    /// Engine option: track `IPsec` connections, which the connection functions need (`uint32`).
    pub const FWPM_ENGINE_MONITOR_IPSEC_CONNECTIONS: FWPM_ENGINE_OPTION = 3;
    /// Engine option: how packets are queued, `FWPM_ENGINE_OPTION_PACKET_…` (`uint32`).
    pub const FWPM_ENGINE_PACKET_QUEUING: FWPM_ENGINE_OPTION = 4;
    /// Engine option: how long a transaction may last before it is logged, in milliseconds (`uint32`).
    pub const FWPM_ENGINE_TXN_WATCHDOG_TIMEOUT_IN_MSEC: FWPM_ENGINE_OPTION = 5;
    /// Value of [`FWPM_ENGINE_PACKET_QUEUING`]: no queue.
    pub const FWPM_ENGINE_OPTION_PACKET_QUEUE_NONE: u32 = 0;
    /// Value of [`FWPM_ENGINE_PACKET_QUEUING`]: inbound packets.
    pub const FWPM_ENGINE_OPTION_PACKET_QUEUE_INBOUND: u32 = 1;
    /// Value of [`FWPM_ENGINE_PACKET_QUEUING`]: forwarded packets.
    pub const FWPM_ENGINE_OPTION_PACKET_QUEUE_FORWARD: u32 = 2;
    /// Value of [`FWPM_ENGINE_PACKET_QUEUING`]: inbound packets in batches.
    pub const FWPM_ENGINE_OPTION_PACKET_BATCH_INBOUND: u32 = 4;
}

/// What a session is asked to be. Source: `ns-fwpmtypes-fwpm_session0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPM_SESSION0 {
    /// Key; all zero lets the engine choose.
    pub sessionKey: GUID,
    /// Names.
    pub displayData: FWPM_DISPLAY_DATA0,
    /// [`FWPM_SESSION_FLAG_DYNAMIC`] or nothing.
    pub flags: u32,
    /// How long to wait for the transaction lock; zero for the default of 15 seconds.
    pub txnWaitTimeoutInMSec: u32,
    /// Result of queries: process of the session.
    pub processId: u32,
    /// Result of queries: its user.
    pub sid: PSID,
    /// Result of queries: the user's name.
    pub username: PWSTR,
    /// Result of queries: whether it is a kernel-mode session.
    pub kernelMode: BOOL,
}

zero!(FWPM_SESSION0);

layout! {
    FWPM_SESSION0 = (72, 8) {
        sessionKey = (0, 16),
        displayData = (16, 16),
        flags = (32, 4),
        txnWaitTimeoutInMSec = (36, 4),
        processId = (40, 4),
        sid = (48, 8),
        username = (56, 8),
        kernelMode = (64, 4),
    }
}

functions! {
    /// Opens a session with the filter engine.
    ///
    /// `serverName` and `authIdentity` are NULL in a driver; `authnService` is [`RPC_C_AUTHN_WINNT`] or
    /// [`RPC_C_AUTHN_DEFAULT`]. `session` may be NULL. The base filtering engine must be running: a driver that starts
    /// early waits for it with [`FwpmBfeStateSubscribeChanges0`](crate::FwpmBfeStateSubscribeChanges0). A driver that
    /// adds no objects needs no session.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** The handle is outstanding until [`FwpmEngineClose0`].
    ///
    /// Source: `nf-fwpmk-fwpmengineopen0`.
    #[must_use = "if it succeeded, the session must be closed"]
    pub fn FwpmEngineOpen0(
        serverName: PCWSTR,
        authnService: u32,
        authIdentity: PSEC_WINNT_AUTH_IDENTITY_W,
        session: *const FWPM_SESSION0,
        engineHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Closes a session. An open transaction is aborted; a dynamic session's objects are deleted.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** Close also a session that the engine ended
    /// ([`STATUS_FWP_SESSION_ABORTED`](crate::STATUS_FWP_SESSION_ABORTED)). Whether a dynamic session's filters are
    /// gone when this returns is not documented.
    ///
    /// Source: `nf-fwpmk-fwpmengineclose0`, `object-management`.
    #[must_use = "the session and its dynamic objects may still be there"]
    pub fn FwpmEngineClose0(engineHandle: HANDLE) -> NTSTATUS;

    /// Frees what a management function returned, and sets the pointer to NULL.
    ///
    /// `p` is the address of the pointer. **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// Source: `nf-fwpmu-fwpmfreememory0`, `wfp-user-mode-management-functions`.
    pub fn FwpmFreeMemory0(p: *mut *mut c_void);

    /// An option of the engine. Free the value with [`FwpmFreeMemory0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmenginegetoption0`.
    #[must_use]
    pub fn FwpmEngineGetOption0(
        engineHandle: HANDLE,
        option: FWPM_ENGINE_OPTION,
        value: *mut *mut FWP_VALUE0,
    ) -> NTSTATUS;

    /// Sets an option of the engine, for the whole system.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-fwpmenginesetoption0`.
    #[must_use]
    pub fn FwpmEngineSetOption0(
        engineHandle: HANDLE,
        option: FWPM_ENGINE_OPTION,
        newValue: *const FWP_VALUE0,
    ) -> NTSTATUS;
}
