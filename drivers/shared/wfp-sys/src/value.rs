//! Typed values: what a classify receives, what a condition compares with, what weighs a filter.
//!
//! Source: `fwptypes.h`.

use crate::base::{PSID, PWSTR, SID_AND_ATTRIBUTES};

/// Which member of a value's union is valid.
pub type FWP_DATA_TYPE = i32;

/// How a condition compares.
pub type FWP_MATCH_TYPE = i32;

/// Direction of traffic.
pub type FWP_DIRECTION = i32;

/// IP version.
pub type FWP_IP_VERSION = i32;

constants! {
    /// No value.
    pub const FWP_EMPTY: FWP_DATA_TYPE = 0;
    /// The union holds `uint8`.
    pub const FWP_UINT8: FWP_DATA_TYPE = 1;
    /// The union holds `uint16`.
    pub const FWP_UINT16: FWP_DATA_TYPE = 2;
    /// The union holds `uint32`.
    pub const FWP_UINT32: FWP_DATA_TYPE = 3;
    /// The union holds `uint64`, a pointer.
    pub const FWP_UINT64: FWP_DATA_TYPE = 4;
    /// The union holds `int8`.
    pub const FWP_INT8: FWP_DATA_TYPE = 5;
    /// The union holds `int16`.
    pub const FWP_INT16: FWP_DATA_TYPE = 6;
    /// The union holds `int32`.
    pub const FWP_INT32: FWP_DATA_TYPE = 7;
    /// The union holds `int64`, a pointer.
    pub const FWP_INT64: FWP_DATA_TYPE = 8;
    /// The union holds `float32`.
    pub const FWP_FLOAT: FWP_DATA_TYPE = 9;
    /// The union holds `double64`, a pointer.
    pub const FWP_DOUBLE: FWP_DATA_TYPE = 10;
    /// The union holds `byteArray16`, a pointer.
    pub const FWP_BYTE_ARRAY16_TYPE: FWP_DATA_TYPE = 11;
    /// The union holds `byteBlob`, a pointer.
    pub const FWP_BYTE_BLOB_TYPE: FWP_DATA_TYPE = 12;
    /// The union holds `sid`, a pointer.
    pub const FWP_SID: FWP_DATA_TYPE = 13;
    /// The union holds `sd`, a pointer.
    pub const FWP_SECURITY_DESCRIPTOR_TYPE: FWP_DATA_TYPE = 14;
    /// The union holds `tokenInformation`, a pointer.
    pub const FWP_TOKEN_INFORMATION_TYPE: FWP_DATA_TYPE = 15;
    /// The union holds `tokenAccessInformation`, a pointer.
    pub const FWP_TOKEN_ACCESS_INFORMATION_TYPE: FWP_DATA_TYPE = 16;
    /// The union holds `unicodeString`, a pointer.
    pub const FWP_UNICODE_STRING_TYPE: FWP_DATA_TYPE = 17;
    /// The union holds `byteArray6`, a pointer.
    pub const FWP_BYTE_ARRAY6_TYPE: FWP_DATA_TYPE = 18;
    /// Conditions only: the union holds `v4AddrMask`, a pointer.
    pub const FWP_V4_ADDR_MASK: FWP_DATA_TYPE = 256;
    /// Conditions only: the union holds `v6AddrMask`, a pointer.
    pub const FWP_V6_ADDR_MASK: FWP_DATA_TYPE = 257;
    /// Conditions only: the union holds `rangeValue`, a pointer.
    pub const FWP_RANGE_TYPE: FWP_DATA_TYPE = 258;

    /// Equal; with an address and mask, inside the subnet.
    pub const FWP_MATCH_EQUAL: FWP_MATCH_TYPE = 0;
    /// Greater.
    pub const FWP_MATCH_GREATER: FWP_MATCH_TYPE = 1;
    /// Less.
    pub const FWP_MATCH_LESS: FWP_MATCH_TYPE = 2;
    /// Greater or equal.
    pub const FWP_MATCH_GREATER_OR_EQUAL: FWP_MATCH_TYPE = 3;
    /// Less or equal.
    pub const FWP_MATCH_LESS_OR_EQUAL: FWP_MATCH_TYPE = 4;
    /// Within a range.
    pub const FWP_MATCH_RANGE: FWP_MATCH_TYPE = 5;
    /// All of the flags are set.
    pub const FWP_MATCH_FLAGS_ALL_SET: FWP_MATCH_TYPE = 6;
    /// One of the flags is set.
    pub const FWP_MATCH_FLAGS_ANY_SET: FWP_MATCH_TYPE = 7;
    /// None of the flags is set.
    pub const FWP_MATCH_FLAGS_NONE_SET: FWP_MATCH_TYPE = 8;
    /// Equal, upper and lower case alike.
    pub const FWP_MATCH_EQUAL_CASE_INSENSITIVE: FWP_MATCH_TYPE = 9;
    /// Not equal.
    pub const FWP_MATCH_NOT_EQUAL: FWP_MATCH_TYPE = 10;
    /// Begins with.
    pub const FWP_MATCH_PREFIX: FWP_MATCH_TYPE = 11;
    /// Does not begin with.
    pub const FWP_MATCH_NOT_PREFIX: FWP_MATCH_TYPE = 12;

    /// Going out.
    pub const FWP_DIRECTION_OUTBOUND: FWP_DIRECTION = 0;
    /// Coming in.
    pub const FWP_DIRECTION_INBOUND: FWP_DIRECTION = 1;

    /// IPv4.
    pub const FWP_IP_VERSION_V4: FWP_IP_VERSION = 0;
    /// IPv6.
    pub const FWP_IP_VERSION_V6: FWP_IP_VERSION = 1;
    /// Neither.
    pub const FWP_IP_VERSION_NONE: FWP_IP_VERSION = 2;

    /// Bit of a `FLAGS` field: the traffic is loopback.
    pub const FWP_CONDITION_FLAG_IS_LOOPBACK: u32 = 0x1;
    /// Bit of a `FLAGS` field: the traffic is protected by `IPsec`.
    pub const FWP_CONDITION_FLAG_IS_IPSEC_SECURED: u32 = 0x2;
    /// Bit of a `FLAGS` field: the connection was authorized before and is asked about again.
    ///
    /// Reasons are a changed filter, or a pended operation that was completed. Such a classify cannot be pended.
    /// Source: `nf-fwpsk-fwpspendoperation0`.
    pub const FWP_CONDITION_FLAG_IS_REAUTHORIZE: u32 = 0x4;
    /// Bit of a `FLAGS` field: the bind leaves the address open.
    pub const FWP_CONDITION_FLAG_IS_WILDCARD_BIND: u32 = 0x8;
    /// Bit of a `FLAGS` field: the endpoint is a raw one.
    pub const FWP_CONDITION_FLAG_IS_RAW_ENDPOINT: u32 = 0x10;
    /// Bit of a `FLAGS` field: the packet is a fragment.
    pub const FWP_CONDITION_FLAG_IS_FRAGMENT: u32 = 0x20;
    /// Bit of a `FLAGS` field: the packet is a group of fragments.
    pub const FWP_CONDITION_FLAG_IS_FRAGMENT_GROUP: u32 = 0x40;
    /// Bit of a `FLAGS` field: the packet must also pass an ALE layer.
    pub const FWP_CONDITION_FLAG_REQUIRES_ALE_CLASSIFY: u32 = 0x100;
    /// Bit of a `FLAGS` field: the bind is implicit.
    pub const FWP_CONDITION_FLAG_IS_IMPLICIT_BIND: u32 = 0x200;
    /// Bit of a `FLAGS` field: the packet was reassembled.
    pub const FWP_CONDITION_FLAG_IS_REASSEMBLED: u32 = 0x400;
    /// Bit of a `FLAGS` field: the classify repeats an earlier one.
    pub const FWP_CONDITION_FLAG_IS_RECLASSIFY: u32 = 0x2_0000;
    /// Bit of a `FLAGS` field: the connection was redirected.
    pub const FWP_CONDITION_FLAG_IS_CONNECTION_REDIRECTED: u32 = 0x10_0000;
}

