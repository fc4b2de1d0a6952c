/* Muscles, noise and mains, added up at one place on the skin. */
#include "simulate/electrode.h"

#include "simulate/scenario.h"
#include "simulate/streams.h"

#include "base/math.h"

#include <math.h>
#include <stdio.h>

#define WANDER_HZ 0.05 /* of the mains, about its frequency */
#define WANDER_S 20.0  /* and how long it takes over it */
#define CLIPPED_AT 0.5 /* of the amplitude */
#define DIGITAL_MIN (-32768.0)
#define DIGITAL_MAX 32767.0
/* Times these and powers of two between, both ends of the range fit into the
 * eight characters that EDF has for them. */
#define FINEST_UV 0.0125
#define COARSEST_UV 0.4

static emg_status
add_voice(emg_electrode *self, int muscle, double amplitude_uv,
          emg_shaper *shaper, emg_error *error)
{
    emg_voice *voice = &self->heard[self->n_heard++];
    voice->gates = &self->plan->muscles[muscle];
    voice->amplitude_uv = amplitude_uv;
    return emg_shape_init(&voice->shape, shaper, error);
}

emg_status
emg_electrode_init(emg_electrode *electrode, const emg_scenario *scenario,
                   const emg_plan *plan, int index, emg_shaper *shaper,
                   emg_error *error)
{
    int muscle = index % 2;
    double gain = muscle ? scenario->ratio : 1;
    double amplitude = scenario->amplitude_uv * gain;

    *electrode =
        (emg_electrode){.scenario = scenario, .plan = plan, .index = index};
    electrode->noise_uv = amplitude / emg_pow(10, scenario->snr_db / 20);
    if (scenario->family == EMG_FAMILY_CLIPPED)
        electrode->limit_uv = CLIPPED_AT * amplitude;
    emg_status status = add_voice(electrode, muscle, amplitude, shaper, error);
    if (!status && muscle == 1 && scenario->crosstalk > 0)
        status = add_voice(electrode, 0,
                           scenario->amplitude_uv * scenario->crosstalk, shaper,
                           error);
    if (!status)
        emg_electrode_start(electrode);
    return status;
}

void
emg_electrode_clear(emg_electrode *electrode)
{
    for (int i = 0; i < electrode->n_heard; i++)
        emg_shape_clear(&electrode->heard[i].shape);
    *electrode = (emg_electrode){0};
}

void
emg_electrode_start(emg_electrode *electrode)
{
    uint64_t seed = electrode->scenario->seed;
    int index = electrode->index;
    emg_random hum;

    /* The second voice is the other muscle's own waveform, sample for sample.
     */
    for (int i = 0; i < electrode->n_heard; i++) {
        electrode->heard[i].at = 0;
        emg_shape_start(&electrode->heard[i].shape, seed,
                        emg_stream_of(EMG_STREAM_MUSCLE, index - i));
    }
    emg_random_seed(&electrode->noise, seed,
                    emg_stream_of(EMG_STREAM_NOISE, index));
    emg_random_seed(&hum, seed, emg_stream_of(EMG_STREAM_HUM, index));
    electrode->hum_turns = emg_random_between(&hum, 0, 1);
    electrode->frame = 0;
}

/* Whole turns are taken off first: what is left keeps its digits after hours.
 */
static double
sine(double turns)
{
    return emg_sin((double)(2 * EMG_PI) * (turns - floor(turns)));
}

/* Its depth is 0.5, so the gain stays above 0.29. */
static double
tremor(const emg_plan *plan, double time_s)
{
    if (plan->tremor_depth <= 0)
        return 1;
    return 1 + plan->tremor_depth * sqrt(2) *
                   sine(plan->tremor_hz * time_s + plan->tremor_turns);
}

/* sin 3x and sin 5x by Chebyshev; harmonics above half the rate are left out.
 */
static double
hum(const emg_electrode *self, double time_s)
{
    const emg_scenario *scenario = self->scenario;
    if (scenario->hum_uv <= 0)
        return 0;
    double wander =
        WANDER_HZ * WANDER_S / (double)(2 * EMG_PI) * sine(time_s / WANDER_S);
    double s = sine(scenario->hum_hz * time_s + wander + self->hum_turns);
    double square = s * s, wave = s;
    if (6 * scenario->hum_hz < scenario->rate_hz)
        wave += 0.3 * s * (3 - 4 * square);
    if (10 * scenario->hum_hz < scenario->rate_hz)
        wave += 0.15 * s * (5 - 20 * square + 16 * square * square);
    return scenario->hum_uv * wave;
}

static double
muscles(emg_electrode *self, double time_s)
{
    emg_ramp ramp = {self->scenario->ramp_s, self->scenario->cosine};
    double sum = 0;
    for (int i = 0; i < self->n_heard; i++) {
        emg_voice *voice = &self->heard[i];
        double gain = emg_gates_gain(voice->gates, ramp, time_s, &voice->at);
        sum += voice->amplitude_uv * gain * emg_shape_next(&voice->shape);
    }
    return sum * tremor(self->plan, time_s);
}

static double
limited(double value, double limit)
{
    if (limit <= 0)
        return value;
    return value > limit ? limit : value < -limit ? -limit : value;
}

static double
sample(emg_electrode *self, int64_t frame)
{
    double time_s = (double)frame / self->scenario->rate_hz;
    double sum = muscles(self, time_s) +
                 self->noise_uv * emg_random_gauss(&self->noise) +
                 hum(self, time_s);
    return limited(sum, self->limit_uv);
}

void
emg_electrode_fill(emg_electrode *electrode, emg_lanes *frames, int lane, int n)
{
    bool off = electrode->scenario->family == EMG_FAMILY_FLAT &&
               electrode->index % 2 == 1;
    for (int i = 0; i < n; i++, electrode->frame++)
        frames[i].v[lane] = off ? 0 : sample(electrode, electrode->frame);
}

/* The largest value that is at all likely. */
static double
reach(const emg_electrode *electrode)
{
    double sum = 7 * electrode->noise_uv + 2 * electrode->scenario->hum_uv;
    for (int i = 0; i < electrode->n_heard; i++)
        sum += 7 * electrode->heard[i].amplitude_uv *
               (1 + sqrt(2) * electrode->plan->tremor_depth);
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
