/* --config: the parameters of a sidecar, once more. */
#ifndef KIT_CONFIG_H
#define KIT_CONFIG_H

#include "kit/parse.h"

/**
 * Sets every parameter of the sidecar that the command line did not name;
 * a filter that it names stands in place of all filters there. The values live
 * as long as *kept, which the caller gives to kit_config_free.
 *
 * given  the names of options on the command line
 *
 * EMG_BAD_OPTION where the sidecar is of another program, or holds what this
 * one does not know.
 */
emg_status kit_config_apply(kit_chosen *chosen, const kit_list *given,
                            emg_error *error);
void kit_config_free(kit_chosen *chosen);

#endif
