/* Whether a recording suits what is asked of it. */
#ifndef KIT_JUDGE_H
#define KIT_JUDGE_H

#include "kit/kit.h"

/**
 * EMG_BAD_OPTION where a window or an FIR is longer than the recording; a
 * warning where that has a rate of its own beside --rate. Nothing is judged
 * whose length only reading on can tell.
 */
emg_status kit_judge(const kit_chosen *chosen, const emg_source *source,
                     emg_error *error);

/** Warns of a recording that is too short for the ends of zero-phase filters,
 * which could be designed. */
void kit_judge_ends(const kit_chosen *chosen, const emg_source *source);

#endif
