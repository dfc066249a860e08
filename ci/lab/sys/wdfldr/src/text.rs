//! String objects.
//!
//! Source: `fxstringapi.cpp`, `using-string-objects`.

use alloc::vec::Vec;

use ddi::levels::PASSIVE;
use kernel::UnicodeString;

use crate::{
    client::Globals,
    context::{Attributes, Parent},
    driver::Driver,
    handle::{self, Handle, Kind, Lock},
    object::below_driver,
    status::STATUS_SUCCESS,
    table::{Function, function},
};

pub const FUNCTIONS: &[Function] = &[
    function(
        "WdfDriverRetrieveVersionString",
        version as *const (),
        PASSIVE,
    ),
    function("WdfStringCreate", create as *const (), PASSIVE),
    function(
        "WdfStringGetUnicodeString",
        get_string as *const (),
        PASSIVE,
    ),
];

/// A `WDFSTRING`.
pub struct Text(Lock<Vec<u16>>);

impl Kind for Text {
    const NAME: &'static str = "WDFSTRING";
}

impl Text {
    /// A string.
    pub const fn new(units: Vec<u16>) -> Self {
        Self(Lock::new(units))
    }

    /// Replaces the text. A string that the driver got before is no longer valid.
    pub fn set(&self, units: Vec<u16>) {
        *self.0.lock() = units;
    }

    /// The text.
    pub fn units(&self) -> Vec<u16> {
        self.0.lock().clone()
    }
}

/// `WdfStringCreate`; NULL makes an empty string.
unsafe extern "C" fn create(
    globals: *mut Globals,
    text: *const UnicodeString,
    attributes: *const Attributes,
    place: *mut Handle,
) -> i32 {
    let attributes = match Attributes::read(attributes, Parent::Optional) {
        Ok(attributes) => attributes,
        Err(status) => return status,
    };
    // SAFETY: NULL, or the driver's live string.
    let units = unsafe { text.as_ref() }.map_or_else(Vec::new, |text| text.units().collect());
    let text = Text::new(units);
    // SAFETY: the driver's place.
    unsafe { below_driver(globals, text, attributes.as_ref(), place) }
}

/// `WdfStringGetUnicodeString`: the text is the object's and lives as long.
unsafe extern "C" fn get_string(globals: *mut Globals, text: Handle, place: *mut UnicodeString) {
    let text = handle::get::<Text>(globals, text, "WdfStringGetUnicodeString");
    let units = text.0.lock();
    // SAFETY: required by the call: the driver's structure.
    unsafe { place.write(UnicodeString::over(&units)) };
}

/// `WdfDriverRetrieveVersionString`. The form is that of the framework; the number is the lab's.
extern "C" fn version(globals: *mut Globals, driver: Handle, text: Handle) -> i32 {
    let name = "WdfDriverRetrieveVersionString";
    handle::get::<Driver>(globals, driver, name);
    let text = handle::get::<Text>(globals, text, name);
    text.set(
        "Kernel Mode Driver Framework version 1.33.0"
            .encode_utf16()
            .collect(),
    );
    STATUS_SUCCESS
}
