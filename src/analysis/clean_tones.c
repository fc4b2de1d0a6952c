/* One listener a channel, each with spectra of its own. */
#include "analysis/clean_tones.h"

#include "analysis/hum.h"
#include "base/memory.h"

#include <math.h>

#define LOW_HZ 20 /* of the signal that a line is compared with */
#define HIGH_HZ 450
#define NARROW_CONTRAST 3
#define APART_HZ 1.5 /* lines that are nearer are one */
#define LEAST_S 5    /* of which a mean spectrum tells lines from chance */
#define LOWEST_HZ 5  /* of narrow lines: below it movement is no line */
#define HIGHEST 0.45 /* of the rate */

typedef struct group {
    int n_channels;
    double rate_hz;
    int segment;
    int64_t frames;
    emg_hum **hums; /* of each channel; NULL where channels pass */
} group;

typedef struct tones_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    int n_groups;
    group *groups;
} tones_sink;

static emg_status
tones_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    group *g = &((tones_sink *)sink)->groups[block->group];
    bool goes_on = block->segment.number == g->segment;
    (void)error;
    g->segment = block->segment.number;
    g->frames += block->n_frames;
    for (int c = 0; g->hums && c < g->n_channels; c++) {
        if (!goes_on)
            emg_hum_gap(g->hums[c]);
        for (int i = 0; i < block->n_frames; i++)
            emg_hum_add(g->hums[c], emg_block_at(block, c, i));
    }
    return EMG_OK;
}

static emg_status
tones_finish(emg_sink *sink, emg_error *error)
{
    (void)sink;
    (void)error;
    return EMG_OK;
}

static void
tones_destroy(emg_sink *sink)
{
    tones_sink *self = (tones_sink *)sink;
    for (int i = 0; self->groups && i < self->n_groups; i++) {
        group *g = &self->groups[i];
        for (int c = 0; g->hums && c < g->n_channels; c++)
            emg_hum_destroy(g->hums[c]);
        emg_free(g->hums);
    }
    emg_free(self->groups);
    emg_free(self);
}

static const emg_sink_ops tones_ops = {
    .name = "lines",
    .take = tones_take,
    .finish = tones_finish,
    .destroy = tones_destroy,
};

static emg_status
take_memory(tones_sink *self, const emg_recording *recording, emg_error *error)
{
    size_t n_groups = (size_t)recording->n_groups;
    self->groups = emg_new(n_groups, sizeof *self->groups, error);
    self->n_groups = self->groups ? recording->n_groups : 0;
    for (int i = 0; i < self->n_groups; i++) {
        const emg_format *format = &recording->groups[i];
        size_t n = (size_t)format->n_channels;
        group *g = &self->groups[i];
        *g = (group){.n_channels = format->n_channels,
                     .rate_hz = format->rate_hz,
                     .segment = -1};
        if (recording->uses[i] != EMG_TREAT)
            continue;
        g->hums = emg_new(n, sizeof *g->hums, error);
        if (!g->hums)
            return EMG_NO_MEMORY;
        for (int c = 0; c < g->n_channels; c++)
            if (!(g->hums[c] = emg_hum_create(format->rate_hz, error)))
                return EMG_NO_MEMORY;
    }
    return self->groups ? EMG_OK : EMG_NO_MEMORY;
}

emg_sink *
emg_clean_tones_create(const emg_recording *recording, emg_error *error)
{
    tones_sink *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->sink.ops = &tones_ops;
    if (take_memory(self, recording, error)) {
        tones_destroy(&self->sink);
        return NULL;
    }
    return &self->sink;
}

emg_tones
emg_clean_tones_of(const emg_sink *sink, int index, int lane)
{
    const tones_sink *self = (const tones_sink *)sink;
    return emg_hum_tones(self->groups[index].hums[lane]);
}

double
emg_clean_tones_share(const emg_sink *sink, double hz)
{
    const tones_sink *self = (const tones_sink *)sink;
    double sum = 0;
    for (int i = 0; i < self->n_groups; i++) {
        const group *g = &self->groups[i];
        for (int c = 0; g->hums && c < g->n_channels; c++) {
            emg_tones tones = emg_hum_tones(g->hums[c]);
            double all = emg_tones_band(&tones, LOW_HZ, HIGH_HZ);
            if (all > 0)
                sum += emg_tones_lines(&tones, hz) / all;
        }
    }
    return sum;
}

/* ---- narrow lines ------------------------------------------------------ */

void
emg_clean_add_line(emg_line_list *list, double hz)
{
    if (list->n < EMG_MOST_LINES)
        list->hz[list->n++] = hz;
}

static bool
is_listed(const emg_line_list *list, double hz)
{
    for (int i = 0; i < list->n; i++)
        if (fabs(list->hz[i] - hz) < APART_HZ)
            return true;
    return false;
}

/* Local maxima of the contrast, a bin of 1 Hz at a time. */
void
emg_clean_add_narrow(emg_line_list *list, const emg_sink *sink, int index,
                     int lane)
{
    const group *g = &((const tones_sink *)sink)->groups[index];
    emg_tones tones = emg_hum_tones(g->hums[lane]);
    if ((double)g->frames < LEAST_S * g->rate_hz)
        return;
    for (int hz = LOWEST_HZ; hz < HIGHEST * g->rate_hz; hz++) {
        double here = emg_tones_contrast(&tones, hz);
        if (here >= NARROW_CONTRAST &&
            here > emg_tones_contrast(&tones, hz - 1) &&
            here >= emg_tones_contrast(&tones, hz + 1) && !is_listed(list, hz))
            emg_clean_add_line(list, emg_tones_centre(&tones, hz));
    }
}
