/* The library of that name holds what code compiled with /GS refers to. Rust code has no such checks; the symbol exists
 * so that a C object compiled with them links. */

__UINTPTR_TYPE__ __security_cookie = 0x00002B992DDFA232ULL;
