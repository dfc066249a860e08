//! From filters to one verdict.

use engine::{
    Action, By, Condition, Decision, Filter, GUID, Layer, Misuse, Reply, Standing, Sublayer,
    Verdict, Weight, evaluate,
};
use wfp_sys::*;

use crate::common::{CALLOUT, IMAGE, LAYER, TestEngine, add, filter, port_is, traffic};

/// One filter of a test: sublayer (1 is the heaviest), action, flags, conditions. In a sublayer the
/// first is the heaviest.
type Given = (u16, Action, FWPM_FILTER_FLAGS, Vec<Condition>);

const fn always(sublayer: u16, action: Action) -> Given {
    (sublayer, action, 0, Vec::new())
}

/// Filters get the ids 1, 2, … in the order given. `answer` is the callout.
fn arbitrate(
    given: &[Given],
    before: Standing,
    mut answer: impl FnMut(u64, &FWPS_CLASSIFY_OUT0) -> Reply,
) -> Verdict {
    let engine = TestEngine::default();
    let session = engine.open(true, IMAGE);
    engine.add_callout(session, CALLOUT).expect("callout");
    for (index, (sublayer, action, flags, conditions)) in given.iter().enumerate() {
        let key = GUID::from_u128(0x100 + u128::from(*sublayer));
        let object = Sublayer {
            key,
            weight: 100 - sublayer,
            owner: engine::Owner::default(),
        };
        // The second filter of a sublayer finds it.
        engine.add_sublayer(session, object).ok();
        let filter = Filter {
            key: GUID::from_u128(0x200 + index as u128),
            flags: *flags,
            sublayer: key,
            weight: Weight::Exact(1000 - index as u64),
            conditions: conditions.as_slice().into(),
            action: *action,
            ..filter()
        };
        add(&engine, session, filter);
    }
    let layer = Layer::with_id(LAYER).expect("a known layer");
    let values = traffic(
        &layer,
        &[(FWPM_CONDITION_IP_REMOTE_PORT, engine::Value::Uint16(443))],
    );
    let mut reader = engine.reader().expect("a free reader");
    let filters = engine.filters(&mut reader);
    evaluate(filters.at(LAYER), &values, before, |filter, standing| {
        answer(filter.id, &standing.classify_out())
    })
}

/// The callout writes this action, and clears the right or not.
fn answers(action: FWP_ACTION_TYPE, clears: bool) -> impl FnMut(u64, &FWPS_CLASSIFY_OUT0) -> Reply {
    move |_, found| {
        let mut out = *found;
        out.actionType = action;
        if clears {
            out.rights &= !FWPS_RIGHT_ACTION_WRITE;
        }
        Reply::Answer(out)
    }
}

const fn nobody(_: u64, _: &FWPS_CLASSIFY_OUT0) -> Reply {
    Reply::Unregistered
}

const fn standing(decision: Decision, hard: bool) -> Standing {
    Standing {
        decision: Some(decision),
        hard,
    }
}

const OPEN: Standing = Standing {
    decision: None,
    hard: false,
};
const HARD_PERMIT: Standing = standing(Decision::Permit, true);
const HARD_BLOCK: Standing = standing(Decision::Block, true);

#[test]
fn traffic_that_no_filter_decides_passes() {
    let verdict = arbitrate(&[], OPEN, nobody);
    assert_eq!(verdict.by, By::Nobody);
    assert!(verdict.permits());
    let other_port = (1, Action::Block, 0, vec![port_is(80)]);
    assert!(arbitrate(&[other_port], OPEN, nobody).permits());
}

#[test]
fn in_a_sublayer_the_first_that_permits_or_blocks_decides() {
    // win32 fwp/filter-arbitration
    let given = [always(1, Action::Permit), always(1, Action::Block)];
    assert_eq!(arbitrate(&given, OPEN, nobody).by, By::Filter(1));
    let given = [
        (1, Action::Permit, 0, vec![port_is(80)]),
        always(1, Action::Block),
    ];
    let verdict = arbitrate(&given, OPEN, nobody);
    assert_eq!(verdict.by, By::Filter(2), "the first does not match");
}

