//! The filter contexts of one callout.

use core::{
    ptr::{NonNull, null_mut},
    sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, Ordering::SeqCst},
};

use wfp_sys::{FWPS_FILTER1, NTSTATUS, STATUS_INSUFFICIENT_RESOURCES};

use crate::{kernel, spin_lock::SpinLock};

/// The contexts of up to `N` filters that name one callout, each of them a `T` in nonpaged pool.
///
/// A filter carries the number of a place in this table. A classify follows no address that a
/// filter brings: it compares the filter's run-time id with the one in the place. So a filter of
/// another program, whose `rawContext` can be any number, has no context here.
///
/// A context is freed when the callout was unregistered, or earlier, to make room: when its filter
/// was deleted and no classify reads. Microsoft's page promises a delete notification for every
/// filter that names the callout (`processing-notify-callouts`), also for filters that this driver
/// never saw; in the field some never came (ebpf-for-windows #3567). Whether every classify has
/// finished with the filter by then is not documented. This type relies on neither. Whether a
/// filter of an aborted transaction gets a delete notification is not documented either; its
/// context stays until the callout is unregistered.
pub struct FilterContexts<T, const N: usize> {
    places: [Place<T>; N],
    /// Held while places change. Readers do not acquire it.
    changing: SpinLock<()>,
    /// [`FilterContexts::free`] has begun.
    closed: AtomicBool,
    /// Calls of [`FilterContexts::read`] that have not returned.
    reading: AtomicU32,
}

/// Free: no context. In use: a context and a filter. Deleted: a context without a filter.
struct Place<T> {
    /// The run-time id of the filter; 0 for none.
    filter: AtomicU64,
    context: AtomicPtr<T>,
}

impl<T: Send + Sync, const N: usize> FilterContexts<T, N> {
    /// An empty table.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            places: [const {
                Place {
                    filter: AtomicU64::new(0),
                    context: AtomicPtr::new(null_mut()),
                }
            }; N],
            changing: SpinLock::new(()),
            closed: AtomicBool::new(false),
            reading: AtomicU32::new(0),
        }
    }

    // ANCHOR: added
    /// Gives a filter a context. For the add notification, before which no classify is called for
    /// the filter.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`. Source: `processing-notify-callouts`.
    ///
    /// # Errors
    ///
    /// `STATUS_INSUFFICIENT_RESOURCES` when the pool is exhausted or `N` filters have a context.
    /// A notify function that returns it rejects the filter.
    pub fn added(&self, filter: &mut FWPS_FILTER1, data: T) -> Result<(), NTSTATUS> {
        let context = kernel::allocate(data).ok_or(STATUS_INSUFFICIENT_RESOURCES)?;
        let number = self.changing.with(|()| {
            self.make_room();
            let (number, place) = self.free_place()?;
            // In this order: a reader that finds the filter finds its context, too.
            place.context.store(context.as_ptr(), SeqCst);
            place.filter.store(filter.filterId, SeqCst);
            Some(number)
        });
        let Some(number) = number else {
            // SAFETY: allocated above, and in no place.
            unsafe { kernel::free(context) };
            return Err(STATUS_INSUFFICIENT_RESOURCES);
        };
        filter.context = number;
        Ok(())
    }
    // ANCHOR_END: added

    /// Notes that a filter was deleted. For the delete notification. The filter need not have a
    /// context.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`. Source: `processing-notify-callouts`.
    pub fn deleted(&self, filter: &FWPS_FILTER1) {
        self.changing.with(|()| {
            if let Some(place) = self.place_of(filter) {
                place.filter.store(0, SeqCst);
            }
        });
    }

    // ANCHOR: read
    /// Lets a classify look at the context of its filter. Returns `None` for a filter without one,
    /// and after [`free`](Self::free) has begun.
    ///
    /// IRQL: up to `DISPATCH_LEVEL`.
    pub fn read<R>(&self, filter: &FWPS_FILTER1, look: impl FnOnce(&T) -> R) -> Option<R> {
        // This counts first and looks afterwards. `free` and `make_room` take the context away
        // first and look at the count afterwards. So one of the two sees the other.
        self.reading.fetch_add(1, SeqCst);
        let read = if self.closed.load(SeqCst) {
            None
        } else {
            self.place_of(filter).and_then(|place| {
                let context = NonNull::new(place.context.load(SeqCst))?;
                // SAFETY: the place had a filter after this call was counted, and while it is
                // counted no context is freed.
                Some(look(unsafe { context.as_ref() }))
            })
        };
        self.reading.fetch_sub(1, SeqCst);
        read
    }
    // ANCHOR_END: read

    // ANCHOR: free
    /// Frees every context. Returns how many there were.
    ///
    /// Waits for calls of [`read`](Self::read): no page says that unregistering waits for a
    /// classify.
    ///
    /// IRQL: `PASSIVE_LEVEL`.
    ///
    /// # Safety
    ///
    /// The callout is unregistered, so no more filters are announced.
    pub unsafe fn free(&self) -> usize {
        const PAUSE_MILLISECONDS: i64 = 10;
        self.closed.store(true, SeqCst);
        while self.reading.load(SeqCst) != 0 {
            kernel::wait_milliseconds(PAUSE_MILLISECONDS);
        }
        self.places.iter().filter(|place| free(place)).count()
    }
    // ANCHOR_END: free

    /// Frees the contexts of deleted filters, unless a classify reads one.
    fn make_room(&self) {
        if self.reading.load(SeqCst) == 0 {
            for place in &self.places {
                if place.filter.load(SeqCst) == 0 {
                    free(place);
                }
            }
        }
    }

    /// A place without a context, and its number.
    fn free_place(&self) -> Option<(u64, &Place<T>)> {
        (1..)
            .zip(&self.places)
            .find(|(_, place)| place.context.load(SeqCst).is_null())
    }

    /// The place of a filter that has a context.
    fn place_of(&self, filter: &FWPS_FILTER1) -> Option<&Place<T>> {
        let index = usize::try_from(filter.context).ok()?.checked_sub(1)?;
        let place = self.places.get(index)?;
        let same = place.filter.load(SeqCst) == filter.filterId;
        (filter.filterId != 0 && same).then_some(place)
    }
}

