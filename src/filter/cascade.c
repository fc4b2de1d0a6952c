/* Second-order sections, forward only. */
#include "filter/cascade.h"

#include "base/memory.h"
#include "dsp/kernels.h"

#include <string.h>

typedef struct cascade {
    emg_stage stage;
    const emg_kernels_table *kernels;
    emg_sos sos;
    emg_lanes *states; /* [bank][section][2] */
    bool lent;         /* the stage behind it does its work */
} cascade;

static emg_lanes *
states_of(const cascade *self, int bank)
{
    return self->states + (size_t)bank * 2 * (size_t)self->sos.n;
}

static int
cascade_process(emg_stage *stage, int bank, emg_lanes *frames, int n,
                int capacity, emg_error *error)
{
    cascade *self = (cascade *)stage;
    (void)capacity;
    (void)error;
    if (!self->lent)
        self->kernels->cascade(&self->sos, states_of(self, bank), frames, n, 1);
    return n;
}

static void
cascade_gap(emg_stage *stage)
{
    cascade *self = (cascade *)stage;
    int banks = emg_banks(stage->out.n_channels);
    memset(self->states, 0,
           (size_t)banks * 2 * (size_t)self->sos.n * sizeof *self->states);
}

static void
cascade_destroy(emg_stage *stage)
{
    cascade *self = (cascade *)stage;
    emg_free(self->states);
    emg_free(self);
}

static const emg_stage_ops cascade_ops = {
    .name = "cascade",
    .process = cascade_process,
    .gap = cascade_gap,
    .destroy = cascade_destroy, /* no flush: it holds nothing back */
    .apart = true,
};

bool
emg_cascade_lend(emg_stage *stage)
{
    if (!stage || stage->ops != &cascade_ops)
        return false;
    ((cascade *)stage)->lent = true;
    return true;
}

const emg_sos *
emg_cascade_borrow(const emg_stage *stage, int bank, emg_lanes **state)
{
    const cascade *self = (const cascade *)stage;
    *state = states_of(self, bank);
    return &self->sos;
}

emg_stage *
emg_cascade_create(const emg_format *in, const emg_sos *sos, emg_error *error)
{
    cascade *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &cascade_ops, in, error))
        goto fail;
    self->kernels = emg_kernels();
    self->sos = *sos;
    self->states =
        emg_new((size_t)emg_banks(in->n_channels) * 2 * (size_t)sos->n,
                sizeof *self->states, error);
    if (self->states)
        return &self->stage;
    emg_format_clear(&self->stage.out);
fail:
    emg_free(self);
    return NULL;
}
