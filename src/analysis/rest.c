/* Finds the rest level of every channel: given, named, or found. */
#include "emg/analysis.h"

#include "analysis/cells.h"
#include "analysis/listener.h"
#include "analysis/side.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#define CELL_S 0.1

typedef enum pass { PASS_NOTES, PASS_LEVELS, PASS_HUM, PASS_DONE } pass;

/* The channels of one rate. */
typedef struct group {
    const emg_format *format;
    emg_side *side;
    emg_cells *cells;
    emg_rest_listener *listeners;
    int64_t cell_frames;
    emg_segment raw; /* the segment that is being read; number -1 before */
} group;

typedef struct span {
    double from_s, to_s;
} span;

typedef struct rest {
    emg_analysis analysis;
    emg_recording recording;
    emg_conditioning conditioning;
    emg_rest wanted;
    char *annotation;
    pass pass;
    group *groups;
    emg_rest_level *levels;
    int n_levels;
    span *spans; /* where rest is, when it was told */
    size_t n_spans, spans_room;
} rest;

typedef struct heard {
    rest *self;
    group *group;
} heard;

/* ---- one block ------------------------------------------------------- */

static void
take_energy(void *to, int channel, double mean_square)
{
    const heard *at = to;
    emg_rest_listener *l = &at->group->listeners[channel];
    if (l->energies)
        emg_energies_add(l->energies, mean_square);
}

/* Adds the frames of the envelope that lie inside a span. */
static void
hear_span(group *g, const emg_block *envelope, span inside)
{
    double rate_hz = g->format->rate_hz;
    double start =
        emg_frame_time(g->format, &envelope->segment, envelope->first_frame);
    double from = ceil((inside.from_s - start) * rate_hz - 1e-3);
    double to = ceil((inside.to_s - start) * rate_hz - 1e-3);
    int first = from > 0 ? (int)fmin(from, envelope->n_frames) : 0;
    int end = to > 0 ? (int)fmin(to, envelope->n_frames) : 0;
    for (int i = first; i < end; i++)
        for (int c = 0; c < g->format->n_channels; c++)
            emg_moments_add(&g->listeners[c].rest,
                            emg_block_at(envelope, c, i));
}

static void
hear_quiet(group *g, const emg_block *envelope)
{
    for (int i = 0; i < envelope->n_frames; i++) {
        int64_t frame = envelope->first_frame + i;
        int64_t inside = frame - envelope->segment.first_frame;
        double time_s = emg_frame_time(g->format, &envelope->segment, frame);
        for (int c = 0; c < g->format->n_channels; c++)
            emg_listener_quiet(&g->listeners[c], emg_block_at(envelope, c, i),
                               inside, g->cell_frames, time_s);
    }
}

static void
hear_hum(group *g, const emg_block *band)
{
    for (int c = 0; c < g->format->n_channels; c++)
        for (int i = 0; g->listeners[c].hum && i < band->n_frames; i++)
            emg_hum_add(g->listeners[c].hum, emg_block_at(band, c, i));
}

static emg_status
hear(void *to, const emg_block *band, const emg_block *envelope,
     emg_error *error)
{
    const heard *at = to;
    rest *self = at->self;
    (void)error;

    if (self->pass == PASS_HUM) {
        hear_hum(at->group, band);
        return EMG_OK;
    }
    if (self->wanted.kind == EMG_REST_AUTO)
        emg_cells_band(at->group->cells, band, take_energy, to);
    else if (self->wanted.kind == EMG_REST_QUIETEST)
        hear_quiet(at->group, envelope);
    for (size_t i = 0; i < self->n_spans; i++)
        hear_span(at->group, envelope, self->spans[i]);
    return EMG_OK;
}

static void
look_for_faults(group *g, const emg_block *raw)
{
    for (int c = 0; c < g->format->n_channels; c++)
        for (int i = 0; i < raw->n_frames; i++) {
            int64_t flat = emg_faults_add(&g->listeners[c].faults,
                                          emg_block_at(raw, c, i));
            int64_t end = raw->first_frame + i + 1 - g->raw.first_frame;
            if (flat > 0)
                emg_cells_flat(g->cells, c, end - flat, end);
        }
    emg_cells_raw(g->cells, raw->n_frames);
}

static emg_status
end_segment(rest *self, group *g, emg_error *error)
{
    heard at = {self, g};
    emg_status status = EMG_OK;
    if (g->raw.number >= 0)
        status = emg_side_end(g->side, hear, &at, error);
    if (self->pass == PASS_LEVELS)
        emg_cells_end(g->cells, take_energy, &at);
    for (int c = 0; c < g->format->n_channels; c++) {
        emg_faults_gap(&g->listeners[c].faults);
        g->listeners[c].filling = (emg_listener_cell){0};
        if (g->listeners[c].hum)
            emg_hum_gap(g->listeners[c].hum);
    }
    g->raw.number = -1;
    return status;
}

