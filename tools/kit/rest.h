/* Where rest is: what --rest says, and the levels that it gives. */
#ifndef KIT_REST_H
#define KIT_REST_H

#include "emg/analysis.h"
#include "kit/kit.h"

/** The option, whose word stands in a field of a tool's `settings`. */
#define KIT_REST_AT(field, usual)                                              \
    {                                                                          \
        "rest", 0, KIT_TEXT, offsetof(settings, field),                        \
            "where rest is: looked for, the quietest second, a stretch in "    \
            "seconds, what an annotation says, or a recording of it",          \
            .words = "auto|quietest|FROM-TO|annotation:TEXT|FILE",             \
            .told = KIT_FILE, .absent = usual, .example = "2-5"                \
    }
#define KIT_REST(usual) KIT_REST_AT(rest, usual)

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
