/* The mean power density of a signal, from overlapping Hann windows. */
#ifndef EMG_DSP_WELCH_H
#define EMG_DSP_WELCH_H

#include "emg/base.h"

/**
 * One channel (Welch 1967): stretches of n samples, hop apart, each without
 * its mean and under a periodic Hann window.
 */
typedef struct emg_welch emg_welch;

/** n  at least 2; hop  1 to n */
emg_welch *emg_welch_create(int n, int hop, double rate_hz, emg_error *error);
void emg_welch_add(emg_welch *welch, double sample);

/** A gap: the stretch that was filling is left out. */
void emg_welch_gap(emg_welch *welch);

/** Forgets all. */
void emg_welch_reset(emg_welch *welch);

/** How many stretches there were. */
int64_t emg_welch_spectra(const emg_welch *welch);

/**
 * One-sided, in unit^2 / Hz: its sum times rate / n is the variance.
 * density  n / 2 + 1 bins of rate / n; NaN without a stretch
 */
void emg_welch_density(const emg_welch *welch, double *density);
void emg_welch_destroy(emg_welch *welch);

#endif
