//! File objects: one for each open handle of a device whose driver asked for them.
//!
//! Source: `fxfileobject.cpp`, `fxfileobjectapi.cpp`, `framework-file-objects`.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicBool, Ordering::SeqCst};

use kernel::UnicodeString;

use crate::{
    client::Globals,
    device::Device,
    handle::{self, Handle, Held, Kind, Object},
    irp::{Irp, WdmFile},
    queue,
    table::{DISPATCH, Function, PASSIVE, function},
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function("WdfFileObjectGetDevice", device as *const (), DISPATCH),
    function("WdfFileObjectGetFileName", name as *const (), PASSIVE),
    function("WdfFileObjectGetFlags", flags as *const (), DISPATCH),
    function(
        "WdfFileObjectWdmGetFileObject",
        wdm_file as *const (),
        DISPATCH,
    ),
];

/// `WDF_FILEOBJECT_CONFIG`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct FileConfig {
    size: u32,
    pub create: usize,
    pub close: usize,
    pub cleanup: usize,
    auto_forward: u32,
    class: u32,
}

const _: () = assert!(size_of::<FileConfig>() == 40);

impl FileConfig {
    /// The driver said nothing.
    pub const NONE: Self = Self {
        size: 0,
        create: 0,
        close: 0,
        cleanup: 0,
        auto_forward: 0,
        class: 1,
    };

    /// `WdfFileObjectNotRequired`.
    const fn wants_objects(&self) -> bool {
        self.class != 1
    }
}

/// A `WDFFILEOBJECT`.
pub struct File {
    wdm: usize,
    cleaned: AtomicBool,
    closed: AtomicBool,
}

impl Kind for File {
    const NAME: &'static str = "WDFFILEOBJECT";

    fn deletable(&self) -> bool {
        false
    }
}

/// The framework's object of a file.
pub fn of(device: &Device, file: *mut WdmFile) -> Option<Arc<Object>> {
    let files = device.files.lock();
    let found = files.iter().find(|(wdm, _)| *wdm == file.addr());
    found.map(|(_, object)| Arc::clone(object))
}

/// A file is being opened.
pub fn open(device: &Held<Device>, irp: *mut Irp) -> Option<Arc<Object>> {
    if !device.init.file.wants_objects() {
        return None;
    }
    // SAFETY: the request is live.
    let wdm = unsafe { (*irp).file() }.expose_provenance();
    let file = File {
        wdm,
        cleaned: AtomicBool::new(false),
        closed: AtomicBool::new(false),
    };
    let attributes = device.init.file_attributes.as_ref();
    let parent = Some(Arc::clone(&device.object));
    let file = tree::create(device.object.client, file, attributes, parent).object;
    device.files.lock().push((wdm, Arc::clone(&file)));
    Some(file)
}

/// Opening failed: the object goes without callbacks of the file.
pub fn abandon(device: &Device, file: &Arc<Object>) {
    let mut files = device.files.lock();
    files.retain(|(_, known)| !Arc::ptr_eq(known, file));
    drop(files);
    tree::delete(file);
}

/// The last handle was closed: waiting requests of the file are canceled.
pub fn clean_up(device: &Held<Device>, irp: *mut Irp) {
    // SAFETY: the request is live.
    let Some(object) = of(device, unsafe { (*irp).file() }) else {
        return;
    };
    let Some(file) = object.kind::<File>() else {
        return;
    };
    if file.cleaned.swap(true, SeqCst) {
        return;
    }
    for queue in queue::of_device(&device.object) {
        queue.cancel_of_file(&object);
    }
    call(device, device.init.file.cleanup, &object);
}

/// The file has no references left.
pub fn close(device: &Held<Device>, irp: *mut Irp) {
    // SAFETY: the request is live.
    let Some(object) = of(device, unsafe { (*irp).file() }) else {
        return;
    };
    let Some(file) = object.kind::<File>() else {
        return;
    };
    if !file.closed.swap(true, SeqCst) {
        call(device, device.init.file.close, &object);
    }
    abandon(device, &object);
}

fn call(device: &Held<Device>, function: usize, file: &Arc<Object>) {
    if function != 0 {
        let handle = file.handle().expose_provenance();
        device.object.client.call(function, &[handle]);
    }
}

/// `WdfFileObjectGetDevice`.
extern "C" fn device(globals: *mut Globals, file: Handle) -> Handle {
    let file = handle::get::<File>(globals, file, "WdfFileObjectGetDevice");
    tree::handle_of(
        file.object
            .ancestor::<Device>()
            .map(|device| device.object)
            .as_ref(),
    )
}

/// `WdfFileObjectWdmGetFileObject`.
extern "C" fn wdm_file(globals: *mut Globals, file: Handle) -> *mut WdmFile {
    let file = handle::get::<File>(globals, file, "WdfFileObjectWdmGetFileObject");
    core::ptr::with_exposed_provenance_mut(file.wdm)
}

/// `WdfFileObjectGetFileName`.
extern "C" fn name(globals: *mut Globals, file: Handle) -> *const UnicodeString {
    let wdm = wdm_file(globals, file);
    // SAFETY: the I/O manager's file object lives until its close request is completed, and the
    // framework's goes before that.
    unsafe { &raw const (*wdm).name }
}

/// `WdfFileObjectGetFlags`.
extern "C" fn flags(globals: *mut Globals, file: Handle) -> u32 {
    let wdm = wdm_file(globals, file);
    // SAFETY: as in `name`.
    unsafe { (*wdm).flags }
}
