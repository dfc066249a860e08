/* String objects */
#pragma once

typedef NTSTATUS (*PFN_WDFSTRINGCREATE)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    PCUNICODE_STRING UnicodeString,
    PWDF_OBJECT_ATTRIBUTES StringAttributes,
    WDFSTRING *String);
typedef VOID (*PFN_WDFSTRINGGETUNICODESTRING)(
    PWDF_DRIVER_GLOBALS DriverGlobals,
    WDFSTRING String,
    PUNICODE_STRING UnicodeString);