/// Bytes of any length. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct FWP_BYTE_BLOB {
    /// Length in bytes.
    pub size: u32,
    /// The bytes.
    pub data: *mut u8,
}

/// Six bytes: a MAC address. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWP_BYTE_ARRAY6 {
    /// The bytes.
    pub byteArray6: [u8; 6],
}

/// Sixteen bytes: an IPv6 address. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWP_BYTE_ARRAY16 {
    /// The bytes.
    pub byteArray16: [u8; 16],
}

/// Identifiers of an access token. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct FWP_TOKEN_INFORMATION {
    /// Length of `sids`.
    pub sidCount: u32,
    /// Identifiers.
    pub sids: *mut SID_AND_ATTRIBUTES,
    /// Length of `restrictedSids`.
    pub restrictedSidCount: u32,
    /// Restricting identifiers.
    pub restrictedSids: *mut SID_AND_ATTRIBUTES,
}

/// An IPv4 subnet. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWP_V4_ADDR_AND_MASK {
    /// Address in host byte order.
    pub addr: u32,
    /// Mask in host byte order.
    pub mask: u32,
}

/// An IPv6 subnet. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FWP_V6_ADDR_AND_MASK {
    /// Address.
    pub addr: [u8; 16],
    /// Leading bits that count.
    pub prefixLength: u8,
}

