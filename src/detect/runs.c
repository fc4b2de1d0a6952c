/* Runs at the ends of the range, and long ones. */
#include "detect/runs.h"

#include "base/memory.h"

#include <math.h>

#define SATURATED 3 /* samples */
#define DROPPED 10
#define DROPPED_S 0.02
#define AT_END 1.5 /* steps */
#define FEWEST_STEPS 64

static bool
is_long(const emg_runs *runs, const emg_run_of *run)
{
    int64_t length = run->to - run->from;
    return length >= DROPPED &&
           (double)length >= DROPPED_S * runs->rate_hz - 0.5;
}

static bool
is_at_end(const emg_runs *runs, const emg_run_of *run)
{
    double near = AT_END * runs->step;
    return run->to - run->from >= SATURATED &&
           (run->value - runs->least <= near ||
            runs->most - run->value <= near);
}

emg_status
emg_runs_gap(emg_runs *runs, emg_error *error)
{
    emg_run_of run = runs->last;
    runs->last = (emg_run_of){0};
    if (!is_at_end(runs, &run) && !is_long(runs, &run))
        return EMG_OK;
    if (emg_grow((void **)&runs->items, &runs->room, runs->n + 1,
                 sizeof *runs->items, error))
        return EMG_NO_MEMORY;
    runs->items[runs->n++] = run;
    return EMG_OK;
}

emg_status
emg_runs_add(emg_runs *runs, double sample, int64_t frame, emg_error *error)
{
    emg_status status = EMG_OK;
    bool goes_on =
        runs->last.to > runs->last.from && runs->last.value == sample;
    if (!goes_on) {
        status = emg_runs_gap(runs, error);
        runs->last = (emg_run_of){frame, frame, sample};
    }
    runs->last.to = frame + 1;
    runs->least = runs->started ? fmin(runs->least, sample) : sample;
    runs->most = runs->started ? fmax(runs->most, sample) : sample;
    runs->started = true;
    return status;
}

void
emg_runs_finish(emg_runs *runs)
{
    size_t n = 0;
    double range = runs->most - runs->least;
    bool by_nature = range < FEWEST_STEPS * runs->step;
    for (size_t i = 0; i < runs->n && range > 0; i++) {
        const emg_run_of *run = &runs->items[i];
        if (is_long(runs, run) || (!by_nature && is_at_end(runs, run)))
            runs->items[n++] = *run;
    }
    runs->n = n;
}

void
emg_runs_clear(emg_runs *runs)
{
    emg_free(runs->items);
    *runs = (emg_runs){.rate_hz = runs->rate_hz, .step = runs->step};
}
