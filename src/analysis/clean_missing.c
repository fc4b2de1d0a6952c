/* Saturated and dropped samples: bridged where they are short, told of where
 * they are not, since a straight line would look like silence. */
#include "analysis/clean_step.h"

#include "base/memory.h"
#include "detect/runs.h"
#include "filter/bridge.h"

#include <math.h>

#define LONGEST_S 0.01 /* that is bridged */

typedef struct group {
    int n_channels;
    int segment;
    double rate_hz;
    emg_runs *runs; /* of each channel; NULL where channels pass */
} group;

typedef struct missing_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    int n_groups;
    group *groups;
} missing_sink;

static emg_status
missing_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    group *g = &((missing_sink *)sink)->groups[block->group];
    bool goes_on = block->segment.number == g->segment;
    emg_status status = EMG_OK;
    g->segment = block->segment.number;
    for (int c = 0; g->runs && c < g->n_channels; c++) {
        if (!goes_on)
            status = emg_runs_gap(&g->runs[c], error);
        for (int i = 0; i < block->n_frames && !status; i++)
            status = emg_runs_add(&g->runs[c], emg_block_at(block, c, i),
                                  block->first_frame + i, error);
    }
    return status;
}

static emg_status
missing_finish(emg_sink *sink, emg_error *error)
{
    missing_sink *self = (missing_sink *)sink;
    emg_status status = EMG_OK;
    for (int i = 0; i < self->n_groups; i++) {
        group *g = &self->groups[i];
        for (int c = 0; g->runs && c < g->n_channels && !status; c++) {
            status = emg_runs_gap(&g->runs[c], error);
            emg_runs_finish(&g->runs[c]);
        }
    }
    return status;
}

static void
missing_destroy(emg_sink *sink)
{
    missing_sink *self = (missing_sink *)sink;
    for (int i = 0; self->groups && i < self->n_groups; i++) {
        group *g = &self->groups[i];
        for (int c = 0; g->runs && c < g->n_channels; c++)
            emg_runs_clear(&g->runs[c]);
        emg_free(g->runs);
    }
    emg_free(self->groups);
    emg_free(self);
}

static const emg_sink_ops missing_ops = {
    .name = "missing samples",
    .take = missing_take,
    .finish = missing_finish,
    .destroy = missing_destroy,
};

static emg_status
begin_group(group *g, const emg_format *format, emg_use use, emg_error *error)
{
    size_t n = (size_t)format->n_channels;
    *g = (group){.segment = -1, .rate_hz = format->rate_hz};
    if (use != EMG_TREAT)
        return EMG_OK;
    g->runs = emg_new(n, sizeof *g->runs, error);
    if (!g->runs)
        return EMG_NO_MEMORY;
    g->n_channels = format->n_channels;
    for (int c = 0; c < g->n_channels; c++) {
        g->runs[c].rate_hz = format->rate_hz;
        g->runs[c].step = format->channels[c].step;
    }
    return EMG_OK;
}

static emg_sink *
missing_listen(const emg_recording *recording, const emg_cleaning *cleaning,
               emg_error *error)
{
    missing_sink *self = emg_new(1, sizeof *self, error);
    (void)cleaning;
    if (!self)
        return NULL;
    self->sink.ops = &missing_ops;
    self->n_groups = recording->n_groups;
    self->groups = emg_new((size_t)self->n_groups, sizeof *self->groups, error);
    emg_status status = self->groups ? EMG_OK : EMG_NO_MEMORY;
    for (int i = 0; i < self->n_groups && !status; i++)
        status = begin_group(&self->groups[i], &recording->groups[i],
                             recording->uses[i], error);
    if (!status)
        return &self->sink;
    missing_destroy(&self->sink);
    return NULL;
}

static bool
is_short(const group *g, const emg_run_of *run)
{
    return (double)(run->to - run->from) <= LONGEST_S * g->rate_hz + 1e-9;
}

/* The short ones, into room for all. */
static emg_stretches
choose(const group *g, const emg_runs *runs, emg_stretch_of *to)
{
    emg_stretches list = {0, to};
    for (size_t i = 0; i < runs->n; i++)
        if (is_short(g, &runs->items[i]))
            to[list.n++] =
                (emg_stretch_of){runs->items[i].from, runs->items[i].to};
    return list;
}

static emg_stage *
missing_stage(const emg_format *in, int index, const emg_cleaning *cleaning,
              const emg_sink *heard, emg_error *error)
{
    const group *g = &((const missing_sink *)heard)->groups[index];
    size_t n_channels = (size_t)in->n_channels, n = 0;
    emg_stage *stage = NULL;
    (void)cleaning;
    for (size_t c = 0; c < n_channels; c++)
        n += g->runs[c].n;
    emg_stretch_of *items = emg_new(n, sizeof *items, error);
    emg_stretches *lists = emg_new(n_channels, sizeof *lists, error);
    if (items && lists) {
        emg_stretch_of *at = items;
        for (size_t c = 0; c < n_channels; c++) {
            lists[c] = choose(g, &g->runs[c], at);
            at += lists[c].n;
        }
        stage = emg_bridge_create(in, lists, error);
    }
    emg_free(items);
    emg_free(lists);
    return stage;
}

static void
missing_tell(const emg_sink *heard, int index, int lane,
             const emg_cleaning *cleaning, emg_cleaned *row)
{
    const group *g = &((const missing_sink *)heard)->groups[index];
    const emg_runs *runs = &g->runs[lane];
    (void)cleaning;
    if (runs->n == 0)
        row->state = EMG_CLEANED_NOT_NEEDED;
    for (size_t i = 0; i < runs->n; i++)
        if (!is_short(g, &runs->items[i]))
            row->state = EMG_CLEANED_IN_PART;
}

static bool
missing_asked(const emg_cleaning *cleaning)
{
    return cleaning->missing;
}

const emg_clean_step emg_clean_missing = {
    .name = "missing",
    .asked = missing_asked,
    .listen = missing_listen,
    .stage = missing_stage,
    .tell = missing_tell,
};
