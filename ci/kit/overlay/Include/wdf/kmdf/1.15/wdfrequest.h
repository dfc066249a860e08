/* I/O requests, as a driver gets them. Sending requests to other drivers is left out. */
#pragma once

typedef enum _WDF_REQUEST_TYPE {
    WdfRequestTypeCreate                 = 0,
    WdfRequestTypeCreateNamedPipe        = 1,
    WdfRequestTypeClose                  = 2,
    WdfRequestTypeRead                   = 3,
    WdfRequestTypeWrite                  = 4,
    WdfRequestTypeQueryInformation       = 5,
    WdfRequestTypeSetInformation         = 6,
    WdfRequestTypeQueryEA                = 7,
    WdfRequestTypeSetEA                  = 8,
    WdfRequestTypeFlushBuffers           = 9,
    WdfRequestTypeQueryVolumeInformation = 10,
    WdfRequestTypeSetVolumeInformation   = 11,
    WdfRequestTypeDirectoryControl       = 12,
    WdfRequestTypeFileSystemControl      = 13,
    WdfRequestTypeDeviceControl          = 14,
    WdfRequestTypeDeviceControlInternal  = 15,
    WdfRequestTypeShutdown               = 16,
    WdfRequestTypeLockControl            = 17,
    WdfRequestTypeCleanup                = 18,
    WdfRequestTypeCreateMailSlot         = 19,
    WdfRequestTypeQuerySecurity          = 20,
    WdfRequestTypeSetSecurity            = 21,
    WdfRequestTypePower                  = 22,
    WdfRequestTypeSystemControl          = 23,
    WdfRequestTypeDeviceChange           = 24,
    WdfRequestTypeQueryQuota             = 25,
    WdfRequestTypeSetQuota               = 26,
    WdfRequestTypePnp                    = 27,
    WdfRequestTypeOther                  = 28,
    WdfRequestTypeUsb                    = 64,
    WdfRequestTypeNoFormat               = 255,
    WdfRequestTypeMax                    = 0x100,
} WDF_REQUEST_TYPE;

typedef enum _WDF_REQUEST_STOP_ACTION_FLAGS {
    WdfRequestStopActionInvalid     = 0,
    WdfRequestStopActionSuspend     = 1,
    WdfRequestStopActionPurge       = 2,
    WdfRequestStopRequestCancelable = 0x10000000,
} WDF_REQUEST_STOP_ACTION_FLAGS;

typedef VOID EVT_WDF_REQUEST_CANCEL(WDFREQUEST Request);
typedef EVT_WDF_REQUEST_CANCEL *PFN_WDF_REQUEST_CANCEL;

typedef struct _WDF_REQUEST_PARAMETERS {
    USHORT Size;
    UCHAR MinorFunction;
    WDF_REQUEST_TYPE Type;
    union {
        struct {
            PIO_SECURITY_CONTEXT SecurityContext;
            ULONG Options;
            WDF_POINTER_ALIGNED USHORT FileAttributes;
            USHORT ShareAccess;
            WDF_POINTER_ALIGNED ULONG EaLength;
        } Create;
        struct {
            size_t Length;
            WDF_POINTER_ALIGNED ULONG Key;
            LONGLONG DeviceOffset;
        } Read;
        struct {
            size_t Length;
            WDF_POINTER_ALIGNED ULONG Key;
            LONGLONG DeviceOffset;
        } Write;
        struct {
            size_t OutputBufferLength;
            WDF_POINTER_ALIGNED size_t InputBufferLength;
            WDF_POINTER_ALIGNED ULONG IoControlCode;
            PVOID Type3InputBuffer;
        } DeviceIoControl;
        struct {
            PVOID Arg1;
            PVOID Arg2;
            WDF_POINTER_ALIGNED ULONG IoControlCode;
            PVOID Arg4;
        } Others;
    } Parameters;
} WDF_REQUEST_PARAMETERS, *PWDF_REQUEST_PARAMETERS;

typedef NTSTATUS (*PFN_WDFREQUESTCREATE)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    PWDF_OBJECT_ATTRIBUTES RequestAttributes,
    WDFIOTARGET IoTarget,
    WDFREQUEST *Request);
typedef NTSTATUS (*PFN_WDFREQUESTCREATEFROMIRP)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    PWDF_OBJECT_ATTRIBUTES RequestAttributes,
    PIRP Irp,
    BOOLEAN RequestFreesIrp,
    WDFREQUEST *Request);