static emg_status
rest_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    rest *self = (rest *)sink;
    group *g = &self->groups[block->group];
    heard at = {self, g};
    emg_status status = EMG_OK;

    if (self->pass == PASS_NOTES)
        return EMG_OK;
    if (g->raw.number != block->segment.number)
        status = end_segment(self, g, error);
    g->raw = block->segment;
    for (int done = 0; done < block->n_frames && !status;) {
        emg_block part = *block;
        int left = block->n_frames - done;
        part.frames += done;
        part.first_frame += done;
        part.n_frames = left < EMG_BLOCK_FRAMES ? left : EMG_BLOCK_FRAMES;
        if (self->pass == PASS_LEVELS)
            look_for_faults(g, &part);
        status = emg_side_take(g->side, &part, hear, &at, error);
        done += part.n_frames;
    }
    return status;
}

static emg_status
rest_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    rest *self = (rest *)sink;
    if (self->pass != PASS_NOTES || !(event->duration_s > 0) ||
        strcasecmp(event->text, self->annotation) != 0)
        return EMG_OK;
    if (emg_grow((void **)&self->spans, &self->spans_room, self->n_spans + 1,
                 sizeof *self->spans, error))
        return EMG_NO_MEMORY;
    self->spans[self->n_spans++] =
        (span){event->onset_s, event->onset_s + event->duration_s};
    return EMG_OK;
}

/* ---- passes ---------------------------------------------------------- */

static emg_status
listen_for_hum(group *g, int channel, emg_error *error)
{
    emg_rest_listener *l = &g->listeners[channel];
    l->hum = emg_hum_create(g->format->rate_hz, error);
    return l->hum ? EMG_OK : EMG_NO_MEMORY;
}

/* Judges what the pass over the levels heard; the next pass is for hum. */
static emg_status
judge_levels(rest *self, emg_error *error)
{
    emg_status status = EMG_OK;
    self->pass = PASS_DONE;
    for (int n = 0; n < self->recording.n_groups; n++) {
        group *g = &self->groups[n];
        for (int c = 0; c < g->format->n_channels && !status; c++) {
            if (!emg_listener_judge(&g->listeners[c], self->wanted.kind,
                                    &self->conditioning.envelope))
                continue;
            status = listen_for_hum(g, c, error);
            self->pass = PASS_HUM;
        }
    }
    return status;
}

static void
judge_hum(rest *self)
{
    self->pass = PASS_DONE;
    for (int n = 0; n < self->recording.n_groups; n++)
        for (int c = 0; c < self->groups[n].format->n_channels; c++)
            if (self->groups[n].listeners[c].hum)
                emg_listener_judge_hum(&self->groups[n].listeners[c]);
}

static void
collect_levels(rest *self)
{
    int n = 0;
    for (int i = 0; i < self->recording.n_groups; i++)
        for (int c = 0; c < self->groups[i].format->n_channels; c++)
            self->levels[n++] = self->groups[i].listeners[c].level;
}

static emg_status
rest_finish(emg_sink *sink, emg_error *error)
{
    rest *self = (rest *)sink;
    emg_status status = EMG_OK;

    for (int n = 0; n < self->recording.n_groups && !status; n++)
        if (self->pass != PASS_NOTES)
            status = end_segment(self, &self->groups[n], error);
    if (status)
        return status;
    if (self->pass == PASS_NOTES && self->n_spans == 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "no annotation \"%s\" with a duration tells where "
                        "rest is; name one that has both, or use --rest auto",
                        self->annotation);
    if (self->pass == PASS_NOTES)
        self->pass = PASS_LEVELS;
    else if (self->pass == PASS_LEVELS)
        status = judge_levels(self, error);
    else
        judge_hum(self);
    if (self->pass == PASS_DONE)
        collect_levels(self);
    return status;
}

static emg_status
rest_prepare(emg_analysis *analysis, int number, bool *wanted, emg_error *error)
{
    rest *self = (rest *)analysis;
    (void)number;
    (void)error;
    *wanted = self->pass != PASS_DONE;
    bool band = self->pass == PASS_HUM || self->wanted.kind == EMG_REST_AUTO;
    for (int n = 0; n < self->recording.n_groups; n++)
        emg_side_reset(self->groups[n].side,
                       band ? EMG_SIDE_BAND : EMG_SIDE_ENVELOPE);
    return EMG_OK;
}

/* ---- life ------------------------------------------------------------ */

