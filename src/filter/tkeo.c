/* The Teager-Kaiser energy operator. */
#include "filter/tkeo.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

typedef struct bank {
    emg_lanes before[2]; /* the last frame and the one before it */
    emg_lanes energy;    /* of the last but one */
    int64_t taken, given;
} bank;

typedef struct tkeo {
    emg_stage stage;
    bank *banks;
} tkeo;

/* Takes one frame in; the energy of the second last but one comes out, or
 * false where there is none yet. The first one is that of the second. */
static bool
step(bank *b, emg_lanes *frame)
{
    emg_lanes x = *frame, energy, *last = &b->before[0];
    for (int k = 0; k < EMG_LANES; k++)
        energy.v[k] = last->v[k] * last->v[k] - b->before[1].v[k] * x.v[k];
    b->before[1] = *last;
    *last = x;
    b->taken++;
    if (b->taken < 3)
        return false;
    *frame = b->taken == 3 ? energy : b->energy;
    b->energy = energy;
    b->given++;
    return true;
}

static int
tkeo_process(emg_stage *stage, int index, emg_lanes *frames, int n,
             int capacity, emg_error *error)
{
    bank *b = &((tkeo *)stage)->banks[index];
    int out = 0;
    (void)capacity;
    (void)error;
    for (int i = 0; i < n; i++) {
        emg_lanes frame = frames[i];
        if (step(b, &frame))
            frames[out++] = frame;
    }
    return out;
}

/* The last but one, and the last which is the same; 0 where three frames never
 * came. */
static int
tkeo_flush(emg_stage *stage, int index, emg_lanes *frames, int capacity)
{
    bank *b = &((tkeo *)stage)->banks[index];
    int out = 0;
    for (; out < capacity && b->given < b->taken; b->given++)
        frames[out++] = b->taken < 3 ? (emg_lanes){0} : b->energy;
    return out;
}

static void
tkeo_gap(emg_stage *stage)
{
    memset(((tkeo *)stage)->banks, 0,
           (size_t)emg_banks(stage->out.n_channels) * sizeof(bank));
}

static void
tkeo_destroy(emg_stage *stage)
{
    emg_free(((tkeo *)stage)->banks);
    emg_free(stage);
}

static const emg_stage_ops tkeo_ops = {
    .name = "energy",
    .process = tkeo_process,
    .flush = tkeo_flush,
    .gap = tkeo_gap,
    .destroy = tkeo_destroy,
    .apart = true,
};

/* A square of what came: no voltage any more. */
static void
square_unit(emg_channel *channel)
{
    size_t used = strlen(channel->unit);
    if (used > 0 && used + 3 <= sizeof channel->unit)
        snprintf(channel->unit + used, sizeof channel->unit - used, "^2");
    channel->to_uv = 0;
    channel->rectified = false;
    channel->step = 0;
    channel->scale.bytes = 0;
}

emg_stage *
emg_tkeo_create(const emg_format *in, emg_error *error)
{
    tkeo *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &tkeo_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    for (int c = 0; c < in->n_channels; c++)
        square_unit(&self->stage.out.channels[c]);
    self->stage.lag_frames = 2;
    self->banks =
        emg_new((size_t)emg_banks(in->n_channels), sizeof(bank), error);
    if (!self->banks) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    return &self->stage;
}
