//! Pending: deciding later than the classify function returns.
//!
//! Two mechanisms. A *completion handle* pends an authorization ([`FwpsPendOperation0`]); a *classify handle* pends the
//! classify itself or gives writable data ([`FwpsAcquireClassifyHandle0`]). Each has calls that come in pairs, and a pair
//! that is open is outstanding: the driver cannot leave before it is closed.

use core::ffi::c_void;

use crate::base::{HANDLE, NTSTATUS};
use crate::fwps::classify::FWPS_CLASSIFY_OUT0;
use crate::ndis::NET_BUFFER_LIST;

functions! {
    /// Pends an authorization, with the `completionHandle` of the metadata. On
    /// [`STATUS_FWP_CANNOT_PEND`](crate::STATUS_FWP_CANNOT_PEND) decide at once: a re-authorization cannot be
    /// pended.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); [`STATUS_FWP_CANNOT_PEND`](crate::STATUS_FWP_CANNOT_PEND);
    /// [`STATUS_FWP_NULL_POINTER`](crate::STATUS_FWP_NULL_POINTER);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Each success is one [`FwpsCompleteOperation0`]. What happens to an operation that nobody
    /// completes is not documented.
    ///
    /// Source: `nf-fwpsk-fwpspendoperation0`.
    #[must_use = "only success needs a completion"]
    pub fn FwpsPendOperation0(completionHandle: HANDLE, completionContext: *mut HANDLE) -> NTSTATUS;

    /// Completes a pended operation; it is authorized again. `netBufferList` may be NULL.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// **Unload.** Complete every operation before the callout is unregistered: the authorization that follows is
    /// a classify.
    ///
    /// Source: `nf-fwpsk-fwpscompleteoperation0`.
    pub fn FwpsCompleteOperation0(completionContext: HANDLE, netBufferList: *mut NET_BUFFER_LIST);

    /// Makes a handle of `classifyContext`, which the functions below need. `flags` is zero.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** Each success is one [`FwpsReleaseClassifyHandle0`].
    ///
    /// Source: `nf-fwpsk-fwpsacquireclassifyhandle0`.
    #[must_use = "without a handle there is nothing to release"]
    pub fn FwpsAcquireClassifyHandle0(
        classifyContext: *mut c_void,
        flags: u32,
        classifyHandle: *mut u64,
    ) -> NTSTATUS;

    /// Releases a classify handle.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7.
    ///
    /// Source: `nf-fwpsk-fwpsreleaseclassifyhandle0`.
    pub fn FwpsReleaseClassifyHandle0(classifyHandle: u64);

    /// Pends a classify, at the layers that allow it. `flags` is zero; `classifyOut` is that of the classify
    /// function.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_CANNOT_PEND`](crate::STATUS_FWP_CANNOT_PEND); others.
    ///
    /// **Unload.** Each success is one [`FwpsCompleteClassify0`], then one [`FwpsReleaseClassifyHandle0`].
    ///
    /// Source: `nf-fwpsk-fwpspendclassify0`.
    #[must_use = "only success needs a completion"]
    pub fn FwpsPendClassify0(
        classifyHandle: u64,
        filterId: u64,
        flags: u32,
        classifyOut: *mut FWPS_CLASSIFY_OUT0,
    ) -> NTSTATUS;

    /// Completes a pended classify with the decision in `classifyOut`; NULL lets the indication be authorized
    /// again.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7.
    ///
    /// **Unload.** As [`FwpsCompleteOperation0`].
    ///
    /// Source: `nf-fwpsk-fwpscompleteclassify0`.
    pub fn FwpsCompleteClassify0(classifyHandle: u64, flags: u32, classifyOut: *const FWPS_CLASSIFY_OUT0);

    /// Gives data of the layer that may be changed: at the redirect layers an
    /// [`FWPS_BIND_REQUEST0`](crate::FWPS_BIND_REQUEST0) or
    /// [`FWPS_CONNECT_REQUEST0`](crate::FWPS_CONNECT_REQUEST0).
    ///
    /// Sets the action to block and takes the right to change it away.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** Each success is one [`FwpsApplyModifiedLayerData0`], also when nothing was changed; else the
    /// classify may not complete.
    ///
    /// Source: `nf-fwpsk-fwpsacquirewritablelayerdatapointer0`.
    #[must_use = "only success needs its apply"]
    pub fn FwpsAcquireWritableLayerDataPointer0(
        classifyHandle: u64,
        filterId: u64,
        flags: u32,
        writableLayerData: *mut *mut c_void,
        classifyOut: *mut FWPS_CLASSIFY_OUT0,
    ) -> NTSTATUS;

    /// Applies the changes. `flags` may be `FWPS_CLASSIFY_FLAG_REAUTHORIZE_IF_MODIFIED_BY_OTHERS`, whose number no
    /// public source has.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7.
    ///
    /// Source: `nf-fwpsk-fwpsapplymodifiedlayerdata0`.
    pub fn FwpsApplyModifiedLayerData0(classifyHandle: u64, modifiedLayerData: *mut c_void, flags: u32);
}
