/* The driver object */
#pragma once

typedef enum _WDF_DRIVER_INIT_FLAGS {
    WdfDriverInitNonPnpDriver       = 1,
    WdfDriverInitNoDispatchOverride = 2,
    WdfVerifyOn                     = 4,
    WdfVerifierOn                   = 8,
} WDF_DRIVER_INIT_FLAGS;

typedef NTSTATUS EVT_WDF_DRIVER_DEVICE_ADD(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit);
typedef EVT_WDF_DRIVER_DEVICE_ADD *PFN_WDF_DRIVER_DEVICE_ADD;
typedef VOID EVT_WDF_DRIVER_UNLOAD(WDFDRIVER Driver);
typedef EVT_WDF_DRIVER_UNLOAD *PFN_WDF_DRIVER_UNLOAD;
typedef NTSTATUS EVT_WDF_TRACE_CALLBACK(
    UCHAR MinorFunction,
    PVOID DataPath,
    ULONG BufferLength,
    PVOID Buffer,
    PVOID Context,
    PULONG Size);
typedef EVT_WDF_TRACE_CALLBACK *PFN_WDF_TRACE_CALLBACK;

/* DriverPoolTag is always read: the structure has this size in every version. */
typedef struct _WDF_DRIVER_CONFIG {
    ULONG Size;
    PFN_WDF_DRIVER_DEVICE_ADD EvtDriverDeviceAdd;
    PFN_WDF_DRIVER_UNLOAD EvtDriverUnload;
    ULONG DriverInitFlags;
    ULONG DriverPoolTag;
} WDF_DRIVER_CONFIG, *PWDF_DRIVER_CONFIG;

typedef struct _WDF_DRIVER_VERSION_AVAILABLE_PARAMS {
    ULONG Size;
    ULONG MajorVersion;
    ULONG MinorVersion;
} WDF_DRIVER_VERSION_AVAILABLE_PARAMS, *PWDF_DRIVER_VERSION_AVAILABLE_PARAMS;

typedef NTSTATUS (*PFN_WDFDRIVERCREATE)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    PDRIVER_OBJECT DriverObject,
    PCUNICODE_STRING RegistryPath,
    PWDF_OBJECT_ATTRIBUTES DriverAttributes,
    PWDF_DRIVER_CONFIG DriverConfig,
    WDFDRIVER *Driver);
typedef PWSTR (*PFN_WDFDRIVERGETREGISTRYPATH)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFDRIVER Driver);
typedef PDRIVER_OBJECT (*PFN_WDFDRIVERWDMGETDRIVEROBJECT)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFDRIVER Driver);
typedef NTSTATUS (*PFN_WDFDRIVEROPENPARAMETERSREGISTRYKEY)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFDRIVER Driver,
    ACCESS_MASK DesiredAccess,
    PWDF_OBJECT_ATTRIBUTES KeyAttributes,
    WDFKEY *Key);
typedef NTSTATUS (*PFN_WDFDRIVERREGISTERTRACEINFO)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    PDRIVER_OBJECT DriverObject,
    PFN_WDF_TRACE_CALLBACK EvtTraceCallback,
    PVOID ControlBlock);
typedef NTSTATUS (*PFN_WDFDRIVERRETRIEVEVERSIONSTRING)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFDRIVER Driver,
    WDFSTRING String);
typedef BOOLEAN (*PFN_WDFDRIVERISVERSIONAVAILABLE)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFDRIVER Driver,
    PWDF_DRIVER_VERSION_AVAILABLE_PARAMS VersionAvailableParams);

/* Called through WdfDriverMiniportUnloadOverride, which the entry stub sets. */
typedef VOID (*PFN_WDFDRIVERMINIPORTUNLOAD)(PWDF_DRIVER_GLOBALS DriverGlobals, WDFDRIVER Driver);
extern WDFFUNC WdfDriverMiniportUnloadOverride;
