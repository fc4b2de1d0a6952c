/* The raw cross-correlation of two channels: the same waveform in both is
 * crosstalk, not co-contraction. */
#ifndef EMG_DETECT_CORRELATION_H
#define EMG_DETECT_CORRELATION_H

#include "emg/base.h"

typedef struct emg_correlation {
    int reach;      /* the largest lag, in frames */
    int64_t n;      /* frames so far */
    double *sums;   /* [2 reach + 1], lag -reach to reach, b after a */
    double *recent; /* [2][2 reach]: the last frames of a and b, each kept
                       twice so that `reach` of them always lie in a row */
    double power_a, power_b;
} emg_correlation;

emg_status emg_correlation_init(emg_correlation *correlation, int reach,
                                emg_error *error);
void emg_correlation_add(emg_correlation *correlation, double a, double b);

/**
 * The largest |r| over all lags (Winter 1994), the lag in frames in *lag,
 * positive when b follows a. NaN when a channel has no power.
 */
double emg_correlation_peak(const emg_correlation *correlation, int *lag);
void emg_correlation_reset(emg_correlation *correlation);
void emg_correlation_clear(emg_correlation *correlation);

#endif
