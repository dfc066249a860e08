//! NDIS types that a callout driver meets: buffer lists, buffers, pools, handles.
//!
//! Types only. The `Ndis…` functions are in `ndis.sys`, which this crate does not link.
//!
//! Source: debug information of WDK 19041; the members of unions that only NDIS uses are left out.

use core::ffi::c_void;

use crate::base::NTSTATUS;

/// A handle of NDIS. Source: `ndis/types.h`.
pub type NDIS_HANDLE = *mut c_void;

/// A port of a network adapter. Source: `ndis/types.h`.
pub type NDIS_PORT_NUMBER = u32;

/// A port of a virtual switch. Source: `ntddndis.h`.
pub type NDIS_SWITCH_PORT_ID = u32;

/// An adapter at a port of a virtual switch. Source: `ntddndis.h`.
pub type NDIS_SWITCH_NIC_INDEX = u16;

/// A pointer to a [`NET_BUFFER_LIST`].
pub type PNET_BUFFER_LIST = *mut NET_BUFFER_LIST;

/// Which slot of [`NET_BUFFER_LIST::NetBufferListInfo`]; some slots have two names. Source: `ndis/nblinfo.h`.
pub type NDIS_NET_BUFFER_LIST_INFO = i32;

constants! {
    /// Slot of `NetBufferListInfo`.
    pub const TcpIpChecksumNetBufferListInfo: NDIS_NET_BUFFER_LIST_INFO = 0;
    /// Slot of `NetBufferListInfo`.
    pub const TcpOffloadBytesTransferred: NDIS_NET_BUFFER_LIST_INFO = 0;
    /// Slot of `NetBufferListInfo`.
    pub const IPsecOffloadV1NetBufferListInfo: NDIS_NET_BUFFER_LIST_INFO = 1;
    /// Slot of `NetBufferListInfo`.
    pub const IPsecOffloadV2NetBufferListInfo: NDIS_NET_BUFFER_LIST_INFO = 1;
    /// Slot of `NetBufferListInfo`.
    pub const TcpLargeSendNetBufferListInfo: NDIS_NET_BUFFER_LIST_INFO = 2;
    /// Slot of `NetBufferListInfo`.
    pub const TcpReceiveNoPush: NDIS_NET_BUFFER_LIST_INFO = 2;
    /// Slot of `NetBufferListInfo`.
    pub const ClassificationHandleNetBufferListInfo: NDIS_NET_BUFFER_LIST_INFO = 3;
    /// Slot of `NetBufferListInfo`.
    pub const Ieee8021QNetBufferListInfo: NDIS_NET_BUFFER_LIST_INFO = 4;
    /// Slot of `NetBufferListInfo`.
    pub const NetBufferListCancelId: NDIS_NET_BUFFER_LIST_INFO = 5;
    /// Slot of `NetBufferListInfo`.
    pub const MediaSpecificInformation: NDIS_NET_BUFFER_LIST_INFO = 6;
    /// Slot of `NetBufferListInfo`.
    pub const NetBufferListFrameType: NDIS_NET_BUFFER_LIST_INFO = 7;
    /// Slot of `NetBufferListInfo`.
    pub const NetBufferListProtocolId: NDIS_NET_BUFFER_LIST_INFO = 7;
    /// Slot of `NetBufferListInfo`.
    pub const NetBufferListHashValue: NDIS_NET_BUFFER_LIST_INFO = 8;
    /// Slot of `NetBufferListInfo`.
    pub const NetBufferListHashInfo: NDIS_NET_BUFFER_LIST_INFO = 9;
    /// Slot of `NetBufferListInfo`.
    pub const WfpNetBufferListInfo: NDIS_NET_BUFFER_LIST_INFO = 10;
    /// Slot of `NetBufferListInfo`.
    pub const IPsecOffloadV2TunnelNetBufferListInfo: NDIS_NET_BUFFER_LIST_INFO = 11;
    /// Slot of `NetBufferListInfo`.
    pub const IPsecOffloadV2HeaderNetBufferListInfo: NDIS_NET_BUFFER_LIST_INFO = 12;
    /// Slot of `NetBufferListInfo`.
    pub const NetBufferListCorrelationId: NDIS_NET_BUFFER_LIST_INFO = 13;
    /// Slot of `NetBufferListInfo`.
    pub const NetBufferListFilteringInfo: NDIS_NET_BUFFER_LIST_INFO = 14;
    /// Slot of `NetBufferListInfo`.
    pub const MediaSpecificInformationEx: NDIS_NET_BUFFER_LIST_INFO = 15;
    /// Slot of `NetBufferListInfo`.
    pub const NblOriginalInterfaceIfIndex: NDIS_NET_BUFFER_LIST_INFO = 16;
    /// Slot of `NetBufferListInfo`.
    pub const NblReAuthWfpFlowContext: NDIS_NET_BUFFER_LIST_INFO = 16;
    /// Slot of `NetBufferListInfo`.
    pub const TcpReceiveBytesTransferred: NDIS_NET_BUFFER_LIST_INFO = 17;
    /// Slot of `NetBufferListInfo`.
    pub const NrtNameResolutionId: NDIS_NET_BUFFER_LIST_INFO = 17;
    /// Slot of `NetBufferListInfo`.
    pub const SwitchForwardingReserved: NDIS_NET_BUFFER_LIST_INFO = 18;
    /// Slot of `NetBufferListInfo`.
    pub const SwitchForwardingDetail: NDIS_NET_BUFFER_LIST_INFO = 19;
    /// Slot of `NetBufferListInfo`.
    pub const VirtualSubnetInfo: NDIS_NET_BUFFER_LIST_INFO = 20;
    /// Slot of `NetBufferListInfo`.
    pub const IMReserved: NDIS_NET_BUFFER_LIST_INFO = 21;
    /// Slot of `NetBufferListInfo`.
    pub const TcpRecvSegCoalesceInfo: NDIS_NET_BUFFER_LIST_INFO = 22;
    /// Slot of `NetBufferListInfo`.
    pub const UdpSegmentationOffloadInfo: NDIS_NET_BUFFER_LIST_INFO = 22;
    /// Slot of `NetBufferListInfo`.
    pub const RscTcpTimestampDelta: NDIS_NET_BUFFER_LIST_INFO = 23;
    /// Slot of `NetBufferListInfo`.
    pub const TcpSendOffloadsSupplementalNetBufferListInfo: NDIS_NET_BUFFER_LIST_INFO = 23;
    /// Slot of `NetBufferListInfo`.
    pub const GftOffloadInformation: NDIS_NET_BUFFER_LIST_INFO = 24;
    /// Slot of `NetBufferListInfo`.
    pub const GftFlowEntryId: NDIS_NET_BUFFER_LIST_INFO = 25;
}

