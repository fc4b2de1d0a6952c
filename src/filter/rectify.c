/* Stages that look at one sample at a time. */
#include "emg/filter.h"

#include "base/memory.h"
#include "dsp/kernels.h"

typedef void lane_kernel(emg_lanes *frames, int n);

typedef struct rectify {
    emg_stage stage;
    lane_kernel *run;
} rectify;

static int
rectify_process(emg_stage *stage, int bank, emg_lanes *frames, int n,
                int capacity, emg_error *error)
{
    (void)bank;
    (void)capacity;
    (void)error;
    ((rectify *)stage)->run(frames, n);
    return n;
}

static void
rectify_destroy(emg_stage *stage)
{
    emg_free(stage);
}

static const emg_stage_ops rectify_ops = {
    .name = "rectify",
    .process = rectify_process,
    .destroy = rectify_destroy,
    .apart = true,
};

emg_stage *
emg_rectify_create(const emg_format *in, bool half_wave, emg_error *error)
{
    rectify *self = emg_new(1, sizeof *self, error);
    if (!self || emg_stage_init(&self->stage, &rectify_ops, in, error)) {
        emg_free(self);
        return NULL;
    }
    const emg_kernels_table *kernels = emg_kernels();
    self->run = half_wave ? kernels->half_wave : kernels->full_wave;
    for (int c = 0; c < in->n_channels; c++)
        self->stage.out.channels[c].rectified = true;
    return &self->stage;
}
