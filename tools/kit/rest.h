/* Where rest is: what --rest says, and the levels that it gives. */
#ifndef KIT_REST_H
#define KIT_REST_H

#include "emg/analysis.h"
#include "kit/kit.h"

typedef struct kit_rest {
    emg_rest_level *items;
    int n;
} kit_rest;

/**
 * Finds the levels of the recording's channels.
 *
 * word  auto, quietest, annotation:TEXT, FROM-TO in seconds, or the path of a
 *       recording of rest whose channels have the same labels
 */
emg_status kit_rest_find(kit_rest *rest, const char *word, emg_source *source,
                         const emg_conditioning *conditioning,
                         const kit_chosen *chosen, emg_error *error);
void kit_rest_free(kit_rest *rest);

/** The word as tables show it: of a file, without its folder. */
const char *kit_rest_name(const char *word);

#endif