/// A list of buffers: usually one packet.
///
/// Its size depends on the NDIS version: never allocate or copy one, NDIS and WFP functions do that. Members named
/// `Reserved` are of others. Source: `ns-nbl-net_buffer_list`.
#[repr(C, align(16))]
pub struct NET_BUFFER_LIST {
    /// The next list of a chain.
    pub Next: *mut NET_BUFFER_LIST,
    /// The first buffer.
    pub FirstNetBuffer: *mut NET_BUFFER,
    /// Context data.
    pub Context: *mut NET_BUFFER_LIST_CONTEXT,
    /// What it is a clone of.
    pub ParentNetBufferList: *mut NET_BUFFER_LIST,
    /// Its pool.
    pub NdisPoolHandle: NDIS_HANDLE,
    /// `NdisReserved` is aligned to 16.
    _aligns_to_16: u64,
    /// Of NDIS.
    pub NdisReserved: [*mut c_void; 2],
    /// Of protocol drivers.
    pub ProtocolReserved: [*mut c_void; 4],
    /// Of miniport drivers.
    pub MiniportReserved: [*mut c_void; 2],
    /// Of who owns it.
    pub Scratch: *mut c_void,
    /// Who allocated it.
    pub SourceHandle: NDIS_HANDLE,
    /// Flags of NDIS.
    pub NblFlags: u32,
    /// Clones.
    pub ChildRefCount: i32,
    /// Flags of who owns it.
    pub Flags: u32,
    /// Result of a send or an injection.
    pub Status: NTSTATUS,
    /// Indexed by [`NDIS_NET_BUFFER_LIST_INFO`].
    pub NetBufferListInfo: [*mut c_void; 27],
}

