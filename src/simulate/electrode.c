/* Muscles, noise and interference, added up at one place on the skin. */
#include "simulate/electrode.h"

#include "simulate/scenario.h"

#include "base/math.h"

#include <math.h>
#include <stdio.h>

#define CLIPPED_AT 0.5 /* of the amplitude */
#define DIGITAL_MIN (-32768.0)
#define DIGITAL_MAX 32767.0
/* Times these and powers of two between, both ends of the range fit into the
 * eight characters that EDF has for them. */
#define FINEST_UV 0.0125
#define COARSEST_UV 1.6

static emg_status
add_voice(emg_electrode *self, int channel, double amplitude_uv,
          const emg_carriers *carriers, emg_error *error)
{
    emg_voice *voice = &self->heard[self->n_heard++];
    emg_status status =
        emg_voice_init(voice, self->scenario, carriers, channel, error);
    voice->amplitude_uv = amplitude_uv;
    return status;
}

/* B hears A; where crosstalk is mutual, A hears B as well. */
static emg_status
add_voices(emg_electrode *self, const emg_carriers *carriers, emg_error *error)
{
    const emg_scenario *s = self->scenario;
    const double amplitudes[] = {s->amplitude_uv, s->amplitude_uv * s->ratio};
    int index = self->index, muscle = index % 2;
    emg_status status =
        add_voice(self, index, amplitudes[muscle], carriers, error);
    if (!status && s->crosstalk > 0 && (muscle == 1 || s->mutual))
        status = add_voice(self, index ^ 1, amplitudes[!muscle] * s->crosstalk,
                           carriers, error);
    return status;
}

/* The other noises follow from the scenario alone. */
static void
set_levels(emg_electrode *self)
{
    const emg_scenario *s = self->scenario;
    double amplitude_uv = self->heard[0].amplitude_uv;
    self->hiss =
        (emg_hiss){.level_uv = amplitude_uv / emg_pow(10, s->snr_db / 20),
                   .steps_db = s->noise_steps_db,
                   .drift_db = s->noise_drift_db};
    self->recorder =
        (emg_recorder){.limit_uv = s->clip_uv, .dropouts_per_min = s->dropouts};
    if (s->family == EMG_FAMILY_CLIPPED)
        self->recorder.limit_uv = CLIPPED_AT * amplitude_uv;
}

emg_status
emg_electrode_init(emg_electrode *electrode, const emg_scenario *scenario,
                   const emg_plan *plan, int index,
                   const emg_carriers *carriers, emg_error *error)
{
    *electrode =
        (emg_electrode){.scenario = scenario, .plan = plan, .index = index};
    emg_status status = add_voices(electrode, carriers, error);
    if (status)
        return status;
    set_levels(electrode);
    emg_electrode_start(electrode);
    return EMG_OK;
}

void
emg_electrode_clear(emg_electrode *electrode)
{
    for (int i = 0; i < electrode->n_heard; i++)
        emg_voice_clear(&electrode->heard[i]);
    *electrode = (emg_electrode){0};
}

void
emg_electrode_start(emg_electrode *electrode)
{
    const emg_scenario *s = electrode->scenario;
    int index = electrode->index;

    for (int i = 0; i < electrode->n_heard; i++)
        emg_voice_start(&electrode->heard[i], electrode->plan, index);
    emg_hiss_start(&electrode->hiss, s->seed, index);
    emg_magnet_start(&electrode->magnet, s->tms_interval_s, s->seed);
    emg_interference_start(&electrode->interference, s, index);
    emg_recorder_start(&electrode->recorder, s->seed, index);
    electrode->frame = 0;
}

static double
muscles(emg_electrode *self, double time_s)
{
    double sum = 0;
    for (int i = 0; i < self->n_heard; i++)
        sum += emg_voice_next(&self->heard[i], time_s);
    if (self->scenario->mep_uv > 0)
        sum += self->scenario->mep_uv *
               emg_magnet_response(emg_magnet_since(&self->magnet, time_s));
    return sum;
}

static double
sample(emg_electrode *self, int64_t frame)
{
    double time_s = (double)frame / self->scenario->rate_hz;
    double sum = muscles(self, time_s) + emg_hiss_next(&self->hiss, time_s);
    if (self->scenario->clean)
        return sum;
    sum += emg_interference_at(&self->interference, time_s);
    return emg_recorder_take(&self->recorder, sum, time_s);
}

void
emg_electrode_fill(emg_electrode *electrode, emg_lanes *frames, int lane, int n)
{
    bool off = electrode->scenario->family == EMG_FAMILY_FLAT &&
               electrode->index % 2 == 1;
    for (int i = 0; i < n; i++, electrode->frame++)
        frames[i].v[lane] = off ? 0 : sample(electrode, electrode->frame);
}

/* The largest value that is at all likely, clean or not: so both recordings
 * have the same digital steps. */
static double
reach(const emg_electrode *electrode)
{
    const emg_scenario *s = electrode->scenario;
    double louder = emg_pow(10, (s->noise_steps_db + s->noise_drift_db) / 20);
    double sum = 7 * electrode->hiss.level_uv * louder + s->mep_uv +
                 emg_interference_reach(s);
    for (int i = 0; i < electrode->n_heard; i++)
        sum += 7 * electrode->heard[i].amplitude_uv *
               emg_drive_peak(electrode->plan);
    return sum;
}

void
emg_electrode_describe(const emg_electrode *electrode, emg_channel *channel)
{
    double most_uv = reach(electrode), step = FINEST_UV;
    while (step < COARSEST_UV && most_uv > DIGITAL_MAX * step)
        step *= 2;
    snprintf(channel->label, sizeof channel->label, "%s",
             emg_scenario_label(electrode->scenario, electrode->index));
    emg_channel_set_unit(channel, "uV");
    channel->kind = EMG_KIND_EMG;
    channel->step = step;
    channel->scale = (emg_scale){.physical_min = DIGITAL_MIN * step,
                                 .physical_max = DIGITAL_MAX * step,
                                 .digital_min = DIGITAL_MIN,
                                 .digital_max = DIGITAL_MAX,
                                 .bytes = 2};
}
