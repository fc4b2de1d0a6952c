/* What channels that are made of others are, and what they are made of. */
#ifndef EMG_FLOW_DERIVED_H
#define EMG_FLOW_DERIVED_H

#include "emg/flow.h"

/**
 * n channels that are made of those of a recording; zeroed is none.
 *
 * list      a copy, whose terms are those of `terms`, one after the other
 * channels, rates  of each
 */
typedef struct emg_derivation {
    int n;
    emg_derived *list;
    int n_terms;
    emg_term *terms;
    emg_channel *channels;
    emg_rate *rates;
} emg_derivation;

/** EMG_BAD_OPTION where terms do not go together. Cleared by
 * emg_derivation_clear, whatever this gives. */
emg_status emg_derivation_init(emg_derivation *self, const emg_derived *list,
                               int n, const emg_recording *from,
                               emg_error *error);
void emg_derivation_clear(emg_derivation *self);

/** Which of them has this number. */
int emg_derivation_find(const emg_derivation *self, int number);

/** True if one of them that is not dropped needs this channel. */
bool emg_derivation_needs(const emg_derivation *self, const emg_use *use,
                          int number);

#endif
