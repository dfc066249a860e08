/* The part of the WDK's run-time library that /GS code needs: the entry point sets the cookie before DriverEntry, and a
 * function whose cookie has changed stops the machine. */

#include <ntddk.h>

UINT_PTR __security_cookie = 0x00002B992DDFA232ULL;

NTSTATUS NTAPI DriverEntry(DRIVER_OBJECT *driver, UNICODE_STRING *registryPath);

NTSTATUS NTAPI GsDriverEntry(DRIVER_OBJECT *driver, UNICODE_STRING *registryPath) {
    UINT_PTR seed = (UINT_PTR)KeQueryPerformanceCounter(NULL).QuadPart;
    __security_cookie = (__security_cookie ^ seed ^ (UINT_PTR)&__security_cookie) & 0x0000FFFFFFFFFFFFULL;
    return DriverEntry(driver, registryPath);
}

void __security_check_cookie(UINT_PTR cookie) {
    if (cookie != __security_cookie) {
        KeBugCheckEx(0xF7 /* DRIVER_OVERRAN_STACK_BUFFER */, cookie, __security_cookie, 0, 0);
    }
}

/* What the linker fills in for control-flow guard: the functions that may be called through pointers. */
extern void *__guard_fids_table[];
extern char __guard_fids_count, __guard_flags;

static void checkIndirectCall(void *target) {}

__attribute__((section(".00cfg"))) void *const __guard_check_icall_fptr = checkIndirectCall;

/* A call through a pointer comes here with its target in rax. */
__attribute__((naked)) static void dispatchIndirectCall(void) {
    __asm__("jmp *%rax");
}

__attribute__((section(".00cfg"))) void *const __guard_dispatch_icall_fptr = dispatchIndirectCall;

/* IMAGE_LOAD_CONFIG_DIRECTORY64, as far as it is used. */
const struct {
    ULONG Size;
    UCHAR BeforeSecurityCookie[0x54];
    UINT_PTR *SecurityCookie;
    UCHAR HandlerTableAndCount[0x10];
    void *const *GuardCFCheckFunctionPointer;
    void *const *GuardCFDispatchFunctionPointer;
    void **GuardCFFunctionTable;
    void *GuardCFFunctionCount;
    void *GuardFlags;
    UCHAR Rest[0x80];
} _load_config_used = {
    .Size = sizeof(_load_config_used),
    .SecurityCookie = &__security_cookie,
    .GuardCFCheckFunctionPointer = &__guard_check_icall_fptr,
    .GuardCFDispatchFunctionPointer = &__guard_dispatch_icall_fptr,
    .GuardCFFunctionTable = __guard_fids_table,
    .GuardCFFunctionCount = &__guard_fids_count,
    /* Four bytes of this are the flags; the rest is the empty code-integrity record. */
    .GuardFlags = &__guard_flags,
};

_Static_assert(__builtin_offsetof(__typeof__(_load_config_used), SecurityCookie) == 0x58, "SecurityCookie");
_Static_assert(__builtin_offsetof(__typeof__(_load_config_used), GuardCFFunctionTable) == 0x80, "GuardCFFunctionTable");
