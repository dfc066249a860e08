/* Deliberate stops */
#pragma once

typedef VOID (*PFN_WDFVERIFIERDBGBREAKPOINT)(PWDF_DRIVER_GLOBALS DriverGlobals);
typedef VOID (*PFN_WDFVERIFIERKEBUGCHECK)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    ULONG BugCheckCode,
    ULONG_PTR BugCheckParameter1,
    ULONG_PTR BugCheckParameter2,
    ULONG_PTR BugCheckParameter3,
    ULONG_PTR BugCheckParameter4);
