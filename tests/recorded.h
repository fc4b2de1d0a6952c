/* A source over samples in memory. */
#ifndef TESTS_RECORDED_H
#define TESTS_RECORDED_H

#include "emg/flow.h"

/**
 * One group of channels in uV, numbered from 1. What is not the default is set
 * after recorded_init: units and steps in source.recording, segments (whose
 * starts and first frames are the test's to give) and events, which all come
 * with the first block.
 */
typedef struct recorded {
    emg_source source;
    const double *const *samples; /* of each channel; the test's */
    int64_t n_frames, at;
    const emg_segment *segments;
    int n_segments; /* 0: one */
    const emg_event *events;
    int n_events;
} recorded;

void recorded_init(recorded *source, int64_t rate_hz, int n_channels,
                   const double *const *samples, int64_t n_frames);

/** The recording without its source. */
void recorded_clear(recorded *source);

#endif
