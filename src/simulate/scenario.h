/* What may be asked for. */
#ifndef EMG_SIMULATE_SCENARIO_H
#define EMG_SIMULATE_SCENARIO_H

#include "emg/simulate.h"

/** EMG_BAD_OPTION when a field is outside of what the header says. */
emg_status emg_scenario_check(const emg_scenario *scenario, emg_error *error);

/** The label of channel `index`, from 0. */
const char *emg_scenario_label(const emg_scenario *scenario, int index);

/** 32 digits that name all that the samples follow from. */
emg_status emg_scenario_fingerprint(const emg_scenario *scenario, char text[33],
                                    emg_error *error);

#endif
