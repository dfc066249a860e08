/* What callout.c uses of fwpsk.h and fwpmk.h, which the open headers do not have. Names, numbers and layouts are
 * facts of the Windows ABI (x64); the text is this project's own. The layouts are those of drivers/shared/wfp-sys. */

#pragma once

#define FWP_ACTION_PERMIT 0x1002
#define FWP_ACTION_CALLOUT_TERMINATING 0x5003
#define FWPS_RIGHT_ACTION_WRITE 1
#define FWPM_SESSION_FLAG_DYNAMIC 1
#define FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED 0x10
#define RPC_C_AUTHN_WINNT 10

#define STATUS_FWP_CALLOUT_NOT_FOUND ((NTSTATUS)0xC0220001)

typedef struct {
    UINT32 actionType;
    UINT64 outContext;
    UINT64 filterId;
    UINT32 rights;
    UINT32 flags;
    UINT32 reserved;
} FWPS_CLASSIFY_OUT0;

/* Version 0 of the function has no classify context; the structures are the same size in every version. */
#if CALLOUT_VERSION == 0
typedef void FWPS_CLASSIFY(const void *values, const void *metadata, void *layerData, const void *filter,
                           UINT64 flowContext, FWPS_CLASSIFY_OUT0 *out);
#else
typedef void FWPS_CLASSIFY(const void *values, const void *metadata, void *layerData, const void *classifyContext,
                           const void *filter, UINT64 flowContext, FWPS_CLASSIFY_OUT0 *out);
#endif
typedef NTSTATUS FWPS_NOTIFY(UINT32 kind, const GUID *filterKey, void *filter);
typedef void FWPS_FLOW_DELETE(UINT16 layer, UINT32 callout, UINT64 flowContext);

typedef struct {
    GUID calloutKey;
    UINT32 flags;
    FWPS_CLASSIFY *classifyFn;
    FWPS_NOTIFY *notifyFn;
    FWPS_FLOW_DELETE *flowDeleteFn;
} FWPS_CALLOUT;

typedef struct {
    const WCHAR *name;
    const WCHAR *description;
} FWPM_DISPLAY_DATA0;

typedef struct {
    UINT32 size;
    void *data;
} FWP_BYTE_BLOB;

typedef struct {
    UINT32 type;
    UINT64 value;
} FWP_VALUE0;

typedef struct {
    GUID sessionKey;
    FWPM_DISPLAY_DATA0 displayData;
    UINT32 flags;
    UINT32 txnWaitTimeoutInMSec;
    UINT32 processId;
    void *sid;
    WCHAR *username;
    BOOLEAN kernelMode;
} FWPM_SESSION0;

typedef struct {
    GUID subLayerKey;
    FWPM_DISPLAY_DATA0 displayData;
    UINT32 flags;
    GUID *providerKey;
    FWP_BYTE_BLOB providerData;
    UINT16 weight;
} FWPM_SUBLAYER0;

typedef struct {
    GUID calloutKey;
    FWPM_DISPLAY_DATA0 displayData;
    UINT32 flags;
    GUID *providerKey;
    FWP_BYTE_BLOB providerData;
    GUID applicableLayer;
    UINT32 calloutId;
} FWPM_CALLOUT0;

typedef struct {
    UINT32 type;
    GUID calloutKey;
} FWPM_ACTION0;

typedef struct {
    GUID filterKey;
    FWPM_DISPLAY_DATA0 displayData;
    UINT32 flags;
    GUID *providerKey;
    FWP_BYTE_BLOB providerData;
    GUID layerKey;
    GUID subLayerKey;
    FWP_VALUE0 weight;
    UINT32 numFilterConditions;
    void *filterCondition;
    FWPM_ACTION0 action;
    union {
        UINT64 rawContext;
        GUID providerContextKey;
    };
    GUID *reserved;
    UINT64 filterId;
    FWP_VALUE0 effectiveWeight;
} FWPM_FILTER0;

_Static_assert(sizeof(FWPS_CLASSIFY_OUT0) == 40, "FWPS_CLASSIFY_OUT0");
_Static_assert(sizeof(FWPS_CALLOUT) == 48, "FWPS_CALLOUT");
_Static_assert(sizeof(FWPM_SESSION0) == 72, "FWPM_SESSION0");
_Static_assert(sizeof(FWPM_SUBLAYER0) == 72, "FWPM_SUBLAYER0");
_Static_assert(sizeof(FWPM_CALLOUT0) == 88, "FWPM_CALLOUT0");
_Static_assert(sizeof(FWPM_FILTER0) == 200, "FWPM_FILTER0");

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define FwpsCalloutRegister JOIN(FwpsCalloutRegister, CALLOUT_VERSION)

NTSTATUS FwpsCalloutRegister(void *device, const FWPS_CALLOUT *callout, UINT32 *id);
NTSTATUS FwpsCalloutUnregisterById0(UINT32 id);
NTSTATUS FwpmEngineOpen0(const WCHAR *server, UINT32 authentication, void *identity, const FWPM_SESSION0 *session,
                         HANDLE *engine);
NTSTATUS FwpmEngineClose0(HANDLE engine);
NTSTATUS FwpmTransactionBegin0(HANDLE engine, UINT32 flags);
NTSTATUS FwpmTransactionCommit0(HANDLE engine);
NTSTATUS FwpmSubLayerAdd0(HANDLE engine, const FWPM_SUBLAYER0 *sublayer, void *descriptor);
NTSTATUS FwpmCalloutAdd0(HANDLE engine, const FWPM_CALLOUT0 *callout, void *descriptor, UINT32 *id);
NTSTATUS FwpmFilterAdd0(HANDLE engine, const FWPM_FILTER0 *filter, void *descriptor, UINT64 *id);
NTSTATUS IkeextGetStatistics0(void *statistics);
NTSTATUS ExNobodyHasThisFunction(void);
