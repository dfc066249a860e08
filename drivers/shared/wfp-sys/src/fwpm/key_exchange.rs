//! Key exchange (IKE, `AuthIP`, `IKEv2`): policies, security associations, statistics (`fwpmk.h`, `iketypes.h`).
//!
//! A callout driver meets these types in provider contexts and network events; the functions are for whoever manages
//! security associations. All need a session ([`FwpmEngineOpen0`](crate::FwpmEngineOpen0)) and are described by the pages
//! of their user-mode twins.
//!
//! Source: `iketypes.h`; members and numbers from Microsoft's metadata.
#![allow(
    clippy::unreadable_literal,
    missing_docs,
    reason = "the members are described on the page of each structure; GUIDs are grouped as everywhere else"
)]

use crate::base::{ACL, GUID, HANDLE, NTSTATUS, PSECURITY_DESCRIPTOR, PSID, PWSTR, SID};
use crate::fwpm::ipsec::IPSEC_V4_UDP_ENCAPSULATION0;
use crate::value::{FWP_BYTE_ARRAY16, FWP_BYTE_BLOB, FWP_CONDITION_VALUE0, FWP_IP_VERSION};

/// Source: `ne-iketypes-ikeext_authentication_impersonation_type`.
pub type IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE = i32;

/// Source: `ne-iketypes-ikeext_authentication_method_type`.
pub type IKEEXT_AUTHENTICATION_METHOD_TYPE = i32;

/// Flags.
pub type IKEEXT_CERT_AUTH = u32;

/// Source: `ne-iketypes-ikeext_cert_config_type`.
pub type IKEEXT_CERT_CONFIG_TYPE = i32;

/// Source: `ne-iketypes-ikeext_cert_criteria_name_type`.
pub type IKEEXT_CERT_CRITERIA_NAME_TYPE = i32;

/// Flags.
pub type IKEEXT_CERT_FLAGS = u32;

/// Source: `ne-iketypes-ikeext_cipher_type`.
pub type IKEEXT_CIPHER_TYPE = i32;

/// Source: `ne-iketypes-ikeext_dh_group`.
pub type IKEEXT_DH_GROUP = i32;

/// Flags.
pub type IKEEXT_EAP_AUTHENTICATION_FLAGS = u32;

/// Source: `ne-iketypes-ikeext_em_sa_state`.
pub type IKEEXT_EM_SA_STATE = i32;

/// Source: `ne-iketypes-ikeext_integrity_type`.
pub type IKEEXT_INTEGRITY_TYPE = i32;

/// Flags.
pub type IKEEXT_KERBEROS_AUTHENTICATION_FLAGS = u32;

/// Source: `ne-iketypes-ikeext_key_module_type`.
pub type IKEEXT_KEY_MODULE_TYPE = i32;

/// Source: `ne-iketypes-ikeext_mm_sa_state`.
pub type IKEEXT_MM_SA_STATE = i32;

/// Flags.
pub type IKEEXT_POLICY_FLAG = u32;

/// Flags.
pub type IKEEXT_PRESHARED_KEY_AUTHENTICATION_FLAGS = u32;

/// Source: `ne-iketypes-ikeext_qm_sa_state`.
pub type IKEEXT_QM_SA_STATE = i32;

/// Flags.
pub type IKEEXT_RESERVED_AUTHENTICATION_FLAGS = u32;

/// Source: `ne-iketypes-ikeext_sa_role`.
pub type IKEEXT_SA_ROLE = i32;

