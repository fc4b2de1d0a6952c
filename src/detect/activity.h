/* When one muscle is on: hysteresis on its envelope. */
#ifndef EMG_DETECT_ACTIVITY_H
#define EMG_DETECT_ACTIVITY_H

#include "detect/interval.h"

#include <stdbool.h>

/**
 * A run of values >= off is active when one of them is > on. Frames are
 * counted from the start of the recording; a run ends with its segment.
 *
 * Where the activity is held, a value counts to begin a run, or to be on, only
 * as far as the mean of it and those that follow it does, `hold` in all (fewer
 * at the end of a segment); and ends one only where that mean is below off,
 * too (Hodges & Bui 1996).
 */
typedef struct emg_activity {
    double on, off;
    bool above; /* inside a run */
    bool is_on; /* that run went above on */
    int64_t from;
    int segment;
    emg_intervals runs;
    int hold;        /* 0: not held */
    double *waiting; /* [hold], a ring: values that are not judged yet */
    int n_waiting;
    int oldest;
    int segment_now; /* that they lie in */
    double sum;      /* of those that wait */
} emg_activity;

/** Holds the activity over so many values; emg_activity_clear gives the memory
 * and the runs back. */
emg_status emg_activity_hold(emg_activity *activity, int values,
                             emg_error *error);
void emg_activity_clear(emg_activity *activity);

/** Looks at n values, `stride` doubles apart, the first at frame `first`. */
emg_status emg_activity_take(emg_activity *activity, const double *values,
                             size_t stride, int n, int64_t first, int segment,
                             emg_error *error);

/** The segment ends before frame `end`. */
emg_status emg_activity_end(emg_activity *activity, int64_t end,
                            emg_error *error);

#endif
