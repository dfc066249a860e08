/* mingw's ntddk.h, and what Windows has gained since. */
#pragma once

#include_next <ntddk.h>

#ifdef __cplusplus
extern "C" {
#endif

/* mingw makes it a macro for an intrinsic. The system exports it, and the WDK declares it. */
#undef DbgBreakPoint
VOID NTAPI DbgBreakPoint(VOID);

/* Pool allocation by flags. wdk-sys writes the POOL_FLAG_ constants itself and wants only the type and the function. */
typedef ULONG64 POOL_FLAGS;
PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);

#ifdef __cplusplus
}
#endif
