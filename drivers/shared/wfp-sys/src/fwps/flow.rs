//! Flow contexts: a number of the driver's choice, attached to a data flow for one callout.
//!
//! A context is outstanding from a successful associate until the callout's flow-delete function has run. While one is
//! outstanding the callout cannot be unregistered. There is no function that lists them: the driver keeps its own list.

use crate::base::NTSTATUS;

functions! {
    /// Attaches a context to a data flow, for one callout at one layer.
    ///
    /// `layerId` is the layer of the callout that will receive the context, not the layer of the classify that makes
    /// the call.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_INVALID_PARAMETER`](crate::STATUS_INVALID_PARAMETER) if the context is zero or the callout has no
    /// flow-delete function; [`STATUS_OBJECT_NAME_EXISTS`](crate::STATUS_OBJECT_NAME_EXISTS) if the flow has a context
    /// of this callout already; others. The last one is not negative: an `NT_SUCCESS` test takes a refused context for
    /// an attached one.
    ///
    /// **Unload.** Each success is one flow-delete call that must have returned before the driver leaves. It can come
    /// at any moment from here on, on another processor, possibly before this function returns (inference: a flow can
    /// end abruptly), so the context belongs to the flow-delete function as soon as it is attached.
    ///
    /// Source: `nf-fwpsk-fwpsflowassociatecontext0`.
    #[must_use = "STATUS_OBJECT_NAME_EXISTS passes NT_SUCCESS and means that the context is not attached"]
    pub fn FwpsFlowAssociateContext0(flowId: u64, layerId: u16, calloutId: u32, flowContext: u64) -> NTSTATUS;

    /// Detaches the context of one callout from a data flow.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows Vista.
    ///
    /// **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS): the flow-delete function ran inside this call;
    /// [`STATUS_PENDING`](crate::STATUS_PENDING): a classify uses the flow, the flow-delete function runs later, in
    /// another thread; [`STATUS_UNSUCCESSFUL`](crate::STATUS_UNSUCCESSFUL): there is no such context; others: the
    /// context is still attached (inference).
    ///
    /// **Unload.** Call it for every context on the driver's list, with no lock held that the flow-delete function
    /// takes. Then wait until every flow-delete call has been seen, because of `STATUS_PENDING`. Nobody but the
    /// flow-delete function frees the context. (An example on the page about associating context frees it after a
    /// successful removal; with the page of this function that would be a second free.)
    ///
    /// Source: `nf-fwpsk-fwpsflowremovecontext0`.
    #[must_use = "STATUS_PENDING passes NT_SUCCESS and means that the flow-delete function has yet to run"]
    pub fn FwpsFlowRemoveContext0(flowId: u64, layerId: u16, calloutId: u32) -> NTSTATUS;

    /// Ends a data flow.
    ///
    /// **IRQL** <= `DISPATCH_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others.
    ///
    /// **Unload.** The last resort for a flow that cannot be given back to the stack, for example a stream that was
    /// inspected out of band. Contexts of the flow get their flow-delete call.
    ///
    /// Source: `nf-fwpsk-fwpsflowabort0`.
    #[must_use = "the flow may still be there"]
    pub fn FwpsFlowAbort0(flowId: u64) -> NTSTATUS;
}
