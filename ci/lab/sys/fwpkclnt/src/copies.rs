//! Objects of the engine as the structures that a caller is given.
//!
//! A copy holds what the model knows. It has no names, no provider data, and of a value whose
//! contents the model does not look at only the type.

use alloc::vec::Vec;

use engine::{
    Condition, GUID, Layer, ListedCallout, ListedContext, ListedFilter, Operand, Owner, Provider,
    SessionId, Sublayer, Value, Weight,
};
use wfp_sys::{
    FWP_BYTE_ARRAY16, FWP_BYTE_BLOB, FWP_CONDITION_VALUE0, FWP_DATA_TYPE, FWP_RANGE_TYPE,
    FWP_RANGE0, FWP_V4_ADDR_AND_MASK, FWP_V4_ADDR_MASK, FWP_V6_ADDR_AND_MASK, FWP_V6_ADDR_MASK,
    FWP_VALUE0, FWPM_ACTION0, FWPM_ACTION0_0, FWPM_CALLOUT_FLAG_PERSISTENT,
    FWPM_CALLOUT_FLAG_REGISTERED, FWPM_CALLOUT0, FWPM_CONDITION_ALE_SIO_FIREWALL_SYSTEM_PORT,
    FWPM_CONDITION_EMBEDDED_REMOTE_ADDRESS, FWPM_CONDITION_FLAGS,
    FWPM_CONDITION_IP_DESTINATION_ADDRESS, FWPM_CONDITION_IP_LOCAL_ADDRESS,
    FWPM_CONDITION_IP_LOCAL_ADDRESS_V4, FWPM_CONDITION_IP_LOCAL_ADDRESS_V6,
    FWPM_CONDITION_IP_REMOTE_ADDRESS, FWPM_CONDITION_IP_REMOTE_ADDRESS_V4,
    FWPM_CONDITION_IP_REMOTE_ADDRESS_V6, FWPM_CONDITION_IP_SOURCE_ADDRESS, FWPM_CONDITION_L2_FLAGS,
    FWPM_CONDITION_REAUTHORIZE_REASON, FWPM_CONDITION_RPC_EP_FLAGS, FWPM_DISPLAY_DATA0,
    FWPM_FIELD_FLAGS, FWPM_FIELD_IP_ADDRESS, FWPM_FIELD_RAW_DATA, FWPM_FIELD_TYPE, FWPM_FIELD0,
    FWPM_FILTER_CONDITION0, FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT, FWPM_FILTER0, FWPM_FILTER0_0,
    FWPM_GENERAL_CONTEXT, FWPM_LAYER_FLAG_BUILTIN, FWPM_LAYER_FLAG_KERNEL, FWPM_LAYER0,
    FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT, FWPM_PROVIDER_CONTEXT3, FWPM_PROVIDER_CONTEXT3_0,
    FWPM_PROVIDER_FLAG_PERSISTENT, FWPM_PROVIDER0, FWPM_SESSION_FLAG_DYNAMIC, FWPM_SESSION0,
    FWPM_SUBLAYER_FLAG_PERSISTENT, FWPM_SUBLAYER_UNIVERSAL, FWPM_SUBLAYER0,
    FWPS_LAYER_IPSEC_KM_DEMUX_V4, wide,
};

use crate::{calls::action_type, memory::Memory, state::engine};

fn no_name() -> FWPM_DISPLAY_DATA0 {
    static NO_NAME: &[u16] = wide!("");
    FWPM_DISPLAY_DATA0 {
        name: NO_NAME.as_ptr().cast_mut(),
        description: core::ptr::null_mut(),
    }
}

const fn if_persistent(owner: Owner, flag: u32) -> u32 {
    if owner.persistent { flag } else { 0 }
}

/// A provider.
pub fn provider(memory: &mut Memory, object: &Provider) -> *mut FWPM_PROVIDER0 {
    let flags = if object.persistent {
        FWPM_PROVIDER_FLAG_PERSISTENT
    } else {
        0
    };
    memory.keep(FWPM_PROVIDER0 {
        providerKey: object.key,
        displayData: no_name(),
        flags,
        ..FWPM_PROVIDER0::ZERO
    })
}

/// A sublayer.
pub fn sublayer(memory: &mut Memory, object: &Sublayer) -> *mut FWPM_SUBLAYER0 {
    let provider = memory.keep_if_any(object.owner.provider);
    memory.keep(FWPM_SUBLAYER0 {
        subLayerKey: object.key,
        displayData: no_name(),
        flags: if_persistent(object.owner, FWPM_SUBLAYER_FLAG_PERSISTENT),
        providerKey: provider,
        weight: object.weight,
        ..FWPM_SUBLAYER0::ZERO
    })
}

