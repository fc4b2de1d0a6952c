/* Which muscle a label means, and which muscles work against each other. */
#ifndef EMG_DETECT_MUSCLE_H
#define EMG_DETECT_MUSCLE_H

#include "emg/base.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum emg_body_side {
    EMG_SIDE_UNKNOWN,
    EMG_SIDE_LEFT,
    EMG_SIDE_RIGHT
} emg_body_side;

/** "FCR", right; muscle is one of our own constants, NULL when not known. */
typedef struct emg_muscle_name {
    const char *muscle;
    emg_body_side side;
} emg_muscle_name;

/**
 * Reads a label: case, accents, separators and words such as "EMG" or "sensor"
 * do not matter. A side is only taken from a word or letter that says it.
 */
emg_muscle_name emg_muscle_of(const char *label);

/**
 * Two muscles of one joint.
 *
 * region  "neck", "wrist", ...
 * across  one of each side of the body
 */
typedef struct emg_antagonists {
    const char *region;
    const char *a, *b;
    bool across;
} emg_antagonists;

/** The table of pairs that are proposed, n of them. */
const emg_antagonists *emg_antagonist_pairs(size_t *n);

#endif
