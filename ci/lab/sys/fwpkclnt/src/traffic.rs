//! Classify threads: each one asks the filters in force about one connection after another, at
//! `PASSIVE_LEVEL` and at `DISPATCH_LEVEL` in turn.

use alloc::sync::Arc;
use core::{
    ffi::c_void,
    sync::atomic::{
        AtomicBool, AtomicU32,
        Ordering::{Relaxed, SeqCst},
    },
    time::Duration,
};

use engine::{ActiveFilter, Misuse, Reader, Reply, Standing, Verdict};
use kernel::{GuardedCall, verifier};
use protocol::EventKind;

use crate::{
    calls,
    connections::{self, Event},
    flows::{self, Flow},
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
    if let Some(mut reader) = engine().reader() {
        let mut connections = connections::all();
        let mut round = u64::from(lane);
        while RUN.load(Relaxed) {
            end_lingering_in_time();
            round += 1;
            if engine().filters(&mut reader).is_empty() {
                kernel::Nap::nap();
            }
            // Each connection comes at both levels, one after the other.
            let next = usize::try_from(round / 2).unwrap_or(0) % connections.len();
            connect(&mut connections[next], &mut reader, lane, round);
        }
    }
    LIVE.fetch_sub(1, SeqCst);
    kernel::exit_thread();
}

/// One connection passes its layers until one of them blocks it.
fn connect(events: &mut [Event], reader: &mut Reader<'_>, lane: u32, round: u64) {
    for event in events {
        let filters = engine().filters(reader);
        let filters = filters.at(event.layer);
        if filters.is_empty() {
            continue;
        }
        // Another one for each layer and thread, or some flows would never be drawn.
        let draw = (round ^ u64::from(event.layer) << 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
        let flow = Flow::of(event, draw);
        let handle = flow.as_ref().map_or(0, |flow| flow.handle);
        let verdict = arbitrate(event, filters, handle, lane, round);
        if let Some(flow) = flow {
            flow.done(draw / 64);
        }
        state::count(&verdict);
        if !verdict.permits() {
            break;
        }
    }
}

fn arbitrate(
    event: &mut Event,
    filters: &[ActiveFilter],
    flow: u64,
    lane: u32,
    round: u64,
) -> Verdict {
    let (values, before) = (Arc::clone(&event.values), event.before);
    engine::evaluate(filters, &values, before, |filter, standing| {
        classify(event, filter, standing, flow, lane, round)
    })
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

/// Asks the callout of `filter` about `event`.
fn classify(
    event: &mut Event,
    filter: &ActiveFilter,
    standing: Standing,
    flow: u64,
    lane: u32,
    round: u64,
) -> Reply {
    const DISPATCH_LEVEL: u8 = 2;
    let Some(entered) = engine().callouts.enter(filter.callout) else {
        return Reply::Unregistered;
    };
    let context = match flow {
        0 => 0,
        _ => engine().flows.enter(flow, event.layer, filter.callout),
    };
    if entered.functions.conditional_on_flow && context == 0 {
        return Reply::NotCalled;
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
    let contexts = (flow, context);
    let out = calls::classify(event, &entered, filter, standing, contexts, &mut call);
    if let Some(out) = &out {
        (lab.event)(EventKind::ClassifyLeaves, lane, 0);
        if let Some(misuse) = Misuse::of(filter.action, standing, &out.decided, out.stream) {
            state::report_misuse(misuse, entered.functions);
        }
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
    out.map_or(Reply::NotCalled, |out| Reply::Answer(out.decided))
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
