/* Steps that are far larger than the others. */
#include "detect/pulses.h"

#include "base/memory.h"

#include <math.h>

#define SHARE 0.99
#define TIMES 10       /* EMG alone hardly passes twice that share */
#define OF_LARGEST 0.5 /* a trigger's steps are alike */
#define APART_S 0.02
#define RENEW_S 1

emg_status
emg_pulses_init(emg_pulses *pulses, double rate_hz, bool is_trigger,
                emg_error *error)
{
    *pulses = (emg_pulses){.rate_hz = rate_hz, .is_trigger = is_trigger};
    return is_trigger ? EMG_OK : emg_quantile_init(&pulses->steps, 1, error);
}

static emg_status
keep(emg_pulses *pulses, double size, int64_t frame, emg_error *error)
{
    size_t n = pulses->n;
    if (n > 0 && (double)(frame - pulses->items[n - 1].frame) <
                     APART_S * pulses->rate_hz) {
        pulses->items[n - 1].size = fmax(pulses->items[n - 1].size, size);
        return EMG_OK;
    }
    if (emg_grow((void **)&pulses->items, &pulses->room, n + 1,
                 sizeof *pulses->items, error))
        return EMG_NO_MEMORY;
    pulses->items[pulses->n++] = (emg_pulse){frame, size};
    return EMG_OK;
}

/* Fills limit as far as it is known. */
static void
learn(emg_pulses *pulses, double size)
{
    if (pulses->is_trigger) {
        pulses->limit = fmax(pulses->limit, OF_LARGEST * size);
        return;
    }
    emg_quantile_add(&pulses->steps, size);
    if (pulses->steps.n % (int64_t)ceil(RENEW_S * pulses->rate_hz) == 0)
        pulses->limit = TIMES * emg_quantile_at(&pulses->steps, SHARE);
}

emg_status
emg_pulses_add(emg_pulses *pulses, double sample, int64_t frame,
               emg_error *error)
{
    double step = sample - pulses->last;
    bool first = !pulses->goes_on;
    pulses->last = sample;
    pulses->goes_on = true;
    if (first)
        return EMG_OK;
    double size = pulses->is_trigger ? fmax(step, 0) : fabs(step);
    learn(pulses, size);
    if (!(pulses->limit > 0) || size < pulses->limit)
        return EMG_OK;
    return keep(pulses, size, frame, error);
}

void
emg_pulses_gap(emg_pulses *pulses)
{
    pulses->goes_on = false;
}

void
emg_pulses_finish(emg_pulses *pulses)
{
    size_t n = 0;
    if (!pulses->is_trigger && pulses->steps.n > 0)
        pulses->limit = TIMES * emg_quantile_at(&pulses->steps, SHARE);
    for (size_t i = 0; i < pulses->n; i++)
        if (pulses->limit > 0 && pulses->items[i].size >= pulses->limit)
            pulses->items[n++] = pulses->items[i];
    pulses->n = n;
}

void
emg_pulses_clear(emg_pulses *pulses)
{
    emg_quantile_clear(&pulses->steps);
    emg_free(pulses->items);
    *pulses = (emg_pulses){0};
}
