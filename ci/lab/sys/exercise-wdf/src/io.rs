//! A named control device, opened and used by the image itself.

use core::{
    ffi::c_void,
    ptr::null_mut,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
};

use kernel::{UnicodeString, WideString};

use crate::{
    bound::{Bound, Failed, place},
    check,
};

/// Echoes its input, by the default queue.
const ECHO: u32 = 0x0022_2000;
/// Goes on to the manual queue.
const PARK: u32 = 0x0022_2004;
/// Echoes its input, in the caller's context: `METHOD_NEITHER`.
const NEITHER: u32 = 0x0022_200F;
/// Marked cancelable and kept.
const KEEP: u32 = 0x0022_2008;

static BOUND: AtomicUsize = AtomicUsize::new(0);
static MANUAL: AtomicUsize = AtomicUsize::new(0);
static OPENED: AtomicUsize = AtomicUsize::new(0);
static CLEANED: AtomicUsize = AtomicUsize::new(0);
static CLOSED: AtomicUsize = AtomicUsize::new(0);
static CANCELED: AtomicUsize = AtomicUsize::new(0);
static PREPROCESSED: AtomicUsize = AtomicUsize::new(0);

/// `OBJECT_ATTRIBUTES`.
#[repr(C)]
struct Named {
    length: u32,
    root: *mut c_void,
    name: *const UnicodeString,
    attributes: u32,
    security: [*mut c_void; 2],
}

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn ZwCreateFile(
        file: *mut *mut c_void,
        access: u32,
        name: *const Named,
        status: *mut [usize; 2],
        allocation: *const i64,
        attributes: u32,
        share: u32,
        disposition: u32,
        options: u32,
        ea: *const c_void,
        ea_length: u32,
    ) -> i32;
    fn ZwDeviceIoControlFile(
        file: *mut c_void,
        event: *mut c_void,
        apc: *mut c_void,
        context: *mut c_void,
        status: *mut [usize; 2],
        code: u32,
        input: *const c_void,
        input_length: u32,
        output: *mut c_void,
        output_length: u32,
    ) -> i32;
    fn ZwClose(handle: *mut c_void) -> i32;
}

/// The client, for callbacks.
fn bound() -> &'static Bound {
    let bound = core::ptr::with_exposed_provenance::<Bound>(BOUND.load(SeqCst));
    // SAFETY: set by `run` for as long as the device lives.
    unsafe { &*bound }
}

extern "C" fn file_create(_device: usize, request: usize, file: usize) {
    OPENED.store(file, SeqCst);
    bound().call("WdfRequestComplete", &[request, 0]);
}

extern "C" fn file_cleanup(_file: usize) {
    CLEANED.fetch_add(1, SeqCst);
}

extern "C" fn file_close(_file: usize) {
    // After the cleanup.
    CLOSED.store(CLEANED.load(SeqCst), SeqCst);
}

/// Sees every device control first, and passes it on.
extern "C" fn preprocess(device: usize, irp: usize) -> usize {
    PREPROCESSED.fetch_add(1, SeqCst);
    // IoSkipCurrentIrpStackLocation: `CurrentLocation`, and the pointer to it.
    let current = core::ptr::with_exposed_provenance_mut::<i8>(irp + 0x43);
    // SAFETY: the request is this driver's.
    unsafe { *current += 1 };
    let stack = core::ptr::with_exposed_provenance_mut::<usize>(irp + 0xB8);
    // SAFETY: as above; a location has 0x48 bytes.
    unsafe { *stack += 0x48 };
    bound().call("WdfDeviceWdmDispatchPreprocessedIrp", &[device, irp])
}

/// In the caller's context: answers [`NEITHER`], and passes on the rest.
extern "C" fn in_caller(device: usize, request: usize) {
    let bound = bound();
    let (mut from, mut to, mut length) = (0_usize, 0_usize, 0_usize);
    let arguments = [request, 8, place(&mut from), place(&mut length)];
    let input = bound.status("WdfRequestRetrieveUnsafeUserInputBuffer", &arguments);
    if input == 0xC000_0010 {
        bound.call("WdfDeviceEnqueueRequest", &[device, request]);
        return;
    }
    let arguments = [request, 8, place(&mut to), 0];
    let output = bound.status("WdfRequestRetrieveUnsafeUserOutputBuffer", &arguments);
    let (mut source, mut target) = (0_usize, 0_usize);
    let arguments = [request, from, 8, place(&mut source)];
    let read = bound.status("WdfRequestProbeAndLockUserBufferForRead", &arguments);
    let arguments = [request, to, 8, place(&mut target)];
    let write = bound.status("WdfRequestProbeAndLockUserBufferForWrite", &arguments);
    let mut bytes = 0_u64;
    let copy = place(&mut bytes);
    let out = bound.status("WdfMemoryCopyToBuffer", &[source, 0, copy, 8]);
    let back = bound.status("WdfMemoryCopyFromBuffer", &[target, 0, copy, 8]);
    let good = [input, output, read, write, out, back] == [0; 6] && length == 8;
    let status = if good { 0 } else { 0xC000_0001 };
    bound.call("WdfRequestCompleteWithInformation", &[request, status, 8]);
}

