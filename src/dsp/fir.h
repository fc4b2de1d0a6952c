/* Filters without recursion: their taps. */
#ifndef EMG_DSP_FIR_H
#define EMG_DSP_FIR_H

#include "dsp/sos.h"

/**
 * Taps of a linear-phase filter, an ideal one under a Hamming window, as
 * scipy's firwin(n, ..., window="hamming"): gain 1 at 0, at half the rate, or
 * in the middle of a band.
 *
 * taps  room for n of them, odd, 3 to EMG_MOST_FIR
 */
emg_status emg_fir_design(double *taps, int n, emg_band band, double low_hz,
                          double high_hz, double rate_hz, emg_error *error);

#define EMG_MOST_FIR 100001

/**
 * Taps of a Hilbert transformer under a Kaiser window: all that lies lowest_hz
 * and more away from 0 and from half the rate is turned by 90 degrees, its
 * amplitude right to 0.1 %.
 */
int emg_hilbert_length(double lowest_hz, double rate_hz);
void emg_hilbert_design(double *taps, int n);

/** n weights of a Gaussian whose standard deviation is n / 6 samples, so that
 * they end at three of them; their sum is 1. n is odd. */
void emg_gaussian_design(double *taps, int n);

#endif
