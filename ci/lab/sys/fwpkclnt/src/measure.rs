//! How long a classify call takes.

use engine::Reader;
use kernel::GuardedCall;

use crate::{calls::Traffic, layers, state::engine};

/// Calls the first callout of `image` that a filter names, so many times, on the calling thread;
/// returns the nanoseconds, 0 if there is none. The lab's own part of a call is in it.
pub extern "system" fn measure(image: u32, calls: u32) -> u64 {
    const NO_FLOW: (u64, u64) = (0, 0);
    let mut reader = Reader::default();
    for filter in engine().filters(&mut reader).iter() {
        let Some(entered) = engine().callouts.enter(filter.callout) else {
            continue;
        };
        if entered.functions.owner != image {
            continue;
        }
        let mut traffic = Traffic::at(layers::run_time_id(filter.layer).unwrap_or(0));
        let begin = kernel::nanoseconds();
        for _ in 0..calls {
            traffic.classify(&entered, filter, NO_FLOW, &mut GuardedCall::default());
        }
        return kernel::nanoseconds() - begin;
    }
    0
}
