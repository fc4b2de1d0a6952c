/* Sines that stay exact for days, and slow noise made of a few of them. */
#ifndef EMG_SIMULATE_TONES_H
#define EMG_SIMULATE_TONES_H

#include "simulate/random.h"

#define EMG_TONES 12
#define EMG_TONES_PEAK 4.9 /* sqrt(2 EMG_TONES): no sample lies beyond */

/** sin(2 pi turns). */
double emg_sine(double turns);

/** Noise of a band: tones spread over it, all equally strong. */
typedef struct emg_tones {
    double hz[EMG_TONES];
    double turns[EMG_TONES]; /* at time 0 */
} emg_tones;

void emg_tones_start(emg_tones *tones, emg_random *random, double low_hz,
                     double high_hz);

/** Of unit RMS over times much longer than 1 / band. */
double emg_tones_at(const emg_tones *tones, double time_s);

#endif
