//! How long a classify call takes.

use engine::Standing;
use kernel::GuardedCall;

use crate::{calls, connections, state::engine};

/// Calls the first callout of `image` that a filter names, so many times, on the calling thread;
/// returns the nanoseconds, 0 if there is none. The lab's own part of a call is in it.
pub extern "system" fn measure(image: u32, calls: u32) -> u64 {
    const NO_FLOW: (u64, u64) = (0, 0);
    let Some(mut reader) = engine().reader() else {
        return 0;
    };
    for filter in engine().filters(&mut reader).iter() {
        let Some(entered) = engine().callouts.enter(filter.callout) else {
            continue;
        };
        let events = connections::all().into_iter().flatten();
        let event = events.into_iter().find(|event| event.layer == filter.layer);
        let Some(mut event) = event.filter(|_| entered.functions.owner == image) else {
            continue;
        };
        let standing = Standing::default();
        let begin = kernel::nanoseconds();
        for _ in 0..calls {
            let mut call = GuardedCall::default();
            calls::classify(&mut event, &entered, filter, standing, NO_FLOW, &mut call);
        }
        return kernel::nanoseconds() - begin;
    }
    0
}
