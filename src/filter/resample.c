/* Another sampling rate, by a polyphase filter that looks ahead. Before the
 * first frame and after the last one those are repeated. */
#include "emg/filter.h"

#include "base/memory.h"
#include "dsp/kernels.h"
#include "dsp/polyphase.h"
#include "filter/rate_change.h"

#include <string.h>

#define CHUNK 64       /* frames that are taken in at once */
#define RATIO_MOST 256 /* between the two rates */

typedef struct bank {
    emg_lanes *held; /* [2 reach + CHUNK] */
    int n_held;      /* the last of them is frame `taken` - 1, or repeats it */
    int64_t first;   /* the number of the first */
    int64_t taken;   /* input frames */
    int64_t at, phase; /* of the next new frame: at + phase / up */
} bank;

typedef struct resample {
    emg_stage stage;
    const emg_kernels_table *kernels;
    emg_polyphase filter;
    int n_banks;
    bank *banks;
} resample;

/* Makes room by dropping what no new frame needs any more. */
static void
drop(const resample *self, bank *b)
{
    int64_t unused = b->at - self->filter.reach + 1 - b->first;
    if (unused <= 0)
        return;
    if (unused > b->n_held)
        unused = b->n_held;
    b->n_held -= (int)unused;
    b->first += unused;
    memmove(b->held, b->held + unused, (size_t)b->n_held * sizeof *b->held);
}

/* New frames while there is what they are made of. */
static int
give(const resample *self, bank *b, emg_lanes *frames, int most)
{
    const emg_polyphase *filter = &self->filter;
    int64_t taps = 2 * filter->reach;
    int n = 0;
    while (n < most && b->at + filter->reach < b->first + b->n_held) {
        self->kernels->weighted_sum(filter->weights + b->phase * taps,
                                    b->held +
                                        (b->at - filter->reach + 1 - b->first),
                                    (int)taps, &frames[n++]);
        b->phase += filter->down;
        b->at += b->phase / filter->up;
        b->phase %= filter->up;
    }
    return n;
}

static void
hold(bank *b, const emg_lanes *frame, int64_t times)
{
    for (int64_t i = 0; i < times; i++)
        b->held[b->n_held++] = *frame;
}

static void
take(const resample *self, bank *b, const emg_lanes *frames, int n)
{
    int64_t before = self->filter.reach - 1;
    if (b->taken == 0) {
        b->first = -before;
        hold(b, frames, before);
    }
    drop(self, b);
    memcpy(b->held + b->n_held, frames, (size_t)n * sizeof *frames);
    b->n_held += n;
    b->taken += n;
}

/* The input moves to the end of the room, so that new frames, which may be
 * more, do not overtake it. */
static int
resample_process(emg_stage *stage, int index, emg_lanes *frames, int n,
                 int capacity, emg_error *error)
{
    resample *self = (resample *)stage;
    bank *b = &self->banks[index];
    emg_lanes *from = frames + capacity - n;
    int given = 0;
    (void)error;

    memmove(from, frames, (size_t)n * sizeof *frames);
    for (int left = n, now; left > 0; left -= now, from += now) {
        now = left < CHUNK ? left : CHUNK;
        take(self, b, from, now);
        given += give(self, b, frames + given, capacity - given);
    }
    return given;
}

static int
resample_flush(emg_stage *stage, int index, emg_lanes *frames, int capacity)
{
    resample *self = (resample *)stage;
    bank *b = &self->banks[index];
    int given = 0;

    while (given < capacity && b->at < b->taken) {
        drop(self, b);
        int64_t lacks = b->at + self->filter.reach + 1 - b->first - b->n_held;
        hold(b, &b->held[b->n_held - 1], lacks);
        given += give(self, b, frames + given, 1);
    }
    return given;
}

static void
resample_gap(emg_stage *stage)
{
    resample *self = (resample *)stage;
    for (int i = 0; i < self->n_banks; i++)
        self->banks[i] = (bank){.held = self->banks[i].held};
}

static void
resample_destroy(emg_stage *stage)
{
    resample *self = (resample *)stage;
    for (int i = 0; self->banks && i < self->n_banks; i++)
        emg_free(self->banks[i].held);
    emg_free(self->banks);
    emg_polyphase_clear(&self->filter);
    emg_free(self);
}

static const emg_stage_ops resample_ops = {
    .name = "resample",
    .process = resample_process,
    .flush = resample_flush,
    .gap = resample_gap,
    .destroy = resample_destroy,
    .apart = true,
};

static emg_status
take_memory(resample *self, emg_error *error)
{
    size_t room = (size_t)(2 * self->filter.reach) + CHUNK;
    self->banks = emg_new((size_t)self->n_banks, sizeof(bank), error);
    for (int i = 0; self->banks && i < self->n_banks; i++) {
        self->banks[i].held = emg_new(room, sizeof(emg_lanes), error);
        if (!self->banks[i].held)
            return EMG_NO_MEMORY;
    }
    return self->banks ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
design(resample *self, emg_rate from, emg_rate to, emg_error *error)
{
    int64_t up, down;
    if (emg_rate_ratio(from, to, &up, &down, error))
        return EMG_BAD_OPTION;
    if ((double)up > RATIO_MOST * (double)down ||
        (double)down > RATIO_MOST * (double)up)
        return emg_fail(error, EMG_BAD_OPTION,
                        "the rates of %.9g and %.9g Hz differ by more than "
                        "%d times",
                        (double)from.samples / (double)from.seconds,
                        (double)to.samples / (double)to.seconds, RATIO_MOST);
    return emg_polyphase_design(&self->filter, up, down, error);
}

emg_stage *
emg_resample_create(const emg_format *in, emg_rate rate, emg_error *error)
{
    resample *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &resample_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    self->kernels = emg_kernels();
    self->n_banks = emg_banks(in->n_channels);
    if (design(self, in->rate, rate, error) || take_memory(self, error)) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    self->stage.lag_frames = self->filter.reach + 1;
    emg_rate_describe(&self->stage, rate);
    for (int c = 0; c < in->n_channels; c++) /* it overshoots */
        self->stage.out.channels[c].rectified = false;
    return &self->stage;
}
