/* Files of JSON that BIDS wants beside tables. */
#ifndef DATASET_DESCRIBE_H
#define DATASET_DESCRIBE_H

#include "kit/kit.h"

#include <jansson.h>

/**
 * What a table of a recording is, how it was made, and its columns.
 *
 * columns  ended by NULL
 * fields   of the recording's JSON files
 * units    of amplitudes, or NULL where they are of several units
 * rate_hz  that it has, or 0: that of the recording
 * more     further members, each with a comma before it, or NULL
 */
typedef struct dataset_table {
    const char *description;
    const char *const *columns;
    const emg_recording *recording;
    const char *path;
    const json_t *fields;
    const char *units;
    double rate_hz;
    const char *more;
} dataset_table;

/** path NULL: of many recordings, so that nothing is said of one. */
emg_status dataset_describe(emg_text *to, const dataset_table *table,
                            const kit_chosen *chosen, emg_error *error);

/** "continuous", "discontinuous" or "epoched": of gaps the file knows best. */
const char *dataset_recording_type(const emg_recording *recording,
                                   const json_t *fields);

#endif
