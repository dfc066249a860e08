//! Run time: the callouts themselves, what they are called with, and flow contexts (`fwpsk.h`, `fwpstypes.h`).
//!
//! Exported by `fwpkclnt.sys`, but without a public page and therefore not bound:
//! `FwpsCalloutRegisterWithoutDevice0`, `FwpsCancelEndpointDeleteNotification0`, `FwpsForceReclassifyLayer0`,
//! `FwpsIPSecGetPacketListSecurityInformation`, `FwpsL2DispatchTableAndGlobalsSet0`, `FwpsL2DispatchTableClear0`,
//! `FwpsProxiedEndpointClassifiableFieldGet`, `FwpsProxiedEndpointDereferenceEndpoint`,
//! `FwpsProxiedEndpointMetadataValueGet`, `FwpsProxiedEndpointReferenceEndpoint`,
//! `FwpsProxiedEndpointRegisterForExitingEndpoint`, `FwpsProxiedEndpointUnRegisterForExitingEndpoint`,
//! `FwpsProxiedEndpointWasRedirectedToProxy`, `FwpsQueryOutstandingNbls0`,
//! `FwpsRequestEndpointDeleteNotification0`, `FwpsSignalIPsecDecryptCompleteIkeV20`,
//! `FwpsTcpIpDispatchTableAndGlobalsSet0`, `FwpsTcpIpDispatchTableClear0`, `FwpsVirtualIfTunnelInfoGet0`,
//! `FwpsVirtualIfTunnelInfoSet0`.

pub mod callout;
pub mod classify;
pub mod classify_option;
pub mod endpoint;
pub mod filter;
pub mod flow;
pub mod inject;
pub mod metadata;
pub mod net_buffer_list;
pub mod pend;
pub mod redirect;
pub mod stream;
pub mod vswitch;