extern "C" fn request_cancel(request: usize) {
    CANCELED.fetch_add(1, SeqCst);
    bound().call("WdfRequestComplete", &[request, 0xC000_0120]);
}

extern "C" fn device_control(
    _queue: usize,
    request: usize,
    _output: usize,
    _input: usize,
    code: u32,
) {
    let bound = bound();
    match code {
        ECHO => {
            let (mut from, mut to, mut length) = (0_usize, 0_usize, 0_usize);
            let arguments = [request, 1, place(&mut from), place(&mut length)];
            let input = bound.status("WdfRequestRetrieveInputBuffer", &arguments);
            let arguments = [request, length, place(&mut to), 0];
            let output = bound.status("WdfRequestRetrieveOutputBuffer", &arguments);
            // METHOD_BUFFERED: the bytes are there already.
            let good = input == 0 && output == 0 && from == to && lists(request, from);
            let status = if good { 0 } else { 0xC000_0001 };
            bound.call(
                "WdfRequestCompleteWithInformation",
                &[request, status, length],
            );
        }
        PARK => {
            let manual = MANUAL.load(SeqCst);
            bound.call("WdfRequestForwardToIoQueue", &[request, manual]);
        }
        _ => {
            let function = request_cancel as *const () as usize;
            bound.call("WdfRequestMarkCancelableEx", &[request, function]);
        }
    }
}

/// The lists of a buffered request describe the same bytes, for as long as it lives.
fn lists(request: usize, buffer: usize) -> bool {
    let both = [
        "WdfRequestRetrieveInputWdmMdl",
        "WdfRequestRetrieveOutputWdmMdl",
    ];
    both.iter().all(|name| {
        let (mut list, mut again) = (0_usize, 0_usize);
        let first = bound().status(name, &[request, place(&mut list)]);
        let second = bound().status(name, &[request, place(&mut again)]);
        if first != 0 || second != 0 || list != again {
            return false;
        }
        let mapped = core::ptr::with_exposed_provenance::<usize>(list + 0x18);
        // SAFETY: `MappedSystemVa` of a live list.
        let mapped = unsafe { mapped.read() };
        let count = core::ptr::with_exposed_provenance::<u32>(list + 0x28);
        // SAFETY: `ByteCount` of a live list.
        (mapped, unsafe { count.read() }) == (buffer, 8)
    })
}

/// An unnamed control device.
pub fn device(bound: &Bound) -> Result<usize, Failed> {
    let init = allocate(bound)?;
    create(bound, init)
}

fn allocate(bound: &Bound) -> Result<usize, Failed> {
    let sddl = WideString::<32>::new("D:P(A;;GA;;;SY)(A;;GA;;;BA)");
    let mut sddl = UnicodeString::of(&sddl);
    let init = bound.call(
        "WdfControlDeviceInitAllocate",
        &[bound.driver, place(&mut sddl)],
    );
    check!(4, init != 0);
    Ok(init)
}

fn create(bound: &Bound, mut init: usize) -> Result<usize, Failed> {
    let mut device = 0_usize;
    let arguments = [place(&mut init), 0, place(&mut device)];
    check!(4, bound.status("WdfDeviceCreate", &arguments) == 0);
    check!(4, init == 0 && device != 0);
    Ok(device)
}

/// `WDF_IO_QUEUE_CONFIG`: what is not named is 0.
fn queue(bound: &Bound, device: usize, kind: usize, default: bool) -> Result<usize, Failed> {
    let size = if bound.minor < 13 { 88 } else { 96 };
    let control = if default {
        device_control as *const () as usize
    } else {
        0
    };
    let flags = usize::from(default) << 40;
    let mut config = [size | kind << 32, flags, 0, 0, 0, control, 0, 0, 0, 0, 0, 0];
    let mut queue = 0_usize;
    let arguments = [device, place(&mut config), 0, place(&mut queue)];
    check!(4, bound.status("WdfIoQueueCreate", &arguments) == 0);
    check!(4, bound.call("WdfIoQueueGetDevice", &[queue]) == device);
    Ok(queue)
}

