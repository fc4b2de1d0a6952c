/* A product of spectra for each voice; the imaginary part is a second one. */
#include "dsp/morlet.h"

#include "base/math.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

#define CYCLES 6.0 /* f / SD of the Gaussian in frequency */
#define REACH 6.0  /* SD in time: exp(-18) is left of it */
#define LEAST_REACHES 16
#define FELT 6.5 /* SD in frequency: exp(-21) is left of it */

/* How many bins a voice has: from the first behind 0 on, none at half the rate.
 */
static int
bins_of(const emg_morlet *morlet, int voice)
{
    double high_hz = emg_morlet_hz(morlet, voice) * (1 + FELT / CYCLES);
    double bins = floor(high_hz * morlet->n / morlet->rate_hz);
    return (int)fmin(bins, emg_fft_half(morlet->n) - 2);
}

static size_t
all_bins(const emg_morlet *morlet, int voices)
{
    size_t n = 0;
    for (int v = 0; v < voices; v++)
        n += (size_t)bins_of(morlet, v);
    return n;
}

static void
fill_weights(emg_morlet *morlet)
{
    double *weight = morlet->weights;
    for (int v = 0; v < morlet->n_voices; v++) {
        double hz = emg_morlet_hz(morlet, v);
        for (int k = 1; k <= bins_of(morlet, v); k++) {
            double at_hz = k * morlet->rate_hz / morlet->n;
            double away = (at_hz / hz - 1) * CYCLES;
            *weight++ = emg_exp(-away * away / 2) / morlet->n;
        }
    }
}

emg_status
emg_morlet_init(emg_morlet *morlet, double rate_hz, double low_hz,
                double high_hz, emg_error *error)
{
    double spread_s = CYCLES / (2 * (double)EMG_PI * low_hz);
    *morlet = (emg_morlet){.rate_hz = rate_hz, .low_hz = low_hz, .n = 1024};
    morlet->reach = (int)ceil(REACH * spread_s * rate_hz);
    while (morlet->n < LEAST_REACHES * morlet->reach)
        morlet->n *= 2;
    while (emg_morlet_hz(morlet, morlet->n_voices) <= high_hz)
        morlet->n_voices++;
    morlet->fft = emg_fft_create(morlet->n, error);
    morlet->half = emg_new(2 * (size_t)emg_fft_half(morlet->n),
                           sizeof *morlet->half, error);
    morlet->weights = emg_new(all_bins(morlet, morlet->n_voices),
                              sizeof *morlet->weights, error);
    if (!morlet->fft || !morlet->half || !morlet->weights)
        return EMG_NO_MEMORY;
    fill_weights(morlet);
    return EMG_OK;
}

void
emg_morlet_clear(emg_morlet *morlet)
{
    emg_fft_destroy(morlet->fft);
    emg_free(morlet->half);
    emg_free(morlet->weights);
    *morlet = (emg_morlet){0};
}

double
emg_morlet_hz(const emg_morlet *morlet, int voice)
{
    return morlet->low_hz * emg_pow(2, (double)voice / EMG_MORLET_VOICES);
}

void
emg_morlet_forward(const emg_morlet *morlet, double *stretch, double *spectrum)
{
    emg_fft_forward(morlet->fft, stretch, spectrum);
}

/* Times -i with `turned`, which gives the imaginary part of what has no
 * negative frequencies. */
static void
weigh(emg_morlet *morlet, const double *spectrum, int voice, bool turned,
      double *to)
{
    const double *weights = morlet->weights + all_bins(morlet, voice);
    double *half = morlet->half;
    int n = bins_of(morlet, voice);
    memset(half, 0, 2 * (size_t)emg_fft_half(morlet->n) * sizeof *half);
    for (int k = 1; k <= n; k++) {
        double re = spectrum[2 * k] * weights[k - 1];
        double im = spectrum[2 * k + 1] * weights[k - 1];
        half[2 * k] = turned ? im : re;
        half[2 * k + 1] = turned ? -re : im;
    }
    emg_fft_inverse(morlet->fft, half, to);
}

void
emg_morlet_voice(emg_morlet *morlet, const double *spectrum, int voice,
                 double *real, double *imaginary)
{
    weigh(morlet, spectrum, voice, false, real);
    weigh(morlet, spectrum, voice, true, imaginary);
}
