/* A muscle, as it is heard at one place. */
#ifndef EMG_SIMULATE_VOICE_H
#define EMG_SIMULATE_VOICE_H

#include "simulate/drive.h"
#include "simulate/path.h"
#include "simulate/shape.h"
#include "simulate/units.h"

/** What all voices of a recording share; tired is NULL without fatigue, both
 * are with motor units. */
typedef struct emg_carriers {
    emg_shaper *fresh, *tired;
} emg_carriers;

emg_status emg_carriers_init(emg_carriers *carriers,
                             const emg_scenario *scenario, emg_error *error);
void emg_carriers_clear(emg_carriers *carriers);

typedef struct emg_voice {
    const emg_scenario *scenario;
    int channel; /* of the muscle's own electrode, from 0 */
    double amplitude_uv;
    emg_shape fresh, tired; /* of noise, or */
    emg_units *units;       /* of motor units; else NULL */
    emg_drive drive;
    emg_path path;
} emg_voice;

/** Sets all but the amplitude; scenario and carriers are kept. What is there
 * is given back by clear, also after a failure. */
emg_status emg_voice_init(emg_voice *voice, const emg_scenario *scenario,
                          const emg_carriers *carriers, int channel,
                          emg_error *error);
void emg_voice_clear(emg_voice *voice);

/** As after init, at the electrode of channel `place`. */
void emg_voice_start(emg_voice *voice, const emg_plan *plan, int place);

/** The next sample, in uV. */
double emg_voice_next(emg_voice *voice, double time_s);

#endif
