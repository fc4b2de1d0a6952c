/* Co-contraction indices of pairs, in epochs or over time. */
#ifndef KIT_INDICES_H
#define KIT_INDICES_H

#include "emg/analysis.h"
#include "kit/joints.h"
#include "kit/kit.h"

/** Which form of one index is given. */
typedef enum kit_falconer_winter {
    KIT_FW_ALL,
    KIT_FW_AREA,
    KIT_FW_TRAPEZOID,
    KIT_FW_SAMPLE
} kit_falconer_winter;

/**
 * asked     which pairs, or groups
 * rest      see kit_rest_find
 * epochs    annotation:TEXT or the path of a table of events; NULL: the whole
 *           recording
 * of_one    percentages are shares of 1
 * wavelet   rows of the wavelet form, too
 * rule      with step_s, the rows are of instants, not of windows
 */
typedef struct kit_indices {
    kit_asked asked;
    const char *rest;
    const char *epochs;
    bool of_one, wavelet;
    kit_falconer_winter form;
    emg_index_rule rule;
} kit_indices;

/** Adds the rows of a recording of which nothing was selected yet. */
emg_status kit_indices_measure(const kit_indices *indices, emg_source *source,
                               const kit_chosen *chosen, kit_table *table,
                               emg_error *error);

#endif
