/* Magnetic stimuli: told by annotations or a trigger channel, or looked for;
 * blanked in all channels before anything can spread them. */
#include "analysis/clean_step.h"

#include "analysis/timeline.h"
#include "base/memory.h"
#include "detect/pulses.h"
#include "filter/bridge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BESIDE_S 0.002 /* of the means that a line joins */
#define LONGEST_S 0.5  /* of one stretch */

typedef struct group {
    int n_channels;
    int segment;
    emg_timeline timeline;
    emg_pulses **pulses; /* of each channel; NULL: none are looked for */
} group;

typedef struct tms_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    const emg_cleaning *cleaning;
    int n_groups;
    group *groups;
    double *times_s; /* of stimuli */
    size_t n, room;
} tms_sink;

/* ---- listening --------------------------------------------------------- */

static emg_status
tms_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    group *g = &((tms_sink *)sink)->groups[block->group];
    emg_status status = emg_timeline_add(&g->timeline, block, error);
    for (int c = 0; c < g->n_channels && !status; c++) {
        emg_pulses *pulses = g->pulses[c];
        if (pulses && block->segment.number != g->segment)
            emg_pulses_gap(pulses);
        for (int i = 0; pulses && i < block->n_frames && !status; i++)
            status = emg_pulses_add(pulses, emg_block_at(block, c, i),
                                    block->first_frame + i, error);
    }
    g->segment = block->segment.number;
    return status;
}

static emg_status
add_time(tms_sink *self, double time_s, emg_error *error)
{
    if (emg_grow((void **)&self->times_s, &self->room, self->n + 1,
                 sizeof *self->times_s, error))
        return EMG_NO_MEMORY;
    self->times_s[self->n++] = time_s;
    return EMG_OK;
}

static emg_status
tms_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    tms_sink *self = (tms_sink *)sink;
    const emg_cleaning *how = self->cleaning;
    return how->tms == EMG_TMS_ANNOTATION && event->text &&
                   strcmp(how->tms_text, event->text) == 0
               ? add_time(self, event->onset_s, error)
               : EMG_OK;
}

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static emg_status
add_pulses(tms_sink *self, const group *g, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int c = 0; c < g->n_channels; c++) {
        emg_pulses *pulses = g->pulses[c];
        if (pulses)
            emg_pulses_finish(pulses);
        for (size_t i = 0; pulses && i < pulses->n && !status; i++)
            status = add_time(
                self, emg_timeline_time(&g->timeline, pulses->items[i].frame),
                error);
    }
    return status;
}

static emg_status
tms_finish(emg_sink *sink, emg_error *error)
{
    tms_sink *self = (tms_sink *)sink;
    emg_status status = EMG_OK;
    for (int i = 0; i < self->n_groups && !status; i++)
        status = add_pulses(self, &self->groups[i], error);
    if (self->n > 0)
        qsort(self->times_s, self->n, sizeof *self->times_s, by_size);
    return status;
}

static void
tms_destroy(emg_sink *sink)
{
    tms_sink *self = (tms_sink *)sink;
    for (int i = 0; self->groups && i < self->n_groups; i++) {
        group *g = &self->groups[i];
        for (int c = 0; g->pulses && c < g->n_channels; c++) {
            if (g->pulses[c])
                emg_pulses_clear(g->pulses[c]);
            emg_free(g->pulses[c]);
        }
        emg_timeline_clear(&g->timeline);
        emg_free(g->pulses);
    }
    emg_free(self->groups);
    emg_free(self->times_s);
    emg_free(self);
}

static const emg_sink_ops tms_ops = {
    .name = "magnetic stimuli",
    .take = tms_take,
    .event = tms_event,
    .finish = tms_finish,
    .destroy = tms_destroy,
};

static bool
is_heard(const emg_cleaning *cleaning, emg_use use, int number)
{
    return cleaning->tms == EMG_TMS_DETECT    ? use == EMG_TREAT
           : cleaning->tms == EMG_TMS_TRIGGER ? number == cleaning->tms_channel
                                              : false;
}

