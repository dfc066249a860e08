//! The service control manager, as far as a kernel driver needs it.

use std::{
    mem::{size_of, zeroed},
    path::Path,
    ptr::{null, null_mut},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use windows_sys::Win32::{
    Foundation::{ERROR_SERVICE_MARKED_FOR_DELETE, GetLastError},
    System::Services::{
        CloseServiceHandle, ControlService, CreateServiceW, DeleteService, OpenSCManagerW,
        QueryServiceStatusEx, SC_HANDLE, SC_MANAGER_ALL_ACCESS, SC_STATUS_PROCESS_INFO,
        SERVICE_ALL_ACCESS, SERVICE_CONTROL_STOP, SERVICE_DEMAND_START, SERVICE_ERROR_NORMAL,
        SERVICE_KERNEL_DRIVER, SERVICE_RUNNING, SERVICE_STATUS, SERVICE_STATUS_PROCESS,
        SERVICE_STOPPED, StartServiceW,
    },
};

use super::Error;

fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}

fn last_error() -> u32 {
    // SAFETY: reads a thread-local number.
    unsafe { GetLastError() }
}

struct Handle(SC_HANDLE);

// SAFETY: service handles may be used from any thread.
unsafe impl Send for Handle {}
// SAFETY: as above; every call on them is atomic in the service control manager.
unsafe impl Sync for Handle {}

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: the handle is open and closed once.
        unsafe { CloseServiceHandle(self.0) };
    }
}

/// The service control manager.
pub struct Manager(Handle);

/// A kernel service, deleted on drop.
pub struct Service {
    handle: std::sync::Arc<Handle>,
    name: String,
}

/// How a call with a time limit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It succeeded.
    Done,
    /// It failed, with the Win32 error.
    Failed(u32),
    /// It did not come back in time. The thread that made it is left to itself.
    TimedOut,
}

/// A call that was made and has not come back.
pub struct Begun(mpsc::Receiver<Outcome>);

impl Begun {
    pub fn wait(&self, limit: Duration) -> Outcome {
        self.0.recv_timeout(limit).unwrap_or(Outcome::TimedOut)
    }
}

