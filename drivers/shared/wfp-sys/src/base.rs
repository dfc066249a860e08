//! Base types of fixed width, and aliases for what the kernel keeps to itself.
//!
//! The widths are those of 64-bit Windows, on every host: `ULONG` is 32 bits here also where C's `long` has 64.

use core::ffi::c_void;

/// A globally unique identifier: the key of a callout, filter, sublayer, provider, layer or condition.
///
/// 16 bytes, aligned to 4. Source: `guiddef.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GUID {
    /// The first eight hexadecimal digits.
    pub Data1: u32,
    /// The first group of four digits.
    pub Data2: u16,
    /// The second group of four digits.
    pub Data3: u16,
    /// The last sixteen digits, byte by byte as written.
    pub Data4: [u8; 8],
}

impl GUID {
    /// Makes a GUID from its digits in the order in which they are written.
    ///
    /// ```
    /// use wfp_sys::GUID;
    /// // {c38d57d1-05a7-4c33-904f-7fbceee60e82}
    /// const KEY: GUID = GUID::from_u128(0xc38d57d1_05a7_4c33_904f_7fbceee60e82);
    /// assert_eq!(KEY.Data1, 0xc38d_57d1);
    /// assert_eq!(KEY.Data4, [0x90, 0x4f, 0x7f, 0xbc, 0xee, 0xe6, 0x0e, 0x82]);
    /// ```
    #[must_use]
    pub const fn from_u128(digits: u128) -> Self {
        let [b0, b1, b2, b3, b4, b5, b6, b7, rest @ ..] = digits.to_be_bytes();
        Self {
            Data1: u32::from_be_bytes([b0, b1, b2, b3]),
            Data2: u16::from_be_bytes([b4, b5]),
            Data3: u16::from_be_bytes([b6, b7]),
            Data4: rest,
        }
    }
}

/// Status of a kernel function.
///
/// Compare with exact values ([`crate::status`]): several values that mean "not done" are not negative.
/// Source: `ntdef.h`.
pub type NTSTATUS = i32;

/// An opaque handle. Source: `ntdef.h`.
pub type HANDLE = *mut c_void;

/// One byte, zero or not. Source: `ntdef.h`.
pub type BOOLEAN = u8;

/// Four bytes, zero or not. Source: `windef.h`.
pub type BOOL = i32;

/// A string of UTF-16 units that ends with a zero unit. Source: `ntdef.h`.
pub type PWSTR = *mut u16;

/// A string of UTF-16 units that ends with a zero unit, not written to. Source: `ntdef.h`.
pub type PCWSTR = *const u16;

/// A pointer to a `DEVICE_OBJECT`. `fwpsk.h` and `fwpmk.h` declare it as `void*`, so any binding's pointer fits after
/// `.cast()`.
pub type PDEVICE_OBJECT = *mut c_void;

/// A pointer to a security identifier, whose length varies. Source: `ntifs.h`.
pub type PSID = *mut c_void;

/// A pointer to a security descriptor. Source: `ntdef.h`.
pub type PSECURITY_DESCRIPTOR = *mut c_void;

/// A pointer to credentials. A driver passes NULL. Source: `nf-fwpmk-fwpmengineopen0`.
pub type PSEC_WINNT_AUTH_IDENTITY_W = *mut c_void;

/// Which parts of a security descriptor a call means: bits `OWNER_SECURITY_INFORMATION` and so on. Source: `ntifs.h`.
pub type SECURITY_INFORMATION = u32;

/// A security identifier; its last member has `SubAuthorityCount` elements. Source: `ntifs.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct SID {
    /// 1.
    pub Revision: u8,
    /// Elements of `SubAuthority`.
    pub SubAuthorityCount: u8,
    /// The authority, most significant byte first.
    pub IdentifierAuthority: SID_IDENTIFIER_AUTHORITY,
    /// The first element.
    pub SubAuthority: [u32; 1],
}

/// The authority of a [`SID`]. Source: `ntifs.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct SID_IDENTIFIER_AUTHORITY {
    /// Most significant byte first.
    pub Value: [u8; 6],
}

/// The head of an access control list; its entries follow. Source: `ntifs.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ACL {
    /// Revision.
    pub AclRevision: u8,
    /// Zero.
    pub Sbz1: u8,
    /// Bytes of the list.
    pub AclSize: u16,
    /// Entries.
    pub AceCount: u16,
    /// Zero.
    pub Sbz2: u16,
}

/// A locally unique number. Source: `ntdef.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LUID {
    /// The low half.
    pub LowPart: u32,
    /// The high half.
    pub HighPart: i32,
}

/// A time in units of 100 ns since 1601, in two halves: aligned to 4. Source: `minwindef.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FILETIME {
    /// The low half.
    pub dwLowDateTime: u32,
    /// The high half.
    pub dwHighDateTime: u32,
}

/// A security identifier and its attributes. Source: `ntifs.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct SID_AND_ATTRIBUTES {
    /// The identifier.
    pub Sid: PSID,
    /// Attribute bits.
    pub Attributes: u32,
}

/// Makes a static, zero-terminated UTF-16 string from an ASCII literal, as a slice with its zero.
///
/// The names in [`FWPM_DISPLAY_DATA0`](crate::FWPM_DISPLAY_DATA0) are pointers to such strings. Anything but ASCII,
/// and a zero inside, does not compile.
///
/// ```
/// static NAME: &[u16] = wfp_sys::wide!("callout");
/// assert_eq!(NAME, "callout\0".encode_utf16().collect::<Vec<u16>>());
/// ```
#[macro_export]
macro_rules! wide {
    ($text:literal) => {{
        const TEXT: &[u8] = $text.as_bytes();
        const UNITS: &[u16; TEXT.len() + 1] = &$crate::__wide::<{ TEXT.len() + 1 }>(TEXT);
        UNITS
    }};
}

/// The work of [`wide!`].
#[doc(hidden)]
#[must_use]
#[allow(
    clippy::indexing_slicing,
    reason = "called for constants only, where a bad index does not compile"
)]
pub const fn __wide<const N: usize>(text: &[u8]) -> [u16; N] {
    let mut units = [0; N];
    let mut at = 0;
    while at < text.len() {
        assert!(
            text[at].is_ascii() && text[at] != 0,
            "wide! takes ASCII text without a zero"
        );
        units[at] = text[at] as u16;
        at += 1;
    }
    units
}

layout! {
    GUID = (16, 4) {
        Data1 = (0, 4),
        Data2 = (4, 2),
        Data3 = (6, 2),
        Data4 = (8, 8),
    }
    SID = (12, 4) {
        Revision = (0, 1),
        SubAuthorityCount = (1, 1),
        IdentifierAuthority = (2, 6),
        SubAuthority = (8, 4),
    }
    SID_IDENTIFIER_AUTHORITY = (6, 1) {
        Value = (0, 6),
    }
    ACL = (8, 2) {
        AclRevision = (0, 1),
        Sbz1 = (1, 1),
        AclSize = (2, 2),
        AceCount = (4, 2),
        Sbz2 = (6, 2),
    }
    LUID = (8, 4) {
        LowPart = (0, 4),
        HighPart = (4, 4),
    }
    FILETIME = (8, 4) {
        dwLowDateTime = (0, 4),
        dwHighDateTime = (4, 4),
    }
    SID_AND_ATTRIBUTES = (16, 8) {
        Sid = (0, 8),
        Attributes = (8, 4),
    }
}
