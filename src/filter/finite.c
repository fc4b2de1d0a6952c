/* The guard before filters: one NaN would poison all that follows it. */
#include "emg/filter.h"

#include "base/memory.h"
#include "dsp/kernels.h"

#include <math.h>
#include <string.h>

typedef struct guard {
    emg_stage stage;
    const emg_kernels_table *kernels;
    int64_t *seen; /* frames of each bank, gaps not counted */
} guard;

static void
blame(const guard *self, int bank, const emg_lanes *frames, int n, int lanes,
      emg_error *error)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < lanes; k++) {
            if (isfinite(frames[i].v[k]))
                continue;
            const emg_channel *channel =
                &self->stage.out.channels[bank * EMG_LANES + k];
            emg_fail(error, EMG_BAD_FILE,
                     "the sample is not a number; use --nan=split to skip it");
            emg_error_in_channel(error, channel->label);
            if (error && error->frame < 0)
                error->frame = self->seen[bank] + i;
            return;
        }
}

static int
guard_process(emg_stage *stage, int bank, emg_lanes *frames, int n,
              int capacity, emg_error *error)
{
    guard *self = (guard *)stage;
    int lanes = stage->out.n_channels - bank * EMG_LANES;
    (void)capacity;

    lanes = lanes < EMG_LANES ? lanes : EMG_LANES;
    if (!self->kernels->finite(frames, n, lanes)) {
        blame(self, bank, frames, n, lanes, error);
        return -1;
    }
    self->seen[bank] += n;
    return n;
}

static void
guard_reset(emg_stage *stage)
{
    guard *self = (guard *)stage;
    int banks = emg_banks(stage->out.n_channels);
    memset(self->seen, 0, (size_t)banks * sizeof *self->seen);
}

static void
guard_destroy(emg_stage *stage)
{
    guard *self = (guard *)stage;
    emg_free(self->seen);
    emg_free(self);
}

static const emg_stage_ops guard_ops = {
    .name = "finite",
    .process = guard_process,
    .reset = guard_reset,
    .destroy = guard_destroy,
    .apart = true,
};

emg_stage *
emg_finite_create(const emg_format *in, emg_error *error)
{
    guard *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &guard_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    self->kernels = emg_kernels();
    self->seen =
        emg_new((size_t)emg_banks(in->n_channels), sizeof *self->seen, error);
    if (!self->seen) {
        emg_stage_destroy(&self->stage);
        return NULL;
    }
    return &self->stage;
}
