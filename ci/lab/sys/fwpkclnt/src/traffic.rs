//! Classify threads: each one asks the filters in force about one connection after another, at
//! `PASSIVE_LEVEL` and at `DISPATCH_LEVEL` in turn.

use core::{
    ffi::c_void,
    sync::atomic::{
        AtomicBool, AtomicU32,
        Ordering::{Relaxed, SeqCst},
    },
    time::Duration,
};

use engine::{ActiveFilter, Reader, WithoutCallout};
use kernel::{GuardedCall, verifier};
use protocol::EventKind;
use wfp_sys::FWPS_LAYER_ALE_AUTH_CONNECT_V4;

use crate::{
    calls::{Outcome, Traffic},
    flows::{self, Flow},
    layers,
    state::{self, engine},
};

static RUN: AtomicBool = AtomicBool::new(false);
static LIVE: AtomicU32 = AtomicU32::new(0);

/// The image in which one thread is to stop, 0 for none.
static PARK: AtomicU32 = AtomicU32::new(0);
/// Instructions of its classify function, once one stepped call has counted them.
static STEPS: AtomicU32 = AtomicU32::new(0);

const STATUS_TIMEOUT: i32 = 0x102;

/// Runs `threads` classify threads instead of those that run now.
pub fn run(threads: u32) -> i32 {
    RUN.store(false, SeqCst);
    for _ in 0..2000 {
        if LIVE.load(SeqCst) == 0 {
            break;
        }
        kernel::sleep(Duration::from_millis(1));
    }
    if LIVE.load(SeqCst) != 0 {
        return STATUS_TIMEOUT;
    }
    RUN.store(threads > 0, SeqCst);
    for lane in 1..=threads {
        LIVE.fetch_add(1, SeqCst);
        let lane = core::ptr::without_provenance_mut::<c_void>(lane as usize);
        if let Err(status) = kernel::spawn(thread, lane) {
            LIVE.fetch_sub(1, SeqCst);
            RUN.store(false, SeqCst);
            return status;
        }
    }
    0
}

/// Asks one thread to stop inside `image`; 0 takes the request back.
pub fn park(image: u32) {
    STEPS.store(0, SeqCst);
    PARK.store(image, SeqCst);
}

unsafe extern "system" fn thread(lane: *mut c_void) {
    let lane = u32::try_from(lane.addr()).unwrap_or(0);
    let mut reader = Reader::default();
    let mut traffic = Traffic::at(FWPS_LAYER_ALE_AUTH_CONNECT_V4);
    let mut round = u64::from(lane);
    while RUN.load(Relaxed) {
        end_lingering_in_time();
        round += 1;
        let filters = engine().filters(&mut reader);
        if filters.is_empty() {
            kernel::Nap::nap();
        }
        for filter in filters.iter() {
            let layer = layers::run_time_id(filter.layer).unwrap_or(0);
            if !traffic.is_at(layer) {
                traffic = Traffic::at(layer);
            }
            // Another one for each filter and thread, or some flows would never be drawn.
            let draw = (round ^ filter.id << 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
            let flow = Flow::of(layer, draw);
            let handle = flow.as_ref().map_or(0, |flow| flow.handle);
            classify(&mut traffic, filter, handle, lane, round);
            if let Some(flow) = flow {
                flow.done(draw / 64);
            }
        }
    }
    LIVE.fetch_sub(1, SeqCst);
    kernel::exit_thread();
}

fn end_lingering_in_time() {
    let until = state::LINGER_UNTIL.load(Relaxed);
    if until != 0
        && kernel::nanoseconds() >= until
        && state::LINGER_UNTIL
            .compare_exchange(until, 0, SeqCst, SeqCst)
            .is_ok()
    {
        end_lingering();
    }
}

/// Ends what closed sessions left in force.
pub fn end_lingering() {
    state::LINGER_UNTIL.store(0, SeqCst);
    let gone = engine().end_lingering();
    (verifier().event)(EventKind::FiltersGone, 0, 0);
    crate::management::tell_deleted(&gone);
}

fn classify(traffic: &mut Traffic, filter: &ActiveFilter, flow: u64, lane: u32, round: u64) {
    const DISPATCH_LEVEL: u8 = 2;
    if !filter.action.names_callout() {
        return;
    }
    let Some(entered) = engine().callouts.enter(filter.callout) else {
        if filter.without_callout() == WithoutCallout::Block {
            state::BLOCKED.fetch_add(1, Relaxed);
        }
        return;
    };
    let context = match flow {
        0 => 0,
        _ => engine().flows.enter(flow, traffic.layer(), filter.callout),
    };
    if entered.functions.conditional_on_flow && context == 0 {
        return;
    }
    let lab = verifier();
    let mut call = GuardedCall {
        park_after: park_after(entered.functions.owner, round),
        ..GuardedCall::default()
    };
    let at_dispatch = round % 2 == 1;
    if at_dispatch {
        (lab.set_irql)(DISPATCH_LEVEL);
        state::AT_DISPATCH.fetch_add(1, Relaxed);
    }
    state::CLASSIFIES.fetch_add(1, Relaxed);
    (lab.event)(EventKind::ClassifyEnters, lane, 0);
    let outcome = traffic.classify(&entered, filter, (flow, context), &mut call);
    if outcome == Outcome::Returned {
        (lab.event)(EventKind::ClassifyLeaves, lane, 0);
    }
    if at_dispatch {
        (lab.set_irql)(0);
    }
    if context != 0
        && let Some(delete) = engine().flows.leave(flow, filter.callout, context)
    {
        flows::call(delete);
    }
    if call.park_after != 0 {
        stepped(&call, entered.functions.owner);
    }
}

/// How many instructions into the image this call is to stop, 0 for not at all. The request goes
/// to one thread; the first stepped call only counts.
fn park_after(image: u32, round: u64) -> u32 {
    if PARK.load(Relaxed) != image || PARK.compare_exchange(image, 0, SeqCst, SeqCst).is_err() {
        return 0;
    }
    match STEPS.load(SeqCst) {
        0 => u32::MAX,
        steps => {
            let seed = u64::from(state::SEED.load(SeqCst));
            // A multiplicative hash of seed and round picks the instruction.
            let drawn = (seed ^ round).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
            1 + u32::try_from(drawn % u64::from(steps)).unwrap_or(0)
        }
    }
}

/// A stepped call came back. If it did not stop inside, the next one is to.
fn stepped(call: &GuardedCall, image: u32) {
    if call.parked == 0 && call.steps > 0 {
        STEPS.store(call.steps, SeqCst);
        PARK.store(image, SeqCst);
    }
}
