//! How the lab's three images reach each other.
//!
//! `verifier.sys` is the service; it exports one function that returns its table of calls.
//! `fwpkclnt.sys` and `wdfldr.sys` import that function, and export their own tables, which the
//! verifier looks up after it has loaded them.

use core::ffi::c_void;

use protocol::{Cycle, EventKind, Image};

use crate::{
    line::Line,
    nt::{DriverObject, UnicodeString},
    process::Address,
};

/// Frames of the image under test on the stack of a call, innermost first.
#[derive(Clone, Copy, Default)]
#[repr(C)]
pub struct Sites {
    /// The image, 0 if the call came from none.
    pub image: u32,
    /// How many of `frames` are set.
    pub count: u32,
    /// Return addresses.
    pub frames: [Address; 6],
}

/// A place that a finding names, with what it is.
#[derive(Clone, Copy)]
pub struct CallSite<'a> {
    /// For example "registered by".
    pub role: &'a str,
    /// The frames.
    pub sites: Sites,
}

/// Two classes of finding, never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum FindingKind {
    /// A documented rule was broken, though nothing crashed yet.
    Contract = 0,
    /// Something happened: a stale address was used, or the driver crashed.
    Fault = 1,
    /// The lab lacks what the driver called. Not a verdict on the driver.
    Unsupported = 2,
    /// No finding: the lab refused a call of the start, as it was asked to.
    Refused = 3,
    /// No finding: a device got a name; the text is its security descriptor.
    Named = 4,
}

/// A finding against an image.
pub struct Finding<'a> {
    /// Its class.
    pub kind: FindingKind,
    /// For example `U5`.
    pub rule: &'a str,
    /// What was seen, one sentence, ASCII without quotes or backslashes.
    pub text: &'a str,
    /// The image.
    pub image: u32,
    /// The places.
    pub sites: &'a [CallSite<'a>],
}

/// A call into an image that comes back even when the image is gone.
#[derive(Default)]
#[repr(C)]
pub struct GuardedCall {
    /// What to call.
    pub function: Address,
    /// Up to seven arguments.
    pub arguments: [usize; 7],
    /// Where the fault handler resumes.
    pub resume_stack: usize,
    /// Where the fault handler resumes.
    pub resume_at: usize,
    /// Image that the call goes to.
    pub image: u32,
    /// 1: the driver had this run: its entry or unload function, a thread, a work item, a DPC, a
    /// timer, a callback of the framework. 0: the engine calls.
    pub own: u32,
    /// Not 0: the thread is to stop inside the image after so many instructions.
    pub park_after: u32,
    /// Instructions that a single-stepped call took inside the image.
    pub steps: u32,
    /// 1 once the thread stopped inside.
    pub parked: u32,
    /// What the function returned.
    pub result: usize,
}

/// One kind of thing that an image left in the engine.
#[derive(Default)]
#[repr(C)]
pub struct Left {
    /// The rule that it breaks, empty when nothing of the kind is left.
    pub rule: &'static str,
    /// What it is, with its number.
    pub what: Line,
    /// What the places are, for example "added by".
    pub role: &'static str,
    /// Where it comes from.
    pub sites: Sites,
}

/// What `fwpkclnt.sys` offers the verifier.
#[repr(C)]
pub struct EngineTable {
    /// Sets the modes and forgets the counts of the cycle before.
    pub begin_cycle: extern "system" fn(&Cycle),
    /// Runs this many classify threads; returns a status.
    pub traffic: extern "system" fn(u32) -> i32,
    /// Asks one classify thread to stop inside the image; 0 takes the request back.
    pub park: extern "system" fn(u32),
    /// Calls inside the image.
    pub inside: extern "system" fn(u32) -> u32,
    /// Callouts that the image has registered.
    pub registered: extern "system" fn(u32) -> u32,
    /// Where they were registered.
    pub registered_at: extern "system" fn(u32, &mut Sites),
    /// Flow contexts of the image that are outstanding.
    pub contexts: extern "system" fn(u32) -> u32,
    /// Sessions that the image has open.
    pub sessions: extern "system" fn(u32) -> u32,
    /// Fills in the counts that the engine keeps.
    pub account: extern "system" fn(&mut Image),
    /// Ends what closed sessions left in force.
    pub end_lingering: extern "system" fn(),
    /// Ends all flows.
    pub end_flows: extern "system" fn(),
    /// Fills in one kind of other thing that the image left, by number; 0 after the last.
    pub left: extern "system" fn(u32, u32, &mut Left) -> u32,
    /// A device object was deleted: it may be one that a callout is registered with.
    pub device_deleted: extern "system" fn(Address, &Sites),
    /// Lets those who are subscribed to the service's state meet a change.
    pub meet_subscribers: extern "system" fn(),
    /// Takes away what the image left.
    pub forget: extern "system" fn(u32),
    /// Calls the image's classify function so many times; returns the nanoseconds.
    pub measure: extern "system" fn(u32, u32) -> u64,
}

/// What `wdfldr.sys` offers the verifier.
#[repr(C)]
pub struct FrameworkTable {
    /// `DriverEntry` of the image returned this; the entry stub is done, too.
    pub entry_returned: extern "system" fn(u32, i32),
    /// The image's unload function returned: reports what the framework did not get back.
    pub unload_returned: extern "system" fn(u32),
    /// Takes away what the image left.
    pub forget: extern "system" fn(u32),
}

