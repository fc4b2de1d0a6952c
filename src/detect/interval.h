/* Stretches of frames: muscles that are on, and what is made of them. */
#ifndef EMG_DETECT_INTERVAL_H
#define EMG_DETECT_INTERVAL_H

#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>

/** Frames [from, to) of one segment. */
typedef struct emg_interval {
    int64_t from, to;
    int segment;
} emg_interval;

/** In order of time. Zeroed is empty. */
typedef struct emg_intervals {
    emg_interval *at;
    size_t n, room;
} emg_intervals;

emg_status emg_intervals_add(emg_intervals *list, emg_interval one,
                             emg_error *error);

/** What lies in both a and b; neither crosses a segment's end. */
emg_status emg_intervals_and(emg_intervals *both, const emg_intervals *a,
                             const emg_intervals *b, emg_error *error);

/** Takes what lies in `away` out of the list. */
emg_status emg_intervals_cut(emg_intervals *list, const emg_intervals *away,
                             emg_error *error);

/** True when something of the list lies in [from, to). */
bool emg_intervals_meet(const emg_intervals *list, int64_t from, int64_t to);

/** Joins neighbours of one segment that are less than gap frames apart. */
void emg_intervals_merge(emg_intervals *list, int64_t gap);

/** Drops what is shorter than this. */
void emg_intervals_drop_short(emg_intervals *list, int64_t frames);

/** Frames in all of them. */
int64_t emg_intervals_frames(const emg_intervals *list);
void emg_intervals_free(emg_intervals *list);

#endif