constants! {
    // IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE
    pub const IKEEXT_IMPERSONATION_NONE: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE = 0;
    pub const IKEEXT_IMPERSONATION_SOCKET_PRINCIPAL: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE = 1;

    // IKEEXT_AUTHENTICATION_METHOD_TYPE
    pub const IKEEXT_PRESHARED_KEY: IKEEXT_AUTHENTICATION_METHOD_TYPE = 0;
    pub const IKEEXT_CERTIFICATE: IKEEXT_AUTHENTICATION_METHOD_TYPE = 1;
    pub const IKEEXT_KERBEROS: IKEEXT_AUTHENTICATION_METHOD_TYPE = 2;
    pub const IKEEXT_ANONYMOUS: IKEEXT_AUTHENTICATION_METHOD_TYPE = 3;
    pub const IKEEXT_SSL: IKEEXT_AUTHENTICATION_METHOD_TYPE = 4;
    pub const IKEEXT_NTLM_V2: IKEEXT_AUTHENTICATION_METHOD_TYPE = 5;
    pub const IKEEXT_IPV6_CGA: IKEEXT_AUTHENTICATION_METHOD_TYPE = 6;
    pub const IKEEXT_CERTIFICATE_ECDSA_P256: IKEEXT_AUTHENTICATION_METHOD_TYPE = 7;
    pub const IKEEXT_CERTIFICATE_ECDSA_P384: IKEEXT_AUTHENTICATION_METHOD_TYPE = 8;
    pub const IKEEXT_SSL_ECDSA_P256: IKEEXT_AUTHENTICATION_METHOD_TYPE = 9;
    pub const IKEEXT_SSL_ECDSA_P384: IKEEXT_AUTHENTICATION_METHOD_TYPE = 10;
    pub const IKEEXT_EAP: IKEEXT_AUTHENTICATION_METHOD_TYPE = 11;
    pub const IKEEXT_RESERVED: IKEEXT_AUTHENTICATION_METHOD_TYPE = 12;

    // IKEEXT_CERT_AUTH
    pub const IKEEXT_CERT_AUTH_FLAG_SSL_ONE_WAY: IKEEXT_CERT_AUTH = 0x1;
    pub const IKEEXT_CERT_AUTH_ENABLE_CRL_CHECK_STRONG: IKEEXT_CERT_AUTH = 4;
    pub const IKEEXT_CERT_AUTH_DISABLE_SSL_CERT_VALIDATION: IKEEXT_CERT_AUTH = 8;
    pub const IKEEXT_CERT_AUTH_ALLOW_HTTP_CERT_LOOKUP: IKEEXT_CERT_AUTH = 0x10;
    pub const IKEEXT_CERT_AUTH_URL_CONTAINS_BUNDLE: IKEEXT_CERT_AUTH = 0x20;

    // IKEEXT_CERT_CONFIG_TYPE
    pub const IKEEXT_CERT_CONFIG_EXPLICIT_TRUST_LIST: IKEEXT_CERT_CONFIG_TYPE = 0;
    pub const IKEEXT_CERT_CONFIG_ENTERPRISE_STORE: IKEEXT_CERT_CONFIG_TYPE = 1;
    pub const IKEEXT_CERT_CONFIG_TRUSTED_ROOT_STORE: IKEEXT_CERT_CONFIG_TYPE = 2;
    pub const IKEEXT_CERT_CONFIG_UNSPECIFIED: IKEEXT_CERT_CONFIG_TYPE = 3;

    // IKEEXT_CERT_CRITERIA_NAME_TYPE
    pub const IKEEXT_CERT_CRITERIA_DNS: IKEEXT_CERT_CRITERIA_NAME_TYPE = 0;
    pub const IKEEXT_CERT_CRITERIA_UPN: IKEEXT_CERT_CRITERIA_NAME_TYPE = 1;
    pub const IKEEXT_CERT_CRITERIA_RFC822: IKEEXT_CERT_CRITERIA_NAME_TYPE = 2;
    pub const IKEEXT_CERT_CRITERIA_CN: IKEEXT_CERT_CRITERIA_NAME_TYPE = 3;
    pub const IKEEXT_CERT_CRITERIA_OU: IKEEXT_CERT_CRITERIA_NAME_TYPE = 4;
    pub const IKEEXT_CERT_CRITERIA_O: IKEEXT_CERT_CRITERIA_NAME_TYPE = 5;
    pub const IKEEXT_CERT_CRITERIA_DC: IKEEXT_CERT_CRITERIA_NAME_TYPE = 6;

    // IKEEXT_CERT_FLAGS
    pub const IKEEXT_CERT_FLAG_ENABLE_ACCOUNT_MAPPING: IKEEXT_CERT_FLAGS = 0x1;
    pub const IKEEXT_CERT_FLAG_DISABLE_REQUEST_PAYLOAD: IKEEXT_CERT_FLAGS = 0x2;
    pub const IKEEXT_CERT_FLAG_USE_NAP_CERTIFICATE: IKEEXT_CERT_FLAGS = 0x4;
    pub const IKEEXT_CERT_FLAG_INTERMEDIATE_CA: IKEEXT_CERT_FLAGS = 0x8;
    pub const IKEEXT_CERT_FLAG_IGNORE_INIT_CERT_MAP_FAILURE: IKEEXT_CERT_FLAGS = 0x10;
    pub const IKEEXT_CERT_FLAG_PREFER_NAP_CERTIFICATE_OUTBOUND: IKEEXT_CERT_FLAGS = 0x20;
    pub const IKEEXT_CERT_FLAG_SELECT_NAP_CERTIFICATE: IKEEXT_CERT_FLAGS = 0x40;
    pub const IKEEXT_CERT_FLAG_VERIFY_NAP_CERTIFICATE: IKEEXT_CERT_FLAGS = 0x80;
    pub const IKEEXT_CERT_FLAG_FOLLOW_RENEWAL_CERTIFICATE: IKEEXT_CERT_FLAGS = 0x100;

    // IKEEXT_CIPHER_TYPE
    pub const IKEEXT_CIPHER_DES: IKEEXT_CIPHER_TYPE = 0;
    pub const IKEEXT_CIPHER_3DES: IKEEXT_CIPHER_TYPE = 1;
    pub const IKEEXT_CIPHER_AES_128: IKEEXT_CIPHER_TYPE = 2;
    pub const IKEEXT_CIPHER_AES_192: IKEEXT_CIPHER_TYPE = 3;
    pub const IKEEXT_CIPHER_AES_256: IKEEXT_CIPHER_TYPE = 4;
    pub const IKEEXT_CIPHER_AES_GCM_128_16ICV: IKEEXT_CIPHER_TYPE = 5;
    pub const IKEEXT_CIPHER_AES_GCM_256_16ICV: IKEEXT_CIPHER_TYPE = 6;

    // IKEEXT_DH_GROUP
    pub const IKEEXT_DH_GROUP_NONE: IKEEXT_DH_GROUP = 0;
    pub const IKEEXT_DH_GROUP_1: IKEEXT_DH_GROUP = 1;
    pub const IKEEXT_DH_GROUP_2: IKEEXT_DH_GROUP = 2;
    pub const IKEEXT_DH_GROUP_14: IKEEXT_DH_GROUP = 3;
    pub const IKEEXT_DH_GROUP_2048: IKEEXT_DH_GROUP = 3;
    pub const IKEEXT_DH_ECP_256: IKEEXT_DH_GROUP = 4;
    pub const IKEEXT_DH_ECP_384: IKEEXT_DH_GROUP = 5;
    pub const IKEEXT_DH_GROUP_24: IKEEXT_DH_GROUP = 6;

    // IKEEXT_EAP_AUTHENTICATION_FLAGS
    pub const IKEEXT_EAP_FLAG_LOCAL_AUTH_ONLY: IKEEXT_EAP_AUTHENTICATION_FLAGS = 0x1;
    pub const IKEEXT_EAP_FLAG_REMOTE_AUTH_ONLY: IKEEXT_EAP_AUTHENTICATION_FLAGS = 0x2;

    // IKEEXT_EM_SA_STATE
    pub const IKEEXT_EM_SA_STATE_NONE: IKEEXT_EM_SA_STATE = 0;
    pub const IKEEXT_EM_SA_STATE_SENT_ATTS: IKEEXT_EM_SA_STATE = 1;
    pub const IKEEXT_EM_SA_STATE_SSPI_SENT: IKEEXT_EM_SA_STATE = 2;
    pub const IKEEXT_EM_SA_STATE_AUTH_COMPLETE: IKEEXT_EM_SA_STATE = 3;
    pub const IKEEXT_EM_SA_STATE_FINAL: IKEEXT_EM_SA_STATE = 4;
    pub const IKEEXT_EM_SA_STATE_COMPLETE: IKEEXT_EM_SA_STATE = 5;

    // IKEEXT_INTEGRITY_TYPE
    pub const IKEEXT_INTEGRITY_MD5: IKEEXT_INTEGRITY_TYPE = 0;
    pub const IKEEXT_INTEGRITY_SHA1: IKEEXT_INTEGRITY_TYPE = 1;
    pub const IKEEXT_INTEGRITY_SHA_256: IKEEXT_INTEGRITY_TYPE = 2;
    pub const IKEEXT_INTEGRITY_SHA_384: IKEEXT_INTEGRITY_TYPE = 3;

    // IKEEXT_KERBEROS_AUTHENTICATION_FLAGS
    pub const IKEEXT_KERB_AUTH_DISABLE_INITIATOR_TOKEN_GENERATION: IKEEXT_KERBEROS_AUTHENTICATION_FLAGS = 1;
    pub const IKEEXT_KERB_AUTH_DONT_ACCEPT_EXPLICIT_CREDENTIALS: IKEEXT_KERBEROS_AUTHENTICATION_FLAGS = 2;

    // IKEEXT_KEY_MODULE_TYPE
    pub const IKEEXT_KEY_MODULE_IKE: IKEEXT_KEY_MODULE_TYPE = 0;
    pub const IKEEXT_KEY_MODULE_AUTHIP: IKEEXT_KEY_MODULE_TYPE = 1;
    pub const IKEEXT_KEY_MODULE_IKEV2: IKEEXT_KEY_MODULE_TYPE = 2;

    // IKEEXT_MM_SA_STATE
    pub const IKEEXT_MM_SA_STATE_NONE: IKEEXT_MM_SA_STATE = 0;
    pub const IKEEXT_MM_SA_STATE_SA_SENT: IKEEXT_MM_SA_STATE = 1;
    pub const IKEEXT_MM_SA_STATE_SSPI_SENT: IKEEXT_MM_SA_STATE = 2;
    pub const IKEEXT_MM_SA_STATE_FINAL: IKEEXT_MM_SA_STATE = 3;
    pub const IKEEXT_MM_SA_STATE_FINAL_SENT: IKEEXT_MM_SA_STATE = 4;
    pub const IKEEXT_MM_SA_STATE_COMPLETE: IKEEXT_MM_SA_STATE = 5;

    // IKEEXT_POLICY_FLAG
    pub const IKEEXT_POLICY_FLAG_DISABLE_DIAGNOSTICS: IKEEXT_POLICY_FLAG = 0x1;
    pub const IKEEXT_POLICY_FLAG_NO_MACHINE_LUID_VERIFY: IKEEXT_POLICY_FLAG = 0x2;
    pub const IKEEXT_POLICY_FLAG_NO_IMPERSONATION_LUID_VERIFY: IKEEXT_POLICY_FLAG = 0x4;
    pub const IKEEXT_POLICY_FLAG_ENABLE_OPTIONAL_DH: IKEEXT_POLICY_FLAG = 0x8;

    // IKEEXT_PRESHARED_KEY_AUTHENTICATION_FLAGS
    pub const IKEEXT_PSK_FLAG_LOCAL_AUTH_ONLY: IKEEXT_PRESHARED_KEY_AUTHENTICATION_FLAGS = 0x1;
    pub const IKEEXT_PSK_FLAG_REMOTE_AUTH_ONLY: IKEEXT_PRESHARED_KEY_AUTHENTICATION_FLAGS = 0x2;

    // IKEEXT_QM_SA_STATE
    pub const IKEEXT_QM_SA_STATE_NONE: IKEEXT_QM_SA_STATE = 0;
    pub const IKEEXT_QM_SA_STATE_INITIAL: IKEEXT_QM_SA_STATE = 1;
    pub const IKEEXT_QM_SA_STATE_FINAL: IKEEXT_QM_SA_STATE = 2;
    pub const IKEEXT_QM_SA_STATE_COMPLETE: IKEEXT_QM_SA_STATE = 3;

    // IKEEXT_RESERVED_AUTHENTICATION_FLAGS
    pub const IKEEXT_RESERVED_AUTH_DISABLE_INITIATOR_TOKEN_GENERATION: IKEEXT_RESERVED_AUTHENTICATION_FLAGS = 1;

    // IKEEXT_SA_ROLE
    pub const IKEEXT_SA_ROLE_INITIATOR: IKEEXT_SA_ROLE = 0;
    pub const IKEEXT_SA_ROLE_RESPONDER: IKEEXT_SA_ROLE = 1;

    // Flags and numbers.
    pub const IKEEXT_CERT_CREDENTIAL_FLAG_NAP_CERT: u32 = 0x1;
    pub const IKEEXT_NTLM_V2_AUTH_DONT_ACCEPT_EXPLICIT_CREDENTIALS: u32 = 1;
    pub const IKEEXT_CERT_AUTH_FLAG_DISABLE_CRL_CHECK: u32 = 0x2;
    pub const IKEEXT_KERB_AUTH_FORCE_PROXY_ON_INITIATOR: u32 = 4;
    pub const IKEEXT_POLICY_FLAG_MOBIKE_NOT_SUPPORTED: u32 = 0x10;
    pub const IKEEXT_CERT_HASH_LEN: u32 = 0x14;
    pub const IKEEXT_POLICY_FLAG_SITE_TO_SITE: u32 = 0x20;
    pub const IKEEXT_CERT_AUTH_FLAG_DISABLE_REQUEST_PAYLOAD: u32 = 0x40;
    pub const IKEEXT_POLICY_FLAG_IMS_VPN: u32 = 0x40;
    pub const IKEEXT_POLICY_ENABLE_IKEV2_FRAGMENTATION: u32 = 0x80;
    pub const IKEEXT_POLICY_SUPPORT_LOW_POWER_MODE: u32 = 0x100;
}

guids! {
    /// The IKE module.
    pub const FWPM_KEYING_MODULE_IKE: GUID = 0xa9bbf787_82a8_45bb_a400_5d7e5952c7a9;
    /// The `AuthIP` module.
    pub const FWPM_KEYING_MODULE_AUTHIP: GUID = 0x11e3dae0_dd26_4590_857d_ab4b28d1a095;
    /// The `IKEv2` module.
    pub const FWPM_KEYING_MODULE_IKEV2: GUID = 0x041792cc_8f07_419d_a394_716968cb1647;
}

