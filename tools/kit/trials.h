/* Where the trials of a recording are. */
#ifndef KIT_TRIALS_H
#define KIT_TRIALS_H

#include "kit/single.h"

typedef struct kit_trials {
    emg_trial *items;
    double *triggers; /* of each, NaN without one */
    int n;
} kit_trials;

/**
 * Selects the channels that are treated and, where it is one, the trigger's;
 * then finds the trials. kit_trials_free gives them back whatever happened.
 */
emg_status kit_trials_find(kit_trials *trials, const kit_single *single,
                           emg_source *source, const kit_chosen *chosen,
                           emg_error *error);
void kit_trials_free(kit_trials *trials);

#endif
