/* What the shape of a mean spectrum tells about contamination. */
#ifndef EMG_DSP_DENSITY_H
#define EMG_DSP_DENSITY_H

#include "dsp/tones.h"

/* The three indices of Sinderby et al. 1995, J Appl Physiol 79:1803. Densities
 * are averaged over 13 bins; "highest" and "lowest" are of these averages from
 * 35 Hz to end_hz. NaN where the bins do not reach so far. */

/**
 * Motion: power below 600 Hz over that below 20 Hz which lies above a straight
 * line from the origin to the highest density, in dB. Infinite without any.
 */
double emg_density_motion_db(const emg_tones *tones, double end_hz);

/** Highest over lowest density, in dB: noise fills the valleys. */
double emg_density_range_db(const emg_tones *tones, double end_hz);

/** Deformation: sqrt(M2 / M0) / (M1 / M0) of the moments below 600 Hz. */
double emg_density_deformation(const emg_tones *tones);

#endif
