//! Buffer lists: cloning, allocating, referencing, tagging them, and asking about them.
//!
//! A clone, a reference and a context are each outstanding until they are given back. Only injection handles have a
//! function that waits; for these a driver counts itself.

use core::ffi::c_void;

use crate::base::{BOOLEAN, GUID, NTSTATUS};
use crate::ndis::{MDL, NDIS_HANDLE, NET_BUFFER_LIST};
use crate::net::{ADDRESS_FAMILY, IF_INDEX, IPPROTO, WSACMSGHDR};

/// What happened to a buffer list. Source: `ne-fwpsk-fwps_net_buffer_list_event_type0_`.
pub type FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = i32;

constants! {
    /// Event: it entered the stack.
    pub const FWPS_NET_BUFFER_LIST_ENTERED_NETIO: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 0;
    /// Event: the stack cloned it.
    pub const FWPS_NET_BUFFER_LIST_CLONED_BY_NETIO: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 1;
    /// Event: a callout cloned it.
    pub const FWPS_NET_BUFFER_LIST_CLONED_VIA_WFP_API: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 2;
    /// Event: the stack duplicated it.
    pub const FWPS_NET_BUFFER_LIST_DUPLICATED_BY_NETIO: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 3;
    /// Event: it left the stack.
    pub const FWPS_NET_BUFFER_LIST_EXIT_NETIO: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 4;
    /// Event: the context was removed.
    pub const FWPS_NET_BUFFER_LIST_CONTEXT_REMOVED: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 5;
    /// Event: its send completed.
    pub const FWPS_NET_BUFFER_LIST_NDIS_SEND_COMPLETE: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 6;
    /// Event: its receive completed.
    pub const FWPS_NET_BUFFER_LIST_NDIS_RECV_COMPLETE: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 7;
    /// Event: its send completed at the Ethernet layer.
    pub const FWPS_NET_BUFFER_LIST_NDIS_ETHERNET_SEND_COMPLETE: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 6;
    /// Event: its receive completed at the Ethernet layer.
    pub const FWPS_NET_BUFFER_LIST_NDIS_ETHERNET_RECV_COMPLETE: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 7;
    /// Event: its send completed at the native layer.
    pub const FWPS_NET_BUFFER_LIST_NDIS_NATIVE_SEND_COMPLETE: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 8;
    /// Event: its receive completed at the native layer.
    pub const FWPS_NET_BUFFER_LIST_NDIS_NATIVE_RECV_COMPLETE: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 9;
    /// Event: it completed on ingress of a virtual switch.
    pub const FWPS_NET_BUFFER_LIST_NDIS_VSWITCH_INGRESS_COMPLETE: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 10;
    /// Event: it completed on egress of a virtual switch.
    pub const FWPS_NET_BUFFER_LIST_NDIS_VSWITCH_EGRESS_COMPLETE: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 11;
    /// Event: NDIS cloned it.
    pub const FWPS_NET_BUFFER_LIST_CLONED_BY_NDIS: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 12;
    /// Event: it is a fragment that was reassembled.
    pub const FWPS_NET_BUFFER_LIST_REASSEMBLED_FRAGMENT: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 13;
    /// Event: it is the result of a reassembly.
    pub const FWPS_NET_BUFFER_LIST_REASSEMBLY_COMPLETE: FWPS_NET_BUFFER_LIST_EVENT_TYPE0 = 14;
}