/// Export of `fwpkclnt.sys`: `extern "system" fn() -> &'static EngineTable`.
pub const LAB_ENGINE: &core::ffi::CStr = c"LabEngine";
/// Export of `wdfldr.sys`: `extern "system" fn() -> &'static FrameworkTable`.
pub const LAB_FRAMEWORK: &core::ffi::CStr = c"LabFramework";

/// What the framework says of a device that the verifier creates for it.
#[repr(C)]
pub struct DeviceRequest {
    /// Bytes of the device extension.
    pub extension: u32,
    /// NULL for none.
    pub name: *const UnicodeString,
    /// `FILE_DEVICE_...`.
    pub device_type: u32,
    /// `FILE_...` flags.
    pub characteristics: u32,
    /// One handle at a time.
    pub exclusive: u8,
    /// Who may open it, in SDDL.
    pub sddl: *const UnicodeString,
}

/// What `verifier.sys` offers the other two.
#[repr(C)]
pub struct Verifier {
    /// The image that holds an address, 0 for none.
    pub image_at: extern "system" fn(Address) -> u32,
    /// The frames of images under test on the calling stack.
    pub call_site: extern "system" fn(&mut Sites),
    /// Records a finding. Not for direct use: [`Verifier::report`].
    pub finding: extern "system" fn(*const c_void),
    /// Adds to the trace.
    pub event: extern "system" fn(EventKind, u32, u64),
    /// The calling thread's IRQL.
    pub irql: extern "system" fn() -> u8,
    /// Sets it.
    pub set_irql: extern "system" fn(u8),
    /// Calls into an image; 0 if the call came back by itself, 1 if it faulted.
    pub guarded_call: extern "system" fn(&mut GuardedCall) -> u32,
    /// Lets parked threads go on.
    pub release_parked: extern "system" fn(),
    /// Reports a call that the lab does not have and ends the host process.
    pub unsupported: extern "system" fn(*const u8, usize) -> !,
    /// `IoCreateDevice`, on behalf of the image.
    pub create_device:
        extern "system" fn(u32, *mut DriverObject, &DeviceRequest, *mut *mut c_void) -> i32,
    /// `IoDeleteDevice`, on behalf of the image.
    pub delete_device: extern "system" fn(u32, *mut c_void),
    /// `IoCreateSymbolicLink`, on behalf of the image.
    pub create_link: extern "system" fn(u32, *const UnicodeString, *const UnicodeString) -> i32,
    /// `IoDeleteSymbolicLink`.
    pub delete_link: extern "system" fn(*const UnicodeString) -> i32,
    /// Where a call of the framework goes instead. Not for direct use: [`Verifier::refusal`].
    pub instead: extern "system" fn(usize, Address) -> Address,
}

impl Verifier {
    /// The frames of images under test on the calling stack.
    #[must_use]
    pub fn sites(&self) -> Sites {
        let mut sites = Sites::default();
        (self.call_site)(&mut sites);
        sites
    }

    /// Records a finding.
    pub fn report(&self, finding: &Finding<'_>) {
        (self.finding)((&raw const *finding).cast());
    }

    /// Where a call goes instead, if it is the one to refuse: of the function with this number
    /// among all, returning to `caller`.
    #[must_use]
    pub fn refusal(&self, number: usize, caller: Address) -> Option<Address> {
        match (self.instead)(number, caller) {
            0 => None,
            answer => Some(answer),
        }
    }

    /// Reports the call of a function that the lab does not have, and ends the host process.
    pub fn has_not(&self, function: &str) -> ! {
        (self.unsupported)(function.as_ptr(), function.len())
    }
}

#[link(name = "verifier.sys", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    safe fn LabVerifier() -> &'static Verifier;
}

/// The verifier, for the other two images.
#[must_use]
pub fn verifier() -> &'static Verifier {
    LabVerifier()
}

/// Exports of `$module` for which the lab has no behaviour: a call is reported by name and ends the
/// host process. None succeeds silently.
///
/// The names are also in the image, for `cargo xtask load-test`, which says before the start which
/// of them a driver imports: the export `LabWithoutBehaviour`, each with a zero after it, and
/// another zero at the end.
#[macro_export]
macro_rules! without_behaviour {
    ($module:literal; $($name:ident)*) => {
        const WITHOUT_BEHAVIOUR: &str = concat!($(stringify!($name), "\0",)* "\0");

        #[doc = "Names of the functions below."]
        #[unsafe(export_name = "LabWithoutBehaviour")]
        pub static NAMES: [u8; WITHOUT_BEHAVIOUR.len()] = {
            let mut names = [0; WITHOUT_BEHAVIOUR.len()];
            names.copy_from_slice(WITHOUT_BEHAVIOUR.as_bytes());
            names
        };

        $(
            #[doc = concat!("`", stringify!($name), "`: reported by name.")]
            #[allow(non_snake_case, reason = "the name of the export")]
            #[unsafe(no_mangle)]
            pub extern "system" fn $name() -> ! {
                $crate::verifier().has_not(concat!($module, "!", stringify!($name)))
            }
        )*
    };
}
