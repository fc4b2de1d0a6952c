/* Sidecars that were written before. */
#ifndef KIT_SIDECAR_H
#define KIT_SIDECAR_H

#include "kit/job.h"

#include <jansson.h>

/** A sidecar of any of our programs, or NULL with *error set (EMG_BAD_OPTION
 * where it is none). json_decref gives it back. *sealed, where it is asked:
 * every byte is the one that was written. */
json_t *kit_sidecar_read(const char *path, bool *sealed, emg_error *error);

/** A member that is text, or "". */
const char *kit_member(const json_t *object, const char *name);

/** True when the file at path is there and has this fingerprint. */
bool kit_file_is(const char *path, const char *fingerprint);

/** DIR/name for DIR/file and name; the caller frees it, NULL: no memory. */
char *kit_neighbour(const char *file, const char *name);

#endif
