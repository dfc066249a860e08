//! Collections: each item is referenced while it is in one.
//!
//! Source: `fxcollectionapi.cpp`, `framework-object-collections`.

use alloc::{sync::Arc, vec::Vec};
use core::{ptr::null_mut, sync::atomic::Ordering::AcqRel};

use ddi::levels::DISPATCH;

use crate::{
    client::Globals,
    context::{Attributes, Parent},
    handle::{self, Handle, Held, Kind, Lock, Object},
    object::below_driver,
    status::STATUS_SUCCESS,
    table::{Function, function},
    tree,
};

pub const FUNCTIONS: &[Function] = &[
    function("WdfCollectionAdd", add as *const (), DISPATCH),
    function("WdfCollectionCreate", create as *const (), DISPATCH),
    function("WdfCollectionGetCount", count as *const (), DISPATCH),
    function("WdfCollectionGetFirstItem", first as *const (), DISPATCH),
    function("WdfCollectionGetItem", item as *const (), DISPATCH),
    function("WdfCollectionGetLastItem", last as *const (), DISPATCH),
    function("WdfCollectionRemove", remove as *const (), DISPATCH),
    function(
        "WdfCollectionRemoveItem",
        remove_item as *const (),
        DISPATCH,
    ),
];

/// A `WDFCOLLECTION`.
#[derive(Default)]
pub struct Collection(Lock<Vec<Arc<Object>>>);

impl Kind for Collection {
    const NAME: &'static str = "WDFCOLLECTION";

    fn dispose(&self, _object: &Arc<Object>) {
        let items = core::mem::take(&mut *self.0.lock());
        for item in items {
            tree::release(&item);
        }
    }
}

impl Collection {
    /// Adds an object, and references it.
    pub fn add(&self, item: Arc<Object>) {
        item.references.fetch_add(1, AcqRel);
        self.0.lock().push(item);
    }

    /// The objects.
    pub fn items(&self) -> Vec<Arc<Object>> {
        self.0.lock().clone()
    }
}

fn get(globals: *mut Globals, collection: Handle, function: &str) -> Held<Collection> {
    handle::get(globals, collection, function)
}

/// `WdfCollectionCreate`.
unsafe extern "C" fn create(
    globals: *mut Globals,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    let attributes = match Attributes::read(attributes, Parent::Optional) {
        Ok(attributes) => attributes,
        Err(status) => return status,
    };
    // SAFETY: the driver's place.
    unsafe { below_driver(globals, Collection::default(), attributes.as_ref(), place) }
}

/// `WdfCollectionAdd`.
extern "C" fn add(globals: *mut Globals, collection: Handle, item: Handle) -> i32 {
    let collection = get(globals, collection, "WdfCollectionAdd");
    let item = handle::object(globals, item, "WdfCollectionAdd");
    collection.add(item);
    STATUS_SUCCESS
}

/// `WdfCollectionGetCount`.
extern "C" fn count(globals: *mut Globals, collection: Handle) -> u32 {
    let items = get(globals, collection, "WdfCollectionGetCount");
    let count = items.0.lock().len();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn at(collection: &Collection, place: impl Fn(&[Arc<Object>]) -> Option<&Arc<Object>>) -> Handle {
    place(&collection.0.lock()).map_or(null_mut(), Object::handle)
}

/// `WdfCollectionGetItem`: NULL past the end.
extern "C" fn item(globals: *mut Globals, collection: Handle, index: u32) -> Handle {
    let collection = get(globals, collection, "WdfCollectionGetItem");
    at(&collection, |items| items.get(index as usize))
}

/// `WdfCollectionGetFirstItem`.
extern "C" fn first(globals: *mut Globals, collection: Handle) -> Handle {
    let collection = get(globals, collection, "WdfCollectionGetFirstItem");
    at(&collection, <[_]>::first)
}

/// `WdfCollectionGetLastItem`.
extern "C" fn last(globals: *mut Globals, collection: Handle) -> Handle {
    let collection = get(globals, collection, "WdfCollectionGetLastItem");
    at(&collection, <[_]>::last)
}

fn take(collection: &Collection, wanted: impl Fn(usize, &Arc<Object>) -> bool) {
    let mut items = collection.0.lock();
    let found = items
        .iter()
        .enumerate()
        .position(|(place, item)| wanted(place, item));
    let removed = found.map(|place| items.remove(place));
    drop(items);
    if let Some(removed) = removed {
        tree::release(&removed);
    }
}

/// `WdfCollectionRemove`.
extern "C" fn remove(globals: *mut Globals, collection: Handle, item: Handle) {
    let collection = get(globals, collection, "WdfCollectionRemove");
    take(&collection, |_, known| known.handle() == item);
}

/// `WdfCollectionRemoveItem`.
extern "C" fn remove_item(globals: *mut Globals, collection: Handle, index: u32) {
    let collection = get(globals, collection, "WdfCollectionRemoveItem");
    take(&collection, |place, _| place == index as usize);
}
