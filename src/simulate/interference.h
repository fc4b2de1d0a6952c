/* What an electrode picks up that neither muscle nor amplifier made. */
#ifndef EMG_SIMULATE_INTERFERENCE_H
#define EMG_SIMULATE_INTERFERENCE_H

#include "simulate/cable.h"
#include "simulate/heart.h"
#include "simulate/magnet.h"
#include "simulate/spikes.h"
#include "simulate/stimulator.h"
#include "simulate/tones.h"

#include "emg/simulate.h"

typedef struct emg_interference {
    const emg_scenario *scenario;
    double hum_turns;
    double heart_uv; /* at this electrode, with its sign */
    double stimulator_uv;
    emg_heart heart;
    emg_stimulator stimulator;
    emg_magnet magnet;
    emg_cable cable;
    emg_tones wander;
    emg_spikes spikes;
} emg_interference;

/** That of channel `index`; the scenario is kept. */
void emg_interference_start(emg_interference *interference,
                            const emg_scenario *scenario, int index);

/** In uV. Times do not go back. */
double emg_interference_at(emg_interference *interference, double time_s);

/** The largest value that is at all likely, in uV. */
double emg_interference_reach(const emg_scenario *scenario);

#endif