/// A buffer: the data begins `CurrentMdlOffset` bytes into `CurrentMdl`. Never allocate or copy one, as with
/// [`NET_BUFFER_LIST`]. Source: `ns-nbl-net_buffer`.
#[repr(C, align(16))]
pub struct NET_BUFFER {
    /// The next buffer of a list.
    pub Next: *mut NET_BUFFER,
    /// Where the data begins.
    pub CurrentMdl: *mut MDL,
    /// Bytes into it.
    pub CurrentMdlOffset: u32,
    /// `DataLength` is the low half of a `SIZE_T`.
    _length_aligns_to_8: u32,
    /// Bytes of data.
    pub DataLength: u32,
    _length_high: u32,
    /// All memory.
    pub MdlChain: *mut MDL,
    /// Bytes of memory before the data.
    pub DataOffset: u32,
    /// The members so far are a structure of their own in C, of 48 bytes.
    _ends_at_48: u32,
    /// Bias of checksums.
    pub ChecksumBias: u16,
    /// Of NDIS.
    pub Reserved: u16,
    /// Its pool.
    pub NdisPoolHandle: NDIS_HANDLE,
    /// Of NDIS.
    pub NdisReserved: [*mut c_void; 2],
    /// Of protocol drivers.
    pub ProtocolReserved: [*mut c_void; 6],
    /// Of miniport drivers.
    pub MiniportReserved: [*mut c_void; 4],
    /// Physical address.
    pub DataPhysicalAddress: i64,
    /// Scatter-gather list.
    pub ScatterGatherList: *mut c_void,
}

/// Head of context data; the data follows, aligned to `MEMORY_ALLOCATION_ALIGNMENT` (16 bytes on x64).
///
/// Source: `ns-nbl-net_buffer_list_context`; the alignment is in the header alone, at `ContextData`.
#[repr(C, align(16))]
#[derive(Clone, Copy)]
pub struct NET_BUFFER_LIST_CONTEXT {
    /// The next.
    pub Next: *mut NET_BUFFER_LIST_CONTEXT,
    /// Bytes.
    pub Size: u16,
    /// Bytes that are free.
    pub Offset: u16,
}

/// Head of an NDIS structure: what it is and how large. Source: `ndis/objectheader.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct NDIS_OBJECT_HEADER {
    /// Kind of object.
    pub Type: u8,
    /// Its revision.
    pub Revision: u8,
    /// Bytes of the structure.
    pub Size: u16,
}

/// Parameters of a pool of lists. Source: `ns-nblapi-net_buffer_list_pool_parameters`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct NET_BUFFER_LIST_POOL_PARAMETERS {
    /// Head.
    pub Header: NDIS_OBJECT_HEADER,
    /// Zero.
    pub ProtocolId: u8,
    /// Nonzero: each list with a buffer.
    pub fAllocateNetBuffer: u8,
    /// Bytes of context.
    pub ContextSize: u16,
    /// Pool tag.
    pub PoolTag: u32,
    /// Bytes of data.
    pub DataSize: u32,
}

/// Parameters of a pool of buffers. Source: `ns-nblapi-net_buffer_pool_parameters`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct NET_BUFFER_POOL_PARAMETERS {
    /// Head.
    pub Header: NDIS_OBJECT_HEADER,
    /// Pool tag.
    pub PoolTag: u32,
    /// Bytes of data.
    pub DataSize: u32,
}

/// Describes memory. Same as in wdk-sys, whose pointers fit after `.cast()`. Source: `wdm.h`.
#[repr(C)]
pub struct MDL {
    /// The next of a chain.
    pub Next: *mut MDL,
    /// Bytes of the structure and what follows.
    pub Size: i16,
    /// Flags.
    pub MdlFlags: i16,
    /// Process.
    pub Process: *mut c_void,
    /// Address, if mapped.
    pub MappedSystemVa: *mut c_void,
    /// First page.
    pub StartVa: *mut c_void,
    /// Bytes.
    pub ByteCount: u32,
    /// Bytes into the first page.
    pub ByteOffset: u32,
}

