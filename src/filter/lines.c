/* Chunks of frames go lane by lane through cancellers, all of which lag by the
 * same. */
#include "filter/lines.h"

#include "base/memory.h"
#include "dsp/line_canceller.h"

#include <string.h>

typedef struct bank {
    emg_lanes *in, *out; /* a chunk each */
    int filled, waiting; /* frames of in; of out that did not leave yet */
    int64_t chunks;
    bool ended;
} bank;

typedef struct lines_stage {
    emg_stage stage;
    const emg_marks *marks;
    int chunk;
    double *flat_in, *flat_out;
    emg_line_canceller **cancellers; /* one a channel */
    bank *banks;
} lines_stage;

static int
lanes_of(const lines_stage *self, int index)
{
    int left = self->stage.out.n_channels - index * EMG_LANES;
    return left < EMG_LANES ? left : EMG_LANES;
}

static void
scatter(const lines_stage *self, bank *b, int lane)
{
    for (int i = 0; i < self->chunk; i++)
        b->out[i].v[lane] = self->flat_out[i];
}

/* The chunk that is filled goes in; true when another one came out. */
static bool
push(lines_stage *self, bank *b, int index)
{
    bool came = false;
    for (int k = 0; k < lanes_of(self, index); k++) {
        int channel = index * EMG_LANES + k;
        bool good = !emg_marks_at(self->marks, channel, b->chunks);
        for (int i = 0; i < self->chunk; i++)
            self->flat_in[i] = b->in[i].v[k];
        came = emg_line_canceller_push(self->cancellers[channel], self->flat_in,
                                       good, self->flat_out);
        if (came)
            scatter(self, b, k);
    }
    b->chunks++;
    b->filled = 0;
    return came;
}

/* What is put out never overtakes what was read. */
static int
lines_process(emg_stage *stage, int index, emg_lanes *frames, int n,
              int capacity, emg_error *error)
{
    lines_stage *self = (lines_stage *)stage;
    bank *b = &self->banks[index];
    int out = 0;
    (void)capacity;
    (void)error;
    for (int i = 0; i < n; i++) {
        b->in[b->filled++] = frames[i];
        if (b->waiting > 0)
            frames[out++] = b->out[self->chunk - b->waiting--];
        if (b->filled == self->chunk && push(self, b, index))
            b->waiting = self->chunk;
    }
    return out;
}

/* One more chunk, or what did not fill one. */
static bool
refill(lines_stage *self, bank *b, int index)
{
    bool came = false;
    for (int k = 0; k < lanes_of(self, index); k++) {
        came = emg_line_canceller_flush(self->cancellers[index * EMG_LANES + k],
                                        self->flat_out);
        if (came)
            scatter(self, b, k);
    }
    if (came) {
        b->waiting = self->chunk;
    } else if (b->filled > 0) {
        memcpy(b->out + self->chunk - b->filled, b->in,
               (size_t)b->filled * sizeof *b->in);
        b->waiting = b->filled;
        b->filled = 0;
    }
    return b->waiting > 0;
}

static int
lines_flush(emg_stage *stage, int index, emg_lanes *frames, int capacity)
{
    lines_stage *self = (lines_stage *)stage;
    bank *b = &self->banks[index];
    int out = 0;
    while (out < capacity && (b->waiting > 0 || refill(self, b, index)))
        frames[out++] = b->out[self->chunk - b->waiting--];
    return out;
}

static void
lines_gap(emg_stage *stage)
{
    lines_stage *self = (lines_stage *)stage;
    for (int c = 0; c < stage->out.n_channels; c++)
        emg_line_canceller_gap(self->cancellers[c]);
    for (int i = 0; i < emg_banks(stage->out.n_channels); i++)
        self->banks[i] =
            (bank){.in = self->banks[i].in, .out = self->banks[i].out};
}

static void
lines_destroy(emg_stage *stage)
{
    lines_stage *self = (lines_stage *)stage;
    for (int c = 0; self->cancellers && c < stage->out.n_channels; c++)
        emg_line_canceller_destroy(self->cancellers[c]);
    for (int i = 0; self->banks && i < emg_banks(stage->out.n_channels); i++) {
        emg_free(self->banks[i].in);
        emg_free(self->banks[i].out);
    }
    emg_free(self->cancellers);
    emg_free(self->banks);
    emg_free(self->flat_in);
    emg_free(self->flat_out);
    emg_free(self);
}

static const emg_stage_ops lines_ops = {
    .name = "lines",
    .process = lines_process,
    .flush = lines_flush,
    .gap = lines_gap,
    .destroy = lines_destroy,
};

static emg_status
take_memory(lines_stage *self, const emg_lines *lines, emg_error *error)
{
    const emg_format *in = &self->stage.out;
    size_t chunk = (size_t)self->chunk;
    int banks = emg_banks(in->n_channels);
    self->cancellers =
        emg_new((size_t)in->n_channels, sizeof(emg_line_canceller *), error);
    self->banks = emg_new((size_t)banks, sizeof(bank), error);
    self->flat_in = emg_new(chunk, sizeof(double), error);
    self->flat_out = emg_new(chunk, sizeof(double), error);
    if (!self->cancellers || !self->banks || !self->flat_in || !self->flat_out)
        return EMG_NO_MEMORY;
    for (int i = 0; i < banks; i++) {
        self->banks[i].in = emg_new(chunk, sizeof(emg_lanes), error);
        self->banks[i].out = emg_new(chunk, sizeof(emg_lanes), error);
        if (!self->banks[i].in || !self->banks[i].out)
            return EMG_NO_MEMORY;
    }
    for (int c = 0; c < in->n_channels; c++) {
        self->cancellers[c] = emg_line_canceller_create(&lines[c], in->rate_hz,
                                                        self->chunk, error);
        if (!self->cancellers[c])
            return EMG_NO_MEMORY;
    }
    self->stage.lag_frames =
        (emg_line_canceller_lag(self->cancellers[0]) + 2) * self->chunk;
    return EMG_OK;
}

emg_stage *
emg_lines_create(const emg_format *in, const emg_lines *lines,
                 const emg_marks *marks, emg_error *error)
{
    lines_stage *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &lines_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    self->marks = marks;
    self->chunk = marks->chunk;
    if (take_memory(self, lines, error)) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    return &self->stage;
}
