//! Data flows: the calls that attach and remove contexts, the flow-delete calls, and the flows
//! that traffic belongs to.

use core::{
    ffi::c_void,
    sync::atomic::{
        AtomicBool, AtomicU64,
        Ordering::{Relaxed, SeqCst},
    },
    time::Duration,
};

use engine::{Delete, Removed};
use kernel::{GuardedCall, verifier};
use protocol::{DeleteMode, EventKind, FlowMode, Question};
use wfp_sys::{
    FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4, FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6,
    FWPS_LAYER_DATAGRAM_DATA_V4, FWPS_LAYER_DATAGRAM_DATA_V6, FWPS_LAYER_INBOUND_TRANSPORT_V4,
    FWPS_LAYER_INBOUND_TRANSPORT_V6, FWPS_LAYER_OUTBOUND_TRANSPORT_V4,
    FWPS_LAYER_OUTBOUND_TRANSPORT_V6, FWPS_LAYER_STREAM_V4, FWPS_LAYER_STREAM_V6, NTSTATUS,
    STATUS_NOT_FOUND, STATUS_SUCCESS,
};

use crate::{
    connections::Event,
    state::{self, engine},
};

const DISPATCH_LEVEL: u8 = 2;

// ---- what drivers call -------------------------------------------------------------------

/// `FwpsFlowAssociateContext0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpsFlowAssociateContext0(
    flow: u64,
    layer: u16,
    callout: u32,
    context: u64,
) -> NTSTATUS {
    if let Err(status) = state::at_most(DISPATCH_LEVEL, "FwpsFlowAssociateContext0") {
        return status;
    }
    let status = engine().associate(flow, layer, callout, context);
    if status == STATUS_SUCCESS {
        state::ASSOCIATED.fetch_add(1, Relaxed);
        state::reached(Question::Flow);
    }
    trace(EventKind::Associated, status);
    status
}

/// `FwpsFlowRemoveContext0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpsFlowRemoveContext0(flow: u64, layer: u16, callout: u32) -> NTSTATUS {
    // Findings name the unload function's last call.
    let _caller = verifier().sites();
    if let Err(status) = state::at_most(DISPATCH_LEVEL, "FwpsFlowRemoveContext0") {
        return status;
    }
    let engine = engine();
    let mode = state::removal_mode();
    let removed = engine
        .flows
        .remove(&engine.callouts, flow, layer, callout, mode);
    let status = removed.status();
    match removed {
        Removed::Now(delete) => call(delete),
        Removed::Later => {
            state::REMOVALS_PENDING.fetch_add(1, Relaxed);
            state::reached(Question::Removal);
            call_deferred_later();
        }
        Removed::Absent => {}
    }
    trace(EventKind::Removed, status);
    status
}

/// `FwpsFlowAbort0`.
#[unsafe(no_mangle)]
pub extern "system" fn FwpsFlowAbort0(flow: u64) -> NTSTATUS {
    let _caller = verifier().sites();
    if let Err(status) = state::at_most(DISPATCH_LEVEL, "FwpsFlowAbort0") {
        return status;
    }
    for place in &PLACES {
        // It may be in none: it may have ended, or never have been.
        let _taken = place.compare_exchange(flow, 0, SeqCst, SeqCst);
    }
    if end(flow) {
        STATUS_SUCCESS
    } else {
        STATUS_NOT_FOUND
    }
}

fn trace(kind: EventKind, status: NTSTATUS) {
    (verifier().event)(kind, 0, u64::from(status.cast_unsigned()));
}

// ---- flow-delete calls -------------------------------------------------------------------

/// Makes a flow-delete call, with no lock held.
pub fn call(delete: Delete) {
    let lab = verifier();
    let deleting = engine().callouts.begin_delete(delete);
    let mut call = GuardedCall {
        function: deleting.entered.functions.flow_delete,
        arguments: [
            usize::from(deleting.layer),
            usize::try_from(deleting.callout).unwrap_or(0),
            usize::try_from(deleting.context).unwrap_or(0),
            0,
            0,
            0,
            0,
        ],
        image: deleting.entered.functions.owner,
        ..GuardedCall::default()
    };
    state::DELETED.fetch_add(1, Relaxed);
    state::reached(Question::Delete);
    (lab.event)(EventKind::FlowDelete, 0, deleting.context);
    let before = (lab.irql)();
    if state::delete_mode() == DeleteMode::AtDispatch && before < DISPATCH_LEVEL {
        (lab.set_irql)(DISPATCH_LEVEL);
    }
    // A fault is reported by the handler; the context is gone either way.
    let _faulted = (lab.guarded_call)(&mut call);
    (lab.set_irql)(before);
}

