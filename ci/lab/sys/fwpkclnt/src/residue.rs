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

/// Fills in the `nth` kind of thing that `image` may leave; answers 0 when there is none more.
pub extern "system" fn left(image: u32, nth: u32, left: &mut Left) -> u32 {
    *left = Left::default();
    // A `Line` takes what fits and never fails.
    match nth {
        0 => {
            // non-pnp-driver-s-unload-routine: it undoes the work of DriverEntry. Objects that
            // are meant to stay have a flag that says so.
            let objects = engine().left_by(image);
            if (objects.filters, objects.others) != (0, 0) {
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
        }
        1 => {
            let (subscriptions, sites) = bfe::subscribed_by(image);
            if subscriptions > 0 {
                left.rule = "U10";
                left.role = "subscribed by";
                left.sites = sites;
                let _fits = write!(
                    left.what,
                    "{subscriptions} subscription(s) to the state of the base filtering engine"
                );
            }
        }
        2 => {
            let (copies, sites) = memory::held_by(image);
            if copies > 0 {
                left.rule = "U6";
                left.role = "returned by";
                left.sites = sites;
                let _fits = write!(left.what, "{copies} object(s) not given to FwpmFreeMemory0");
            }
        }
        3 => {
            // nf-fwpmu-fwpmfiltercreateenumhandle0 and the other six: the caller frees the handle.
            let (enumerations, sites) = enumerations::left_by(image);
            if enumerations > 0 {
                left.rule = "U6";
                left.role = "created by";
                left.sites = sites;
                let _fits = write!(
                    left.what,
                    "{enumerations} enumeration handle(s) not destroyed"
                );
            }
        }
        _ => return 0,
    }
    1
}

/// Forgets what is known of `image`, and takes away what only it could have taken away.
pub fn forget(image: u32) {
    FILTER_ADDED_AT.lock().remove(&image);
    bfe::forget(image);
    memory::forget(image);
    enumerations::forget(image);
}
