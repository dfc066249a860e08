//! Wine's `ntoskrnl.exe`: the structures and calls that the lab uses.
//!
//! Offsets are those of x64 Windows (`wdm.h`), which Wine keeps.

use core::{ffi::c_void, mem::offset_of};

use crate::{process::Address, wide::WideString};

type Status = i32;
type Handle = *mut c_void;

/// `UNICODE_STRING`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct UnicodeString {
    length: u16,
    maximum: u16,
    buffer: *const u16,
}

impl UnicodeString {
    /// Refers to `text`, which must outlive every use of the result.
    #[must_use]
    pub fn of<const N: usize>(text: &WideString<N>) -> Self {
        let bytes = u16::try_from(text.units().len() * 2).unwrap_or(u16::MAX);
        Self {
            length: bytes,
            maximum: bytes,
            buffer: text.as_ptr(),
        }
    }

    /// Refers to `units`, which must outlive every use of the result.
    #[must_use]
    pub fn over(units: &[u16]) -> Self {
        let bytes = u16::try_from(size_of_val(units)).unwrap_or(u16::MAX - 1);
        Self {
            length: bytes,
            maximum: bytes,
            buffer: units.as_ptr(),
        }
    }

    /// Writes `units` into the string's own buffer. False: they do not fit.
    #[must_use]
    pub fn assign(&mut self, units: &[u16]) -> bool {
        let bytes = size_of_val(units);
        if bytes > usize::from(self.maximum) {
            return false;
        }
        // SAFETY: a counted string has `maximum` bytes for as long as the string is lent.
        unsafe { (self.buffer.cast_mut()).copy_from(units.as_ptr(), units.len()) };
        self.length = u16::try_from(bytes).unwrap_or(0);
        true
    }

    /// The text as UTF-16.
    pub fn units(&self) -> impl Iterator<Item = u16> {
        let pairs = self.bytes().chunks_exact(2);
        pairs.map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
    }

    /// The text as bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        if self.buffer.is_null() {
            return &[];
        }
        // SAFETY: a counted string holds `length` bytes for as long as the string is lent.
        unsafe { core::slice::from_raw_parts(self.buffer.cast(), self.length as usize) }
    }
}

/// `DRIVER_UNLOAD`.
pub type DriverUnload = unsafe extern "system" fn(*mut DriverObject);
/// `DRIVER_DISPATCH`.
pub type Dispatch = unsafe extern "system" fn(*mut c_void, *mut Irp) -> Status;

/// `DRIVER_OBJECT`.
#[repr(C)]
pub struct DriverObject {
    kind: i16,
    size: i16,
    device_object: *mut c_void,
    flags: u32,
    /// First address of the image.
    pub start: *mut u8,
    /// Its size in bytes.
    pub image_size: u32,
    section: *mut c_void,
    extension: *mut DriverExtension,
    name: UnicodeString,
    hardware: *mut c_void,
    fast_io: *mut c_void,
    init: *mut c_void,
    start_io: *mut c_void,
    /// `DriverUnload`.
    pub unload: Option<DriverUnload>,
    /// `MajorFunction`.
    pub major: [Option<Dispatch>; 28],
}

/// `DRIVER_EXTENSION`, as far as the lab looks.
#[repr(C)]
struct DriverExtension {
    driver: *mut DriverObject,
    add_device: *const (),
}

impl DriverObject {
    /// Sets `DriverExtension->AddDevice`.
    pub const fn set_add_device(&mut self, routine: *const ()) {
        // SAFETY: NULL, or the I/O manager's extension, which lives as long as the object.
        if let Some(extension) = unsafe { self.extension.as_mut() } {
            extension.add_device = routine;
        }
    }
}

const _: () = assert!(offset_of!(DriverObject, extension) == 0x30);
const _: () = assert!(offset_of!(DriverObject, start) == 0x18);
const _: () = assert!(offset_of!(DriverObject, unload) == 0x68);
const _: () = assert!(offset_of!(DriverObject, major) == 0x70);

/// `IRP_MJ_CREATE`.
pub const MAJOR_CREATE: usize = 0;
/// `IRP_MJ_CLOSE`.
pub const MAJOR_CLOSE: usize = 2;
/// `IRP_MJ_DEVICE_CONTROL`.
pub const MAJOR_DEVICE_CONTROL: usize = 14;

#[repr(C)]
struct StackLocation {
    major: u8,
    minor: u8,
    flags: u8,
    control: u8,
    padding: u32,
    output_length: u32,
    reserved: u32,
    input_length: u32,
    reserved_too: u32,
    code: u32,
    rest: [u32; 3],
    device: *const c_void,
    file: *const c_void,
}

const _: () = assert!(offset_of!(StackLocation, input_length) == 0x10);
const _: () = assert!(offset_of!(StackLocation, code) == 0x18);
const _: () = assert!(offset_of!(StackLocation, file) == 0x30);

/// `IRP`, as far as a `METHOD_BUFFERED` request goes.
#[repr(C)]
pub struct Irp {
    head: [u8; 0x18],
    system_buffer: *mut u8,
    list: [u8; 0x10],
    status: Status,
    information: usize,
    middle: [u8; 0xb8 - 0x40],
    stack: *const StackLocation,
}

const _: () = assert!(offset_of!(Irp, system_buffer) == 0x18);
const _: () = assert!(offset_of!(Irp, status) == 0x30);
const _: () = assert!(offset_of!(Irp, information) == 0x38);
const _: () = assert!(offset_of!(Irp, stack) == 0xb8);

impl Irp {
    /// The request's control code.
    #[must_use]
    pub const fn code(&self) -> u32 {
        self.location().code
    }

    /// The file object that the request is about, as a number.
    #[must_use]
    pub fn file(&self) -> Address {
        self.location().file.expose_provenance()
    }

