//! Typed values: what traffic has in the fields of a layer.

use alloc::sync::Arc;

use wfp_sys::{
    FWP_BYTE_ARRAY16_TYPE, FWP_BYTE_BLOB_TYPE, FWP_DATA_TYPE, FWP_EMPTY, FWP_UINT8, FWP_UINT16,
    FWP_UINT32, FWP_UINT64,
};

/// A value with its type, as `FWP_VALUE0` has it, without pointers.
///
/// The order of two values of one type is that of the documented sortable types.
/// Source: `ne-fwptypes-fwp_match_type`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// The field has no value.
    Empty,
    /// `FWP_UINT8`.
    Uint8(u8),
    /// `FWP_UINT16`.
    Uint16(u16),
    /// `FWP_UINT32`.
    Uint32(u32),
    /// `FWP_UINT64`.
    Uint64(u64),
    /// `FWP_BYTE_ARRAY16_TYPE`.
    ByteArray16([u8; 16]),
    /// `FWP_BYTE_BLOB_TYPE`.
    ByteBlob(Arc<[u8]>),
}

impl Value {
    /// The type.
    #[must_use]
    pub const fn data_type(&self) -> FWP_DATA_TYPE {
        match self {
            Self::Empty => FWP_EMPTY,
            Self::Uint8(_) => FWP_UINT8,
            Self::Uint16(_) => FWP_UINT16,
            Self::Uint32(_) => FWP_UINT32,
            Self::Uint64(_) => FWP_UINT64,
            Self::ByteArray16(_) => FWP_BYTE_ARRAY16_TYPE,
            Self::ByteBlob(_) => FWP_BYTE_BLOB_TYPE,
        }
    }

    /// The number, for an unsigned integer.
    pub(crate) fn unsigned(&self) -> Option<u64> {
        match self {
            Self::Uint8(value) => Some((*value).into()),
            Self::Uint16(value) => Some((*value).into()),
            Self::Uint32(value) => Some((*value).into()),
            Self::Uint64(value) => Some(*value),
            _ => None,
        }
    }
}
