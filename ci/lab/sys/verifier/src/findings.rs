//! Findings go to a file at once, so that they outlive a crash of this process.

use core::{
    ffi::c_void,
    fmt::Write,
    sync::atomic::{AtomicU32, Ordering::SeqCst},
};

use kernel::{Finding, FindingKind, Line, WideString};

use crate::{images, irql, lock::Lock};

/// Repeats of one rule against one image that are written down; traffic that meets a freed
/// image meets it many times.
const REPEATS: u32 = 4;

/// Findings against one image that are written down.
const FINDINGS: u32 = 64;

type Handle = *mut c_void;

#[link(name = "kernelbase.dll", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn CreateFileW(
        name: *const u16,
        access: u32,
        share: u32,
        security: *const c_void,
        disposition: u32,
        flags: u32,
        template: Handle,
    ) -> Handle;
    fn WriteFile(
        file: Handle,
        bytes: *const u8,
        length: u32,
        written: *mut u32,
        overlapped: *mut c_void,
    ) -> i32;
    fn CloseHandle(handle: Handle) -> i32;
}

static FILE: Lock<()> = Lock::new(());
static CYCLE: AtomicU32 = AtomicU32::new(0);

/// Findings from here on belong to this cycle.
pub fn set_cycle(number: u32) {
    CYCLE.store(number, SeqCst);
}

/// The cycle of the findings.
pub fn cycle() -> u32 {
    CYCLE.load(SeqCst)
}

fn append(line: &Line) {
    const APPEND: u32 = 4;
    const SHARE_ALL: u32 = 7;
    const OPEN_ALWAYS: u32 = 4;
    const INVALID: usize = usize::MAX;
    let _one_at_a_time = FILE.lock();
    let path = WideString::<64>::new(protocol::FINDINGS);
    // SAFETY: the path is terminated; the other arguments are plain.
    let file = unsafe {
        CreateFileW(
            path.as_ptr(),
            APPEND,
            SHARE_ALL,
            core::ptr::null(),
            OPEN_ALWAYS,
            0,
            core::ptr::null_mut(),
        )
    };
    if file.addr() == INVALID {
        return;
    }
    let bytes = line.as_bytes();
    let mut written = 0;
    // SAFETY: the bytes are live; the file is open.
    unsafe {
        WriteFile(
            file,
            bytes.as_ptr(),
            u32::try_from(bytes.len()).unwrap_or(0),
            &raw mut written,
            core::ptr::null_mut(),
        )
    };
    // SAFETY: opened above, closed once.
    unsafe { CloseHandle(file) };
}

const fn kind_name(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Contract => "contract",
        FindingKind::Fault => "fault",
        FindingKind::Unsupported => "unsupported",
        FindingKind::Refused => "refused",
        FindingKind::Named => "named",
    }
}

/// Counts a finding against its image and writes it down.
pub fn report(finding: &Finding<'_>) {
    let record = images::get(finding.image);
    if let Some(record) = record {
        if record.findings.fetch_add(1, SeqCst) >= FINDINGS {
            return;
        }
        if finding.kind == FindingKind::Fault && record.faults.fetch_add(1, SeqCst) >= REPEATS {
            return;
        }
    }
    write(finding);
}

/// Writes a finding down as a line of JSON. Offsets are return addresses.
pub fn write(finding: &Finding<'_>) {
    let record = images::get(finding.image);
    let base = record.map_or(0, |record| record.loaded_image().base);
    let mut line = Line::default();
    // A `Line` takes what fits and never fails.
    let _fits = write!(
        line,
        r#"{{"cycle":{},"image":{},"kind":"{}","rule":"{}","irql":{},"text":"{}","sites":["#,
        CYCLE.load(SeqCst),
        finding.image,
        kind_name(finding.kind),
        finding.rule,
        irql::current(),
        finding.text,
    );
    for (index, site) in finding.sites.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _fits = write!(line, r#"{comma}{{"role":"{}","offsets":["#, site.role);
        let frames = &site.sites.frames[..site.sites.count as usize];
        for (index, frame) in frames.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let _fits = write!(line, "{comma}{}", frame.wrapping_sub(base));
        }
        let _fits = line.write_str("]}");
    }
    let _fits = line.write_str("]}\n");
    append(&line);
}

/// The table's entry for the other images.
pub extern "system" fn report_raw(finding: *const c_void) {
    let finding = finding.cast::<Finding<'_>>();
    // SAFETY: only `Verifier::report` calls this, with a reference that lives during the call.
    report(unsafe { &*finding });
}
