/* What a channel's noise and its EMG look like in two bands, of all its time.
 *
 * In 240 ms the lower band has the energy n + a, the upper one s n + r a: noise
 * n and EMG a, each of one colour. Where s and r differ, the two energies tell
 * how much of a stretch is noise even while the muscle works. */
#ifndef EMG_DETECT_TWO_BAND_H
#define EMG_DETECT_TWO_BAND_H

#include "detect/weighted.h"
#include "emg/base.h"

#include <stdbool.h>

/** Counts of stretches by their two energies. */
typedef struct emg_two_band {
    bool has_high; /* there is an upper band */
    double scale;  /* the first energy */
    int64_t n;
    double sum;       /* of the lower energies */
    uint32_t *counts; /* [energy][ratio] */
} emg_two_band;

/**
 * found  the level of noise is known; else there is no rest anywhere
 * apart  noise and EMG are told apart by colour, at s and r
 * floor  of the lower band, over all time
 * usual  three quarters of the stretches with EMG have less of it
 * most   199 of 200 stretches have
 * mean   energy
 */
typedef struct emg_noise_model {
    bool found, apart;
    double s, r;
    double floor, usual, most, mean;
} emg_noise_model;

/** Noise in one stretch, and how much that is worth. */
typedef struct emg_noise_part {
    double noise, weight;
} emg_noise_part;

emg_status emg_two_band_init(emg_two_band *bands, bool has_high,
                             emg_error *error);
void emg_two_band_add(emg_two_band *bands, double low, double high);
emg_status emg_two_band_find(const emg_two_band *bands, emg_noise_model *model,
                             emg_error *error);

/** By the model, which is apart. */
emg_noise_part emg_noise_part_of(const emg_noise_model *model, double low,
                                 double high);
void emg_two_band_clear(emg_two_band *bands);

#endif
