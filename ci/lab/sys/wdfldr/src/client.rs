//! One record for each bound driver. Its first part is what the driver sees as
//! `WdfDriverGlobals`. Nothing is shared between two clients but the list of records.

use alloc::{boxed::Box, sync::Arc, vec::Vec};
use core::{cell::UnsafeCell, ffi::c_void, sync::atomic::AtomicBool};

use kernel::{CallSite, DriverObject, FindingKind, GuardedCall, Line, Nap, verifier};
use protocol::EventKind;
use spin::RelaxStrategy;

use crate::{
    handle::{self, Lock, Object},
    init::DeviceInit,
    tree, worker,
};

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

/// A bound driver.
#[repr(C)]
pub struct Client {
    globals: UnsafeCell<Globals>,
    pub driver_object: *mut DriverObject,
    pub image: u32,
    /// The minor version that it was built for.
    pub minor: u32,
    pub driver: Lock<Option<Arc<Object>>>,
    /// `WDFDEVICE_INIT` structures that are neither freed nor made into a device.
    #[allow(clippy::vec_box, reason = "the address is what the driver holds")]
    pub inits: Lock<Vec<Box<DeviceInit>>>,
    /// `DriverEntry` succeeded.
    pub started: AtomicBool,
    /// The framework's unload routine ran.
    pub unloaded: AtomicBool,
}

// SAFETY: the globals are written during the client's entry and unload only, which the I/O
// manager runs one at a time; the driver object's address is compared and handed on.
unsafe impl Sync for Client {}
// SAFETY: as above.
#[allow(clippy::non_send_fields_in_send_ty, reason = "the comment above")]
unsafe impl Send for Client {}

/// Addresses of live clients. The records stay: a driver that unbound and goes on calling is to
/// be convicted, not followed into freed memory.
static CLIENTS: Lock<Vec<&'static Client>> = Lock::new(Vec::new());

/// Makes a record.
pub fn add(driver_object: *mut DriverObject, image: u32, minor: u32) -> *mut Globals {
    let client: &'static Client = Box::leak(Box::new(Client {
        globals: UnsafeCell::new(Globals {
            driver: core::ptr::null_mut(),
            flags: 0,
            tag: 0,
            name: [0; 32],
            displace_unload: 0,
        }),
        driver_object,
        image,
        minor,
        driver: Lock::new(None),
        inits: Lock::new(Vec::new()),
        started: AtomicBool::new(false),
        unloaded: AtomicBool::new(false),
    }));
    CLIENTS.lock().push(client);
    client.globals.get()
}

/// The record of the globals that a driver passes: the first argument of every framework call,
/// which Windows does not check either.
pub fn of(globals: *mut Globals) -> &'static Client {
    // SAFETY: the driver passes what `WdfVersionBind` gave it, which is the start of a record
    // that is never freed.
    unsafe { &*globals.cast::<Client>() }
}

/// The records that match.
fn find(wanted: impl Fn(&Client) -> bool) -> Option<&'static Client> {
    let clients = CLIENTS.lock();
    clients.iter().copied().find(|client| wanted(client))
}

/// The record of a driver object.
pub fn of_driver(driver_object: *mut DriverObject) -> Option<&'static Client> {
    find(|client| client.driver_object == driver_object)
}

/// The record of an image.
pub fn of_image(image: u32) -> Option<&'static Client> {
    find(|client| client.image == image)
}

impl Client {
    /// Writes to what the driver sees.
    pub fn with_globals(&self, write: impl FnOnce(&mut Globals)) {
        // SAFETY: only the thread that runs the client's entry or unload function comes here,
        // and `write` does not call into the driver.
        write(unsafe { &mut *self.globals.get() });
    }

    /// Calls into the driver's image; [`None`] if the call faulted, which is reported.
    pub fn call(&self, function: usize, arguments: &[usize]) -> Option<usize> {
        let mut call = GuardedCall {
            function,
            image: self.image,
            own: 1,
            ..GuardedCall::default()
        };
        for (place, &argument) in call.arguments.iter_mut().zip(arguments) {
            *place = argument;
        }
        ((verifier().guarded_call)(&mut call) == 0).then_some(call.result)
    }

    /// Deletes the driver object and with it the tree.
    pub fn delete_objects(&self) {
        let driver = self.driver.lock().take();
        if let Some(driver) = driver {
            tree::delete(&driver);
            self.report_referenced();
        }
        self.with_globals(|globals| globals.driver = core::ptr::null_mut());
    }

    /// Objects that a `WdfObjectReference` keeps when the whole tree is deleted.
    fn report_referenced(&self) {
        use core::fmt::Write;
        let left = handle::left_by(self);
        // An object keeps its parent: the one without children is the one that is referenced.
        let has_child = |object: &Arc<Object>| {
            let parents = left
                .iter()
                .filter_map(|child| child.links.lock().parent.clone());
            parents
                .into_iter()
                .any(|parent| Arc::ptr_eq(&parent, object))
        };
        let referenced = |object: &&Arc<Object>| tree::is_referenced(object) && !has_child(object);
        let Some(first) = left.iter().find(referenced) else {
            return;
        };
        let mut text = Line::default();
        let _fits = write!(
            text,
            "the framework deleted the driver's objects, and references keep {} of them, the \
             first a {}",
            left.len(),
            first.kind.name(),
        );
        handle::report(
            self.image,
            FindingKind::Contract,
            "WdfObjectDereference",
            &text,
            &[CallSite {
                role: "created by",
                sites: first.created,
            }],
        );
    }

    /// `WDFDEVICE_INIT` structures that nobody freed. Source: `kmdf-initfreedevicecreate`,
    /// `kmdf-initfreedevicecreatetype4`.
    fn report_inits(&self) {
        use core::fmt::Write;
        let inits = core::mem::take(&mut *self.inits.lock());
        let Some(first) = inits.first() else {
            return;
        };
        let mut text = Line::default();
        let _fits = write!(
            text,
            "the driver went and left {} WDFDEVICE_INIT structure(s) that became no device and \
             were not freed",
            inits.len()
        );
        handle::report(
            self.image,
            FindingKind::Contract,
            "InitFreeDeviceCreate",
            &text,
            &[CallSite {
                role: "allocated by",
                sites: first.allocated,
            }],
        );
    }
}

/// Ends a record: `WdfVersionUnbind`. What the driver left of its objects is deleted without its
/// unload callback. Source: `fxlibrarycommon.cpp` 617-679.
pub fn remove(globals: *mut Globals) {
    let client = of(globals);
    let mut clients = CLIENTS.lock();
    let before = clients.len();
    clients.retain(|&known| !core::ptr::eq(known, client));
    if clients.len() == before {
        return;
    }
    drop(clients);
    client.delete_objects();
    client.report_inits();
    (verifier().event)(EventKind::Unbound, 0, 0);
}

/// Ends the record of an image that never unbound.
pub fn forget(image: u32) {
    while let Some(client) = of_image(image) {
        CLIENTS
            .lock()
            .retain(|&known| !core::ptr::eq(known, client));
        client.inits.lock().clear();
        client.driver.lock().take();
        worker::forget(client);
        for object in handle::left_by(client) {
            tree::forget(&object);
        }
    }
}
