/* One group of a recording on its way through the steps of cleaning. */
#ifndef EMG_ANALYSIS_CLEAN_GROUP_H
#define EMG_ANALYSIS_CLEAN_GROUP_H

#include "analysis/clean_step.h"
#include "flow/fifo.h"

typedef struct emg_clean_group {
    emg_chain *chain;                   /* NULL: it passes */
    emg_stage *stages[EMG_CLEAN_STEPS]; /* of the chain; NULL: not asked for */
    emg_fifo raw; /* frames inside the chain, as they came */
    bool flows;   /* frames of `segment` went into the chain */
    int segment;
} emg_clean_group;

/** Zeroed memory becomes a group without steps; one that is not treated gets
 * no chain. Cleared whatever happens. */
emg_status emg_clean_group_init(emg_clean_group *group,
                                const emg_format *format, emg_use use,
                                emg_error *error);
void emg_clean_group_clear(emg_clean_group *group);

/** Adds a step for what is group `index` of its recording. */
emg_status emg_clean_group_add(emg_clean_group *group, int step, int index,
                               const emg_cleaning *cleaning,
                               const emg_sink *heard, emg_error *error);

/** Forgets all frames. */
void emg_clean_group_restart(emg_clean_group *group);

/** The block through the chain. taken: room for as many frames when it shall
 * leave with what is taken away, input minus output; or NULL. */
emg_status emg_clean_group_pass(emg_clean_group *group, emg_block *block,
                                emg_block *taken, emg_error *error);

/** What is left in the chain; no frames when it is empty, and ready for
 * another segment. */
emg_status emg_clean_group_flush(emg_clean_group *group, emg_block *block,
                                 emg_block *taken, emg_error *error);

/** What a step did to a channel so far. */
emg_cleaned emg_clean_group_tell(const emg_clean_group *group, int step,
                                 int lane);

#endif
