/* The source that makes a recording as it is read. */
#include "emg/simulate.h"

#include "simulate/electrode.h"
#include "simulate/motion.h"
#include "simulate/scenario.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct simulated {
    emg_source source;
    emg_scenario scenario;
    emg_plan *plans;           /* of each pair */
    emg_electrode *electrodes; /* of each EMG channel */
    emg_carriers carriers;
    emg_motion motion;
    int n_channels;
    emg_channel *channels; /* all of them, in order of their numbers */
    emg_rate *rates;
    emg_use *uses;
    int64_t *at; /* the next frame of each group */
    emg_magnet triggers;
    emg_event trigger; /* the one that is given now */
} simulated;

/* ---- samples --------------------------------------------------------- */

static emg_status
start(emg_source *source, emg_error *error)
{
    simulated *self = (simulated *)source;
    (void)error;

    for (int i = 0; i < 2 * self->scenario.n_pairs; i++)
        emg_electrode_start(&self->electrodes[i]);
    emg_motion_start(&self->motion, self->scenario.seed);
    emg_magnet_start(&self->triggers, self->scenario.tms_interval_s,
                     self->scenario.seed);
    memset(self->at, 0, (size_t)self->n_channels * sizeof *self->at);
    source->ended = false;
    return EMG_OK;
}

static emg_status
choose(emg_source *source, const emg_use *use, emg_error *error)
{
    simulated *self = (simulated *)source;
    memcpy(self->uses, use, (size_t)self->n_channels * sizeof *use);
    return emg_recording_group(&source->recording, self->n_channels,
                               self->channels, self->rates, self->uses, error);
}

static int64_t
frames_of(const simulated *self, const emg_format *group)
{
    double frames = floor(self->scenario.duration_s * group->rate_hz + 0.5);
    return frames > 1 ? (int64_t)frames : 1;
}

/* The group that is least far in time, or -1 when all are at their end. */
static int
next_group(const simulated *self)
{
    const emg_recording *recording = &self->source.recording;
    int next = -1;
    double earliest = 0;

    for (int g = 0; g < recording->n_groups; g++) {
        double time = (double)self->at[g] / recording->groups[g].rate_hz;
        if (self->at[g] < frames_of(self, &recording->groups[g]) &&
            (next < 0 || time < earliest)) {
            next = g;
            earliest = time;
        }
    }
    return next;
}

/* A pulse that comes before the end of what is asked for next is told of
 * first, by itself, so it does not matter how much that is. */
static bool
give_trigger(simulated *self, double until_s)
{
    const emg_scenario *s = &self->scenario;
    double at_s = self->triggers.next_s;
    if ((s->tms_uv <= 0 && s->mep_uv <= 0) || at_s >= until_s)
        return false;
    emg_magnet_since(&self->triggers, at_s);
    self->trigger = (emg_event){.onset_s = at_s, .text = "TMS"};
    self->source.events = &self->trigger;
    self->source.n_events = 1;
    return true;
}

static void
fill(simulated *self, emg_block *block)
{
    const emg_format *group = &self->source.recording.groups[block->group];
    for (int c = 0; c < group->n_channels; c++) {
        emg_lanes *frames = emg_block_bank(block, c / EMG_LANES);
        int index = group->channels[c].number - 1, lane = c % EMG_LANES;
        if (index < 2 * self->scenario.n_pairs)
            emg_electrode_fill(&self->electrodes[index], frames, lane,
                               block->n_frames);
        else
            emg_motion_fill(&self->motion, frames, lane, block->n_frames);
    }
}

static emg_status
next(emg_source *source, emg_block *block, emg_error *error)
{
    simulated *self = (simulated *)source;
    int g = next_group(self);
    (void)error;

    block->n_frames = 0;
    source->n_events = 0;
    if (g < 0) {
        source->ended = true;
        return EMG_OK;
    }
    const emg_format *group = &source->recording.groups[g];
    int64_t left = frames_of(self, group) - self->at[g];
    int wanted = left < block->capacity ? (int)left : block->capacity;
    block->group = g;
    block->n_channels = group->n_channels;
    block->first_frame = self->at[g];
    block->segment = (emg_segment){0};
    if (give_trigger(self, (double)(self->at[g] + wanted) / group->rate_hz))
        return EMG_OK;
    block->n_frames = wanted;
    fill(self, block);
    self->at[g] += block->n_frames;
    return EMG_OK;
}

