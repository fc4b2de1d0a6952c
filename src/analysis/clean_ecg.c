/* Heartbeats: looked for in the channel where they are clearest, taken out of
 * all. */
#include "analysis/clean_step.h"

#include "analysis/side.h"
#include "analysis/timeline.h"
#include "base/memory.h"
#include "detect/beats.h"
#include "filter/heart.h"

#include <math.h>

#define LOW_HZ 5 /* of QRS complexes; below it lie T waves and breathing */
#define HIGH_HZ 40
#define ORDER 2
#define CUT_HZ 30
#define CUT_ORDER 4

typedef struct group {
    int n_channels;
    emg_timeline timeline;
    emg_side *side;   /* NULL: no beats are looked for */
    emg_beats *beats; /* of each channel */
    bool *heard;      /* in which they are looked for */
} group;

typedef struct ecg_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    int n_groups;
    group *groups;
    int best_group, best; /* where beats are most regular; -1: nowhere */
    emg_rhythm rhythm;
} ecg_sink;

/* ---- listening --------------------------------------------------------- */

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    group *g = to;
    (void)envelope;
    for (int c = 0; c < g->n_channels; c++) {
        if (!g->heard[c])
            continue;
        if (band->first_frame == band->segment.first_frame &&
            emg_beats_gap(&g->beats[c], error))
            return EMG_NO_MEMORY;
        for (int i = 0; i < band->n_frames; i++)
            if (emg_beats_add(&g->beats[c], emg_block_at(band, c, i),
                              band->first_frame + i, error))
                return EMG_NO_MEMORY;
    }
    return EMG_OK;
}

static emg_status
ecg_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    group *g = &((ecg_sink *)sink)->groups[block->group];
    emg_status status = emg_timeline_add(&g->timeline, block, error);
    return status || !g->side ? status
                              : emg_side_take(g->side, block, hear, g, error);
}

static emg_status
compare(ecg_sink *self, int index, int lane, emg_error *error)
{
    emg_rhythm rhythm;
    emg_beats *beats = &self->groups[index].beats[lane];
    emg_status status = emg_beats_gap(beats, error);
    if (!status)
        status = emg_beats_rhythm(beats, &rhythm, error);
    if (!status && rhythm.is_heart &&
        rhythm.regularity > self->rhythm.regularity) {
        self->rhythm = rhythm;
        self->best_group = index;
        self->best = lane;
    }
    return status;
}

static emg_status
ecg_finish(emg_sink *sink, emg_error *error)
{
    ecg_sink *self = (ecg_sink *)sink;
    emg_status status = EMG_OK;
    for (int i = 0; i < self->n_groups && !status; i++) {
        group *g = &self->groups[i];
        if (g->side)
            status = emg_side_end(g->side, hear, g, error);
        for (int c = 0; g->side && c < g->n_channels && !status; c++)
            if (g->heard[c])
                status = compare(self, i, c, error);
    }
    return status;
}

static void
ecg_destroy(emg_sink *sink)
{
    ecg_sink *self = (ecg_sink *)sink;
    for (int i = 0; self->groups && i < self->n_groups; i++) {
        group *g = &self->groups[i];
        for (int c = 0; g->beats && c < g->n_channels; c++)
            emg_beats_clear(&g->beats[c]);
        emg_side_destroy(g->side);
        emg_timeline_clear(&g->timeline);
        emg_free(g->beats);
        emg_free(g->heard);
    }
    emg_free(self->groups);
    emg_free(self);
}

static const emg_sink_ops ecg_ops = {
    .name = "heartbeats",
    .take = ecg_take,
    .finish = ecg_finish,
    .destroy = ecg_destroy,
};

/* ---- where to listen --------------------------------------------------- */

/* The channel that was named, or the first of kind ECG; 0: there is none. */
static int
channel_of(const emg_recording *recording, const emg_cleaning *cleaning)
{
    if (cleaning->ecg_channel > 0)
        return cleaning->ecg_channel;
    for (int g = 0; g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++)
            if (recording->groups[g].channels[c].kind == EMG_KIND_ECG)
                return recording->groups[g].channels[c].number;
    return 0;
}