/// Whether a thread is about to make the deferred calls.
static WORKER: AtomicBool = AtomicBool::new(false);

/// Has a thread of its own make the deferred calls.
fn call_deferred_later() {
    if !WORKER.swap(true, SeqCst) && kernel::spawn(worker, core::ptr::null_mut()).is_err() {
        WORKER.store(false, SeqCst);
    }
}

unsafe extern "system" fn worker(_: *mut c_void) {
    /// Long enough for the remover to return and begin to wait.
    const AFTER: Duration = Duration::from_millis(2);
    kernel::sleep(AFTER);
    // Before the list is looked at: what comes later has a thread of its own.
    WORKER.store(false, SeqCst);
    while let Some(delete) = engine().flows.deferred() {
        call(delete);
    }
    kernel::exit_thread();
}

// ---- traffic -----------------------------------------------------------------------------

/// Flows that are there at once, beside those that only come and go.
const LIVE: usize = 64;

/// Handles of the live flows, 0 for none. The lowest bit of the index says TCP or UDP, the next
/// one IPv4 or IPv6.
static PLACES: [AtomicU64; LIVE] = [const { AtomicU64::new(0) }; LIVE];

/// The flow of one event.
pub struct Flow {
    /// Its handle.
    pub handle: u64,
    place: &'static AtomicU64,
    is_new: bool,
}

/// Whether events at a layer belong to flows, and then whether to those of IPv6.
///
/// Source: `metadata-fields-at-each-filtering-layer`. The page lists the flow handle at the
/// authorization layers too; there it comes only with a re-authorization, which the lab does not
/// have.
const fn is_v6(layer: u16) -> Option<bool> {
    Some(match layer {
        FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4
        | FWPS_LAYER_INBOUND_TRANSPORT_V4
        | FWPS_LAYER_OUTBOUND_TRANSPORT_V4
        | FWPS_LAYER_STREAM_V4
        | FWPS_LAYER_DATAGRAM_DATA_V4 => false,
        FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6
        | FWPS_LAYER_INBOUND_TRANSPORT_V6
        | FWPS_LAYER_OUTBOUND_TRANSPORT_V6
        | FWPS_LAYER_STREAM_V6
        | FWPS_LAYER_DATAGRAM_DATA_V6 => true,
        _ => return None,
    })
}

impl Flow {
    /// The flow that an event belongs to; `draw` chooses it among those of its protocols.
    /// [`None`] at a layer without flows.
    pub fn of(event: &Event, draw: u64) -> Option<Self> {
        const KINDS: usize = 4;
        let kind = usize::from(is_v6(event.layer)?) << 1 | usize::from(event.is_udp);
        let drawn = usize::try_from(draw).unwrap_or(0) % (LIVE / KINDS);
        let place = &PLACES[drawn * KINDS + kind];
        let known = match event.layer {
            FWPS_LAYER_ALE_FLOW_ESTABLISHED_V4 | FWPS_LAYER_ALE_FLOW_ESTABLISHED_V6 => 0,
            _ => place.load(SeqCst),
        };
        let is_new = known == 0;
        let handle = if is_new {
            state::FLOWS.fetch_add(1, Relaxed);
            engine().flows.establish()
        } else {
            known
        };
        Some(Self {
            handle,
            place,
            is_new,
        })
    }

    /// The event is over: a new flow stays for others to come, an old one may end.
    pub fn done(self, draw: u64) {
        /// One event in so many is a flow's last one.
        const EVENTS: u64 = 16;
        let flows_end = state::flow_mode() == FlowMode::End;
        let over = if self.is_new {
            match self.place.compare_exchange(0, self.handle, SeqCst, SeqCst) {
                Ok(_) => 0,
                Err(_) if flows_end => self.place.swap(self.handle, SeqCst),
                // As many flows stay as there are places. The others only come and go.
                Err(_) => self.handle,
            }
        } else if flows_end && draw.is_multiple_of(EVENTS) {
            let ended = self.place.compare_exchange(self.handle, 0, SeqCst, SeqCst);
            ended.unwrap_or(0)
        } else {
            0
        };
        if over != 0 {
            end(over);
        }
    }
}

/// Ends a flow, with the delete calls of its contexts. Answers whether there was one.
fn end(flow: u64) -> bool {
    let Some(deletes) = engine().flows.end(flow) else {
        return false;
    };
    for delete in deletes {
        call(delete);
    }
    true
}

/// Ends all flows.
pub fn end_all() {
    for place in &PLACES {
        end(place.swap(0, SeqCst));
    }
    while let Some(delete) = engine().flows.deferred() {
        call(delete);
    }
}
