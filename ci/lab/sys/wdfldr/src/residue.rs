//! What a driver has not given back to the framework when its unload function returned.

use core::{fmt::Write, sync::atomic::Ordering::SeqCst};

use kernel::{CallSite, FindingKind, Line, nt_success};

use crate::{
    client,
    driver::Driver,
    handle::{self, Object},
};

/// `DriverEntry` returned. From here on the I/O manager lets others open the driver's devices.
pub extern "system" fn entry_returned(image: u32, status: i32) {
    let Some(client) = client::of_image(image) else {
        return;
    };
    client.started.store(nt_success(status), SeqCst);
    let driver = client.driver.lock().clone();
    if let Some(driver) = driver
        && nt_success(status)
        && driver.kind::<Driver>().is_some_and(|driver| driver.pnp)
    {
        report_plug_and_play(&driver);
    }
}

/// Without `WdfDriverInitNonPnpDriver` the framework sets `AddDevice`, and `ZwUnloadDriver` refuses
/// a driver that has one. Source: `nf-wdm-zwunloaddriver`, `fxdriver.cpp` 475-487.
fn report_plug_and_play(driver: &Object) {
    let mut text = Line::default();
    let _fits = text.write_str(
        "the driver did not say WdfDriverInitNonPnpDriver: the framework set AddDevice, and \
         ZwUnloadDriver refuses a Plug and Play driver",
    );
    handle::report(
        driver.client.image,
        FindingKind::Contract,
        "U2",
        &text,
        &[CallSite {
            role: "driver object created by",
            sites: driver.created,
        }],
    );
}

/// The unload function returned, and the client should have unbound before.
///
/// A driver that puts a function of its own into `DriverUnload` after `WdfDriverCreate` takes the
/// framework out of the chain. With `EvtDriverUnload` the entry stub still unbinds, and the
/// framework deletes the objects there; `EvtDriverUnload` never runs. Without it the stub stays
/// out, too: the client is never unbound, and its objects outlive its image.
/// Source: `fxdriver.cpp` 475-508, `fxlibrarycommon.cpp` 617-679.
pub extern "system" fn unload_returned(image: u32) {
    let Some(client) = client::of_image(image) else {
        return;
    };
    let left = handle::left_by(client);
    let mut text = Line::default();
    let _fits = write!(
        text,
        "the unload function returned and the framework's did not run: the driver is still bound \
         to the framework, with {} object(s)",
        left.len()
    );
    let created = client.driver.lock().as_ref().map(|driver| driver.created);
    handle::report(
        image,
        FindingKind::Contract,
        "U3",
        &text,
        &[CallSite {
            role: "driver object created by",
            sites: created.unwrap_or_default(),
        }],
    );
}
