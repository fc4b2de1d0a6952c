/* What may be asked for. */
#ifndef EMG_SIMULATE_SCENARIO_H
#define EMG_SIMULATE_SCENARIO_H

#include "emg/simulate.h"

#define EMG_ACCELEROMETER_HZ 148

/** EMG_BAD_OPTION when a field is outside of what the header says. */
emg_status emg_scenario_check(const emg_scenario *scenario, emg_error *error);

/** The label of channel `index`, from 0. */
const char *emg_scenario_label(const emg_scenario *scenario, int index);

#endif
