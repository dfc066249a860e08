//! Control devices.
//!
//! Source: `fxdeviceapi.cpp`, `fxdevicecontrolapi.cpp`, `using-control-device-objects`.

use alloc::{boxed::Box, sync::Arc, vec::Vec};
use core::{
    ffi::c_void,
    ptr::null_mut,
    sync::atomic::{AtomicBool, AtomicPtr, Ordering::SeqCst},
};

use kernel::{DeviceRequest, UnicodeString, nt_success, verifier};

use crate::{
    client::{self, Client, Globals},
    context::{Attributes, Parent},
    handle::{self, Handle, Held, Kind, Lock, Object},
    init::{self, DeviceInit, IO_BUFFERED},
    irp::{DO_BUFFERED_IO, DO_DIRECT_IO, DeviceObject, WdmFile},
    queue::{self, Queue},
    status::{
        STATUS_DRIVER_INTERNAL_ERROR, STATUS_INVALID_DEVICE_REQUEST, STATUS_INVALID_PARAMETER,
        STATUS_SUCCESS,
    },
    table::{DISPATCH, Function, PASSIVE, function},
    text::Text,
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function(
        "WdfControlFinishInitializing",
        finish_initializing as *const (),
        DISPATCH,
    ),
    function(
        "WdfDeviceConfigureRequestDispatching",
        configure as *const (),
        DISPATCH,
    ),
    function("WdfDeviceCreate", create as *const (), PASSIVE),
    function(
        "WdfDeviceCreateSymbolicLink",
        create_link as *const (),
        PASSIVE,
    ),
    function(
        "WdfDeviceGetCharacteristics",
        characteristics as *const (),
        DISPATCH,
    ),
    function(
        "WdfDeviceGetDefaultQueue",
        default_queue as *const (),
        DISPATCH,
    ),
    function("WdfDeviceGetDriver", driver as *const (), DISPATCH),
    function("WdfDeviceGetFileObject", file_object as *const (), DISPATCH),
    function(
        "WdfDeviceRetrieveDeviceName",
        retrieve_name as *const (),
        PASSIVE,
    ),
    function(
        "WdfDeviceSetCharacteristics",
        set_characteristics as *const (),
        DISPATCH,
    ),
    function(
        "WdfDeviceWdmGetAttachedDevice",
        no_device as *const (),
        DISPATCH,
    ),
    function(
        "WdfDeviceWdmGetDeviceObject",
        wdm_device as *const (),
        DISPATCH,
    ),
    function(
        "WdfDeviceWdmGetPhysicalDevice",
        no_device as *const (),
        DISPATCH,
    ),
    function(
        "WdfWdmDeviceGetWdfDeviceHandle",
        of_wdm_device as *const (),
        DISPATCH,
    ),
];

/// A `WDFDEVICE`.
pub struct Device {
    pub wdm: AtomicPtr<DeviceObject>,
    pub init: Box<DeviceInit>,
    /// The link's name, empty for none.
    link: Lock<Vec<u16>>,
    /// Where requests of each major function go.
    pub queues: Lock<[Option<Held<Queue>>; 28]>,
    pub default_queue: Lock<Option<Held<Queue>>>,
    /// Open files and their framework objects.
    pub files: Lock<Vec<(usize, Arc<Object>)>>,
    pub finished: AtomicBool,
    pub removed: AtomicBool,
}

// SAFETY: the init structure's pointers are to statics of the driver and to strings it owns.
unsafe impl Send for Device {}
// SAFETY: it does not change after the device's creation.
unsafe impl Sync for Device {}

impl Kind for Device {
    const NAME: &'static str = "WDFDEVICE";

    /// No requests from here on: the link goes, queued requests are canceled, and the ones that
    /// the driver holds are waited for.
    fn dispose(&self, object: &Arc<Object>) {
        let link = core::mem::take(&mut *self.link.lock());
        if !link.is_empty() {
            let name = UnicodeString::over(&link);
            (verifier().delete_link)(&raw const name);
        }
        self.removed.store(true, SeqCst);
        for queue in queue::of_device(object) {
            queue.purge_and_wait();
        }
    }

    fn destroy(&self, object: &Arc<Object>) {
        let wdm = self.wdm.swap(null_mut(), SeqCst);
        (verifier().delete_device)(object.client.image, wdm.cast());
    }
}

