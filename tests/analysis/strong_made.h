/* Channels whose low band and energies are made, not filtered. */
#ifndef TESTS_STRONG_MADE_H
#define TESTS_STRONG_MADE_H

#include "analysis/strong_channel.h"
#include "trace.h"

#define MADE_SAMPLES 10 /* of a frame, 1000 a second */

static const emg_bands_shape made_shape = {.every = 2,
                                           .samples = MADE_SAMPLES,
                                           .frame = 2 * MADE_SAMPLES,
                                           .frame_s = 0.01,
                                           .low_from = 40,
                                           .low_to = 250,
                                           .high_to = 450};

/* Noise of variance 1, and 0.9 of it in the upper band. */
static inline void
made_channel(emg_strong_channel *channel)
{
    emg_strong_channel_init(channel, &made_shape, NULL);
    channel->model = (emg_noise_model){.found = true,
                                       .apart = true,
                                       .s = 0.9,
                                       .r = 0.05,
                                       .floor = 1,
                                       .usual = 100,
                                       .most = 200,
                                       .mean = 40};
}

/* A frame of these samples, whose noise is 1. */
static inline void
made_frame(emg_strong_channel *channel, const double *samples)
{
    double energy[2] = {0};
    float low[MADE_SAMPLES];
    for (int i = 0; i < MADE_SAMPLES; i++) {
        low[i] = (float)samples[i];
        energy[0] += samples[i] * samples[i] / MADE_SAMPLES;
    }
    energy[1] = 0.9 + 0.05 * (energy[0] > 1 ? energy[0] - 1 : 0);
    emg_strong_channel_add(channel, energy, low, false);
}

#endif
