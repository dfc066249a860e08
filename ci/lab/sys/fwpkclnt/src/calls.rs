//! Calling `classifyFn` and `notifyFn` with what Windows would pass.

use engine::{Action, ActiveFilter, Entered, Filter, Functions};
use kernel::{GuardedCall, verifier};
use wfp_sys::{
    FWP_ACTION_BLOCK, FWP_ACTION_CALLOUT_INSPECTION, FWP_ACTION_CALLOUT_TERMINATING,
    FWP_ACTION_CALLOUT_UNKNOWN, FWP_ACTION_NONE_NO_MATCH, FWP_ACTION_PERMIT, FWP_ACTION_TYPE,
    FWP_VALUE0, FWPS_ACTION0, FWPS_CALLOUT_NOTIFY_TYPE, FWPS_CLASSIFY_OUT0,
    FWPS_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED, FWPS_FILTER1, FWPS_INCOMING_METADATA_VALUES0,
    FWPS_INCOMING_VALUE0, FWPS_INCOMING_VALUES0, FWPS_METADATA_FIELD_FLOW_HANDLE,
    FWPS_RIGHT_ACTION_WRITE, GUID, NTSTATUS,
};

use crate::layers;

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

// All four versions of the structure have the same layout; only the type of `providerContext`,
// which is NULL here, differs.
const fn run_time_filter(
    id: u64,
    action: Action,
    callout: u32,
    context: u64,
    permit_without_callout: bool,
) -> FWPS_FILTER1 {
    FWPS_FILTER1 {
        filterId: id,
        weight: FWP_VALUE0::ZERO,
        flags: if permit_without_callout {
            FWPS_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED
        } else {
            0
        },
        action: FWPS_ACTION0 {
            r#type: action_type(action),
            calloutId: callout,
        },
        context,
        ..FWPS_FILTER1::ZERO
    }
}

/// What came of a classify call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The function returned.
    Returned,
    /// It was never reached, or never came back: the address is not there any more.
    Faulted,
}

/// One event at a layer, made once for each classify thread.
pub struct Traffic {
    values: [FWPS_INCOMING_VALUE0; layers::VALUES],
    layer: u16,
}

impl Traffic {
    /// Traffic at the layer with this run-time id.
    pub fn at(layer: u16) -> Self {
        Self {
            values: layers::values(layer),
            layer,
        }
    }

    /// Whether this is traffic at `layer`.
    pub const fn is_at(&self, layer: u16) -> bool {
        self.layer == layer
    }

    /// Run-time id of the layer.
    pub const fn layer(&self) -> u16 {
        self.layer
    }

    /// Calls the classify function of `entered`. `flow`: its handle and its context, 0 for none.
    /// `call` says whether and where to stop inside.
    pub fn classify(
        &mut self,
        entered: &Entered<'_>,
        filter: &ActiveFilter,
        (flow, context): (u64, u64),
        call: &mut GuardedCall,
    ) -> Outcome {
        let values = FWPS_INCOMING_VALUES0 {
            layerId: self.layer,
            valueCount: u32::try_from(self.values.len()).unwrap_or(0),
            incomingValue: self.values.as_mut_ptr(),
        };
        let mut metadata = FWPS_INCOMING_METADATA_VALUES0::ZERO;
        if flow != 0 {
            metadata.currentMetadataValues = FWPS_METADATA_FIELD_FLOW_HANDLE;
            metadata.flowHandle = flow;
        }
        let run_time = run_time_filter(
            filter.id,
            filter.action,
            filter.callout,
            filter.context,
            filter.permit_without_callout,
        );
        let mut out = FWPS_CLASSIFY_OUT0 {
            actionType: FWP_ACTION_NONE_NO_MATCH,
            rights: FWPS_RIGHT_ACTION_WRITE,
            ..FWPS_CLASSIFY_OUT0::default()
        };
        let values = (&raw const values).expose_provenance();
        let metadata = (&raw const metadata).expose_provenance();
        let run_time = (&raw const run_time).expose_provenance();
        let out = (&raw mut out).expose_provenance();
        let (no_data, no_context) = (0, 0);
        let context = usize::try_from(context).unwrap_or(0);
        // Version 0 has six parameters; `classifyContext` came with version 1.
        call.arguments = match entered.functions.version {
            0 => [values, metadata, no_data, run_time, context, out, 0],
            _ => [
                values, metadata, no_data, no_context, run_time, context, out,
            ],
        };
        call.function = entered.functions.classify;
        call.image = entered.functions.owner;
        if (verifier().guarded_call)(call) == 0 {
            Outcome::Returned
        } else {
            Outcome::Faulted
        }
    }
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
    let mut run_time = run_time_filter(
        id,
        filter.action,
        callout,
        filter.context,
        filter.permit_without_callout,
    );
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