/// `WdfDeviceCreate`.
unsafe extern "C" fn create(
    globals: *mut Globals,
    place: *mut *mut DeviceInit,
    attributes: *const Attributes,
    device: *mut Handle,
) -> i32 {
    let client = client::of(globals);
    let attributes = match Attributes::read(attributes, Parent::NotAllowed) {
        Ok(attributes) => attributes,
        Err(status) => return status,
    };
    // SAFETY: required by the call: a place that holds what `WdfControlDeviceInitAllocate`
    // returned.
    let init = unsafe { place.read() };
    let Some(init) = init::take(client, init, "WdfDeviceCreate") else {
        return STATUS_INVALID_PARAMETER;
    };
    let created = match create_from(client, init, attributes.as_ref()) {
        Ok(created) => created,
        Err(status) => return status,
    };
    // SAFETY: as above: the structure is the framework's now.
    unsafe { place.write(null_mut()) };
    // SAFETY: required by the call: a place for the handle.
    unsafe { device.write(created.object.handle()) };
    STATUS_SUCCESS
}

fn create_from(
    client: &'static Client,
    init: Box<DeviceInit>,
    attributes: Option<&Attributes>,
) -> Result<Held<Device>, i32> {
    let Some(driver) = client.driver.lock().clone() else {
        init::put_back(client, init);
        return Err(STATUS_DRIVER_INTERNAL_ERROR);
    };
    let mut wdm: *mut c_void = null_mut();
    let name = init.name.as_deref().map(UnicodeString::over);
    let sddl = UnicodeString::over(&init.sddl);
    let status = (verifier().create_device)(
        client.image,
        client.driver_object,
        &DeviceRequest {
            extension: 8,
            name: name.as_ref().map_or(core::ptr::null(), core::ptr::from_ref),
            device_type: init.device_type,
            characteristics: init.characteristics,
            exclusive: u8::from(init.exclusive),
            sddl: &raw const sddl,
        },
        &raw mut wdm,
    );
    if !nt_success(status) {
        init::put_back(client, init);
        return Err(status);
    }
    let wdm: *mut DeviceObject = wdm.cast();
    // SAFETY: just created, and nobody else knows it yet.
    unsafe { (*wdm).flags |= io_flag(init.io_type) };
    let device = Device {
        wdm: AtomicPtr::new(wdm),
        init,
        link: Lock::new(Vec::new()),
        queues: Lock::new([const { None }; 28]),
        default_queue: Lock::new(None),
        files: Lock::new(Vec::new()),
        finished: AtomicBool::new(false),
        removed: AtomicBool::new(false),
    };
    let created = tree::create(client, device, attributes, Some(driver));
    // SAFETY: as above.
    let extension = unsafe { (*wdm).extension };
    // SAFETY: the eight bytes that were asked for, zeroed.
    let extension = unsafe { &*extension };
    extension.store(created.object.handle(), SeqCst);
    Ok(created)
}

const fn io_flag(io_type: u32) -> u32 {
    /// `WdfDeviceIoDirect`.
    const IO_DIRECT: u32 = 3;
    match io_type {
        IO_BUFFERED => DO_BUFFERED_IO,
        IO_DIRECT => DO_DIRECT_IO,
        _ => 0,
    }
}

/// The framework's device of a device object that a request came to.
pub fn of(wdm: *mut DeviceObject) -> Option<Held<Device>> {
    // SAFETY: the I/O manager sends requests to live device objects.
    let extension = unsafe { (*wdm).extension };
    // SAFETY: the framework's devices have eight bytes there.
    let handle = unsafe { extension.as_ref() }?.load(SeqCst);
    let object = handle::lookup(handle)?;
    object.kind::<Device>()?;
    Some(Held::of(object))
}

/// `WdfControlFinishInitializing`: until then nobody can open the device.
extern "C" fn finish_initializing(globals: *mut Globals, device: Handle) {
    let device = handle::get::<Device>(globals, device, "WdfControlFinishInitializing");
    device.finished.store(true, SeqCst);
}