/// A value with its type.
///
/// 64-bit numbers are pointers, also on 64-bit Windows. Source: `fwptypes.h`, `ns-fwptypes-fwp_value0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWP_VALUE0 {
    /// Which member of the union is valid.
    pub r#type: FWP_DATA_TYPE,
    /// The value.
    pub Anonymous: FWP_VALUE0_0,
}

/// The union in [`FWP_VALUE0`]; its type says which member is valid.
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWP_VALUE0_0 {
    /// For [`FWP_UINT8`].
    pub uint8: u8,
    /// For [`FWP_UINT16`].
    pub uint16: u16,
    /// For [`FWP_UINT32`].
    pub uint32: u32,
    /// For [`FWP_UINT64`].
    pub uint64: *mut u64,
    /// For [`FWP_INT8`].
    pub int8: i8,
    /// For [`FWP_INT16`].
    pub int16: i16,
    /// For [`FWP_INT32`].
    pub int32: i32,
    /// For [`FWP_INT64`].
    pub int64: *mut i64,
    /// For [`FWP_FLOAT`].
    pub float32: f32,
    /// For [`FWP_DOUBLE`].
    pub double64: *mut f64,
    /// For [`FWP_BYTE_ARRAY16_TYPE`].
    pub byteArray16: *mut FWP_BYTE_ARRAY16,
    /// For [`FWP_BYTE_BLOB_TYPE`].
    pub byteBlob: *mut FWP_BYTE_BLOB,
    /// For [`FWP_SID`].
    pub sid: PSID,
    /// For [`FWP_SECURITY_DESCRIPTOR_TYPE`].
    pub sd: *mut FWP_BYTE_BLOB,
    /// For [`FWP_TOKEN_INFORMATION_TYPE`].
    pub tokenInformation: *mut FWP_TOKEN_INFORMATION,
    /// For [`FWP_TOKEN_ACCESS_INFORMATION_TYPE`].
    pub tokenAccessInformation: *mut FWP_BYTE_BLOB,
    /// For [`FWP_UNICODE_STRING_TYPE`].
    pub unicodeString: PWSTR,
    /// For [`FWP_BYTE_ARRAY6_TYPE`].
    pub byteArray6: *mut FWP_BYTE_ARRAY6,
}

