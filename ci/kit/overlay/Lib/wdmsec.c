/* WdmlibIoCreateDeviceSecure, which the WDK has in its static library Wdmsec.lib.
 *
 * Microsoft's function finds IoCreateDeviceSecure in the running kernel, and has code of its own for a kernel without it.
 * This one imports it, so an image that was linked with it starts only where the kernel exports that name.
 */

typedef unsigned char BOOLEAN;
typedef unsigned int ULONG;
typedef int NTSTATUS;

NTSTATUS IoCreateDeviceSecure(void *driver, ULONG extension, void *name, ULONG type, ULONG characteristics,
                              BOOLEAN exclusive, const void *sddl, const void *device_class, void **device);

NTSTATUS WdmlibIoCreateDeviceSecure(void *driver, ULONG extension, void *name, ULONG type, ULONG characteristics,
                                    BOOLEAN exclusive, const void *sddl, const void *device_class, void **device)
{
    return IoCreateDeviceSecure(driver, extension, name, type, characteristics, exclusive, sddl, device_class, device);
}
