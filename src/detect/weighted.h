/* Quantiles of values that do not all count alike. */
#ifndef EMG_DETECT_WEIGHTED_H
#define EMG_DETECT_WEIGHTED_H

#include <stddef.h>

typedef struct emg_weighted {
    double value, weight;
} emg_weighted;

/** The least value that, with all below it, has `share` (0 to 1) of the weight.
 * Sorts them. NaN where nothing weighs anything. */
double emg_weighted_quantile(emg_weighted *values, size_t n, double share);

/**
 * The lowest mode: the least of the values, around which `share` of all lie
 * within +-reach, and no fewer than around any other within reach. Weights
 * count. NaN where there is none. Sorts them.
 */
double emg_weighted_lowest_mode(emg_weighted *values, size_t n, double share,
                                double reach);

#endif
