/* One after the other; waiting times are exponential. */
#include "simulate/spikes.h"

#include "simulate/streams.h"

#include "base/math.h"

#define MEAN_PAUSE_S 1.0
#define REACH 6 /* widths, beyond which a spike is nothing */

static double
waiting(emg_random *random)
{
    return -MEAN_PAUSE_S * emg_log(1 - emg_random_between(random, 0, 1));
}

static void
draw(emg_spikes *spikes)
{
    emg_random *random = &spikes->random;
    spikes->at_s += REACH * spikes->sd_s + waiting(random);
    spikes->sd_s = emg_random_between(random, 0.0005, 0.0015);
    spikes->at_s += REACH * spikes->sd_s;
    spikes->height = emg_random_either_way(random, 0.5, 1);
}

void
emg_spikes_start(emg_spikes *spikes, uint64_t seed, int index)
{
    *spikes = (emg_spikes){0};
    emg_random_seed(&spikes->random, seed,
                    emg_stream_of(EMG_STREAM_SPIKES, index));
    draw(spikes);
}

double
emg_spikes_at(emg_spikes *spikes, double time_s)
{
    while (time_s > spikes->at_s + REACH * spikes->sd_s)
        draw(spikes);
    double widths = (time_s - spikes->at_s) / spikes->sd_s;
    if (widths < -REACH)
        return 0;
    return spikes->height * emg_exp(-widths * widths / 2);
}