/// Frees the context of a place that no classify can find any more. Whether there was one.
fn free<T>(place: &Place<T>) -> bool {
    place.filter.store(0, SeqCst);
    let context = NonNull::new(place.context.swap(null_mut(), SeqCst));
    if let Some(context) = context {
        // SAFETY: it came from `added`; this swap took it, and no reader has it.
        unsafe { kernel::free(context) };
    }
    context.is_some()
}

impl<T: Send + Sync, const N: usize> Default for FilterContexts<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_flows::flows;

    fn filter(id: u64, context: u64) -> FWPS_FILTER1 {
        FWPS_FILTER1 {
            filterId: id,
            context,
            ..FWPS_FILTER1::ZERO
        }
    }

    type Contexts = FilterContexts<i32, 3>;

    fn read(contexts: &Contexts, filter: &FWPS_FILTER1) -> Option<i32> {
        contexts.read(filter, |data| *data)
    }

    #[test]
    fn contexts_stay_until_the_callout_is_gone() {
        let pool = flows();
        let contexts = Contexts::new();
        let mut filters = [filter(11, 0), filter(12, 0), filter(13, 0)];
        for (filter, data) in filters.iter_mut().zip(7..) {
            contexts.added(filter, data).expect("pool");
        }
        let data = filters.each_ref().map(|filter| read(&contexts, filter));
        assert_eq!(data, [Some(7), Some(8), Some(9)]);
        contexts.deleted(&filters[1]);
        assert_eq!(read(&contexts, &filters[1]), None);
        assert_eq!(pool.blocks(), 3);
        // SAFETY: nothing is registered here.
        assert_eq!(unsafe { contexts.free() }, 3);
        assert_eq!(pool.blocks(), 0);
        // A classify that comes late finds nothing.
        assert_eq!(read(&contexts, &filters[0]), None);
    }

    // Source: processing-notify-callouts: no add notification for filters that were there before.
    #[test]
    fn a_filter_that_was_never_announced_has_none() {
        let contexts = Contexts::new();
        assert_eq!(read(&contexts, &filter(11, 0)), None);
        contexts.deleted(&filter(11, 0));
    }

    #[test]
    fn a_foreign_number_reaches_no_context() {
        let _pool = flows();
        let contexts = Contexts::new();
        let mut own = filter(11, 0);
        contexts.added(&mut own, 7).expect("pool");
        // `rawContext` of another program: the number of a place, an address, the largest number.
        for foreign in [own.context, 3, 4, 0xFFFF_8000_0000_1000, u64::MAX] {
            let foreign = filter(12, foreign);
            assert_eq!(read(&contexts, &foreign), None);
            contexts.deleted(&foreign);
        }
        assert_eq!(read(&contexts, &own), Some(7));
        // SAFETY: nothing is registered here.
        assert_eq!(unsafe { contexts.free() }, 1);
    }

    #[test]
    fn rules_that_change_for_ever_need_no_more_places() {
        let pool = flows();
        let contexts = Contexts::new();
        for id in 1..=1000 {
            let mut filter = filter(id, 0);
            contexts.added(&mut filter, 0).expect("a place");
            contexts.deleted(&filter);
            assert_eq!(pool.blocks(), 1);
        }
        // SAFETY: nothing is registered here.
        assert_eq!(unsafe { contexts.free() }, 1);
    }

    #[test]
    fn a_context_that_is_read_is_not_freed_to_make_room() {
        let pool = flows();
        let contexts = Contexts::new();
        let mut first = filter(11, 0);
        contexts.added(&mut first, 7).expect("pool");
        let data = contexts.read(&first, |data| {
            contexts.deleted(&first);
            contexts.added(&mut filter(12, 0), 8).expect("pool");
            assert_eq!(pool.blocks(), 2);
            *data
        });
        assert_eq!(data, Some(7));
        contexts.added(&mut filter(13, 0), 9).expect("pool");
        assert_eq!(pool.blocks(), 2, "the first is gone now");
        // SAFETY: nothing is registered here.
        assert_eq!(unsafe { contexts.free() }, 2);
    }

    #[test]
    fn one_filter_too_many_is_rejected() {
        let pool = flows();
        let contexts = Contexts::new();
        for id in 1..=3 {
            contexts.added(&mut filter(id, 0), 0).expect("a place");
        }
        let rejected = contexts.added(&mut filter(4, 0), 0);
        assert_eq!(rejected, Err(STATUS_INSUFFICIENT_RESOURCES));
        assert_eq!(pool.blocks(), 3);
        // SAFETY: nothing is registered here.
        assert_eq!(unsafe { contexts.free() }, 3);
    }
}
