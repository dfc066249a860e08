//! Redirection: changing a bind or connect, and telling a local proxy about it.
//!
//! The numbers of [`FWPS_CONNECTION_REDIRECT_STATE`] follow the order on its page. The data that may be changed comes from
//! [`FwpsAcquireWritableLayerDataPointer0`](crate::FwpsAcquireWritableLayerDataPointer0).

use core::ffi::c_void;

use crate::base::{GUID, HANDLE, NTSTATUS};
use crate::net::SOCKADDR_STORAGE;

/// How a connection was redirected. Source: `ne-fwpsk-fwps_connection_redirect_state_`.
pub type FWPS_CONNECTION_REDIRECT_STATE = i32;

constants! {
    /// Not redirected.
    pub const FWPS_CONNECTION_NOT_REDIRECTED: FWPS_CONNECTION_REDIRECT_STATE = 0;
    /// Redirected through this handle.
    pub const FWPS_CONNECTION_REDIRECTED_BY_SELF: FWPS_CONNECTION_REDIRECT_STATE = 1;
    /// Redirected by another driver.
    pub const FWPS_CONNECTION_REDIRECTED_BY_OTHER: FWPS_CONNECTION_REDIRECT_STATE = 2;
    /// Redirected through this handle, then by another driver.
    pub const FWPS_CONNECTION_PREVIOUSLY_REDIRECTED_BY_SELF: FWPS_CONNECTION_REDIRECT_STATE = 3;
}

/// A bind that may be changed. **Since** Windows 7. Source: `ns-fwpsk-_fwps_bind_request0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_BIND_REQUEST0 {
    /// Local address and port.
    pub localAddressAndPort: SOCKADDR_STORAGE,
    /// Reservation of the port.
    pub portReservationToken: u64,
    /// The request before the last change, or NULL.
    pub previousVersion: *mut FWPS_BIND_REQUEST0,
    /// The filter whose callout made the last change.
    pub modifierFilterId: u64,
}

/// A connect that may be changed, in the shape of Windows 8 and later; in Windows 7 it ends after
/// `modifierFilterId`. Source: `ns-fwpsk-_fwps_connect_request0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_CONNECT_REQUEST0 {
    /// Local address and port.
    pub localAddressAndPort: SOCKADDR_STORAGE,
    /// Remote address and port.
    pub remoteAddressAndPort: SOCKADDR_STORAGE,
    /// Reservation of the port.
    pub portReservationToken: u64,
    /// Process to which the connection is redirected.
    pub localRedirectTargetPID: u32,
    /// The request before the last change, or NULL.
    pub previousVersion: *mut FWPS_CONNECT_REQUEST0,
    /// The filter whose callout made the last change.
    pub modifierFilterId: u64,
    /// Since Windows 8: the redirect handle.
    pub localRedirectHandle: HANDLE,
    /// Since Windows 8: a context for the proxy, from the pool; the engine frees it when the proxied flow is removed.
    pub localRedirectContext: *mut c_void,
    /// Since Windows 8: its size.
    pub localRedirectContextSize: usize,
}

zero!(FWPS_BIND_REQUEST0, FWPS_CONNECT_REQUEST0);

layout! {
    FWPS_BIND_REQUEST0 = (152, 8) {
        localAddressAndPort = (0, 128),
        portReservationToken = (128, 8),
        previousVersion = (136, 8),
        modifierFilterId = (144, 8),
    }
    FWPS_CONNECT_REQUEST0 = (312, 8) {
        localAddressAndPort = (0, 128),
        remoteAddressAndPort = (128, 128),
        portReservationToken = (256, 8),
        localRedirectTargetPID = (264, 4),
        previousVersion = (272, 8),
        modifierFilterId = (280, 8),
        localRedirectHandle = (288, 8),
        localRedirectContext = (296, 8),
        localRedirectContextSize = (304, 8),
    }
}

functions! {
    /// Creates a redirect handle. `flags` is zero.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** Each success is one [`FwpsRedirectHandleDestroy0`].
    ///
    /// Source: `nf-fwpsk-fwpsredirecthandlecreate0`.
    #[must_use = "without a handle a connection cannot be redirected to a local proxy"]
    pub fn FwpsRedirectHandleCreate0(
        providerGuid: *const GUID,
        flags: u32,
        redirectHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Destroys a redirect handle.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8.
    ///
    /// **Unload.** Whether it waits for anything is not documented: destroy it after the callouts are
    /// unregistered.
    ///
    /// Source: `nf-fwpsk-fwpsredirecthandledestroy0`.
    pub fn FwpsRedirectHandleDestroy0(redirectHandle: HANDLE);

    /// How a connection was redirected: a callout that redirects asks this first, else it redirects its own proxy.
    /// `redirectContext` may be NULL.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// Source: `nf-fwpsk-fwpsqueryconnectionredirectstate0`.
    #[must_use]
    pub fn FwpsQueryConnectionRedirectState0(
        redirectRecords: HANDLE,
        redirectHandle: HANDLE,
        redirectContext: *mut *mut c_void,
    ) -> FWPS_CONNECTION_REDIRECT_STATE;

    /// The redirect records of a connection in the form that a proxy hands to its socket. `OutputBuffer` and
    /// `BytesTransferred` may be NULL.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_BUFFER_TOO_SMALL`](crate::STATUS_BUFFER_TOO_SMALL); [`STATUS_NOT_FOUND`](crate::STATUS_NOT_FOUND);
    /// others.
    ///
    /// Source: `nf-fwpsk-fwpsqueryconnectionsioformatredirectrecords0`.
    #[must_use]
    pub fn FwpsQueryConnectionSioFormatRedirectRecords0(
        RedirectRecords: HANDLE,
        OutputBuffer: *mut c_void,
        OutputBufferLength: usize,
        BytesTransferred: *mut usize,
    ) -> NTSTATUS;
}
