//! Injection: putting packets back, or new ones in.
//!
//! A buffer list that was handed to an inject function is outstanding until the completion function has run for it. That
//! function is the driver's code, so an injection that is not done keeps the driver from leaving:
//! [`FwpsInjectionHandleDestroy0`] is what waits.
//!
//! The numbers of `FWPS_INJECTION_TYPE_…` are those of drivers that ship; no header was read for them. Those of
//! [`FWPS_PACKET_INJECTION_STATE`] follow the order on its page.

use core::ffi::c_void;

use crate::base::{BOOLEAN, HANDLE, NTSTATUS};
use crate::ndis::{NDIS_PORT_NUMBER, NDIS_SWITCH_NIC_INDEX, NDIS_SWITCH_PORT_ID, NET_BUFFER_LIST};
use crate::net::{ADDRESS_FAMILY, COMPARTMENT_ID, IF_INDEX, SCOPE_ID, WSACMSGHDR};
use crate::value::FWP_BYTE_BLOB;

/// Where an injected packet comes from. Source: `ne-fwpsk-fwps_packet_injection_state_`.
pub type FWPS_PACKET_INJECTION_STATE = i32;

constants! {
    /// Not injected.
    pub const FWPS_PACKET_NOT_INJECTED: FWPS_PACKET_INJECTION_STATE = 0;
    /// Injected through this handle.
    pub const FWPS_PACKET_INJECTED_BY_SELF: FWPS_PACKET_INJECTION_STATE = 1;
    /// Injected by another driver.
    pub const FWPS_PACKET_INJECTED_BY_OTHER: FWPS_PACKET_INJECTION_STATE = 2;
    /// Injected through this handle, then by another driver.
    pub const FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF: FWPS_PACKET_INJECTION_STATE = 3;
    /// What a handle injects: stream data.
    pub const FWPS_INJECTION_TYPE_STREAM: u32 = 0x1;
    /// What a handle injects: transport data.
    pub const FWPS_INJECTION_TYPE_TRANSPORT: u32 = 0x2;
    /// What a handle injects: IP packets.
    pub const FWPS_INJECTION_TYPE_NETWORK: u32 = 0x4;
    /// What a handle injects: forwarded packets.
    pub const FWPS_INJECTION_TYPE_FORWARD: u32 = 0x8;
    /// What a handle injects: frames.
    pub const FWPS_INJECTION_TYPE_L2: u32 = 0x10;
    /// What a handle injects: frames of a virtual switch.
    pub const FWPS_INJECTION_TYPE_VSWITCH_TRANSPORT: u32 = 0x20;
}

callbacks! {
    /// An injection is done: the result is the list's `Status`.
    ///
    /// Free the buffer list and what `context` points to. Called once for each list of an injected chain.
    /// `dispatchLevel` is nonzero if the IRQL is `DISPATCH_LEVEL` for certain.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// **Unload.** Runs until [`FwpsInjectionHandleDestroy0`] has returned; whether its last instruction has by
    /// then is not documented.
    ///
    /// Source: `nc-fwpsk-fwps_inject_complete0`.
    pub type FWPS_INJECT_COMPLETE0 = fn(
        context: *mut c_void,
        netBufferList: *mut NET_BUFFER_LIST,
        dispatchLevel: BOOLEAN,
    );
}

/// Properties of an outbound packet, version 0. Source: `ns-fwpsk-fwps_transport_send_params0_`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_TRANSPORT_SEND_PARAMS0 {
    /// Remote address.
    pub remoteAddress: *mut u8,
    /// Its scope.
    pub remoteScopeId: SCOPE_ID,
    /// Control data of the socket.
    pub controlData: *mut WSACMSGHDR,
    /// Its length.
    pub controlDataLength: u32,
}

/// Properties of an outbound packet, version 1. **Since** Windows 7. Source:
/// `ns-fwpsk-fwps_transport_send_params1_`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_TRANSPORT_SEND_PARAMS1 {
    /// Remote address.
    pub remoteAddress: *mut u8,
    /// Its scope.
    pub remoteScopeId: SCOPE_ID,
    /// Control data of the socket.
    pub controlData: *mut WSACMSGHDR,
    /// Its length.
    pub controlDataLength: u32,
    /// Header that the sender supplied.
    pub headerIncludeHeader: *mut u8,
    /// Its length.
    pub headerIncludeHeaderLength: u32,
}

