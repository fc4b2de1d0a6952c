/* The noise of electrode and amplifier, whose level may change. */
#ifndef EMG_SIMULATE_HISS_H
#define EMG_SIMULATE_HISS_H

#include "simulate/random.h"

typedef struct emg_hiss {
    double level_uv; /* RMS, before what follows */
    double steps_db; /* at times it jumps to any level within +- so much */
    double drift_db; /* and it drifts by +- so much; 0: it does not */
    emg_random noise, levels;
    double step_db; /* now */
    double until_s; /* then the next step comes */
    double drift_s; /* how long the drift takes to and fro */
    double drift_turns;
} emg_hiss;

void emg_hiss_start(emg_hiss *hiss, uint64_t seed, int index);

/** The next sample, in uV. Times do not go back. */
double emg_hiss_next(emg_hiss *hiss, double time_s);

#endif
