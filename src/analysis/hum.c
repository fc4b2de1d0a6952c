/* Averaged spectra of one second, Hann: bins of 1 Hz. */
#include "analysis/hum.h"

#include "base/math.h"
#include "base/memory.h"
#include "dsp/fft.h"

#include <math.h>
#include <stdbool.h>

struct emg_hum {
    double rate_hz;
    int n; /* samples in a second */
    int at;
    int64_t n_spectra;
    double energy; /* of the window */
    double *window, *samples, *work, *half;
    double *power; /* [n / 2 + 1], one-sided, summed over spectra */
    emg_fft *fft;
};

static emg_status
take_memory(emg_hum *hum, emg_error *error)
{
    size_t n = (size_t)hum->n;
    size_t half = (size_t)emg_fft_half(hum->n);
    hum->window = emg_new(n, sizeof(double), error);
    hum->samples = emg_new(n, sizeof(double), error);
    hum->work = emg_new(n, sizeof(double), error);
    hum->half = emg_new(2 * half, sizeof(double), error);
    hum->power = emg_new(half, sizeof(double), error);
    hum->fft = emg_fft_create(hum->n, error);
    return hum->window && hum->samples && hum->work && hum->half &&
                   hum->power && hum->fft
               ? EMG_OK
               : EMG_NO_MEMORY;
}

emg_hum *
emg_hum_create(double rate_hz, emg_error *error)
{
    emg_hum *hum = emg_new(1, sizeof *hum, error);
    if (!hum)
        return NULL;
    hum->rate_hz = rate_hz;
    hum->n = (int)fmax(2, round(rate_hz));
    if (take_memory(hum, error)) {
        emg_hum_destroy(hum);
        return NULL;
    }
    for (int i = 0; i < hum->n; i++) {
        hum->window[i] = 0.5 - 0.5 * emg_cos(2 * (double)EMG_PI * i / hum->n);
        hum->energy += hum->window[i] * hum->window[i];
    }
    return hum;
}

void
emg_hum_add(emg_hum *hum, double sample)
{
    hum->samples[hum->at++] = sample;
    if (hum->at < hum->n)
        return;
    for (int i = 0; i < hum->n; i++)
        hum->work[i] = hum->samples[i] * hum->window[i];
    emg_fft_forward(hum->fft, hum->work, hum->half);
    for (int k = 0; k <= hum->n / 2; k++) {
        double re = hum->half[2 * k], im = hum->half[2 * k + 1];
        hum->power[k] += 2 * (re * re + im * im) / (hum->n * hum->energy);
    }
    hum->n_spectra++;
    hum->at = 0;
}

void
emg_hum_gap(emg_hum *hum)
{
    hum->at = 0;
}

emg_tones
emg_hum_tones(const emg_hum *hum)
{
    bool heard = hum->n_spectra > 0;
    return (emg_tones){.power = heard ? hum->power : NULL,
                       .n = heard ? hum->n / 2 + 1 : 0,
                       .step_hz = hum->rate_hz / hum->n};
}

double
emg_hum_rms(const emg_hum *hum)
{
    if (hum->n_spectra == 0)
        return 0;
    emg_tones tones = emg_hum_tones(hum);
    double strongest =
        fmax(emg_tones_lines(&tones, 50), emg_tones_lines(&tones, 60));
    return sqrt(strongest / (double)hum->n_spectra);
}

void
emg_hum_destroy(emg_hum *hum)
{
    if (!hum)
        return;
    emg_free(hum->window);
    emg_free(hum->samples);
    emg_free(hum->work);
    emg_free(hum->half);
    emg_free(hum->power);
    emg_fft_destroy(hum->fft);
    emg_free(hum);
}
