/* Transcranial magnetic stimulation: pulses, and what they do to a muscle. */
#ifndef EMG_SIMULATE_MAGNET_H
#define EMG_SIMULATE_MAGNET_H

#include "simulate/random.h"

#define EMG_MEP_S 0.02         /* from the pulse to the response */
#define EMG_MEP_LENGTH_S 0.015 /* of the response */
#define EMG_SILENCE_S 0.1      /* after it, in which the muscle is off */

typedef struct emg_magnet {
    emg_random random;
    double interval_s; /* mean; the next comes 0.85 to 1.15 of it later */
    double last_s;     /* the last pulse; long ago before the first */
    double next_s;
} emg_magnet;

/** The same pulses for all who ask: electrodes, and the list of triggers. */
void emg_magnet_start(emg_magnet *magnet, double interval_s, uint64_t seed);

/** Goes on to this time, not back; seconds since the last pulse. */
double emg_magnet_since(emg_magnet *magnet, double time_s);

/** The stimulator's own artefact: 1 for half a millisecond, then -1. */
double emg_magnet_artefact(double since_s);

/** The response, from 20 ms after the pulse on, of 1 from peak to peak. */
double emg_magnet_response(double since_s);

/** False while the pulse keeps the muscle silent. */
bool emg_magnet_lets_work(double since_s);

#endif
