//! Filter conditions: which traffic a filter matches.
//!
//! Source of the rules: `ne-fwptypes-fwp_match_type` (what may be compared with what),
//! `ns-fwpmtypes-fwpm_filter0` (all conditions must hold; of consecutive ones on one field, one),
//! win32 `fwp/wfp-error-codes` (the statuses).

use alloc::{sync::Arc, vec::Vec};

use wfp_sys::{
    FWP_BYTE_ARRAY16_TYPE, FWP_DATA_TYPE, FWP_MATCH_EQUAL, FWP_MATCH_FLAGS_ALL_SET,
    FWP_MATCH_FLAGS_ANY_SET, FWP_MATCH_FLAGS_NONE_SET, FWP_MATCH_GREATER,
    FWP_MATCH_GREATER_OR_EQUAL, FWP_MATCH_LESS, FWP_MATCH_LESS_OR_EQUAL, FWP_MATCH_NOT_EQUAL,
    FWP_MATCH_NOT_PREFIX, FWP_MATCH_PREFIX, FWP_MATCH_RANGE, FWP_MATCH_TYPE,
    FWP_SECURITY_DESCRIPTOR_TYPE, FWP_TOKEN_ACCESS_INFORMATION_TYPE, FWP_TOKEN_INFORMATION_TYPE,
    FWP_UINT32, GUID, NTSTATUS, STATUS_FWP_CONDITION_NOT_FOUND, STATUS_FWP_DUPLICATE_CONDITION,
    STATUS_FWP_INVALID_NET_MASK, STATUS_FWP_INVALID_RANGE, STATUS_FWP_MATCH_TYPE_MISMATCH,
    STATUS_FWP_TYPE_MISMATCH,
};

use crate::{layers::Layer, value::Value};

/// `FWPM_FILTER_CONDITION0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// `fieldKey`.
    pub field: GUID,
    /// `matchType`.
    pub match_type: FWP_MATCH_TYPE,
    /// `conditionValue`.
    pub operand: Operand,
}

/// `FWP_CONDITION_VALUE0`, without pointers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// One value.
    Value(Value),
    /// `FWP_V4_ADDR_MASK`, in host byte order.
    V4Subnet {
        /// An address of the subnet.
        address: u32,
        /// Its mask.
        mask: u32,
    },
    /// `FWP_V6_ADDR_MASK`.
    V6Subnet {
        /// An address of the subnet.
        address: [u8; 16],
        /// Leading bits that count, up to 128.
        prefix: u8,
    },
    /// `FWP_RANGE_TYPE`; both ends belong to it.
    Range(Value, Value),
    /// A value of a type whose contents the model does not look at.
    Opaque(FWP_DATA_TYPE),
}

/// A condition, checked against the field that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    Equal(Value),
    NotEqual(Value),
    Greater(Value),
    GreaterOrEqual(Value),
    Less(Value),
    LessOrEqual(Value),
    Within(Value, Value),
    AllSet(u64),
    AnySet(u64),
    NoneSet(u64),
    EndsWith(Arc<[u8]>),
    EndsOtherwise(Arc<[u8]>),
    InV4Subnet { network: u32, mask: u32 },
    InV6Subnet { network: u128, mask: u128 },
    Never,
}

/// Leading one bits: the mask of a prefix of up to 128 bits.
const fn v6_mask(prefix: u8) -> u128 {
    match prefix {
        0 => 0,
        prefix => u128::MAX << (128 - prefix as u32),
    }
}