///  Source: `ns-iketypes-ikeext_authentication_method0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_AUTHENTICATION_METHOD0 {
    pub authenticationMethodType: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub Anonymous: IKEEXT_AUTHENTICATION_METHOD0_0,
}

/// `Anonymous` of [`IKEEXT_AUTHENTICATION_METHOD0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_AUTHENTICATION_METHOD0_0 {
    pub presharedKeyAuthentication: IKEEXT_PRESHARED_KEY_AUTHENTICATION0,
    pub certificateAuthentication: IKEEXT_CERTIFICATE_AUTHENTICATION0,
    pub kerberosAuthentication: IKEEXT_KERBEROS_AUTHENTICATION0,
    pub ntlmV2Authentication: IKEEXT_NTLM_V2_AUTHENTICATION0,
    pub sslAuthentication: IKEEXT_CERTIFICATE_AUTHENTICATION0,
    pub cgaAuthentication: IKEEXT_IPV6_CGA_AUTHENTICATION0,
}

///  Source: `ns-iketypes-ikeext_authentication_method1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_AUTHENTICATION_METHOD1 {
    pub authenticationMethodType: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub Anonymous: IKEEXT_AUTHENTICATION_METHOD1_0,
}

/// `Anonymous` of [`IKEEXT_AUTHENTICATION_METHOD1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_AUTHENTICATION_METHOD1_0 {
    pub presharedKeyAuthentication: IKEEXT_PRESHARED_KEY_AUTHENTICATION1,
    pub certificateAuthentication: IKEEXT_CERTIFICATE_AUTHENTICATION1,
    pub kerberosAuthentication: IKEEXT_KERBEROS_AUTHENTICATION0,
    pub ntlmV2Authentication: IKEEXT_NTLM_V2_AUTHENTICATION0,
    pub sslAuthentication: IKEEXT_CERTIFICATE_AUTHENTICATION1,
    pub cgaAuthentication: IKEEXT_IPV6_CGA_AUTHENTICATION0,
    pub eapAuthentication: IKEEXT_EAP_AUTHENTICATION0,
}

///  Source: `ns-iketypes-ikeext_authentication_method2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_AUTHENTICATION_METHOD2 {
    pub authenticationMethodType: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub Anonymous: IKEEXT_AUTHENTICATION_METHOD2_0,
}

/// `Anonymous` of [`IKEEXT_AUTHENTICATION_METHOD2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_AUTHENTICATION_METHOD2_0 {
    pub presharedKeyAuthentication: IKEEXT_PRESHARED_KEY_AUTHENTICATION1,
    pub certificateAuthentication: IKEEXT_CERTIFICATE_AUTHENTICATION2,
    pub kerberosAuthentication: IKEEXT_KERBEROS_AUTHENTICATION1,
    pub reservedAuthentication: IKEEXT_RESERVED_AUTHENTICATION0,
    pub ntlmV2Authentication: IKEEXT_NTLM_V2_AUTHENTICATION0,
    pub sslAuthentication: IKEEXT_CERTIFICATE_AUTHENTICATION2,
    pub cgaAuthentication: IKEEXT_IPV6_CGA_AUTHENTICATION0,
    pub eapAuthentication: IKEEXT_EAP_AUTHENTICATION0,
}

///  Source: `ns-iketypes-ikeext_certificate_authentication0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION0 {
    pub inboundConfigType: IKEEXT_CERT_CONFIG_TYPE,
    pub Anonymous1: IKEEXT_CERTIFICATE_AUTHENTICATION0_0,
    pub outboundConfigType: IKEEXT_CERT_CONFIG_TYPE,
    pub Anonymous2: IKEEXT_CERTIFICATE_AUTHENTICATION0_1,
    pub flags: IKEEXT_CERT_AUTH,
}

/// `Anonymous1` of [`IKEEXT_CERTIFICATE_AUTHENTICATION0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_CERTIFICATE_AUTHENTICATION0_0 {
    pub Anonymous: IKEEXT_CERTIFICATE_AUTHENTICATION0_0_0,
    pub inboundEnterpriseStoreConfig: *mut IKEEXT_CERT_ROOT_CONFIG0,
    pub inboundTrustedRootStoreConfig: *mut IKEEXT_CERT_ROOT_CONFIG0,
}

/// `Anonymous` of [`IKEEXT_CERTIFICATE_AUTHENTICATION0_0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION0_0_0 {
    pub inboundRootArraySize: u32,
    pub inboundRootArray: *mut IKEEXT_CERT_ROOT_CONFIG0,
}

/// `Anonymous2` of [`IKEEXT_CERTIFICATE_AUTHENTICATION0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_CERTIFICATE_AUTHENTICATION0_1 {
    pub Anonymous: IKEEXT_CERTIFICATE_AUTHENTICATION0_1_0,
    pub outboundEnterpriseStoreConfig: *mut IKEEXT_CERT_ROOT_CONFIG0,
    pub outboundTrustedRootStoreConfig: *mut IKEEXT_CERT_ROOT_CONFIG0,
}

/// `Anonymous` of [`IKEEXT_CERTIFICATE_AUTHENTICATION0_1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION0_1_0 {
    pub outboundRootArraySize: u32,
    pub outboundRootArray: *mut IKEEXT_CERT_ROOT_CONFIG0,
}

///  Source: `ns-iketypes-ikeext_certificate_authentication1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION1 {
    pub inboundConfigType: IKEEXT_CERT_CONFIG_TYPE,
    pub Anonymous1: IKEEXT_CERTIFICATE_AUTHENTICATION1_0,
    pub outboundConfigType: IKEEXT_CERT_CONFIG_TYPE,
    pub Anonymous2: IKEEXT_CERTIFICATE_AUTHENTICATION1_1,
    pub flags: IKEEXT_CERT_AUTH,
    pub localCertLocationUrl: FWP_BYTE_BLOB,
}

/// `Anonymous1` of [`IKEEXT_CERTIFICATE_AUTHENTICATION1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_CERTIFICATE_AUTHENTICATION1_0 {
    pub Anonymous: IKEEXT_CERTIFICATE_AUTHENTICATION1_0_0,
    pub inboundEnterpriseStoreConfig: *mut IKEEXT_CERT_ROOT_CONFIG0,
    pub inboundTrustedRootStoreConfig: *mut IKEEXT_CERT_ROOT_CONFIG0,
}

/// `Anonymous` of [`IKEEXT_CERTIFICATE_AUTHENTICATION1_0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION1_0_0 {
    pub inboundRootArraySize: u32,
    pub inboundRootArray: *mut IKEEXT_CERT_ROOT_CONFIG0,
}

/// `Anonymous2` of [`IKEEXT_CERTIFICATE_AUTHENTICATION1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_CERTIFICATE_AUTHENTICATION1_1 {
    pub Anonymous: IKEEXT_CERTIFICATE_AUTHENTICATION1_1_0,
    pub outboundEnterpriseStoreConfig: *mut IKEEXT_CERT_ROOT_CONFIG0,
    pub outboundTrustedRootStoreConfig: *mut IKEEXT_CERT_ROOT_CONFIG0,
}

/// `Anonymous` of [`IKEEXT_CERTIFICATE_AUTHENTICATION1_1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION1_1_0 {
    pub outboundRootArraySize: u32,
    pub outboundRootArray: *mut IKEEXT_CERT_ROOT_CONFIG0,
}

///  Source: `ns-iketypes-ikeext_certificate_authentication2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION2 {
    pub inboundConfigType: IKEEXT_CERT_CONFIG_TYPE,
    pub Anonymous1: IKEEXT_CERTIFICATE_AUTHENTICATION2_0,
    pub outboundConfigType: IKEEXT_CERT_CONFIG_TYPE,
    pub Anonymous2: IKEEXT_CERTIFICATE_AUTHENTICATION2_1,
    pub flags: IKEEXT_CERT_AUTH,
    pub localCertLocationUrl: FWP_BYTE_BLOB,
}

/// `Anonymous1` of [`IKEEXT_CERTIFICATE_AUTHENTICATION2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_CERTIFICATE_AUTHENTICATION2_0 {
    pub Anonymous1: IKEEXT_CERTIFICATE_AUTHENTICATION2_0_0,
    pub Anonymous2: IKEEXT_CERTIFICATE_AUTHENTICATION2_0_1,
    pub Anonymous3: IKEEXT_CERTIFICATE_AUTHENTICATION2_0_2,
}

/// `Anonymous1` of [`IKEEXT_CERTIFICATE_AUTHENTICATION2_0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION2_0_0 {
    pub inboundRootArraySize: u32,
    pub inboundRootCriteria: *mut IKEEXT_CERTIFICATE_CRITERIA0,
}

