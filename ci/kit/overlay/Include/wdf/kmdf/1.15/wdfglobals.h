/* What the framework tells an image about itself */
#pragma once

typedef struct _WDF_DRIVER_GLOBALS {
    WDFDRIVER Driver;
    ULONG DriverFlags;
    ULONG DriverTag;
    CHAR DriverName[32];
    BOOLEAN DisplaceDriverUnload;
} WDF_DRIVER_GLOBALS, *PWDF_DRIVER_GLOBALS;

/* Set by the entry stub before DriverEntry. */
extern PWDF_DRIVER_GLOBALS WdfDriverGlobals;
