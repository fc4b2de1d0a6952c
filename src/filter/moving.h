/* Moving means. */
#ifndef EMG_FILTER_MOVING_H
#define EMG_FILTER_MOVING_H

#include "emg/flow.h"

/**
 * The mean of the values (or the root of the mean of their squares) in a
 * moving window.
 *
 * centred  the window lies around the frame, has length frames (odd) and at
 *          the ends averages over those that exist; false: the last length
 *          frames, with zeros before the start
 */
emg_stage *emg_moving_create(const emg_format *in, int64_t length, bool centred,
                             bool root_of_squares, emg_error *error);

/**
 * Roots of squares run the cascade that stands right before them in the same
 * chain: both together take little longer than one. Any other stage, or NULL,
 * is left alone.
 */
void emg_moving_lead(emg_stage *moving, emg_stage *before);

#endif
