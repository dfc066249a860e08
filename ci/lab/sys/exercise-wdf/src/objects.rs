//! Objects, contexts, memory, collections, strings, locks, the registry.

use core::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use kernel::{UnicodeString, WideString};

use crate::{
    bound::{Bound, Failed, attributes, place},
    check,
};

/// Each callback takes the next number.
static ORDER: AtomicUsize = AtomicUsize::new(0);
static PARENT_CLEANED: AtomicUsize = AtomicUsize::new(0);
static PARENT_DESTROYED: AtomicUsize = AtomicUsize::new(0);
static CHILD_CLEANED: AtomicUsize = AtomicUsize::new(0);
static CHILD_DESTROYED: AtomicUsize = AtomicUsize::new(0);

fn note(when: &AtomicUsize) {
    when.store(ORDER.fetch_add(1, SeqCst) + 1, SeqCst);
}

extern "C" fn parent_cleanup(_object: usize) {
    note(&PARENT_CLEANED);
}
extern "C" fn parent_destroy(_object: usize) {
    note(&PARENT_DESTROYED);
}
extern "C" fn child_cleanup(_object: usize) {
    note(&CHILD_CLEANED);
}
extern "C" fn child_destroy(_object: usize) {
    note(&CHILD_DESTROYED);
}

/// Everything.
pub fn run(bound: &Bound) -> Result<(), Failed> {
    contexts(bound)?;
    order(bound)?;
    memory(bound)?;
    collection(bound)?;
    locks(bound)?;
    driver(bound)?;
    registry(bound)
}

/// `framework-object-context-space`: a context belongs to its type and is zeroed.
fn contexts(bound: &Bound) -> Result<(), Failed> {
    let name = c"Example";
    // WDF_OBJECT_CONTEXT_TYPE_INFO with 24 bytes; the record is its own unique type.
    let mut kind = [40, name.as_ptr().expose_provenance(), 24, 0, 0];
    let kind = place(&mut kind);
    let mut with = attributes(0, 0, 0, kind);
    let mut handle = 0_usize;
    let arguments = [place(&mut with), place(&mut handle)];
    check!(2, bound.status("WdfObjectCreate", &arguments) == 0);
    let context = bound.call("WdfObjectGetTypedContextWorker", &[handle, kind]);
    check!(2, context != 0);
    let first = core::ptr::with_exposed_provenance::<u64>(context);
    // SAFETY: the context has 24 bytes for as long as the object lives.
    check!(2, unsafe { first.read() } == 0);
    check!(
        2,
        bound.call("WdfObjectContextGetObject", &[context]) == handle
    );
    let mut again = 0_usize;
    let arguments = [handle, place(&mut with), place(&mut again)];
    let status = bound.status("WdfObjectAllocateContext", &arguments);
    check!(2, status == 0x4000_0000 && again == context);
    let other = bound.call(
        "WdfObjectGetTypedContextWorker",
        &[handle, place(&mut again)],
    );
    check!(2, other == 0);
    bound.call("WdfObjectDelete", &[handle]);
    Ok(())
}

/// `framework-object-life-cycle`: cleanup from the leaves up, destroy with the last reference.
fn order(bound: &Bound) -> Result<(), Failed> {
    let callbacks = |clean: extern "C" fn(usize), destroy: extern "C" fn(usize), parent| {
        attributes(
            parent,
            clean as *const () as usize,
            destroy as *const () as usize,
            0,
        )
    };
    let mut of_parent = callbacks(parent_cleanup, parent_destroy, 0);
    let mut parent = 0_usize;
    let arguments = [place(&mut of_parent), place(&mut parent)];
    check!(2, bound.status("WdfObjectCreate", &arguments) == 0);
    let mut of_child = callbacks(child_cleanup, child_destroy, parent);
    let mut child = 0_usize;
    let arguments = [place(&mut of_child), place(&mut child)];
    check!(2, bound.status("WdfObjectCreate", &arguments) == 0);
    bound.call("WdfObjectReferenceActual", &[child]);
    ORDER.store(0, SeqCst);
    for when in [
        &PARENT_CLEANED,
        &PARENT_DESTROYED,
        &CHILD_CLEANED,
        &CHILD_DESTROYED,
    ] {
        when.store(0, SeqCst);
    }
    bound.call("WdfObjectDelete", &[parent]);
    check!(
        2,
        CHILD_CLEANED.load(SeqCst) == 1 && PARENT_CLEANED.load(SeqCst) == 2
    );
    check!(
        2,
        CHILD_DESTROYED.load(SeqCst) == 0 && PARENT_DESTROYED.load(SeqCst) == 0
    );
    bound.call("WdfObjectDereferenceActual", &[child]);
    check!(
        2,
        CHILD_DESTROYED.load(SeqCst) == 3 && PARENT_DESTROYED.load(SeqCst) == 4
    );
    Ok(())
}

