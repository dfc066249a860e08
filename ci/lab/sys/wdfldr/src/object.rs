//! The calls about objects of any type.
//!
//! Source: `fxobjectapi.cpp`, `framework-object-life-cycle`.

use alloc::sync::Arc;
use core::{
    fmt::Write,
    sync::atomic::Ordering::{AcqRel, Acquire},
};

use kernel::{CallSite, FindingKind, Line, verifier};

use crate::{
    client::{self, Globals},
    context::{self, Attributes, Parent},
    handle::{self, Handle, Kind, Object},
    status::{STATUS_DRIVER_INTERNAL_ERROR, STATUS_SUCCESS},
    table::{ANY, DISPATCH, Function, function},
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function(
        "WdfObjectAllocateContext",
        context::allocate as *const (),
        DISPATCH,
    ),
    function(
        "WdfObjectContextGetObject",
        context::owner as *const (),
        ANY,
    ),
    function("WdfObjectCreate", create as *const (), DISPATCH),
    function("WdfObjectDelete", delete as *const (), DISPATCH),
    function(
        "WdfObjectDereferenceActual",
        dereference as *const (),
        DISPATCH,
    ),
    function(
        "WdfObjectGetTypedContextWorker",
        context::typed as *const (),
        ANY,
    ),
    function("WdfObjectReferenceActual", reference as *const (), DISPATCH),
];

/// A `WDFOBJECT` that is nothing but an object.
struct General;

impl Kind for General {
    const NAME: &'static str = "WDFOBJECT";
}

/// `WdfObjectCreate`.
unsafe extern "C" fn create(
    globals: *mut Globals,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    let attributes = match Attributes::read(attributes, Parent::Optional) {
        Ok(attributes) => attributes,
        Err(status) => return status,
    };
    // SAFETY: required by the call: a place for the handle.
    unsafe { below_driver(globals, General, attributes.as_ref(), place) }
}

/// Makes an object below the parent that the attributes name, else below the driver object.
///
/// # Safety
///
/// `place` is the driver's place for the handle.
pub unsafe fn below_driver<K: Kind>(
    globals: *mut Globals,
    kind: K,
    attributes: Option<&Attributes>,
    place: *mut Handle,
) -> i32 {
    let client = client::of(globals);
    let Some(driver) = client.driver.lock().clone() else {
        return STATUS_DRIVER_INTERNAL_ERROR;
    };
    let parent = tree::parent(attributes, &driver);
    let created = tree::create(client, kind, attributes, Some(parent));
    // SAFETY: the caller's promise.
    unsafe { place.write(created.object.handle()) };
    STATUS_SUCCESS
}

/// `WdfObjectDelete`.
extern "C" fn delete(globals: *mut Globals, handle: Handle) {
    let object = handle::object(globals, handle, "WdfObjectDelete");
    if object.kind.deletable() {
        tree::delete(&object);
        return;
    }
    let mut text = Line::default();
    let _fits = write!(
        text,
        "WdfObjectDelete got a {}, which only the framework deletes",
        object.kind.name()
    );
    handle::report(
        object.client.image,
        FindingKind::Contract,
        "WdfObjectDelete",
        &text,
        &[CallSite {
            role: "called by",
            sites: verifier().sites(),
        }],
    );
}

/// `WdfObjectReferenceActual`.
extern "C" fn reference(globals: *mut Globals, handle: Handle) {
    let object = handle::object(globals, handle, "WdfObjectReference");
    object.references.fetch_add(1, AcqRel);
}

/// `WdfObjectDereferenceActual`.
extern "C" fn dereference(globals: *mut Globals, handle: Handle) {
    let object = handle::object(globals, handle, "WdfObjectDereference");
    if object.references.load(Acquire) == 1 && !object.deleting.load(Acquire) {
        would_delete(&object);
    }
    tree::release(&object);
}

/// The last reference of an object that was not deleted is the framework's. Source:
/// `bug-check-0x10d---wdf-violation`, 7.
fn would_delete(object: &Arc<Object>) -> ! {
    /// `WDF_OBJECT_ERROR`.
    const OBJECT_ERROR: usize = 7;
    let mut text = Line::default();
    let _fits = write!(
        text,
        "WdfObjectDereference took the last reference of a {}, which WdfObjectDelete deletes \
         (Windows: WDF_VIOLATION 0x10D, 7)",
        object.kind.name()
    );
    let parameters = [OBJECT_ERROR, object.handle().addr()];
    handle::violation(object.client.image, &text, parameters)
}
