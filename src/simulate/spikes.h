/* Single spikes: a switch, a loose contact, static from clothes. */
#ifndef EMG_SIMULATE_SPIKES_H
#define EMG_SIMULATE_SPIKES_H

#include "simulate/random.h"

typedef struct emg_spikes {
    emg_random random;
    double at_s;   /* the middle of the one that comes or is on */
    double sd_s;   /* its width */
    double height; /* from -1 to 1 */
} emg_spikes;

void emg_spikes_start(emg_spikes *spikes, uint64_t seed, int index);

/** About one a second, at any time, of 0.5 to 1 high. Times do not go back. */
double emg_spikes_at(emg_spikes *spikes, double time_s);

#endif
