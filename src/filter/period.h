/* Stages that take out what repeats with one period. */
#ifndef EMG_FILTER_PERIOD_H
#define EMG_FILTER_PERIOD_H

#include "emg/flow.h"

#define EMG_MOST_PERIODS 2

/**
 * A stage that takes the mean over all periods of n frequencies out, one after
 * the other: the exact one is found within 0.5 Hz of each in every 30 s, of
 * which the middle 10 s leave, see dsp/period.h. Things: periods. Lag: 20 s.
 */
emg_stage *emg_period_create(const emg_format *in,
                             const double hz[EMG_MOST_PERIODS], int n,
                             emg_error *error);

#endif