impl Test {
    fn new(condition: &Condition, field: FWP_DATA_TYPE) -> Result<Self, NTSTATUS> {
        match &condition.operand {
            Operand::Value(value) if value.data_type() != field => Err(STATUS_FWP_TYPE_MISMATCH),
            Operand::Value(value) => Self::with_value(condition.match_type, value),
            Operand::Range(low, high) => {
                if low.data_type() != field || high.data_type() != field {
                    return Err(STATUS_FWP_TYPE_MISMATCH);
                }
                match condition.match_type {
                    FWP_MATCH_RANGE if low > high => Err(STATUS_FWP_INVALID_RANGE),
                    FWP_MATCH_RANGE => Ok(Self::Within(low.clone(), high.clone())),
                    _ => Err(STATUS_FWP_MATCH_TYPE_MISMATCH),
                }
            }
            &Operand::V4Subnet { address, mask } => match (field, condition.match_type) {
                (FWP_UINT32, FWP_MATCH_EQUAL) => Ok(Self::InV4Subnet {
                    network: address & mask,
                    mask,
                }),
                (FWP_UINT32, _) => Err(STATUS_FWP_MATCH_TYPE_MISMATCH),
                _ => Err(STATUS_FWP_TYPE_MISMATCH),
            },
            &Operand::V6Subnet { address, prefix } => match (field, condition.match_type) {
                (FWP_BYTE_ARRAY16_TYPE, _) if prefix > 128 => Err(STATUS_FWP_INVALID_NET_MASK),
                (FWP_BYTE_ARRAY16_TYPE, FWP_MATCH_EQUAL) => Ok(Self::InV6Subnet {
                    network: u128::from_be_bytes(address) & v6_mask(prefix),
                    mask: v6_mask(prefix),
                }),
                (FWP_BYTE_ARRAY16_TYPE, _) => Err(STATUS_FWP_MATCH_TYPE_MISMATCH),
                _ => Err(STATUS_FWP_TYPE_MISMATCH),
            },
            &Operand::Opaque(data_type) => {
                let allowed = data_type == field
                    || (data_type == FWP_SECURITY_DESCRIPTOR_TYPE
                        && matches!(
                            field,
                            FWP_TOKEN_INFORMATION_TYPE | FWP_TOKEN_ACCESS_INFORMATION_TYPE
                        ));
                match condition.match_type {
                    _ if !allowed => Err(STATUS_FWP_TYPE_MISMATCH),
                    // No traffic of the model has a value in a field of such a type.
                    FWP_MATCH_EQUAL => Ok(Self::Never),
                    _ => Err(STATUS_FWP_MATCH_TYPE_MISMATCH),
                }
            }
        }
    }

    fn with_value(match_type: FWP_MATCH_TYPE, value: &Value) -> Result<Self, NTSTATUS> {
        let blob = match value {
            Value::ByteBlob(bytes) => Some(Arc::clone(bytes)),
            _ => None,
        };
        let unsigned = value.unsigned();
        let sortable = || value.clone();
        let test = match match_type {
            FWP_MATCH_EQUAL => Some(Self::Equal(value.clone())),
            // Every type that a value of the model can have is sortable.
            FWP_MATCH_NOT_EQUAL => Some(Self::NotEqual(sortable())),
            FWP_MATCH_GREATER => Some(Self::Greater(sortable())),
            FWP_MATCH_GREATER_OR_EQUAL => Some(Self::GreaterOrEqual(sortable())),
            FWP_MATCH_LESS => Some(Self::Less(sortable())),
            FWP_MATCH_LESS_OR_EQUAL => Some(Self::LessOrEqual(sortable())),
            FWP_MATCH_FLAGS_ALL_SET => unsigned.map(Self::AllSet),
            FWP_MATCH_FLAGS_ANY_SET => unsigned.map(Self::AnySet),
            FWP_MATCH_FLAGS_NONE_SET => unsigned.map(Self::NoneSet),
            // By the page these two compare the end of the value, in spite of their names.
            FWP_MATCH_PREFIX => blob.map(Self::EndsWith),
            FWP_MATCH_NOT_PREFIX => blob.map(Self::EndsOtherwise),
            // FWP_MATCH_RANGE takes a range. FWP_MATCH_EQUAL_CASE_INSENSITIVE takes a string, and
            // no field of the model's layers is one.
            _ => None,
        };
        test.ok_or(STATUS_FWP_MATCH_TYPE_MISMATCH)
    }