/// `Anonymous2` of [`IKEEXT_CERTIFICATE_AUTHENTICATION2_0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION2_0_1 {
    pub inboundEnterpriseStoreArraySize: u32,
    pub inboundEnterpriseStoreCriteria: *mut IKEEXT_CERTIFICATE_CRITERIA0,
}

/// `Anonymous3` of [`IKEEXT_CERTIFICATE_AUTHENTICATION2_0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION2_0_2 {
    pub inboundRootStoreArraySize: u32,
    pub inboundTrustedRootStoreCriteria: *mut IKEEXT_CERTIFICATE_CRITERIA0,
}

/// `Anonymous2` of [`IKEEXT_CERTIFICATE_AUTHENTICATION2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_CERTIFICATE_AUTHENTICATION2_1 {
    pub Anonymous1: IKEEXT_CERTIFICATE_AUTHENTICATION2_1_0,
    pub Anonymous2: IKEEXT_CERTIFICATE_AUTHENTICATION2_1_1,
    pub Anonymous3: IKEEXT_CERTIFICATE_AUTHENTICATION2_1_2,
}

/// `Anonymous1` of [`IKEEXT_CERTIFICATE_AUTHENTICATION2_1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION2_1_0 {
    pub outboundRootArraySize: u32,
    pub outboundRootCriteria: *mut IKEEXT_CERTIFICATE_CRITERIA0,
}

/// `Anonymous2` of [`IKEEXT_CERTIFICATE_AUTHENTICATION2_1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION2_1_1 {
    pub outboundEnterpriseStoreArraySize: u32,
    pub outboundEnterpriseStoreCriteria: *mut IKEEXT_CERTIFICATE_CRITERIA0,
}

/// `Anonymous3` of [`IKEEXT_CERTIFICATE_AUTHENTICATION2_1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_AUTHENTICATION2_1_2 {
    pub outboundRootStoreArraySize: u32,
    pub outboundTrustedRootStoreCriteria: *mut IKEEXT_CERTIFICATE_CRITERIA0,
}

///  Source: `ns-iketypes-ikeext_certificate_credential0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_CREDENTIAL0 {
    pub subjectName: FWP_BYTE_BLOB,
    pub certHash: FWP_BYTE_BLOB,
    pub flags: u32,
}

///  Source: `ns-iketypes-ikeext_certificate_credential1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_CREDENTIAL1 {
    pub subjectName: FWP_BYTE_BLOB,
    pub certHash: FWP_BYTE_BLOB,
    pub flags: u32,
    pub certificate: FWP_BYTE_BLOB,
}

///  Source: `ns-iketypes-ikeext_certificate_criteria0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERTIFICATE_CRITERIA0 {
    pub certData: FWP_BYTE_BLOB,
    pub certHash: FWP_BYTE_BLOB,
    pub eku: *mut IKEEXT_CERT_EKUS0,
    pub name: *mut IKEEXT_CERT_NAME0,
    pub flags: u32,
}

///  Source: `ns-iketypes-ikeext_cert_ekus0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERT_EKUS0 {
    pub numEku: u32,
    pub eku: *mut *mut u8,
}

///  Source: `ns-iketypes-ikeext_cert_name0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERT_NAME0 {
    pub nameType: IKEEXT_CERT_CRITERIA_NAME_TYPE,
    pub certName: PWSTR,
}

///  Source: `ns-iketypes-ikeext_cert_root_config0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CERT_ROOT_CONFIG0 {
    pub certData: FWP_BYTE_BLOB,
    pub flags: IKEEXT_CERT_FLAGS,
}

///  Source: `ns-iketypes-ikeext_cipher_algorithm0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CIPHER_ALGORITHM0 {
    pub algoIdentifier: IKEEXT_CIPHER_TYPE,
    pub keyLen: u32,
    pub rounds: u32,
}

///  Source: `ns-iketypes-ikeext_common_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_COMMON_STATISTICS0 {
    pub v4Statistics: IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0,
    pub v6Statistics: IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0,
    pub totalPacketsReceived: u32,
    pub totalInvalidPacketsReceived: u32,
    pub currentQueuedWorkitems: u32,
}

///  Source: `ns-iketypes-ikeext_common_statistics1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_COMMON_STATISTICS1 {
    pub v4Statistics: IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1,
    pub v6Statistics: IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1,
    pub totalPacketsReceived: u32,
    pub totalInvalidPacketsReceived: u32,
    pub currentQueuedWorkitems: u32,
}

///  Source: `ns-iketypes-ikeext_cookie_pair0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_COOKIE_PAIR0 {
    pub initiator: u64,
    pub responder: u64,
}

///  Source: `ns-iketypes-ikeext_credential0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CREDENTIAL0 {
    pub authenticationMethodType: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub impersonationType: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE,
    pub Anonymous: IKEEXT_CREDENTIAL0_0,
}

/// `Anonymous` of [`IKEEXT_CREDENTIAL0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_CREDENTIAL0_0 {
    pub presharedKey: *mut IKEEXT_PRESHARED_KEY_AUTHENTICATION0,
    pub certificate: *mut IKEEXT_CERTIFICATE_CREDENTIAL0,
    pub name: *mut IKEEXT_NAME_CREDENTIAL0,
}

///  Source: `ns-iketypes-ikeext_credential1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CREDENTIAL1 {
    pub authenticationMethodType: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub impersonationType: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE,
    pub Anonymous: IKEEXT_CREDENTIAL1_0,
}

/// `Anonymous` of [`IKEEXT_CREDENTIAL1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_CREDENTIAL1_0 {
    pub presharedKey: *mut IKEEXT_PRESHARED_KEY_AUTHENTICATION1,
    pub certificate: *mut IKEEXT_CERTIFICATE_CREDENTIAL1,
    pub name: *mut IKEEXT_NAME_CREDENTIAL0,
}

///  Source: `ns-iketypes-ikeext_credential2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CREDENTIAL2 {
    pub authenticationMethodType: IKEEXT_AUTHENTICATION_METHOD_TYPE,
    pub impersonationType: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE,
    pub Anonymous: IKEEXT_CREDENTIAL2_0,
}

/// `Anonymous` of [`IKEEXT_CREDENTIAL2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_CREDENTIAL2_0 {
    pub presharedKey: *mut IKEEXT_PRESHARED_KEY_AUTHENTICATION1,
    pub certificate: *mut IKEEXT_CERTIFICATE_CREDENTIAL1,
    pub name: *mut IKEEXT_NAME_CREDENTIAL0,
}

///  Source: `ns-iketypes-ikeext_credentials0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CREDENTIALS0 {
    pub numCredentials: u32,
    pub credentials: *mut IKEEXT_CREDENTIAL_PAIR0,
}

///  Source: `ns-iketypes-ikeext_credentials1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CREDENTIALS1 {
    pub numCredentials: u32,
    pub credentials: *mut IKEEXT_CREDENTIAL_PAIR1,
}

///  Source: `ns-iketypes-ikeext_credentials2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CREDENTIALS2 {
    pub numCredentials: u32,
    pub credentials: *mut IKEEXT_CREDENTIAL_PAIR2,
}

///  Source: `ns-iketypes-ikeext_credential_pair0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CREDENTIAL_PAIR0 {
    pub localCredentials: IKEEXT_CREDENTIAL0,
    pub peerCredentials: IKEEXT_CREDENTIAL0,
}

///  Source: `ns-iketypes-ikeext_credential_pair1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CREDENTIAL_PAIR1 {
    pub localCredentials: IKEEXT_CREDENTIAL1,
    pub peerCredentials: IKEEXT_CREDENTIAL1,
}

///  Source: `ns-iketypes-ikeext_credential_pair2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_CREDENTIAL_PAIR2 {
    pub localCredentials: IKEEXT_CREDENTIAL2,
    pub peerCredentials: IKEEXT_CREDENTIAL2,
}

///  Source: `ns-iketypes-ikeext_eap_authentication0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_EAP_AUTHENTICATION0 {
    pub flags: IKEEXT_EAP_AUTHENTICATION_FLAGS,
}

///  Source: `ns-iketypes-ikeext_em_policy0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_EM_POLICY0 {
    pub numAuthenticationMethods: u32,
    pub authenticationMethods: *mut IKEEXT_AUTHENTICATION_METHOD0,
    pub initiatorImpersonationType: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE,
}

///  Source: `ns-iketypes-ikeext_em_policy1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_EM_POLICY1 {
    pub numAuthenticationMethods: u32,
    pub authenticationMethods: *mut IKEEXT_AUTHENTICATION_METHOD1,
    pub initiatorImpersonationType: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE,
}

///  Source: `ns-iketypes-ikeext_em_policy2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_EM_POLICY2 {
    pub numAuthenticationMethods: u32,
    pub authenticationMethods: *mut IKEEXT_AUTHENTICATION_METHOD2,
    pub initiatorImpersonationType: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE,
}

///  Source: `ns-iketypes-ikeext_integrity_algorithm0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_INTEGRITY_ALGORITHM0 {
    pub algoIdentifier: IKEEXT_INTEGRITY_TYPE,
}

