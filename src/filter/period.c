/* The period template as windows of a segment. */
#include "filter/period.h"

#include "base/memory.h"
#include "dsp/period.h"
#include "filter/windowed.h"

#include <math.h>

#define STEP_S 10
#define BESIDE_S 10
#define LEAST_S 5 /* of which a period can be told */

typedef struct period {
    double rate_hz;
    double hz[EMG_MOST_PERIODS];
    int n;
} period;

static int64_t
period_work(const void *worker, const emg_window *window)
{
    const period *self = worker;
    double found = 0, leaves_s = (window->to - window->from) / self->rate_hz;
    if (window->n < LEAST_S * self->rate_hz)
        return 0;
    for (int i = 0; i < self->n; i++) {
        double hz = emg_period_find(window->samples, window->n, self->rate_hz,
                                    self->hz[i], window->scratch);
        if (emg_period_subtract(window->samples, window->n, hz / self->rate_hz))
            found += leaves_s * hz;
    }
    return (int64_t)found;
}

static void
period_destroy(void *worker)
{
    emg_free(worker);
}

emg_stage *
emg_period_create(const emg_format *in, const double hz[EMG_MOST_PERIODS],
                  int n, emg_error *error)
{
    period *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->rate_hz = in->rate_hz;
    self->n = n;
    for (int i = 0; i < n; i++)
        self->hz[i] = hz[i];
    int step = (int)round(STEP_S * in->rate_hz);
    int beside = (int)round(BESIDE_S * in->rate_hz);
    const emg_windows windows = {
        .name = "mean period",
        .step = step,
        .before = beside,
        .after = beside,
        .scratch = emg_period_room(step + 2 * beside, in->rate_hz),
        .work = period_work,
        .destroy = period_destroy};
    return emg_windowed_create(in, &windows, self, error);
}
