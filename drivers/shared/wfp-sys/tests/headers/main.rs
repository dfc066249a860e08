//! Against the real headers, through bindgen. Only Windows has the headers; it has never run there.
//!
//! `WFP_SYS_GENERATED` names a file for what bindgen printed, to look at when something differs.
//!
//! `WDK_INCLUDE` holds the include folders of the WDK (`km`, `km\crt`, `shared`), separated by semicolons; without it the
//! test says `SKIP`. bindgen does not evaluate GUIDs and cast status codes, so these are not compared here; what
//! the headers lack for another reason shows in the count.

mod bindings;
mod patch;

#[cfg(windows)]
mod generate;

use bindings::{Bindings, compare};

/// Fewer comparisons than this mean that the headers were not read.
#[cfg(windows)]
const AT_LEAST: usize = 2000;

#[cfg(windows)]
#[test]
fn agree_with_the_headers() {
    use std::io::Write as _;

    let said = match std::env::var("WDK_INCLUDE") {
        Ok(folders) => {
            let copies =
                std::env::temp_dir().join(format!("wfp-sys-headers-{}", std::process::id()));
            let text = generate::bindings(&folders, &copies);
            std::fs::remove_dir_all(&copies).unwrap_or_default();
            // Before anything is compared: it is wanted most when something differs.
            if let Ok(file) = std::env::var("WFP_SYS_GENERATED") {
                std::fs::write(&file, &text).expect("a file for the bindings");
            }
            let (compared, mismatches) = compare(&Bindings::parse(&text));
            assert!(mismatches.is_empty(), "{}", mismatches.join("\n"));
            assert!(
                compared >= AT_LEAST,
                "{compared} items compared, expected {AT_LEAST}"
            );
            format!("compared {compared} items with the headers")
        }
        Err(error) => format!("SKIP headers: WDK_INCLUDE: {error}"),
    };
    writeln!(std::io::stderr(), "{said}").unwrap_or_default();
}

#[cfg(not(windows))]
#[test]
fn agree_with_the_headers() {
    eprintln!("SKIP headers: only Windows has them");
}

/// What bindgen 0.72 prints, shortened, for three structures and a function.
const SAMPLE: &str = r#"
pub const FWP_ACTION_BLOCK: u32 = 4097;
pub const FWP_EMPTY: FWP_DATA_TYPE_ = 0;
pub type FWPM_ACTION0 = FWPM_ACTION0_;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct FWPM_ACTION0_ {
    pub type_: FWP_ACTION_TYPE,
    pub __bindgen_anon_1: FWPM_ACTION0___bindgen_ty_1,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union FWPM_ACTION0___bindgen_ty_1 {
    pub filterType: GUID,
    pub calloutKey: GUID,
}
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of FWPM_ACTION0___bindgen_ty_1"][::std::mem::size_of::<FWPM_ACTION0___bindgen_ty_1>() - 16usize];
    ["Alignment of FWPM_ACTION0___bindgen_ty_1"][::std::mem::align_of::<FWPM_ACTION0___bindgen_ty_1>() - 4usize];
    ["Offset of field: FWPM_ACTION0___bindgen_ty_1::filterType"][::std::mem::offset_of!(FWPM_ACTION0___bindgen_ty_1, filterType) - 0usize];
    ["Offset of field: FWPM_ACTION0___bindgen_ty_1::calloutKey"][::std::mem::offset_of!(FWPM_ACTION0___bindgen_ty_1, calloutKey) - 0usize];
};
const _: () = {
    ["Size of FWPM_ACTION0_"][::std::mem::size_of::<FWPM_ACTION0_>() - 20usize];
    ["Alignment of FWPM_ACTION0_"][::std::mem::align_of::<FWPM_ACTION0_>() - 4usize];
    ["Offset of field: FWPM_ACTION0_::type_"][::std::mem::offset_of!(
        FWPM_ACTION0_,
        type_
    ) - 0usize];
};
unsafe extern "C" {
    pub fn FwpsFlowRemoveContext0(
        flowId: UINT64,
        layerId: UINT16,
        calloutId: UINT32,
    ) -> NTSTATUS;
}
"#;

/// Two constants, a structure with size, alignment and three members, a function.
#[test]
fn the_sample_agrees() {
    let (compared, mismatches) = compare(&Bindings::parse(SAMPLE));
    assert_eq!(mismatches, [""; 0]);
    assert_eq!(compared, 2 + 5 + 1);
}

/// Each wrong number is seen, and named.
#[test]
fn a_wrong_sample_disagrees() {
    for (right, wrong, expected) in [
        (
            "= 4097",
            "= 4098",
            "FWP_ACTION_BLOCK: 0x1001 here, 0x1002 in the headers",
        ),
        (
            "() - 20usize",
            "() - 24usize",
            "size of FWPM_ACTION0: 20 here, 24 in the headers",
        ),
        (
            "<FWPM_ACTION0_>() - 4usize",
            "<FWPM_ACTION0_>() - 8usize",
            "alignment of FWPM_ACTION0: 4 here, 8 in the headers",
        ),
        (
            "type_
    ) - 0usize",
            "type_
    ) - 2usize",
            "offset of FWPM_ACTION0.type: 0 here, 2 in the headers",
        ),
        (
            "::calloutKey\"]",
            "::other\"]",
            "offset of FWPM_ACTION0.calloutKey: 4 here, absent in the headers",
        ),
        (
            "        layerId: UINT16,\n",
            "",
            "parameters of FwpsFlowRemoveContext0: 3 here, 2 in the headers",
        ),
    ] {
        let (_, mismatches) = compare(&Bindings::parse(&SAMPLE.replace(right, wrong)));
        assert_eq!(mismatches, [expected], "{wrong}");
    }
}