///  Source: `ns-iketypes-ikeext_ipv6_cga_authentication0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_IPV6_CGA_AUTHENTICATION0 {
    pub keyContainerName: PWSTR,
    pub cspName: PWSTR,
    pub cspType: u32,
    pub cgaModifier: FWP_BYTE_ARRAY16,
    pub cgaCollisionCount: u8,
}

///  Source: `ns-iketypes-ikeext_ip_version_specific_common_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0 {
    pub totalSocketReceiveFailures: u32,
    pub totalSocketSendFailures: u32,
}

///  Source: `ns-iketypes-ikeext_ip_version_specific_common_statistics1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1 {
    pub totalSocketReceiveFailures: u32,
    pub totalSocketSendFailures: u32,
}

///  Source: `ns-iketypes-ikeext_ip_version_specific_keymodule_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0 {
    pub currentActiveMainModes: u32,
    pub totalMainModesStarted: u32,
    pub totalSuccessfulMainModes: u32,
    pub totalFailedMainModes: u32,
    pub totalResponderMainModes: u32,
    pub currentNewResponderMainModes: u32,
    pub currentActiveQuickModes: u32,
    pub totalQuickModesStarted: u32,
    pub totalSuccessfulQuickModes: u32,
    pub totalFailedQuickModes: u32,
    pub totalAcquires: u32,
    pub totalReinitAcquires: u32,
    pub currentActiveExtendedModes: u32,
    pub totalExtendedModesStarted: u32,
    pub totalSuccessfulExtendedModes: u32,
    pub totalFailedExtendedModes: u32,
    pub totalImpersonationExtendedModes: u32,
    pub totalImpersonationMainModes: u32,
}

///  Source: `ns-iketypes-ikeext_ip_version_specific_keymodule_statistics1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1 {
    pub currentActiveMainModes: u32,
    pub totalMainModesStarted: u32,
    pub totalSuccessfulMainModes: u32,
    pub totalFailedMainModes: u32,
    pub totalResponderMainModes: u32,
    pub currentNewResponderMainModes: u32,
    pub currentActiveQuickModes: u32,
    pub totalQuickModesStarted: u32,
    pub totalSuccessfulQuickModes: u32,
    pub totalFailedQuickModes: u32,
    pub totalAcquires: u32,
    pub totalReinitAcquires: u32,
    pub currentActiveExtendedModes: u32,
    pub totalExtendedModesStarted: u32,
    pub totalSuccessfulExtendedModes: u32,
    pub totalFailedExtendedModes: u32,
    pub totalImpersonationExtendedModes: u32,
    pub totalImpersonationMainModes: u32,
}

///  Source: `ns-iketypes-ikeext_kerberos_authentication0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_KERBEROS_AUTHENTICATION0 {
    pub flags: IKEEXT_KERBEROS_AUTHENTICATION_FLAGS,
}

///  Source: `ns-iketypes-ikeext_kerberos_authentication1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_KERBEROS_AUTHENTICATION1 {
    pub flags: IKEEXT_KERBEROS_AUTHENTICATION_FLAGS,
    pub proxyServer: PWSTR,
}

///  Source: `ns-iketypes-ikeext_keymodule_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_KEYMODULE_STATISTICS0 {
    pub v4Statistics: IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0,
    pub v6Statistics: IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0,
    pub errorFrequencyTable: [u32; 97],
    pub mainModeNegotiationTime: u32,
    pub quickModeNegotiationTime: u32,
    pub extendedModeNegotiationTime: u32,
}

///  Source: `ns-iketypes-ikeext_keymodule_statistics1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_KEYMODULE_STATISTICS1 {
    pub v4Statistics: IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1,
    pub v6Statistics: IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1,
    pub errorFrequencyTable: [u32; 97],
    pub mainModeNegotiationTime: u32,
    pub quickModeNegotiationTime: u32,
    pub extendedModeNegotiationTime: u32,
}

///  Source: `ns-iketypes-ikeext_name_credential0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_NAME_CREDENTIAL0 {
    pub principalName: PWSTR,
}

///  Source: `ns-iketypes-ikeext_ntlm_v2_authentication0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_NTLM_V2_AUTHENTICATION0 {
    pub flags: u32,
}

///  Source: `ns-iketypes-ikeext_policy0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_POLICY0 {
    pub softExpirationTime: u32,
    pub numAuthenticationMethods: u32,
    pub authenticationMethods: *mut IKEEXT_AUTHENTICATION_METHOD0,
    pub initiatorImpersonationType: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE,
    pub numIkeProposals: u32,
    pub ikeProposals: *mut IKEEXT_PROPOSAL0,
    pub flags: IKEEXT_POLICY_FLAG,
    pub maxDynamicFilters: u32,
}

///  Source: `ns-iketypes-ikeext_policy1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_POLICY1 {
    pub softExpirationTime: u32,
    pub numAuthenticationMethods: u32,
    pub authenticationMethods: *mut IKEEXT_AUTHENTICATION_METHOD1,
    pub initiatorImpersonationType: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE,
    pub numIkeProposals: u32,
    pub ikeProposals: *mut IKEEXT_PROPOSAL0,
    pub flags: IKEEXT_POLICY_FLAG,
    pub maxDynamicFilters: u32,
    pub retransmitDurationSecs: u32,
}

///  Source: `ns-iketypes-ikeext_policy2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_POLICY2 {
    pub softExpirationTime: u32,
    pub numAuthenticationMethods: u32,
    pub authenticationMethods: *mut IKEEXT_AUTHENTICATION_METHOD2,
    pub initiatorImpersonationType: IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE,
    pub numIkeProposals: u32,
    pub ikeProposals: *mut IKEEXT_PROPOSAL0,
    pub flags: IKEEXT_POLICY_FLAG,
    pub maxDynamicFilters: u32,
    pub retransmitDurationSecs: u32,
}

///  Source: `ns-iketypes-ikeext_preshared_key_authentication0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_PRESHARED_KEY_AUTHENTICATION0 {
    pub presharedKey: FWP_BYTE_BLOB,
}

///  Source: `ns-iketypes-ikeext_preshared_key_authentication1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_PRESHARED_KEY_AUTHENTICATION1 {
    pub presharedKey: FWP_BYTE_BLOB,
    pub flags: IKEEXT_PRESHARED_KEY_AUTHENTICATION_FLAGS,
}

///  Source: `ns-iketypes-ikeext_proposal0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_PROPOSAL0 {
    pub cipherAlgorithm: IKEEXT_CIPHER_ALGORITHM0,
    pub integrityAlgorithm: IKEEXT_INTEGRITY_ALGORITHM0,
    pub maxLifetimeSeconds: u32,
    pub dhGroup: IKEEXT_DH_GROUP,
    pub quickModeLimit: u32,
}

///  Source: `ns-iketypes-ikeext_reserved_authentication0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_RESERVED_AUTHENTICATION0 {
    pub flags: IKEEXT_RESERVED_AUTHENTICATION_FLAGS,
}

///  Source: `ns-iketypes-ikeext_sa_details0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_SA_DETAILS0 {
    pub saId: u64,
    pub keyModuleType: IKEEXT_KEY_MODULE_TYPE,
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous: IKEEXT_SA_DETAILS0_0,
    pub ikeTraffic: IKEEXT_TRAFFIC0,
    pub ikeProposal: IKEEXT_PROPOSAL0,
    pub cookiePair: IKEEXT_COOKIE_PAIR0,
    pub ikeCredentials: IKEEXT_CREDENTIALS0,
    pub ikePolicyKey: GUID,
    pub virtualIfTunnelId: u64,
}

/// `Anonymous` of [`IKEEXT_SA_DETAILS0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_SA_DETAILS0_0 {
    pub v4UdpEncapsulation: *mut IPSEC_V4_UDP_ENCAPSULATION0,
}

///  Source: `ns-iketypes-ikeext_sa_details1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_SA_DETAILS1 {
    pub saId: u64,
    pub keyModuleType: IKEEXT_KEY_MODULE_TYPE,
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous: IKEEXT_SA_DETAILS1_0,
    pub ikeTraffic: IKEEXT_TRAFFIC0,
    pub ikeProposal: IKEEXT_PROPOSAL0,
    pub cookiePair: IKEEXT_COOKIE_PAIR0,
    pub ikeCredentials: IKEEXT_CREDENTIALS1,
    pub ikePolicyKey: GUID,
    pub virtualIfTunnelId: u64,
    pub correlationKey: FWP_BYTE_BLOB,
}

/// `Anonymous` of [`IKEEXT_SA_DETAILS1`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_SA_DETAILS1_0 {
    pub v4UdpEncapsulation: *mut IPSEC_V4_UDP_ENCAPSULATION0,
}

///  Source: `ns-iketypes-ikeext_sa_details2`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_SA_DETAILS2 {
    pub saId: u64,
    pub keyModuleType: IKEEXT_KEY_MODULE_TYPE,
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous: IKEEXT_SA_DETAILS2_0,
    pub ikeTraffic: IKEEXT_TRAFFIC0,
    pub ikeProposal: IKEEXT_PROPOSAL0,
    pub cookiePair: IKEEXT_COOKIE_PAIR0,
    pub ikeCredentials: IKEEXT_CREDENTIALS2,
    pub ikePolicyKey: GUID,
    pub virtualIfTunnelId: u64,
    pub correlationKey: FWP_BYTE_BLOB,
}

