/* A pull every 5 s or so. */
#include "simulate/cable.h"

#include "simulate/streams.h"

#include "base/math.h"

#define LONGEST_PAUSE_S 8.0
#define OVER 7 /* time constants, after which nothing is left of a step */

static void
draw(emg_cable *cable)
{
    emg_random *random = &cable->random;
    double length_s = emg_random_between(random, 0.5, 3);
    cable->start_s =
        cable->end_s + emg_random_between(random, 0, LONGEST_PAUSE_S);
    cable->tau_s = 0;
    if (emg_random_between(random, 0, 1) < 0.5) {
        cable->tau_s = emg_random_between(random, 0.2, 1);
        length_s = OVER * cable->tau_s;
    }
    cable->end_s = cable->start_s + length_s;
    cable->size = emg_random_either_way(random, 0.3, 1);
}

void
emg_cable_start(emg_cable *cable, uint64_t seed, int index)
{
    *cable = (emg_cable){0};
    emg_random_seed(&cable->random, seed,
                    emg_stream_of(EMG_STREAM_CABLE, index));
    emg_tones_start(&cable->sway, &cable->random, 1, 10);
    draw(cable);
}

double
emg_cable_at(emg_cable *cable, double time_s)
{
    while (time_s >= cable->end_s)
        draw(cable);
    double since_s = time_s - cable->start_s;
    if (since_s < 0)
        return 0;
    if (cable->tau_s > 0)
        return cable->size * emg_exp(-since_s / cable->tau_s);
    double arch = emg_sine(since_s / (cable->end_s - cable->start_s) / 2);
    return cable->size * arch * arch * emg_tones_at(&cable->sway, time_s);
}
