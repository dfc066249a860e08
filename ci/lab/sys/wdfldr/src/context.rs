//! `WDF_OBJECT_ATTRIBUTES`, and the memory that a driver keeps with an object.
//!
//! Source: `fxvalidatefunctions.cpp`, `fxobject.cpp`.

use alloc::{sync::Arc, vec, vec::Vec};
use core::ffi::c_void;

use crate::{
    client::Globals,
    handle::{self, Handle, Object},
    status::{
        STATUS_INFO_LENGTH_MISMATCH, STATUS_OBJECT_NAME_EXISTS, STATUS_SUCCESS,
        STATUS_WDF_OBJECT_ATTRIBUTES_INVALID, STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED,
        STATUS_WDF_PARENT_NOT_SPECIFIED,
    },
};

/// `WDF_OBJECT_ATTRIBUTES`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Attributes {
    pub size: u32,
    pub cleanup: usize,
    pub destroy: usize,
    pub execution_level: u32,
    pub synchronization_scope: u32,
    pub parent: Handle,
    pub context_size: usize,
    pub context_type: *const ContextType,
}

const _: () = assert!(size_of::<Attributes>() == 56);

// SAFETY: the pointer is to a static of the driver's image and is compared or read while the
// image is there.
unsafe impl Send for Attributes {}
// SAFETY: as above.
unsafe impl Sync for Attributes {}

/// `WDF_OBJECT_CONTEXT_TYPE_INFO`.
#[repr(C)]
pub struct ContextType {
    size: u32,
    name: *const u8,
    context_size: usize,
    unique: *const Self,
    get_unique: usize,
}

const _: () = assert!(size_of::<ContextType>() == 40);

/// What may be said about the parent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Parent {
    /// Nothing: the framework sets it.
    NotAllowed,
    /// The driver object, if nothing is said.
    Optional,
    /// It must be named.
    Required,
}

impl Attributes {
    /// A copy of what a driver passed, checked. `Ok(None)`: `WDF_NO_OBJECT_ATTRIBUTES`.
    pub fn read(attributes: *const Self, parent: Parent) -> Result<Option<Self>, i32> {
        // SAFETY: the driver passes NULL or a live structure.
        let Some(attributes) = (unsafe { attributes.as_ref() }) else {
            return if parent == Parent::Required {
                Err(STATUS_WDF_PARENT_NOT_SPECIFIED)
            } else {
                Ok(None)
            };
        };
        if attributes.size as usize != size_of::<Self>() {
            return Err(STATUS_INFO_LENGTH_MISMATCH);
        }
        attributes.check_type()?;
        match parent {
            Parent::NotAllowed if !attributes.parent.is_null() => {
                return Err(STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED);
            }
            Parent::Required if attributes.parent.is_null() => {
                return Err(STATUS_WDF_PARENT_NOT_SPECIFIED);
            }
            _ => {}
        }
        if !(1..=3).contains(&attributes.execution_level)
            || !(1..=4).contains(&attributes.synchronization_scope)
        {
            return Err(STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
        }
        Ok(Some(*attributes))
    }

    const fn check_type(&self) -> Result<(), i32> {
        // SAFETY: NULL, or the driver's static.
        let Some(kind) = (unsafe { self.context_type.as_ref() }) else {
            return if self.context_size == 0 {
                Ok(())
            } else {
                Err(STATUS_WDF_OBJECT_ATTRIBUTES_INVALID)
            };
        };
        if kind.size as usize != size_of::<ContextType>() {
            return Err(STATUS_INFO_LENGTH_MISMATCH);
        }
        let unnamed = kind.context_size > 0 && kind.name.is_null();
        let shrunk = self.context_size > 0 && self.context_size < kind.context_size;
        if unnamed || shrunk {
            return Err(STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
        }
        Ok(())
    }
}

/// A context of an object: memory that lives as long as the object, and callbacks.
pub struct Context {
    /// The type's one address, 0 for callbacks without memory.
    kind: usize,
    pub cleanup: usize,
    pub destroy: usize,
    /// Sixteen-byte units: contexts are aligned like pool.
    memory: Vec<u128>,
}

impl Context {
    /// Zeroed, as the framework gives it.
    pub fn new(attributes: &Attributes) -> Self {
        // SAFETY: NULL, or the driver's static, checked by `Attributes::read`.
        let declared = unsafe { attributes.context_type.as_ref() };
        let bytes = declared.map_or(0, |kind| kind.context_size.max(attributes.context_size));
        Self {
            kind: unique(attributes.context_type),
            cleanup: attributes.cleanup,
            destroy: attributes.destroy,
            memory: vec![0; bytes.div_ceil(size_of::<u128>()).max(1)],
        }
    }

    const fn address(&mut self) -> *mut c_void {
        self.memory.as_mut_ptr().cast()
    }
}

/// The address that stands for a context type.
fn unique(kind: *const ContextType) -> usize {
    // SAFETY: NULL, or a static of the driver.
    match unsafe { kind.as_ref() } {
        Some(declared) if !declared.unique.is_null() => declared.unique.addr(),
        _ => kind.addr(),
    }
}

/// `WdfObjectGetTypedContextWorker`: NULL if the object has no context of the type.
pub extern "C" fn typed(
    globals: *mut Globals,
    handle: Handle,
    kind: *const ContextType,
) -> *mut c_void {
    let object = handle::object(globals, handle, "WdfObjectGetTypedContextWorker");
    let wanted = unique(kind);
    let mut contexts = object.contexts.lock();
    contexts
        .iter_mut()
        .find(|context| context.kind == wanted)
        .map_or(core::ptr::null_mut(), Context::address)
}

/// `WdfObjectAllocateContext`. A second context of one type is refused with a status that passes
/// `NT_SUCCESS`, and the first is returned (`nf-wdfobject-wdfobjectallocatecontext`).
pub unsafe extern "C" fn allocate(
    globals: *mut Globals,
    handle: Handle,
    attributes: *const Attributes,
    place: *mut *mut c_void,
) -> i32 {
    let object = handle::object(globals, handle, "WdfObjectAllocateContext");
    let attributes = match Attributes::read(attributes, Parent::NotAllowed) {
        Ok(Some(attributes)) if !attributes.context_type.is_null() => attributes,
        Ok(_) => return crate::status::STATUS_INVALID_PARAMETER,
        Err(status) => return status,
    };
    let mut contexts = object.contexts.lock();
    let wanted = unique(attributes.context_type);
    let existing = contexts.iter().find(|context| context.kind == wanted);
    let status = if existing.is_some() {
        STATUS_OBJECT_NAME_EXISTS
    } else {
        contexts.push(Context::new(&attributes));
        STATUS_SUCCESS
    };
    let address = contexts
        .iter_mut()
        .find(|context| context.kind == wanted)
        .map_or(core::ptr::null_mut(), Context::address);
    drop(contexts);
    if !place.is_null() {
        // SAFETY: not NULL: the driver's place for the address.
        unsafe { place.write(address) };
    }
    status
}

/// `WdfObjectContextGetObject`.
pub extern "C" fn owner(globals: *mut Globals, context: *mut c_void) -> Handle {
    let holds = |object: &&Arc<Object>| {
        let mut contexts = object.contexts.lock();
        contexts.iter_mut().any(|known| known.address() == context)
    };
    handle::left_by(crate::client::of(globals))
        .iter()
        .find(holds)
        .map_or(core::ptr::null_mut(), Object::handle)
}
