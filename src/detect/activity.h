/* When one muscle is on: hysteresis on its envelope. */
#ifndef EMG_DETECT_ACTIVITY_H
#define EMG_DETECT_ACTIVITY_H

#include "detect/interval.h"

#include <stdbool.h>

/** A run of values >= off is active when one of them is > on. Frames are
 * counted from the start of the recording; a run ends with its segment. */
typedef struct emg_activity {
    double on, off;
    bool above; /* inside a run */
    bool is_on; /* that run went above on */
    int64_t from;
    int segment;
    emg_intervals runs;
} emg_activity;

/** Looks at n values, `stride` doubles apart, the first at frame `first`. */
emg_status emg_activity_take(emg_activity *activity, const double *values,
                             size_t stride, int n, int64_t first, int segment,
                             emg_error *error);

/** The segment ends before frame `end`. */
emg_status emg_activity_end(emg_activity *activity, int64_t end,
                            emg_error *error);

#endif
