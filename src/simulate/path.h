/* The way from a muscle to its neighbour's electrode. */
#ifndef EMG_SIMULATE_PATH_H
#define EMG_SIMULATE_PATH_H

#include "emg/simulate.h"

#define EMG_PATH_ROOM 32 /* of delays: 3 ms at 10 kHz */

/** One way: tissue as a low-pass of first order, and a delay. */
typedef struct emg_way {
    double decay; /* of the low-pass, a sample */
    double last;  /* what left it */
    double gain;  /* makes up for the power that it takes */
    int delay;    /* in samples */
    double past[EMG_PATH_ROOM];
} emg_way;

typedef struct emg_path {
    emg_path_kind kind;
    emg_way ways[2];
    int at;         /* in the past of both */
    double turns_s; /* how long it takes to change to the other and back */
    double turns;   /* at time 0 */
} emg_path;

/** That to the electrode of channel `index`. */
void emg_path_start(emg_path *path, const emg_scenario *scenario, int index);

/** The next sample, in and out; of the same power. */
double emg_path_next(emg_path *path, double value, double time_s);

#endif
