/* The arm sways; what the muscles do is not seen in it. */
#include "simulate/motion.h"

#include "simulate/streams.h"

#include "base/math.h"

#include <math.h>
#include <stdio.h>

#define SWAY_HZ 0.3
#define SWAY_G 0.2
#define NOISE_G 0.01
#define RANGE_G 2

void
emg_motion_start(emg_motion *motion, uint64_t seed)
{
    motion->frame = 0;
    emg_random_seed(&motion->noise, seed, emg_stream_of(EMG_STREAM_MOTION, 0));
}

void
emg_motion_fill(emg_motion *motion, emg_lanes *frames, int lane, int n)
{
    for (int i = 0; i < n; i++) {
        double turns = SWAY_HZ * (double)motion->frame++ / EMG_MOTION_HZ;
        turns -= floor(turns);
        frames[i].v[lane] = SWAY_G * emg_sin((double)(2 * EMG_PI) * turns) +
                            NOISE_G * emg_random_gauss(&motion->noise);
    }
}

void
emg_motion_describe(emg_channel *channel)
{
    snprintf(channel->label, sizeof channel->label, "ACC");
    emg_channel_set_unit(channel, "g");
    channel->kind = EMG_KIND_OTHER;
    channel->scale = (emg_scale){.physical_min = -RANGE_G,
                                 .physical_max = RANGE_G,
                                 .digital_min = -32768,
                                 .digital_max = 32767,
                                 .bytes = 2};
    channel->step = 2.0 * RANGE_G / 65535;
}