/// A callout object.
pub fn callout(memory: &mut Memory, (object, id): &ListedCallout) -> *mut FWPM_CALLOUT0 {
    let mut flags = if_persistent(object.owner, FWPM_CALLOUT_FLAG_PERSISTENT);
    if engine().callouts.is_registered(*id) {
        flags |= FWPM_CALLOUT_FLAG_REGISTERED;
    }
    let provider = memory.keep_if_any(object.owner.provider);
    memory.keep(FWPM_CALLOUT0 {
        calloutKey: object.key,
        displayData: no_name(),
        flags,
        providerKey: provider,
        applicableLayer: object.layer,
        calloutId: *id,
        ..FWPM_CALLOUT0::ZERO
    })
}

/// A provider context. The four versions differ in nothing that a general context has.
pub fn context(memory: &mut Memory, (id, object): &ListedContext) -> *mut FWPM_PROVIDER_CONTEXT3 {
    let provider = memory.keep_if_any(object.owner.provider);
    let data = blob(memory, &object.data);
    let data = memory.keep(data);
    memory.keep(FWPM_PROVIDER_CONTEXT3 {
        providerContextKey: object.key,
        displayData: no_name(),
        flags: if_persistent(object.owner, FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT),
        providerKey: provider,
        r#type: FWPM_GENERAL_CONTEXT,
        Anonymous: FWPM_PROVIDER_CONTEXT3_0 { dataBuffer: data },
        providerContextId: *id,
        ..FWPM_PROVIDER_CONTEXT3::ZERO
    })
}

/// A session. All are of the kernel.
pub fn session(memory: &mut Memory, &(id, dynamic): &(SessionId, bool)) -> *mut FWPM_SESSION0 {
    let SessionId(number) = id;
    let wait = engine().wait_of(id).as_millis();
    memory.keep(FWPM_SESSION0 {
        sessionKey: GUID::from_u128(number.into()),
        displayData: no_name(),
        flags: if dynamic {
            FWPM_SESSION_FLAG_DYNAMIC
        } else {
            0
        },
        txnWaitTimeoutInMSec: u32::try_from(wait).unwrap_or(u32::MAX),
        kernelMode: 1,
        ..FWPM_SESSION0::ZERO
    })
}

/// A layer.
pub fn layer(memory: &mut Memory, layer: &Layer) -> *mut FWPM_LAYER0 {
    // The key-exchange, IPsec and RPC layers come after the others.
    let flags = if layer.id < FWPS_LAYER_IPSEC_KM_DEMUX_V4 {
        FWPM_LAYER_FLAG_BUILTIN | FWPM_LAYER_FLAG_KERNEL
    } else {
        FWPM_LAYER_FLAG_BUILTIN
    };
    let fields: Vec<FWPM_FIELD0> = layer
        .fields()
        .map(|(condition, data_type)| FWPM_FIELD0 {
            fieldKey: memory.keep(condition),
            r#type: field_type(&condition),
            dataType: data_type,
        })
        .collect();
    let count = u32::try_from(fields.len()).unwrap_or(0);
    let field = memory.keep_all(fields);
    memory.keep(FWPM_LAYER0 {
        layerKey: layer.key,
        displayData: no_name(),
        flags,
        numFields: count,
        field,
        defaultSubLayerKey: FWPM_SUBLAYER_UNIVERSAL,
        layerId: layer.id,
    })
}

/// How a field is compared, as state dumps of running systems have it.
const fn field_type(condition: &GUID) -> FWPM_FIELD_TYPE {
    match *condition {
        FWPM_CONDITION_FLAGS
        | FWPM_CONDITION_L2_FLAGS
        | FWPM_CONDITION_RPC_EP_FLAGS
        | FWPM_CONDITION_REAUTHORIZE_REASON
        | FWPM_CONDITION_ALE_SIO_FIREWALL_SYSTEM_PORT => FWPM_FIELD_FLAGS,
        FWPM_CONDITION_IP_LOCAL_ADDRESS
        | FWPM_CONDITION_IP_LOCAL_ADDRESS_V4
        | FWPM_CONDITION_IP_LOCAL_ADDRESS_V6
        | FWPM_CONDITION_IP_REMOTE_ADDRESS
        | FWPM_CONDITION_IP_REMOTE_ADDRESS_V4
        | FWPM_CONDITION_IP_REMOTE_ADDRESS_V6
        | FWPM_CONDITION_IP_SOURCE_ADDRESS
        | FWPM_CONDITION_IP_DESTINATION_ADDRESS
        | FWPM_CONDITION_EMBEDDED_REMOTE_ADDRESS => FWPM_FIELD_IP_ADDRESS,
        _ => FWPM_FIELD_RAW_DATA,
    }
}