callbacks! {
    /// Told what happens to a buffer list with a context, version 0. `newNetBufferList` may be NULL.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7.
    ///
    /// **Unload.** Runs for every context that is still attached: the tag's lists must be through before the code
    /// goes. Nothing waits for that.
    ///
    /// Source: `nc-fwpsk-fwps_net_buffer_list_notify_fn0`.
    pub type FWPS_NET_BUFFER_LIST_NOTIFY_FN0 = fn(
        eventType: FWPS_NET_BUFFER_LIST_EVENT_TYPE0,
        netBufferList: *mut NET_BUFFER_LIST,
        newNetBufferList: *mut NET_BUFFER_LIST,
        layerId: u16,
        context: u64,
        contextTag: u64,
    );

    /// Told what happens to a buffer list with a context, version 1. Return
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8.
    ///
    /// **Unload.** As version 0.
    ///
    /// Source: `nc-fwpsk-fwps_net_buffer_list_notify_fn1`.
    pub type FWPS_NET_BUFFER_LIST_NOTIFY_FN1 = fn(
        eventType: FWPS_NET_BUFFER_LIST_EVENT_TYPE0,
        netBufferList: *mut NET_BUFFER_LIST,
        newNetBufferList: *mut NET_BUFFER_LIST,
        layerId: u16,
        context: u64,
        contextTag: u64,
    ) -> NTSTATUS;
}

/// `IPsec` information of inbound packets: bit-fields.
///
/// In the order of the page, the first in the lowest bit (not verified): `isSecure`, `isTransportMode`, `isTunnelMode`,
/// `isTransportModeVerified`, `isTunnelModeVerified`, `isDeTunneled`. Source:
/// `ns-fwpsk-fwps_packet_list_inbound_ipsec_information0_`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWPS_PACKET_LIST_INBOUND_IPSEC_INFORMATION0 {
    /// All bits.
    pub bits: u32,
}

/// `IPsec` information of outbound packets: bit-fields, named on the page.
///
/// Which bit is which follows the order on the page and was not verified. Source:
/// `ns-fwpsk-fwps_packet_list_outbound_ipsec_information0_`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWPS_PACKET_LIST_OUTBOUND_IPSEC_INFORMATION0 {
    /// All bits.
    pub bits: u32,
}

/// Filtering information of packets: bit-fields, named on the page. Which bit is which follows the order on the
/// page and was not verified. Source: `ns-fwpsk-fwps_packet_list_fwp_information0_`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWPS_PACKET_LIST_FWP_INFORMATION0 {
    /// All bits.
    pub bits: u32,
}

/// `IPsec` information of packets. Source: `ns-fwpsk-fwps_packet_list_ipsec_information0_`.
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWPS_PACKET_LIST_IPSEC_INFORMATION0 {
    /// Of inbound packets.
    pub inbound: FWPS_PACKET_LIST_INBOUND_IPSEC_INFORMATION0,
    /// Of outbound packets.
    pub outbound: FWPS_PACKET_LIST_OUTBOUND_IPSEC_INFORMATION0,
    /// As one number.
    pub flags: u32,
}

/// What the engine knows of packets. Source: `ns-fwpsk-fwps_packet_list_information0_`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_PACKET_LIST_INFORMATION0 {
    /// Of `IPsec`.
    pub ipsecInformation: FWPS_PACKET_LIST_IPSEC_INFORMATION0,
    /// Of filtering.
    pub fwpInformation: FWPS_PACKET_LIST_FWP_INFORMATION0,
}

zero!(FWPS_PACKET_LIST_INFORMATION0);

layout! {
    FWPS_PACKET_LIST_INBOUND_IPSEC_INFORMATION0 = (4, 4) {}
    FWPS_PACKET_LIST_OUTBOUND_IPSEC_INFORMATION0 = (4, 4) {}
    FWPS_PACKET_LIST_FWP_INFORMATION0 = (4, 4) {}
    FWPS_PACKET_LIST_IPSEC_INFORMATION0 = (4, 4) {
        inbound = (0, 4),
        outbound = (0, 4),
        flags = (0, 4),
    }
    FWPS_PACKET_LIST_INFORMATION0 = (8, 4) {
        ipsecInformation = (0, 4),
        fwpInformation = (4, 4),
    }
}

