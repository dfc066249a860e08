//! Arbitration: from the filters at a layer to one verdict.
//!
//! Source of the rules: win32 `fwp/filter-arbitration`; `ns-fwpstypes-fwps_classify_out0`;
//! `ns-fwpmtypes-fwpm_action0`.
//!
//! The first of these pages says that all sublayers are evaluated even if one has decided to
//! block, and further down that a block stops the evaluation. The model does the first: it calls
//! more callouts, and it tells those after a block that they have no right to write.

use wfp_sys::{
    FWP_ACTION_BLOCK, FWP_ACTION_CONTINUE, FWP_ACTION_NONE_NO_MATCH, FWP_ACTION_PERMIT,
    FWP_ACTION_TYPE, FWPS_CLASSIFY_OUT0, FWPS_RIGHT_ACTION_WRITE, FWPS_STREAM_ACTION_NONE,
    FWPS_STREAM_ACTION_TYPE,
};

use crate::{
    filter_set::{ActiveFilter, WithoutCallout},
    objects::Action,
    value::Value,
};

/// What is decided about traffic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// `FWP_ACTION_PERMIT`.
    Permit,
    /// `FWP_ACTION_BLOCK`.
    Block,
}

impl Decision {
    const fn from_action(action: FWP_ACTION_TYPE) -> Option<Self> {
        match action {
            FWP_ACTION_PERMIT => Some(Self::Permit),
            FWP_ACTION_BLOCK => Some(Self::Block),
            // FWP_ACTION_CONTINUE, FWP_ACTION_NONE and FWP_ACTION_NONE_NO_MATCH: the next filter.
            _ => None,
        }
    }
}

/// What the sublayers so far have made of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The decision, if there is one.
    pub decision: Option<Decision>,
    /// It cannot be overridden: [`FWPS_RIGHT_ACTION_WRITE`] is clear.
    pub hard: bool,
}

impl Standing {
    const fn soft(decision: Decision) -> Self {
        Self {
            decision: Some(decision),
            hard: false,
        }
    }

    const fn hard(decision: Decision) -> Self {
        Self {
            decision: Some(decision),
            hard: true,
        }
    }

    /// What a callout finds in its `classifyOut`.
    #[must_use]
    pub const fn classify_out(self) -> FWPS_CLASSIFY_OUT0 {
        FWPS_CLASSIFY_OUT0 {
            actionType: match self.decision {
                Some(Decision::Permit) => FWP_ACTION_PERMIT,
                Some(Decision::Block) => FWP_ACTION_BLOCK,
                None => FWP_ACTION_NONE_NO_MATCH,
            },
            outContext: 0,
            filterId: 0,
            rights: if self.hard {
                0
            } else {
                FWPS_RIGHT_ACTION_WRITE
            },
            flags: 0,
            reserved: 0,
        }
    }

    /// What the callout's answer makes of it; [`None`] passes the event on to the next filter.
    const fn answered(self, out: &FWPS_CLASSIFY_OUT0) -> Option<Self> {
        match (Decision::from_action(out.actionType), self.hard) {
            (Some(decision), false) if out.rights & FWPS_RIGHT_ACTION_WRITE != 0 => {
                Some(Self::soft(decision))
            }
            (Some(decision), false) => Some(Self::hard(decision)),
            // Without the right only a veto counts: a block where a permit stood.
            (Some(Decision::Block), true) if matches!(self.decision, Some(Decision::Permit)) => {
                Some(Self::hard(Decision::Block))
            }
            _ => None,
        }
    }
}

/// What came of calling a callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The structure as the callout left it.
    Answer(FWPS_CLASSIFY_OUT0),
    /// No such callout is registered.
    Unregistered,
    /// It has no say: it is called for other flows only, or its code is gone.
    NotCalled,
}

/// Who decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Nobody: no filter decided, and the traffic passes.
    Nobody,
    /// A filter without a callout.
    Filter(u64),
    /// The callout of this filter.
    Callout(u64),
    /// This filter, for want of its callout.
    MissingCallout(u64),
}

/// The result of an arbitration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The decision that stands.
    pub standing: Standing,
    /// Who took it.
    pub by: By,
}

impl Verdict {
    /// Whether the traffic passes.
    #[must_use]
    pub fn permits(&self) -> bool {
        self.standing.decision != Some(Decision::Block)
    }
}

