//! Names for humans, carried by every management object.

use crate::base::PWSTR;

/// Name and description of an object.
///
/// The name is required: NULL fails with [`STATUS_FWP_NULL_DISPLAY_NAME`](crate::STATUS_FWP_NULL_DISPLAY_NAME).
/// [`wide!`](crate::wide) makes such strings. Source: `ns-fwptypes-fwpm_display_data0`, `wfp-error-codes`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct FWPM_DISPLAY_DATA0 {
    /// Name.
    pub name: PWSTR,
    /// Description; may be NULL.
    pub description: PWSTR,
}

zero!(FWPM_DISPLAY_DATA0);

layout! {
    FWPM_DISPLAY_DATA0 = (16, 8) {
        name = (0, 8),
        description = (8, 8),
    }
}