    const fn location(&self) -> &StackLocation {
        // SAFETY: the I/O manager sets the current stack location before it calls a dispatch
        // routine, and it stays until the request is completed, which takes `self`.
        unsafe { &*self.stack }
    }

    /// What the caller sent.
    #[must_use]
    pub const fn input(&self) -> &[u8] {
        if self.system_buffer.is_null() {
            return &[];
        }
        let length = self.location().input_length as usize;
        // SAFETY: METHOD_BUFFERED: the system buffer holds at least the input.
        unsafe { core::slice::from_raw_parts(self.system_buffer, length) }
    }

    /// Where the answer goes. The same bytes as [`input`](Self::input).
    #[must_use]
    pub const fn output(&mut self) -> &mut [u8] {
        if self.system_buffer.is_null() {
            return &mut [];
        }
        let length = self.location().output_length as usize;
        // SAFETY: METHOD_BUFFERED: the system buffer holds at least the output; `&mut self`
        // keeps `input` from being used at the same time.
        unsafe { core::slice::from_raw_parts_mut(self.system_buffer, length) }
    }

    /// Completes the request; it is gone afterwards.
    pub fn complete(&mut self, status: Status, information: usize) -> Status {
        self.status = status;
        self.information = information;
        // SAFETY: the request came to this driver and was not completed: this is the only place
        // that does, and every dispatch routine of the lab ends in it.
        unsafe { IofCompleteRequest(self, 0) }
        status
    }
}

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn KeBugCheckEx(code: u32, p1: usize, p2: usize, p3: usize, p4: usize) -> !;
    fn IoCreateDevice(
        driver: *mut DriverObject,
        extension: u32,
        name: *const UnicodeString,
        kind: u32,
        characteristics: u32,
        exclusive: u8,
        device: *mut *mut c_void,
    ) -> Status;
    fn IoDeleteDevice(device: *mut c_void);
    fn IoCreateSymbolicLink(link: *const UnicodeString, target: *const UnicodeString) -> Status;
    fn IoDeleteSymbolicLink(link: *const UnicodeString) -> Status;
    fn IofCompleteRequest(irp: *mut Irp, boost: i8);
    fn PsCreateSystemThread(
        handle: *mut Handle,
        access: u32,
        attributes: *mut c_void,
        process: Handle,
        client: *mut c_void,
        start: unsafe extern "system" fn(*mut c_void),
        context: *mut c_void,
    ) -> Status;
    fn ZwClose(handle: Handle) -> Status;
    pub fn ExAllocatePoolWithTag(kind: u32, bytes: usize, tag: u32) -> *mut c_void;
    pub fn ExFreePoolWithTag(block: *mut c_void, tag: u32);
}

/// `NT_SUCCESS`.
#[must_use]
pub const fn nt_success(status: i32) -> bool {
    status >= 0
}

/// Ends the host process with the code, as Wine's bug check does.
pub fn bug_check(code: u32, parameters: [usize; 4]) -> ! {
    let [p1, p2, p3, p4] = parameters;
    // SAFETY: callable anywhere; it does not return.
    unsafe { KeBugCheckEx(code, p1, p2, p3, p4) }
}

/// A device object of the lab's own.
pub struct Device;

impl Device {
    /// Creates a named device with a link to it; both stay for the life of the process.
    ///
    /// # Errors
    ///
    /// The status of the call that failed.
    pub fn create<const N: usize, const M: usize>(
        driver: &mut DriverObject,
        name: &WideString<N>,
        link: &WideString<M>,
    ) -> Result<Self, Status> {
        const FILE_DEVICE_UNKNOWN: u32 = 0x22;
        let (name, link) = (UnicodeString::of(name), UnicodeString::of(link));
        let mut device = core::ptr::null_mut();
        // SAFETY: all pointers are to live values of this function or of the caller.
        let status = unsafe {
            IoCreateDevice(
                driver,
                0,
                &raw const name,
                FILE_DEVICE_UNKNOWN,
                0,
                0,
                &raw mut device,
            )
        };
        if !nt_success(status) {
            return Err(status);
        }
        // Links are permanent: a host process that died has left its own, or there is none.
        // SAFETY: the string is live until the call returns.
        let _none = unsafe { IoDeleteSymbolicLink(&raw const link) };
        // SAFETY: both strings are live until the call returns.
        let status = unsafe { IoCreateSymbolicLink(&raw const link, &raw const name) };
        if nt_success(status) {
            Ok(Self)
        } else {
            // SAFETY: created above.
            unsafe { delete_device(device) };
            Err(status)
        }
    }
}

/// `IoDeleteDevice`.
///
/// # Safety
///
/// The device was created and not deleted since.
pub unsafe fn delete_device(device: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe { IoDeleteDevice(device) }
}

/// Starts a system thread.
///
/// # Errors
///
/// The status of the call.
#[allow(
    clippy::not_unsafe_ptr_arg_deref,
    reason = "the pointer is handed on to the thread and not looked at"
)]
pub fn spawn(
    start: unsafe extern "system" fn(*mut c_void),
    context: *mut c_void,
) -> Result<(), Status> {
    const ALL_ACCESS: u32 = 0x001f_ffff;
    let mut handle = core::ptr::null_mut();
    let none = core::ptr::null_mut();
    // SAFETY: `handle` is live; no attributes, process or client id are asked for.
    let status = unsafe {
        PsCreateSystemThread(
            &raw mut handle,
            ALL_ACCESS,
            none,
            none,
            none,
            start,
            context,
        )
    };
    if !nt_success(status) {
        return Err(status);
    }
    // SAFETY: the handle was just returned; the thread lives on without it.
    let closed = unsafe { ZwClose(handle) };
    debug_assert!(nt_success(closed));
    Ok(())
}