static emg_status
begin_group(group *g, const emg_format *format, emg_use use, int channel,
            emg_error *error)
{
    emg_conditioning band = {.n_filters = 1,
                             .filters = {{.kind = EMG_BAND_PASS,
                                          .order = ORDER,
                                          .low_hz = LOW_HZ,
                                          .high_hz = HIGH_HZ}},
                             .direction = {.zero_phase = true},
                             .envelope = emg_conditioning_default().envelope};
    size_t n = (size_t)format->n_channels;
    bool any = false;
    g->n_channels = format->n_channels;
    g->timeline.rate_hz = format->rate_hz;
    g->heard = emg_new(n, sizeof *g->heard, error);
    g->beats = emg_new(n, sizeof *g->beats, error);
    if (!g->heard || !g->beats)
        return EMG_NO_MEMORY;
    for (int c = 0; c < g->n_channels; c++) {
        g->beats[c].rate_hz = format->rate_hz;
        g->heard[c] =
            channel ? format->channels[c].number == channel : use == EMG_TREAT;
        any |= g->heard[c];
    }
    if (!any || format->rate_hz <= 2 * HIGH_HZ)
        return EMG_OK;
    g->side = emg_side_create(format, &band, error);
    if (!g->side)
        return error ? error->status : EMG_NO_MEMORY;
    emg_side_reset(g->side, EMG_SIDE_BAND);
    return EMG_OK;
}

static emg_sink *
ecg_listen(const emg_recording *recording, const emg_cleaning *cleaning,
           emg_error *error)
{
    int channel = channel_of(recording, cleaning);
    ecg_sink *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->sink.ops = &ecg_ops;
    self->best = self->best_group = -1;
    self->n_groups = recording->n_groups;
    self->groups = emg_new((size_t)self->n_groups, sizeof *self->groups, error);
    emg_status status = self->groups ? EMG_OK : EMG_NO_MEMORY;
    for (int i = 0; i < self->n_groups && !status; i++)
        status = begin_group(&self->groups[i], &recording->groups[i],
                             recording->uses[i], channel, error);
    if (!status)
        return &self->sink;
    ecg_destroy(&self->sink);
    return NULL;
}

/* ---- taking out -------------------------------------------------------- */

static emg_stage *
cut(const emg_format *in, emg_error *error)
{
    const emg_filter high = {
        .kind = EMG_HIGH_PASS, .order = CUT_ORDER, .low_hz = CUT_HZ};
    return emg_filter_create(in, &high, 1, (emg_direction){.zero_phase = true},
                             error);
}

static emg_stage *
ecg_stage(const emg_format *in, int index, const emg_cleaning *cleaning,
          const emg_sink *heard, emg_error *error)
{
    const ecg_sink *self = (const ecg_sink *)heard;
    if (cleaning->ecg == EMG_ECG_HIGH_PASS)
        return cut(in, error);
    if (self->best < 0)
        return emg_heart_create(in, NULL, 0, 1, error);
    const group *from = &self->groups[self->best_group];
    const emg_beats *beats = &from->beats[self->best];
    int64_t *frames = emg_new(beats->n, sizeof *frames, error);
    if (!frames)
        return NULL;
    size_t n = 0;
    for (size_t i = 0; i < beats->n; i++) {
        double time_s = emg_timeline_time(&from->timeline, beats->frames[i]);
        int64_t frame =
            emg_timeline_frame(&self->groups[index].timeline, time_s);
        if (frame >= 0)
            frames[n++] = frame;
    }
    emg_stage *stage =
        emg_heart_create(in, frames, n, self->rhythm.interval_s, error);
    emg_free(frames);
    return stage;
}

static void
ecg_tell(const emg_sink *heard, int index, int lane,
         const emg_cleaning *cleaning, emg_cleaned *row)
{
    const ecg_sink *self = (const ecg_sink *)heard;
    (void)index;
    (void)lane;
    if (cleaning->ecg == EMG_ECG_HIGH_PASS)
        return;
    if (self->best >= 0)
        row->hz = 1 / self->rhythm.interval_s;
    else
        row->state = EMG_CLEANED_NOT_NEEDED;
}

static bool
ecg_asked(const emg_cleaning *cleaning)
{
    return cleaning->ecg != EMG_ECG_OFF;
}

const emg_clean_step emg_clean_ecg = {
    .name = "ecg",
    .asked = ecg_asked,
    .listen = ecg_listen,
    .stage = ecg_stage,
    .tell = ecg_tell,
};
