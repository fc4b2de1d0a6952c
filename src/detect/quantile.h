/* Quantiles of any number of positive values in fixed memory. */
#ifndef EMG_DETECT_QUANTILE_H
#define EMG_DETECT_QUANTILE_H

#include "emg/base.h"

/** Counts in 512 steps an octave, so a quantile is within 0.2 % of the exact
 * one; 64 octaves from 2^-32 to 2^32 times the scale, the rest at its ends. */
typedef struct emg_quantile {
    double scale;
    int64_t n;
    uint32_t *counts;
} emg_quantile;

emg_status emg_quantile_init(emg_quantile *quantile, double scale,
                             emg_error *error);
void emg_quantile_add(emg_quantile *quantile, double value);

/** The value below which `share` (0 to 1) of them lie; 0 when there are none.
 */
double emg_quantile_at(const emg_quantile *quantile, double share);
void emg_quantile_reset(emg_quantile *quantile);
void emg_quantile_clear(emg_quantile *quantile);

#endif
