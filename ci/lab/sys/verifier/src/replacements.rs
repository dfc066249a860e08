//! The kernel functions that the lab has instead of Wine. What each of them is documented to do
//! about levels and failures stands in [`ddi::FUNCTIONS`].

use crate::{bug_check, devices, irql, pool, rundown};

/// Name and function.
pub const REPLACEMENTS: &[(&str, *const ())] = &[
    // Pool.
    ("ExAllocatePool2", pool::allocate_pool2 as *const ()),
    (
        "ExAllocatePoolWithTag",
        pool::allocate_with_tag as *const (),
    ),
    ("ExFreePool", pool::free_pool as *const ()),
    ("ExFreePoolWithTag", pool::free_pool as *const ()),
    ("ExFreePool2", pool::free_pool as *const ()),
    // Devices and links.
    ("IoCreateDevice", devices::create as *const ()),
    ("IoCreateDeviceSecure", devices::create_secure as *const ()),
    ("IoDeleteDevice", devices::delete as *const ()),
    ("IoCreateSymbolicLink", devices::create_link as *const ()),
    ("IoDeleteSymbolicLink", devices::delete_link as *const ()),
    // IRQL.
    ("KeGetCurrentIrql", irql::current as *const ()),
    ("KfRaiseIrql", irql::raise as *const ()),
    (
        "KeRaiseIrqlToDpcLevel",
        irql::raise_to_dispatch as *const (),
    ),
    ("KfLowerIrql", irql::set as *const ()),
    ("KeLowerIrql", irql::set as *const ()),
    // Rundown protection.
    (
        "ExInitializeRundownProtection",
        rundown::initialize as *const (),
    ),
    ("ExAcquireRundownProtection", rundown::acquire as *const ()),
    ("ExReleaseRundownProtection", rundown::release as *const ()),
    (
        "ExWaitForRundownProtectionRelease",
        rundown::wait as *const (),
    ),
    // The end.
    ("KeBugCheckEx", bug_check::bug_check as *const ()),
    (
        "KeBugCheck",
        bug_check::bug_check_without_parameters as *const (),
    ),
];

/// A function that the table does not list would never be reached.
const _: () = {
    let mut at = 0;
    while at < REPLACEMENTS.len() {
        assert!(
            ddi::lists(REPLACEMENTS[at].0),
            "a replacement is not in ddi::FUNCTIONS"
        );
        at += 1;
    }
};
