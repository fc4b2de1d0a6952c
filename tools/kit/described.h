/* Files of JSON that describe a recording in a dataset, in its provenance. */
#ifndef KIT_DESCRIBED_H
#define KIT_DESCRIBED_H

#include "base/text.h"

#include <jansson.h>
#include <stdbool.h>

/** Adds a member "fields" with their names and fingerprints, to an object that
 * has others; nothing where there is no such file. */
emg_status kit_add_fields(emg_text *to, const char *path, emg_error *error);

/** Are they those that an input's entry tells of, with the same bytes? */
bool kit_same_fields(const json_t *input, const char *path);

#endif
