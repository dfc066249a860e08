//! Creating objects in the tree, and the order in which deleting one takes it apart.
//!
//! Deleting runs the cleanup callbacks of the children before those of the object, each at once;
//! an object's destroy callbacks run when its last reference is gone, and a child holds one of
//! its parent's. Source: `framework-object-life-cycle`, `fxobjectstatemachine.cpp`.

use alloc::{boxed::Box, sync::Arc, vec::Vec};
use core::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{AcqRel, Acquire},
};

use kernel::verifier;

use crate::{
    client::Client,
    context::{Attributes, Context},
    handle::{self, Handle, Held, Kind, Links, Lock, Object},
    serialization::CallbackLock,
};

/// Makes an object below `parent`.
pub fn create<K: Kind>(
    client: &'static Client,
    kind: K,
    attributes: Option<&Attributes>,
    parent: Option<Arc<Object>>,
) -> Held<K> {
    let object = Arc::new(Object {
        client,
        kind: Box::new(kind),
        created: verifier().sites(),
        links: Lock::new(Links::default()),
        contexts: Lock::new(attributes.map(Context::new).into_iter().collect()),
        references: AtomicU32::new(1),
        deleting: AtomicBool::new(false),
        execution_level: attributes.map_or(1, |attributes| attributes.execution_level),
        scope: attributes.map_or(1, |attributes| attributes.synchronization_scope),
        callback_lock: CallbackLock::default(),
    });
    if let Some(parent) = parent {
        parent.references.fetch_add(1, AcqRel);
        parent.links.lock().children.push(Arc::clone(&object));
        object.links.lock().parent = Some(parent);
    }
    handle::add(&object);
    Held::of(object)
}

/// The parent that attributes name, else `default`.
pub fn parent(attributes: Option<&Attributes>, default: &Arc<Object>) -> Arc<Object> {
    attributes
        .and_then(|attributes| handle::lookup(attributes.parent))
        .unwrap_or_else(|| Arc::clone(default))
}

/// Deletes an object and everything below it. A second call does nothing.
pub fn delete(object: &Arc<Object>) {
    if object.deleting.swap(true, AcqRel) {
        return;
    }
    let mut doomed = Vec::new();
    clean_up(object, &mut doomed);
    for object in doomed {
        release(&object);
    }
}

/// Cleanup callbacks, children first. Lists the objects in the order in which they are let go.
pub fn clean_up(object: &Arc<Object>, doomed: &mut Vec<Arc<Object>>) {
    object.kind.dispose(object);
    let children = core::mem::take(&mut object.links.lock().children);
    for child in children {
        if !child.deleting.swap(true, AcqRel) {
            clean_up(&child, doomed);
        }
    }
    callbacks(object, |context| context.cleanup);
    doomed.push(Arc::clone(object));
}

/// Drops a reference; the last one destroys the object.
pub fn release(object: &Arc<Object>) {
    if object.references.fetch_sub(1, AcqRel) != 1 {
        return;
    }
    callbacks(object, |context| context.destroy);
    handle::remove(object);
    object.kind.destroy(object);
    let parent = object.links.lock().parent.take();
    if let Some(parent) = parent {
        parent
            .links
            .lock()
            .children
            .retain(|child| !Arc::ptr_eq(child, object));
        release(&parent);
    }
}

fn callbacks(object: &Arc<Object>, which: fn(&Context) -> usize) {
    // The callbacks run without the lock: they look at the contexts.
    #[expect(clippy::needless_collect, reason = "the lock ends here")]
    let functions: Vec<usize> = object.contexts.lock().iter().map(which).collect();
    for function in functions.into_iter().filter(|&function| function != 0) {
        object
            .client
            .call(function, &[object.handle().expose_provenance()]);
    }
}

/// Whether references beyond the framework's and the children's are left.
pub fn is_referenced(object: &Object) -> bool {
    object.references.load(Acquire) > 0
}

/// Takes a record away without callbacks: its image is gone or going.
pub fn forget(object: &Arc<Object>) {
    object
        .deleting
        .store(true, core::sync::atomic::Ordering::Release);
    object.links.lock().children.clear();
    object.links.lock().parent = None;
    handle::remove(object);
}

/// The handle of an object, NULL for none.
pub fn handle_of(object: Option<&Arc<Object>>) -> Handle {
    object.map_or(core::ptr::null_mut(), Object::handle)
}
