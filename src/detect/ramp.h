/* Where a burst begins: the likeliest ramp of the signal's variance. */
#ifndef EMG_DETECT_RAMP_H
#define EMG_DETECT_RAMP_H

#include "dsp/kernels.h"

#include <stdbool.h>

#define EMG_RAMP_BEFORE_S 0.20 /* of signal that is looked at */
#define EMG_RAMP_BEHIND_S 0.24

/** The ramps that are tried, at one rate. */
typedef struct emg_ramps {
    const emg_kernels_table *kernels;
    double rate_hz;
    double *gains; /* of each ramp after the other, the shortest first */
} emg_ramps;

emg_status emg_ramps_init(emg_ramps *ramps, double rate_hz, emg_error *error);
void emg_ramps_clear(emg_ramps *ramps);

/** Around one edge, time running from rest into the burst. */
typedef struct emg_ramp_view {
    const double *squares; /* n of them */
    int n;
    int edge; /* the rough one, an index */
} emg_ramp_view;

/**
 * edge         10 % of the plateau's amplitude, a fractional index
 * uncertainty  half the width, in samples, of the edges whose likelihood is
 *              within 2 nats of the best
 */
typedef struct emg_ramp {
    double edge, uncertainty;
} emg_ramp;

/**
 * A raised cosine of 0 to 150 ms in amplitude, between the variance before and
 * that behind. False where the view is too short to tell.
 */
bool emg_ramp_find(const emg_ramps *ramps, const emg_ramp_view *view,
                   emg_ramp *ramp);

#endif
