//! What happens before and after `DriverEntry` and `DriverUnload`.
//!
//! Wine tells of a new image after it bound the imports and before it calls the entry point. The
//! verifier then writes a jump over the first bytes of the entry point; the jump's target puts
//! the bytes back and calls them, so both moments are the verifier's.

use core::{ffi::c_void, sync::atomic::Ordering::SeqCst, time::Duration};

use kernel::{DriverObject, DriverUnload, LoadedImage, UnicodeString};
use protocol::{EventKind, Image};

use crate::{
    STATUS_UNSUCCESSFUL,
    belongings::{self, Kind},
    faults, guarded, handles, images, imports, modules, residue,
    residue::Moment,
    trace, work,
};

/// Windows refuses to load an image with an import that nobody exports.
const STATUS_PROCEDURE_NOT_FOUND: i32 = 0xC000_007A_u32.cast_signed();

/// `IMAGE_INFO`.
#[repr(C)]
struct ImageInfo {
    properties: u32,
    base: *mut u8,
    selector: u32,
    size: usize,
    section: u32,
}

#[link(name = "ntoskrnl.exe", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn PsSetLoadImageNotifyRoutine(
        routine: unsafe extern "system" fn(*const UnicodeString, *mut c_void, *const ImageInfo),
    ) -> i32;
}

/// Asks for a call for each image that is loaded from now on.
pub fn watch() -> Result<(), i32> {
    // SAFETY: the verifier's image is pinned, so the routine stays.
    let status = unsafe { PsSetLoadImageNotifyRoutine(loaded) };
    if kernel::nt_success(status) {
        Ok(())
    } else {
        Err(status)
    }
}

/// `mov rax, target; jmp rax`, padded to what is saved.
fn jump_to(target: usize) -> [u8; 16] {
    let mut code = [0x90; 16];
    code[..2].copy_from_slice(&[0x48, 0xb8]);
    code[2..10].copy_from_slice(&target.to_le_bytes());
    code[10..12].copy_from_slice(&[0xff, 0xe0]);
    code
}

unsafe extern "system" fn loaded(
    _name: *const UnicodeString,
    _process: *mut c_void,
    information: *const ImageInfo,
) {
    // SAFETY: Wine passes a structure that lives during the call.
    let information = unsafe { &*information };
    let image = LoadedImage {
        base: information.base.expose_provenance(),
        size: information.size,
    };
    let Some((sequence, record)) = images::add(image) else {
        return;
    };
    trace::event(EventKind::Loaded, 0, image.size as u64);
    imports::patch(sequence, record);
    let hooked = image.entry().and_then(|entry| {
        let [low, high] = image.bytes::<16>(entry).map(halves)?;
        record.entry_bytes[0].store(low, SeqCst);
        record.entry_bytes[1].store(high, SeqCst);
        image
            .write(entry, jump_to(entry_hook as *const () as usize))
            .then_some(())
    });
    if hooked.is_none() {
        // Without the hook the image runs unwatched; the load tester sees a count of 0 imports.
        record.patched_imports.store(0, SeqCst);
    }
}

const fn halves(bytes: [u8; 16]) -> [u64; 2] {
    let whole = u128::from_le_bytes(bytes);
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    [whole as u64, (whole >> 64) as u64]
}

fn restore_entry(record: &images::Record) -> Option<usize> {
    let image = record.loaded_image();
    let entry = image.entry()?;
    let [low, high] = [0, 1].map(|half: usize| u128::from(record.entry_bytes[half].load(SeqCst)));
    image
        .write(entry, (low | high << 64).to_le_bytes())
        .then_some(image.base + entry)
}

