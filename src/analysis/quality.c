/* Quality of all channels: the rows of each rate, put in order. */
#include "emg/analysis.h"

#include "analysis/quality_group.h"
#include "base/memory.h"

#include <stdlib.h>

typedef struct quality_sink {
    emg_sink sink;
    emg_recording recording;
    emg_quality_group *groups;
    emg_quality *rows; /* of all groups, once finished */
    size_t n;
} quality_sink;

static emg_status
quality_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    quality_sink *self = (quality_sink *)sink;
    return emg_quality_group_take(&self->groups[block->group], block, error);
}

static int
by_onset(const void *a, const void *b)
{
    const emg_quality *x = a, *y = b;
    if (x->onset_s != y->onset_s)
        return x->onset_s < y->onset_s ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static emg_status
collect(quality_sink *self, emg_error *error)
{
    size_t room = 0;
    for (int i = 0; i < self->recording.n_groups; i++) {
        emg_quality_group *g = &self->groups[i];
        if (g->n == 0)
            continue;
        if (emg_grow((void **)&self->rows, &room, self->n + g->n,
                     sizeof *self->rows, error))
            return EMG_NO_MEMORY;
        for (size_t k = 0; k < g->n; k++)
            self->rows[self->n++] = g->rows[k];
        emg_free(g->rows);
        g->rows = NULL;
    }
    if (self->n > 0)
        qsort(self->rows, self->n, sizeof *self->rows, by_onset);
    return EMG_OK;
}

static emg_status
quality_finish(emg_sink *sink, emg_error *error)
{
    quality_sink *self = (quality_sink *)sink;
    emg_status status = EMG_OK;
    for (int i = 0; i < self->recording.n_groups && !status; i++)
        status = emg_quality_group_end(&self->groups[i], error);
    return status ? status : collect(self, error);
}

static void
quality_destroy(emg_sink *sink)
{
    quality_sink *self = (quality_sink *)sink;
    for (int i = 0; self->groups && i < self->recording.n_groups; i++)
        emg_quality_group_clear(&self->groups[i]);
    emg_recording_clear(&self->recording);
    emg_free(self->groups);
    emg_free(self->rows);
    emg_free(self);
}

static const emg_sink_ops quality_ops = {
    .name = "quality",
    .take = quality_take,
    .finish = quality_finish,
    .destroy = quality_destroy,
};

emg_sink *
emg_quality_create(const emg_recording *recording,
                   const emg_conditioning *conditioning,
                   const emg_quality_known *known, int n, double epoch_s,
                   emg_error *error)
{
    quality_sink *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->sink.ops = &quality_ops;
    emg_status status = emg_recording_copy(&self->recording, recording, error);
    size_t groups = (size_t)self->recording.n_groups;
    self->groups = emg_new(groups, sizeof *self->groups, error);
    if (!self->groups)
        status = EMG_NO_MEMORY;
    for (size_t i = 0; i < groups && !status; i++)
        status =
            emg_quality_group_init(&self->groups[i], &self->recording.groups[i],
                                   conditioning, known, n, epoch_s, error);
    if (!status)
        return &self->sink;
    quality_destroy(&self->sink);
    return NULL;
}

const emg_quality *
emg_quality_rows(const emg_sink *sink, size_t *n)
{
    const quality_sink *self = (const quality_sink *)sink;
    *n = self->n;
    return self->rows;
}
