/* The last line of a sidecar: the fingerprint of those before it. */
#ifndef KIT_SEAL_H
#define KIT_SEAL_H

#include "base/text.h"

#include <stdbool.h>

/** Adds it to a sidecar that ends in "\n}\n". `head -n -2 SIDECAR | xxhsum
 * -H2` gives the same. */
emg_status kit_seal_add(emg_text *to, emg_error *error);

/** Are these the bytes that were written? */
bool kit_seal_holds(const char *text, size_t n);

#endif
