//! The kernel functions that the lab has instead of Wine. What each of them is documented to do
//! about levels and failures stands in [`ddi::FUNCTIONS`].

use crate::{
    bug_check, deferred, devices, dpcs, etw, ex_timers, irql, lists, net_buffers, pool, rundown,
    spin, system, threads, timers, wait, wmi, work,
};

/// Name and function.
#[rustfmt::skip]
pub const REPLACEMENTS: &[(&str, *const ())] = &[
    // Pool.
    ("ExAllocatePool", pool::allocate_pool as *const ()),
    ("ExAllocatePool2", pool::allocate_pool2 as *const ()),
    ("ExAllocatePool3", pool::allocate_pool3 as *const ()),
    ("ExAllocatePoolWithTag", pool::allocate_with_tag as *const ()),
    ("ExAllocatePoolWithTagPriority", pool::allocate_with_priority as *const ()),
    ("ExFreePool", pool::free_pool as *const ()),
    ("ExFreePoolWithTag", pool::free_pool as *const ()),
    ("ExFreePool2", pool::free_pool as *const ()),
    // Devices and links.
    ("IoCreateDevice", devices::create as *const ()),
    ("IoCreateDeviceSecure", devices::create_secure as *const ()),
    ("WdmlibIoCreateDeviceSecure", devices::create_secure as *const ()),
    ("IoDeleteDevice", devices::delete as *const ()),
    ("IoCreateSymbolicLink", devices::create_link as *const ()),
    ("IoDeleteSymbolicLink", devices::delete_link as *const ()),
    // IRQL.
    ("KeGetCurrentIrql", irql::current as *const ()),
    ("KfRaiseIrql", irql::raise as *const ()),
    ("KeRaiseIrqlToDpcLevel", irql::raise_to_dispatch as *const ()),
    ("KfLowerIrql", irql::lower as *const ()),
    ("KeLowerIrql", irql::lower as *const ()),
    // Spin locks.
    ("KeInitializeSpinLock", spin::initialize as *const ()),
    ("KeAcquireSpinLockRaiseToDpc", spin::acquire_raise as *const ()),
    ("KeReleaseSpinLock", spin::release as *const ()),
    ("KeAcquireSpinLockAtDpcLevel", spin::acquire_at_dpc as *const ()),
    ("KefAcquireSpinLockAtDpcLevel", spin::acquire_at_dpc as *const ()),
    ("KeReleaseSpinLockFromDpcLevel", spin::release_from_dpc as *const ()),
    ("KefReleaseSpinLockFromDpcLevel", spin::release_from_dpc as *const ()),
    ("KeTryToAcquireSpinLockAtDpcLevel", spin::try_at_dpc as *const ()),
    ("KeTestSpinLock", spin::test as *const ()),
    ("KeAcquireInStackQueuedSpinLock", spin::acquire_queued as *const ()),
    ("KeAcquireInStackQueuedSpinLockAtDpcLevel", spin::acquire_queued_at_dpc as *const ()),
    ("KeReleaseInStackQueuedSpinLock", spin::release_queued as *const ()),
    ("KeReleaseInStackQueuedSpinLockFromDpcLevel", spin::release_queued_from_dpc as *const ()),
    ("ExAcquireSpinLockExclusive", spin::write as *const ()),
    ("ExAcquireSpinLockExclusiveAtDpcLevel", spin::write_at_dpc as *const ()),
    ("ExReleaseSpinLockExclusive", spin::end_write as *const ()),
    ("ExReleaseSpinLockExclusiveFromDpcLevel", spin::end_write_from_dpc as *const ()),
    ("ExAcquireSpinLockShared", spin::read as *const ()),
    ("ExAcquireSpinLockSharedAtDpcLevel", spin::read_at_dpc as *const ()),
    ("ExReleaseSpinLockShared", spin::end_read as *const ()),
    ("ExReleaseSpinLockSharedFromDpcLevel", spin::end_read_from_dpc as *const ()),
    ("ExTryConvertSharedSpinLockExclusive", spin::upgrade as *const ()),
    // Waits.
    ("KeWaitForSingleObject", wait::single as *const ()),
    ("KeWaitForMutexObject", wait::single as *const ()),
    ("KeWaitForMultipleObjects", wait::multiple as *const ()),
    ("IoReleaseRemoveLockAndWaitEx", wait::remove_lock as *const ()),
    // Rundown protection.
    ("ExInitializeRundownProtection", rundown::initialize as *const ()),
    ("ExReInitializeRundownProtection", rundown::initialize as *const ()),
    ("ExAcquireRundownProtection", rundown::acquire as *const ()),
    ("ExAcquireRundownProtectionEx", rundown::acquire_many as *const ()),
    ("ExReleaseRundownProtection", rundown::release as *const ()),
    ("ExReleaseRundownProtectionEx", rundown::release_many as *const ()),
    ("ExWaitForRundownProtectionRelease", rundown::wait as *const ()),
    ("ExRundownCompleted", rundown::completed as *const ()),
    ("ExAllocateCacheAwareRundownProtection", rundown::allocate as *const ()),
    ("ExFreeCacheAwareRundownProtection", pool::free_pool as *const ()),
    ("ExSizeOfRundownProtectionCacheAware", rundown::size as *const ()),
    ("ExInitializeRundownProtectionCacheAware", rundown::initialize_sized as *const ()),
    ("ExReInitializeRundownProtectionCacheAware", rundown::initialize as *const ()),
    ("ExAcquireRundownProtectionCacheAware", rundown::acquire as *const ()),
    ("ExAcquireRundownProtectionCacheAwareEx", rundown::acquire_many as *const ()),
    ("ExReleaseRundownProtectionCacheAware", rundown::release as *const ()),
    ("ExReleaseRundownProtectionCacheAwareEx", rundown::release_many as *const ()),
    ("ExWaitForRundownProtectionReleaseCacheAware", rundown::wait as *const ()),
    ("ExRundownCompletedCacheAware", rundown::completed as *const ()),
    // DPCs and timers.
    ("KeInitializeDpc", dpcs::initialize_dpc as *const ()),
    ("KeInitializeThreadedDpc", dpcs::initialize_dpc as *const ()),
    ("KeInsertQueueDpc", dpcs::insert_dpc as *const ()),
    ("KeRemoveQueueDpc", dpcs::remove_dpc as *const ()),
    ("KeFlushQueuedDpcs", deferred::flush as *const ()),
    ("KeSetImportanceDpc", dpcs::hint as *const ()),
    ("KeSetTargetProcessorDpc", dpcs::hint as *const ()),
    ("KeSetTargetProcessorDpcEx", dpcs::hint_with_status as *const ()),
    ("KeInitializeTimer", timers::initialize_timer as *const ()),
    ("KeInitializeTimerEx", timers::initialize_timer_ex as *const ()),
    ("KeSetTimer", timers::set_timer as *const ()),
    ("KeSetTimerEx", timers::set_timer_ex as *const ()),
    ("KeSetCoalescableTimer", timers::set_coalescable as *const ()),
    ("KeCancelTimer", timers::cancel as *const ()),
    ("KeReadStateTimer", timers::read_state as *const ()),
    ("ExAllocateTimer", ex_timers::allocate as *const ()),
    ("ExSetTimer", ex_timers::set as *const ()),
    ("ExCancelTimer", ex_timers::cancel as *const ()),
    ("ExDeleteTimer", ex_timers::delete as *const ()),
    // Work items and threads.
    ("IoAllocateWorkItem", work::allocate as *const ()),
    ("IoFreeWorkItem", work::free as *const ()),
    ("IoSizeofWorkItem", work::size as *const ()),
    ("IoInitializeWorkItem", work::initialize as *const ()),
    ("IoUninitializeWorkItem", work::uninitialize as *const ()),
    ("IoQueueWorkItem", work::queue as *const ()),
    ("IoQueueWorkItemEx", work::queue_ex as *const ()),
    ("ExQueueWorkItem", work::queue_unreferenced as *const ()),
    ("PsCreateSystemThread", threads::create as *const ()),
    ("IoCreateSystemThread", threads::create_referenced as *const ()),
    ("PsTerminateSystemThread", threads::terminate as *const ()),
    // Lists and resources.
    ("ExInitializeLookasideListEx", lists::initialize_ex as *const ()),
    ("ExFlushLookasideListEx", lists::flush_ex as *const ()),
    ("ExDeleteLookasideListEx", lists::delete_ex as *const ()),
    ("ExInitializeNPagedLookasideList", lists::initialize as *const ()),
    ("ExDeleteNPagedLookasideList", lists::delete as *const ()),
    ("ExInitializePagedLookasideList", lists::initialize as *const ()),
    ("ExDeletePagedLookasideList", lists::delete as *const ()),
    ("ExInitializeResourceLite", lists::initialize_resource as *const ()),
    ("ExDeleteResourceLite", lists::delete_resource as *const ()),
    // Event tracing.
    ("EtwRegister", etw::register as *const ()),
    // Not documented: code that the WPP preprocessor generates looks it up by name.
    ("EtwRegisterClassicProvider", etw::register_classic as *const ()),
    ("EtwUnregister", etw::unregister as *const ()),
    ("EtwWrite", etw::accept as *const ()),
    ("EtwWriteEx", etw::accept as *const ()),
    ("EtwWriteString", etw::accept as *const ()),
    ("EtwWriteTransfer", etw::accept as *const ()),
    ("EtwSetInformation", etw::accept as *const ()),
    ("EtwActivityIdControl", etw::accept as *const ()),
    ("EtwEventEnabled", etw::nobody_listens as *const ()),
    ("EtwProviderEnabled", etw::nobody_listens as *const ()),
    ("IoWMIRegistrationControl", wmi::registration_control as *const ()),
    ("WmiTraceMessage", etw::accept as *const ()),
    ("WmiTraceMessageVa", etw::accept as *const ()),
    ("WmiQueryTraceInformation", wmi::no_logger as *const ()),
    // NDIS.
    ("NdisAllocateGenericObject", net_buffers::allocate_object as *const ()),
    ("NdisFreeGenericObject", net_buffers::free_object as *const ()),
    ("NdisAllocateNetBufferListPool", net_buffers::allocate_list_pool as *const ()),
    ("NdisFreeNetBufferListPool", net_buffers::free_pool as *const ()),
    ("NdisAllocateNetBufferPool", net_buffers::allocate_buffer_pool as *const ()),
    ("NdisFreeNetBufferPool", net_buffers::free_pool as *const ()),
    ("NdisAllocateNetBufferList", net_buffers::allocate_list as *const ()),
    ("NdisAllocateNetBufferAndNetBufferList", net_buffers::allocate_both as *const ()),
    ("NdisFreeNetBufferList", net_buffers::free_list as *const ()),
    ("NdisAllocateNetBuffer", net_buffers::allocate_buffer as *const ()),
    ("NdisAllocateNetBufferMdlAndData", net_buffers::allocate_with_data as *const ()),
    ("NdisFreeNetBuffer", net_buffers::free_buffer as *const ()),
    ("NdisAllocateMdl", net_buffers::allocate_mdl as *const ()),
    ("NdisFreeMdl", net_buffers::free_mdl as *const ()),
    ("NdisGetDataBuffer", net_buffers::data as *const ()),
    ("NdisRetreatNetBufferDataStart", net_buffers::retreat as *const ()),
    ("NdisAdvanceNetBufferDataStart", net_buffers::advance as *const ()),
    // Small services.
    ("KeQuerySystemTimePrecise", system::system_time as *const ()),
    ("KeQueryInterruptTime", system::interrupt_time as *const ()),
    ("KeQueryUnbiasedInterruptTime", system::interrupt_time as *const ()),
    ("KeQueryInterruptTimePrecise", system::interrupt_time_precise as *const ()),
    ("ExInitializePushLock", system::initialize_push_lock as *const ()),
    ("ExAcquirePushLockExclusiveEx", system::push_lock_write as *const ()),
    ("ExReleasePushLockExclusiveEx", system::end_push_lock_write as *const ()),
    ("ExAcquirePushLockSharedEx", system::push_lock_read as *const ()),
    ("ExReleasePushLockSharedEx", system::end_push_lock_read as *const ()),
    ("IoAllocateErrorLogEntry", system::allocate_entry as *const ()),
    ("IoWriteErrorLogEntry", system::end_entry as *const ()),
    ("IoFreeErrorLogEntry", system::end_entry as *const ()),
    ("MmGetSystemRoutineAddress", system::routine_address as *const ()),
    // The end.
    ("KeBugCheckEx", bug_check::bug_check as *const ()),
    ("KeBugCheck", bug_check::bug_check_without_parameters as *const ()),
];

/// A function that the table does not list would never be reached.
const _: () = {
    let mut at = 0;
    while at < REPLACEMENTS.len() {
        assert!(
            ddi::lists(REPLACEMENTS[at].0),
            "a replacement is not in ddi::FUNCTIONS"
        );
        at += 1;
    }
};

/// The names above, for `cargo xtask load-test`, which says before the start which imports the lab
/// has: each with a zero after it, and another zero at the end.
#[unsafe(export_name = "LabReplacements")]
pub static NAMES: [u8; NAMES_LENGTH] = {
    let mut names = [0; NAMES_LENGTH];
    let (mut at, mut index) = (0, 0);
    while index < REPLACEMENTS.len() {
        let name = REPLACEMENTS[index].0.as_bytes();
        let (_, rest) = names.split_at_mut(at);
        rest.split_at_mut(name.len()).0.copy_from_slice(name);
        at += name.len() + 1;
        index += 1;
    }
    names
};

const NAMES_LENGTH: usize = {
    let (mut length, mut index) = (1, 0);
    while index < REPLACEMENTS.len() {
        length += REPLACEMENTS[index].0.len() + 1;
        index += 1;
    }
    length
};
