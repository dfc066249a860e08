/* Entry point of a KMDF image.
 *
 * The framework is a separate driver. WDFLDR.SYS binds an image to it: it writes the address of the framework's function
 * table into WdfFunctions_01015 and that of the image's globals into WdfDriverGlobals. Both have to happen before
 * DriverEntry, and the way back belongs after the last framework object is gone, so this code is the PE entry point and
 * puts itself last in the unload chain.
 *
 * The bind record is of the first kind: version 1.15 is wanted and required, which every Windows 10 and 11 has. There are
 * no class extensions and no shared context types here, so nothing else is bound.
 */

typedef unsigned char BOOLEAN;
typedef unsigned short USHORT;
typedef unsigned int ULONG;
typedef int NTSTATUS;
typedef unsigned short WCHAR;
typedef __SIZE_TYPE__ SIZE_T;

#define NT_SUCCESS(status) ((status) >= 0)

typedef struct {
    USHORT Length;        /* bytes in use */
    USHORT MaximumLength; /* bytes in Buffer */
    WCHAR *Buffer;
} UNICODE_STRING;

typedef struct DRIVER_OBJECT DRIVER_OBJECT;
typedef void DRIVER_UNLOAD(DRIVER_OBJECT *driver);

/* The part of the system's DRIVER_OBJECT up to the unload routine. */
struct DRIVER_OBJECT {
    unsigned char BeforeDriverUnload[0x68];
    DRIVER_UNLOAD *DriverUnload;
};

typedef void (*WDFFUNC)(void);

typedef struct {
    void *Driver;
    ULONG DriverFlags;
    ULONG DriverTag;
    char DriverName[32];
    BOOLEAN DisplaceDriverUnload;
} WDF_DRIVER_GLOBALS;

typedef struct {
    ULONG Major;
    ULONG Minor;
    ULONG Build;
} WDF_VERSION;

typedef struct {
    ULONG Size;
    const WCHAR *Component;
    WDF_VERSION Version;
    ULONG FuncCount;
    const WDFFUNC **FuncTable;
    void *Module;
} WDF_BIND_INFO;

_Static_assert(__builtin_offsetof(DRIVER_OBJECT, DriverUnload) == 104, "DRIVER_OBJECT.DriverUnload");
_Static_assert(sizeof(WDF_DRIVER_GLOBALS) == 56, "WDF_DRIVER_GLOBALS");
_Static_assert(__builtin_offsetof(WDF_DRIVER_GLOBALS, DisplaceDriverUnload) == 48, "DisplaceDriverUnload");
_Static_assert(sizeof(WDF_BIND_INFO) == 48, "WDF_BIND_INFO");
_Static_assert(__builtin_offsetof(WDF_BIND_INFO, FuncCount) == 28, "WDF_BIND_INFO.FuncCount");
_Static_assert(__builtin_offsetof(WDF_BIND_INFO, FuncTable) == 32, "WDF_BIND_INFO.FuncTable");

/* WDFLDR.SYS */
NTSTATUS WdfVersionBind(DRIVER_OBJECT *driver, UNICODE_STRING *registryPath, WDF_BIND_INFO *bind,
                        WDF_DRIVER_GLOBALS **globals);
NTSTATUS WdfVersionUnbind(UNICODE_STRING *registryPath, WDF_BIND_INFO *bind, WDF_DRIVER_GLOBALS *globals);

/* ntoskrnl.exe */
void RtlCopyUnicodeString(UNICODE_STRING *destination, const UNICODE_STRING *source);
ULONG DbgPrintEx(ULONG component, ULONG level, const char *format, ...);

/* The driver */
NTSTATUS DriverEntry(DRIVER_OBJECT *driver, UNICODE_STRING *registryPath);

/* What the headers and wdk-sys refer to. */
const WDFFUNC *WdfFunctions_01015;
WDF_DRIVER_GLOBALS *WdfDriverGlobals;
WDFFUNC WdfDriverMiniportUnloadOverride;

enum {
    FUNCTION_COUNT = 444,         /* of 1.15; the loader refuses any count that no release had */
    MINIPORT_UNLOAD_INDEX = 201,  /* WdfDriverMiniportUnload */
    NO_DISPATCH_OVERRIDE = 2,     /* bit of WDF_DRIVER_GLOBALS.DriverFlags */
    REGISTRY_PATH_CHARACTERS = 260,
    IHV_DRIVER_COMPONENT = 77,
};

static const WCHAR library[] = {'K', 'm', 'd', 'f', 'L', 'i', 'b', 'r', 'a', 'r', 'y', 0};

/* The framework keeps this address for as long as the driver is loaded. */
static WDF_BIND_INFO bindInfo = {
    sizeof(WDF_BIND_INFO), library, {1, 15, 0}, FUNCTION_COUNT, &WdfFunctions_01015, 0,
};

/* RegistryPath is the I/O manager's and gone after DriverEntry; unbinding wants it again. */
static WCHAR registryPathBuffer[REGISTRY_PATH_CHARACTERS];
static UNICODE_STRING registryPathCopy = {0, sizeof(registryPathBuffer), registryPathBuffer};

/* The framework's unload routine, which calls EvtDriverUnload and deletes the driver's objects. */
static DRIVER_UNLOAD *displacedUnload;

static void unbind(void) {
    WdfVersionUnbind(&registryPathCopy, &bindInfo, WdfDriverGlobals);
}

static void FxStubDriverUnload(DRIVER_OBJECT *driver) {
    if (displacedUnload && displacedUnload != FxStubDriverUnload) {
        displacedUnload(driver);
    }
    unbind();
}

/* A driver without dispatch override is unloaded by its port driver, through the framework's function. */
static void FxStubDriverMiniportUnload(WDF_DRIVER_GLOBALS *globals, void *driver) {
    typedef void MINIPORT_UNLOAD(WDF_DRIVER_GLOBALS * globals, void *driver);
    ((MINIPORT_UNLOAD *)WdfFunctions_01015[MINIPORT_UNLOAD_INDEX])(globals, driver);
    unbind();
}

NTSTATUS FxDriverEntry(DRIVER_OBJECT *driver, UNICODE_STRING *registryPath) {
    NTSTATUS status;

    /* Loaded as a library of functions: there is no driver to bind. */
    if (!driver) {
        return DriverEntry(driver, registryPath);
    }

    RtlCopyUnicodeString(&registryPathCopy, registryPath);
    status = WdfVersionBind(driver, &registryPathCopy, &bindInfo, &WdfDriverGlobals);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    WdfDriverMiniportUnloadOverride = WdfFunctions_01015[MINIPORT_UNLOAD_INDEX];

    status = DriverEntry(driver, registryPath);
    if (!NT_SUCCESS(status)) {
        DbgPrintEx(IHV_DRIVER_COMPONENT, 0, "DriverEntry failed 0x%x for driver %wZ\n", status, &registryPathCopy);
        /* The framework deletes what DriverEntry left of its objects. EvtDriverUnload is not called. */
        unbind();
        return status;
    }

    /* The framework sets this flag when it can be unloaded through the driver object. */
    if (WdfDriverGlobals->DisplaceDriverUnload) {
        if (driver->DriverUnload) {
            displacedUnload = driver->DriverUnload;
        }
        driver->DriverUnload = FxStubDriverUnload;
    } else if (WdfDriverGlobals->DriverFlags & NO_DISPATCH_OVERRIDE) {
        WdfDriverMiniportUnloadOverride = (WDFFUNC)FxStubDriverMiniportUnload;
    }
    return 0;
}
