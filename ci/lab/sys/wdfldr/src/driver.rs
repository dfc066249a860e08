//! `WdfDriverCreate`, and the framework's own unload routine.

use alloc::{sync::Arc, vec::Vec};
use core::{ffi::c_void, sync::atomic::Ordering::SeqCst};

use kernel::{DriverObject, UnicodeString, verifier};
use protocol::EventKind;

use crate::{
    client::{self, Globals},
    context::{Attributes, Parent},
    dispatch,
    handle::{self, Handle, Kind, Object},
    status::{
        STATUS_DRIVER_INTERNAL_ERROR, STATUS_INFO_LENGTH_MISMATCH, STATUS_INVALID_PARAMETER,
        STATUS_SUCCESS,
    },
    table::{ANY, DISPATCH, Function, PASSIVE, function},
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function("WdfDriverCreate", create as *const (), PASSIVE),
    function(
        "WdfDriverGetRegistryPath",
        registry_path as *const (),
        PASSIVE,
    ),
    function(
        "WdfDriverIsVersionAvailable",
        is_version_available as *const (),
        PASSIVE,
    ),
    function("WdfDriverMiniportUnload", miniport_unload as *const (), ANY),
    function(
        "WdfDriverWdmGetDriverObject",
        wdm_driver_object as *const (),
        DISPATCH,
    ),
    function(
        "WdfWdmDriverGetWdfDriverHandle",
        handle_of_driver_object as *const (),
        DISPATCH,
    ),
];

/// `WDF_DRIVER_CONFIG`.
#[repr(C)]
pub struct Config {
    size: u32,
    device_add: *const c_void,
    unload: usize,
    init_flags: u32,
    pool_tag: u32,
}

const _: () = assert!(size_of::<Config>() == 32);

/// `WdfDriverInitNonPnpDriver`.
const NON_PNP: u32 = 1;
/// `WdfDriverInitNoDispatchOverride`.
const NO_DISPATCH_OVERRIDE: u32 = 2;

/// A `WDFDRIVER`.
pub struct Driver {
    /// `EvtDriverUnload`, 0 for none.
    unload: usize,
    /// It did not say that it is none.
    pub pnp: bool,
    /// Ends with a zero.
    pub registry_path: Vec<u16>,
}

impl Kind for Driver {
    const NAME: &'static str = "WDFDRIVER";

    fn deletable(&self) -> bool {
        false
    }
}

/// `WdfDriverCreate`. Source: `fxdriverapi.cpp` 77-369, `fxdriver.cpp` 361-605.
unsafe extern "C" fn create(
    globals: *mut Globals,
    driver_object: *mut DriverObject,
    registry_path: *const UnicodeString,
    attributes: *const Attributes,
    config: *const Config,
    place: *mut Handle,
) -> i32 {
    let client = client::of(globals);
    // SAFETY: required by the call; Windows bug-checks on NULL.
    let config = unsafe { &*config };
    if config.size as usize != size_of::<Config>() {
        return STATUS_INFO_LENGTH_MISMATCH;
    }
    if config.init_flags & !(NON_PNP | NO_DISPATCH_OVERRIDE) != 0 {
        return STATUS_INVALID_PARAMETER;
    }
    if client.driver.lock().is_some() {
        return STATUS_DRIVER_INTERNAL_ERROR;
    }
    if config.init_flags & NO_DISPATCH_OVERRIDE != 0 {
        verifier().has_not("WdfDriverCreate of a miniport driver");
    }
    let pnp = config.init_flags & NON_PNP == 0;
    if !pnp && !config.device_add.is_null() {
        return STATUS_INVALID_PARAMETER;
    }
    let attributes = match Attributes::read(attributes, Parent::NotAllowed) {
        Ok(attributes) => attributes,
        Err(status) => return status,
    };
    // SAFETY: required by the call: the string that `DriverEntry` got.
    let path = unsafe { &*registry_path };
    let driver = Driver {
        unload: config.unload,
        pnp,
        registry_path: path.units().chain([0]).collect(),
    };
    let object = tree::create(client, driver, attributes.as_ref(), None).object;
    *client.driver.lock() = Some(Arc::clone(&object));
    client.with_globals(|globals| {
        globals.driver = object.handle();
        globals.flags |= config.init_flags;
        globals.tag = config.pool_tag;
        globals.displace_unload = u8::from(pnp || config.unload != 0);
    });
    // SAFETY: the client's own driver object, during its entry.
    let driver_object = unsafe { &mut *driver_object };
    // A non-PnP driver without EvtDriverUnload cannot be stopped. What the driver may have put
    // there before is gone either way: fxdriver.cpp 475-508.
    driver_object.unload = (pnp || config.unload != 0).then_some(unload as kernel::DriverUnload);
    driver_object.set_add_device(if pnp {
        add_device as *const ()
    } else {
        core::ptr::null()
    });
    driver_object.major = [Some(dispatch::dispatch); 28];
    if !place.is_null() {
        // SAFETY: not NULL, so the caller passed a place for the handle.
        unsafe { place.write(object.handle()) };
    }
    STATUS_SUCCESS
}

