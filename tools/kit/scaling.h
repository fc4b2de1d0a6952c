/* Envelopes in percent of a reference, without the noise of rest. */
#ifndef KIT_SCALING_H
#define KIT_SCALING_H

#include "emg/analysis.h"
#include "kit/kit.h"

/** What of the recording itself is 100 %. */
typedef enum kit_own { KIT_OWN_NONE, KIT_OWN_PEAK, KIT_OWN_MEAN } kit_own;

typedef struct kit_scaling {
    kit_list mvc;
    int own; /* kit_own */
    bool no_floor;
    const char *rest;
} kit_scaling;

/** True when amplitudes are to be told of a reference. */
bool kit_asks_reference(const kit_scaling *scaling);

/** ... or are to change in another way. */
bool kit_scales(const kit_scaling *scaling);

/** The filters and the envelope of a command line, without a usual band. */
emg_conditioning kit_conditioning_plain(const kit_chosen *chosen);

/** As hear of a kit_tool. A channel without rest or reference is left as it is
 * with a warning, or with --strict an error. */
emg_status kit_scaling_hear(const kit_scaling *scaling, emg_source *source,
                            const kit_chosen *chosen, kit_normals *normals,
                            emg_error *error);

#endif