    fn holds(&self, value: &Value) -> bool {
        if *value == Value::Empty {
            // nf-fwpmu-fwpmfilteradd0: a field that comes back empty is not what was asked for.
            return false;
        }
        match self {
            Self::Equal(operand) => value == operand,
            Self::NotEqual(operand) => value != operand,
            Self::Greater(operand) => value > operand,
            Self::GreaterOrEqual(operand) => value >= operand,
            Self::Less(operand) => value < operand,
            Self::LessOrEqual(operand) => value <= operand,
            Self::Within(low, high) => low <= value && value <= high,
            Self::AllSet(flags) => value.unsigned().is_some_and(|set| set & flags == *flags),
            Self::AnySet(flags) => value.unsigned().is_some_and(|set| set & flags != 0),
            Self::NoneSet(flags) => value.unsigned().is_some_and(|set| set & flags == 0),
            Self::EndsWith(end) => matches!(value, Value::ByteBlob(all) if all.ends_with(end)),
            Self::EndsOtherwise(end) => {
                matches!(value, Value::ByteBlob(all) if !all.ends_with(end))
            }
            Self::InV4Subnet { network, mask } => {
                matches!(value, Value::Uint32(address) if address & mask == *network)
            }
            Self::InV6Subnet { network, mask } => matches!(
                value,
                Value::ByteArray16(address) if u128::from_be_bytes(*address) & mask == *network
            ),
            Self::Never => false,
        }
    }

    /// How narrow the test is, for the weight that the engine chooses.
    const fn narrowness(&self) -> u64 {
        match self {
            Self::Equal(_) => 128,
            Self::InV4Subnet { mask, .. } => mask.count_ones() as u64,
            Self::InV6Subnet { mask, .. } => mask.count_ones() as u64,
            _ => 1,
        }
    }
}

/// Consecutive conditions on one field: one of them must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    /// Index of the field in the layer.
    field: usize,
    any: Vec<Test>,
}

/// The conditions of a filter, checked against its layer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    all: Arc<[Group]>,
}

impl Conditions {
    /// Checks `conditions` against the fields of `layer`.
    pub fn new(layer: &Layer, conditions: &[Condition]) -> Result<Self, NTSTATUS> {
        let mut all: Vec<Group> = Vec::new();
        for condition in conditions {
            let (field, data_type) = layer
                .field(&condition.field)
                .ok_or(STATUS_FWP_CONDITION_NOT_FOUND)?;
            let test = Test::new(condition, data_type)?;
            let named_before = all.iter().any(|group| group.field == field);
            match all.last_mut() {
                Some(group) if group.field == field => group.any.push(test),
                _ if named_before => return Err(STATUS_FWP_DUPLICATE_CONDITION),
                _ => all.push(Group {
                    field,
                    any: Vec::from([test]),
                }),
            }
        }
        Ok(Self { all: all.into() })
    }

    /// Whether traffic with these values matches. Without conditions, all traffic does.
    #[must_use]
    pub fn hold(&self, values: &[Value]) -> bool {
        self.all.iter().all(|group| {
            let value = values.get(group.field).unwrap_or(&Value::Empty);
            group.any.iter().any(|test| test.holds(value))
        })
    }

    /// The 60 bits of a weight that the engine chooses "based on the filter conditions": here
    /// more fields are heavier, and among as many fields narrower tests are. How Windows
    /// computes them is not documented.
    #[must_use]
    pub fn automatic_weight(&self) -> u64 {
        let narrowest = |group: &Group| group.any.iter().map(Test::narrowness).min();
        let narrowness: u64 = self.all.iter().filter_map(narrowest).sum();
        let fields = u64::try_from(self.all.len()).unwrap_or(0);
        (fields.min(0xfff) << 48) | narrowness.min(0xffff_ffff_ffff)
    }
}
