/* Frames wait until it is known whether they belong to a run. */
#include "filter/standstill.h"

#include "base/math.h"
#include "base/memory.h"
#include "dsp/kernels.h"

#include <math.h>
#include <string.h>

#define FADE_S 0.05

typedef struct bank {
    emg_lanes *ring; /* [run]: frames that wait */
    emg_still at;
    int64_t taken, given;
} bank;

typedef struct standstill {
    emg_stage stage;
    emg_marks *marks;
    int run;
    double fade;
    const emg_kernels_table *kernels;
    bank *banks;
} standstill;

/* A run is long enough to be known: what waits of it is held, too. */
static void
hold(standstill *self, bank *b, int index, int lane)
{
    int run = (int)b->at.same.v[lane];
    double value = b->at.held.v[lane];
    if (run == self->run)
        for (int k = 1; k < run; k++)
            b->ring[(b->taken - k) % self->run].v[lane] = value;
    b->at.offset.v[lane] = value - b->at.last.v[lane];
    b->at.before.v[lane] = value;
    int channel = index * EMG_LANES + lane;
    emg_marks_vote(self->marks, channel, b->at.last.v[lane],
                   run == self->run ? run : 1);
    emg_marks_add(self->marks, channel, b->taken - run + 1, b->taken + 1);
}

static void
look(standstill *self, bank *b, int index, const emg_lanes *x, int lanes)
{
    for (int k = 0; k < lanes; k++) {
        bool same = b->taken > 0 && x->v[k] == b->at.last.v[k];
        if (!same) {
            if (b->at.same.v[k] >= self->run)
                b->at.offset.v[k] = b->at.before.v[k] - x->v[k];
            b->at.held.v[k] = b->taken > 0 ? b->at.before.v[k] : x->v[k];
        }
        b->at.same.v[k] = same ? b->at.same.v[k] + 1 : 1;
        b->at.last.v[k] = x->v[k];
        b->at.before.v[k] = x->v[k] + b->at.offset.v[k];
        b->at.offset.v[k] *= b->at.fade;
        emg_marks_open(self->marks, index * EMG_LANES + k, b->taken);
        if (b->at.same.v[k] >= self->run)
            hold(self, b, index, k);
    }
}

/* One frame, and the one that leaves, if any. */
static int
step(standstill *self, bank *b, int index, const emg_lanes *frame,
     emg_lanes *out, int lanes)
{
    emg_lanes *place = &b->ring[b->taken % self->run];
    emg_lanes leaves = *place;
    look(self, b, index, frame, lanes);
    *place = b->at.before;
    if (b->taken++ < self->run)
        return 0;
    *out = leaves;
    b->given++;
    return 1;
}

/* So many frames in one piece of the ring and one chunk of the marks in which
 * no run can be long enough; 0 where that is not sure. */
static int
quiet_part(const standstill *self, const bank *b, int lanes, int n)
{
    int64_t run = self->run, chunk = self->marks->chunk;
    int64_t to_end = run - b->taken % run;
    int64_t to_chunk = chunk - b->taken % chunk;
    int64_t most = to_end < to_chunk ? to_end : to_chunk;
    most = most < n ? most : n;
    if (b->taken < run)
        return 0;
    for (int k = 0; k < lanes; k++)
        if (b->at.same.v[k] + (double)most >= (double)run)
            return 0;
    return (int)most;
}

static int
pass(standstill *self, bank *b, int index, const emg_lanes *frames, int n,
     emg_lanes *out, int lanes)
{
    for (int k = 0; k < lanes; k++)
        emg_marks_open(self->marks, index * EMG_LANES + k, b->taken);
    self->kernels->still(&b->at, frames, n, b->ring + b->taken % self->run,
                         out);
    b->taken += n;
    b->given += n;
    return n;
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
    for (int i = 0, now; i < n; i += now) {
        now = quiet_part(self, b, lanes, n - i);
        if (now > 0)
            out += pass(self, b, index, frames + i, now, frames + out, lanes);
        else
            out += step(self, b, index, frames + i++, frames + out, lanes);
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
        self->banks[i] =
            (bank){.ring = self->banks[i].ring, .at.fade = self->fade};
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
    self->kernels = emg_kernels();
    self->fade = emg_exp(-1 / (FADE_S * in->rate_hz));
    self->stage.lag_frames = self->run;
    self->banks = emg_new((size_t)banks, sizeof(bank), error);
    for (int i = 0; self->banks && i < banks; i++) {
        self->banks[i].ring =
            emg_new((size_t)self->run, sizeof(emg_lanes), error);
        self->banks[i].at.fade = self->fade;
        if (!self->banks[i].ring)
            goto no_memory;
    }
    if (self->banks)
        return &self->stage;
no_memory:
    emg_stage_destroy(&self->stage);
    return NULL;
}
