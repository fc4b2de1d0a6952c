/* Analogue low-pass prototypes: what a family of filters is before it has
 * edges. */
#ifndef EMG_DSP_PROTOTYPE_H
#define EMG_DSP_PROTOTYPE_H

#include "dsp/section.h"

/**
 * A low-pass whose edge is 1 rad/s.
 *
 * gain   at frequency 0
 * pole   the upper one of each of order / 2 pairs, those of least Q first
 * zero   each pair of zeros stands at +-i / zero; 0: at infinity
 * single the real pole of an odd order
 */
typedef struct emg_prototype {
    int order;
    long double gain;
    long double complex pole[EMG_MOST_ORDER / 2];
    long double zero[EMG_MOST_ORDER / 2];
    long double single;
} emg_prototype;

/** Edge where the ripple of ripple_db below 1 is left. */
emg_prototype emg_chebyshev_1(int order, double ripple_db);

/** Edge where attenuation_db is reached. */
emg_prototype emg_chebyshev_2(int order, double attenuation_db);

/** The edge is where the phase's asymptotes meet, as at a Butterworth's. */
emg_prototype emg_bessel(int order);

/** Edge where the ripple is left; beyond, at least attenuation_db, which is
 * more than ripple_db. */
emg_prototype emg_elliptic(int order, double ripple_db, double attenuation_db);

#endif