/// A value that a condition compares with; may also be a subnet or a range.
///
/// Source: `fwptypes.h`, `ns-fwptypes-fwp_condition_value0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWP_CONDITION_VALUE0 {
    /// Which member of the union is valid.
    pub r#type: FWP_DATA_TYPE,
    /// The value.
    pub Anonymous: FWP_CONDITION_VALUE0_0,
}

/// The union in [`FWP_CONDITION_VALUE0`]; its type says which member is valid.
#[repr(C)]
#[derive(Clone, Copy)]
pub union FWP_CONDITION_VALUE0_0 {
    /// For [`FWP_UINT8`].
    pub uint8: u8,
    /// For [`FWP_UINT16`].
    pub uint16: u16,
    /// For [`FWP_UINT32`].
    pub uint32: u32,
    /// For [`FWP_UINT64`].
    pub uint64: *mut u64,
    /// For [`FWP_INT8`].
    pub int8: i8,
    /// For [`FWP_INT16`].
    pub int16: i16,
    /// For [`FWP_INT32`].
    pub int32: i32,
    /// For [`FWP_INT64`].
    pub int64: *mut i64,
    /// For [`FWP_FLOAT`].
    pub float32: f32,
    /// For [`FWP_DOUBLE`].
    pub double64: *mut f64,
    /// For [`FWP_BYTE_ARRAY16_TYPE`].
    pub byteArray16: *mut FWP_BYTE_ARRAY16,
    /// For [`FWP_BYTE_BLOB_TYPE`].
    pub byteBlob: *mut FWP_BYTE_BLOB,
    /// For [`FWP_SID`].
    pub sid: PSID,
    /// For [`FWP_SECURITY_DESCRIPTOR_TYPE`].
    pub sd: *mut FWP_BYTE_BLOB,
    /// For [`FWP_TOKEN_INFORMATION_TYPE`].
    pub tokenInformation: *mut FWP_TOKEN_INFORMATION,
    /// For [`FWP_TOKEN_ACCESS_INFORMATION_TYPE`].
    pub tokenAccessInformation: *mut FWP_BYTE_BLOB,
    /// For [`FWP_UNICODE_STRING_TYPE`].
    pub unicodeString: PWSTR,
    /// For [`FWP_BYTE_ARRAY6_TYPE`].
    pub byteArray6: *mut FWP_BYTE_ARRAY6,
    /// For [`FWP_V4_ADDR_MASK`].
    pub v4AddrMask: *mut FWP_V4_ADDR_AND_MASK,
    /// For [`FWP_V6_ADDR_MASK`].
    pub v6AddrMask: *mut FWP_V6_ADDR_AND_MASK,
    /// For [`FWP_RANGE_TYPE`].
    pub rangeValue: *mut FWP_RANGE0,
}

/// A range; both ends belong to it. Source: `fwptypes.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FWP_RANGE0 {
    /// Lowest value.
    pub valueLow: FWP_VALUE0,
    /// Highest value, of the same type.
    pub valueHigh: FWP_VALUE0,
}

zero!(
    FWP_BYTE_BLOB,
    FWP_TOKEN_INFORMATION,
    FWP_VALUE0,
    FWP_VALUE0_0,
    FWP_CONDITION_VALUE0,
    FWP_CONDITION_VALUE0_0,
    FWP_RANGE0,
);

