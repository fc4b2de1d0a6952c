/* What a recorder makes of the voltage at its input. */
#ifndef EMG_SIMULATE_RECORDER_H
#define EMG_SIMULATE_RECORDER_H

#include "simulate/random.h"

typedef struct emg_recorder {
    double limit_uv;         /* what lies beyond is cut off; 0: nothing is */
    double dropouts_per_min; /* times at which it gets no samples */
    emg_random random;
    double start_s, end_s; /* of the dropout that comes or is on */
    double held_uv;        /* the last sample before it */
} emg_recorder;

void emg_recorder_start(emg_recorder *recorder, uint64_t seed, int index);

/** Times do not go back. */
double emg_recorder_take(emg_recorder *recorder, double uv, double time_s);

#endif