/// What the framework puts into `AddDevice` of a Plug and Play driver. The lab has no Plug and
/// Play manager, so nobody calls it.
extern "system" fn add_device() -> ! {
    verifier().has_not("the AddDevice routine of a Plug and Play driver")
}

/// What the framework puts into `DriverUnload`. Source: `fxdriver.cpp` 167-204.
unsafe extern "system" fn unload(driver_object: *mut DriverObject) {
    let Some(client) = client::of_driver(driver_object) else {
        return;
    };
    (verifier().event)(EventKind::FrameworkUnload, 0, 0);
    run_unload(client);
}

fn run_unload(client: &'static client::Client) {
    let object: Option<Arc<Object>> = client.driver.lock().clone();
    if let Some(object) = object
        && let Some(driver) = object.kind::<Driver>()
        && driver.unload != 0
    {
        (verifier().event)(EventKind::EvtDriverUnload, 0, 0);
        client.call(driver.unload, &[object.handle().expose_provenance()]);
    }
    client.unloaded.store(true, SeqCst);
    client.delete_objects();
}

/// `WdfDriverMiniportUnload`.
extern "C" fn miniport_unload(globals: *mut Globals, driver: Handle) {
    handle::get::<Driver>(globals, driver, "WdfDriverMiniportUnload");
    run_unload(client::of(globals));
}

/// `WdfDriverWdmGetDriverObject`.
extern "C" fn wdm_driver_object(globals: *mut Globals, driver: Handle) -> *mut DriverObject {
    let driver = handle::get::<Driver>(globals, driver, "WdfDriverWdmGetDriverObject");
    driver.object.client.driver_object
}

/// `WdfWdmDriverGetWdfDriverHandle`.
extern "C" fn handle_of_driver_object(
    _globals: *mut Globals,
    driver_object: *mut DriverObject,
) -> Handle {
    client::of_driver(driver_object).map_or(core::ptr::null_mut(), |client| {
        tree::handle_of(client.driver.lock().as_ref())
    })
}

/// `WdfDriverGetRegistryPath`: a string that lives as long as the driver object.
extern "C" fn registry_path(globals: *mut Globals, driver: Handle) -> *const u16 {
    let driver = handle::get::<Driver>(globals, driver, "WdfDriverGetRegistryPath");
    driver.registry_path.as_ptr()
}

/// `WDF_DRIVER_VERSION_AVAILABLE_PARAMS`.
#[repr(C)]
struct VersionAvailable {
    size: u32,
    major: u32,
    minor: u32,
}

/// `WdfDriverIsVersionAvailable`.
unsafe extern "C" fn is_version_available(
    globals: *mut Globals,
    driver: Handle,
    parameters: *const VersionAvailable,
) -> u8 {
    handle::get::<Driver>(globals, driver, "WdfDriverIsVersionAvailable");
    // SAFETY: required by the call.
    let wanted = unsafe { &*parameters };
    let sized = wanted.size as usize == size_of::<VersionAvailable>();
    u8::from(sized && wanted.major == 1 && wanted.minor <= framework::NEWEST)
}
