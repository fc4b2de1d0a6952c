/* Finds the rest level of every channel: given, named, or found. */
#include "emg/analysis.h"

#include "analysis/rest_group.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>
#include <strings.h>

typedef enum pass { PASS_NOTES, PASS_LEVELS, PASS_HUM, PASS_DONE } pass;

typedef struct rest {
    emg_analysis analysis;
    emg_recording recording;
    emg_conditioning conditioning;
    emg_rest wanted;
    char *annotation;
    pass pass;
    emg_rest_ear ear; /* of the pass that runs */
    emg_rest_group *groups;
    emg_rest_level *levels;
    int n_levels;
    emg_span *spans; /* where rest is, when it was told */
    size_t n_spans, spans_room;
} rest;

static emg_status
rest_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    rest *self = (rest *)sink;
    if (self->pass == PASS_NOTES)
        return EMG_OK;
    return emg_rest_group_take(&self->groups[block->group], block, error);
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
        (emg_span){event->onset_s, event->onset_s + event->duration_s};
    return EMG_OK;
}

/* ---- passes ---------------------------------------------------------- */

static emg_status
listen_for_hum(emg_rest_group *g, int channel, emg_error *error)
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
        emg_rest_group *g = &self->groups[n];
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
            status = emg_rest_group_end(&self->groups[n], error);
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
    self->ear = (emg_rest_ear){.kind = self->wanted.kind,
                               .hum = self->pass == PASS_HUM,
                               .spans = self->spans,
                               .n_spans = self->n_spans};
    for (int n = 0; n < self->recording.n_groups; n++)
        emg_rest_group_prepare(&self->groups[n], &self->ear);
    return EMG_OK;
}

/* ---- life ------------------------------------------------------------ */

static void
rest_destroy(emg_sink *sink)
{
    rest *self = (rest *)sink;
    for (int n = 0; self->groups && n < self->recording.n_groups; n++)
        emg_rest_group_clear(&self->groups[n]);
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
note_span(rest *self, emg_error *error)
{
    emg_span told = {self->wanted.from_s, self->wanted.to_s};
    if (self->wanted.kind == EMG_REST_WHOLE)
        told = (emg_span){-HUGE_VAL, HUGE_VAL};
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
    for (int n = 0; n < self->recording.n_groups; n++)
        if (recording->uses[n] == EMG_PASS)
            self->recording.groups[n].n_channels = 0;
    self->n_levels = emg_recording_channels(&self->recording);
    self->pass =
        self->wanted.kind == EMG_REST_ANNOTATION ? PASS_NOTES : PASS_LEVELS;
    if (!status && self->wanted.annotation) {
        self->annotation = emg_text_copy(self->wanted.annotation, error);
        status = self->annotation ? EMG_OK : EMG_NO_MEMORY;
    }
    if (!status)
        status = note_span(self, error);
    self->groups =
        emg_new((size_t)recording->n_groups, sizeof *self->groups, error);
    self->levels = emg_new((size_t)self->n_levels, sizeof *self->levels, error);
    if (!self->groups || !self->levels)
        status = EMG_NO_MEMORY;
    for (int n = 0; !status && n < recording->n_groups; n++)
        status =
            emg_rest_group_init(&self->groups[n], &self->recording.groups[n],
                                &self->conditioning, &self->wanted, error);
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