/// Extensions of a virtual switch: opaque here. Source: `ntddndis.h`.
#[repr(C)]
pub struct NDIS_ENUM_FILTERS {
    _opaque: [u8; 0],
}

/// A virtual switch: opaque here. Source: `ntddndis.h`.
#[repr(C)]
pub struct NDIS_SWITCH_PARAMETERS {
    _opaque: [u8; 0],
}

/// A port: opaque here. Source: `ntddndis.h`.
#[repr(C)]
pub struct NDIS_SWITCH_PORT_PARAMETERS {
    _opaque: [u8; 0],
}

/// Ports: opaque here. Source: `ntddndis.h`.
#[repr(C)]
pub struct NDIS_SWITCH_PORT_ARRAY {
    _opaque: [u8; 0],
}

/// An adapter: opaque here. Source: `ntddndis.h`.
#[repr(C)]
pub struct NDIS_SWITCH_NIC_PARAMETERS {
    _opaque: [u8; 0],
}

/// Adapters: opaque here. Source: `ntddndis.h`.
#[repr(C)]
pub struct NDIS_SWITCH_NIC_ARRAY {
    _opaque: [u8; 0],
}

/// A property of a port: opaque here. Source: `ntddndis.h`.
#[repr(C)]
pub struct NDIS_SWITCH_PORT_PROPERTY_PARAMETERS {
    _opaque: [u8; 0],
}

/// A property of a port that goes: opaque here. Source: `ntddndis.h`.
#[repr(C)]
pub struct NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS {
    _opaque: [u8; 0],
}

layout! {
    NET_BUFFER_LIST = (368, 16) {
        Next = (0, 8),
        FirstNetBuffer = (8, 8),
        Context = (16, 8),
        ParentNetBufferList = (24, 8),
        NdisPoolHandle = (32, 8),
        NdisReserved = (48, 16),
        ProtocolReserved = (64, 32),
        MiniportReserved = (96, 16),
        Scratch = (112, 8),
        SourceHandle = (120, 8),
        NblFlags = (128, 4),
        ChildRefCount = (132, 4),
        Flags = (136, 4),
        Status = (140, 4),
        NetBufferListInfo = (144, 216),
    }
    NET_BUFFER = (176, 16) {
        Next = (0, 8),
        CurrentMdl = (8, 8),
        CurrentMdlOffset = (16, 4),
        DataLength = (24, 4),
        MdlChain = (32, 8),
        DataOffset = (40, 4),
        ChecksumBias = (48, 2),
        Reserved = (50, 2),
        NdisPoolHandle = (56, 8),
        NdisReserved = (64, 16),
        ProtocolReserved = (80, 48),
        MiniportReserved = (128, 32),
        DataPhysicalAddress = (160, 8),
        ScatterGatherList = (168, 8),
    }
    NET_BUFFER_LIST_CONTEXT = (16, 16) {
        Next = (0, 8),
        Size = (8, 2),
        Offset = (10, 2),
    }
    NDIS_OBJECT_HEADER = (4, 2) {
        Type = (0, 1),
        Revision = (1, 1),
        Size = (2, 2),
    }
    NET_BUFFER_LIST_POOL_PARAMETERS = (16, 4) {
        Header = (0, 4),
        ProtocolId = (4, 1),
        fAllocateNetBuffer = (5, 1),
        ContextSize = (6, 2),
        PoolTag = (8, 4),
        DataSize = (12, 4),
    }
    NET_BUFFER_POOL_PARAMETERS = (12, 4) {
        Header = (0, 4),
        PoolTag = (4, 4),
        DataSize = (8, 4),
    }
    MDL = (48, 8) {
        Next = (0, 8),
        Size = (8, 2),
        MdlFlags = (10, 2),
        Process = (16, 8),
        MappedSystemVa = (24, 8),
        StartVa = (32, 8),
        ByteCount = (40, 4),
        ByteOffset = (44, 4),
    }
}