/// `Anonymous` of [`IKEEXT_SA_DETAILS2`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_SA_DETAILS2_0 {
    pub v4UdpEncapsulation: *mut IPSEC_V4_UDP_ENCAPSULATION0,
}

///  Source: `ns-iketypes-ikeext_sa_enum_template0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_SA_ENUM_TEMPLATE0 {
    pub localSubNet: FWP_CONDITION_VALUE0,
    pub remoteSubNet: FWP_CONDITION_VALUE0,
    pub localMainModeCertHash: FWP_BYTE_BLOB,
}

///  Source: `ns-iketypes-ikeext_statistics0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_STATISTICS0 {
    pub ikeStatistics: IKEEXT_KEYMODULE_STATISTICS0,
    pub authipStatistics: IKEEXT_KEYMODULE_STATISTICS0,
    pub commonStatistics: IKEEXT_COMMON_STATISTICS0,
}

///  Source: `ns-iketypes-ikeext_statistics1`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_STATISTICS1 {
    pub ikeStatistics: IKEEXT_KEYMODULE_STATISTICS1,
    pub authipStatistics: IKEEXT_KEYMODULE_STATISTICS1,
    pub ikeV2Statistics: IKEEXT_KEYMODULE_STATISTICS1,
    pub commonStatistics: IKEEXT_COMMON_STATISTICS1,
}

///  Source: `ns-iketypes-ikeext_traffic0`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IKEEXT_TRAFFIC0 {
    pub ipVersion: FWP_IP_VERSION,
    pub Anonymous1: IKEEXT_TRAFFIC0_0,
    pub Anonymous2: IKEEXT_TRAFFIC0_1,
    pub authIpFilterId: u64,
}

/// `Anonymous1` of [`IKEEXT_TRAFFIC0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_TRAFFIC0_0 {
    pub localV4Address: u32,
    pub localV6Address: [u8; 16],
}

/// `Anonymous2` of [`IKEEXT_TRAFFIC0`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IKEEXT_TRAFFIC0_1 {
    pub remoteV4Address: u32,
    pub remoteV6Address: [u8; 16],
}

zero!(
    IKEEXT_AUTHENTICATION_METHOD0,
    IKEEXT_AUTHENTICATION_METHOD1,
    IKEEXT_AUTHENTICATION_METHOD2,
    IKEEXT_CERTIFICATE_AUTHENTICATION0,
    IKEEXT_CERTIFICATE_AUTHENTICATION1,
    IKEEXT_CERTIFICATE_AUTHENTICATION2,
    IKEEXT_CERTIFICATE_CREDENTIAL0,
    IKEEXT_CERTIFICATE_CREDENTIAL1,
    IKEEXT_CERTIFICATE_CRITERIA0,
    IKEEXT_CERT_EKUS0,
    IKEEXT_CERT_NAME0,
    IKEEXT_CERT_ROOT_CONFIG0,
    IKEEXT_CIPHER_ALGORITHM0,
    IKEEXT_COMMON_STATISTICS0,
    IKEEXT_COMMON_STATISTICS1,
    IKEEXT_COOKIE_PAIR0,
    IKEEXT_CREDENTIAL0,
    IKEEXT_CREDENTIAL1,
    IKEEXT_CREDENTIAL2,
    IKEEXT_CREDENTIALS0,
    IKEEXT_CREDENTIALS1,
    IKEEXT_CREDENTIALS2,
    IKEEXT_CREDENTIAL_PAIR0,
    IKEEXT_CREDENTIAL_PAIR1,
    IKEEXT_CREDENTIAL_PAIR2,
    IKEEXT_EAP_AUTHENTICATION0,
    IKEEXT_EM_POLICY0,
    IKEEXT_EM_POLICY1,
    IKEEXT_EM_POLICY2,
    IKEEXT_INTEGRITY_ALGORITHM0,
    IKEEXT_IPV6_CGA_AUTHENTICATION0,
    IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0,
    IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1,
    IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0,
    IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1,
    IKEEXT_KERBEROS_AUTHENTICATION0,
    IKEEXT_KERBEROS_AUTHENTICATION1,
    IKEEXT_KEYMODULE_STATISTICS0,
    IKEEXT_KEYMODULE_STATISTICS1,
    IKEEXT_NAME_CREDENTIAL0,
    IKEEXT_NTLM_V2_AUTHENTICATION0,
    IKEEXT_POLICY0,
    IKEEXT_POLICY1,
    IKEEXT_POLICY2,
    IKEEXT_PRESHARED_KEY_AUTHENTICATION0,
    IKEEXT_PRESHARED_KEY_AUTHENTICATION1,
    IKEEXT_PROPOSAL0,
    IKEEXT_RESERVED_AUTHENTICATION0,
    IKEEXT_SA_DETAILS0,
    IKEEXT_SA_DETAILS1,
    IKEEXT_SA_DETAILS2,
    IKEEXT_SA_ENUM_TEMPLATE0,
    IKEEXT_STATISTICS0,
    IKEEXT_STATISTICS1,
    IKEEXT_TRAFFIC0,
);