/// Asks `filters`, those at one layer in the order of evaluation, about traffic with these
/// `values`. `before` is what sublayers of somebody else have decided. `call` calls a callout.
pub fn evaluate(
    filters: &[ActiveFilter],
    values: &[Value],
    before: Standing,
    mut call: impl FnMut(&ActiveFilter, Standing) -> Reply,
) -> Verdict {
    let mut verdict = Verdict {
        standing: before,
        by: By::Nobody,
    };
    let mut decided = None;
    for filter in filters {
        if decided == Some(filter.sublayer) || !filter.conditions.hold(values) {
            continue;
        }
        let standing = verdict.standing;
        let (outcome, by) = match filter.action {
            Action::Permit => (permit(filter), By::Filter(filter.id)),
            Action::Block => (Standing::hard(Decision::Block), By::Filter(filter.id)),
            _ => match (call(filter, standing), filter.without_callout()) {
                (Reply::Answer(out), _) => match standing.answered(&out) {
                    Some(outcome) => (outcome, By::Callout(filter.id)),
                    None => continue,
                },
                (Reply::Unregistered, WithoutCallout::Block) => (
                    Standing::hard(Decision::Block),
                    By::MissingCallout(filter.id),
                ),
                (Reply::Unregistered, WithoutCallout::Permit) => {
                    (permit(filter), By::MissingCallout(filter.id))
                }
                (Reply::Unregistered, WithoutCallout::Ignore) | (Reply::NotCalled, _) => continue,
            },
        };
        decided = Some(filter.sublayer);
        // Only a veto overrides a hard decision, and `answered` has let nothing else through.
        if !standing.hard || matches!(by, By::Callout(_)) {
            verdict = Verdict {
                standing: outcome,
                by,
            };
        }
    }
    verdict
}

const fn permit(filter: &ActiveFilter) -> Standing {
    if filter.clears_the_right() {
        Standing::hard(Decision::Permit)
    } else {
        Standing::soft(Decision::Permit)
    }
}

/// A classify function that breaks a documented rule about its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// The callout of a terminating filter neither permitted nor blocked.
    TerminatingDidNotDecide,
    /// The callout of an inspection filter permitted or blocked.
    InspectionDecided,
    /// The action was written without the right to, and not to veto a permit.
    WroteWithoutRight,
    /// A member that is the engine's was written.
    WroteReserved,
}

impl Misuse {
    /// What `after` breaks, when a callout that `action` names found what `before` says. `stream`
    /// is the `streamAction` that the callout left, at a stream layer; [`None`] at other layers.
    ///
    /// `stream-inspection`: at a stream layer the right to decide has no significance, and a callout
    /// that sets a stream action, for example to ask for more data, returns `FWP_ACTION_NONE`.
    /// `using-a-callout-for-deep-inspection-of-stream-data` returns `FWP_ACTION_CONTINUE` there.
    ///
    /// `types-of-callouts` has an inspection callout always return `FWP_ACTION_CONTINUE`, while
    /// `ns-fwpstypes-fwps_classify_out0` has no callout write without the right. Neither the driver
    /// that writes it nor the one that does not is convicted.
    #[must_use]
    pub fn of(
        action: Action,
        before: Standing,
        after: &FWPS_CLASSIFY_OUT0,
        stream: Option<FWPS_STREAM_ACTION_TYPE>,
    ) -> Option<Self> {
        let found = before.classify_out();
        let decided = Decision::from_action(after.actionType);
        let wrote = after.actionType != found.actionType;
        let vetoed = before.decision == Some(Decision::Permit) && decided == Some(Decision::Block);
        if (after.outContext, after.filterId, after.reserved)
            != (found.outContext, found.filterId, found.reserved)
        {
            return Some(Self::WroteReserved);
        }
        let passes_on = after.actionType == FWP_ACTION_CONTINUE;
        match action {
            Action::CalloutInspection if passes_on => None,
            _ if before.hard && stream.is_none() => {
                (wrote && !vetoed).then_some(Self::WroteWithoutRight)
            }
            Action::CalloutTerminating if decided.is_none() => match stream {
                None | Some(FWPS_STREAM_ACTION_NONE) => Some(Self::TerminatingDidNotDecide),
                Some(_) => None,
            },
            Action::CalloutInspection if wrote && decided.is_some() => {
                Some(Self::InspectionDecided)
            }
            _ => None,
        }
    }

    /// The page that states the rule.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::TerminatingDidNotDecide | Self::InspectionDecided => "ns-fwpmtypes-fwpm_action0",
            Self::WroteWithoutRight | Self::WroteReserved => "ns-fwpstypes-fwps_classify_out0",
        }
    }

    /// What the classify function did.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::TerminatingDidNotDecide => {
                "the callout of an FWP_ACTION_CALLOUT_TERMINATING filter neither permitted nor \
                 blocked"
            }
            Self::InspectionDecided => {
                "the callout of an FWP_ACTION_CALLOUT_INSPECTION filter permitted or blocked"
            }
            Self::WroteWithoutRight => {
                "classify wrote the action without FWPS_RIGHT_ACTION_WRITE, and not to veto a permit"
            }
            Self::WroteReserved => "classify wrote a reserved member of FWPS_CLASSIFY_OUT0",
        }
    }
}
