/* Welch's spectrum: samples gather in a stretch, its spectrum joins a sum. */
#include "dsp/welch.h"

#include "base/math.h"
#include "base/memory.h"
#include "dsp/fft.h"

#include <math.h>
#include <string.h>

struct emg_welch {
    int n, hop;
    double rate_hz;
    int at; /* samples of the stretch so far */
    int64_t n_spectra;
    double energy; /* of the window */
    double *window, *samples, *work, *half;
    double *power; /* [n / 2 + 1]: squares, summed over stretches */
    emg_fft *fft;
};

static emg_status
take_memory(emg_welch *welch, emg_error *error)
{
    size_t n = (size_t)welch->n;
    size_t half = (size_t)emg_fft_half(welch->n);
    welch->window = emg_new(n, sizeof(double), error);
    welch->samples = emg_new(n, sizeof(double), error);
    welch->work = emg_new(n, sizeof(double), error);
    welch->half = emg_new(2 * half, sizeof(double), error);
    welch->power = emg_new(half, sizeof(double), error);
    welch->fft = emg_fft_create_forward(welch->n, error);
    return welch->window && welch->samples && welch->work && welch->half &&
                   welch->power && welch->fft
               ? EMG_OK
               : EMG_NO_MEMORY;
}

emg_welch *
emg_welch_create(int n, int hop, double rate_hz, emg_error *error)
{
    emg_welch *welch = emg_new(1, sizeof *welch, error);
    if (!welch)
        return NULL;
    welch->n = n;
    welch->hop = hop;
    welch->rate_hz = rate_hz;
    if (take_memory(welch, error)) {
        emg_welch_destroy(welch);
        return NULL;
    }
    for (int i = 0; i < n; i++) {
        welch->window[i] = 0.5 - 0.5 * emg_cos(2 * (double)EMG_PI * i / n);
        welch->energy += welch->window[i] * welch->window[i];
    }
    return welch;
}

static void
add_spectrum(emg_welch *welch)
{
    double mean = 0;
    for (int i = 0; i < welch->n; i++)
        mean += welch->samples[i];
    mean /= welch->n;
    for (int i = 0; i < welch->n; i++)
        welch->work[i] = (welch->samples[i] - mean) * welch->window[i];
    emg_fft_forward(welch->fft, welch->work, welch->half);
    for (int k = 0; k <= welch->n / 2; k++) {
        double re = welch->half[2 * k], im = welch->half[2 * k + 1];
        welch->power[k] += re * re + im * im;
    }
    welch->n_spectra++;
}

void
emg_welch_add(emg_welch *welch, double sample)
{
    welch->samples[welch->at++] = sample;
    if (welch->at < welch->n)
        return;
    add_spectrum(welch);
    welch->at = welch->n - welch->hop;
    memmove(welch->samples, welch->samples + welch->hop,
            (size_t)welch->at * sizeof *welch->samples);
}

void
emg_welch_gap(emg_welch *welch)
{
    welch->at = 0;
}

void
emg_welch_reset(emg_welch *welch)
{
    welch->at = 0;
    welch->n_spectra = 0;
    memset(welch->power, 0,
           (size_t)emg_fft_half(welch->n) * sizeof *welch->power);
}

int64_t
emg_welch_spectra(const emg_welch *welch)
{
    return welch->n_spectra;
}

/* A bin stands for two frequencies, but those at 0 and at half the rate. */
void
emg_welch_density(const emg_welch *welch, double *density)
{
    double scale =
        1 / (welch->rate_hz * welch->energy * (double)welch->n_spectra);
    for (int k = 0; k <= welch->n / 2; k++)
        density[k] = welch->n_spectra ? (k == 0 || 2 * k == welch->n ? 1 : 2) *
                                            scale * welch->power[k]
                                      : NAN;
}

void
emg_welch_destroy(emg_welch *welch)
{
    if (!welch)
        return;
    emg_free(welch->window);
    emg_free(welch->samples);
    emg_free(welch->work);
    emg_free(welch->half);
    emg_free(welch->power);
    emg_fft_destroy(welch->fft);
    emg_free(welch);
}
