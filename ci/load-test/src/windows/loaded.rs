//! The images that the Windows kernel has loaded.

use std::{
    ffi::c_void,
    ptr::{null, null_mut},
};

use windows_sys::{
    Win32::{
        Foundation::{CloseHandle, GetLastError, HANDLE},
        Security::{
            AdjustTokenPrivileges, LUID_AND_ATTRIBUTES, LookupPrivilegeValueW,
            SE_PRIVILEGE_ENABLED, TOKEN_ADJUST_PRIVILEGES, TOKEN_PRIVILEGES,
        },
        System::{
            ProcessStatus::{K32EnumDeviceDrivers, K32GetDeviceDriverBaseNameW},
            Threading::{GetCurrentProcess, OpenProcessToken},
        },
    },
    w,
};

use super::Error;

/// Prints the names, one on a line.
pub fn print() -> Result<(), Error> {
    allow();
    for name in names()? {
        println!("{name}");
    }
    Ok(())
}

/// Whether an image of this file name is loaded.
pub fn is_listed(file_name: &str) -> Result<bool, Error> {
    let names = names()?;
    Ok(names
        .iter()
        .any(|name| name.eq_ignore_ascii_case(file_name)))
}

/// Enables the privilege that reading the addresses of loaded images takes since Windows 11, version
/// 24H2; their names are looked up by address. If this fails, the control in each cycle fails.
pub fn allow() {
    // SAFETY: no arguments; a pseudo handle, which needs no closing.
    let process = unsafe { GetCurrentProcess() };
    let mut token: HANDLE = null_mut();
    // SAFETY: the handle is this process; `token` is live.
    let opened = unsafe { OpenProcessToken(process, TOKEN_ADJUST_PRIVILEGES, &raw mut token) };
    if opened == 0 {
        return;
    }
    let mut privileges = TOKEN_PRIVILEGES {
        PrivilegeCount: 1,
        Privileges: [LUID_AND_ATTRIBUTES::default()],
    };
    privileges.Privileges[0].Attributes = SE_PRIVILEGE_ENABLED;
    // SAFETY: the name is terminated; the identifier is live.
    unsafe {
        LookupPrivilegeValueW(
            null(),
            w!("SeDebugPrivilege"),
            &raw mut privileges.Privileges[0].Luid,
        )
    };
    // SAFETY: the token is open; one privilege, as the structure says; no earlier state is asked.
    unsafe {
        AdjustTokenPrivileges(token, 0, &raw const privileges, 0, null_mut(), null_mut());
    }
    // SAFETY: opened above, closed once.
    unsafe { CloseHandle(token) };
}

/// File names, such as `tcpip.sys`.
fn names() -> Result<Vec<String>, Error> {
    /// Windows has about 200.
    const AT_MOST: usize = 4096;
    let mut addresses = vec![null_mut::<c_void>(); AT_MOST];
    let bytes = u32::try_from(size_of_val(addresses.as_slice())).unwrap_or(0);
    let mut needed = 0;
    // SAFETY: the buffer is live, with its size in bytes.
    let listed =
        unsafe { K32EnumDeviceDrivers(addresses.as_mut_ptr(), bytes, &raw mut needed) } != 0;
    if !listed || needed > bytes {
        // SAFETY: reads a thread-local number.
        let error = unsafe { GetLastError() };
        return Err(format!(
            "cannot list the loaded images: Win32 error {error}, {needed} bytes"
        ));
    }
    addresses.truncate(needed as usize / size_of::<*mut c_void>());
    let names = addresses.into_iter().filter_map(|address| {
        let mut name = [0; 260];
        // SAFETY: the buffer is live, with its length in characters.
        let length = unsafe { K32GetDeviceDriverBaseNameW(address, name.as_mut_ptr(), 260) };
        let name = name
            .get(..length as usize)
            .filter(|name| !name.is_empty())?;
        Some(String::from_utf16_lossy(name))
    });
    Ok(names.collect())
}
