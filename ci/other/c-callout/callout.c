/* A callout driver in C, like drivers/wdm/unload: one callout at FWPM_LAYER_ALE_AUTH_CONNECT_V4 that counts
 * authorizations, a dynamic session, and an unload function that asks until the callout is unregistered. Its filter is
 * terminating, so the callout permits.
 *
 * The load test runs it to show that it can judge any image. It is compiled with what the WDK's C drivers have and
 * Rust drivers lack: a security cookie, control-flow guard, imports from HAL, an error-log packet, ETW.
 *
 *   -DCALLOUT_VERSION=0..3   which FwpsCalloutRegister
 *   -DLEAVES_CALLOUT         wrong: unload asks once and returns
 *   -DUSES_ENVIRONMENT       NDIS and WPP too, see environment.c
 *   -DCALLS_WITHOUT_BEHAVIOUR, -DIMPORTS_MISSING   for the lab's account of what it lacks
 */

#include <ntddk.h>

#include "environment.h"
#include "wfp.h"

static const GUID CALLOUT_KEY = {0x4c429f0e, 0x6f0d, 0x4c8b, {0x9c, 0x55, 0x5b, 0x1f, 0x0a, 0x3e, 0x7d, 0x11}};
static const GUID SUBLAYER_KEY = {0x4c429f0e, 0x6f0d, 0x4c8b, {0x9c, 0x55, 0x5b, 0x1f, 0x0a, 0x3e, 0x7d, 0x12}};
static const GUID PROVIDER_KEY = {0x4c429f0e, 0x6f0d, 0x4c8b, {0x9c, 0x55, 0x5b, 0x1f, 0x0a, 0x3e, 0x7d, 0x13}};
static const GUID LAYER_ALE_AUTH_CONNECT_V4 = {
    0xc38d57d1, 0x05a7, 0x4c33, {0x90, 0x4f, 0x7f, 0xbc, 0xee, 0xe6, 0x0e, 0x82}};

static WCHAR name[] = L"Leave No Callout Behind: C";

static DEVICE_OBJECT *device;
static HANDLE engine;
static UINT32 calloutId;
static UINT64 tracing;
static volatile LONG64 authorizations;
static LARGE_INTEGER started;

static void NTAPI classify(const void *values, const void *metadata, void *layerData,
#if CALLOUT_VERSION > 0
                           const void *classifyContext,
#endif
                           const void *filter, UINT64 flowContext, FWPS_CLASSIFY_OUT0 *out) {
    __atomic_fetch_add(&authorizations, 1, __ATOMIC_RELAXED);
    if (out->rights & FWPS_RIGHT_ACTION_WRITE) {
        out->actionType = FWP_ACTION_PERMIT;
    }
}

static NTSTATUS NTAPI notify(UINT32 kind, const GUID *filterKey, void *filter) {
    return STATUS_SUCCESS;
}

static NTSTATUS addObjects(void) {
    FWPM_SUBLAYER0 sublayer = {.subLayerKey = SUBLAYER_KEY, .displayData.name = name};
    FWPM_CALLOUT0 callout = {
        .calloutKey = CALLOUT_KEY, .displayData.name = name, .applicableLayer = LAYER_ALE_AUTH_CONNECT_V4};
    FWPM_FILTER0 filter = {
        .displayData.name = name,
        .flags = FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED,
        .layerKey = LAYER_ALE_AUTH_CONNECT_V4,
        .subLayerKey = SUBLAYER_KEY,
        .action = {FWP_ACTION_CALLOUT_TERMINATING, CALLOUT_KEY},
    };
    NTSTATUS status = FwpmSubLayerAdd0(engine, &sublayer, NULL);
    if (status == STATUS_SUCCESS) {
        status = FwpmCalloutAdd0(engine, &callout, NULL, NULL);
    }
    if (status == STATUS_SUCCESS) {
        status = FwpmFilterAdd0(engine, &filter, NULL, NULL);
    }
    return status;
}

