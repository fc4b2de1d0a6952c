/* Weighted sums over many frames, by overlap-save. */
#ifndef EMG_FILTER_CONVOLVE_H
#define EMG_FILTER_CONVOLVE_H

#include "emg/flow.h"

/** What stands for the frames before the first and after the last. */
typedef enum emg_ends {
    EMG_ENDS_ZERO,
    EMG_ENDS_ODD,  /* the signal, turned about its first and last sample */
    EMG_ENDS_SHARE /* nothing: the weights inside share what is outside */
} emg_ends;

/**
 * y[i] = sum over j of taps[j] x[i - j], or centred x[i + n / 2 - j].
 *
 * n          odd, 1 to EMG_MOST_TAPS
 * ends       of a signal that is not centred: zeros before it
 * magnitude  gives the root of y^2 + x^2 instead, x in the middle of the taps
 */
typedef struct emg_convolution {
    const double *taps;
    int n;
    bool centred;
    emg_ends ends;
    bool magnitude;
} emg_convolution;

#define EMG_MOST_TAPS 1000001

/** Lag: one transform's length at most. The taps are copied. */
emg_stage *emg_convolve_create(const emg_format *in, const emg_convolution *how,
                               emg_error *error);

#endif
