//! Stands in for the `windows` crate on Linux hosts, where wdk-build is its only user.
//!
//! It has the registry items that wdk-build names. Every look-up answers "not found", so that a WDK is found through the
//! variable `WDKContentRoot` or not at all.
#![allow(non_snake_case, non_camel_case_types, missing_docs)]

pub mod core {
    /// A C string.
    #[derive(Clone, Copy, Debug)]
    pub struct PCSTR(pub *const u8);

    pub use crate::s;
}

/// Makes a [`core::PCSTR`] of a literal.
#[macro_export]
macro_rules! s {
    ($text:literal) => {
        $crate::core::PCSTR(::core::concat!($text, "\0").as_ptr())
    };
}

pub mod Win32 {
    pub mod Foundation {
        /// A Win32 error code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct WIN32_ERROR(pub u32);

        impl WIN32_ERROR {
            #[must_use]
            pub const fn is_ok(self) -> bool {
                self.0 == 0
            }

            pub const fn ok(self) -> Result<(), Self> {
                if self.is_ok() { Ok(()) } else { Err(self) }
            }
        }

        /// What every look-up answers.
        pub const ERROR_FILE_NOT_FOUND: WIN32_ERROR = WIN32_ERROR(2);
    }

    pub mod System {
        pub mod Registry {
            use core::ffi::c_void;

            use crate::{
                Win32::Foundation::{ERROR_FILE_NOT_FOUND, WIN32_ERROR},
                core::PCSTR,
            };

            /// Handle of a registry key.
            #[derive(Clone, Copy, Debug)]
            pub struct HKEY(pub *mut c_void);

            impl Default for HKEY {
                fn default() -> Self {
                    Self(core::ptr::null_mut())
                }
            }

            pub const HKEY_LOCAL_MACHINE: HKEY = HKEY(core::ptr::null_mut());

            #[derive(Clone, Copy, Debug)]
            pub struct REG_SAM_FLAGS(pub u32);
            pub const KEY_READ: REG_SAM_FLAGS = REG_SAM_FLAGS(0x2_0019);

            #[derive(Clone, Copy, Debug)]
            pub struct REG_ROUTINE_FLAGS(pub u32);
            pub const RRF_RT_REG_SZ: REG_ROUTINE_FLAGS = REG_ROUTINE_FLAGS(2);

            /// Finds no key.
            ///
            /// # Safety
            ///
            /// None is needed: it touches no argument.
            pub const unsafe fn RegOpenKeyExA(
                _key: HKEY,
                _sub_key: PCSTR,
                _options: Option<u32>,
                _access: REG_SAM_FLAGS,
                _result: *mut HKEY,
            ) -> WIN32_ERROR {
                ERROR_FILE_NOT_FOUND
            }

            /// Finds no value.
            ///
            /// # Safety
            ///
            /// None is needed: it touches no argument.
            pub const unsafe fn RegGetValueA(
                _key: HKEY,
                _sub_key: Option<PCSTR>,
                _value: PCSTR,
                _flags: REG_ROUTINE_FLAGS,
                _kind: Option<*mut u32>,
                _data: Option<*mut c_void>,
                _length: Option<*mut u32>,
            ) -> WIN32_ERROR {
                ERROR_FILE_NOT_FOUND
            }

            /// Has nothing to close.
            ///
            /// # Safety
            ///
            /// None is needed: it touches no argument.
            pub const unsafe fn RegCloseKey(_key: HKEY) -> WIN32_ERROR {
                WIN32_ERROR(0)
            }
        }
    }
}
