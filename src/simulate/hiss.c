/* White noise; an electrode that dries drifts, one that slips steps. */
#include "simulate/hiss.h"

#include "simulate/streams.h"
#include "simulate/tones.h"

#include "base/math.h"

#define SHORTEST_S 15.0 /* from step to step */
#define LONGEST_S 40.0
#define FASTEST_DRIFT_S 90.0
#define SLOWEST_DRIFT_S 240.0

static void
draw(emg_hiss *hiss)
{
    hiss->step_db =
        emg_random_between(&hiss->levels, -hiss->steps_db, hiss->steps_db);
    hiss->until_s += emg_random_between(&hiss->levels, SHORTEST_S, LONGEST_S);
}

void
emg_hiss_start(emg_hiss *hiss, uint64_t seed, int index)
{
    emg_random_seed(&hiss->noise, seed, emg_stream_of(EMG_STREAM_NOISE, index));
    emg_random_seed(&hiss->levels, seed,
                    emg_stream_of(EMG_STREAM_LEVELS, index));
    hiss->drift_s =
        emg_random_between(&hiss->levels, FASTEST_DRIFT_S, SLOWEST_DRIFT_S);
    hiss->drift_turns = emg_random_between(&hiss->levels, 0, 1);
    hiss->until_s = 0;
    draw(hiss);
}

double
emg_hiss_next(emg_hiss *hiss, double time_s)
{
    double uv = hiss->level_uv * emg_random_gauss(&hiss->noise);
    if (hiss->steps_db <= 0 && hiss->drift_db <= 0)
        return uv;
    while (time_s >= hiss->until_s)
        draw(hiss);
    double drift = emg_sine(time_s / hiss->drift_s + hiss->drift_turns);
    return uv * emg_pow(10, (hiss->step_db + hiss->drift_db * drift) / 20);
}
