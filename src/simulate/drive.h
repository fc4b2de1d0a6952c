/* How hard a muscle works at a moment. */
#ifndef EMG_SIMULATE_DRIVE_H
#define EMG_SIMULATE_DRIVE_H

#include "simulate/magnet.h"
#include "simulate/plan.h"

typedef struct emg_drive {
    const emg_scenario *scenario;
    const emg_plan *plan;
    int muscle;   /* of the pair, 0 or 1 */
    size_t at[2]; /* in the gates of the muscle and of its antagonist */
    emg_magnet magnet;
} emg_drive;

/** That of one muscle of a plan; scenario and plan are kept. */
void emg_drive_start(emg_drive *drive, const emg_scenario *scenario,
                     const emg_plan *plan, int muscle);

/** 1 while it contracts, but for tremor. Times do not go back. */
double emg_drive_gain(emg_drive *drive, double time_s);

/** The most that can come. */
double emg_drive_peak(const emg_plan *plan);

#endif
