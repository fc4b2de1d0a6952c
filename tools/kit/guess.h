/* What a word that names no channel may mean. */
#ifndef KIT_GUESS_H
#define KIT_GUESS_H

#include "base/text.h"
#include "detect/muscle.h"
#include "emg/signal.h"
#include "kit/nearest.h"

typedef struct kit_guess {
    kit_nearest name;    /* the nearest label or muscle of the recording */
    const char *muscle;  /* whose name, written out, is near; or NULL */
    emg_body_side side;  /* what the word says of it */
    const char *channel; /* the first label of that muscle, NULL: none */
} kit_guess;

kit_guess kit_guess_of(const char *word);

/** Offers a channel of the recording, which outlives the guess. */
void kit_guess_offer(kit_guess *guess, const emg_channel *channel);

/** Adds "did you mean FCR? ", or nothing where nothing is near. */
void kit_guess_say(const kit_guess *guess, emg_text *to);

#endif
