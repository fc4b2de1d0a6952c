/* Envelopes without the noise floor, in percent of a reference. */
#include "emg/filter.h"

#include "base/memory.h"

#include <math.h>

typedef struct bank {
    emg_lanes floor, factor;
} bank;

typedef struct normalise {
    emg_stage stage;
    bank *banks;
} normalise;

/* Noise and muscle add up in power. */
static double
without(double e, double floor)
{
    double left = e * e - floor * floor;
    return floor == 0 ? e : left > 0 ? sqrt(left) : 0;
}

static int
normalise_process(emg_stage *stage, int index, emg_lanes *frames, int n,
                  int capacity, emg_error *error)
{
    const bank *b = &((normalise *)stage)->banks[index];
    (void)capacity;
    (void)error;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] =
                without(frames[i].v[k], b->floor.v[k]) * b->factor.v[k];
    return n;
}

static void
normalise_destroy(emg_stage *stage)
{
    normalise *self = (normalise *)stage;
    emg_free(self->banks);
    emg_free(self);
}

static const emg_stage_ops normalise_ops = {
    .name = "normalise",
    .process = normalise_process,
    .destroy = normalise_destroy,
    .apart = true,
};

static void
set_lane(normalise *self, int c, const emg_normal *normal)
{
    emg_channel *channel = &self->stage.out.channels[c];
    bank *b = &self->banks[c / EMG_LANES];
    int lane = c % EMG_LANES;
    b->floor.v[lane] = normal ? normal->floor : 0;
    b->factor.v[lane] = 1;
    if (!normal || !(normal->floor > 0 || normal->reference > 0))
        return;
    channel->step = 0; /* no digital steps any more */
    channel->scale.bytes = 0;
    if (!(normal->reference > 0))
        return;
    b->factor.v[lane] = 100 / normal->reference;
    emg_channel_set_unit(channel, "%");
}

static const emg_normal *
normal_of(const emg_normal *normals, int n, int number)
{
    for (int i = 0; i < n; i++)
        if (normals[i].number == number)
            return &normals[i];
    return NULL;
}

emg_stage *
emg_normalise_create(const emg_format *in, const emg_normal *normals, int n,
                     emg_error *error)
{
    normalise *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &normalise_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    self->banks =
        emg_new((size_t)emg_banks(in->n_channels), sizeof(bank), error);
    if (!self->banks) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    for (int c = 0; c < in->n_channels; c++)
        set_lane(self, c, normal_of(normals, n, in->channels[c].number));
    return &self->stage;
}
