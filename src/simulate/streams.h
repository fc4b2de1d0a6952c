/* Which stream of the seed makes what. */
#ifndef EMG_SIMULATE_STREAMS_H
#define EMG_SIMULATE_STREAMS_H

#include <stdint.h>

/** index: of the pair for a plan, else of the channel, from 0; 0 for what all
 * channels share. Their order is part of what a seed means. */
typedef enum emg_stream_use {
    EMG_STREAM_PLAN,
    EMG_STREAM_MUSCLE,
    EMG_STREAM_NOISE,
    EMG_STREAM_HUM,
    EMG_STREAM_MOTION,
    EMG_STREAM_LEVELS,
    EMG_STREAM_PLACE,
    EMG_STREAM_HEART,
    EMG_STREAM_STIMULATOR,
    EMG_STREAM_MAGNET,
    EMG_STREAM_CABLE,
    EMG_STREAM_WANDER,
    EMG_STREAM_SPIKES,
    EMG_STREAM_DROPOUTS,
    EMG_STREAM_PATH,
    EMG_STREAM_TIRED,
    EMG_STREAM_UNITS
} emg_stream_use;

static inline uint64_t
emg_stream_of(emg_stream_use use, int index)
{
    return (uint64_t)use << 32 | (uint64_t)index;
}

#endif
