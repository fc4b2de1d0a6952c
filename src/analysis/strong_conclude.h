/* From what the strong detector found to candidates of a pair. */
#ifndef EMG_ANALYSIS_STRONG_CONCLUDE_H
#define EMG_ANALYSIS_STRONG_CONCLUDE_H

#include "analysis/pair.h"
#include "analysis/strong_group.h"
#include "analysis/strong_pair.h"

/** Before events are looked for: why the pair cannot be analysed, its flags,
 * and its level of rest where none was given. */
void emg_strong_admit(emg_pair_state *pair, const emg_strong_group *group,
                      const emg_conditioning *conditioning);

/** Afterwards: its candidates. */
emg_status emg_strong_candidates(emg_pair_state *pair, emg_strong_pair *found,
                                 emg_error *error);

#endif