/// `WdfDeviceCreateSymbolicLink`: one for each device; the framework deletes it with the device.
unsafe extern "C" fn create_link(
    globals: *mut Globals,
    device: Handle,
    name: *const UnicodeString,
) -> i32 {
    let device = handle::get::<Device>(globals, device, "WdfDeviceCreateSymbolicLink");
    // SAFETY: required by the call.
    let wanted: Vec<u16> = unsafe { &*name }.units().collect();
    if wanted.is_empty() || !device.link.lock().is_empty() {
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    let Some(target) = &device.init.name else {
        return STATUS_INVALID_DEVICE_REQUEST;
    };
    let target = UnicodeString::over(target);
    let status = (verifier().create_link)(device.object.client.image, name, &raw const target);
    if nt_success(status) {
        *device.link.lock() = wanted;
    }
    status
}

/// `WdfDeviceConfigureRequestDispatching`.
extern "C" fn configure(
    globals: *mut Globals,
    device: Handle,
    queue: Handle,
    request_type: u32,
) -> i32 {
    let device = handle::get::<Device>(globals, device, "WdfDeviceConfigureRequestDispatching");
    let queue = handle::get::<Queue>(globals, queue, "WdfDeviceConfigureRequestDispatching");
    // Create, read, write, and the two kinds of device control; a type's number is that of its
    // major function.
    if !matches!(request_type, 0 | 3 | 4 | 14 | 15) {
        return STATUS_INVALID_PARAMETER;
    }
    let mut queues = device.queues.lock();
    let place = &mut queues[request_type as usize];
    if place.is_some() {
        return crate::status::STATUS_WDF_BUSY;
    }
    *place = Some(queue);
    STATUS_SUCCESS
}

/// `WdfDeviceRetrieveDeviceName`.
extern "C" fn retrieve_name(globals: *mut Globals, device: Handle, text: Handle) -> i32 {
    let name = "WdfDeviceRetrieveDeviceName";
    let device = handle::get::<Device>(globals, device, name);
    let text = handle::get::<Text>(globals, text, name);
    let Some(units) = &device.init.name else {
        return STATUS_INVALID_DEVICE_REQUEST;
    };
    text.set(units.clone());
    STATUS_SUCCESS
}

/// `WdfDeviceGetDriver`.
extern "C" fn driver(globals: *mut Globals, device: Handle) -> Handle {
    let device = handle::get::<Device>(globals, device, "WdfDeviceGetDriver");
    let driver = device.object.client.driver.lock();
    tree::handle_of(driver.as_ref())
}

/// `WdfDeviceGetDefaultQueue`.
extern "C" fn default_queue(globals: *mut Globals, device: Handle) -> Handle {
    let device = handle::get::<Device>(globals, device, "WdfDeviceGetDefaultQueue");
    let queue = device.default_queue.lock();
    tree::handle_of(queue.as_ref().map(|queue| &queue.object))
}

/// `WdfDeviceGetFileObject`.
extern "C" fn file_object(globals: *mut Globals, device: Handle, file: *mut WdmFile) -> Handle {
    let device = handle::get::<Device>(globals, device, "WdfDeviceGetFileObject");
    tree::handle_of(crate::file::of(&device, file).as_ref())
}

/// `WdfDeviceWdmGetDeviceObject`.
extern "C" fn wdm_device(globals: *mut Globals, device: Handle) -> *mut DeviceObject {
    let device = handle::get::<Device>(globals, device, "WdfDeviceWdmGetDeviceObject");
    device.wdm.load(SeqCst)
}

/// `WdfDeviceWdmGetAttachedDevice`, `WdfDeviceWdmGetPhysicalDevice`: a control device is not in a
/// stack.
extern "C" fn no_device(globals: *mut Globals, device: Handle) -> *mut DeviceObject {
    handle::get::<Device>(globals, device, "WdfDeviceWdmGetAttachedDevice");
    null_mut()
}

/// `WdfWdmDeviceGetWdfDeviceHandle`.
extern "C" fn of_wdm_device(_globals: *mut Globals, wdm: *mut DeviceObject) -> Handle {
    tree::handle_of(of(wdm).as_ref().map(|device| &device.object))
}

/// `WdfDeviceGetCharacteristics`.
extern "C" fn characteristics(globals: *mut Globals, device: Handle) -> u32 {
    let device = handle::get::<Device>(globals, device, "WdfDeviceGetCharacteristics");
    // SAFETY: the device object lives as long as the framework's device.
    unsafe { (*device.wdm.load(SeqCst)).characteristics }
}

/// `WdfDeviceSetCharacteristics`.
extern "C" fn set_characteristics(globals: *mut Globals, device: Handle, characteristics: u32) {
    let device = handle::get::<Device>(globals, device, "WdfDeviceSetCharacteristics");
    // SAFETY: as in `characteristics`.
    unsafe { (*device.wdm.load(SeqCst)).characteristics = characteristics };
}
