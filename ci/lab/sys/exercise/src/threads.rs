//! Work items and a system thread.

use core::sync::atomic::{
    AtomicPtr, AtomicU32,
    Ordering::{Relaxed, SeqCst},
};

use crate::{
    Checked, check,
    kernel::{
        IoAllocateWorkItem, IoFreeWorkItem, IoInitializeWorkItem, IoQueueWorkItem,
        IoQueueWorkItemEx, IoSizeofWorkItem, IoUninitializeWorkItem, KeDelayExecutionThread,
        KeGetCurrentIrql, KeInitializeEvent, KeSetEvent, KeWaitForMultipleObjects,
        KeWaitForSingleObject, ObReferenceObjectByHandle, ObfDereferenceObject, Object,
        PsCreateSystemThread, PsTerminateSystemThread, ZwClose,
    },
};

const NOTIFICATION: u32 = 0;
const SYNCHRONIZATION: u32 = 1;
const DELAYED_WORK_QUEUE: u32 = 1;
const WAIT_ALL: u32 = 0;
const STATUS_TIMEOUT: i32 = 0x102;
const MILLISECOND: i64 = -10_000;

static ITEM: Object = Object::new();
static DONE: Object = Object::new();
static OTHER_DONE: Object = Object::new();
static STOP: Object = Object::new();
static THREAD: AtomicPtr<Object> = AtomicPtr::new(core::ptr::null_mut());
static RAN: AtomicU32 = AtomicU32::new(0);

extern "system" fn work(_device: *mut u8, context: usize) {
    if KeGetCurrentIrql() == 0 && context == 9 {
        RAN.fetch_add(1, Relaxed);
    }
    KeSetEvent(&DONE, 0, 0);
}

extern "system" fn other_work(_device: *mut u8, context: usize, item: &Object) {
    if context == 10 && core::ptr::eq(item, &raw const ITEM) {
        RAN.fetch_add(1, Relaxed);
    }
    KeSetEvent(&OTHER_DONE, 0, 0);
}

extern "system" fn thread(context: usize) {
    if context == 11 && KeDelayExecutionThread(0, 0, &MILLISECOND) == 0 {
        RAN.fetch_add(1, Relaxed);
    }
    KeWaitForSingleObject(&raw const STOP, 0, 0, 0, None);
    PsTerminateSystemThread(0);
}

pub fn begin(device: *mut u8) -> Checked {
    const THREAD_ALL_ACCESS: u32 = 0x001F_FFFF;
    for event in [&DONE, &OTHER_DONE] {
        KeInitializeEvent(event, SYNCHRONIZATION, 0);
    }
    check!(
        5,
        KeWaitForSingleObject(&raw const DONE, 0, 0, 0, Some(&0)) == STATUS_TIMEOUT
    );
    let item = IoAllocateWorkItem(device);
    check!(5, !item.is_null());
    IoQueueWorkItem(item, work, DELAYED_WORK_QUEUE, 9);
    check!(5, IoSizeofWorkItem() as usize <= size_of::<Object>());
    IoInitializeWorkItem(device, &ITEM);
    IoQueueWorkItemEx(&ITEM, other_work, DELAYED_WORK_QUEUE, 10);
    let both = [&DONE, &OTHER_DONE];
    let waited = KeWaitForMultipleObjects(2, &both, WAIT_ALL, 0, 0, 0, None, core::ptr::null_mut());
    check!(5, waited == 0 && RAN.load(SeqCst) == 2);
    IoUninitializeWorkItem(&ITEM);
    IoFreeWorkItem(item);

    KeInitializeEvent(&STOP, NOTIFICATION, 0);
    let (none, mut handle) = (core::ptr::null_mut(), core::ptr::null_mut());
    let created =
        PsCreateSystemThread(&mut handle, THREAD_ALL_ACCESS, none, none, none, thread, 11);
    check!(5, created == 0);
    let mut object = core::ptr::null_mut();
    let referenced =
        ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, none, 0, &mut object, none);
    let closed = ZwClose(handle);
    check!(5, referenced == 0 && closed == 0);
    THREAD.store(object, SeqCst);
    Ok(())
}

// ANCHOR: thread
pub fn end() -> Checked {
    let thread = THREAD.load(SeqCst);
    KeSetEvent(&STOP, 0, 0);
    // The thread object, not an event of the thread's: it is signaled when the thread has ended.
    check!(5, KeWaitForSingleObject(thread, 0, 0, 0, None) == 0);
    ObfDereferenceObject(thread);
    check!(5, RAN.load(SeqCst) == 3);
    Ok(())
}
// ANCHOR_END: thread
