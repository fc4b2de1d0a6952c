/* Mains hum as windows of a segment. */
#include "filter/mains.h"

#include "base/memory.h"
#include "dsp/mains.h"
#include "filter/windowed.h"

#include <math.h>
#include <string.h>

#define STEP_S 10
#define BESIDE_S 4

typedef struct worker {
    emg_mains *mains;
    bool *on; /* each channel */
} worker;

static int64_t
mains_work(const void *data, const emg_window *window)
{
    const worker *self = data;
    return self->on[window->channel]
               ? emg_mains_subtract(self->mains, window->samples, window->n,
                                    window->scratch)
               : 0;
}

static void
mains_destroy(void *data)
{
    worker *self = data;
    emg_mains_destroy(self->mains);
    emg_free(self->on);
    emg_free(self);
}

emg_stage *
emg_mains_stage_create(const emg_format *in, double hz, const bool *on,
                       emg_error *error)
{
    size_t n = (size_t)in->n_channels;
    worker *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->mains = emg_mains_create(hz, in->rate_hz, error);
    self->on = emg_new(n, sizeof *on, error);
    if (!self->mains || !self->on) {
        mains_destroy(self);
        return NULL;
    }
    memcpy(self->on, on, n * sizeof *on);
    emg_windows windows = {.name = "mains",
                           .step = (int)round(STEP_S * in->rate_hz),
                           .before = (int)round(BESIDE_S * in->rate_hz),
                           .work = mains_work,
                           .destroy = mains_destroy};
    windows.after = windows.before;
    windows.scratch = emg_mains_room(
        self->mains, windows.before + windows.step + windows.after);
    return emg_windowed_create(in, &windows, self, error);
}
