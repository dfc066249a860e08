//! `WDFDEVICE_INIT`: what a driver says about a control device before there is one.

use alloc::{boxed::Box, vec::Vec};
use core::{ffi::c_void, fmt::Write};

use kernel::{CallSite, FindingKind, Line, Sites, UnicodeString, verifier};

use crate::{
    client::{self, Client, Globals},
    context::{Attributes, Parent},
    driver::Driver,
    file::FileConfig,
    handle::{self, Handle},
    status::{STATUS_INVALID_PARAMETER, STATUS_SUCCESS},
    table::{DISPATCH, Function, PASSIVE, function},
};

pub const FUNCTIONS: &[Function] = &[
    function(
        "WdfControlDeviceInitAllocate",
        allocate as *const (),
        PASSIVE,
    ),
    function(
        "WdfControlDeviceInitSetShutdownNotification",
        set_shutdown as *const (),
        PASSIVE,
    ),
    function("WdfDeviceInitAssignName", assign_name as *const (), PASSIVE),
    function(
        "WdfDeviceInitAssignSDDLString",
        assign_sddl as *const (),
        PASSIVE,
    ),
    function(
        "WdfDeviceInitAssignWdmIrpPreprocessCallback",
        assign_preprocess as *const (),
        DISPATCH,
    ),
    function("WdfDeviceInitFree", free as *const (), DISPATCH),
    function(
        "WdfDeviceInitSetCharacteristics",
        set_characteristics as *const (),
        DISPATCH,
    ),
    function(
        "WdfDeviceInitSetDeviceClass",
        set_device_class as *const (),
        DISPATCH,
    ),
    function(
        "WdfDeviceInitSetDeviceType",
        set_device_type as *const (),
        DISPATCH,
    ),
    function(
        "WdfDeviceInitSetExclusive",
        set_exclusive as *const (),
        DISPATCH,
    ),
    function(
        "WdfDeviceInitSetFileObjectConfig",
        set_file_config as *const (),
        DISPATCH,
    ),
    function(
        "WdfDeviceInitSetIoInCallerContextCallback",
        set_in_caller as *const (),
        DISPATCH,
    ),
    function("WdfDeviceInitSetIoType", set_io_type as *const (), DISPATCH),
    function(
        "WdfDeviceInitSetIoTypeEx",
        set_io_type_ex as *const (),
        PASSIVE,
    ),
    function(
        "WdfDeviceInitSetRequestAttributes",
        set_request_attributes as *const (),
        DISPATCH,
    ),
];

/// `FILE_DEVICE_UNKNOWN`.
const DEVICE_UNKNOWN: u32 = 0x22;
/// `FILE_DEVICE_SECURE_OPEN`, which the framework sets for every device.
const SECURE_OPEN: u32 = 0x100;
/// `WdfDeviceIoBuffered`.
pub const IO_BUFFERED: u32 = 2;

/// `WDFDEVICE_INIT`: only its address means something to the driver.
pub struct DeviceInit {
    pub allocated: Sites,
    pub name: Option<Vec<u16>>,
    pub sddl: Vec<u16>,
    pub device_type: u32,
    pub characteristics: u32,
    pub exclusive: bool,
    pub io_type: u32,
    pub file: FileConfig,
    pub file_attributes: Option<Attributes>,
    pub request_attributes: Option<Attributes>,
    /// `EvtIoInCallerContext`.
    pub in_caller: usize,
    /// `EvtDeviceShutdownNotification`.
    pub shutdown: usize,
    /// `EvtDeviceWdmIrpPreprocess` for each major function.
    pub preprocess: [usize; 28],
}

/// `WdfControlDeviceInitAllocate`.
unsafe extern "C" fn allocate(
    globals: *mut Globals,
    driver: Handle,
    sddl: *const UnicodeString,
) -> *mut DeviceInit {
    handle::get::<Driver>(globals, driver, "WdfControlDeviceInitAllocate");
    // SAFETY: required by the call.
    let sddl = unsafe { &*sddl };
    let mut init = Box::new(DeviceInit {
        allocated: verifier().sites(),
        name: None,
        sddl: sddl.units().collect(),
        device_type: DEVICE_UNKNOWN,
        characteristics: SECURE_OPEN,
        exclusive: false,
        io_type: IO_BUFFERED,
        file: FileConfig::NONE,
        file_attributes: None,
        request_attributes: None,
        in_caller: 0,
        shutdown: 0,
        preprocess: [0; 28],
    });
    let address = &raw mut *init;
    client::of(globals).inits.lock().push(init);
    address
}