#[test]
fn continue_and_none_pass_on_to_the_next_filter() {
    // win32 fwp/filter-arbitration, ns-fwpstypes-fwps_classify_out0
    for action in [
        FWP_ACTION_CONTINUE,
        FWP_ACTION_NONE,
        FWP_ACTION_NONE_NO_MATCH,
    ] {
        let given = [always(1, Action::CalloutUnknown), always(1, Action::Block)];
        let verdict = arbitrate(&given, OPEN, answers(action, false));
        assert_eq!(verdict.by, By::Filter(2));
    }
}

#[test]
fn every_sublayer_is_evaluated_even_after_a_block() {
    // win32 fwp/filter-arbitration
    let mut asked = Vec::new();
    let given = [
        always(1, Action::Block),
        always(2, Action::CalloutInspection),
        always(3, Action::CalloutTerminating),
    ];
    let verdict = arbitrate(&given, OPEN, |filter, found| {
        asked.push((filter, found.actionType, found.rights));
        Reply::Answer(*found)
    });
    assert_eq!(asked, [(2, FWP_ACTION_BLOCK, 0), (3, FWP_ACTION_BLOCK, 0)]);
    assert_eq!((verdict.by, verdict.standing), (By::Filter(1), HARD_BLOCK));
}

#[test]
fn a_block_overrides_a_soft_permit_of_a_heavier_sublayer() {
    // win32 fwp/filter-arbitration
    let given = [always(1, Action::Permit), always(2, Action::Block)];
    assert_eq!(arbitrate(&given, OPEN, nobody).by, By::Filter(2));
}

#[test]
fn the_defaults_are_soft_permit_hard_filter_block_soft_callout_block() {
    // win32 fwp/filter-arbitration, the table of default behaviour
    let permit = arbitrate(&[always(1, Action::Permit)], OPEN, nobody);
    assert_eq!(permit.standing, standing(Decision::Permit, false));
    let block = arbitrate(&[always(1, Action::Block)], OPEN, nobody);
    assert_eq!(block.standing, HARD_BLOCK);
    for (action, decision) in [
        (FWP_ACTION_PERMIT, Decision::Permit),
        (FWP_ACTION_BLOCK, Decision::Block),
    ] {
        let given = [always(1, Action::CalloutTerminating)];
        let verdict = arbitrate(&given, OPEN, answers(action, false));
        assert_eq!(verdict.standing, standing(decision, false));
        let verdict = arbitrate(&given, OPEN, answers(action, true));
        assert_eq!(verdict.standing, standing(decision, true), "right cleared");
    }
}

#[test]
fn a_soft_block_can_be_permitted_at_another_sublayer_and_a_hard_one_cannot() {
    // win32 fwp/filter-arbitration
    let given = [
        always(1, Action::CalloutTerminating),
        always(2, Action::Permit),
    ];
    let soft = arbitrate(&given, OPEN, answers(FWP_ACTION_BLOCK, false));
    assert_eq!(soft.by, By::Filter(2));
    let hard = arbitrate(&given, OPEN, answers(FWP_ACTION_BLOCK, true));
    assert_eq!((hard.by, hard.standing), (By::Callout(1), HARD_BLOCK));
}

#[test]
fn the_flag_makes_a_filters_permit_hard_and_a_filters_block_does_not_override_it() {
    // win32 fwp/filter-arbitration: only a callout's veto does
    let given = [
        (
            1,
            Action::Permit,
            FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT,
            vec![],
        ),
        always(2, Action::Block),
    ];
    let verdict = arbitrate(&given, OPEN, nobody);
    assert_eq!((verdict.by, verdict.standing), (By::Filter(1), HARD_PERMIT));
}

