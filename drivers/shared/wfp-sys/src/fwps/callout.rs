//! Callouts: the driver's functions, and registering and unregistering them.
//!
//! A callout exists in four versions. They have the same members and the same size; only the callback types differ,
//! and the classify function of version 0 has six parameters where the others have seven. A callback of one version
//! registered through the function of another links, runs, and reads the wrong arguments. So a structure is only
//! accepted by its own register function here, and its callbacks have their version's types.
//!
//! What registers a callout is `Fwps…`; [`crate::fwpm::callout`] adds the management object that filters refer to.
//! These are two operations: neither undoes the other.

use crate::base::{GUID, NTSTATUS, PDEVICE_OBJECT};
use crate::fwps::classify::{FWPS_CLASSIFY_OUT0, FWPS_INCOMING_VALUES0};
use crate::fwps::filter::{FWPS_FILTER0, FWPS_FILTER1, FWPS_FILTER2, FWPS_FILTER3};
use crate::fwps::metadata::FWPS_INCOMING_METADATA_VALUES0;

use core::ffi::c_void;

/// What a notify function is told. Source: `fwpsk.h`.
pub type FWPS_CALLOUT_NOTIFY_TYPE = i32;

constants! {
    /// Callout flag: classify only flows that have a context of this callout. Source: `ns-fwpsk-fwps_callout2_`.
    pub const FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW: u32 = 0x1;
    /// Callout flag: matching traffic may be offloaded. Without it, offload is off for that traffic.
    pub const FWP_CALLOUT_FLAG_ALLOW_OFFLOAD: u32 = 0x2;
    /// Callout flag: send [`FWPS_CALLOUT_NOTIFY_ADD_FILTER_POST_COMMIT`] too.
    pub const FWP_CALLOUT_FLAG_ENABLE_COMMIT_ADD_NOTIFY: u32 = 0x4;
    /// Callout flag: the callout may start to inspect a stream that has begun.
    pub const FWP_CALLOUT_FLAG_ALLOW_MID_STREAM_INSPECTION: u32 = 0x8;
    /// Callout flag: existing traffic may be indicated again, where the layer allows it.
    pub const FWP_CALLOUT_FLAG_ALLOW_RECLASSIFY: u32 = 0x10;
    /// Callout flag: receive segment coalescing may stay on for matching traffic.
    pub const FWP_CALLOUT_FLAG_ALLOW_RSC: u32 = 0x40;
    /// Callout flag: layer-2 classifies may bring several packets at once.
    pub const FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY: u32 = 0x80;
    /// Callout flag: UDP segmentation offload may stay on for matching traffic.
    pub const FWP_CALLOUT_FLAG_ALLOW_USO: u32 = 0x100;
    /// Callout flag: UDP receive offload may stay on for matching traffic.
    pub const FWP_CALLOUT_FLAG_ALLOW_URO: u32 = 0x200;

    /// A filter that names the callout is being added. A failure status rejects the filter.
    ///
    /// Not sent for filters that were there before the callout was registered.
    pub const FWPS_CALLOUT_NOTIFY_ADD_FILTER: FWPS_CALLOUT_NOTIFY_TYPE = 0;
    /// A filter that names the callout is being deleted. `filterKey` is NULL, and the returned status is ignored.
    ///
    /// Sent for filters that were never announced, too.
    pub const FWPS_CALLOUT_NOTIFY_DELETE_FILTER: FWPS_CALLOUT_NOTIFY_TYPE = 1;
    /// The filter that was announced has been committed.
    ///
    /// Sent after the commit to a callout that has [`FWP_CALLOUT_FLAG_ENABLE_COMMIT_ADD_NOTIFY`]. The page of
    /// `FWPS_CALLOUT1` describes the flag; the name of this value is in a header only.
    ///
    /// Source: `ns-fwpsk-fwps_callout1_`.
    pub const FWPS_CALLOUT_NOTIFY_ADD_FILTER_POST_COMMIT: FWPS_CALLOUT_NOTIFY_TYPE = 2;
    /// Callout flag of the system.
    pub const FWP_CALLOUT_FLAG_RESERVED1: u32 = 0x20;
    /// Callout flag of the system.
    pub const FWP_CALLOUT_FLAG_RESERVED2: u32 = 0x400;
}