/// Constructors for the types that fit into the union, so that type and member cannot disagree.
macro_rules! small_values {
    ($( $value:ident, $union:ident; )*) => {
        $(
            impl $value {
                /// A value of type [`FWP_UINT8`].
                #[must_use]
                pub const fn from_uint8(uint8: u8) -> Self {
                    Self { r#type: FWP_UINT8, Anonymous: $union { uint8 } }
                }

                /// A value of type [`FWP_UINT16`].
                #[must_use]
                pub const fn from_uint16(uint16: u16) -> Self {
                    Self { r#type: FWP_UINT16, Anonymous: $union { uint16 } }
                }

                /// A value of type [`FWP_UINT32`].
                #[must_use]
                pub const fn from_uint32(uint32: u32) -> Self {
                    Self { r#type: FWP_UINT32, Anonymous: $union { uint32 } }
                }

                /// A value of type [`FWP_UINT64`]. The number must stay where it is while the value is used.
                #[must_use]
                pub const fn from_uint64(uint64: *mut u64) -> Self {
                    Self { r#type: FWP_UINT64, Anonymous: $union { uint64 } }
                }
            }
        )*
    };
}

small_values! {
    FWP_VALUE0, FWP_VALUE0_0;
    FWP_CONDITION_VALUE0, FWP_CONDITION_VALUE0_0;
}

layout! {
    FWP_BYTE_BLOB = (16, 8) {
        size = (0, 4),
        data = (8, 8),
    }
    FWP_BYTE_ARRAY6 = (6, 1) {
        byteArray6 = (0, 6),
    }
    FWP_BYTE_ARRAY16 = (16, 1) {
        byteArray16 = (0, 16),
    }
    FWP_TOKEN_INFORMATION = (32, 8) {
        sidCount = (0, 4),
        sids = (8, 8),
        restrictedSidCount = (16, 4),
        restrictedSids = (24, 8),
    }
    FWP_V4_ADDR_AND_MASK = (8, 4) {
        addr = (0, 4),
        mask = (4, 4),
    }
    FWP_V6_ADDR_AND_MASK = (17, 1) {
        addr = (0, 16),
        prefixLength = (16, 1),
    }
    FWP_VALUE0 = (16, 8) {
        r#type = (0, 4),
        Anonymous.uint8 = (8, 1),
        Anonymous.uint16 = (8, 2),
        Anonymous.uint32 = (8, 4),
        Anonymous.uint64 = (8, 8),
        Anonymous.int8 = (8, 1),
        Anonymous.int16 = (8, 2),
        Anonymous.int32 = (8, 4),
        Anonymous.int64 = (8, 8),
        Anonymous.float32 = (8, 4),
        Anonymous.double64 = (8, 8),
        Anonymous.byteArray16 = (8, 8),
        Anonymous.byteBlob = (8, 8),
        Anonymous.sid = (8, 8),
        Anonymous.sd = (8, 8),
        Anonymous.tokenInformation = (8, 8),
        Anonymous.tokenAccessInformation = (8, 8),
        Anonymous.unicodeString = (8, 8),
        Anonymous.byteArray6 = (8, 8),
    }
    FWP_CONDITION_VALUE0 = (16, 8) {
        r#type = (0, 4),
        Anonymous.uint8 = (8, 1),
        Anonymous.uint16 = (8, 2),
        Anonymous.uint32 = (8, 4),
        Anonymous.uint64 = (8, 8),
        Anonymous.int8 = (8, 1),
        Anonymous.int16 = (8, 2),
        Anonymous.int32 = (8, 4),
        Anonymous.int64 = (8, 8),
        Anonymous.float32 = (8, 4),
        Anonymous.double64 = (8, 8),
        Anonymous.byteArray16 = (8, 8),
        Anonymous.byteBlob = (8, 8),
        Anonymous.sid = (8, 8),
        Anonymous.sd = (8, 8),
        Anonymous.tokenInformation = (8, 8),
        Anonymous.tokenAccessInformation = (8, 8),
        Anonymous.unicodeString = (8, 8),
        Anonymous.byteArray6 = (8, 8),
        Anonymous.v4AddrMask = (8, 8),
        Anonymous.v6AddrMask = (8, 8),
        Anonymous.rangeValue = (8, 8),
    }
    FWP_RANGE0 = (32, 8) {
        valueLow = (0, 16),
        valueHigh = (16, 16),
    }
}