static void
clear_group(group *g)
{
    for (int c = 0; g->listeners && c < g->format->n_channels; c++) {
        emg_free(g->listeners[c].energies);
        emg_hum_destroy(g->listeners[c].hum);
    }
    emg_free(g->listeners);
    emg_side_destroy(g->side);
    emg_cells_destroy(g->cells);
}

static void
rest_destroy(emg_sink *sink)
{
    rest *self = (rest *)sink;
    for (int n = 0; self->groups && n < self->recording.n_groups; n++)
        clear_group(&self->groups[n]);
    emg_recording_clear(&self->recording);
    emg_free(self->groups);
    emg_free(self->levels);
    emg_free(self->spans);
    emg_free(self->annotation);
    emg_free(self);
}

static const emg_analysis_ops rest_ops = {
    .sink = {.name = "rest",
             .take = rest_take,
             .event = rest_event,
             .finish = rest_finish,
             .destroy = rest_destroy},
    .prepare = rest_prepare,
};

static emg_status
init_listener(const rest *self, group *g, int channel, emg_error *error)
{
    emg_rest_listener *l = &g->listeners[channel];
    l->channel = &g->format->channels[channel];
    l->rate_hz = g->format->rate_hz;
    l->faults.step = l->channel->step;
    l->faults.long_run = g->cell_frames;
    l->level.number = l->channel->number;
    l->level.from_s = l->level.to_s = -1;
    if (self->wanted.kind == EMG_REST_INTERVAL) {
        l->level.from_s = self->wanted.from_s;
        l->level.to_s = self->wanted.to_s;
    }
    if (self->wanted.kind != EMG_REST_AUTO)
        return EMG_OK;
    l->energies = emg_new(1, sizeof *l->energies, error);
    return l->energies ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
init_group(rest *self, int n, emg_error *error)
{
    group *g = &self->groups[n];
    g->format = &self->recording.groups[n];
    g->raw.number = -1;
    g->cell_frames = (int64_t)fmax(1, round(CELL_S * g->format->rate_hz));
    g->side = emg_side_create(g->format, &self->conditioning, error);
    if (!g->side)
        return EMG_NO_MEMORY;
    g->cells =
        emg_cells_create(g->format->n_channels, g->cell_frames,
                         emg_side_lag(g->side) + EMG_BLOCK_FRAMES, error);
    g->listeners =
        emg_new((size_t)g->format->n_channels, sizeof *g->listeners, error);
    if (!g->cells || !g->listeners)
        return EMG_NO_MEMORY;
    for (int c = 0; c < g->format->n_channels; c++)
        if (init_listener(self, g, c, error))
            return EMG_NO_MEMORY;
    return EMG_OK;
}

static emg_status
note_span(rest *self, emg_error *error)
{
    span told = {self->wanted.from_s, self->wanted.to_s};
    if (self->wanted.kind == EMG_REST_WHOLE)
        told = (span){-HUGE_VAL, HUGE_VAL};
    else if (self->wanted.kind != EMG_REST_INTERVAL)
        return EMG_OK;
    if (emg_grow((void **)&self->spans, &self->spans_room, 1,
                 sizeof *self->spans, error))
        return EMG_NO_MEMORY;
    self->spans[self->n_spans++] = told;
    return EMG_OK;
}

static emg_status
init(rest *self, const emg_recording *recording, emg_error *error)
{
    emg_status status = emg_recording_copy(&self->recording, recording, error);
    self->n_levels = emg_recording_channels(recording);
    self->pass =
        self->wanted.kind == EMG_REST_ANNOTATION ? PASS_NOTES : PASS_LEVELS;
    if (!status && self->wanted.annotation) {
        self->annotation = emg_text_copy(self->wanted.annotation, error);
        status = self->annotation ? EMG_OK : EMG_NO_MEMORY;
    }
    if (!status)
        status = note_span(self, error);
    self->groups = emg_new((size_t)recording->n_groups, sizeof(group), error);
    self->levels = emg_new((size_t)self->n_levels, sizeof *self->levels, error);
    if (!self->groups || !self->levels)
        status = EMG_NO_MEMORY;
    for (int n = 0; !status && n < recording->n_groups; n++)
        status = init_group(self, n, error);
    return status;
}

emg_analysis *
emg_rest_create(const emg_recording *recording,
                const emg_conditioning *conditioning, const emg_rest *wanted,
                emg_error *error)
{
    rest *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->analysis.ops = &rest_ops;
    self->analysis.sink.ops = &rest_ops.sink;
    self->conditioning = *conditioning;
    self->wanted = *wanted;
    if (init(self, recording, error)) {
        rest_destroy(&self->analysis.sink);
        return NULL;
    }
    return &self->analysis;
}

const emg_rest_level *
emg_rest_levels(const emg_analysis *analysis, int *n)
{
    const rest *self = (const rest *)analysis;
    *n = self->n_levels;
    return self->levels;
}