fn memory(bound: &Bound) -> Result<(), Failed> {
    let (mut handle, mut buffer) = (0_usize, 0_usize);
    let out = [place(&mut handle), place(&mut buffer)];
    let create = |bytes| bound.status("WdfMemoryCreate", &[0, 512, 0, bytes, out[0], out[1]]);
    check!(2, create(0) == 0xC000_000D);
    check!(2, create(16) == 0);
    let mut length = 0_usize;
    let found = bound.call("WdfMemoryGetBuffer", &[handle, place(&mut length)]);
    check!(2, found == buffer && length == 16);
    let mut number = 0x1234_5678_usize;
    let arguments = [handle, 8, place(&mut number), 8];
    check!(2, bound.status("WdfMemoryCopyFromBuffer", &arguments) == 0);
    number = 0;
    check!(
        2,
        bound.status("WdfMemoryCopyToBuffer", &[handle, 8, place(&mut number), 8]) == 0
    );
    check!(2, number == 0x1234_5678);
    let past = [handle, 9, place(&mut number), 8];
    check!(
        2,
        bound.status("WdfMemoryCopyToBuffer", &past) == 0xC000_0023
    );
    check!(
        2,
        bound.status("WdfMemoryAssignBuffer", &[handle, place(&mut number), 8]) == 0xC000_0010
    );
    bound.call("WdfObjectDelete", &[handle]);
    let arguments = [0, place(&mut number), 8, place(&mut handle)];
    check!(
        2,
        bound.status("WdfMemoryCreatePreallocated", &arguments) == 0
    );
    bound.call("WdfObjectDelete", &[handle]);
    let mut list = 0_usize;
    let arguments = [0, 32, 512, 0, 0, place(&mut list)];
    check!(2, bound.status("WdfLookasideListCreate", &arguments) == 0);
    check!(
        2,
        bound.status("WdfMemoryCreateFromLookaside", &[list, place(&mut handle)]) == 0
    );
    bound.call("WdfMemoryGetBuffer", &[handle, place(&mut length)]);
    check!(2, length == 32);
    bound.call("WdfObjectDelete", &[list]);
    Ok(())
}

fn collection(bound: &Bound) -> Result<(), Failed> {
    let collection = bound.object("WdfCollectionCreate")?;
    let items = [
        bound.object("WdfObjectCreate")?,
        bound.object("WdfObjectCreate")?,
    ];
    for item in items {
        check!(
            2,
            bound.status("WdfCollectionAdd", &[collection, item]) == 0
        );
    }
    check!(2, bound.status("WdfCollectionGetCount", &[collection]) == 2);
    check!(
        2,
        bound.call("WdfCollectionGetFirstItem", &[collection]) == items[0]
    );
    check!(
        2,
        bound.call("WdfCollectionGetLastItem", &[collection]) == items[1]
    );
    check!(2, bound.call("WdfCollectionGetItem", &[collection, 2]) == 0);
    bound.call("WdfCollectionRemove", &[collection, items[0]]);
    bound.call("WdfCollectionRemoveItem", &[collection, 0]);
    check!(2, bound.status("WdfCollectionGetCount", &[collection]) == 0);
    for object in [collection, items[0], items[1]] {
        bound.call("WdfObjectDelete", &[object]);
    }
    Ok(())
}

fn locks(bound: &Bound) -> Result<(), Failed> {
    let spin = bound.object("WdfSpinLockCreate")?;
    bound.call("WdfSpinLockAcquire", &[spin]);
    bound.call("WdfSpinLockRelease", &[spin]);
    let wait = bound.object("WdfWaitLockCreate")?;
    check!(2, bound.status("WdfWaitLockAcquire", &[wait, 0]) == 0);
    bound.call("WdfWaitLockRelease", &[wait]);
    bound.call("WdfObjectDelete", &[spin]);
    bound.call("WdfObjectDelete", &[wait]);
    Ok(())
}

fn driver(bound: &Bound) -> Result<(), Failed> {
    check!(
        2,
        bound.call("WdfDriverGetRegistryPath", &[bound.driver]) != 0
    );
    let wdm = bound.call("WdfDriverWdmGetDriverObject", &[bound.driver]);
    check!(2, wdm != 0);
    // WDF_DRIVER_VERSION_AVAILABLE_PARAMS
    for (minor, available) in [(9_u32, 1), (33, 1), (34, 0)] {
        let mut version = [12_u32, 1, minor];
        let arguments = [bound.driver, place(&mut version)];
        let answer = bound.call("WdfDriverIsVersionAvailable", &arguments) & 0xFF;
        check!(2, answer == available);
    }
    let mut text = 0_usize;
    check!(
        2,
        bound.status("WdfStringCreate", &[0, 0, place(&mut text)]) == 0
    );
    check!(
        2,
        bound.status("WdfDriverRetrieveVersionString", &[bound.driver, text]) == 0
    );
    let mut found = UnicodeString::over(&[]);
    bound.call("WdfStringGetUnicodeString", &[text, place(&mut found)]);
    check!(2, found.units().next() == Some(u16::from(b'K')));
    bound.call("WdfObjectDelete", &[text]);
    Ok(())
}

