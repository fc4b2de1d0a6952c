/* Moving means by prefix and suffix sums: nothing is subtracted, so nothing
 * drifts, and the grid is fixed to the segment's start. */
#include "filter/moving.h"

#include "base/memory.h"
#include "dsp/kernels.h"
#include "filter/cascade.h"

#include <math.h>
#include <string.h>

typedef struct bank {
    emg_moving sums;
    int64_t taken; /* input frames */
    int64_t fed;   /* the same, with the zeros after the last one */
    int64_t given; /* output frames */
} bank;

typedef struct moving {
    emg_stage stage;
    const emg_kernels_table *kernels;
    int64_t length;
    int64_t ahead; /* frames after the one that a window belongs to */
    bool centred;
    bool squares;
    int n_banks;
    bank *banks;
    const emg_stage *cascade; /* that was lent, or NULL */
} moving;

/* Turns n sums into means where windows reach past the first or the last
 * frame: each over the frames that exist. */
static void
mean_at_edges(const moving *self, emg_lanes *frames, int n, int64_t first,
              int64_t last)
{
    for (int i = 0; i < n; i++) {
        int64_t from = first + i - self->ahead;
        int64_t to = first + i + self->ahead;
        from = from < 0 ? 0 : from;
        to = to > last ? last : to;
        double factor = 1.0 / (double)(to - from + 1);
        if (self->squares)
            self->kernels->scaled_root(frames + i, 1, factor);
        else
            self->kernels->scale(frames + i, 1, factor);
    }
}

static void
mean_inside(const moving *self, emg_lanes *frames, int n)
{
    double factor = 1.0 / (double)self->length;
    if (self->squares)
        self->kernels->scaled_root(frames, n, factor);
    else
        self->kernels->scale(frames, n, factor);
}

/* Means of n windows whose first belongs to frame b->given. */
static void
mean(const moving *self, bank *b, emg_lanes *frames, int n, int64_t last)
{
    int64_t whole = self->centred ? self->ahead : 0; /* first whole window */
    int64_t head = whole - b->given;
    head = head < 0 ? 0 : head > n ? n : head;
    int64_t after = last - self->ahead - b->given + 1; /* first cut window */
    after = !self->centred || after > n ? n : after < head ? head : after;

    mean_at_edges(self, frames, (int)head, b->given, last);
    mean_inside(self, frames + head, (int)(after - head));
    mean_at_edges(self, frames + after, n - (int)after, b->given + after, last);
    b->given += n;
}

/* Every window that ends in the next n frames is whole, and as many are given
 * as are taken. */
static bool
is_plain(const moving *self, const bank *b)
{
    return b->given == b->taken - self->ahead &&
           (!self->centred || b->given >= self->ahead);
}

/* The next n windows, all whole. */
static void
roots(const moving *self, int index, emg_lanes *frames, int n)
{
    emg_moving *sums = &self->banks[index].sums;
    double factor = 1.0 / (double)self->length;
    emg_lanes *state = NULL;
    if (!self->cascade) {
        self->kernels->moving_root(sums, frames, n, factor);
        return;
    }
    const emg_sos *sos = emg_cascade_borrow(self->cascade, index, &state);
    self->kernels->cascade_root(sos, state, sums, frames, n, factor);
}

static void
sums(const moving *self, int index, emg_lanes *frames, int n)
{
    emg_lanes *state = NULL;
    if (self->cascade) {
        const emg_sos *sos = emg_cascade_borrow(self->cascade, index, &state);
        self->kernels->cascade(sos, state, frames, n, 1);
    }
    self->kernels->moving_sum(&self->banks[index].sums, frames, n);
}

