//! Stream data: inspecting, cloning, deferring, injecting.
//!
//! The numbers of [`FWPS_STREAM_ACTION_TYPE`] and [`FWPS_STREAM_FLAG_RECEIVE`] are those of a driver that ships; no header
//! was read for them. The other `FWPS_STREAM_FLAG_…` are not here, because no public source has their numbers. The structures
//! are laid out from their documented members.

use core::ffi::c_void;

use crate::base::{BOOLEAN, HANDLE, NTSTATUS};
use crate::fwps::inject::FWPS_INJECT_COMPLETE0;
use crate::ndis::{MDL, NDIS_HANDLE, NET_BUFFER, NET_BUFFER_LIST};

/// What a stream callout asks for. Source: `ns-fwpsk-fwps_stream_callout_io_packet0_`.
pub type FWPS_STREAM_ACTION_TYPE = i32;

constants! {
    /// Nothing.
    pub const FWPS_STREAM_ACTION_NONE: FWPS_STREAM_ACTION_TYPE = 0;
    /// More data: `countBytesRequired`.
    pub const FWPS_STREAM_ACTION_NEED_MORE_DATA: FWPS_STREAM_ACTION_TYPE = 1;
    /// Drop the connection.
    pub const FWPS_STREAM_ACTION_DROP_CONNECTION: FWPS_STREAM_ACTION_TYPE = 2;
    /// Defer the stream until [`FwpsStreamContinue0`].
    pub const FWPS_STREAM_ACTION_DEFER: FWPS_STREAM_ACTION_TYPE = 3;
    /// Allow the connection and look no more.
    pub const FWPS_STREAM_ACTION_ALLOW_CONNECTION: FWPS_STREAM_ACTION_TYPE = 4;
    /// Flag of stream data: received. The numbers of the other flags are in no public source.
    pub const FWPS_STREAM_FLAG_RECEIVE: u32 = 0x1;
}

/// A place in a chain of buffer lists. Source: `ns-fwpsk-fwps_stream_data_offset0_`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_STREAM_DATA_OFFSET0 {
    /// The list.
    pub netBufferList: *mut NET_BUFFER_LIST,
    /// The buffer in it.
    pub netBuffer: *mut NET_BUFFER,
    /// The memory descriptor in that.
    pub mdl: *mut MDL,
    /// Bytes into the memory.
    pub mdlOffset: u32,
    /// Bytes into the buffer.
    pub netBufferOffset: u32,
    /// Bytes into the stream data.
    pub streamDataOffset: usize,
}

/// A portion of a stream. Source: `ns-fwpsk-fwps_stream_data0_`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_STREAM_DATA0 {
    /// `FWPS_STREAM_FLAG_…`.
    pub flags: u32,
    /// Where the data begins.
    pub dataOffset: FWPS_STREAM_DATA_OFFSET0,
    /// Bytes.
    pub dataLength: usize,
    /// The lists that hold it.
    pub netBufferListChain: *mut NET_BUFFER_LIST,
}

/// What `layerData` points to at the stream layers. Source: `ns-fwpsk-fwps_stream_callout_io_packet0_`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWPS_STREAM_CALLOUT_IO_PACKET0 {
    /// The data.
    pub streamData: *mut FWPS_STREAM_DATA0,
    /// Bytes that this callout was not shown.
    pub missedBytes: usize,
    /// Set by the callout: bytes needed for a decision.
    pub countBytesRequired: u32,
    /// Set by the callout: bytes that the action is about.
    pub countBytesEnforced: usize,
    /// Set by the callout: what it asks for.
    pub streamAction: FWPS_STREAM_ACTION_TYPE,
}

zero!(
    FWPS_STREAM_DATA_OFFSET0,
    FWPS_STREAM_DATA0,
    FWPS_STREAM_CALLOUT_IO_PACKET0
);