static emg_status
fingerprint(emg_source *source, char text[33], emg_error *error)
{
    return emg_scenario_fingerprint(&((simulated *)source)->scenario, text,
                                    error);
}

static void
destroy(emg_source *source)
{
    simulated *self = (simulated *)source;
    for (int i = 0; self->electrodes && i < 2 * self->scenario.n_pairs; i++)
        emg_electrode_clear(&self->electrodes[i]);
    for (int p = 0; self->plans && p < self->scenario.n_pairs; p++)
        emg_plan_clear(&self->plans[p]);
    emg_carriers_clear(&self->carriers);
    emg_recording_clear(&source->recording);
    emg_free(self->electrodes);
    emg_free(self->plans);
    emg_free(self->channels);
    emg_free(self->rates);
    emg_free(self->uses);
    emg_free(self->at);
    emg_free(self);
}

static const emg_source_ops ops = {.name = "simulation",
                                   .select = choose,
                                   .next = next,
                                   .rewind = start,
                                   .fingerprint = fingerprint,
                                   .destroy = destroy};

/* ---- making ---------------------------------------------------------- */

static emg_status
describe(simulated *self, emg_error *error)
{
    emg_recording *recording = &self->source.recording;
    for (int i = 0; i < self->n_channels; i++) {
        emg_channel *channel = &self->channels[i];
        bool muscle = i < 2 * self->scenario.n_pairs;
        if (muscle)
            emg_electrode_describe(&self->electrodes[i], channel);
        else
            emg_motion_describe(channel);
        channel->number = i + 1;
        emg_rate_set(&self->rates[i],
                     muscle ? self->scenario.rate_hz : EMG_MOTION_HZ, 1);
        self->uses[i] = EMG_TREAT;
    }
    snprintf(recording->name, sizeof recording->name, "%s",
             emg_family_name(self->scenario.family));
    snprintf(recording->format, sizeof recording->format, "simulation");
    recording->duration_s = self->scenario.duration_s;
    return emg_recording_group(recording, self->n_channels, self->channels,
                               self->rates, self->uses, error);
}

static emg_status
make_room(simulated *self, emg_error *error)
{
    size_t n = (size_t)self->n_channels;
    size_t pairs = (size_t)self->scenario.n_pairs;

    self->plans = emg_new(pairs, sizeof *self->plans, error);
    self->electrodes = emg_new(2 * pairs, sizeof *self->electrodes, error);
    self->channels = emg_new(n, sizeof *self->channels, error);
    self->rates = emg_new(n, sizeof *self->rates, error);
    self->uses = emg_new(n, sizeof *self->uses, error);
    self->at = emg_new(n, sizeof *self->at, error);
    if (!self->plans || !self->electrodes || !self->channels || !self->rates ||
        !self->uses || !self->at)
        return EMG_NO_MEMORY;
    return emg_carriers_init(&self->carriers, &self->scenario, error);
}

static emg_status
prepare(simulated *self, emg_error *error)
{
    emg_status status = make_room(self, error);
    for (int p = 0; p < self->scenario.n_pairs && !status; p++)
        status = emg_plan_make(&self->plans[p], &self->scenario, p, error);
    for (int i = 0; i < 2 * self->scenario.n_pairs && !status; i++)
        status =
            emg_electrode_init(&self->electrodes[i], &self->scenario,
                               &self->plans[i / 2], i, &self->carriers, error);
    if (!status)
        status = describe(self, error);
    return status ? status : start(&self->source, error);
}

emg_source *
emg_simulate_open(const emg_scenario *scenario, emg_error *error)
{
    if (emg_scenario_check(scenario, error))
        return NULL;
    simulated *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->source.ops = &ops;
    self->scenario = *scenario;
    self->n_channels = 2 * scenario->n_pairs + scenario->accelerometer;
    if (prepare(self, error)) {
        destroy(&self->source);
        return NULL;
    }
    self->scenario.labels = NULL; /* the caller's; they are copied by now */
    return &self->source;
}

static const emg_bout *
listed(const emg_gates *gates, int *n)
{
    *n = (int)gates->n;
    return gates->list;
}

const emg_bout *
emg_simulate_contractions(const emg_source *source, int channel, int *n)
{
    const simulated *self = (const simulated *)source;
    int index = channel - 1;
    return listed(&self->plans[index / 2].inside[index % 2], n);
}

const emg_bout *
emg_simulate_truth(const emg_source *source, int pair, int *n)
{
    return listed(&((const simulated *)source)->plans[pair].truth, n);
}
