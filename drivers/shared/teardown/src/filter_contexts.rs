//! The filter contexts of one callout.

use core::{
    ptr::{NonNull, with_exposed_provenance_mut},
    sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst},
};

use wfp_sys::{FWPS_FILTER1, NTSTATUS, STATUS_INSUFFICIENT_RESOURCES};

use crate::{
    kernel,
    list::{List, Node},
    spin_lock::SpinLock,
};

/// What the driver hung on the filters that name one callout, each of them a `T` in nonpaged pool.
///
/// A context stays until the callout is unregistered, also when its filter was deleted before. A
/// delete notification is promised for every filter (`processing-notify-callouts`), but in the field
/// some never came (ebpf-for-windows #3567). That no classify uses the filter any more by then is
/// not documented. The price is a block for each filter that was ever added.
pub struct FilterContexts<T> {
    contexts: SpinLock<List<T>>,
    /// [`FilterContexts::free`] has begun.
    closed: AtomicBool,
    /// Calls of [`FilterContexts::read`] that have not returned.
    reading: AtomicU32,
}

impl<T: Send + Sync> FilterContexts<T> {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            contexts: SpinLock::new(List::new()),
            closed: AtomicBool::new(false),
            reading: AtomicU32::new(0),
        }
    }

    // ANCHOR: added
    /// Hangs `data` on a filter. For the add notification, before which nobody classifies for it.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`. Source: `processing-notify-callouts`.
    ///
    /// # Errors
    ///
    /// `STATUS_INSUFFICIENT_RESOURCES`. To return it from the notify function rejects the filter.
    pub fn added(&self, filter: &mut FWPS_FILTER1, data: T) -> Result<(), NTSTATUS> {
        let node = kernel::allocate(Node::new(data)).ok_or(STATUS_INSUFFICIENT_RESOURCES)?;
        // SAFETY: a new node; `free` takes it off before it frees it.
        self.contexts
            .with(|contexts| unsafe { contexts.push(node) });
        filter.context = node.as_ptr().expose_provenance() as u64;
        Ok(())
    }
    // ANCHOR_END: added

    // ANCHOR: read
    /// Lets a classify look at what hangs on its filter; `None` for a filter without, and when
    /// [`free`](Self::free) has begun.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`.
    ///
    /// # Safety
    ///
    /// `filter` is the argument of a classify of a callout whose contexts all come from `self`, and
    /// no filter that names the callout has a `rawContext` of its own.
    pub unsafe fn read<R>(&self, filter: &FWPS_FILTER1, look: impl FnOnce(&T) -> R) -> Option<R> {
        // Counted first, then asked; `free` closes first, then counts. One of the two sees the
        // other.
        self.reading.fetch_add(1, SeqCst);
        let read = if self.closed.load(SeqCst) {
            None
        } else {
            // SAFETY: the caller's promise; nothing is freed while this call is counted.
            node::<T>(filter.context).map(|node| look(unsafe { &(*node.as_ptr()).value }))
        };
        self.reading.fetch_sub(1, SeqCst);
        read
    }
    // ANCHOR_END: read

    // ANCHOR: free
    /// Frees every context; how many there were.
    ///
    /// Waits for those that read: no page says that unregistering has waited for a classify.
    ///
    /// IRQL: `PASSIVE_LEVEL`.
    ///
    /// # Safety
    ///
    /// The callout is unregistered: nobody is told of a new filter.
    pub unsafe fn free(&self) -> usize {
        const PAUSE_MILLISECONDS: i64 = 10;
        self.closed.store(true, SeqCst);
        while self.reading.load(SeqCst) != 0 {
            kernel::wait_milliseconds(PAUSE_MILLISECONDS);
        }
        let mut freed = 0;
        while let Some(node) = self.first() {
            // SAFETY: it was on the list, and nobody reads any more.
            unsafe { kernel::free(node) };
            freed += 1;
        }
        freed
    }
    // ANCHOR_END: free

    /// Takes the first context off the list.
    fn first(&self) -> Option<NonNull<Node<T>>> {
        self.contexts.with(|contexts| {
            let node = contexts.first()?;
            // SAFETY: it is on this list.
            unsafe { contexts.remove(node) };
            Some(node)
        })
    }
}

impl<T: Send + Sync> Default for FilterContexts<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// The node behind the number that the filter carries.
fn node<T>(context: u64) -> Option<NonNull<Node<T>>> {
    NonNull::new(with_exposed_provenance_mut(usize::try_from(context).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_flows::flows;

    fn filter(context: u64) -> FWPS_FILTER1 {
        FWPS_FILTER1 {
            context,
            // SAFETY: numbers and pointers, for which zero is a value.
            ..unsafe { core::mem::zeroed() }
        }
    }

    #[test]
    fn contexts_stay_until_the_callout_is_gone() {
        let pool = flows();
        let contexts = FilterContexts::new();
        let mut filters = [filter(0), filter(0), filter(0)];
        for (filter, data) in filters.iter_mut().zip(7..) {
            contexts.added(filter, data).expect("pool");
        }
        // SAFETY: set by `added`.
        let read = |filter: &FWPS_FILTER1| unsafe { contexts.read(filter, |data| *data) };
        let data = [read(&filters[0]), read(&filters[1]), read(&filters[2])];
        assert_eq!(data, [Some(7), Some(8), Some(9)]);
        assert_eq!(pool.blocks(), 3);
        // SAFETY: nothing is registered here.
        assert_eq!(unsafe { contexts.free() }, 3);
        assert_eq!(pool.blocks(), 0);
        // A classify that comes late finds nothing.
        assert_eq!(read(&filters[0]), None);
    }

    // Source: processing-notify-callouts: no add notification for filters that were there before.
    #[test]
    fn a_filter_that_was_never_announced_has_none() {
        // SAFETY: no context.
        let read = unsafe { FilterContexts::<i32>::new().read(&filter(0), |data| *data) };
        assert_eq!(read, None);
    }
}