typedef NTSTATUS (*PFN_WDFREQUESTCHANGETARGET)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    WDFIOTARGET IoTarget);
typedef VOID (*PFN_WDFREQUESTFORMATREQUESTUSINGCURRENTTYPE)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef VOID (*PFN_WDFREQUESTWDMFORMATUSINGSTACKLOCATION)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    PIO_STACK_LOCATION Stack);
typedef NTSTATUS (*PFN_WDFREQUESTGETSTATUS)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef VOID (*PFN_WDFREQUESTMARKCANCELABLE)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    PFN_WDF_REQUEST_CANCEL EvtRequestCancel);
typedef NTSTATUS (*PFN_WDFREQUESTUNMARKCANCELABLE)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef BOOLEAN (*PFN_WDFREQUESTISCANCELED)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef BOOLEAN (*PFN_WDFREQUESTCANCELSENTREQUEST)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef BOOLEAN (*PFN_WDFREQUESTISFROM32BITPROCESS)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef NTSTATUS (*PFN_WDFREQUESTALLOCATETIMER)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef VOID (*PFN_WDFREQUESTCOMPLETE)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request, NTSTATUS Status);
typedef VOID (*PFN_WDFREQUESTCOMPLETEWITHPRIORITYBOOST)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    NTSTATUS Status,
    CCHAR PriorityBoost);
typedef VOID (*PFN_WDFREQUESTCOMPLETEWITHINFORMATION)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    NTSTATUS Status,
    ULONG_PTR Information);
typedef VOID (*PFN_WDFREQUESTGETPARAMETERS)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    PWDF_REQUEST_PARAMETERS Parameters);
typedef NTSTATUS (*PFN_WDFREQUESTRETRIEVEINPUTMEMORY)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    WDFMEMORY *Memory);
typedef NTSTATUS (*PFN_WDFREQUESTRETRIEVEOUTPUTMEMORY)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    WDFMEMORY *Memory);
typedef NTSTATUS (*PFN_WDFREQUESTRETRIEVEINPUTBUFFER)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    size_t MinimumRequiredLength,
    PVOID *Buffer,
    size_t *Length);
typedef NTSTATUS (*PFN_WDFREQUESTRETRIEVEOUTPUTBUFFER)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    size_t MinimumRequiredSize,
    PVOID *Buffer,
    size_t *Length);
typedef NTSTATUS (*PFN_WDFREQUESTRETRIEVEINPUTWDMMDL)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    PMDL *Mdl);
typedef NTSTATUS (*PFN_WDFREQUESTRETRIEVEOUTPUTWDMMDL)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    PMDL *Mdl);
typedef NTSTATUS (*PFN_WDFREQUESTRETRIEVEUNSAFEUSERINPUTBUFFER)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    size_t MinimumRequiredLength,
    PVOID *InputBuffer,
    size_t *Length);
typedef NTSTATUS (*PFN_WDFREQUESTRETRIEVEUNSAFEUSEROUTPUTBUFFER)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    size_t MinimumRequiredLength,
    PVOID *OutputBuffer,
    size_t *Length);
typedef VOID (*PFN_WDFREQUESTSETINFORMATION)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    ULONG_PTR Information);
typedef ULONG_PTR (*PFN_WDFREQUESTGETINFORMATION)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef WDFFILEOBJECT (*PFN_WDFREQUESTGETFILEOBJECT)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef NTSTATUS (*PFN_WDFREQUESTPROBEANDLOCKUSERBUFFERFORREAD)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    PVOID Buffer,
    size_t Length,
    WDFMEMORY *MemoryObject);
typedef NTSTATUS (*PFN_WDFREQUESTPROBEANDLOCKUSERBUFFERFORWRITE)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    PVOID Buffer,
    size_t Length,
    WDFMEMORY *MemoryObject);
typedef KPROCESSOR_MODE (*PFN_WDFREQUESTGETREQUESTORMODE)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef NTSTATUS (*PFN_WDFREQUESTFORWARDTOIOQUEUE)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    WDFQUEUE DestinationQueue);
typedef WDFQUEUE (*PFN_WDFREQUESTGETIOQUEUE)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef NTSTATUS (*PFN_WDFREQUESTREQUEUE)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef VOID (*PFN_WDFREQUESTSTOPACKNOWLEDGE)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    BOOLEAN Requeue);
typedef PIRP (*PFN_WDFREQUESTWDMGETIRP)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
typedef NTSTATUS (*PFN_WDFREQUESTMARKCANCELABLEEX)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFREQUEST Request,
    PFN_WDF_REQUEST_CANCEL EvtRequestCancel);
typedef BOOLEAN (*PFN_WDFREQUESTISRESERVED)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFREQUEST Request);
