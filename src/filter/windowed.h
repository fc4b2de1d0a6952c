/* Stages that look at one channel at a time, over windows of many frames. */
#ifndef EMG_FILTER_WINDOWED_H
#define EMG_FILTER_WINDOWED_H

#include "emg/flow.h"

/**
 * One window of one channel.
 *
 * samples  n of them, which the work changes in place
 * first    the frame of the first one, counted as in emg_segment
 * from, to the part of it that leaves; the rest is only to be looked at
 * work     `scratch` doubles that the work may fill as it likes
 */
typedef struct emg_window {
    int channel;
    double *samples;
    int n;
    int64_t first;
    int from, to;
    double *scratch;
} emg_window;

/**
 * The windows of a segment: each gives `step` frames and is shown as many as
 * `before` and `after` these. Near the start it is shown fewer before; the last
 * one ends with the segment and is as long as the others, if that is so long.
 *
 * work     returns how many things (bins, beats, stimuli) it dealt with in the
 *          part that leaves; the result must depend on the window alone
 * destroy  of the worker; NULL where there is nothing to destroy
 */
typedef struct emg_windows {
    const char *name;
    int step, before, after;
    size_t scratch;
    int64_t (*work)(const void *worker, const emg_window *window);
    void (*destroy)(void *worker);
} emg_windows;

/** What was done to one channel, over all segments since the last reset. */
typedef struct emg_touched {
    int64_t frames;  /* that left */
    int64_t changed; /* of which were changed */
    int64_t things;
    double power;   /* sum of squares of what came, without its mean */
    double removed; /* and of what was taken away */
} emg_touched;

/**
 * A stage that runs such windows. Takes the worker whatever happens.
 * Lag: step + after frames.
 */
emg_stage *emg_windowed_create(const emg_format *in, const emg_windows *windows,
                               void *worker, emg_error *error);

/** All 0 of a stage that emg_windowed_create did not make. */
emg_touched emg_windowed_touched(const emg_stage *stage, int channel);

#endif
