/* Mains, heart, stimulators, cables and spikes, added up. */
#include "simulate/interference.h"

#include "simulate/mains.h"
#include "simulate/streams.h"

#define WANDER_LOW_HZ 0.05
#define WANDER_HIGH_HZ 0.8

/* The heart and a stimulator are heard everywhere, by half of the level that
 * was asked for or more, and either way round. */
static double
at_this_place(emg_random *place, double level_uv)
{
    return emg_random_either_way(place, 0.5, 1) * level_uv;
}

static void
start_stimulator(emg_interference *self)
{
    const emg_scenario *s = self->scenario;
    emg_random random;
    emg_random_seed(&random, s->seed, emg_stream_of(EMG_STREAM_STIMULATOR, 0));
    self->stimulator =
        emg_stimulator_make(s->dbs_hz, s->dbs_width_s, s->rate_hz,
                            emg_random_between(&random, 0, 1));
}

void
emg_interference_start(emg_interference *interference,
                       const emg_scenario *scenario, int index)
{
    uint64_t seed = scenario->seed;
    emg_random random;

    *interference = (emg_interference){.scenario = scenario};
    emg_random_seed(&random, seed, emg_stream_of(EMG_STREAM_HUM, index));
    interference->hum_turns = emg_random_between(&random, 0, 1);
    emg_random_seed(&random, seed, emg_stream_of(EMG_STREAM_PLACE, index));
    interference->heart_uv = at_this_place(&random, scenario->ecg_uv);
    interference->stimulator_uv = at_this_place(&random, scenario->dbs_uv);
    emg_random_seed(&random, seed, emg_stream_of(EMG_STREAM_WANDER, index));
    emg_tones_start(&interference->wander, &random, WANDER_LOW_HZ,
                    WANDER_HIGH_HZ);
    emg_heart_start(&interference->heart, seed);
    start_stimulator(interference);
    emg_magnet_start(&interference->magnet, scenario->tms_interval_s, seed);
    emg_cable_start(&interference->cable, seed, index);
    emg_spikes_start(&interference->spikes, seed, index);
}

double
emg_interference_at(emg_interference *interference, double time_s)
{
    const emg_scenario *s = interference->scenario;
    double sum = 0;
    if (s->hum_uv > 0)
        sum += emg_mains_at(s, interference->hum_turns, time_s);
    if (s->ecg_uv > 0)
        sum +=
            interference->heart_uv * emg_heart_at(&interference->heart, time_s);
    if (s->dbs_uv > 0)
        sum += interference->stimulator_uv *
               emg_stimulator_at(&interference->stimulator, time_s);
    if (s->tms_uv > 0)
        sum += s->tms_uv * emg_magnet_artefact(
                               emg_magnet_since(&interference->magnet, time_s));
    if (s->motion_uv > 0)
        sum += s->motion_uv * emg_cable_at(&interference->cable, time_s);
    if (s->wander_uv > 0)
        sum += s->wander_uv * emg_tones_at(&interference->wander, time_s);
    if (s->spikes_uv > 0)
        sum += s->spikes_uv * emg_spikes_at(&interference->spikes, time_s);
    return sum;
}

/* A pulse of the stimulator comes through its low-pass weakened. */
double
emg_interference_reach(const emg_scenario *s)
{
    return 2 * s->hum_uv + s->ecg_uv + s->dbs_uv + s->tms_uv + s->spikes_uv +
           EMG_TONES_PEAK * (s->motion_uv + s->wander_uv);
}