static int
moving_process(emg_stage *stage, int index, emg_lanes *frames, int n,
               int capacity, emg_error *error)
{
    moving *self = (moving *)stage;
    bank *b = &self->banks[index];
    (void)capacity;
    (void)error;

    if (self->squares && is_plain(self, b)) {
        roots(self, index, frames, n);
        b->given += n;
        b->fed = b->taken += n;
        return n;
    }
    sums(self, index, frames, n);
    b->taken += n;
    b->fed = b->taken;
    int64_t out = b->taken - self->ahead - b->given;
    if (out <= 0)
        return 0;
    out = out < n ? out : n;
    memmove(frames, frames + n - out, (size_t)out * sizeof *frames);
    mean(self, b, frames, (int)out, b->taken - 1);
    return (int)out;
}

/* Zeros go in after the last frame. */
static void
feed_zeros(const moving *self, bank *b, emg_lanes *frames, int n)
{
    memset(frames, 0, (size_t)n * sizeof *frames);
    self->kernels->moving_sum(&b->sums, frames, n);
    b->fed += n;
}

static int
moving_flush(emg_stage *stage, int index, emg_lanes *frames, int capacity)
{
    moving *self = (moving *)stage;
    bank *b = &self->banks[index];
    int64_t left = b->taken - b->given;
    int n = left < capacity ? (int)left : capacity;

    if (n == 0)
        return 0;
    while (b->fed <
           b->given + self->ahead) /* fewer frames than half a window */
        feed_zeros(self, b, frames, 1);
    feed_zeros(self, b, frames, n);
    mean(self, b, frames, n, b->taken - 1);
    return n;
}

static void
moving_gap(emg_stage *stage)
{
    moving *self = (moving *)stage;
    for (int i = 0; i < self->n_banks; i++) {
        bank *b = &self->banks[i];
        b->taken = b->fed = b->given = 0;
        b->sums.at = 0;
        b->sums.prefix = (emg_lanes){0};
        memset(b->sums.ring, 0,
               ((size_t)self->length + 1) * sizeof *b->sums.ring);
    }
}

static void
moving_destroy(emg_stage *stage)
{
    moving *self = (moving *)stage;
    for (int i = 0; self->banks && i < self->n_banks; i++)
        emg_free(self->banks[i].sums.ring);
    emg_free(self->banks);
    emg_free(self);
}

static const emg_stage_ops moving_ops = {
    .name = "moving mean",
    .process = moving_process,
    .flush = moving_flush,
    .gap = moving_gap,
    .destroy = moving_destroy,
    .apart = true,
};

static emg_status
take_memory(moving *self, emg_error *error)
{
    size_t length = (size_t)self->length;
    self->banks = emg_new((size_t)self->n_banks, sizeof(bank), error);
    for (int i = 0; self->banks && i < self->n_banks; i++) {
        emg_moving *sums = &self->banks[i].sums;
        sums->length = self->length;
        sums->squares = self->squares;
        sums->ring = emg_new(length + 1, sizeof(emg_lanes), error);
        if (!sums->ring)
            return EMG_NO_MEMORY;
    }
    return self->banks ? EMG_OK : EMG_NO_MEMORY;
}

emg_stage *
emg_moving_create(const emg_format *in, int64_t length, bool centred,
                  bool root_of_squares, emg_error *error)
{
    moving *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &moving_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    self->kernels = emg_kernels();
    self->length = length;
    self->ahead = centred ? length / 2 : 0;
    self->centred = centred;
    self->squares = root_of_squares;
    self->stage.lag_frames = self->ahead;
    if (!centred)
        self->stage.delay =
            (emg_delay){(double)(length - 1) / 2 / in->rate_hz, NAN};
    self->n_banks = emg_banks(in->n_channels);
    for (int c = 0; c < in->n_channels; c++) {
        self->stage.out.channels[c].rectified |= root_of_squares;
        self->stage.out.channels[c].step = 0; /* means are not digital */
        self->stage.out.channels[c].scale.bytes = 0;
    }
    if (take_memory(self, error)) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    return &self->stage;
}

void
emg_moving_lead(emg_stage *stage, emg_stage *before)
{
    moving *self = (moving *)stage;
    if (self->squares && emg_cascade_lend(before))
        self->cascade = before;
}
