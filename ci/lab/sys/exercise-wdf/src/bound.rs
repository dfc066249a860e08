//! A client of the framework, bound as an entry stub binds.

use alloc::{boxed::Box, vec, vec::Vec};
use core::{ffi::c_void, ptr::null_mut};

use kernel::{DriverObject, UnicodeString};

/// Where a check failed.
pub struct Failed {
    pub module: u32,
    pub line: u32,
}

/// Ends the function with the place of the check unless the condition holds.
#[macro_export]
macro_rules! check {
    ($module:literal, $condition:expr) => {
        if !$condition {
            return Err($crate::bound::Failed {
                module: $module,
                line: line!(),
            });
        }
    };
}

/// `WDF_BIND_INFO`.
#[repr(C)]
struct BindInfo {
    size: u32,
    component: *const u16,
    version: [u32; 3],
    count: u32,
    table: *mut c_void,
    module: *mut c_void,
}

#[link(name = "WDFLDR.SYS", kind = "raw-dylib", modifiers = "+verbatim")]
unsafe extern "system" {
    fn WdfVersionBind(
        driver: *mut DriverObject,
        registry_path: *const UnicodeString,
        information: *mut BindInfo,
        globals: *mut *mut c_void,
    ) -> i32;
    fn WdfVersionUnbind(
        registry_path: *const UnicodeString,
        information: *mut BindInfo,
        globals: *mut c_void,
    ) -> i32;
}

/// Any framework function: on x64 the caller makes room for the arguments, and a function does
/// not look at those that it does not have.
type Any =
    unsafe extern "C" fn(*mut c_void, usize, usize, usize, usize, usize, usize, usize) -> usize;

/// A bound client.
pub struct Bound {
    information: Box<BindInfo>,
    globals: *mut c_void,
    /// Up to 1.13 the client's own table.
    copied: Vec<usize>,
    /// From 1.15 on the client's pointer to the framework's.
    pointer: Box<*const usize>,
    driver_object: *mut DriverObject,
    registry_path: *const UnicodeString,
    /// The `WDFDRIVER`.
    pub driver: usize,
    pub minor: u32,
}

impl Bound {
    /// Binds; [`None`] when the loader refuses.
    pub fn new(
        driver_object: *mut DriverObject,
        registry_path: *const UnicodeString,
        minor: u32,
        count: u32,
    ) -> Option<Self> {
        const LAST_COPIED: u32 = 438;
        let mut copied = vec![0; count as usize];
        let mut pointer = Box::new(core::ptr::null::<usize>());
        let table: *mut c_void = if count <= LAST_COPIED {
            copied.as_mut_ptr().cast()
        } else {
            (&raw mut *pointer).cast()
        };
        let mut information = Box::new(BindInfo {
            size: 48,
            component: core::ptr::null(),
            version: [1, minor, 0],
            count,
            table,
            module: null_mut(),
        });
        let mut globals = null_mut();
        // SAFETY: the I/O manager's two values, and live structures of the documented layout.
        let status = unsafe {
            WdfVersionBind(
                driver_object,
                registry_path,
                &raw mut *information,
                &raw mut globals,
            )
        };
        (status == 0).then_some(Self {
            information,
            globals,
            copied,
            pointer,
            driver_object,
            registry_path,
            driver: 0,
            minor,
        })
    }

    /// Unbinds; what is left of the objects goes.
    pub fn unbind(mut self) {
        // SAFETY: bound by `new`, unbound once.
        unsafe { WdfVersionUnbind(self.registry_path, &raw mut *self.information, self.globals) };
    }

    /// The `WDFDRIVER` that the globals show.
    pub const fn driver_of_globals(&self) -> usize {
        // SAFETY: the first member of the framework's structure, live since `new`.
        unsafe { self.globals.cast::<usize>().read() }
    }

    /// Calls a function by name.
    pub fn call(&self, name: &str, arguments: &[usize]) -> usize {
        let index = framework::FUNCTIONS.iter().position(|row| row.0 == name);
        let index = index.unwrap_or(usize::MAX);
        let function = if self.copied.get(index).is_some_and(|&entry| entry != 0) {
            self.copied[index]
        } else {
            let entry = self.pointer.wrapping_add(index);
            // SAFETY: the framework's table, which has every name.
            unsafe { entry.read() }
        };
        let mut all = [0; 7];
        all[..arguments.len()].copy_from_slice(arguments);
        // SAFETY: an entry of the table; see `Any`.
        let function = unsafe { core::mem::transmute::<usize, Any>(function) };
        // SAFETY: the arguments are those of the function's page.
        unsafe {
            function(
                self.globals,
                all[0],
                all[1],
                all[2],
                all[3],
                all[4],
                all[5],
                all[6],
            )
        }
    }

    /// The same, for functions that return a status.
    pub fn status(&self, name: &str, arguments: &[usize]) -> u32 {
        #[expect(clippy::cast_possible_truncation, reason = "NTSTATUS is the low half")]
        let status = self.call(name, arguments) as u32;
        status
    }

    /// The same, for functions that return a `BOOLEAN`.
    pub fn boolean(&self, name: &str, arguments: &[usize]) -> bool {
        let [low, ..] = self.call(name, arguments).to_le_bytes();
        low != 0
    }

    /// `WdfDriverCreate` of a non-PnP driver; a second call fails.
    pub fn create_driver(&mut self) -> Result<(), Failed> {
        // WDF_DRIVER_CONFIG: size, no callbacks but unload, WdfDriverInitNonPnpDriver.
        let config: [usize; 4] = [32, 0, unload as *const () as usize, 1];
        let mut driver = 0_usize;
        let arguments = [
            self.driver_object.expose_provenance(),
            self.registry_path.expose_provenance(),
            0,
            (&raw const config).expose_provenance(),
            (&raw mut driver).expose_provenance(),
        ];
        check!(1, self.status("WdfDriverCreate", &arguments) == 0);
        check!(1, driver != 0 && driver == self.driver_of_globals());
        check!(1, self.status("WdfDriverCreate", &arguments) == 0xC000_0183);
        self.driver = driver;
        Ok(())
    }

    /// Creates an object by a function that takes attributes and a place for the handle.
    pub fn object(&self, name: &str) -> Result<usize, Failed> {
        let mut handle = 0_usize;
        let status = self.status(name, &[0, (&raw mut handle).expose_provenance()]);
        check!(1, status == 0 && handle != 0);
        Ok(handle)
    }
}

/// `EvtDriverUnload`, which does not run: the image's own unload function replaces the
/// framework's.
const extern "C" fn unload(_driver: usize) {}

/// The address of a value, for an argument.
pub fn place<T>(value: &mut T) -> usize {
    (&raw mut *value).expose_provenance()
}

/// `WDF_OBJECT_ATTRIBUTES` with a parent, callbacks and a context type, as their pages lay it out.
pub const fn attributes(parent: usize, cleanup: usize, destroy: usize, kind: usize) -> [usize; 7] {
    /// `WdfExecutionLevelInheritFromParent`, `WdfSynchronizationScopeInheritFromParent`.
    const INHERIT: usize = 1 | 1 << 32;
    [56, cleanup, destroy, INHERIT, parent, 0, kind]
}
