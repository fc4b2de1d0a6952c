/* The ratio of two exact rates, and what changes with the rate. */
#include "filter/rate_change.h"

#define MOST (INT64_C(1) << 53) /* that a double and a sum still hold */

static emg_status
refuse(emg_rate from, emg_rate to, emg_error *error)
{
    return emg_fail(error, EMG_BAD_OPTION,
                    "%.9g and %.9g Hz are no two rates of a whole ratio",
                    (double)from.samples / (double)from.seconds,
                    (double)to.samples / (double)to.seconds);
}

/* (a / b) / (c / d) = (a d) / (b c). */
emg_status
emg_rate_ratio(emg_rate from, emg_rate to, int64_t *up, int64_t *down,
               emg_error *error)
{
    emg_rate across, within; /* a / c and d / b */
    if (!emg_rate_set(&across, to.samples, from.samples) ||
        !emg_rate_set(&within, from.seconds, to.seconds))
        return emg_fail(error, EMG_BAD_OPTION, "a rate is above 0");
    emg_rate one = {across.samples, within.seconds};
    emg_rate two = {within.samples, across.seconds};
    emg_rate_set(&one, one.samples, one.seconds);
    emg_rate_set(&two, two.samples, two.seconds);
    return __builtin_mul_overflow(one.samples, two.samples, up) ||
                   __builtin_mul_overflow(one.seconds, two.seconds, down) ||
                   *up > MOST || *down > MOST
               ? refuse(from, to, error)
               : EMG_OK;
}

void
emg_rate_describe(emg_stage *stage, emg_rate rate)
{
    stage->out.rate = rate;
    stage->out.rate_hz =
        (double)((long double)rate.samples / (long double)rate.seconds);
    for (int c = 0; c < stage->out.n_channels; c++) {
        stage->out.channels[c].step = 0;
        stage->out.channels[c].scale.bytes = 0;
    }
}