fn open(name: &UnicodeString, options: u32) -> Result<*mut c_void, u32> {
    /// `OBJ_CASE_INSENSITIVE`.
    const CASE_INSENSITIVE: u32 = 0x40;
    const READ_WRITE_SYNCHRONIZE: u32 = 0xC010_0000;
    let named = Named {
        length: 48,
        root: null_mut(),
        name,
        attributes: CASE_INSENSITIVE,
        security: [null_mut(); 2],
    };
    let mut file = null_mut();
    let mut status = [0; 2];
    // SAFETY: live values of the documented layout.
    let answer = unsafe {
        ZwCreateFile(
            &raw mut file,
            READ_WRITE_SYNCHRONIZE,
            &raw const named,
            &raw mut status,
            core::ptr::null(),
            0,
            7,
            1,
            options,
            core::ptr::null(),
            0,
        )
    };
    if answer == 0 {
        Ok(file)
    } else {
        Err(answer.cast_unsigned())
    }
}

/// Sends a control code with eight bytes both ways; the status block outlives a pending request.
fn send(file: *mut c_void, code: u32, status: &mut [usize; 2], bytes: &mut [u8; 8]) -> u32 {
    let buffer: *mut c_void = bytes.as_mut_ptr().cast();
    // SAFETY: an open file, live buffers.
    let answer = unsafe {
        ZwDeviceIoControlFile(
            file,
            null_mut(),
            null_mut(),
            null_mut(),
            status,
            code,
            buffer,
            8,
            buffer,
            8,
        )
    };
    answer.cast_unsigned()
}

fn close(file: *mut c_void) {
    // SAFETY: opened by `open`, closed once.
    unsafe { ZwClose(file) };
}

/// Waits up to two seconds.
fn soon(mut reached: impl FnMut() -> bool) -> bool {
    for _ in 0..2000 {
        if reached() {
            return true;
        }
        kernel::sleep(core::time::Duration::from_millis(1));
    }
    false
}

/// Everything.
pub fn run(bound: &Bound) -> Result<(), Failed> {
    /// `FILE_SYNCHRONOUS_IO_NONALERT`.
    const SYNCHRONOUS: u32 = 0x20;
    /// `WdfFileObjectWdfCannotUseFsContexts`, and no tri-state.
    const CLASS: usize = 4 << 32;
    BOUND.store((&raw const *bound).expose_provenance(), SeqCst);
    let init = allocate(bound)?;
    let name = WideString::<48>::new(r"\Device\FrameworkExercise");
    let mut name = UnicodeString::of(&name);
    check!(
        4,
        bound.status("WdfDeviceInitAssignName", &[init, place(&mut name)]) == 0
    );
    let functions = [
        file_create as *const (),
        file_close as *const (),
        file_cleanup as *const (),
    ];
    let [on_create, on_close, on_cleanup] = functions.map(|function| function as usize);
    let mut config = [40, on_create, on_close, on_cleanup, CLASS];
    bound.call(
        "WdfDeviceInitSetFileObjectConfig",
        &[init, place(&mut config), 0],
    );
    let function = preprocess as *const () as usize;
    // IRP_MJ_DEVICE_CONTROL, and a major function that there is not.
    for (major, expected) in [(14, 0), (28, 0xC000_000D)] {
        let arguments = [init, function, major, 0, 0];
        let name = "WdfDeviceInitAssignWdmIrpPreprocessCallback";
        check!(4, bound.status(name, &arguments) == expected);
    }
    let function = in_caller as *const () as usize;
    let name_of_setter = "WdfDeviceInitSetIoInCallerContextCallback";
    bound.call(name_of_setter, &[init, function]);
    let mut class = [0_u64; 2];
    bound.call("WdfDeviceInitSetDeviceClass", &[init, place(&mut class)]);
    let device = create(bound, init)?;
    let mut text = 0_usize;
    check!(
        4,
        bound.status("WdfStringCreate", &[0, 0, place(&mut text)]) == 0
    );
    check!(
        4,
        bound.status("WdfDeviceRetrieveDeviceName", &[device, text]) == 0
    );
    let mut found = UnicodeString::over(&[]);
    bound.call("WdfStringGetUnicodeString", &[text, place(&mut found)]);
    check!(4, found.units().eq(name.units()));
    bound.call("WdfObjectDelete", &[text]);
    let link = WideString::<48>::new(r"\DosDevices\FrameworkExercise");
    let mut link = UnicodeString::of(&link);
    let link = place(&mut link);
    check!(
        4,
        bound.status("WdfDeviceCreateSymbolicLink", &[device, link]) == 0
    );
    check!(
        4,
        bound.status("WdfDeviceCreateSymbolicLink", &[device, link]) == 0xC000_0010
    );
    check!(
        4,
        bound.call("WdfDeviceGetDriver", &[device]) == bound.driver
    );
    let parallel = queue(bound, device, 2, true)?;
    check!(
        4,
        bound.call("WdfDeviceGetDefaultQueue", &[device]) == parallel
    );
    let manual = queue(bound, device, 3, false)?;
    MANUAL.store(manual, SeqCst);
    bound.call("WdfControlFinishInitializing", &[device]);

    // Wine answers before the driver has seen the request.
    OPENED.store(0, SeqCst);
    let file = open(&name, SYNCHRONOUS);
    check!(4, file.is_ok() && soon(|| OPENED.load(SeqCst) != 0));
    let file = file.unwrap_or(null_mut());
    let of_file = bound.call("WdfFileObjectGetDevice", &[OPENED.load(SeqCst)]);
    check!(4, of_file == device);
    let (mut status, mut bytes) = ([0; 2], *b"12345678");
    check!(4, send(file, ECHO, &mut status, &mut bytes) == 0);
    check!(4, status[1] == 8 && bytes == *b"12345678");
    check!(4, PREPROCESSED.load(SeqCst) > 0);
    let (mut status, mut bytes) = ([0; 2], *b"neither!");
    check!(4, send(file, NEITHER, &mut status, &mut bytes) == 0);
    check!(4, status[1] == 8 && bytes == *b"neither!");
    CLEANED.store(0, SeqCst);
    CLOSED.store(0, SeqCst);
    close(file);
    check!(4, soon(|| CLOSED.load(SeqCst) == 1));

    pending(bound, &name, parallel, manual)?;
    bound.call("WdfObjectDelete", &[device]);
    Ok(())
}

