//! What an image left in the engine, besides callouts and sessions.

use alloc::collections::BTreeMap;
use core::fmt::Write;

use kernel::{Left, Sites};
use spin::mutex::SpinMutex;

use crate::{
    bfe, enumerations, memory,
    state::{Wait, engine},
};

/// Where each image added its newest filter.
static FILTER_ADDED_AT: SpinMutex<BTreeMap<u32, Sites>, Wait> = SpinMutex::new(BTreeMap::new());

/// `sites` added a filter.
pub fn filter_added(sites: Sites) {
    FILTER_ADDED_AT.lock().insert(sites.image, sites);
}

/// How many of these places are in `image`, and the first one.
pub fn of_image(image: u32, all: impl Iterator<Item = Sites>) -> (u32, Sites) {
    let mut mine = all.filter(|sites| sites.image == image);
    let Some(first) = mine.next() else {
        return (0, Sites::default());
    };
    (1 + u32::try_from(mine.count()).unwrap_or(0), first)
}

/// Fills in the `nth` kind of thing that `image` may leave; answers 0 when there is none more.
pub extern "system" fn left(image: u32, nth: u32, left: &mut Left) -> u32 {
    *left = Left::default();
    let (broken, role, (count, sites), what) = match nth {
        0 => {
            static_objects(image, left);
            return 1;
        }
        1 => (
            "U10",
            "subscribed by",
            bfe::subscribed_by(image),
            "subscription(s) to the state of the base filtering engine",
        ),
        2 => (
            "U6",
            "returned by",
            memory::held_by(image),
            "object(s) not given to FwpmFreeMemory0",
        ),
        // nf-fwpmu-fwpmfiltercreateenumhandle0 and the other six: the caller frees the handle.
        3 => (
            "U6",
            "created by",
            enumerations::left_by(image),
            "enumeration handle(s) not destroyed",
        ),
        _ => return 0,
    };
    if count > 0 {
        left.rule = broken;
        left.role = role;
        left.sites = sites;
        // A `Line` takes what fits and never fails.
        let _fits = write!(left.what, "{count} {what}");
    }
    1
}

/// non-pnp-driver-s-unload-routine: it undoes the work of `DriverEntry`. Objects that are meant to
/// stay have a flag that says so.
fn static_objects(image: u32, left: &mut Left) {
    let objects = engine().left_by(image);
    if (objects.filters, objects.others) == (0, 0) {
        return;
    }
    left.rule = "U6";
    left.role = "added by";
    let added_at = FILTER_ADDED_AT.lock();
    left.sites = added_at.get(&image).copied().unwrap_or_default();
    let _fits = write!(
        left.what,
        "{} static filter(s) and {} other static object(s) left in the engine",
        objects.filters, objects.others
    );
}

/// Forgets what is known of `image`, and takes away what only it could have taken away.
pub fn forget(image: u32) {
    FILTER_ADDED_AT.lock().remove(&image);
    bfe::forget(image);
    memory::forget(image);
    enumerations::forget(image);
}
