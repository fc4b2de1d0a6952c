/* Heartbeats in a signal of 5 to 40 Hz. */
#ifndef EMG_DETECT_BEATS_H
#define EMG_DETECT_BEATS_H

#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Finds R waves: where the magnitude is above 0.6 of its running maximum, and
 * 0.3 s or more after the one before, unless that has less than 0.6 of it and
 * so was none. Zeroed but for rate_hz is new.
 */
typedef struct emg_beats {
    double rate_hz;
    size_t n, room;
    int64_t *frames;
    double highest;   /* the running maximum */
    double candidate; /* the highest since the threshold was passed, or 0 */
    bool is_up;       /* it is above 0 */
    int64_t at;       /* its frame */
    size_t n_up;
    double last; /* the size of the last beat */
    bool last_up;
    double *gaps; /* for the median */
    size_t gap_room;
} emg_beats;

emg_status emg_beats_add(emg_beats *beats, double sample, int64_t frame,
                         emg_error *error);

/** Frames after this are of another stretch of time. */
emg_status emg_beats_gap(emg_beats *beats, emg_error *error);

/** How much they are those of a heart. */
typedef struct emg_rhythm {
    double interval_s; /* the median */
    double regularity; /* share of intervals within 15 % of it */
    /** 10 or more, 40 to 130 a minute, half of them regular, four of five to
     * one side. */
    bool is_heart;
} emg_rhythm;

emg_status emg_beats_rhythm(emg_beats *beats, emg_rhythm *rhythm,
                            emg_error *error);
void emg_beats_clear(emg_beats *beats);

#endif