static emg_status
begin_group(group *g, const emg_format *format, emg_use use,
            const emg_cleaning *cleaning, emg_error *error)
{
    size_t n = (size_t)format->n_channels;
    bool is_trigger = cleaning->tms == EMG_TMS_TRIGGER;
    *g = (group){.segment = -1, .timeline = {.rate_hz = format->rate_hz}};
    g->pulses = emg_new(n, sizeof *g->pulses, error);
    if (!g->pulses)
        return EMG_NO_MEMORY;
    g->n_channels = format->n_channels;
    for (int c = 0; c < g->n_channels; c++) {
        if (!is_heard(cleaning, use, format->channels[c].number))
            continue;
        g->pulses[c] = emg_new(1, sizeof *g->pulses[c], error);
        if (!g->pulses[c] ||
            emg_pulses_init(g->pulses[c], format->rate_hz, is_trigger, error))
            return EMG_NO_MEMORY;
    }
    return EMG_OK;
}

static emg_sink *
tms_listen(const emg_recording *recording, const emg_cleaning *cleaning,
           emg_error *error)
{
    tms_sink *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->sink.ops = &tms_ops;
    self->cleaning = cleaning;
    self->n_groups = recording->n_groups;
    self->groups = emg_new((size_t)self->n_groups, sizeof *self->groups, error);
    emg_status status = self->groups ? EMG_OK : EMG_NO_MEMORY;
    for (int i = 0; i < self->n_groups && !status; i++)
        status = begin_group(&self->groups[i], &recording->groups[i],
                             recording->uses[i], cleaning, error);
    if (!status)
        return &self->sink;
    tms_destroy(&self->sink);
    return NULL;
}

/* ---- blanking ---------------------------------------------------------- */

/* Of the stretch without a gap that a frame lies in. */
static emg_stretch_frames
around(const emg_timeline *timeline, int64_t frame)
{
    size_t i = 0;
    while (i + 1 < timeline->n && timeline->stretches[i + 1].first <= frame)
        i++;
    return timeline->stretches[i];
}

/* What is blanked, in order; stretches that are too near for a mean between
 * them become one. Returns how many there are. */
static size_t
blank(const tms_sink *self, const group *g, emg_stretch_of *to)
{
    const emg_cleaning *how = self->cleaning;
    double rate_hz = g->timeline.rate_hz;
    size_t n = 0;
    for (size_t i = 0; i < self->n; i++) {
        int64_t at = emg_timeline_frame(&g->timeline, self->times_s[i]);
        if (at < 0)
            continue;
        emg_stretch_frames in = around(&g->timeline, at);
        int64_t from = at - (int64_t)floor(how->tms_before_s * rate_hz + 1e-9);
        int64_t end =
            at + (int64_t)floor(how->tms_after_s * rate_hz + 1e-9) + 1;
        from = from > in.first ? from : in.first;
        end = end < in.end ? end : in.end;
        bool near = n > 0 && from >= in.first && to[n - 1].to > in.first &&
                    (double)(from - to[n - 1].to) < BESIDE_S * rate_hz &&
                    (double)(end - to[n - 1].from) < LONGEST_S * rate_hz;
        if (n > 0 && !near && from < to[n - 1].to)
            from = to[n - 1].to;
        if (near)
            to[n - 1].to = end > to[n - 1].to ? end : to[n - 1].to;
        else if (end > from)
            to[n++] = (emg_stretch_of){from, end};
    }
    return n;
}

static emg_stage *
tms_stage(const emg_format *in, int index, const emg_cleaning *cleaning,
          const emg_sink *heard, emg_error *error)
{
    const tms_sink *self = (const tms_sink *)heard;
    size_t n_channels = (size_t)in->n_channels;
    emg_stage *stage = NULL;
    emg_stretch_of *items = emg_new(self->n, sizeof *items, error);
    emg_stretches *lists = emg_new(n_channels, sizeof *lists, error);
    (void)cleaning;
    if (items && lists) {
        size_t n = blank(self, &self->groups[index], items);
        for (size_t c = 0; c < n_channels; c++)
            lists[c] = (emg_stretches){n, items};
        stage = emg_bridge_create(in, lists, error);
    }
    emg_free(items);
    emg_free(lists);
    return stage;
}

static void
tms_tell(const emg_sink *heard, int index, int lane,
         const emg_cleaning *cleaning, emg_cleaned *row)
{
    (void)index;
    (void)lane;
    (void)cleaning;
    if (((const tms_sink *)heard)->n == 0)
        row->state = EMG_CLEANED_NOT_NEEDED;
}

static bool
tms_asked(const emg_cleaning *cleaning)
{
    return cleaning->tms != EMG_TMS_OFF;
}

const emg_clean_step emg_clean_tms = {
    .name = "tms",
    .asked = tms_asked,
    .listen = tms_listen,
    .stage = tms_stage,
    .tell = tms_tell,
};