layout! {
    FWPS_STREAM_DATA_OFFSET0 = (40, 8) {
        netBufferList = (0, 8),
        netBuffer = (8, 8),
        mdl = (16, 8),
        mdlOffset = (24, 4),
        netBufferOffset = (28, 4),
        streamDataOffset = (32, 8),
    }
    FWPS_STREAM_DATA0 = (64, 8) {
        flags = (0, 4),
        dataOffset = (8, 40),
        dataLength = (48, 8),
        netBufferListChain = (56, 8),
    }
    FWPS_STREAM_CALLOUT_IO_PACKET0 = (40, 8) {
        streamData = (0, 8),
        missedBytes = (8, 8),
        countBytesRequired = (16, 4),
        countBytesEnforced = (24, 8),
        streamAction = (32, 4),
    }
}

functions! {
    /// Copies stream data into one buffer.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// Source: `nf-fwpsk-fwpscopystreamdatatobuffer0`.
    pub fn FwpsCopyStreamDataToBuffer0(
        calloutStreamData: *const FWPS_STREAM_DATA0,
        buffer: *mut c_void,
        bytesToCopy: usize,
        bytesCopied: *mut usize,
    );

    /// Clones stream data, for later injection. The pool handles may be NULL; `allocateCloneFlags` is zero.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); others.
    ///
    /// **Unload.** Each success is injected or given to [`FwpsDiscardClonedStreamData0`].
    ///
    /// Source: `nf-fwpsk-fwpsclonestreamdata0`.
    #[must_use = "only success makes a clone"]
    pub fn FwpsCloneStreamData0(
        calloutStreamData: *mut FWPS_STREAM_DATA0,
        netBufferListPoolHandle: NDIS_HANDLE,
        netBufferPoolHandle: NDIS_HANDLE,
        allocateCloneFlags: u32,
        netBufferListChain: *mut *mut NET_BUFFER_LIST,
    ) -> NTSTATUS;

    /// Frees cloned stream data. `flags` is zero.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// Source: `nf-fwpsk-fwpsdiscardclonedstreamdata0`.
    pub fn FwpsDiscardClonedStreamData0(
        netBufferListChain: *mut NET_BUFFER_LIST,
        flags: u32,
        dispatchLevel: BOOLEAN,
    );

    /// Resumes an inbound stream that was deferred. Not from within a classify function.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS); others.
    ///
    /// **Unload.** A deferred stream is outstanding: continue it or abort the flow before leaving.
    ///
    /// Source: `nf-fwpsk-fwpsstreamcontinue0`.
    #[must_use = "the stream may still be deferred"]
    pub fn FwpsStreamContinue0(flowId: u64, calloutId: u32, layerId: u16, streamFlags: u32) -> NTSTATUS;

    /// Injects data into a stream. Ownership of the buffer lists passes on success only (inference: on failure
    /// `completionFn` is not called).
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INJECT_HANDLE_CLOSING`](crate::STATUS_FWP_INJECT_HANDLE_CLOSING);
    /// [`STATUS_FWP_TCPIP_NOT_READY`](crate::STATUS_FWP_TCPIP_NOT_READY); others.
    ///
    /// **Unload.** Until `completionFn` has run for it the buffer list belongs to the stack and the function's
    /// code must stay. Destroying the injection handle waits for it. For a chain it runs once for each list.
    ///
    /// Source: `nf-fwpsk-fwpsstreaminjectasync0`.
    #[must_use = "on failure the buffer lists are still the caller's"]
    pub fn FwpsStreamInjectAsync0(
        injectionHandle: HANDLE,
        injectionContext: HANDLE,
        flags: u32,
        flowId: u64,
        calloutId: u32,
        layerId: u16,
        streamFlags: u32,
        netBufferList: *mut NET_BUFFER_LIST,
        dataLength: usize,
        completionFn: FWPS_INJECT_COMPLETE0,
        completionContext: HANDLE,
    ) -> NTSTATUS;
}
