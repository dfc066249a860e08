//! Status codes that a callout driver meets.
//!
//! Compare with the exact value. [`STATUS_PENDING`] and [`STATUS_OBJECT_NAME_EXISTS`] are not negative, so `NT_SUCCESS`
//! takes them for success, and at unload both mean that a context is not where the driver believes it to be.
//!
//! Kernel callers of the management functions get these `STATUS_FWP_…` values; user mode gets `FWP_E_…` values with
//! the same low word.
//!
//! Source: `ntstatus.h`; the meanings of the filtering-platform codes from the page `wfp-error-codes` and the function
//! pages.

use crate::base::NTSTATUS;

constants! {
    /// Done. From the unregister functions it is the only value that means "unregistered".
    pub const STATUS_SUCCESS: NTSTATUS = 0x0000_0000_u32.cast_signed();
    /// Not done yet, though `NT_SUCCESS` takes it for success. From
    /// [`FwpsFlowRemoveContext0`](crate::FwpsFlowRemoveContext0): the flow-delete function has not run yet.
    pub const STATUS_PENDING: NTSTATUS = 0x0000_0103_u32.cast_signed();
    /// Refused, though `NT_SUCCESS` takes it for success. From
    /// [`FwpsFlowAssociateContext0`](crate::FwpsFlowAssociateContext0): the flow keeps the context that it has.
    pub const STATUS_OBJECT_NAME_EXISTS: NTSTATUS = 0x4000_0000_u32.cast_signed();
    /// A warning, so a failure. From the unregister functions: flow contexts remain; remove them and call again.
    pub const STATUS_DEVICE_BUSY: NTSTATUS = 0x8000_0011_u32.cast_signed();
    /// From [`FwpsFlowRemoveContext0`](crate::FwpsFlowRemoveContext0): this flow has no context of this callout.
    pub const STATUS_UNSUCCESSFUL: NTSTATUS = 0xC000_0001_u32.cast_signed();
    /// The caller may not do this.
    pub const STATUS_ACCESS_DENIED: NTSTATUS = 0xC000_0022_u32.cast_signed();
    /// No memory.
    pub const STATUS_NO_MEMORY: NTSTATUS = 0xC000_0017_u32.cast_signed();
    /// No memory or another resource ran out.
    pub const STATUS_INSUFFICIENT_RESOURCES: NTSTATUS = 0xC000_009A_u32.cast_signed();
    /// An argument is wrong. From [`FwpsFlowAssociateContext0`](crate::FwpsFlowAssociateContext0): the context is
    /// zero, or the callout has no flow-delete function.
    pub const STATUS_INVALID_PARAMETER: NTSTATUS = 0xC000_000D_u32.cast_signed();
    /// The request does not fit the device; also what a driver without an unload function gives to whoever unloads it.
    pub const STATUS_INVALID_DEVICE_REQUEST: NTSTATUS = 0xC000_0010_u32.cast_signed();
    /// The device is in a state that does not allow the request.
    pub const STATUS_INVALID_DEVICE_STATE: NTSTATUS = 0xC000_0184_u32.cast_signed();
    /// The device is not ready.
    pub const STATUS_DEVICE_NOT_READY: NTSTATUS = 0xC000_00A3_u32.cast_signed();
    /// The object is being deleted.
    pub const STATUS_DELETE_PENDING: NTSTATUS = 0xC000_0056_u32.cast_signed();
    /// Not supported. Seen from the unregister functions above `PASSIVE_LEVEL` (field report, not documented).
    pub const STATUS_NOT_SUPPORTED: NTSTATUS = 0xC000_00BB_u32.cast_signed();
    /// Nothing was found.
    pub const STATUS_NOT_FOUND: NTSTATUS = 0xC000_0225_u32.cast_signed();
    /// No object has that name.
    pub const STATUS_OBJECT_NAME_NOT_FOUND: NTSTATUS = 0xC000_0034_u32.cast_signed();
    /// An object has that name already.
    pub const STATUS_OBJECT_NAME_COLLISION: NTSTATUS = 0xC000_0035_u32.cast_signed();
    /// The driver made a mistake; what a second `WdfDriverCreate` returns.
    pub const STATUS_DRIVER_INTERNAL_ERROR: NTSTATUS = 0xC000_0183_u32.cast_signed();
    /// The call to the base filtering engine failed. Seen from [`FwpmFilterDeleteById0`](crate::FwpmFilterDeleteById0)
    /// for a moment only (field report, not documented): try again.
    pub const RPC_NT_CALL_FAILED: NTSTATUS = 0xC002_001B_u32.cast_signed();
    /// The buffer is too small; the function says how much is needed.
    pub const STATUS_BUFFER_TOO_SMALL: NTSTATUS = 0xC000_0023_u32.cast_signed();
    /// A structure has not the size that the function expects.
    pub const STATUS_INFO_LENGTH_MISMATCH: NTSTATUS = 0xC000_0004_u32.cast_signed();
    /// A handle or value is of another type than required.
    pub const STATUS_OBJECT_TYPE_MISMATCH: NTSTATUS = 0xC000_0024_u32.cast_signed();
    /// No such callout: it is gone, or never was.
    pub const STATUS_FWP_CALLOUT_NOT_FOUND: NTSTATUS = 0xC022_0001_u32.cast_signed();
    /// The layer does not offer this condition.
    pub const STATUS_FWP_CONDITION_NOT_FOUND: NTSTATUS = 0xC022_0002_u32.cast_signed();
    /// No such filter: it is gone, or never was.
    pub const STATUS_FWP_FILTER_NOT_FOUND: NTSTATUS = 0xC022_0003_u32.cast_signed();
    /// No such layer.
    pub const STATUS_FWP_LAYER_NOT_FOUND: NTSTATUS = 0xC022_0004_u32.cast_signed();
    /// No such provider.
    pub const STATUS_FWP_PROVIDER_NOT_FOUND: NTSTATUS = 0xC022_0005_u32.cast_signed();
    /// No such provider context.
    pub const STATUS_FWP_PROVIDER_CONTEXT_NOT_FOUND: NTSTATUS = 0xC022_0006_u32.cast_signed();
    /// No such sublayer.
    pub const STATUS_FWP_SUBLAYER_NOT_FOUND: NTSTATUS = 0xC022_0007_u32.cast_signed();
    /// No such object.
    pub const STATUS_FWP_NOT_FOUND: NTSTATUS = 0xC022_0008_u32.cast_signed();
    /// The key is in use. From the register functions: an earlier load left its callout behind.
    pub const STATUS_FWP_ALREADY_EXISTS: NTSTATUS = 0xC022_0009_u32.cast_signed();
    /// From the unregister functions: another thread is registering or unregistering the callout; wait and call again.
    /// From the delete functions: another object still refers to this one.
    pub const STATUS_FWP_IN_USE: NTSTATUS = 0xC022_000A_u32.cast_signed();
    /// A dynamic session may not delete static objects.
    pub const STATUS_FWP_DYNAMIC_SESSION_IN_PROGRESS: NTSTATUS = 0xC022_000B_u32.cast_signed();
    /// The object belongs to another dynamic session.
    pub const STATUS_FWP_WRONG_SESSION: NTSTATUS = 0xC022_000C_u32.cast_signed();
    /// There is no transaction to end.
    pub const STATUS_FWP_NO_TXN_IN_PROGRESS: NTSTATUS = 0xC022_000D_u32.cast_signed();
    /// The session has an open transaction already.
    pub const STATUS_FWP_TXN_IN_PROGRESS: NTSTATUS = 0xC022_000E_u32.cast_signed();
    /// The engine aborted the transaction.
    pub const STATUS_FWP_TXN_ABORTED: NTSTATUS = 0xC022_000F_u32.cast_signed();
    /// The engine ended the session. The handle must be closed all the same.
    pub const STATUS_FWP_SESSION_ABORTED: NTSTATUS = 0xC022_0010_u32.cast_signed();
    /// Writing is not allowed in a read-only transaction.
    pub const STATUS_FWP_INCOMPATIBLE_TXN: NTSTATUS = 0xC022_0011_u32.cast_signed();
    /// The transaction lock was not obtained in time.
    pub const STATUS_FWP_TIMEOUT: NTSTATUS = 0xC022_0012_u32.cast_signed();
    /// Network events are not collected: an engine option turns them on.
    pub const STATUS_FWP_NET_EVENTS_DISABLED: NTSTATUS = 0xC022_0013_u32.cast_signed();
    /// The object does not belong to this layer.
    pub const STATUS_FWP_INCOMPATIBLE_LAYER: NTSTATUS = 0xC022_0014_u32.cast_signed();
    /// Only kernel-mode callers may do this.
    pub const STATUS_FWP_KM_CLIENTS_ONLY: NTSTATUS = 0xC022_0015_u32.cast_signed();
    /// A longer-lived object may not refer to a shorter-lived one.
    pub const STATUS_FWP_LIFETIME_MISMATCH: NTSTATUS = 0xC022_0016_u32.cast_signed();
    /// Built-in objects cannot be deleted or changed.
    pub const STATUS_FWP_BUILTIN_OBJECT: NTSTATUS = 0xC022_0017_u32.cast_signed();
    /// The limit of registered callouts (100 000) is reached.
    pub const STATUS_FWP_TOO_MANY_CALLOUTS: NTSTATUS = 0xC022_0018_u32.cast_signed();
    /// A notification was lost, for its queue was full.
    pub const STATUS_FWP_NOTIFICATION_DROPPED: NTSTATUS = 0xC022_0019_u32.cast_signed();
    /// The traffic parameters do not match those of the security association context.
    pub const STATUS_FWP_TRAFFIC_MISMATCH: NTSTATUS = 0xC022_001A_u32.cast_signed();
    /// The state of the security association does not allow the call.
    pub const STATUS_FWP_INCOMPATIBLE_SA_STATE: NTSTATUS = 0xC022_001B_u32.cast_signed();
    /// A required pointer is NULL.
    pub const STATUS_FWP_NULL_POINTER: NTSTATUS = 0xC022_001C_u32.cast_signed();
    /// An enumerator is not one of those that are defined.
    pub const STATUS_FWP_INVALID_ENUMERATOR: NTSTATUS = 0xC022_001D_u32.cast_signed();
    /// A flag is not allowed here.
    pub const STATUS_FWP_INVALID_FLAGS: NTSTATUS = 0xC022_001E_u32.cast_signed();
    /// The network mask is invalid.
    pub const STATUS_FWP_INVALID_NET_MASK: NTSTATUS = 0xC022_001F_u32.cast_signed();
    /// The range is invalid.
    pub const STATUS_FWP_INVALID_RANGE: NTSTATUS = 0xC022_0020_u32.cast_signed();
    /// The time interval is invalid.
    pub const STATUS_FWP_INVALID_INTERVAL: NTSTATUS = 0xC022_0021_u32.cast_signed();
    /// An array has no elements.
    pub const STATUS_FWP_ZERO_LENGTH_ARRAY: NTSTATUS = 0xC022_0022_u32.cast_signed();
    /// The display name is NULL.
    pub const STATUS_FWP_NULL_DISPLAY_NAME: NTSTATUS = 0xC022_0023_u32.cast_signed();
    /// The action is not allowed in a filter.
    pub const STATUS_FWP_INVALID_ACTION_TYPE: NTSTATUS = 0xC022_0024_u32.cast_signed();
    /// The weight has a type or value that is not allowed.
    pub const STATUS_FWP_INVALID_WEIGHT: NTSTATUS = 0xC022_0025_u32.cast_signed();
    /// The match type does not fit the data type.
    pub const STATUS_FWP_MATCH_TYPE_MISMATCH: NTSTATUS = 0xC022_0026_u32.cast_signed();
    /// A value has another type than expected.
    pub const STATUS_FWP_TYPE_MISMATCH: NTSTATUS = 0xC022_0027_u32.cast_signed();
    /// A number is out of bounds.
    pub const STATUS_FWP_OUT_OF_BOUNDS: NTSTATUS = 0xC022_0028_u32.cast_signed();
    /// A reserved member is not zero.
    pub const STATUS_FWP_RESERVED: NTSTATUS = 0xC022_0029_u32.cast_signed();
    /// A condition occurs twice where it may not.
    pub const STATUS_FWP_DUPLICATE_CONDITION: NTSTATUS = 0xC022_002A_u32.cast_signed();
    /// A policy names a keying module twice.
    pub const STATUS_FWP_DUPLICATE_KEYMOD: NTSTATUS = 0xC022_002B_u32.cast_signed();
    /// The layer does not allow this action.
    pub const STATUS_FWP_ACTION_INCOMPATIBLE_WITH_LAYER: NTSTATUS = 0xC022_002C_u32.cast_signed();
    /// The sublayer does not allow this action.
    pub const STATUS_FWP_ACTION_INCOMPATIBLE_WITH_SUBLAYER: NTSTATUS = 0xC022_002D_u32.cast_signed();
    /// The layer does not allow this context.
    pub const STATUS_FWP_CONTEXT_INCOMPATIBLE_WITH_LAYER: NTSTATUS = 0xC022_002E_u32.cast_signed();
    /// The callout does not take this context.
    pub const STATUS_FWP_CONTEXT_INCOMPATIBLE_WITH_CALLOUT: NTSTATUS = 0xC022_002F_u32.cast_signed();
    /// The authentication method does not fit the policy type.
    pub const STATUS_FWP_INCOMPATIBLE_AUTH_METHOD: NTSTATUS = 0xC022_0030_u32.cast_signed();
    /// The Diffie-Hellman group does not fit the policy type.
    pub const STATUS_FWP_INCOMPATIBLE_DH_GROUP: NTSTATUS = 0xC022_0031_u32.cast_signed();
    /// Extended mode does not fit the policy type.
    pub const STATUS_FWP_EM_NOT_SUPPORTED: NTSTATUS = 0xC022_0032_u32.cast_signed();
    /// The filter could never match.
    pub const STATUS_FWP_NEVER_MATCH: NTSTATUS = 0xC022_0033_u32.cast_signed();
    /// The provider context has another type than required.
    pub const STATUS_FWP_PROVIDER_CONTEXT_MISMATCH: NTSTATUS = 0xC022_0034_u32.cast_signed();
    /// An argument is wrong.
    pub const STATUS_FWP_INVALID_PARAMETER: NTSTATUS = 0xC022_0035_u32.cast_signed();
    /// The limit of sublayers is reached.
    pub const STATUS_FWP_TOO_MANY_SUBLAYERS: NTSTATUS = 0xC022_0036_u32.cast_signed();
    /// The callout's notify function rejected the filter.
    pub const STATUS_FWP_CALLOUT_NOTIFICATION_FAILED: NTSTATUS = 0xC022_0037_u32.cast_signed();
    /// The authentication transform is invalid.
    pub const STATUS_FWP_INVALID_AUTH_TRANSFORM: NTSTATUS = 0xC022_0038_u32.cast_signed();
    /// The cipher transform is invalid.
    pub const STATUS_FWP_INVALID_CIPHER_TRANSFORM: NTSTATUS = 0xC022_0039_u32.cast_signed();
    /// The cipher transform does not fit the policy.
    pub const STATUS_FWP_INCOMPATIBLE_CIPHER_TRANSFORM: NTSTATUS = 0xC022_003A_u32.cast_signed();
    /// The combination of transforms is invalid.
    pub const STATUS_FWP_INVALID_TRANSFORM_COMBINATION: NTSTATUS = 0xC022_003B_u32.cast_signed();
    /// A policy names an authentication method twice.
    pub const STATUS_FWP_DUPLICATE_AUTH_METHOD: NTSTATUS = 0xC022_003C_u32.cast_signed();
    /// A tunnel endpoint is invalid.
    pub const STATUS_FWP_INVALID_TUNNEL_ENDPOINT: NTSTATUS = 0xC022_003D_u32.cast_signed();
    /// The driver of the layer-2 filters is not ready.
    pub const STATUS_FWP_L2_DRIVER_NOT_READY: NTSTATUS = 0xC022_003E_u32.cast_signed();
    /// Another key dictator is registered.
    pub const STATUS_FWP_KEY_DICTATOR_ALREADY_REGISTERED: NTSTATUS = 0xC022_003F_u32.cast_signed();
    /// The dictated keys are not usable.
    pub const STATUS_FWP_KEY_DICTATION_INVALID_KEYING_MATERIAL: NTSTATUS = 0xC022_0040_u32.cast_signed();
    /// Connections are not tracked: an engine option turns that on.
    pub const STATUS_FWP_CONNECTIONS_DISABLED: NTSTATUS = 0xC022_0041_u32.cast_signed();
    /// The DNS name is invalid.
    pub const STATUS_FWP_INVALID_DNS_NAME: NTSTATUS = 0xC022_0042_u32.cast_signed();
    /// The engine option is still on, for another one needs it.
    pub const STATUS_FWP_STILL_ON: NTSTATUS = 0xC022_0043_u32.cast_signed();
    /// The key exchange service (IKEEXT) does not run.
    pub const STATUS_FWP_IKEEXT_NOT_RUNNING: NTSTATUS = 0xC022_0044_u32.cast_signed();
    /// The TCP/IP stack is not ready; try again later.
    pub const STATUS_FWP_TCPIP_NOT_READY: NTSTATUS = 0xC022_0100_u32.cast_signed();
    /// The injection handle is being destroyed.
    pub const STATUS_FWP_INJECT_HANDLE_CLOSING: NTSTATUS = 0xC022_0101_u32.cast_signed();
    /// The injection handle is of another type.
    pub const STATUS_FWP_INJECT_HANDLE_STALE: NTSTATUS = 0xC022_0102_u32.cast_signed();
    /// This classify cannot be pended: a re-authorization, or a layer without pending.
    pub const STATUS_FWP_CANNOT_PEND: NTSTATUS = 0xC022_0103_u32.cast_signed();
    /// Drop without an ICMP answer.
    pub const STATUS_FWP_DROP_NOICMP: NTSTATUS = 0xC022_0104_u32.cast_signed();
}
