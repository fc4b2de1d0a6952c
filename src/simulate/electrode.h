/* What one pair of electrodes picks up. */
#ifndef EMG_SIMULATE_ELECTRODE_H
#define EMG_SIMULATE_ELECTRODE_H

#include "simulate/plan.h"
#include "simulate/shape.h"

#include "emg/signal.h"

/** A muscle, as strong as it is heard at one place. */
typedef struct emg_voice {
    emg_shape shape;
    const emg_gates *gates;
    size_t at; /* in gates */
    double amplitude_uv;
} emg_voice;

typedef struct emg_electrode {
    const emg_scenario *scenario;
    const emg_plan *plan;
    int index;          /* of the channel, from 0 */
    emg_voice heard[2]; /* its muscle, and as crosstalk its neighbour */
    int n_heard;
    emg_random noise;
    double noise_uv;
    double hum_turns; /* phase at time 0 */
    double limit_uv;  /* what lies beyond is cut off; 0: nothing is */
    int64_t frame;    /* the next one */
} emg_electrode;

/** The electrode of channel `index`; scenario, plan and shaper are kept. What
 * is there is given back by clear, also after a failure. */
emg_status emg_electrode_init(emg_electrode *electrode,
                              const emg_scenario *scenario,
                              const emg_plan *plan, int index,
                              emg_shaper *shaper, emg_error *error);
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