impl Manager {
    pub fn open() -> Result<Self, Error> {
        /// On a busy machine Wine's service control manager takes a while to come up.
        const COMES_UP_WITHIN: Duration = Duration::from_secs(20);
        /// `RPC_S_SERVER_UNAVAILABLE`.
        const NOT_YET: u32 = 1722;
        let begin = Instant::now();
        loop {
            // SAFETY: no machine and no database are named: the local, active ones.
            let handle = unsafe { OpenSCManagerW(null(), null(), SC_MANAGER_ALL_ACCESS) };
            if !handle.is_null() {
                return Ok(Self(Handle(handle)));
            }
            let error = last_error();
            if error != NOT_YET || begin.elapsed() > COMES_UP_WITHIN {
                return Err(format!(
                    "cannot open the service control manager: Win32 error {error}. On Windows, \
                     run the load tester from an elevated prompt."
                ));
            }
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// Creates a kernel service. `group` is its load-order group, which decides the host process
    /// under Wine.
    pub fn create(&self, name: &str, image: &Path, group: Option<&str>) -> Result<Service, Error> {
        /// An earlier service of this name is deleted when its last handle is closed, and any
        /// program may have one open for a moment.
        const NAME_IS_FREE_WITHIN: Duration = Duration::from_secs(10);
        let path = image
            .to_str()
            .ok_or_else(|| format!("{}: the path is not Unicode", image.display()))?;
        let (wide_name, path, group) = (wide(name), wide(path), group.map(wide));
        let begin = Instant::now();
        loop {
            let error = match self.try_create(&wide_name, &path, group.as_deref()) {
                Ok(handle) => {
                    return Ok(Service {
                        handle: std::sync::Arc::new(handle),
                        name: name.to_owned(),
                    });
                }
                Err(error) => error,
            };
            if error != ERROR_SERVICE_MARKED_FOR_DELETE || begin.elapsed() > NAME_IS_FREE_WITHIN {
                return Err(format!(
                    "cannot create the service {name}: Win32 error {error}"
                ));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Every string ends with a zero.
    fn try_create(&self, name: &[u16], path: &[u16], group: Option<&[u16]>) -> Result<Handle, u32> {
        // SAFETY: all strings are terminated and live during the call.
        let handle = unsafe {
            CreateServiceW(
                self.0.0,
                name.as_ptr(),
                name.as_ptr(),
                SERVICE_ALL_ACCESS,
                SERVICE_KERNEL_DRIVER,
                SERVICE_DEMAND_START,
                SERVICE_ERROR_NORMAL,
                path.as_ptr(),
                group.map_or(null(), <[u16]>::as_ptr),
                null_mut(),
                null(),
                null(),
                null(),
            )
        };
        if handle.is_null() {
            return Err(last_error());
        }
        Ok(Handle(handle))
    }
}

impl Service {
    fn begin(&self, call: impl FnOnce(SC_HANDLE) -> i32 + Send + 'static) -> Begun {
        let handle = std::sync::Arc::clone(&self.handle);
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let outcome = if call(handle.0) == 0 {
                Outcome::Failed(last_error())
            } else {
                Outcome::Done
            };
            // After a time-out the receiver is gone.
            sender.send(outcome).ok();
        });
        Begun(receiver)
    }

    pub fn start(&self, limit: Duration) -> Outcome {
        // SAFETY: the handle is open; the driver gets no arguments.
        self.begin(|handle| unsafe { StartServiceW(handle, 0, null()) })
            .wait(limit)
    }

    pub fn stop(&self, limit: Duration) -> Outcome {
        self.begin_stop().wait(limit)
    }

    /// Requests the stop, and does not wait until it is done.
    pub fn begin_stop(&self) -> Begun {
        self.begin(|handle| {
            let mut status = SERVICE_STATUS::default();
            // SAFETY: the handle is open; `status` is live.
            unsafe { ControlService(handle, SERVICE_CONTROL_STOP, &raw mut status) }
        })
    }

    fn status(&self) -> Option<SERVICE_STATUS_PROCESS> {
        // SAFETY: a structure of numbers.
        let mut status: SERVICE_STATUS_PROCESS = unsafe { zeroed() };
        let mut needed = 0;
        // SAFETY: the handle is open; the buffer is `status`, with its size.
        let known = unsafe {
            QueryServiceStatusEx(
                self.handle.0,
                SC_STATUS_PROCESS_INFO,
                (&raw mut status).cast(),
                u32::try_from(size_of::<SERVICE_STATUS_PROCESS>()).unwrap_or(0),
                &raw mut needed,
            )
        };
        (known != 0).then_some(status)
    }

    /// `SERVICE_…` state, 0 if it cannot be read.
    pub fn state(&self) -> u32 {
        self.status().map_or(0, |status| status.dwCurrentState)
    }

    pub fn is_running(&self) -> bool {
        self.state() == SERVICE_RUNNING
    }

    /// Whether it is stopped.
    pub fn is_stopped(&self) -> bool {
        self.state() == SERVICE_STOPPED
    }

    /// Waits until the service is stopped.
    pub fn wait_stopped(&self, limit: Duration) -> bool {
        let begin = Instant::now();
        while !self.is_stopped() {
            if begin.elapsed() > limit {
                return false;
            }
            thread::sleep(Duration::from_millis(1));
        }
        true
    }

    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Service {
    /// Gives the service up without deleting it. After a start or a stop that did not return, the
    /// service control manager may hold its lock, and the delete call would wait for it.
    pub const fn abandon(self) {
        std::mem::forget(self);
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Marks it for deletion. Windows deletes it once it is stopped and its handles are closed.
        // SAFETY: the handle is open.
        unsafe { DeleteService(self.handle.0) };
    }
}