unsafe extern "system" fn entry_hook(
    driver: *mut DriverObject,
    registry_path: *const UnicodeString,
) -> i32 {
    // SAFETY: the I/O manager passes its driver object.
    let start = unsafe { (*driver).start };
    let Some((sequence, record)) = images::at(start.expose_provenance()) else {
        return STATUS_UNSUCCESSFUL;
    };
    let Some(entry) = restore_entry(record) else {
        return STATUS_UNSUCCESSFUL;
    };
    let status = if record.missing_imports.load(SeqCst) > 0 {
        STATUS_PROCEDURE_NOT_FOUND
    } else {
        trace::event(EventKind::EntryBegins, 0, 0);
        record.thread.store(kernel::current_thread(), SeqCst);
        let arguments = [
            driver.expose_provenance(),
            registry_path.expose_provenance(),
        ];
        #[expect(clippy::cast_possible_truncation, reason = "NTSTATUS is the low half")]
        let status = guarded::invoke(entry, arguments, sequence)
            .map_or(STATUS_UNSUCCESSFUL, |result| (result as u32).cast_signed());
        record.thread.store(0, SeqCst);
        trace::event(
            EventKind::EntryReturns,
            0,
            u64::from(status.cast_unsigned()),
        );
        status
    };
    record.entry_status.store(status, SeqCst);
    (modules::framework().entry_returned)(sequence, status);
    if kernel::nt_success(status) {
        // SAFETY: the driver object is live, and the driver is not unloaded during its entry.
        let driver = unsafe { &mut *driver };
        handles::watch(driver, record);
        let unload = &mut driver.unload;
        match unload {
            Some(theirs) => {
                record.unload.store(*theirs as *const () as usize, SeqCst);
                *unload = Some(unload_hook as DriverUnload);
            }
            None => residue::no_unload_function(sequence),
        }
    } else {
        residue::check(sequence, Moment::EntryFailed);
        residue::forget(sequence);
    }
    status
}

unsafe extern "system" fn unload_hook(driver: *mut DriverObject) {
    // SAFETY: the I/O manager passes its driver object.
    let start = unsafe { (*driver).start };
    let Some((sequence, record)) = images::at(start.expose_provenance()) else {
        return;
    };
    // Windows does not call the unload function while anything references a device.
    record.unload_pending.store(1, SeqCst);
    let is_open = || belongings::left_by(sequence, Kind::OpenFile).is_some();
    record.unload_deferred.store(u32::from(is_open()), SeqCst);
    while is_open() || work::references(sequence) {
        kernel::sleep(Duration::from_millis(1));
    }
    let engine = modules::engine();
    let inside = (engine.inside)(sequence);
    record.inside_at_unload.store(inside, SeqCst);
    record.parked_at_unload.store(faults::parked(), SeqCst);
    record.thread.store(kernel::current_thread(), SeqCst);
    record.state.store(Image::UNLOADING, SeqCst);
    trace::event(EventKind::UnloadBegins, 0, u64::from(inside));
    // A fault in the unload function is reported by the handler; either way it is over.
    let _returned = guarded::invoke(
        record.unload.load(SeqCst),
        [driver.expose_provenance()],
        sequence,
    );
    record.thread.store(0, SeqCst);
    let registered = (engine.registered)(sequence);
    trace::event(EventKind::UnloadReturns, 0, u64::from(registered));
    (modules::framework().unload_returned)(sequence);
    residue::check(sequence, Moment::Unloaded);
    if registered == 0 {
        // The driver did its part. A call that the engine let run on after it said "success" is
        // the engine's to wait for.
        faults::release_parked();
        while (engine.inside)(sequence) > 0 {
            kernel::sleep(Duration::from_millis(1));
        }
    }
    // What references a device or the driver keeps the image.
    wait_for_references(sequence);
    crate::devices::forget(sequence);
    record.state.store(Image::RETURNED, SeqCst);
}

/// Waits until nothing of `image` references its devices.
fn wait_for_references(image: u32) {
    while work::references(image) || belongings::left_by(image, Kind::ReferencedThread).is_some() {
        kernel::sleep(Duration::from_millis(1));
    }
}