callbacks! {
    /// Classify function, version 0: decides about one indication.
    ///
    /// Six parameters. `layerData` may be NULL; what it points to depends on the layer. `flowContext` is zero
    /// when the flow has no context of this callout.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`; any thread, several processors at once (inference).
    ///
    /// **Unload.** No page says whether unregistering waits for a classify that runs. Keep what it uses alive by means
    /// of the driver's own, and unregister before that goes.
    ///
    /// Source: `nc-fwpsk-fwps_callout_classify_fn0`.
    pub type FWPS_CALLOUT_CLASSIFY_FN0 = fn(
        inFixedValues: *const FWPS_INCOMING_VALUES0,
        inMetaValues: *const FWPS_INCOMING_METADATA_VALUES0,
        layerData: *mut c_void,
        filter: *const FWPS_FILTER0,
        flowContext: u64,
        classifyOut: *mut FWPS_CLASSIFY_OUT0,
    );

    /// Notify function, version 0: told about filters that name the callout.
    ///
    /// `filterKey` is NULL on [`FWPS_CALLOUT_NOTIFY_DELETE_FILTER`], whatever its annotation says: identify the filter
    /// by [`FWPS_FILTER0::filterId`]. Return [`STATUS_SUCCESS`](crate::STATUS_SUCCESS) for any unknown `notifyType`.
    /// The page shows `filter` as constant; it is written to, on the way in, to set `context`.
    ///
    /// A delete notification comes for every filter that names the callout, also for one that was never announced:
    /// its `context` is the `rawContext` of whoever added it. In a field report some never came (ebpf-for-windows
    /// #3567).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Unload.** Whether one comes after unregistering is not documented. Drivers do
    /// not wait for it: they free the contexts of the filters that remain from a list of their own.
    ///
    /// Source: `nc-fwpsk-fwps_callout_notify_fn0`, `processing-notify-callouts`.
    pub type FWPS_CALLOUT_NOTIFY_FN0 = fn(
        notifyType: FWPS_CALLOUT_NOTIFY_TYPE,
        filterKey: *const GUID,
        filter: *mut FWPS_FILTER0,
    ) -> NTSTATUS;

    /// Classify function, version 1: decides about one indication.
    ///
    /// Seven parameters: `classifyContext` stands before `filter`. `layerData` may be NULL; what it points to depends
    /// on the layer. `flowContext` is zero when the flow has no context of this callout.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`; any thread, several processors at once (inference).
    ///
    /// **Unload.** No page says whether unregistering waits for a classify that runs. Keep what it uses alive by means
    /// of the driver's own, and unregister before that goes.
    ///
    /// Source: `nc-fwpsk-fwps_callout_classify_fn1`.
    pub type FWPS_CALLOUT_CLASSIFY_FN1 = fn(
        inFixedValues: *const FWPS_INCOMING_VALUES0,
        inMetaValues: *const FWPS_INCOMING_METADATA_VALUES0,
        layerData: *mut c_void,
        classifyContext: *const c_void,
        filter: *const FWPS_FILTER1,
        flowContext: u64,
        classifyOut: *mut FWPS_CLASSIFY_OUT0,
    );

    /// Notify function, version 1: told about filters that name the callout.
    ///
    /// `filterKey` is NULL on [`FWPS_CALLOUT_NOTIFY_DELETE_FILTER`], whatever its annotation says: identify the filter
    /// by [`FWPS_FILTER1::filterId`]. Return [`STATUS_SUCCESS`](crate::STATUS_SUCCESS) for any unknown `notifyType`.
    /// The page shows `filter` as constant; it is written to, on the way in, to set `context`.
    ///
    /// A delete notification comes for every filter that names the callout, also for one that was never announced:
    /// its `context` is the `rawContext` of whoever added it. In a field report some never came (ebpf-for-windows
    /// #3567).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Unload.** Whether one comes after unregistering is not documented. Drivers do
    /// not wait for it: they free the contexts of the filters that remain from a list of their own.
    ///
    /// Source: `nc-fwpsk-fwps_callout_notify_fn1`, `processing-notify-callouts`.
    pub type FWPS_CALLOUT_NOTIFY_FN1 = fn(
        notifyType: FWPS_CALLOUT_NOTIFY_TYPE,
        filterKey: *const GUID,
        filter: *mut FWPS_FILTER1,
    ) -> NTSTATUS;

    /// Classify function, version 2: decides about one indication.
    ///
    /// Seven parameters: `classifyContext` stands before `filter`. `layerData` may be NULL; what it points to depends
    /// on the layer. `flowContext` is zero when the flow has no context of this callout.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`; any thread, several processors at once (inference).
    ///
    /// **Unload.** No page says whether unregistering waits for a classify that runs. Keep what it uses alive by means
    /// of the driver's own, and unregister before that goes.
    ///
    /// Source: `nc-fwpsk-fwps_callout_classify_fn2`.
    pub type FWPS_CALLOUT_CLASSIFY_FN2 = fn(
        inFixedValues: *const FWPS_INCOMING_VALUES0,
        inMetaValues: *const FWPS_INCOMING_METADATA_VALUES0,
        layerData: *mut c_void,
        classifyContext: *const c_void,
        filter: *const FWPS_FILTER2,
        flowContext: u64,
        classifyOut: *mut FWPS_CLASSIFY_OUT0,
    );

    /// Notify function, version 2: told about filters that name the callout.
    ///
    /// `filterKey` is NULL on [`FWPS_CALLOUT_NOTIFY_DELETE_FILTER`], whatever its annotation says: identify the filter
    /// by [`FWPS_FILTER2::filterId`]. Return [`STATUS_SUCCESS`](crate::STATUS_SUCCESS) for any unknown `notifyType`.
    /// `filter` is written to, on the way in, to set `context`.
    ///
    /// A delete notification comes for every filter that names the callout, also for one that was never announced:
    /// its `context` is the `rawContext` of whoever added it. In a field report some never came (ebpf-for-windows
    /// #3567).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Unload.** Whether one comes after unregistering is not documented. Drivers do
    /// not wait for it: they free the contexts of the filters that remain from a list of their own.
    ///
    /// Source: `nc-fwpsk-fwps_callout_notify_fn2`, `processing-notify-callouts`.
    pub type FWPS_CALLOUT_NOTIFY_FN2 = fn(
        notifyType: FWPS_CALLOUT_NOTIFY_TYPE,
        filterKey: *const GUID,
        filter: *mut FWPS_FILTER2,
    ) -> NTSTATUS;

    /// Classify function, version 3: decides about one indication.
    ///
    /// Seven parameters: `classifyContext` stands before `filter`. `layerData` may be NULL; what it points to depends
    /// on the layer. `flowContext` is zero when the flow has no context of this callout.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`; any thread, several processors at once (inference).
    ///
    /// **Unload.** No page says whether unregistering waits for a classify that runs. Keep what it uses alive by means
    /// of the driver's own, and unregister before that goes.
    ///
    /// Source: `nc-fwpsk-fwps_callout_classify_fn3`.
    pub type FWPS_CALLOUT_CLASSIFY_FN3 = fn(
        inFixedValues: *const FWPS_INCOMING_VALUES0,
        inMetaValues: *const FWPS_INCOMING_METADATA_VALUES0,
        layerData: *mut c_void,
        classifyContext: *const c_void,
        filter: *const FWPS_FILTER3,
        flowContext: u64,
        classifyOut: *mut FWPS_CLASSIFY_OUT0,
    );

    /// Notify function, version 3: told about filters that name the callout.
    ///
    /// `filterKey` is NULL on [`FWPS_CALLOUT_NOTIFY_DELETE_FILTER`], whatever its annotation says: identify the filter
    /// by [`FWPS_FILTER3::filterId`]. Return [`STATUS_SUCCESS`](crate::STATUS_SUCCESS) for any unknown `notifyType`.
    /// `filter` is written to, on the way in, to set `context`.
    ///
    /// A delete notification comes for every filter that names the callout, also for one that was never announced:
    /// its `context` is the `rawContext` of whoever added it. In a field report some never came (ebpf-for-windows
    /// #3567).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Unload.** Whether one comes after unregistering is not documented. Drivers do
    /// not wait for it: they free the contexts of the filters that remain from a list of their own.
    ///
    /// Source: `nc-fwpsk-fwps_callout_notify_fn3`, `processing-notify-callouts`.
    pub type FWPS_CALLOUT_NOTIFY_FN3 = fn(
        notifyType: FWPS_CALLOUT_NOTIFY_TYPE,
        filterKey: *const GUID,
        filter: *mut FWPS_FILTER3,
    ) -> NTSTATUS;

    /// Flow-delete function: a context that was attached to a flow is gone from it.
    ///
    /// Runs when the flow ends and when the context is removed; may be the first sign that a flow ended. The engine has
    /// detached the context: do not remove it again, free it.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Unload.** Runs for contexts that unload removes, so it must work when half of
    /// the driver is torn down.
    ///
    /// Source: `nc-fwpsk-fwps_callout_flow_delete_notify_fn0`, `processing-flow-delete-callouts`.
    pub type FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0 = fn(layerId: u16, calloutId: u32, flowContext: u64);
}

