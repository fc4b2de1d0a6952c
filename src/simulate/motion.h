/* A slow channel beside the fast ones: an accelerometer on the arm. */
#ifndef EMG_SIMULATE_MOTION_H
#define EMG_SIMULATE_MOTION_H

#include "simulate/random.h"

#include "emg/signal.h"

#define EMG_MOTION_HZ 148

typedef struct emg_motion {
    emg_random noise;
    int64_t frame; /* the next one */
} emg_motion;

void emg_motion_start(emg_motion *motion, uint64_t seed);

/** The next n samples in g, into one lane. */
void emg_motion_fill(emg_motion *motion, emg_lanes *frames, int lane, int n);

void emg_motion_describe(emg_channel *channel);

#endif