zero!(FWPS_TRANSPORT_SEND_PARAMS0, FWPS_TRANSPORT_SEND_PARAMS1);

layout! {
    FWPS_TRANSPORT_SEND_PARAMS0 = (32, 8) {
        remoteAddress = (0, 8),
        remoteScopeId = (8, 4),
        controlData = (16, 8),
        controlDataLength = (24, 4),
    }
    FWPS_TRANSPORT_SEND_PARAMS1 = (48, 8) {
        remoteAddress = (0, 8),
        remoteScopeId = (8, 4),
        controlData = (16, 8),
        controlDataLength = (24, 4),
        headerIncludeHeader = (32, 8),
        headerIncludeHeaderLength = (40, 4),
    }
}

functions! {
    /// Creates an injection handle. `flags` is one or more of `FWPS_INJECTION_TYPE_…`.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Each success is one [`FwpsInjectionHandleDestroy0`].
    ///
    /// Source: `nf-fwpsk-fwpsinjectionhandlecreate0`.
    #[must_use = "without a handle nothing can be injected"]
    pub fn FwpsInjectionHandleCreate0(
        addressFamily: ADDRESS_FAMILY,
        flags: u32,
        injectionHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// Destroys an injection handle. Returns when all pending injections are done.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** It waits, so call it after the callouts are unregistered (no new injections) and with no lock
    /// held that a completion function takes. The code and data of the completion functions stay until it has
    /// returned.
    ///
    /// Source: `nf-fwpsk-fwpsinjectionhandledestroy0`.
    #[must_use = "the handle may still be in use"]
    pub fn FwpsInjectionHandleDestroy0(injectionHandle: HANDLE) -> NTSTATUS;

    /// Whether a packet was injected, and by whom: a callout that injects asks this first, else it sees its own
    /// packets for ever.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// Source: `nf-fwpsk-fwpsquerypacketinjectionstate0`.
    #[must_use]
    pub fn FwpsQueryPacketInjectionState0(
        injectionHandle: HANDLE,
        netBufferList: *const NET_BUFFER_LIST,
        injectionContext: *mut HANDLE,
    ) -> FWPS_PACKET_INJECTION_STATE;

    /// Injects a packet with IP header into the send path, from the outbound IP packet layer on. Ownership of the
    /// buffer list passes on success only (inference: on failure `completionFn` is not called).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INJECT_HANDLE_CLOSING`](crate::STATUS_FWP_INJECT_HANDLE_CLOSING);
    /// [`STATUS_FWP_INJECT_HANDLE_STALE`](crate::STATUS_FWP_INJECT_HANDLE_STALE);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Until `completionFn` has run for it the buffer list belongs to the stack and the function's
    /// code must stay. Destroying the injection handle waits for it.
    ///
    /// Source: `nf-fwpsk-fwpsinjectnetworksendasync0`.
    #[must_use = "on failure the buffer list is still the caller's"]
    pub fn FwpsInjectNetworkSendAsync0(
        injectionHandle: HANDLE,
        injectionContext: HANDLE,
        flags: u32,
        compartmentId: COMPARTMENT_ID,
        netBufferList: *mut NET_BUFFER_LIST,
        completionFn: FWPS_INJECT_COMPLETE0,
        completionContext: HANDLE,
    ) -> NTSTATUS;

    /// Injects a packet with IP header into the receive path, from the inbound IP packet layer on.
    ///
    /// Ownership of the buffer list passes on success only (inference: on failure `completionFn` is not called).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INJECT_HANDLE_CLOSING`](crate::STATUS_FWP_INJECT_HANDLE_CLOSING);
    /// [`STATUS_FWP_INJECT_HANDLE_STALE`](crate::STATUS_FWP_INJECT_HANDLE_STALE);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Until `completionFn` has run for it the buffer list belongs to the stack and the function's
    /// code must stay. Destroying the injection handle waits for it.
    ///
    /// Source: `nf-fwpsk-fwpsinjectnetworkreceiveasync0`.
    #[must_use = "on failure the buffer list is still the caller's"]
    pub fn FwpsInjectNetworkReceiveAsync0(
        injectionHandle: HANDLE,
        injectionContext: HANDLE,
        flags: u32,
        compartmentId: COMPARTMENT_ID,
        interfaceIndex: IF_INDEX,
        subInterfaceIndex: IF_INDEX,
        netBufferList: *mut NET_BUFFER_LIST,
        completionFn: FWPS_INJECT_COMPLETE0,
        completionContext: HANDLE,
    ) -> NTSTATUS;

    /// Injects a packet into the forwarding path. Ownership of the buffer list passes on success only (inference:
    /// on failure `completionFn` is not called).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INJECT_HANDLE_CLOSING`](crate::STATUS_FWP_INJECT_HANDLE_CLOSING);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Until `completionFn` has run for it the buffer list belongs to the stack and the function's
    /// code must stay. Destroying the injection handle waits for it.
    ///
    /// Source: `nf-fwpsk-fwpsinjectforwardasync0`.
    #[must_use = "on failure the buffer list is still the caller's"]
    pub fn FwpsInjectForwardAsync0(
        injectionHandle: HANDLE,
        injectionContext: HANDLE,
        flags: u32,
        addressFamily: ADDRESS_FAMILY,
        compartmentId: COMPARTMENT_ID,
        interfaceIndex: IF_INDEX,
        netBufferList: *mut NET_BUFFER_LIST,
        completionFn: FWPS_INJECT_COMPLETE0,
        completionContext: HANDLE,
    ) -> NTSTATUS;

    /// Injects transport data into the send path, version 0: without a header that the sender supplied.
    ///
    /// Ownership of the buffer list passes on success only (inference: on failure `completionFn` is not called).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INJECT_HANDLE_CLOSING`](crate::STATUS_FWP_INJECT_HANDLE_CLOSING);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Until `completionFn` has run for it the buffer list belongs to the stack and the function's
    /// code must stay. Destroying the injection handle waits for it.
    ///
    /// Source: `nf-fwpsk-fwpsinjecttransportsendasync0`.
    #[must_use = "on failure the buffer list is still the caller's"]
    pub fn FwpsInjectTransportSendAsync0(
        injectionHandle: HANDLE,
        injectionContext: HANDLE,
        endpointHandle: u64,
        flags: u32,
        sendArgs: *mut FWPS_TRANSPORT_SEND_PARAMS0,
        addressFamily: ADDRESS_FAMILY,
        compartmentId: COMPARTMENT_ID,
        netBufferList: *mut NET_BUFFER_LIST,
        completionFn: FWPS_INJECT_COMPLETE0,
        completionContext: HANDLE,
    ) -> NTSTATUS;

    /// Injects transport data into the send path, version 1. Ownership of the buffer list passes on success only
    /// (inference: on failure `completionFn` is not called).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INJECT_HANDLE_CLOSING`](crate::STATUS_FWP_INJECT_HANDLE_CLOSING);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Until `completionFn` has run for it the buffer list belongs to the stack and the function's
    /// code must stay. Destroying the injection handle waits for it.
    ///
    /// Source: `nf-fwpsk-fwpsinjecttransportsendasync1`.
    #[must_use = "on failure the buffer list is still the caller's"]
    pub fn FwpsInjectTransportSendAsync1(
        injectionHandle: HANDLE,
        injectionContext: HANDLE,
        endpointHandle: u64,
        flags: u32,
        sendArgs: *mut FWPS_TRANSPORT_SEND_PARAMS1,
        addressFamily: ADDRESS_FAMILY,
        compartmentId: COMPARTMENT_ID,
        netBufferList: *mut NET_BUFFER_LIST,
        completionFn: FWPS_INJECT_COMPLETE0,
        completionContext: HANDLE,
    ) -> NTSTATUS;

    /// Injects transport data into the receive path. Ownership of the buffer list passes on success only
    /// (inference: on failure `completionFn` is not called).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INJECT_HANDLE_CLOSING`](crate::STATUS_FWP_INJECT_HANDLE_CLOSING);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Until `completionFn` has run for it the buffer list belongs to the stack and the function's
    /// code must stay. Destroying the injection handle waits for it.
    ///
    /// Source: `nf-fwpsk-fwpsinjecttransportreceiveasync0`.
    #[must_use = "on failure the buffer list is still the caller's"]
    pub fn FwpsInjectTransportReceiveAsync0(
        injectionHandle: HANDLE,
        injectionContext: HANDLE,
        reserved: *mut c_void,
        flags: u32,
        addressFamily: ADDRESS_FAMILY,
        compartmentId: COMPARTMENT_ID,
        interfaceIndex: IF_INDEX,
        subInterfaceIndex: IF_INDEX,
        netBufferList: *mut NET_BUFFER_LIST,
        completionFn: FWPS_INJECT_COMPLETE0,
        completionContext: HANDLE,
    ) -> NTSTATUS;

    /// Injects frames into the send path of layer 2. Ownership of the buffer list passes on success only
    /// (inference: on failure `completionFn` is not called).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INJECT_HANDLE_CLOSING`](crate::STATUS_FWP_INJECT_HANDLE_CLOSING);
    /// [`STATUS_FWP_INJECT_HANDLE_STALE`](crate::STATUS_FWP_INJECT_HANDLE_STALE);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Until `completionFn` has run for it the buffer list belongs to the stack and the function's
    /// code must stay. Destroying the injection handle waits for it.
    ///
    /// Source: `nf-fwpsk-fwpsinjectmacsendasync0`.
    #[must_use = "on failure the buffer list is still the caller's"]
    pub fn FwpsInjectMacSendAsync0(
        injectionHandle: HANDLE,
        injectionContext: HANDLE,
        flags: u32,
        layerId: u16,
        interfaceIndex: IF_INDEX,
        NdisPortNumber: NDIS_PORT_NUMBER,
        netBufferLists: *mut NET_BUFFER_LIST,
        completionFn: FWPS_INJECT_COMPLETE0,
        completionContext: HANDLE,
    ) -> NTSTATUS;

    /// Injects frames into the receive path of layer 2. Ownership of the buffer list passes on success only
    /// (inference: on failure `completionFn` is not called).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INJECT_HANDLE_CLOSING`](crate::STATUS_FWP_INJECT_HANDLE_CLOSING);
    /// [`STATUS_FWP_INJECT_HANDLE_STALE`](crate::STATUS_FWP_INJECT_HANDLE_STALE);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Until `completionFn` has run for it the buffer list belongs to the stack and the function's
    /// code must stay. Destroying the injection handle waits for it.
    ///
    /// Source: `nf-fwpsk-fwpsinjectmacreceiveasync0`.
    #[must_use = "on failure the buffer list is still the caller's"]
    pub fn FwpsInjectMacReceiveAsync0(
        injectionHandle: HANDLE,
        injectionContext: HANDLE,
        flags: u32,
        layerId: u16,
        interfaceIndex: IF_INDEX,
        NdisPortNumber: NDIS_PORT_NUMBER,
        netBufferLists: *mut NET_BUFFER_LIST,
        completionFn: FWPS_INJECT_COMPLETE0,
        completionContext: HANDLE,
    ) -> NTSTATUS;

    /// Injects frames into the ingress path of a virtual switch. Ownership of the buffer list passes on success
    /// only (inference: on failure `completionFn` is not called).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** Until `completionFn` has run for it the buffer list belongs to the stack and the function's
    /// code must stay. Destroying the injection handle waits for it.
    ///
    /// Source: `nf-fwpsk-fwpsinjectvswitchethernetingressasync0`.
    #[must_use = "on failure the buffer list is still the caller's"]
    pub fn FwpsInjectvSwitchEthernetIngressAsync0(
        injectionHandle: HANDLE,
        injectionContext: HANDLE,
        flags: u32,
        reserved: *mut c_void,
        vSwitchId: *const FWP_BYTE_BLOB,
        vSwitchSourcePortId: NDIS_SWITCH_PORT_ID,
        vSwitchSourceNicIndex: NDIS_SWITCH_NIC_INDEX,
        netBufferLists: *mut NET_BUFFER_LIST,
        completionFn: FWPS_INJECT_COMPLETE0,
        completionContext: HANDLE,
    ) -> NTSTATUS;
}
