/* Straight lines out of channels: what they are was found before. */
#include "emg/filter.h"

#include "base/memory.h"
#include "filter/describe.h"

typedef struct line {
    emg_lanes level, slope;
} line;

typedef struct detrend {
    emg_stage stage;
    int n_banks, n_segments;
    line *lines; /* [segment][bank] */
    int segment;
    int64_t *frames; /* of this segment, [bank] */
} detrend;

static int
detrend_process(emg_stage *stage, int bank, emg_lanes *frames, int n,
                int capacity, emg_error *error)
{
    detrend *self = (detrend *)stage;
    const line *away = &self->lines[self->segment * self->n_banks + bank];
    (void)capacity;
    (void)error;
    for (int i = 0; i < n; i++) {
        double frame = (double)self->frames[bank]++;
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] -= away->level.v[k] + away->slope.v[k] * frame;
    }
    return n;
}

static void
count_from_zero(detrend *self)
{
    for (int b = 0; b < self->n_banks; b++)
        self->frames[b] = 0;
}

static void
detrend_gap(emg_stage *stage)
{
    detrend *self = (detrend *)stage;
    self->segment += self->segment + 1 < self->n_segments;
    count_from_zero(self);
}

static void
detrend_reset(emg_stage *stage)
{
    detrend *self = (detrend *)stage;
    self->segment = 0;
    count_from_zero(self);
}

static void
detrend_destroy(emg_stage *stage)
{
    detrend *self = (detrend *)stage;
    emg_free(self->lines);
    emg_free(self->frames);
    emg_free(self);
}

static const emg_stage_ops detrend_ops = {
    .name = "detrend",
    .process = detrend_process,
    .gap = detrend_gap,
    .reset = detrend_reset,
    .destroy = detrend_destroy,
    .apart = true,
};

static int
channel_of(const emg_format *in, int number)
{
    for (int c = 0; c < in->n_channels; c++)
        if (in->channels[c].number == number)
            return c;
    return -1;
}

static void
set(detrend *self, int c, const emg_trend *trend)
{
    line *to = &self->lines[trend->segment * self->n_banks + c / EMG_LANES];
    to->level.v[c % EMG_LANES] = trend->level;
    to->slope.v[c % EMG_LANES] = trend->slope;
}

static emg_status
prepare(detrend *self, const emg_format *in, const emg_trend *trends, size_t n,
        emg_error *error)
{
    self->n_banks = emg_banks(in->n_channels);
    self->n_segments = 1;
    for (size_t i = 0; i < n; i++)
        if (trends[i].segment >= self->n_segments &&
            channel_of(in, trends[i].number) >= 0)
            self->n_segments = trends[i].segment + 1;
    size_t banks = (size_t)self->n_banks;
    self->lines =
        emg_new((size_t)self->n_segments * banks, sizeof *self->lines, error);
    self->frames = emg_new(banks, sizeof *self->frames, error);
    if (!self->lines || !self->frames)
        return EMG_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        int c = channel_of(in, trends[i].number);
        if (c >= 0)
            set(self, c, &trends[i]);
    }
    return EMG_OK;
}

emg_stage *
emg_detrend_create(const emg_format *in, const emg_trend *trends, size_t n,
                   emg_error *error)
{
    detrend *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &detrend_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    if (prepare(self, in, trends, n, error)) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    emg_describe_detrend(&self->stage);
    return &self->stage;
}