/// Takes a structure off the client's list. [`None`], and a finding: it is not there.
pub fn take(client: &Client, init: *mut DeviceInit, function: &str) -> Option<Box<DeviceInit>> {
    let mut inits = client.inits.lock();
    let found = inits
        .iter()
        .position(|known| core::ptr::eq(&raw const **known, init))
        .map(|place| inits.swap_remove(place));
    drop(inits);
    if found.is_none() {
        report_unknown(client, function);
    }
    found
}

/// A structure that was freed, or has become a device. Source: `kmdf-doubledeviceinitfree`,
/// `kmdf-initfreenull`.
fn report_unknown(client: &Client, function: &str) {
    let mut text = Line::default();
    let _fits = write!(
        text,
        "{function} got a WDFDEVICE_INIT that is NULL, was freed, or has become a device"
    );
    handle::report(
        client.image,
        FindingKind::Contract,
        "DoubleDeviceInitFree",
        &text,
        &[CallSite {
            role: "called by",
            sites: verifier().sites(),
        }],
    );
}

/// Changes a structure that is on the client's list.
fn change<R: Default>(
    globals: *mut Globals,
    init: *mut DeviceInit,
    function: &str,
    change: impl FnOnce(&mut DeviceInit) -> R,
) -> R {
    let client = client::of(globals);
    let mut inits = client.inits.lock();
    let found = inits
        .iter_mut()
        .find(|known| core::ptr::eq(&raw const ***known, init));
    if let Some(found) = found {
        return change(found);
    }
    drop(inits);
    report_unknown(client, function);
    R::default()
}

/// `WdfDeviceInitFree`.
extern "C" fn free(globals: *mut Globals, init: *mut DeviceInit) {
    drop(take(client::of(globals), init, "WdfDeviceInitFree"));
}

/// `WdfDeviceInitAssignName`; NULL takes a name back.
unsafe extern "C" fn assign_name(
    globals: *mut Globals,
    init: *mut DeviceInit,
    name: *const UnicodeString,
) -> i32 {
    // SAFETY: NULL, or a live string, as the call demands.
    let name = unsafe { name.as_ref() }.map(|name| name.units().collect());
    change(globals, init, "WdfDeviceInitAssignName", |init| {
        init.name = name;
        STATUS_SUCCESS
    })
}

/// `WdfDeviceInitAssignSDDLString`.
unsafe extern "C" fn assign_sddl(
    globals: *mut Globals,
    init: *mut DeviceInit,
    sddl: *const UnicodeString,
) -> i32 {
    // SAFETY: NULL, or a live string, as the call demands.
    let sddl = unsafe { sddl.as_ref() }.map_or_else(Vec::new, |sddl| sddl.units().collect());
    change(globals, init, "WdfDeviceInitAssignSDDLString", |init| {
        init.sddl = sddl;
        STATUS_SUCCESS
    })
}

/// `WdfDeviceInitAssignWdmIrpPreprocessCallback`. A control device has requests of no kind that
/// the minor functions tell apart.
extern "C" fn assign_preprocess(
    globals: *mut Globals,
    init: *mut DeviceInit,
    callback: usize,
    major: u8,
    _minors: *const u8,
    _count: u32,
) -> i32 {
    let name = "WdfDeviceInitAssignWdmIrpPreprocessCallback";
    change(globals, init, name, |init| {
        let Some(place) = init.preprocess.get_mut(usize::from(major)) else {
            return STATUS_INVALID_PARAMETER;
        };
        *place = callback;
        STATUS_SUCCESS
    })
}

