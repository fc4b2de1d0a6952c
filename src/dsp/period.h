/* What repeats with one period in samples that were taken at another rate. */
#ifndef EMG_DSP_PERIOD_H
#define EMG_DSP_PERIOD_H

#include <stddef.h>

/** Doubles that emg_period_find works in. */
size_t emg_period_room(int n, double rate_hz);

/**
 * The frequency within 0.5 Hz of hz whose harmonics, as sampling folds them,
 * hold the most power in n samples. hz > 1; work: emg_period_room of them.
 */
double emg_period_find(const double *samples, int n, double rate_hz, double hz,
                       double *work);

/**
 * Takes the mean over all periods of `per_sample` a sample out of n samples:
 * 256 phases, each the mean of the samples that fall there (after Dastin-van
 * Rijn et al. 2021, Cell Reports Methods 1:100010). Nothing is changed unless
 * such a mean explains four times as much as chance would.
 *
 * Returns how many phases were taken out, or 0.
 */
int emg_period_subtract(double *samples, int n, double per_sample);

#endif
