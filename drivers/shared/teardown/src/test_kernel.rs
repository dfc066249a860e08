//! A kernel for the tests. It returns what a script says; each thread has its own script.

use std::{
    cell::RefCell,
    collections::VecDeque,
    ffi::{CStr, c_void},
    panic::{AssertUnwindSafe, catch_unwind, panic_any},
};

use wfp_sys::{
    FWPM_SESSION0, FWPS_CALLOUT1, GUID, HANDLE, NTSTATUS, PDEVICE_OBJECT, STATUS_SUCCESS,
};

const ID: u32 = 0x1234;
const SESSION: usize = 0x5678;

#[derive(Default)]
struct State {
    register: NTSTATUS,
    unregister: VecDeque<NTSTATUS>,
    open: NTSTATUS,
    begin: NTSTATUS,
    commit: NTSTATUS,
    close: NTSTATUS,
    calls: Vec<&'static str>,
    pauses: Vec<i64>,
    printed: Vec<String>,
    wait: u32,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

fn state<T>(use_it: impl FnOnce(&mut State) -> T) -> T {
    STATE.with_borrow_mut(use_it)
}

/// A callout that is never called.
pub static CALLOUT: FWPS_CALLOUT1 = FWPS_CALLOUT1 {
    calloutKey: GUID::from_u128(0),
    flags: 0,
    classifyFn: None,
    notifyFn: None,
    flowDeleteFn: None,
};

/// What the test kernel returns on this thread.
pub struct Script(());

/// A script in which everything succeeds.
pub fn script() -> Script {
    STATE.set(State::default());
    Script(())
}

#[allow(
    clippy::unused_self,
    reason = "the script is the thread's; a value of it must exist"
)]
impl Script {
    pub fn register(self, status: NTSTATUS) -> Self {
        state(|state| state.register = status);
        self
    }

    pub fn unregister(self, statuses: impl IntoIterator<Item = NTSTATUS>) -> Self {
        state(|state| state.unregister = statuses.into_iter().collect());
        self
    }

    pub fn open(self, status: NTSTATUS) -> Self {
        state(|state| state.open = status);
        self
    }

    pub fn begin(self, status: NTSTATUS) -> Self {
        state(|state| state.begin = status);
        self
    }

    pub fn commit(self, status: NTSTATUS) -> Self {
        state(|state| state.commit = status);
        self
    }

    pub fn close(self, status: NTSTATUS) -> Self {
        state(|state| state.close = status);
        self
    }

    pub const fn id(&self) -> u32 {
        ID
    }

    pub fn calls(&self) -> Vec<&'static str> {
        state(|state| state.calls.clone())
    }

    pub fn pauses(&self) -> Vec<i64> {
        state(|state| state.pauses.clone())
    }

    pub fn printed(&self) -> Vec<String> {
        state(|state| state.printed.clone())
    }

    /// The transaction wait, in milliseconds, of the session opened last.
    pub fn transaction_wait(&self) -> u32 {
        state(|state| state.wait)
    }
}

/// A bug check that a test provoked.
#[derive(Debug, PartialEq, Eq)]
pub struct BugCheck {
    pub code: u32,
    pub parameter: usize,
}

impl BugCheck {
    /// The bug check that `provoke` ends in, if it does.
    pub fn of(provoke: impl FnOnce()) -> Option<Self> {
        let stopped = catch_unwind(AssertUnwindSafe(provoke)).err()?;
        stopped.downcast::<Self>().ok().map(|check| *check)
    }
}

// The functions that the crate links on Windows.

#[unsafe(no_mangle)]
extern "system" fn KeDelayExecutionThread(_mode: i8, _alertable: u8, interval: &i64) -> NTSTATUS {
    state(|state| state.pauses.push(-*interval));
    STATUS_SUCCESS
}

/// Stands in for `kernel::print_status`: a variadic function cannot be written in Rust.
pub fn print_status(format: &'static CStr, driver: &CStr, what: &CStr, status: i32, n: u32) {
    let texts = [driver, what].map(|text| text.to_str().expect("ASCII"));
    let line = format.to_str().expect("ASCII");
    let line = line.replacen("%s", texts[0], 1).replacen("%s", texts[1], 1);
    let line = line.replacen("%08X", &format!("{status:08X}"), 1);
    let line = line.replacen("%u", &n.to_string(), 1);
    state(|state| state.printed.push(line));
}

/// Stands in for `kernel::print_count`.
pub fn print_count(format: &'static CStr, driver: &CStr, count: u64, what: &CStr) {
    let texts = [driver, what].map(|text| text.to_str().expect("ASCII"));
    let line = format.to_str().expect("ASCII");
    let line = line.replacen("%s", texts[0], 1).replacen("%s", texts[1], 1);
    let line = line.replacen("%llu", &count.to_string(), 1);
    state(|state| state.printed.push(line));
}

/// Stands in for `kernel::bug_check`, which cannot unwind.
pub fn bug_check(code: u32, parameter: usize) -> ! {
    panic_any(BugCheck { code, parameter })
}

#[unsafe(no_mangle)]
extern "system" fn FwpsCalloutRegister1(
    _device: PDEVICE_OBJECT,
    _callout: *const FWPS_CALLOUT1,
    id: &mut u32,
) -> NTSTATUS {
    *id = ID;
    state(|state| state.register)
}

#[unsafe(no_mangle)]
extern "system" fn FwpsCalloutUnregisterById0(id: u32) -> NTSTATUS {
    assert_eq!(id, ID);
    let answer = state(|state| state.unregister.pop_front());
    answer.expect("the driver called more often than the script has statuses")
}

#[unsafe(no_mangle)]
extern "system" fn FwpmEngineOpen0(
    _server: *const u16,
    _authentication: u32,
    _identity: *mut c_void,
    session: &FWPM_SESSION0,
    handle: &mut HANDLE,
) -> NTSTATUS {
    *handle = std::ptr::without_provenance_mut(SESSION);
    state(|state| {
        state.wait = session.txnWaitTimeoutInMSec;
        state.calls.push("open");
        state.open
    })
}

fn session_call(
    handle: HANDLE,
    name: &'static str,
    answer: impl FnOnce(&State) -> NTSTATUS,
) -> NTSTATUS {
    assert_eq!(handle.addr(), SESSION);
    state(|state| {
        state.calls.push(name);
        answer(state)
    })
}

#[unsafe(no_mangle)]
extern "system" fn FwpmTransactionBegin0(handle: HANDLE, _flags: u32) -> NTSTATUS {
    session_call(handle, "begin", |state| state.begin)
}

#[unsafe(no_mangle)]
extern "system" fn FwpmTransactionCommit0(handle: HANDLE) -> NTSTATUS {
    session_call(handle, "commit", |state| state.commit)
}

#[unsafe(no_mangle)]
extern "system" fn FwpmEngineClose0(handle: HANDLE) -> NTSTATUS {
    session_call(handle, "close", |state| state.close)
}
