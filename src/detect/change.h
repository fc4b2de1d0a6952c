/* When the variance of a signal changes, to the sample. */
#ifndef EMG_DETECT_CHANGE_H
#define EMG_DETECT_CHANGE_H

#include "emg/base.h"

/** The squares of the last `room` frames, by the frame's own count. */
typedef struct emg_recent {
    int room;
    double *squares; /* [2 room], each twice, so that `room` lie in a row */
} emg_recent;

emg_status emg_recent_init(emg_recent *recent, int room, emg_error *error);
void emg_recent_add(emg_recent *recent, int64_t frame, double value);

/** The square of a frame and those that follow it, as far as they came. */
const double *emg_recent_from(const emg_recent *recent, int64_t frame);
void emg_recent_clear(emg_recent *recent);

/**
 * The likeliest place from which on a signal is louder than before (Staude &
 * Wolf 1999): the j that maximises (m / 2)(r - 1 - ln r), m = n - j, r being
 * the mean of the squares from j on over `before`.
 *
 * squares  n of them, `step` apart; -1: squares points to the last and time
 *          runs back, for an offset
 * before   variance of the quiet part, above 0
 * least    squares that the louder part must have
 *
 * Returns j, or -1 when nothing is louder.
 */
int emg_change_at(const double *squares, int n, int step, double before,
                  int least);

#endif
