/* Noise with the spectrum of surface EMG. */
#ifndef EMG_SIMULATE_SHAPE_H
#define EMG_SIMULATE_SHAPE_H

#include "simulate/random.h"

#include "emg/base.h"

/** What all shaped noises of one rate share: the filter, and room to work. */
typedef struct emg_shaper emg_shaper;

/** lower: every frequency of the density is so many times lower; 1 is plain. */
emg_shaper *emg_shaper_create(double rate_hz, double lower, emg_error *error);
void emg_shaper_destroy(emg_shaper *shaper);

/** One endless noise of unit RMS. */
typedef struct emg_shape {
    emg_shaper *shaper;
    emg_random random;
    double *white; /* the last samples of white noise that went in */
    double *ready; /* what came out and was not taken yet */
    int at;
} emg_shape;

/** Density k fh^4 f^2 / ((f^2 + fl^2) (f^2 + fh^2)^2), fl 60 Hz, fh 120 Hz, up
 * to half the rate, 0 above; the form Shwedyk et al. gave, IEEE TBME 24:417,
 * 1977. */
double emg_shape_density(double f_hz);

/** The shaper is kept and must live as long. */
emg_status emg_shape_init(emg_shape *shape, emg_shaper *shaper,
                          emg_error *error);
void emg_shape_clear(emg_shape *shape);

/** Begins the noise that belongs to this stream of this seed. */
void emg_shape_start(emg_shape *shape, uint64_t seed, uint64_t stream);

double emg_shape_next(emg_shape *shape);

#endif