/// On a key of its own below the software hive.
fn registry(bound: &Bound) -> Result<(), Failed> {
    const ALL_ACCESS: usize = 0xF003F;
    /// `REG_OPTION_VOLATILE`.
    const VOLATILE: usize = 1;
    let name = WideString::<64>::new(r"\Registry\Machine\Software\FrameworkExercise");
    let mut name = UnicodeString::of(&name);
    let mut key = 0_usize;
    let arguments = [
        0,
        place(&mut name),
        ALL_ACCESS,
        VOLATILE,
        0,
        0,
        place(&mut key),
    ];
    check!(2, bound.status("WdfRegistryCreateKey", &arguments) == 0);
    let value = WideString::<16>::new("Value");
    let mut value = UnicodeString::of(&value);
    let value = place(&mut value);
    let mut number = 0_u32;
    let missing = bound.status("WdfRegistryQueryULong", &[key, value, place(&mut number)]);
    check!(2, missing == 0xC000_0034);
    check!(
        2,
        bound.status("WdfRegistryAssignULong", &[key, value, 42]) == 0
    );
    check!(
        2,
        bound.status("WdfRegistryQueryULong", &[key, value, place(&mut number)]) == 0
    );
    check!(2, number == 42);
    let mut text = 0_usize;
    check!(
        2,
        bound.status("WdfStringCreate", &[place(&mut name), 0, place(&mut text)]) == 0
    );
    check!(
        2,
        bound.status("WdfRegistryQueryString", &[key, value, text]) == 0xC000_0024
    );
    check!(
        2,
        bound.status("WdfRegistryAssignString", &[key, value, text]) == 0
    );
    check!(
        2,
        bound.status("WdfRegistryQueryString", &[key, value, text]) == 0
    );
    strings(bound, key, value, text)?;
    check!(
        2,
        bound.status("WdfRegistryRemoveValue", &[key, value]) == 0
    );
    check!(2, bound.call("WdfRegistryWdmGetHandle", &[key]) != 0);
    check!(2, bound.status("WdfRegistryRemoveKey", &[key]) == 0);
    bound.call("WdfObjectDelete", &[text]);
    Ok(())
}

/// Several strings in one value, and a part of a memory object.
fn strings(bound: &Bound, key: usize, value: usize, text: usize) -> Result<(), Failed> {
    let collection = bound.object("WdfCollectionCreate")?;
    let assign = [key, value, collection];
    // Of nothing.
    check!(
        2,
        bound.status("WdfRegistryAssignMultiString", &assign) == 0xC000_000D
    );
    for _ in 0..2 {
        check!(
            2,
            bound.status("WdfCollectionAdd", &[collection, text]) == 0
        );
    }
    check!(
        2,
        bound.status("WdfRegistryAssignMultiString", &assign) == 0
    );
    let read = bound.object("WdfCollectionCreate")?;
    check!(
        2,
        bound.status("WdfRegistryQueryMultiString", &[key, value, 0, read]) == 0
    );
    check!(2, bound.status("WdfCollectionGetCount", &[read]) == 2);
    let mut found = UnicodeString::over(&[]);
    let last = bound.call("WdfCollectionGetLastItem", &[read]);
    bound.call("WdfStringGetUnicodeString", &[last, place(&mut found)]);
    check!(2, found.units().next() == Some(u16::from(b'\\')));
    check!(
        2,
        bound.status("WdfRegistryQueryString", &[key, value, text]) == 0xC000_0024
    );
    let (mut memory, mut buffer) = (0_usize, 0_usize);
    let out = [place(&mut memory), place(&mut buffer)];
    check!(
        2,
        bound.status("WdfMemoryCreate", &[0, 512, 0, 16, out[0], out[1]]) == 0
    );
    // WDFMEMORY_OFFSET: REG_DWORD of bytes 4 to 8, and one byte too many.
    for (length, expected) in [(4, 0), (13, 0xC000_000D)] {
        let mut part = [4_usize, length];
        let arguments = [key, value, 4, memory, place(&mut part)];
        check!(
            2,
            bound.status("WdfRegistryAssignMemory", &arguments) == expected
        );
    }
    let mut number = 1_u32;
    let query = [key, value, place(&mut number)];
    check!(2, bound.status("WdfRegistryQueryULong", &query) == 0);
    check!(2, number == 0);
    for object in [collection, read, memory] {
        bound.call("WdfObjectDelete", &[object]);
    }
    Ok(())
}