#[test]
fn a_callouts_block_without_the_right_is_a_veto_of_a_hard_permit() {
    // win32 fwp/filter-arbitration
    let given = [always(1, Action::CalloutUnknown)];
    let verdict = arbitrate(&given, HARD_PERMIT, answers(FWP_ACTION_BLOCK, false));
    assert_eq!((verdict.by, verdict.standing), (By::Callout(1), HARD_BLOCK));
}

#[test]
fn nothing_overrides_a_hard_block() {
    // win32 fwp/filter-arbitration
    let given = [always(1, Action::CalloutUnknown), always(1, Action::Permit)];
    let verdict = arbitrate(&given, HARD_BLOCK, answers(FWP_ACTION_PERMIT, false));
    assert_eq!((verdict.by, verdict.standing), (By::Nobody, HARD_BLOCK));
}

#[test]
fn a_filter_without_its_callout_blocks_permits_or_is_ignored() {
    // nf-fwpsk-fwpscalloutunregisterbyid0; ns-fwpmtypes-fwpm_filter0 for the flag
    let flag = FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    for (action, flags, permits, by) in [
        (Action::CalloutTerminating, 0, false, By::MissingCallout(1)),
        (Action::CalloutUnknown, 0, false, By::MissingCallout(1)),
        (
            Action::CalloutTerminating,
            flag,
            true,
            By::MissingCallout(1),
        ),
        (Action::CalloutUnknown, flag, true, By::MissingCallout(1)),
        (Action::CalloutInspection, 0, true, By::Nobody),
    ] {
        let verdict = arbitrate(&[(1, action, flags, vec![])], OPEN, nobody);
        assert_eq!((verdict.permits(), verdict.by), (permits, by), "{action:?}");
    }
}

#[test]
fn for_want_of_a_callout_a_soft_permit_is_blocked_and_a_hard_one_is_not() {
    // Both follow from "treated as a block filter": nf-fwpmu-fwpmfilteradd0
    let given = [always(1, Action::CalloutTerminating)];
    let soft = arbitrate(&given, standing(Decision::Permit, false), nobody);
    assert_eq!(soft.by, By::MissingCallout(1));
    assert!(arbitrate(&given, HARD_PERMIT, nobody).permits());
}

/// What a callout that writes `action` breaks.
fn misuse(kind: Action, before: Standing, action: FWP_ACTION_TYPE) -> Option<Misuse> {
    let mut out = before.classify_out();
    out.actionType = action;
    Misuse::of(kind, before, &out, None)
}

/// The same at a stream layer, where the callout also leaves a stream action.
fn misuse_of_stream(
    kind: Action,
    before: Standing,
    action: FWP_ACTION_TYPE,
    stream: FWPS_STREAM_ACTION_TYPE,
) -> Option<Misuse> {
    let mut out = before.classify_out();
    out.actionType = action;
    Misuse::of(kind, before, &out, Some(stream))
}

#[test]
fn the_callout_of_a_terminating_filter_always_permits_or_blocks() {
    // ns-fwpmtypes-fwpm_action0
    let kind = Action::CalloutTerminating;
    for bad in [
        FWP_ACTION_CONTINUE,
        FWP_ACTION_NONE,
        FWP_ACTION_NONE_NO_MATCH,
    ] {
        let found = misuse(kind, OPEN, bad);
        assert_eq!(found, Some(Misuse::TerminatingDidNotDecide));
    }
    for good in [FWP_ACTION_PERMIT, FWP_ACTION_BLOCK] {
        assert_eq!(misuse(kind, OPEN, good), None);
    }
    assert_eq!(
        misuse(Action::CalloutUnknown, OPEN, FWP_ACTION_CONTINUE),
        None
    );
}

