/* A stage that takes heartbeats out. */
#ifndef EMG_FILTER_HEART_H
#define EMG_FILTER_HEART_H

#include "emg/flow.h"

/**
 * Subtracts from each beat, -200 to +400 ms about its R wave, a template: the
 * mean of the 10 quieter ones of the 20 nearest beats, without its offset,
 * tapered over 20 ms at its ends, times the factor that fits it best to the
 * beat, 0.5 to 1.5. What fits with less than 0.25 is no beat.
 *
 * frames      of R waves, n of them, rising, counted as in emg_segment; copied
 * interval_s  between beats; a template ends where the next one begins
 *
 * Windows of 30 s are looked at; with fewer than 10 whole beats in one, its
 * beats stay. Things: beats. Lag: 20 s.
 */
emg_stage *emg_heart_create(const emg_format *in, const int64_t *frames,
                            size_t n, double interval_s, emg_error *error);

#endif
