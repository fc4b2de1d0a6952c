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

/** Why a label was not taken for what it says at first sight. */
typedef enum emg_muscle_doubt {
    EMG_NO_DOUBT,
    EMG_DOUBT_BICEPS, /* of arm or thigh? Not known, beside muscles of a leg */
    EMG_DOUBT_TA      /* thyroarytenoid, beside muscles of the larynx */
} emg_muscle_doubt;

/** "FCR", right; muscle is one of our own constants, NULL when not known. */
typedef struct emg_muscle_name {
    const char *muscle;
    emg_body_side side;
    emg_muscle_doubt doubt;
} emg_muscle_name;

/** What the other labels of a recording tell; zeroed: nothing. */
typedef struct emg_muscle_scene {
    bool left, right; /* some label has a word that says so, or may say so */
    bool leg, larynx; /* some label is a muscle of it */
} emg_muscle_scene;

/** Adds the label of one channel. */
void emg_muscle_scene_add(emg_muscle_scene *scene, const char *label);

/**
 * Reads a label: case, accents, separators and words such as "EMG" or "sensor"
 * do not matter. A side is only taken from a word or letter that says it; of
 * the words d, g, re and li, only where another label has the other side.
 */
emg_muscle_name emg_muscle_in(const emg_muscle_scene *scene, const char *label);

/** The same where nothing is known of other labels. */
emg_muscle_name emg_muscle_of(const char *label);

/** What a label says of the side; what is left of it besides, in small letters
 * and without blanks, goes to words[0..size). */
emg_body_side emg_muscle_words(const char *label, char *words, size_t size);

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
