/* Windowed designs in long double, rounded once. */
#include "dsp/fir.h"

#include "base/math.h"
#include "dsp/section.h"

#include <math.h>

typedef long double real;

/* The ideal low-pass with its edge at `edge` of half the rate, m samples from
 * the middle. */
static real
ideal(real edge, int m)
{
    return m == 0 ? edge : sinl(EMG_PI * edge * m) / (EMG_PI * m);
}

static real
hamming(int i, int n)
{
    return 0.54L - 0.46L * cosl(2 * EMG_PI * i / (n - 1));
}

static real
tap(emg_band band, real low, real high, int m)
{
    switch (band) {
    case EMG_BAND_LOW:
        return ideal(high, m);
    case EMG_BAND_HIGH:
        return ideal(1, m) - ideal(low, m);
    case EMG_BAND_PASSES:
        return ideal(high, m) - ideal(low, m);
    default:
        return ideal(1, m) - ideal(high, m) + ideal(low, m);
    }
}

/* Where, in halves of the rate, the gain is made 1. */
static real
sure_of(emg_band band, real low, real high)
{
    return band == EMG_BAND_HIGH     ? 1
           : band == EMG_BAND_PASSES ? (low + high) / 2
                                     : 0;
}

emg_status
emg_fir_design(double *taps, int n, emg_band band, double low_hz,
               double high_hz, double rate_hz, emg_error *error)
{
    if (n < 3 || n > EMG_MOST_FIR || n % 2 == 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "%d taps: give an odd number from 3 to %d, which "
                        "delays by whole samples",
                        n, EMG_MOST_FIR);
    if (emg_edges_judge(band, 1, low_hz, high_hz, rate_hz, error))
        return EMG_BAD_OPTION;
    real low = 2 * (real)low_hz / (real)rate_hz;
    real high = 2 * (real)high_hz / (real)rate_hz;
    real sure = sure_of(band, low, high), gain = 0;
    for (int i = 0; i < n; i++)
        gain += tap(band, low, high, i - n / 2) * hamming(i, n) *
                cosl(EMG_PI * sure * (i - n / 2));
    for (int i = 0; i < n; i++)
        taps[i] =
            (double)(tap(band, low, high, i - n / 2) * hamming(i, n) / gain);
    return EMG_OK;
}

/* ---- the Hilbert transformer --------------------------------------------- */

#define KAISER_BETA 6.53486L /* 68 dB, by Kaiser's formula */
#define KAISER_WIDTH 4.1818L /* in rate / taps: from one side to the other */

static real
bessel_i0(real x)
{
    real sum = 1, term = 1;
    for (int k = 1; k < 100 && term > 1e-20L * sum; k++) {
        term *= (x / (2 * k)) * (x / (2 * k));
        sum += term;
    }
    return sum;
}

/* From -90 to 90 degrees the phase goes within lowest_hz on both sides of 0.
 */
int
emg_hilbert_length(double lowest_hz, double rate_hz)
{
    int half = (int)ceil((double)KAISER_WIDTH * rate_hz / (4 * lowest_hz));
    return 2 * half + 1;
}

void
emg_hilbert_design(double *taps, int n)
{
    for (int i = 0; i < n; i++) {
        int m = i - n / 2;
        real x = 2.0L * i / (n - 1) - 1;
        real window = bessel_i0(KAISER_BETA * sqrtl(fmaxl(0, 1 - x * x))) /
                      bessel_i0(KAISER_BETA);
        taps[i] = m % 2 ? (double)(2 / (EMG_PI * m) * window) : 0;
    }
}

/* ---- weights ---------------------------------------------------------------
 */

static real
bell(int i, int n)
{
    real deviations = 6 * (real)(i - n / 2) / n;
    return expl(-deviations * deviations / 2);
}

void
emg_gaussian_design(double *taps, int n)
{
    real sum = 0;
    for (int i = 0; i < n; i++)
        sum += bell(i, n);
    for (int i = 0; i < n; i++)
        taps[i] = (double)(bell(i, n) / sum);
}