/// Declares one version of the callout structure.
macro_rules! callout {
    ($( $(#[$attr:meta])* $name:ident, $classify:ident, $notify:ident; )*) => {
        $(
            $(#[$attr])*
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct $name {
                /// The key under which the callout is known to filters and to
                /// [`FwpsCalloutUnregisterByKey0`].
                pub calloutKey: GUID,
                /// `FWP_CALLOUT_FLAG_…`. None of them changes what happens at unregistration.
                pub flags: u32,
                /// Decides. Required.
                pub classifyFn: $classify,
                /// Called when filters are added or deleted. Required: of the three functions only `flowDeleteFn` is
                /// optional. Source: `callout-function`.
                pub notifyFn: $notify,
                /// Told about contexts. NULL if no contexts are used; without it, associating one fails.
                pub flowDeleteFn: FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0,
            }

            zero!($name);
        )*
    };
}

callout! {
    /// A callout, version 0, for [`FwpsCalloutRegister0`]. **Since** Windows Vista.
    ///
    /// Source: `ns-fwpsk-fwps_callout0_`.
    FWPS_CALLOUT0, FWPS_CALLOUT_CLASSIFY_FN0, FWPS_CALLOUT_NOTIFY_FN0;
    /// A callout, version 1, for [`FwpsCalloutRegister1`]. **Since** Windows 7.
    ///
    /// Source: `ns-fwpsk-fwps_callout1_`.
    FWPS_CALLOUT1, FWPS_CALLOUT_CLASSIFY_FN1, FWPS_CALLOUT_NOTIFY_FN1;
    /// A callout, version 2, for [`FwpsCalloutRegister2`]. **Since** Windows 8.
    ///
    /// Source: `ns-fwpsk-fwps_callout2_`.
    FWPS_CALLOUT2, FWPS_CALLOUT_CLASSIFY_FN2, FWPS_CALLOUT_NOTIFY_FN2;
    /// A callout, version 3, for [`FwpsCalloutRegister3`]. **Since** Windows 10.
    ///
    /// Sources disagree about the version: the header asks for Windows 10 RS3, pages say Windows 8 or Vista. What
    /// differs from version 2 is the provider context in [`FWPS_FILTER3`]; nobody documents another difference.
    ///
    /// Source: `fwpsk.h`.
    FWPS_CALLOUT3, FWPS_CALLOUT_CLASSIFY_FN3, FWPS_CALLOUT_NOTIFY_FN3;
}

// Debug information gives the layout of version 1. The pages list the same members for 0 and 2, and the header for 3;
// their numbers are derived from that.
layout! {
    FWPS_CALLOUT1 = (48, 8) {
        calloutKey = (0, 16),
        flags = (16, 4),
        classifyFn = (24, 8),
        notifyFn = (32, 8),
        flowDeleteFn = (40, 8),
    }
    FWPS_CALLOUT0 = (48, 8) {
        calloutKey = (0, 16),
        flags = (16, 4),
        classifyFn = (24, 8),
        notifyFn = (32, 8),
        flowDeleteFn = (40, 8),
    }
    FWPS_CALLOUT2 = (48, 8) {
        calloutKey = (0, 16),
        flags = (16, 4),
        classifyFn = (24, 8),
        notifyFn = (32, 8),
        flowDeleteFn = (40, 8),
    }
    FWPS_CALLOUT3 = (48, 8) {
        calloutKey = (0, 16),
        flags = (16, 4),
        classifyFn = (24, 8),
        notifyFn = (32, 8),
        flowDeleteFn = (40, 8),
    }
}

functions! {
    /// Registers a callout, version 0. `calloutId` receives its run-time number and may be NULL.
    ///
    /// Needs neither a session nor a running base filtering engine. `deviceObject` is a device of the driver; what the
    /// engine uses it for is not documented. From success on the callbacks may run, so all that they use must exist
    /// before.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS) if the key is registered, which after a reload
    /// means that the load before left its callout behind; others.
    ///
    /// **Unload.** From success on the driver must not leave memory until an unregister function has returned
    /// `STATUS_SUCCESS`. No transaction undoes a registration (inference: the function takes no session).
    ///
    /// Source: `nf-fwpsk-fwpscalloutregister0`, `registering-callouts-with-the-filter-engine`.
    #[must_use = "if it succeeded, the callout must be unregistered before the driver leaves memory"]
    pub fn FwpsCalloutRegister0(
        deviceObject: PDEVICE_OBJECT,
        callout: *const FWPS_CALLOUT0,
        calloutId: *mut u32,
    ) -> NTSTATUS;

    /// Registers a callout, version 1. `calloutId` receives its run-time number and may be NULL.
    ///
    /// Needs neither a session nor a running base filtering engine. `deviceObject` is a device of the driver; what the
    /// engine uses it for is not documented. From success on the callbacks may run, so all that they use must exist
    /// before.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS) if the key is registered, which after a reload
    /// means that the load before left its callout behind; others.
    ///
    /// **Unload.** From success on the driver must not leave memory until an unregister function has returned
    /// `STATUS_SUCCESS`. No transaction undoes a registration (inference: the function takes no session).
    ///
    /// Source: `nf-fwpsk-fwpscalloutregister1`, `registering-callouts-with-the-filter-engine`.
    #[must_use = "if it succeeded, the callout must be unregistered before the driver leaves memory"]
    pub fn FwpsCalloutRegister1(
        deviceObject: PDEVICE_OBJECT,
        callout: *const FWPS_CALLOUT1,
        calloutId: *mut u32,
    ) -> NTSTATUS;

    /// Registers a callout, version 2. `calloutId` receives its run-time number and may be NULL.
    ///
    /// Needs neither a session nor a running base filtering engine. `deviceObject` is a device of the driver; what the
    /// engine uses it for is not documented. From success on the callbacks may run, so all that they use must exist
    /// before.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS) if the key is registered, which after a reload
    /// means that the load before left its callout behind; others.
    ///
    /// **Unload.** From success on the driver must not leave memory until an unregister function has returned
    /// `STATUS_SUCCESS`. No transaction undoes a registration (inference: the function takes no session).
    ///
    /// Source: `nf-fwpsk-fwpscalloutregister2`, `registering-callouts-with-the-filter-engine`.
    #[must_use = "if it succeeded, the callout must be unregistered before the driver leaves memory"]
    pub fn FwpsCalloutRegister2(
        deviceObject: PDEVICE_OBJECT,
        callout: *const FWPS_CALLOUT2,
        calloutId: *mut u32,
    ) -> NTSTATUS;

    /// Registers a callout, version 3. `calloutId` receives its run-time number and may be NULL.
    ///
    /// Needs neither a session nor a running base filtering engine. `deviceObject` is a device of the driver; what the
    /// engine uses it for is not documented. From success on the callbacks may run, so all that they use must exist
    /// before.
    ///
    /// The header asks for Windows 10 RS2; a page says Windows 8. Windows 10 1709 and later have both function and
    /// structure by either reading.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 10.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_ALREADY_EXISTS`](crate::STATUS_FWP_ALREADY_EXISTS) if the key is registered, which after a reload
    /// means that the load before left its callout behind; others.
    ///
    /// **Unload.** From success on the driver must not leave memory until an unregister function has returned
    /// `STATUS_SUCCESS`. No transaction undoes a registration (inference: the function takes no session).
    ///
    /// Source: `nf-fwpsk-fwpscalloutregister3`, `registering-callouts-with-the-filter-engine`.
    #[must_use = "if it succeeded, the callout must be unregistered before the driver leaves memory"]
    pub fn FwpsCalloutRegister3(
        deviceObject: PDEVICE_OBJECT,
        callout: *const FWPS_CALLOUT3,
        calloutId: *mut u32,
    ) -> NTSTATUS;

    /// Unregisters a callout by its run-time number, whatever version it was registered with (inference: there is one
    /// pair of unregister functions, and the pages name versions 0 and 1).
    ///
    /// Filters that name the callout do not prevent it. They stay, and with a terminating or unknown action they block
    /// from then on, unless they have
    /// [`FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED`](crate::FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns**
    /// - [`STATUS_SUCCESS`](crate::STATUS_SUCCESS): unregistered. When every callout got this answer, the driver may leave.
    /// - [`STATUS_DEVICE_BUSY`](crate::STATUS_DEVICE_BUSY): flow contexts remain. Remove them with
    ///   [`FwpsFlowRemoveContext0`](crate::FwpsFlowRemoveContext0), wait for the flow-delete calls, call again.
    /// - [`STATUS_FWP_IN_USE`](crate::STATUS_FWP_IN_USE): another thread is registering or unregistering it. Wait, call
    ///   again.
    /// - [`STATUS_FWP_CALLOUT_NOT_FOUND`](crate::STATUS_FWP_CALLOUT_NOT_FOUND): nothing is registered under it:
    ///   it is gone, or never was. At least one production driver treats it as done; no page says so.
    /// - Others are not documented. Wait, call again, do not leave. A field report has the call fail while a classify
    ///   runs, without naming the status.
    ///
    /// **Unload.** The function this project is about. Call it for every callout, compare with `STATUS_SUCCESS`, and do
    /// not return from the unload function before. Whether it waits for a classify that runs is not documented.
    ///
    /// Source: `nf-fwpsk-fwpscalloutunregisterbyid0`, `unloading-a-callout-driver`.
    #[must_use = "only STATUS_SUCCESS means unregistered; the driver must not leave memory before"]
    pub fn FwpsCalloutUnregisterById0(calloutId: u32) -> NTSTATUS;

    /// Unregisters a callout by its key, whatever version it was registered with (inference: there is one pair of
    /// unregister functions, and the pages name versions 0 and 1).
    ///
    /// Filters that name the callout do not prevent it. They stay, and with a terminating or unknown action they block
    /// from then on, unless they have
    /// [`FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED`](crate::FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns**
    /// - [`STATUS_SUCCESS`](crate::STATUS_SUCCESS): unregistered. When every callout got this answer, the driver may leave.
    /// - [`STATUS_DEVICE_BUSY`](crate::STATUS_DEVICE_BUSY): flow contexts remain. Remove them with
    ///   [`FwpsFlowRemoveContext0`](crate::FwpsFlowRemoveContext0), wait for the flow-delete calls, call again.
    /// - [`STATUS_FWP_IN_USE`](crate::STATUS_FWP_IN_USE): another thread is registering or unregistering it. Wait, call
    ///   again.
    /// - [`STATUS_FWP_CALLOUT_NOT_FOUND`](crate::STATUS_FWP_CALLOUT_NOT_FOUND): nothing is registered under it:
    ///   it is gone, or never was. At least one production driver treats it as done; no page says so.
    /// - Others are not documented. Wait, call again, do not leave. A field report has the call fail while a classify
    ///   runs, without naming the status.
    ///
    /// **Unload.** The function this project is about. Call it for every callout, compare with `STATUS_SUCCESS`, and do
    /// not return from the unload function before. Whether it waits for a classify that runs is not documented.
    ///
    /// Source: `nf-fwpsk-fwpscalloutunregisterbykey0`, `unloading-a-callout-driver`.
    #[must_use = "only STATUS_SUCCESS means unregistered; the driver must not leave memory before"]
    pub fn FwpsCalloutUnregisterByKey0(calloutKey: *const GUID) -> NTSTATUS;
}
