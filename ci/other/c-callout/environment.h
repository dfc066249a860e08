/* What environment.c uses of NDIS and of WPP's generated code. Layouts are those of drivers/shared/wfp-sys. */

#pragma once

NTSTATUS startEnvironment(DRIVER_OBJECT *driver, DEVICE_OBJECT *device);
void stopEnvironment(void);

#define NDIS_OBJECT_TYPE_DEFAULT 0x80
#define WMIREG_FLAG_TRACE_PROVIDER 0x00010000
#define WMIREG_FLAG_CALLBACK 0x80000000

typedef struct {
    struct {
        UCHAR Type;
        UCHAR Revision;
        USHORT Size;
    } Header;
    UCHAR ProtocolId;
    BOOLEAN fAllocateNetBuffer;
    USHORT ContextSize;
    ULONG PoolTag;
    ULONG DataSize;
} NET_BUFFER_LIST_POOL_PARAMETERS;

typedef struct NET_BUFFER NET_BUFFER;

typedef struct NET_BUFFER_LIST {
    struct NET_BUFFER_LIST *Next;
    NET_BUFFER *FirstNetBuffer;
} NET_BUFFER_LIST;

_Static_assert(sizeof(NET_BUFFER_LIST_POOL_PARAMETERS) == 16, "NET_BUFFER_LIST_POOL_PARAMETERS");

void *NdisAllocateGenericObject(DRIVER_OBJECT *driver, ULONG tag, USHORT size);
void NdisFreeGenericObject(void *object);
void *NdisAllocateNetBufferListPool(void *handle, const NET_BUFFER_LIST_POOL_PARAMETERS *parameters);
void NdisFreeNetBufferListPool(void *pool);
NET_BUFFER_LIST *NdisAllocateNetBufferAndNetBufferList(void *pool, USHORT contextSize, USHORT contextBackFill,
                                                       MDL *chain, ULONG offset, SIZE_T length);
void NdisFreeNetBufferList(NET_BUFFER_LIST *list);
void *NdisGetDataBuffer(NET_BUFFER *buffer, ULONG bytes, void *storage, ULONG multiple, ULONG offset);
NTSTATUS NdisRetreatNetBufferDataStart(NET_BUFFER *buffer, ULONG bytes, ULONG backFill, void *allocate);
void NdisAdvanceNetBufferDataStart(NET_BUFFER *buffer, ULONG bytes, BOOLEAN freeMdl, void *freeRoutine);

typedef NTSTATUS TRACE_MESSAGE(UINT64 logger, ULONG flags, const GUID *message, USHORT number, ...);
typedef NTSTATUS REGISTER_CLASSIC(const GUID *provider, ULONG type, void *enabled, void *context, UINT64 *handle);
