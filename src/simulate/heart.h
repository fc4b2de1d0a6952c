/* The heart, as an electrode on a limb or the trunk picks it up. */
#ifndef EMG_SIMULATE_HEART_H
#define EMG_SIMULATE_HEART_H

#include "simulate/random.h"

typedef struct emg_heart {
    emg_random random;
    double period_s;
    double beats_s[2]; /* the R waves that reach into this time */
} emg_heart;

/** 60 to 90 beats a minute, by lot, with 3 % of jitter. */
void emg_heart_start(emg_heart *heart, uint64_t seed);

/** With an R wave of 1. Times do not go back. */
double emg_heart_at(emg_heart *heart, double time_s);

#endif
