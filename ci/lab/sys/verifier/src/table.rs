//! What the other two images call.

use kernel::{Address, Sites, Verifier};

use crate::{devices, faults, findings, guarded, images, irql, refuse, trace};

static TABLE: Verifier = Verifier {
    image_at,
    call_site,
    finding: findings::report_raw,
    event: trace::event_raw,
    irql: irql::current,
    set_irql: irql::set,
    guarded_call: guarded::call,
    release_parked: faults::release_parked,
    unsupported: faults::unsupported_raw,
    create_device: devices::create_for,
    delete_device: devices::delete_for,
    create_link: devices::create_link_for,
    delete_link: devices::delete_link,
    instead: refuse::instead_raw,
};

extern "system" fn image_at(address: Address) -> u32 {
    images::at(address).map_or(0, |(sequence, _)| sequence)
}

extern "system" fn call_site(sites: &mut Sites) {
    *sites = images::sites();
}

/// The table of calls.
#[unsafe(export_name = "LabVerifier")]
pub extern "system" fn lab_verifier() -> &'static Verifier {
    &TABLE
}
