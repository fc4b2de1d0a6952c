/* Frames wait until it is known whether they belong to a run. */
#include "filter/standstill.h"

#include "base/math.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

#define FADE_S 0.05

typedef struct bank {
    emg_lanes *ring; /* [run]: frames that wait */
    emg_lanes last, same;
    emg_lanes held;   /* what came out before the run that goes on */
    emg_lanes before; /* what came out last */
    emg_lanes offset;
    int64_t taken, given;
} bank;

typedef struct standstill {
    emg_stage stage;
    emg_marks *marks;
    int run;
    double fade;
    bank *banks;
} standstill;

/* A run is long enough to be known: what waits of it is held, too. */
static void
hold(standstill *self, bank *b, int index, int lane)
{
    int run = (int)b->same.v[lane];
    double value = b->held.v[lane];
    if (run == self->run)
        for (int k = 1; k < run; k++)
            b->ring[(b->taken - k) % self->run].v[lane] = value;
    b->offset.v[lane] = value - b->last.v[lane];
    b->before.v[lane] = value;
    emg_marks_add(self->marks, index * EMG_LANES + lane, b->taken - run + 1,
                  b->taken + 1);
}

static void
look(standstill *self, bank *b, int index, const emg_lanes *x, int lanes)
{
    for (int k = 0; k < lanes; k++) {
        bool same = b->taken > 0 && x->v[k] == b->last.v[k];
        if (!same) {
            if (b->same.v[k] >= self->run)
                b->offset.v[k] = b->before.v[k] - x->v[k];
            b->held.v[k] = b->taken > 0 ? b->before.v[k] : x->v[k];
        }
        b->same.v[k] = same ? b->same.v[k] + 1 : 1;
        b->last.v[k] = x->v[k];
        b->before.v[k] = x->v[k] + b->offset.v[k];
        b->offset.v[k] *= self->fade;
        emg_marks_open(self->marks, index * EMG_LANES + k, b->taken);
        if (b->same.v[k] >= self->run)
            hold(self, b, index, k);
    }
}

static int
standstill_process(emg_stage *stage, int index, emg_lanes *frames, int n,
                   int capacity, emg_error *error)
{
    standstill *self = (standstill *)stage;
    bank *b = &self->banks[index];
    int left = stage->out.n_channels - index * EMG_LANES;
    int lanes = left < EMG_LANES ? left : EMG_LANES, out = 0;
    (void)capacity;
    (void)error;
    for (int i = 0; i < n; i++) {
        emg_lanes *place = &b->ring[b->taken % self->run];
        emg_lanes leaves = *place;
        look(self, b, index, &frames[i], lanes);
        *place = b->before;
        if (b->taken++ < self->run)
            continue;
        frames[out++] = leaves;
        b->given++;
    }
    return out;
}

static int
standstill_flush(emg_stage *stage, int index, emg_lanes *frames, int capacity)
{
    standstill *self = (standstill *)stage;
    bank *b = &self->banks[index];
    int out = 0;
    for (; out < capacity && b->given < b->taken; b->given++)
        frames[out++] = b->ring[b->given % self->run];
    return out;
}

static void
standstill_gap(emg_stage *stage)
{
    standstill *self = (standstill *)stage;
    for (int i = 0; i < emg_banks(stage->out.n_channels); i++)
        self->banks[i] = (bank){.ring = self->banks[i].ring};
    emg_marks_gap(self->marks);
}

static void
standstill_destroy(emg_stage *stage)
{
    standstill *self = (standstill *)stage;
    for (int i = 0; self->banks && i < emg_banks(stage->out.n_channels); i++)
        emg_free(self->banks[i].ring);
    emg_free(self->banks);
    emg_free(self);
}

static const emg_stage_ops standstill_ops = {
    .name = "standstill",
    .process = standstill_process,
    .flush = standstill_flush,
    .gap = standstill_gap,
    .destroy = standstill_destroy,
};

emg_stage *
emg_standstill_create(const emg_format *in, emg_marks *marks, emg_error *error)
{
    standstill *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &standstill_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    int banks = emg_banks(in->n_channels);
    self->marks = marks;
    self->run = (int)fmax(2, ceil(EMG_STILL_S * in->rate_hz));
    self->fade = emg_exp(-1 / (FADE_S * in->rate_hz));
    self->stage.lag_frames = self->run;
    self->banks = emg_new((size_t)banks, sizeof(bank), error);
    for (int i = 0; self->banks && i < banks; i++) {
        self->banks[i].ring =
            emg_new((size_t)self->run, sizeof(emg_lanes), error);
        if (!self->banks[i].ring)
            goto no_memory;
    }
    if (self->banks)
        return &self->stage;
no_memory:
    emg_stage_destroy(&self->stage);
    return NULL;
}
