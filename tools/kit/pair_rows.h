/* Tables of what pairs of muscles do together. */
#ifndef KIT_PAIR_ROWS_H
#define KIT_PAIR_ROWS_H

#include "kit/findings.h"

/**
 * What the rows are of.
 *
 * method, rest  their names, as they were chosen
 * summary       a row a pair instead of a row an event
 * sensitivity   the same, and how long an event must be at least
 * exit_status   a sustained event asks for 10
 */
typedef struct kit_pair_rows {
    const kit_findings *found;
    const char *method, *rest;
    bool summary, sensitivity, exit_status;
} kit_pair_rows;

/** The columns, ended by NULL; JSON rows carry the rule that made them. */
const char *const *kit_pair_columns(bool summary, bool sensitivity, bool json);

void kit_pair_rows_add(kit_table *table, const kit_pair_rows *rows);

#endif
