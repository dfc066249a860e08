//! The I/O manager's structures, as far as requests to a control device go. Offsets are those of
//! x64 Windows (`wdm.h`), which Wine keeps.

use core::{
    ffi::c_void,
    mem::offset_of,
    ptr::null_mut,
    sync::atomic::{AtomicPtr, AtomicU8, Ordering::SeqCst},
};

use kernel::UnicodeString;

/// `DRIVER_CANCEL`.
pub type Cancel = unsafe extern "system" fn(*mut DeviceObject, *mut Irp);

/// `DEVICE_OBJECT`.
#[repr(C)]
pub struct DeviceObject {
    kind: i16,
    size: u16,
    references: i32,
    driver: *mut c_void,
    next: *mut Self,
    attached: *mut Self,
    current_irp: *mut Irp,
    timer: *mut c_void,
    pub flags: u32,
    pub characteristics: u32,
    vpb: *mut c_void,
    /// Eight bytes here hold the handle of the framework's device.
    pub extension: *mut AtomicPtr<c_void>,
}

const _: () = assert!(offset_of!(DeviceObject, flags) == 0x30);
const _: () = assert!(offset_of!(DeviceObject, extension) == 0x40);

/// `DO_BUFFERED_IO`.
pub const DO_BUFFERED_IO: u32 = 4;
/// `DO_DIRECT_IO`.
pub const DO_DIRECT_IO: u32 = 0x10;

/// `FILE_OBJECT`, up to the name.
#[repr(C)]
pub struct WdmFile {
    head: [usize; 10],
    pub flags: u32,
    pub name: UnicodeString,
}

const _: () = assert!(offset_of!(WdmFile, flags) == 0x50);
const _: () = assert!(offset_of!(WdmFile, name) == 0x58);

/// `IO_STACK_LOCATION`.
#[repr(C)]
pub struct Location {
    pub major: u8,
    pub minor: u8,
    flags: u8,
    pub control: u8,
    padding: u32,
    /// The four machine words of `Parameters`.
    pub parameters: [usize; 4],
    pub device: *mut DeviceObject,
    pub file: *mut WdmFile,
    completion: [usize; 2],
}

const _: () = assert!(size_of::<Location>() == 0x48);
const _: () = assert!(offset_of!(Location, parameters) == 8);
const _: () = assert!(offset_of!(Location, file) == 0x30);

impl Location {
    /// One 32-bit member of `Parameters`, by machine word.
    #[expect(clippy::cast_possible_truncation, reason = "a ULONG in the low half")]
    pub const fn number(&self, word: usize) -> u32 {
        self.parameters[word] as u32
    }
}

/// `MDL`.
#[repr(C)]
pub struct Mdl {
    next: *mut Self,
    size: i16,
    pub flags: i16,
    process: *mut c_void,
    pub mapped: *mut c_void,
    start: *mut c_void,
    pub bytes: u32,
    offset: u32,
}

const _: () = assert!(offset_of!(Mdl, mapped) == 0x18);
const _: () = assert!(offset_of!(Mdl, bytes) == 0x28);

/// `IRP`.
#[repr(C)]
pub struct Irp {
    kind: i16,
    size: u16,
    pub mdl: *mut Mdl,
    flags: u32,
    pub system_buffer: *mut c_void,
    threads: [usize; 2],
    pub status: i32,
    pub information: usize,
    pub requestor_mode: i8,
    pending: u8,
    stack_count: i8,
    current: i8,
    cancel: AtomicU8,
    pub cancel_irql: u8,
    environment: i8,
    allocation: u8,
    user_status: *mut c_void,
    user_event: *mut c_void,
    overlay: [usize; 2],
    cancel_routine: AtomicPtr<()>,
    pub user_buffer: *mut c_void,
    /// `Tail.Overlay.DriverContext`: the first is the framework's request while the driver has
    /// the IRP.
    pub context: [AtomicPtr<c_void>; 4],
    thread: *mut c_void,
    auxiliary: *mut c_void,
    list: [usize; 2],
    stack: *mut Location,
    original_file: *mut WdmFile,
}

const _: () = assert!(offset_of!(Irp, system_buffer) == 0x18);
const _: () = assert!(offset_of!(Irp, status) == 0x30);
const _: () = assert!(offset_of!(Irp, cancel) == 0x44);
const _: () = assert!(offset_of!(Irp, cancel_routine) == 0x68);
const _: () = assert!(offset_of!(Irp, context) == 0x78);
const _: () = assert!(offset_of!(Irp, stack) == 0xb8);

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn IofCompleteRequest(irp: *mut Irp, boost: i8);
    fn IoReleaseCancelSpinLock(irql: u8);
}

impl Irp {
    /// The current stack location.
    pub const fn location(&self) -> &Location {
        // SAFETY: the I/O manager sets it before it calls a dispatch routine, and it stays until
        // the request is completed.
        unsafe { &*self.stack }
    }

    /// `IoMarkIrpPending`.
    pub fn mark_pending(&mut self) {
        /// `SL_PENDING_RETURNED`.
        const PENDING_RETURNED: u8 = 1;
        // SAFETY: as in `location`; the request is this driver's, so nobody else writes there.
        unsafe { (*self.stack).control |= PENDING_RETURNED };
    }

    /// `IoSetNextIrpStackLocation`: takes back an `IoSkipCurrentIrpStackLocation`.
    pub const fn set_next_location(&mut self) {
        self.current -= 1;
        self.stack = self.stack.wrapping_sub(1);
    }

    /// The file that the request is for.
    pub const fn file(&self) -> *mut WdmFile {
        let named = self.location().file;
        if named.is_null() {
            self.original_file
        } else {
            named
        }
    }

    /// Whether `IoCancelIrp` was called.
    pub fn is_canceled(&self) -> bool {
        self.cancel.load(SeqCst) != 0
    }

    /// `IoSetCancelRoutine` with a routine.
    pub fn set_cancel(&self, routine: Cancel) {
        self.cancel_routine.store(routine as *mut (), SeqCst);
    }

    /// `IoSetCancelRoutine` with NULL. Answers whether the routine was still there: if not, it
    /// runs or is about to.
    pub fn clear_cancel(&self) -> bool {
        !self.cancel_routine.swap(null_mut(), SeqCst).is_null()
    }
}

/// `IoCompleteRequest`: the request is gone afterwards.
///
/// # Safety
///
/// The request came to this driver and was not completed.
pub unsafe fn complete(irp: *mut Irp, status: i32, information: usize) {
    // SAFETY: the caller's promise.
    let live = unsafe { &mut *irp };
    live.status = status;
    live.information = information;
    // SAFETY: the caller's promise; the reference above is not used again.
    unsafe { IofCompleteRequest(irp, 0) };
}

/// Gives the cancel lock back, which the I/O manager took before it called a cancel routine.
///
/// # Safety
///
/// For cancel routines, once, with the request that they were called with.
pub unsafe fn release_cancel_lock(irp: *mut Irp) {
    // SAFETY: a cancel routine's request is live until the routine completes it.
    let irql = unsafe { (*irp).cancel_irql };
    // SAFETY: the caller's promise.
    unsafe { IoReleaseCancelSpinLock(irql) };
}
