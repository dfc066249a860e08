//! What the verifier calls.

use core::sync::atomic::Ordering::SeqCst;

use kernel::{EngineTable, Sites};
use protocol::{Cycle, Image};

use crate::{
    bfe, callouts, flows, measure, residue,
    state::{self, engine},
    traffic,
};

static TABLE: EngineTable = EngineTable {
    begin_cycle,
    traffic: run,
    park,
    inside,
    registered,
    registered_at,
    contexts,
    sessions,
    account,
    end_lingering,
    end_flows,
    left: residue::left,
    device_deleted: callouts::device_deleted,
    meet_subscribers: bfe::meet_subscribers,
    forget,
    measure: measure::measure,
};

extern "system" fn begin_cycle(cycle: &Cycle) {
    state::begin_cycle(cycle);
}

extern "system" fn run(threads: u32) -> i32 {
    traffic::run(threads)
}

extern "system" fn park(image: u32) {
    traffic::park(image);
}

extern "system" fn inside(image: u32) -> u32 {
    engine().callouts.inside(image)
}

extern "system" fn registered(image: u32) -> u32 {
    engine().callouts.registered_by(image)
}

extern "system" fn registered_at(image: u32, sites: &mut Sites) {
    *sites = callouts::registered_at(image);
}

extern "system" fn contexts(image: u32) -> u32 {
    engine().callouts.contexts(image)
}

extern "system" fn sessions(image: u32) -> u32 {
    u32::try_from(engine().sessions_of(image).len()).unwrap_or(u32::MAX)
}

extern "system" fn account(image: &mut Image) {
    image.classifies = state::CLASSIFIES.load(SeqCst);
    image.classifies_at_dispatch = state::AT_DISPATCH.load(SeqCst);
    image.refusals = state::REFUSALS.load(SeqCst);
    state::account(image);
    image.orphans = engine().orphans();
    image.flows = state::FLOWS.load(SeqCst);
    image.contexts_associated = state::ASSOCIATED.load(SeqCst);
    image.contexts_deleted = state::DELETED.load(SeqCst);
    image.removals_pending = state::REMOVALS_PENDING.load(SeqCst);
    image.busy = state::BUSY_ANSWERS.load(SeqCst);
    image.contexts = engine().callouts.contexts(image.sequence);
    image.callouts = engine().callouts.registered_by(image.sequence);
}

extern "system" fn end_lingering() {
    traffic::end_lingering();
}

extern "system" fn end_flows() {
    flows::end_all();
}

extern "system" fn forget(image: u32) {
    traffic::park(0);
    callouts::forget(image);
    engine().forget(image);
    residue::forget(image);
}

/// The table of calls.
#[unsafe(export_name = "LabEngine")]
pub extern "system" fn lab_engine() -> &'static EngineTable {
    state::prepare();
    &TABLE
}
