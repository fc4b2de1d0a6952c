/* Tables of co-contraction indices. */
#ifndef KIT_INDEX_ROWS_H
#define KIT_INDEX_ROWS_H

#include "kit/epochs.h"
#include "kit/indices.h"

/** The columns, ended by NULL, of windows or of the course over time; JSON has
 * those of the rule, too. */
const char *const *kit_indices_columns(bool course, bool json);

/** What the rows are of. */
typedef struct kit_index_rows {
    const kit_indices *chosen;
    const emg_recording *recording;
    const kit_joints *joints;
    const kit_epochs *epochs;
    const emg_analysis *analysis;
    const emg_analysis *wavelets; /* NULL: not asked for */
} kit_index_rows;

/** A row a pair, epoch and index; of a course, a row a pair and time. */
void kit_index_rows_add(kit_table *table, const kit_index_rows *rows);

#endif
