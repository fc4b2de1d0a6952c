/* What the muscles of a pair will do. */
#ifndef EMG_SIMULATE_PLAN_H
#define EMG_SIMULATE_PLAN_H

#include "simulate/gates.h"

#include "emg/simulate.h"

typedef struct emg_plan {
    emg_gates muscles[2];
    emg_gates inside[2]; /* what of it the recording holds */
    emg_gates truth;
    double tremor_hz;
    double tremor_depth; /* 0: none */
    double tremor_turns; /* phase at time 0, of both muscles */
} emg_plan;

/** Draws the bouts of pair `pair`. What is there is given back by clear, also
 * after a failure. */
emg_status emg_plan_make(emg_plan *plan, const emg_scenario *scenario, int pair,
                         emg_error *error);
void emg_plan_clear(emg_plan *plan);

#endif
