/* The middle of a few values. */
#ifndef EMG_DSP_MEDIAN_H
#define EMG_DSP_MEDIAN_H

/** Of n values, some tens at most, none NaN, the one with n / 2 below it when
 * they are in order, as they are afterwards. */
double emg_median(double *values, int n);

#endif
