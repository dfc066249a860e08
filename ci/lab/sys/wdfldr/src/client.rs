//! One record for each bound driver. Its first part is what the driver sees as
//! `WdfDriverGlobals`.

use alloc::{boxed::Box, vec::Vec};
use core::ffi::c_void;

use kernel::{DriverObject, Nap, verifier};
use spin::{RelaxStrategy, mutex::SpinMutex};

/// A waiting thread gives the processor away.
pub struct Wait;

impl RelaxStrategy for Wait {
    fn relax() {
        Nap::nap();
    }
}

/// `WDF_DRIVER_GLOBALS`.
#[repr(C)]
pub struct Globals {
    /// The `WDFDRIVER`, NULL before `WdfDriverCreate` and after the unload.
    pub driver: *mut c_void,
    pub flags: u32,
    pub tag: u32,
    pub name: [u8; 32],
    /// Not 0: the client's stub puts its own unload routine over `DriverUnload`.
    pub displace_unload: u8,
}

const _: () = assert!(size_of::<Globals>() == 56);

/// `EVT_WDF_DRIVER_UNLOAD`.
pub type EvtDriverUnload = unsafe extern "C" fn(*mut c_void);

/// A bound driver.
#[repr(C)]
pub struct Client {
    pub globals: Globals,
    pub driver_object: *mut DriverObject,
    pub image: u32,
    pub unload: Option<EvtDriverUnload>,
    /// Device objects that the framework deletes when the driver goes.
    pub devices: Vec<*mut c_void>,
}

/// Addresses of live clients.
struct Clients(Vec<*mut Client>);

// SAFETY: the addresses are used by the thread that runs the client's entry or unload function;
// the list is behind a lock.
unsafe impl Send for Clients {}

static CLIENTS: SpinMutex<Clients, Wait> = SpinMutex::new(Clients(Vec::new()));

/// Makes a record.
pub fn add(driver_object: *mut DriverObject, image: u32) -> *mut Client {
    let client = Box::into_raw(Box::new(Client {
        globals: Globals {
            driver: core::ptr::null_mut(),
            flags: 0,
            tag: 0,
            name: [0; 32],
            displace_unload: 0,
        },
        driver_object,
        image,
        unload: None,
        devices: Vec::new(),
    }));
    CLIENTS.lock().0.push(client);
    client
}

/// The record of the globals that a driver passes.
///
/// The first argument of every framework call; Windows does not check it either.
pub fn of(globals: *mut Globals) -> &'static mut Client {
    // SAFETY: the driver passes what `WdfVersionBind` gave it, which is the start of a record
    // that lives until `WdfVersionUnbind`.
    unsafe { &mut *globals.cast::<Client>() }
}

/// The record of a driver object.
pub fn of_driver(driver_object: *mut DriverObject) -> Option<&'static mut Client> {
    let clients = CLIENTS.lock();
    let found = clients.0.iter().copied().find(|&client| {
        // SAFETY: listed records are live.
        unsafe { (*client).driver_object == driver_object }
    });
    drop(clients);
    // SAFETY: live, and used by the thread that runs the driver's entry or unload function.
    found.map(|client| unsafe { &mut *client })
}

impl Client {
    /// Deletes the objects of the driver.
    pub fn delete_objects(&mut self) {
        for device in self.devices.drain(..) {
            (verifier().delete_device)(self.image, device);
        }
        self.globals.driver = core::ptr::null_mut();
    }
}

/// Ends a record.
pub fn remove(globals: *mut Globals) {
    let client = globals.cast::<Client>();
    let mut clients = CLIENTS.lock();
    let before = clients.0.len();
    clients.0.retain(|&known| known != client);
    if clients.0.len() == before {
        return;
    }
    drop(clients);
    // SAFETY: it was listed, so it came from `Box::into_raw` and was not freed.
    let mut client = unsafe { Box::from_raw(client) };
    client.delete_objects();
}

/// Ends the records of an image that never unbound.
pub fn forget(image: u32) {
    loop {
        let clients = CLIENTS.lock();
        let left = clients.0.iter().copied().find(|&client| {
            // SAFETY: listed records are live.
            unsafe { (*client).image == image }
        });
        drop(clients);
        match left {
            Some(client) => remove(client.cast()),
            None => return,
        }
    }
}