layout! {
    IKEEXT_AUTHENTICATION_METHOD0 = (64, 8) {
        authenticationMethodType = (0, 4),
        Anonymous.presharedKeyAuthentication = (8, 16),
        Anonymous.certificateAuthentication = (8, 56),
        Anonymous.kerberosAuthentication = (8, 4),
        Anonymous.ntlmV2Authentication = (8, 4),
        Anonymous.sslAuthentication = (8, 56),
        Anonymous.cgaAuthentication = (8, 40),
    }
    IKEEXT_AUTHENTICATION_METHOD1 = (80, 8) {
        authenticationMethodType = (0, 4),
        Anonymous.presharedKeyAuthentication = (8, 24),
        Anonymous.certificateAuthentication = (8, 72),
        Anonymous.kerberosAuthentication = (8, 4),
        Anonymous.ntlmV2Authentication = (8, 4),
        Anonymous.sslAuthentication = (8, 72),
        Anonymous.cgaAuthentication = (8, 40),
        Anonymous.eapAuthentication = (8, 4),
    }
    IKEEXT_AUTHENTICATION_METHOD2 = (80, 8) {
        authenticationMethodType = (0, 4),
        Anonymous.presharedKeyAuthentication = (8, 24),
        Anonymous.certificateAuthentication = (8, 72),
        Anonymous.kerberosAuthentication = (8, 16),
        Anonymous.reservedAuthentication = (8, 4),
        Anonymous.ntlmV2Authentication = (8, 4),
        Anonymous.sslAuthentication = (8, 72),
        Anonymous.cgaAuthentication = (8, 40),
        Anonymous.eapAuthentication = (8, 4),
    }
    IKEEXT_CERTIFICATE_AUTHENTICATION0 = (56, 8) {
        inboundConfigType = (0, 4),
        Anonymous1.Anonymous.inboundRootArraySize = (8, 4),
        Anonymous1.Anonymous.inboundRootArray = (16, 8),
        Anonymous1.inboundEnterpriseStoreConfig = (8, 8),
        Anonymous1.inboundTrustedRootStoreConfig = (8, 8),
        outboundConfigType = (24, 4),
        Anonymous2.Anonymous.outboundRootArraySize = (32, 4),
        Anonymous2.Anonymous.outboundRootArray = (40, 8),
        Anonymous2.outboundEnterpriseStoreConfig = (32, 8),
        Anonymous2.outboundTrustedRootStoreConfig = (32, 8),
        flags = (48, 4),
    }
    IKEEXT_CERTIFICATE_AUTHENTICATION1 = (72, 8) {
        inboundConfigType = (0, 4),
        Anonymous1.Anonymous.inboundRootArraySize = (8, 4),
        Anonymous1.Anonymous.inboundRootArray = (16, 8),
        Anonymous1.inboundEnterpriseStoreConfig = (8, 8),
        Anonymous1.inboundTrustedRootStoreConfig = (8, 8),
        outboundConfigType = (24, 4),
        Anonymous2.Anonymous.outboundRootArraySize = (32, 4),
        Anonymous2.Anonymous.outboundRootArray = (40, 8),
        Anonymous2.outboundEnterpriseStoreConfig = (32, 8),
        Anonymous2.outboundTrustedRootStoreConfig = (32, 8),
        flags = (48, 4),
        localCertLocationUrl = (56, 16),
    }
    IKEEXT_CERTIFICATE_AUTHENTICATION2 = (72, 8) {
        inboundConfigType = (0, 4),
        Anonymous1.Anonymous1.inboundRootArraySize = (8, 4),
        Anonymous1.Anonymous1.inboundRootCriteria = (16, 8),
        Anonymous1.Anonymous2.inboundEnterpriseStoreArraySize = (8, 4),
        Anonymous1.Anonymous2.inboundEnterpriseStoreCriteria = (16, 8),
        Anonymous1.Anonymous3.inboundRootStoreArraySize = (8, 4),
        Anonymous1.Anonymous3.inboundTrustedRootStoreCriteria = (16, 8),
        outboundConfigType = (24, 4),
        Anonymous2.Anonymous1.outboundRootArraySize = (32, 4),
        Anonymous2.Anonymous1.outboundRootCriteria = (40, 8),
        Anonymous2.Anonymous2.outboundEnterpriseStoreArraySize = (32, 4),
        Anonymous2.Anonymous2.outboundEnterpriseStoreCriteria = (40, 8),
        Anonymous2.Anonymous3.outboundRootStoreArraySize = (32, 4),
        Anonymous2.Anonymous3.outboundTrustedRootStoreCriteria = (40, 8),
        flags = (48, 4),
        localCertLocationUrl = (56, 16),
    }
    IKEEXT_CERTIFICATE_CREDENTIAL0 = (40, 8) {
        subjectName = (0, 16),
        certHash = (16, 16),
        flags = (32, 4),
    }
    IKEEXT_CERTIFICATE_CREDENTIAL1 = (56, 8) {
        subjectName = (0, 16),
        certHash = (16, 16),
        flags = (32, 4),
        certificate = (40, 16),
    }
    IKEEXT_CERTIFICATE_CRITERIA0 = (56, 8) {
        certData = (0, 16),
        certHash = (16, 16),
        eku = (32, 8),
        name = (40, 8),
        flags = (48, 4),
    }
    IKEEXT_CERT_EKUS0 = (16, 8) {
        numEku = (0, 4),
        eku = (8, 8),
    }
    IKEEXT_CERT_NAME0 = (16, 8) {
        nameType = (0, 4),
        certName = (8, 8),
    }
    IKEEXT_CERT_ROOT_CONFIG0 = (24, 8) {
        certData = (0, 16),
        flags = (16, 4),
    }
    IKEEXT_CIPHER_ALGORITHM0 = (12, 4) {
        algoIdentifier = (0, 4),
        keyLen = (4, 4),
        rounds = (8, 4),
    }
    IKEEXT_COMMON_STATISTICS0 = (28, 4) {
        v4Statistics = (0, 8),
        v6Statistics = (8, 8),
        totalPacketsReceived = (16, 4),
        totalInvalidPacketsReceived = (20, 4),
        currentQueuedWorkitems = (24, 4),
    }
    IKEEXT_COMMON_STATISTICS1 = (28, 4) {
        v4Statistics = (0, 8),
        v6Statistics = (8, 8),
        totalPacketsReceived = (16, 4),
        totalInvalidPacketsReceived = (20, 4),
        currentQueuedWorkitems = (24, 4),
    }
    IKEEXT_COOKIE_PAIR0 = (16, 8) {
        initiator = (0, 8),
        responder = (8, 8),
    }
    IKEEXT_CREDENTIAL0 = (16, 8) {
        authenticationMethodType = (0, 4),
        impersonationType = (4, 4),
        Anonymous.presharedKey = (8, 8),
        Anonymous.certificate = (8, 8),
        Anonymous.name = (8, 8),
    }
    IKEEXT_CREDENTIAL1 = (16, 8) {
        authenticationMethodType = (0, 4),
        impersonationType = (4, 4),
        Anonymous.presharedKey = (8, 8),
        Anonymous.certificate = (8, 8),
        Anonymous.name = (8, 8),
    }
    IKEEXT_CREDENTIAL2 = (16, 8) {
        authenticationMethodType = (0, 4),
        impersonationType = (4, 4),
        Anonymous.presharedKey = (8, 8),
        Anonymous.certificate = (8, 8),
        Anonymous.name = (8, 8),
    }
    IKEEXT_CREDENTIALS0 = (16, 8) {
        numCredentials = (0, 4),
        credentials = (8, 8),
    }
    IKEEXT_CREDENTIALS1 = (16, 8) {
        numCredentials = (0, 4),
        credentials = (8, 8),
    }
    IKEEXT_CREDENTIALS2 = (16, 8) {
        numCredentials = (0, 4),
        credentials = (8, 8),
    }
    IKEEXT_CREDENTIAL_PAIR0 = (32, 8) {
        localCredentials = (0, 16),
        peerCredentials = (16, 16),
    }
    IKEEXT_CREDENTIAL_PAIR1 = (32, 8) {
        localCredentials = (0, 16),
        peerCredentials = (16, 16),
    }
    IKEEXT_CREDENTIAL_PAIR2 = (32, 8) {
        localCredentials = (0, 16),
        peerCredentials = (16, 16),
    }
    IKEEXT_EAP_AUTHENTICATION0 = (4, 4) {
        flags = (0, 4),
    }
    IKEEXT_EM_POLICY0 = (24, 8) {
        numAuthenticationMethods = (0, 4),
        authenticationMethods = (8, 8),
        initiatorImpersonationType = (16, 4),
    }
    IKEEXT_EM_POLICY1 = (24, 8) {
        numAuthenticationMethods = (0, 4),
        authenticationMethods = (8, 8),
        initiatorImpersonationType = (16, 4),
    }
    IKEEXT_EM_POLICY2 = (24, 8) {
        numAuthenticationMethods = (0, 4),
        authenticationMethods = (8, 8),
        initiatorImpersonationType = (16, 4),
    }
    IKEEXT_INTEGRITY_ALGORITHM0 = (4, 4) {
        algoIdentifier = (0, 4),
    }
    IKEEXT_IPV6_CGA_AUTHENTICATION0 = (40, 8) {
        keyContainerName = (0, 8),
        cspName = (8, 8),
        cspType = (16, 4),
        cgaModifier = (20, 16),
        cgaCollisionCount = (36, 1),
    }
    IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0 = (8, 4) {
        totalSocketReceiveFailures = (0, 4),
        totalSocketSendFailures = (4, 4),
    }
    IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1 = (8, 4) {
        totalSocketReceiveFailures = (0, 4),
        totalSocketSendFailures = (4, 4),
    }
    IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0 = (72, 4) {
        currentActiveMainModes = (0, 4),
        totalMainModesStarted = (4, 4),
        totalSuccessfulMainModes = (8, 4),
        totalFailedMainModes = (12, 4),
        totalResponderMainModes = (16, 4),
        currentNewResponderMainModes = (20, 4),
        currentActiveQuickModes = (24, 4),
        totalQuickModesStarted = (28, 4),
        totalSuccessfulQuickModes = (32, 4),
        totalFailedQuickModes = (36, 4),
        totalAcquires = (40, 4),
        totalReinitAcquires = (44, 4),
        currentActiveExtendedModes = (48, 4),
        totalExtendedModesStarted = (52, 4),
        totalSuccessfulExtendedModes = (56, 4),
        totalFailedExtendedModes = (60, 4),
        totalImpersonationExtendedModes = (64, 4),
        totalImpersonationMainModes = (68, 4),
    }
    IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1 = (72, 4) {
        currentActiveMainModes = (0, 4),
        totalMainModesStarted = (4, 4),
        totalSuccessfulMainModes = (8, 4),
        totalFailedMainModes = (12, 4),
        totalResponderMainModes = (16, 4),
        currentNewResponderMainModes = (20, 4),
        currentActiveQuickModes = (24, 4),
        totalQuickModesStarted = (28, 4),
        totalSuccessfulQuickModes = (32, 4),
        totalFailedQuickModes = (36, 4),
        totalAcquires = (40, 4),
        totalReinitAcquires = (44, 4),
        currentActiveExtendedModes = (48, 4),
        totalExtendedModesStarted = (52, 4),
        totalSuccessfulExtendedModes = (56, 4),
        totalFailedExtendedModes = (60, 4),
        totalImpersonationExtendedModes = (64, 4),
        totalImpersonationMainModes = (68, 4),
    }
    IKEEXT_KERBEROS_AUTHENTICATION0 = (4, 4) {
        flags = (0, 4),
    }
    IKEEXT_KERBEROS_AUTHENTICATION1 = (16, 8) {
        flags = (0, 4),
        proxyServer = (8, 8),
    }
    IKEEXT_KEYMODULE_STATISTICS0 = (544, 4) {
        v4Statistics = (0, 72),
        v6Statistics = (72, 72),
        errorFrequencyTable = (144, 388),
        mainModeNegotiationTime = (532, 4),
        quickModeNegotiationTime = (536, 4),
        extendedModeNegotiationTime = (540, 4),
    }
    IKEEXT_KEYMODULE_STATISTICS1 = (544, 4) {
        v4Statistics = (0, 72),
        v6Statistics = (72, 72),
        errorFrequencyTable = (144, 388),
        mainModeNegotiationTime = (532, 4),
        quickModeNegotiationTime = (536, 4),
        extendedModeNegotiationTime = (540, 4),
    }
    IKEEXT_NAME_CREDENTIAL0 = (8, 8) {
        principalName = (0, 8),
    }
    IKEEXT_NTLM_V2_AUTHENTICATION0 = (4, 4) {
        flags = (0, 4),
    }
    IKEEXT_POLICY0 = (40, 8) {
        softExpirationTime = (0, 4),
        numAuthenticationMethods = (4, 4),
        authenticationMethods = (8, 8),
        initiatorImpersonationType = (16, 4),
        numIkeProposals = (20, 4),
        ikeProposals = (24, 8),
        flags = (32, 4),
        maxDynamicFilters = (36, 4),
    }
    IKEEXT_POLICY1 = (48, 8) {
        softExpirationTime = (0, 4),
        numAuthenticationMethods = (4, 4),
        authenticationMethods = (8, 8),
        initiatorImpersonationType = (16, 4),
        numIkeProposals = (20, 4),
        ikeProposals = (24, 8),
        flags = (32, 4),
        maxDynamicFilters = (36, 4),
        retransmitDurationSecs = (40, 4),
    }
    IKEEXT_POLICY2 = (48, 8) {
        softExpirationTime = (0, 4),
        numAuthenticationMethods = (4, 4),
        authenticationMethods = (8, 8),
        initiatorImpersonationType = (16, 4),
        numIkeProposals = (20, 4),
        ikeProposals = (24, 8),
        flags = (32, 4),
        maxDynamicFilters = (36, 4),
        retransmitDurationSecs = (40, 4),
    }
    IKEEXT_PRESHARED_KEY_AUTHENTICATION0 = (16, 8) {
        presharedKey = (0, 16),
    }
    IKEEXT_PRESHARED_KEY_AUTHENTICATION1 = (24, 8) {
        presharedKey = (0, 16),
        flags = (16, 4),
    }
    IKEEXT_PROPOSAL0 = (28, 4) {
        cipherAlgorithm = (0, 12),
        integrityAlgorithm = (12, 4),
        maxLifetimeSeconds = (16, 4),
        dhGroup = (20, 4),
        quickModeLimit = (24, 4),
    }
    IKEEXT_RESERVED_AUTHENTICATION0 = (4, 4) {
        flags = (0, 4),
    }
    IKEEXT_SA_DETAILS0 = (160, 8) {
        saId = (0, 8),
        keyModuleType = (8, 4),
        ipVersion = (12, 4),
        Anonymous.v4UdpEncapsulation = (16, 8),
        ikeTraffic = (24, 48),
        ikeProposal = (72, 28),
        cookiePair = (104, 16),
        ikeCredentials = (120, 16),
        ikePolicyKey = (136, 16),
        virtualIfTunnelId = (152, 8),
    }
    IKEEXT_SA_DETAILS1 = (176, 8) {
        saId = (0, 8),
        keyModuleType = (8, 4),
        ipVersion = (12, 4),
        Anonymous.v4UdpEncapsulation = (16, 8),
        ikeTraffic = (24, 48),
        ikeProposal = (72, 28),
        cookiePair = (104, 16),
        ikeCredentials = (120, 16),
        ikePolicyKey = (136, 16),
        virtualIfTunnelId = (152, 8),
        correlationKey = (160, 16),
    }
    IKEEXT_SA_DETAILS2 = (176, 8) {
        saId = (0, 8),
        keyModuleType = (8, 4),
        ipVersion = (12, 4),
        Anonymous.v4UdpEncapsulation = (16, 8),
        ikeTraffic = (24, 48),
        ikeProposal = (72, 28),
        cookiePair = (104, 16),
        ikeCredentials = (120, 16),
        ikePolicyKey = (136, 16),
        virtualIfTunnelId = (152, 8),
        correlationKey = (160, 16),
    }
    IKEEXT_SA_ENUM_TEMPLATE0 = (48, 8) {
        localSubNet = (0, 16),
        remoteSubNet = (16, 16),
        localMainModeCertHash = (32, 16),
    }
    IKEEXT_STATISTICS0 = (1116, 4) {
        ikeStatistics = (0, 544),
        authipStatistics = (544, 544),
        commonStatistics = (1088, 28),
    }
    IKEEXT_STATISTICS1 = (1660, 4) {
        ikeStatistics = (0, 544),
        authipStatistics = (544, 544),
        ikeV2Statistics = (1088, 544),
        commonStatistics = (1632, 28),
    }
    IKEEXT_TRAFFIC0 = (48, 8) {
        ipVersion = (0, 4),
        Anonymous1.localV4Address = (4, 4),
        Anonymous1.localV6Address = (4, 16),
        Anonymous2.remoteV4Address = (20, 4),
        Anonymous2.remoteV6Address = (20, 16),
        authIpFilterId = (40, 8),
    }
}

