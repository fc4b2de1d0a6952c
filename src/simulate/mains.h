/* The line of the mains in a recording. */
#ifndef EMG_SIMULATE_MAINS_H
#define EMG_SIMULATE_MAINS_H

#include "emg/simulate.h"

/** In uV; turns: the phase at time 0. */
double emg_mains_at(const emg_scenario *scenario, double turns, double time_s);

#endif