#[test]
fn the_callout_of_an_inspection_filter_never_permits_or_blocks() {
    // ns-fwpmtypes-fwpm_action0
    let kind = Action::CalloutInspection;
    for bad in [FWP_ACTION_PERMIT, FWP_ACTION_BLOCK] {
        assert_eq!(misuse(kind, OPEN, bad), Some(Misuse::InspectionDecided));
    }
    assert_eq!(misuse(kind, OPEN, FWP_ACTION_CONTINUE), None);
    let left_alone = standing(Decision::Permit, false);
    assert_eq!(misuse(kind, left_alone, FWP_ACTION_PERMIT), None);
}

#[test]
fn without_the_right_a_callout_writes_only_a_veto() {
    // ns-fwpstypes-fwps_classify_out0
    let kind = Action::CalloutTerminating;
    for (before, action) in [
        (HARD_BLOCK, FWP_ACTION_PERMIT),
        (HARD_PERMIT, FWP_ACTION_CONTINUE),
    ] {
        assert_eq!(
            misuse(kind, before, action),
            Some(Misuse::WroteWithoutRight)
        );
    }
    assert_eq!(misuse(kind, HARD_PERMIT, FWP_ACTION_BLOCK), None, "a veto");
    assert_eq!(misuse(kind, HARD_BLOCK, FWP_ACTION_BLOCK), None);
}

#[test]
fn at_a_stream_layer_the_right_to_decide_has_no_significance() {
    // stream-inspection
    for before in [HARD_BLOCK, HARD_PERMIT] {
        for action in [FWP_ACTION_PERMIT, FWP_ACTION_BLOCK] {
            let kind = Action::CalloutTerminating;
            let found = misuse_of_stream(kind, before, action, FWPS_STREAM_ACTION_NONE);
            assert_eq!(found, None, "{before:?} {action:#X}");
        }
    }
    // Elsewhere it has.
    let found = misuse(Action::CalloutTerminating, HARD_BLOCK, FWP_ACTION_PERMIT);
    assert_eq!(found, Some(Misuse::WroteWithoutRight));
}

#[test]
fn at_a_stream_layer_a_terminating_callout_may_ask_for_more_data_instead() {
    // stream-inspection; using-a-callout-for-deep-inspection-of-stream-data
    let kind = Action::CalloutTerminating;
    for before in [OPEN, HARD_BLOCK] {
        for action in [FWP_ACTION_NONE, FWP_ACTION_CONTINUE] {
            let asked = FWPS_STREAM_ACTION_NEED_MORE_DATA;
            assert_eq!(misuse_of_stream(kind, before, action, asked), None);
            // Without a stream action it still has to decide: ns-fwpmtypes-fwpm_action0
            let silent = misuse_of_stream(kind, before, action, FWPS_STREAM_ACTION_NONE);
            assert_eq!(silent, Some(Misuse::TerminatingDidNotDecide));
        }
    }
}

#[test]
fn an_inspection_callout_decides_at_no_layer() {
    let kind = Action::CalloutInspection;
    let found = misuse_of_stream(kind, OPEN, FWP_ACTION_BLOCK, FWPS_STREAM_ACTION_NONE);
    assert_eq!(found, Some(Misuse::InspectionDecided));
}

#[test]
fn an_inspection_callout_may_always_continue() {
    // types-of-callouts
    for before in [OPEN, HARD_PERMIT, HARD_BLOCK] {
        let found = misuse(Action::CalloutInspection, before, FWP_ACTION_CONTINUE);
        assert_eq!(found, None);
    }
    let found = misuse(Action::CalloutInspection, HARD_BLOCK, FWP_ACTION_PERMIT);
    assert_eq!(found, Some(Misuse::WroteWithoutRight));
}

#[test]
fn the_engines_members_are_not_to_be_written() {
    // ns-fwpstypes-fwps_classify_out0
    let mut out = OPEN.classify_out();
    out.actionType = FWP_ACTION_PERMIT;
    out.filterId = 1;
    let found = Misuse::of(Action::CalloutTerminating, OPEN, &out, None);
    assert_eq!(found, Some(Misuse::WroteReserved));
}
