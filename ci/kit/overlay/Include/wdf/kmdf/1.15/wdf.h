/* KMDF 1.15: declarations of the public interface, written from facts about it. One header per area, as in the WDK.
 *
 * Only what a callout driver with a control device may want is here. To add a function, add its PFN_ type to the header
 * of its area; its number is in wdffuncenum.h already. Inline wrappers are left out: Rust code calls through the table.
 */
#pragma once

#ifndef KMDF_VERSION_MAJOR
#define KMDF_VERSION_MAJOR 1
#endif
#ifndef KMDF_VERSION_MINOR
#define KMDF_VERSION_MINOR 15
#endif
#if KMDF_VERSION_MAJOR != 1 || KMDF_VERSION_MINOR != 15
#error This folder holds KMDF 1.15. Set target-kmdf-version-minor = 15 in the workspace.
#endif

#ifdef __cplusplus
extern "C" {
#endif

#include "wdftypes.h"
#include "wdfglobals.h"
#include "wdffuncenum.h"
#include "wdfobject.h"
#include "wdfsync.h"
#include "wdfdriver.h"
#include "wdffileobject.h"
#include "wdfmemory.h"
#include "wdfrequest.h"
#include "wdfdevice.h"
#include "wdfcontrol.h"
#include "wdfio.h"
#include "wdfdpc.h"
#include "wdftimer.h"
#include "wdfworkitem.h"
#include "wdfcollection.h"
#include "wdfstring.h"
#include "wdfregistry.h"
#include "wdfverifier.h"

#ifdef __cplusplus
}
#endif
