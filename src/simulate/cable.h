/* Artefacts of a cable or an electrode that is moved. */
#ifndef EMG_SIMULATE_CABLE_H
#define EMG_SIMULATE_CABLE_H

#include "simulate/tones.h"

/** One pull at a time: a burst of 1 to 10 Hz that swells and ebbs within 0.5
 * to 3 s, or a step that fades with a time constant of 0.2 to 1 s. */
typedef struct emg_cable {
    emg_random random;
    emg_tones sway;
    double start_s, end_s; /* of the pull that comes or is on */
    double tau_s;          /* of a step, or 0 */
    double size;
} emg_cable;

void emg_cable_start(emg_cable *cable, uint64_t seed, int index);

/** Of sizes up to 1: the RMS in the middle of a burst, the height of a step.
 * Times do not go back. */
double emg_cable_at(emg_cable *cable, double time_s);

#endif
