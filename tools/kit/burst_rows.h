/* Tables of when each muscle is active. */
#ifndef KIT_BURST_ROWS_H
#define KIT_BURST_ROWS_H

#include "kit/findings.h"

/** The columns, ended by NULL; JSON rows carry the rule that made them. */
const char *const *kit_burst_columns(bool summary, bool json);

/** What the rows are of; method and rest by their names, as chosen. */
typedef struct kit_burst_rows {
    const kit_findings *found; /* pairs of a channel with itself */
    const char *method, *rest;
    bool summary;
} kit_burst_rows;

emg_status kit_burst_rows_add(kit_table *table, const kit_burst_rows *rows,
                              emg_error *error);

#endif
