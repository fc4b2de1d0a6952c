/* Equiripple FIR filters: the smallest greatest error of a given length. */
#ifndef EMG_DSP_REMEZ_H
#define EMG_DSP_REMEZ_H

#include "emg/base.h"

#define EMG_MOST_EQUIRIPPLE 2001 /* weights */

/** Frequencies in parts of the rate, 0 to 0.5; their gain is wanted, and errors
 * count by weight. */
typedef struct emg_remez_band {
    double low, high;
    double gain, weight;
} emg_remez_band;

/**
 * The symmetric filter of n weights whose greatest weighted error over the
 * bands is least, by the exchange of McClellan, Parks & Rabiner 1973, IEEE
 * Trans Audio Electroacoust 21:506, on their grid of 16 points a weight.
 *
 * n        odd, 3 to EMG_MOST_EQUIRIPPLE
 * bands    rising, apart from each other
 * largest  the greatest weighted error, or NULL
 *
 * EMG_BAD_OPTION where the exchange does not settle.
 */
emg_status emg_remez_design(double *taps, int n, const emg_remez_band *bands,
                            int n_bands, double *largest, emg_error *error);

/**
 * About how many weights keep errors below pass and stop with transitions of
 * this width, in parts of the rate (Kaiser 1974); odd.
 */
int emg_remez_length(double pass, double stop, double transition);

#endif
