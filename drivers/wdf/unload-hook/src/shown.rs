//! What the driver prints.

use core::{
    ffi::CStr,
    sync::atomic::{AtomicU32, Ordering},
};

use wdk_sys::{
    _WDF_EXECUTION_LEVEL, _WDF_SYNCHRONIZATION_SCOPE, ULONG, WDF_OBJECT_ATTRIBUTES, WDFOBJECT,
    ntddk::DbgPrint,
};

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

/// The framework deletes the control device.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nc-wdfobject-evt_wdf_object_context_cleanup`.
pub unsafe extern "C" fn device_cleanup(_device: WDFOBJECT) {
    runs(c"EvtCleanupCallback of the control device");
}

/// The framework deletes its driver object.
///
/// IRQL: `PASSIVE_LEVEL`. Source: `nc-wdfobject-evt_wdf_object_context_cleanup`.
pub unsafe extern "C" fn driver_cleanup(_driver: WDFOBJECT) {
    runs(c"EvtCleanupCallback of the driver object");
}
// ANCHOR_END: cleanup

/// Prints which function runs, with a number.
pub fn runs(what: &CStr) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed) + 1;
    // SAFETY: the format takes a 32-bit number and a string; PASSIVE_LEVEL.
    let _printed: ULONG =
        unsafe { DbgPrint(c"unload-hook: %u. %s\n".as_ptr(), number, what.as_ptr()) };
}
