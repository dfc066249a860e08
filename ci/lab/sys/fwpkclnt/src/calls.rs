//! Calling `classifyFn` and `notifyFn` with what Windows would pass.

use alloc::sync::Arc;

use engine::{Action, ActiveFilter, Entered, Filter, Functions, Standing};
use kernel::{GuardedCall, verifier};
use wfp_sys::{
    FWP_ACTION_BLOCK, FWP_ACTION_CALLOUT_INSPECTION, FWP_ACTION_CALLOUT_TERMINATING,
    FWP_ACTION_CALLOUT_UNKNOWN, FWP_ACTION_PERMIT, FWP_ACTION_TYPE, FWP_VALUE0,
    FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT, FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED,
    FWPM_FILTER_FLAGS, FWPS_ACTION0, FWPS_CALLOUT_NOTIFY_TYPE, FWPS_CLASSIFY_OUT0,
    FWPS_FILTER_FLAG_CLEAR_ACTION_RIGHT, FWPS_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED,
    FWPS_FILTER1, FWPS_INCOMING_METADATA_VALUES0, FWPS_LAYER_STREAM_V4, FWPS_LAYER_STREAM_V6,
    FWPS_METADATA_FIELD_FLOW_HANDLE, FWPS_STREAM_ACTION_TYPE, FWPS_STREAM_CALLOUT_IO_PACKET0,
    FWPS_STREAM_DATA0, GUID, NTSTATUS,
};

use crate::{connections::Event, copies, memory::Memory};

/// The number of an action.
pub const fn action_type(action: Action) -> FWP_ACTION_TYPE {
    match action {
        Action::Permit => FWP_ACTION_PERMIT,
        Action::Block => FWP_ACTION_BLOCK,
        Action::CalloutTerminating => FWP_ACTION_CALLOUT_TERMINATING,
        Action::CalloutInspection => FWP_ACTION_CALLOUT_INSPECTION,
        Action::CalloutUnknown => FWP_ACTION_CALLOUT_UNKNOWN,
    }
}

const fn run_time_flags(flags: FWPM_FILTER_FLAGS) -> u16 {
    let mut run_time = 0;
    if flags & FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT != 0 {
        run_time |= FWPS_FILTER_FLAG_CLEAR_ACTION_RIGHT;
    }
    if flags & FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED != 0 {
        run_time |= FWPS_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    }
    run_time
}

// All four versions of the structure have the same layout; only the type of `providerContext`
// differs. The conditions are not passed on.
const fn run_time_filter(
    id: u64,
    action: Action,
    callout: u32,
    context: u64,
    flags: FWPM_FILTER_FLAGS,
) -> FWPS_FILTER1 {
    FWPS_FILTER1 {
        filterId: id,
        flags: run_time_flags(flags),
        action: FWPS_ACTION0 {
            r#type: action_type(action),
            calloutId: callout,
        },
        context,
        ..FWPS_FILTER1::ZERO
    }
}

/// What a classify function left.
pub struct Classified {
    pub decided: FWPS_CLASSIFY_OUT0,
    /// At a stream layer, what it asks of the engine.
    pub stream: Option<FWPS_STREAM_ACTION_TYPE>,
}

/// Calls the classify function of `entered` about `event`. `flow`: its handle and its context, 0
/// for none. `call` says whether and where to stop inside. [`None`] if the function was never
/// reached, or never came back: the address is not there any more.
pub fn classify(
    event: &mut Event,
    entered: &Entered<'_>,
    filter: &ActiveFilter,
    standing: Standing,
    (flow, context): (u64, u64),
    call: &mut GuardedCall,
) -> Option<Classified> {
    let values = event.incoming();
    let mut metadata = FWPS_INCOMING_METADATA_VALUES0::ZERO;
    if flow != 0 {
        metadata.currentMetadataValues = FWPS_METADATA_FIELD_FLOW_HANDLE;
        metadata.flowHandle = flow;
    }
    let mut weight = filter.weight;
    let mut run_time = FWPS_FILTER1 {
        weight: FWP_VALUE0::from_uint64(&raw mut weight),
        subLayerWeight: filter.sublayer_weight,
        ..run_time_filter(
            filter.id,
            filter.action,
            filter.callout,
            filter.context,
            filter.flags,
        )
    };
    // Since all versions of the structure are alike for it, so is what the pointer says.
    let mut memory = Memory::default();
    if let Some(context) = &filter.provider_context {
        let listed = (filter.context, Arc::clone(context));
        run_time.providerContext = copies::context(&mut memory, &listed).cast();
    }
    let mut out = standing.classify_out();
    let values = (&raw const values).expose_provenance();
    let metadata = (&raw const metadata).expose_provenance();
    let run_time = (&raw const run_time).expose_provenance();
    let out_at = (&raw mut out).expose_provenance();
    // Packets are not modelled. By the pages only stream layers always have layer data; there it is
    // a portion without a byte.
    let mut portion = FWPS_STREAM_DATA0::ZERO;
    let mut stream = FWPS_STREAM_CALLOUT_IO_PACKET0 {
        streamData: &raw mut portion,
        ..FWPS_STREAM_CALLOUT_IO_PACKET0::ZERO
    };
    let at_stream = matches!(event.layer, FWPS_LAYER_STREAM_V4 | FWPS_LAYER_STREAM_V6);
    let data = if at_stream {
        (&raw mut stream).expose_provenance()
    } else {
        0
    };
    let no_context = 0;
    let context = usize::try_from(context).unwrap_or(0);
    // Version 0 has six parameters; `classifyContext` came with version 1.
    call.arguments = match entered.functions.version {
        0 => [values, metadata, data, run_time, context, out_at, 0],
        _ => [
            values, metadata, data, no_context, run_time, context, out_at,
        ],
    };
    call.function = entered.functions.classify;
    call.image = entered.functions.owner;
    ((verifier().guarded_call)(call) == 0).then_some(Classified {
        decided: out,
        stream: at_stream.then_some(stream.streamAction),
    })
}

/// Calls `notifyFn`. Returns its status and the filter's context as it left it; [`None`] if the
/// address is not there any more.
pub fn notify(
    functions: Functions,
    kind: FWPS_CALLOUT_NOTIFY_TYPE,
    filter_key: Option<&GUID>,
    callout: u32,
    id: u64,
    filter: &Filter,
) -> Option<(NTSTATUS, u64)> {
    let mut run_time = run_time_filter(id, filter.action, callout, filter.context, filter.flags);
    let filter_key = filter_key.map_or(0, |key| (&raw const *key).expose_provenance());
    let run_time_at = (&raw mut run_time).expose_provenance();
    let mut call = GuardedCall {
        function: functions.notify,
        // An enumeration of C: the upper half of the register does not count.
        arguments: [
            usize::try_from(kind).unwrap_or(0),
            filter_key,
            run_time_at,
            0,
            0,
            0,
            0,
        ],
        image: functions.owner,
        ..GuardedCall::default()
    };
    if (verifier().guarded_call)(&mut call) != 0 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "NTSTATUS is the low half")]
    let status = (call.result as u32).cast_signed();
    Some((status, run_time.context))
}
