//! Work items, DPCs and timers.

use core::{
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    time::Duration,
};

use crate::{
    bound::{Bound, Failed, attributes, place},
    check, io,
};

static CALLS: AtomicUsize = AtomicUsize::new(0);

extern "C" fn callback(_object: usize) {
    CALLS.fetch_add(1, SeqCst);
}

/// Waits up to two seconds for so many calls.
fn called(times: usize) -> bool {
    for _ in 0..2000 {
        if CALLS.load(SeqCst) >= times {
            return true;
        }
        kernel::sleep(Duration::from_millis(1));
    }
    false
}

/// Everything.
pub fn run(bound: &Bound) -> Result<(), Failed> {
    let device = io::device(bound)?;
    let function = callback as *const () as usize;
    // Size, callback, no automatic serialization.
    let mut config = [24, function, 0];
    let config = place(&mut config);
    let mut below_device = attributes(device, 0, 0, 0);
    let below_device = place(&mut below_device);
    let mut handle = 0_usize;
    let out = place(&mut handle);
    // Only below a device.
    check!(
        3,
        bound.status("WdfWorkItemCreate", &[config, 0, out]) == 0xC020_0212
    );
    let mut below_driver = attributes(bound.driver, 0, 0, 0);
    let arguments = [config, place(&mut below_driver), out];
    check!(
        3,
        bound.status("WdfWorkItemCreate", &arguments) == 0xC000_0010
    );

    CALLS.store(0, SeqCst);
    check!(
        3,
        bound.status("WdfWorkItemCreate", &[config, below_device, out]) == 0
    );
    bound.call("WdfWorkItemEnqueue", &[handle]);
    bound.call("WdfWorkItemFlush", &[handle]);
    check!(3, CALLS.load(SeqCst) == 1);
    check!(
        3,
        bound.call("WdfWorkItemGetParentObject", &[handle]) == device
    );
    bound.call("WdfObjectDelete", &[handle]);

    CALLS.store(0, SeqCst);
    check!(
        3,
        bound.status("WdfDpcCreate", &[config, below_device, out]) == 0
    );
    check!(3, bound.boolean("WdfDpcEnqueue", &[handle]));
    check!(3, called(1));
    check!(3, !bound.boolean("WdfDpcCancel", &[handle, 1]));
    bound.call("WdfObjectDelete", &[handle]);

    timers(bound, function, below_device, out)?;
    bound.call("WdfObjectDelete", &[device]);
    Ok(())
}

fn timers(bound: &Bound, function: usize, below: usize, out: usize) -> Result<(), Failed> {
    // SAFETY: `out` is the caller's live place.
    let handle = || unsafe { core::ptr::with_exposed_provenance::<usize>(out).read() };
    // Up to 1.11 the structure had 32 bytes.
    let size = if bound.minor < 13 { 32 } else { 40 };
    let mut config = [size, function, 0, 0, 0];
    let once = place(&mut config);
    check!(3, bound.status("WdfTimerCreate", &[once, below, out]) == 0);
    CALLS.store(0, SeqCst);
    let hour = (-36_000_000_000_i64).cast_unsigned();
    #[expect(clippy::cast_possible_truncation, reason = "both have 64 bits")]
    let hour = hour as usize;
    let millisecond = usize::MAX - 9_999;
    check!(3, !bound.boolean("WdfTimerStart", &[handle(), hour]));
    check!(3, bound.boolean("WdfTimerStart", &[handle(), millisecond]));
    check!(3, called(1));
    check!(3, !bound.boolean("WdfTimerStart", &[handle(), hour]));
    check!(3, bound.boolean("WdfTimerStop", &[handle(), 1]));
    // A time of day that is past.
    CALLS.store(0, SeqCst);
    check!(3, !bound.boolean("WdfTimerStart", &[handle(), 1]));
    check!(3, called(1));
    // And one that is not: in the year 9592.
    check!(
        3,
        !bound.boolean("WdfTimerStart", &[handle(), 0x2300_0000_0000_0000])
    );
    check!(3, bound.boolean("WdfTimerStop", &[handle(), 1]));
    check!(3, CALLS.load(SeqCst) == 1);
    bound.call("WdfObjectDelete", &[handle()]);
    // Every five milliseconds, until it is deleted.
    let mut config = [size, function, 5, 0, 0];
    let periodic = place(&mut config);
    check!(
        3,
        bound.status("WdfTimerCreate", &[periodic, below, out]) == 0
    );
    CALLS.store(0, SeqCst);
    bound.call("WdfTimerStart", &[handle(), millisecond]);
    check!(3, called(3));
    bound.call("WdfObjectDelete", &[handle()]);
    let after = CALLS.load(SeqCst);
    kernel::sleep(Duration::from_millis(20));
    check!(3, CALLS.load(SeqCst) == after);
    Ok(())
}
