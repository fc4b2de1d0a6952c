/* What one pair of electrodes picks up, and what is recorded of it. */
#ifndef EMG_SIMULATE_ELECTRODE_H
#define EMG_SIMULATE_ELECTRODE_H

#include "simulate/hiss.h"
#include "simulate/interference.h"
#include "simulate/recorder.h"
#include "simulate/voice.h"

#include "emg/signal.h"

typedef struct emg_electrode {
    const emg_scenario *scenario;
    const emg_plan *plan;
    int index;          /* of the channel, from 0 */
    emg_voice heard[2]; /* its muscle, and as crosstalk its neighbour */
    int n_heard;
    emg_hiss hiss;
    emg_magnet magnet;
    emg_interference interference;
    emg_recorder recorder;
    int64_t frame; /* the next one */
} emg_electrode;

/** The electrode of channel `index`; scenario, plan and carriers are kept.
 * What is there is given back by clear, also after a failure. */
emg_status emg_electrode_init(emg_electrode *electrode,
                              const emg_scenario *scenario,
                              const emg_plan *plan, int index,
                              const emg_carriers *carriers, emg_error *error);
void emg_electrode_clear(emg_electrode *electrode);

/** Begins with the first frame, as after init. */
void emg_electrode_start(emg_electrode *electrode);

/** The next n samples, into one lane. */
void emg_electrode_fill(emg_electrode *electrode, emg_lanes *frames, int lane,
                        int n);

/** Label, unit and a range of 16 bits that is not left. */
void emg_electrode_describe(const emg_electrode *electrode,
                            emg_channel *channel);

#endif