functions! {
    /// Statistics of key exchange, version 0.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ikeextgetstatistics0`.
    #[must_use]
    pub fn IkeextGetStatistics0(engineHandle: HANDLE, ikeextStatistics: *mut IKEEXT_STATISTICS0) -> NTSTATUS;

    /// Statistics of key exchange, version 1.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ikeextgetstatistics1`.
    #[must_use]
    pub fn IkeextGetStatistics1(engineHandle: HANDLE, ikeextStatistics: *mut IKEEXT_STATISTICS1) -> NTSTATUS;

    /// Starts an enumeration of security associations of key exchange; a NULL template takes all. Ends with
    /// [`IkeextSaDestroyEnumHandle0`].
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ikeextsacreateenumhandle0`.
    #[must_use]
    pub fn IkeextSaCreateEnumHandle0(
        engineHandle: HANDLE,
        enumTemplate: *const IKEEXT_SA_ENUM_TEMPLATE0,
        enumHandle: *mut HANDLE,
    ) -> NTSTATUS;

    /// The security descriptor of the security associations of key exchange. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ikeextsadbgetsecurityinfo0`.
    #[must_use]
    pub fn IkeextSaDbGetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *mut PSID,
        sidGroup: *mut PSID,
        dacl: *mut *mut ACL,
        sacl: *mut *mut ACL,
        securityDescriptor: *mut PSECURITY_DESCRIPTOR,
    ) -> NTSTATUS;

    /// Sets the parts of the security descriptor of the security associations of key exchange that `securityInfo`
    /// names.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ikeextsadbsetsecurityinfo0`.
    #[must_use]
    pub fn IkeextSaDbSetSecurityInfo0(
        engineHandle: HANDLE,
        securityInfo: u32,
        sidOwner: *const SID,
        sidGroup: *const SID,
        dacl: *const ACL,
        sacl: *const ACL,
    ) -> NTSTATUS;

    /// Deletes a security association of key exchange.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ikeextsadeletebyid0`.
    #[must_use]
    pub fn IkeextSaDeleteById0(engineHandle: HANDLE, id: u64) -> NTSTATUS;

    /// Ends an enumeration of security associations of key exchange.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ikeextsadestroyenumhandle0`.
    #[must_use]
    pub fn IkeextSaDestroyEnumHandle0(engineHandle: HANDLE, enumHandle: HANDLE) -> NTSTATUS;

    /// The next security associations of key exchange of an enumeration, version 0; fewer than requested means no
    /// more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ikeextsaenum0`.
    #[must_use]
    pub fn IkeextSaEnum0(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut IKEEXT_SA_DETAILS0,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next security associations of key exchange of an enumeration, version 1; fewer than requested means no
    /// more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ikeextsaenum1`.
    #[must_use]
    pub fn IkeextSaEnum1(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut IKEEXT_SA_DETAILS1,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// The next security associations of key exchange of an enumeration, version 2; fewer than requested means no
    /// more.
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// others. Source: `nf-fwpmu-ikeextsaenum2`.
    #[must_use]
    pub fn IkeextSaEnum2(
        engineHandle: HANDLE,
        enumHandle: HANDLE,
        numEntriesRequested: u32,
        entries: *mut *mut *mut IKEEXT_SA_DETAILS2,
        numEntriesReturned: *mut u32,
    ) -> NTSTATUS;

    /// One security association by its run-time number, version 0. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows Vista. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NOT_FOUND`](crate::STATUS_FWP_NOT_FOUND); others. Source: `nf-fwpmu-ikeextsagetbyid0`.
    #[must_use]
    pub fn IkeextSaGetById0(engineHandle: HANDLE, id: u64, sa: *mut *mut IKEEXT_SA_DETAILS0) -> NTSTATUS;

    /// One security association by its run-time number, version 1. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 7. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NOT_FOUND`](crate::STATUS_FWP_NOT_FOUND); others. Source: `nf-fwpmu-ikeextsagetbyid1`.
    #[must_use]
    pub fn IkeextSaGetById1(
        engineHandle: HANDLE,
        id: u64,
        saLookupContext: *const GUID,
        sa: *mut *mut IKEEXT_SA_DETAILS1,
    ) -> NTSTATUS;

    /// One security association by its run-time number, version 2. Free it with
    /// [`FwpmFreeMemory0`](crate::FwpmFreeMemory0).
    ///
    /// **IRQL** `PASSIVE_LEVEL`. **Since** Windows 8. **Returns** [`STATUS_SUCCESS`](crate::STATUS_SUCCESS);
    /// [`STATUS_FWP_NOT_FOUND`](crate::STATUS_FWP_NOT_FOUND); others. Source: `nf-fwpmu-ikeextsagetbyid2`.
    #[must_use]
    pub fn IkeextSaGetById2(
        engineHandle: HANDLE,
        id: u64,
        saLookupContext: *const GUID,
        sa: *mut *mut IKEEXT_SA_DETAILS2,
    ) -> NTSTATUS;
}
