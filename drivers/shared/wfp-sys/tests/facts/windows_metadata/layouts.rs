//! The structures that windows-sys has, too: all of the management functions.

use super::*;

// The kernel's name for the same structure.
use CMSGHDR as WSACMSGHDR;

layouts! {
    FWP_BYTE_BLOB { size, data }
    FWP_BYTE_ARRAY6 { byteArray6 }
    FWP_BYTE_ARRAY16 { byteArray16 }
    FWP_TOKEN_INFORMATION { sidCount, sids, restrictedSidCount, restrictedSids }
    FWP_V4_ADDR_AND_MASK { addr, mask }
    FWP_V6_ADDR_AND_MASK { addr, prefixLength }
    FWP_VALUE0 {
        r#type, Anonymous.uint8, Anonymous.uint16, Anonymous.uint32, Anonymous.uint64, Anonymous.int8,
        Anonymous.int16, Anonymous.int32, Anonymous.int64, Anonymous.float32, Anonymous.double64,
        Anonymous.byteArray16, Anonymous.byteBlob, Anonymous.sid, Anonymous.sd, Anonymous.tokenInformation,
        Anonymous.tokenAccessInformation, Anonymous.unicodeString, Anonymous.byteArray6
    }
    FWP_CONDITION_VALUE0 {
        r#type, Anonymous.uint8, Anonymous.uint16, Anonymous.uint32, Anonymous.uint64, Anonymous.int8,
        Anonymous.int16, Anonymous.int32, Anonymous.int64, Anonymous.float32, Anonymous.double64,
        Anonymous.byteArray16, Anonymous.byteBlob, Anonymous.sid, Anonymous.sd, Anonymous.tokenInformation,
        Anonymous.tokenAccessInformation, Anonymous.unicodeString, Anonymous.byteArray6,
        Anonymous.v4AddrMask, Anonymous.v6AddrMask, Anonymous.rangeValue
    }
    FWP_RANGE0 { valueLow, valueHigh }
    SID_AND_ATTRIBUTES { Sid, Attributes }
    SCOPE_ID { Anonymous.Value }
    SOCKADDR { sa_family, sa_data }
    SOCKADDR_IN { sin_family, sin_port, sin_addr, sin_zero }
    SOCKADDR_IN6 {
        sin6_family, sin6_port, sin6_flowinfo, sin6_addr, Anonymous.sin6_scope_id,
        Anonymous.sin6_scope_struct
    }
    SOCKADDR_INET { Ipv4, Ipv6, si_family }
    FWPM_ACTION0 { r#type, Anonymous.filterType, Anonymous.calloutKey }
    FWPM_FILTER_CONDITION0 { fieldKey, matchType, conditionValue }
    FWPM_FILTER0 {
        filterKey, displayData, flags, providerKey, providerData, layerKey, subLayerKey, weight,
        numFilterConditions, filterCondition, action, Anonymous.rawContext, Anonymous.providerContextKey,
        reserved, filterId, effectiveWeight
    }
    FWPM_CALLOUT0 { calloutKey, displayData, flags, providerKey, providerData, applicableLayer, calloutId }
    FWPM_PROVIDER0 { providerKey, displayData, flags, providerData, serviceName }
    FWPM_SUBLAYER0 { subLayerKey, displayData, flags, providerKey, providerData, weight }
    FWPM_SESSION0 {
        sessionKey, displayData, flags, txnWaitTimeoutInMSec, processId, sid, username, kernelMode
    }
    FWPM_DISPLAY_DATA0 { name, description }
    SID { Revision, SubAuthorityCount, IdentifierAuthority, SubAuthority }
    SID_IDENTIFIER_AUTHORITY { Value }
    ACL { AclRevision, Sbz1, AclSize, AceCount, Sbz2 }
    LUID { LowPart, HighPart }
    FILETIME { dwLowDateTime, dwHighDateTime }
    SOCKADDR_STORAGE { ss_family, __ss_pad1, __ss_align, __ss_pad2 }
    WSACMSGHDR { cmsg_len, cmsg_level, cmsg_type }
    FWPM_CALLOUT_CHANGE0 { changeType, calloutKey, calloutId }
    FWPM_CALLOUT_ENUM_TEMPLATE0 { providerKey, layerKey }
    FWPM_CALLOUT_SUBSCRIPTION0 { enumTemplate, flags, sessionKey }
    FWPM_CLASSIFY_OPTION0 { r#type, value }
    FWPM_CLASSIFY_OPTIONS0 { numOptions, options }
    FWPM_CONNECTION0 { connectionId, ipVersion, Anonymous1.localV4Address, Anonymous1.localV6Address,
        Anonymous2.remoteV4Address, Anonymous2.remoteV6Address, providerKey, ipsecTrafficModeType,
        keyModuleType, mmCrypto, mmPeer, emPeer, bytesTransferredIn, bytesTransferredOut, bytesTransferredTotal,
        startSysTime }
    FWPM_CONNECTION_ENUM_TEMPLATE0 { connectionId, flags }
    FWPM_CONNECTION_SUBSCRIPTION0 { enumTemplate, flags, sessionKey }
    FWPM_FIELD0 { fieldKey, r#type, dataType }
    FWPM_FILTER_CHANGE0 { changeType, filterKey, filterId }
    FWPM_FILTER_ENUM_TEMPLATE0 { providerKey, layerKey, enumType, flags, providerContextTemplate,
        numFilterConditions, filterCondition, actionMask, calloutKey }
    FWPM_FILTER_SUBSCRIPTION0 { enumTemplate, flags, sessionKey }
    FWPM_LAYER0 { layerKey, displayData, flags, numFields, field, defaultSubLayerKey, layerId }
    FWPM_LAYER_ENUM_TEMPLATE0 { reserved }
    FWPM_LAYER_STATISTICS0 { layerId, classifyPermitCount, classifyBlockCount, classifyVetoCount,
        numCacheEntries }
    FWPM_NETWORK_CONNECTION_POLICY_SETTING0 { r#type, value }
    FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0 { numSettings, settings }
    FWPM_NET_EVENT0 { header, r#type, Anonymous.ikeMmFailure, Anonymous.ikeQmFailure, Anonymous.ikeEmFailure,
        Anonymous.classifyDrop, Anonymous.ipsecDrop, Anonymous.idpDrop }
    FWPM_NET_EVENT1 { header, r#type, Anonymous.ikeMmFailure, Anonymous.ikeQmFailure, Anonymous.ikeEmFailure,
        Anonymous.classifyDrop, Anonymous.ipsecDrop, Anonymous.idpDrop }
    FWPM_NET_EVENT2 { header, r#type, Anonymous.ikeMmFailure, Anonymous.ikeQmFailure, Anonymous.ikeEmFailure,
        Anonymous.classifyDrop, Anonymous.ipsecDrop, Anonymous.idpDrop, Anonymous.classifyAllow,
        Anonymous.capabilityDrop, Anonymous.capabilityAllow, Anonymous.classifyDropMac }
    FWPM_NET_EVENT3 { header, r#type, Anonymous.ikeMmFailure, Anonymous.ikeQmFailure, Anonymous.ikeEmFailure,
        Anonymous.classifyDrop, Anonymous.ipsecDrop, Anonymous.idpDrop, Anonymous.classifyAllow,
        Anonymous.capabilityDrop, Anonymous.capabilityAllow, Anonymous.classifyDropMac }
    FWPM_NET_EVENT4 { header, r#type, Anonymous.ikeMmFailure, Anonymous.ikeQmFailure, Anonymous.ikeEmFailure,
        Anonymous.classifyDrop, Anonymous.ipsecDrop, Anonymous.idpDrop, Anonymous.classifyAllow,
        Anonymous.capabilityDrop, Anonymous.capabilityAllow, Anonymous.classifyDropMac }
    FWPM_NET_EVENT5 { header, r#type, Anonymous.ikeMmFailure, Anonymous.ikeQmFailure, Anonymous.ikeEmFailure,
        Anonymous.classifyDrop, Anonymous.ipsecDrop, Anonymous.idpDrop, Anonymous.classifyAllow,
        Anonymous.capabilityDrop, Anonymous.capabilityAllow, Anonymous.classifyDropMac,
        Anonymous.lpmPacketArrival }
    FWPM_NET_EVENT_CAPABILITY_ALLOW0 { networkCapabilityId, filterId, isLoopback }
    FWPM_NET_EVENT_CAPABILITY_DROP0 { networkCapabilityId, filterId, isLoopback }
    FWPM_NET_EVENT_CLASSIFY_ALLOW0 { filterId, layerId, reauthReason, originalProfile, currentProfile,
        msFwpDirection, isLoopback }
    FWPM_NET_EVENT_CLASSIFY_DROP0 { filterId, layerId }
    FWPM_NET_EVENT_CLASSIFY_DROP1 { filterId, layerId, reauthReason, originalProfile, currentProfile,
        msFwpDirection, isLoopback }
    FWPM_NET_EVENT_CLASSIFY_DROP2 { filterId, layerId, reauthReason, originalProfile, currentProfile,
        msFwpDirection, isLoopback, vSwitchId, vSwitchSourcePort, vSwitchDestinationPort }
    FWPM_NET_EVENT_CLASSIFY_DROP_MAC0 { localMacAddr, remoteMacAddr, mediaType, ifType, etherType,
        ndisPortNumber, reserved, vlanTag, ifLuid, filterId, layerId, reauthReason, originalProfile,
        currentProfile, msFwpDirection, isLoopback, vSwitchId, vSwitchSourcePort, vSwitchDestinationPort }
    FWPM_NET_EVENT_ENUM_TEMPLATE0 { startTime, endTime, numFilterConditions, filterCondition }
    FWPM_NET_EVENT_HEADER0 { timeStamp, flags, ipVersion, ipProtocol, Anonymous1.localAddrV4,
        Anonymous1.localAddrV6, Anonymous2.remoteAddrV4, Anonymous2.remoteAddrV6, localPort, remotePort,
        scopeId, appId, userId }
    FWPM_NET_EVENT_HEADER1 { timeStamp, flags, ipVersion, ipProtocol, Anonymous1.localAddrV4,
        Anonymous1.localAddrV6, Anonymous2.remoteAddrV4, Anonymous2.remoteAddrV6, localPort, remotePort,
        scopeId, appId, userId, Anonymous3.Anonymous.reserved1,
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved2, Anonymous3.Anonymous.Anonymous.Anonymous.reserved3,
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved4, Anonymous3.Anonymous.Anonymous.Anonymous.reserved5,
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved6, Anonymous3.Anonymous.Anonymous.Anonymous.reserved7,
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved8, Anonymous3.Anonymous.Anonymous.Anonymous.reserved9,
        Anonymous3.Anonymous.Anonymous.Anonymous.reserved10 }
    FWPM_NET_EVENT_HEADER2 { timeStamp, flags, ipVersion, ipProtocol, Anonymous1.localAddrV4,
        Anonymous1.localAddrV6, Anonymous2.remoteAddrV4, Anonymous2.remoteAddrV6, localPort, remotePort,
        scopeId, appId, userId, addressFamily, packageSid }
    FWPM_NET_EVENT_HEADER3 { timeStamp, flags, ipVersion, ipProtocol, Anonymous1.localAddrV4,
        Anonymous1.localAddrV6, Anonymous2.remoteAddrV4, Anonymous2.remoteAddrV6, localPort, remotePort,
        scopeId, appId, userId, addressFamily, packageSid, enterpriseId, policyFlags, effectiveName }
    FWPM_NET_EVENT_IKEEXT_EM_FAILURE0 { failureErrorCode, failurePoint, flags, emState, saRole, emAuthMethod,
        endCertHash, mmId, qmFilterId }
    FWPM_NET_EVENT_IKEEXT_EM_FAILURE1 { failureErrorCode, failurePoint, flags, emState, saRole, emAuthMethod,
        endCertHash, mmId, qmFilterId, localPrincipalNameForAuth, remotePrincipalNameForAuth,
        numLocalPrincipalGroupSids, localPrincipalGroupSids, numRemotePrincipalGroupSids,
        remotePrincipalGroupSids, saTrafficType }
    FWPM_NET_EVENT_IKEEXT_MM_FAILURE0 { failureErrorCode, failurePoint, flags, keyingModuleType, mmState,
        saRole, mmAuthMethod, endCertHash, mmId, mmFilterId }
    FWPM_NET_EVENT_IKEEXT_MM_FAILURE1 { failureErrorCode, failurePoint, flags, keyingModuleType, mmState,
        saRole, mmAuthMethod, endCertHash, mmId, mmFilterId, localPrincipalNameForAuth,
        remotePrincipalNameForAuth, numLocalPrincipalGroupSids, localPrincipalGroupSids,
        numRemotePrincipalGroupSids, remotePrincipalGroupSids }
    FWPM_NET_EVENT_IKEEXT_MM_FAILURE2 { failureErrorCode, failurePoint, flags, keyingModuleType, mmState,
        saRole, mmAuthMethod, endCertHash, mmId, mmFilterId, localPrincipalNameForAuth,
        remotePrincipalNameForAuth, numLocalPrincipalGroupSids, localPrincipalGroupSids,
        numRemotePrincipalGroupSids, remotePrincipalGroupSids, providerContextKey }
    FWPM_NET_EVENT_IKEEXT_QM_FAILURE0 { failureErrorCode, failurePoint, keyingModuleType, qmState, saRole,
        saTrafficType, Anonymous1.localSubNet, Anonymous2.remoteSubNet, qmFilterId }
    FWPM_NET_EVENT_IKEEXT_QM_FAILURE1 { failureErrorCode, failurePoint, keyingModuleType, qmState, saRole,
        saTrafficType, Anonymous1.localSubNet, Anonymous2.remoteSubNet, qmFilterId, mmSaLuid,
        mmProviderContextKey }
    FWPM_NET_EVENT_IPSEC_DOSP_DROP0 { ipVersion, Anonymous1.publicHostV4Addr, Anonymous1.publicHostV6Addr,
        Anonymous2.internalHostV4Addr, Anonymous2.internalHostV6Addr, failureStatus, direction }
    FWPM_NET_EVENT_IPSEC_KERNEL_DROP0 { failureStatus, direction, spi, filterId, layerId }
    FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0 { spi }
    FWPM_NET_EVENT_SUBSCRIPTION0 { enumTemplate, flags, sessionKey }
    FWPM_PROVIDER_CHANGE0 { changeType, providerKey }
    FWPM_PROVIDER_CONTEXT0 { providerContextKey, displayData, flags, providerKey, providerData, r#type,
        Anonymous.keyingPolicy, Anonymous.ikeQmTransportPolicy, Anonymous.ikeQmTunnelPolicy,
        Anonymous.authipQmTransportPolicy, Anonymous.authipQmTunnelPolicy, Anonymous.ikeMmPolicy,
        Anonymous.authIpMmPolicy, Anonymous.dataBuffer, Anonymous.classifyOptions, providerContextId }
    FWPM_PROVIDER_CONTEXT1 { providerContextKey, displayData, flags, providerKey, providerData, r#type,
        Anonymous.keyingPolicy, Anonymous.ikeQmTransportPolicy, Anonymous.ikeQmTunnelPolicy,
        Anonymous.authipQmTransportPolicy, Anonymous.authipQmTunnelPolicy, Anonymous.ikeMmPolicy,
        Anonymous.authIpMmPolicy, Anonymous.dataBuffer, Anonymous.classifyOptions,
        Anonymous.ikeV2QmTunnelPolicy, Anonymous.ikeV2MmPolicy, Anonymous.idpOptions, providerContextId }
    FWPM_PROVIDER_CONTEXT2 { providerContextKey, displayData, flags, providerKey, providerData, r#type,
        Anonymous.keyingPolicy, Anonymous.ikeQmTransportPolicy, Anonymous.ikeQmTunnelPolicy,
        Anonymous.authipQmTransportPolicy, Anonymous.authipQmTunnelPolicy, Anonymous.ikeMmPolicy,
        Anonymous.authIpMmPolicy, Anonymous.dataBuffer, Anonymous.classifyOptions,
        Anonymous.ikeV2QmTunnelPolicy, Anonymous.ikeV2QmTransportPolicy, Anonymous.ikeV2MmPolicy,
        Anonymous.idpOptions, providerContextId }
    FWPM_PROVIDER_CONTEXT3 { providerContextKey, displayData, flags, providerKey, providerData, r#type,
        Anonymous.keyingPolicy, Anonymous.ikeQmTransportPolicy, Anonymous.ikeQmTunnelPolicy,
        Anonymous.authipQmTransportPolicy, Anonymous.authipQmTunnelPolicy, Anonymous.ikeMmPolicy,
        Anonymous.authIpMmPolicy, Anonymous.dataBuffer, Anonymous.classifyOptions,
        Anonymous.ikeV2QmTunnelPolicy, Anonymous.ikeV2QmTransportPolicy, Anonymous.ikeV2MmPolicy,
        Anonymous.idpOptions, Anonymous.networkConnectionPolicy, providerContextId }
    FWPM_PROVIDER_CONTEXT_CHANGE0 { changeType, providerContextKey, providerContextId }
    FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 { providerKey, providerContextType }
    FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 { enumTemplate, flags, sessionKey }
    FWPM_PROVIDER_ENUM_TEMPLATE0 { reserved }
    FWPM_PROVIDER_SUBSCRIPTION0 { enumTemplate, flags, sessionKey }
    FWPM_SESSION_ENUM_TEMPLATE0 { reserved }
    FWPM_STATISTICS0 { numLayerStatistics, layerStatistics, inboundAllowedConnectionsV4,
        inboundBlockedConnectionsV4, outboundAllowedConnectionsV4, outboundBlockedConnectionsV4,
        inboundAllowedConnectionsV6, inboundBlockedConnectionsV6, outboundAllowedConnectionsV6,
        outboundBlockedConnectionsV6, inboundActiveConnectionsV4, outboundActiveConnectionsV4,
        inboundActiveConnectionsV6, outboundActiveConnectionsV6, reauthDirInbound, reauthDirOutbound,
        reauthFamilyV4, reauthFamilyV6, reauthProtoOther, reauthProtoIPv4, reauthProtoIPv6, reauthProtoICMP,
        reauthProtoICMP6, reauthProtoUDP, reauthProtoTCP, reauthReasonPolicyChange,
        reauthReasonNewArrivalInterface, reauthReasonNewNextHopInterface, reauthReasonProfileCrossing,
        reauthReasonClassifyCompletion, reauthReasonIPSecPropertiesChanged, reauthReasonMidStreamInspection,
        reauthReasonSocketPropertyChanged, reauthReasonNewInboundMCastBCastPacket, reauthReasonEDPPolicyChanged,
        reauthReasonProxyHandleChanged }
    FWPM_SUBLAYER_CHANGE0 { changeType, subLayerKey }
    FWPM_SUBLAYER_ENUM_TEMPLATE0 { providerKey }
    FWPM_SUBLAYER_SUBSCRIPTION0 { enumTemplate, flags, sessionKey }
    FWPM_SYSTEM_PORTS0 { numTypes, types }
    FWPM_SYSTEM_PORTS_BY_TYPE0 { r#type, numPorts, ports }
    FWPM_VSWITCH_EVENT0 { eventType, vSwitchId, Anonymous.positionInfo, Anonymous.reorderInfo }
    FWPM_VSWITCH_EVENT_SUBSCRIPTION0 { flags, sessionKey }
    IKEEXT_AUTHENTICATION_METHOD0 { authenticationMethodType, Anonymous.presharedKeyAuthentication,
        Anonymous.certificateAuthentication, Anonymous.kerberosAuthentication, Anonymous.ntlmV2Authentication,
        Anonymous.sslAuthentication, Anonymous.cgaAuthentication }
    IKEEXT_AUTHENTICATION_METHOD1 { authenticationMethodType, Anonymous.presharedKeyAuthentication,
        Anonymous.certificateAuthentication, Anonymous.kerberosAuthentication, Anonymous.ntlmV2Authentication,
        Anonymous.sslAuthentication, Anonymous.cgaAuthentication, Anonymous.eapAuthentication }
    IKEEXT_AUTHENTICATION_METHOD2 { authenticationMethodType, Anonymous.presharedKeyAuthentication,
        Anonymous.certificateAuthentication, Anonymous.kerberosAuthentication, Anonymous.reservedAuthentication,
        Anonymous.ntlmV2Authentication, Anonymous.sslAuthentication, Anonymous.cgaAuthentication,
        Anonymous.eapAuthentication }
    IKEEXT_CERTIFICATE_AUTHENTICATION0 { inboundConfigType, Anonymous1.Anonymous.inboundRootArraySize,
        Anonymous1.Anonymous.inboundRootArray, Anonymous1.inboundEnterpriseStoreConfig,
        Anonymous1.inboundTrustedRootStoreConfig, outboundConfigType,
        Anonymous2.Anonymous.outboundRootArraySize, Anonymous2.Anonymous.outboundRootArray,
        Anonymous2.outboundEnterpriseStoreConfig, Anonymous2.outboundTrustedRootStoreConfig, flags }
    IKEEXT_CERTIFICATE_AUTHENTICATION1 { inboundConfigType, Anonymous1.Anonymous.inboundRootArraySize,
        Anonymous1.Anonymous.inboundRootArray, Anonymous1.inboundEnterpriseStoreConfig,
        Anonymous1.inboundTrustedRootStoreConfig, outboundConfigType,
        Anonymous2.Anonymous.outboundRootArraySize, Anonymous2.Anonymous.outboundRootArray,
        Anonymous2.outboundEnterpriseStoreConfig, Anonymous2.outboundTrustedRootStoreConfig, flags,
        localCertLocationUrl }
    IKEEXT_CERTIFICATE_AUTHENTICATION2 { inboundConfigType, Anonymous1.Anonymous1.inboundRootArraySize,
        Anonymous1.Anonymous1.inboundRootCriteria, Anonymous1.Anonymous2.inboundEnterpriseStoreArraySize,
        Anonymous1.Anonymous2.inboundEnterpriseStoreCriteria, Anonymous1.Anonymous3.inboundRootStoreArraySize,
        Anonymous1.Anonymous3.inboundTrustedRootStoreCriteria, outboundConfigType,
        Anonymous2.Anonymous1.outboundRootArraySize, Anonymous2.Anonymous1.outboundRootCriteria,
        Anonymous2.Anonymous2.outboundEnterpriseStoreArraySize,
        Anonymous2.Anonymous2.outboundEnterpriseStoreCriteria, Anonymous2.Anonymous3.outboundRootStoreArraySize,
        Anonymous2.Anonymous3.outboundTrustedRootStoreCriteria, flags, localCertLocationUrl }
    IKEEXT_CERTIFICATE_CREDENTIAL0 { subjectName, certHash, flags }
    IKEEXT_CERTIFICATE_CREDENTIAL1 { subjectName, certHash, flags, certificate }
    IKEEXT_CERTIFICATE_CRITERIA0 { certData, certHash, eku, name, flags }
    IKEEXT_CERT_EKUS0 { numEku, eku }
    IKEEXT_CERT_NAME0 { nameType, certName }
    IKEEXT_CERT_ROOT_CONFIG0 { certData, flags }
    IKEEXT_CIPHER_ALGORITHM0 { algoIdentifier, keyLen, rounds }
    IKEEXT_COMMON_STATISTICS0 { v4Statistics, v6Statistics, totalPacketsReceived, totalInvalidPacketsReceived,
        currentQueuedWorkitems }
    IKEEXT_COMMON_STATISTICS1 { v4Statistics, v6Statistics, totalPacketsReceived, totalInvalidPacketsReceived,
        currentQueuedWorkitems }
    IKEEXT_COOKIE_PAIR0 { initiator, responder }
    IKEEXT_CREDENTIAL0 { authenticationMethodType, impersonationType, Anonymous.presharedKey,
        Anonymous.certificate, Anonymous.name }
    IKEEXT_CREDENTIAL1 { authenticationMethodType, impersonationType, Anonymous.presharedKey,
        Anonymous.certificate, Anonymous.name }
    IKEEXT_CREDENTIAL2 { authenticationMethodType, impersonationType, Anonymous.presharedKey,
        Anonymous.certificate, Anonymous.name }
    IKEEXT_CREDENTIALS0 { numCredentials, credentials }
    IKEEXT_CREDENTIALS1 { numCredentials, credentials }
    IKEEXT_CREDENTIALS2 { numCredentials, credentials }
    IKEEXT_CREDENTIAL_PAIR0 { localCredentials, peerCredentials }
    IKEEXT_CREDENTIAL_PAIR1 { localCredentials, peerCredentials }
    IKEEXT_CREDENTIAL_PAIR2 { localCredentials, peerCredentials }
    IKEEXT_EAP_AUTHENTICATION0 { flags }
    IKEEXT_EM_POLICY0 { numAuthenticationMethods, authenticationMethods, initiatorImpersonationType }
    IKEEXT_EM_POLICY1 { numAuthenticationMethods, authenticationMethods, initiatorImpersonationType }
    IKEEXT_EM_POLICY2 { numAuthenticationMethods, authenticationMethods, initiatorImpersonationType }
    IKEEXT_INTEGRITY_ALGORITHM0 { algoIdentifier }
    IKEEXT_IPV6_CGA_AUTHENTICATION0 { keyContainerName, cspName, cspType, cgaModifier, cgaCollisionCount }
    IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0 { totalSocketReceiveFailures, totalSocketSendFailures }
    IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1 { totalSocketReceiveFailures, totalSocketSendFailures }
    IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0 { currentActiveMainModes, totalMainModesStarted,
        totalSuccessfulMainModes, totalFailedMainModes, totalResponderMainModes, currentNewResponderMainModes,
        currentActiveQuickModes, totalQuickModesStarted, totalSuccessfulQuickModes, totalFailedQuickModes,
        totalAcquires, totalReinitAcquires, currentActiveExtendedModes, totalExtendedModesStarted,
        totalSuccessfulExtendedModes, totalFailedExtendedModes, totalImpersonationExtendedModes,
        totalImpersonationMainModes }
    IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1 { currentActiveMainModes, totalMainModesStarted,
        totalSuccessfulMainModes, totalFailedMainModes, totalResponderMainModes, currentNewResponderMainModes,
        currentActiveQuickModes, totalQuickModesStarted, totalSuccessfulQuickModes, totalFailedQuickModes,
        totalAcquires, totalReinitAcquires, currentActiveExtendedModes, totalExtendedModesStarted,
        totalSuccessfulExtendedModes, totalFailedExtendedModes, totalImpersonationExtendedModes,
        totalImpersonationMainModes }
    IKEEXT_KERBEROS_AUTHENTICATION0 { flags }
    IKEEXT_KERBEROS_AUTHENTICATION1 { flags, proxyServer }
    IKEEXT_KEYMODULE_STATISTICS0 { v4Statistics, v6Statistics, errorFrequencyTable, mainModeNegotiationTime,
        quickModeNegotiationTime, extendedModeNegotiationTime }
    IKEEXT_KEYMODULE_STATISTICS1 { v4Statistics, v6Statistics, errorFrequencyTable, mainModeNegotiationTime,
        quickModeNegotiationTime, extendedModeNegotiationTime }
    IKEEXT_NAME_CREDENTIAL0 { principalName }
    IKEEXT_NTLM_V2_AUTHENTICATION0 { flags }
    IKEEXT_POLICY0 { softExpirationTime, numAuthenticationMethods, authenticationMethods,
        initiatorImpersonationType, numIkeProposals, ikeProposals, flags, maxDynamicFilters }
    IKEEXT_POLICY1 { softExpirationTime, numAuthenticationMethods, authenticationMethods,
        initiatorImpersonationType, numIkeProposals, ikeProposals, flags, maxDynamicFilters,
        retransmitDurationSecs }
    IKEEXT_POLICY2 { softExpirationTime, numAuthenticationMethods, authenticationMethods,
        initiatorImpersonationType, numIkeProposals, ikeProposals, flags, maxDynamicFilters,
        retransmitDurationSecs }
    IKEEXT_PRESHARED_KEY_AUTHENTICATION0 { presharedKey }
    IKEEXT_PRESHARED_KEY_AUTHENTICATION1 { presharedKey, flags }
    IKEEXT_PROPOSAL0 { cipherAlgorithm, integrityAlgorithm, maxLifetimeSeconds, dhGroup, quickModeLimit }
    IKEEXT_RESERVED_AUTHENTICATION0 { flags }
    IKEEXT_SA_DETAILS0 { saId, keyModuleType, ipVersion, Anonymous.v4UdpEncapsulation, ikeTraffic, ikeProposal,
        cookiePair, ikeCredentials, ikePolicyKey, virtualIfTunnelId }
    IKEEXT_SA_DETAILS1 { saId, keyModuleType, ipVersion, Anonymous.v4UdpEncapsulation, ikeTraffic, ikeProposal,
        cookiePair, ikeCredentials, ikePolicyKey, virtualIfTunnelId, correlationKey }
    IKEEXT_SA_DETAILS2 { saId, keyModuleType, ipVersion, Anonymous.v4UdpEncapsulation, ikeTraffic, ikeProposal,
        cookiePair, ikeCredentials, ikePolicyKey, virtualIfTunnelId, correlationKey }
    IKEEXT_SA_ENUM_TEMPLATE0 { localSubNet, remoteSubNet, localMainModeCertHash }
    IKEEXT_STATISTICS0 { ikeStatistics, authipStatistics, commonStatistics }
    IKEEXT_STATISTICS1 { ikeStatistics, authipStatistics, ikeV2Statistics, commonStatistics }
    IKEEXT_TRAFFIC0 { ipVersion, Anonymous1.localV4Address, Anonymous1.localV6Address,
        Anonymous2.remoteV4Address, Anonymous2.remoteV6Address, authIpFilterId }
    IPSEC_ADDRESS_INFO0 { numV4Addresses, v4Addresses, numV6Addresses, v6Addresses }
    IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0 { invalidSpisOnInbound, decryptionFailuresOnInbound,
        authenticationFailuresOnInbound, udpEspValidationFailuresOnInbound, replayCheckFailuresOnInbound,
        invalidClearTextInbound, saNotInitializedOnInbound, receiveOverIncorrectSaInbound,
        secureReceivesNotMatchingFilters }
    IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1 { invalidSpisOnInbound, decryptionFailuresOnInbound,
        authenticationFailuresOnInbound, udpEspValidationFailuresOnInbound, replayCheckFailuresOnInbound,
        invalidClearTextInbound, saNotInitializedOnInbound, receiveOverIncorrectSaInbound,
        secureReceivesNotMatchingFilters, totalDropPacketsInbound }
    IPSEC_AGGREGATE_SA_STATISTICS0 { activeSas, pendingSaNegotiations, totalSasAdded, totalSasDeleted,
        successfulRekeys, activeTunnels, offloadedSas }
    IPSEC_AH_DROP_PACKET_STATISTICS0 { invalidSpisOnInbound, authenticationFailuresOnInbound,
        replayCheckFailuresOnInbound, saNotInitializedOnInbound }
    IPSEC_AUTH_AND_CIPHER_TRANSFORM0 { authTransform, cipherTransform }
    IPSEC_AUTH_TRANSFORM0 { authTransformId, cryptoModuleId }
    IPSEC_AUTH_TRANSFORM_ID0 { authType, authConfig }
    IPSEC_CIPHER_TRANSFORM0 { cipherTransformId, cryptoModuleId }
    IPSEC_CIPHER_TRANSFORM_ID0 { cipherType, cipherConfig }
    IPSEC_DOSP_OPTIONS0 { stateIdleTimeoutSeconds, perIPRateLimitQueueIdleTimeoutSeconds, ipV6IPsecUnauthDscp,
        ipV6IPsecUnauthRateLimitBytesPerSec, ipV6IPsecUnauthPerIPRateLimitBytesPerSec, ipV6IPsecAuthDscp,
        ipV6IPsecAuthRateLimitBytesPerSec, icmpV6Dscp, icmpV6RateLimitBytesPerSec, ipV6FilterExemptDscp,
        ipV6FilterExemptRateLimitBytesPerSec, defBlockExemptDscp, defBlockExemptRateLimitBytesPerSec,
        maxStateEntries, maxPerIPRateLimitQueues, flags, numPublicIFLuids, publicIFLuids, numInternalIFLuids,
        internalIFLuids, publicV6AddrMask, internalV6AddrMask }
    IPSEC_DOSP_STATE0 { publicHostV6Addr, internalHostV6Addr, totalInboundIPv6IPsecAuthPackets,
        totalOutboundIPv6IPsecAuthPackets, durationSecs }
    IPSEC_DOSP_STATE_ENUM_TEMPLATE0 { publicV6AddrMask, internalV6AddrMask }
    IPSEC_DOSP_STATISTICS0 { totalStateEntriesCreated, currentStateEntries,
        totalInboundAllowedIPv6IPsecUnauthPkts, totalInboundRatelimitDiscardedIPv6IPsecUnauthPkts,
        totalInboundPerIPRatelimitDiscardedIPv6IPsecUnauthPkts, totalInboundOtherDiscardedIPv6IPsecUnauthPkts,
        totalInboundAllowedIPv6IPsecAuthPkts, totalInboundRatelimitDiscardedIPv6IPsecAuthPkts,
        totalInboundOtherDiscardedIPv6IPsecAuthPkts, totalInboundAllowedICMPv6Pkts,
        totalInboundRatelimitDiscardedICMPv6Pkts, totalInboundAllowedIPv6FilterExemptPkts,
        totalInboundRatelimitDiscardedIPv6FilterExemptPkts, totalInboundDiscardedIPv6FilterBlockPkts,
        totalInboundAllowedDefBlockExemptPkts, totalInboundRatelimitDiscardedDefBlockExemptPkts,
        totalInboundDiscardedDefBlockPkts, currentInboundIPv6IPsecUnauthPerIPRateLimitQueues }
    IPSEC_ESP_DROP_PACKET_STATISTICS0 { invalidSpisOnInbound, decryptionFailuresOnInbound,
        authenticationFailuresOnInbound, replayCheckFailuresOnInbound, saNotInitializedOnInbound }
    IPSEC_GETSPI0 { inboundIpsecTraffic, ipVersion, Anonymous.inboundUdpEncapsulation, rngCryptoModuleID }
    IPSEC_GETSPI1 { inboundIpsecTraffic, ipVersion, Anonymous.inboundUdpEncapsulation, rngCryptoModuleID }
    IPSEC_ID0 { mmTargetName, emTargetName, numTokens, tokens, explicitCredentials, logonId }
    IPSEC_KEYING_POLICY0 { numKeyMods, keyModKeys }
    IPSEC_KEYING_POLICY1 { numKeyMods, keyModKeys, flags }
    IPSEC_KEYMODULE_STATE0 { keyModuleKey, stateBlob }
    IPSEC_PROPOSAL0 { lifetime, numSaTransforms, saTransforms, pfsGroup }
    IPSEC_SA0 { spi, saTransformType, Anonymous.ahInformation, Anonymous.espAuthInformation,
        Anonymous.espCipherInformation, Anonymous.espAuthAndCipherInformation, Anonymous.espAuthFwInformation }
    IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 { saCipherInformation, saAuthInformation }
    IPSEC_SA_AUTH_INFORMATION0 { authTransform, authKey }
    IPSEC_SA_BUNDLE0 { flags, lifetime, idleTimeoutSeconds, ndAllowClearTimeoutSeconds, ipsecId, napContext,
        qmSaId, numSAs, saList, keyModuleState, ipVersion, Anonymous.peerV4PrivateAddress, mmSaId, pfsGroup }
    IPSEC_SA_BUNDLE1 { flags, lifetime, idleTimeoutSeconds, ndAllowClearTimeoutSeconds, ipsecId, napContext,
        qmSaId, numSAs, saList, keyModuleState, ipVersion, Anonymous.peerV4PrivateAddress, mmSaId, pfsGroup,
        saLookupContext, qmFilterId }
    IPSEC_SA_CIPHER_INFORMATION0 { cipherTransform, cipherKey }
    IPSEC_SA_CONTEXT0 { saContextId, inboundSa, outboundSa }
    IPSEC_SA_CONTEXT1 { saContextId, inboundSa, outboundSa }
    IPSEC_SA_CONTEXT_CHANGE0 { changeType, saContextId }
    IPSEC_SA_CONTEXT_ENUM_TEMPLATE0 { localSubNet, remoteSubNet }
    IPSEC_SA_CONTEXT_SUBSCRIPTION0 { enumTemplate, flags, sessionKey }
    IPSEC_SA_DETAILS0 { ipVersion, saDirection, traffic, saBundle, Anonymous.udpEncapsulation, transportFilter }
    IPSEC_SA_DETAILS1 { ipVersion, saDirection, traffic, saBundle, Anonymous.udpEncapsulation, transportFilter,
        virtualIfTunnelInfo }
    IPSEC_SA_ENUM_TEMPLATE0 { saDirection }
    IPSEC_SA_IDLE_TIMEOUT0 { idleTimeoutSeconds, idleTimeoutSecondsFailOver }
    IPSEC_SA_LIFETIME0 { lifetimeSeconds, lifetimeKilobytes, lifetimePackets }
    IPSEC_SA_TRANSFORM0 { ipsecTransformType, Anonymous.ahTransform, Anonymous.espAuthTransform,
        Anonymous.espCipherTransform, Anonymous.espAuthAndCipherTransform, Anonymous.espAuthFwTransform }
    IPSEC_STATISTICS0 { aggregateSaStatistics, espDropPacketStatistics, ahDropPacketStatistics,
        aggregateDropPacketStatistics, inboundTrafficStatistics, outboundTrafficStatistics }
    IPSEC_STATISTICS1 { aggregateSaStatistics, espDropPacketStatistics, ahDropPacketStatistics,
        aggregateDropPacketStatistics, inboundTrafficStatistics, outboundTrafficStatistics }
    IPSEC_TOKEN0 { r#type, principal, mode, token }
    IPSEC_TRAFFIC0 { ipVersion, Anonymous1.localV4Address, Anonymous1.localV6Address,
        Anonymous2.remoteV4Address, Anonymous2.remoteV6Address, trafficType, Anonymous3.ipsecFilterId,
        Anonymous3.tunnelPolicyId, remotePort }
    IPSEC_TRAFFIC1 { ipVersion, Anonymous1.localV4Address, Anonymous1.localV6Address,
        Anonymous2.remoteV4Address, Anonymous2.remoteV6Address, trafficType, Anonymous3.ipsecFilterId,
        Anonymous3.tunnelPolicyId, remotePort, localPort, ipProtocol, localIfLuid, realIfProfileId }
    IPSEC_TRAFFIC_SELECTOR0 { protocolId, portStart, portEnd, ipVersion, Anonymous1.startV4Address,
        Anonymous1.startV6Address, Anonymous2.endV4Address, Anonymous2.endV6Address }
    IPSEC_TRAFFIC_SELECTOR_POLICY0 { flags, numLocalTrafficSelectors, localTrafficSelectors,
        numRemoteTrafficSelectors, remoteTrafficSelectors }
    IPSEC_TRAFFIC_STATISTICS0 { encryptedByteCount, authenticatedAHByteCount, authenticatedESPByteCount,
        transportByteCount, tunnelByteCount, offloadByteCount }
    IPSEC_TRAFFIC_STATISTICS1 { encryptedByteCount, authenticatedAHByteCount, authenticatedESPByteCount,
        transportByteCount, tunnelByteCount, offloadByteCount, totalSuccessfulPackets }
    IPSEC_TRANSPORT_POLICY0 { numIpsecProposals, ipsecProposals, flags, ndAllowClearTimeoutSeconds,
        saIdleTimeout, emPolicy }
    IPSEC_TRANSPORT_POLICY1 { numIpsecProposals, ipsecProposals, flags, ndAllowClearTimeoutSeconds,
        saIdleTimeout, emPolicy }
    IPSEC_TRANSPORT_POLICY2 { numIpsecProposals, ipsecProposals, flags, ndAllowClearTimeoutSeconds,
        saIdleTimeout, emPolicy }
    IPSEC_TUNNEL_ENDPOINT0 { ipVersion, Anonymous.v4Address, Anonymous.v6Address }
    IPSEC_TUNNEL_ENDPOINTS0 { ipVersion, Anonymous1.localV4Address, Anonymous1.localV6Address,
        Anonymous2.remoteV4Address, Anonymous2.remoteV6Address }
    IPSEC_TUNNEL_ENDPOINTS1 { ipVersion, Anonymous1.localV4Address, Anonymous1.localV6Address,
        Anonymous2.remoteV4Address, Anonymous2.remoteV6Address, localIfLuid }
    IPSEC_TUNNEL_ENDPOINTS2 { ipVersion, Anonymous1.localV4Address, Anonymous1.localV6Address,
        Anonymous2.remoteV4Address, Anonymous2.remoteV6Address, localIfLuid, remoteFqdn, numAddresses,
        remoteAddresses }
    IPSEC_TUNNEL_POLICY0 { flags, numIpsecProposals, ipsecProposals, tunnelEndpoints, saIdleTimeout, emPolicy }
    IPSEC_TUNNEL_POLICY1 { flags, numIpsecProposals, ipsecProposals, tunnelEndpoints, saIdleTimeout, emPolicy }
    IPSEC_TUNNEL_POLICY2 { flags, numIpsecProposals, ipsecProposals, tunnelEndpoints, saIdleTimeout, emPolicy,
        fwdPathSaLifetime }
    IPSEC_TUNNEL_POLICY3 { flags, numIpsecProposals, ipsecProposals, tunnelEndpoints, saIdleTimeout, emPolicy,
        fwdPathSaLifetime, compartmentId, numTrafficSelectorPolicy, trafficSelectorPolicies }
    IPSEC_V4_UDP_ENCAPSULATION0 { localUdpEncapPort, remoteUdpEncapPort }
    IPSEC_VIRTUAL_IF_TUNNEL_INFO0 { virtualIfTunnelId, trafficSelectorId }
}
