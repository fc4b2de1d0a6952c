/* Averaged spectra of one second, Hann: bins of 1 Hz. */
#include "analysis/hum.h"

#include "base/memory.h"
#include "dsp/welch.h"

#include <math.h>

struct emg_hum {
    int n_bins;
    double step_hz;
    emg_welch *spectra;
    double *power; /* in a bin */
};

emg_hum *
emg_hum_create(double rate_hz, emg_error *error)
{
    emg_hum *hum = emg_new(1, sizeof *hum, error);
    int n = (int)fmax(2, round(rate_hz));
    if (!hum)
        return NULL;
    hum->n_bins = n / 2 + 1;
    hum->step_hz = rate_hz / n;
    hum->spectra = emg_welch_create(n, n, rate_hz, error);
    hum->power = emg_new((size_t)hum->n_bins, sizeof *hum->power, error);
    if (hum->spectra && hum->power)
        return hum;
    emg_hum_destroy(hum);
    return NULL;
}

void
emg_hum_add(emg_hum *hum, double sample)
{
    emg_welch_add(hum->spectra, sample);
}

void
emg_hum_gap(emg_hum *hum)
{
    emg_welch_gap(hum->spectra);
}

emg_tones
emg_hum_tones(const emg_hum *hum)
{
    if (emg_welch_spectra(hum->spectra) == 0)
        return (emg_tones){.step_hz = hum->step_hz};
    emg_welch_density(hum->spectra, hum->power);
    for (int k = 0; k < hum->n_bins; k++)
        hum->power[k] *= hum->step_hz;
    return (emg_tones){hum->power, hum->n_bins, hum->step_hz};
}

double
emg_hum_rms(const emg_hum *hum)
{
    emg_tones tones = emg_hum_tones(hum);
    return sqrt(fmax(emg_tones_lines(&tones, 50), emg_tones_lines(&tones, 60)));
}

void
emg_hum_destroy(emg_hum *hum)
{
    if (!hum)
        return;
    emg_welch_destroy(hum->spectra);
    emg_free(hum->power);
    emg_free(hum);
}
