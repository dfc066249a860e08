/* What callout drivers use beside the filter engine and the kernel: pools and buffers of NDIS, and the calls that the
 * WPP preprocessor generates. Compiled in with -DUSES_ENVIRONMENT.
 *
 *   -DLEAVES_POOL   wrong: a pool of NDIS stays
 *   -DLEAVES_LIST   wrong: a buffer list stays, and its pool is freed
 *   -DFREES_TWICE   wrong: a buffer list is freed twice
 *   -DLEAVES_WPP    wrong: the trace provider stays registered with WMI
 *   -DLEAVES_WMI    wrong: the device is registered with WMI, and is deleted so
 */

#ifdef USES_ENVIRONMENT

#include <ntddk.h>

#include "environment.h"

#define TAG 'ollC'

static void *object, *pool;
static NET_BUFFER_LIST *list;

/* WPP registers this block in the place of a device. */
static void *traceBlock[4];
static UINT64 classicProvider;

static const GUID CONTROL_KEY = {0x4c429f0e, 0x6f0d, 0x4c8b, {0x9c, 0x55, 0x5b, 0x1f, 0x0a, 0x3e, 0x7d, 0x14}};

static void *routine(const WCHAR *name) {
    UNICODE_STRING text;
    RtlInitUnicodeString(&text, name);
    return MmGetSystemRoutineAddress(&text);
}

/* The header of a packet before its data, in unused space and then in new memory, and back. */
static BOOLEAN buffersWork(void) {
    UCHAR storage[64];
    NET_BUFFER *buffer = list->FirstNetBuffer;
    UCHAR *data = NdisGetDataBuffer(buffer, 8, NULL, 1, 0);
    if (!data || NdisGetDataBuffer(buffer, 9, NULL, 1, 0)) {
        return FALSE;
    }
    data[0] = 0x45;
    if (NdisRetreatNetBufferDataStart(buffer, 16, 0, NULL) != STATUS_SUCCESS ||
        NdisGetDataBuffer(buffer, 24, NULL, 1, 0) != data - 16) {
        return FALSE;
    }
    if (NdisRetreatNetBufferDataStart(buffer, 20, 0, NULL) != STATUS_SUCCESS ||
        NdisGetDataBuffer(buffer, 44, NULL, 1, 0) != NULL ||
        NdisGetDataBuffer(buffer, 44, storage, 1, 0) != storage || storage[36] != 0x45) {
        return FALSE;
    }
    NdisAdvanceNetBufferDataStart(buffer, 36, TRUE, NULL);
    return NdisGetDataBuffer(buffer, 8, NULL, 1, 0) == data;
}

NTSTATUS startEnvironment(DRIVER_OBJECT *driver, DEVICE_OBJECT *device) {
    NET_BUFFER_LIST_POOL_PARAMETERS parameters = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, 1, sizeof(parameters)},
        .fAllocateNetBuffer = TRUE,
        .PoolTag = TAG,
        .DataSize = 24,
    };
    TRACE_MESSAGE *traceMessage = (TRACE_MESSAGE *)routine(L"WmiTraceMessage");
    REGISTER_CLASSIC *registerClassic = (REGISTER_CLASSIC *)routine(L"EtwRegisterClassicProvider");
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;

    /* What NDIS exports is not the kernel's. */
    if (!traceMessage || !registerClassic || routine(L"NdisFreeMdl")) {
        return STATUS_NOT_SUPPORTED;
    }
    object = NdisAllocateGenericObject(driver, TAG, 0);
    if (!object) {
        return status;
    }
    pool = NdisAllocateNetBufferListPool(object, &parameters);
    if (!pool) {
        goto allocated;
    }
    list = NdisAllocateNetBufferAndNetBufferList(pool, 0, 0, NULL, 16, 8);
    if (!list) {
        goto pooled;
    }
    if (!buffersWork()) {
        status = STATUS_UNSUCCESSFUL;
        goto listed;
    }
    status = registerClassic(&CONTROL_KEY, 0, NULL, NULL, &classicProvider);
    if (status != STATUS_SUCCESS) {
        goto listed;
    }
    status = IoWMIRegistrationControl((DEVICE_OBJECT *)traceBlock,
                                      WMIREG_ACTION_REGISTER | WMIREG_FLAG_TRACE_PROVIDER | WMIREG_FLAG_CALLBACK);
    if (status != STATUS_SUCCESS) {
        goto traced;
    }
#ifdef LEAVES_WMI
    IoWMIRegistrationControl(device, WMIREG_ACTION_REGISTER);
#endif
    traceMessage(0, 0, &CONTROL_KEY, 10, NULL);
    return STATUS_SUCCESS;

traced:
    EtwUnregister(classicProvider);
listed:
    NdisFreeNetBufferList(list);
pooled:
    NdisFreeNetBufferListPool(pool);
allocated:
    NdisFreeGenericObject(object);
    return status;
}

void stopEnvironment(void) {
#ifndef LEAVES_WPP
    IoWMIRegistrationControl((DEVICE_OBJECT *)traceBlock, WMIREG_ACTION_DEREGISTER | WMIREG_FLAG_CALLBACK);
#endif
    EtwUnregister(classicProvider);
#ifndef LEAVES_LIST
    NdisFreeNetBufferList(list);
#endif
#ifdef FREES_TWICE
    NdisFreeNetBufferList(list);
#endif
#ifndef LEAVES_POOL
    NdisFreeNetBufferListPool(pool);
#endif
    NdisFreeGenericObject(object);
}

#endif
