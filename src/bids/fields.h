/* What the JSON files of a dataset say of a recording. */
#ifndef EMG_BIDS_FIELDS_H
#define EMG_BIDS_FIELDS_H

#include "emg/base.h"

#include <jansson.h>

/**
 * One file of JSON, an object. NULL with *error set where it cannot be read
 * (EMG_NO_INPUT) or is none (EMG_BAD_FILE). json_decref gives it back.
 */
json_t *emg_bids_json(const char *path, emg_error *error);

/**
 * The fields of all SUFFIX.json that apply to the recording at path, the
 * nearer file's in place of those above, field by field; empty where there is
 * none. NULL with *error set as above.
 */
json_t *emg_bids_fields(const char *path, const char *suffix, emg_error *error);

#endif