/// A filter.
pub fn filter(memory: &mut Memory, (id, filter, effective): &ListedFilter) -> *mut FWPM_FILTER0 {
    let mut action = FWPM_ACTION0 {
        r#type: action_type(filter.action),
        Anonymous: FWPM_ACTION0_0 {
            filterType: GUID::default(),
        },
    };
    if filter.action.names_callout() {
        action.Anonymous.calloutKey = filter.callout;
    }
    let context = if filter.flags & FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT == 0 {
        FWPM_FILTER0_0 {
            rawContext: filter.context,
        }
    } else {
        FWPM_FILTER0_0 {
            providerContextKey: filter.provider_context,
        }
    };
    let weight = match filter.weight {
        Weight::Automatic => FWP_VALUE0::ZERO,
        Weight::Range(range) => FWP_VALUE0::from_uint8(range),
        Weight::Exact(weight) => FWP_VALUE0::from_uint64(memory.keep(weight)),
    };
    let conditions: Vec<FWPM_FILTER_CONDITION0> = filter
        .conditions
        .iter()
        .map(|condition| described(memory, condition))
        .collect();
    let structure = FWPM_FILTER0 {
        filterKey: filter.key,
        displayData: no_name(),
        flags: filter.flags,
        providerKey: memory.keep_if_any(filter.provider),
        layerKey: filter.layer,
        subLayerKey: filter.sublayer,
        weight,
        numFilterConditions: u32::try_from(conditions.len()).unwrap_or(0),
        filterCondition: memory.keep_all(conditions),
        action,
        Anonymous: context,
        filterId: *id,
        effectiveWeight: FWP_VALUE0::from_uint64(memory.keep(*effective)),
        ..FWPM_FILTER0::ZERO
    };
    memory.keep(structure)
}

fn described(memory: &mut Memory, condition: &Condition) -> FWPM_FILTER_CONDITION0 {
    FWPM_FILTER_CONDITION0 {
        fieldKey: condition.field,
        matchType: condition.match_type,
        conditionValue: operand(memory, &condition.operand),
    }
}

fn operand(memory: &mut Memory, operand: &Operand) -> FWP_CONDITION_VALUE0 {
    let of_type = |data_type: FWP_DATA_TYPE| FWP_CONDITION_VALUE0 {
        r#type: data_type,
        ..FWP_CONDITION_VALUE0::ZERO
    };
    match operand {
        Operand::Value(plain) => {
            let plain = value(memory, plain);
            // The two structures and their unions begin alike, up to the types that a value has.
            // SAFETY: same size and alignment; the type says which member is valid.
            unsafe { *(&raw const plain).cast::<FWP_CONDITION_VALUE0>() }
        }
        Operand::V4Subnet { address, mask } => {
            let mut structure = of_type(FWP_V4_ADDR_MASK);
            structure.Anonymous.v4AddrMask = memory.keep(FWP_V4_ADDR_AND_MASK {
                addr: *address,
                mask: *mask,
            });
            structure
        }
        Operand::V6Subnet { address, prefix } => {
            let mut structure = of_type(FWP_V6_ADDR_MASK);
            structure.Anonymous.v6AddrMask = memory.keep(FWP_V6_ADDR_AND_MASK {
                addr: *address,
                prefixLength: *prefix,
            });
            structure
        }
        Operand::Range(low, high) => {
            let mut structure = of_type(FWP_RANGE_TYPE);
            let low = value(memory, low);
            let high = value(memory, high);
            structure.Anonymous.rangeValue = memory.keep(FWP_RANGE0 {
                valueLow: low,
                valueHigh: high,
            });
            structure
        }
        Operand::Opaque(data_type) => of_type(*data_type),
    }
}

fn value(memory: &mut Memory, value: &Value) -> FWP_VALUE0 {
    let mut structure = FWP_VALUE0 {
        r#type: value.data_type(),
        ..FWP_VALUE0::ZERO
    };
    match value {
        Value::Empty => {}
        Value::Uint8(number) => structure.Anonymous.uint8 = *number,
        Value::Uint16(number) => structure.Anonymous.uint16 = *number,
        Value::Uint32(number) => structure.Anonymous.uint32 = *number,
        Value::Uint64(number) => structure.Anonymous.uint64 = memory.keep(*number),
        Value::ByteArray16(bytes) => {
            structure.Anonymous.byteArray16 = memory.keep(FWP_BYTE_ARRAY16 {
                byteArray16: *bytes,
            });
        }
        Value::ByteBlob(bytes) => {
            let blob = blob(memory, bytes);
            structure.Anonymous.byteBlob = memory.keep(blob);
        }
    }
    structure
}

fn blob(memory: &mut Memory, bytes: &[u8]) -> FWP_BYTE_BLOB {
    FWP_BYTE_BLOB {
        size: u32::try_from(bytes.len()).unwrap_or(0),
        data: memory.keep_all(bytes.to_vec()),
    }
}
