//! Framework objects and their handles. A handle is the address of the record; one that is on
//! no list stops the machine, as on Windows.

use alloc::{boxed::Box, collections::BTreeMap, sync::Arc, vec::Vec};
use core::{
    any::Any,
    ffi::c_void,
    fmt::Write,
    marker::PhantomData,
    ops::Deref,
    sync::atomic::{AtomicBool, AtomicU32},
};

use kernel::{CallSite, Finding, FindingKind, Line, Sites, bug_check, verifier};
use spin::mutex::SpinMutex;

use crate::{
    client::{Client, Globals, Wait},
    context::Context,
    serialization::CallbackLock,
};

/// A lock of the framework. A waiting thread gives the processor away.
pub type Lock<T> = SpinMutex<T, Wait>;

/// What a driver holds of an object.
pub type Handle = *mut c_void;

/// What distinguishes one type of object from another.
pub trait Kind: Any + Send + Sync {
    /// Name of the handle's type, for example `WDFQUEUE`.
    const NAME: &'static str;

    /// The object is being deleted: first of all, before its children and its cleanup callbacks.
    fn dispose(&self, _object: &Arc<Object>) {}

    /// The last reference is gone, after the destroy callbacks.
    fn destroy(&self, _object: &Arc<Object>) {}

    /// Whether `WdfObjectDelete` may delete it.
    fn deletable(&self) -> bool {
        true
    }
}

/// [`Kind`] without its constants.
pub trait AnyKind: Any + Send + Sync {
    fn name(&self) -> &'static str;
    fn dispose(&self, object: &Arc<Object>);
    fn destroy(&self, object: &Arc<Object>);
    fn deletable(&self) -> bool;
}

impl<K: Kind> AnyKind for K {
    fn name(&self) -> &'static str {
        K::NAME
    }
    fn dispose(&self, object: &Arc<Object>) {
        Kind::dispose(self, object);
    }
    fn destroy(&self, object: &Arc<Object>) {
        Kind::destroy(self, object);
    }
    fn deletable(&self) -> bool {
        Kind::deletable(self)
    }
}

/// Parents and children.
#[derive(Default)]
pub struct Links {
    pub parent: Option<Arc<Object>>,
    pub children: Vec<Arc<Object>>,
}

/// A framework object.
pub struct Object {
    pub client: &'static Client,
    pub kind: Box<dyn AnyKind>,
    pub created: Sites,
    pub links: Lock<Links>,
    pub contexts: Lock<Vec<Context>>,
    /// 1 is the framework's own; each child and each `WdfObjectReference` has one more.
    pub references: AtomicU32,
    pub deleting: AtomicBool,
    /// As the driver's attributes say, 0 for none.
    pub execution_level: u32,
    pub scope: u32,
    pub callback_lock: CallbackLock,
}

impl Object {
    /// The driver's handle.
    pub fn handle(self: &Arc<Self>) -> Handle {
        Arc::as_ptr(self).cast_mut().cast()
    }

    /// The object as one type.
    pub fn kind<K: Kind>(&self) -> Option<&K> {
        let kind: &dyn Any = &*self.kind;
        kind.downcast_ref()
    }

    /// The nearest object of a type, from this one up.
    pub fn ancestor<K: Kind>(self: &Arc<Self>) -> Option<Held<K>> {
        let mut object = Arc::clone(self);
        loop {
            if object.kind::<K>().is_some() {
                return Some(Held::of(object));
            }
            let parent = object.links.lock().parent.clone()?;
            object = parent;
        }
    }
}

/// Objects that have a handle, by address.
static LIVE: Lock<BTreeMap<usize, Arc<Object>>> = Lock::new(BTreeMap::new());

/// Gives an object its handle.
pub fn add(object: &Arc<Object>) {
    LIVE.lock()
        .insert(object.handle().addr(), Arc::clone(object));
}

/// The handle is invalid from now on.
pub fn remove(object: &Arc<Object>) {
    let removed = LIVE.lock().remove(&object.handle().addr());
    drop(removed);
}

/// Whether a handle is a live object's, of any type.
pub fn lookup(handle: Handle) -> Option<Arc<Object>> {
    LIVE.lock().get(&handle.addr()).cloned()
}

/// Objects of a client that nobody has freed.
pub fn left_by(client: &Client) -> Vec<Arc<Object>> {
    LIVE.lock()
        .values()
        .filter(|object| core::ptr::eq(object.client, client))
        .cloned()
        .collect()
}

/// An object whose type is known. Keeps the record, not the driver's reference.
pub struct Held<K> {
    pub object: Arc<Object>,
    kind: PhantomData<fn() -> K>,
}

impl<K: Kind> Held<K> {
    /// The caller knows the type.
    pub const fn of(object: Arc<Object>) -> Self {
        Self {
            object,
            kind: PhantomData,
        }
    }
}

impl<K> Clone for Held<K> {
    fn clone(&self) -> Self {
        Self {
            object: Arc::clone(&self.object),
            kind: PhantomData,
        }
    }
}

impl<K: Kind> Deref for Held<K> {
    type Target = K;

    fn deref(&self) -> &K {
        let Some(kind) = self.object.kind() else {
            // Every `Held` is made after a look at the type.
            unreachable!()
        };
        kind
    }
}

/// The object of a handle that a driver passed.
pub fn object(globals: *mut Globals, handle: Handle, function: &str) -> Arc<Object> {
    lookup(handle).unwrap_or_else(|| invalid(globals, handle, function, "object"))
}

/// The object of a handle that must be of one type.
pub fn get<K: Kind>(globals: *mut Globals, handle: Handle, function: &str) -> Held<K> {
    match lookup(handle) {
        Some(object) if object.kind::<K>().is_some() => Held::of(object),
        _ => invalid(globals, handle, function, K::NAME),
    }
}

fn invalid(globals: *mut Globals, handle: Handle, function: &str, name: &str) -> ! {
    /// `WDF_INVALID_HANDLE`.
    const INVALID_HANDLE: usize = 5;
    let mut text = Line::default();
    let _fits = write!(
        text,
        "{function} got a handle that is none of the driver's {name}s \
         (Windows: WDF_VIOLATION 0x10D, 5)"
    );
    violation(
        crate::client::of(globals).image,
        &text,
        [INVALID_HANDLE, handle.addr()],
    )
}

/// Stops the machine as the framework does. Source: `bug-check-0x10d---wdf-violation`.
pub fn violation(image: u32, text: &Line, parameters: [usize; 2]) -> ! {
    const WDF_VIOLATION: u32 = 0x10D;
    report(
        image,
        FindingKind::Fault,
        "0x10D",
        text,
        &[CallSite {
            role: "called by",
            sites: verifier().sites(),
        }],
    );
    bug_check(WDF_VIOLATION, [parameters[0], parameters[1], 0, 0])
}

/// Records a finding.
pub fn report(image: u32, kind: FindingKind, rule: &str, text: &Line, sites: &[CallSite<'_>]) {
    verifier().report(&Finding {
        kind,
        rule,
        text: core::str::from_utf8(text.as_bytes()).unwrap_or(rule),
        image,
        sites,
    });
}