functions! {
    /// Clones a buffer list; the data is shared with the original. The pool handles may be NULL;
    /// `allocateCloneFlags` is zero.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** a newer Windows than 11 22H2 (the page says "WIP build 25324").
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); others.
    ///
    /// **Unload.** Each success is one [`FwpsFreeCloneNetBufferList0`]; until then the original is referenced.
    ///
    /// Source: `nf-fwpsk-fwpsallocatedeepclonenetbufferlist0`.
    #[must_use = "only success makes a clone"]
    pub fn FwpsAllocateCloneNetBufferList0(
        originalNetBufferList: *mut NET_BUFFER_LIST,
        netBufferListPoolHandle: NDIS_HANDLE,
        netBufferPoolHandle: NDIS_HANDLE,
        allocateCloneFlags: u32,
        netBufferList: *mut *mut NET_BUFFER_LIST,
    ) -> NTSTATUS;

    /// Clones a buffer list and its data. The pool handles may be NULL. A driver that names this function does not
    /// load where it is missing.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** a newer Windows than 11 22H2 (the page says "WIP build 25324").
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); others.
    ///
    /// Source: `nf-fwpsk-fwpsallocatedeepclonenetbufferlist0`.
    #[must_use = "only success makes a clone"]
    pub fn FwpsAllocateDeepCloneNetBufferList0(
        originalNetBufferList: *mut NET_BUFFER_LIST,
        netBufferListPoolHandle: NDIS_HANDLE,
        netBufferPoolHandle: NDIS_HANDLE,
        netBufferList: *mut *mut NET_BUFFER_LIST,
    ) -> NTSTATUS;

    /// Frees a clone. `freeCloneFlags` is zero.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// Source: `nf-fwpsk-fwpsfreeclonenetbufferlist0`.
    pub fn FwpsFreeCloneNetBufferList0(netBufferList: *mut NET_BUFFER_LIST, freeCloneFlags: u32);

    /// Allocates a buffer list with one buffer that describes `mdlChain`. The pool is one of
    /// `NdisAllocateNetBufferListPool` with `fAllocateNetBuffer`.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); others.
    ///
    /// **Unload.** Each success is one [`FwpsFreeNetBufferList0`].
    ///
    /// Source: `nf-fwpsk-fwpsallocatenetbufferandnetbufferlist0`.
    #[must_use = "only success makes a list"]
    pub fn FwpsAllocateNetBufferAndNetBufferList0(
        poolHandle: NDIS_HANDLE,
        contextSize: u16,
        contextBackFill: u16,
        mdlChain: *mut MDL,
        dataOffset: u32,
        dataLength: usize,
        netBufferList: *mut *mut NET_BUFFER_LIST,
    ) -> NTSTATUS;

    /// Frees a buffer list of [`FwpsAllocateNetBufferAndNetBufferList0`].
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// Source: `nf-fwpsk-fwpsfreenetbufferlist0`.
    pub fn FwpsFreeNetBufferList0(netBufferList: *mut NET_BUFFER_LIST);

    /// References a buffer list beyond the classify function.
    ///
    /// Not for a long time: a referenced packet holds up power management. With `intendToModify` nonzero, the
    /// packet must be cloned and the clone may be changed.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// **Unload.** Each reference is one [`FwpsDereferenceNetBufferList0`].
    ///
    /// Source: `nf-fwpsk-fwpsreferencenetbufferlist0`.
    pub fn FwpsReferenceNetBufferList0(netBufferList: *mut NET_BUFFER_LIST, intendToModify: BOOLEAN);

    /// Gives a reference back. `dispatchLevel` is nonzero only if the IRQL is `DISPATCH_LEVEL` for certain.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// Source: `nf-fwpsk-fwpsdereferencenetbufferlist0`.
    pub fn FwpsDereferenceNetBufferList0(netBufferList: *mut NET_BUFFER_LIST, dispatchLevel: BOOLEAN);

    /// A tag for contexts of buffer lists.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7.
    ///
    /// Source: `nf-fwpsk-fwpsnetbufferlistgettagforcontext0`.
    #[must_use]
    pub fn FwpsNetBufferListGetTagForContext0() -> u64;

    /// Attaches a context to a buffer list, version 0. `flags` is zero.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** Each success is one context whose notify function can still run; no function lists or waits for
    /// them.
    ///
    /// Source: `nf-fwpsk-fwpsnetbufferlistassociatecontext0`.
    #[must_use = "only success attaches the context"]
    pub fn FwpsNetBufferListAssociateContext0(
        netBufferList: *mut NET_BUFFER_LIST,
        layerId: u16,
        context: u64,
        contextTag: u64,
        providerGUID: *mut GUID,
        deviceObject: *mut c_void,
        notifyFn: FWPS_NET_BUFFER_LIST_NOTIFY_FN0,
        flags: u32,
    ) -> NTSTATUS;

    /// Attaches a context to a buffer list, version 1. `flags` is zero.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** Each success is one context whose notify function can still run; no function lists or waits for
    /// them.
    ///
    /// Source: `nf-fwpsk-fwpsnetbufferlistassociatecontext1`.
    #[must_use = "only success attaches the context"]
    pub fn FwpsNetBufferListAssociateContext1(
        netBufferList: *mut NET_BUFFER_LIST,
        layerId: u16,
        context: u64,
        contextTag: u64,
        providerGUID: *mut GUID,
        deviceObject: *mut c_void,
        notifyFn: FWPS_NET_BUFFER_LIST_NOTIFY_FN1,
        flags: u32,
    ) -> NTSTATUS;

    /// The context of a buffer list; removes it if `removeContext` is nonzero. `flags` is zero.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// Source: `nf-fwpsk-fwpsnetbufferlistretrievecontext0`.
    #[must_use]
    pub fn FwpsNetBufferListRetrieveContext0(
        netBufferList: *mut NET_BUFFER_LIST,
        contextTag: u64,
        removeContext: BOOLEAN,
        flags: u32,
        context: *mut u64,
    ) -> NTSTATUS;

    /// Removes the context of a buffer list. `flags` is zero.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// Source: `nf-fwpsk-fwpsnetbufferlistremovecontext0`.
    #[must_use = "the context may still be attached"]
    pub fn FwpsNetBufferListRemoveContext0(
        netBufferList: *mut NET_BUFFER_LIST,
        contextTag: u64,
        flags: u32,
    ) -> NTSTATUS;

    /// What the engine knows of the protection of packets. `queryFlags` says what to ask for; its flags are named
    /// on the page, without numbers.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); others.
    ///
    /// Source: `nf-fwpsk-fwpsgetpacketlistsecurityinformation0`.
    #[must_use]
    pub fn FwpsGetPacketListSecurityInformation0(
        packetList: *mut NET_BUFFER_LIST,
        queryFlags: u32,
        packetInformation: *mut FWPS_PACKET_LIST_INFORMATION0,
    ) -> NTSTATUS;

    /// Writes an IP header in front of transport data that is to be injected. `controlData` may be NULL, `flags`
    /// is zero and `reserved` NULL.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Server 2008. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); others.
    ///
    /// Source: `nf-fwpsk-fwpsconstructipheaderfortransportpacket0`.
    #[must_use]
    pub fn FwpsConstructIpHeaderForTransportPacket0(
        netBufferList: *mut NET_BUFFER_LIST,
        headerIncludeHeaderSize: u32,
        addressFamily: ADDRESS_FAMILY,
        sourceAddress: *const u8,
        remoteAddress: *const u8,
        nextProtocol: IPPROTO,
        endpointHandle: u64,
        controlData: *const WSACMSGHDR,
        controlDataLength: u32,
        flags: u32,
        reserved: *mut c_void,
        interfaceIndex: IF_INDEX,
        subInterfaceIndex: IF_INDEX,
    ) -> NTSTATUS;

    /// Makes one packet of a group of forwarded fragments. `flags` is zero.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Server 2008. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// Source: `nf-fwpsk-fwpsreassembleforwardfragmentgroup0`.
    #[must_use = "only success makes a list"]
    pub fn FwpsReassembleForwardFragmentGroup0(
        addressFamily: ADDRESS_FAMILY,
        fragmentGroupNblChain: *mut NET_BUFFER_LIST,
        netBufferAndNetBufferListPoolHandle: NDIS_HANDLE,
        dataBackFill: u32,
        flags: u32,
        reassembledNbl: *mut *mut NET_BUFFER_LIST,
    ) -> NTSTATUS;
}