/* Opens a dynamic session and adds everything in one transaction. The engine deletes the objects with the session. */
static NTSTATUS addFilters(void) {
    FWPM_SESSION0 session = {.displayData.name = name, .flags = FWPM_SESSION_FLAG_DYNAMIC};
    NTSTATUS status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &engine);
    if (status != STATUS_SUCCESS) {
        return status;
    }
    status = FwpmTransactionBegin0(engine, 0);
    if (status == STATUS_SUCCESS) {
        status = addObjects();
    }
    if (status == STATUS_SUCCESS) {
        status = FwpmTransactionCommit0(engine);
    }
    if (status != STATUS_SUCCESS) {
        FwpmEngineClose0(engine);
    }
    return status;
}

/* Writes to the system's event log that the driver has started. It has an array on the stack: /GS guards such functions. */
static void logStart(DRIVER_OBJECT *driver) {
    WCHAR text[16] = L"started";
    IO_ERROR_LOG_PACKET *packet = IoAllocateErrorLogEntry(driver, sizeof(IO_ERROR_LOG_PACKET) + sizeof(text));
    if (packet) {
        RtlZeroMemory(packet, sizeof(IO_ERROR_LOG_PACKET));
        packet->NumberOfStrings = 1;
        packet->StringOffset = sizeof(IO_ERROR_LOG_PACKET);
        RtlCopyMemory(packet + 1, text, sizeof(text));
        IoWriteErrorLogEntry(packet);
    }
}

static void unregisterCallout(void) {
#ifdef LEAVES_CALLOUT
    FwpsCalloutUnregisterById0(calloutId);
#else
    LARGE_INTEGER pause = {.QuadPart = -10 * 1000 * 10};
    NTSTATUS status;
    while ((status = FwpsCalloutUnregisterById0(calloutId)) != STATUS_SUCCESS &&
           status != STATUS_FWP_CALLOUT_NOT_FOUND) {
        KeDelayExecutionThread(KernelMode, FALSE, &pause);
    }
#endif
}

static void NTAPI unload(DRIVER_OBJECT *driver) {
    FwpmEngineClose0(engine);
    unregisterCallout();
#ifdef USES_ENVIRONMENT
    stopEnvironment();
#endif
    IoDeleteDevice(device);
    EtwUnregister(tracing);
    DbgPrint("c-callout: %llu authorizations in %llu ticks\n", authorizations,
             KeQueryPerformanceCounter(NULL).QuadPart - started.QuadPart);
}

NTSTATUS NTAPI DriverEntry(DRIVER_OBJECT *driver, UNICODE_STRING *registryPath) {
    static const FWPS_CALLOUT callout = {CALLOUT_KEY, 0, classify, notify, NULL};
    NTSTATUS status;

    driver->DriverUnload = unload;
#ifdef CALLS_WITHOUT_BEHAVIOUR
    IkeextGetStatistics0(NULL);
#endif
#ifdef IMPORTS_MISSING
    ExNobodyHasThisFunction();
#endif
    started = KeQueryPerformanceCounter(NULL);
    status = EtwRegister(&PROVIDER_KEY, NULL, NULL, &tracing);
    if (status != STATUS_SUCCESS) {
        return status;
    }
    status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (status != STATUS_SUCCESS) {
        goto traced;
    }
#ifdef USES_ENVIRONMENT
    status = startEnvironment(driver, device);
    if (status != STATUS_SUCCESS) {
        goto created;
    }
#endif
    status = FwpsCalloutRegister(device, &callout, &calloutId);
    if (status != STATUS_SUCCESS) {
        goto prepared;
    }
    status = addFilters();
    if (status != STATUS_SUCCESS) {
        goto registered;
    }
    logStart(driver);
    return STATUS_SUCCESS;

registered:
    unregisterCallout();
prepared:
#ifdef USES_ENVIRONMENT
    stopEnvironment();
created:
#endif
    IoDeleteDevice(device);
traced:
    EtwUnregister(tracing);
    return status;
}
