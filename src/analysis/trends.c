/* The straight line of each channel and segment, in one pass: sums about
 * running means, so that neither a large offset nor a long recording costs
 * digits. */
#include "emg/analysis.h"

#include "base/memory.h"

typedef struct fit {
    double mean;
    double both; /* sum of (frame - its mean) (sample - its mean) */
} fit;

typedef struct group {
    const emg_format *format; /* of the recording's copy */
    fit *fits;                /* of each channel; NULL: passes */
    int number;               /* of the segment in the recording, or -1 */
    int segment;              /* as counted in this group */
    int64_t n;                /* its frames */
} group;

typedef struct trends {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    emg_recording recording;
    bool constant;
    group *groups;
    emg_trend *found;
    size_t n_found, room;
} trends;

/* Welford's updates; the mean of the frames before frame n is (n - 1) / 2. */
static void
add(fit *f, int64_t n, double sample)
{
    double before = (double)(n - 1) / 2;
    f->mean += (sample - f->mean) / (double)(n + 1);
    f->both += ((double)n - before) * (sample - f->mean);
}

static emg_trend
conclude(const trends *self, const group *g, int c)
{
    const fit *f = &g->fits[c];
    double n = (double)g->n, squares = n * (n * n - 1) / 12;
    double slope = self->constant || g->n < 2 ? 0 : f->both / squares;
    return (emg_trend){.number = g->format->channels[c].number,
                       .segment = g->segment,
                       .level = f->mean - slope * (n - 1) / 2,
                       .slope = slope};
}

static emg_status
end_segment(trends *self, group *g, emg_error *error)
{
    int n = g->format->n_channels;
    if (g->n == 0)
        return EMG_OK;
    if (emg_grow((void **)&self->found, &self->room, self->n_found + (size_t)n,
                 sizeof *self->found, error))
        return EMG_NO_MEMORY;
    for (int c = 0; c < n; c++) {
        self->found[self->n_found++] = conclude(self, g, c);
        g->fits[c] = (fit){0};
    }
    g->segment++;
    g->n = 0;
    return EMG_OK;
}

static emg_status
trends_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    trends *self = (trends *)sink;
    group *g = &self->groups[block->group];
    if (!g->fits)
        return EMG_OK;
    if (block->segment.number != g->number && end_segment(self, g, error))
        return EMG_NO_MEMORY;
    g->number = block->segment.number;
    for (int i = 0; i < block->n_frames; i++, g->n++)
        for (int c = 0; c < g->format->n_channels; c++)
            add(&g->fits[c], g->n, emg_block_at(block, c, i));
    return EMG_OK;
}

static emg_status
trends_finish(emg_sink *sink, emg_error *error)
{
    trends *self = (trends *)sink;
    emg_status status = EMG_OK;
    for (int i = 0; i < self->recording.n_groups && !status; i++)
        if (self->groups[i].fits)
            status = end_segment(self, &self->groups[i], error);
    return status;
}

static void
trends_destroy(emg_sink *sink)
{
    trends *self = (trends *)sink;
    for (int i = 0; self->groups && i < self->recording.n_groups; i++)
        emg_free(self->groups[i].fits);
    emg_free(self->groups);
    emg_free(self->found);
    emg_recording_clear(&self->recording);
    emg_free(self);
}

static const emg_sink_ops trends_ops = {
    .name = "trends",
    .take = trends_take,
    .finish = trends_finish,
    .destroy = trends_destroy,
};

static emg_status
prepare(trends *self, const emg_recording *recording, emg_error *error)
{
    if (emg_recording_copy(&self->recording, recording, error))
        return EMG_NO_MEMORY;
    self->groups =
        emg_new((size_t)recording->n_groups, sizeof *self->groups, error);
    for (int i = 0; self->groups && i < recording->n_groups; i++) {
        const emg_format *format = &self->recording.groups[i];
        group *g = &self->groups[i];
        *g = (group){.format = format, .number = -1};
        if (recording->uses[i] != EMG_TREAT)
            continue;
        g->fits = emg_new((size_t)format->n_channels, sizeof *g->fits, error);
        if (!g->fits)
            return EMG_NO_MEMORY;
    }
    return self->groups ? EMG_OK : EMG_NO_MEMORY;
}

emg_sink *
emg_trends_create(const emg_recording *recording, bool constant,
                  emg_error *error)
{
    trends *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->sink.ops = &trends_ops;
    self->constant = constant;
    if (prepare(self, recording, error)) {
        trends_destroy(&self->sink);
        return NULL;
    }
    return &self->sink;
}

const emg_trend *
emg_trends_of(const emg_sink *sink, size_t *n)
{
    const trends *self = (const trends *)sink;
    *n = self->n_found;
    return self->found;
}
