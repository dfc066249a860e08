/* Empty on purpose.
 *
 * wdm.h includes <intrin.h>. clang's own defines hundreds of inline functions that bindgen would translate into
 * declarations of functions nobody exports. This folder comes first in the search path.
 */
#pragma once