/// Requests that wait: in a manual queue, and with the driver.
fn pending(
    bound: &Bound,
    name: &UnicodeString,
    parallel: usize,
    manual: usize,
) -> Result<(), Failed> {
    const PENDING: u32 = 0x103;
    let file = open(name, 0);
    check!(4, file.is_ok());
    let file = file.unwrap_or(null_mut());
    let mut request = 0_usize;
    let next = [manual, place(&mut request)];
    check!(
        4,
        bound.status("WdfIoQueueRetrieveNextRequest", &next) == 0x8000_001A
    );
    let (mut status, mut bytes) = ([1; 2], [0; 8]);
    check!(4, send(file, PARK, &mut status, &mut bytes) == PENDING);
    check!(
        4,
        soon(|| bound.status("WdfIoQueueRetrieveNextRequest", &next) == 0)
    );
    // WDF_REQUEST_PARAMETERS: the type is that of a device control.
    let mut parameters = [40_usize, 0, 0, 0, 0];
    bound.call(
        "WdfRequestGetParameters",
        &[request, place(&mut parameters)],
    );
    check!(
        4,
        parameters[0] >> 32 == 14 && parameters[1] == 8 && parameters[2] == 8
    );
    bound.call("WdfRequestSetInformation", &[request, 4]);
    bound.call("WdfRequestComplete", &[request, 0]);
    check!(4, soon(|| volatile(&status) == [0, 4]));

    // A purge cancels what waits and tells the driver of what it keeps.
    let (mut waiting, mut kept) = ([1; 2], [1; 2]);
    let (mut first, mut second) = ([0; 8], [0; 8]);
    check!(4, send(file, PARK, &mut waiting, &mut first) == PENDING);
    check!(4, send(file, KEEP, &mut kept, &mut second) == PENDING);
    CANCELED.store(0, SeqCst);
    let mut counts = [0_u32; 2];
    let [in_queue, with_driver] = &mut counts;
    let arguments = [manual, place(in_queue), place(with_driver)];
    check!(
        4,
        soon(|| {
            bound.call("WdfIoQueueGetState", &arguments);
            volatile(&counts) == [1, 0]
        })
    );
    bound.call("WdfIoQueuePurgeSynchronously", &[manual]);
    bound.call("WdfIoQueuePurgeSynchronously", &[parallel]);
    check!(4, CANCELED.load(SeqCst) == 1);
    for status in [&waiting, &kept] {
        check!(4, soon(|| volatile(status)[0] == 0xC000_0120));
    }
    // The device goes next, and Wine does not keep it for an open file as Windows does.
    CLEANED.store(0, SeqCst);
    CLOSED.store(0, SeqCst);
    close(file);
    check!(4, soon(|| CLOSED.load(SeqCst) == 1));
    Ok(())
}

/// Reads what the I/O manager writes meanwhile.
fn volatile<T: Copy>(value: &T) -> T {
    // SAFETY: a live reference.
    unsafe { (&raw const *value).read_volatile() }
}
