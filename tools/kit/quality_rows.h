/* Tables of how good a recording is. */
#ifndef KIT_QUALITY_ROWS_H
#define KIT_QUALITY_ROWS_H

#include "kit/rest.h"
#include "kit/verdict.h"

/** The columns, ended by NULL; JSON rows carry the limits that made them. */
const char *const *kit_quality_columns(bool summary, bool json);

/** What the rows are of; rest_name as chosen. */
typedef struct kit_quality_rows {
    const emg_recording *recording;
    const emg_sink *quality;
    const kit_rest *rest;           /* a level a channel */
    const emg_quality_known *known; /* one a level */
    const char *rest_name;
    kit_verdict verdict;
    bool summary;
} kit_quality_rows;

emg_status kit_quality_rows_add(kit_table *table, const kit_quality_rows *rows,
                                emg_error *error);

/** A channel or an epoch is bad. */
bool kit_quality_any_bad(const kit_quality_rows *rows);

#endif
