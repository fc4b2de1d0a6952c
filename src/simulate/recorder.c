/* A wireless link that breaks off repeats its last sample for 30 to 300 ms. */
#include "simulate/recorder.h"

#include "simulate/streams.h"

#include "base/math.h"

#define SHORTEST_S 0.03
#define LONGEST_S 0.3

static void
draw(emg_recorder *self)
{
    double mean_s = 60 / self->dropouts_per_min;
    double lot = emg_random_between(&self->random, 0, 1);
    self->start_s = self->end_s - mean_s * emg_log(1 - lot);
    self->end_s = self->start_s +
                  emg_random_between(&self->random, SHORTEST_S, LONGEST_S);
}

void
emg_recorder_start(emg_recorder *recorder, uint64_t seed, int index)
{
    emg_random_seed(&recorder->random, seed,
                    emg_stream_of(EMG_STREAM_DROPOUTS, index));
    recorder->end_s = 0;
    recorder->held_uv = 0;
    if (recorder->dropouts_per_min > 0)
        draw(recorder);
}

static double
limited(double value, double limit)
{
    if (limit <= 0)
        return value;
    return value > limit ? limit : value < -limit ? -limit : value;
}

double
emg_recorder_take(emg_recorder *recorder, double uv, double time_s)
{
    if (recorder->dropouts_per_min > 0) {
        while (time_s >= recorder->end_s)
            draw(recorder);
        if (time_s >= recorder->start_s)
            return recorder->held_uv;
    }
    recorder->held_uv = limited(uv, recorder->limit_uv);
    return recorder->held_uv;
}
