/* The sound of a muscle, made of its motor units. */
#ifndef EMG_SIMULATE_UNITS_H
#define EMG_SIMULATE_UNITS_H

#include "simulate/random.h"

#define EMG_UNITS 120
#define EMG_UNITS_ROOM 1024 /* samples that potentials reach ahead: 0.1 s */

/** By so much excitation must be told before it is heard: half a potential of
 * the slowest unit, five times slower with fatigue. */
#define EMG_UNITS_AHEAD_S 0.044

typedef struct emg_unit {
    double threshold;  /* excitation that recruits it */
    double fastest_hz; /* discharge rate that it does not pass */
    double height;     /* of its potential, with its sign */
    double sd_s;       /* of the Gaussian of which that is the derivative */
    double next_s;     /* discharge; below 0 when it is not recruited */
} emg_unit;

typedef struct emg_units {
    double rate_hz;
    emg_random random;
    emg_unit list[EMG_UNITS];
    double ahead[EMG_UNITS_ROOM]; /* a ring of what was begun */
    int64_t frame;
} emg_units;

/** The pool of the muscle of this channel. */
void emg_units_start(emg_units *units, double rate_hz, uint64_t seed,
                     int channel);

/**
 * The next sample, about as strong as `gain`, of unit RMS at 1: half of the
 * excitation that makes all units discharge as fast as they can.
 *
 * gain    at the time of this sample and EMG_UNITS_AHEAD_S
 * slower  potentials last so many times longer, 1 to 5, at the same power
 */
double emg_units_next(emg_units *units, double gain, double slower);

#endif
