//! What the driver prints.

use core::{
    ffi::CStr,
    sync::atomic::{AtomicU32, Ordering},
};

use wdk_sys::{
    _WDF_EXECUTION_LEVEL, _WDF_SYNCHRONIZATION_SCOPE, ULONG, WDF_OBJECT_ATTRIBUTES, WDFOBJECT,
    ntddk::DbgPrint,
};
use wfp_sys::NTSTATUS;

// ANCHOR: cleanup
/// Attributes with a clean-up callback and nothing else.
pub fn attributes(cleanup: unsafe extern "C" fn(WDFOBJECT)) -> WDF_OBJECT_ATTRIBUTES {
    #[expect(clippy::cast_possible_truncation, reason = "56 bytes")]
    WDF_OBJECT_ATTRIBUTES {
        Size: size_of::<WDF_OBJECT_ATTRIBUTES>() as ULONG,
        EvtCleanupCallback: Some(cleanup),
        ExecutionLevel: _WDF_EXECUTION_LEVEL::WdfExecutionLevelInheritFromParent,
        SynchronizationScope: _WDF_SYNCHRONIZATION_SCOPE::WdfSynchronizationScopeInheritFromParent,
        ..WDF_OBJECT_ATTRIBUTES::default()
    }
}

/// The control device goes.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nc-wdfobject-evt_wdf_object_context_cleanup`.
pub unsafe extern "C" fn device_cleanup(_device: WDFOBJECT) {
    runs(c"EvtCleanupCallback of the control device");
}

/// The framework's driver object goes.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nc-wdfobject-evt_wdf_object_context_cleanup`.
pub unsafe extern "C" fn driver_cleanup(_driver: WDFOBJECT) {
    runs(c"EvtCleanupCallback of the driver object");
}
// ANCHOR_END: cleanup

/// Prints that a function runs, and which one of them it is.
pub fn runs(what: &CStr) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed) + 1;
    // SAFETY: the format takes a 32-bit number and a string; PASSIVE_LEVEL.
    let _printed: ULONG =
        unsafe { DbgPrint(c"unload-hook: %u. %s\n".as_ptr(), number, what.as_ptr()) };
}

/// Prints the total.
pub fn authorizations(count: u64) {
    // SAFETY: the format takes one 64-bit number; PASSIVE_LEVEL.
    let _printed: ULONG =
        unsafe { DbgPrint(c"unload-hook: %llu authorizations\n".as_ptr(), count) };
}

/// Prints the status of a call that failed where nothing is left to undo.
pub fn failure(call: &CStr, result: Result<(), NTSTATUS>) {
    if let Err(status) = result {
        // SAFETY: the format takes a string and a 32-bit number; PASSIVE_LEVEL.
        let _printed: ULONG = unsafe {
            DbgPrint(
                c"unload-hook: %s failed: %08X\n".as_ptr(),
                call.as_ptr(),
                status,
            )
        };
    }
}

/// Prints the first refusal, and one in a thousand after it: about one line in ten seconds.
pub fn refusal(status: NTSTATUS, count: u32) {
    if count % 1000 == 1 {
        // SAFETY: the format takes two 32-bit numbers; PASSIVE_LEVEL.
        let _printed: ULONG = unsafe {
            DbgPrint(
                c"unload-hook: the callout is still registered: %08X, attempt %u\n".as_ptr(),
                status,
                count,
            )
        };
    }
}
