//! Options of a connection, set while it is classified.

use crate::base::NTSTATUS;
use crate::fwps::metadata::FWPS_INCOMING_METADATA_VALUES0;
use crate::value::{FWP_CLASSIFY_OPTION_TYPE, FWP_VALUE0};

functions! {
    /// Sets an option of the connection, `FWP_CLASSIFY_OPTION_…`; from within a classify function only.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista. **Returns**
    /// [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_INVALID_ENUMERATOR`](crate::STATUS_FWP_INVALID_ENUMERATOR);
    /// [`STATUS_FWP_OUT_OF_BOUNDS`](crate::STATUS_FWP_OUT_OF_BOUNDS);
    /// [`STATUS_OBJECT_TYPE_MISMATCH`](crate::STATUS_OBJECT_TYPE_MISMATCH);
    /// [`STATUS_UNSUCCESSFUL`](crate::STATUS_UNSUCCESSFUL); others.
    ///
    /// Source: `nf-fwpsk-fwpsclassifyoptionset0`.
    #[must_use]
    pub fn FwpsClassifyOptionSet0(
        inMetadataValues: *const FWPS_INCOMING_METADATA_VALUES0,
        option: FWP_CLASSIFY_OPTION_TYPE,
        newValue: *const FWP_VALUE0,
    ) -> NTSTATUS;
}
