/* Designed in long double and rounded once, so that all processors agree. */
#include "dsp/polyphase.h"

#include "base/math.h"
#include "base/memory.h"

#include <math.h>

#define RIPPLE_DB 120.0L
#define PASS 0.45L /* of the lower rate */
#define STOP 0.5L
#define WEIGHTS_MOST ((int64_t)1 << 21)

/* The modified Bessel function I0 by its power series: all terms are above 0,
 * so nothing cancels. */
static long double
bessel(long double x)
{
    long double term = 1, sum = 1, square = x * x / 4;
    for (int k = 1; term > sum * 1e-20L; k++) {
        term *= square / (k * k);
        sum += term;
    }
    return sum;
}

/* The window from -1 to 1, times a constant: weights are scaled anyway. */
static long double
kaiser(long double place)
{
    const long double beta = 0.1102L * (RIPPLE_DB - 8.7L);
    long double inside = 1 - place * place;
    return inside > 0 ? bessel(beta * sqrtl(inside)) : 0;
}

static long double
sinc(long double x)
{
    return x == 0 ? 1 : sinl(EMG_PI * x) / (EMG_PI * x);
}

/* The old rate over the lower one. */
static long double
slowness(int64_t up, int64_t down)
{
    return down > up ? (long double)down / (long double)up : 1.0L;
}

/* Old samples from the middle to the end of the window. */
static long double
half_width(int64_t up, int64_t down)
{
    long double taps = (RIPPLE_DB - 7.95L) / (14.36L * (STOP - PASS));
    return taps / 2 * slowness(up, down);
}

static void
design_phase(const emg_polyphase *filter, int64_t phase, long double half)
{
    int64_t taps = 2 * filter->reach;
    double *weights = filter->weights + phase * taps;
    long double edge = (PASS + STOP) / slowness(filter->up, filter->down);
    long double sum = 0;

    for (int64_t k = 0; k < taps; k++) {
        long double place = (long double)(k - filter->reach + 1) -
                            (long double)phase / (long double)filter->up;
        long double weight = sinc(edge * place) * kaiser(place / half);
        weights[k] = (double)weight;
        sum += weight;
    }
    for (int64_t k = 0; k < taps; k++)
        weights[k] = (double)(weights[k] / sum);
}

emg_status
emg_polyphase_design(emg_polyphase *filter, int64_t up, int64_t down,
                     emg_error *error)
{
    long double half = half_width(up, down);
    *filter = (emg_polyphase){.up = up, .down = down};
    if (half > (long double)WEIGHTS_MOST)
        half = (long double)WEIGHTS_MOST;
    filter->reach = (int64_t)ceill(half);
    if (up > WEIGHTS_MOST / (2 * filter->reach))
        return emg_fail(error, EMG_BAD_OPTION,
                        "%lld new samples in the time of %lld old ones take "
                        "too long a filter; choose a rate in a simpler ratio",
                        (long long)up, (long long)down);
    filter->weights =
        emg_new((size_t)(up * 2 * filter->reach), sizeof(double), error);
    if (!filter->weights)
        return EMG_NO_MEMORY;
    for (int64_t phase = 0; phase < up; phase++)
        design_phase(filter, phase, half);
    return EMG_OK;
}

void
emg_polyphase_clear(emg_polyphase *filter)
{
    emg_free(filter->weights);
    filter->weights = NULL;
}
