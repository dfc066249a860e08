//! The process that hosts the drivers, under Wine.

use std::{mem::size_of, time::Duration};

use windows_sys::Win32::{
    Foundation::{CloseHandle, HANDLE, WAIT_OBJECT_0},
    System::{
        ProcessStatus::{K32GetProcessMemoryInfo, PROCESS_MEMORY_COUNTERS},
        Threading::{OpenProcess, PROCESS_ALL_ACCESS, TerminateProcess, WaitForSingleObject},
    },
};

use super::Error;

/// An open host process.
pub struct Host(HANDLE);

impl Host {
    pub fn open(process: u32) -> Result<Self, Error> {
        // SAFETY: the call takes numbers.
        let handle = unsafe { OpenProcess(PROCESS_ALL_ACCESS, 0, process) };
        if handle.is_null() {
            return Err(format!("cannot open the host process {process}"));
        }
        Ok(Self(handle))
    }

    /// Whether it ends within `limit`.
    pub fn has_ended(&self, limit: Duration) -> bool {
        let milliseconds = u32::try_from(limit.as_millis()).unwrap_or(u32::MAX);
        // SAFETY: the handle is open.
        unsafe { WaitForSingleObject(self.0, milliseconds) == WAIT_OBJECT_0 }
    }

    /// Ends it.
    pub fn end(&self) {
        const KILLED: u32 = 0x4C41_424B;
        // SAFETY: the handle is open.
        unsafe { TerminateProcess(self.0, KILLED) };
        self.has_ended(Duration::from_secs(5));
    }

    /// Its working set in KiB.
    pub fn memory(&self) -> u64 {
        let mut counters = PROCESS_MEMORY_COUNTERS::default();
        let size = u32::try_from(size_of::<PROCESS_MEMORY_COUNTERS>()).unwrap_or(0);
        // SAFETY: the handle is open; the buffer is `counters`, with its size.
        unsafe { K32GetProcessMemoryInfo(self.0, &raw mut counters, size) };
        (counters.WorkingSetSize / 1024) as u64
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // SAFETY: the handle is open and closed once.
        unsafe { CloseHandle(self.0) };
    }
}
