//! The lab: everything that exists only under Wine.

use std::{
    fs,
    path::Path,
    ptr::{null, null_mut},
    time::Duration,
};

use bytemuck::Zeroable;
use load_test::{Finding, FindingKind, Frame, RefusedCall, Site, TraceEvent};
use protocol::{
    Call, Cycle, Event, EventKind, Hello, Image, Measure, Measured, Parked, ServiceKey, Traffic,
    request,
};
use windows_sys::Win32::{
    Foundation::{
        CloseHandle, GENERIC_READ, GENERIC_WRITE, GetLastError, HANDLE, INVALID_HANDLE_VALUE,
    },
    Storage::FileSystem::{CreateFileW, FILE_SHARE_READ, FILE_SHARE_WRITE, OPEN_EXISTING},
    System::{
        IO::DeviceIoControl,
        LibraryLoader::{GetModuleHandleW, GetProcAddress},
    },
};

use super::{
    Error,
    host::Host,
    service::{Manager, Outcome, Service},
};

const IMAGE: &str = r"C:\windows\system32\drivers\verifier.sys";

/// The version of Wine, if this is Wine.
pub fn wine_version() -> Option<String> {
    type Version = unsafe extern "C" fn() -> *const std::ffi::c_char;
    let module: Vec<u16> = "ntdll.dll".encode_utf16().chain([0]).collect();
    // SAFETY: the name is terminated; the module is in every process.
    let module = unsafe { GetModuleHandleW(module.as_ptr()) };
    // SAFETY: the module is loaded; the name is terminated.
    let function = unsafe { GetProcAddress(module, c"wine_get_version".as_ptr().cast()) }?;
    // SAFETY: Wine exports the function with this signature.
    let function =
        unsafe { std::mem::transmute::<unsafe extern "system" fn() -> isize, Version>(function) };
    // SAFETY: no arguments.
    let text = unsafe { function() };
    // SAFETY: Wine returns a static, terminated string.
    let text = unsafe { std::ffi::CStr::from_ptr(text) };
    Some(text.to_string_lossy().into_owned())
}

/// The running lab.
pub struct Lab {
    _service: Service,
    device: Device,
    /// Counts the host processes of this run. Wine's service control manager keeps services of a
    /// dead process on its books and would send new ones there, so each process has its own
    /// load-order group.
    generation: u32,
    pub host: Host,
    findings_read: usize,
    threads: u32,
}

/// An open handle to a device.
pub struct Device(HANDLE);

impl Drop for Device {
    fn drop(&mut self) {
        // SAFETY: the handle is open and closed once.
        unsafe { CloseHandle(self.0) };
    }
}

impl Device {
    /// Opens a device by its Win32 path.
    pub fn open(name: &str) -> Result<Self, Error> {
        let path: Vec<u16> = name.encode_utf16().chain([0]).collect();
        // SAFETY: the path is terminated.
        let handle = unsafe {
            CreateFileW(
                path.as_ptr(),
                GENERIC_READ | GENERIC_WRITE,
                FILE_SHARE_READ | FILE_SHARE_WRITE,
                null(),
                OPEN_EXISTING,
                0,
                null_mut(),
            )
        };
        if handle == INVALID_HANDLE_VALUE {
            // SAFETY: reads a thread-local number.
            let error = unsafe { GetLastError() };
            return Err(format!("cannot open {name}: Win32 error {error}"));
        }
        Ok(Self(handle))
    }

    fn request(&self, code: u32, input: &[u8], output: &mut [u8]) -> Result<usize, Error> {
        let mut returned = 0;
        let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(0);
        // SAFETY: the handle is open; both buffers are live, with their lengths.
        let done = unsafe {
            DeviceIoControl(
                self.0,
                code,
                input.as_ptr().cast(),
                length(input),
                output.as_mut_ptr().cast(),
                length(output),
                &raw mut returned,
                null_mut(),
            )
        };
        if done == 0 {
            // SAFETY: reads a thread-local number.
            let error = unsafe { GetLastError() };
            return Err(format!(
                "the device refused request {code:#x}: Win32 error {error}"
            ));
        }
        Ok(returned as usize)
    }

