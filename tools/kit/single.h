/* One onset a channel and trial, as in experiments of reaction time. */
#ifndef KIT_SINGLE_H
#define KIT_SINGLE_H

#include "emg/analysis.h"
#include "kit/kit.h"

/**
 * trigger     label of a channel, or else text of annotations; NULL: every
 *             stretch without a gap is a trial
 * level       of a trigger channel, NaN: half of its range
 * window      after each trigger, in which the contraction begins and is looked
 *             at; it ends at the next trigger
 * baseline_s  before each trigger that is taken for rest
 */
typedef struct kit_single {
    const char *trigger;
    double level;
    kit_span window;
    double baseline_s;
    bool summary;
} kit_single;

/** The columns of the table, ended by NULL; JSON has those of the rule, too. */
const char *const *kit_single_columns(bool summary, bool json);

/** Adds the rows of a recording of which nothing was selected yet. */
emg_status kit_single_measure(const kit_single *single, emg_source *source,
                              const kit_chosen *chosen, kit_table *table,
                              emg_error *error);

#endif
