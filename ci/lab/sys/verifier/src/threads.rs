//! System threads of drivers.
//!
//! Source: `nf-wdm-pscreatesystemthread`, `nf-wdm-psterminatesystemthread`,
//! `nf-wdm-iocreatesystemthread`, `releasing-driver-allocated-resources`.

use alloc::boxed::Box;
use core::{ffi::c_void, time::Duration};

use kernel::Address;

use crate::{
    belongings::{self, Kind},
    guarded, images,
    thread::SYSTEM_THREAD,
};

const STATUS_INVALID_PARAMETER: i32 = 0xC000_000D_u32.cast_signed();

/// How long a thread that ends still stands in its image, in milliseconds: so long that a driver
/// which does not wait for the thread object returns first.
const LAST_STEPS: u64 = 2;

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn PsCreateSystemThread(
        handle: *mut c_void,
        access: u32,
        attributes: *mut c_void,
        process: *mut c_void,
        client: *mut c_void,
        start: unsafe extern "system" fn(*mut c_void),
        context: *mut c_void,
    ) -> i32;
}

struct Start {
    function: Address,
    context: usize,
    image: u32,
    kind: Kind,
}

/// `PsCreateSystemThread`.
pub extern "system" fn create(
    handle: *mut c_void,
    access: u32,
    attributes: *mut c_void,
    process: *mut c_void,
    client: *mut c_void,
    function: Address,
    context: usize,
) -> i32 {
    let arguments = (handle, access, attributes, process, client);
    create_as(Kind::Thread, arguments, function, context)
}

/// `IoCreateSystemThread`: the object that it references keeps the image until the thread ended.
#[allow(clippy::too_many_arguments, reason = "the system's function has eight")]
pub extern "system" fn create_referenced(
    _object: *mut c_void,
    handle: *mut c_void,
    access: u32,
    attributes: *mut c_void,
    process: *mut c_void,
    client: *mut c_void,
    function: Address,
    context: usize,
) -> i32 {
    let arguments = (handle, access, attributes, process, client);
    create_as(Kind::ReferencedThread, arguments, function, context)
}

type Arguments = (*mut c_void, u32, *mut c_void, *mut c_void, *mut c_void);

fn create_as(
    kind: Kind,
    (handle, access, attributes, process, client): Arguments,
    function: Address,
    context: usize,
) -> i32 {
    let sites = images::sites();
    let start = Box::into_raw(Box::new(Start {
        function,
        context,
        image: sites.image,
        kind,
    }));
    let key = start.expose_provenance();
    belongings::add(kind, key, sites);
    // SAFETY: the driver's own arguments, under the contract of the call; the thread frees what
    // it starts with.
    let status = unsafe {
        PsCreateSystemThread(
            handle,
            access,
            attributes,
            process,
            client,
            run,
            start.cast(),
        )
    };
    if !kernel::nt_success(status) {
        belongings::remove(kind, key);
        // SAFETY: no thread was started, so this is the only owner.
        drop(unsafe { Box::from_raw(start) });
    }
    status
}

unsafe extern "system" fn run(start: *mut c_void) {
    let start = start.cast::<Start>();
    SYSTEM_THREAD.set(start.expose_provenance());
    // SAFETY: the block is this thread's until `end` frees it.
    let &mut Start {
        function,
        context,
        image,
        ..
    } = unsafe { &mut *start };
    // A fault is reported by the handler; either way the thread is over.
    let _returned = guarded::invoke(function, [context], image);
    end();
}

/// The thread has left its image.
fn end() -> ! {
    let start = core::ptr::with_exposed_provenance_mut::<Start>(SYSTEM_THREAD.get());
    // SAFETY: set by `run` on this thread, and freed here, once: the thread ends.
    let start = unsafe { Box::from_raw(start) };
    belongings::remove(start.kind, core::ptr::from_ref(&*start).expose_provenance());
    drop(start);
    kernel::exit_thread()
}

/// `PsTerminateSystemThread`; the exit status is not kept.
pub extern "system" fn terminate(_status: i32) -> i32 {
    if SYSTEM_THREAD.get() == 0 {
        return STATUS_INVALID_PARAMETER;
    }
    kernel::sleep(Duration::from_millis(LAST_STEPS));
    end()
}