    /// A number that a driver under test returns to this request.
    pub fn count(&self, code: u32) -> Result<u64, Error> {
        self.ask(code, &[])
    }

    fn ask<T: bytemuck::Pod>(&self, code: u32, input: &[u8]) -> Result<T, Error> {
        let mut answer = T::zeroed();
        let returned = self.request(code, input, bytemuck::bytes_of_mut(&mut answer))?;
        if returned != size_of::<T>() {
            return Err(format!(
                "the device returned {returned} bytes to request {code:#x}, expected {}",
                size_of::<T>()
            ));
        }
        Ok(answer)
    }
}

impl Lab {
    /// Starts the lab and its classify threads.
    pub fn start(manager: &Manager, threads: u32) -> Result<Self, Error> {
        Self::start_generation(manager, threads, 1)
    }

    /// The load-order group that brings a driver into the lab's process.
    pub fn group(&self) -> String {
        group(self.generation)
    }

    fn start_generation(manager: &Manager, threads: u32, generation: u32) -> Result<Self, Error> {
        if let Some(folder) = Path::new(protocol::FINDINGS).parent() {
            fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        let group = group(generation);
        let service = manager.create(&group.to_lowercase(), Path::new(IMAGE), Some(&group))?;
        match service.start(Duration::from_secs(20)) {
            Outcome::Done => {}
            Outcome::Failed(error) => {
                return Err(format!(
                    "the lab's service does not start: Win32 error {error}. Rebuild the lab with \
                     `cargo xtask build`."
                ));
            }
            Outcome::TimedOut => return Err("the lab's service does not start in 20 s".to_owned()),
        }
        let device = Device::open(protocol::WIN32_PATH)?;
        let hello: Hello = device.ask(request::HELLO, &[])?;
        if hello.version != protocol::VERSION {
            return Err(format!(
                "the lab has protocol version {}, and the load tester {}: build both from one \
                 checkout",
                hello.version,
                protocol::VERSION
            ));
        }
        let lab = Self {
            _service: service,
            host: Host::open(hello.process)?,
            device,
            generation,
            findings_read: findings_length(),
            threads,
        };
        lab.traffic(threads)?;
        Ok(lab)
    }

    /// Starts it again in a new host process, after the old one ended or must end.
    pub fn restart(&mut self, manager: &Manager) -> Result<(), Error> {
        let (threads, generation) = (self.threads, self.generation + 1);
        self.host.end();
        let lab = Self::start_generation(manager, threads, generation)?;
        *self = Self {
            findings_read: self.findings_read,
            ..lab
        };
        Ok(())
    }

    /// Runs so many classify threads.
    pub fn traffic(&self, threads: u32) -> Result<(), Error> {
        let traffic = Traffic { threads };
        self.device
            .request(request::TRAFFIC, bytemuck::bytes_of(&traffic), &mut [])
            .map(drop)
    }

    pub fn begin_cycle(&self, cycle: &Cycle) -> Result<(), Error> {
        self.device
            .request(request::BEGIN_CYCLE, bytemuck::bytes_of(cycle), &mut [])
            .map(drop)
    }

    pub fn park(&self) -> Result<u32, Error> {
        let parked: Parked = self.device.ask(request::PARK, &[])?;
        Ok(parked.threads)
    }

    /// The newest image under test.
    pub fn image(&self) -> Result<Image, Error> {
        self.device.ask(request::IMAGE, &[])
    }

    pub fn settle(&self) -> Result<Image, Error> {
        self.device.ask(request::SETTLE, &[])
    }

    /// What the start of this cycle called.
    pub fn calls(&self) -> Result<Vec<Call>, Error> {
        let mut calls = vec![Call::zeroed(); 4096];
        let bytes = bytemuck::cast_slice_mut(&mut calls);
        let returned = self.device.request(request::CALLS, &[], bytes)?;
        calls.truncate(returned / size_of::<Call>());
        Ok(calls)
    }

    /// Nanoseconds of so many classify calls of the newest image.
    pub fn measure(&self, calls: u32) -> Result<u64, Error> {
        let input = Measure { calls };
        let measured: Measured = self
            .device
            .ask(request::MEASURE, bytemuck::bytes_of(&input))?;
        Ok(measured.nanoseconds)
    }

    /// Loads and unloads the driver of a service in the host process.
    pub fn cycle_in_process(&self, service: &str) -> Result<Image, Error> {
        let mut key = ServiceKey::zeroed();
        for (place, byte) in key.name.iter_mut().zip(service.bytes()) {
            *place = byte;
        }
        self.device
            .ask(request::CYCLE_IN_PROCESS, bytemuck::bytes_of(&key))
    }

    /// Has the lab write down that the driver did not return in time.
    pub fn report_hang(&self) {
        // If the host process has ended, its end is reported elsewhere.
        self.device.request(request::HANGS, &[], &mut []).ok();
    }

    /// What happened in the cycle, in order.
    pub fn trace(&self) -> Result<Vec<TraceEvent>, Error> {
        let mut events = vec![Event::zeroed(); 8192];
        let bytes = bytemuck::cast_slice_mut(&mut events);
        let returned = self.device.request(request::TRACE, &[], bytes)?;
        events.truncate(returned / size_of::<Event>());
        events.sort_by_key(|event| event.at);
        Ok(events.iter().filter_map(trace_event).collect())
    }

    /// The call that the lab refused since findings were read last.
    pub fn refused(&self) -> Option<RefusedCall> {
        let text = fs::read_to_string(protocol::FINDINGS).unwrap_or_default();
        let new = text.get(self.findings_read..).unwrap_or_default();
        new.lines().find_map(refused)
    }

    /// The SDDL of each device that was named since the findings were last read.
    pub fn device_security(&self) -> Vec<String> {
        let text = fs::read_to_string(protocol::FINDINGS).unwrap_or_default();
        let new = text.get(self.findings_read..).unwrap_or_default();
        new.lines().filter_map(named).collect()
    }

    /// Findings since the last call.
    pub fn findings(&mut self) -> Vec<Finding> {
        let text = fs::read_to_string(protocol::FINDINGS).unwrap_or_default();
        let new = text.get(self.findings_read..).unwrap_or_default();
        self.findings_read = text.len();
        new.lines().filter_map(finding).collect()
    }
}

fn group(generation: u32) -> String {
    format!("{}{generation}", protocol::GROUP)
}

fn findings_length() -> usize {
    fs::read_to_string(protocol::FINDINGS).map_or(0, |text| text.len())
}

fn trace_event(event: &Event) -> Option<TraceEvent> {
    Some(TraceEvent {
        at: event.at,
        what: format!("{:?}", EventKind::from_number(event.kind)?),
        lane: event.lane,
        value: event.value,
    })
}

/// One line of the lab's file.
#[derive(serde::Deserialize)]
struct Written {
    cycle: u32,
    kind: FindingKind,
    rule: String,
    irql: u8,
    text: String,
    sites: Vec<WrittenSite>,
}

#[derive(serde::Deserialize)]
struct WrittenSite {
    role: String,
    offsets: Vec<u64>,
}

/// A line about a refused call is no finding: no [`FindingKind`] has its name.
fn refused(line: &str) -> Option<RefusedCall> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    if line["kind"] != "refused" {
        return None;
    }
    let sites: Vec<WrittenSite> = serde_json::from_value(line["sites"].clone()).ok()?;
    Some(RefusedCall {
        function: line["rule"].as_str()?.to_owned(),
        answer: line["text"].as_str()?.to_owned(),
        site: sites.into_iter().next().map(site).unwrap_or_default(),
        ..RefusedCall::default()
    })
}

/// A line about a named device is no finding either.
fn named(line: &str) -> Option<String> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    (line["kind"] == "named").then(|| line["text"].as_str().map(str::to_owned))?
}

fn site(written: WrittenSite) -> Site {
    let frames = written.offsets.into_iter().map(|offset| Frame {
        offset,
        lines: Vec::new(),
    });
    Site {
        role: written.role,
        frames: frames.collect(),
    }
}

fn finding(line: &str) -> Option<Finding> {
    let written: Written = serde_json::from_str(line).ok()?;
    Some(Finding {
        kind: written.kind,
        rule: written.rule,
        text: written.text,
        irql: written.irql,
        first_cycle: written.cycle,
        last_cycle: written.cycle,
        cycles: 1,
        sites: written.sites.into_iter().map(site).collect(),
    })
}
