/* A stage that draws straight lines over stretches that hold no signal. */
#ifndef EMG_FILTER_BRIDGE_H
#define EMG_FILTER_BRIDGE_H

#include "emg/flow.h"

/** Frames from `from` to `to` (not included), counted as in emg_segment. */
typedef struct emg_stretch_of {
    int64_t from, to;
} emg_stretch_of;

/** In order, none overlapping; none longer than 0.5 s or across a gap. */
typedef struct emg_stretches {
    size_t n;
    const emg_stretch_of *items;
} emg_stretches;

/**
 * Sample j of the n of a stretch becomes m0 + (m1 - m0) (j + 1) / (n + 1),
 * where m0 and m1 are the means of the 2 ms before and after it; beside an end
 * of the segment the one that is there. Nothing else changes.
 *
 * stretches  one list a channel; copied
 *
 * Things: stretches. Lag: 2 s.
 */
emg_stage *emg_bridge_create(const emg_format *in,
                             const emg_stretches *stretches, emg_error *error);

#endif