/// `WdfDeviceInitSetDeviceClass`: the class under which an administrator may override the device's
/// security in the registry. Nobody does in the lab.
extern "C" fn set_device_class(
    globals: *mut Globals,
    init: *mut DeviceInit,
    _class: *const c_void,
) {
    change(globals, init, "WdfDeviceInitSetDeviceClass", |_init| ());
}

/// `WdfDeviceInitSetDeviceType`.
extern "C" fn set_device_type(globals: *mut Globals, init: *mut DeviceInit, device_type: u32) {
    change(globals, init, "WdfDeviceInitSetDeviceType", |init| {
        init.device_type = device_type;
    });
}

/// `WdfDeviceInitSetCharacteristics`.
extern "C" fn set_characteristics(
    globals: *mut Globals,
    init: *mut DeviceInit,
    characteristics: u32,
    or_in: u8,
) {
    change(globals, init, "WdfDeviceInitSetCharacteristics", |init| {
        let kept = if or_in == 0 { 0 } else { init.characteristics };
        init.characteristics = kept | characteristics;
    });
}

/// `WdfDeviceInitSetExclusive`.
extern "C" fn set_exclusive(globals: *mut Globals, init: *mut DeviceInit, exclusive: u8) {
    change(globals, init, "WdfDeviceInitSetExclusive", |init| {
        init.exclusive = exclusive != 0;
    });
}

/// `WdfDeviceInitSetIoType`.
extern "C" fn set_io_type(globals: *mut Globals, init: *mut DeviceInit, io_type: u32) {
    change(globals, init, "WdfDeviceInitSetIoType", |init| {
        init.io_type = io_type;
    });
}

/// `WDF_IO_TYPE_CONFIG`.
#[repr(C)]
struct IoTypeConfig {
    size: u32,
    read_write: u32,
    device_control: u32,
    threshold: u32,
}

/// `WdfDeviceInitSetIoTypeEx`. A control device has requests of the buffered, direct and neither
/// kinds for control codes by the code itself.
unsafe extern "C" fn set_io_type_ex(
    globals: *mut Globals,
    init: *mut DeviceInit,
    config: *const IoTypeConfig,
) {
    // SAFETY: required by the call.
    let config = unsafe { &*config };
    if config.size as usize == size_of::<IoTypeConfig>() {
        set_io_type(globals, init, config.read_write);
    }
}

/// `WdfDeviceInitSetIoInCallerContextCallback`.
extern "C" fn set_in_caller(globals: *mut Globals, init: *mut DeviceInit, callback: usize) {
    change(
        globals,
        init,
        "WdfDeviceInitSetIoInCallerContextCallback",
        |init| {
            init.in_caller = callback;
        },
    );
}

/// `WdfControlDeviceInitSetShutdownNotification`.
extern "C" fn set_shutdown(
    globals: *mut Globals,
    init: *mut DeviceInit,
    callback: usize,
    _flags: u8,
) {
    change(
        globals,
        init,
        "WdfControlDeviceInitSetShutdownNotification",
        |init| {
            init.shutdown = callback;
        },
    );
}

/// `WdfDeviceInitSetFileObjectConfig`.
unsafe extern "C" fn set_file_config(
    globals: *mut Globals,
    init: *mut DeviceInit,
    config: *const FileConfig,
    attributes: *const Attributes,
) {
    // SAFETY: required by the call.
    let config = unsafe { *config };
    let attributes = Attributes::read(attributes, Parent::NotAllowed).unwrap_or(None);
    change(globals, init, "WdfDeviceInitSetFileObjectConfig", |init| {
        init.file = config;
        init.file_attributes = attributes;
    });
}

/// `WdfDeviceInitSetRequestAttributes`.
extern "C" fn set_request_attributes(
    globals: *mut Globals,
    init: *mut DeviceInit,
    attributes: *const Attributes,
) {
    let attributes = Attributes::read(attributes, Parent::NotAllowed).unwrap_or(None);
    change(globals, init, "WdfDeviceInitSetRequestAttributes", |init| {
        init.request_attributes = attributes;
    });
}

/// Puts a structure back that `take` took: the device was not created, so the driver still has
/// to free it.
pub fn put_back(client: &Client, init: Box<DeviceInit>) {
    client.inits.lock().push(init);
}
