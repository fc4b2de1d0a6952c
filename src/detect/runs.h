/* Stretches of one channel that hold no signal: runs of equal samples. */
#ifndef EMG_DETECT_RUNS_H
#define EMG_DETECT_RUNS_H

#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>

/** Frames from `from` to `to` (not included) that have one value. */
typedef struct emg_run_of {
    int64_t from, to;
    double value;
} emg_run_of;

/**
 * Saturated: 3 or more samples within one step of the smallest or largest.
 * Dropped: 20 ms or more, and 10 samples, of any value. Zeroed but for rate_hz
 * and step (0: unknown) is new.
 */
typedef struct emg_runs {
    double rate_hz, step;
    double least, most; /* so far */
    bool started;
    emg_run_of last; /* the run that may go on; empty: none */
    size_t n, room;
    emg_run_of *items;
} emg_runs;

emg_status emg_runs_add(emg_runs *runs, double sample, int64_t frame,
                        emg_error *error);

/** The next sample is of another stretch of time, or there is none. */
emg_status emg_runs_gap(emg_runs *runs, emg_error *error);

/** Drops what is not at the ends of the range after all. Where all samples lie
 * within 64 steps extremes are reached by nature, and a channel of one value
 * from beginning to end has no signal to miss. */
void emg_runs_finish(emg_runs *runs);
void emg_runs_clear(emg_runs *runs);

#endif
